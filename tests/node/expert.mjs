// The expert mode as people use it: node expert.mjs URL TOKEN EXPECTED ROLE. Not signed in, the page refuses nothing and completes from
// the public schema. With TOKEN the first example's answer holds EXPECTED, and the token is kept nowhere. Signed in on the pages as
// ROLE, changes are refused until they are allowed, and with another proof than the session's. Answers are read as tables, saved as CSV and
// printed. In light and in dark the page is without a fault for axe in all of these states, and with what stands beside the question.
import { readFileSync } from "node:fs";
import { openPage, withBrowser } from "./browser.mjs";
import { PHONE, examiner } from "./examine.mjs";

const [base, token, expected, role] = process.argv.slice(2);
if (!base || !token || !expected || !role) {
  console.error("usage: node expert.mjs URL TOKEN EXPECTED ROLE");
  process.exit(2);
}
const all = [];

/** A page, and what is done with it; what goes wrong is a fault, with what stood on the page. */
async function visit(browser, options, colorScheme, work) {
  const { page, faults } = await openPage(browser, base, options);
  const check = (holds, fault) => void (holds || faults.push(fault));
  try {
    await page.emulateMedia({ colorScheme });
    await work(page, { check, ...examiner(faults) });
  } catch (error) {
    faults.push(error.message, `the page said: ${await page.locator("body").innerText()}`);
  }
  all.push(...faults.map((fault) => `${colorScheme}: ${fault}`));
  await page.context().close();
}

const status = (page, text) => page.locator("#token-status", { hasText: text }).waitFor();
const says = (page, text) => page.locator(".result-window", { hasText: text }).waitFor();
const open = (page, tab) => page.getByRole("button", { name: tab, exact: true }).click();
const run = (page) => page.locator(".graphiql-execute-button").click();

async function withoutSignIn(page, { examine }) {
  await page.goto(new URL("/expert", base).href, { waitUntil: "load" });
  await status(page, "Du är inte inloggad.");
  await page.getByRole("button", { name: "Ny flik" }).click();
  const editor = page.locator(".graphiql-query-editor .CodeMirror");
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("{ coun");
  await page.locator(".CodeMirror-hint", { hasText: /^councils$/ }).waitFor();
  await page.keyboard.press("Escape");
  await examine(page, "without a token");
}

/** What stands beside the question: documentation, history, shortcuts and settings. */
async function panes(page, { examine }) {
  await page.goto(new URL("/expert", base).href, { waitUntil: "load" });
  await status(page, "Du är inte inloggad.");
  await run(page);
  await says(page, '"viewer"');
  const documentation = page.locator(".graphiql-doc-explorer");
  const link = (name) => documentation.getByRole("link", { name, exact: true }).first();
  await open(page, "Visa dokumentation");
  for (const [name, next] of [["Query", "councils"], ["councils", "CouncilFilter"]]) {
    await link(name).waitFor();
    await examine(page, `the documentation before ${name}`);
    await link(name).click();
    await link(next).waitFor();
  }
  await examine(page, "the documentation of a field");
  const told = await documentation.innerText();
  if (!told.includes("Kompetensråd; offentliga.") || told.includes("Svenska:")) throw new Error(`not in Swedish alone:\n${told}`);
  const titles = await page.locator("svg title").allTextContents();
  const odd = titles.filter((title) => !/^[A-ZÅÄÖ][a-zåäö]+( [a-zåäö]+)*$/.test(title));
  if (!titles.includes("Stäng") || odd.length > 0) throw new Error(`icons without a word for them: ${odd}, of ${titles}`);
  await open(page, "Visa historik");
  await page.locator(".graphiql-history-item", { hasText: "VemArJag" }).waitFor();
  await examine(page, "the history");
  for (const name of ["Visa kortkommandon", "Visa inställningar"]) {
    await open(page, name);
    await page.getByRole("dialog").waitFor();
    await examine(page, name);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
}

async function withToken(page, { check, examine }) {
  await page.goto(new URL("/expert", base).href, { waitUntil: "load" });
  await page.getByLabel("Åtkomsttoken (Bearer)").fill(token);
  await page.getByRole("button", { name: "Använd" }).click();
  await status(page, "Token används.");
  await run(page);
  await says(page, expected);
  await examine(page, "with an answer");
  check(await page.locator("#changes").isHidden(), "a token needs no switch");

  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  check(!kept.includes(token), "the token is kept in the browser");
  // What one person was told is in no tab of the next.
  await open(page, "Projektkort");
  await page.getByRole("button", { name: "Glöm" }).click();
  await status(page, "Du är inte inloggad.");
  await open(page, "VemArJag");
  check(!(await page.locator(".result-window").innerText()).includes(expected), "an answer outlives its reader");
  await page.reload();
  check((await page.getByLabel("Åtkomsttoken (Bearer)").inputValue()) === "", "the token outlives the page");
}

async function signIn(page) {
  await page.goto(new URL("/logga-in?tillbaka=/expert", base).href);
  await page.locator(`input[value="${role}"]`).check();
  await page.locator("form.roles button").click();
  await page.waitForURL("**/expert");
  await status(page, "Du är inloggad på sidorna");
}

async function changes(page, { check, examine, staysInside }) {
  await signIn(page);
  const allow = page.getByRole("switch", { name: "Tillåt ändringar" });
  check(!(await allow.isChecked()), "changes are allowed from the start");
  await open(page, "AnmalBehov");
  await run(page);
  await says(page, "SESSION_ONLY_READS");
  await allow.focus();
  await page.keyboard.press("Space");
  await page.locator("#changes-state", { hasText: "På: ändringar sparas." }).waitFor();
  await examine(page, "with changes allowed");
  await run(page);
  await says(page, "Batteritekniker (exempel)");
  await says(page, '"userErrors": []');
  await page.setViewportSize(PHONE);
  await staysInside(page, "with changes allowed at 320 pixels");
  await examine(page, "with changes allowed at 320 pixels");
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.route("**/graphql", (route) => route.continue({ headers: { ...route.request().headers(), "x-csrf-token": "another" } }));
  await run(page);
  await says(page, "SESSION_ONLY_READS");
  await status(page, "Ladda om sidan för att kunna ändra.");
  check(!(await allow.isChecked()), "the switch stays on though changes are refused");
  await page.unroute("**/graphql");
  await page.reload();
  await status(page, "Du är inloggad på sidorna");
  await allow.check();
  await page.reload();
  await status(page, "Du är inloggad på sidorna");
  check(!(await allow.isChecked()), "the switch is on after loading again");
}

async function events(page, { check }) {
  await signIn(page);
  await open(page, "Handelser");
  await run(page);
  await page.locator(".answer-bar", { hasText: "Väntar på nästa händelse." }).waitFor();
  const [query, variables] = ["graphql", "json"].map((kind) =>
    readFileSync(new URL(`../../crates/web/ui/examples/7-anmal-behov.${kind}`, import.meta.url), "utf8"),
  );
  const heard = () => page.locator(".result-window", { hasText: "NeedReported" }).waitFor({ timeout: 1000 });
  let deaf = true;
  for (let turn = 0; deaf && turn < 20; turn += 1) {
    const own = { ...JSON.parse(variables), nyckel: `${Date.now()}` };
    await page.evaluate(async (body) => {
      const proof = document.querySelector('meta[name="csrf-token"]').content;
      const headers = { "content-type": "application/json", "x-csrf-token": proof };
      await fetch("/graphql", { method: "POST", headers, body }).then((response) => response.json());
    }, JSON.stringify({ query, variables: own }));
    deaf = await heard().then(() => false, () => true);
  }
  check(!deaf, "no event arrives");
  await page.getByRole("button", { name: "Stoppa frågan (Ctrl-Enter)" }).click();
  await page.getByRole("button", { name: "Kör frågan (Ctrl-Enter)" }).waitFor();
}

async function tables(page, { check, examine, staysInside }) {
  await signIn(page);
  await open(page, "InsatserOchResultat");
  await run(page);
  await says(page, '"efforts"');
  await page.getByRole("button", { name: "Tabell" }).focus();
  await page.keyboard.press("Enter");
  const table = page.getByRole("region", { name: "Tabell: efforts" });
  const headings = () => page.locator(".answer-table th").allInnerTexts();
  check((await headings()).join() === "title,status,provider.name", `columns ${await headings()}`);
  check((await table.locator("tbody tr").count()) === 10, "not ten rows");
  await examine(page, "a table");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("region", { name: "Tabell: efforts.needs" }).waitFor();
  check((await headings())[0] === "efforts.title", "a row does not say what it belongs to");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).press("Enter")]);
  check(saved.suggestedFilename() === "InsatserOchResultat-efforts.needs.csv", `the file is ${saved.suggestedFilename()}`);
  const text = readFileSync(await saved.path(), "utf8");
  check(text.startsWith("\ufeff") && text.slice(1).split("\r\n")[0] === (await headings()).join(), `the file begins ${text.slice(0, 80)}`);
  check(text.split("\r\n").length === (await page.locator(".answer-table tr").count()) + 1, "the file has other rows than the page");
  await page.setViewportSize(PHONE);
  await staysInside(page, "a table at 320 pixels");
  await examine(page, "a table at 320 pixels");

  // On paper stands the table alone, whole.
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 1000, height: 600 });
  const printed = await page.locator(".answer-table").evaluate((area) => ({
    whole: area.scrollWidth <= area.clientWidth + 1 && area.scrollHeight <= area.clientHeight + 1,
    long: document.documentElement.scrollHeight >= area.scrollHeight,
  }));
  check(printed.whole && printed.long, "the printed table is cut off");
  check(await page.locator("header.top").isHidden(), "the head of the page is printed");
  check(await page.locator(".graphiql-editors").isHidden(), "the editors are printed");
}

await withBrowser(async (browser) => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(browser, {}, colorScheme, withoutSignIn);
    await visit(browser, {}, colorScheme, panes);
    await visit(browser, {}, colorScheme, withToken);
    await visit(browser, { refusals: true }, colorScheme, changes);
    await visit(browser, { stops: true }, colorScheme, events);
    await visit(browser, {}, colorScheme, tables);
  }
  for (const fault of all) console.error(fault);
  console.log(all.length === 0 ? "asked and answered" : "not answered as expected");
  process.exitCode = all.length === 0 ? 0 : 1;
});
