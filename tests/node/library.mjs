// The question library as people meet it: node library.mjs URL ROLE|- PATH... Every page is examined by axe, at the width of a
// small phone and in print; one walks by keyboard from the front page to a table. With a ROLE of the demonstration one goes,
// without JavaScript, from the front page to a chart and an Excel file in three clicks, signs in and out, and takes the
// question to the expert mode.
import { readFileSync } from "node:fs";
import { openPage, withBrowser } from "./browser.mjs";
import { PHONE, examiner } from "./examine.mjs";

const [base, role, ...paths] = process.argv.slice(2);
if (!base || paths.length === 0) {
  console.error("usage: node library.mjs URL ROLE|- PATH...");
  process.exit(2);
}
const asked = paths.find((path) => path.startsWith("/fragor/")).split("?")[0];
const faults = [];
const { examine, staysInside } = examiner(faults);
let looked = 0;

async function look(browser, path) {
  const { page, faults: own } = await openPage(browser, base, { refusals: true });
  try {
    await page.goto(new URL(path, base).href, { waitUntil: "load" });
    for (const selector of ["html[lang]", "main h1", "a.skip", "header.top", "footer.foot"]) {
      if ((await page.locator(selector).count()) === 0) own.push(`no ${selector}`);
    }
    for (const details of await page.locator("details").all()) await details.evaluate((each) => (each.open = true));
    await examine(page, path);
    await page.setViewportSize(PHONE);
    await staysInside(page, `${path} at 320 pixels`);
    await examine(page, `${path} at 320 pixels`);
    await page.emulateMedia({ media: "print" });
    for (const selector of ["nav", "form", "button"]) {
      for (const each of await page.locator(`${selector}:visible`).all()) {
        if (await each.evaluate((node) => !node.closest("main .crumbs") && node.offsetHeight > 0 && !node.closest(".roles"))) {
          own.push(`in print: ${selector} ${await each.evaluate((node) => node.className)}`);
        }
      }
    }
    looked += 1;
  } catch (error) {
    own.push(error.message);
  } finally {
    await page.close();
  }
  faults.push(...own.map((fault) => `${path}: ${fault}`));
}

/** From the front page to the table with Tab and Enter only, every stop visible. */
async function byKeyboard(browser) {
  const { page, faults: own } = await openPage(browser, base);
  const focused = () => page.evaluate(() => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return { text: at.textContent.trim(), className: at.className, tag: at.tagName, href: at.getAttribute("href") ?? "",
      shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
  });
  const walkTo = async (what, is) => {
    for (let step = 0; step < 400; step += 1) {
      await page.keyboard.press("Tab");
      let at = await focused();
      if (!at.shown) {
        await page.waitForTimeout(100);
        at = await focused();
      }
      if (at.tag !== "BODY" && !at.shown) own.push(`the focus is not seen on ${at.tag} ${at.text.slice(0, 40)}`);
      if (is(at)) return at;
    }
    throw new Error(`Tab never reaches ${what}`);
  };
  try {
    await page.goto(new URL("/", base).href);
    await page.keyboard.press("Tab");
    if ((await focused()).className !== "skip") own.push("the first stop is not the skip link");
    await page.keyboard.press("Enter");
    await walkTo(asked, (at) => at.href === asked);
    // A key pressed while the next page takes over would be the old page's.
    await Promise.all([page.waitForURL((url) => url.pathname === new URL(asked, base).pathname), page.keyboard.press("Enter")]);
    await page.waitForLoadState("load");
    await page.locator("main table").waitFor();
    await walkTo("the table", (at) => at.className === "scroll");
    if (!(await page.locator(".scroll table caption").innerText())) own.push("the table has no caption");
  } catch (error) {
    own.push(error.message);
  } finally {
    await page.close();
  }
  faults.push(...own.map((fault) => `by keyboard: ${fault}`));
}

/** A newcomer: front page, question, Excel file. Without JavaScript. */
async function inThreeClicks(browser, path) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "sv-SE", acceptDownloads: true });
  const page = await context.newPage();
  let clicks = 0;
  try {
    await page.goto(new URL("/", base).href);
    await page.locator(`a[href="${path}"]`).first().click();
    clicks += 1;
    await page.locator("main figure svg").waitFor();
    await page.locator("main table tbody tr").first().waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".downloads a.first").click()]);
    clicks += 1;
    if (!file.suggestedFilename().endsWith(".xlsx")) faults.push(`three clicks: the file is ${file.suggestedFilename()}`);
    const bytes = readFileSync(await file.path());
    if (bytes.subarray(0, 2).toString() !== "PK") faults.push("three clicks: the file is no workbook");
    if (clicks > 3) faults.push(`three clicks: it took ${clicks}`);
    await page.locator("form.ask button[type=submit]").click();
    await page.locator("main #svar").waitFor();
  } catch (error) {
    faults.push(`three clicks, without JavaScript: ${error.message}`);
  } finally {
    await context.close();
  }
}

/** The question's own GraphQL, in the expert mode's first tab. */
async function toTheExpertMode(browser, path) {
  const { page, faults: own } = await openPage(browser, base, { refusals: true });
  try {
    await page.goto(new URL(path, base).href);
    const details = page.locator(".elsewhere details").last();
    await details.locator("summary").click();
    const name = (await details.locator("pre").first().innerText()).match(/query (\w+)/)[1];
    await details.locator("a.button").click();
    await page.locator(".graphiql-query-editor", { hasText: `query ${name}` }).waitFor();
  } catch (error) {
    own.push(error.message);
  } finally {
    await page.close();
  }
  faults.push(...own.map((fault) => `to the expert mode: ${fault}`));
}

/** Signs in as a role, finds a question that was closed, and signs out. */
async function signInAndOut(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "sv-SE" });
  const page = await context.newPage();
  try {
    await page.goto(new URL("/", base).href);
    const closed = page.locator(".questions li", { hasText: "För inloggade" }).first().locator("a");
    const path = await closed.getAttribute("href");
    await closed.click();
    await page.locator("main .notice a", { hasText: "Logga in" }).click();
    await page.locator(`input[name=roll][value=${role}]`).check();
    await page.locator("form.roles button").click();
    if (new URL(page.url()).pathname !== path) faults.push(`sign-in: came back to ${page.url()}`);
    await page.locator("#svar").waitFor();
    if (await page.locator("main .notice a", { hasText: "Logga in" }).count()) faults.push("sign-in: still signed out");
    const kept = await context.cookies();
    const session = kept.find(({ name }) => name.endsWith("kn-session"));
    if (!session?.httpOnly || session.sameSite !== "Lax") faults.push(`sign-in: the cookie is ${JSON.stringify(session)}`);
    await page.locator("form.sign-out button").click();
    await page.locator("a.sign-in").waitFor();
    if ((await context.cookies()).some(({ name }) => name.endsWith("kn-session"))) faults.push("sign-out: the cookie is kept");
  } catch (error) {
    faults.push(`sign-in: ${error.message}`);
  } finally {
    await context.close();
  }
}

await withBrowser(async (browser) => {
  for (const path of paths) await look(browser, path);
  await byKeyboard(browser);
  if (role !== "-") {
    await inThreeClicks(browser, asked);
    await toTheExpertMode(browser, asked);
    await signInAndOut(browser);
  }
});
for (const fault of faults) console.error(fault);
console.log(`${looked} of ${paths.length} pages looked at, ${faults.length} faults`);
process.exitCode = faults.length === 0 && looked === paths.length ? 0 : 1;
