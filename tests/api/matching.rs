//! What could answer a need: the supply of others and a hub's own, scored term by term, for whoever reads the need; and where one can go
//! from an occupation.

use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    education_supply::reading,
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::stored,
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    both![
        the_best_stand_first_and_each_score_is_its_terms,
        each_term_says_what_it_comes_from,
        what_has_no_days_is_told_of_and_what_is_over_is_not,
        an_effort_with_an_occasion_to_come_is_among_them,
        pages_follow_each_other,
        of_many_of_a_code_those_that_are_given_longest_are_looked_at,
        a_need_that_is_not_read_has_no_matches,
        what_is_asked_wrongly_is_refused,
        the_statements_follow_neither_the_needs_nor_the_supply,
        a_needs_page_tells_of_them,
        occupations_that_one_can_go_to_are_told_with_needs_and_efforts,
    ]
}

const LEADER: &str = "demo-process-leader";
const MANAGER: &str = "demo-hub-manager";
/// A skill that nothing in the demonstration teaches.
const SKILL: &str = "GaTy_U4j_HQd";
/// Of an occupation that nothing in the demonstration leads to or is near.
const SUPPLY: &str = "Identifierare;Utbildning;Titel;SSYK;Kompetens;Kommun;Start;Slut;Studietakt;Distans;Språk;Avgift
e.same;i.same;Samma;6130;GaTy_U4j_HQd;1480;2026-10-05;2026-12-01;25;;swe;12000
e.broader;i.broader;Vidare;613;;1490;2026-10-05;2026-12-31;50;;;
e.related;i.related;Närliggande;6121;;;2026-10-05;;;ja;;
e.farther;i.farther;Besläktat;2134;;0180;2027-02-01;;100;;eng;
e.undated;i.undated;Utan dagar;6130;;;;;;;;
e.over;i.over;Har varit;6130;;1480;2026-02-02;2026-05-01;25;;swe;
e.other;i.other;Annat yrke;2260;;1480;2026-10-05;2026-12-01;25;;swe;
e.uncoded;i.uncoded;Utan koder;;;1480;2026-10-05;2026-12-01;25;;swe;
";

const MATCHES: &str = "matches(first: 100, language: \"sv\") { cursor title startsOn score
    terms { ground input weight term explanation(lang: SV) }
    offering { id title } event { startsOn offering { id } } effort { id } occasion { id } }";

pub(crate) async fn supply(app: &DemoApp, rows: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("supply.csv");
    std::fs::write(&path, rows).expect("written");
    let (run, remarks) = reading(app, "demo-system-admin", &path).await;
    assert_eq!(run.expect("read").refused, 0, "{remarks:?}");
    assert!(remarks.is_empty(), "{remarks:?}");
}

/// A need of people at work in Göteborg, by the end of the year.
async fn need(app: &DemoApp) -> Value {
    let query = "{ viewer { roles { councilId } } }";
    let council = app.speak_as(LEADER).ask(query, json!({})).await["viewer"]["roles"][0]["councilId"].take();
    let input = json!({ "councilId": council, "title": "Blandad drift", "basis": "INCUMBENTS", "cause": "GROWTH",
        "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12, "neededBy": "2026-12-31",
        "codes": { "skill": SKILL, "ssyk": "6130", "municipality": "1480" } });
    act(app, LEADER, "reportNeed", "need { id }", input).await["id"].take()
}

async fn asked(app: &DemoApp, need: &Value, matches: &str) -> Vec<Value> {
    let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on Need {{ {matches} }} }} }}");
    let mut data = app.speak_as(LEADER).ask(&query, json!({ "id": need })).await;
    match data["node"]["matches"].take() {
        Value::Array(matches) => matches,
        other => panic!("no list: {other:#}"),
    }
}

async fn found(app: &DemoApp) -> Vec<Value> {
    supply(app, SUPPLY).await;
    asked(app, &need(app).await, MATCHES).await
}

fn titles(matches: &[Value]) -> Vec<&str> {
    matches.iter().map(|one| one["title"].as_str().expect("a title")).collect()
}

fn titled<'a>(matches: &'a [Value], title: &str) -> &'a Value {
    matches.iter().find(|one| one["title"] == title).unwrap_or_else(|| panic!("no {title}: {:?}", titles(matches)))
}

fn term<'a>(one: &'a Value, ground: &str) -> &'a Value {
    one["terms"].as_array().and_then(|terms| terms.iter().find(|term| term["ground"] == ground)).expect("a term")
}

async fn the_best_stand_first_and_each_score_is_its_terms(app: DemoApp) {
    let matches = found(&app).await;
    let score = |one: &Value| one["score"].as_i64().expect("a score");
    let scores: Vec<(&str, i64)> = titles(&matches).into_iter().zip(matches.iter().map(score)).collect();
    let (equals, others): (Vec<_>, Vec<_>) = scores.iter().copied().partition(|(_, score)| *score == 2_000);
    assert_eq!(others, [("Samma", 8_640), ("Vidare", 3_585), ("Närliggande", 3_500), ("Besläktat", 500)]);
    let mut named: Vec<&str> = equals.iter().map(|(title, _)| *title).collect();
    named.sort_unstable();
    assert_eq!(named, ["Har varit", "Utan dagar"]);
    assert!(scores.is_sorted_by(|(_, one), (_, next)| one >= next), "{scores:?}");
    let equals: Vec<&str> = matches
        .iter()
        .filter(|one| one["score"] == 2_000)
        .map(|one| one["cursor"].as_str().expect("a cursor"))
        .collect();
    assert!(equals.is_sorted(), "{equals:?}");
    for one in &matches {
        let terms = one["terms"].as_array().expect("terms");
        assert_eq!(terms.len(), 9);
        assert_eq!(terms.iter().filter_map(|term| term["weight"].as_i64()).sum::<i64>(), 100);
        assert_eq!(terms.iter().filter_map(|term| term["term"].as_i64()).sum::<i64>(), score(one), "{one:#}");
        for term in terms {
            let reckoned = term["input"].as_i64().unwrap_or(0) * term["weight"].as_i64().expect("a weight");
            assert_eq!(term["term"], reckoned, "{term:#}");
        }
        assert_eq!(one["offering"]["title"], one["title"]);
    }
}

async fn each_term_says_what_it_comes_from(app: DemoApp) {
    let matches = found(&app).await;
    let told = |title: &str, ground: &str| {
        term(titled(&matches, title), ground)["explanation"].as_str().expect("a text").to_owned()
    };
    assert_eq!(told("Samma", "SKILL"), "Kompetens (samma: 1-färgstryck): 100 × 30 = 3000");
    assert_eq!(told("Vidare", "SKILL"), "Kompetens: okänt, räknas inte (utbildningen anger ingen kompetens)");
    assert_eq!(
        told("Vidare", "PLACE"),
        "Plats (där det ges, fågelvägen från där det behövs: Borås, 63 km): 69 × 15 = 1035"
    );
    assert_eq!(told("Närliggande", "PLACE"), "Plats (på distans): 100 × 15 = 1500");
    assert_eq!(told("Besläktat", "START"), "Tid (börjar efter att det behövs: 2027-02-01): 0 × 10 = 0");
    assert_eq!(told("Samma", "PRICE"), "Avgift (avgift: 12000 kr): 88 × 5 = 440");
    assert_eq!(told("Vidare", "LEVEL"), "Nivå: okänt, räknas inte (utbildningen anger ingen nivå)");
    let inputs = |ground: &str| {
        ["Samma", "Vidare", "Närliggande", "Besläktat"]
            .map(|title| term(titled(&matches, title), ground)["input"].clone())
    };
    assert_eq!(inputs("OCCUPATION"), [json!(100), json!(60), json!(50), json!(25)]);
    assert_eq!(inputs("PACE"), [json!(100), json!(70), Value::Null, json!(0)]);
    assert_eq!(inputs("LANGUAGE"), [json!(100), Value::Null, Value::Null, json!(0)]);
}

async fn what_has_no_days_is_told_of_and_what_is_over_is_not(app: DemoApp) {
    let matches = found(&app).await;
    let undated = titled(&matches, "Utan dagar");
    assert_eq!((&undated["startsOn"], &undated["event"]["startsOn"]), (&Value::Null, &Value::Null));
    assert_eq!(undated["event"]["offering"]["id"], undated["offering"]["id"], "it has an event without days");
    let explained = &term(undated, "START")["explanation"];
    assert_eq!(*explained, "Tid: okänt, räknas inte (ingen första dag är angiven)");
    let over = titled(&matches, "Har varit");
    assert_eq!(over["event"], Value::Null);
    let explained = &term(over, "START")["explanation"];
    assert_eq!(*explained, "Tid: okänt, räknas inte (inget kommande tillfälle är känt)");
    let titles = titles(&matches);
    assert!(!titles.contains(&"Annat yrke") && !titles.contains(&"Utan koder"), "{titles:?}");
    let gone = "Identifierare;Utbildning;Titel;SSYK;Kommun;Start;Ansökan till;Borttagen
e.same;i.same;Samma;6130;;;;ja
e.late;i.late;Stängd;6130;1480;2026-10-05;2026-08-31;
";
    supply(&app, gone).await;
    let matches = asked(&app, &need(&app).await, MATCHES).await;
    for title in ["Samma", "Stängd"] {
        assert_eq!(titled(&matches, title)["event"], Value::Null, "{title}");
    }
}

async fn an_effort_with_an_occasion_to_come_is_among_them(app: DemoApp) {
    supply(&app, SUPPLY).await;
    let need = need(&app).await;
    let to_come = "SELECT min(o.id) FROM occasions o JOIN efforts e ON e.id = o.effort_id
        WHERE o.status = 'CONFIRMED' AND o.starts_on >= '2026-09-01' AND e.status IN ('SCHEDULED', 'OPEN', 'RUNNING')";
    let occasion = stored(&app, to_come).await;
    let effort = stored(&app, &format!("SELECT effort_id FROM occasions WHERE id = '{occasion}'")).await;
    let change = async |sql: String| {
        app.db.connection().execute_unprepared(&sql).await.expect(&sql);
    };
    change(format!("UPDATE occasions SET status = 'CANCELLED' WHERE effort_id = '{effort}'")).await;
    change(format!(
        "UPDATE efforts SET title = 'Egen insats', ssyk_code = '6130', skill_code = NULL, hours = 40,
             accessibility = 'Lättläst material.' WHERE id = '{effort}'"
    ))
    .await;
    let as_is = |status: &str| {
        format!(
            "UPDATE occasions SET status = '{status}', starts_on = '2026-10-05', ends_on = '2026-11-01',
                 municipality_code = '1480', delivery = 'PLACE' WHERE id = '{occasion}'"
        )
    };
    for hidden in ["PLANNED", "ONGOING", "CANCELLED"] {
        change(as_is(hidden)).await;
        let matches = asked(&app, &need, MATCHES).await;
        assert!(!titles(&matches).contains(&"Egen insats"), "{hidden}");
    }
    change(as_is("CONFIRMED")).await;
    let matches = asked(&app, &need, MATCHES).await;
    let own = titled(&matches, "Egen insats");
    let ids = (json!(format!("effort_{effort}")), json!(format!("occasion_{occasion}")));
    assert_eq!((&own["effort"]["id"], &own["occasion"]["id"]), (&ids.0, &ids.1));
    assert_eq!(
        (&own["offering"], &own["startsOn"], &own["score"]),
        (&Value::Null, &json!("2026-10-05"), &json!(5_300))
    );
    assert_eq!(titles(&matches)[..3], ["Samma", "Egen insats", "Vidare"]);
}

async fn pages_follow_each_other(app: DemoApp) {
    let whole = found(&app).await;
    let need = need(&app).await;
    let (mut paged, mut after) = (Vec::new(), Value::Null);
    loop {
        let matches = format!("matches(first: 2, after: {after}, language: \"sv\") {{ cursor title score }}");
        let page = asked(&app, &need, &matches).await;
        let Some(last) = page.last() else { break };
        after = last["cursor"].clone();
        paged.extend(page);
    }
    let told = |matches: &[Value]| -> Vec<Value> { matches.iter().map(|one| one["cursor"].clone()).collect() };
    assert_eq!(told(&paged), told(&whole));
    assert_eq!(asked(&app, &need, "matches { cursor }").await.len(), whole.len().min(10));
}

async fn of_many_of_a_code_those_that_are_given_longest_are_looked_at(app: DemoApp) {
    let offering = |name: String, expires: &str| {
        json!({ "id": format!("i.{name}"), "status": "ACTIVE", "content": { "title": name, "expires": expires,
            "subjects": [{ "type": "AUB_Subject", "code": "6130" }] } })
    };
    let over = (0..40).map(|n| offering(format!("over {n}"), "2026-08-31T00:00:00"));
    let soon = (0..25).map(|n| offering(format!("soon {n}"), "2026-09-30T00:00:00"));
    let records: Vec<Value> = over.chain(soon).chain([offering("lasting".to_owned(), "2027-12-31T00:00:00")]).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("supply.json");
    std::fs::write(&path, json!({ "educationInfos": records }).to_string()).expect("written");
    assert_eq!(reading(&app, "demo-system-admin", &path).await.0.expect("read").created, 66);
    let matches = asked(&app, &need(&app).await, MATCHES).await;
    let of = |kind: &str| titles(&matches).into_iter().filter(|title| title.starts_with(kind)).count();
    assert_eq!([of("lasting"), of("soon"), of("over")], [1, 19, 0]);
}

async fn a_need_that_is_not_read_has_no_matches(app: DemoApp) {
    supply(&app, SUPPLY).await;
    let need = need(&app).await;
    let query = "query($id: ID!) { node(id: $id) { ... on Need { matches { cursor } } } }";
    for speaker in [app.anonymous(), app.speak_as("demo-public-reader"), app.speak_as("demo-other-org-contact")] {
        assert_eq!(speaker.ask(query, json!({ "id": need })).await["node"], Value::Null);
    }
    let listed = app.anonymous().ask("{ needs(first: 5) { nodes { matches { cursor } } } }", json!({})).await;
    assert_eq!(listed["needs"]["nodes"], json!([]));
}

async fn what_is_asked_wrongly_is_refused(app: DemoApp) {
    let need = need(&app).await;
    for wrong in ["first: 0", "first: 101", "language: \"klingonska\""] {
        let query =
            format!("query($id: ID!) {{ node(id: $id) {{ ... on Need {{ matches({wrong}) {{ cursor }} }} }} }}");
        assert_eq!(app.speak_as(LEADER).error(&query, json!({ "id": need })).await, "INVALID", "{wrong}");
    }
}

/// How many statements the query sends at least, of several runs: whether a role was changed is looked for once a second.
async fn sent(app: &DemoApp, first: i32) -> u64 {
    let query = "query($n: Int!) { needs(first: $n, filter: { ssyk: { isNull: false } }) { nodes { id
        matches(first: 3) { score offering { title } event { startsOn } effort { title } occasion { startsOn } } } } }";
    let mut least = u64::MAX;
    for _ in 0..4 {
        let before = app.db.statements_sent();
        let data = app.speak_as(MANAGER).ask(query, json!({ "n": first })).await;
        least = least.min(app.db.statements_sent() - before);
        let needs = data["needs"]["nodes"].as_array().expect("needs");
        assert!(needs.iter().any(|need| need["matches"].as_array().is_some_and(|matches| !matches.is_empty())));
    }
    least
}

async fn the_statements_follow_neither_the_needs_nor_the_supply(app: DemoApp) {
    let many = sent(&app, 100).await;
    // The needs; offerings and efforts, by skill and by occupation each; events and occasions; the offerings that are shown.
    assert!((7..=8).contains(&many), "{many}");
    assert!(sent(&app, 12).await <= many);
    let row = |n: i32| format!("e.more.{n};i.more.{n};Svets {n};7212;1480;2026-10-05\n");
    let more: String = (0..200).map(row).collect();
    supply(&app, &format!("Identifierare;Utbildning;Titel;SSYK;Kommun;Start\n{more}")).await;
    assert_eq!(sent(&app, 100).await, many);
}

async fn a_needs_page_tells_of_them(Open(app): Open) {
    supply(&app, SUPPLY).await;
    let need = need(&app).await;
    let address = format!("/ting/{}", need.as_str().expect("an id"));
    let page = Reader::of(&app, "process_leader").await.get(&address).await;
    page.says(&[
        "Utbildning som kan svara mot behovet",
        "Utan dagar",
        "Kompetens (samma: 1-färgstryck): 100 × 30 = 3000",
    ]);
}

/// An occupation, and one that its holders can step into, with that one's group.
const LEFT: &str = "Sbzf_iBA_MAS";
const NEXT: &str = "17FS_XzU_AQ4";

async fn occupations_that_one_can_go_to_are_told_with_needs_and_efforts(app: DemoApp) {
    let query = "query($left: String!, $first: Int!) { transitions(occupation: $left, first: $first) {
        occupation { code } group { code } percentage needs { id } efforts { title } } }";
    let told = async |subject: Option<&str>| -> Value {
        let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
        let data = speaker.ask(query, json!({ "left": LEFT, "first": 100 })).await;
        let all = data["transitions"].as_array().expect("occupations");
        assert!(all.is_sorted_by(|one, next| one["percentage"].as_i64() >= next["percentage"].as_i64()), "{all:#?}");
        all.iter().find(|one| one["occupation"]["code"] == NEXT).expect("the next one").clone()
    };
    let alone = told(None).await;
    assert_eq!((&alone["percentage"], &alone["needs"]), (&json!(75), &json!([])));

    // A need counts when it is qualified, for those who read it.
    let need = need(&app).await;
    let codes = json!({ "id": need, "expectedVersion": 1, "codes": { "occupation": NEXT } });
    assert_eq!(told(Some(LEADER)).await["needs"], json!([]));
    act(&app, "demo-hub-coordinator", "qualifyNeed", "need { id }", codes).await;
    assert_eq!(told(Some(LEADER)).await["needs"], json!([{ "id": need }]));
    for stranger in [None, Some("demo-other-org-contact")] {
        assert_eq!(told(stranger).await["needs"], json!([]), "{stranger:?}");
    }

    // An effort for the group counts while it is public and goes on.
    let group = alone["group"]["code"].as_str().expect("a group");
    let effort = stored(&app, "SELECT min(id) FROM efforts WHERE status = 'OPEN'").await;
    for (status, expected) in [("OPEN", true), ("COMPLETED", false), ("IDEA", false), ("SCHEDULED", true)] {
        let sql = format!(
            "UPDATE efforts SET title = 'Vägen dit', ssyk_code = '{group}', status = '{status}' WHERE id = '{effort}'"
        );
        app.db.connection().execute_unprepared(&sql).await.expect(&sql);
        let efforts = told(None).await["efforts"].take();
        let is_told = efforts.as_array().expect("efforts").contains(&json!({ "title": "Vägen dit" }));
        assert_eq!(is_told, expected, "{status}: {efforts:#}");
    }
    for (left, first) in [("okänt", 5), (LEFT, 0), (LEFT, 101)] {
        let (_, answer) = app.anonymous().answer(query, json!({ "left": left, "first": first })).await;
        assert!(answer["errors"][0].is_object(), "{left} {first}: {answer:#}");
    }
}
