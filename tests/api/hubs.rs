//! The hub through the API: who pays on which day, how a need is ranked, and what linking an effort begins.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, elsewhere::events, trial::both};

mod assessments;
mod links;
mod services;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        a_hub_becomes_permanent_on_other_money_than_a_projects,
        an_amount_written_as_people_do_is_refused_with_the_form_that_is_read,
        hubs_are_found_by_who_pays_on_a_day,
        an_endorsed_need_is_triaged_prioritised_and_begun,
        a_need_without_endorsement_begins_with_a_stated_reason_only,
        triage_is_the_councils_own,
    ];
    own.into_iter().chain(links::tests()).chain(services::tests()).chain(assessments::tests()).collect()
}

const ESTABLISH: &str = "mutation($input: EstablishHubInput!) { establishHub(input: $input) {
    hub { id version status council { id } operator { id } } userErrors { code path } } }";
const FUND: &str = "mutation($input: AddHubFundingInput!) { addHubFunding(input: $input) {
    funding { id payer: funder { id } amount { amount } } userErrors { code path } } }";
const PERMANENT: &str = "mutation($input: MakeHubPermanentInput!) { makeHubPermanent(input: $input) {
    hub { status version decision { id } yearlyBudget { amount currency } } userErrors { code } } }";
/// An id that nothing has.
const UNKNOWN: &str = "decision_00000000000000000000000000";
const TRIAGE: &str = "mutation($input: TriageNeedInput!) { triageNeed(input: $input) {
    triage { id version score path inputs { volume } weights { existingSupply } need { id status } hub { id } }
    userErrors { code path } } }";
const LINK: &str = "mutation($input: LinkEffortToNeedInput!) { linkEffortToNeed(input: $input) {
    link { id waiverReason effort { id } need { id status triage { score } effortLinks(first: 5) { totalCount } } }
    userErrors { code path } } }";

/// The council and hub of the demonstration's hub manager.
async fn council_and_hub(app: &DemoApp) -> (Value, Value) {
    let query = "{ viewer { roles { role councilId hubId } } }";
    let data = app.speak_as("demo-hub-manager").ask(query, json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    let held = roles.iter().find(|held| held["role"] == "HUB_MANAGER").expect("the hub manager's role");
    (held["councilId"].clone(), held["hubId"].clone())
}

/// A need of the council, taken as far as `endorsed` says.
async fn need(app: &DemoApp, endorsed: bool) -> Value {
    let (council, _) = council_and_hub(app).await;
    let report = "mutation($input: ReportNeedInput!) { reportNeed(input: $input) { need { id } userErrors { code } } }";
    let input = json!({ "councilId": council, "title": "Automation", "basis": "BOTH", "cause": "TECHNOLOGY_SHIFT",
        "horizon": "SHORT", "targetGroup": "EMPLOYEES", "peopleNeeded": 12 });
    let data = app.speak_as("demo-process-leader").ask(report, json!({ "input": input })).await;
    assert_eq!(data["reportNeed"]["userErrors"], json!([]), "{data:#}");
    let id = data["reportNeed"]["need"]["id"].clone();
    let qualify =
        "mutation($input: QualifyNeedInput!) { qualifyNeed(input: $input) { need { id } userErrors { code } } }";
    let input = json!({ "id": id, "expectedVersion": 1, "codes": { "sni": "29" } });
    let data = app.speak_as("demo-hub-coordinator").ask(qualify, json!({ "input": input })).await;
    assert_eq!(data["qualifyNeed"]["userErrors"], json!([]));
    if endorsed {
        let endorse = "mutation($input: EndorseNeedInput!) { endorseNeed(input: $input) { userErrors { code } } }";
        let input = json!({ "needId": id, "expectedVersion": 2, "decidedOn": "2026-09-01", "reference": "§ 4" });
        let data = app.speak_as("demo-council-member").ask(endorse, json!({ "input": input })).await;
        assert_eq!(data["endorseNeed"]["userErrors"], json!([]));
    }
    id
}

fn triage(hub: &Value, need: &Value, prioritise: bool) -> Value {
    json!({ "input": {
        "hubId": hub, "needId": need, "path": "PROCURE", "prioritise": prioritise,
        "inputs": { "volume": 80, "urgency": 60, "substitutabilityGap": 40, "endorsements": 100, "equalityEffect": 50,
            "existingSupply": 10 },
        "weights": { "volume": 20, "urgency": 25, "substitutabilityGap": 15, "endorsements": 20, "equalityEffect": 10,
            "existingSupply": 30 },
    } })
}

/// A decision on something else than a need, of which the minutes are approved.
async fn decided(app: &DemoApp, council: &Value) -> String {
    let council = council.as_str().and_then(|id| id.strip_prefix("council_")).expect("a council's id");
    let sql = format!(
        "SELECT d.id FROM council_decisions d JOIN council_meetings m ON m.id = d.meeting_id
         WHERE d.council_id = '{council}' AND d.industry_council_id IS NULL AND d.endorses_id IS NULL
         AND d.status IN ('ADOPTED', 'EXECUTED') AND m.status = 'MINUTES_APPROVED' ORDER BY d.id"
    );
    let found = app.texts(&sql).await;
    format!("decision_{}", found.first().expect("a decision"))
}

async fn a_hub_becomes_permanent_on_other_money_than_a_projects(app: DemoApp) {
    let (council, _) = council_and_hub(&app).await;
    let admin = app.speak_as("demo-system-admin");
    let data =
        admin.ask("{ organisations(first: 1) { nodes { id } } projects(first: 1) { nodes { id } } }", json!({})).await;
    let (operator, project) = (&data["organisations"]["nodes"][0]["id"], &data["projects"]["nodes"][0]["id"]);
    let hub =
        json!({ "councilId": council, "operatorId": operator, "name": "Nya navet", "establishedOn": "2026-01-01" });
    let denied = app.speak_as("demo-hub-manager").refused(ESTABLISH, json!({ "input": hub })).await;
    assert_eq!(denied, "DENIED");
    let data = admin.ask(ESTABLISH, json!({ "input": hub })).await;
    assert_eq!(data["establishHub"]["userErrors"], json!([]));
    let hub = &data["establishHub"]["hub"];
    assert_eq!(
        (&hub["status"], &hub["council"]["id"], &hub["operator"]["id"]),
        (&json!("PROJECT_FUNDED"), &council, operator)
    );

    let by_project = json!({ "hubId": hub["id"], "kind": "PROJECT", "projectId": project, "validFrom": "2026-01-01" });
    let data = admin.ask(FUND, json!({ "input": by_project })).await;
    assert_eq!(data["addHubFunding"]["userErrors"], json!([]), "{data:#}");
    let decision = decided(&app, &council).await;
    let permanent = json!({ "id": hub["id"], "expectedVersion": 1, "from": "2027-01-01", "decisionId": decision,
        "operatorId": operator, "yearlyBudget": { "amount": "4000000" } });
    assert_eq!(admin.refused(PERMANENT, json!({ "input": permanent })).await, "LASTING_FUNDING_IS_REQUIRED");
    let mut wrong = permanent.clone();
    (wrong["decisionId"], wrong["yearlyBudget"]) = (json!(UNKNOWN), json!({ "amount": "0" }));
    assert_eq!(admin.refused(PERMANENT, json!({ "input": wrong })).await, "REFERENCE_IS_UNKNOWN");
    let nameless = json!({ "hubId": hub["id"], "kind": "REGIONAL_GRANT", "validFrom": "2027-01-01" });
    assert_eq!(admin.refused(FUND, json!({ "input": nameless })).await, "FUNDER_IS_REQUIRED");
    let lasting = json!({ "hubId": hub["id"], "kind": "REGIONAL_GRANT", "funderId": operator, "validFrom": "2027-01-01",
        "amount": { "amount": "4000000" } });
    let data = admin.ask(FUND, json!({ "input": lasting })).await;
    assert_eq!(data["addHubFunding"]["funding"]["amount"]["amount"], "4000000.00", "{data:#}");
    let data = admin.ask(PERMANENT, json!({ "input": permanent })).await;
    let made = json!({ "status": "PERMANENT", "version": 2, "decision": { "id": decision },
        "yearlyBudget": { "amount": "4000000.00", "currency": "SEK" } });
    assert_eq!(data["makeHubPermanent"]["hub"], made, "{data:#}");

    let payers = "query($id: ID!) { node(id: $id) { ... on Hub {
        now: fundings(first: 9, asOf: \"2026-12-31\") { nodes { kind project { id } } }
        then: fundings(first: 9, asOf: \"2027-01-01\", orderBy: [{ field: VALID_FROM }]) { nodes { kind paysOn(day: \"2026-12-31\") } } } } }";
    let data = app.anonymous().ask(payers, json!({ "id": hub["id"] })).await;
    assert_eq!(data["node"]["now"]["nodes"], json!([{ "kind": "PROJECT", "project": { "id": project } }]));
    let then = json!([{ "kind": "PROJECT", "paysOn": true }, { "kind": "REGIONAL_GRANT", "paysOn": false }]);
    assert_eq!(data["node"]["then"]["nodes"], then);
}

async fn an_amount_written_as_people_do_is_refused_with_the_form_that_is_read(app: DemoApp) {
    const FUND: &str = "mutation($input: AddHubFundingInput!) { addHubFunding(input: $input) {
        funding { amount { amount } } userErrors { code message path } } }";
    let (_, hub) = council_and_hub(&app).await;
    let organisations = app.anonymous().ask("{ organisations(first: 1) { nodes { id } } }", json!({})).await;
    let mut input = json!({ "hubId": hub, "kind": "REGIONAL_GRANT", "validFrom": "2026-01-01",
        "funderId": organisations["organisations"]["nodes"][0]["id"] });
    for (lang, told) in [
        (
            "sv",
            "Skriv beloppet i kronor utan mellanslag: högst 15 siffror och högst två efter punkt, så här: 150000.50.",
        ),
        (
            "en",
            "Write the amount in kronor without blanks: at most 15 digits and at most two after a point, like this: 150000.50.",
        ),
    ] {
        let manager = app.speak_as("demo-hub-manager").with("Accept-Language", lang);
        for written in ["150 000,50", "150\u{a0}000", "150000,50", "150.000,50", "-1", "1234567890123456"] {
            input["amount"] = json!({ "amount": written });
            let data = manager.ask(FUND, json!({ "input": input })).await;
            let fault = json!([{ "code": "AMOUNT_IS_WRONG", "message": told, "path": ["input", "amount", "amount"] }]);
            assert_eq!(data["addHubFunding"], json!({ "funding": null, "userErrors": fault }), "{written}");
        }
    }
    // What is told is what is read.
    input["amount"] = json!({ "amount": "150000.50" });
    let data = app.speak_as("demo-hub-manager").ask(FUND, json!({ "input": input })).await;
    assert_eq!(data["addHubFunding"]["funding"]["amount"]["amount"], "150000.50", "{data:#}");
}

async fn hubs_are_found_by_who_pays_on_a_day(app: DemoApp) {
    let (council, hub) = council_and_hub(&app).await;
    let query =
        "query($f: HubFilter) { hubs(first: 100, filter: $f, orderBy: [{ field: NAME }]) { totalCount nodes { id } } }";
    let found = |filter: Value| {
        let app = &app;
        async move { app.anonymous().ask(query, json!({ "f": filter })).await["hubs"]["nodes"].clone() }
    };
    let own = json!([{ "id": hub }]);
    let paid = |kind: Value, day: &str| json!({ "councilId": { "eq": council }, "someFunding": { "kind": kind, "paysOn": day } });
    assert_eq!(found(paid(json!({ "eq": "PROJECT" }), "2022-06-01")).await, own);
    assert_eq!(found(paid(json!({ "eq": "PROJECT" }), "2023-06-01")).await, json!([]));
    assert_eq!(found(paid(json!({ "ne": "PROJECT" }), "2023-06-01")).await, own);
    assert_eq!(found(json!({ "council": { "id": { "eq": council } } })).await, own);
}

async fn an_endorsed_need_is_triaged_prioritised_and_begun(app: DemoApp) {
    let (_, hub) = council_and_hub(&app).await;
    let need = need(&app, true).await;
    let coordinator = app.speak_as("demo-hub-coordinator");
    let data = coordinator.ask(TRIAGE, triage(&hub, &need, true)).await;
    let done = &data["triageNeed"]["triage"];
    // 20·80 + 25·60 + 15·40 + 20·100 + 10·50 − 30·10
    assert_eq!((done["score"].as_i64(), &done["need"]["status"]), (Some(5_900), &json!("PRIORITISED")), "{data:#}");
    assert_eq!(coordinator.refused(TRIAGE, triage(&hub, &need, false)).await, "KEY_IS_TAKEN");

    let ranked = "query($h: ID!) { triages(first: 100, orderBy: [{ field: SCORE, direction: DESC }], filter: { hubId: { eq: $h } }) {
        nodes { score need { id } } } }";
    let data = coordinator.ask(ranked, json!({ "h": hub })).await;
    let scores: Vec<_> =
        data["triages"]["nodes"].as_array().expect("nodes").iter().filter_map(|node| node["score"].as_i64()).collect();
    assert!(scores.contains(&5_900) && scores.is_sorted_by(|a, b| a >= b), "{scores:?}");

    let data = coordinator
        .ask(
            "query($h: ID!) { efforts(first: 1, filter: { hubId: { eq: $h } }) { nodes { id } } }",
            json!({ "h": hub }),
        )
        .await;
    let effort = &data["efforts"]["nodes"][0]["id"];
    let input = json!({ "hubId": hub, "needId": need, "effortId": effort });
    let data = coordinator.ask(LINK, json!({ "input": input })).await;
    let link = &data["linkEffortToNeed"]["link"];
    let expected =
        json!({ "id": need, "status": "IN_ACTION", "triage": { "score": 5_900 }, "effortLinks": { "totalCount": 1 } });
    assert_eq!(
        (&link["need"], &link["effort"]["id"], &link["waiverReason"]),
        (&expected, effort, &Value::Null),
        "{data:#}"
    );
    assert_eq!(coordinator.refused(LINK, json!({ "input": input })).await, "KEY_IS_TAKEN");

    let walk = "query($id: ID!) { node(id: $id) { ... on Effort { needs(first: 100) { nodes { id } } } } }";
    let data = coordinator.ask(walk, json!({ "id": effort })).await;
    let answered = data["node"]["needs"]["nodes"].as_array().expect("nodes");
    assert!(answered.iter().any(|answered| answered["id"] == need), "{answered:?}");
}

async fn a_need_without_endorsement_begins_with_a_stated_reason_only(app: DemoApp) {
    let (_, hub) = council_and_hub(&app).await;
    let need = need(&app, false).await;
    let coordinator = app.speak_as("demo-hub-coordinator");
    assert_eq!(coordinator.refused(TRIAGE, triage(&hub, &need, true)).await, "TRANSITION_IS_NOT_ALLOWED");
    let data = coordinator.ask(TRIAGE, triage(&hub, &need, false)).await;
    assert_eq!(data["triageNeed"]["triage"]["need"]["status"], "QUALIFIED", "{data:#}");
    let own = need.as_str().and_then(|id| id.strip_prefix("need_")).expect("a need's id").to_owned();
    let dated =
        |what: &str| format!("SELECT count(*) FROM needs WHERE id = '{own}' AND triaged_on = '2026-09-01' AND {what}");
    assert_eq!(app.number(&dated("begun_on IS NULL")).await, 1, "triaged, whatever comes of it");
    // Whoever keeps a copy of it is told that it is another than it was.
    assert_eq!(events(&app, &need).await.last().map(String::as_str), Some("NeedTriageNoted"));
    let data = coordinator
        .ask(
            "query($h: ID!) { efforts(first: 1, filter: { hubId: { eq: $h } }) { nodes { id } } }",
            json!({ "h": hub }),
        )
        .await;
    let mut input = json!({ "hubId": hub, "needId": need, "effortId": data["efforts"]["nodes"][0]["id"] });
    assert_eq!(coordinator.refused(LINK, json!({ "input": input })).await, "ENDORSEMENT_OR_WAIVER_IS_REQUIRED");
    let sql = "SELECT count(*) FROM need_efforts WHERE waiver_reason = 'Ett enda företag'";
    assert_eq!(app.number(sql).await, 0);
    input["waiverReason"] = json!("Ett enda företag");
    let data = coordinator.ask(LINK, json!({ "input": input })).await;
    assert_eq!(data["linkEffortToNeed"]["link"]["need"]["status"], "IN_ACTION", "{data:#}");
    assert_eq!(app.number(sql).await, 1);
    assert_eq!(app.number(&dated("begun_on = '2026-09-01' AND is_waived")).await, 1);
}

async fn triage_is_the_councils_own(app: DemoApp) {
    let (_, hub) = council_and_hub(&app).await;
    let need = need(&app, true).await;
    for subject in ["demo-org-contact", "demo-provider", "demo-project-manager"] {
        assert_eq!(app.speak_as(subject).refused(TRIAGE, triage(&hub, &need, true)).await, "DENIED", "{subject}");
    }
    let query = "query($n: ID!) { triages(first: 5, filter: { needId: { eq: $n } }) { totalCount } node(id: $n) { ... on Need { triage { id } } } }";
    app.speak_as("demo-hub-manager").ask(TRIAGE, triage(&hub, &need, true)).await;
    let data = app.anonymous().ask(query, json!({ "n": need })).await;
    assert_eq!(data, json!({ "triages": { "totalCount": 0 }, "node": null }));
    let data = app.speak_as("demo-process-leader").ask(query, json!({ "n": need })).await;
    assert_eq!(data["triages"]["totalCount"], 1);
    assert!(data["node"]["triage"]["id"].is_string(), "{data:#}");
}
