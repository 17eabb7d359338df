import { getOperationAST } from "graphql";
import { createClient } from "graphql-ws";
import { authorization, signedIn } from "./session.js";

const ENDPOINT = "/graphql";

/** Queries and mutations over HTTP, subscriptions over graphql-transport-ws; `close` ends the socket. */
export function createFetcher(onSchemaAnswer) {
  const socket = createClient({
    url: new URL(`${ENDPOINT}/ws`, location.href.replace(/^http/, "ws")).href,
    connectionParams: authorization,
    lazy: true,
    retryAttempts: 0,
  });
  const fetcher = (params, { headers, documentAST } = {}) => {
    const operation = documentAST && getOperationAST(documentAST, params.operationName ?? undefined);
    if (operation?.operation === "subscription") return events(socket, params);
    if (params.operationName !== "IntrospectionQuery") return post(params, headers);
    return schemaOf(mayKnowTheSchema().then((may) => (may ? post(params, headers) : NO_SCHEMA)), onSchemaAnswer);
  };
  return { fetcher, close: () => void socket.dispose() };
}

const NO_SCHEMA = { errors: [{ message: "Schemat visas för den som är inloggad." }] };

/** Introspection is refused to those who are not signed in: who they are is asked first, for a refusal stands in the browser's log. */
async function mayKnowTheSchema() {
  if (signedIn()) return true;
  const { data } = await post({ query: "{ viewer { signedIn } }" });
  return Boolean(data?.viewer?.signedIn);
}

/** Reports whether the schema came. With `data` named in a refusal, GraphiQL shows it at once instead of asking twice. */
async function schemaOf(answer, onSchemaAnswer) {
  try {
    const result = await answer;
    onSchemaAnswer(Boolean(result.data));
    return { ...result, data: result.data ?? null };
  } catch (cause) {
    onSchemaAnswer(false);
    throw cause;
  }
}

async function post(params, headers) {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    cache: "no-store",
    headers: {
      accept: "application/graphql-response+json, application/json",
      "accept-language": "sv",
      "content-type": "application/json",
      ...authorization(),
      ...headers,
    },
    body: JSON.stringify(params),
  }).catch(() => {
    throw new Error("Servern svarar inte. Kontrollera nätet och försök igen.");
  });
  if (!/json/.test(response.headers.get("content-type") ?? "")) {
    throw new Error(`Servern svarade ${response.status} ${response.statusText} utan något GraphQL-svar.`);
  }
  return response.json();
}

async function* events(socket, params) {
  try {
    yield* socket.iterate(params);
  } catch (cause) {
    throw cause instanceof Event ? new Error(closeReason(cause)) : cause;
  }
}

// Codes of the graphql-transport-ws protocol; 1006 is the browser's own for a socket that never opened.
const CLOSE_REASONS = {
  1006: "Händelsekanalen kunde inte öppnas.",
  4400: "Servern förstod inte meddelandet.",
  4401: "Åtkomsttoken saknas eller gäller inte längre.",
  4403: "Åtkomsttoken godtogs inte.",
  4408: "Servern väntade för länge på inloggningen.",
  4409: "Prenumerationen finns redan.",
  4429: "För många frågor på kort tid. Vänta en stund.",
};

function closeReason({ code, reason }) {
  return CLOSE_REASONS[code] ?? `Händelsekanalen stängdes (${code ?? "fel"}${reason ? `: ${reason}` : ""}).`;
}
