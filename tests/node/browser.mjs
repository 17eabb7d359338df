// Chromium as the tests use it, and what counts as a fault in any page.
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

/** Calls `work` with a browser, which is closed whatever happens. */
export async function withBrowser(work) {
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    // Chromium's sandbox does not work for root.
    args: asRoot ? [...FLAGS, "--no-sandbox"] : FLAGS,
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/**
 * A new page of a Swedish reader, and the list in which its faults gather: errors in scripts, requests to other hosts,
 * failed requests, unless the page `stops` them, and, unless `refusals` may come, answers that refuse. `storageState` is what a reader is
 * signed in with.
 */
export async function openPage(browser, base, { refusals = false, stops = false, storageState } = {}) {
  const faults = [];
  const page = await browser.newPage({ locale: "sv-SE", storageState });
  page.setDefaultTimeout(PATIENCE);
  const origin = new URL(base).origin;
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    const cause = request.failure()?.errorText;
    if (!stops || cause !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()} ${cause}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !refusals) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on("console", (message) => {
    // The browser notes every refused request here as well.
    const noted = refusals && message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !noted) faults.push(`console: ${message.text()}`);
  });
  await page.route(
    (url) => !["data:", "blob:"].includes(url.protocol) && url.origin !== origin,
    (route) => {
      faults.push(`another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  return { page, faults };
}
