//! A year of an industry council's life, by those who may: what is seen coming becomes a need, a meeting stands behind it, the hub
//! ranks it, finds who can teach it, buys that and sees what came of it; and the next plan begins. By the API and by the forms in
//! turn, while the service's clock goes on; in the end one query tells all of it, of any day.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    constitution::{organisations, own_council, seated},
    follow_ups::held,
    forms::{after, filled, sent},
    harness::{
        App, Database, DemoApp, Loaded,
        elsewhere::{events, give},
        trial::both,
        visitor::{Page, Reader},
    },
    matching::supply,
    seed_questions::STRANGER,
    seeds::{act, nodes, organisation, refused, seen},
};

mod asked;

pub fn tests() -> Vec<Trial> {
    both![a_year_from_a_signal_to_the_next_plan]
}

const LEADER: &str = "demo-process-leader";
const CHAIR: &str = "demo-council-member";
const COORDINATOR: &str = "demo-hub-coordinator";
const MANAGER: &str = "demo-hub-manager";
const CONTACT: &str = "demo-org-contact";

const BRANCH: &str = "Branschråd vätgas";
const SIGNAL: &str = "Tre elektrolysörer byggs";
const NEED: &str = "Drifttekniker för vätgas";
const GOAL: &str = "Utbildade drifttekniker";
const EFFORT: &str = "Vätgas i drift";
const AIM: &str = "Deltagarna sköter driften själva";
const SUPPLIER: &str = "Västra Utbildningshuset Demo AB";
const SITS_THERE: &str = "Astrid Exempelgren";
const FOUND_OUT: &str = "Alla som gick kursen sköter driften på egen hand.";

/// The day of the meeting.
const MEETING: &str = "2026-12-02";

/// What the council has after its first autumn.
struct Council {
    hub: Value,
    council: Value,
    /// The organisations that sit there, each with its mandate.
    members: Vec<(Value, Value)>,
    need: String,
    plan: Value,
    goal: Value,
}

/// What the hub has after the winter.
struct Effort {
    effort: Value,
    occasion: Value,
    procurement: Value,
}

/// The service as it is from `now` on.
async fn at(database: &Database, now: &str, nth: u128) -> DemoApp {
    let app = App::start_later(database, (now, nth), |config| config.demonstration = true).await;
    DemoApp(app.expect("a service"))
}

/// What somebody of the demonstration does by a form, the way to which says what it is about; what it leads to.
async fn by_form(app: &DemoApp, role: &str, (name, about): (&str, &str), fields: &[(&str, &str)]) -> (String, Page) {
    let reader = Reader::of(app, role).await;
    let form = reader.get(&format!("/gor/{name}{about}")).await;
    after(&reader, &sent(&reader, &format!("/gor/{name}"), &filled(&form, fields)).await).await
}

/// A step with something at the version that was seen last; it as it is then.
async fn step(app: &DemoApp, subject: &str, (name, of): (&str, &str), it: &Value, more: Value) -> Value {
    let mut input = json!({ "id": it["id"], "expectedVersion": it["version"] });
    more.as_object().expect("fields").iter().for_each(|(field, value)| input[field] = value.clone());
    act(app, subject, name, &format!("{of} {{ id version status }}"), input).await
}

/// Something as it is now.
async fn now(app: &DemoApp, id: &str, of: &str) -> Value {
    seen(app, Some(MANAGER), id, of, "id version status").await
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

async fn a_year_from_a_signal_to_the_next_plan(Loaded(database): Loaded) {
    let council = autumn(&at(&database, "2026-09-15T08:00:00Z", 1).await).await;
    let winter = at(&database, "2026-12-02T08:00:00Z", 2).await;
    meeting(&winter, &council).await;
    priority(&winter, &council).await;
    let effort = sourcing(&winter, &council).await;
    let (effort, enrolment) = spring(&at(&database, "2027-02-01T08:00:00Z", 3).await, &council, effort).await;
    let app = at(&database, "2027-09-15T08:00:00Z", 4).await;
    what_came_of_it(&app, &council, &effort, &enrolment).await;
    asked::why_and_did_it_help(&app, &council, text(&effort.effort["id"])).await;
}

/// The council is constituted, sees something coming, is told of a need and drafts its plan.
async fn autumn(app: &DemoApp) -> Council {
    let (hub, council) = (held(app, MANAGER, "hubId").await, own_council(app).await);
    let leader = app.speak_as(LEADER);
    let established = json!({ "councilId": council, "name": BRANCH, "sni": ["35"], "decisionReference": "§ 7/2026" });
    let branch = act(app, LEADER, "establishIndustryCouncil", "industryCouncil { id }", established).await;
    let branch = &branch["id"];
    let mut members = Vec::new();
    for own in organisations(app, 3).await {
        let inviting = json!({ "councilId": council, "industryCouncilId": branch, "organisationId": own,
            "seat": "EMPLOYER", "standing": "MEMBER", "mandateFrom": "2026-09-15" });
        members.push((own, seated(&leader, inviting).await));
    }
    let naming = json!({ "membershipId": members[0].1["id"], "name": SITS_THERE });
    act(app, LEADER, "nameRepresentative", "representative { id }", naming).await;

    let own = text(&council);
    let captured = [
        ("councilId", own),
        ("source", "TECHNOLOGY"),
        ("steep", "TECHNOLOGICAL"),
        ("title", SIGNAL),
        ("text", "Två bolag har beställt elektrolysörer, och ett tredje väntar."),
        ("sni", "35"),
    ];
    let (signal, page) = by_form(app, "hub_coordinator", ("captureSignal", ""), &captured).await;
    page.says(&[SIGNAL, "Ny teknik"]);
    let judged = json!({ "signalId": signal, "expectedVersion": 1, "industryCouncilId": branch, "relevance": 5,
        "horizon": "MEDIUM", "confidence": "HIGH" });
    let judged = act(app, CHAIR, "assessSignal", "assessment { signal { status relevanceMedian } }", judged).await;
    assert_eq!(judged["signal"], json!({ "status": "ASSESSED", "relevanceMedian": 5.0 }));

    let reported = [
        ("councilId", ""),
        ("industryCouncilId", text(branch)),
        ("title", NEED),
        ("basis", "BOTH"),
        ("cause", "TECHNOLOGY_SHIFT"),
        ("horizon", "MEDIUM"),
        ("targetGroup", "EMPLOYEES"),
        ("peopleNeeded", "40"),
    ];
    let (need, page) = by_form(app, "process_leader", ("reportNeed", ""), &reported).await;
    page.says(&[NEED, "Anmält", BRANCH]);
    let linking = json!({ "signalId": signal, "expectedVersion": 2, "needId": need });
    let linked = act(app, LEADER, "linkSignal", "link { signal { status } need { title } }", linking).await;
    assert_eq!(linked, json!({ "signal": { "status": "LINKED" }, "need": { "title": NEED } }));
    let coded = [("codes.sni", "35"), ("codes.ssyk", "6130"), ("codes.municipality", "1480")];
    let about = format!("?id={need}");
    let (_, page) = by_form(app, "hub_coordinator", ("qualifyNeed", &about), &coded).await;
    page.says(&["Kvalificerat", "Anmält → kvalificerat"]);
    // It may be an organisation's plans, and is no other's to read.
    assert_eq!(seen(app, Some(STRANGER), &need, "Need", "title").await, Value::Null);

    let (plan, goal) = drafted(app, own, text(branch)).await;
    Council { hub, council, members, need, plan, goal }
}

/// The plan of the year to come, out for consultation, and its goal.
async fn drafted(app: &DemoApp, council: &str, branch: &str) -> (Value, Value) {
    let draft = json!({ "councilId": council, "year": 2027, "title": "Handlingsplan 2027" });
    let plan = act(app, LEADER, "draftActionPlan", "plan { id version status }", draft).await;
    let first = [("place", "1"), ("title", "Vätgas"), ("sni", "35"), ("industryCouncilId", branch)];
    let about = format!("?actionPlanId={}", text(&plan["id"]));
    let (priority, page) = by_form(app, "process_leader", ("addPlanPriority", &about), &first).await;
    page.says(&["Vätgas", BRANCH, "Handlingsplan 2027"]);
    let goal = json!({ "priorityId": priority, "title": GOAL, "metric": "COMPLETED_ENROLMENTS", "unit": "personer",
        "baseline": 0, "target": 1, "dueOn": "2027-12-31" });
    let goal = act(app, LEADER, "addPlanGoal", "goal { id version }", goal).await;
    let about = format!("?id={}", text(&plan["id"]));
    let until = [("until", "2026-11-30")];
    let (_, page) = by_form(app, "process_leader", ("consultOnActionPlan", &about), &until).await;
    page.says(&["På remiss"]);
    (now(app, text(&plan["id"]), "ActionPlan").await, goal)
}

/// The meeting stands behind the need, and its minutes are approved by two.
async fn meeting(app: &DemoApp, council: &Council) {
    let branch = seen(app, Some(LEADER), &council.need, "Need", "industryCouncil { id }").await;
    let branch = &branch["industryCouncil"]["id"];
    let planned = json!({ "councilId": council.council, "industryCouncilId": branch, "title": "Rådsmöte om vätgas",
        "startsAt": format!("{MEETING}T06:00:00Z") });
    let meeting = act(app, LEADER, "planCouncilMeeting", "meeting { id version status }", planned).await;
    let id = text(&meeting["id"]);
    let item = [("kind", "ENDORSEMENT"), ("title", "Förankring av behov"), ("needId", council.need.as_str())];
    let about = format!("?meetingId={id}");
    let (item, page) = by_form(app, "process_leader", ("addAgendaItem", &about), &item).await;
    page.says(&["Förankring av behov", NEED]);
    let convened = json!({ "convenedOn": "2026-11-18" });
    let meeting = step(app, LEADER, ("conveneCouncilMeeting", "meeting"), &meeting, convened).await;
    let opened = json!({ "openedAt": format!("{MEETING}T06:05:00Z") });
    let meeting = step(app, CHAIR, ("openCouncilMeeting", "meeting"), &meeting, opened).await;
    assert_eq!(meeting["status"], "IN_SESSION");
    for (nth, (_, mandate)) in council.members.iter().enumerate() {
        let function = ["CHAIR", "VERIFIER"].get(nth);
        let there = json!({ "meetingId": id, "membershipId": mandate["id"], "function": function });
        act(app, LEADER, "recordPresence", "presence { id }", there).await;
    }
    let proposal = [("text", "Branschrådet ställer sig bakom behovet.")];
    let about = format!("?itemId={item}");
    let (decision, page) = by_form(app, "process_leader", ("proposeDecision", &about), &proposal).await;
    page.says(&["Branschrådet ställer sig bakom behovet."]);
    let settled = json!({ "id": decision, "expectedVersion": 1, "others": "FOR" });
    let settled = act(app, CHAIR, "settleDecision", "decision { status votesFor quorum }", settled).await;
    assert_eq!(settled, json!({ "status": "ADOPTED", "votesFor": 3, "quorum": 2 }));
    let closed = json!({ "closedAt": format!("{MEETING}T07:30:00Z") });
    let meeting = step(app, CHAIR, ("closeCouncilMeeting", "meeting"), &meeting, closed).await;

    let about = format!("?needId={}", council.need);
    let by = [("decisionId", decision.as_str()), ("industryCouncilId", ""), ("decidedOn", ""), ("reference", "")];
    let (endorsement, page) = by_form(app, "council_member", ("endorseNeed", &about), &by).await;
    page.says(&[NEED, BRANCH, "§ 1/2026"]);
    assert_eq!(events(app, &json!(endorsement)).await, ["EndorsementGiven"]);

    let draft = step(app, LEADER, ("draftMinutes", "meeting"), &meeting, json!({})).await;
    give(app, "verifier", "COUNCIL_MEMBER", &council.council).await;
    let verified = json!({ "signatory": "VERIFIER" });
    step(app, "verifier", ("approveMinutes", "meeting"), &draft, verified).await;
    // Until both have, the minutes are the council's own.
    assert_eq!(seen(app, None, id, "CouncilMeeting", "status").await, Value::Null);
    let about = format!("?id={id}");
    let (_, page) = by_form(app, "council_member", ("approveMinutes", &about), &[("signatory", "CHAIR")]).await;
    page.says(&["Justerat"]);
    assert_eq!(seen(app, None, id, "CouncilMeeting", "status").await["status"], "MINUTES_APPROVED");
}

/// The plan is adopted, the hub ranks the need by it, and sees what there is that could answer it.
async fn priority(app: &DemoApp, council: &Council) {
    let adopted = json!({ "decisionReference": "Protokoll 2026:6 § 41" });
    let plan = step(app, LEADER, ("adoptActionPlan", "plan"), &council.plan, adopted).await;
    assert_eq!(plan["status"], "ADOPTED");
    let judged = [
        ("actionPlanId", text(&plan["id"])),
        ("substitutabilityGap", "40"),
        ("equalityEffect", "50"),
        ("existingSupply", "10"),
        ("rationale", "Få närliggande yrken"),
    ];
    let about = format!("?needId={}", council.need);
    let (_, page) = by_form(app, "hub_manager", ("scoreNeed", &about), &judged).await;
    page.says(&[NEED, "Få närliggande yrken"]);
    let ranked = "status scores(first: 1) { nodes { score recomputed } }";
    let ranked = seen(app, Some(CHAIR), &council.need, "Need", ranked).await;
    // 20·40 + 25·50 + 15·40 + 20·25 + 10·50 − 30·10
    let expected = json!({ "status": "PRIORITISED", "scores": { "nodes": [{ "score": 3_350, "recomputed": 3_350 }] } });
    assert_eq!(ranked, expected);

    let title = "Vätgas från grunden";
    let row = format!("e.vatgas;i.vatgas;{title};6130;1480;2027-03-01\n");
    supply(app, &format!("Identifierare;Utbildning;Titel;SSYK;Kommun;Start\n{row}")).await;
    let found = "matches(first: 5, language: \"sv\") { title score terms { term } }";
    let found = seen(app, Some(COORDINATOR), &council.need, "Need", found).await;
    let matched = found["matches"].as_array().expect("matches").iter().find(|one| one["title"] == title);
    let matched = matched.unwrap_or_else(|| panic!("no {title}: {found:#}"));
    let terms = matched["terms"].as_array().expect("terms").iter();
    let sum: i64 = terms.filter_map(|term| term["term"].as_i64()).sum();
    assert_eq!(Some(sum), matched["score"].as_i64(), "{matched:#}");
    let page = Reader::of(app, "hub_coordinator").await.get(&format!("/ting/{}", council.need)).await;
    page.says(&["Utbildning som kan svara mot behovet", title]);
}

/// What an effort is, with `more`: what was approved is said again when it is revised.
fn said(more: Value) -> Value {
    let mut said = json!({ "title": EFFORT, "kind": "COURSE", "delivery": "PLACE", "targetGroup": "EMPLOYEES",
        "hours": 40, "path": "PROCURE", "budget": { "amount": "300000" }, "budgetLine": "Utbildning", "goals": AIM, "openToAll": true,
        "codes": { "ssyk": "6130", "sni": "35" } });
    more.as_object().expect("fields").iter().for_each(|(name, value)| said[name] = value.clone());
    said
}

/// No supply is enough: the effort is approved, answers the need, is procured and gets its occasion.
async fn sourcing(app: &DemoApp, council: &Council) -> Effort {
    let shown = "effort { id version status }";
    let effort = act(app, COORDINATOR, "planEffort", shown, said(json!({ "hubId": council.hub }))).await;
    let id = text(&effort["id"]).to_owned();
    step(app, COORDINATOR, ("advanceEffort", "effort"), &effort, json!({ "step": "TRIAGE" })).await;
    let about = format!("?id={id}");
    let (_, page) = by_form(app, "hub_manager", ("advanceEffort", &about), &[("step", "APPROVE")]).await;
    page.says(&[EFFORT, "Beslutad", AIM]);
    let about = format!("?needId={}", council.need);
    let answer = [("hubId", text(&council.hub)), ("effortId", id.as_str())];
    by_form(app, "hub_coordinator", ("linkEffortToNeed", &about), &answer).await;
    let page = Reader::of(app, "process_leader").await.get(&format!("/ting/{}", council.need)).await;
    page.says(&["Under åtgärd", EFFORT]);
    // A plan of the hub's, which another organisation is not told of.
    assert_eq!(seen(app, Some(STRANGER), &id, "Effort", "title").await, Value::Null);
    let approved = now(app, &id, "Effort").await;
    let sourced = step(app, COORDINATOR, ("advanceEffort", "effort"), &approved, json!({ "step": "SOURCE" })).await;
    assert_eq!(sourced["status"], "SOURCING");

    let procurement = bought(app, council, &id).await;
    // Whose contract is signed is to give it.
    let effort = now(app, &id, "Effort").await;
    let days = [("startsOn", "2027-02-01"), ("endsOn", "2027-05-31"), ("municipality", "1480"), ("capacity", "12")];
    let about = format!("?effortId={id}");
    let (occasion, page) = by_form(app, "hub_coordinator", ("planOccasion", &about), &days).await;
    page.says(&["Planerat", "Göteborg", EFFORT]);
    let occasion = now(app, &occasion, "Occasion").await;
    let confirm = json!({ "step": "CONFIRM" });
    let occasion = step(app, COORDINATOR, ("advanceOccasion", "occasion"), &occasion, confirm).await;
    let scheduled = step(app, COORDINATOR, ("advanceEffort", "effort"), &effort, json!({ "step": "SCHEDULE" })).await;
    let effort = step(app, COORDINATOR, ("advanceEffort", "effort"), &scheduled, json!({ "step": "OPEN" })).await;
    let open = seen(app, None, &id, "Effort", "status provider { name }").await;
    assert_eq!(open, json!({ "status": "OPEN", "provider": { "name": SUPPLIER } }), "it is everyone's from now on");
    Effort { effort, occasion, procurement }
}

/// A direct award below the limit, with a demand of accessibility and a reason; the contract is signed.
async fn bought(app: &DemoApp, council: &Council, effort: &str) -> Value {
    let plan = json!({ "hubId": council.hub, "title": "Kurs i vätgasdrift", "method": "DIRECT", "category": "GENERAL",
        "estimatedValue": { "amount": "300000" } });
    let planned = act(app, COORDINATOR, "planProcurement", "procurement { id }", plan).await;
    let id = text(&planned["id"]);
    let demand = json!({ "procurementId": id, "kind": "ACCESSIBILITY", "text": "Kursen anpassas till alla." });
    act(app, COORDINATOR, "addProcurementRequirement", "requirement { id }", demand).await;
    let about = format!("?procurementId={id}");
    let (_, page) = by_form(app, "hub_coordinator", ("procureEffort", &about), &[("effortId", effort)]).await;
    page.says(&["Kurs i vätgasdrift", EFFORT]);
    let quote = json!({ "procurementId": id, "bidderId": organisation(app, SUPPLIER).await,
        "amount": { "amount": "290000" }, "receivedOn": MEETING });
    let quote = act(app, COORDINATOR, "registerQuote", "quote { id version }", quote).await;
    let judged = json!({ "qualifies": true, "points": 80, "judgement": "Uppfyllt." });
    let quote = step(app, COORDINATOR, ("evaluateQuote", "quote"), &quote, judged).await;
    let quote = text(&quote["id"]);
    assert_eq!(seen(app, Some(STRANGER), quote, "Quote", "points").await, Value::Null, "secret until the award");
    let awarded = [("quoteId", quote), ("awardedOn", MEETING), ("awardReason", "Ingen annan ger kursen.")];
    let about = format!("?id={id}");
    let (_, page) = by_form(app, "hub_manager", ("awardProcurement", &about), &awarded).await;
    page.says(&["Tilldelad", SUPPLIER]);
    assert_eq!(seen(app, Some(STRANGER), quote, "Quote", "points").await["points"], 80);
    let awarded = now(app, id, "Procurement").await;
    let contract = json!({ "procurementId": id, "expectedVersion": awarded["version"], "signedOn": MEETING,
        "terms": { "contents": "En kurs om 40 timmar", "amount": { "amount": "290000" }, "validFrom": "2027-01-01",
            "validTo": "2027-12-31" } });
    let shown = "contractVersion { procurement { id version status } }";
    let signed = act(app, MANAGER, "signContract", shown, contract).await;
    assert_eq!(signed["procurement"]["status"], "CONTRACTED");
    signed["procurement"].clone()
}

/// The plan is in force, and someone begins the course.
async fn spring(app: &DemoApp, council: &Council, sourced: Effort) -> (Effort, Value) {
    let plan = now(app, text(&council.plan["id"]), "ActionPlan").await;
    let plan = step(app, LEADER, ("bringActionPlanIntoForce", "plan"), &plan, json!({})).await;
    assert_eq!(plan["status"], "IN_FORCE");
    let own = "{ participations(first: 1) { nodes { participant { id } organisation { id } } } }";
    let own = app.speak_as(CONTACT).ask(own, json!({})).await;
    let employed = &nodes(&own["participations"])[0];
    let person = [
        ("participantId", text(&employed["participant"]["id"])),
        ("participationId", ""),
        ("organisationId", text(&employed["organisation"]["id"])),
    ];
    let about = format!("?occasionId={}", text(&sourced.occasion["id"]));
    let (enrolment, page) = by_form(app, "org_contact", ("nominateParticipant", &about), &person).await;
    page.says(&["Nominerad", EFFORT]);
    let mut enrolment = now(app, &enrolment, "Enrolment").await;
    for (subject, taken) in [(COORDINATOR, "FIND_ELIGIBLE"), (COORDINATOR, "OFFER"), (CONTACT, "CONFIRM")] {
        let taken = json!({ "step": taken });
        enrolment = step(app, subject, ("advanceEnrolment", "enrolment"), &enrolment, taken).await;
    }
    let first = json!({ "startedOn": "2027-02-01" });
    let enrolment = step(app, COORDINATOR, ("startEnrolment", "enrolment"), &enrolment, first).await;
    let start = json!({ "step": "START" });
    let occasion = step(app, COORDINATOR, ("advanceOccasion", "occasion"), &sourced.occasion, start.clone()).await;
    let effort = step(app, COORDINATOR, ("advanceEffort", "effort"), &sourced.effort, start).await;
    assert_eq!((&effort["status"], &occasion["status"]), (&json!("RUNNING"), &json!("ONGOING")));
    (Effort { effort, occasion, ..sourced }, enrolment)
}

/// The course is over and delivered, what came of it is recorded, the need is met, and the next plan goes on from this one.
async fn what_came_of_it(app: &DemoApp, council: &Council, run: &Effort, enrolment: &Value) {
    let last = json!({ "endedOn": "2027-05-31", "minutes": 2_400 });
    let enrolment = step(app, COORDINATOR, ("completeEnrolment", "enrolment"), enrolment, last).await;
    let finish = json!({ "step": "FINISH" });
    step(app, COORDINATOR, ("advanceOccasion", "occasion"), &run.occasion, finish).await;
    let complete = json!({ "step": "COMPLETE" });
    let effort = step(app, COORDINATOR, ("advanceEffort", "effort"), &run.effort, complete).await;
    let delivered = json!({ "deliveredOn": "2027-06-10", "deliveryNote": "Kursen gavs." });
    let bought = step(app, COORDINATOR, ("acknowledgeDelivery", "procurement"), &run.procurement, delivered).await;
    step(app, COORDINATOR, ("closeProcurement", "procurement"), &bought, json!({})).await;

    let about = format!("?enrolmentId={}", text(&enrolment["id"]));
    let outcome = [("kind", "STRENGTHENED_IN_INDUSTRY"), ("source", "EMPLOYER"), ("observedOn", "2027-09-01")];
    let (_, page) = by_form(app, "hub_manager", ("recordOutcome", &about), &outcome).await;
    page.says(&["Stärkt i nuvarande bransch", "Arbetsgivaren"]);
    let followed = step(app, MANAGER, ("advanceEffort", "effort"), &effort, json!({ "step": "FOLLOW_UP" })).await;
    // Six months have not gone since the course ended: that nobody waits for them is said.
    let mut closing = json!({ "id": followed["id"], "expectedVersion": followed["version"], "step": "CLOSE" });
    let told = refused(app, MANAGER, "advanceEffort", "effort { id }", closing.clone()).await;
    assert_eq!(told, "FOLLOW_UP_IS_MISSING");
    closing["followUpWaiver"] = json!("Behovet följdes upp vid arbetsplatsbesök i augusti");
    let closed = act(app, MANAGER, "advanceEffort", "effort { status followUpWaiver }", closing).await;
    assert_eq!(closed["followUpWaiver"], "Behovet följdes upp vid arbetsplatsbesök i augusti");
    assert_eq!(closed["status"], "CLOSED");

    let met = [("settlement", "MET"), ("followUp", FOUND_OUT), ("reason", "Uppföljt efter ett halvår")];
    let about = format!("?id={}", council.need);
    let (_, page) = by_form(app, "process_leader", ("settleNeed", &about), &met).await;
    page.says(&["Tillgodosett", FOUND_OUT]);
    let goal = json!({ "planGoalId": council.goal["id"], "expectedVersion": council.goal["version"], "value": 1 });
    let reading = act(app, LEADER, "noteGoalValue", "reading { goal { isReached latestValue } }", goal).await;
    assert_eq!(reading["goal"], json!({ "isReached": true, "latestValue": 1 }));
    let (_, left) = &council.members[2];
    let ending = json!({ "on": "2027-06-30", "reason": "Avsade sig" });
    step(app, LEADER, ("endMandate", "membership"), left, ending).await;
    let about = format!("?id={}", text(&council.plan["id"]));
    let (next, page) = by_form(app, "process_leader", ("reviseActionPlan", &about), &[("year", "2028")]).await;
    page.says(&["2028", "Utkast"]);
    assert_ne!(next, text(&council.plan["id"]));
}
