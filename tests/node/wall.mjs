// A manager who leads a reflection from the page on the wall: node wall.mjs URL DAY. She registers a workplace, plans a reflection and leads it
// through its states without JavaScript; then the clock is seen to count down where there is JavaScript, and axe examines the page.
import { openPage, withBrowser } from "./browser.mjs";
import { PHONE, examiner } from "./examine.mjs";
import { done as send, enter, says, signedIn } from "./visitor.mjs";

const [base, today] = process.argv.slice(2);
if (!base || !today) {
  console.error("usage: node wall.mjs URL DAY");
  process.exit(2);
}
const faults = [];
const { examine, staysInside } = examiner(faults);

const follow = (page, name) => page.getByRole("link", { name }).first().click();

let places = 0;

/** Plans a reflection at a workplace of her own; the address of its wall. */
async function planned(page) {
  await page.goto(new URL("/gor/registerWorkplace", base).href);
  await enter(page, "name", `Karossverkstaden ${++places}`);
  await send(page);
  const workplace = new URL(page.url()).pathname.split("/").pop();
  await page.goto(new URL(`/gor/planReflection?workplaceId=${workplace}`, base).href);
  await enter(page, "kind", "AFTER_ACTION_REVIEW");
  await enter(page, "plannedOn", today);
  await enter(page, "question", "Vad blev fel, vad blev rätt, hur gör vi nästa gång?");
  await send(page);
  await follow(page, "Led reflektionen på en vägg");
  await page.waitForURL("**/reflektion/*");
  return page.url();
}

/** Leads it from its plan to its follow-up, always from the wall. */
async function led(page, wall) {
  await says(page, "Vad blev fel, vad blev rätt", "Reflektera tillsammans i 5 minuter", "Börjar ni nu reflekterar ni till");
  await follow(page, "Starta klockan");
  await says(page, "Reflektera till");
  if (await page.locator("#klocka").isVisible()) throw new Error("a clock that does not count is shown");
  await follow(page, "genomförd");
  await enter(page, "attendeeCount", "8");
  await send(page);
  await page.goto(wall);
  await follow(page, "Dela anteckningar");
  await enter(page, "insights.nextTime", "Vi bestämmer vem som gör vad");
  await enter(page, "insights.nextTimeTheme", "COOPERATION");
  await send(page);
  await page.goto(wall);
  await says(page, "Vi bestämmer vem som gör vad", "Samarbete");
  await follow(page, "Kom överens om en förändring");
  await enter(page, "what", "Fem minuter om vem som gör vad");
  await enter(page, "responsible", "skyddsombud");
  await enter(page, "dueOn", today);
  await send(page);
  await page.goto(wall);
  await says(page, "Fem minuter om vem som gör vad", "Ansvarig: skyddsombud.");
  await follow(page, "Följ upp reflektion");
  await enter(page, "followUp", "Ingen gjorde samma sak två gånger");
  await send(page);
  await page.goto(wall);
  await says(page, "Ingen gjorde samma sak två gånger", "Uppföljd");
}

/** The wall with JavaScript: its clock counts down. Then what axe finds there, wide and at a small phone's width. */
async function counted(browser, storageState, wall) {
  const { page, faults: own } = await openPage(browser, base, { storageState });
  try {
    await page.goto(`${wall}?starta=1`);
    const clock = page.locator("#klocka");
    await clock.waitFor({ state: "visible" });
    const before = await clock.innerText();
    if (!/^[0-5]:[0-5][0-9]$/.test(before)) throw new Error(`the clock shows ${before}`);
    await page.waitForFunction((shown) => document.getElementById("klocka").textContent !== shown, before);
    await examine(page, "the wall");
    await page.setViewportSize(PHONE);
    await staysInside(page, "the wall at 320 pixels");
    await examine(page, "the wall at 320 pixels");
  } finally {
    await page.close();
  }
  faults.push(...own);
}

await withBrowser(async (browser) => {
  try {
    const { context, page } = await signedIn(browser, base, "org_contact");
    const first = await planned(page);
    await led(page, first);
    const second = await planned(page);
    await counted(browser, await context.storageState(), second);
  } catch (error) {
    faults.push(error.message);
  }
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
});
