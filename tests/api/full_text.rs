//! What was written about learning is found by its words, regularly inflected, by those who may read it and by nobody else.

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode};
use kernel::words::kept;
use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use store::Dialect;
use tower::ServiceExt;

use crate::harness::{DemoApp, Empty, Speaker, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_lesson_is_found_in_regular_inflections,
        a_lesson_is_found_by_its_verbs_whatever_their_tense,
        short_words_are_found_as_they_are_written,
        signs_and_operators_of_either_database_are_only_signs,
        blanks_find_all_and_signs_alone_nothing,
        a_search_has_a_length,
        what_is_changed_is_found_by_its_new_words_only,
        each_noun_is_found_by_what_is_written_in_it,
        a_question_of_the_library_searches_lessons,
        insights_are_found_by_their_own_only,
        what_lies_outside_the_reach_changes_neither_count_nor_order,
        what_was_there_before_gets_the_words_that_writing_gives,
        more_rows_than_one_statement_takes_get_their_words,
    ]
}

const RECORD: &str = "mutation($input: RecordLessonInput!) { recordLesson(input: $input) {
    lesson { id } userErrors { code path } } }";
const CHANGE: &str = "mutation($input: ChangeLessonInput!) { changeLesson(input: $input) {
    lesson { id } userErrors { code path } } }";
const REGISTER: &str = "mutation($input: RegisterWorkplaceInput!) { registerWorkplace(input: $input) {
    workplace { id } userErrors { code path } } }";
const PLAN: &str = "mutation($input: PlanReflectionInput!) { planReflection(input: $input) {
    reflection { id } userErrors { code path } } }";
const HOLD: &str = "mutation($input: HoldReflectionInput!) { holdReflection(input: $input) {
    reflection { id } userErrors { code path } } }";
const SHARE: &str = "mutation($input: ShareReflectionNotesInput!) { shareReflectionNotes(input: $input) {
    reflection { id } userErrors { code path } } }";
const AGREE: &str = "mutation($input: AgreeChangeInput!) { agreeChange(input: $input) {
    change { id } userErrors { code path } } }";

const MEASURE: &str = "mutation($input: AddPrincipleMeasureInput!) { addPrincipleMeasure(input: $input) {
    measure { id } userErrors { code path } } }";

const LESSONS: &str = "query($words: String, $id: [ID!]) {
    lessons(first: 50, filter: { matches: $words, id: { in: $id } }, orderBy: [{ field: TITLE }]) { totalCount } }";

/// The id of what a mutation made.
async fn made(speaker: &Speaker<'_>, mutation: &str, input: Value) -> Value {
    let data = speaker.ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object().and_then(|data| data.values().next()).expect("a payload");
    assert_eq!(payload["userErrors"], json!([]), "{input}");
    let fields = payload.as_object().expect("fields");
    fields.iter().find(|(name, _)| *name != "userErrors").expect("what was made").1["id"].clone()
}

/// An anchor of the subject's own role.
async fn own(app: &DemoApp, subject: &str, anchor: &str) -> Value {
    let data = app.speak_as(subject).ask("{ viewer { roles { organisationId projectId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().map(|held| &held[anchor]).find(|id| id.is_string()).expect("an anchor").clone()
}

/// A lesson of the project manager's.
async fn lesson(app: &DemoApp, title: &str, text: &str) -> Value {
    let project = own(app, "demo-project-manager", "projectId").await;
    let input = json!({ "projectId": project, "kind": "SUCCESS_FACTOR", "title": title, "text": text });
    made(&app.speak_as("demo-project-manager"), RECORD, input).await
}

/// A measure for a horizontal principle, of this project of the project manager's.
async fn measure(app: &DemoApp, project: &Value) -> Value {
    let input = json!({ "projectId": project, "principle": "GENDER_EQUALITY",
        "measure": "Principerna tas upp i alla ledarutbildningar" });
    made(&app.speak_as("demo-project-manager"), MEASURE, input).await
}

/// Whether everybody finds this one by these words.
async fn finds(app: &DemoApp, words: &str, lesson: &Value) -> bool {
    let data = app.anonymous().ask(LESSONS, json!({ "words": words, "id": [lesson] })).await;
    data["lessons"]["totalCount"] == 1
}

/// Everybody finds this one by each of `these` words, and by none of `others`, which leave it where it is.
async fn is_found_by(app: &DemoApp, lesson: &Value, these: &[&str], others: &[&str]) {
    for words in others {
        assert!(!finds(app, words, lesson).await, "{words}");
    }
    for words in these {
        assert!(finds(app, words, lesson).await, "{words}");
    }
}

async fn a_lesson_is_found_in_regular_inflections(app: DemoApp) {
    let text = "Framgångsfaktorerna var kvinnornas nätverk och A\u{30a}rs långa SAMARBETEN med skolan; kafé och öl.";
    let lesson = lesson(&app, "Utbildningarna", text).await;
    let these = [
        "utbildning",
        "UTBILDNINGENS",
        "utbildn",
        "kvinna",
        "kvinnor framgångsfaktor",
        "nätverket",
        "skola, samarbete",
        "skolor och samarbetet",
        "års",
        "a\u{30a}rs",
        "KAFE",
        "öl",
        "nätverk framgångsfaktor utbildning",
    ];
    let others = ["ars", "ol", "ål", "natverk", "bildning", "utb", "utbildning verkstad", "skolledare", "kvinnojour"];
    is_found_by(&app, &lesson, &these, &others).await;
}

async fn a_lesson_is_found_by_its_verbs_whatever_their_tense(app: DemoApp) {
    let text = "Ribban höjdes när vi läste och bestämde. Det stärkte programmet i städerna, som har använt det och utvecklats.";
    let lesson = lesson(&app, "Vad som genomfördes", text).await;
    let these = [
        "höja",
        "höjer",
        "höjs",
        "höjts",
        "läsa",
        "läser läst",
        "bestämma",
        "bestämmer",
        "stärka program",
        "stärkts",
        "genomföra",
        "genomförts",
        "utveckla",
        "utvecklar",
    ];
    // Stems that change are searched for in each form.
    let others = ["stad", "använda", "höjning", "läge", "bestå"];
    is_found_by(&app, &lesson, &these, &others).await;
}

/// They have no stem to share with other inflections, and are in no longer word.
async fn short_words_are_found_as_they_are_written(app: DemoApp) {
    let lesson = lesson(&app, "Ett nytt år", "Vi vill öka på, ha en ny it-chef i år och få fler att gå en kurs.").await;
    let these = ["öka", "ÖKA", "ny", "år", "it", "gå", "få", "öka ny år", "nytt"];
    let others = ["ökade", "nya", "åren", "gick", "ök", "åri"];
    is_found_by(&app, &lesson, &these, &others).await;
}

async fn signs_and_operators_of_either_database_are_only_signs(app: DemoApp) {
    let lesson = lesson(&app, "Near and not", "it's \"svets\" -- : svets* & (svarv) | !ritning ^plåt {words} OR").await;
    let these = [
        "svets",
        "\"svets\"",
        "'svets'",
        "svets*",
        "svets:*",
        "svets & svarv",
        "svets | svarv",
        "!svets",
        "-svets",
        "^svets",
        "words:svets",
        "{words} : svets",
        "svets <-> svarv",
        "(svets",
        "svets)",
        "svets\\",
        "svets AND svarv",
        "svets or ritning",
        "not near",
        "NEAR(svets svarv)",
        "near\u{a0}and",
    ];
    let others = [
        "svets OR bageri",
        "svarv NOT bageri",
        "svets | bageri",
        "NEAR(svets bageri)",
        "'svets' or 1=1",
        "svets'); DROP TABLE lessons; --words near",
    ];
    is_found_by(&app, &lesson, &these, &others).await;
}

async fn blanks_find_all_and_signs_alone_nothing(app: DemoApp) {
    let count = async |words: Value| {
        app.anonymous().ask(LESSONS, json!({ "words": words })).await["lessons"]["totalCount"].clone()
    };
    let all = count(Value::Null).await;
    assert!(all.as_i64() > Some(1), "{all}");
    for blank in ["", " ", "\u{a0}\n\t", "\u{200b}"] {
        assert_eq!(count(json!(blank)).await, all, "{blank:?}");
    }
    for signs in ["*", "\"", "'", "\"\"", "' '", "!!! – …", "& | !", ":*", "%", "_", "()", "\\"] {
        assert_eq!(count(json!(signs)).await, 0, "{signs:?}");
    }
    // A word that binds others is looked for where it stands alone, and only there.
    assert_ne!(count(json!("och")).await, 0);
    assert_eq!(count(json!("yrkesnätverk med samverkansformer")).await, 1);
}

async fn a_search_has_a_length(app: DemoApp) {
    let asked = async |words: &str| app.anonymous().answer(LESSONS, json!({ "words": words })).await;
    let (status, answer) = asked(&"ö ".repeat(100)).await;
    assert_eq!((status, &answer["data"]["lessons"]["totalCount"]), (StatusCode::OK, &json!(0)), "{answer:#}");
    for (words, rule) in [("ö".repeat(201), "TEXT_LENGTH_IS_WRONG"), ("a\u{7}".to_owned(), "TEXT_HOLDS_AN_ODD_SIGN")] {
        let (_, answer) = asked(&words).await;
        let told = &answer["errors"][0]["extensions"];
        let expected = (&json!("INVALID"), &json!("filter.matches"), &json!(rule));
        assert_eq!((&told["code"], &told["field"], &told["rule"]), expected, "{answer:#}");
    }
    assert_eq!(app.anonymous().error(LESSONS, json!({ "words": "a\0" })).await, "BAD_USER_INPUT");
}

async fn what_is_changed_is_found_by_its_new_words_only(app: DemoApp) {
    let lesson = lesson(&app, "Verkstadens lärdom", "Svetsarna lär av varandra").await;
    assert!(finds(&app, "svetsare verkstad", &lesson).await);
    let changed = json!({ "id": lesson, "expectedVersion": 1, "kind": "STATEMENT", "title": "Köksmästarens ord",
        "text": "Kockarna lär av varandra", "saidBy": "Köksmästaren" });
    made(&app.speak_as("demo-project-manager"), CHANGE, changed).await;
    is_found_by(&app, &lesson, &["kock", "köksmästare kockar", "varandra"], &["svetsare", "verkstad"]).await;
    if app.db.dialect() == Dialect::Sqlite {
        // Written anew, a file may number its rows anew.
        app.db.connection().execute_unprepared("VACUUM").await.expect("written anew");
        assert!(finds(&app, "kock", &lesson).await);
    }
}

/// The longest word of a text.
fn telling(text: &Value) -> String {
    let words = text.as_str().expect("a text").split(|c: char| !c.is_alphanumeric());
    words.max_by_key(|word| word.chars().count()).expect("a word").to_owned()
}

async fn each_noun_is_found_by_what_is_written_in_it(app: DemoApp) {
    for (list, kind, text) in [
        ("lessons", "Lesson", "text"),
        ("learningMeetings", "LearningMeeting", "title"),
        ("professionalNetworks", "ProfessionalNetwork", "role"),
        ("learningMaterials", "LearningMaterial", "prompt"),
        ("sustainedResults", "SustainedResult", "practice"),
        ("educationOfferings", "EducationOffering", "title"),
    ] {
        let first = format!("{{ {list}(first: 1) {{ nodes {{ id {text} }} }} }}");
        let first = app.anonymous().ask(&first, json!({})).await[list]["nodes"][0].clone();
        let asked = format!(
            "query($by: {kind}Filter!) {{ all: {list}(first: 1) {{ totalCount }}
                found: {list}(first: 1, filter: $by) {{ totalCount nodes {{ id }} }} }}"
        );
        let count = async |by: Value| {
            let data = app.anonymous().ask(&asked, json!({ "by": by })).await;
            (data["found"]["totalCount"].as_i64().expect("a count"), data["all"]["totalCount"].as_i64())
        };
        let word = telling(&first[text]).to_uppercase();
        let one = json!({ "matches": word, "id": { "eq": first["id"] } });
        assert_eq!(count(one).await.0, 1, "{list}: {word}");
        let (with, all) = count(json!({ "matches": word })).await;
        let (without, _) = count(json!({ "not": { "matches": word } })).await;
        assert_eq!(Some(with + without), all, "{list}: {word}");
        assert_eq!(count(json!({ "matches": format!("{word} ingenstans") })).await.0, 0, "{list}");
    }
    let project = own(&app, "demo-project-manager", "projectId").await;
    let measure = measure(&app, &project).await;
    let asked = "query($id: ID!, $words: String) { node(id: $id) { ... on Project {
        principleMeasures(first: 50, filter: { matches: $words }) { nodes { id } } } } }";
    for (words, expected) in [("ledarutbildningen princip", json!([{ "id": measure }])), ("ingenstans", json!([]))] {
        let data = app.anonymous().ask(asked, json!({ "id": project, "words": words })).await;
        assert_eq!(data["node"]["principleMeasures"]["nodes"], expected, "{words}");
    }
}

async fn a_question_of_the_library_searches_lessons(app: DemoApp) {
    let titles = async |query: &str| {
        let request = Request::get(format!("/fragor/lardomar.json?{query}")).body(Body::empty()).expect("a request");
        let (parts, body) = app.router().oneshot(request).await.expect("the router always answers").into_parts();
        let bytes = to_bytes(body, 16 << 20).await.expect("a body");
        let answer: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        assert_eq!(parts.status, StatusCode::OK, "{query}: {answer:#}");
        let rows = answer["rows"].as_array().expect("rows").iter();
        rows.map(|row| row["lesson"].as_str().expect("a title").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles("ord=samverkansform+insatsen").await, ["Tjänstespecifika yrkesnätverk"]);
    assert_eq!(titles("ord=utbildningssystem").await, ["Samarbete med det offentliga utbildningssystemet"]);
    assert_eq!(titles("ord=ingenstans").await, Vec::<String>::new());
    assert_eq!(titles("ord=yrkesn%C3%A4tverk&lardom=STATEMENT").await, Vec::<String>::new());
}

const CONTACT: &str = "demo-org-contact";
const STRANGER: &str = "demo-other-org-contact";
const REFLECTIONS: &str = "query($words: String) { reflections(first: 50, filter: { matches: $words }) {
    totalCount nodes { id } } }";

/// A reflection whose insight is `went_wrong`, and what it agreed.
async fn reflection(app: &DemoApp, subject: &str, went_wrong: &str, what: &str) -> Value {
    let (speaker, employer) = (app.speak_as(subject), own(app, subject, "organisationId").await);
    let name = format!("Monteringen: {what}");
    let place = json!({ "organisationId": employer, "name": name, "openedOn": "2021-01-11" });
    let workplace = made(&speaker, REGISTER, place).await;
    let plan = json!({ "workplaceId": workplace, "kind": "AFTER_ACTION_REVIEW", "plannedOn": "2026-08-24" });
    let id = made(&speaker, PLAN, plan).await;
    let hold = json!({ "id": id, "expectedVersion": 1, "heldOn": "2026-08-24", "minutes": 5, "attendeeCount": 8 });
    made(&speaker, HOLD, hold).await;
    let insights = json!({ "wentWrong": went_wrong, "wentWrongTheme": "TIME" });
    made(&speaker, SHARE, json!({ "id": id, "expectedVersion": 2, "insights": insights })).await;
    let agree = json!({ "reflectionId": id, "expectedVersion": 3, "responsible": "arbetsledare", "what": what,
        "dueOn": "2026-10-01" });
    made(&speaker, AGREE, agree).await;
    id
}

async fn insights_are_found_by_their_own_only(app: DemoApp) {
    let id = reflection(&app, CONTACT, "Skruvdragarna var oladdade", "Laddstation vid montörernas bänkar").await;
    for subject in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-council-member", "demo-system-admin"] {
        let found = app.speak_as(subject).ask(REFLECTIONS, json!({ "words": "skruvdragare" })).await;
        assert_eq!(found["reflections"], json!({ "totalCount": 0, "nodes": [] }), "{subject}");
    }
    let nobody = app.anonymous().ask(REFLECTIONS, json!({ "words": "skruvdragare" })).await;
    assert_eq!(nobody["reflections"]["totalCount"], 0);
    let contact = app.speak_as(CONTACT);
    for (words, expected) in [("skruvdragare", json!([{ "id": id }])), ("skruvdragare laddstationer", json!([]))] {
        let found = contact.ask(REFLECTIONS, json!({ "words": words })).await;
        assert_eq!(found["reflections"]["nodes"], expected, "{words}");
    }
    let changes = "query($words: String, $id: ID!) { reflections(first: 50, filter: {
        id: { eq: $id }, someAgreedChange: { matches: $words } }) { totalCount } }";
    for (words, found) in [("laddstationen", 1), ("montör bänk", 1), ("skruvdragare", 0)] {
        let data = contact.ask(changes, json!({ "words": words, "id": id })).await;
        assert_eq!(data["reflections"]["totalCount"], found, "{words}");
    }
}

async fn what_lies_outside_the_reach_changes_neither_count_nor_order(app: DemoApp) {
    let first = reflection(&app, CONTACT, "Truckarna stod still", "Byt däck").await;
    let second = reflection(&app, CONTACT, "Truckförarna väntade", "Byt schema").await;
    let asked = async || app.speak_as(CONTACT).ask(REFLECTIONS, json!({ "words": "truck" })).await;
    let before = asked().await;
    assert_eq!(before["reflections"]["totalCount"], 2, "{before:#}");
    let nodes = before["reflections"]["nodes"].as_array().expect("rows");
    assert!([first, second].iter().all(|id| nodes.iter().any(|node| node["id"] == *id)), "{before:#}");
    for (told, change) in [("Trucken var trasig", "Byt truck"), ("Truckarna igen", "Byt alla truckar")] {
        reflection(&app, STRANGER, told, change).await;
    }
    assert_eq!(asked().await, before);
}

const SEARCHED: [&str; 8] = [
    "lessons",
    "learning_meetings",
    "professional_networks",
    "materials",
    "reflections",
    "agreed_changes",
    "sustained_results",
    "principle_measures",
];

/// The first column of every row.
pub(crate) async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

/// The steps from the one that gave words to the last.
fn steps() -> u32 {
    let steps = Migrator::migrations();
    let at = steps.iter().position(|step| step.name() == "m0027_words").expect("a step");
    u32::try_from(steps.len() - at).expect("a number of steps")
}

async fn what_was_there_before_gets_the_words_that_writing_gives(app: DemoApp) {
    let lesson = lesson(&app, "Gamla lärdomar", "Svetsarna lär av varandra").await;
    reflection(&app, CONTACT, "Skruvdragarna var oladdade", "Laddstation vid montörernas bänkar").await;
    measure(&app, &own(&app, "demo-project-manager", "projectId").await).await;
    let connection = app.db.connection();
    let words = async || {
        let mut words = Vec::new();
        for table in SEARCHED {
            words.push(texts(connection, &format!("SELECT id || ' ' || words_key FROM {table} ORDER BY id")).await);
        }
        words
    };
    let written = words().await;
    for (table, rows) in SEARCHED.iter().zip(&written) {
        // A reflection that nobody has written of yet has none.
        assert!(rows.iter().any(|row| row.trim_end().contains(' ')), "{table}: {rows:?}");
    }
    Migrator::down(connection, Some(steps())).await.expect("down");
    Migrator::up(connection, None).await.expect("up");
    assert_eq!(words().await, written);
    assert!(finds(&app, "svetsare", &lesson).await);
}

async fn more_rows_than_one_statement_takes_get_their_words(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    let before = u32::try_from(Migrator::migrations().len()).expect("a number of steps") - steps();
    Migrator::up(&connection, Some(before)).await.expect("up");
    for sql in [
        "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at)
            VALUES ('a', 1, false, 'A', 'a', 'COMPANY', false, 0)",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1201)
            INSERT INTO materials (id, version, organisation_id, kind, title, title_key, prompt, prompt_minutes, status,
                published_on)
            SELECT CAST(i AS text), 1, 'a', 'FILM', 'Film', 'film', 'Frågor', 5, 'PUBLISHED', '2026-01-01' FROM n",
    ] {
        connection.execute_unprepared(sql).await.expect("inserted");
    }
    Migrator::up(&connection, None).await.expect("up");
    let words = texts(&connection, "SELECT words_key FROM materials").await;
    let expected = kept([Some("Film"), Some("Frågor")]);
    assert!(words.len() == 1201 && words.iter().all(|words| *words == expected), "{expected}: {words:?}");
}
