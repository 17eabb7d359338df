// Asks a question in the expert mode as a person would: node expert.mjs URL TOKEN EXPECTED. Without a token the page says
// what it lacks; with one it fetches the schema, and the first example's answer holds EXPECTED. The token is kept nowhere.
import { openPage, withBrowser } from "./browser.mjs";

const [base, token, expected] = process.argv.slice(2);
if (!base || !token || !expected) {
  console.error("usage: node expert.mjs URL TOKEN EXPECTED");
  process.exit(2);
}

await withBrowser(async (browser) => {
  const { page, faults } = await openPage(browser, base, { refusals: true });
  const status = (text) => page.locator("#token-status", { hasText: text }).waitFor();
  try {
    await page.goto(new URL("/expert", base).href, { waitUntil: "load" });
    await status("Ange en token för att hämta schemat, eller logga in på sidorna.");
    await page.getByLabel("Åtkomsttoken (Bearer)").fill(token);
    await page.getByRole("button", { name: "Använd" }).click();
    await status("Token används. Schemat är hämtat.");
    await page.locator(".graphiql-execute-button").click();
    await page.locator(".result-window", { hasText: expected }).waitFor();

    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
    if (kept.includes(token)) faults.push("the token is kept in the browser");
    await page.reload();
    if (await page.getByLabel("Åtkomsttoken (Bearer)").inputValue()) faults.push("the token outlives the page");
  } catch (error) {
    faults.push(error.message);
    faults.push(`the page said: ${await page.locator("body").innerText()}`);
  }
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? "asked and answered" : "not answered as expected");
  process.exitCode = faults.length === 0 ? 0 : 1;
});
