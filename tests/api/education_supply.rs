//! What others give, read from files and an address (`address`) as sources really write them, and found by everyone.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
};

use access::{Actor, Request};
use axum::{
    body::{Body, to_bytes},
    http::Request as Asking,
};
use education_supply::{EducationImport, EducationSupply, Remark};
use kompetensnav::education::{Reading, read_file};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::harness::{DemoApp, ISSUER, Loaded, needs::tests_folder, program::kompetensnav, trial::both};

mod address;
mod large;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        a_source_is_read_with_all_that_is_odd_in_it,
        a_second_reading_changes_nothing,
        a_later_reading_changes_what_it_says,
        an_interrupted_reading_goes_on_where_it_was,
        a_table_is_read_as_its_records_would_be,
        whoever_may_not_import_changes_nothing,
        everyone_finds_events_by_words_place_and_window,
        the_verb_tells_what_could_not_be_read,
        what_a_database_would_refuse_costs_the_others_nothing,
        what_is_taken_back_twice_is_news_once,
        a_file_that_was_written_anew_is_read_anew,
        events_are_counted_where_they_are_asked_for,
        near_a_municipality_is_by_kilometres,
        what_is_near_nothing_is_refused_by_name,
        occasions_of_our_own_are_found_by_distance_too,
    ];
    [own, address::tests(), large::tests()].into_iter().flatten().collect()
}

const ADMIN: &str = "demo-system-admin";

/// What came of a reading: the run, or what was told; and the remarks, as identifier, field and code.
type Outcome<T> = (Result<T, String>, Vec<(String, &'static str, String)>);

async fn request(app: &DemoApp, who: &str) -> Arc<Request> {
    let held = councils::assignment::held(&app.db, ISSUER, who, app.db.clock().today()).await.expect("roles");
    Arc::new(Request::new(Actor::signed_in(ISSUER.to_owned(), who.to_owned(), held), "r"))
}

pub(crate) async fn reading(app: &DemoApp, who: &str, path: &Path) -> Outcome<EducationImport> {
    let mut remarks = Vec::new();
    let mut tell = |remark: &Remark| remarks.push((remark.identifier.clone(), remark.field, remark.code.clone()));
    let (supply, request) = (EducationSupply::new(&app.db), request(app, who).await);
    let reading = Reading { supply, request, source: "trial", tell: &mut tell };
    let run = read_file(reading, path).await;
    (run, remarks)
}

async fn read(app: &DemoApp, file: &str) -> (EducationImport, Vec<(String, &'static str, String)>) {
    let (run, remarks) = reading(app, ADMIN, &fixture(file)).await;
    (run.expect("read"), remarks)
}

fn fixture(file: &str) -> PathBuf {
    tests_folder().join("api/education_supply").join(file)
}

/// Created, changed, removed, unchanged, refused.
fn counts(run: &EducationImport) -> [i32; 5] {
    [run.created, run.changed, run.removed, run.unchanged, run.refused]
}

/// The one event with this identifier.
async fn event(app: &DemoApp, identifier: &str) -> Value {
    let asked = "query($identifier: String) { educationEvents(first: 2, filter: { identifier: $identifier }) { nodes {
        identifier title providerCode execution startsOn endsOn municipality { code } town sites siteNames language { code }
        pacePercent isDistance mandatorySessions places fee { amount } url applyUntil isCancelled removedOn
        offering { identifier title isDescribed } } } }";
    let data = app.anonymous().ask(asked, json!({ "identifier": identifier })).await;
    let nodes = data["educationEvents"]["nodes"].as_array().expect("rows");
    assert_eq!(nodes.len(), 1, "{identifier}");
    nodes[0].clone()
}

async fn offering(app: &DemoApp, identifier: &str) -> Value {
    let asked = "query($identifier: String) { educationOfferings(first: 2, filter: { identifier: $identifier }) { nodes {
        title description schoolType configuration level { code } sun { code } seqf { code } credits creditSystem isVocational
        isDescribed events(first: 9) { totalCount } } } }";
    let data = app.anonymous().ask(asked, json!({ "identifier": identifier })).await;
    data["educationOfferings"]["nodes"][0].clone()
}

async fn count(app: &DemoApp, rows: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM {rows}")).await
}

async fn a_source_is_read_with_all_that_is_odd_in_it(app: DemoApp) {
    let (run, remarks) = read(&app, "first.json").await;
    assert_eq!((run.position, counts(&run)), (11, [5, 0, 0, 2, 4]));
    assert!(run.ended_at.is_some());
    let remark = |identifier: &str, field, code: &str| (identifier.to_owned(), field, code.to_owned());
    let all = [
        remark("i.prov.hs.bruten", "title", ""),
        remark("i.prov.hs.bruten", "lastEdited", ""),
        remark("e.prov.3", "locations.areaCode", "9999"),
        remark("e.prov.5", "education", ""),
        remark("e.prov.5", "execution.start", ""),
        remark("e.prov.6", "", ""),
        remark("", "", ""),
    ];
    assert_eq!(remarks, all);
    let welder = json!({ "title": "Provsvetsare", "description": "Provsvetsare\n\nDu lär dig TIG & MAG.", "schoolType": "YH",
        "configuration": "PROGRAMME", "level": { "code": "5" }, "sun": { "code": "521c" }, "seqf": { "code": "5" }, "credits": 22.5,
        "creditSystem": "YH", "isVocational": true, "isDescribed": true, "events": { "totalCount": 1 } });
    assert_eq!(offering(&app, "i.prov.yh.svets").await, welder);
    let first = event(&app, "E.Prov.1").await;
    assert_eq!(
        (&first["municipality"]["code"], &first["town"], &first["sites"]),
        (&json!("1980"), &json!("Västerås"), &json!(2))
    );
    assert!(first["siteNames"].as_str().expect("names").contains("Stockholm"), "{first:#}");
    let told = [
        &first["startsOn"],
        &first["execution"],
        &first["pacePercent"],
        &first["language"]["code"],
        &first["mandatorySessions"],
    ];
    assert_eq!(told, [&json!("2026-10-05"), &json!("DATED"), &json!(50), &json!("sv"), &json!(4)]);
    assert_eq!(first["offering"]["title"], "Provsvetsare");
    let second = event(&app, "e.prov.2").await;
    let told = [&second["startsOn"], &second["municipality"], &second["execution"], &second["isDistance"]];
    assert_eq!(told, [&Value::Null, &Value::Null, &json!("DATED_BY_STUDENT"), &json!(false)]);
    let named = event(&app, "e.prov.3").await["offering"].clone();
    assert_eq!(
        named,
        json!({ "identifier": "i.prov.okand.1", "title": "Provkurs utan beskrivning", "isDescribed": false })
    );
    assert_eq!(count(&app, "education_events WHERE source_key = 'e.prov.4'").await, 0);
}

async fn a_second_reading_changes_nothing(app: DemoApp) {
    let (first, _) = read(&app, "first.json").await;
    let rows = "SELECT id || version || content_hash FROM education_events ORDER BY id";
    let before = app.texts(rows).await;
    let (second, remarks) = read(&app, "first.json").await;
    assert_ne!(second.id, first.id);
    assert_eq!((second.position, counts(&second)), (11, [0, 0, 0, 7, 4]));
    // What was left out of a record that is not read again is not told again.
    assert!(remarks.iter().all(|(_, _, code)| code.is_empty()), "{remarks:?}");
    assert_eq!(app.texts(rows).await, before);
}

async fn a_later_reading_changes_what_it_says(app: DemoApp) {
    read(&app, "first.json").await;
    let (run, _) = read(&app, "later.json").await;
    assert_eq!(counts(&run), [1, 1, 1, 0, 0]);
    let first = event(&app, "e.prov.1").await;
    let told = [&first["startsOn"], &first["endsOn"], &first["isCancelled"], &first["removedOn"]];
    assert_eq!(told, [&json!("2026-10-19"), &Value::Null, &json!(true), &Value::Null]);
    // Taken back, and still there with what was said of it.
    let second = event(&app, "e.prov.2").await;
    assert_eq!((&second["removedOn"], &second["town"]), (&json!("2026-09-01"), &json!("Köping")));
    let described = event(&app, "e.prov.3").await["offering"].clone();
    assert_eq!((&described["title"], &described["isDescribed"]), (&json!("Provkurs med beskrivning"), &json!(true)));
    let (again, _) = read(&app, "later.json").await;
    assert_eq!(counts(&again), [0, 0, 0, 3, 0]);
    // Told of again, it is back.
    let (back, _) = read(&app, "first.json").await;
    assert_eq!((back.changed, event(&app, "e.prov.2").await["removedOn"].clone()), (2, Value::Null));
}

async fn an_interrupted_reading_goes_on_where_it_was(app: DemoApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cut.json");
    let record = |n| format!(r#"{{"id":"e.cut.{n}","status":"ACTIVE","content":{{"education":"i.cut.1"}}}},"#);
    let records: String = (0..900).map(record).collect();
    std::fs::write(&path, format!("{{\"educationEvents\":[{records}{{\"id\":\"e.cut.900")).expect("written");
    for _ in 0..2 {
        let (run, remarks) = reading(&app, ADMIN, &path).await;
        let told = run.expect_err("it breaks off");
        assert!(told.ends_with("after record 900") && remarks.is_empty(), "{told}");
        assert_eq!(count(&app, "education_events WHERE source_key LIKE 'e.cut.%'").await, 900);
        let at_the_same =
            "education_imports WHERE position = 900 AND created = 900 AND unchanged = 0 AND ended_at IS NULL";
        assert_eq!(count(&app, at_the_same).await, 1);
    }
    assert_eq!(count(&app, "education_offerings WHERE source_key = 'i.cut.1'").await, 1);
}

async fn a_table_is_read_as_its_records_would_be(app: DemoApp) {
    let (run, remarks) = read(&app, "table.csv").await;
    assert_eq!((counts(&run), remarks), ([3, 0, 0, 0, 1], vec![("tab.3".to_owned(), "execution.end", String::new())]));
    let first = event(&app, "tab.1").await;
    let told = [
        &first["municipality"]["code"],
        &first["pacePercent"],
        &first["places"],
        &first["fee"]["amount"],
        &first["isDistance"],
    ];
    assert_eq!(told, [&json!("0180"), &json!(50), &json!(1200), &json!("1500.00"), &json!(false)]);
    assert_eq!(first["offering"]["title"], "Provtabell");
    let second = event(&app, "tab.2").await;
    assert_eq!((&second["sites"], &second["isDistance"], &second["startsOn"]), (&json!(0), &json!(true), &Value::Null));
    assert_eq!(offering(&app, "tab.kurs").await["description"], "Rader & kolumner");
}

async fn read_text(app: &DemoApp, json: &str) -> EducationImport {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("text.json");
    std::fs::write(&path, json).expect("written");
    reading(app, ADMIN, &path).await.0.expect("read")
}

async fn what_a_database_would_refuse_costs_the_others_nothing(app: DemoApp) {
    // More than an index of PostgreSQL holds, and nothing that could be packed.
    let long: String = (1..400_u64).map(|n| format!("{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let event = |id: &str, education: &str| {
        let content = json!({ "education": education, "providers": ["p.\u{0}vid"] });
        json!({ "id": id, "status": "ACTIVE", "content": content })
    };
    let records = [
        event(&format!("e.vid.{long}"), "i.vid.1"),
        event("e.vid.\u{0}1", "i.vid.1"),
        event("e.vid.2", "i.vid.\u{0}1"),
        event("e.vid.3", &format!("i.vid.{long}")),
    ];
    let run = read_text(&app, &json!({ "educationEvents": records }).to_string()).await;
    assert_eq!(counts(&run), [2, 0, 0, 0, 2]);
    assert_eq!(count(&app, "education_events WHERE source_key IN ('e.vid. 1', 'e.vid.2')").await, 2);
}

async fn what_is_taken_back_twice_is_news_once(app: DemoApp) {
    read(&app, "first.json").await;
    for (status, expected) in [("DELETED", [0, 0, 1, 0, 0]), ("EXPIRED", [0, 0, 0, 1, 0])] {
        let gone = json!({ "educationEvents": [{ "id": "e.prov.2", "status": status, "content": null }] });
        assert_eq!(counts(&read_text(&app, &gone.to_string()).await), expected, "{status}");
    }
}

async fn a_file_that_was_written_anew_is_read_anew(app: DemoApp) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("anew.json");
    let filler = "x".repeat(1400);
    // It differs beyond the first mebibyte only, and where it ends.
    let text = |places: i32, end: &str| {
        let record = |n: i32| {
            let places = if n == 850 { places } else { 12 };
            let content = format!(r#"{{"education":"i.anew.1","places":{places},"extensions":"{filler}"}}"#);
            format!(r#"{{"id":"e.anew.{n}","status":"ACTIVE","content":{content}}},"#)
        };
        format!("{{\"educationEvents\":[{}{end:<9}", (0..900).map(record).collect::<String>())
    };
    std::fs::write(&path, text(12, "{\"id\":\"e.")).expect("written");
    reading(&app, ADMIN, &path).await.0.expect_err("it breaks off");
    std::fs::write(&path, text(34, "]}")).expect("written");
    let run = reading(&app, ADMIN, &path).await.0.expect("read");
    assert_eq!(counts(&run), [0, 1, 0, 899, 0]);
    assert_eq!(event(&app, "e.anew.850").await["places"], 34);
}

async fn events_are_counted_where_they_are_asked_for(app: DemoApp) {
    let event = |n: usize, area: &str| {
        let content = json!({ "education": "i.here.1", "locations": { "areaCode": area }, "execution": { "start": "2026-10-05" } });
        json!({ "id": format!("e.here.{n}"), "status": "ACTIVE", "content": content })
    };
    let offering = json!({ "id": "i.here.1", "status": "ACTIVE", "content": { "title": "Platskursen" } });
    let pages = json!([offering, event(1, "1980"), event(2, "1983"), event(3, "0180"), event(4, "")]);
    read_text(&app, &pages.to_string()).await;
    for (place, expected) in [
        ("", 4),
        ("&lan=19", 2),
        ("&kommun=0180", 1),
        // From Västerås it is 39 km to Köping and 88 to Stockholm.
        ("&nara-kommun=1980", 2),
        ("&nara-kommun=1980&inom-km=38", 1),
        ("&nara-kommun=1980&inom-km=88", 3),
        ("&nara-kommun=2584&inom-km=100", 0),
    ] {
        let address = format!("/fragor/utbud-for-ett-behovs-ord.json?ord=platskursen{place}");
        let signed_in = format!("Bearer {}", app.token(ADMIN));
        let request = Asking::get(address).header("authorization", signed_in).body(Body::empty()).expect("a request");
        let body = app.router().oneshot(request).await.expect("the router always answers").into_body();
        let answer: Value = serde_json::from_slice(&to_bytes(body, 1 << 20).await.expect("a body")).expect("JSON");
        let rows = answer["rows"].as_array().expect("rows").iter();
        let counted: Vec<_> = rows.map(|row| (&row["events_starting"], &row["events_unplaced"])).collect();
        assert_eq!(counted, [(&json!(expected), &json!(1))], "{place}: {answer:#}");
    }
}

/// Events in Göteborg, Mölndal, Borås and Kiruna, one without a municipality, and one of another offering in Kiruna.
async fn near_and_far(app: &DemoApp) {
    let event = |name: &str, offering: &str, area: &str| {
        let site = if area.is_empty() { json!({ "town": "Göteborg" }) } else { json!({ "areaCode": area }) };
        let content = json!({ "education": offering, "providers": ["p.near"], "locations": [site] });
        json!({ "id": format!("e.near.{name}"), "status": "ACTIVE", "content": content })
    };
    let pages = json!([
        event("goteborg", "i.near.1", "1480"),
        event("molndal", "i.near.1", "1481"),
        event("boras", "i.near.1", "1490"),
        event("kiruna", "i.near.1", "2584"),
        event("unplaced", "i.near.1", ""),
        event("far", "i.near.2", "2584"),
    ]);
    assert_eq!(counts(&read_text(app, &pages.to_string()).await), [6, 0, 0, 0, 0]);
}

async fn near_a_municipality_is_by_kilometres(app: DemoApp) {
    near_and_far(&app).await;
    let asked = "query($by: EducationEventFilter!, $from: String) { educationEvents(first: 9, filter: $by) {
        totalCount nodes { identifier kmFrom(municipality: $from) fromKiruna: kmFrom(municipality: \"2584\") nowhere: kmFrom } } }";
    let found = async |by: Value, from: Value| {
        let by = json!({ "and": [{ "providerCode": { "eq": "p.near" } }, by] });
        let mut data = app.anonymous().ask(asked, json!({ "by": by, "from": from })).await;
        let Value::Array(nodes) = data["educationEvents"]["nodes"].take() else { panic!("no rows: {data:#}") };
        assert_eq!(data["educationEvents"]["totalCount"], nodes.len());
        assert!(nodes.iter().all(|node| node["nowhere"].is_null()), "{nodes:#?}");
        nodes
    };
    let names = |nodes: &[Value]| {
        let name = |node: &Value| node["identifier"].as_str().expect("a text").trim_start_matches("e.near.").to_owned();
        let mut names: Vec<String> = nodes.iter().map(name).collect();
        names.sort_unstable();
        names
    };
    for (near, expected) in [
        (json!({ "municipality": "1480", "withinKm": 14 }), vec!["goteborg"]),
        (json!({ "municipality": "1480", "withinKm": 15 }), vec!["goteborg", "molndal"]),
        (json!({ "municipality": "1480" }), vec!["goteborg", "molndal"]),
        (json!({ "municipality": "1480", "withinKm": 63 }), vec!["boras", "goteborg", "molndal"]),
        (json!({ "municipality": "2584", "withinKm": 1 }), vec!["far", "kiruna"]),
        (json!({ "municipality": "0980", "withinKm": 1 }), vec![]),
        (json!({ "municipality": "1480", "withinKm": 2000 }), vec!["boras", "far", "goteborg", "kiruna", "molndal"]),
        (json!({ "withinKm": 1 }), vec!["boras", "far", "goteborg", "kiruna", "molndal", "unplaced"]),
    ] {
        assert_eq!(names(&found(json!({ "near": near }), Value::Null).await), expected, "{near}");
    }
    // Those without a municipality are asked for, and counted, beside the near ones.
    let near = json!({ "near": { "municipality": "1480", "withinKm": 20 } });
    let unplaced = json!({ "municipality": { "isNull": true } });
    assert_eq!(names(&found(unplaced.clone(), Value::Null).await), ["unplaced"]);
    let either = found(json!({ "or": [near, unplaced] }), json!("1480")).await;
    let km = |name: &str| {
        let is_it = |node: &&Value| node["identifier"] == format!("e.near.{name}");
        let node = either.iter().find(is_it).unwrap_or_else(|| panic!("no {name}: {either:#?}"));
        (node["kmFrom"].clone(), node["fromKiruna"].clone())
    };
    assert_eq!(either.len(), 3);
    assert_eq!(km("goteborg"), (json!(0), json!(1244)));
    assert_eq!(km("molndal").0, 15);
    assert_eq!(km("unplaced"), (Value::Null, Value::Null));
    let asked = "query($near: NearFilter) { educationOfferings(first: 9, filter: { someEvent: {
        providerCode: { eq: \"p.near\" }, near: $near } }) { nodes { identifier } } }";
    for (from, expected) in [("1480", vec!["i.near.1"]), ("2584", vec!["i.near.1", "i.near.2"]), ("0980", vec![])] {
        let data = app.anonymous().ask(asked, json!({ "near": { "municipality": from, "withinKm": 100 } })).await;
        let offerings = data["educationOfferings"]["nodes"].as_array().expect("rows").iter();
        let mut found: Vec<&str> = offerings.map(|one| one["identifier"].as_str().expect("a text")).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{from}");
    }
}

async fn what_is_near_nothing_is_refused_by_name(app: DemoApp) {
    let asked = "query($near: NearFilter) { educationEvents(first: 1, filter: { near: $near }) { totalCount } }";
    for (near, field, rule) in [
        (json!({ "municipality": "9999" }), "near.municipality", "CODE_IS_UNKNOWN"),
        (json!({ "municipality": "1917", "withinKm": 10 }), "near.municipality", "CODE_IS_UNKNOWN"),
        (json!({ "municipality": "Göteborg" }), "near.municipality", "CODE_IS_UNKNOWN"),
        (json!({ "municipality": "1480", "withinKm": 0 }), "near.withinKm", "NUMBER_IS_OUT_OF_RANGE"),
        (json!({ "municipality": "1480", "withinKm": 2001 }), "near.withinKm", "NUMBER_IS_OUT_OF_RANGE"),
        (json!({ "withinKm": -1 }), "near.withinKm", "NUMBER_IS_OUT_OF_RANGE"),
    ] {
        let (_, answer) = app.anonymous().answer(asked, json!({ "near": near })).await;
        let told = &answer["errors"][0]["extensions"];
        assert_eq!((&told["field"], &told["rule"]), (&json!(field), &json!(rule)), "{near}: {answer:#}");
    }
    let (_, answer) = app.anonymous().answer(asked, json!({ "near": { "municipality": "9999", "withinKm": 0 } })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID", "both faults: {answer:#}");
    near_and_far(&app).await;
    let asked = "{ educationEvents(first: 1, filter: { near: { municipality: \"2584\", withinKm: 1 } }) {
        nodes { kmFrom(municipality: \"9999\") } } }";
    let (_, answer) = app.anonymous().answer(asked, json!({})).await;
    assert_eq!(answer["errors"][0]["extensions"]["field"], "municipality", "{answer:#}");
    for (question, asked, words) in [
        ("utbildningstillfallen-i-utbudet", "nara-kommun=9999&inom-km=0", ["nara-kommun", "inom-km"]),
        // Without a municipality to reckon from a distance says nothing.
        ("utbildningstillfallen-i-utbudet", "inom-km=100", ["PARAMETER_NEEDS_ANOTHER", "Nära kommun (nara-kommun)"]),
        (
            "utbud-for-ett-behovs-ord",
            "inom-km=100&sprak=en",
            ["PARAMETER_NEEDS_ANOTHER", "Near municipality (nara-kommun)"],
        ),
    ] {
        let address = format!("/fragor/{question}.json?{asked}");
        let signed_in = format!("Bearer {}", app.token(ADMIN));
        let request = Asking::get(address).header("authorization", signed_in).body(Body::empty()).expect("a request");
        let answer = app.router().oneshot(request).await.expect("the router always answers");
        assert_eq!(answer.status(), 400, "{asked}");
        let body = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        let told = String::from_utf8(body.to_vec()).expect("UTF-8");
        for name in words {
            assert!(told.contains(name), "{name}: {told}");
        }
    }
}

async fn occasions_of_our_own_are_found_by_distance_too(app: DemoApp) {
    let asked = "query($by: OccasionFilter!) { occasions(first: 1, filter: $by) {
        totalCount nodes { municipality { code } } } }";
    let found =
        async |by: Value| app.speak_as("demo-hub-manager").ask(asked, json!({ "by": by })).await["occasions"].take();
    let placed = found(json!({ "municipality": { "isNull": false } })).await;
    let here = &placed["nodes"][0]["municipality"]["code"];
    assert!(here.is_string(), "{placed:#}");
    let at = json!({ "municipality": { "eq": here } });
    let near = json!({ "near": { "municipality": here, "withinKm": 1 } });
    assert_eq!(found(near).await["totalCount"], found(at).await["totalCount"]);
    let everywhere = json!({ "near": { "municipality": here, "withinKm": 2000 } });
    assert_eq!(found(everywhere).await["totalCount"], placed["totalCount"]);
}

async fn whoever_may_not_import_changes_nothing(app: DemoApp) {
    let before = count(&app, "education_imports").await;
    for who in ["demo-council-member", "demo-provider", "demo-public-reader"] {
        let (run, _) = reading(&app, who, &fixture("first.json")).await;
        assert!(run.is_err(), "{who}");
    }
    assert_eq!(count(&app, "education_imports").await, before);
    let (run, _) = reading(&app, "demo-hub-coordinator", &fixture("first.json")).await;
    assert_eq!(run.expect("read").created, 5);
}

async fn everyone_finds_events_by_words_place_and_window(app: DemoApp) {
    read(&app, "first.json").await;
    let asked = "query($by: EducationEventFilter!) {
        educationEvents(first: 9, filter: $by, orderBy: [{ field: STARTS_ON }]) { nodes { identifier } } }";
    let found = async |by: Value| {
        let by = json!({ "and": [{ "providerCode": { "eq": "p.prov.1" } }, by] });
        let data = app.anonymous().ask(asked, json!({ "by": by })).await;
        let nodes = data["educationEvents"]["nodes"].as_array().expect("rows").clone();
        nodes.iter().map(|node| node["identifier"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    for (by, expected) in [
        (json!({}), vec!["e.prov.1", "e.prov.3", "e.prov.2"]),
        (json!({ "startsOn": { "from": "2026-10-01", "to": "2026-10-31" } }), vec!["e.prov.1"]),
        (json!({ "startsOn": { "isNull": true } }), vec!["e.prov.2"]),
        (json!({ "matches": "stockholm" }), vec!["e.prov.1"]),
        (json!({ "matches": "köping" }), vec!["e.prov.2"]),
        (json!({ "county": { "eq": "19" } }), vec!["e.prov.1"]),
        (json!({ "municipality": { "isNull": true } }), vec!["e.prov.3", "e.prov.2"]),
        (json!({ "isDistance": { "eq": true } }), vec!["e.prov.1"]),
        (json!({ "pacePercent": { "lte": 50 } }), vec!["e.prov.1"]),
        (json!({ "offering": { "sun": { "within": "52" } } }), vec!["e.prov.1"]),
        (json!({ "offering": { "matches": "provsvetsare mag" } }), vec!["e.prov.1"]),
        (json!({ "offering": { "schoolType": { "eq": "VUXGY" } } }), vec!["e.prov.2"]),
        (json!({ "offering": { "isDescribed": { "eq": false } } }), vec!["e.prov.3"]),
    ] {
        assert_eq!(found(by.clone()).await, expected, "{by}");
    }
    read(&app, "later.json").await;
    assert_eq!(found(json!({ "isOffered": true })).await, ["e.prov.3"]);
    assert_eq!(found(json!({ "isOffered": false })).await, ["e.prov.1", "e.prov.2"]);
}

async fn the_verb_tells_what_could_not_be_read(Loaded(database): Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("kompetensnav.toml");
    // 32 times 7, as in all tests.
    std::fs::write(&config, "seal_key = \"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\"\n").expect("written");
    let run = async |more: &[&str]| {
        let mut command = kompetensnav();
        command.env("KOMPETENSNAV_DATABASE_URL", database.url()).arg("education").arg("--config").arg(&config);
        command.args(["--as", "kompetensnav-demo|demo-system-admin"]).args(more);
        let done = command.stdin(Stdio::null()).output().await.expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (done.status.code(), text(done.stdout), text(done.stderr))
    };
    let file = |name| fixture(name).display().to_string();
    let (status, told, summed) = run(&[&file("first.json")]).await;
    assert_eq!(status, Some(1), "{summed}");
    let broken: Vec<&str> = told.lines().filter(|line| line.starts_with("8\te.prov.5\t")).collect();
    assert_eq!(broken.len(), 2, "{told}");
    assert!(broken[0].ends_with("\tThe event belongs to no offering."), "{told}");
    assert!(told.contains("(9999)"), "{told}");
    assert!(summed.contains("11 read: 5 created, 0 changed, 0 removed, 2 unchanged, 4 refused"), "{summed}");
    let (status, told, summed) = run(&[&file("later.json")]).await;
    assert_eq!((status, told.as_str()), (Some(0), ""), "{summed}");
    let (status, _, told) = run(&["--from-address"]).await;
    assert!(status == Some(1) && told.contains("education_supply.address"), "{told}");
}
