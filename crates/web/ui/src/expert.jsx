import "graphiql/style.css";
import "./expert.css";
import "./editor.js";
import { GraphiQL } from "graphiql";
import { parse } from "graphql";
import { createRoot } from "react-dom/client";
import examples from "examples";
import { createFetcher } from "./fetcher.js";
import { memoryStorage } from "./memory-storage.js";
import { signedIn, setToken } from "./session.js";

const NEW_TAB = `# Skriv en fråga här och kör den med Ctrl-Enter.
# Ctrl-Blanksteg föreslår fält. Rader som börjar med # hoppas över.

`;

const form = document.getElementById("token-form");
const field = document.getElementById("token");
const forget = document.getElementById("forget-token");
const status = document.getElementById("token-status");

const root = createRoot(document.getElementById("graphiql"));
const storage = memoryStorage();
const tabs = [...opened(), ...examples.map((query) => ({ query }))];
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

/** A new connection makes GraphiQL read the schema again, as the one who now asks. */
function connect() {
  connection?.close();
  const current = createFetcher((known) => current === connection && report(known));
  connection = current;
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
    </GraphiQL>,
  );
}

function report(schemaIsKnown) {
  if (signedIn()) {
    const answer = schemaIsKnown ? "Schemat är hämtat." : "Schemat kunde inte hämtas: se svaret här nedanför.";
    status.textContent = `Token används. ${answer}`;
  } else {
    status.textContent = schemaIsKnown
      ? "Schemat är hämtat: du läser som den du är inloggad som på sidorna."
      : "Ange en token för att hämta schemat, eller logga in på sidorna.";
  }
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

/** An answer given to one person should not stay for the next; the editor is found where CodeMirror leaves itself. */
function clearAnswer() {
  document.querySelector(".result-window .CodeMirror")?.CodeMirror.setValue("");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  setToken(field.value);
  forget.disabled = !signedIn();
  status.textContent = "Hämtar schemat …";
  clearAnswer();
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
