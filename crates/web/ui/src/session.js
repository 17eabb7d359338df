// The bearer token of this page. It lives in this variable and nowhere else: no storage, no cookie, no address.
let token = "";

/** Keeps what the reader pasted, also when it came with "Bearer " in front. */
export function setToken(text) {
  token = text.trim().replace(/^bearer\s+/i, "");
}

export function authorization() {
  return token ? { authorization: `Bearer ${token}` } : {};
}

export function signedIn() {
  return token !== "";
}
