//! Files that want nothing but columns read them as columns: field by field they say what the graph says, of the same rows,
//! to the same callers.

use std::collections::BTreeMap;

use gateway::objects::node::is_read_as_column;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::get;
use crate::{
    columns::{TYPES, types},
    harness::{
        DemoApp, Engine,
        trial::{both, only},
    },
};

pub fn tests() -> Vec<Trial> {
    let told: Vec<Trial> = both![
        every_field_of_a_file_is_the_graphs,
        a_file_shows_each_reader_their_own_rows,
        a_file_keeps_its_order_from_page_to_page,
        a_row_that_cannot_be_read_spoils_no_other_answer,
    ];
    let prepared: Vec<Trial> =
        only![Engine::Postgres, "SQLite does not tell which statements it was sent"; columns_alone_are_read];
    told.into_iter().chain(prepared).collect()
}

const OWNER: &str = "demo-org-contact";
const READER: &str = "demo-hub-manager";
const SAVE: &str = "mutation($input: SaveQuestionInput!) { saveQuestion(input: $input) {
    savedQuestion { id version } userErrors { code message } } }";
const PUBLISH: &str = "mutation($input: PublishQuestionInput!) { publishQuestion(input: $input) {
    savedQuestion { status } userErrors { code message } } }";

/// A field of a row, as a path and as the document asks for it.
struct Asked {
    path: String,
    selection: String,
}

/// Kind and name of the type below lists and non-nulls, and whether it is a list.
fn named(mut of: &Value) -> (&str, &str, bool) {
    let mut is_list = false;
    while of["name"].is_null() {
        is_list |= of["kind"] == "LIST";
        of = &of["ofType"];
    }
    (of["kind"].as_str().unwrap_or_default(), of["name"].as_str().unwrap_or_default(), is_list)
}

/// The plain fields of a type, those of its coded values, and, one relation away, the same of what it points at.
fn asked(types: &BTreeMap<&str, &Value>, of: &str, further: bool) -> Vec<Asked> {
    let mut all = Vec::new();
    for field in types[of]["fields"].as_array().expect("fields") {
        let name = field["name"].as_str().expect("a name");
        let (kind, below, is_list) = named(&field["type"]);
        if is_list || field["args"].as_array().is_some_and(|args| !args.is_empty()) {
            continue;
        }
        match kind {
            "SCALAR" | "ENUM" => all.push(Asked { path: name.to_owned(), selection: name.to_owned() }),
            "OBJECT" if below == "CodeValue" => {
                all.push(Asked { path: format!("{name}.code"), selection: format!("{name} {{ code }}") });
            }
            "OBJECT" if further => all.extend(asked(types, below, false).into_iter().map(|inner| Asked {
                path: format!("{name}.{}", inner.path),
                selection: format!("{name} {{ {} }}", inner.selection),
            })),
            _ => {}
        }
    }
    all
}

/// A list's ids and these fields, by pages, in this order.
fn document(list: &str, order: &str, fields: &[&Asked]) -> String {
    let selections: Vec<&str> = fields.iter().map(|asked| asked.selection.as_str()).collect();
    let order = if order.is_empty() { String::new() } else { format!(", orderBy: {order}") };
    format!(
        "query($first: Int!, $after: String) {{ {list}(first: $first, after: $after{order}) {{ \
         nodes {{ key: id {} }} pageInfo {{ hasNextPage endCursor }} }} }}",
        selections.join(" ")
    )
}

/// Publishes them as a question for everyone signed in.
async fn publish(app: &DemoApp, slug: &str, list: &str, order: &str, fields: &[&Asked]) -> String {
    let document = document(list, order, fields);
    let column = |(at, path): (usize, &str)| {
        let name = if at == 0 { "key".to_owned() } else { format!("field_{at}") };
        json!({ "name": name, "path": path, "type": "text", "label": { "sv": name, "en": name } })
    };
    let paths = std::iter::once("key").chain(fields.iter().map(|asked| asked.path.as_str()));
    let definition = json!({
        "theme": "insatser",
        "title": { "sv": slug, "en": slug },
        "ingress": { "sv": "Prov.", "en": "A trial." },
        "rows": format!("{list}.nodes"),
        "column": paths.enumerate().map(column).collect::<Vec<_>>(),
    });
    let contact = app.speak_as(OWNER);
    let viewer = contact.ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let input = json!({ "organisationId": viewer["viewer"]["roles"][0]["organisationId"], "slug": slug,
        "sharing": "SIGNED_IN", "document": document, "definition": definition });
    let saved = contact.ask(SAVE, json!({ "input": input })).await["saveQuestion"].clone();
    assert_eq!(saved["userErrors"], json!([]), "{document}");
    let saved = &saved["savedQuestion"];
    let input = json!({ "id": saved["id"], "expectedVersion": saved["version"] });
    let published = contact.ask(PUBLISH, json!({ "input": input })).await["publishQuestion"].clone();
    assert_eq!(published["savedQuestion"]["status"], "PUBLISHED", "{published:#}");
    document
}

/// The rows of a question's file.
async fn file(app: &DemoApp, reader: &str, slug: &str) -> Vec<Value> {
    let told = get(app, Some(reader), &format!("/fragor/{slug}.json")).await.well().json();
    told["rows"].as_array().expect("rows").clone()
}

/// The rows that the graph answers the same document with, by small pages.
async fn rows(app: &DemoApp, reader: &str, list: &str, document: &str) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let data = app.speak_as(reader).ask(document, json!({ "first": 100, "after": after })).await;
        all.extend(data[list]["nodes"].as_array().expect("nodes").iter().cloned());
        if data[list]["pageInfo"]["hasNextPage"] == false {
            return all;
        }
        after = data[list]["pageInfo"]["endCursor"].clone();
    }
}

/// A value as a text column says it.
fn said(row: &Value, path: &str) -> Value {
    match path.split('.').fold(row, |at, name| &at[name]) {
        Value::Null => Value::Null,
        Value::String(text) => json!(text),
        other => json!(other.to_string()),
    }
}

/// Root lists that one reader has rows of, and what the rows are.
const LISTS: [(&str, &str); 17] = [
    ("needs", "Need"),
    ("efforts", "Effort"),
    ("occasions", "Occasion"),
    ("enrolments", "Enrolment"),
    ("participations", "Participation"),
    ("outcomes", "Outcome"),
    ("organisations", "Organisation"),
    ("industryCouncils", "IndustryCouncil"),
    ("councils", "Council"),
    ("hubs", "Hub"),
    ("projects", "Project"),
    ("learningMeetings", "LearningMeeting"),
    ("professionalNetworks", "ProfessionalNetwork"),
    ("lessons", "Lesson"),
    ("sustainedResults", "SustainedResult"),
    ("educationEvents", "EducationEvent"),
    ("educationOfferings", "EducationOffering"),
];

async fn every_field_of_a_file_is_the_graphs(app: DemoApp) {
    let schema = app.speak_as(READER).ask(TYPES, json!({})).await;
    let types = types(&schema);
    let (mut fields, mut values) = (0, 0);
    for (list, of) in LISTS {
        let all = asked(&types, of, true);
        let columns: Vec<&Asked> = all.iter().filter(|asked| is_read_as_column(of, &asked.path)).collect();
        let graph = rows(&app, READER, list, &document(list, "", &columns)).await;
        let slug = format!("allt-om-{}", list.to_lowercase());
        publish(&app, &slug, list, "", &columns).await;
        let file = file(&app, READER, &slug).await;
        assert!(!graph.is_empty() && file.len() == graph.len(), "{list}: {} rows, {}", graph.len(), file.len());
        for (told, row) in file.iter().zip(&graph) {
            assert_eq!(told["key"], row["key"], "{list}: rows or their order differ");
            for (at, asked) in columns.iter().enumerate() {
                let told = &told[format!("field_{}", at + 1)];
                assert_eq!(*told, said(row, &asked.path), "{list}.{} of {}", asked.path, row["key"]);
                values += usize::from(!told.is_null());
            }
        }
        fields += columns.len();
    }
    assert!(fields > 250 && values > 10_000, "only {fields} fields with {values} values");
}

/// What a fact table of enrolments needs: its own fields and the keys and names of what they hang on.
fn facts() -> Vec<Asked> {
    let asked = |path: &str, selection: &str| Asked { path: path.to_owned(), selection: selection.to_owned() };
    vec![
        asked("status", "status"),
        asked("day", "day: startedOn"),
        asked("minutes", "minutes"),
        asked("course.key", "course: effort { key: id }"),
        asked("effort.title", "effort { title }"),
        asked("effort.ssyk.code", "effort { ssyk { code } }"),
        asked("organisation.name", "organisation { name }"),
        asked("participation.sex", "participation { sex }"),
        asked("hub.name", "hub { name }"),
    ]
}

async fn a_file_shows_each_reader_their_own_rows(app: DemoApp) {
    let facts = facts();
    let document = publish(&app, "fakta", "enrolments", "", &facts.iter().collect::<Vec<_>>()).await;
    let readers = [OWNER, READER, "demo-project-manager", "demo-participant", "demo-process-leader", "demo-provider"];
    let mut seen = Vec::new();
    for reader in readers {
        let (file, graph) = (file(&app, reader, "fakta").await, rows(&app, reader, "enrolments", &document).await);
        assert_eq!(file.len(), graph.len(), "{reader}");
        for (told, row) in file.iter().zip(&graph) {
            assert_eq!(told["key"], row["key"], "{reader}");
            for (at, asked) in facts.iter().enumerate() {
                let field = format!("field_{}", at + 1);
                assert_eq!(told[&field], said(row, &asked.path), "{reader}: {} of {}", asked.path, row["key"]);
            }
        }
        seen.push(file.len());
    }
    let (most, least) = (seen.iter().max().expect("readers"), seen.iter().min().expect("readers"));
    assert!(*most > 100 && least < most, "readers see {seen:?} rows");
}

async fn a_file_keeps_its_order_from_page_to_page(app: DemoApp) {
    let by_day = "[{ field: APPLIED_ON, direction: DESC }]";
    let by_status = "[{ field: STATUS }, { field: APPLIED_ON }]";
    let asked = |name: &str| Asked { path: name.to_owned(), selection: name.to_owned() };
    // What it is ordered by may be among the columns or not.
    let cases: [(&str, &[&str]); 3] =
        [(by_day, &["appliedOn"]), (by_day, &["minutes"]), (by_status, &["minutes", "status"])];
    for (at, (order, names)) in cases.into_iter().enumerate() {
        let fields: Vec<Asked> = names.iter().map(|name| asked(name)).collect();
        let slug = format!("i-ordning-{at}");
        let document = publish(&app, &slug, "enrolments", order, &fields.iter().collect::<Vec<_>>()).await;
        let (file, graph) = (file(&app, READER, &slug).await, rows(&app, READER, "enrolments", &document).await);
        assert!(file.len() > 2_000, "{} rows are no two pages", file.len());
        let keys = |rows: &[Value]| rows.iter().map(|row| row["key"].clone()).collect::<Vec<_>>();
        assert_eq!(keys(&file), keys(&graph), "{order}");
    }
}

async fn a_row_that_cannot_be_read_spoils_no_other_answer(app: DemoApp) {
    let fields = [Asked { path: "registeredAt".to_owned(), selection: "registeredAt".to_owned() }];
    publish(&app, "nar", "organisations", "", &fields.iter().collect::<Vec<_>>()).await;
    publish(&app, "rad", "councils", "", &fields.iter().collect::<Vec<_>>()).await;
    let (sound, councils) = (file(&app, READER, "nar").await, file(&app, READER, "rad").await);
    assert!(sound.len() > 3 && !councils.is_empty());
    let one = "SELECT id FROM organisations ORDER BY id LIMIT 1 OFFSET 2";
    let was = app.number(&format!("SELECT created_at FROM organisations WHERE id = ({one})")).await;
    let set = async |at: i64| {
        let sql = format!("UPDATE organisations SET created_at = {at} WHERE id = ({one})");
        sea_orm::ConnectionTrait::execute_unprepared(app.db.connection(), &sql).await.expect("changed");
    };
    // No calendar reaches so far.
    set(i64::MAX).await;
    for _ in 0..6 {
        let told = get(&app, Some(READER), "/fragor/nar.csv").await;
        assert_eq!((told.status.as_u16(), told.json()["code"].clone()), (500, json!("INTERNAL")), "{}", told.text());
        assert_eq!(file(&app, READER, "rad").await, councils);
    }
    set(was).await;
    assert_eq!(file(&app, READER, "nar").await, sound);
}

async fn columns_alone_are_read(app: DemoApp) {
    let facts = facts();
    publish(&app, "fakta", "enrolments", "", &facts.iter().collect::<Vec<_>>()).await;
    let mut least = u64::MAX;
    for _ in 0..4 {
        let before = app.db.statements_sent();
        file(&app, READER, "fakta").await;
        least = least.min(app.db.statements_sent() - before);
    }
    // One asks after another, so that they were all prepared on the connection that answers here.
    let kept = app.texts("SELECT statement FROM pg_prepared_statements").await;
    let reads = |start: &str| kept.iter().any(|text| text.starts_with(start));
    assert!(reads(r#"SELECT "enrolments"."id", "enrolments"."status", "enrolments"."started_on", "#), "{kept:#?}");
    assert!(reads(r#"SELECT "organisations"."id", "organisations"."name" FROM"#), "{kept:#?}");
    let pages = app.number("SELECT count(*) FROM enrolments").await.unsigned_abs() / 1_000 + 1;
    // A page costs a statement, and one for each of the five relations; beside them the question's own and the watermark.
    assert!(least <= pages * 6 + 4, "{least} statements for {pages} pages");
}
