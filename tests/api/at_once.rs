//! What is sent at once is all done, where each alone would be: whoever names no version is never told that it is stale, and what is
//! refused is refused for what the other has done.

use futures_util::future::join_all;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{DemoApp, Speaker, elsewhere::events, trial::both},
    networks::{ATTEND, FINDING, LESSON, REUSE, done, held, make_manager, partners, projects},
};

pub fn tests() -> Vec<Trial> {
    both![
        organisations_that_came_to_one_meeting_are_all_counted,
        one_organisation_told_several_times_is_one_row_corrected,
        one_finding_is_followed_by_one,
        projects_that_take_up_one_lesson_are_all_counted,
        sessions_of_one_occasion_are_all_added_unless_they_overlap,
    ]
}

/// Of each mutation, all sent at once, the user errors.
async fn sent(all: Vec<(&Speaker<'_>, &str, Value)>) -> Vec<Value> {
    let mut asked = Vec::with_capacity(all.len());
    for (speaker, mutation, input) in all {
        asked.push(speaker.ask(mutation, json!({ "input": input })));
    }
    let told = join_all(asked).await;
    let payload = |data: &Value| data.as_object().and_then(|data| data.values().next()).expect("a payload").clone();
    told.iter().map(|data| payload(data)["userErrors"].clone()).collect()
}

/// That one was done, and the others were refused for this.
fn one_is_done(told: &[Value], code: &str, field: &str) {
    let refused = json!([{ "code": code, "path": ["input", field] }]);
    let is_right = told.iter().all(|errors| *errors == json!([]) || *errors == refused);
    assert!(is_right && told.iter().filter(|errors| **errors == json!([])).count() == 1, "{told:?}");
}

fn came(meeting: &Value, organisation: &Value, people: usize) -> Value {
    json!({ "meetingId": meeting, "organisationId": organisation, "sector": "PUBLIC_SECTOR", "headCount": people })
}

/// How many came to the meeting, and from how many organisations, as the manager sees it.
async fn counted(manager: &Speaker<'_>, meeting: &Value) -> (Value, Value) {
    let query = "query($id: ID!) { node(id: $id) { ... on LearningMeeting { organisations headCount } } }";
    let data = manager.ask(query, json!({ "id": meeting })).await;
    (data["node"]["organisations"].clone(), data["node"]["headCount"].clone())
}

async fn organisations_that_came_to_one_meeting_are_all_counted(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let mut organisations = partners(&app, &project).await;
    organisations.sort_by_key(Value::to_string);
    organisations.dedup();
    assert!(organisations.len() > 2, "{organisations:?}");
    for _ in 0..4 {
        let meeting = held(&manager, &project).await;
        let told = sent(organisations.iter().map(|one| (&manager, ATTEND, came(&meeting, one, 2))).collect()).await;
        assert!(told.iter().all(|errors| *errors == json!([])), "{told:?}");
        let expected = (json!(organisations.len()), json!(2 * organisations.len()));
        assert_eq!(counted(&manager, &meeting).await, expected);
    }
}

async fn one_organisation_told_several_times_is_one_row_corrected(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let organisation = partners(&app, &project).await.swap_remove(0);
    let meeting = held(&manager, &project).await;
    let told = sent((1..=4).map(|people| (&manager, ATTEND, came(&meeting, &organisation, people))).collect()).await;
    assert!(told.iter().all(|errors| *errors == json!([])), "{told:?}");
    let last = done(&manager, ATTEND, came(&meeting, &organisation, 9)).await;
    assert_eq!(counted(&manager, &meeting).await, (json!(1), json!(9)));
    let mut expected = vec!["MeetingAttendanceRecorded"];
    expected.extend(["MeetingAttendanceCorrected"; 4]);
    assert_eq!(events(&app, &last["id"]).await, expected);
}

async fn one_finding_is_followed_by_one(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let finding = |checked_on: &str, earlier: &Value| {
        json!({ "projectId": project, "practice": "Lärmöten mellan branscherna", "checkedOn": checked_on,
            "stillInUse": "YES", "runBy": "Medlemskommunerna", "earlierId": earlier })
    };
    for _ in 0..4 {
        let first = done(&manager, FINDING, finding("2023-06-30", &Value::Null)).await;
        let days = ["2023-12-31", "2024-06-30", "2024-12-31"];
        let told = sent(days.iter().map(|day| (&manager, FINDING, finding(day, &first["id"]))).collect()).await;
        one_is_done(&told, "RESULT_DOES_NOT_FOLLOW", "earlierId");
    }
}

async fn projects_that_take_up_one_lesson_are_all_counted(app: DemoApp) {
    let [project, _] = projects(&app).await;
    let manager = app.speak_as("demo-project-manager");
    let lesson = json!({ "projectId": project, "kind": "SUCCESS_FACTOR", "title": "Tio företag gör mer än ett",
        "text": "Styrkan i att vara tio", "recordedOn": "2021-04-15" });
    let lesson = done(&manager, LESSON, lesson).await["id"].clone();
    let listed = app.anonymous().ask("{ projects(first: 20) { nodes { id } } }", json!({})).await;
    let listed = listed["projects"]["nodes"].as_array().expect("projects");
    let others: Vec<&Value> = listed.iter().map(|one| &one["id"]).filter(|id| **id != project).take(4).collect();
    assert_eq!(others.len(), 4, "{listed:?}");
    for other in &others {
        make_manager(&app, "their-manager", other).await;
    }
    let theirs = app.speak_as("their-manager");
    let reuse = |project: &Value| (&theirs, REUSE, json!({ "lessonId": lesson, "projectId": project }));
    let told = sent(others[..3].iter().map(|other| reuse(other)).collect()).await;
    assert!(told.iter().all(|errors| *errors == json!([])), "{told:?}");
    one_is_done(&sent((0..3).map(|_| reuse(others[3])).collect()).await, "KEY_IS_TAKEN", "projectId");
    let query = "query($id: ID!) { node(id: $id) { ... on Lesson { timesReused } } }";
    let data = app.anonymous().ask(query, json!({ "id": lesson })).await;
    assert_eq!(data["node"]["timesReused"], 4, "{data:#}");
}

async fn sessions_of_one_occasion_are_all_added_unless_they_overlap(app: DemoApp) {
    const PLAN: &str = "mutation($input: PlanEffortInput!) { planEffort(input: $input) {
        effort { id } userErrors { code path } } }";
    const OCCASION: &str = "mutation($input: PlanOccasionInput!) { planOccasion(input: $input) {
        occasion { id } userErrors { code path } } }";
    const ADD: &str =
        "mutation($input: AddSessionInput!) { addSession(input: $input) { session { id } userErrors { code path } } }";
    let manager = app.speak_as("demo-hub-manager");
    let data = manager.ask("{ viewer { roles { role hubId projectId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    let role = roles.iter().find(|held| held["role"] == "HUB_MANAGER").expect("the hub manager's role");
    let effort = json!({ "hubId": role["hubId"], "projectId": role["projectId"], "title": "CNC-teknik", "kind": "COURSE",
        "delivery": "PLACE", "targetGroup": "UNDER_NOTICE", "hours": 40, "codes": { "sni": "29" } });
    let effort = done(&manager, PLAN, effort).await["id"].clone();
    let occasion = json!({ "effortId": effort, "startsOn": "2026-10-01", "endsOn": "2026-10-31", "municipality": "1480",
        "capacity": 3 });
    let occasion = done(&manager, OCCASION, occasion).await["id"].clone();
    let session = |day: usize, hour: usize| {
        let at = |hour: usize| format!("2026-10-{day:02}T{hour:02}:00:00Z");
        (&manager, ADD, json!({ "occasionId": occasion, "startsAt": at(hour), "endsAt": at(hour + 3) }))
    };
    let told = sent((1..=6).map(|day| session(day, 8)).collect()).await;
    assert!(told.iter().all(|errors| *errors == json!([])), "{told:?}");
    let told = sent((8..=10).map(|hour| session(20, hour)).collect()).await;
    let refused = json!([{ "code": "SESSIONS_OVERLAP", "path": ["input"] }]);
    assert_eq!(told.iter().filter(|errors| **errors == refused).count(), 2, "{told:?}");
    assert_eq!(told.iter().filter(|errors| **errors == json!([])).count(), 1, "{told:?}");
}
