// Someone at Chromium without JavaScript, who does what she is told: node hands.mjs URL. Orders come on standard input, a JSON object a
// line, and each is answered by one: {"as": ROLE} signs in, {"form": PATH, "fields": [[NAME, VALUE], …]} fills a command's form in, sends
// it and answers {"id": ID} with what was made or changed, {"page": PATH} answers {"text": TEXT}. What could not be done is {"fault": WORDS}.
import { createInterface } from "node:readline";
import { withBrowser } from "./browser.mjs";
import { done, enter, signedIn } from "./visitor.mjs";

const [base] = process.argv.slice(2);
if (!base) {
  console.error("usage: node hands.mjs URL");
  process.exit(2);
}

async function open(page, path) {
  const answer = await page.goto(new URL(path, base).href);
  if (!answer.ok()) throw new Error(`${answer.status()} at ${path}:\n${await page.locator("main").innerText()}`);
}

async function sent(page, path, fields) {
  await open(page, path);
  for (const [name, value] of fields) await enter(page, name, value);
  await done(page);
  return { id: new URL(page.url()).pathname.split("/").pop() };
}

async function read(page, path) {
  await open(page, path);
  return { text: await page.locator("main").innerText() };
}

await withBrowser(async (browser) => {
  let visit;
  const follow = async (order) => {
    if (order.form) return sent(visit.page, order.form, order.fields);
    if (order.page) return read(visit.page, order.page);
    await visit?.context.close();
    visit = await signedIn(browser, base, order.as);
    return {};
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await follow(JSON.parse(line)).catch((error) => ({ fault: error.message }));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
});
