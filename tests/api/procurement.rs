//! What a hub buys of others, through the API: from plan to delivery, what is secret until the award, and what leaves as OCDS.

use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults},
        trial::both,
    },
    seed_questions::{KNOWLEDGE_LIFT, closed, stored, told, with},
    seeds::{act, appoint, card, nodes, organisation, project, refused, seen},
};

mod given;
mod released;
mod schema;
mod secret;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = both![
        s4_f5_one_procured_education_provider,
        s4_f9_the_provider_adapts_to_every_participant,
        a_procurement_goes_from_plan_to_delivery,
        all_that_is_wrong_with_a_plan_is_told_at_once,
        nothing_is_published_without_a_demand_of_accessibility,
        a_quote_comes_in_time_and_once,
        a_direct_award_lies_below_the_limit_of_its_day,
        a_direct_award_takes_three_quotes_or_a_reason,
        no_contract_is_signed_within_the_standstill,
        what_a_court_sends_back_is_evaluated_anew,
        a_contract_changes_by_new_versions,
        an_effort_that_is_procured_waits_for_the_award,
        no_effort_is_scheduled_while_its_award_is_appealed,
        the_library_tells_what_is_procured,
    ];
    [own, given::tests(), released::tests(), secret::tests()].into_iter().flatten().collect()
}

const MANAGER: &str = "demo-hub-manager";
const COORDINATOR: &str = "demo-hub-coordinator";
/// Of the organisation that operates the hub.
const OFFICER: &str = "upphandlaren";
const SHOWN: &str = "procurement { id version status awardedOn supplier { name } }";
const BIDDERS: [&str; 3] =
    ["Västra Utbildningshuset Demo AB", "Teknikskolan Hisingen Demo AB", "Distansakademin Demo AB"];

/// A procurement and the version that was seen last.
struct Bought {
    id: String,
    version: i64,
}

impl Bought {
    /// Planned by the hub's coordinator, as of the first of June.
    async fn plan(app: &DemoApp, method: &str, kronor: i64) -> Self {
        let hub = hub(app).await;
        let input = json!({ "hubId": hub, "title": "Kurser i mätteknik", "method": method, "category": "GENERAL",
            "estimatedValue": { "amount": kronor.to_string() } });
        let planned = act(app, COORDINATOR, "planProcurement", SHOWN, input).await;
        let id = planned["id"].as_str().expect("an id").to_owned();
        run(app, &format!("UPDATE procurements SET planned_on = '2026-06-01' WHERE id = '{}'", own(&id))).await;
        Self { id, version: 1 }
    }

    /// As [`Bought::plan`], with a demand of accessibility.
    async fn demanding(app: &DemoApp, method: &str, kronor: i64) -> Self {
        let bought = Self::plan(app, method, kronor).await;
        let input = json!({ "procurementId": bought.id, "kind": "ACCESSIBILITY", "text": "Anpassas till alla." });
        act(app, COORDINATOR, "addProcurementRequirement", "requirement { id }", input).await;
        bought
    }

    /// As [`Bought::demanding`], published with quotes due on the tenth of July.
    async fn published(app: &DemoApp) -> Self {
        let mut bought = Self::demanding(app, "OPEN", 900_000).await;
        let input = json!({ "publishedOn": "2026-06-10", "quotesDueOn": "2026-07-10" });
        bought.step(app, COORDINATOR, "publishProcurement", input).await;
        bought
    }

    /// As [`Bought::published`], with the bidders' quotes, each judged, and evaluated: their ids.
    async fn evaluated(app: &DemoApp) -> (Self, Vec<Value>) {
        let mut bought = Self::published(app).await;
        let mut quotes = Vec::new();
        for (nth, bidder) in BIDDERS.iter().enumerate() {
            quotes.push(bought.quote(app, bidder, 800_000 + 10_000 * nth as i64).await);
        }
        bought.step(app, COORDINATOR, "beginEvaluation", json!({})).await;
        for quote in &quotes {
            judge(app, quote).await;
        }
        (bought, quotes)
    }

    async fn quote(&self, app: &DemoApp, bidder: &str, kronor: i64) -> Value {
        let input = json!({ "procurementId": self.id, "bidderId": organisation(app, bidder).await,
            "amount": { "amount": kronor.to_string() }, "receivedOn": "2026-07-01" });
        act(app, COORDINATOR, "registerQuote", "quote { id }", input).await["id"].clone()
    }

    /// The input of an act on it, with what else the act takes.
    fn input(&self, more: Value) -> Value {
        let mut input = json!({ "id": self.id, "expectedVersion": self.version });
        more.as_object().expect("fields").iter().for_each(|(name, value)| input[name] = value.clone());
        input
    }

    async fn step(&mut self, app: &DemoApp, subject: &str, name: &str, more: Value) -> Value {
        let done = act(app, subject, name, SHOWN, self.input(more)).await;
        self.version = done["version"].as_i64().expect("a version");
        done
    }

    async fn award(&mut self, app: &DemoApp, quote: &Value) -> Value {
        self.step(app, MANAGER, "awardProcurement", json!({ "quoteId": quote, "awardedOn": "2026-07-20" })).await
    }

    /// The code by which an act on it is refused.
    async fn refused(&self, app: &DemoApp, name: &str, more: Value) -> String {
        refused(app, MANAGER, name, "procurement { id }", self.input(more)).await
    }

    /// What signs its contract, or amends it.
    fn contract(&self, signed: &str, more: Value) -> Value {
        let mut input = json!({ "procurementId": self.id, "expectedVersion": self.version, "signedOn": signed,
            "terms": { "contents": "Tre kurser", "amount": { "amount": "800000" }, "validFrom": "2026-09-01",
                "validTo": "2027-08-31" } });
        more.as_object().expect("fields").iter().for_each(|(name, value)| input[name] = value.clone());
        input
    }

    async fn sign(&mut self, app: &DemoApp, signed: &str) -> Value {
        let shown = "contractVersion { id edition amends { id } procurement { version status } }";
        let signed = act(app, MANAGER, "signContract", shown, self.contract(signed, json!({}))).await;
        self.version = signed["procurement"]["version"].as_i64().expect("a version");
        signed
    }
}

/// The id as it is stored.
fn own(id: &str) -> &str {
    id.split_once('_').expect("an id").1
}

async fn run(app: &DemoApp, sql: &str) {
    app.db.connection().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
}

async fn hub(app: &DemoApp) -> String {
    let sql =
        format!("SELECT DISTINCT hub_id FROM role_assignments WHERE subject = '{MANAGER}' AND hub_id IS NOT NULL");
    format!("hub_{}", stored(app, &sql).await)
}

async fn judge(app: &DemoApp, quote: &Value) {
    let input = json!({ "id": quote, "expectedVersion": 1, "qualifies": true, "points": 70, "judgement": "Uppfyllt." });
    act(app, COORDINATOR, "evaluateQuote", "quote { id }", input).await;
}

async fn s4_f5_one_procured_education_provider(app: DemoApp) {
    let asked = "procurements(first: 5) { nodes { status method supplier { name } buyer { name }
        efforts(first: 1) { totalCount nodes { provider { name } needs(first: 1) { totalCount } } } } }";
    let lift = project(&app, KNOWLEDGE_LIFT).await;
    let card = card(&app, &lift, asked).await;
    let [procured] = nodes(&card["procurements"]) else { panic!("{card:#}") };
    assert_eq!((&procured["status"], &procured["buyer"]["name"]), (&json!("CLOSED"), &json!("Region Västmanland")));
    let given = &procured["efforts"];
    assert!(given["totalCount"].as_i64() > Some(5), "{given:#}");
    assert_eq!(procured["supplier"]["name"], "Mälardalens Utbildning Demo AB");
    assert_eq!(given["nodes"][0]["provider"]["name"], procured["supplier"]["name"]);
}

async fn s4_f9_the_provider_adapts_to_every_participant(app: DemoApp) {
    let asked = "procurements(first: 5, filter: { someRequirement: { kind: { eq: ACCESSIBILITY }, mandatory: { eq: true } } }) {
        nodes { requirements(first: 9, filter: { kind: { eq: ACCESSIBILITY } }) { nodes { text } } } }";
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, asked).await;
    let [procured] = nodes(&card["procurements"]) else { panic!("{card:#}") };
    let [demand] = nodes(&procured["requirements"]) else { panic!("{procured:#}") };
    assert!(demand["text"].as_str().is_some_and(|text| text.contains("funktionsvariation")), "{demand:#}");
}

async fn a_procurement_goes_from_plan_to_delivery(app: DemoApp) {
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    let stale = json!({ "quoteId": quotes[0], "awardedOn": "2026-07-20" });
    let earlier = Bought { id: bought.id.clone(), version: 1 };
    assert_eq!(earlier.refused(&app, "awardProcurement", stale.clone()).await, "VERSION_IS_STALE");
    for subject in [COORDINATOR, "demo-project-manager", "demo-provider", "demo-process-leader"] {
        let input = bought.input(stale.clone());
        assert_eq!(refused(&app, subject, "awardProcurement", SHOWN, input).await, "DENIED", "{subject}");
    }
    let awarded = bought.award(&app, &quotes[0]).await;
    let expected = json!({ "id": bought.id, "version": bought.version, "status": "AWARDED", "awardedOn": "2026-07-20",
        "supplier": { "name": BIDDERS[0] } });
    assert_eq!(awarded, expected);
    let notice = json!({ "notice": "ELECTRONIC", "toldOn": "2026-07-21" });
    bought.step(&app, MANAGER, "beginStandstill", notice).await;
    assert_eq!(bought.sign(&app, "2026-08-03").await["procurement"]["status"], "CONTRACTED");
    let delivered = json!({ "deliveredOn": "2026-08-31", "deliveryNote": "Två av tre kurser gavs." });
    bought.step(&app, COORDINATOR, "acknowledgeDelivery", delivered).await;
    assert_eq!(bought.step(&app, COORDINATOR, "closeProcurement", json!({})).await["status"], "CLOSED");
    let again = bought.refused(&app, "cancelProcurement", json!({ "reason": "Ångrat" })).await;
    assert_eq!(again, "TRANSITION_IS_NOT_ALLOWED");
    let expected = [
        "ProcurementPlanned",
        "ProcurementPublished",
        "ProcurementEvaluationBegun",
        "ProcurementAwarded",
        "ProcurementStandstillBegun",
        "ProcurementContracted",
        "ProcurementDelivered",
        "ProcurementClosed",
    ];
    assert_eq!(events(&app, &json!(bought.id)).await, expected);
    assert_eq!(events(&app, &quotes[0]).await, ["QuoteRegistered", "QuoteQualified", "QuoteAccepted"]);
    let shown = seen(&app, None, &bought.id, "Procurement", "daysToAward deliveryNote standstillUntil").await;
    let expected =
        json!({ "daysToAward": 49, "deliveryNote": "Två av tre kurser gavs.", "standstillUntil": "2026-07-31" });
    assert_eq!(shown, expected);
}

async fn all_that_is_wrong_with_a_plan_is_told_at_once(app: DemoApp) {
    const PLAN: &str = "mutation($input: PlanProcurementInput!) { planProcurement(input: $input) {
        procurement { id } userErrors { code path } } }";
    let right =
        json!({ "hubId": hub(&app).await, "title": "Kurser", "method": "OPEN", "estimatedValue": { "amount": "1" } });
    let mut wrong = right.clone();
    (wrong["title"], wrong["cpv"], wrong["estimatedValue"]) =
        (json!(" "), json!("80500001"), json!({ "amount": "1,5" }));
    let mut found = faults(&app.speak_as(COORDINATOR), PLAN, &wrong).await;
    found.sort();
    let expected = [
        ("AMOUNT_IS_WRONG", "input.estimatedValue.amount"),
        ("CODE_IS_UNKNOWN", "input.cpv"),
        ("TEXT_LENGTH_IS_WRONG", "input.title"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
    let mut free = right.clone();
    free["estimatedValue"]["amount"] = json!("0");
    let told = faults(&app.speak_as(COORDINATOR), PLAN, &free).await;
    assert_eq!(told, fault("NUMBER_IS_OUT_OF_RANGE", "input.estimatedValue"));
    // Another hub's operator buys by people of its own.
    let mut elsewhere = right.clone();
    let others = format!("SELECT id FROM hubs WHERE id <> '{}' ORDER BY id", own(&hub(&app).await));
    elsewhere["hubId"] = json!(format!("hub_{}", app.texts(&others).await.first().expect("another hub")));
    assert_eq!(faults(&app.speak_as(COORDINATOR), PLAN, &elsewhere).await, fault("DENIED", "input"));
    appoint(&app, OFFICER, "PROCUREMENT_OFFICER", json!({ "organisationId": operator(&app).await })).await;
    act(&app, OFFICER, "planProcurement", SHOWN, right).await;
}

async fn operator(app: &DemoApp) -> String {
    let sql = format!("SELECT operator_id FROM hubs WHERE id = '{}'", own(&hub(app).await));
    format!("org_{}", stored(app, &sql).await)
}

async fn nothing_is_published_without_a_demand_of_accessibility(app: DemoApp) {
    let bought = Bought::plan(&app, "OPEN", 900_000).await;
    let publish = json!({ "publishedOn": "2026-06-10", "quotesDueOn": "2026-07-10" });
    let missing = "ACCESSIBILITY_IS_NOT_DEMANDED";
    assert_eq!(bought.refused(&app, "publishProcurement", publish.clone()).await, missing);
    let wish =
        json!({ "procurementId": bought.id, "kind": "ACCESSIBILITY", "text": "Textade filmer", "mandatory": false });
    let wish = act(&app, COORDINATOR, "addProcurementRequirement", "requirement { id version }", wish).await;
    assert_eq!(bought.refused(&app, "publishProcurement", publish.clone()).await, missing, "a wish is no demand");
    let demand = json!({ "id": wish["id"], "expectedVersion": wish["version"], "kind": "ACCESSIBILITY",
        "text": "Textade filmer", "mandatory": true });
    act(&app, COORDINATOR, "changeProcurementRequirement", "requirement { id }", demand.clone()).await;
    let mut bought = bought;
    bought.step(&app, COORDINATOR, "publishProcurement", publish).await;
    let mut late = demand;
    late["expectedVersion"] = json!(2);
    let told = refused(&app, COORDINATOR, "changeProcurementRequirement", "requirement { id }", late).await;
    assert_eq!(told, "REQUEST_IS_SETTLED");
}

async fn a_quote_comes_in_time_and_once(app: DemoApp) {
    const REGISTER: &str = "mutation($input: RegisterQuoteInput!) { registerQuote(input: $input) {
        quote { id } userErrors { code path } } }";
    let bought = Bought::published(&app).await;
    let coordinator = app.speak_as(COORDINATOR);
    let bidder = organisation(&app, BIDDERS[0]).await;
    let quote = |day: &str, bidder: &str| json!({ "procurementId": bought.id, "bidderId": bidder, "amount": { "amount": "800000" }, "receivedOn": day });
    for (day, code, path) in [
        ("2026-07-11", "QUOTE_IS_TOO_LATE", "input"),
        ("2026-06-09", "QUOTE_IS_TOO_EARLY", "input.receivedOn"),
        ("2026-09-02", "DATE_IS_IN_THE_FUTURE", "input.receivedOn"),
    ] {
        assert_eq!(faults(&coordinator, REGISTER, &quote(day, &bidder)).await, fault(code, path), "{day}");
    }
    let buyer = operator(&app).await;
    let told = faults(&coordinator, REGISTER, &quote("2026-07-10", &buyer)).await;
    assert_eq!(told, fault("BUYER_IS_NO_BIDDER", "input.bidderId"));
    act(&app, COORDINATOR, "registerQuote", "quote { id }", quote("2026-07-10", &bidder)).await;
    let told = faults(&coordinator, REGISTER, &quote("2026-07-10", &bidder)).await;
    assert_eq!(told, fault("KEY_IS_TAKEN", "input.bidderId"));
    let planned = Bought::demanding(&app, "OPEN", 900_000).await;
    let mut early = quote("2026-07-01", &bidder);
    early["procurementId"] = json!(planned.id);
    assert_eq!(faults(&coordinator, REGISTER, &early).await, fault("NO_QUOTES_ARE_TAKEN", "input"));
}

async fn a_direct_award_lies_below_the_limit_of_its_day(app: DemoApp) {
    for (estimated, offered, told) in [
        (700_000, 650_000, Some("DIRECT_AWARD_IS_ABOVE_THE_LIMIT")),
        (650_000, 700_000, Some("DIRECT_AWARD_IS_ABOVE_THE_LIMIT")),
        (699_999, 650_000, None),
    ] {
        let mut bought = Bought::demanding(&app, "DIRECT", estimated).await;
        let quote = bought.quote(&app, BIDDERS[0], offered).await;
        judge(&app, &quote).await;
        let award = json!({ "quoteId": quote, "awardedOn": "2026-07-20", "awardReason": "Bara en ger kursen." });
        match told {
            Some(code) => {
                assert_eq!(bought.refused(&app, "awardProcurement", award).await, code, "{estimated} {offered}")
            }
            None => assert_eq!(bought.step(&app, MANAGER, "awardProcurement", award).await["status"], "AWARDED"),
        }
    }
    // What is not a direct award is published first.
    let open = Bought::demanding(&app, "OPEN", 100_000).await;
    let (_, quotes) = Bought::evaluated(&app).await;
    let elsewhere = json!({ "quoteId": quotes[0], "awardedOn": "2026-07-20" });
    assert_eq!(open.refused(&app, "awardProcurement", elsewhere).await, "REFERENCE_IS_UNKNOWN");
}

async fn a_direct_award_takes_three_quotes_or_a_reason(app: DemoApp) {
    const AWARD: &str = "mutation($input: AwardProcurementInput!) { awardProcurement(input: $input) {
        procurement { id } userErrors { code path } } }";
    let mut bought = Bought::demanding(&app, "DIRECT", 300_000).await;
    let manager = app.speak_as(MANAGER);
    let first = bought.quote(&app, BIDDERS[0], 290_000).await;
    bought.quote(&app, BIDDERS[1], 295_000).await;
    let publish = json!({ "publishedOn": "2026-06-10", "quotesDueOn": "2026-07-10" });
    assert_eq!(bought.refused(&app, "publishProcurement", publish).await, "QUOTES_ARE_IN");
    let award = json!({ "quoteId": first, "awardedOn": "2026-07-20" });
    let unjudged = faults(
        &manager,
        AWARD,
        &bought.input(json!({ "quoteId": first, "awardReason": "Enda", "awardedOn": "2026-07-20" })),
    )
    .await;
    assert_eq!(
        unjudged,
        fault("TRANSITION_IS_NOT_ALLOWED", "input"),
        "a quote is accepted when it meets the requirements"
    );
    judge(&app, &first).await;
    let told = faults(&manager, AWARD, &bought.input(award.clone())).await;
    assert_eq!(told, fault("THREE_QUOTES_OR_A_REASON", "input.awardReason"));
    bought.quote(&app, BIDDERS[2], 310_000).await;
    bought.step(&app, MANAGER, "awardProcurement", award).await;
    let terms = |kronor: &str| {
        let mut input = bought.contract("2026-07-21", json!({}));
        input["terms"]["amount"]["amount"] = json!(kronor);
        input
    };
    // What is agreed is held to the limit that the award was held to.
    let shown = "contractVersion { procurement { status version } }";
    let told = refused(&app, MANAGER, "signContract", shown, terms("700000")).await;
    assert_eq!(told, "DIRECT_AWARD_IS_ABOVE_THE_LIMIT");
    // No standstill is asked for.
    let signed = act(&app, MANAGER, "signContract", shown, terms("699999")).await;
    assert_eq!(signed["procurement"]["status"], "CONTRACTED");
    let mut dearer = terms("700000");
    (dearer["expectedVersion"], dearer["reason"]) = (signed["procurement"]["version"].clone(), json!("Fler kurser"));
    let told = refused(&app, MANAGER, "amendContract", shown, dearer).await;
    assert_eq!(told, "DIRECT_AWARD_IS_ABOVE_THE_LIMIT");
}

async fn no_contract_is_signed_within_the_standstill(app: DemoApp) {
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    let sign = async |bought: &Bought, day: &str| {
        refused(&app, MANAGER, "signContract", "contractVersion { id }", bought.contract(day, json!({}))).await
    };
    assert_eq!(sign(&bought, "2026-08-01").await, "TRANSITION_IS_NOT_ALLOWED");
    bought.award(&app, &quotes[0]).await;
    assert_eq!(sign(&bought, "2026-08-01").await, "STANDSTILL_IS_REQUIRED");
    bought.step(&app, MANAGER, "beginStandstill", json!({ "notice": "LETTER", "toldOn": "2026-07-20" })).await;
    assert_eq!(sign(&bought, "2026-08-04").await, "STANDSTILL_IS_NOT_OVER");
    bought.sign(&app, "2026-08-05").await;
}

async fn what_a_court_sends_back_is_evaluated_anew(app: DemoApp) {
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    bought.award(&app, &quotes[0]).await;
    let appeal = json!({ "appealedOn": "2026-07-25", "reason": "Förvaltningsrätten, mål 1234" });
    bought.step(&app, COORDINATOR, "noteAppeal", appeal.clone()).await;
    let dismissed = json!({ "outcome": "DISMISSED", "reason": "Avslag" });
    assert_eq!(bought.step(&app, COORDINATOR, "settleAppeal", dismissed).await["status"], "AWARDED");
    bought.step(&app, COORDINATOR, "noteAppeal", appeal).await;
    let corrected = json!({ "outcome": "CORRECTED", "reason": "Poängen ska räknas om." });
    let back = bought.step(&app, COORDINATOR, "settleAppeal", corrected).await;
    assert_eq!((&back["status"], &back["supplier"]), (&json!("EVALUATION"), &Value::Null));
    let early = json!({ "quoteId": quotes[1], "awardedOn": "2026-07-24" });
    assert_eq!(bought.refused(&app, "awardProcurement", early).await, "PROCUREMENT_STEP_IS_TOO_EARLY");
    let anew = json!({ "quoteId": quotes[1], "awardedOn": "2026-08-20" });
    assert_eq!(bought.step(&app, MANAGER, "awardProcurement", anew).await["supplier"]["name"], BIDDERS[1]);
    assert_eq!(events(&app, &quotes[0]).await.last().map(String::as_str), Some("QuoteSetAside"));
}

async fn a_contract_changes_by_new_versions(app: DemoApp) {
    let (mut bought, quotes) = Bought::evaluated(&app).await;
    bought.award(&app, &quotes[0]).await;
    bought.step(&app, MANAGER, "beginStandstill", json!({ "notice": "ELECTRONIC", "toldOn": "2026-07-20" })).await;
    let first = bought.sign(&app, "2026-08-03").await;
    let amend = bought.contract("2026-08-20", json!({ "reason": "Företagen vill ha kvällstider." }));
    let shown = "contractVersion { id edition reason amends { id } procurement { version } }";
    let second = act(&app, MANAGER, "amendContract", shown, amend.clone()).await;
    assert_eq!((&second["edition"], &second["amends"]["id"]), (&json!(2), &first["id"]));
    let stale = refused(&app, MANAGER, "amendContract", "contractVersion { id }", amend).await;
    assert_eq!(stale, "VERSION_IS_STALE");
    bought.version = second["procurement"]["version"].as_i64().expect("a version");
    let early = bought.contract("2026-08-10", json!({ "reason": "Fel dag" }));
    let told = refused(&app, MANAGER, "amendContract", "contractVersion { id }", early).await;
    assert_eq!(told, "AMENDMENT_IS_TOO_EARLY");
    // The first stays as it was signed.
    let id = first["id"].as_str().expect("an id");
    let kept = seen(&app, None, id, "ContractVersion", "edition reason nextVersions(first: 1) { nodes { id } }").await;
    let expected = json!({ "edition": 1, "reason": null, "nextVersions": { "nodes": [{ "id": second["id"] }] } });
    assert_eq!(kept, expected);
    bought.step(&app, COORDINATOR, "acknowledgeDelivery", json!({})).await;
    let late = bought.contract("2026-09-01", json!({ "reason": "För sent" }));
    let told = refused(&app, MANAGER, "amendContract", "contractVersion { id }", late).await;
    assert_eq!(told, "CONTRACT_IS_NOT_IN_FORCE");
}

/// An effort that is being sourced and has an occasion, and what is evaluated for it.
async fn sourced(app: &DemoApp) -> (Value, Bought, Vec<Value>) {
    let plan = json!({ "hubId": hub(app).await, "title": "Mätteknik", "kind": "COURSE", "delivery": "PLACE",
        "targetGroup": "EMPLOYEES", "hours": 24, "path": "PROCURE", "budget": { "amount": "900000" },
        "budgetLine": "Utbildning", "goals": "Tio kan mäta i tre dimensioner" });
    let effort = act(app, MANAGER, "planEffort", "effort { id version }", plan).await;
    for (version, step) in [(1, "TRIAGE"), (2, "APPROVE"), (3, "SOURCE")] {
        let step = json!({ "id": effort["id"], "expectedVersion": version, "step": step });
        act(app, MANAGER, "advanceEffort", "effort { id }", step).await;
    }
    let occasion =
        json!({ "effortId": effort["id"], "startsOn": "2026-10-01", "endsOn": "2026-10-31", "capacity": 12 });
    act(app, MANAGER, "planOccasion", "occasion { id }", occasion).await;
    let (mut bought, quotes) = Bought::evaluated(app).await;
    let procure = json!({ "procurementId": bought.id, "expectedVersion": bought.version, "effortId": effort["id"] });
    let done = act(app, COORDINATOR, "procureEffort", SHOWN, procure).await;
    bought.version = done["version"].as_i64().expect("a version");
    (effort, bought, quotes)
}

fn schedule(effort: &Value) -> Value {
    json!({ "id": effort["id"], "expectedVersion": 4, "step": "SCHEDULE" })
}

async fn an_effort_that_is_procured_waits_for_the_award(app: DemoApp) {
    let (effort, mut bought, quotes) = sourced(&app).await;
    let again = json!({ "procurementId": bought.id, "expectedVersion": bought.version, "effortId": effort["id"] });
    assert_eq!(refused(&app, COORDINATOR, "procureEffort", SHOWN, again).await, "KEY_IS_TAKEN");
    let told = refused(&app, MANAGER, "advanceEffort", "effort { id }", schedule(&effort)).await;
    assert_eq!(told, "EFFORT_AWAITS_AN_AWARD");
    bought.award(&app, &quotes[0]).await;
    let scheduled = act(&app, MANAGER, "advanceEffort", "effort { status }", schedule(&effort)).await;
    assert_eq!(scheduled["status"], "SCHEDULED");
    let id = effort["id"].as_str().expect("an id");
    let shown = seen(&app, None, id, "Effort", "procurements(first: 5) { nodes { supplier { name } } }").await;
    assert_eq!(shown["procurements"]["nodes"], json!([{ "supplier": { "name": BIDDERS[0] } }]));
}

async fn no_effort_is_scheduled_while_its_award_is_appealed(app: DemoApp) {
    let (effort, mut bought, quotes) = sourced(&app).await;
    bought.award(&app, &quotes[0]).await;
    let appeal = json!({ "appealedOn": "2026-07-25", "reason": "Förvaltningsrätten, mål 1234" });
    bought.step(&app, COORDINATOR, "noteAppeal", appeal).await;
    let advance = "mutation($input: AdvanceEffortInput!) {
        advanceEffort(input: $input) { effort { id } userErrors { code message } } }";
    let told = app.speak_as(MANAGER).ask(advance, json!({ "input": schedule(&effort) })).await;
    let message = format!("Tilldelningen för insatsen är överprövad. ({}, 2026-07-25)", bought.id);
    let expected =
        json!({ "effort": null, "userErrors": [{ "code": "EFFORT_AWARD_IS_APPEALED", "message": message }] });
    assert_eq!(told["advanceEffort"], expected);
    let dismissed = json!({ "outcome": "DISMISSED", "reason": "Talan avslås." });
    bought.step(&app, COORDINATOR, "settleAppeal", dismissed).await;
    let scheduled = act(&app, MANAGER, "advanceEffort", "effort { status }", schedule(&effort)).await;
    assert_eq!(scheduled["status"], "SCHEDULED");
}

async fn the_library_tells_what_is_procured(app: DemoApp) {
    let slug = "upphandlingar";
    closed(&app, slug).await;
    let rows = told(&app, MANAGER, slug, "").await;
    let planned = with(&rows, "procurement_status_code", "PLANNED");
    assert!(!planned.is_empty() && with(&rows, "procurement_status_code", "CLOSED").is_empty(), "{rows:#?}");
    assert!(rows.iter().any(|row| row["days_to_award"].as_i64() == Some(52)), "{rows:#?}");
    let public = told(&app, "demo-other-org-contact", slug, "").await;
    assert!(!public.is_empty() && with(&public, "procurement_status_code", "PLANNED").is_empty(), "{public:#?}");
    let direct = told(&app, MANAGER, slug, "forfarande=DIRECT&status=DELIVERED").await;
    assert_eq!(direct.len(), 1, "{direct:#?}");
}
