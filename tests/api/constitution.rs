//! How councils are constituted, through the API: charters that follow one another, seats that are held one mandate at a time, and
//! who is told who sits there.

use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use serde_json::{Value, json};

use crate::{
    full_text::texts,
    harness::{
        Database, DemoApp, Empty, Speaker,
        elsewhere::{events, fault, faults, give, other_council},
        trial::both,
    },
    networks::done,
    seed_questions::public,
};

pub fn tests() -> Vec<Trial> {
    both![
        s3_f9_a_charter_follows_another,
        a_charter_that_contradicts_itself_is_refused_whole,
        a_seat_is_held_by_one_at_a_time,
        a_substitute_has_the_seat_of_whom_she_substitutes,
        a_seat_is_vacant_between_mandates_and_closed_after_them,
        who_sits_there_is_told_to_their_own,
        mandates_in_an_industry_council_are_not_the_council_s,
        the_library_tells_what_a_council_is_to_see_to,
        mandates_that_were_there_before_have_their_seats,
        meetings_that_were_there_before_have_their_day_and_their_end,
        who_sat_there_before_sits_no_longer_than_the_mandate,
        nobody_sits_before_or_after_the_seat_and_the_mandate,
        a_council_is_dissolved_after_what_is_under_it,
    ]
}

const ADOPT: &str = "mutation($input: AdoptCharterInput!) { adoptCharter(input: $input) {
    charter { id version validFrom validTo decisionRule castingVote } userErrors { code path } } }";
const OPEN: &str = "mutation($input: OpenSeatInput!) { openSeat(input: $input) {
    seat { id version kind name openedOn } userErrors { code path } } }";
const CLOSE: &str = "mutation($input: CloseSeatInput!) { closeSeat(input: $input) {
    seat { version closedOn } userErrors { code path } } }";
const INVITE: &str = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) {
    membership { id version seat councilSeat { id } industryCouncil { id } invitedOn } userErrors { code path } } }";
const ACCEPT: &str = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
    membership { version } userErrors { code path } } }";
const START: &str = "mutation($input: StartMandateInput!) { startMandate(input: $input) {
    membership { id version councilSeat { id } } userErrors { code path } } }";
const END: &str = "mutation($input: EndMandateInput!) { endMandate(input: $input) {
    membership { version mandateTo } userErrors { code path } } }";
const NAME: &str = "mutation($input: NameRepresentativeInput!) { nameRepresentative(input: $input) {
    representative { id version validFrom } userErrors { code path } } }";
const CORRECT: &str = "mutation($input: CorrectRepresentativeInput!) { correctRepresentative(input: $input) {
    representative { version published } userErrors { code path } } }";
const LEAVE: &str = "mutation($input: EndRepresentationInput!) { endRepresentation(input: $input) {
    representative { version validTo } userErrors { code path } } }";
const ESTABLISH: &str = "mutation($input: EstablishIndustryCouncilInput!) { establishIndustryCouncil(input: $input) {
    industryCouncil { id } userErrors { code path } } }";

/// The council that the demonstration's process leader leads.
pub async fn own_council(app: &DemoApp) -> Value {
    let held = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    held["viewer"]["roles"][0]["councilId"].clone()
}

/// A new industry council under it, and the council.
async fn branch(app: &DemoApp) -> (Value, Value) {
    let council = own_council(app).await;
    let input =
        json!({ "councilId": council, "name": "Branschråd vätgas", "sni": ["35"], "decisionReference": "§ 7/2026" });
    let made = done(&app.speak_as("demo-process-leader"), ESTABLISH, input).await;
    (made["id"].clone(), council)
}

/// So many organisations that no test has seated.
pub async fn organisations(app: &DemoApp, count: usize) -> Vec<Value> {
    let query =
        format!("{{ organisations(first: {count}, filter: {{ kind: {{ eq: COMPANY }} }}) {{ nodes {{ id }} }} }}");
    let data = app.anonymous().ask(&query, json!({})).await;
    let nodes = data["organisations"]["nodes"].as_array().expect("organisations");
    nodes.iter().map(|organisation| organisation["id"].clone()).collect()
}

/// The input of an invitation to an industry council's seat of employers, with what else is said.
fn inviting((branch, council): &(Value, Value), organisation: &Value, more: Value) -> Value {
    let mut input = json!({ "councilId": council, "industryCouncilId": branch, "organisationId": organisation,
        "standing": "MEMBER", "mandateFrom": "2026-01-01" });
    for (name, value) in more.as_object().expect("fields") {
        input[name] = value.clone();
    }
    input
}

/// A mandate that has begun: as its last step tells it.
pub async fn seated(leader: &Speaker<'_>, input: Value) -> Value {
    let invited = done(leader, INVITE, input).await;
    let id = &invited["id"];
    done(leader, ACCEPT, json!({ "id": id, "expectedVersion": 1 })).await;
    done(leader, START, json!({ "id": id, "expectedVersion": 2 })).await
}

fn charter(council: &Value, from: &str) -> Value {
    json!({ "councilId": council, "validFrom": from, "decidedOn": "2026-08-15", "quorumSeats": 8, "decisionRule": "CONSENSUS",
        "task": "Att inrätta branschråd" })
}

async fn s3_f9_a_charter_follows_another(app: DemoApp) {
    let council = own_council(&app).await;
    let leader = app.speak_as("demo-process-leader");
    for subject in ["demo-evaluator", "demo-hub-manager", "demo-org-contact", "demo-auditor"] {
        let told = faults(&app.speak_as(subject), ADOPT, &charter(&council, "2026-10-01")).await;
        assert_eq!(told, fault("DENIED", "input"), "{subject}");
    }
    let elsewhere = charter(&other_council(&app).await, "2026-10-01");
    assert_eq!(faults(&leader, ADOPT, &elsewhere).await, fault("DENIED", "input"));

    let adopted = done(&leader, ADOPT, charter(&council, "2026-10-01")).await;
    assert_eq!(adopted["validTo"], Value::Null);
    let overlap = faults(&leader, ADOPT, &charter(&council, "2026-10-01")).await;
    assert_eq!(overlap, fault("CHARTERS_OVERLAP", "input"));
    // Each day has one, for everyone.
    let on = "query($id: ID!, $day: Date!) { node(id: $id) { ... on Council { charters(first: 5, asOf: $day) {
        nodes { validTo decisionRule quorumSeats task } } } } }";
    for (day, to, rule) in [("2026-09-30", json!("2026-09-30"), "MAJORITY"), ("2026-10-01", Value::Null, "CONSENSUS")] {
        let data = app.anonymous().ask(on, json!({ "id": council, "day": day })).await;
        let charters = data["node"]["charters"]["nodes"].as_array().expect("charters");
        let told: Vec<_> = charters.iter().map(|one| (&one["validTo"], one["decisionRule"].as_str())).collect();
        assert_eq!(told, [(&to, Some(rule))], "{day}");
        let task = charters[0]["task"].as_str().expect("what the council is to do");
        assert!(task.contains("inrätta branschråd"), "{task}");
    }
    assert_eq!(events(&app, &adopted["id"]).await, ["CharterAdopted"]);
}

async fn a_charter_that_contradicts_itself_is_refused_whole(app: DemoApp) {
    let council = own_council(&app).await;
    let mut wrong = charter(&council, "2026-08-01");
    wrong["quorumPercent"] = json!(50);
    wrong["castingVote"] = json!(true);
    let told = faults(&app.speak_as("demo-process-leader"), ADOPT, &wrong).await;
    let all = [
        fault("CHARTER_IS_DECIDED_BEFORE_IT_IS_IN_FORCE", "input.validFrom"),
        fault("QUORUM_IS_ONE_OF_TWO", "input.quorumPercent"),
        fault("CASTING_VOTE_NEEDS_A_MAJORITY", "input.castingVote"),
    ];
    assert_eq!(told, all.concat());
}

async fn a_seat_is_held_by_one_at_a_time(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let [one, other]: [Value; 2] = organisations(&app, 2).await.try_into().expect("two");
    let opening = json!({ "councilId": at.1, "industryCouncilId": at.0, "kind": "EMPLOYER", "name": "Stora företag",
        "openedOn": "2026-01-01" });
    assert_eq!(faults(&app.speak_as("demo-org-contact"), OPEN, &opening).await, fault("DENIED", "input"));
    let seat = done(&leader, OPEN, opening).await["id"].clone();
    let on_it = json!({ "councilSeatId": seat });
    let first = seated(&leader, inviting(&at, &one, on_it.clone())).await;
    assert_eq!(first["councilSeat"]["id"], seat);
    assert_eq!(faults(&leader, INVITE, &inviting(&at, &other, on_it.clone())).await, fault("SEAT_IS_TAKEN", "input"));
    // The other comes the day after, and who held the seat is known of every day.
    let ending =
        json!({ "id": first["id"], "expectedVersion": first["version"], "on": "2026-06-30", "reason": "Ersatt" });
    done(&leader, END, ending).await;
    let next = inviting(&at, &other, json!({ "councilSeatId": seat, "mandateFrom": "2026-07-01" }));
    seated(&leader, next).await;
    let held = "query($id: ID!, $day: Date!) { node(id: $id) { ... on CouncilSeat { mandates(first: 5, asOf: $day) {
        nodes { organisation { id } } } } } }";
    for (day, who) in [("2026-06-30", Some(&one)), ("2026-07-01", Some(&other)), ("2025-12-31", None)] {
        let data = app.anonymous().ask(held, json!({ "id": seat, "day": day })).await;
        let mandates = data["node"]["mandates"]["nodes"].as_array().expect("mandates");
        let told: Vec<_> = mandates.iter().map(|mandate| &mandate["organisation"]["id"]).collect();
        assert_eq!(told, who.into_iter().collect::<Vec<_>>(), "{day}");
    }
    // Back again, it has its old seat only where nobody else holds it.
    let back = inviting(&at, &one, json!({ "seat": "EMPLOYER", "mandateFrom": "2026-08-01" }));
    let back = done(&leader, INVITE, back).await;
    assert!(back["councilSeat"]["id"].is_string() && back["councilSeat"]["id"] != seat, "{back:#}");
}

async fn a_substitute_has_the_seat_of_whom_she_substitutes(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let [one, other]: [Value; 2] = organisations(&app, 2).await.try_into().expect("two");
    let member = seated(&leader, inviting(&at, &one, json!({ "seat": "UNION" }))).await;
    let seat = &member["councilSeat"]["id"];
    let substitute = inviting(&at, &other, json!({ "standing": "SUBSTITUTE", "councilSeatId": seat }));
    let substitute = done(&leader, INVITE, substitute).await;
    assert_eq!((&substitute["seat"], &substitute["councilSeat"]["id"]), (&json!("UNION"), seat));
    let adjunct = |more| inviting(&at, &other, more);
    let told = faults(&leader, INVITE, &adjunct(json!({ "standing": "ADJUNCT", "councilSeatId": seat }))).await;
    assert_eq!(told, fault("ADJUNCT_HAS_NO_SEAT", "input.councilSeatId"));
    let told = faults(&leader, INVITE, &adjunct(json!({ "standing": "ADJUNCT" }))).await;
    assert_eq!(told, fault("FIELD_IS_REQUIRED", "input.seat"));
    let mut elsewhere = adjunct(json!({ "standing": "SUBSTITUTE", "councilSeatId": seat, "seat": "REGION" }));
    elsewhere.as_object_mut().expect("fields").remove("industryCouncilId");
    let told = faults(&leader, INVITE, &elsewhere).await;
    let both = [fault("SEAT_IS_ELSEWHERE", "input.councilSeatId"), fault("SEAT_IS_OF_ANOTHER_KIND", "input.seat")];
    assert_eq!(told, both.concat());
}

/// The seats of the industry council that nobody holds on the day.
async fn vacant(app: &DemoApp, branch: &Value, day: &str) -> Vec<Value> {
    let query = "query($branch: ID!, $day: Date!) { councilSeats(first: 10, asOf: $day, filter: { industryCouncilId: { eq: $branch },
        not: { someMandate: { heldOn: $day, standing: { eq: MEMBER } } } }) { nodes { id } } }";
    let data = app.anonymous().ask(query, json!({ "branch": branch, "day": day })).await;
    let nodes = data["councilSeats"]["nodes"].as_array().expect("seats");
    nodes.iter().map(|seat| seat["id"].clone()).collect()
}

async fn a_seat_is_vacant_between_mandates_and_closed_after_them(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let [one]: [Value; 1] = organisations(&app, 1).await.try_into().expect("one");
    let opening = json!({ "councilId": at.1, "industryCouncilId": at.0, "kind": "EMPLOYER", "openedOn": "2025-12-01" });
    let seat = done(&leader, OPEN, opening).await["id"].clone();
    let mandate =
        seated(&leader, inviting(&at, &one, json!({ "councilSeatId": seat, "mandateTo": "2026-12-31" }))).await;
    assert_eq!(vacant(&app, &at.0, "2025-12-31").await, std::slice::from_ref(&seat));
    assert_eq!(vacant(&app, &at.0, "2026-01-01").await, [] as [Value; 0]);
    assert_eq!(vacant(&app, &at.0, "2025-11-30").await, [] as [Value; 0], "it was not there yet");
    let closing = json!({ "id": seat, "expectedVersion": 1, "closedOn": "2026-08-31" });
    assert_eq!(faults(&leader, CLOSE, &closing).await, fault("MANDATES_REMAIN_ON_THE_SEAT", "input"));
    let version = &mandate["version"];
    let ending = json!({ "id": mandate["id"], "expectedVersion": version, "on": "2026-06-30", "reason": "Avsade sig" });
    done(&leader, END, ending).await;
    assert_eq!(vacant(&app, &at.0, "2026-07-01").await, std::slice::from_ref(&seat));
    done(&leader, CLOSE, closing.clone()).await;
    assert_eq!(vacant(&app, &at.0, "2026-09-01").await, [] as [Value; 0]);
    assert_eq!(faults(&leader, CLOSE, &closing).await, fault("VERSION_IS_STALE", "input"));
    let late = inviting(&at, &one, json!({ "councilSeatId": seat, "mandateFrom": "2026-07-01" }));
    assert_eq!(faults(&leader, INVITE, &late).await, fault("SEAT_IS_CLOSED", "input"));
    assert_eq!(events(&app, &seat).await, ["SeatOpened", "SeatClosed"]);
}

/// Who sits, or sat, for the mandate, as the speaker is told.
async fn sitting(speaker: &Speaker<'_>, mandate: &Value) -> Value {
    let query = "query($id: ID!) { node(id: $id) { ... on Membership {
        representatives(first: 5, orderBy: [{ field: VALID_FROM }]) { totalCount nodes { name validTo } } } } }";
    speaker.ask(query, json!({ "id": mandate })).await["node"]["representatives"].clone()
}

async fn who_sits_there_is_told_to_their_own(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let contact = app.speak_as("demo-org-contact");
    let roles = contact.ask("{ viewer { roles { role organisationId } } }", json!({})).await;
    let roles = roles["viewer"]["roles"].as_array().expect("roles");
    let own = roles.iter().find(|held| held["role"] == "ORG_CONTACT").expect("a contact")["organisationId"].clone();
    let mandate = done(&leader, INVITE, inviting(&at, &own, json!({ "seat": "EMPLOYER" }))).await["id"].clone();
    let naming = json!({ "membershipId": mandate, "name": "Astrid Exempelgren", "validFrom": "2026-01-01" });
    assert_eq!(faults(&contact, NAME, &naming).await, fault("MANDATE_IS_NOT_HELD", "input"));
    done(&contact, ACCEPT, json!({ "id": mandate, "expectedVersion": 1 })).await;
    done(&leader, START, json!({ "id": mandate, "expectedVersion": 2 })).await;
    for subject in ["demo-other-org-contact", "demo-hub-manager", "demo-auditor"] {
        assert_eq!(faults(&app.speak_as(subject), NAME, &naming).await, fault("DENIED", "input"), "{subject}");
    }
    let first = done(&contact, NAME, naming).await;
    let numbered = json!({ "membershipId": mandate, "name": "Bo 19121212-1212" });
    assert_eq!(faults(&contact, NAME, &numbered).await, fault("TEXT_HOLDS_A_PERSONAL_NUMBER", "input.name"));
    let next = json!({ "membershipId": mandate, "name": "Bo Provberg", "validFrom": "2026-03-01" });
    let next = done(&contact, NAME, next).await;
    // Whoever gives way has left, and her own trail says so.
    assert_eq!(events(&app, &first["id"]).await, ["RepresentativeNamed", "RepresentationEnded"]);

    for subject in ["demo-org-contact", "demo-process-leader", "demo-council-member", "demo-hub-manager"] {
        let nodes = sitting(&app.speak_as(subject), &mandate).await["nodes"].clone();
        assert_eq!(
            nodes,
            json!([{ "name": "Astrid Exempelgren", "validTo": "2026-02-28" }, { "name": "Bo Provberg", "validTo": null }]),
            "{subject}"
        );
    }
    for subject in ["demo-other-org-contact", "demo-auditor", "demo-system-admin"] {
        assert_eq!(sitting(&app.speak_as(subject), &mandate).await["totalCount"], 0, "{subject}");
    }
    assert_eq!(sitting(&app.anonymous(), &mandate).await["totalCount"], 0);
    // What is published is everyone's, and no more than that.
    let published = json!({ "id": next["id"], "expectedVersion": 1, "name": "Bo Provberg", "published": true });
    done(&contact, CORRECT, published).await;
    let public = sitting(&app.anonymous(), &mandate).await;
    assert_eq!(public["nodes"], json!([{ "name": "Bo Provberg", "validTo": null }]));
    let stranger = app.speak_as("demo-other-org-contact");
    let leaving = json!({ "id": next["id"], "expectedVersion": 2, "validTo": "2026-05-31" });
    assert_eq!(faults(&stranger, LEAVE, &leaving).await, fault("DENIED", "input"));
    done(&contact, LEAVE, leaving.clone()).await;
    assert_eq!(faults(&contact, LEAVE, &leaving).await, fault("VERSION_IS_STALE", "input"));
    let trail = events(&app, &next["id"]).await;
    assert_eq!(trail, ["RepresentativeNamed", "RepresentativeCorrected", "RepresentationEnded"]);
}

async fn mandates_in_an_industry_council_are_not_the_council_s(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let [one]: [Value; 1] = organisations(&app, 1).await.try_into().expect("one");
    let counts = "query($council: ID!, $branch: ID!) { council: node(id: $council) { ... on Council {
            members(first: 1, asOf: \"2026-09-01\") { totalCount } } }
        branch: node(id: $branch) { ... on IndustryCouncil { members(first: 1, asOf: \"2026-09-01\") { totalCount } } } }";
    let count = async || {
        let data = leader.ask(counts, json!({ "council": at.1, "branch": at.0 })).await;
        ["council", "branch"].map(|of| data[of]["members"]["totalCount"].as_i64().expect("a count"))
    };
    let [before, none] = count().await;
    seated(&leader, inviting(&at, &one, json!({ "seat": "EMPLOYER" }))).await;
    assert_eq!((none, count().await), (0, [before, 1]));
    // An industry council belongs to its own parent.
    let stray = json!({ "councilId": other_council(&app).await, "industryCouncilId": at.0, "kind": "UNION" });
    let admin = app.speak_as("demo-system-admin");
    let told = faults(&admin, OPEN, &stray).await;
    assert_eq!(told, fault("INDUSTRY_COUNCIL_IS_ELSEWHERE", "input.industryCouncilId"));
}

/// What the question tells anyone of the industry council: seats are public.
async fn asked(app: &DemoApp, slug: &str, branch: &Value, more: &str) -> Vec<Value> {
    let query = format!("branschrad={}{more}", branch.as_str().expect("an id"));
    public(app, slug, &query).await
}

async fn the_library_tells_what_a_council_is_to_see_to(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let [one, other]: [Value; 2] = organisations(&app, 2).await.try_into().expect("two");
    let opening = json!({ "councilId": at.1, "industryCouncilId": at.0, "kind": "UNION", "openedOn": "2025-12-01" });
    done(&leader, OPEN, opening).await;
    seated(&leader, inviting(&at, &one, json!({ "seat": "EMPLOYER", "mandateTo": "2026-10-15" }))).await;
    done(&leader, INVITE, inviting(&at, &other, json!({ "seat": "EMPLOYER" }))).await;

    let ends = asked(&app, "mandat-som-loper-ut", &at.0, "&slutar-senast=2026-10-15").await;
    assert_eq!(ends.iter().map(|row| &row["mandate_to"]).collect::<Vec<_>>(), ["2026-10-15"]);
    assert!(asked(&app, "mandat-som-loper-ut", &at.0, "&slutar-senast=2026-10-14").await.is_empty());
    // A seat is vacant until whoever is invited to it holds it.
    let vacant = asked(&app, "vakanta-platser", &at.0, "&dag=2026-09-01").await;
    assert_eq!(vacant.iter().map(|row| &row["seat_code"]).collect::<Vec<_>>(), ["UNION", "EMPLOYER"]);
    assert_eq!(asked(&app, "vakanta-platser", &at.0, "&dag=2025-12-31").await.len(), 1);
    let unanswered = asked(&app, "obesvarade-inbjudningar", &at.0, "").await;
    assert_eq!(unanswered.iter().map(|row| &row["invited_on"]).collect::<Vec<_>>(), ["2026-09-01"]);
    assert!(asked(&app, "obesvarade-inbjudningar", &at.0, "&inbjuden-senast=2026-08-31").await.is_empty());
    assert_eq!(asked(&app, "vem-satt-pa-vilken-plats", &at.0, "&dag=2026-09-01").await.len(), 1);
    assert!(asked(&app, "vem-satt-pa-vilken-plats", &at.0, "&dag=2026-10-16").await.is_empty());
}

async fn nobody_sits_before_or_after_the_seat_and_the_mandate(app: DemoApp) {
    let at = branch(&app).await;
    let leader = app.speak_as("demo-process-leader");
    let [one]: [Value; 1] = organisations(&app, 1).await.try_into().expect("one");
    let opening = json!({ "councilId": at.1, "industryCouncilId": at.0, "kind": "EMPLOYER", "openedOn": "2026-03-01" });
    let seat = done(&leader, OPEN, opening).await["id"].clone();
    let from = |day: &str| {
        inviting(&at, &one, json!({ "councilSeatId": seat, "mandateFrom": day, "mandateTo": "2026-12-31" }))
    };
    assert_eq!(faults(&leader, INVITE, &from("2026-02-28")).await, fault("SEAT_IS_NOT_OPEN_YET", "input"));
    let mandate = done(&leader, INVITE, from("2026-03-01")).await["id"].clone();
    done(&leader, ACCEPT, json!({ "id": mandate, "expectedVersion": 1 })).await;
    let naming = json!({ "membershipId": mandate, "name": "Astrid Exempelgren", "validFrom": "2026-04-01" });
    done(&leader, NAME, naming).await;
    assert_eq!(sitting(&leader, &mandate).await["nodes"][0]["validTo"], "2026-12-31", "as long as the mandate");
    let starting =
        |from: &str, to: &str| json!({ "id": mandate, "expectedVersion": 2, "mandateFrom": from, "mandateTo": to });
    let early = faults(&leader, START, &starting("2026-02-28", "2026-12-31")).await;
    assert_eq!(early, fault("SEAT_IS_NOT_OPEN_YET", "input"));
    let late = faults(&leader, START, &starting("2026-04-02", "2026-12-31")).await;
    assert_eq!(late, fault("DAY_IS_OUTSIDE_THE_MANDATE", "input"), "someone was to sit there the day before");
    done(&leader, START, starting("2026-03-01", "2026-10-31")).await;
    assert_eq!(sitting(&leader, &mandate).await["nodes"][0]["validTo"], "2026-10-31");
    let next = json!({ "membershipId": mandate, "name": "Bo Provberg", "validFrom": "2026-10-01" });
    done(&leader, NAME, next).await;
    let ending = json!({ "id": mandate, "expectedVersion": 3, "on": "2026-09-30", "reason": "Avsade sig" });
    done(&leader, END, ending).await;
    let on = "query($id: ID!, $day: Date!) { node(id: $id) { ... on Membership {
        representatives(first: 5, asOf: $day) { nodes { name } } } } }";
    for (day, who) in [("2026-09-30", json!([{ "name": "Astrid Exempelgren" }])), ("2026-10-01", json!([]))] {
        let data = leader.ask(on, json!({ "id": mandate, "day": day })).await;
        assert_eq!(data["node"]["representatives"]["nodes"], who, "{day}");
    }
}

async fn a_council_is_dissolved_after_what_is_under_it(app: DemoApp) {
    let found = "mutation($input: FoundCouncilInput!) { foundCouncil(input: $input) { council { id } userErrors { code path } } }";
    let dissolve = "mutation($input: DissolveCouncilInput!) { dissolveCouncil(input: $input) {
        council { status } userErrors { code message } } }";
    let advance = "mutation($input: AdvanceIndustryCouncilInput!) { advanceIndustryCouncil(input: $input) {
        industryCouncil { status } userErrors { code path } } }";
    let admin = app.speak_as("demo-system-admin");
    let council = done(&admin, found, json!({ "kind": "REGIONAL", "name": "Nya rådet" })).await["id"].clone();
    let under = json!({ "kind": "SUB_REGIONAL", "name": "Delrådet", "parentId": council });
    let under = done(&admin, found, under).await["id"].clone();
    for of in [&council, &under] {
        give(&app, "leader", "PROCESS_LEADER", of).await;
    }
    let leader = app.speak_as("leader");
    let established =
        json!({ "councilId": council, "name": "Branschråd vätgas", "sni": ["35"], "decisionReference": "§ 7/2026" });
    let branch = done(&leader, ESTABLISH, established).await["id"].clone();
    let ending = |id: &Value| json!({ "id": id, "expectedVersion": 1, "reason": "Uppdraget är slutfört" });
    let left = async |count: &str| {
        let data = leader.ask(dissolve, json!({ "input": ending(&council) })).await;
        let error = &data["dissolveCouncil"]["userErrors"][0];
        assert_eq!(error["code"], "COUNCILS_UNDER_IT_REMAIN", "{data:#}");
        assert!(error["message"].as_str().is_some_and(|text| text.contains(count)), "{data:#}");
    };
    left("2").await;
    done(&leader, dissolve, ending(&under)).await;
    left("1").await;
    let mut step = ending(&branch);
    step["step"] = json!("DISSOLVE");
    done(&leader, advance, step).await;
    assert_eq!(done(&leader, dissolve, ending(&council)).await["status"], "DISSOLVED");
}

/// Of one organisation two mandates of a kind, a substitute and one that was declined; of another one that has ended.
pub const BEFORE: [&str; 3] = [
    "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at)
        VALUES ('a', 1, false, 'A', 'a', 'UNION', false, 0), ('b', 1, false, 'B', 'b', 'COMPANY', false, 0)",
    "INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at)
        VALUES ('c', 1, 'REGIONAL', 'C', 'c', 'ACTIVE', false, 0)",
    "INSERT INTO memberships (id, version, council_id, organisation_id, seat, standing, status, mandate_from, mandate_to)
        VALUES ('m1', 3, 'c', 'a', 'UNION', 'MEMBER', 'ENDED', '2018-01-01', '2019-12-31'),
            ('m2', 3, 'c', 'a', 'UNION', 'MEMBER', 'ACTIVE', '2020-01-01', NULL),
            ('m3', 3, 'c', 'a', 'UNION', 'SUBSTITUTE', 'ACTIVE', '2020-01-01', NULL),
            ('m4', 1, 'c', 'a', 'REGION', 'MEMBER', 'DECLINED', '2020-01-01', NULL),
            ('m5', 3, 'c', 'b', 'EMPLOYER', 'MEMBER', 'ENDED', '2018-01-01', '2021-06-30')",
];

/// A database as it is before that step, with these rows.
pub async fn before(database: &Database, name: &str, rows: &[&str]) -> DatabaseConnection {
    let connection = database.connect().await.expect("the database answers");
    let steps = Migrator::migrations();
    let before = steps.iter().position(|step| step.name() == name).expect("a step");
    Migrator::up(&connection, Some(u32::try_from(before).expect("a number of steps"))).await.expect("up");
    for sql in rows {
        connection.execute_unprepared(sql).await.expect("inserted");
    }
    connection
}

async fn who_sat_there_before_sits_no_longer_than_the_mandate(Empty(database): Empty) {
    let sitting = "INSERT INTO council_representatives
            (id, version, membership_id, council_id, organisation_id, name, valid_from, published)
        VALUES ('r1', 1, 'm5', 'c', 'b', 'Astrid', '2018-01-01', false), ('r2', 1, 'm2', 'c', 'a', 'Bo', '2020-01-01', false)";
    let rows = [BEFORE.as_slice(), &[sitting]].concat();
    let connection = before(&database, "m0034_councils_rest_on_decisions", &rows).await;
    Migrator::up(&connection, None).await.expect("up");
    let days = "SELECT id || ' ' || COALESCE(CAST(valid_to AS text), '-') FROM council_representatives ORDER BY id";
    assert_eq!(texts(&connection, days).await, ["r1 2021-06-30", "r2 -"]);
}

async fn mandates_that_were_there_before_have_their_seats(Empty(database): Empty) {
    let connection = before(&database, "m0031_constitution", &BEFORE).await;
    let mandates = "SELECT id || ' ' || version || ' ' || seat || ' ' || status FROM memberships ORDER BY id";
    let told = texts(&connection, mandates).await;
    Migrator::up(&connection, None).await.expect("up");
    assert_eq!(texts(&connection, mandates).await, told, "nothing is lost");
    let on = "SELECT id || ' ' || body_id || ' ' || COALESCE(seat_id, '-') FROM memberships ORDER BY id";
    assert_eq!(texts(&connection, on).await, ["m1 c m1", "m2 c m1", "m3 c m1", "m4 c -", "m5 c m5"]);
    let seats =
        "SELECT id || ' ' || kind || ' ' || CAST(opened_on AS text) || ' ' || COALESCE(CAST(closed_on AS text), '-')
        FROM council_seats ORDER BY id";
    assert_eq!(texts(&connection, seats).await, ["m1 UNION 2018-01-01 -", "m5 EMPLOYER 2018-01-01 2021-06-30"]);
}

async fn meetings_that_were_there_before_have_their_day_and_their_end(Empty(database): Empty) {
    let dissolved = "INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at)
        VALUES ('d', 1, 'REGIONAL', 'D', 'd', 'DISSOLVED', false, 0)";
    let invited = "INSERT INTO memberships
            (id, version, council_id, body_id, organisation_id, seat, standing, status, mandate_from)
        VALUES ('m1', 1, 'c', 'c', 'a', 'UNION', 'ADJUNCT', 'INVITED', '2026-01-01'),
            ('m2', 1, 'd', 'd', 'a', 'UNION', 'ADJUNCT', 'INVITED', '2026-01-01'),
            ('m3', 2, 'd', 'd', 'b', 'EMPLOYER', 'ADJUNCT', 'ACCEPTED', '2026-01-01'),
            ('m4', 3, 'c', 'c', 'b', 'EMPLOYER', 'ADJUNCT', 'ACTIVE', '2026-01-01')";
    let sitting = "INSERT INTO council_representatives
            (id, version, membership_id, council_id, organisation_id, name, valid_from, published)
        VALUES ('r3', 1, 'm3', 'd', 'b', 'Astrid', '2026-01-01', false), ('r4', 1, 'm4', 'c', 'b', 'Bo', '2026-01-01', false)";
    // Half an hour into the year, and at noon of the day before.
    let meetings =
        "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, status, mode, starts_at,
            meets_on, meets_in, demonstration)
        VALUES ('k1', 1, 'c', 'c', 'K', 'k', 'PLANNED', 'REMOTE', 1798759800000000, '2026-12-31', 2026, false),
            ('k2', 1, 'd', 'd', 'K', 'k', 'PLANNED', 'REMOTE', 1798718400000000, '2026-12-31', 2026, false)";
    let rows = [BEFORE[0], BEFORE[1], dissolved, invited, sitting, meetings];
    let connection = before(&database, "m0041_meetings_and_dissolved", &rows).await;
    Migrator::up(&connection, None).await.expect("up");
    let days = "SELECT id || ' ' || CAST(meets_on AS text) || ' ' || meets_in || ' ' || status FROM council_meetings ORDER BY id";
    assert_eq!(texts(&connection, days).await, ["k1 2027-01-01 2027 PLANNED", "k2 2026-12-31 2026 CANCELLED"]);
    let answers = "SELECT id || ' ' || status || ' ' || version FROM memberships ORDER BY id";
    assert_eq!(texts(&connection, answers).await, ["m1 INVITED 1", "m2 DECLINED 2", "m3 DECLINED 3", "m4 ACTIVE 3"]);
    let sits = "SELECT id || ' ' || COALESCE(CAST(valid_to AS text), '-') FROM council_representatives ORDER BY id";
    assert_eq!(texts(&connection, sits).await, ["r3 2025-12-31", "r4 -"]);
}
