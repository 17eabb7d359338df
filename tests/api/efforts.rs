//! From a need to what became of someone, and back again; and who sees which part of it.

use kernel::{Id, id::kind};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::harness::{App, Speaker, trial::both};

mod clashes;
mod eligibility;
mod emil;
mod registering;
mod rescheduled;
mod version;

pub fn tests() -> Vec<Trial> {
    let walks: Vec<Trial> = both![
        the_walk_goes_from_effort_to_outcome_and_back,
        a_full_occasion_makes_people_wait_their_turn,
        who_is_enrolled_already_is_told_since_when,
        an_outcome_comes_after_the_start_and_stands_once,
        an_outcome_of_a_project_comes_after_the_start_and_stands_once_a_day,
        one_statement_a_level_whatever_the_number_of_rows,
        rows_about_people_stop_at_the_reach,
        a_person_is_named_and_numbered_within_the_reach_only,
        an_effort_keeps_to_its_course,
        what_is_cancelled_takes_nobody,
        sessions_are_as_open_as_their_occasion,
    ];
    let parts = [clashes::tests(), eligibility::tests(), emil::tests(), registering::tests()];
    [walks, rescheduled::tests(), version::tests()].into_iter().chain(parts).flatten().collect()
}

const ADA: &str = "19090527-1474";
const BO: &str = "19801224-2387";

/// A hub with its council and project, and people to speak as: `manager`, `leader` of the project, `contact` at the
/// employer, `member` of the council; in the other project `stranger`, who leads it, and `helper`, who coordinates it.
struct Place {
    app: App,
    hub: String,
    project: String,
    other: String,
    employer: String,
}

impl Place {
    async fn open(app: App) -> Self {
        let ids = app.db.ids();
        let (council, hub) = (Id::<kind::Council>::new(ids), Id::<kind::Hub>::new(ids));
        let (employer, operator) = (Id::<kind::Organisation>::new(ids), Id::<kind::Organisation>::new(ids));
        let projects = [Id::<kind::Project>::new(ids), Id::<kind::Project>::new(ids)];
        let mut sql = Vec::new();
        for (id, name) in [(employer, "Verkstaden AB"), (operator, "Förbundet")] {
            sql.push(format!(
                "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, \
                 created_at) VALUES ('{id}', 1, false, '{name}', 'x', 'COMPANY', true, 0)"
            ));
        }
        sql.push(format!(
            "INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at) \
             VALUES ('{council}', 1, 'REGIONAL', 'Rådet', 'radet', 'ACTIVE', true, 0)"
        ));
        for id in projects {
            sql.push(format!(
                "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, starts_on, \
                 planned_precision, money_precision, demonstration) VALUES ('{id}', 1, 'P', 'p', 'STARTED', \
                 '{operator}', '2014-2020', '2026-01-01', 'EXACT', 'EXACT', true)"
            ));
        }
        sql.push(format!(
            "INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, \
             demonstration) VALUES ('{hub}', 1, '{council}', '{operator}', 'Navet', 'navet', 'PERMANENT', \
             '2020-01-01', true)"
        ));
        let roles = [
            ("manager", "HUB_MANAGER", "hub_id", hub.to_string()),
            ("manager", "HUB_MANAGER", "project_id", projects[0].to_string()),
            ("leader", "PROJECT_MANAGER", "project_id", projects[0].to_string()),
            ("stranger", "PROJECT_MANAGER", "project_id", projects[1].to_string()),
            ("coordinator", "HUB_COORDINATOR", "project_id", projects[0].to_string()),
            ("helper", "HUB_COORDINATOR", "project_id", projects[1].to_string()),
            ("contact", "ORG_CONTACT", "organisation_id", employer.to_string()),
            ("member", "COUNCIL_MEMBER", "council_id", council.to_string()),
        ];
        for (subject, role, anchor, of) in roles {
            let id = Id::<kind::RoleAssignment>::new(ids);
            sql.push(format!(
                "INSERT INTO role_assignments (id, version, issuer, subject, role, {anchor}, valid_from) \
                 VALUES ('{id}', 1, 'kompetensnav-demo', '{subject}', '{role}', '{of}', '2020-01-01')"
            ));
        }
        for statement in sql {
            let done = app.db.connection().execute_unprepared(&statement).await;
            done.unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        let [project, other] = projects.map(|id| id.public());
        Self { app, hub: hub.public(), project, other, employer: employer.public() }
    }

    fn by(&self, subject: &str) -> Speaker<'_> {
        self.app.speak_as(subject)
    }

    /// Runs a mutation that must succeed; gives what its payload holds besides the user errors.
    async fn done(&self, subject: &str, field: &str, of: &str, input: Value) -> Value {
        let kind = format!("{}{}Input", field[..1].to_uppercase(), &field[1..]);
        let kind = if matches!(field, "nominateParticipant" | "applyForPlace") { "EnrolInput".into() } else { kind };
        let query = format!(
            "mutation($input: {kind}!) {{ {field}(input: $input) {{ {of} {{ id version status }} \
             userErrors {{ code message path }} }} }}"
        );
        let data = self.by(subject).ask(&query, json!({ "input": input })).await;
        assert_eq!(data[field]["userErrors"], json!([]), "{field} {input}");
        data[field][of].clone()
    }

    async fn step(&self, field: &str, of: &str, row: &Value, step: &str) -> Value {
        self.done("manager", field, of, json!({ "id": row["id"], "expectedVersion": row["version"], "step": step }))
            .await
    }

    /// Without a measure for a horizontal principle an effort of the project is not approved.
    async fn measured(&self, effort: &Value) {
        let measure = json!({ "projectId": self.project, "principle": "ACCESSIBILITY", "effortId": effort["id"],
            "measure": "Lokalen är tillgänglig" });
        let add = "mutation($input: AddPrincipleMeasureInput!) { addPrincipleMeasure(input: $input) {
            userErrors { code path } } }";
        let added = self.by("leader").ask(add, json!({ "input": measure })).await;
        assert_eq!(added["addPrincipleMeasure"]["userErrors"], json!([]));
    }

    /// An effort of the project that is open, with a confirmed occasion of `capacity` places.
    async fn effort(&self, capacity: i32) -> (Value, Value) {
        let input = json!({ "hubId": self.hub, "projectId": self.project, "title": "CNC-teknik", "kind": "COURSE",
            "delivery": "PLACE", "targetGroup": "UNDER_NOTICE", "hours": 40, "codes": { "sni": "29" },
            "path": "ADAPT_EXISTING", "budget": { "amount": "100000" }, "budgetLine": "Utbildning",
            "goals": "Fler får nytt arbete", "openToAll": true });
        let mut effort = self.done("manager", "planEffort", "effort", input).await;
        self.measured(&effort).await;
        let input = json!({ "effortId": effort["id"], "startsOn": "2026-08-01", "endsOn": "2026-09-30",
            "municipality": "1480", "capacity": capacity });
        let occasion = self.done("manager", "planOccasion", "occasion", input).await;
        let occasion = self.step("advanceOccasion", "occasion", &occasion, "CONFIRM").await;
        for step in ["TRIAGE", "APPROVE", "SOURCE", "SCHEDULE", "OPEN"] {
            effort = self.step("advanceEffort", "effort", &effort, step).await;
        }
        assert_eq!(effort["status"], "OPEN");
        (effort, occasion)
    }

    async fn participation(&self, number: &str, name: &str) -> Value {
        let input = json!({ "projectId": self.project, "organisationId": self.employer, "startsOn": "2026-02-02",
            "person": { "number": number, "name": name },
            "entry": { "employmentSituation": "UNDER_NOTICE", "disability": "YES" } });
        self.done("leader", "registerParticipation", "participation", input).await
    }

    async fn eligible(&self, occasion: &Value, participation: &Value) -> Value {
        let input = json!({ "occasionId": occasion["id"], "participationId": participation["id"] });
        let enrolment = self.done("contact", "nominateParticipant", "enrolment", input).await;
        assert_eq!(enrolment["status"], "NOMINATED");
        self.step("advanceEnrolment", "enrolment", &enrolment, "FIND_ELIGIBLE").await
    }

    /// Someone who completed the effort and found a job.
    async fn walked(&self) -> (Value, Value) {
        let (effort, occasion) = self.effort(2).await;
        let participation = self.participation(ADA, "Ada Berg").await;
        let mut enrolment = self.eligible(&occasion, &participation).await;
        for step in ["OFFER", "CONFIRM"] {
            enrolment = self.step("advanceEnrolment", "enrolment", &enrolment, step).await;
        }
        let input =
            json!({ "id": enrolment["id"], "expectedVersion": enrolment["version"], "startedOn": "2026-08-03" });
        enrolment = self.done("manager", "startEnrolment", "enrolment", input).await;
        let input = json!({ "id": enrolment["id"], "expectedVersion": enrolment["version"], "endedOn": "2026-08-28",
            "minutes": 2400 });
        enrolment = self.done("manager", "completeEnrolment", "enrolment", input).await;
        let input = json!({ "enrolmentId": enrolment["id"], "kind": "JOB_SEARCHING", "source": "PARTICIPANT",
            "observedOn": "2026-08-29" });
        let outcome = self.done("manager", "recordOutcome", "outcome", input).await;
        let input = json!({ "id": outcome["id"], "expectedVersion": outcome["version"], "kind": "NEW_JOB",
            "source": "EMPLOYER", "observedOn": "2026-08-31", "reason": "Fick arbete" });
        let outcome = self.done("manager", "supersedeOutcome", "outcome", input).await;
        (effort, outcome)
    }
}

async fn an_outcome_comes_after_the_start_and_stands_once(app: App) {
    let place = Place::open(app).await;
    let (_, outcome) = place.walked().await;
    let asked = "query($id: ID!) { node(id: $id) { ... on Outcome { enrolment { id } } } }";
    let told = place.by("manager").ask(asked, json!({ "id": outcome["id"] })).await;
    let record = |kind: &str, day: &str| {
        json!({ "enrolmentId": told["node"]["enrolment"]["id"], "kind": kind,
        "source": "EMPLOYER", "observedOn": day })
    };
    let manager = place.by("manager");
    let doing = |field: &str, input: &str| {
        format!("mutation($input: {input}!) {{ {field}(input: $input) {{ userErrors {{ code path message }} }} }}")
    };
    let recording = doing("recordOutcome", "RecordOutcomeInput");
    let refused = async |document: &str, input: Value| {
        let told = manager.ask(document, json!({ "input": input })).await;
        let (_, payload) = told.as_object().and_then(|all| all.iter().next()).expect("a payload");
        payload["userErrors"][0].clone()
    };
    let early = refused(&recording, record("QUALIFICATION", "2020-01-01")).await;
    assert_eq!(
        (&early["code"], &early["path"]),
        (&json!("OUTCOME_IS_BEFORE_THE_START"), &json!(["input", "observedOn"]))
    );
    assert!(early["message"].as_str().is_some_and(|text| text.contains("2026-08-03")), "{early}");
    // The effort's and the project's are two: neither is left out without a word.
    let mut of_both = record("QUALIFICATION", "2026-08-30");
    of_both["participationId"] = place.participation(BO, "Bo Ek").await["id"].clone();
    let of_both = refused(&recording, of_both).await;
    assert_eq!(
        (&of_both["code"], &of_both["path"]),
        (&json!("OUTCOME_HAS_TWO_SUBJECTS"), &json!(["input", "participationId"]))
    );
    // The one that stands is named: it is superseded instead.
    let twice = refused(&recording, record("NEW_JOB", "2026-08-30")).await;
    assert_eq!(twice["code"], "OUTCOME_IS_RECORDED");
    let standing = outcome["id"].as_str().expect("an id");
    assert!(twice["message"].as_str().is_some_and(|text| text.contains(standing)), "{twice}");
    // What was superseded stands in nobody's way, and neither does what steps back.
    place.done("manager", "recordOutcome", "outcome", record("JOB_SEARCHING", "2026-08-30")).await;
    let mut anew = json!({ "id": standing, "expectedVersion": outcome["version"], "kind": "JOB_SEARCHING",
        "source": "EMPLOYER", "observedOn": "2026-08-31", "reason": "Fel slag" });
    let superseding = doing("supersedeOutcome", "SupersedeOutcomeInput");
    assert_eq!(refused(&superseding, anew.clone()).await["code"], "OUTCOME_IS_RECORDED");
    anew["kind"] = json!("NEW_JOB");
    place.done("manager", "supersedeOutcome", "outcome", anew).await;
}

/// As [`an_outcome_comes_after_the_start_and_stands_once`] for a project: who has left is asked again months later.
async fn an_outcome_of_a_project_comes_after_the_start_and_stands_once_a_day(app: App) {
    let place = Place::open(app).await;
    let participation = place.participation(ADA, "Ada Berg").await;
    let record = |day: &str| json!({ "participationId": participation["id"], "kind": "NEW_JOB", "source": "EMPLOYER", "observedOn": day });
    let manager = place.by("leader");
    let refused = async |field: &str, type_name: &str, input: Value| {
        let document = format!(
            "mutation($input: {type_name}!) {{ {field}(input: $input) {{ userErrors {{ code path message }} }} }}"
        );
        manager.ask(&document, json!({ "input": input })).await[field]["userErrors"][0].clone()
    };
    let recording = async |day: &str| refused("recordOutcome", "RecordOutcomeInput", record(day)).await;
    assert_eq!(recording("2026-08-30").await["code"], "PARTICIPATION_HAS_NOT_BEGUN");
    let input = json!({ "id": participation["id"], "expectedVersion": participation["version"] });
    place.done("leader", "activateParticipation", "participation", input).await;
    let early = recording("1999-01-01").await;
    assert_eq!(
        (&early["code"], &early["path"]),
        (&json!("OUTCOME_IS_BEFORE_THE_START"), &json!(["input", "observedOn"]))
    );
    let outcome = place.done("leader", "recordOutcome", "outcome", record("2026-08-30")).await;
    assert_eq!(recording("2026-08-30").await["code"], "OUTCOME_IS_RECORDED");
    place.done("leader", "recordOutcome", "outcome", record("2026-08-31")).await;
    let anew = |day: &str| {
        json!({ "id": outcome["id"], "expectedVersion": outcome["version"], "kind": "NEW_JOB", "source": "EMPLOYER",
            "observedOn": day, "reason": "Fel dag" })
    };
    let superseding =
        async |day: &str| refused("supersedeOutcome", "SupersedeOutcomeInput", anew(day)).await["code"].clone();
    assert_eq!(superseding("1999-01-01").await, "OUTCOME_IS_BEFORE_THE_START");
    assert_eq!(superseding("2026-08-31").await, "OUTCOME_IS_RECORDED");
    place.done("leader", "supersedeOutcome", "outcome", anew("2026-08-29")).await;
}

async fn the_walk_goes_from_effort_to_outcome_and_back(app: App) {
    let place = Place::open(app).await;
    let (effort, outcome) = place.walked().await;
    let down = "query($h: ID!) { hubs(first: 1, filter: { id: { eq: $h } }) { nodes { efforts(first: 5) { nodes { id
        occasions(first: 5) { nodes { capacity enrolments(first: 5) { totalCount nodes { status minutes
        organisation { name } participation { employedAtEntry ageAtEntry sex }
        outcomes(first: 5, orderBy: [{ field: OBSERVED_ON }]) { nodes { id kind status } } } } } } } } } } }";
    let data = place.by("manager").ask(down, json!({ "h": place.hub })).await;
    let found = &data["hubs"]["nodes"][0]["efforts"]["nodes"][0];
    assert_eq!(found["id"], effort["id"], "{data:#}");
    let enrolments = &found["occasions"]["nodes"][0]["enrolments"];
    assert_eq!(enrolments["totalCount"], 1);
    let enrolment = &enrolments["nodes"][0];
    assert_eq!((enrolment["status"].as_str(), enrolment["minutes"].as_i64()), (Some("COMPLETED"), Some(2400)));
    assert_eq!(enrolment["organisation"]["name"], "Verkstaden AB");
    assert_eq!(enrolment["participation"], json!({ "employedAtEntry": true, "ageAtEntry": 116, "sex": "MALE" }));
    let kinds: Vec<_> = enrolment["outcomes"]["nodes"].as_array().expect("a list").iter().collect();
    assert_eq!(kinds.len(), 2, "the first answer stays");
    assert_eq!((&kinds[0]["status"], &kinds[1]["status"]), (&json!("SUPERSEDED"), &json!("RECORDED")));
    let back = "query($id: ID!) { node(id: $id) { ... on Outcome { kind enrolment { occasion { startsOn effort { id
        council { name } hub { name } project { id } } } } } } }";
    let data = place.by("manager").ask(back, json!({ "id": outcome["id"] })).await;
    assert_eq!(data["node"]["enrolment"]["occasion"]["effort"]["id"], effort["id"]);
    assert_eq!(data["node"]["enrolment"]["occasion"]["effort"]["council"]["name"], "Rådet");
}

async fn a_full_occasion_makes_people_wait_their_turn(app: App) {
    let place = Place::open(app).await;
    let (_, occasion) = place.effort(1).await;
    let first = place.eligible(&occasion, &place.participation(ADA, "Ada Berg").await).await;
    let second = place.eligible(&occasion, &place.participation(BO, "Bo Lund").await).await;
    let first = place.step("advanceEnrolment", "enrolment", &first, "OFFER").await;
    let advance = "mutation($input: AdvanceEnrolmentInput!) { advanceEnrolment(input: $input) {
        enrolment { id } userErrors { code } } }";
    let offer = json!({ "id": second["id"], "expectedVersion": second["version"], "step": "OFFER" });
    assert_eq!(place.by("manager").refused(advance, json!({ "input": offer })).await, "EFFORT_IS_FULL");
    let second = place.step("advanceEnrolment", "enrolment", &second, "WAITLIST").await;
    assert_eq!(second["status"], "WAITLISTED");
    let withdraw = json!({ "id": first["id"], "expectedVersion": first["version"], "step": "WITHDRAW" });
    place.done("contact", "advanceEnrolment", "enrolment", withdraw).await;
    assert_eq!(place.step("advanceEnrolment", "enrolment", &second, "OFFER").await["status"], "OFFERED");
}

async fn who_is_enrolled_already_is_told_since_when(app: App) {
    let place = Place::open(app).await;
    let (_, occasion) = place.effort(1).await;
    let person = place.participation(ADA, "Ada Berg").await;
    let first = place.eligible(&occasion, &person).await;
    let nominate = "mutation($input: EnrolInput!) { nominateParticipant(input: $input) {
        enrolment { id } userErrors { code message path } } }";
    let input = json!({ "occasionId": occasion["id"], "participationId": person["id"] });
    for subject in ["contact", "manager"] {
        let data = place.by(subject).ask(nominate, json!({ "input": input })).await;
        let told = &data["nominateParticipant"]["userErrors"][0];
        assert_eq!((&told["code"], &told["path"]), (&json!("PERSON_IS_ENROLLED"), &json!(["input"])), "{data:#}");
        let since = place.app.db.clock().today().to_string();
        for detail in [since.as_str(), first["id"].as_str().expect("an id")] {
            assert!(told["message"].as_str().is_some_and(|words| words.contains(detail)), "{subject}: {told:#}");
        }
    }
}

async fn one_statement_a_level_whatever_the_number_of_rows(app: App) {
    let place = Place::open(app).await;
    let (_, occasion) = place.effort(9).await;
    let query = "{ enrolments(first: 50) { nodes { participant { name } occasion { effort { title } }
        participation { project { name } sensitive { disability } } outcomes(first: 3) { nodes { id } } } } }";
    let mut sent = Vec::new();
    for (number, name) in [(ADA, "Ada Berg"), (BO, "Bo Lund")] {
        place.eligible(&occasion, &place.participation(number, name).await).await;
        place.by("leader").ask(query, json!({})).await;
        let before = place.app.db.statements_sent();
        place.by("leader").ask(query, json!({})).await;
        sent.push(place.app.db.statements_sent() - before);
    }
    assert_eq!(sent[0], sent[1]);
}

async fn rows_about_people_stop_at_the_reach(app: App) {
    let place = Place::open(app).await;
    place.walked().await;
    let query = "{ efforts(first: 9) { totalCount nodes { enrolments(first: 9) { totalCount } } }
        enrolments(first: 9) { totalCount } outcomes(first: 9) { totalCount } participations(first: 9) { totalCount } }";
    let seen = |data: &Value| {
        ["efforts", "enrolments", "outcomes", "participations"].map(|list| data[list]["totalCount"].as_i64())
    };
    for (subject, counts) in [
        ("manager", [1, 1, 2, 1]),
        ("leader", [1, 1, 2, 1]),
        ("contact", [1, 1, 2, 1]),
        ("member", [1, 0, 0, 0]),
        ("stranger", [1, 0, 0, 0]),
    ] {
        let data = place.by(subject).ask(query, json!({})).await;
        assert_eq!(seen(&data), counts.map(Some), "{subject}");
        assert_eq!(data["efforts"]["nodes"][0]["enrolments"]["totalCount"], counts[1], "{subject}");
    }
    assert_eq!(seen(&place.app.anonymous().ask(query, json!({})).await), [Some(1), Some(0), Some(0), Some(0)]);
}

async fn a_person_is_named_and_numbered_within_the_reach_only(app: App) {
    let place = Place::open(app).await;
    let participation = place.participation(ADA, "Ada Berg").await;
    let query = "query($id: ID!) { node(id: $id) { ... on Participation { participant { id name }
        sensitive { disability minority } } } }";
    let data = place.by("leader").ask(query, json!({ "id": participation["id"] })).await;
    assert_eq!(data["node"]["participant"]["name"], "Ada Berg");
    assert_eq!(data["node"]["sensitive"], json!({ "disability": "YES", "minority": "NOT_ASKED" }));
    let person = data["node"]["participant"]["id"].clone();
    let data = place.by("contact").ask(query, json!({ "id": participation["id"] })).await;
    assert_eq!(data["node"]["sensitive"], Value::Null, "an employer does not read sensitive answers");
    let data = place.by("stranger").ask(query, json!({ "id": participation["id"] })).await;
    assert_eq!(data["node"], Value::Null);

    let number =
        "query($id: ID!, $why: String!) { personalIdentity(participantId: $id, purpose: $why) { number kind } }";
    let noted = "SELECT count(*) FROM read_log WHERE fields = 'identity'";
    let ask = |why: &str| json!({ "id": person, "why": why });
    assert_eq!(place.by("leader").error(number, ask("  ")).await, "INVALID");
    assert_eq!(place.by("stranger").error(number, ask("Nyfiken")).await, "NOT_FOUND");
    assert_eq!(place.by("contact").error(number, ask("Nyfiken")).await, "DENIED");
    assert_eq!(place.app.number(noted).await, 0);
    let data = place.by("leader").ask(number, ask("Månadsrapport")).await;
    assert_eq!(data["personalIdentity"], json!({ "number": ADA, "kind": "PERSONAL_IDENTITY_NUMBER" }));
    assert_eq!(place.app.number(noted).await, 1);
}

async fn an_effort_keeps_to_its_course(app: App) {
    let place = Place::open(app).await;
    let (effort, _) = place.effort(1).await;
    let advance = "mutation($input: AdvanceEffortInput!) { advanceEffort(input: $input) {
        effort { id } userErrors { code } } }";
    let input =
        |step: &str| json!({ "input": { "id": effort["id"], "expectedVersion": effort["version"], "step": step } });
    assert_eq!(place.by("manager").refused(advance, input("COMPLETE")).await, "TRANSITION_IS_NOT_ALLOWED");
    assert_eq!(place.by("manager").refused(advance, input("CANCEL")).await, "REASON_IS_REQUIRED");
    assert_eq!(place.by("leader").refused(advance, input("START")).await, "DENIED");
    let running = place.step("advanceEffort", "effort", &effort, "START").await;
    let input = json!({ "id": running["id"], "expectedVersion": running["version"], "step": "COMPLETE" });
    assert_eq!(place.by("manager").refused(advance, json!({ "input": input })).await, "EFFORT_IS_STILL_GOING_ON");
}

/// Its occasions are cancelled with it, those that only the hub sees stay its own, and nobody is offered a place or stays away.
async fn what_is_cancelled_takes_nobody(app: App) {
    let place = Place::open(app).await;
    let (effort, occasion) = place.effort(2).await;
    let input = json!({ "effortId": effort["id"], "startsOn": "2026-10-01", "endsOn": "2026-10-31", "capacity": 3 });
    let planned = place.done("manager", "planOccasion", "occasion", input).await;
    let (ada, bo) = (place.participation(ADA, "Ada Berg").await, place.participation(BO, "Bo Lund").await);
    let (first, second) = (place.eligible(&occasion, &ada).await, place.eligible(&occasion, &bo).await);
    let first = place.step("advanceEnrolment", "enrolment", &first, "OFFER").await;
    let cancel = json!({ "id": effort["id"], "expectedVersion": effort["version"], "step": "CANCEL",
        "reason": "För få anmälda" });
    place.done("manager", "advanceEffort", "effort", cancel).await;
    let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Occasion { status statusReason } } }";
    let told = place.by("manager").ask(asked, json!({ "ids": [occasion["id"], planned["id"]] })).await;
    let expected = json!([{ "status": "CANCELLED", "statusReason": "För få anmälda" },
        { "status": "PLANNED", "statusReason": null }]);
    assert_eq!(told["nodes"], expected);
    let advance = "mutation($input: AdvanceEnrolmentInput!) { advanceEnrolment(input: $input) {
        enrolment { id } userErrors { code } } }";
    let input = |enrolment: &Value, step: &str| json!({ "input": { "id": enrolment["id"], "expectedVersion": enrolment["version"], "step": step } });
    assert_eq!(place.by("manager").refused(advance, input(&second, "OFFER")).await, "NO_PLACES_ARE_GIVEN");
    assert_eq!(place.by("contact").refused(advance, input(&first, "CONFIRM")).await, "OCCASION_IS_CANCELLED");
    // A refusal names what is possible now, and no place that cannot be given, nor what is not confirmed any more.
    let finish = json!({ "input": { "id": planned["id"], "expectedVersion": planned["version"], "step": "FINISH" } });
    for (kind, field, input, possible, impossible) in [
        ("AdvanceEnrolmentInput", "advanceEnrolment", input(&second, "CONFIRM"), "avslå →", "erbjud"),
        ("AdvanceOccasionInput", "advanceOccasion", finish, "ställa in →", "bekräfta →"),
    ] {
        let asked =
            format!("mutation($input: {kind}!) {{ {field}(input: $input) {{ userErrors {{ code message }} }} }}");
        let data = place.by("manager").ask(&asked, input).await;
        let error = &data[field]["userErrors"][0];
        let message = error["message"].as_str().unwrap_or_default();
        assert_eq!(error["code"], "TRANSITION_IS_NOT_ALLOWED", "{data:#}");
        assert!(message.contains(possible) && !message.contains(impossible), "{message}");
    }
    place.done("contact", "advanceEnrolment", "enrolment", input(&first, "WITHDRAW")["input"].clone()).await;
    let confirm = "mutation($input: AdvanceOccasionInput!) { advanceOccasion(input: $input) {
        occasion { id } userErrors { code } } }";
    let input = json!({ "id": planned["id"], "expectedVersion": planned["version"], "step": "CONFIRM" });
    let told = place.by("manager").refused(confirm, json!({ "input": input })).await;
    assert_eq!(told, "EFFORT_TAKES_NO_OCCASIONS");
}

async fn sessions_are_as_open_as_their_occasion(app: App) {
    let place = Place::open(app).await;
    let (effort, confirmed) = place.effort(1).await;
    let input = json!({ "effortId": effort["id"], "startsOn": "2026-10-01", "endsOn": "2026-10-31", "capacity": 3 });
    let planned = place.done("manager", "planOccasion", "occasion", input).await;
    let add = "mutation($input: AddSessionInput!) { addSession(input: $input) { session { id } userErrors { code } } }";
    let session = |occasion: &Value, day: &str, from: &str, to: &str| {
        json!({ "input": { "occasionId": occasion["id"], "startsAt": format!("{day}T{from}:00:00Z"),
            "endsAt": format!("{day}T{to}:00:00Z"), "place": "Sal 1" } })
    };
    let manager = place.by("manager");
    for occasion in [(&confirmed, "2026-09-07"), (&planned, "2026-10-05")] {
        let data = manager.ask(add, session(occasion.0, occasion.1, "08", "12")).await;
        assert_eq!(data["addSession"]["userErrors"], json!([]), "{data:#}");
    }
    assert_eq!(manager.refused(add, session(&confirmed, "2026-09-07", "11", "13")).await, "SESSIONS_OVERLAP");
    let outside = session(&confirmed, "2026-10-07", "11", "13");
    assert_eq!(manager.refused(add, outside).await, "SESSION_IS_OUTSIDE_THE_OCCASION");
    let query = "{ occasions(first: 9, orderBy: [{ field: STARTS_ON }]) { nodes { sessions(first: 9) { totalCount
        nodes { place occasion { effort { title } } } } } } }";
    let counts = |data: Value| -> Vec<i64> {
        let nodes = data["occasions"]["nodes"].as_array().cloned().unwrap_or_default();
        nodes.iter().filter_map(|node| node["sessions"]["totalCount"].as_i64()).collect()
    };
    assert_eq!(counts(manager.ask(query, json!({})).await), [1, 1]);
    assert_eq!(counts(place.app.anonymous().ask(query, json!({})).await), [1]);
    let ids = place.app.texts("SELECT id FROM sessions ORDER BY starts_at").await;
    let one = "query($id: ID!) { node(id: $id) { id } }";
    let hidden = place.app.anonymous().ask(one, json!({ "id": format!("session_{}", ids[1]) })).await;
    assert_eq!(hidden["node"], Value::Null);
    let shown = place.app.anonymous().ask(one, json!({ "id": format!("session_{}", ids[0]) })).await;
    assert_eq!(shown["node"]["id"], format!("session_{}", ids[0]));
}
