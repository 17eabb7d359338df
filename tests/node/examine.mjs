// What is looked for on every page that people meet: axe's rules, and a page that fits its window.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] };
export const PHONE = { width: 320, height: 640 };

/** Two examinations, whose findings gather in `faults`. */
export function examiner(faults) {
  return {
    /** What axe finds. The policy forbids scripts in the page, so axe is run from outside, in a context that may. */
    async examine(page, where) {
      await page.evaluate(`${AXE}; undefined`);
      const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
      for (const { id, help, nodes } of found.violations) {
        faults.push(`${where}: axe ${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
      }
      if (found.passes.length < 10) faults.push(`${where}: axe examined next to nothing`);
    },

    /** Whether the page itself, not a box in it, would have to be moved sideways. */
    async staysInside(page, where) {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) faults.push(`${where}: the page is ${over} pixels too wide`);
    },
  };
}
