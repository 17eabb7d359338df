//! Tables of education supply as spreadsheets leave them: read where that has one meaning, told by their rows where it has none
//! or two.

use std::sync::Arc;

use access::{Actor, Request};
use education_supply::{EducationSupply, Remark};
use kompetensnav::education::{Reading, read_file};
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, ISSUER, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        a_quotation_mark_that_is_not_closed_swallows_no_row,
        what_a_spreadsheet_did_is_read_or_told_by_its_row,
        a_file_of_nothing_is_no_supply,
    ]
}

/// Who reads.
const ADMIN: &str = "demo-system-admin";

/// A remark's row, field and value.
type RemarkRow = (i32, &'static str, String);

/// Created, changed, removed, unchanged and refused, or what ended the reading; and the remarks.
async fn read(app: &DemoApp, csv: &str) -> (Result<[i32; 5], String>, Vec<RemarkRow>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(if csv.is_empty() { "nothing.json" } else { "table.csv" });
    std::fs::write(&path, csv).expect("written");
    let held = councils::assignment::held(&app.db, ISSUER, ADMIN, app.db.clock().today()).await.expect("roles");
    let request = Arc::new(Request::new(Actor::signed_in(ISSUER.to_owned(), ADMIN.to_owned(), held), "r"));
    let mut remarks = Vec::new();
    let mut tell = |remark: &Remark| remarks.push((remark.number, remark.field, remark.code.clone()));
    let reading = Reading { supply: EducationSupply::new(&app.db), request, source: "trial", tell: &mut tell };
    let run = read_file(reading, &path).await;
    (run.map(|run| [run.created, run.changed, run.removed, run.unchanged, run.refused]), remarks)
}

/// How many events have an identifier that begins so.
async fn events(app: &DemoApp, beginning: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM education_events WHERE source_key LIKE '{beginning}%'")).await
}

/// The one event with this identifier.
async fn event(app: &DemoApp, identifier: &str) -> Value {
    let asked = "query($identifier: String) { educationEvents(first: 2, filter: { identifier: $identifier }) { nodes {
        municipality { code } language { code } places fee { amount } pacePercent isDistance } } }";
    let data = app.anonymous().ask(asked, json!({ "identifier": identifier })).await;
    data["educationEvents"]["nodes"][0].clone()
}

async fn a_quotation_mark_that_is_not_closed_swallows_no_row(app: DemoApp) {
    let csv = "id;titel;kommun\ncit.1;Svets;1480\n\ncit.2;\"Plåt;1480\ncit.3;Fräs;1480\n";
    let (told, remarks) = read(&app, csv).await;
    let told = told.expect_err("the mark is open");
    assert!(told.contains("row 4: a quotation mark opens a text and is never closed"), "{told}");
    assert!(remarks.is_empty(), "{remarks:?}");
    assert_eq!(events(&app, "cit.").await, 1);
    // A mark of a later row closes it.
    let csv = "id;titel;kommun\ncit.2;\"Plåt;1480\ncit.3;Fräs;1480\ncit.4;Svarv\";1480\ncit.5;Svets;1480\n";
    let (counted, remarks) = read(&app, csv).await;
    assert_eq!((counted, remarks), (Ok([2, 0, 0, 0, 1]), vec![(2, "", String::new())]));
    assert_eq!(events(&app, "cit.").await, 2);
}

async fn what_a_spreadsheet_did_is_read_or_told_by_its_row(app: DemoApp) {
    let csv = "\u{feff}sep=;\r\nId;Titel;Kommun;Spra\u{30a}k;Platser;Avgift;Studietakt;Distans;Borttagen\r\n\
               tal.1;Svets;=\"0180\";swe;1 200;1 200,50;50 %;SANT;\r\n\r\n\
               tal.2;Plåt;180;;1.200;ca 5;0,5;kanske;FALSKT\r\n\
               tal.3;#SAKNAS!;;;;;;;\r\ntal.4;Fräs;;;;;;;kanske\r\n";
    let (counted, remarks) = read(&app, csv).await;
    let told = [
        (5, "paceOfStudy.percentage", "0,5"),
        (5, "distance", "kanske"),
        (5, "places", "1.200"),
        (5, "fees.totalAmount", "ca 5"),
        (6, "", ""),
        (7, "removed", ""),
    ];
    assert_eq!(remarks, told.map(|(row, field, value)| (row, field, value.to_owned())));
    assert_eq!(counted, Ok([4, 0, 0, 0, 2]));
    let first = event(&app, "tal.1").await;
    let codes = [&first["municipality"]["code"], &first["language"]["code"], &first["places"], &first["fee"]["amount"]];
    assert_eq!(codes, [&json!("0180"), &json!("sv"), &json!(1200), &json!("1200.50")]);
    assert_eq!((&first["pacePercent"], &first["isDistance"]), (&json!(50), &json!(true)));
    let second = event(&app, "tal.2").await;
    assert_eq!((&second["municipality"]["code"], &second["places"]), (&json!("0180"), &json!(null)));
    let told = read(&app, "id;titel;komun\ntal.5;Svets;180\n").await.0.expect_err("a column is unknown");
    assert!(told.contains("row 1: unknown columns: komun; known are"), "{told}");
}

async fn a_file_of_nothing_is_no_supply(app: DemoApp) {
    let told = read(&app, "").await.0.expect_err("nothing stands in it");
    assert!(told.ends_with("the file is empty"), "{told}");
}
