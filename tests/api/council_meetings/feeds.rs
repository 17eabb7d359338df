//! A council's meetings, members and votes in the open formats: what they tell of whom, and that others' programs read them.

use http::{Method, StatusCode};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{MEETING, Table, act};
use crate::{
    data::{Got, send},
    harness::{
        App, DemoApp, Need,
        local_server::LocalServer,
        node::node,
        python::{Packages, python},
        trial::{both, both_needing},
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    let told: Vec<Trial> = both![
        a_calendar_is_the_councils_own_until_the_minutes_are_approved,
        a_meeting_that_moves_keeps_its_id_and_a_cancelled_one_stays,
        nothing_is_told_of_a_meeting_before_its_minutes_are_approved,
        who_is_to_sit_is_told_when_the_mandate_begins,
        a_list_has_everything_once_and_is_narrowed_by_instants,
        councils_with_many_mandates_share_no_page,
        a_known_copy_of_an_open_format_is_not_sent_again,
        an_open_format_holds_no_more_than_any_answer,
        a_council_s_page_leads_to_its_open_formats,
    ];
    let python: Vec<Trial> = both_needing![
        Need::Readers;
        a_calendar_is_read_by_icalendar,
        minutes_are_sound_oparl_and_popolo,
    ];
    let node: Vec<Trial> = both_needing![Need::Node; a_calendar_is_read_by_ical_js];
    [told, python, node].into_iter().flatten().collect()
}

async fn get(app: &App, subject: Option<&str>, path: &str) -> Got {
    send(app, Method::GET, subject, path, &[]).await
}

fn text(id: &Value) -> &str {
    id.as_str().expect("an id")
}

fn calendar_of(table: &Table<'_>) -> String {
    format!("/kalender/{}.ics", text(&table.council))
}

/// No such thing, in the words that are said of what was never there.
async fn is_unknown(app: &App, subject: Option<&str>, path: &str) {
    let got = get(app, subject, path).await;
    let never = get(app, subject, "/oparl/1.1/meeting/councilmeeting_7zzzzzzzzzzzzzzzzzzzzzzzzz").await;
    let said = |got: &Got| ["code", "title", "detail"].map(|name| got.json()[name].clone());
    assert_eq!((got.status, said(&got)[0].as_str()), (StatusCode::NOT_FOUND, Some("UNKNOWN_RECORD")), "{path}");
    assert_eq!((got.status, said(&got)), (never.status, said(&never)), "{path}");
}

async fn a_calendar_is_the_councils_own_until_the_minutes_are_approved(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meeting = table.plan("2026-03-04").await;
    table.add(&meeting, "INFORMATION", json!({})).await;
    let path = calendar_of(&table);
    let mine = get(&app, Some("leader"), &path).await.well();
    assert_eq!(mine.header("content-type"), "text/calendar; charset=utf-8");
    for line in ["STATUS:TENTATIVE", "CLASS:PRIVATE", "SUMMARY:Rådsmöte", "LOCATION:Gårda", "SEQUENCE:0"] {
        assert!(mine.text().contains(&format!("\r\n{line}\r\n")), "{line} in {}", mine.text());
    }
    let outsiders = [None, Some("demo-hub-manager"), Some("demo-other-org-contact"), Some("demo-system-admin")];
    for outsider in outsiders {
        let got = get(&app, outsider, &path).await.well();
        assert!(!got.text().contains("VEVENT") && got.text().contains("END:VTIMEZONE"), "{outsider:?}: {}", got.text());
    }
    table.open(&meeting, "2026-03-04", &table.members).await;
    table.close(&meeting, "2026-03-04").await;
    assert!(!get(&app, None, &path).await.well().text().contains("VEVENT"), "not while the minutes are a draft");
    table.approve(&meeting).await;
    for reader in outsiders {
        let got = get(&app, reader, &path).await.well();
        let event = format!("UID:{}\r\n", text(&meeting));
        assert!(got.text().contains(&event) && got.text().contains("\r\nCLASS:PUBLIC\r\n"), "{}", got.text());
        // Whoever reads the calendar can open the page.
        let page = format!("/protokoll/{}\r\n", text(&meeting));
        assert!(got.text().replace("\r\n ", "").contains(&page), "{}", got.text());
    }
    for name in ["council_7zzzzzzzzzzzzzzzzzzzzzzzzz", "branch_7zzzzzzzzzzzzzzzzzzzzzzzzz", "x", text(&meeting)] {
        is_unknown(&app, None, &format!("/kalender/{name}.ics")).await;
        is_unknown(&app, Some("leader"), &format!("/popolo/{name}.json")).await;
    }
}

const TITLE: &str =
    "Rådsmöte: budget, läge; \\framåt – åäö, så långt att raden måste vikas flera gånger innan den är slut 🎓";

/// Meetings at the turns of the clock, the first moved and the last cancelled, each as a reader of calendars must find it.
async fn turns(table: &Table<'_>) -> Vec<Value> {
    let leader = table.leader();
    let plan = async |title: &str, starts: &str, ends: Option<&str>| {
        let input = json!({ "councilId": table.council, "title": title, "startsAt": starts, "endsAt": ends,
            "place": "Gårda; sal 3, våning 2" });
        act(&leader, "planCouncilMeeting", MEETING, input).await["id"].clone()
    };
    let told = |id: &Value, title: &str, (starts, ends): (&str, Option<&str>), sequence: i32, status: &str| {
        json!({ "uid": id, "summary": title, "start": starts, "end": ends, "sequence": sequence, "status": status,
            "location": "Gårda; sal 3, våning 2" })
    };
    let autumn = ("2026-10-25T00:30:00Z", Some("2026-10-25T03:00:00Z"));
    let again = ("2026-10-25T01:30:00Z", None);
    let spring = ("2027-03-28T00:30:00Z", Some("2027-03-28T02:00:00Z"));
    let moved = plan(TITLE, "2026-10-01T08:00:00Z", None).await;
    let second = plan("Samma timme en gång till", again.0, again.1).await;
    let cancelled = plan("Vår", spring.0, spring.1).await;
    let change = json!({ "id": moved, "expectedVersion": 1, "title": TITLE, "mode": "HYBRID",
        "place": "Gårda; sal 3, våning 2", "startsAt": autumn.0, "endsAt": autumn.1 });
    act(&leader, "changeCouncilMeeting", MEETING, change).await;
    let cancel = json!({ "id": cancelled, "expectedVersion": 1, "reason": "För få, tyvärr" });
    act(&leader, "cancelCouncilMeeting", MEETING, cancel).await;
    vec![
        told(&moved, TITLE, autumn, 1, "TENTATIVE"),
        told(&second, "Samma timme en gång till", again, 0, "TENTATIVE"),
        told(&cancelled, "Vår", spring, 1, "CANCELLED"),
    ]
}

async fn a_meeting_that_moves_keeps_its_id_and_a_cancelled_one_stays(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meetings = turns(&table).await;
    let got = get(&app, Some("leader"), &calendar_of(&table)).await.well();
    assert!(!got.text().replace("\r\n", "").contains(['\r', '\n']), "every line ends by both");
    assert!(got.text().split("\r\n").all(|line| line.len() <= 75), "{}", got.text());
    let unfolded = got.text().replace("\r\n ", "");
    let events: Vec<&str> = unfolded.split("BEGIN:VEVENT\r\n").skip(1).collect();
    assert_eq!(events.len(), 3, "{unfolded}");
    let lines = [
        ["DTSTART:20261025T003000Z", "DTEND;TZID=Europe/Stockholm:20261025T040000", "SEQUENCE:1"],
        ["DTSTART:20261025T013000Z", "SUMMARY:Samma timme en gång till", "SEQUENCE:0"],
        [
            "DTSTART;TZID=Europe/Stockholm:20270328T013000",
            "DESCRIPTION:Inställt. På plats.\\nFör få\\, tyvärr",
            "SEQUENCE:1",
        ],
    ];
    for ((event, meeting), lines) in events.iter().zip(&meetings).zip(lines) {
        let uid = format!("UID:{}", text(&meeting["uid"]));
        let status = format!("STATUS:{}", text(&meeting["status"]));
        for line in lines.into_iter().chain([uid.as_str(), status.as_str(), "DTSTAMP:20260901T080000Z"]) {
            assert!(event.split("\r\n").any(|own| own == line), "{line} in {event}");
        }
    }
    assert!(!events[1].contains("DTEND"), "nobody knows when it ends");
}

async fn a_calendar_is_read_by_icalendar(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meetings = turns(&table).await;
    let server = LocalServer::open(app.router()).await.expect("a port");
    let said = json!({ "read": "calendar", "address": format!("{}{}", server.url(), calendar_of(&table)),
        "token": app.token("leader"), "meetings": meetings });
    python("councils.py", Packages::Today, &said.to_string()).await.expect("Python runs").expect_well();
}

async fn a_calendar_is_read_by_ical_js(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let meetings = json!(turns(&table).await).to_string();
    let server = LocalServer::open(app.router()).await.expect("a port");
    let address = format!("{}{}", server.url(), calendar_of(&table));
    node("calendar.mjs", &[&address, &app.token("leader"), &meetings]).await.expect("Node.js runs").expect_well();
}

/// A meeting with a decision, held by people of whom one's name is published and another's is not: its id, the item's, and
/// theirs.
async fn held(table: &Table<'_>) -> [Value; 4] {
    let leader = table.leader();
    let name = async |mandate: &Value, name: &str, published: bool| {
        let input = json!({ "membershipId": mandate, "name": name, "validFrom": "2026-01-01", "published": published });
        act(&leader, "nameRepresentative", "representative { id }", input).await["id"].clone()
    };
    let open = name(&table.members[0], "Öppna Åsa", true).await;
    let hidden = name(&table.members[1], "Dold Person", false).await;
    let meeting = table.plan("2026-03-04").await;
    let item = table.add(&meeting, "DECISION", json!({ "text": "Bakgrund" })).await;
    table.open(&meeting, "2026-03-04", &table.members).await;
    let proposal = table.propose(&item).await;
    table.vote(&proposal, &table.members[2], "AGAINST").await;
    table.settle(&proposal, json!("FOR")).await;
    table.close(&meeting, "2026-03-04").await;
    [meeting, item, open, hidden]
}

async fn nothing_is_told_of_a_meeting_before_its_minutes_are_approved(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let [meeting, item, open, hidden] = held(&table).await;
    let council = text(&table.council);
    let (roll, own) = (format!("/popolo/{council}.json"), format!("/oparl/1.1/organization/{council}"));
    let object = |kind: &str, id: &Value| format!("/oparl/1.1/{kind}/{}", text(id));
    let of_meeting = [
        object("meeting", &meeting),
        object("file", &meeting),
        object("location", &meeting),
        object("agendaitem", &item),
    ];
    // Not even to the council's own: what these addresses say is everyone's.
    for reader in [None, Some("leader")] {
        for path in of_meeting.iter().chain([&object("person", &hidden), &object("membership", &hidden)]) {
            is_unknown(&app, reader, path).await;
        }
        assert_eq!(get(&app, reader, &format!("{own}/meetings")).await.well().json()["data"], json!([]));
        let roll = get(&app, reader, &roll).await.well().json();
        assert_eq!((&roll["motions"], &roll["vote_events"], &roll["events"]), (&json!([]), &json!([]), &json!([])));
    }
    table.approve(&meeting).await;
    let told = get(&app, None, &of_meeting[0]).await.well().json();
    assert!(
        of_meeting
            .iter()
            .zip([&told, &told["resultsProtocol"], &told["location"], &told["agendaItem"][0]])
            .all(|(path, object)| object["id"].as_str().is_some_and(|id| id.ends_with(path.as_str())))
    );
    for (path, object) in of_meeting.iter().zip([&told, &told["resultsProtocol"], &told["location"]]) {
        assert_eq!(get(&app, None, path).await.well().json(), *object, "{path}");
    }
    let of_item = get(&app, None, &of_meeting[3]).await.well().json();
    assert_eq!(of_item, told["agendaItem"][0]);
    assert_eq!((&of_item["result"], &of_item["number"]), (&json!("Bifallet"), &json!("1")));
    assert_eq!(of_item["resolutionText"], "Rådet ställer sig bakom.");
    let people = told["participant"].as_array().expect("people");
    assert!(people.len() == 1 && text(&people[0]).ends_with(&object("person", &open)), "{told:#}");
    assert_eq!(get(&app, None, &object("person", &open)).await.well().json()["name"], "Öppna Åsa");

    let roll = get(&app, None, &roll).await.well().json();
    assert_eq!(roll["persons"], json!([{ "id": open, "name": "Öppna Åsa" }]));
    assert_eq!(roll["memberships"].as_array().map(Vec::len), Some(4), "one of them a person's: {roll:#}");
    assert_eq!(
        (&roll["motions"][0]["identifier"], &roll["motions"][0]["result"]),
        (&json!("§ 1/2026"), &json!("pass"))
    );
    let counts =
        json!([{ "option": "yes", "value": 2 }, { "option": "no", "value": 1 }, { "option": "abstain", "value": 0 }]);
    assert_eq!(roll["vote_events"][0]["counts"], counts);
    for path in
        [format!("/popolo/{council}.json"), own.clone(), "/oparl/1.1/people".to_owned(), object("meeting", &meeting)]
    {
        assert!(!get(&app, None, &path).await.well().text().contains("Dold"), "{path}");
    }
    is_unknown(&app, None, &object("person", &hidden)).await;
}

async fn who_is_to_sit_is_told_when_the_mandate_begins(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let leader = table.leader();
    let found = app.anonymous().ask("{ organisations(first: 5) { nodes { id } } }", json!({})).await;
    let organisation = &found["organisations"]["nodes"][4]["id"];
    let invited = json!({ "councilId": table.council, "organisationId": organisation, "seat": "UNION",
        "standing": "MEMBER", "mandateFrom": "2026-01-01" });
    let seat = act(&leader, "inviteMember", "membership { id }", invited).await["id"].clone();
    let step = |version: i32| json!({ "id": seat, "expectedVersion": version });
    act(&leader, "acceptInvitation", "membership { id }", step(1)).await;
    let named = json!({ "membershipId": seat, "name": "Blivande Bo", "validFrom": "2026-01-01", "published": true });
    let named = act(&leader, "nameRepresentative", "representative { id }", named).await["id"].clone();
    let object = |kind: &str| format!("/oparl/1.1/{kind}/{}", text(&named));
    let is_listed = async || all(&app, "/oparl/1.1/people").await.iter().any(|one| one["name"] == "Blivande Bo");
    for path in [object("person"), object("membership"), format!("/oparl/1.1/membership/{}", text(&seat))] {
        is_unknown(&app, None, &path).await;
    }
    assert!(!is_listed().await);
    act(&leader, "startMandate", "membership { id }", step(2)).await;
    let told = get(&app, None, &object("person")).await.well().json();
    assert_eq!(told["membership"][0], get(&app, None, &object("membership")).await.well().json());
    assert!(is_listed().await);
}

/// All objects of a list, by its links.
async fn all(app: &App, list: &str) -> Vec<Value> {
    let (mut found, mut next) = (Vec::new(), Some(list.to_owned()));
    while let Some(path) = next {
        let page = get(app, None, &path).await.well().json();
        found.extend(page["data"].as_array().expect("objects").iter().cloned());
        next = page["links"]["next"].as_str().map(|next| next[next.find("/oparl").expect("ours")..].to_owned());
    }
    found
}

async fn a_list_has_everything_once_and_is_narrowed_by_instants(app: DemoApp) {
    let rows = async |table: &str| app.number(&format!("SELECT CAST(count(*) AS bigint) FROM {table}")).await;
    let organizations = all(&app, "/oparl/1.1/organizations").await;
    let ids: std::collections::BTreeSet<&str> = organizations.iter().map(|one| text(&one["id"])).collect();
    assert_eq!(ids.len(), organizations.len(), "each once");
    let councils = rows("councils").await + rows("industry_councils").await;
    assert_eq!(i64::try_from(organizations.len()).expect("few"), councils);
    let meetings = all(&app, "/oparl/1.1/meetings").await;
    assert_eq!(
        i64::try_from(meetings.len()).expect("few"),
        rows("council_meetings WHERE status = 'MINUTES_APPROVED'").await
    );
    assert!(!meetings.is_empty(), "the demonstration has some");

    let never = "modified_since=2999-01-01T00:00:00Z&omit_internal=true";
    let page = get(&app, None, &format!("/oparl/1.1/organizations?{never}")).await.well().json();
    assert_eq!(page["data"], json!([]));
    assert!(text(&page["links"]["next"]).contains(never), "the other pages are narrowed too: {page:#}");
    let bare = all(&app, "/oparl/1.1/meetings?modified_since=1999-01-01T00:00:00Z&omit_internal=true").await;
    assert_eq!(bare.len(), meetings.len());
    assert!(bare.iter().all(|meeting| meeting["agendaItem"].is_null()) && meetings[0]["agendaItem"].is_array());
    let wrong = get(&app, None, "/oparl/1.1/meetings?modified_since=nyss&created_until=sedan").await;
    assert_eq!((wrong.status, wrong.json()["parameters"].as_array().map(Vec::len)), (StatusCode::BAD_REQUEST, Some(2)));
    let lost = get(&app, None, "/oparl/1.1/meetings?after=council_1").await;
    assert_eq!((lost.status, &lost.json()["code"]), (StatusCode::BAD_REQUEST, &json!("PARAMETER_IS_WRONG")));
}

async fn councils_with_many_mandates_share_no_page(app: DemoApp) {
    let councils = app.texts("SELECT id FROM councils ORDER BY id LIMIT 2").await;
    for (nth, council) in councils.iter().enumerate() {
        let base = 1_000_000 * (nth + 1);
        let many = format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
             INSERT INTO memberships (id, version, council_id, body_id, organisation_id, seat, standing, status,
                 mandate_from, mandate_to)
             SELECT '0000000000000000000' || CAST({base} + i AS text), 1, '{council}', '{council}',
                 (SELECT min(id) FROM organisations), 'EMPLOYER', 'MEMBER', 'ENDED', '2020-01-01', '2020-12-31' FROM n"
        );
        app.db.connection().execute_unprepared(&many).await.expect("mandates");
    }
    let first = get(&app, None, "/oparl/1.1/organizations").await.well().json();
    let [crowded] = first["data"].as_array().expect("a page").as_slice() else { panic!("not one: {first:#}") };
    assert!(crowded["membership"].as_array().is_some_and(|all| all.len() >= 600), "{crowded:#}");
    let organizations = all(&app, "/oparl/1.1/organizations").await;
    let expected =
        app.number("SELECT (SELECT count(*) FROM councils) + (SELECT count(*) FROM industry_councils)").await;
    assert_eq!(i64::try_from(organizations.len()).expect("few"), expected);
}

async fn a_known_copy_of_an_open_format_is_not_sent_again(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    table.plan("2026-03-04").await;
    let council = text(&table.council);
    let paths = [calendar_of(&table), format!("/popolo/{council}.json"), format!("/oparl/1.1/organization/{council}")];
    for path in &paths {
        let first = get(&app, None, path).await.well();
        assert_eq!(
            (first.header("access-control-allow-origin"), first.header("cache-control")),
            ("*", "private, no-cache")
        );
        let tag = first.header("etag").to_owned();
        let known = send(&app, Method::GET, None, path, &[("if-none-match", &tag)]).await;
        assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        let changed = send(&app, Method::GET, None, path, &[("if-match", "\"another\"")]).await;
        let told = (changed.status, changed.header("access-control-allow-origin"));
        assert_eq!(told, (StatusCode::PRECONDITION_FAILED, "*"), "{path}");
        let head = send(&app, Method::HEAD, None, path, &[]).await;
        assert_eq!((head.status, head.bytes.len(), head.header("etag")), (StatusCode::OK, 0, tag.as_str()), "{path}");
        assert_eq!(head.header("content-length"), first.bytes.len().to_string(), "{path}");
        let asks = send(&app, Method::OPTIONS, None, path, &[]).await;
        assert_eq!((asks.status, asks.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, "*"), "{path}");
        assert_eq!(send(&app, Method::POST, None, path, &[]).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let secret = get(&app, None, &format!("{path}?token=abc")).await;
        assert_eq!((secret.status, &secret.json()["code"]), (StatusCode::BAD_REQUEST, &json!("SECRET_IN_ADDRESS")));
    }
    let mine = async || get(&app, Some("leader"), &paths[0]).await.well();
    let before = mine().await;
    assert_eq!(before.bytes, mine().await.bytes);
    table.plan("2026-06-10").await;
    assert_ne!(before.header("etag"), mine().await.header("etag"));
}

/// Anyone may ask, and what rows hold is not anyone's to choose.
async fn an_open_format_holds_no_more_than_any_answer(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let [meeting, item, ..] = held(&table).await;
    table.approve(&meeting).await;
    let asked = [
        (None, format!("/popolo/{}.json", text(&table.council))),
        (Some("leader"), format!("/oparl/1.1/organization/{}/meetings", text(&table.council))),
        (Some("leader"), format!("/oparl/1.1/meeting/{}", text(&meeting))),
    ];
    for (reader, path) in &asked {
        get(&app, *reader, path).await.well();
    }
    let stored = text(&item).rsplit('_').next().expect("an id");
    let set = async |value: &str| {
        let done =
            app.texts(&format!("UPDATE agenda_items SET text = {value} WHERE id = '{stored}' RETURNING id")).await;
        assert_eq!(done.len(), 1);
    };
    // More than 32 MiB in the end, and each statement a short one.
    set(&format!("'{}'", "x".repeat(1_100))).await;
    for _ in 0..15 {
        set("text || text").await;
    }
    for (reader, path) in &asked {
        let got = get(&app, *reader, path).await;
        let told = (got.status, got.json()["code"].clone());
        assert_eq!(told, (StatusCode::BAD_REQUEST, json!("LIMIT_OPERATION_BYTES")), "{path}");
    }
}

async fn a_council_s_page_leads_to_its_open_formats(Open(app): Open) {
    let leader = Reader::of(&app, "process_leader").await;
    let own = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = text(&own["viewer"]["roles"][0]["councilId"]).to_owned();
    let addresses = [
        format!("/kalender/{council}.ics"),
        format!("/popolo/{council}.json"),
        format!("/oparl/1.1/organization/{council}"),
    ];
    let nobody = Reader { app: &app, cookie: String::new() };
    let page = leader.get(&format!("/ting/{council}")).await;
    for address in &addresses {
        page.says(&[&format!("href=\"{address}\"")]);
        for reader in [&leader, &nobody] {
            assert_eq!(reader.get(address).await.status, StatusCode::OK, "{address}");
        }
    }
    // Whoever is signed in on the pages has the council's own meetings there, those to come among them.
    assert!(leader.get(&addresses[0]).await.html.contains("CLASS:PRIVATE"));
    assert!(!nobody.get(&addresses[0]).await.html.contains("CLASS:PRIVATE"));
}

async fn minutes_are_sound_oparl_and_popolo(app: DemoApp) {
    let table = Table::set(&app, 3).await;
    let [meeting, ..] = held(&table).await;
    table.approve(&meeting).await;
    let server = LocalServer::open(app.router()).await.expect("a port");
    let said = json!({ "read": "minutes", "address": server.url(), "council": table.council });
    python("councils.py", Packages::Today, &said.to_string()).await.expect("Python runs").expect_well();
}
