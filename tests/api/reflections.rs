//! Seed 002 through the API: a film and its question, five minutes together, what a group learnt and agreed, and whom it reached
//! (facts S2-F1 … S2-F13). Who may not see it is asked before who may.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{
    DemoApp,
    elsewhere::{events, fault, faults},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        s2_f2_f3_f4_the_film_and_its_question_are_everyones,
        s2_f7_f13_a_group_reflects_agrees_and_follows_up_and_nobody_is_registered,
        s2_f5_f8_what_a_course_taught_is_told_at_the_staff_meeting,
        s2_f1_f9_f10_f11_a_workplace_says_what_it_has_room_for,
        s2_f6_the_same_insight_is_found_again_by_its_theme,
        a_workplace_is_its_employers_own,
        a_project_reads_what_is_held_within_it_and_nothing_else,
    ]
}

const REGISTER: &str = "mutation($input: RegisterWorkplaceInput!) { registerWorkplace(input: $input) {
    workplace { id version name organisation { id } } userErrors { code path } } }";
const CLOSE: &str = "mutation($input: CloseWorkplaceInput!) { closeWorkplace(input: $input) {
    workplace { id version closedOn } userErrors { code path } } }";
const PUBLISH: &str = "mutation($input: PublishMaterialInput!) { publishMaterial(input: $input) {
    material { id version kind title prompt promptMinutes status } userErrors { code path } } }";
const WITHDRAW: &str = "mutation($input: WithdrawMaterialInput!) { withdrawMaterial(input: $input) {
    material { id status statusReason } userErrors { code path } } }";
const PLAN: &str = "mutation($input: PlanReflectionInput!) { planReflection(input: $input) {
    reflection { id version status question } userErrors { code path } } }";
const HOLD: &str = "mutation($input: HoldReflectionInput!) { holdReflection(input: $input) {
    reflection { id version status minutes attendeeCount } userErrors { code path } } }";
const SHARE: &str = "mutation($input: ShareReflectionNotesInput!) { shareReflectionNotes(input: $input) {
    reflection { id version status wentWrong wentRight nextTime nextTimeTheme } userErrors { code path } } }";
const AGREE: &str = "mutation($input: AgreeChangeInput!) { agreeChange(input: $input) {
    change { id version responsible reflection { id version status } } userErrors { code path } } }";
const COMPLETE: &str = "mutation($input: CompleteChangeInput!) { completeChange(input: $input) {
    change { id doneOn result } userErrors { code path } } }";
const FOLLOW_UP: &str = "mutation($input: FollowUpReflectionInput!) { followUpReflection(input: $input) {
    reflection { id status followedUpOn followUp } userErrors { code path } } }";
const ASSESS: &str = "mutation($input: AssessHealthFactorInput!) { assessHealthFactor(input: $input) {
    assessment { id hasForum hasTime } userErrors { code path } } }";
const SPREAD: &str = "mutation($input: RecordLearningSpreadInput!) { recordLearningSpread(input: $input) {
    spread { id colleaguesReached toldOn effort { id } enrolment { id } } userErrors { code path } } }";

const CONTACT: &str = "demo-org-contact";
const STRANGER: &str = "demo-other-org-contact";
const QUESTION: &str = "Vad gör ni för att bygga in lärande och reflektion i ert arbete?";

/// An anchor of the subject's own role.
async fn own(app: &DemoApp, subject: &str, anchor: &str) -> Value {
    let query = "{ viewer { roles { organisationId projectId } } }";
    let data = app.speak_as(subject).ask(query, json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().map(|held| &held[anchor]).find(|id| id.is_string()).expect("an anchor").clone()
}

/// What a mutation of the subject did; it must succeed.
async fn done(app: &DemoApp, subject: &str, mutation: &str, input: Value) -> Value {
    let data = app.speak_as(subject).ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object().and_then(|data| data.values().next()).expect("a payload");
    assert_eq!(payload["userErrors"], json!([]), "{input}");
    let (_, done) =
        payload.as_object().expect("fields").iter().find(|(name, _)| *name != "userErrors").expect("what was done");
    done.clone()
}

/// Suntarbetsliv's film, given out by the demonstration's provider.
async fn film(app: &DemoApp) -> Value {
    let publisher = own(app, "demo-provider", "organisationId").await;
    let input = json!({ "organisationId": publisher, "kind": "FILM", "title": "Kompetensutveckling hela arbetslivet",
        "url": "https://www.suntarbetsliv.se/film", "language": "sv", "prompt": QUESTION, "promptMinutes": 5 });
    done(app, "demo-provider", PUBLISH, input).await
}

async fn workplace(app: &DemoApp) -> Value {
    let employer = own(app, CONTACT, "organisationId").await;
    let input = json!({ "organisationId": employer, "name": "Monteringen", "municipality": "1480", "headcount": 14,
        "openedOn": "2021-01-11" });
    done(app, CONTACT, REGISTER, input).await
}

/// A reflection of the kind that was held with `attendees` on the 24th of August.
async fn held(app: &DemoApp, workplace: &Value, kind: &str, attendees: i32) -> Value {
    let input = json!({ "workplaceId": workplace["id"], "kind": kind, "plannedOn": "2026-08-24" });
    let planned = done(app, CONTACT, PLAN, input).await;
    let input = json!({ "id": planned["id"], "expectedVersion": planned["version"], "heldOn": "2026-08-24",
        "minutes": 5, "attendeeCount": attendees });
    done(app, CONTACT, HOLD, input).await
}

async fn s2_f2_f3_f4_the_film_and_its_question_are_everyones(app: DemoApp) {
    let publisher = own(&app, "demo-provider", "organisationId").await;
    let mut input = json!({ "organisationId": publisher, "kind": "FILM", "title": "Film", "prompt": QUESTION,
        "promptMinutes": 5 });
    for subject in ["demo-hub-manager", "demo-project-manager", "nobody-at-all", STRANGER] {
        assert_eq!(app.speak_as(subject).refused(PUBLISH, json!({ "input": input })).await, "DENIED", "{subject}");
    }
    input["url"] = json!("http://www.suntarbetsliv.se/film");
    let provider = app.speak_as("demo-provider");
    assert_eq!(faults(&provider, PUBLISH, &input).await, fault("ADDRESS_IS_NOT_HTTPS", "input.url"));
    input["promptMinutes"] = json!(241);
    assert_eq!(faults(&provider, PUBLISH, &input).await.len(), 2, "both faults are told at once");

    let film = film(&app).await;
    let asked = "query($id: ID!) { learningMaterials(first: 5, filter: { id: { eq: $id }, language: { eq: \"sv\" } }) {
        nodes { kind title url language { code } prompt promptMinutes organisation { id } } } }";
    let data = app.anonymous().ask(asked, json!({ "id": film["id"] })).await;
    let seen = json!([{ "kind": "FILM", "title": "Kompetensutveckling hela arbetslivet",
        "url": "https://www.suntarbetsliv.se/film", "language": { "code": "sv" }, "prompt": QUESTION,
        "promptMinutes": 5, "organisation": { "id": publisher } }]);
    assert_eq!(data["learningMaterials"]["nodes"], seen);

    let withdraw = json!({ "id": film["id"], "expectedVersion": 1, "reason": "Ersatt av en ny film" });
    assert_eq!(app.speak_as(STRANGER).refused(WITHDRAW, json!({ "input": withdraw })).await, "NOT_FOUND");
    let withdrawn = done(&app, "demo-provider", WITHDRAW, withdraw).await;
    assert_eq!(withdrawn["status"], "WITHDRAWN");
    let workplace = workplace(&app).await;
    let plan = json!({ "workplaceId": workplace["id"], "materialId": film["id"], "kind": "FILM_AND_REFLECTION",
        "plannedOn": "2026-09-01" });
    let contact = app.speak_as(CONTACT);
    assert_eq!(faults(&contact, PLAN, &plan).await, fault("MATERIAL_IS_WITHDRAWN", "input.materialId"));
}

async fn s2_f7_f13_a_group_reflects_agrees_and_follows_up_and_nobody_is_registered(app: DemoApp) {
    let (film, workplace) = (film(&app).await, workplace(&app).await);
    let contact = app.speak_as(CONTACT);
    let plan = json!({ "workplaceId": workplace["id"], "materialId": film["id"], "kind": "FILM_AND_REFLECTION",
        "plannedOn": "2026-08-24" });
    for subject in ["demo-hub-manager", "demo-provider", "nobody-at-all"] {
        assert_eq!(app.speak_as(subject).refused(PLAN, json!({ "input": plan })).await, "DENIED", "{subject}");
    }
    let planned = done(&app, CONTACT, PLAN, plan).await;
    assert_eq!((&planned["status"], &planned["question"]), (&json!("PLANNED"), &json!(QUESTION)));
    let at = |version: i32| json!({ "id": planned["id"], "expectedVersion": version });
    let with = |mut input: Value, more: Value| {
        input.as_object_mut().expect("fields").extend(more.as_object().expect("fields").clone());
        input
    };
    let insights = json!({ "insights": { "wentWrong": "Vi utvärderade bara effekterna", "wentWrongTheme": "TIME",
        "wentRight": "Alla berättade", "wentRightTheme": "FORUM",
        "nextTime": "Vi gör det tillsammans", "nextTimeTheme": "COOPERATION" } });
    let early = contact.refused(SHARE, json!({ "input": with(at(1), insights.clone()) })).await;
    assert_eq!(early, "TRANSITION_IS_NOT_ALLOWED");

    let hold = json!({ "heldOn": "2026-09-02", "minutes": 5, "attendeeCount": 12 });
    let ahead = faults(&contact, HOLD, &with(at(1), hold)).await;
    assert_eq!(ahead, fault("DATE_IS_IN_THE_FUTURE", "input.heldOn"));
    let hold = json!({ "heldOn": "2026-08-24", "minutes": 5, "attendeeCount": 12 });
    let held = done(&app, CONTACT, HOLD, with(at(1), hold)).await;
    assert_eq!((&held["status"], &held["minutes"], &held["attendeeCount"]), (&json!("HELD"), &json!(5), &json!(12)));

    let named = json!({ "insights": { "wentWrong": "19090527-1474 kom sent", "wentWrongTheme": "TIME" } });
    let refused = faults(&contact, SHARE, &with(at(2), named)).await;
    assert_eq!(refused, fault("TEXT_HOLDS_A_PERSONAL_NUMBER", "input.insights.wentWrong"));
    let shared = done(&app, CONTACT, SHARE, with(at(2), insights)).await;
    assert_eq!((&shared["status"], &shared["nextTimeTheme"]), (&json!("NOTES_SHARED"), &json!("COOPERATION")));

    let agree = |version: i32, responsible: &str| {
        json!({ "reflectionId": planned["id"], "expectedVersion": version, "responsible": responsible,
            "what": "Fem minuters reflektion på varje arbetsplatsträff", "dueOn": "2026-10-01" })
    };
    let person = faults(&contact, AGREE, &agree(3, "090527-1474")).await;
    assert_eq!(person, fault("TEXT_HOLDS_A_PERSONAL_NUMBER", "input.responsible"));
    let change = done(&app, CONTACT, AGREE, agree(3, "skyddsombud")).await;
    assert_eq!(change["reflection"], json!({ "id": planned["id"], "version": 4, "status": "ACTIONS_AGREED" }));
    let other = done(&app, CONTACT, AGREE, agree(4, "arbetsledare")).await;
    assert_eq!(other["reflection"]["status"], "ACTIONS_AGREED", "a second one changes no state");

    let complete =
        json!({ "id": change["id"], "expectedVersion": 1, "doneOn": "2026-09-01", "result": "Stående punkt" });
    assert_eq!(app.speak_as(STRANGER).refused(COMPLETE, json!({ "input": complete })).await, "NOT_FOUND");
    assert_eq!(done(&app, CONTACT, COMPLETE, complete).await["doneOn"], "2026-09-01");
    let again = json!({ "id": change["id"], "expectedVersion": 2, "doneOn": "2026-09-01" });
    assert_eq!(contact.refused(COMPLETE, json!({ "input": again })).await, "CHANGE_IS_DONE");
    let follow_up = json!({ "followedUpOn": "2026-09-01", "followUp": "Vi reflekterar varje vecka" });
    assert_eq!(done(&app, CONTACT, FOLLOW_UP, with(at(5), follow_up)).await["status"], "FOLLOWED_UP");
    let told = [
        "ReflectionPlanned",
        "ReflectionHeld",
        "ReflectionNotesShared",
        "ReflectionActionsAgreed",
        "ReflectionFollowedUp",
    ];
    assert_eq!(events(&app, &planned["id"]).await, told);

    // How many reflections a workplace had this year, with which changes, and how many of those remain.
    let counted = "query($w: ID!) { node(id: $w) { ... on Workplace { reflections(first: 9, filter: { status: { eq: FOLLOWED_UP },
        heldOn: { from: \"2026-01-01\" } }) { totalCount nodes { attendeeCount agreedChanges(first: 9) { totalCount }
        remaining: agreedChanges(first: 9, filter: { doneOn: { isNull: true } }) { nodes { responsible } } } } } } }";
    let data = contact.ask(counted, json!({ "w": workplace["id"] })).await;
    let year = json!({ "totalCount": 1, "nodes": [{ "attendeeCount": 12, "agreedChanges": { "totalCount": 2 },
        "remaining": { "nodes": [{ "responsible": "arbetsledare" }] } }] });
    assert_eq!(data["node"]["reflections"], year);
}

async fn s2_f5_f8_what_a_course_taught_is_told_at_the_staff_meeting(app: DemoApp) {
    let workplace = workplace(&app).await;
    let contact = app.speak_as(CONTACT);
    let data = contact.ask("{ enrolments(first: 100) { nodes { id effort { id } } } }", json!({})).await;
    let mut rows = data["enrolments"]["nodes"].as_array().expect("rows").iter();
    let enrolled = rows.find(|node| node["effort"]["id"].is_string()).expect("an enrolment to what is public");
    let (enrolment, effort) = (&enrolled["id"], &enrolled["effort"]["id"]);
    let other = "query($id: ID!) { efforts(first: 1, filter: { not: { id: { eq: $id } } }) { nodes { id } } }";
    let data = app.anonymous().ask(other, json!({ "id": effort })).await;
    let other = &data["efforts"]["nodes"][0]["id"];

    let meeting = held(&app, &workplace, "STAFF_MEETING_SHARING", 9).await;
    let spread = |effort: &Value, enrolment: &Value, reached: i32| {
        json!({ "reflectionId": meeting["id"], "effortId": effort, "enrolmentId": enrolment,
            "colleaguesReached": reached })
    };
    let theirs = json!({ "input": spread(effort, enrolment, 8) });
    assert_eq!(app.speak_as("demo-hub-manager").refused(SPREAD, theirs.clone()).await, "DENIED");
    assert_eq!(app.speak_as(STRANGER).refused(SPREAD, theirs).await, "REFERENCE_IS_UNKNOWN");
    let missing = json!("enrolment_00000000000000000000000000");
    let refused = faults(&contact, SPREAD, &spread(effort, &missing, 8)).await;
    assert_eq!(refused, fault("REFERENCE_IS_UNKNOWN", "input.enrolmentId"));
    let refused = faults(&contact, SPREAD, &spread(other, enrolment, 8)).await;
    assert_eq!(refused, fault("ENROLMENT_IS_OF_ANOTHER", "input.enrolmentId"));
    let refused = faults(&contact, SPREAD, &spread(effort, enrolment, 10)).await;
    assert_eq!(refused, fault("MORE_REACHED_THAN_ATTENDED", "input.colleaguesReached"));

    let recorded = done(&app, CONTACT, SPREAD, spread(effort, enrolment, 8)).await;
    assert_eq!((&recorded["toldOn"], &recorded["enrolment"]["id"]), (&json!("2026-08-24"), enrolment));
    let refused = faults(&contact, SPREAD, &spread(effort, enrolment, 8)).await;
    assert_eq!(refused, fault("KEY_IS_TAKEN", "input.effortId"));

    // How many colleagues heard of the course: its employer asks and is told, others see the course and nothing of this.
    let asked = "query($id: ID!) { node(id: $id) { ... on Effort { spreads(first: 9) { totalCount nodes { colleaguesReached } } } } }";
    for speaker in [app.anonymous(), app.speak_as(STRANGER), app.speak_as("demo-hub-manager")] {
        let data = speaker.ask(asked, json!({ "id": effort })).await;
        assert_eq!(data["node"]["spreads"]["totalCount"], 0);
    }
    let data = contact.ask(asked, json!({ "id": effort })).await;
    assert_eq!(data["node"]["spreads"], json!({ "totalCount": 1, "nodes": [{ "colleaguesReached": 8 }] }));
}

async fn s2_f1_f9_f10_f11_a_workplace_says_what_it_has_room_for(app: DemoApp) {
    let workplace = workplace(&app).await;
    let assess = |on: &str, forum: &str| {
        json!({ "workplaceId": workplace["id"], "assessedOn": on, "hasForum": forum, "hasTime": "NO",
            "sharesAfterCourses": "PARTLY", "mayChangeRole": "YES", "evaluatesWaysOfWorking": "PARTLY" })
    };
    let input = json!({ "input": assess("2026-03-02", "NO") });
    assert_eq!(app.speak_as(STRANGER).refused(ASSESS, input.clone()).await, "REFERENCE_IS_UNKNOWN");
    assert_eq!(app.speak_as("demo-auditor").refused(ASSESS, input).await, "DENIED");
    done(&app, CONTACT, ASSESS, assess("2026-03-02", "NO")).await;
    done(&app, CONTACT, ASSESS, assess("2026-09-01", "PARTLY")).await;
    let contact = app.speak_as(CONTACT);
    let refused = faults(&contact, ASSESS, &assess("2026-09-01", "YES")).await;
    assert_eq!(refused, fault("KEY_IS_TAKEN", "input.assessedOn"));
    let refused = faults(&contact, ASSESS, &assess("2020-12-31", "YES")).await;
    assert_eq!(refused, fault("WORKPLACE_IS_NOT_OPEN_THEN", "input.assessedOn"));

    // Which workplaces lack a forum or time, and how it goes.
    let lacking =
        "{ workplaces(first: 9, filter: { someHealthAssessment: { hasTime: { eq: NO }, hasForum: { eq: NO } } }) {
        nodes { id healthAssessments(first: 9, orderBy: [{ field: ASSESSED_ON }]) { nodes { hasForum } } } } }";
    assert_eq!(app.speak_as(STRANGER).ask(lacking, json!({})).await["workplaces"]["nodes"], json!([]));
    let data = contact.ask(lacking, json!({})).await;
    let trend = json!([{ "id": workplace["id"],
        "healthAssessments": { "nodes": [{ "hasForum": "NO" }, { "hasForum": "PARTLY" }] } }]);
    assert_eq!(data["workplaces"]["nodes"], trend);
}

async fn s2_f6_the_same_insight_is_found_again_by_its_theme(app: DemoApp) {
    let workplace = workplace(&app).await;
    for (theme, attendees) in [("TIME", 6), ("TIME", 7), ("TOOLS", 8)] {
        let reflection = held(&app, &workplace, "AFTER_ACTION_REVIEW", attendees).await;
        let input = json!({ "id": reflection["id"], "expectedVersion": 2,
            "insights": { "wentWrong": "Vi hann inte", "wentWrongTheme": theme } });
        done(&app, CONTACT, SHARE, input).await;
    }
    let asked =
        "query($w: ID!) { reflections(first: 9, filter: { workplaceId: { eq: $w }, wentWrongTheme: { eq: TIME } },
        orderBy: [{ field: PLANNED_ON }]) { totalCount nodes { wentWrongTheme nextTimeTheme } } }";
    let data = app.speak_as(CONTACT).ask(asked, json!({ "w": workplace["id"] })).await;
    assert_eq!(data["reflections"]["totalCount"], 2, "{data:#}");
    assert_eq!(data["reflections"]["nodes"][0], json!({ "wentWrongTheme": "TIME", "nextTimeTheme": null }));
}

async fn a_workplace_is_its_employers_own(app: DemoApp) {
    let employer = own(&app, CONTACT, "organisationId").await;
    let theirs = json!({ "organisationId": employer, "name": "Annans" });
    for subject in [STRANGER, "demo-hub-manager", "demo-project-manager", "nobody-at-all"] {
        assert_eq!(app.speak_as(subject).refused(REGISTER, json!({ "input": theirs })).await, "DENIED", "{subject}");
    }
    let workplace = workplace(&app).await;
    let asked =
        "query($id: ID!) { workplaces(first: 9, filter: { id: { eq: $id } }) { totalCount } node(id: $id) { id } }";
    let unseen = json!({ "workplaces": { "totalCount": 0 }, "node": null });
    assert_eq!(app.anonymous().ask(asked, json!({ "id": workplace["id"] })).await, unseen);
    for subject in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-system-admin"] {
        assert_eq!(app.speak_as(subject).ask(asked, json!({ "id": workplace["id"] })).await, unseen, "{subject}");
    }
    let data = app.speak_as(CONTACT).ask(asked, json!({ "id": workplace["id"] })).await;
    assert_eq!(data["workplaces"]["totalCount"], 1);

    // Another's workplace answers as one that does not exist.
    let plan = |id: &Value| json!({ "workplaceId": id, "kind": "ROLE_SWAP", "plannedOn": "2026-09-01" });
    let stranger = app.speak_as(STRANGER);
    let missing = json!("workplace_00000000000000000000000000");
    let unknown = fault("REFERENCE_IS_UNKNOWN", "input.workplaceId");
    assert_eq!(faults(&stranger, PLAN, &plan(&missing)).await, unknown);
    assert_eq!(faults(&stranger, PLAN, &plan(&workplace["id"])).await, unknown);

    let close = json!({ "id": workplace["id"], "expectedVersion": 1, "closedOn": "2026-08-31" });
    assert_eq!(stranger.refused(CLOSE, json!({ "input": close })).await, "NOT_FOUND");
    assert_eq!(done(&app, CONTACT, CLOSE, close).await["closedOn"], "2026-08-31");
    let contact = app.speak_as(CONTACT);
    let late = fault("WORKPLACE_IS_NOT_OPEN_THEN", "input.plannedOn");
    assert_eq!(faults(&contact, PLAN, &plan(&workplace["id"])).await, late);
    let open = "query($id: ID!, $day: Date!) { workplaces(first: 9, filter: { id: { eq: $id }, openOn: $day }) { totalCount } }";
    for (day, found) in [("2021-01-10", 0), ("2021-01-11", 1), ("2026-08-31", 1), ("2026-09-01", 0)] {
        let data = contact.ask(open, json!({ "id": workplace["id"], "day": day })).await;
        assert_eq!(data["workplaces"]["totalCount"], found, "{day}");
    }
}

async fn a_project_reads_what_is_held_within_it_and_nothing_else(app: DemoApp) {
    let workplace = workplace(&app).await;
    let (employer, project) =
        (own(&app, CONTACT, "organisationId").await, own(&app, "demo-project-manager", "projectId").await);
    held(&app, &workplace, "ROLE_SWAP", 4).await;
    let within = json!({ "workplaceId": workplace["id"], "projectId": project, "kind": "AFTER_ACTION_REVIEW",
        "plannedOn": "2026-08-24" });
    let contact = app.speak_as(CONTACT);
    let outside = fault("ORGANISATION_HAS_NO_PART", "input.projectId");
    assert_eq!(faults(&contact, PLAN, &within).await, outside);

    let partner = "mutation($input: AddProjectPartnerInput!) { addProjectPartner(input: $input) {
        partner { id } userErrors { code path } } }";
    let input = json!({ "projectId": project, "organisationId": employer, "part": "PARTICIPATING_COMPANY" });
    done(&app, "demo-project-manager", partner, input).await;
    let planned = done(&app, CONTACT, PLAN, within).await;

    let asked = "query($o: ID!) { reflections(first: 9, filter: { organisationId: { eq: $o } }) { totalCount nodes { id workplace { id } } } }";
    let seen = async |subject: &str| {
        let data = app.speak_as(subject).ask(asked, json!({ "o": employer })).await;
        data["reflections"].clone()
    };
    for subject in [STRANGER, "demo-hub-manager", "demo-council-member", "demo-participant"] {
        assert_eq!(seen(subject).await["totalCount"], 0, "{subject}");
    }
    for subject in ["demo-project-manager", "demo-auditor", "demo-evaluator"] {
        let own = json!({ "totalCount": 1, "nodes": [{ "id": planned["id"], "workplace": null }] });
        assert_eq!(seen(subject).await, own, "{subject}");
    }
    assert_eq!(seen(CONTACT).await["totalCount"], 2);
    let hold =
        json!({ "id": planned["id"], "expectedVersion": 1, "heldOn": "2026-08-24", "minutes": 5, "attendeeCount": 4 });
    assert_eq!(app.speak_as("demo-project-manager").refused(HOLD, json!({ "input": hold })).await, "DENIED");
}
