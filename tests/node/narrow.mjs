// The forms on a small phone, without JavaScript: node narrow.mjs URL ROLE…. Each form of each role, and where it is about
// something that exists, the form itself with the first that it offers, must stay inside the window. Only its width is
// looked at. The minutes of councils' meetings, which anyone reads, are looked at too, and that no word of their tables breaks for
// want of room.
import { withBrowser } from "./browser.mjs";
import { PHONE, examiner } from "./examine.mjs";
import { signedIn } from "./visitor.mjs";

const [base, ...roles] = process.argv.slice(2);
if (!base || roles.length === 0) {
  console.error("usage: node narrow.mjs URL ROLE…");
  process.exit(2);
}
const faults = [];
const { staysInside } = examiner(faults);
const FIRST = 'form.command[method="get"] :is(input[type="radio"], option):not([value=""])';
// Forms seen whole: one that another role has as well is not looked at again.
const seen = new Set();

async function look(page, path) {
  await page.goto(new URL(path, base).href);
  await staysInside(page, `${path} at 320 pixels`);
}

async function form(page, path) {
  if (seen.has(path)) return;
  await look(page, path);
  const first = page.locator(FIRST).first();
  if (await first.count()) {
    const [name, value] = await first.evaluate((choice) => [(choice.closest("select") ?? choice).name, choice.value]);
    await look(page, `${path}?${new URLSearchParams({ [name]: value })}`);
  }
  if (await page.locator('form.command[method="post"]').count()) seen.add(path);
}

const MINUTES = "{ councilMeetings(first: 10, filter: { status: { eq: MINUTES_APPROVED } }) { nodes { id } } }";

async function minutes() {
  const headers = { "content-type": "application/json" };
  const asked = { method: "POST", headers, body: JSON.stringify({ query: MINUTES }) };
  const { data } = await (await fetch(new URL("/graphql", base), asked)).json();
  return data.councilMeetings.nodes.map(({ id }) => `/protokoll/${id}`);
}

await withBrowser(async (browser) => {
  const open = await browser.newPage({ viewport: PHONE });
  const approved = await minutes();
  for (const path of approved) {
    await look(open, path);
    for (const width of [PHONE.width, 390]) {
      await open.setViewportSize({ ...PHONE, width });
      const cells = open.locator(".minutes :is(tbody th, td):visible");
      const narrow = await cells.evaluateAll((all) => all.filter((cell) => cell.getBoundingClientRect().width < 250).length);
      if (narrow > 0) faults.push(`${path} at ${width} pixels: ${narrow} cells are narrower than their words`);
    }
    await open.setViewportSize(PHONE);
  }
  if (approved.length === 0) faults.push("no minutes were seen");
  await open.close();
  for (const role of roles) {
    const { context, page } = await signedIn(browser, base, role);
    await page.setViewportSize(PHONE);
    const links = page.locator('main a[href^="/gor/"]');
    const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const path of new Set(paths)) await form(page, path);
    await context.close();
  }
  if (seen.size < 60) faults.push(`only ${seen.size} forms were seen`);
  for (const fault of faults) console.error(fault);
  console.log(`${seen.size} forms, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
});
