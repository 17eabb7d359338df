//! By what a row of a file is known when it comes again.

use import::{Kind, Mode};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{ADMIN, names, order, organisations, rule, told, try_import, written};
use crate::harness::{DemoApp, trial::both};

pub fn tests() -> Vec<Trial> {
    both![
        two_columns_that_could_be_the_key_are_refused,
        the_same_list_saved_again_is_unchanged,
        keys_that_a_spreadsheet_cannot_tell_apart_are_one,
        a_row_that_differs_says_in_which_columns,
        what_an_earlier_version_imported_is_known,
        keys_of_an_earlier_version_are_known_apart,
        a_key_that_is_wrong_hides_no_other_fault,
    ]
}

async fn two_columns_that_could_be_the_key_are_refused(app: DemoApp) {
    let file = "Nr;nr.;namn;slag\r\n1;A;Tvåtydig Prov Ett AB;Företag\r\n2;B;Tvåtydig Prov Två AB;Företag\r\n";
    let told =
        try_import(&app, ADMIN, &order(Kind::Organisations, "nr", Mode::Whole), file).await.expect_err("refused");
    assert!(told.contains("two columns could be the key, `Nr` and `nr.`"), "{told}");
    assert_eq!(names(&app, "Tvåtydig%").await, [""; 0]);
}

const FIRST: &str =
    "id;org.nr;namn;slag;kommun\r\n1;556016-0680;Provlista Ett AB;Företag;1480\r\n2;;Provlista Två;Kommun;1480\r\n";

async fn the_same_list_saved_again_is_unchanged(app: DemoApp) {
    assert_eq!(organisations(&app, Mode::Whole, FIRST).await.kept(), 2);
    for again in [
        "id;org.nr;namn;slag;kommun\r\n1;5560160680;Provlista Ett AB;COMPANY;1480\r\n2;;Provlista Två;kommun;1480\r\n",
        "id;org.nr;namn;slag;kommun\r\n1;'5560160680;Provlista  Ett   AB;COMPANY;=\"1480\"\r\n2;; Provlista \u{a0}Två;kommun;1480\r\n",
        "sep=,\nid,namn,slag,org.nr,kommun\n1,Provlista\u{a0}Ett AB,Company,SE556016068001,1480\n2,\"Provlista Tva\u{30a}\",kommun,,1480\n",
    ] {
        let report = organisations(&app, Mode::Whole, again).await;
        let outcomes: Vec<_> = report.lines.iter().map(|line| line.outcome.as_str()).collect();
        assert_eq!(outcomes, ["unchanged", "unchanged"], "{}", written(&report));
    }
}

async fn keys_that_a_spreadsheet_cannot_tell_apart_are_one(app: DemoApp) {
    let file =
        |key: &str, name: &str| format!("id;namn;slag\r\n{key};{name};Företag\r\nB-{key};Prov annan AB;Företag\r\n");
    assert_eq!(organisations(&app, Mode::Whole, &file("007", "Provnyckel AB")).await.kept(), 2);
    for again in ["007", "7", "7,0", "７", " 0007 "] {
        let report = organisations(&app, Mode::Whole, &file(again, "Provnyckel AB")).await;
        assert_eq!(report.lines[0].outcome.as_str(), "unchanged", "{again}: {}", written(&report));
        let report = organisations(&app, Mode::DryRun, &file(again, "Provnyckel Två AB")).await;
        assert_eq!(rule(&report.lines[0]), "KEY_HAS_ANOTHER_BODY", "{again}");
    }
    let both = organisations(&app, Mode::DryRun, "id;namn;slag\r\n08;Prov a;Företag\r\n8,0;Prov b;Företag\r\n").await;
    assert_eq!(told(&both), [(2, ""), (3, "KEY_IS_REPEATED")]);
    assert_eq!(names(&app, "Provnyckel%").await, ["Provnyckel AB"]);
}

/// Each key was known as it was written.
async fn keys_of_an_earlier_version_are_known_apart(app: DemoApp) {
    organisations(&app, Mode::Whole, "id;namn;slag\r\n7;Prov sju;Företag\r\nx;Prov nollor;Företag\r\n").await;
    let parts = json!(["import.key", "organisations", "trial", "007"]).to_string();
    let key = app.db.sealer().blind_index(&parts).expect("a hash");
    let change = format!(
        "UPDATE import_keys SET key = '{key}' WHERE object_id = (SELECT id FROM organisations WHERE name = 'Prov nollor')"
    );
    app.db.connection().execute_unprepared(&change).await.expect("changed");
    for (key, name) in [("7", "Prov sju"), ("007", "Prov nollor")] {
        let report = organisations(&app, Mode::DryRun, &format!("id;namn;slag\r\n{key};{name};Företag\r\n")).await;
        assert_eq!(report.lines[0].outcome.as_str(), "unchanged", "{key}: {}", written(&report));
    }
}

async fn a_row_that_differs_says_in_which_columns(app: DemoApp) {
    organisations(&app, Mode::Whole, FIRST).await;
    let changed = FIRST.replace("Provlista Ett AB;Företag;1480", "Provlista Ett Holding AB;Företag;0180");
    let report = organisations(&app, Mode::Whole, &changed).await;
    assert_eq!(told(&report), [(2, "KEY_HAS_ANOTHER_BODY"), (3, "")]);
    let differ: std::collections::BTreeSet<_> = report.lines[0].refusals[0].details[0].split(", ").collect();
    assert_eq!(differ, ["kommun", "namn"].into());
    assert!(!written(&report).contains("Holding"));
}

/// Bodies were one hash of all that was written.
async fn what_an_earlier_version_imported_is_known(app: DemoApp) {
    organisations(&app, Mode::Whole, FIRST).await;
    let filled = json!({ "kind": "Kommun", "municipality": "1480", "name": "Provlista Två" }).to_string();
    let parts = json!(["import.body", "organisations", filled]).to_string();
    let body = app.db.sealer().blind_index(&parts).expect("a hash");
    let change = format!(
        "UPDATE import_keys SET body = '{body}' WHERE object_id = (SELECT id FROM organisations WHERE name = 'Provlista Två')"
    );
    app.db.connection().execute_unprepared(&change).await.expect("changed");
    let report = organisations(&app, Mode::Whole, FIRST).await;
    assert_eq!(report.lines[1].outcome.as_str(), "unchanged");
    let report = organisations(&app, Mode::Whole, &FIRST.replace("Provlista Två", "Provlista Tre")).await;
    assert_eq!(rule(&report.lines[1]), "KEY_HAS_ANOTHER_BODY");
}

async fn a_key_that_is_wrong_hides_no_other_fault(app: DemoApp) {
    let file =
        "id;namn;slag\r\n1;Prov ett AB;Företag\r\n1;Prov två AB;Bolag\r\n;;Företag\r\n#REF!;Prov tre AB;Bolag\r\n";
    let report = organisations(&app, Mode::DryRun, file).await;
    let told: Vec<Vec<_>> =
        report.lines.iter().map(|line| line.refusals.iter().map(|refusal| refusal.rule.name).collect()).collect();
    let expected = [
        &[][..],
        &["KEY_IS_REPEATED", "VALUE_IS_UNKNOWN"],
        &["KEY_IS_MISSING", "CELL_IS_REQUIRED"],
        &["CELL_IS_AN_ERROR", "VALUE_IS_UNKNOWN"],
    ];
    assert_eq!(told, expected);
}
