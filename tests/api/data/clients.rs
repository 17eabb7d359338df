//! Programs that people have read every format, and agree with the GraphQL answer.

use ::questions::Head;
use libtest_mimic::Trial;
use serde_json::{Map, json};

use super::{NEEDS, READER};
use crate::harness::{
    Furnished, Need,
    python::{Packages, python},
    street::Street,
    trial::both_needing,
};

pub fn tests() -> Vec<Trial> {
    let readers: Vec<Trial> = both_needing![Need::Readers; readers_of_today_agree, readers_of_some_years_ago_agree];
    let office: Vec<Trial> = both_needing![Need::Office; a_spreadsheet_program_has_the_same_values];
    [readers, office].into_iter().flatten().collect()
}

async fn readers_of_today_agree(app: Furnished) {
    read_by(&app, "readers.py", Packages::Today).await;
}

async fn readers_of_some_years_ago_agree(app: Furnished) {
    read_by(&app, "readers.py", Packages::Older).await;
}

async fn a_spreadsheet_program_has_the_same_values(app: Furnished) {
    read_by(&app, "office.py", Packages::Today).await;
}

/// Runs a script of `tests/clients` against the served house.
async fn read_by(app: &Furnished, script: &str, packages: Packages) {
    let question = app.house.desk.catalogue().get(NEEDS).expect("a built-in question").clone();
    let mut columns = Vec::new();
    let head = Head::of(&question);
    for column in &question.definition().columns {
        let path = column.path.to_string();
        columns.push(json!({ "name": column.name, "path": path, "type": column.kind.as_str() }));
        if let Some(values) = question.labels_of(column) {
            let mut beside = head.fields().iter().filter(|field| field.words_of.as_ref() == Some(&column.name));
            let name = &beside.next().expect("a field for the words").name;
            let labels: Map<_, _> = values.all().map(|(value, label)| (value.to_owned(), label.sv.into())).collect();
            columns.push(json!({ "name": name, "path": path, "type": "text", "of": column.name, "labels": labels }));
        }
    }
    let street = Street::open(app.router()).await.expect("a port");
    let folder = tempfile::tempdir().expect("a folder");
    let said = json!({
        "url": street.url(), "token": app.token(READER), "slug": NEEDS, "folder": folder.path(),
        "document": question.document(), "connection": question.paging().expect("it has pages").connection[0],
        "columns": columns,
    });
    let ended = python(script, packages, &said.to_string()).await.expect("Python runs");
    ended.expect_well();
    // A script that checks nothing says nothing.
    assert!(ended.said.contains("rows agree"), "{}", ended.said);
    println!("{}", ended.said.trim_end());
}
