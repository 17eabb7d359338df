//! A need's course through the API: each step's permission, validation, version, idempotency, trail – and each refusal,
//! with nothing half-written.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{DemoApp, trial::both};

mod councils;
mod duplicates;
mod levels;
mod steps;

pub fn tests() -> Vec<Trial> {
    let course: Vec<Trial> = both![
        a_need_goes_from_report_to_endorsement,
        a_wrong_transition_is_refused_naming_what_was_possible,
        the_steps_that_a_state_allows_are_told,
        a_stale_version_is_refused,
        an_unknown_code_is_refused_at_its_field,
        codes_in_filters_are_read_as_people_write_them,
        an_id_of_another_kind_is_refused_without_a_word_more,
        a_need_of_another_organisation_is_not_found,
        a_role_without_the_act_is_denied,
        a_mutation_sent_twice_is_done_once,
        a_mutation_sent_twice_at_once_is_done_once,
        a_key_with_another_body_is_refused,
        a_key_goes_with_what_is_asked_however_it_is_written,
        a_key_that_is_none_protects_nothing_and_is_refused,
        each_field_has_its_own_key,
        refusals_speak_the_callers_language,
        a_refused_change_writes_nothing,
        every_change_leaves_trail_and_event,
        why_an_endorsement_was_withdrawn_is_told,
        many_at_once_do_not_wait_for_each_other_without_end,
    ];
    [course, councils::tests(), duplicates::tests(), levels::tests(), steps::tests()].into_iter().flatten().collect()
}

const REPORT: &str = "mutation Report($input: ReportNeedInput!) { reportNeed(input: $input) {
    need { id version status title reportedOn } userErrors { code message path } } }";
const QUALIFY: &str = "mutation Qualify($input: QualifyNeedInput!) { qualifyNeed(input: $input) {
    need { id version status } userErrors { code message path } } }";
const ENDORSE: &str = "mutation Endorse($input: EndorseNeedInput!) { endorseNeed(input: $input) {
    endorsement { id decidedOn need { id version status endorsedOn decisionLeadDays } } userErrors { code message path } } }";

/// The industry council for the vehicle industry, and its need as input.
async fn input(app: &DemoApp) -> Value {
    let data = app.speak_as("demo-process-leader").ask("{ viewer { roles { role councilId } } }", json!({})).await;
    let council = data["viewer"]["roles"][0]["councilId"].as_str().expect("a process leader has a council").to_owned();
    let query = "query($c: ID!) { industryCouncils(first: 1, filter: { councilId: { eq: $c } }) { nodes { id } } }";
    let data = app.anonymous().ask(query, json!({ "c": council })).await;
    json!({
        "industryCouncilId": data["industryCouncils"]["nodes"][0]["id"],
        "title": "Batteriteknik för montörer",
        "basis": "INCUMBENTS",
        "cause": "TECHNOLOGY_SHIFT",
        "horizon": "MEDIUM",
        "targetGroup": "UNDER_NOTICE",
        "peopleNeeded": 40,
    })
}

async fn reported(app: &DemoApp) -> Value {
    let data = app.speak_as("demo-process-leader").ask(REPORT, json!({ "input": input(app).await })).await;
    assert_eq!(data["reportNeed"]["userErrors"], json!([]));
    data["reportNeed"]["need"].clone()
}

async fn qualified(app: &DemoApp) -> Value {
    let need = reported(app).await;
    let input = json!({ "id": need["id"], "expectedVersion": need["version"], "codes": { "sni": "29" } });
    let data = app.speak_as("demo-hub-coordinator").ask(QUALIFY, json!({ "input": input })).await;
    assert_eq!(data["qualifyNeed"]["userErrors"], json!([]), "{data:#}");
    data["qualifyNeed"]["need"].clone()
}

async fn a_need_goes_from_report_to_endorsement(app: DemoApp) {
    let need = qualified(&app).await;
    assert_eq!((need["status"].as_str(), need["version"].as_i64()), (Some("QUALIFIED"), Some(2)));
    let input = json!({ "needId": need["id"], "expectedVersion": 2, "decidedOn": "2026-09-01", "reference": "Protokoll 2026:7 § 4" });
    let data = app.speak_as("demo-council-member").ask(ENDORSE, json!({ "input": input })).await;
    let endorsed = &data["endorseNeed"]["endorsement"]["need"];
    assert_eq!(endorsed["status"], "ENDORSED", "{data:#}");
    assert_eq!((endorsed["endorsedOn"].as_str(), endorsed["decisionLeadDays"].as_i64()), (Some("2026-09-01"), Some(0)));
}

async fn a_wrong_transition_is_refused_naming_what_was_possible(app: DemoApp) {
    let need = reported(&app).await;
    let input = json!({ "needId": need["id"], "expectedVersion": 1, "decidedOn": "2026-09-01", "reference": "§ 1" });
    let member = app.speak_as("demo-council-member");
    assert_eq!(member.refused(ENDORSE, json!({ "input": input })).await, "TRANSITION_IS_NOT_ALLOWED");
    let data = member.ask(ENDORSE, json!({ "input": input })).await;
    let message = data["endorseNeed"]["userErrors"][0]["message"].as_str().unwrap_or_default();
    assert!(message.contains("Läget är Anmält. Möjliga steg: kvalificera → Kvalificerat"), "{message}");
}

/// What is told beforehand is what a refusal would name; a state that is the end of the way allows nothing.
async fn the_steps_that_a_state_allows_are_told(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let need = reported(&app).await;
    let asked = "query($id: ID!) { node(id: $id) { ... on Need { status
        possibleSteps { step to sv: label(lang: SV) en: label(lang: EN) toLabel(lang: SV) } } } }";
    let data = leader.ask(asked, json!({ "id": need["id"] })).await;
    let steps = data["node"]["possibleSteps"].as_array().expect("steps");
    let qualify = json!({ "step": "qualify", "to": "QUALIFIED", "sv": "kvalificera", "en": "qualify", "toLabel": "Kvalificerat" });
    assert!(steps.contains(&qualify), "{data:#}");
    let input =
        json!({ "needId": need["id"], "expectedVersion": 1, "decidedOn": "2026-09-01", "reference": "Protokoll 1" });
    let data = app.speak_as("demo-council-member").ask(ENDORSE, json!({ "input": input })).await;
    let error = &data["endorseNeed"]["userErrors"][0];
    assert_eq!(error["code"], "TRANSITION_IS_NOT_ALLOWED", "{data:#}");
    let told = error["message"].as_str().expect("words");
    for step in steps {
        let (by, to) = (step["sv"].as_str().expect("a step"), step["toLabel"].as_str().expect("a status"));
        assert!(told.contains(&format!("{by} → {to}")), "{told} does not name {by}");
    }
    let over = "{ needs(first: 1, filter: { status: { eq: MERGED } }) { nodes { possibleSteps { step } } } }";
    assert_eq!(leader.ask(over, json!({})).await["needs"]["nodes"][0]["possibleSteps"], json!([]));
}

async fn a_stale_version_is_refused(app: DemoApp) {
    let need = qualified(&app).await;
    let settle =
        "mutation($input: SettleNeedInput!) { settleNeed(input: $input) { need { id } userErrors { code path } } }";
    let input =
        json!({ "id": need["id"], "expectedVersion": 1, "settlement": "LAPSED", "reason": "Inte längre aktuellt" });
    assert_eq!(
        app.speak_as("demo-hub-coordinator").refused(settle, json!({ "input": input })).await,
        "VERSION_IS_STALE"
    );
}

async fn an_unknown_code_is_refused_at_its_field(app: DemoApp) {
    let mut input = input(&app).await;
    input["codes"] = json!({ "ssyk": "9999" });
    let data = app.speak_as("demo-process-leader").ask(REPORT, json!({ "input": input })).await;
    let error = &data["reportNeed"]["userErrors"][0];
    assert_eq!((error["code"].as_str(), &error["path"]), (Some("CODE_IS_UNKNOWN"), &json!(["input", "codes", "ssyk"])));
}

async fn an_id_of_another_kind_is_refused_without_a_word_more(app: DemoApp) {
    let need = reported(&app).await;
    let mut input = input(&app).await;
    input["industryCouncilId"] = need["id"].clone();
    let leader = app.speak_as("demo-process-leader");
    assert_eq!(leader.refused(REPORT, json!({ "input": input })).await, "REFERENCE_IS_UNKNOWN");
    let missing = "branch_00000000000000000000000000";
    let data = leader.ask(REPORT, json!({ "input": { "industryCouncilId": missing, "title": "x", "basis": "BOTH", "cause": "OTHER", "horizon": "SHORT", "targetGroup": "ALL", "peopleNeeded": 1 } })).await;
    assert_eq!(data["reportNeed"]["userErrors"][0]["code"], "REFERENCE_IS_UNKNOWN");
}

async fn a_need_of_another_organisation_is_not_found(app: DemoApp) {
    let need = reported(&app).await;
    let stranger = app.speak_as("demo-other-org-contact");
    let data = stranger.ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": need["id"] })).await;
    assert_eq!(data["node"], Value::Null);
    let missing = stranger
        .ask("query($id: ID!) { node(id: $id) { id } }", json!({ "id": "need_00000000000000000000000000" }))
        .await;
    assert_eq!(data, missing, "what is out of reach looks like what does not exist");
}

async fn a_role_without_the_act_is_denied(app: DemoApp) {
    for subject in ["demo-auditor", "demo-provider", "nobody-at-all"] {
        let data = app.speak_as(subject).ask(REPORT, json!({ "input": input(&app).await })).await;
        assert_eq!(data["reportNeed"]["userErrors"][0]["code"], "DENIED", "{subject}");
    }
    let data = app.anonymous().ask(REPORT, json!({ "input": input(&app).await })).await;
    assert_eq!(data["reportNeed"]["userErrors"][0]["code"], "DENIED");
}

async fn a_mutation_sent_twice_is_done_once(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "order-1");
    let variables = json!({ "input": input(&app).await });
    let before = count(&app, "needs").await;
    let first = leader.ask(REPORT, variables.clone()).await;
    let second = leader.ask(REPORT, variables).await;
    assert_eq!(first, second);
    assert_eq!(count(&app, "needs").await, before + 1);
}

async fn a_mutation_sent_twice_at_once_is_done_once(app: DemoApp) {
    let input = input(&app).await;
    let count = async || app.number("SELECT count(*) FROM needs").await;
    for nth in 0..10 {
        let (before, key) = (count().await, format!("at-once-{nth}"));
        let (one, other) = (
            app.speak_as("demo-process-leader").with("Idempotency-Key", &key),
            app.speak_as("demo-process-leader").with("Idempotency-Key", &key),
        );
        let variables = || json!({ "input": input });
        let (one, other) = tokio::join!(one.answer(REPORT, variables()), other.answer(REPORT, variables()));
        assert_eq!(count().await, before + 1, "{one:?} {other:?}");
        // Whoever came second has the first one's answer.
        assert_eq!((one.0, other.0), (StatusCode::OK, StatusCode::OK), "{one:?} {other:?}");
        let done = |answer: &Value| answer["data"]["reportNeed"].clone();
        assert_eq!(done(&one.1), done(&other.1));
        assert!(done(&one.1)["need"]["id"].is_string() && done(&one.1)["userErrors"] == json!([]), "{one:?}");
    }
}

async fn a_key_with_another_body_is_refused(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "order-2");
    let mut changed = input(&app).await;
    leader.ask(REPORT, json!({ "input": changed })).await;
    changed["peopleNeeded"] = json!(41);
    assert_eq!(leader.refused(REPORT, json!({ "input": changed })).await, "IDEMPOTENCY_KEY_REUSED");
}

/// Clients write their request anew at each try.
async fn a_key_goes_with_what_is_asked_however_it_is_written(app: DemoApp) {
    let input = input(&app).await;
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "order-3");
    let first = leader.ask(REPORT, json!({ "input": input })).await;
    let turned: serde_json::Map<String, Value> =
        input.as_object().expect("an input").iter().rev().map(|(name, value)| (name.clone(), value.clone())).collect();
    let renamed = REPORT.replace("$input", "$other");
    let spread = REPORT.replace('{', "{\n ");
    let directive = REPORT.replacen("(input: $input)", "(input: $input) @idempotent(key: \"order-3\")", 1);
    assert_ne!(directive, REPORT);
    for (document, variables) in [
        (REPORT, json!({ "input": turned })),
        (&renamed, json!({ "other": input })),
        (&spread, json!({ "input": input })),
        (&directive, json!({ "input": turned })),
    ] {
        assert_eq!(leader.ask(document, variables).await, first, "{document}");
    }
    // Under a default, which is no key where nothing else is sent.
    let default = directive.replacen("(", "($key: String! = \"order-3\", ", 1).replace("\"order-3\")", "$key)");
    let plain = app.speak_as("demo-process-leader");
    assert_eq!(plain.ask(&default, json!({ "input": input })).await, first, "{default}");
}

async fn a_key_that_is_none_protects_nothing_and_is_refused(app: DemoApp) {
    let variables = json!({ "input": input(&app).await });
    let before = count(&app, "needs").await;
    for key in ["", " ", "a b", "å", "order-5, order-6", &"k".repeat(201)] {
        for (lang, words) in [("sv", "1–200 synliga tecken"), ("en", "1–200 printable ASCII")] {
            let leader = app.speak_as("demo-process-leader").with("Accept-Language", lang).with("Idempotency-Key", key);
            let (_, answer) = leader.answer(REPORT, variables.clone()).await;
            let error = &answer["errors"][0];
            assert_eq!(error["extensions"]["rule"], "IDEMPOTENCY_KEY_IS_WRONG", "{key:?}: {answer:#}");
            assert!(error["message"].as_str().is_some_and(|said| said.contains(words)), "{key:?}: {answer:#}");
        }
    }
    assert_eq!(count(&app, "needs").await, before);
    // Whoever only reads needs no key, and one that is none is nobody's loss.
    app.speak_as("demo-process-leader").with("Idempotency-Key", "").ask("{ viewer { signedIn } }", json!({})).await;
}

async fn each_field_has_its_own_key(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "order-3");
    let two = "mutation Two($input: ReportNeedInput!) {
        a: reportNeed(input: $input) { need { id } userErrors { code } }
        b: reportNeed(input: $input) { need { id } userErrors { code } } }";
    let variables = json!({ "input": input(&app).await });
    let first = leader.ask(two, variables.clone()).await;
    assert_ne!(first["a"]["need"]["id"], first["b"]["need"]["id"]);
    assert_eq!(leader.ask(two, variables).await, first);
    let by_directive = "mutation D($input: ReportNeedInput!) {
        a: reportNeed(input: $input) @idempotent(key: \"k\") { need { id } userErrors { code } } }";
    let plain = app.speak_as("demo-process-leader");
    let variables = json!({ "input": input(&app).await });
    let once = plain.ask(by_directive, variables.clone()).await;
    assert_eq!(plain.ask(by_directive, variables).await, once);
}

async fn refusals_speak_the_callers_language(app: DemoApp) {
    let mut input = input(&app).await;
    input["title"] = json!("   ");
    let said = |data: Value| data["reportNeed"]["userErrors"][0]["message"].as_str().unwrap_or_default().to_owned();
    let swedish = app.speak_as("demo-process-leader").ask(REPORT, json!({ "input": input })).await;
    assert!(said(swedish).starts_with("Texten är tom"));
    let english =
        app.speak_as("demo-process-leader").with("Accept-Language", "en").ask(REPORT, json!({ "input": input })).await;
    assert!(said(english).starts_with("The text is empty"));
}

async fn a_refused_change_writes_nothing(app: DemoApp) {
    let tables = ["needs", "audit_entries", "outbox", "idempotency_keys", "endorsements"];
    let mut before = Vec::new();
    for table in tables {
        before.push(count(&app, table).await);
    }
    let mut wrong = input(&app).await;
    wrong["peopleNeeded"] = json!(0);
    let leader = app.speak_as("demo-process-leader").with("Idempotency-Key", "order-4");
    assert_eq!(leader.refused(REPORT, json!({ "input": wrong })).await, "NUMBER_IS_OUT_OF_RANGE");
    for (table, rows) in tables.iter().zip(before) {
        assert_eq!(count(&app, table).await, rows, "{table}");
    }
}

async fn every_change_leaves_trail_and_event(app: DemoApp) {
    let (trail, events) = (count(&app, "audit_entries").await, count(&app, "outbox").await);
    let need = qualified(&app).await;
    assert_eq!((count(&app, "audit_entries").await, count(&app, "outbox").await), (trail + 2, events + 2));
    let id = need["id"].as_str().unwrap_or_default();
    let sql = format!(
        "SELECT principal || ' ' || action || ' ' || coalesce(from_state, '-') || ' ' || coalesce(to_state, '-') FROM audit_entries WHERE subject = '{id}' ORDER BY id"
    );
    let entries = app.texts(&sql).await;
    assert_eq!(
        entries,
        [
            "kompetensnav-demo|demo-process-leader REPORT_NEED - -",
            "kompetensnav-demo|demo-hub-coordinator QUALIFY_NEED REPORTED QUALIFIED"
        ]
    );
}

/// More writers than the pool has connections: each change also reads, and none may hold what another waits for.
async fn many_at_once_do_not_wait_for_each_other_without_end(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let variables = json!({ "input": input(&app).await });
    let before = count(&app, "needs").await;
    let asked = (0..24).map(|_| leader.ask(REPORT, variables.clone()));
    for data in futures_util::future::join_all(asked).await {
        assert_eq!(data["reportNeed"]["userErrors"], json!([]), "{data:#}");
    }
    assert_eq!(count(&app, "needs").await, before + 24);
}

async fn count(app: &DemoApp, table: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM {table}")).await
}

async fn why_an_endorsement_was_withdrawn_is_told(app: DemoApp) {
    const WITHDRAW: &str = "mutation Withdraw($input: WithdrawEndorsementInput!) { withdrawEndorsement(input: $input) {
        endorsement { id version status statusReason withdrawnOn } userErrors { code message path } } }";
    const OF_NEED: &str = "query($id: ID!) { node(id: $id) { ... on Need { endorsements(first: 5) {
        nodes { id status statusReason } } } } }";
    let need = qualified(&app).await;
    let input =
        json!({ "needId": need["id"], "expectedVersion": 2, "decidedOn": "2026-09-01", "reference": "\u{a7} 4" });
    let member = app.speak_as("demo-council-member");
    let endorsed = member.ask(ENDORSE, json!({ "input": input })).await["endorseNeed"]["endorsement"].take();
    let of_need = async || {
        let data = member.ask(OF_NEED, json!({ "id": need["id"] })).await;
        data["node"]["endorsements"]["nodes"].clone()
    };
    assert_eq!(of_need().await, json!([{ "id": endorsed["id"], "status": "VALID", "statusReason": null }]));
    let why = "F\u{f6}rankrat i fel r\u{e5}d";
    let input =
        json!({ "id": endorsed["id"], "expectedVersion": 1, "reason": "Fo\u{308}rankrat\u{a0}i fel ra\u{30a}d" });
    let data = member.ask(WITHDRAW, json!({ "input": input })).await;
    assert_eq!(data["withdrawEndorsement"]["userErrors"], json!([]), "{data:#}");
    let withdrawn = &data["withdrawEndorsement"]["endorsement"];
    assert_eq!((&withdrawn["status"], &withdrawn["statusReason"]), (&json!("WITHDRAWN"), &json!(why)), "{data:#}");
    assert_eq!(withdrawn["withdrawnOn"], "2026-09-01");
    assert_eq!(of_need().await, json!([{ "id": endorsed["id"], "status": "WITHDRAWN", "statusReason": why }]));
    let query = "query($id: ID!) { node(id: $id) { ... on Endorsement { statusReason } } }";
    assert_eq!(member.ask(query, json!({ "id": endorsed["id"] })).await["node"]["statusReason"], why);
}

/// A code is found in the form in which it is printed, in every filter; a fault is told at the field of the input; a list without values
/// asks for nothing, also of what the measure has not.
async fn codes_in_filters_are_read_as_people_write_them(app: DemoApp) {
    const COUNT: &str = "query ($of: StatisticsFilter!, $in: String!) {
        statistics(measure: NEEDS, groupBy: [], filter: $of) { total { value } }
        organisations(first: 1, filter: { industry: { within: $in } }) { totalCount } }";
    let member = app.speak_as("demo-system-admin");
    let (code, printed) = ("62010", "62.010");
    const REGISTER: &str = "mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) {
        userErrors { code } } }";
    let input = json!({ "name": "Programvara AB", "kind": "COMPANY", "industry": printed });
    let done = member.ask(REGISTER, json!({ "input": input })).await;
    assert_eq!(done["registerOrganisation"]["userErrors"], json!([]), "{done}");
    let as_kept = member.ask(COUNT, json!({ "of": { "sni": [code] }, "in": code })).await;
    assert_ne!(as_kept["organisations"]["totalCount"], 0, "{as_kept}");
    assert_eq!(member.ask(COUNT, json!({ "of": { "sni": [printed] }, "in": printed })).await, as_kept);
    let nothing = member.ask(COUNT, json!({ "of": {}, "in": code })).await;
    assert_eq!(member.ask(COUNT, json!({ "of": { "sex": [], "skill": [], "county": [] }, "in": code })).await, nothing);
    for field in ["municipality", "county", "region"] {
        let (_, answer) = member.answer(COUNT, json!({ "of": { field: ["4711x"] }, "in": code })).await;
        let told = &answer["errors"][0]["extensions"];
        assert_eq!(told["field"], format!("filter.{field}"), "{answer}");
    }
}
