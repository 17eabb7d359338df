//! What each step of a need demands – its role, its state, its version – and who is told of it.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{ENDORSE, QUALIFY, REPORT, input, qualified, reported};
use crate::harness::{
    DemoApp,
    elsewhere::{events, fault, faults, give, other_council},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_need_is_reported_to_one_council_and_for_ones_own_organisation,
        a_need_is_qualified_by_its_council_once_and_with_a_code,
        a_need_is_endorsed_by_who_holds_it_on_a_day_that_has_been,
        a_need_is_endorsed_again_without_changing_state_or_first_day,
        an_endorsement_sent_twice_is_given_once,
        an_endorsement_is_told_to_the_council_and_the_organisation,
        an_endorsement_is_withdrawn_once_and_the_need_keeps_its_state,
        a_need_is_settled_with_a_reason_from_a_state_that_allows_it,
        a_need_is_merged_into_another_open_one_of_its_council,
        a_key_is_its_owners_own,
    ]
}

const SETTLE: &str = "mutation($input: SettleNeedInput!) { settleNeed(input: $input) {
    need { id version status statusReason } userErrors { code message path } } }";
const MERGE: &str = "mutation($input: MergeNeedInput!) { mergeNeed(input: $input) {
    need { id version status mergedInto { id } } userErrors { code message path } } }";
const WITHDRAW: &str = "mutation($input: WithdrawEndorsementInput!) { withdrawEndorsement(input: $input) {
    endorsement { id version status need { status endorsedOn version } } userErrors { code message path } } }";

fn endorsing(need: &Value, version: i64) -> Value {
    json!({ "needId": need["id"], "expectedVersion": version, "decidedOn": "2026-09-01", "reference": "§ 4" })
}

async fn a_need_is_reported_to_one_council_and_for_ones_own_organisation(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let mut to_two = input(&app).await;
    to_two["councilId"] = other_council(&app).await;
    assert_eq!(faults(&leader, REPORT, &to_two).await, fault("REFERENCE_IS_UNKNOWN", "input.councilId"));
    let mut to_none = input(&app).await;
    to_none["industryCouncilId"] = Value::Null;
    assert_eq!(faults(&leader, REPORT, &to_none).await, fault("FIELD_IS_REQUIRED", "input.industryCouncilId"));
    let mut elsewhere = to_none.clone();
    elsewhere["councilId"] = other_council(&app).await;
    assert_eq!(faults(&leader, REPORT, &elsewhere).await, fault("DENIED", "input"));

    let own = app.speak_as("demo-other-org-contact").ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let mut of_another = input(&app).await;
    of_another["organisationId"] = own["viewer"]["roles"][0]["organisationId"].clone();
    assert_eq!(faults(&app.speak_as("demo-org-contact"), REPORT, &of_another).await, fault("DENIED", "input"));
    let data = app.speak_as("demo-other-org-contact").ask(REPORT, json!({ "input": of_another })).await;
    assert_eq!(data["reportNeed"]["need"]["status"], "REPORTED", "{data:#}");
}

async fn a_need_is_qualified_by_its_council_once_and_with_a_code(app: DemoApp) {
    let need = reported(&app).await;
    let coded = json!({ "id": need["id"], "expectedVersion": 1, "codes": { "sni": "29" } });
    for subject in ["demo-council-member", "demo-org-contact", "demo-auditor"] {
        assert_eq!(faults(&app.speak_as(subject), QUALIFY, &coded).await, fault("DENIED", "input"), "{subject}");
    }
    let elsewhere = other_council(&app).await;
    give(&app, "stranger", "PROCESS_LEADER", &elsewhere).await;
    assert_eq!(faults(&app.speak_as("stranger"), QUALIFY, &coded).await, fault("NOT_FOUND", "input"));

    let coordinator = app.speak_as("demo-hub-coordinator");
    let uncoded = json!({ "id": need["id"], "expectedVersion": 1, "codes": { "municipality": "1480" } });
    assert_eq!(faults(&coordinator, QUALIFY, &uncoded).await, fault("NEED_IS_NOT_CODED", "input.codes"));
    let stale = json!({ "id": need["id"], "expectedVersion": 2, "codes": { "sni": "29" } });
    assert_eq!(faults(&coordinator, QUALIFY, &stale).await, fault("VERSION_IS_STALE", "input"));

    let once = app.speak_as("demo-hub-coordinator").with("Idempotency-Key", "qualify-1");
    let first = once.ask(QUALIFY, json!({ "input": coded })).await;
    assert_eq!(first["qualifyNeed"]["need"]["version"], 2, "{first:#}");
    // Sent again it is answered as before, though its version is now stale.
    assert_eq!(once.ask(QUALIFY, json!({ "input": coded })).await, first);
    assert_eq!(events(&app, &need["id"]).await, ["NeedReported", "NeedQualified"]);
    let again = json!({ "id": need["id"], "expectedVersion": 2, "codes": { "sni": "30" } });
    assert_eq!(faults(&coordinator, QUALIFY, &again).await, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
}

async fn a_need_is_endorsed_by_who_holds_it_on_a_day_that_has_been(app: DemoApp) {
    let need = qualified(&app).await;
    for subject in ["demo-process-leader", "demo-hub-manager", "demo-org-contact"] {
        let told = faults(&app.speak_as(subject), ENDORSE, &endorsing(&need, 2)).await;
        assert_eq!(told, fault("DENIED", "input"), "{subject}");
    }
    let elsewhere = other_council(&app).await;
    give(&app, "stranger", "COUNCIL_CHAIR", &elsewhere).await;
    let stranger = app.speak_as("stranger");
    assert_eq!(faults(&stranger, ENDORSE, &endorsing(&need, 2)).await, fault("NOT_FOUND", "input"));

    let member = app.speak_as("demo-council-member");
    assert_eq!(faults(&member, ENDORSE, &endorsing(&need, 1)).await, fault("VERSION_IS_STALE", "input"));
    let mut tomorrow = endorsing(&need, 2);
    tomorrow["decidedOn"] = json!("2026-09-02");
    assert_eq!(faults(&member, ENDORSE, &tomorrow).await, fault("DATE_IS_IN_THE_FUTURE", "input.decidedOn"));

    // An industry council of another council: unknown to who cannot act for it, refused by name to who can.
    let establish = "mutation($input: EstablishIndustryCouncilInput!) { establishIndustryCouncil(input: $input) {
        industryCouncil { id } userErrors { code path } } }";
    let council =
        json!({ "councilId": elsewhere, "name": "Branschråd annorstädes", "sni": ["29"], "decisionReference": "§ 3" });
    let data = stranger.ask(establish, json!({ "input": council })).await;
    let mut foreign = endorsing(&need, 2);
    foreign["industryCouncilId"] = data["establishIndustryCouncil"]["industryCouncil"]["id"].clone();
    assert!(foreign["industryCouncilId"].is_string(), "{data:#}");
    let at = "input.industryCouncilId";
    assert_eq!(faults(&member, ENDORSE, &foreign).await, fault("REFERENCE_IS_UNKNOWN", at));
    let own = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    give(&app, "stranger", "COUNCIL_MEMBER", &own["viewer"]["roles"][0]["councilId"]).await;
    assert_eq!(faults(&stranger, ENDORSE, &foreign).await, fault("COUNCIL_DOES_NOT_HOLD_THE_NEED", at));
    assert_eq!(events(&app, &need["id"]).await, ["NeedReported", "NeedQualified"]);
}

async fn a_need_is_endorsed_again_without_changing_state_or_first_day(app: DemoApp) {
    let need = qualified(&app).await;
    let member = app.speak_as("demo-council-member");
    let first = member.ask(ENDORSE, json!({ "input": endorsing(&need, 2) })).await;
    assert_eq!(first["endorseNeed"]["endorsement"]["need"]["version"], 3, "{first:#}");
    let mut by_industry = endorsing(&need, 3);
    by_industry["reference"] = json!("§ 9");
    by_industry["industryCouncilId"] = input(&app).await["industryCouncilId"].clone();
    let data = member.ask(ENDORSE, json!({ "input": by_industry })).await;
    let endorsed = &data["endorseNeed"]["endorsement"]["need"];
    assert_eq!((&endorsed["status"], &endorsed["endorsedOn"]), (&json!("ENDORSED"), &json!("2026-09-01")), "{data:#}");
    assert_eq!(events(&app, &need["id"]).await, ["NeedReported", "NeedQualified", "NeedEndorsed"]);
    let kept = "query($id: ID!) { node(id: $id) { ... on Need { endorsements(first: 5) { totalCount } } } }";
    assert_eq!(member.ask(kept, json!({ "id": need["id"] })).await["node"]["endorsements"]["totalCount"], 2);
}

async fn an_endorsement_sent_twice_is_given_once(app: DemoApp) {
    let need = qualified(&app).await;
    let member = app.speak_as("demo-council-member").with("Idempotency-Key", "endorse-1");
    let first = member.ask(ENDORSE, json!({ "input": endorsing(&need, 2) })).await;
    assert_eq!(member.ask(ENDORSE, json!({ "input": endorsing(&need, 2) })).await, first);
    let id = first["endorseNeed"]["endorsement"]["id"].clone();
    assert_eq!(events(&app, &id).await, ["EndorsementGiven"]);
    let mut other = endorsing(&need, 2);
    other["reference"] = json!("§ 5");
    assert_eq!(faults(&member, ENDORSE, &other).await, fault("IDEMPOTENCY_KEY_REUSED", "input"));
}

async fn an_endorsement_is_told_to_the_council_and_the_organisation(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let own = contact.ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let mut asked = input(&app).await;
    asked["organisationId"] = own["viewer"]["roles"][0]["organisationId"].clone();
    let need = contact.ask(REPORT, json!({ "input": asked })).await["reportNeed"]["need"].clone();
    let coded = json!({ "id": need["id"], "expectedVersion": 1, "codes": { "sni": "29" } });
    app.speak_as("demo-hub-coordinator").ask(QUALIFY, json!({ "input": coded })).await;
    let data = app.speak_as("demo-council-member").ask(ENDORSE, json!({ "input": endorsing(&need, 2) })).await;
    let id = data["endorseNeed"]["endorsement"]["id"].clone();
    let asked = "query($id: ID!) { node(id: $id) { ... on Endorsement { reference } } }";
    for subject in ["demo-org-contact", "demo-process-leader", "demo-hub-manager", "demo-auditor"] {
        let told = app.speak_as(subject).ask(asked, json!({ "id": id })).await;
        assert_eq!(told["node"]["reference"], "§ 4", "{subject}");
    }
    for subject in ["demo-other-org-contact", "demo-provider", "demo-evaluator", "demo-dpo"] {
        assert_eq!(app.speak_as(subject).ask(asked, json!({ "id": id })).await["node"], Value::Null, "{subject}");
    }
    assert_eq!(app.anonymous().ask(asked, json!({ "id": id })).await["node"], Value::Null);
}

async fn an_endorsement_is_withdrawn_once_and_the_need_keeps_its_state(app: DemoApp) {
    let need = qualified(&app).await;
    let member = app.speak_as("demo-council-member");
    let data = member.ask(ENDORSE, json!({ "input": endorsing(&need, 2) })).await;
    let id = &data["endorseNeed"]["endorsement"]["id"];
    let withdrawing = |version: i64, reason: &str| json!({ "id": id, "expectedVersion": version, "reason": reason });
    let leader = app.speak_as("demo-process-leader");
    assert_eq!(faults(&leader, WITHDRAW, &withdrawing(1, "Fel råd")).await, fault("DENIED", "input"));
    assert_eq!(faults(&member, WITHDRAW, &withdrawing(1, " ")).await, fault("REASON_IS_REQUIRED", "input.reason"));
    assert_eq!(faults(&member, WITHDRAW, &withdrawing(2, "Fel råd")).await, fault("VERSION_IS_STALE", "input"));
    let data = member.ask(WITHDRAW, json!({ "input": withdrawing(1, "Fel råd") })).await;
    let told = json!({ "status": "ENDORSED", "endorsedOn": "2026-09-01", "version": 3 });
    assert_eq!(data["withdrawEndorsement"]["endorsement"]["need"], told, "{data:#}");
    let again = faults(&member, WITHDRAW, &withdrawing(2, "Fel råd")).await;
    assert_eq!(again, fault("ENDORSEMENT_IS_WITHDRAWN", "input"));
    assert_eq!(events(&app, id).await, ["EndorsementGiven", "EndorsementWithdrawn"]);
}

async fn a_need_is_settled_with_a_reason_from_a_state_that_allows_it(app: DemoApp) {
    let need = reported(&app).await;
    let settling = |version: i64, how: &str, reason: &str| json!({ "id": need["id"], "expectedVersion": version, "settlement": how, "reason": reason });
    let coordinator = app.speak_as("demo-hub-coordinator");
    for how in ["MET", "PARTLY_MET"] {
        let told = faults(&coordinator, SETTLE, &settling(1, how, "Klart")).await;
        assert_eq!(told, fault("TRANSITION_IS_NOT_ALLOWED", "input"), "{how}");
    }
    let nameless = faults(&coordinator, SETTLE, &settling(1, "REJECTED", "")).await;
    assert_eq!(nameless, fault("REASON_IS_REQUIRED", "input.reason"));
    let denied = faults(&app.speak_as("demo-council-member"), SETTLE, &settling(1, "REJECTED", "Dubblett")).await;
    assert_eq!(denied, fault("DENIED", "input"));
    let data = coordinator.ask(SETTLE, json!({ "input": settling(1, "REJECTED", "Hör till annan region") })).await;
    let told = &data["settleNeed"]["need"];
    assert_eq!((&told["status"], &told["statusReason"]), (&json!("REJECTED"), &json!("Hör till annan region")));
    let after = faults(&coordinator, SETTLE, &settling(2, "LAPSED", "Klart")).await;
    assert_eq!(after, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
    assert_eq!(events(&app, &need["id"]).await, ["NeedReported", "NeedRejected"]);
}

async fn a_need_is_merged_into_another_open_one_of_its_council(app: DemoApp) {
    let (need, kept) = (reported(&app).await, reported(&app).await);
    let merging = |into: &Value| json!({ "id": need["id"], "expectedVersion": 1, "intoId": into });
    let coordinator = app.speak_as("demo-hub-coordinator");
    let at = "input.intoId";
    assert_eq!(faults(&coordinator, MERGE, &merging(&need["id"])).await, fault("MERGE_TARGET_IS_WRONG", at));
    let missing = json!(format!("need_{}", "0".repeat(26)));
    assert_eq!(faults(&coordinator, MERGE, &merging(&missing)).await, fault("REFERENCE_IS_UNKNOWN", at));
    let member = app.speak_as("demo-council-member");
    assert_eq!(faults(&member, MERGE, &merging(&kept["id"])).await, fault("DENIED", "input"));

    // Another council's need: unknown to who does not reach it, refused to who does.
    let elsewhere = other_council(&app).await;
    give(&app, "stranger", "PROCESS_LEADER", &elsewhere).await;
    let mut asked = input(&app).await;
    (asked["industryCouncilId"], asked["councilId"]) = (Value::Null, elsewhere.clone());
    let data = app.speak_as("stranger").ask(REPORT, json!({ "input": asked })).await;
    let foreign = &data["reportNeed"]["need"]["id"];
    assert!(foreign.is_string(), "{data:#}");
    assert_eq!(faults(&coordinator, MERGE, &merging(foreign)).await, fault("REFERENCE_IS_UNKNOWN", at));
    give(&app, "demo-hub-coordinator", "PROCESS_LEADER", &elsewhere).await;
    assert_eq!(faults(&coordinator, MERGE, &merging(foreign)).await, fault("MERGE_TARGET_IS_WRONG", at));

    let once = app.speak_as("demo-hub-coordinator").with("Idempotency-Key", "merge-1");
    let done = once.ask(MERGE, json!({ "input": merging(&kept["id"]) })).await;
    let told = json!({ "id": need["id"], "version": 2, "status": "MERGED", "mergedInto": { "id": kept["id"] } });
    assert_eq!(done["mergeNeed"]["need"], told, "{done:#}");
    assert_eq!(once.ask(MERGE, json!({ "input": merging(&kept["id"]) })).await, done);
    assert_eq!(events(&app, &need["id"]).await, ["NeedReported", "NeedMerged"]);
    // What has gone up in another takes in no more.
    let into_merged = json!({ "id": kept["id"], "expectedVersion": 1, "intoId": need["id"] });
    assert_eq!(faults(&coordinator, MERGE, &into_merged).await, fault("MERGE_TARGET_IS_WRONG", at));
    let again = json!({ "id": need["id"], "expectedVersion": 2, "intoId": kept["id"] });
    assert_eq!(faults(&coordinator, MERGE, &again).await, fault("TRANSITION_IS_NOT_ALLOWED", "input"));
}

/// The same key in two people's hands is two keys: neither is refused for the other's, nor given the other's answer.
async fn a_key_is_its_owners_own(app: DemoApp) {
    let asked = json!({ "input": input(&app).await });
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "shared");
    let coordinator = app.speak_as("demo-hub-coordinator").with("Idempotency-Key", "shared");
    let (one, other) = (leader.ask(REPORT, asked.clone()).await, coordinator.ask(REPORT, asked.clone()).await);
    assert!(one["reportNeed"]["need"]["id"].is_string() && other["reportNeed"]["need"]["id"].is_string());
    assert_ne!(one, other);
    assert_eq!((leader.ask(REPORT, asked.clone()).await, coordinator.ask(REPORT, asked).await), (one, other));
}
