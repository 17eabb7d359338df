//! Programs that guess a file's separator guess the right one, and the README's own lines keep what a code begins with.

use libtest_mimic::Trial;
use questions::{FieldKind, Head};
use serde_json::{Value, json};

use super::built_in::{library, required, things};
use crate::harness::{
    DemoApp, Need,
    local_server::LocalServer,
    needs::tests_folder,
    python::{Packages, python},
    trial::both_needing,
};

pub fn tests() -> Vec<Trial> {
    both_needing![
        Need::Readers;
        the_separator_of_every_swedish_file_is_found,
        the_readme_s_lines_keep_the_zeros_of_codes,
    ]
}

async fn run(script: &str, packages: Packages, said: &Value, proof: &str) {
    let ended = python(script, packages, &said.to_string()).await.expect("Python runs");
    ended.expect_well();
    assert!(ended.said.contains(proof), "{}", ended.said);
}

async fn the_separator_of_every_swedish_file_is_found(app: DemoApp) {
    let things = things(&app).await;
    let server = LocalServer::open(app.router()).await.expect("a port");
    let mut files = Vec::new();
    let catalogue = app.service.questions.catalogue();
    for (question, head) in library() {
        let question = catalogue.get(question.slug()).expect("a built-in question");
        let mut query = form_urlencoded::Serializer::new(String::from("format=svensk"));
        query.extend_pairs(required(question, &things));
        files.push(json!({
            "url": format!("{}/fragor/{}.csv?{}", server.url(), question.slug(), query.finish()),
            "token": app.token(&head.subject()),
            "columns": Head::of(question).fields().len(),
        }));
    }
    let all = files.len();
    let said = json!({ "files": files });
    for packages in [Packages::Today, Packages::Older] {
        run("separators.py", packages, &said, &format!("{all} files agree")).await;
    }
}

/// What stands in backquotes on the README's line of this tool.
fn line_of(tool: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(tests_folder().join("../crates/questions/README.md")).expect("a README");
    let line = readme.lines().find(|line| line.starts_with(&format!("- **{tool}**:"))).expect("a line");
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// An open question whose answer has a code that begins with zero, and its columns of codes.
async fn codes(app: &DemoApp, url: &str) -> (String, Vec<String>) {
    let client = reqwest::Client::new();
    for question in app.service.questions.catalogue().open() {
        let head = Head::of(question);
        let is_code = |at: &usize| head.fields()[*at].kind == FieldKind::Code;
        let places: Vec<usize> = (0..head.fields().len()).filter(is_code).collect();
        let csv = client.get(format!("{url}/fragor/{}.csv", question.slug())).send().await.expect("an answer");
        let csv = csv.bytes().await.expect("a file");
        let mut rows = csv::Reader::from_reader(csv.as_ref());
        let with_zero = |cell: &str| cell.len() > 1 && cell.starts_with('0');
        let mut cells = rows.records().flat_map(|row| {
            let row = row.expect("a row");
            places.iter().map(|at| row[*at].to_owned()).collect::<Vec<_>>()
        });
        if cells.any(|cell| with_zero(&cell)) {
            return (question.slug().to_owned(), places.into_iter().map(|at| head.fields()[at].name.clone()).collect());
        }
    }
    panic!("no open question has a code that begins with zero");
}

async fn the_readme_s_lines_keep_the_zeros_of_codes(app: DemoApp) {
    let server = LocalServer::open(app.router()).await.expect("a port");
    let (slug, codes) = codes(&app, server.url()).await;
    let (pandas, duckdb) = (line_of("pandas"), line_of("DuckDB"));
    assert_eq!((pandas.len(), duckdb.len()), (2, 1), "{pandas:?} {duckdb:?}");
    let address = "http://127.0.0.1:8080/fragor/projekt-i-korthet.";
    assert!(duckdb[0].contains(address), "{duckdb:?}");
    let here = duckdb[0].replace(address, &format!("{}/fragor/{slug}.", server.url()));
    let said = json!({
        "url": format!("{}/fragor/{slug}", server.url()), "token": app.token("demo-public-reader"),
        "codes": codes, "pandas": pandas, "duckdb": here,
    });
    for packages in [Packages::Today, Packages::Older] {
        run("readme.py", packages, &said, "zeros agree").await;
    }
}
