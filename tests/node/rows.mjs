// Tables and their CSV, as the expert mode makes them of answers: node rows.mjs
import assert from "node:assert/strict";
import { csvOf } from "../../crates/web/ui/src/csv.js";
import { tablesOf } from "../../crates/web/ui/src/rows.js";

const one = (data) => tablesOf(data).map(({ name, columns, rows }) => [name, columns, rows]);

// An object within is columns in its place, also where it is null at first; a list of plain values is one cell.
assert.deepEqual(one({ needs: { totalCount: 2, nodes: [{ id: "a", council: null, tags: ["x", "y"] }, { id: "b", council: { name: "K" }, tags: [] }] } }), [
  ["needs", ["id", "council.name", "tags"], [["a", null, "x, y"], ["b", "K", ""]]],
]);
// A list within a list is a table of its own, which repeats what it belongs to; one that is empty everywhere has no rows.
assert.deepEqual(one({ councils: { nodes: [{ id: "a", needs: { nodes: [{ id: 1 }, { id: 2 }] }, hubs: { nodes: [] } }, { id: "b", needs: { nodes: [] }, hubs: { nodes: [] } }, null] } }), [
  ["councils", ["id"], [["a"], ["b"], [null]]],
  ["councils.needs", ["councils.id", "needs.id"], [["a", 1], ["a", 2]]],
  ["councils.hubs", [], []],
]);
// Edges, several lists, and lists of one name below each other.
assert.deepEqual(one({ a: { edges: [{ cursor: "c", node: { id: 1 } }] }, b: [{ parts: [{ parts: [{ x: 1 }] }] }] }), [
  ["a", ["cursor", "node.id"], [["c", 1]]],
  ["b", [], [[]]],
  ["b.parts", [], [[]]],
  ["b.parts.parts", ["b.parts.parts.x"], [[1]]],
]);
// Short lists that are equally long in every row are columns, as the keys of statistics.
const key = (...labels) => labels.map((label) => ({ label }));
assert.deepEqual(one({ statistics: { rows: [{ key: key("Kvinna", null), n: 3 }, { key: key("Man", "Anställd"), n: 0 }] } }), [
  ["statistics.rows", ["key.1.label", "key.2.label", "n"], [["Kvinna", null, 3], ["Man", "Anställd", 0]]],
]);
assert.deepEqual([{}, { viewer: { signedIn: true } }, { numbers: [1, 2] }].flatMap(one), []);

const text = csvOf({ columns: ["a", "b.c"], rows: [['säg "hej", du', null], [" kant", -5], ["rad\nbrott", true], [null, null], ["", ""]] });
assert.equal(text, '\ufeffa,b.c\r\n"säg ""hej"", du",\r\n" kant",-5\r\n"rad\nbrott",true\r\n,\r\n,\r\n');
assert.equal(csvOf({ columns: ["a"], rows: [[null]] }), '\ufeffa\r\n""\r\n');
for (const sign of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]) {
  const field = csvOf({ columns: ["a"], rows: [[`${sign}1`]] }).split("a\r\n")[1].replace(/^"/, "");
  assert.ok(field.startsWith(`'${sign}1`), JSON.stringify(field));
}
// Ten thousand rows are no quadratic work.
const many = Array.from({ length: 10_000 }, (_, id) => ({ id, of: [{ x: id }, { x: 1 }].slice(id % 2) }));
const begun = performance.now();
assert.equal(tablesOf({ many })[1].rows.length, 15_000);
console.log(`tables and files are right, ${Math.round(performance.now() - begun)} ms`);
