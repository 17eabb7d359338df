// Compares a schema's text with what its service answers to introspection: node schema.mjs URL TOKEN SCHEMA.graphql. Ends well when
// they say the same, descriptions, directives and their places among it.
import { readFileSync } from "node:fs";
import { buildClientSchema, buildSchema, getIntrospectionQuery, introspectionFromSchema } from "graphql";

const [url, token, file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node schema.mjs URL TOKEN SCHEMA.graphql");
  process.exit(2);
}
const everything = { directiveIsRepeatable: true, inputValueDeprecation: true, oneOf: true, schemaDescription: true, specifiedByUrl: true };
const query = getIntrospectionQuery(everything);
const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
const answer = await (await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) })).json();
if (answer.errors) throw new Error(JSON.stringify(answer.errors));

// Every member of the schema by its path, with all that introspection tells of it.
function members(schema) {
  const found = new Map();
  const walk = (value, path) => {
    if (Array.isArray(value)) value.forEach((item, at) => walk(item, `${path}/${item?.name ?? at}`));
    else if (value && typeof value === "object") for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    else found.set(path, value);
  };
  const { __schema } = introspectionFromSchema(schema, everything);
  // The fields of an object have no order.
  const unordered = (text) => text?.replace(/\{([^{}]*)\}/g, (_, fields) => `{${fields.split(", ").sort().join(", ")}}`) ?? null;
  for (const type of __schema.types) for (const field of type.inputFields ?? []) field.defaultValue = unordered(field.defaultValue);
  for (const directive of __schema.directives) directive.locations.sort();
  for (const type of __schema.types) for (const list of ["possibleTypes", "interfaces"]) type[list]?.sort((a, b) => a.name.localeCompare(b.name));
  // The types of introspection itself stand in no text, nor what the library says of any schema.
  delete __schema.description;
  __schema.types = __schema.types.filter((type) => !type.name.startsWith("__"));
  walk(__schema, "");
  return found;
}

const [served, written] = [buildClientSchema(answer.data), buildSchema(readFileSync(file, "utf8"))].map(members);
const differences = [...new Set([...served.keys(), ...written.keys()])].filter((path) => served.get(path) !== written.get(path));
for (const path of differences.slice(0, 20)) {
  console.error(`${path}: served ${JSON.stringify(served.get(path))}, written ${JSON.stringify(written.get(path))}`);
}
if (differences.length || served.size < 10000) {
  console.error(`${differences.length} differences of ${served.size} members`);
  process.exitCode = 1;
}
