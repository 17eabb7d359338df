// CSV by RFC 4180 for spreadsheet programs: with a byte order mark, and guarded as the service's own spreadsheet CSV is
// (crates/questions/src/encode/csv.rs).

/** Beginnings by which a spreadsheet program could take a text for a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const SPECIAL = /[",\r\n]|^ | $/;

export function csvOf({ columns, rows }) {
  return `\ufeff${[columns, ...rows].map((row) => `${row.map(field).join(",") || '""'}\r\n`).join("")}`;
}

function field(value) {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const guarded = FORMULA.test(value) ? `'${value}` : value;
  return SPECIAL.test(value) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
