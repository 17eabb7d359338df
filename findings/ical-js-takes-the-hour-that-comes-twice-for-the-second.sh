#!/usr/bin/env bash
# ical.js 2.2.1: a local time that comes twice, on the night when summer time ends, is read as the second of the two.
#
# A local time with a TZID that occurs more than once refers to its first occurrence, before the clocks are set back (RFC 5545, section 3.3.5,
# FORM #3). For Europe/Stockholm on 25 October 2026, 02:30 is therefore 00:30 in UTC. The Python package icalendar 7.3.0 reads the same
# file so; ical.js reads 01:30 in UTC, an hour later, with the VTIMEZONE of the file itself.
#
# Seen: `ical.js 2026-10-25T01:30:00.000Z`, `icalendar 2026-10-25T00:30:00+00:00`.
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >meeting.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20261001T000000Z
DTSTART;TZID=Europe/Stockholm:20261025T023000
DTEND;TZID=Europe/Stockholm:20261025T033000
SUMMARY:A meeting
END:VEVENT
END:VCALENDAR
ICS
sed -i 's/$/\r/' meeting.ics
cat >read.mjs <<'JS'
import fs from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync("meeting.ics", "utf8")));
calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
console.log(`ical.js ${event.startDate.toJSDate().toISOString()}`);
JS
cat >read.py <<'PYTHON'
from datetime import timezone

from icalendar import Calendar

with open("meeting.ics", "rb") as file:
    event = Calendar.from_ical(file.read()).walk("VEVENT")[0]
print("icalendar", event["DTSTART"].dt.astimezone(timezone.utc).isoformat())
PYTHON
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 >&2
python3 -m venv python >&2
python/bin/python -m pip install --quiet --disable-pip-version-check icalendar==7.3.0 >&2
seen=$(node read.mjs; python/bin/python read.py)
echo "$seen"
[[ $seen == $'ical.js 2026-10-25T01:30:00.000Z\nicalendar 2026-10-25T00:30:00+00:00' ]]
