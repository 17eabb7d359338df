//! Programs that people have read every format, and agree with the GraphQL answer.

use ::questions::{FieldKind, Head, Question, definition::ColumnType};
use libtest_mimic::Trial;
use serde_json::{Map, Value, json};

use super::{NEEDS, PROJECTS, READER};
use crate::harness::{
    DemoApp, Need,
    local_server::LocalServer,
    python::{Packages, python},
    trial::both_needing,
};

/// An open question with protected counts and their shares.
const SHARES: &str = "deltagare-efter-sektor-och-kon";

/// An open question with a column of years.
const YEARS: &str = "radens-ledtid";

pub fn tests() -> Vec<Trial> {
    let readers: Vec<Trial> = both_needing![
        Need::Readers;
        readers_of_today_agree,
        readers_of_some_years_ago_agree,
        readers_of_today_agree_on_shares,
        readers_of_some_years_ago_agree_on_shares,
        an_answer_without_rows_is_read_by_all,
        a_year_in_a_workbook_has_no_mark_between_thousands,
    ];
    let office: Vec<Trial> = both_needing![
        Need::Office;
        a_spreadsheet_program_has_the_same_values,
        a_spreadsheet_program_has_the_same_shares,
    ];
    [readers, office].into_iter().flatten().collect()
}

async fn readers_of_today_agree(app: DemoApp) {
    read_by(&app, "readers.py", Packages::Today, NEEDS).await;
}

async fn readers_of_some_years_ago_agree(app: DemoApp) {
    read_by(&app, "readers.py", Packages::Older, NEEDS).await;
}

async fn readers_of_today_agree_on_shares(app: DemoApp) {
    read_by(&app, "readers.py", Packages::Today, SHARES).await;
}

async fn readers_of_some_years_ago_agree_on_shares(app: DemoApp) {
    read_by(&app, "readers.py", Packages::Older, SHARES).await;
}

async fn a_spreadsheet_program_has_the_same_values(app: DemoApp) {
    read_by(&app, "office.py", Packages::Today, NEEDS).await;
}

async fn a_spreadsheet_program_has_the_same_shares(app: DemoApp) {
    read_by(&app, "office.py", Packages::Today, SHARES).await;
}

/// Every field of the files, with where the GraphQL answer has its value.
fn columns(question: &Question) -> Vec<Value> {
    let mut columns = Vec::new();
    let head = Head::of(question);
    for column in &question.definition().columns {
        let path = column.path.to_string();
        if let Some(status) = column.status_name() {
            columns.push(json!({ "name": column.name, "path": format!("{path}.value"), "type": "integer" }));
            columns.push(json!({ "name": status, "path": format!("{path}.status"), "type": "text" }));
            continue;
        }
        columns.push(json!({ "name": column.name, "path": path, "type": column.kind.as_str() }));
        if let Some(values) = question.labels_of(column) {
            let mut beside = head.fields().iter().filter(|field| field.words_of.as_ref() == Some(&column.name));
            let name = &beside.next().expect("a field for the words").name;
            let labels: Map<_, _> = values.all().map(|(value, label)| (value.to_owned(), label.sv.into())).collect();
            columns.push(json!({ "name": name, "path": path, "type": "text", "of": column.name, "labels": labels }));
        }
    }
    columns
}

/// Runs a script of `tests/clients` against the served service.
async fn read_by(app: &DemoApp, script: &str, packages: Packages, slug: &str) {
    let question = app.service.questions.catalogue().get(slug).expect("a built-in question").clone();
    let with_shares = question.definition().columns.iter().any(|column| column.kind == ColumnType::Percent);
    assert_eq!(with_shares, slug == SHARES);
    let server = LocalServer::open(app.router()).await.expect("a port");
    let folder = tempfile::tempdir().expect("a folder");
    let said = json!({
        "url": server.url(), "token": app.token(READER), "slug": slug, "folder": folder.path(),
        "document": question.document(), "rows": question.rows().to_string(), "paged": question.paging().is_some(),
        "columns": columns(&question), "open": question.definition().open,
    });
    run(script, packages, &said).await;
}

async fn run(script: &str, packages: Packages, said: &Value) {
    let ended = python(script, packages, &said.to_string()).await.expect("Python runs");
    ended.expect_well();
    // A script that checks nothing says nothing.
    assert!(ended.said.contains("rows agree"), "{}", ended.said);
    println!("{}", ended.said.trim_end());
}

async fn an_answer_without_rows_is_read_by_all(app: DemoApp) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    for slug in [NEEDS, PROJECTS] {
        let question = app.service.questions.catalogue().get(slug).expect("a built-in question").clone();
        let head = Head::of(&question);
        let folder = tempfile::tempdir().expect("a folder");
        // The Swedish CSV's headings have no commas, the workbook's have.
        let labels: Vec<&str> = head.fields().iter().map(|field| field.label.sv.as_str()).collect();
        let said = json!({
            "url": server.url(), "token": app.token(READER), "slug": slug, "folder": folder.path(), "since": "2999-01-01",
            "names": head.fields().iter().map(|field| &field.name).collect::<Vec<_>>(),
            "headings": labels.iter().map(|label| label.replace(", ", " – ")).collect::<Vec<_>>(),
            "sheet": head.in_words().into_iter().map(|at| labels[at]).collect::<Vec<_>>(),
        });
        for packages in [Packages::Today, Packages::Older] {
            run("nothing.py", packages, &said).await;
        }
    }
}

async fn a_year_in_a_workbook_has_no_mark_between_thousands(app: DemoApp) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let folder = tempfile::tempdir().expect("a folder");
    let question = app.service.questions.catalogue().get(YEARS).expect("a built-in question").clone();
    let head = Head::of(&question);
    let words = head.in_words();
    let years = words.iter().position(|at| head.fields()[*at].kind == FieldKind::Year).expect("a column of years");
    for lang in ["sv", "en"] {
        let said = json!({ "url": format!("{}/fragor/{YEARS}.xlsx?sprak={lang}", server.url()), "token": app.token(READER),
            "folder": folder.path(), "column": years });
        run("years.py", Packages::Today, &said).await;
    }
}
