//! Programs that people have read every format, and agree with the GraphQL answer.

use libtest_mimic::Trial;
use serde_json::json;

use super::{NEEDS, READER};
use crate::harness::{Furnished, Need, python::python, street::Street, trial::both_needing};

pub fn tests() -> Vec<Trial> {
    let readers: Vec<Trial> = both_needing![Need::Readers; pandas_pyarrow_duckdb_and_openpyxl_agree];
    let office: Vec<Trial> = both_needing![Need::Office; a_spreadsheet_program_has_the_same_values];
    [readers, office].into_iter().flatten().collect()
}

async fn pandas_pyarrow_duckdb_and_openpyxl_agree(app: Furnished) {
    read_by(&app, "readers.py").await;
}

async fn a_spreadsheet_program_has_the_same_values(app: Furnished) {
    read_by(&app, "office.py").await;
}

/// Runs a script of `tests/clients` against the served house.
async fn read_by(app: &Furnished, script: &str) {
    let question = app.house.desk.catalogue().get(NEEDS).expect("a built-in question").clone();
    let columns = question.definition().columns.iter();
    let columns = columns.map(|it| json!({ "name": it.name, "path": it.path.to_string(), "type": it.kind.as_str() }));
    let street = Street::open(app.router()).await.expect("a port");
    let folder = tempfile::tempdir().expect("a folder");
    let said = json!({
        "url": street.url(), "token": app.token(READER), "slug": NEEDS, "folder": folder.path(),
        "document": question.document(), "connection": question.paging().expect("it has pages").connection[0],
        "columns": columns.collect::<Vec<_>>(),
    });
    let ended = python(script, &said.to_string()).await.expect("Python runs");
    ended.expect_well();
    // A script that checks nothing says nothing.
    assert!(ended.said.contains("rows agree"), "{}", ended.said);
    println!("{}", ended.said.trim_end());
}
