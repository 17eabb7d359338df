// A council's calendar as ical.js reads it: node calendar.mjs ADDRESS TOKEN MEETINGS. The meetings are told as JSON, in order: `uid`,
// `summary`, `location`, `status`, `sequence`, and `start` and `end` as instants.
import assert from "node:assert/strict";
import ICAL from "ical.js";

const [address, token, meetings] = process.argv.slice(2);
if (!meetings) {
  console.error("usage: node calendar.mjs ADDRESS TOKEN MEETINGS");
  process.exit(2);
}

const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
assert.equal(answer.status, 200);
const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
assert.equal(calendar.name, "vcalendar");

/** The instant of a time, by the calendar's own rules. */
const instant = (time) => (time ? time.toJSDate().toISOString().replace(".000Z", "Z") : null);
const told = calendar.getAllSubcomponents("vevent").map((event) => {
  const value = (name) => event.getFirstPropertyValue(name);
  assert.ok(value("dtstamp"), "every event says when it was written");
  return {
    uid: value("uid"),
    summary: value("summary"),
    start: instant(value("dtstart")),
    end: instant(value("dtend")),
    sequence: value("sequence"),
    status: value("status"),
    location: value("location"),
  };
});
assert.deepEqual(told, JSON.parse(meetings));
console.log(`ical.js: ${told.length} meetings agree`);
