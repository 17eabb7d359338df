// A council's secretary and its chair, without JavaScript: node forms.mjs URL DAY. The secretary reports a need, is told what she left
// out, and codes it; the chair endorses it. Each page that they met is then examined by axe, wide and at a small phone's width.
import { openPage, withBrowser } from "./browser.mjs";
import { PHONE, examiner } from "./examine.mjs";
import { says, send, signedIn } from "./visitor.mjs";

const [base, today] = process.argv.slice(2);
if (!base || !today) {
  console.error("usage: node forms.mjs URL DAY");
  process.exit(2);
}
const faults = [];
const { examine, staysInside } = examiner(faults);

/** Reports and codes a need; its address. */
async function secretary(page) {
  await page.getByRole("link", { name: "Anmäl behov" }).click();
  await page.getByLabel("Rubrik").fill("Batteritekniker");
  await page.getByLabel("Personer som behövs").fill("40");
  await send(page);
  await says(page, "Rätta det här och försök igen", "Orsak: Fyll i fältet.", "Målgrupp: Fyll i fältet.");
  if ((await page.getByLabel("Rubrik").inputValue()) !== "Batteritekniker") throw new Error("what was written is lost");
  await page.getByLabel("Båda").check();
  await page.getByLabel("Orsak").selectOption({ label: "Grön omställning" });
  await page.getByLabel("Kort, under 1 år").check();
  await page.getByLabel("Målgrupp").selectOption({ label: "Anställda" });
  await send(page);
  await says(page, "Klart. Ändringen är sparad.", "Batteritekniker", "Anmält");
  const address = page.url().split("?")[0];
  await page.getByRole("link", { name: "Kvalificera behov" }).click();
  const field = page.locator(".field", { has: page.locator('[name="codes.occupation?"]') });
  await field.locator("input[type=search]").fill("batteri");
  await field.getByRole("button", { name: "Sök" }).click();
  const found = page.locator('select[name="codes.occupation"] option');
  if ((await found.count()) < 2) {
    await page.locator('[name="codes.occupation?"]').fill("montör");
    await page.locator('button[value="codes.occupation"]').click();
  }
  await page.locator('select[name="codes.occupation"]').selectOption({ index: 1 });
  await send(page);
  await says(page, "Klart. Ändringen är sparad.", "Kvalificerat");
  return address;
}

async function chair(page, need) {
  await page.goto(need);
  await page.getByRole("link", { name: "Förankra behov" }).click();
  await page.getByLabel("Förankrat den").fill(today);
  await page.getByLabel("Beslutsreferens").fill("Protokoll 5/2026 § 3");
  await send(page);
  await says(page, "Klart. Ändringen är sparad.", "Protokoll 5/2026 § 3");
  await page.getByRole("link", { name: "Batteritekniker" }).first().click();
  await says(page, "Förankrat", "Förankringar (1)");
}

/** Where the page before the next meeting is, of the council that the need was reported to. */
async function briefing(page, need) {
  const leadsTo = (folder) => page.locator(`main a[href*="/${folder}/council_"]`).first().evaluate((link) => link.href);
  await page.goto(need);
  await page.goto(await leadsTo("ting"));
  return new URL(await leadsTo("infor")).pathname;
}

/** What axe finds on the pages, as the same reader. */
async function examined(browser, state, paths) {
  const { page, faults: own } = await openPage(browser, base, { refusals: true, storageState: state });
  try {
    for (const path of paths) {
      await page.goto(new URL(path, base).href);
      await examine(page, path);
      await page.setViewportSize(PHONE);
      await staysInside(page, `${path} at 320 pixels`);
      await examine(page, `${path} at 320 pixels`);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  } finally {
    await page.close();
  }
  faults.push(...own);
}

await withBrowser(async (browser) => {
  try {
    const first = await signedIn(browser, base, "process_leader");
    const need = await secretary(first.page);
    const second = await signedIn(browser, base, "council_member");
    await chair(second.page, need);
    const path = new URL(need).pathname;
    const state = await first.context.storageState();
    const before = await briefing(first.page, need);
    await examined(browser, state, ["/gor", "/gor/reportNeed", "/gor/qualifyNeed", "/gor/inviteMember", path, before]);
  } catch (error) {
    faults.push(error.message);
  }
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
});
