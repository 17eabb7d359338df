import "graphiql/style.css";
import "./expert.css";
import "./answer.css";
import "./editor.js";
import { GraphiQL } from "graphiql";
import { parse } from "graphql";
import { createRoot } from "react-dom/client";
import examples from "examples";
import { Answer } from "./answer.jsx";
import { forbidChanges, offerChanges } from "./changes.js";
import { createFetcher, whoAsks } from "./fetcher.js";
import { memoryStorage } from "./memory-storage.js";
import { canAllowChanges, hasToken, setToken } from "./session.js";

const NEW_TAB = `# Skriv en fråga här och kör den med Ctrl-Enter.
# Ctrl-Blanksteg föreslår fält. Rader som börjar med # hoppas över.

`;

const form = document.getElementById("token-form");
const field = document.getElementById("token");
const forget = document.getElementById("forget-token");
const status = document.getElementById("token-status");

const root = createRoot(document.getElementById("graphiql"));
const storage = memoryStorage();
const tabs = [...opened(), ...examples];
let connection;

/**
 * The question that a page of the library opened here: `#fraga=…&variabler=…`. A query only, so that no link can lay a
 * change under somebody's hand, and nothing runs by itself.
 */
function opened() {
  const given = new URLSearchParams(location.hash.slice(1));
  const query = given.get("fraga");
  const reads = ({ kind, operation }) => kind === "FragmentDefinition" || (kind === "OperationDefinition" && operation === "query");
  try {
    return query && parse(query).definitions.every(reads) ? [{ query: `${query}\n`, variables: given.get("variabler") ?? "" }] : [];
  } catch {
    return [];
  }
}

/** A new connection speaks as the one who now asks; what was asked before is broken off, and its answers are forgotten. */
function connect() {
  connection?.close();
  const current = createFetcher(heard);
  connection = current;
  report(current);
  root.render(
    <GraphiQL
      fetcher={current.fetcher}
      storage={storage}
      shouldPersistHeaders={false}
      defaultTabs={tabs}
      defaultQuery={NEW_TAB}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <></>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <Answer reader={current} />
      </GraphiQL.Footer>
    </GraphiQL>,
  );
}

/** Tells who asks. Changes are off until they are allowed anew. */
async function report(current) {
  offerChanges(false);
  const signedIn = await whoAsks().catch(() => null);
  if (current !== connection) return;
  status.textContent = sentence(signedIn);
  offerChanges(signedIn === true && canAllowChanges());
}

function sentence(signedIn) {
  if (signedIn === null) return "Servern svarar inte. Kontrollera nätet och ladda om sidan.";
  if (signedIn === undefined) return hasToken() ? "Token godtas inte: den är fel eller har gått ut." : "Inloggningen gäller inte längre. Logga in på sidorna igen.";
  if (hasToken()) return "Token används.";
  return signedIn ? "Du är inloggad på sidorna och läser som den du är där." : "Du är inte inloggad. Öppna uppgifter kan läsas ändå; för resten behövs en token eller inloggning på sidorna.";
}

/** A change that is refused though it was allowed: the session is over, or another since the page was loaded. */
function heard(answer) {
  const refused = answer.errors?.some(({ extensions }) => extensions?.code === "SESSION_ONLY_READS");
  if (refused && forbidChanges()) status.textContent = "Inloggningen är en annan än när sidan laddades. Ladda om sidan för att kunna ändra.";
  return answer;
}

/**
 * GraphiQL's tabs hold buttons of their own, and no one who listens finds a control within a control: they are a list of buttons, of
 * which one is the current. What scrolls is reached by keyboard.
 */
function mend() {
  for (const list of document.querySelectorAll('.graphiql-tabs[role="tablist"]')) list.removeAttribute("role");
  for (const tab of document.querySelectorAll(".graphiql-tab")) {
    if (tab.hasAttribute("role")) tab.removeAttribute("role");
    if (tab.hasAttribute("aria-selected")) tab.removeAttribute("aria-selected");
    const button = tab.querySelector(".graphiql-tab-button");
    const current = tab.classList.contains("graphiql-tab-active") ? "true" : "false";
    if (button && button.getAttribute("aria-current") !== current) button.setAttribute("aria-current", current);
  }
  for (const area of document.querySelectorAll('.CodeMirror-scroll:not([tabindex="0"])')) area.tabIndex = 0;
}

new MutationObserver(mend).observe(document.getElementById("graphiql"), {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ["class", "role", "aria-selected"],
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  setToken(field.value);
  forget.disabled = !hasToken();
  connect();
});

forget.addEventListener("click", () => {
  field.value = "";
  form.requestSubmit();
  field.focus();
});

// A page kept for the back button would keep the token with it.
addEventListener("pagehide", () => {
  field.value = "";
  setToken("");
});
addEventListener("pageshow", (event) => event.persisted && form.requestSubmit());

form.hidden = false;
connect();
