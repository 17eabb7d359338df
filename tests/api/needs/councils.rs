//! Industry councils: who establishes them, and which steps they take.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    constitution::{organisations, seated},
    council_meetings::public::decided,
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults, other_council},
        trial::both,
    },
};

pub fn tests() -> Vec<Trial> {
    both![an_industry_council_is_established_by_its_council, an_industry_council_keeps_to_its_course]
}

const ESTABLISH: &str = "mutation($input: EstablishIndustryCouncilInput!) { establishIndustryCouncil(input: $input) {
    industryCouncil { id version status industries { code } } userErrors { code path } } }";
const ADVANCE: &str = "mutation($input: AdvanceIndustryCouncilInput!) { advanceIndustryCouncil(input: $input) {
    industryCouncil { version status } userErrors { code path } } }";

async fn establishing(app: &DemoApp) -> Value {
    let held = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    json!({ "councilId": held["viewer"]["roles"][0]["councilId"], "name": "Branschråd vätgas", "sni": ["35"],
        "decisionReference": "§ 7/2026" })
}

async fn an_industry_council_is_established_by_its_council(app: DemoApp) {
    let asked = establishing(&app).await;
    for subject in ["demo-hub-manager", "demo-org-contact", "demo-system-admin"] {
        assert_eq!(faults(&app.speak_as(subject), ESTABLISH, &asked).await, fault("DENIED", "input"), "{subject}");
    }
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "establish-1");
    for (field, wrong, told) in [
        ("councilId", other_council(&app).await, fault("DENIED", "input")),
        ("sni", json!([]), fault("NUMBER_IS_OUT_OF_RANGE", "input.sni")),
        ("sni", json!(vec!["35"; 21]), fault("NUMBER_IS_OUT_OF_RANGE", "input.sni")),
        ("name", json!(" "), fault("TEXT_LENGTH_IS_WRONG", "input.name")),
        ("decisionReference", Value::Null, fault("DECISION_IS_REQUIRED", "input.decisionReference")),
    ] {
        let mut asked = asked.clone();
        asked[field] = wrong;
        assert_eq!(faults(&app.speak_as("demo-process-leader"), ESTABLISH, &asked).await, told, "{field}");
    }
    let data = leader.ask(ESTABLISH, json!({ "input": asked })).await;
    let made = &data["establishIndustryCouncil"]["industryCouncil"];
    assert_eq!((&made["status"], &made["industries"]), (&json!("FORMING"), &json!([{ "code": "35" }])), "{data:#}");
    assert_eq!(leader.ask(ESTABLISH, json!({ "input": asked })).await, data);
    // It is a public record.
    let read = "query($id: ID!) { node(id: $id) { ... on IndustryCouncil { name } } }";
    assert_eq!(app.anonymous().ask(read, json!({ "id": made["id"] })).await["node"]["name"], "Branschråd vätgas");
}

async fn an_industry_council_keeps_to_its_course(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let data = leader.ask(ESTABLISH, json!({ "input": establishing(&app).await })).await;
    let id = &data["establishIndustryCouncil"]["industryCouncil"]["id"];
    let council = establishing(&app).await["councilId"].clone();
    let decision = decided(&app, &council).await;
    let step = |version: i64, step: &str, reason: Option<&str>| {
        let decision = if step == "DISSOLVE" { decision.clone() } else { Value::Null };
        json!({ "id": id, "expectedVersion": version, "step": step, "reason": reason, "decisionId": decision })
    };
    let wrong = fault("TRANSITION_IS_NOT_ALLOWED", "input");
    assert_eq!(faults(&leader, ADVANCE, &step(1, "PAUSE", Some("Vila"))).await, wrong);
    assert_eq!(faults(&leader, ADVANCE, &step(1, "DISSOLVE", None)).await, fault("REASON_IS_REQUIRED", "input.reason"));
    assert_eq!(faults(&leader, ADVANCE, &step(2, "ACTIVATE", None)).await, fault("VERSION_IS_STALE", "input"));
    let manager = app.speak_as("demo-hub-manager");
    assert_eq!(faults(&manager, ADVANCE, &step(1, "ACTIVATE", None)).await, fault("DENIED", "input"));
    for organisation in organisations(&app, 2).await {
        let few = fault("TWO_ORGANISATIONS_ARE_REQUIRED", "input");
        assert_eq!(faults(&leader, ADVANCE, &step(1, "ACTIVATE", None)).await, few);
        let seat = json!({ "councilId": council, "industryCouncilId": id, "organisationId": organisation,
            "seat": "EMPLOYER", "standing": "MEMBER", "mandateFrom": "2026-01-01" });
        seated(&leader, seat).await;
    }
    for (version, taken, reason, status) in [
        (1, "ACTIVATE", None, "ACTIVE"),
        (2, "PAUSE", Some("Inga möten i år"), "DORMANT"),
        (3, "RESUME", None, "ACTIVE"),
        (4, "DISSOLVE", Some("Uppgår i ett annat"), "DISSOLVED"),
    ] {
        let data = leader.ask(ADVANCE, json!({ "input": step(version, taken, reason) })).await;
        let told = json!({ "version": version + 1, "status": status });
        assert_eq!(data["advanceIndustryCouncil"]["industryCouncil"], told, "{data:#}");
    }
    assert_eq!(faults(&leader, ADVANCE, &step(5, "RESUME", None)).await, wrong);
    // With it go its mandates and its seats.
    let left =
        "query($id: ID!) { node(id: $id) { ... on IndustryCouncil { members(first: 5) { nodes { status mandateTo } }
        seats(first: 5, asOf: \"2026-09-02\") { totalCount } } } }";
    let data = leader.ask(left, json!({ "id": id })).await;
    let ended = json!({ "status": "ENDED", "mandateTo": "2026-09-01" });
    assert_eq!(data["node"]["members"]["nodes"], json!([ended, ended]), "{data:#}");
    assert_eq!(data["node"]["seats"]["totalCount"], 0, "{data:#}");
    let course = ["Established", "Activated", "Paused", "Resumed", "Dissolved"];
    assert_eq!(events(&app, id).await, course.map(|step| format!("IndustryCouncil{step}")));
}
