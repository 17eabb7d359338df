// Compiles a Relay client's documents against a schema: node relay.mjs SCHEMA.graphql. Ends well when the compiler does
// and the queries it wrote itself ask for the next page and for one object as Relay does.
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import compiler from "relay-compiler";

const [schema] = process.argv.slice(2);
if (!schema) {
  console.error("usage: node relay.mjs SCHEMA.graphql");
  process.exit(2);
}

// What the compiler must have made of @refetchable: its query, and what stands in it.
const WRITTEN = {
  NeedsPageQuery: ["needs(", "pageInfo", "endCursor", "hasNextPage", "cursor"],
  NeedsRowQuery: ["node(id: $id)"],
  NeedsEndorsementsPageQuery: ["node(id: $id)", "endorsements(", "endCursor"],
};

const folder = mkdtempSync(join(tmpdir(), "kn-relay-"));
try {
  copyFileSync(schema, join(folder, "schema.graphql"));
  cpSync(join(import.meta.dirname, "relay"), join(folder, "src"), { recursive: true });
  const config = { src: "./src", schema: "./schema.graphql", language: "javascript", artifactDirectory: "./made" };
  writeFileSync(join(folder, "relay.config.json"), JSON.stringify(config));
  mkdirSync(join(folder, "made"));
  const { status, error } = spawnSync(compiler, ["relay.config.json"], { cwd: folder, stdio: ["ignore", 2, 2] });
  if (error) throw error;
  if (status !== 0) throw new Error(`the compiler ended with ${status}`);
  for (const [query, parts] of Object.entries(WRITTEN)) {
    const made = readFileSync(join(folder, "made", `${query}.graphql.js`), "utf8");
    const text = JSON.parse(made.match(/"text": ("(?:[^"\\]|\\.)*")/)[1]).replace(/\s+/g, " ");
    for (const part of parts) if (!text.includes(part)) throw new Error(`${query} has no ${part}: ${text}`);
  }
  console.log(`${Object.keys(WRITTEN).length} queries compiled`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
