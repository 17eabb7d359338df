// Composes a subgraph with another: node federation.mjs OURS.graphql OTHER.graphql. Ends well when they compose and the whole
// has the other's fields beside ours, and no `node`, which neither could answer for both.
import { readFileSync } from "node:fs";
import composition from "@apollo/composition";
import { parse } from "graphql";

const files = process.argv.slice(2);
if (files.length !== 2) {
  console.error("usage: node federation.mjs OURS.graphql OTHER.graphql");
  process.exit(2);
}
const services = files.map((file, at) => ({
  name: `subgraph${at}`,
  url: `http://127.0.0.1/${at}`,
  typeDefs: parse(readFileSync(file, "utf8")),
}));
const { errors, schema } = composition.composeServices(services);
for (const error of errors ?? []) console.error(`${error.extensions?.code}: ${error.message}`);
if (errors?.length) process.exit(1);
const query = schema.toAPISchema().type("Query");
const wanted = { needs: true, organisations: true, jobAds: true, node: false };
for (const [field, there] of Object.entries(wanted)) {
  if ((query.field(field) !== undefined) !== there) {
    console.error(`Query.${field} is ${there ? "not " : ""}there`);
    process.exitCode = 1;
  }
}
