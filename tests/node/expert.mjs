// Asks a question in the expert mode as a person would: node expert.mjs URL TOKEN EXPECTED. Without a token the page says
// what it lacks, and nothing is refused; with one it fetches the schema, and the first example's answer holds EXPECTED. The token is
// kept nowhere. In light and in dark the page is without a fault for axe, before and after the answer.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openPage, withBrowser } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [base, token, expected] = process.argv.slice(2);
if (!base || !token || !expected) {
  console.error("usage: node expert.mjs URL TOKEN EXPECTED");
  process.exit(2);
}

/** What axe finds; see library.mjs. */
async function examine(page, faults, when) {
  await page.evaluate(`${AXE}; undefined`);
  const { passes, violations } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, nodes } of violations) faults.push(`${when}: axe ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  if (passes.length < 10) faults.push(`${when}: axe examined next to nothing`);
}

await withBrowser(async (browser) => {
  const all = [];
  for (const colorScheme of ["light", "dark"]) {
    const { page, faults } = await openPage(browser, base);
    const status = (text) => page.locator("#token-status", { hasText: text }).waitFor();
    try {
      await page.emulateMedia({ colorScheme });
      await page.goto(new URL("/expert", base).href, { waitUntil: "load" });
      await status("Ange en token för att hämta schemat, eller logga in på sidorna.");
      await examine(page, faults, "without a token");
      await page.getByLabel("Åtkomsttoken (Bearer)").fill(token);
      await page.getByRole("button", { name: "Använd" }).click();
      await status("Token används. Schemat är hämtat.");
      await page.locator(".graphiql-execute-button").click();
      await page.locator(".result-window", { hasText: expected }).waitFor();
      await examine(page, faults, "with an answer");

      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
      if (kept.includes(token)) faults.push("the token is kept in the browser");
      await page.reload();
      if (await page.getByLabel("Åtkomsttoken (Bearer)").inputValue()) faults.push("the token outlives the page");
    } catch (error) {
      faults.push(error.message);
      faults.push(`the page said: ${await page.locator("body").innerText()}`);
    }
    all.push(...faults.map((fault) => `${colorScheme}: ${fault}`));
    await page.close();
  }
  for (const fault of all) console.error(fault);
  console.log(all.length === 0 ? "asked and answered" : "not answered as expected");
  process.exitCode = all.length === 0 ? 0 : 1;
});
