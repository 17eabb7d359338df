// The tables of questions as they are seen and printed: node tables.mjs URL FILE.json. The file lists the pages: `path`, `token`, and
// the heading of the column that decides, where there is one. At 1,280 pixels that column is seen without scrolling; on a sheet of A4, the way
// the style lays it, no table is wider than the sheet, no cell loses anything, and every column of the screen is there.
import { readFileSync } from "node:fs";
import { openPage, withBrowser } from "./browser.mjs";

const [base, file] = process.argv.slice(2);
if (!file) {
  console.error("usage: node tables.mjs URL FILE.json");
  process.exit(2);
}
const pages = JSON.parse(readFileSync(file, "utf8"));
const SCREEN = { width: 1280, height: 900 };
const MILLIMETRE = 96 / 25.4;
/** What the style leaves of each long and each short side of A4. */
const MARGINS = 30;

const faults = [];
let tables = 0;
/** Of them those whose sheet lies. */
let lying = 0;

/** Headings, where each column ends, and what is cut off. */
function measure() {
  const table = document.querySelector("#svar table");
  if (!table) return null;
  const right = (each) => each.getBoundingClientRect().right + window.scrollX;
  const heads = [...table.querySelectorAll("thead th")];
  const cut = [...table.querySelectorAll("th, td")].filter((cell) => {
    const style = getComputedStyle(cell);
    const hides = [cell, ...cell.querySelectorAll(":not(.unseen)")].some(
      (each) => !each.classList.contains("unseen") && ["hidden", "clip"].includes(getComputedStyle(each).overflowX),
    );
    return cell.scrollWidth > cell.clientWidth + 1 || hides || style.visibility !== "visible" || cell.offsetWidth === 0;
  });
  return {
    heads: heads.map((head) => ({ text: head.innerText.replace(/\s+/g, " ").trim(), right: right(head) })),
    right: right(table),
    cut: cut.slice(0, 3).map((cell) => cell.innerText),
    charts: [...document.querySelectorAll("#svar figure svg")].map(right),
  };
}

async function look(page, { path, token, decides }) {
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize(SCREEN);
  await page.goto(new URL(path, base).href, { waitUntil: "load" });
  const screen = await page.evaluate(measure);
  if (!screen) return;
  tables += 1;
  if (decides) {
    const column = screen.heads.find(({ text }) => text === decides || text.startsWith(`${decides} (`));
    if (!column) faults.push(`${path}: no column “${decides}” among ${screen.heads.map(({ text }) => text).join(", ")}`);
    else if (column.right > SCREEN.width) faults.push(`${path}: “${decides}” ends at ${Math.round(column.right)} pixels`);
  }
  await page.emulateMedia({ media: "print" });
  // The sheet of a table of many columns lies; a browser that knows no named pages would print it standing.
  const lies = (await page.evaluate(() => getComputedStyle(document.body).page)) === "wide";
  const [long, short] = [297, 210].map((side) => Math.floor((side - MARGINS) * MILLIMETRE));
  const width = lies ? long : short;
  await page.setViewportSize({ width, height: lies ? short : long });
  const print = await page.evaluate(measure);
  lying += lies ? 1 : 0;
  if (print.right > width + 0.5) faults.push(`${path}: in print the table ends at ${Math.round(print.right)} of ${width} pixels`);
  if (print.charts.some((right) => right > width + 0.5)) faults.push(`${path}: in print the chart runs off the sheet`);
  if (print.cut.length) faults.push(`${path}: in print cells lose something: ${print.cut.join(" | ")}`);
  const names = ({ heads }) => heads.map(({ text }) => text).join(" | ");
  if (names(print) !== names(screen)) faults.push(`${path}: in print the columns are ${names(print)}`);
}

await withBrowser(async (browser) => {
  const { page, faults: own } = await openPage(browser, base);
  for (const each of pages) {
    try {
      await look(page, each);
    } catch (error) {
      faults.push(`${each.path}: ${error.message}`);
    }
  }
  await page.close();
  // An icon that was still on its way when the next page was asked for is no fault.
  faults.push(...own.filter((fault) => !fault.endsWith("net::ERR_ABORTED")));
});
for (const fault of faults) console.error(fault);
console.log(`${pages.length} pages, ${tables - lying} tables on a standing sheet, ${lying} on a lying one, ${faults.length} faults`);
process.exitCode = faults.length === 0 && tables > 0 ? 0 : 1;
