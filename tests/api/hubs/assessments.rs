//! By whose weights a need is assessed, and that each assessment is kept and told of its own days.

use kernel::Timestamp;
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::{TRIAGE, council_and_hub, need, triage};
use crate::{
    harness::{
        DemoApp,
        elsewhere::{fault, faults},
        trial::both,
    },
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    both![the_weights_are_the_plan_s, an_assessment_is_kept_when_another_holds]
}

const COORDINATOR: &str = "demo-hub-coordinator";
const SHOWN: &str = "triage { id version score weights { volume existingSupply } actionPlan { id } }";

/// As [`triage`], with nothing said of weights.
fn unweighed(hub: &Value, need: &Value) -> Value {
    let mut input = triage(hub, need, false)["input"].take();
    input.as_object_mut().expect("fields").remove("weights");
    input
}

async fn the_weights_are_the_plan_s(app: DemoApp) {
    let (council, hub) = council_and_hub(&app).await;
    let need = need(&app, true).await;
    let mut input = unweighed(&hub, &need);
    input["weights"] = json!({ "volume": 100, "urgency": 25, "substitutabilityGap": 15, "endorsements": 20,
        "equalityEffect": 10, "existingSupply": 30 });
    let coordinator = app.speak_as(COORDINATOR);
    let own = fault("WEIGHTS_ARE_THE_PLANS", "input.weights");
    assert_eq!(faults(&coordinator, TRIAGE, &input).await, own);
    assert_eq!(app.number(&counted(&need)).await, 0, "nothing is half-written");

    let asked = "query($c: ID!) { actionPlans(first: 1, filter: { councilId: { eq: $c }, status: { eq: IN_FORCE } },
        orderBy: [{ field: YEAR, direction: DESC }]) { nodes { id weights { volume existingSupply } } } }";
    let plan = app.anonymous().ask(asked, json!({ "c": council })).await["actionPlans"]["nodes"][0].clone();
    let made = act(&app, COORDINATOR, "triageNeed", SHOWN, unweighed(&hub, &need)).await;
    assert_eq!((&made["actionPlan"]["id"], &made["weights"]), (&plan["id"], &plan["weights"]), "{plan:#}");
    assert!(plan["id"].is_string(), "the demonstration's council has a plan in force");
}

fn counted(need: &Value) -> String {
    let id = need.as_str().expect("an id").trim_start_matches("need_");
    format!("SELECT count(*) FROM triage_assessments WHERE need_id = '{id}'")
}

async fn an_assessment_is_kept_when_another_holds(app: DemoApp) {
    let (_, hub) = council_and_hub(&app).await;
    let need = need(&app, true).await;
    let first = act(&app, COORDINATOR, "triageNeed", SHOWN, unweighed(&hub, &need)).await;
    let mut anew = json!({ "id": first["id"], "expectedVersion": 1, "path": "REFER" });
    anew["inputs"] = unweighed(&hub, &need)["inputs"].take();
    anew["inputs"]["existingSupply"] = json!(100);
    let second = act(&app, COORDINATOR, "retriageNeed", SHOWN, anew).await;
    assert_eq!((&second["id"], &second["version"]), (&first["id"], &json!(2)), "it is the same triage");
    assert_ne!(second["score"], first["score"]);

    // The first was made on 1 August and replaced on the 20th, at noon in UTC.
    let id = first["id"].as_str().expect("an id").trim_start_matches("triage_");
    let noon = |day: &str| -> Timestamp { format!("{day}T12:00:00Z").parse().expect("an instant") };
    let (made, replaced) = (noon("2026-08-01").timestamp_micros(), noon("2026-08-20").timestamp_micros());
    for sql in [
        format!("SET assessed_at = {replaced} WHERE triage_id = '{id}' AND replaced_at IS NULL"),
        format!(
            "SET assessed_at = {made}, replaced_at = {replaced} WHERE triage_id = '{id}' AND replaced_at IS NOT NULL"
        ),
    ] {
        app.db.connection().execute_unprepared(&format!("UPDATE triage_assessments {sql}")).await.expect("dated");
    }
    let asked = "query($id: ID!, $day: Date) { node(id: $id) { ... on Triage {
        assessments(first: 5, asOf: $day, orderBy: [{ field: ASSESSED_AT }]) { nodes { score path } } } } }";
    let coordinator = app.speak_as(COORDINATOR);
    let held = |triage: &Value, path: &str| json!({ "score": triage["score"], "path": path });
    let (before, after) = (held(&first, "PROCURE"), held(&second, "REFER"));
    for (day, held) in [
        (json!("2026-07-31"), json!([])),
        (json!("2026-08-01"), json!([before])),
        (json!("2026-08-19"), json!([before])),
        (json!("2026-08-20"), json!([after])),
        (Value::Null, json!([before, after])),
    ] {
        let told = coordinator.ask(asked, json!({ "id": first["id"], "day": day })).await;
        assert_eq!(told["node"]["assessments"]["nodes"], held, "{day}");
    }
    // It is the council's own, as its triage is.
    let own = format!("triageassessment_{}", app.texts(&counted(&need).replace("count(*)", "id")).await[0]);
    let node = "query($id: ID!) { node(id: $id) { id } }";
    assert_eq!(coordinator.ask(node, json!({ "id": own })).await["node"]["id"], json!(own));
    for stranger in ["demo-other-org-contact", "demo-public-reader"] {
        assert_eq!(app.speak_as(stranger).ask(node, json!({ "id": own })).await["node"], Value::Null, "{stranger}");
    }
}
