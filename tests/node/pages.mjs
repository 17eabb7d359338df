// Opens pages in Chromium as a person would: node pages.mjs URL "PATH [SELECTOR]"... Each page must answer well, name its
// language and itself, show what SELECTOR points at, and do so without an error in the console, a refused or failed
// request, or a request to another host.
import { chromium } from "playwright-core";

const PATIENCE = 20_000;
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const [base, ...pages] = process.argv.slice(2);
if (!base || pages.length === 0) {
  console.error('usage: node pages.mjs URL "PATH [SELECTOR]"...');
  process.exit(2);
}

/** Everything that is wrong with one page, in words. */
async function faults(browser, path, selector) {
  const found = [];
  const page = await browser.newPage({ locale: "sv-SE" });
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => message.type() === "error" && found.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => found.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && found.push(`${response.status()}: ${response.url()}`));
  await page.route(
    (url) => !["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(base).origin,
    (route) => {
      found.push(`another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  try {
    await page.goto(new URL(path, base).href, { waitUntil: "load" });
    await page.locator(selector).first().waitFor({ state: "visible" });
    if (!(await page.title())) found.push("the page has no title");
    if (!(await page.locator("html").getAttribute("lang"))) found.push("the page does not say its language");
  } catch (error) {
    found.push(error.message);
  } finally {
    await page.close();
  }
  return found;
}

const asRoot = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  // Chromium's sandbox does not work for root.
  args: asRoot ? [...FLAGS, "--no-sandbox"] : FLAGS,
});
try {
  let shown = 0;
  for (const page of pages) {
    const [, path, selector = "body"] = page.match(/^(\S+)(?:\s+(.+))?$/);
    const found = await faults(browser, path, selector);
    for (const fault of found) console.error(`${path}: ${fault}`);
    if (found.length === 0) shown += 1;
  }
  console.log(`${pages.length} pages, ${shown} shown without fault`);
  process.exitCode = shown === pages.length ? 0 : 1;
} finally {
  await browser.close();
}
