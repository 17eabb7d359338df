// How this page speaks: by a bearer token that was pasted here, or else by the session of the pages. The token lives in this variable and
// nowhere else: no storage, no cookie, no address.
let token = "";
let allowed = false;

/** What the service gave this page to prove that a change of the session's is meant; empty when nobody was signed in as it was loaded. */
const proof = document.querySelector('meta[name="csrf-token"]').content;

/** Keeps what the reader pasted, also when it came with "Bearer " in front. */
export function setToken(text) {
  token = text.trim().replace(/^bearer\s+/i, "");
}

export function hasToken() {
  return token !== "";
}

/** Whether changes by the session could be allowed at all. */
export function canAllowChanges() {
  return proof !== "" && !hasToken();
}

export function allowChanges(whether) {
  allowed = whether;
}

/** The headers of an operation of this kind. */
export function credentials(kind) {
  if (hasToken()) return { authorization: `Bearer ${token}` };
  return kind === "mutation" && allowed && proof ? { "x-csrf-token": proof } : {};
}
