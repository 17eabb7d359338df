//! What happens between organisations, through the API: who meets, who belongs to which network, what was learnt and what lasts.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{
    DemoApp, ISSUER, Speaker,
    elsewhere::{events, fault, faults},
    trial::both,
};

pub fn tests() -> Vec<Trial> {
    both![
        s0_f8_a_learning_meeting_joins_sectors_and_tells_everyone_which,
        s0_f8_how_many_came_is_told_to_its_own_only,
        s4_f6_a_network_is_active_between_organisations,
        s4_f6_members_are_seen_by_their_own,
        s0_f11_what_goes_on_after_the_project_is_found_as_of_a_day,
        s4_f12_a_lesson_is_taken_up_by_another_project,
        s4_f10_a_measure_is_changed_and_followed_up,
        a_partner_and_a_target_are_changed,
    ]
}

const PLAN: &str = "mutation($input: PlanMeetingInput!) { planMeeting(input: $input) {
    meeting { id version status possibleSteps { step } } userErrors { code path } } }";
const INVITE: &str = "mutation($input: InviteToMeetingInput!) { inviteToMeeting(input: $input) {
    meeting { version status } userErrors { code path } } }";
const HOLD: &str = "mutation($input: HoldMeetingInput!) { holdMeeting(input: $input) {
    meeting { version status heldOn place } userErrors { code path } } }";
const DOCUMENT: &str = "mutation($input: DocumentMeetingInput!) { documentMeeting(input: $input) {
    meeting { version status notes } userErrors { code path } } }";
const CLOSE: &str = "mutation($input: CloseMeetingInput!) { closeMeeting(input: $input) {
    meeting { version status } userErrors { code path } } }";
pub const ATTEND: &str = "mutation($input: RecordMeetingAttendanceInput!) { recordMeetingAttendance(input: $input) {
    attendance { id sector headCount meeting { version organisations sectorsMet headCount } } userErrors { code path } } }";
const FORM: &str = "mutation($input: FormNetworkInput!) { formNetwork(input: $input) {
    network { id version status role ssyk { code } } userErrors { code path } } }";
const ACTIVATE: &str = "mutation($input: ActivateNetworkInput!) { activateNetwork(input: $input) {
    network { version status organisations } userErrors { code message path } } }";
pub const JOIN: &str = "mutation($input: JoinNetworkInput!) { joinNetwork(input: $input) {
    member { id version joinedOn organisation { id } participant { id } } userErrors { code path } } }";
pub const LEAVE: &str = "mutation($input: LeaveNetworkInput!) { leaveNetwork(input: $input) {
    member { version leftOn } userErrors { code path } } }";
pub const FINDING: &str = "mutation($input: RecordSustainedResultInput!) { recordSustainedResult(input: $input) {
    result { id monthsAfter stillInUse earlier { id followedOn stillInUse } } userErrors { code path } } }";
pub const LESSON: &str = "mutation($input: RecordLessonInput!) { recordLesson(input: $input) {
    lesson { id version kind recordedOn timesReused } userErrors { code path } } }";
const CHANGE_LESSON: &str = "mutation($input: ChangeLessonInput!) { changeLesson(input: $input) {
    lesson { version title saidBy publicationUrl } userErrors { code path } } }";
pub const REUSE: &str = "mutation($input: ReuseLessonInput!) { reuseLesson(input: $input) {
    lesson { timesReused reusedBy(first: 5) { nodes { id } } } userErrors { code path } } }";
const MEASURE: &str = "mutation($input: AddPrincipleMeasureInput!) { addPrincipleMeasure(input: $input) {
    measure { id version } userErrors { code path } } }";
const CHANGE_MEASURE: &str = "mutation($input: ChangePrincipleMeasureInput!) { changePrincipleMeasure(input: $input) {
    measure { version measure evidence responsible effort { id } organisation { id } } userErrors { code path } } }";
const FOLLOW_UP: &str = "mutation($input: FollowUpPrincipleMeasureInput!) { followUpPrincipleMeasure(input: $input) {
    measure { version followUp followedUpOn } userErrors { code path } } }";

/// What was done, by the payload's only other field than its errors.
pub async fn done(speaker: &Speaker<'_>, mutation: &str, input: Value) -> Value {
    let data = speaker.ask(mutation, json!({ "input": input })).await;
    let payload = data.as_object().and_then(|data| data.values().next()).expect("a payload");
    assert_eq!(payload["userErrors"], json!([]), "{data:#}");
    let fields = payload.as_object().expect("fields");
    fields.iter().find(|(name, _)| *name != "userErrors").expect("what was done").1.clone()
}

/// The project of the demonstration's project manager, and one that is another's.
pub async fn projects(app: &DemoApp) -> [Value; 2] {
    let query = "{ own: projects(first: 1, filter: { number: { eq: \"2020/00312\" } }) { nodes { id } }
        other: projects(first: 1, filter: { number: { eq: \"2019/00446\" } }) { nodes { id } } }";
    let data = app.anonymous().ask(query, json!({})).await;
    ["own", "other"].map(|which| data[which]["nodes"][0]["id"].clone())
}

/// The organisations that have a part in the project.
pub async fn partners(app: &DemoApp, project: &Value) -> Vec<Value> {
    let query = "query($id: ID!) { node(id: $id) { ... on Project { partners(first: 100) { nodes { organisation { id } } } } } }";
    let data = app.anonymous().ask(query, json!({ "id": project })).await;
    let nodes = data["node"]["partners"]["nodes"].as_array().expect("partners");
    nodes.iter().map(|partner| partner["organisation"]["id"].clone()).collect()
}

/// The organisation that this contact speaks for.
pub async fn own_organisation(speaker: &Speaker<'_>) -> Value {
    let data = speaker.ask("{ viewer { roles { role organisationId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().find(|held| held["role"] == "ORG_CONTACT").expect("a contact")["organisationId"].clone()
}

fn planned(project: &Value) -> Value {
    json!({ "projectId": project, "title": "Gränsöverskridande lärmöte", "theme": "Ständiga förbättringar",
        "plannedOn": "2022-02-28", "place": "Lindholmen" })
}

/// A meeting that has been held: its id, and its version.
pub async fn held(manager: &Speaker<'_>, project: &Value) -> Value {
    let id = done(manager, PLAN, planned(project)).await["id"].clone();
    done(manager, INVITE, json!({ "id": id, "expectedVersion": 1 })).await;
    done(manager, HOLD, json!({ "id": id, "expectedVersion": 2, "heldOn": "2022-02-28" })).await;
    id
}

async fn s0_f8_a_learning_meeting_joins_sectors_and_tells_everyone_which(app: DemoApp) {
    let [project, other] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    for subject in ["demo-hub-manager", "demo-org-contact", "demo-auditor", "demo-system-admin"] {
        assert_eq!(
            faults(&app.speak_as(subject), PLAN, &planned(&project)).await,
            fault("DENIED", "input"),
            "{subject}"
        );
    }
    assert_eq!(faults(&app.anonymous(), PLAN, &planned(&project)).await, fault("DENIED", "input"));
    assert_eq!(faults(&manager, PLAN, &planned(&other)).await, fault("DENIED", "input"));

    let meeting = done(&manager, PLAN, planned(&project)).await;
    let id = &meeting["id"];
    assert_eq!(meeting["possibleSteps"], json!([{ "step": "invite" }, { "step": "cancel" }]), "{meeting:#}");
    let came = |organisation: &Value, sector: &str, people: i64| json!({ "meetingId": id, "organisationId": organisation, "sector": sector, "headCount": people });
    let organisations = partners(&app, &project).await;
    let early = faults(&manager, ATTEND, &came(&organisations[0], "PUBLIC_SECTOR", 3)).await;
    assert_eq!(early, fault("MEETING_TAKES_NO_ATTENDANCE", "input"));
    let skipped = json!({ "id": id, "expectedVersion": 1, "heldOn": "2022-02-28" });
    assert_eq!(manager.refused(HOLD, json!({ "input": skipped })).await, "TRANSITION_IS_NOT_ALLOWED");
    done(&manager, INVITE, json!({ "id": id, "expectedVersion": 1 })).await;
    let tomorrow = json!({ "id": id, "expectedVersion": 2, "heldOn": "2026-09-02" });
    assert_eq!(faults(&manager, HOLD, &tomorrow).await, fault("DATE_IS_IN_THE_FUTURE", "input.heldOn"));
    let kept = done(&manager, HOLD, json!({ "id": id, "expectedVersion": 2, "heldOn": "2022-02-28" })).await;
    assert_eq!((&kept["status"], &kept["place"]), (&json!("HELD"), &json!("Lindholmen")));

    let crossing =
        "query($id: ID!) { node(id: $id) { ... on LearningMeeting { organisations sectorsMet isBoundaryCrossing } } }";
    for (nth, sector, sectors) in [(0, "GROWTH_COMPANY", 1), (1, "GROWTH_COMPANY", 1), (2, "PUBLIC_SECTOR", 2)] {
        done(&manager, ATTEND, came(&organisations[nth], sector, 3)).await;
        let told = app.anonymous().ask(crossing, json!({ "id": id })).await["node"].take();
        let expected = json!({ "organisations": nth + 1, "sectorsMet": sectors, "isBoundaryCrossing": sectors > 1 });
        assert_eq!(told, expected, "{sector}");
    }
    // One row an organisation: told anew, it is corrected.
    let corrected = done(&manager, ATTEND, came(&organisations[1], "VEHICLE_INDUSTRY", 4)).await;
    let counts = &corrected["meeting"];
    assert_eq!((&counts["organisations"], &counts["sectorsMet"]), (&json!(3), &json!(3)), "{corrected:#}");
    assert_eq!(events(&app, &corrected["id"]).await, ["MeetingAttendanceRecorded", "MeetingAttendanceCorrected"]);
    let unknown = came(&json!(format!("org_{}", "0".repeat(26))), "CIVIL_SOCIETY", 1);
    assert_eq!(faults(&manager, ATTEND, &unknown).await, fault("REFERENCE_IS_UNKNOWN", "input"));

    let met = "query($p: ID!, $o: ID!) { learningMeetings(first: 10, filter: { projectId: { eq: $p }, sectorsMet: { gte: 2 },
        title: { contains: \"gränsöver\" }, someAttendance: { organisationId: { eq: $o }, sector: { eq: VEHICLE_INDUSTRY } } }) {
        nodes { id attendances(first: 10) { totalCount } } } }";
    let data = app.anonymous().ask(met, json!({ "p": project, "o": organisations[1] })).await;
    assert_eq!(
        data["learningMeetings"]["nodes"],
        json!([{ "id": id, "attendances": { "totalCount": 3 } }]),
        "{data:#}"
    );

    let version = counts["version"].clone();
    let noted = done(&manager, DOCUMENT, json!({ "id": id, "expectedVersion": version, "notes": "Vi ses igen" })).await;
    assert_eq!((&noted["status"], &noted["notes"]), (&json!("DOCUMENTED"), &json!("Vi ses igen")));
    done(&manager, CLOSE, json!({ "id": id, "expectedVersion": noted["version"] })).await;
    let late = faults(&manager, ATTEND, &came(&organisations[0], "PUBLIC_SECTOR", 3)).await;
    assert_eq!(late, fault("MEETING_TAKES_NO_ATTENDANCE", "input"));
}

async fn s0_f8_how_many_came_is_told_to_its_own_only(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let (contact, stranger) = (app.speak_as("demo-org-contact"), app.speak_as("demo-other-org-contact"));
    let own = own_organisation(&contact).await;
    let partner = partners(&app, &project).await[0].clone();
    let id = held(&manager, &project).await;
    for (organisation, sector, people) in [(&own, "VEHICLE_INDUSTRY", 3), (&partner, "PUBLIC_SECTOR", 4)] {
        let came = json!({ "meetingId": id, "organisationId": organisation, "sector": sector, "headCount": people });
        done(&manager, ATTEND, came).await;
    }
    let asked = "query($id: ID!) { node(id: $id) { ... on LearningMeeting { headCount
        attendances(first: 10, orderBy: [{ field: SECTOR }]) { nodes { sector headCount } } } } }";
    for (speaker, all, public, vehicle) in [
        (app.anonymous(), Value::Null, Value::Null, Value::Null),
        (app.speak_as("demo-hub-manager"), Value::Null, Value::Null, Value::Null),
        (stranger, Value::Null, Value::Null, Value::Null),
        (contact, Value::Null, Value::Null, json!(3)),
        (app.speak_as("demo-evaluator"), json!(7), json!(4), json!(3)),
        (app.speak_as("demo-project-manager"), json!(7), json!(4), json!(3)),
    ] {
        let data = speaker.ask(asked, json!({ "id": id })).await;
        let rows = json!([{ "sector": "PUBLIC_SECTOR", "headCount": public }, { "sector": "VEHICLE_INDUSTRY", "headCount": vehicle }]);
        assert_eq!(data["node"], json!({ "headCount": all, "attendances": { "nodes": rows } }), "{data:#}");
    }
}

/// A network that has been formed.
pub async fn formed(manager: &Speaker<'_>, project: &Value) -> Value {
    let input = json!({ "projectId": project, "name": "Produktionsteknikernas nätverk", "role": "Produktionstekniker",
        "ssyk": "3111" });
    done(manager, FORM, input).await["id"].clone()
}

async fn s4_f6_a_network_is_active_between_organisations(app: DemoApp) {
    let [project, other] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let input = |project: &Value, ssyk: &str| json!({ "projectId": project, "name": "Svetsarnas nätverk", "role": "Svetsare", "ssyk": ssyk });
    for subject in ["demo-hub-manager", "demo-org-contact", "demo-participant"] {
        let denied = faults(&app.speak_as(subject), FORM, &input(&project, "7212")).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    assert_eq!(faults(&manager, FORM, &input(&other, "7212")).await, fault("DENIED", "input"));
    assert_eq!(faults(&manager, FORM, &input(&project, "9999")).await, fault("CODE_IS_UNKNOWN", "input.ssyk"));

    let network = formed(&manager, &project).await;
    let organisations = partners(&app, &project).await;
    let joining = |organisation: &Value| json!({ "networkId": network, "organisationId": organisation, "joinedOn": "2022-02-01" });
    let step = |version: i64| json!({ "id": network, "expectedVersion": version });
    done(&manager, JOIN, joining(&organisations[0])).await;
    let twice = faults(&manager, JOIN, &joining(&organisations[0])).await;
    assert_eq!(twice, fault("KEY_IS_TAKEN", "input.organisationId"));
    let data = manager.ask(ACTIVATE, json!({ "input": step(2) })).await;
    let error = &data["activateNetwork"]["userErrors"][0];
    assert_eq!(error["code"], "NETWORK_NEEDS_TWO_ORGANISATIONS", "{data:#}");
    let told = error["message"].as_str().unwrap_or_default();
    assert!(told.contains("Nu 1.") && told.contains("fler kan gå med"), "{told}");

    let second = done(&manager, JOIN, joining(&organisations[1])).await;
    let public = async || {
        let told = "query($id: ID!) { node(id: $id) { ... on ProfessionalNetwork { version status organisations } } }";
        app.anonymous().ask(told, json!({ "id": network })).await["node"].take()
    };
    assert_eq!(public().await, json!({ "version": 3, "status": "FORMING", "organisations": 2 }));
    let active = done(&manager, ACTIVATE, step(3)).await;
    assert_eq!(active, json!({ "version": 4, "status": "ACTIVE", "organisations": 2 }));
    let left = json!({ "id": second["id"], "expectedVersion": 1, "leftOn": "2022-06-30" });
    let before = json!({ "id": second["id"], "expectedVersion": 1, "leftOn": "2022-01-31" });
    assert_eq!(faults(&manager, LEAVE, &before).await, fault("PERIOD_IS_REVERSED", "input.leftOn"));
    done(&manager, LEAVE, left).await;
    let members = "query($id: ID!, $on: Date!) { node(id: $id) { ... on ProfessionalNetwork { members(first: 1, asOf: $on) { totalCount } } } }";
    for (on, count) in [("2022-01-31", 0), ("2022-06-30", 2), ("2022-07-01", 1)] {
        let data = manager.ask(members, json!({ "id": network, "on": on })).await;
        assert_eq!(data["node"]["members"]["totalCount"], count, "{on}");
    }
    // With one organisation left it is no network between organisations, until another joins.
    assert_eq!(public().await, json!({ "version": 5, "status": "DORMANT", "organisations": 1 }));
    assert_eq!(events(&app, &network).await, ["NetworkFormed", "NetworkActivated", "NetworkRested"]);
    assert_eq!(manager.refused(ACTIVATE, json!({ "input": step(5) })).await, "NETWORK_NEEDS_TWO_ORGANISATIONS");
    done(&manager, JOIN, joining(&organisations[2])).await;
    assert_eq!(public().await, json!({ "version": 6, "status": "DORMANT", "organisations": 2 }));
    done(&manager, ACTIVATE, step(6)).await;

    // A network meets, until it is closed.
    let mut meeting = planned(&project);
    meeting["networkId"] = network.clone();
    done(&manager, PLAN, meeting.clone()).await;
    let found = "query($id: ID!) { node(id: $id) { ... on ProfessionalNetwork { status meetings(first: 5) { totalCount } } }
        professionalNetworks(first: 5, filter: { ssyk: { within: \"31\" }, role: { contains: \"produktions\" }, someMeeting: { status: { eq: PLANNED } } }) { nodes { id } } }";
    let data = app.anonymous().ask(found, json!({ "id": network })).await;
    assert_eq!(data["node"], json!({ "status": "ACTIVE", "meetings": { "totalCount": 1 } }));
    let ids = data["professionalNetworks"]["nodes"].as_array().expect("networks");
    assert!(ids.contains(&json!({ "id": network })), "{data:#}");
    let close = "mutation($input: CloseNetworkInput!) { closeNetwork(input: $input) { network { status } userErrors { code path } } }";
    done(&manager, close, json!({ "id": network, "expectedVersion": 7, "reason": "Uppgår i ett annat" })).await;
    assert_eq!(faults(&manager, PLAN, &meeting).await, fault("NETWORK_IS_CLOSED", "input"));
    assert_eq!(faults(&manager, JOIN, &joining(&organisations[2])).await, fault("NETWORK_IS_CLOSED", "input"));
}

async fn s4_f6_members_are_seen_by_their_own(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let contact = app.speak_as("demo-org-contact");
    let (own, theirs) = (own_organisation(&contact).await, partners(&app, &project).await[0].clone());
    let network = formed(&manager, &project).await;
    let joining = |organisation: &Value| json!({ "networkId": network, "organisationId": organisation });
    assert_eq!(faults(&app.anonymous(), JOIN, &joining(&own)).await, fault("DENIED", "input"));
    assert_eq!(faults(&contact, JOIN, &joining(&theirs)).await, fault("DENIED", "input"));
    let without = faults(&contact, JOIN, &joining(&own)).await;
    assert_eq!(without, fault("ORGANISATION_HAS_NO_PART", "input.organisationId"));
    let part = "mutation($input: AddProjectPartnerInput!) { addProjectPartner(input: $input) { partner { id } userErrors { code path } } }";
    done(&manager, part, json!({ "projectId": project, "organisationId": own, "part": "PARTICIPATING_COMPANY" })).await;
    let member = done(&contact, JOIN, joining(&own)).await;
    done(&manager, JOIN, joining(&theirs)).await;

    let seen = "query($id: ID!, $m: ID!) { node(id: $id) { ... on ProfessionalNetwork { version members(first: 10) { totalCount } } }
        member: node(id: $m) { id }
        professionalNetworks(first: 5, filter: { id: { eq: $id }, someMember: { joinedOn: { from: \"2000-01-01\" } } }) { totalCount } }";
    for (speaker, count, opens) in [
        (app.anonymous(), 0, false),
        (app.speak_as("demo-hub-manager"), 0, false),
        (app.speak_as("demo-other-org-contact"), 0, false),
        (app.speak_as("demo-participant"), 0, false),
        (app.speak_as("demo-org-contact"), 1, true),
        (app.speak_as("demo-auditor"), 2, true),
        (app.speak_as("demo-project-manager"), 2, true),
    ] {
        let data = speaker.ask(seen, json!({ "id": network, "m": member["id"] })).await;
        assert_eq!(data["node"]["members"]["totalCount"], count, "{data:#}");
        assert_eq!(!data["member"].is_null(), opens, "{data:#}");
        assert_eq!(data["professionalNetworks"]["totalCount"], i32::from(count > 0), "{data:#}");
        // How many organisations came shows in what everyone reads, and no more.
        assert_eq!(data["node"]["version"], 3, "{data:#}");
    }
    let leave = json!({ "id": member["id"], "expectedVersion": 1 });
    assert_eq!(app.speak_as("demo-other-org-contact").refused(LEAVE, json!({ "input": leave })).await, "NOT_FOUND");
    assert_eq!(done(&contact, LEAVE, leave).await["leftOn"], "2026-09-01");
    // Who has left may come back.
    done(&contact, JOIN, joining(&own)).await;
}

/// Six and twelve months after the project's last day, 2022-12-31.
async fn s0_f11_what_goes_on_after_the_project_is_found_as_of_a_day(app: DemoApp) {
    let [project, other] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let finding = |checked_on: &str, still_in_use: &str, earlier: Option<&Value>| {
        json!({ "projectId": project, "practice": "Lärmöten mellan branscherna", "checkedOn": checked_on,
            "stillInUse": still_in_use, "runBy": "Medlemskommunerna", "earlierId": earlier })
    };
    for subject in ["demo-hub-manager", "demo-org-contact", "demo-evaluator"] {
        let denied = faults(&app.speak_as(subject), FINDING, &finding("2023-06-30", "YES", None)).await;
        assert_eq!(denied, fault("DENIED", "input"), "{subject}");
    }
    let mut elsewhere = finding("2023-06-30", "YES", None);
    elsewhere["projectId"] = other;
    assert_eq!(faults(&manager, FINDING, &elsewhere).await, fault("DENIED", "input"));
    let early = faults(&manager, FINDING, &finding("2022-12-31", "YES", None)).await;
    assert_eq!(early, fault("PROJECT_IS_NOT_OVER", "input"));

    let six = done(&manager, FINDING, finding("2023-06-30", "YES", None)).await;
    assert_eq!((&six["monthsAfter"], &six["earlier"]), (&json!(6), &Value::Null));
    let backwards = faults(&manager, FINDING, &finding("2023-06-30", "NO", Some(&six["id"]))).await;
    assert_eq!(backwards, fault("RESULT_DOES_NOT_FOLLOW", "input.earlierId"));
    let twelve = done(&manager, FINDING, finding("2023-12-31", "PARTLY", Some(&six["id"]))).await;
    let kept = json!({ "id": six["id"], "followedOn": "2023-12-31", "stillInUse": "YES" });
    assert_eq!((&twelve["monthsAfter"], &twelve["earlier"]), (&json!(12), &kept));

    let asked =
        "query($p: ID!, $on: Date!) { sustainedResults(first: 10, filter: { projectId: { eq: $p }, heldOn: $on }) {
        nodes { stillInUse heldOn(day: $on) } } }";
    for (on, expected) in [("2023-06-29", None), ("2023-12-30", Some("YES")), ("2023-12-31", Some("PARTLY"))] {
        let data = app.anonymous().ask(asked, json!({ "p": project, "on": on })).await;
        let nodes: Vec<Value> =
            expected.map(|use_of| json!({ "stillInUse": use_of, "heldOn": true })).into_iter().collect();
        assert_eq!(data["sustainedResults"]["nodes"], json!(nodes), "{on}");
    }
}

/// Makes `subject` the manager of this project.
pub async fn make_manager(app: &DemoApp, subject: &str, project: &Value) {
    let assign = "mutation($input: AssignRoleInput!) { assignRole(input: $input) { userErrors { code path } } }";
    let input = json!({ "issuer": ISSUER, "subject": subject, "role": "PROJECT_MANAGER", "projectId": project });
    let data = app.speak_as("demo-system-admin").ask(assign, json!({ "input": input })).await;
    assert_eq!(data["assignRole"]["userErrors"], json!([]), "{data:#}");
}

async fn s4_f12_a_lesson_is_taken_up_by_another_project(app: DemoApp) {
    let [project, other] = projects(&app).await;
    make_manager(&app, "other-manager", &other).await;
    let (manager, theirs) = (app.speak_as("demo-project-manager"), app.speak_as("other-manager"));
    let mut lesson = json!({ "projectId": project, "kind": "PUBLIC_EDUCATION_PARTNERSHIP",
        "title": "Samarbete med det offentliga utbildningssystemet", "text": "Lika viktigt som insatserna",
        "recordedOn": "2021-04-15" });
    for speaker in [app.anonymous(), app.speak_as("demo-hub-manager"), app.speak_as("other-manager")] {
        assert_eq!(faults(&speaker, LESSON, &lesson).await, fault("DENIED", "input"));
    }
    lesson["publicationUrl"] = json!("javascript:alert(1)");
    assert_eq!(faults(&manager, LESSON, &lesson).await, fault("WEB_ADDRESS_IS_WRONG", "input.publicationUrl"));
    lesson["publicationUrl"] = Value::Null;
    let mut named = lesson.clone();
    named["text"] = json!("Det var 811218-9876 som sade det");
    assert_eq!(faults(&manager, LESSON, &named).await, fault("TEXT_HOLDS_A_PERSONAL_NUMBER", "input.text"));
    let recorded = done(&manager, LESSON, lesson).await;
    assert_eq!((&recorded["version"], &recorded["timesReused"]), (&json!(1), &json!(0)));
    let id = &recorded["id"];
    let change = json!({ "id": id, "expectedVersion": 1, "kind": "SUCCESS_FACTOR", "title": "Tio företag gör mer än ett",
        "text": "Styrkan i att vara tio", "saidBy": "Projektledningen", "publicationUrl": "https://exempel.se/nyhet" });
    assert_eq!(theirs.refused(CHANGE_LESSON, json!({ "input": change })).await, "NOT_FOUND");
    let changed = done(&manager, CHANGE_LESSON, change).await;
    assert_eq!((&changed["version"], &changed["saidBy"]), (&json!(2), &json!("Projektledningen")));

    let reuse = |project: &Value| json!({ "lessonId": id, "projectId": project });
    let own = faults(&manager, REUSE, &reuse(&project)).await;
    assert_eq!(own, fault("LESSON_IS_THE_PROJECTS_OWN", "input.projectId"));
    assert_eq!(faults(&manager, REUSE, &reuse(&other)).await, fault("DENIED", "input"));
    let reused = done(&theirs, REUSE, reuse(&other)).await;
    assert_eq!(reused, json!({ "timesReused": 1, "reusedBy": { "nodes": [{ "id": other }] } }));
    assert_eq!(faults(&theirs, REUSE, &reuse(&other)).await, fault("KEY_IS_TAKEN", "input.projectId"));
    assert_eq!(events(&app, id).await, ["LessonRecorded", "LessonChanged", "LessonReused"]);

    let found = "query($p: ID!) { lessons(first: 5, filter: { title: { contains: \"tio företag\" }, kind: { eq: SUCCESS_FACTOR },
        projectId: { eq: $p }, timesReused: { gte: 1 } }) { nodes { id text project { id } } } }";
    let data = app.anonymous().ask(found, json!({ "p": project })).await;
    let expected = json!([{ "id": id, "text": "Styrkan i att vara tio", "project": { "id": project } }]);
    assert_eq!(data["lessons"]["nodes"], expected, "{data:#}");
}

async fn s4_f10_a_measure_is_changed_and_followed_up(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let input =
        json!({ "projectId": project, "principle": "GENDER_EQUALITY", "measure": "Principerna i ledarutbildningen" });
    let id = done(&manager, MEASURE, input).await["id"].clone();
    let efforts = "query($p: ID!) { own: efforts(first: 1, filter: { projectId: { eq: $p } }) { nodes { id } }
        other: efforts(first: 1, filter: { not: { projectId: { eq: $p } } }) { nodes { id } } }";
    let data = manager.ask(efforts, json!({ "p": project })).await;
    let (own, other) = (&data["own"]["nodes"][0]["id"], &data["other"]["nodes"][0]["id"]);
    let organisation = &partners(&app, &project).await.swap_remove(0);
    let change = |effort: &Value| {
        json!({ "id": id, "expectedVersion": 1, "measure": "Principerna har en självklar plats i ledarutbildningen",
            "evidence": "Kursplan 2021", "responsible": "Projektledaren", "effortId": effort, "organisationId": organisation })
    };
    for subject in ["demo-hub-manager", "demo-auditor", "demo-org-contact"] {
        assert_eq!(
            faults(&app.speak_as(subject), CHANGE_MEASURE, &change(own)).await,
            fault("DENIED", "input"),
            "{subject}"
        );
    }
    // Another's effort is as unknown here as one that does not exist.
    for unknown in [other, &json!(format!("effort_{}", "0".repeat(26)))] {
        let faults = faults(&manager, CHANGE_MEASURE, &change(unknown)).await;
        assert_eq!(faults, fault("REFERENCE_IS_UNKNOWN", "input.effortId"));
    }
    let changed = done(&manager, CHANGE_MEASURE, change(own)).await;
    assert_eq!((&changed["version"], &changed["effort"]["id"]), (&json!(2), own), "{changed:#}");
    assert_eq!((&changed["organisation"]["id"], &changed["evidence"]), (organisation, &json!("Kursplan 2021")));
    assert_eq!(manager.refused(CHANGE_MEASURE, json!({ "input": change(own) })).await, "VERSION_IS_STALE");

    let follow_up = |on: &str| json!({ "id": id, "expectedVersion": 2, "followUp": "Ingår i alla ledarutbildningar", "followedUpOn": on });
    let foretold = faults(&manager, FOLLOW_UP, &follow_up("2026-09-02")).await;
    assert_eq!(foretold, fault("DATE_IS_IN_THE_FUTURE", "input.followedUpOn"));
    done(&manager, FOLLOW_UP, follow_up("2022-11-30")).await;
    let public =
        "query($id: ID!) { node(id: $id) { ... on PrincipleMeasure { version followUp followedUpOn responsible } } }";
    let data = app.anonymous().ask(public, json!({ "id": id })).await;
    let expected = json!({ "version": 3, "followUp": "Ingår i alla ledarutbildningar", "followedUpOn": "2022-11-30", "responsible": "Projektledaren" });
    assert_eq!(data["node"], expected);
    let names = ["PrincipleMeasureAdded", "PrincipleMeasureChanged", "PrincipleMeasureFollowedUp"];
    assert_eq!(events(&app, &id).await, names);
}

async fn a_partner_and_a_target_are_changed(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let asked = "query($id: ID!) { node(id: $id) { ... on Project { partners(first: 1, filter: { part: { eq: PARTNER } }) { nodes { id version } }
        targets(first: 1, filter: { kind: { eq: PARTICIPANTS } }) { nodes { id version } } } } }";
    let data = app.anonymous().ask(asked, json!({ "id": project })).await;
    let (partner, target) = (&data["node"]["partners"]["nodes"][0], &data["node"]["targets"]["nodes"][0]);
    let change_partner = "mutation($input: ChangeProjectPartnerInput!) { changeProjectPartner(input: $input) {
        partner { version part validFrom validTo } userErrors { code path } } }";
    let change_target = "mutation($input: ChangeProjectTargetInput!) { changeProjectTarget(input: $input) {
        target { version value precision } userErrors { code path } } }";
    let part = |to: &str| json!({ "id": partner["id"], "expectedVersion": partner["version"], "part": "SPREAD", "validFrom": "2021-01-01", "validTo": to });
    let figure = |value: Value| json!({ "id": target["id"], "expectedVersion": target["version"], "value": value, "precision": "AT_LEAST" });
    for subject in ["demo-hub-manager", "demo-auditor"] {
        let speaker = app.speak_as(subject);
        assert_eq!(faults(&speaker, change_partner, &part("2021-12-31")).await, fault("DENIED", "input"), "{subject}");
        assert_eq!(faults(&speaker, change_target, &figure(json!(1_800))).await, fault("DENIED", "input"), "{subject}");
    }
    let reversed = faults(&manager, change_partner, &part("2020-12-31")).await;
    assert_eq!(reversed, fault("PERIOD_IS_REVERSED", "input.validTo"));
    let changed = done(&manager, change_partner, part("2021-12-31")).await;
    let expected = json!({ "version": 2, "part": "SPREAD", "validFrom": "2021-01-01", "validTo": "2021-12-31" });
    assert_eq!(changed, expected);
    let empty = faults(&manager, change_target, &figure(Value::Null)).await;
    assert_eq!(empty, fault("TARGET_IS_EMPTY", "input.value"));
    let changed = done(&manager, change_target, figure(json!(1_800))).await;
    assert_eq!(changed, json!({ "version": 2, "value": 1_800, "precision": "AT_LEAST" }));
}
