// Opens pages in Chromium as a person would: node pages.mjs URL "PATH [SELECTOR]"... Each page must answer well, name its
// language and itself, and show what SELECTOR points at, without a fault.
import { openPage, withBrowser } from "./browser.mjs";

const [base, ...pages] = process.argv.slice(2);
if (!base || pages.length === 0) {
  console.error('usage: node pages.mjs URL "PATH [SELECTOR]"...');
  process.exit(2);
}

/** Everything that is wrong with one page, in words. */
async function look(browser, path, selector) {
  const { page, faults } = await openPage(browser, base);
  try {
    await page.goto(new URL(path, base).href, { waitUntil: "load" });
    await page.locator(selector).first().waitFor({ state: "visible" });
    if (!(await page.title())) faults.push("the page has no title");
    if (!(await page.locator("html").getAttribute("lang"))) faults.push("the page does not say its language");
  } catch (error) {
    faults.push(error.message);
  } finally {
    await page.close();
  }
  return faults;
}

await withBrowser(async (browser) => {
  let shown = 0;
  for (const page of pages) {
    const [, path, selector = "body"] = page.match(/^(\S+)(?:\s+(.+))?$/);
    const faults = await look(browser, path, selector);
    for (const fault of faults) console.error(`${path}: ${fault}`);
    if (faults.length === 0) shown += 1;
  }
  console.log(`${pages.length} pages, ${shown} shown without fault`);
  process.exitCode = shown === pages.length ? 0 : 1;
});
