import { parse } from "graphql";
import { answers } from "./events.js";
import { introspected } from "./schema.js";
import { credentials } from "./session.js";

const ENDPOINT = "/graphql";
const JSON_TYPES = "application/graphql-response+json, application/json";
const EVENTS = "text/event-stream";

/**
 * Asks the service, by one POST an operation; a subscription's answer is a stream of events. `told` hears every answer that is none
 * because it was refused. `close` breaks off what is under way: its answers are not the next reader's.
 */
export function createFetcher(told) {
  const closing = new AbortController();
  const fetcher = (params, { headers, documentAST } = {}) => {
    // GraphiQL's own question comes without a document.
    if (!documentAST && params.operationName === "IntrospectionQuery") return introspected(params.query, closing.signal);
    const { kind, name } = operationOf(params);
    const ask = (accept, signal) => post({ ...params, operationName: name }, { ...credentials(kind), accept }, headers, signal);
    if (kind === "subscription") return stream((signal) => ask(`${EVENTS}, ${JSON_TYPES}`, signal), closing.signal);
    return ask(JSON_TYPES, closing.signal).then(answerOf).then(told);
  };
  return { fetcher, close: () => closing.abort() };
}

/**
 * Which operation is meant, and of what kind. GraphiQL knows a moment after the text has changed only: where the text has but one, that is
 * the one.
 */
function operationOf({ query, operationName }) {
  try {
    const operations = parse(query).definitions.filter(({ kind }) => kind === "OperationDefinition");
    const named = operations.find(({ name }) => name?.value === operationName);
    const { operation, name } = named ?? (operations.length === 1 ? operations[0] : {});
    return { kind: operation, name: name?.value ?? (operation ? undefined : operationName) };
  } catch {
    return { name: operationName };
  }
}

/** Whom the service takes this page for: signed in or not; `undefined` when it believes neither token nor session. */
export async function whoAsks() {
  const { data } = await answerOf(await post({ query: "{ viewer { signedIn } }" }, { ...credentials("query"), accept: JSON_TYPES }));
  return data?.viewer?.signedIn;
}

/** `own` headers, and those of the reader above them. */
async function post(params, own, readers, signal) {
  const headers = new Headers({ "accept-language": "sv", "content-type": "application/json", ...own });
  for (const [name, value] of Object.entries(readers ?? {})) headers.set(name, value);
  const body = JSON.stringify(params);
  return fetch(ENDPOINT, { method: "POST", cache: "no-store", headers, body, signal }).catch(() => {
    throw new Error(signal?.aborted ? "Frågan avbröts." : "Servern svarar inte. Kontrollera nätet och försök igen.");
  });
}

function typeOf(response) {
  return response.headers.get("content-type") ?? "";
}

async function answerOf(response) {
  if (!/json/.test(typeOf(response))) {
    throw new Error(`Servern svarade ${response.status} ${response.statusText} utan något GraphQL-svar.`);
  }
  return response.json();
}

/** The answers of a subscription until it is stopped, by `return` or with the connection. */
function stream(open, closing) {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  closing.addEventListener("abort", stop);
  const events = (async function* () {
    try {
      const response = await open(stopping.signal);
      // What is refused before it begins is an ordinary answer.
      if (!typeOf(response).startsWith(EVENTS)) yield await answerOf(response);
      else yield* answers(response.body);
    } catch (cause) {
      if (!stopping.signal.aborted) throw cause instanceof TypeError ? new Error("Händelserna bröts: servern svarar inte längre.") : cause;
    } finally {
      closing.removeEventListener("abort", stop);
    }
  })();
  const iterator = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => events.next(),
    // A generator that waits for an event ends first when the wait does.
    return: () => (stop(), events.return()),
  };
  return iterator;
}
