//! What seeds 000, 001, 002 and 004 ask, asked of the library at its addresses: by the one who would ask it, and by another
//! organisation and someone who is not signed in, who are told nothing that is not theirs.

use std::collections::BTreeSet;

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode, header};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::harness::{DemoApp, trial::both};

pub(crate) use crate::harness::acts::{CONTACT, STRANGER, done, employer, give, manager, stored};

pub fn tests() -> Vec<Trial> {
    both![
        seed_000_b_meetings_join_sectors_and_say_who_met,
        seed_000_c_an_employer_sees_how_much_of_its_plans_is_strategic,
        seed_000_c_a_project_sees_the_share_of_each_of_its_organisations,
        seed_000_d_what_goes_on_is_told_as_of_a_day,
        seed_001_a_the_seventeen_have_their_analyses_and_plans_by_county,
        seed_001_d_each_principle_has_its_measure,
        seed_001_e_the_skill_is_lacking_in_recruits_and_incumbents_alike,
        seed_002_a_reflections_and_what_was_agreed_a_workplace,
        seed_002_b_colleagues_heard_of_an_effort,
        seed_002_c_a_workplace_without_a_forum_gets_one,
        seed_002_d_learning_at_work_stands_beside_courses,
        seed_002_e_insights_are_found_by_their_theme,
        seed_002_f_a_workplace_without_a_reflection_for_twelve_months,
        seed_004_d_networks_by_role_and_whose_members_they_have,
        seed_004_f_lessons_and_how_often_they_are_taken_up,
    ]
}

/// The workplace that the source's film was seen at.
pub(crate) const SOLEN: &str = "Förskolan Solen (demonstration)";

pub(crate) const AVANTO: &str = "SELECT id FROM projects WHERE acronym = 'Avanto'";
pub(crate) const ROBOTDALEN: &str = "SELECT id FROM projects WHERE name = 'Företag i utveckling i Robotdalen'";
pub(crate) const KNOWLEDGE_LIFT: &str = "SELECT id FROM projects WHERE number = '2019/00446'";

/// What stands at a question's address; `subject` is who asks, nobody when absent.
pub(crate) async fn answer(app: &DemoApp, subject: Option<&str>, slug: &str, query: &str) -> (StatusCode, Value) {
    let mut request = Request::get(format!("/fragor/{slug}.json?{query}"));
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    let request = request.body(Body::empty()).expect("a request");
    let (parts, body) = app.router().oneshot(request).await.expect("the router always answers").into_parts();
    let bytes = to_bytes(body, 64 << 20).await.expect("a body");
    (parts.status, serde_json::from_slice(&bytes).unwrap_or_default())
}

/// The rows that this subject is told.
pub(crate) async fn told(app: &DemoApp, subject: &str, slug: &str, query: &str) -> Vec<Value> {
    let (status, answer) = answer(app, Some(subject), slug, query).await;
    assert_eq!(status, StatusCode::OK, "{slug}?{query} as {subject}: {answer:#}");
    answer["rows"].as_array().expect("rows").clone()
}

/// A question that is not answered of others' records gives this subject no row.
pub(crate) async fn not_told(app: &DemoApp, subject: &str, slug: &str, query: &str) {
    let (status, answer) = answer(app, Some(subject), slug, query).await;
    assert!(status.is_client_error() && answer["rows"].is_null(), "{slug}?{query} as {subject}: {answer:#}");
}

/// The rows of an open question.
pub(crate) async fn public(app: &DemoApp, slug: &str, query: &str) -> Vec<Value> {
    let (status, answer) = answer(app, None, slug, query).await;
    assert_eq!(status, StatusCode::OK, "{slug}?{query}: {answer:#}");
    answer["rows"].as_array().expect("rows").clone()
}

/// A closed question is told to nobody who is not signed in.
pub(crate) async fn closed(app: &DemoApp, slug: &str) {
    let (status, _) = answer(app, None, slug, "").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "{slug}");
}

/// The rows with this value in a column.
pub(crate) fn with<'a>(rows: &'a [Value], column: &str, value: &str) -> Vec<&'a Value> {
    rows.iter().filter(|row| row[column] == value).collect()
}

/// The one row with this value in a column.
pub(crate) fn the<'a>(rows: &'a [Value], column: &str, value: &str) -> &'a Value {
    let found = with(rows, column, value);
    assert_eq!(found.len(), 1, "{column} = {value} among {rows:#?}");
    found[0]
}

/// A column of numbers, added up.
pub(crate) fn sum(rows: &[Value], column: &str) -> i64 {
    rows.iter().map(|row| row[column].as_i64().unwrap_or_else(|| panic!("no number {column} in {row:#}"))).sum()
}

async fn seed_000_b_meetings_join_sectors_and_say_who_met(app: DemoApp) {
    let slug = "larmoten-som-korsade-sektorsgranser";
    let project = stored(&app, AVANTO).await;
    let query = format!("projekt=project_{project}");
    let rows = public(&app, slug, &query).await;
    assert!(rows.iter().all(|row| row["sectors_met"].as_i64() >= Some(2)), "{rows:#?}");
    let met = the(&rows, "held_on", "2012-02-29");
    assert_eq!((&met["sectors_met"], &met["organisations_present"]), (&json!(3), &json!(3)));
    let sectors: BTreeSet<&str> = met["sector_code"].as_str().expect("sectors").split("; ").collect();
    assert_eq!(sectors, BTreeSet::from(["GROWTH_COMPANY", "PUBLIC_SECTOR", "VEHICLE_INDUSTRY"]));
    let organisations: Vec<&str> = met["organisation"].as_str().expect("organisations").split("; ").collect();
    assert!(organisations.len() == 3 && organisations.contains(&"Matthews Swedot AB"), "{organisations:?}");

    let within = "Lärmöte för tillväxtföretag";
    assert!(with(&rows, "learning_meeting", within).is_empty(), "one sector met");
    let all = public(&app, slug, &format!("{query}&sektorer=1")).await;
    assert_eq!(the(&all, "learning_meeting", within)["sectors_met"], 1);
    // Who asks is told no more than everyone is.
    assert_eq!(told(&app, STRANGER, slug, &query).await, rows);
}

async fn seed_000_c_an_employer_sees_how_much_of_its_plans_is_strategic(app: DemoApp) {
    let slug = "planrader-mot-verksamhetsmal";
    closed(&app, slug).await;
    let rows = told(&app, CONTACT, slug, "").await;
    let plan = the(&rows, "valid_from", "2021-04-01");
    assert_eq!((&plan["strategic_lines"], &plan["plan_lines"]), (&json!(1), &json!(2)));
    assert_eq!(plan["strategic_share"].as_f64(), Some(0.5), "{plan:#}");
    assert_eq!((&plan["plan_status_code"], &plan["adopted_on"]), (&json!("IN_PROGRESS"), &json!("2021-03-22")));
    for subject in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-system-admin"] {
        let others = told(&app, subject, slug, "").await;
        assert!(with(&others, "plan_id", plan["plan_id"].as_str().expect("an id")).is_empty(), "{subject}");
    }
}

async fn seed_000_c_a_project_sees_the_share_of_each_of_its_organisations(app: DemoApp) {
    let slug = "planrader-mot-verksamhetsmal";
    let project = manager(&app, AVANTO).await;
    let own = project.trim_start_matches("project_");
    let adopted = format!(
        "FROM development_plans WHERE adopted_on IS NOT NULL AND status <> 'SUPERSEDED' AND project_id = '{own}'"
    );
    let query = format!("projekt={project}");
    let rows = told(&app, "manager", slug, &query).await;
    let plans = app.number(&format!("SELECT count(*) {adopted}")).await;
    assert_eq!(i64::try_from(rows.len()).ok(), Some(plans));
    for row in &rows {
        let share = row["strategic_share"].as_f64();
        let (strategic, lines) = (row["strategic_lines"].as_f64(), row["plan_lines"].as_f64());
        let expected = strategic.zip(lines).filter(|(_, lines)| *lines > 0.0).map(|(some, all)| some / all);
        assert!(share.zip(expected).is_none_or(|(share, expected)| (share - expected).abs() < 0.0001), "{row:#}");
        assert_eq!(share.is_some(), expected.is_some(), "{row:#}");
    }
    let days: Vec<&str> = rows.iter().filter_map(|row| row["valid_from"].as_str()).collect();
    assert!(days.is_sorted(), "the earliest first, so that the movement shows: {days:?}");
    for subject in [STRANGER, "demo-project-manager"] {
        assert_eq!(told(&app, subject, slug, &query).await, Vec::<Value>::new(), "{subject}");
    }
}

async fn seed_000_d_what_goes_on_is_told_as_of_a_day(app: DemoApp) {
    let slug = "vad-som-pagar-efter-projektet";
    let project = stored(&app, AVANTO).await;
    let practice = "Alla anställda deltar i förändringsarbetet";
    let on = async |day: &str| public(&app, slug, &format!("projekt=project_{project}&dag={day}")).await;
    assert!(with(&on("2013-07-30").await, "practice", practice).is_empty(), "nobody had looked yet");
    for (day, months, still) in [("2013-07-31", 6, "YES"), ("2014-01-30", 6, "YES"), ("2014-01-31", 12, "PARTLY")] {
        let rows = on(day).await;
        let found = the(&rows, "practice", practice);
        assert_eq!((&found["months_after"], &found["still_in_use_code"]), (&json!(months), &json!(still)), "{day}");
        assert_eq!(found["organisation"], "Matthews Swedot AB");
    }
    let query = format!("projekt=project_{project}&dag=2014-01-31&manader=13");
    assert!(with(&public(&app, slug, &query).await, "practice", practice).is_empty());
}

async fn seed_001_a_the_seventeen_have_their_analyses_and_plans_by_county(app: DemoApp) {
    let slug = "foretagens-analyser-och-planer";
    closed(&app, slug).await;
    let project = manager(&app, ROBOTDALEN).await;
    let query = format!("projekt={project}");
    let rows = told(&app, "manager", slug, &query).await;
    assert_eq!(rows.len(), 17);
    for (county, companies) in [("Örebro län", 6), ("Södermanlands län", 5), ("Västmanlands län", 6)] {
        assert_eq!(with(&rows, "county", county).len(), companies, "{county} in {rows:#?}");
    }
    let own = project.trim_start_matches("project_");
    for (column, table, day) in [
        ("published_analyses", "competence_analyses", "published_on"),
        ("adopted_plans", "development_plans", "adopted_on"),
    ] {
        let sql = format!("SELECT count(*) FROM {table} WHERE project_id = '{own}' AND {day} IS NOT NULL");
        assert_eq!(sum(&rows, column), app.number(&sql).await, "{column}");
    }
    let karlskoga = told(&app, "manager", slug, &format!("{query}&kommun=1883")).await;
    assert_eq!(karlskoga.len(), 2);
    // That they take part is public; how far they have come is not.
    for subject in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-public-reader"] {
        let others = told(&app, subject, slug, &query).await;
        assert_eq!(others.len(), 17, "{subject}");
        let is_told = |row: &Value| !row["published_analyses"].is_null() || !row["adopted_plans"].is_null();
        assert!(!others.iter().any(is_told), "{subject}: {others:#?}");
    }
}

async fn seed_001_d_each_principle_has_its_measure(app: DemoApp) {
    let slug = "horisontella-principer";
    let project = manager(&app, ROBOTDALEN).await;
    let query = format!("projekt={project}");
    let rows = public(&app, slug, &query).await;
    let principles: BTreeSet<&str> = rows.iter().filter_map(|row| row["principle_code"].as_str()).collect();
    assert_eq!(principles, BTreeSet::from(["ACCESSIBILITY", "GENDER_EQUALITY", "INTEGRATION"]));

    // What came of it is noted after the project's end, too.
    let own = project.trim_start_matches("project_");
    let id = format!(
        "SELECT id FROM principle_measures WHERE project_id = '{own}' AND principle = 'ACCESSIBILITY'
         AND organisation_id IS NULL"
    );
    let id = format!("measure_{}", stored(&app, &id).await);
    let follow = "mutation($input: FollowUpPrincipleMeasureInput!) { followUpPrincipleMeasure(input: $input) {
        measure { id } userErrors { code path } } }";
    let came = "Verkstaden har hörslinga";
    done(&app, "manager", follow, json!({ "id": id, "expectedVersion": 1, "followUp": came })).await;
    let rows = public(&app, slug, &query).await;
    let whole: Vec<Value> = rows.into_iter().filter(|row| row["organisation"].is_null()).collect();
    assert_eq!(the(&whole, "principle_code", "ACCESSIBILITY")["follow_up"], came);
}

async fn seed_001_e_the_skill_is_lacking_in_recruits_and_incumbents_alike(app: DemoApp) {
    let slug = "behov-hos-nya-och-redan-anstallda";
    closed(&app, slug).await;
    let found = stored(&app, "SELECT id FROM councils WHERE name = 'Robotdalens samverkansråd (demonstration)'").await;
    let council = format!("council_{found}");
    give(&app, "leader", "PROCESS_LEADER", "councilId", &council).await;
    let title = "Robotteknik för operatörer och ledning";
    let rows = told(&app, "leader", slug, "").await;
    let own = with(&rows, "need", title);
    assert_eq!(own.len(), 17, "{rows:#?}");
    for row in own {
        assert_eq!((&row["need_basis_code"], &row["cause_code"]), (&json!("BOTH"), &json!("EDUCATION_LAG")));
        assert_eq!((&row["people_needed"], &row["skill"]), (&json!(12), &json!("Robotteknik")));
    }
    assert_eq!(told(&app, "leader", slug, "vilka=NEW_RECRUITS").await, Vec::<Value>::new());
    for subject in ["demo-process-leader", STRANGER, "demo-public-reader", "demo-system-admin"] {
        let others = told(&app, subject, slug, &format!("rad={council}")).await;
        assert_eq!(others, Vec::<Value>::new(), "{subject}");
    }
    let all = told(&app, "demo-process-leader", slug, "").await;
    assert!(!all.is_empty() && all.iter().all(|row| row["need_basis_code"] == "BOTH"), "the own council's");
}

async fn seed_002_a_reflections_and_what_was_agreed_a_workplace(app: DemoApp) {
    let slug = "reflektioner-per-arbetsplats";
    closed(&app, slug).await;
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let rows = told(&app, "employer", slug, "period=2022").await;
    let solen = the(&rows, "workplace", SOLEN);
    let counts = ["reflections", "reflections_followed_up", "agreed_changes", "changes_done"].map(|name| &solen[name]);
    assert_eq!(counts, [1, 1, 1, 1].map(|count| json!(count)).each_ref());
    assert_eq!(solen["what"], "Fem minuters reflektion på varje arbetsplatsträff");
    // This year nothing has happened there, and the workplace is told all the same.
    let rows = told(&app, "employer", slug, "").await;
    assert_eq!(the(&rows, "workplace", SOLEN)["reflections"], 0);
    strangers_see_no_workplace(&app, slug, "period=2022").await;
}

/// Of the workplaces that `employer` has, others are told of none.
async fn strangers_see_no_workplace(app: &DemoApp, slug: &str, query: &str) {
    let sql = "SELECT name FROM workplaces WHERE organisation_id = (SELECT id FROM organisations WHERE name = 'Arbetsplatserna i samverkan Demo')";
    let own = app.texts(sql).await;
    assert!(own.iter().any(|name| name == SOLEN));
    for subject in [STRANGER, CONTACT, "demo-project-manager", "demo-hub-manager", "demo-public-reader"] {
        let rows = told(app, subject, slug, query).await;
        let theirs = rows.iter().filter(|row| own.iter().any(|name| row["workplace"] == name.as_str()));
        assert_eq!(theirs.count(), 0, "{slug} as {subject}: {rows:#?}");
    }
}

async fn seed_002_b_colleagues_heard_of_an_effort(app: DemoApp) {
    let slug = "kolleger-som-hort-om-insatsen";
    closed(&app, slug).await;
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let workplace =
        format!("workplace_{}", stored(&app, &format!("SELECT id FROM workplaces WHERE name = '{SOLEN}'")).await);
    let data = app.anonymous().ask("{ efforts(first: 1) { nodes { id title } } }", json!({})).await;
    let effort = &data["efforts"]["nodes"][0];
    let plan = "mutation($input: PlanReflectionInput!) { planReflection(input: $input) {
        reflection { id version } userErrors { code path } } }";
    let hold = "mutation($input: HoldReflectionInput!) { holdReflection(input: $input) {
        reflection { id } userErrors { code path } } }";
    let spread = "mutation($input: RecordLearningSpreadInput!) { recordLearningSpread(input: $input) {
        spread { id } userErrors { code path } } }";
    for (day, reached) in [("2026-06-01", 8), ("2026-08-24", 5)] {
        let input = json!({ "workplaceId": workplace, "kind": "STAFF_MEETING_SHARING", "plannedOn": day });
        let planned = done(&app, "employer", plan, input).await;
        let input = json!({ "id": planned["id"], "expectedVersion": planned["version"], "heldOn": day, "minutes": 5,
            "attendeeCount": 9 });
        done(&app, "employer", hold, input).await;
        let input = json!({ "reflectionId": planned["id"], "effortId": effort["id"], "colleaguesReached": reached });
        done(&app, "employer", spread, input).await;
    }
    let query = format!("insats={}", effort["id"].as_str().expect("an id"));
    let rows = told(&app, "employer", slug, &query).await;
    let shown: Vec<_> = rows.iter().map(|row| (&row["told_on"], &row["colleagues_reached"])).collect();
    assert_eq!(shown, [(&json!("2026-08-24"), &json!(5)), (&json!("2026-06-01"), &json!(8))], "the latest first");
    assert!(rows.iter().all(|row| row["workplace"] == SOLEN && row["effort"] == effort["title"]), "{rows:#?}");
    let june = told(&app, "employer", slug, &format!("{query}&period=2026-06")).await;
    assert_eq!(june.len(), 1);
    strangers_see_no_workplace(&app, slug, &query).await;
}

async fn seed_002_c_a_workplace_without_a_forum_gets_one(app: DemoApp) {
    let slug = "arbetsplatser-utan-forum-eller-tid";
    closed(&app, slug).await;
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let rows = told(&app, "employer", slug, "").await;
    let solen = with(&rows, "workplace", SOLEN);
    let trend: Vec<_> =
        solen.iter().map(|row| (&row["assessed_on"], &row["has_forum_code"], &row["has_time_code"])).collect();
    let expected = [("2022-03-14", "NO", "NO"), ("2022-09-12", "YES", "PARTLY")];
    let expected = expected.map(|(day, forum, time)| (json!(day), json!(forum), json!(time)));
    assert_eq!(trend, expected.each_ref().map(|(day, forum, time)| (day, forum, time)), "{rows:#?}");
    strangers_see_no_workplace(&app, slug, "").await;
}

async fn seed_002_d_learning_at_work_stands_beside_courses(app: DemoApp) {
    let rows = public(&app, "larande-i-arbetet-per-nav", "").await;
    let avanto = the(&rows, "hub", "Avantos lärnav (demonstration)");
    let counts = ["efforts_at_work", "course_efforts", "efforts_count"].map(|name| avanto[name].as_i64());
    assert_eq!(counts, [Some(1), Some(2), Some(10)], "{avanto:#}");
    assert_eq!(avanto["share_at_work"].as_f64(), Some(0.1), "{avanto:#}");
    // What is not on offer yet is nobody's but the hub's.
    assert_eq!(told(&app, STRANGER, "larande-i-arbetet-per-nav", "").await, rows);
}

async fn seed_002_e_insights_are_found_by_their_theme(app: DemoApp) {
    let slug = "insikter-efter-tema";
    closed(&app, slug).await;
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let of = async |theme: &str| {
        let rows = told(&app, "employer", slug, &format!("tema={theme}")).await;
        let solen = rows.into_iter().filter(|row| row["workplace"] == SOLEN);
        solen.collect::<Vec<_>>()
    };
    for theme in ["TIME", "COOPERATION"] {
        let rows = of(theme).await;
        let insight = the(&rows, "reflection_held_on", "2022-03-14");
        assert_eq!(insight["went_wrong"], "Vi utvärderade bara effekterna av projektet");
        assert_eq!((&insight["went_wrong_theme_code"], &insight["went_wrong_theme"]), (&json!("TIME"), &json!("Tid")));
        assert_eq!((&insight["next_time_theme_code"], &insight["attendees"]), (&json!("COOPERATION"), &json!(12)));
        assert!(insight["went_right_theme_code"].is_null(), "{insight:#}");
    }
    assert!(of("TOOLS").await.is_empty());
    strangers_see_no_workplace(&app, slug, "").await;
}

async fn seed_002_f_a_workplace_without_a_reflection_for_twelve_months(app: DemoApp) {
    let slug = "arbetsplatser-utan-reflektion";
    closed(&app, slug).await;
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let rows = told(&app, "employer", slug, "").await;
    let solen = the(&rows, "workplace", SOLEN);
    assert_eq!((&solen["reflection_held_on"], &solen["headcount"]), (&json!("2022-03-14"), &json!(14)));
    let since = async |day: &str, on: &str| {
        let rows = told(&app, "employer", slug, &format!("sedan={day}&dag={on}")).await;
        with(&rows, "workplace", SOLEN).len()
    };
    assert_eq!(since("2022-03-14", "2026-09-01").await, 0, "there was one on that day");
    assert_eq!(since("2022-03-15", "2026-09-01").await, 1);
    assert_eq!(since("2021-03-01", "2022-03-13").await, 1, "the one to come says nothing of that day");
    assert_eq!(since("2022-03-15", "2021-01-10").await, 0, "the workplace was not there yet");
    strangers_see_no_workplace(&app, slug, "").await;
}

async fn seed_004_d_networks_by_role_and_whose_members_they_have(app: DemoApp) {
    let project = manager(&app, KNOWLEDGE_LIFT).await;
    let (query, network) = (format!("projekt={project}"), "Produktionsledarnas nätverk (demonstration)");
    let rows = public(&app, "yrkesnatverk-efter-roll", &query).await;
    let leaders = the(&rows, "network", network);
    assert_eq!((&leaders["role"], &leaders["network_status_code"]), (&json!("Produktionsledare"), &json!("ACTIVE")));
    assert_eq!((&leaders["network_organisations"], &leaders["ssyk_code"]), (&json!(3), &json!("3111")));
    let network_id = leaders["network_id"].as_str().and_then(|id| id.rsplit_once('_')).expect("an id").1;
    let held = format!("FROM learning_meetings WHERE held_on IS NOT NULL AND network_id = '{network_id}'");
    assert_eq!(leaders["meetings_held"].as_i64(), Some(app.number(&format!("SELECT count(*) {held}")).await));
    assert!(
        !with(&public(&app, "yrkesnatverk-efter-roll", &format!("{query}&yrke=3")).await, "network", network)
            .is_empty()
    );
    assert!(
        with(&public(&app, "yrkesnatverk-efter-roll", &format!("{query}&yrke=9")).await, "network", network).is_empty()
    );

    let slug = "yrkesnatverkens-medlemmar";
    closed(&app, slug).await;
    let of = |rows: &[Value]| -> Vec<String> {
        let rows = with(rows, "network", network);
        let mut names: Vec<String> =
            rows.iter().filter_map(|row| row["organisation"].as_str()).map(str::to_owned).collect();
        names.sort();
        names
    };
    let members = told(&app, "manager", slug, &format!("{query}&dag=2021-01-01")).await;
    assert_eq!(of(&members), ["ABB", "Mälarenergi", "Northvolt"]);
    let early = told(&app, "manager", slug, &format!("{query}&dag=2020-02-02")).await;
    assert!(of(&early).is_empty(), "nobody had joined");
    // A company sees its own.
    employer(&app, "Northvolt").await;
    assert_eq!(of(&told(&app, "employer", slug, &format!("{query}&dag=2021-01-01")).await), ["Northvolt"]);
    for subject in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-public-reader"] {
        assert_eq!(told(&app, subject, slug, &query).await, Vec::<Value>::new(), "{subject}");
    }
}

async fn seed_004_f_lessons_and_how_often_they_are_taken_up(app: DemoApp) {
    let slug = "lardomar";
    let project = stored(&app, KNOWLEDGE_LIFT).await;
    let query = format!("projekt=project_{project}&lardom=SUCCESS_FACTOR");
    let title = "Styrkan i att vara tio";
    let rows = public(&app, slug, &query).await;
    let lesson = the(&rows, "lesson", title);
    assert_eq!((&lesson["lesson_kind_code"], &lesson["recorded_on"]), (&json!("SUCCESS_FACTOR"), &json!("2020-04-15")));
    assert_eq!(lesson["lesson_text"], "En samlad grupp företag med ett gemensamt varför.");
    let before = lesson["times_reused"].as_i64().expect("a number");

    let other = stored(&app, "SELECT id FROM projects WHERE number = '2020/00312'").await;
    let reuse = "mutation($input: ReuseLessonInput!) { reuseLesson(input: $input) {
        lesson { id } userErrors { code path } } }";
    let input = json!({ "lessonId": lesson["lesson_id"], "projectId": format!("project_{other}") });
    done(&app, "demo-project-manager", reuse, input).await;
    let rows = public(&app, slug, &query).await;
    assert_eq!(the(&rows, "lesson", title)["times_reused"].as_i64(), Some(before + 1));
    let statement = public(&app, slug, "lardom=STATEMENT").await;
    assert_eq!(the(&statement, "lesson", "Ingen enskild kurs")["said_by"], "Christina Johnson, Matthews Swedot AB");
}
