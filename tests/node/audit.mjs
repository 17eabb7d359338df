// Puts the public GraphQL over HTTP audits to a server: node audit.mjs URL [TOKEN]. Ends well only when all 61 pass.
import { serverAudits } from "graphql-http";

const EXPECTED = 61;
const [url, token] = process.argv.slice(2);
if (!url) {
  console.error("usage: node audit.mjs URL [TOKEN]");
  process.exit(2);
}

const fetchFn = (input, init = {}) => {
  const headers = new Headers(init.headers);
  if (token) headers.set("authorization", `Bearer ${token}`);
  return fetch(input, { ...init, headers, signal: AbortSignal.timeout(20_000) });
};

const audits = serverAudits({ url, fetchFn });
const failures = [];
for (const audit of audits) {
  try {
    const result = await audit.fn();
    if (result.status !== "ok") failures.push(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
  } catch (error) {
    failures.push(`error ${audit.id} ${audit.name}: ${error.cause ?? error}`);
  }
}
// Recommendations count too: a warning is a failure here.
for (const failure of failures) console.error(failure);
console.log(`${audits.length} audits, ${audits.length - failures.length} passed`);
process.exitCode = audits.length === EXPECTED && failures.length === 0 ? 0 : 1;
