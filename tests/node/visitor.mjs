// What a reader does in a browser without JavaScript: signs in by the form, reads, fills a command's form in and sends it.

/** The form that does something; another may stand before it, to choose what exists. */
const FORM = 'form.command[method="post"]';

/** Someone signed in with a role of the demonstration, on the page of what she may do. */
export async function signedIn(browser, base, role) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "sv-SE" });
  const page = await context.newPage();
  await page.goto(new URL("/logga-in?tillbaka=/gor", base).href);
  await page.locator(`input[value="${role}"]`).check();
  await page.locator("form.roles button").click();
  await page.waitForURL("**/gor");
  return { context, page };
}

/** Fails unless all of this stands on the page. */
export async function says(page, ...texts) {
  const main = await page.locator("main").innerText();
  for (const text of texts) if (!main.includes(text)) throw new Error(`“${text}” is missing on ${page.url()}:\n${main}`);
}

/** Sends the form, whatever comes of it. */
export const send = (page) => page.locator(`${FORM} > .actions button`).click();

/** Sends the form, which must be done. */
export async function done(page) {
  await send(page);
  await says(page, "Klart. Ändringen är sparad.");
}

/** Writes in a field, or chooses in it, by its name in the API. */
export async function enter(page, name, value) {
  if (await page.locator(`${FORM} select[name="${name}"]`).count()) return choose(page, name, value);
  const boxes = page.locator(`${FORM} input:is([type="radio"], [type="checkbox"])[name="${name}"]`);
  if (await boxes.count()) return page.locator(`${FORM} input[name="${name}"][value="${value}"]`).check();
  return page.locator(`${FORM} :is(input, textarea)[name="${name}"]`).first().fill(value);
}

/** Chooses by an option's value or by what it says; what is not offered is searched for first. */
async function choose(page, name, wanted) {
  const list = page.locator(`${FORM} select[name="${name}"]`);
  const byValue = list.locator(`option[value="${wanted}"]`);
  const byText = list.locator("option", { hasText: wanted });
  if (!(await byValue.count()) && !(await byText.count())) {
    await page.locator(`${FORM} [name="${name}?"]`).fill(wanted);
    await page.locator(`${FORM} button[value="${name}"]`).click();
  }
  const option = (await byValue.count()) ? byValue : byText;
  return list.selectOption(await option.first().getAttribute("value"));
}
