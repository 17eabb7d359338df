"""What councils do in the open formats, as others read them: a calendar by icalendar, and minutes by OParl and by Popolo.

On the standard input: `read`, which of the two, and `address`. Of a calendar also `token` and its `meetings`, in order; of minutes the
`council`, which has some."""

import json
import re
import sys
import urllib.request
from datetime import date, datetime, timezone

from icalendar import Calendar

VERSION = "https://schema.oparl.org/1.1/"
# The properties that OParl 1.1 has of those that are given, by type: a mark after what is required, and what it holds where that is
# no text.
COMMON = " created:instant modified:instant web:url license"
OBJECTS = {
    "System": "id!:url type! oparlVersion! name contactEmail website:url body!:url",
    "Body": "id!:url type! system:url name! contactEmail website:url organization!:url person!:url meeting!:url paper!:url"
    " legislativeTerm!:[LegislativeTerm]",
    "Organization": "id!:url type! body:url name organizationType classification membership:[url] meeting:url"
    " subOrganizationOf:url startDate:day",
    "Person": "id!:url type! body:url name membership:[Membership]",
    "Membership": "id!:url type! person:url organization:url role votingRight:bool startDate:day endDate:day onBehalfOf:url",
    "Meeting": "id!:url type! name meetingState cancelled:bool start:instant end:instant location:Location organization:[url]"
    " participant:[url] resultsProtocol:File agendaItem:[AgendaItem]",
    "AgendaItem": "id!:url type! meeting:url number order!:int name public:bool result resolutionText keyword:[text] auxiliaryFile:[File]",
    "Paper": "id!:url type! body:url name date:day paperType mainFile:File consultation:[Consultation]",
    "Consultation": "id!:url type! paper:url agendaItem:url meeting:url organization:[url]",
    "File": "id!:url type! name fileName mimeType date:day size:int sha512Checksum accessUrl!:url downloadUrl:url"
    " meeting:[url] agendaItem:[url] paper:[url]",
    "Location": "id!:url type! description",
}
LISTS = ["organization", "person", "meeting", "paper"]
DAY = re.compile(r"\d{4}(-\d{2}){0,2}$")


def read(address, **headers):
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return answer.read()


def calendar(said):
    text = read(said["address"], Authorization=f"Bearer {said['token']}")
    found = Calendar.from_ical(text)
    assert not found.errors, found.errors
    told = []
    for event in found.walk("VEVENT"):
        assert not event.errors, event.errors
        end = event.decoded("DTEND") if "DTEND" in event else None
        told.append(
            {
                "uid": str(event["UID"]),
                "summary": str(event["SUMMARY"]),
                "start": instant(event.decoded("DTSTART")),
                "end": end and instant(end),
                "sequence": int(event["SEQUENCE"]),
                "status": str(event["STATUS"]),
                "location": str(event["LOCATION"]),
            }
        )
    assert told == said["meetings"], f"{json.dumps(told, indent=1)}\nnot\n{json.dumps(said['meetings'], indent=1)}"
    print(f"icalendar: {len(told)} meetings agree")


def instant(at):
    assert at.tzinfo, f"{at} is of no zone"
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_of(value, kind):
    """Whether a value is what its property holds."""
    if kind.startswith("["):
        return isinstance(value, list) and all(is_of(one, kind[1:-1]) for one in value)
    if kind in ("bool", "int"):
        return type(value) is {"bool": bool, "int": int}[kind]
    if kind[0].isupper():
        return sound(value) == kind
    if not isinstance(value, str):
        return False
    if kind == "url":
        return value.startswith("http")
    if kind == "day":
        return bool(date.fromisoformat(value))
    if kind == "instant":
        return datetime.fromisoformat(value).tzinfo is not None
    return kind == "text"


def sound(given):
    """The type of an object of OParl, after a look at everything in it."""
    name = given["type"].removeprefix(VERSION)
    properties = (OBJECTS[name] + COMMON).split()
    kinds = {one.partition(":")[0].rstrip("!"): one.partition(":")[2] or "text" for one in properties}
    required = {one.partition(":")[0][:-1] for one in properties if "!" in one}
    assert required <= given.keys() <= kinds.keys(), f"{name}: {given.keys() ^ kinds.keys()}"
    for key, value in given.items():
        assert is_of(value, kinds[key]), f"{name}.{key}: {value!r} is no {kinds[key]}"
    return name


def every(address):
    """The objects of a list, by its links."""
    while address:
        page = json.loads(read(address))
        assert {"data", "pagination", "links"} <= page.keys(), page.keys()
        yield from page["data"]
        address = page["links"].get("next")


def oparl(said):
    system = json.loads(read(f"{said['address']}/oparl/1.1/system"))
    assert sound(system) == "System" and system["oparlVersion"] == VERSION
    (body,) = every(system["body"])
    assert sound(body) == "Body"
    lists = {kind: list(every(body[kind])) for kind in LISTS}
    for kind, objects in lists.items():
        for number, one in enumerate(objects):
            assert sound(one) == kind.capitalize()
            # Each is at its own address, and the same there.
            assert number > 2 or json.loads(read(one["id"])) == one, one["id"]
    assert lists["meeting"] and lists["person"], "nothing is proven by nothing"
    own = next(one for one in lists["organization"] if one["id"].endswith(said["council"]))
    (meeting,) = every(own["meeting"])
    linked = [*own["membership"], *meeting["organization"], *meeting["participant"]]
    linked += [meeting["resultsProtocol"]["id"], *(one["id"] for one in meeting["agendaItem"])]
    for address in linked:
        one = json.loads(read(address))
        assert sound(one) and one["id"] == address
        assert "onBehalfOf" not in one or sound(json.loads(read(one["onBehalfOf"]))) == "Organization"
    minutes = read(meeting["resultsProtocol"]["web"], Accept="text/html").decode()
    assert meeting["agendaItem"][0]["resolutionText"] in minutes
    assert meeting["resultsProtocol"]["mimeType"] == "application/pdf"
    assert read(meeting["resultsProtocol"]["accessUrl"]).startswith(b"%PDF-1.7")
    print(f"OParl: {sum(map(len, lists.values()))} objects are sound")


def popolo(said):
    roll = json.loads(read(f"{said['address']}/popolo/{said['council']}.json"))
    ids = {}
    for kind in ["organizations", "persons", "posts", "memberships", "events", "motions", "vote_events"]:
        ids[kind] = [one["id"] for one in roll[kind]]
        assert ids[kind] and len(set(ids[kind])) == len(ids[kind]), f"{kind}: {ids[kind]}"
    leads = {"organization_id": "organizations", "on_behalf_of_id": "organizations", "person_id": "persons",
             "post_id": "posts", "legislative_session_id": "events", "motion_id": "motions", "voter_id": "organizations"}
    days = {"start_date", "end_date", "founding_date"}
    for kind, objects in roll.items():
        for one in objects if kind != "meta" else []:
            assert all(one[key] in ids[leads[key]] for key in one.keys() & leads.keys() if one[key]), one
            plain = kind in ("posts", "memberships", "events", "organizations")
            assert not plain or all(DAY.match(one[key]) for key in one.keys() & days if one[key]), one
            assert kind != "memberships" or ("person_id" in one) != ("member" in one), one
    for event in roll["vote_events"]:
        assert datetime.fromisoformat(event["start_date"]).tzinfo and event["result"] in ("pass", "fail")
        counted = {count["option"]: count["value"] for count in event["counts"]}
        assert counted.keys() == {"yes", "no", "abstain"}
        for vote in event["votes"]:
            assert vote["vote_event_id"] == event["id"] and vote["voter_id"] in ids["organizations"]
            counted[vote["option"]] -= 1
        assert set(counted.values()) == {0}, f"{event['id']}: votes are not what is counted"
    print(f"Popolo: {len(roll['vote_events'])} votes on {len(roll['motions'])} motions are sound")


if __name__ == "__main__":
    said = json.load(sys.stdin)
    if said["read"] == "calendar":
        calendar(said)
    else:
        oparl(said)
        popolo(said)
