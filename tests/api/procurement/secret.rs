//! What is the buyer's own: a plan until it is published, and the quotes until the award, field by field and way by way.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{BIDDERS, Bought, COORDINATOR, MANAGER, OFFICER, hub, judge, operator, own, released::get, run};
use crate::{
    harness::{DemoApp, trial::both},
    seed_questions::{KNOWLEDGE_LIFT, stored},
    seeds::{act, appoint, organisation, project, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    both![
        what_is_planned_is_the_buyers_own,
        quotes_are_the_buyers_own_until_the_award,
        a_project_that_pays_reads_no_quote_before_the_award,
        quotes_that_are_evaluated_anew_are_the_buyers_own_again,
        who_is_named_to_give_an_effort_reads_no_budget_before_the_award,
    ]
}

/// Who is not the buyer: roles of the bidder, of another employer, of the council, of the system, and nobody.
const OTHERS: [Option<&str>; 7] = [
    None,
    Some("someone-without-a-role"),
    Some("demo-provider"),
    Some("demo-other-org-contact"),
    Some("demo-process-leader"),
    Some("demo-system-admin"),
    Some("budgivaren"),
];

async fn what_is_planned_is_the_buyers_own(app: DemoApp) {
    let planned = Bought::demanding(&app, "OPEN", 900_000).await;
    let sql = format!("SELECT id FROM procurement_requirements WHERE procurement_id = '{}'", own(&planned.id));
    let demand = format!("procurementrequirement_{}", stored(&app, &sql).await);
    for subject in OTHERS {
        for (id, of) in [(&planned.id, "Procurement"), (&demand, "ProcurementRequirement")] {
            assert_eq!(seen(&app, subject, id, of, "id").await, Value::Null, "{subject:?} {of}");
        }
    }
    assert_eq!(seen(&app, Some(MANAGER), &planned.id, "Procurement", "status").await["status"], "PLANNED");
    let published = Bought::published(&app).await;
    for subject in OTHERS {
        let shown =
            seen(&app, subject, &published.id, "Procurement", "status requirements(first: 5) { totalCount }").await;
        assert_eq!(shown, json!({ "status": "REQUEST_PUBLISHED", "requirements": { "totalCount": 1 } }), "{subject:?}");
    }
}

/// A judgement after a court has sent the award back tells who is ahead, as one before the first award does.
async fn quotes_that_are_evaluated_anew_are_the_buyers_own_again(app: DemoApp) {
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    let quote = quotes[0].as_str().expect("an id");
    bought.award(&app, &quotes[0]).await;
    let appeal = json!({ "appealedOn": "2026-07-25", "reason": "Förvaltningsrätten, mål 1234" });
    bought.step(&app, COORDINATOR, "noteAppeal", appeal).await;
    let path = format!("/upphandling/{}.json", bought.id);
    assert_eq!(get(&app, None, &path).await.0, StatusCode::OK, "an award that is appealed against stays told");
    let corrected = json!({ "outcome": "CORRECTED", "reason": "Poängen ska räknas om." });
    bought.step(&app, COORDINATOR, "settleAppeal", corrected).await;
    // Registered, judged, accepted and set aside.
    let anew = json!({ "id": quote, "expectedVersion": 4, "qualifies": false, "judgement": "Räknat om." });
    act(&app, COORDINATOR, "evaluateQuote", "quote { id }", anew).await;
    let judged = "status judgement";
    let around = "status quotes(first: 5) { totalCount nodes { id } }";
    for subject in OTHERS {
        assert_eq!(seen(&app, subject, quote, "Quote", judged).await, Value::Null, "{subject:?}");
        let shown = seen(&app, subject, &bought.id, "Procurement", around).await;
        let expected = json!({ "status": "EVALUATION", "quotes": { "totalCount": 0, "nodes": [] } });
        assert_eq!(shown, expected, "{subject:?}");
        let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
        let asked = "query($id: ID!) { procurements(first: 9, filter: {
            id: { eq: $id }, someQuote: { status: { eq: REJECTED } } }) { totalCount } }";
        let data = speaker.ask(asked, json!({ "id": bought.id })).await;
        assert_eq!(data["procurements"]["totalCount"], 0, "{subject:?}");
    }
    let rejected = json!({ "status": "REJECTED", "judgement": "Räknat om." });
    assert_eq!(seen(&app, Some(MANAGER), quote, "Quote", judged).await, rejected);
    assert_eq!(get(&app, None, &path).await.0, StatusCode::NOT_FOUND);
    let award = json!({ "quoteId": quotes[1], "awardedOn": "2026-08-20" });
    bought.step(&app, MANAGER, "awardProcurement", award).await;
    for subject in OTHERS {
        assert_eq!(seen(&app, subject, quote, "Quote", judged).await, rejected, "{subject:?}");
    }
    assert_eq!(get(&app, None, &path).await.0, StatusCode::OK);
}

/// Whoever plans a procurement names the project that pays, and it may be another organisation's.
async fn a_project_that_pays_reads_no_quote_before_the_award(app: DemoApp) {
    const PAYERS: [(&str, &str); 3] =
        [("ledaren", "PROJECT_MANAGER"), ("ekonomen", "PROJECT_ECONOMIST"), ("revisorn", "AUDITOR")];
    let payer = project(&app, KNOWLEDGE_LIFT).await;
    for (subject, role) in PAYERS {
        appoint(&app, subject, role, json!({ "projectId": payer })).await;
    }
    let mut planned = Bought::demanding(&app, "OPEN", 900_000).await;
    run(&app, &format!("UPDATE procurements SET project_id = '{}' WHERE id = '{}'", own(&payer), own(&planned.id)))
        .await;
    for (subject, role) in PAYERS {
        let shown = seen(&app, Some(subject), &planned.id, "Procurement", "status").await;
        assert_eq!(shown["status"], "PLANNED", "{role}");
    }
    let publish = json!({ "publishedOn": "2026-06-10", "quotesDueOn": "2026-07-10" });
    planned.step(&app, COORDINATOR, "publishProcurement", publish).await;
    let quote = planned.quote(&app, BIDDERS[0], 800_000).await;
    planned.step(&app, COORDINATOR, "beginEvaluation", json!({})).await;
    judge(&app, &quote).await;
    let id = quote.as_str().expect("an id");
    let around = "status quotes(first: 5) { totalCount }";
    for (subject, role) in PAYERS {
        assert_eq!(seen(&app, Some(subject), id, "Quote", "id").await, Value::Null, "{role}");
        let shown = seen(&app, Some(subject), &planned.id, "Procurement", around).await;
        assert_eq!(shown, json!({ "status": "EVALUATION", "quotes": { "totalCount": 0 } }), "{role}");
    }
    planned.award(&app, &quote).await;
    for (subject, role) in PAYERS {
        let shown = seen(&app, Some(subject), &planned.id, "Procurement", around).await;
        assert_eq!(shown, json!({ "status": "AWARDED", "quotes": { "totalCount": 1 } }), "{role}");
    }
}

/// Everything of a quote that a stranger could ask for, and every way to it.
async fn quotes_are_the_buyers_own_until_the_award(app: DemoApp) {
    const FIELDS: [&str; 10] = [
        "id",
        "version",
        "status",
        "amount { amount }",
        "receivedOn",
        "points",
        "judgement",
        "bidder { id }",
        "procurement { id }",
        "possibleSteps { step }",
    ];
    let bidder = organisation(&app, BIDDERS[0]).await;
    appoint(&app, "budgivaren", "ORG_CONTACT", json!({ "organisationId": bidder })).await;
    let untouched = Bought::published(&app).await;
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    let quote = quotes[0].as_str().expect("an id");
    let around = "quotes(first: 5) { totalCount nodes { id } } version awardedOn supplier { name }";
    for subject in OTHERS {
        for field in FIELDS {
            let shown = seen(&app, subject, quote, "Quote", field).await;
            assert_eq!(shown, Value::Null, "{subject:?} reads {field}");
        }
        let shown = seen(&app, subject, &bought.id, "Procurement", around).await;
        assert_eq!(shown["quotes"], json!({ "totalCount": 0, "nodes": [] }), "{subject:?}");
        assert_eq!((&shown["supplier"], &shown["awardedOn"]), (&Value::Null, &Value::Null), "{subject:?}");
        // The three that came in count nothing up: only publishing and the evaluation did.
        assert_eq!(shown["version"], 3, "{subject:?}");
        let speaker = subject.map_or_else(|| app.anonymous(), |subject| app.speak_as(subject));
        for filter in
            ["someQuote: { status: { ne: ACCEPTED } }", "someQuote: { bidder: { name: { contains: \"Demo\" } } }"]
        {
            let asked = format!(
                "query($id: ID!) {{ procurements(first: 9, filter: {{ id: {{ eq: $id }}, {filter} }}) {{ totalCount }} }}"
            );
            let data = speaker.ask(&asked, json!({ "id": bought.id })).await;
            assert_eq!(data["procurements"]["totalCount"], 0, "{subject:?} {filter}");
        }
        let input = json!({ "id": quote, "expectedVersion": 1, "qualifies": false });
        let told = match subject {
            Some(subject) => refused(&app, subject, "evaluateQuote", "quote { id }", input).await,
            None => "DENIED".to_owned(),
        };
        assert_eq!(told, "DENIED", "{subject:?}");
    }
    // One without a quote looks the same.
    let asked = "quotes(first: 5) { totalCount nodes { id } }";
    assert_eq!(seen(&app, None, &untouched.id, "Procurement", asked).await["quotes"]["totalCount"], 0);
    // The buyer's own people read them: of the hub and of its operator.
    appoint(&app, OFFICER, "PROCUREMENT_OFFICER", json!({ "organisationId": operator(&app).await })).await;
    for subject in [MANAGER, COORDINATOR, OFFICER] {
        let shown = seen(&app, Some(subject), quote, "Quote", "amount { amount } points bidder { name }").await;
        let expected = json!({ "amount": { "amount": "800000.00" }, "points": 70, "bidder": { "name": BIDDERS[0] } });
        assert_eq!(shown, expected, "{subject}");
    }
    let path = format!("/upphandling/{}.json", bought.id);
    assert_eq!(get(&app, Some(MANAGER), &path).await.0, StatusCode::NOT_FOUND, "nothing is released yet");

    bought.award(&app, &quotes[0]).await;
    for subject in OTHERS {
        let shown = seen(&app, subject, quote, "Quote", "status bidder { name }").await;
        assert_eq!(shown, json!({ "status": "ACCEPTED", "bidder": { "name": BIDDERS[0] } }), "{subject:?}");
        let shown = seen(&app, subject, &bought.id, "Procurement", asked).await;
        assert_eq!(shown["quotes"]["totalCount"], 3, "{subject:?}");
    }
    // What is cancelled before an award never opens.
    let mut cancelled = Bought::published(&app).await;
    let secret = cancelled.quote(&app, BIDDERS[0], 700_000).await;
    cancelled.step(&app, MANAGER, "cancelProcurement", json!({ "reason": "Behovet är borta." })).await;
    for subject in OTHERS {
        let shown = seen(&app, subject, secret.as_str().expect("an id"), "Quote", "id").await;
        assert_eq!(shown, Value::Null, "{subject:?}");
    }
}

/// Whoever is to give an effort may be named before it is procured, and bids for it like everyone else.
async fn who_is_named_to_give_an_effort_reads_no_budget_before_the_award(app: DemoApp) {
    let bidder = organisation(&app, BIDDERS[0]).await;
    appoint(&app, "anordnaren", "PROVIDER", json!({ "organisationId": bidder })).await;
    let plan = json!({ "hubId": hub(&app).await, "providerId": bidder, "title": "Mätteknik", "kind": "COURSE",
        "delivery": "PLACE", "targetGroup": "EMPLOYEES", "hours": 24, "path": "PROCURE",
        "budget": { "amount": "900000" }, "budgetLine": "Utbildning", "goals": "Tio kan mäta i tre dimensioner" });
    let effort = act(&app, MANAGER, "planEffort", "effort { id version }", plan.clone()).await;
    let id = effort["id"].as_str().expect("an id");
    let (provider, budget) = (Some("anordnaren"), "budget { amount } provider { id }");
    let read = json!({ "budget": { "amount": "900000.00" }, "provider": { "id": bidder } });
    let found = async || {
        let asked = "query($id: ID!) { efforts(first: 1, filter: { id: { eq: $id } }) { totalCount } }";
        app.speak_as("anordnaren").ask(asked, json!({ "id": id })).await["efforts"]["totalCount"].clone()
    };
    // To be procured, and nothing is yet.
    assert_eq!(seen(&app, provider, id, "Effort", budget).await, Value::Null);
    assert_eq!(found().await, 0);
    assert_eq!(seen(&app, Some(COORDINATOR), id, "Effort", budget).await, read, "it is the buyer's own");
    // Sorted otherwise it is no bidder's; once it is procured after all, it is one's again, whatever its path.
    let mut sorted = plan;
    (sorted["id"], sorted["expectedVersion"], sorted["path"]) = (effort["id"].clone(), json!(1), json!("IN_HOUSE"));
    sorted.as_object_mut().expect("fields").remove("hubId");
    act(&app, MANAGER, "reviseEffort", "effort { id }", sorted).await;
    assert_eq!(seen(&app, provider, id, "Effort", budget).await, read);
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    let procure = json!({ "procurementId": bought.id, "expectedVersion": bought.version, "effortId": id });
    let procured = act(&app, COORDINATOR, "procureEffort", "procurement { version }", procure).await;
    bought.version = procured["version"].as_i64().expect("a version");
    assert_eq!(seen(&app, provider, id, "Effort", budget).await, Value::Null);
    assert_eq!(found().await, 0);
    for quote in &quotes {
        assert_eq!(seen(&app, provider, quote.as_str().expect("an id"), "Quote", "id").await, Value::Null);
    }
    bought.award(&app, &quotes[1]).await;
    assert_eq!(seen(&app, provider, id, "Effort", budget).await, read);
    assert_eq!(found().await, 1);
    // A court has it evaluated anew.
    let appeal = json!({ "appealedOn": "2026-07-25", "reason": "Förvaltningsrätten, mål 1234" });
    bought.step(&app, COORDINATOR, "noteAppeal", appeal).await;
    let corrected = json!({ "outcome": "CORRECTED", "reason": "Poängen ska räknas om." });
    bought.step(&app, COORDINATOR, "settleAppeal", corrected).await;
    assert_eq!(seen(&app, provider, id, "Effort", budget).await, Value::Null);
}
