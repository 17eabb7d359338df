//! How far it is from what people can to what is needed, and what shows it: as codes, reported and put right when the need is qualified.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::input;
use crate::{
    harness::{
        DemoApp,
        elsewhere::{fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    both![levels_and_evidence_are_codes_that_agree, the_form_of_qualification_asks_for_them]
}

const LEADER: &str = "demo-process-leader";
const REPORT: &str =
    "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code path } } }";
const SHOWN: &str =
    "need { id version levelNow { code label(lang: SV) } levelNeeded { code } evidence evidenceNote ssyk { code } }";

async fn levels_and_evidence_are_codes_that_agree(app: DemoApp) {
    let leader = app.speak_as(LEADER);
    let with = async |more: Value| {
        let mut need = input(&app).await;
        need.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        need
    };
    for (wrong, told) in [
        (json!({ "levelNow": "9" }), fault("CODE_IS_UNKNOWN", "input.levelNow")),
        (
            json!({ "levelNow": "5", "levelNeeded": "4" }),
            fault("LEVEL_NEEDED_IS_BELOW_THE_PRESENT", "input.levelNeeded"),
        ),
        (json!({ "evidenceNote": "Enkät 2026" }), fault("EVIDENCE_KIND_IS_REQUIRED", "input.evidence")),
        (json!({ "evidence": "OTHER" }), fault("EVIDENCE_IS_NOT_EXPLAINED", "input.evidenceNote")),
    ] {
        assert_eq!(faults(&leader, REPORT, &with(wrong).await).await, told);
    }
    let said = with(json!({ "levelNow": "3", "levelNeeded": "4", "evidence": "SURVEY", "evidenceNote": "Enkät 2026",
        "codes": { "ssyk": "7212" } }));
    let need = act(&app, LEADER, "reportNeed", SHOWN, said.await).await;
    assert_eq!(need["levelNow"], json!({ "code": "3", "label": "SeQF-nivå 3" }));
    assert_eq!((&need["evidence"], &need["evidenceNote"]), (&json!("SURVEY"), &json!("Enkät 2026")));

    // Qualified by who knows better; what is left out stays as it was reported.
    let mut coded = json!({ "id": need["id"], "expectedVersion": need["version"], "codes": { "sni": "29" },
        "levelNeeded": "2" });
    let qualify = "mutation($input: QualifyNeedInput!) { qualifyNeed(input: $input) {
        need { id } userErrors { code path } } }";
    let low = fault("LEVEL_NEEDED_IS_BELOW_THE_PRESENT", "input.levelNeeded");
    assert_eq!(faults(&leader, qualify, &coded).await, low);
    let mut high = coded.clone();
    high.as_object_mut().expect("fields").remove("levelNeeded");
    high["levelNow"] = json!("6");
    let told = faults(&leader, qualify, &high).await;
    assert_eq!(told, fault("LEVEL_NEEDED_IS_BELOW_THE_PRESENT", "input.levelNow"), "named where it was said");
    (coded["levelNeeded"], coded["evidence"]) = (json!("5"), json!("FORECAST"));
    let known = act(&app, LEADER, "qualifyNeed", SHOWN, coded).await;
    let told = ["levelNow", "levelNeeded"].map(|level| known[level]["code"].clone());
    assert_eq!((told, &known["evidence"]), ([json!("3"), json!("5")], &json!("FORECAST")));
    assert_eq!((&known["evidenceNote"], &known["ssyk"]["code"]), (&json!("Enkät 2026"), &json!("7212")));

    // Found by them, within reach.
    let filter = json!({ "id": { "eq": need["id"] }, "levelNeeded": { "eq": "5" }, "evidence": { "eq": "FORECAST" } });
    let asked = "query($by: NeedFilter) { needs(first: 5, filter: $by) { totalCount } }";
    assert_eq!(leader.ask(asked, json!({ "by": filter })).await["needs"]["totalCount"], 1);
    assert_eq!(app.anonymous().ask(asked, json!({ "by": filter })).await["needs"]["totalCount"], 0);
}

async fn the_form_of_qualification_asks_for_them(Open(app): Open) {
    let need = act(&app, LEADER, "reportNeed", "need { id }", input(&app).await).await;
    let leader = Reader::of(&app, "process_leader").await;
    let form = leader.get(&format!("/gor/qualifyNeed?id={}", need["id"].as_str().expect("an id"))).await;
    for field in ["levelNow", "levelNeeded", "evidence", "evidenceNote"] {
        form.says(&[&format!("name=\"{field}\"")]);
    }
    form.says(&["SeQF-nivå 5"]);
}
