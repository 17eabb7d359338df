// The recommended rules of @graphql-eslint over a schema: node lint.mjs SCHEMA.graphql. Ends well when nothing is found but what is
// listed here with its reason, and each of those is still found.
import { readFileSync } from "node:fs";
import { buildSchema, isObjectType } from "graphql";
import { Linter } from "eslint";
import { parser, rules, configs } from "@graphql-eslint/eslint-plugin";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node lint.mjs SCHEMA.graphql");
  process.exit(2);
}

/** What is found and stays: the rule, what stands on its line of the schema, why. */
const FEDERATION = "named by Apollo Federation, and described by the library";
const RELEASED = "released: a name that clients use is not changed for its looks";
const KEPT = [
  ["naming-convention", /^\t_entities\(representations/, FEDERATION],
  ["naming-convention", /^\t_service:/, FEDERATION],
  ["naming-convention", /^scalar _Any$/, FEDERATION],
  ["naming-convention", /^union _Entity /, FEDERATION],
  ["naming-convention", /^type _Service /, FEDERATION],
  ["require-description", /^union _Entity /, FEDERATION],
  ["require-description", /^type _Service /, FEDERATION],
  ["no-typename-prefix", /^\tcouncils\(/, RELEASED],
  ["no-typename-prefix", /^\tneededBy:/, RELEASED],
  ["no-typename-prefix", /^\ttriagedAt:/, RELEASED],
  ["no-unreachable-types", /^directive @oneOf /, "the specification's own: told whether an input uses it or not"],
];

const text = readFileSync(file, "utf8");
const lines = text.split("\n");
const recommended = configs["flat/schema-recommended"];
if (!recommended?.rules || Object.keys(recommended.rules).length < 10) throw new Error("no recommended rules");
// An id is what a noun has. A page, an edge, a payload or a count is nothing by itself.
const types = buildSchema(text, { assumeValidSDL: true }).getTypeMap();
const isNoun = (type) => type.getInterfaces?.().some(({ name }) => name === "Node");
const without = Object.values(types).filter((type) => isObjectType(type) && !isNoun(type)).map(({ name }) => name);
const config = {
  files: ["**/*.graphql"],
  languageOptions: { parser, parserOptions: { graphQLConfig: { schema: text } } },
  plugins: { "@graphql-eslint": { rules } },
  rules: {
    ...recommended.rules,
    "@graphql-eslint/strict-id-in-types": ["error", { exceptions: { types: without } }],
  },
};
const linter = new Linter({ configType: "flat" });
const found = linter.verify(text, [config], { filename: "schema.graphql" });
const used = new Set();
let faults = 0;
for (const { ruleId, line, message } of found) {
  const kept = KEPT.findIndex(([rule, part]) => ruleId === `@graphql-eslint/${rule}` && part.test(lines[line - 1]));
  if (kept >= 0) {
    used.add(kept);
    continue;
  }
  faults += 1;
  console.error(`${file}:${line}: ${ruleId}: ${message}`);
}
KEPT.forEach(([rule, part], at) => {
  if (used.has(at)) return;
  faults += 1;
  console.error(`${rule}: ${part}: no longer found, so take it off the list`);
});
console.log(`${Object.keys(recommended.rules).length} rules, ${found.length} findings, ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
