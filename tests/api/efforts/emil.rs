//! Efforts as EMIL 3: what leaves and what does not, and that our own reader of it reads it all.

use std::{collections::BTreeSet, sync::Arc};

use access::{Actor, Request};
use education_supply::{EducationImport, EducationSupply, Remark};
use http::{Method, StatusCode};
use kompetensnav::education::{Address, Reading, read_address};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use store::Dialect;

use super::{ADA, Place};
use crate::{
    data::{Got, send},
    harness::{
        App, Database, DemoApp, Engine, Furnishing, ISSUER,
        local_server::LocalServer,
        trial::both,
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        nothing_leaves_before_it_is_everyones,
        what_is_withdrawn_is_told_to_who_asks_for_changes,
        days_places_and_distance_leave_as_they_are,
        pages_have_their_bounds,
        a_list_is_read_anew_when_it_has_changed_and_not_before,
        the_address_is_asked_as_its_neighbours_are,
        what_leaves_is_read_into_another_service,
        what_is_withdrawn_is_taken_back_where_it_was_read,
        an_efforts_page_leads_to_its_record,
        a_record_holds_no_more_than_any_answer,
    ]
}

const INFOS: &str = "educationInfos";
const EVENTS: &str = "educationEvents";
const PROVIDERS: &str = "educationProviders";
const LISTS: [&str; 3] = [INFOS, EVENTS, PROVIDERS];

async fn get(app: &App, path: &str) -> Got {
    send(app, Method::GET, None, &format!("/emil3/{path}"), &[]).await
}

async fn page(app: &App, path: &str) -> Value {
    get(app, path).await.well().json()
}

/// The identifiers on the page of a list, which is asked for so.
async fn listed(app: &App, list: &str, query: &str) -> Vec<String> {
    let page = page(app, &format!("{list}?{query}")).await;
    let records = page[list].as_array().expect("records").iter();
    records.map(|record| record["id"].as_str().expect("an identifier").to_owned()).collect()
}

fn identifier(letter: &str, thing: &Value) -> String {
    format!("{letter}.kompetensnav.{}", thing["id"].as_str().expect("an id"))
}

async fn is_unknown(app: &App, path: &str) {
    let got = get(app, path).await;
    assert_eq!((got.status, &got.json()["code"]), (StatusCode::NOT_FOUND, &json!("UNKNOWN_EDUCATION")), "{path}");
}

impl Place {
    async fn planned(&self, more: &Value) -> Value {
        let mut input = json!({ "hubId": self.hub, "projectId": self.project, "title": "Robotsvets", "kind": "COURSE",
            "delivery": "PLACE", "targetGroup": "EMPLOYEES", "hours": 40, "path": "ADAPT_EXISTING",
            "budget": { "amount": "100000" }, "budgetLine": "Utbildning", "goals": "Fler kan svetsa" });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        let effort = self.done("manager", "planEffort", "effort", input).await;
        self.measured(&effort).await;
        effort
    }

    async fn occasion_of(&self, effort: &Value, more: &Value) -> Value {
        let mut input =
            json!({ "effortId": effort["id"], "startsOn": "2026-10-05", "endsOn": "2026-10-30", "capacity": 12 });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        self.done("manager", "planOccasion", "occasion", input).await
    }

    async fn for_a_reason(&self, field: &str, of: &str, row: &Value, step: &str) -> Value {
        let input =
            json!({ "id": row["id"], "expectedVersion": row["version"], "step": step, "reason": "För få anmälda" });
        self.done("manager", field, of, input).await
    }
}

async fn nothing_leaves_before_it_is_everyones(app: App) {
    let place = Place::open(app).await;
    let app = &place.app;
    let mut effort = place.planned(&json!({})).await;
    let occasion = place.occasion_of(&effort, &json!({})).await;
    let occasion = place.step("advanceOccasion", "occasion", &occasion, "CONFIRM").await;
    let draft = place.occasion_of(&effort, &json!({})).await;
    let info = identifier("i", &effort);
    let (event, drafted) = (identifier("e", &occasion), identifier("e", &draft));
    for step in ["TRIAGE", "APPROVE", "SOURCE"] {
        effort = place.step("advanceEffort", "effort", &effort, step).await;
        for list in LISTS {
            for query in ["", "updatedSince=2020-01-01"] {
                assert!(listed(app, list, query).await.is_empty(), "{list} {query} after {step}");
            }
        }
        for path in [format!("{INFOS}/{info}"), format!("{EVENTS}/{event}"), format!("{EVENTS}/{drafted}")] {
            is_unknown(app, &path).await;
        }
    }
    place.step("advanceEffort", "effort", &effort, "SCHEDULE").await;
    assert_eq!(listed(app, INFOS, "").await, [info.as_str()]);
    // What only the hub sees stays there.
    assert_eq!(listed(app, EVENTS, "").await, [event.as_str()]);
    is_unknown(app, &format!("{EVENTS}/{drafted}")).await;
    for list in LISTS {
        let path = format!("/emil3/{list}");
        let mine = send(app, Method::GET, Some("manager"), &path, &[]).await.well();
        assert_eq!(mine.text(), send(app, Method::GET, None, &path, &[]).await.text(), "everyone is told the same");
    }
    let cancelled = place.for_a_reason("advanceOccasion", "occasion", &occasion, "CANCEL").await;
    assert_eq!(cancelled["status"], "CANCELLED");
    let told = page(app, &format!("{EVENTS}/{event}")).await;
    assert_eq!((&told["status"], &told["content"]["isCancelled"]), (&json!("ACTIVE"), &json!(true)));
    for other in ["i.kompetensnav.effort_7zzzzzzzzzzzzzzzzzzzzzzzzz", "i.sv.1", event.as_str(), "x"] {
        is_unknown(app, &format!("{INFOS}/{other}")).await;
    }
}

async fn what_is_withdrawn_is_told_to_who_asks_for_changes(app: App) {
    let place = Place::open(app).await;
    let app = &place.app;
    let (effort, occasion) = place.effort(3).await;
    let never = place.planned(&json!({})).await;
    let unseen = place.occasion_of(&never, &json!({})).await;
    place.step("advanceOccasion", "occasion", &unseen, "CONFIRM").await;
    place.for_a_reason("advanceEffort", "effort", &never, "CANCEL").await;
    let (info, event) = (identifier("i", &effort), identifier("e", &occasion));
    assert_eq!(listed(app, INFOS, "updatedSince=2026-09-01").await, [info.as_str()]);
    place.for_a_reason("advanceEffort", "effort", &effort, "CANCEL").await;
    for (list, gone) in [(INFOS, &info), (EVENTS, &event)] {
        assert!(listed(app, list, "").await.is_empty(), "{list}");
        is_unknown(app, &format!("{list}/{gone}")).await;
        // The clock of the tests shows 10:00 in Sweden.
        for since in ["2026-09-01", "2026-09-01T10:00:00", "2026-09-01T08:00:00Z"] {
            let told = page(app, &format!("{list}?updatedSince={since}")).await;
            let removed = json!([{ "id": gone, "status": "DELETED", "content": null }]);
            assert_eq!((&told[list], &told["page"]["totalElements"]), (&removed, &json!(1)), "{since}");
        }
        for since in ["2026-09-02", "2026-09-01T10:00:01"] {
            assert!(listed(app, list, &format!("updatedSince={since}")).await.is_empty(), "{list} {since}");
        }
        assert!(listed(app, list, "updatedSince=2026-09-01&schoolType=YH").await.is_empty(), "{list}");
    }
}

/// Each field of a content that the interface knows, and of those the ones that it demands.
const FIELDS: [(&str, &[&str], &[&str]); 3] = [
    (
        INFOS,
        &["identifier", "code", "lastEdited", "title", "type", "resultIsDegree"],
        &["description", "url", "configuration", "subjects", "extent"],
    ),
    (
        EVENTS,
        &["identifier", "education", "providers", "lastEdited", "expires", "execution"],
        &["title", "url", "locations", "isCancelled", "places", "distance"],
    ),
    // It demands e-mail addresses too, and there are none in the record.
    (
        PROVIDERS,
        &["identifier", "lastEdited", "name", "url", "contactAddress", "responsibleBody"],
        &["organisationNumber"],
    ),
];

/// The codes of the lists that are closed; those of subjects are their own schemes'.
const CODES: [(&str, &[&str]); 7] = [
    ("C_SchoolType", &["AU"]),
    ("C_Configuration", &["kurs", "kurspaket", "program"]),
    ("C_TimeType", &["hours", "days", "weeks", "months", "years", "semesters"]),
    ("C_ExecutionCondition", &["0", "1", "2", "3"]),
    ("C_Body", &["kommunal", "region", "statlig", "enskild", "annan"]),
    ("C_Subject_SUN", &[]),
    ("AUB_Subject", &[]),
];

/// Whether every code below is of a list that there is.
fn has_known_codes(value: &Value) {
    if let (Some(list), Some(code)) = (value["type"].as_str(), value["code"].as_str()) {
        let (_, codes) = CODES.into_iter().find(|(name, _)| *name == list).expect(list);
        assert!(codes.is_empty() || codes.contains(&code), "{value}");
    }
    match value {
        Value::Array(values) => values.iter().for_each(has_known_codes),
        Value::Object(fields) => fields.values().for_each(has_known_codes),
        _ => {}
    }
}

/// Whether each content of a list has what it must and nothing that the interface does not know.
fn is_sound(list: &str, page: &Value) {
    let (_, demanded, known) = FIELDS.into_iter().find(|(name, ..)| *name == list).expect("a list");
    for record in page[list].as_array().expect("records") {
        let content = record["content"].as_object().expect("a content");
        assert_eq!((&record["status"], &record["id"]), (&json!("ACTIVE"), &content["identifier"]));
        has_known_codes(&record["content"]);
        for name in demanded {
            assert!(content.get(*name).is_some_and(|value| !value.is_null()), "{name} in {record:#}");
        }
        for (name, value) in content {
            assert!(demanded.contains(&name.as_str()) || known.contains(&name.as_str()), "{name} in {record:#}");
            assert!(!value.is_null(), "{name} in {record:#}");
        }
    }
}

/// The hub, which gives what nobody else is chosen for, has no trail here: its id's moment counts, after that of the service's clock.
const HUB_EDITED: &str = "2027-01-15T09:00:00";

async fn days_places_and_distance_leave_as_they_are(app: App) {
    let place = Place::open(app).await;
    let app = &place.app;
    let codes = json!({ "sunField": "521c", "ssyk": "7212" });
    let more = json!({ "description": "Två dagar i verkstaden.", "delivery": "HYBRID", "codes": codes });
    let mut effort = place.planned(&more).await;
    let mut events = Vec::new();
    for delivery in ["PLACE", "DISTANCE", "HYBRID"] {
        let occasion = place.occasion_of(&effort, &json!({ "delivery": delivery, "municipality": "0180" })).await;
        events.push(identifier("e", &place.step("advanceOccasion", "occasion", &occasion, "CONFIRM").await));
    }
    for step in ["TRIAGE", "APPROVE", "SOURCE", "SCHEDULE"] {
        effort = place.step("advanceEffort", "effort", &effort, step).await;
    }
    let id = effort["id"].as_str().expect("an id");
    let swedish = |text: &str| json!({ "strings": [{ "lang": "swe", "value": text }] });
    let code = |list: &str, code: &str| json!({ "type": list, "code": code });
    let at = |id: &str| json!({ "urls": [{ "lang": "swe", "value": format!("http://localhost/ting/{id}") }] });
    let info = identifier("i", &effort);
    let told = page(app, &format!("{INFOS}/{info}")).await;
    let expected = json!({ "identifier": info, "code": id, "lastEdited": "2026-09-01T10:00:00",
        "title": swedish("Robotsvets"), "description": swedish("Två dagar i verkstaden."), "url": at(id),
        "type": code("C_SchoolType", "AU"),
        "configuration": code("C_Configuration", "kurs"), "resultIsDegree": false,
        "subjects": [code("C_Subject_SUN", "521c"), code("AUB_Subject", "7212")],
        "extent": { "length": 40, "unit": code("C_TimeType", "hours") } });
    assert_eq!(told, json!({ "id": info, "status": "ACTIVE", "content": expected }));

    let both =
        |sv: &str, en: &str| json!({ "strings": [{ "lang": "swe", "value": sv }, { "lang": "eng", "value": en }] });
    let distances = [
        Value::Null,
        json!({ "noOfMandatorySessions": 0, "description": both("På distans", "At a distance") }),
        json!({ "description": both("Hybrid", "Hybrid") }),
    ];
    let giver = page(app, &format!("{EVENTS}/{}", events[0])).await["content"]["providers"][0].clone();
    for (event, distance) in events.iter().zip(distances) {
        let told = page(app, &format!("{EVENTS}/{event}")).await["content"].clone();
        let mut expected = json!({ "identifier": event, "education": info, "providers": [giver],
            "lastEdited": HUB_EDITED, "expires": "2026-10-31T00:00:00", "title": swedish("Robotsvets"),
            "url": at(event.trim_start_matches("e.kompetensnav.")),
            "execution": { "condition": code("C_ExecutionCondition", "1"), "start": "2026-10-05", "end": "2026-10-30" },
            "isCancelled": false, "places": 12, "locations": [{ "country": "SE", "areaCode": "0180" }] });
        if !distance.is_null() {
            expected["distance"] = distance;
        }
        assert_eq!(told, expected);
    }
    // Who runs the hub gives what nobody else is chosen for.
    let giver = giver.as_str().expect("an identifier");
    let told = page(app, &format!("{PROVIDERS}/{giver}")).await["content"].clone();
    let body = json!({ "type": code("C_Body", "enskild"), "name": swedish("Förbundet") });
    assert_eq!((&told["name"], &told["responsibleBody"]), (&swedish("Förbundet"), &body));
    assert_eq!(listed(app, PROVIDERS, "").await, [giver]);
    assert_eq!(listed(app, EVENTS, &format!("providerId={}", giver.to_uppercase())).await, events);
    let employer = format!("p.kompetensnav.{}", place.employer);
    for other in [employer.as_str(), "p.sv.1"] {
        assert!(listed(app, EVENTS, &format!("providerId={other}")).await.is_empty(), "{other}");
        is_unknown(app, &format!("{PROVIDERS}/{other}")).await;
    }
    for list in LISTS {
        is_sound(list, &page(app, list).await);
    }
}

async fn pages_have_their_bounds(app: App) {
    let place = Place::open(app).await;
    let app = &place.app;
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(identifier("i", &place.effort(1).await.0));
    }
    let first = page(app, &format!("{INFOS}?size=2&schoolType=AU,HS")).await;
    assert_eq!(first["page"], json!({ "size": 2, "totalElements": 3, "totalPages": 2, "pageNumber": 0 }));
    let next = &first["links"][1];
    assert_eq!(next["rel"], "next");
    let next = next["href"].as_str().and_then(|next| next.split_once("/emil3/")).expect("ours").1;
    let second = page(app, next).await;
    assert_eq!(second["links"][1]["rel"], "prev");
    let ids = [&first, &second].map(|page| page[INFOS].as_array().expect("records").clone()).concat();
    let ids: Vec<&str> = ids.iter().map(|record| record["id"].as_str().expect("an identifier")).collect();
    assert_eq!(ids, all);
    let beyond = page(app, &format!("{INFOS}?size=2&page=2")).await;
    assert_eq!((&beyond[INFOS], beyond["links"].as_array().map(Vec::len)), (&json!([]), Some(2)));
    assert_eq!(page(app, INFOS).await["page"]["size"], 100);
    assert!(listed(app, INFOS, "schoolType=HS").await.is_empty());
    for query in ["size=0&page=-1", "size=2001&page=x"] {
        let wrong = get(app, &format!("{INFOS}?{query}")).await;
        let told = wrong.json()["parameters"].as_array().map(Vec::len);
        assert_eq!((wrong.status, told), (StatusCode::BAD_REQUEST, Some(2)), "{query}");
    }
    let wrong = get(app, &format!("{INFOS}?updatedSince=nyss")).await;
    assert_eq!((wrong.status, &wrong.json()["code"]), (StatusCode::BAD_REQUEST, &json!("PARAMETER_IS_WRONG")));
}

async fn a_list_is_read_anew_when_it_has_changed_and_not_before(app: App) {
    let place = Place::open(app).await;
    let app = &place.app;
    let (effort, _) = place.effort(1).await;
    let total = async || page(app, INFOS).await["page"]["totalElements"].clone();
    assert_eq!(total().await, 1);
    // Nothing tells of this, so the list is the one that was read; nor is what others do a part of it.
    let stored = effort["id"].as_str().and_then(|id| id.rsplit('_').next()).expect("an id");
    let sql = format!("UPDATE efforts SET status = 'POSTPONED' WHERE id = '{stored}' RETURNING id");
    assert_eq!(app.texts(&sql).await.len(), 1);
    place.participation(ADA, "Ada Berg").await;
    assert_eq!(total().await, 1);
    let (other, _) = place.effort(1).await;
    assert_eq!(listed(app, INFOS, "").await, [identifier("i", &other)]);
}

async fn the_address_is_asked_as_its_neighbours_are(app: App) {
    let place = Place::open(app).await;
    let (effort, occasion) = place.effort(1).await;
    let app = &place.app;
    for path in [format!("/emil3/{INFOS}"), format!("/emil3/{INFOS}/{}", identifier("i", &effort))] {
        let asked = async |method: Method, headers: &[(&str, &str)]| send(app, method, None, &path, headers).await;
        let first = asked(Method::GET, &[]).await.well();
        assert_eq!(first.header("content-type"), "application/json");
        let kept = (first.header("access-control-allow-origin"), first.header("cache-control"));
        assert_eq!(kept, ("*", "private, no-cache"));
        let known = asked(Method::GET, &[("if-none-match", first.header("etag"))]).await;
        assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        let other = asked(Method::GET, &[("if-match", "\"x\"")]).await;
        let told = (other.status, other.header("access-control-allow-origin"));
        assert_eq!(told, (StatusCode::PRECONDITION_FAILED, "*"));
        let head = asked(Method::HEAD, &[]).await.well();
        assert_eq!((head.bytes.len(), head.header("etag")), (0, first.header("etag")));
        assert_eq!(asked(Method::OPTIONS, &[]).await.status, StatusCode::NO_CONTENT);
        let posted = asked(Method::POST, &[]).await;
        assert_eq!((posted.status, posted.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
        let secret = send(app, Method::GET, None, &format!("{path}?token=abc"), &[]).await;
        assert_eq!((secret.status, &secret.json()["code"]), (StatusCode::BAD_REQUEST, &json!("SECRET_IN_ADDRESS")));
        let unproven = asked(Method::GET, &[("authorization", "Bearer x")]).await;
        assert_eq!(unproven.status, StatusCode::UNAUTHORIZED);
    }
    // Nobody outside learns of an enrolment.
    let before = get(app, EVENTS).await.well();
    place.eligible(&occasion, &place.participation(ADA, "Ada Berg").await).await;
    assert_eq!(get(app, EVENTS).await.well().text(), before.text());
}

/// Another service, on a database of the same kind.
async fn another(app: &App) -> (Database, App) {
    let engine = match app.db.dialect() {
        Dialect::Sqlite => Engine::Sqlite,
        Dialect::Postgres => Engine::Postgres,
    };
    let database = Database::furnished(engine, Furnishing::Demonstration).await.expect("another database");
    let other = App::start(&database).await.expect("another service");
    (database, other)
}

/// Reads what `from` answers into the other service: everything, or what was changed since the last time.
async fn fetched(into: &App, from: &LocalServer, whole: bool) -> Vec<EducationImport> {
    const ADMIN: &str = "demo-system-admin";
    let held = councils::assignment::held(&into.db, ISSUER, ADMIN, into.db.clock().today()).await.expect("roles");
    let request = Arc::new(Request::new(Actor::signed_in(ISSUER.to_owned(), ADMIN.to_owned(), held), "r"));
    let mut remarks: Vec<String> = Vec::new();
    let mut tell = |remark: &Remark| remarks.push(format!("{remark:?}"));
    let reading = Reading { supply: EducationSupply::new(&into.db), request, source: "nav", tell: &mut tell };
    let address = Address::new(&format!("{}/emil3", from.url())).expect("an address");
    let runs = read_address(reading, &address, whole).await.expect("read");
    assert!(remarks.is_empty(), "{remarks:#?}");
    runs
}

/// What is everyone's here, a line an occasion: identifiers, days, place, places, whether at a distance and cancelled,
/// and what the effort says.
const GIVEN: &str = "SELECT 'e.kompetensnav.occasion_' || o.id || ' i.kompetensnav.effort_' || e.id || ' ' || \
    CAST(o.starts_on AS text) || ' ' || CAST(o.ends_on AS text) || ' ' || coalesce(o.municipality_code, '-') || ' ' || \
    CAST(o.capacity AS text) || ' ' || CASE WHEN o.delivery <> 'PLACE' THEN 'd' ELSE '-' END || \
    CASE WHEN o.status = 'CANCELLED' THEN 'c' ELSE '-' END || ' ' || coalesce(e.sun_field_code, '-') || ' ' || \
    coalesce(e.ssyk_code, '-') || ' ' || e.title \
    FROM occasions o JOIN efforts e ON e.id = o.effort_id WHERE o.status <> 'PLANNED' \
    AND e.status IN ('SCHEDULED', 'OPEN', 'RUNNING', 'COMPLETED', 'FOLLOWED_UP', 'CLOSED')";

/// The same as another service has read it.
const READ: &str = "SELECT e.identifier || ' ' || i.identifier || ' ' || \
    CAST(e.starts_on AS text) || ' ' || CAST(e.ends_on AS text) || ' ' || coalesce(e.municipality_code, '-') || ' ' || \
    CAST(e.places AS text) || ' ' || CASE WHEN e.is_distance THEN 'd' ELSE '-' END || \
    CASE WHEN e.is_cancelled THEN 'c' ELSE '-' END || ' ' || coalesce(i.sun_code, '-') || ' ' || \
    coalesce(i.ssyk_code, '-') || ' ' || i.title \
    FROM education_events e JOIN education_offerings i ON i.id = e.offering_id \
    WHERE e.source_key LIKE 'e.kompetensnav.%' AND e.removed_on IS NULL";

async fn lines(app: &App, sql: &str) -> BTreeSet<String> {
    app.texts(sql).await.into_iter().collect()
}

async fn what_leaves_is_read_into_another_service(app: DemoApp) {
    let (database, other) = another(&app).await;
    let server = LocalServer::open(app.router()).await.expect("a port");
    let runs = fetched(&other, &server, false).await;
    let given = lines(&app, GIVEN).await;
    assert!(given.len() > 10, "the demonstration has occasions: {}", given.len());
    assert_eq!(lines(&other, READ).await, given);
    assert!(runs.iter().all(|run| run.created > 0 && run.created == run.position), "{runs:#?}");
    let again = fetched(&other, &server, true).await;
    assert!(again.iter().all(|run| run.unchanged > 0 && run.unchanged == run.position), "{again:#?}");
    for list in LISTS {
        is_sound(list, &page(&app, &format!("{list}?size=2000")).await);
    }
    database.remove().await.expect("removed");
}

async fn what_is_withdrawn_is_taken_back_where_it_was_read(app: App) {
    let place = Place::open(app).await;
    let (database, other) = another(&place.app).await;
    let server = LocalServer::open(place.app.router()).await.expect("a port");
    let (effort, _) = place.effort(3).await;
    let created: Vec<i32> = fetched(&other, &server, false).await.iter().map(|run| run.created).collect();
    assert_eq!((created, lines(&other, READ).await.len()), (vec![1, 1], 1));
    place.for_a_reason("advanceEffort", "effort", &effort, "CANCEL").await;
    let removed: Vec<i32> = fetched(&other, &server, false).await.iter().map(|run| run.removed).collect();
    assert_eq!((removed, lines(&other, READ).await.len()), (vec![1, 1], 0));
    database.remove().await.expect("removed");
}

async fn an_efforts_page_leads_to_its_record(Open(app): Open) {
    let leader = Reader::of(&app, "process_leader").await;
    let own = "SELECT e.id FROM efforts e JOIN role_assignments r ON r.council_id = e.council_id \
               WHERE r.subject = 'demo-process-leader' AND e.status";
    let effort = async |status: &str| {
        let found = app.texts(&format!("{own} {status} ORDER BY e.id")).await;
        found.first().map(|id| format!("effort_{id}"))
    };
    let address = |id: &str| format!("/emil3/{INFOS}/i.kompetensnav.{id}");
    let given = effort("IN ('OPEN', 'RUNNING', 'COMPLETED', 'FOLLOWED_UP', 'CLOSED')").await.expect("an effort");
    let page = leader.get(&format!("/ting/{given}")).await;
    page.says(&[&format!("href=\"{}\"", address(&given))]);
    assert_eq!(leader.get(&address(&given)).await.status, StatusCode::OK);
    if let Some(idea) = effort("IN ('IDEA', 'TRIAGED', 'APPROVED', 'SOURCING', 'CANCELLED')").await {
        assert!(!leader.get(&format!("/ting/{idea}")).await.html.contains("/emil3/"));
        assert_eq!(leader.get(&address(&idea)).await.status, StatusCode::NOT_FOUND);
    }
}

async fn a_record_holds_no_more_than_any_answer(app: App) {
    let place = Place::open(app).await;
    let app = &place.app;
    let mut effort = place.planned(&json!({})).await;
    let occasion = place.occasion_of(&effort, &json!({})).await;
    place.step("advanceOccasion", "occasion", &occasion, "CONFIRM").await;
    for step in ["TRIAGE", "APPROVE", "SOURCE", "SCHEDULE"] {
        effort = place.step("advanceEffort", "effort", &effort, step).await;
    }
    let paths = [INFOS.to_owned(), format!("{INFOS}/{}", identifier("i", &effort))];
    for path in &paths {
        page(app, path).await;
    }
    let stored = effort["id"].as_str().and_then(|id| id.rsplit('_').next()).expect("an id");
    let set = async |value: &str| {
        let sql = format!("UPDATE efforts SET description = {value} WHERE id = '{stored}' RETURNING id");
        assert_eq!(app.texts(&sql).await.len(), 1);
    };
    // More than 32 MiB in the end, and each statement a short one.
    set(&format!("'{}'", "x".repeat(1_100))).await;
    for _ in 0..15 {
        set("description || description").await;
    }
    for path in &paths {
        let got = get(app, path).await;
        let told = (got.status, got.json()["code"].clone());
        assert_eq!(told, (StatusCode::BAD_REQUEST, json!("LIMIT_OPERATION_BYTES")), "{path}");
    }
}
