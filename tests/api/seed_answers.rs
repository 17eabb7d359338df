//! More of what the seeds ask of the library: what recurs across organisations, what was on a day, what networks and courses have in
//! common, and that each of their questions is drawn.

use http::{Request, StatusCode};
use libtest_mimic::Trial;
use questions::{Catalogue, ChartKind};
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        trial::{both, plain},
        visitor::{self, Open, Reader},
    },
    seed_questions::{
        AVANTO, CONTACT, KNOWLEDGE_LIFT, ROBOTDALEN, STRANGER, closed, manager, not_told, public, stored, sum, the,
        told, with,
    },
    seeds::{act, refused},
};

pub fn tests() -> Vec<Trial> {
    let asked: Vec<Trial> = both![
        seed_000_c_the_strategic_share_is_told_year_by_year,
        seed_000_f_what_its_position_was_on_a_day,
        seed_000_a_project_is_found_by_the_name_that_it_is_known_by,
        seed_001_b_common_gaps_are_asked_for_by_project_industry_and_region,
        seed_001_b_the_form_leads_to_them_and_takes_a_role_of_the_group,
        seed_002_e_insights_recur_across_organisations,
        what_a_dozen_employers_do_is_told_of_them_together,
        seed_004_b_hours_and_people_by_month_against_the_target,
        months_of_hours_begin_with_the_first_that_has_any,
        seed_004_g_who_is_in_a_network_and_in_courses_of_the_role,
    ];
    asked.into_iter().chain(drawn()).collect()
}

fn drawn() -> Vec<Trial> {
    plain![the_seeds_questions_are_drawn]
}

async fn seed_000_c_the_strategic_share_is_told_year_by_year(app: DemoApp) {
    let slug = "strategisk-kompetensforsorjning-ar-for-ar";
    closed(&app, slug).await;
    let rows = told(&app, "demo-process-leader", slug, "period=2011--2012").await;
    let share = |year: &str| the(&rows, "year", year)["share_tied_to_a_goal"].as_f64();
    assert!(share("2011") > Some(0.0) && share("2012") > share("2011") && share("2012") < Some(1.0), "{rows:#?}");
    assert!(rows.iter().all(|row| row["lines_tied_to_a_goal_status"] == "PERTURBED"), "{rows:#?}");
    // Nobody is told more than that, but who leads the project of its own.
    for subject in [CONTACT, STRANGER, "demo-hub-manager"] {
        assert_eq!(told(&app, subject, slug, "period=2011--2012").await, rows, "{subject}");
    }
    let project = manager(&app, AVANTO).await;
    let own = told(&app, "manager", slug, &format!("projekt={project}")).await;
    assert!(!own.is_empty() && own.iter().all(|row| row["lines_tied_to_a_goal_status"] == "EXACT"), "{own:#?}");
    for row in own {
        let [some, all] = ["lines_tied_to_a_goal", "lines_in_all"].map(|column| row[column].as_f64().unwrap_or(0.0));
        let share = row["share_tied_to_a_goal"].as_f64();
        assert!(share.is_none_or(|share| (share - some / all).abs() < 0.0001), "{row:#}");
    }
}

async fn seed_000_f_what_its_position_was_on_a_day(app: DemoApp) {
    let slug = "projekt-som-pagick";
    let name = "avancerad tillväxtorganisering";
    let project = stored(&app, AVANTO).await;
    let met = async |day: &str| {
        let sql = format!(
            "SELECT count(*) FROM learning_meetings WHERE project_id = '{project}' AND held_on IS NOT NULL AND held_on <= '{day}'"
        );
        app.number(&sql).await
    };
    let (early, late) = ("2011-03-01", "2012-02-29");
    assert!(met(early).await < met(late).await);
    for day in [early, late] {
        let rows = public(&app, slug, &format!("dag={day}")).await;
        let avanto = the(&rows, "project", name);
        assert_eq!((&avanto["companies"], &avanto["meetings_held"]), (&json!(60), &json!(met(day).await)), "{day}");
        let people = (&avanto["status_on_day_code"], &avanto["participants_status"]);
        assert_eq!(people, (&json!("STARTED"), &json!("PERTURBED")), "as it was then: {avanto:#}");
    }
    // Exactly to who leads it: those who had begun by then, and not those who have since.
    manager(&app, AVANTO).await;
    let begun = async |until: &str| {
        let sql =
            format!("SELECT count(*) FROM participations WHERE project_id = '{project}' AND starts_on <= '{until}'");
        app.number(&sql).await
    };
    let rows = told(&app, "manager", slug, &format!("dag={late}")).await;
    let avanto = the(&rows, "project", name);
    assert_eq!(avanto["participants"].as_i64(), Some(begun(late).await), "{avanto:#}");
    assert!(begun(late).await < begun("2026-09-01").await);
    let rows = told(&app, "manager", slug, "dag=2026-09-01").await;
    assert!(with(&rows, "project", name).is_empty(), "it is over");
}

async fn seed_000_a_project_is_found_by_the_name_that_it_is_known_by(app: DemoApp) {
    let page = visitor::send(&app, Request::get("/?q=avanto"), "").await;
    page.says(&["Avanto, avancerad tillväxtorganisering"]);
    let asked = "{ projects(first: 5, filter: { acronym: { contains: \"avan\" } }) { nodes { name } } }";
    let data = app.anonymous().ask(asked, json!({})).await;
    assert_eq!(data["projects"]["nodes"], json!([{ "name": "avancerad tillväxtorganisering" }]));
}

async fn seed_001_b_common_gaps_are_asked_for_by_project_industry_and_region(app: DemoApp) {
    let project = manager(&app, ROBOTDALEN).await;
    let own = ("gemensamma-gap-i-projektet", format!("projekt={project}"));
    let industry = ("gemensamma-gap-i-branschen", "bransch=25".to_owned());
    let region = ("gemensamma-gap-i-regionen", "region=GOTEBORGSREGIONEN".to_owned());
    for (slug, query) in [&own, &industry, &region] {
        closed(&app, slug).await;
        for subject in [CONTACT, STRANGER, "demo-auditor", "demo-public-reader"] {
            not_told(&app, subject, slug, query).await;
        }
        let rows = told(&app, "demo-process-leader", slug, query).await;
        assert!(!rows.is_empty(), "{slug}");
        for row in rows {
            assert_eq!(
                (&row["organisations_lacking_status"], &row["as_of"]),
                (&json!("ROUNDED"), &json!("2026-06-30"))
            );
            assert!(row["organisations_lacking"].as_i64() >= Some(3), "{row:#}");
        }
    }
    // Who leads the project sees it, and no other selection.
    let rows = told(&app, "manager", own.0, &own.1).await;
    assert_eq!(rows, told(&app, "demo-process-leader", own.0, &own.1).await);
    assert_eq!(the(&rows, "skill", "Robotsvetsning")["ssyk_code"], "722");
    for (slug, query) in [&industry, &region] {
        not_told(&app, "manager", slug, query).await;
    }
    not_told(&app, "demo-process-leader", industry.0, "bransch=C").await;
}

async fn seed_001_b_the_form_leads_to_them_and_takes_a_role_of_the_group(Open(app): Open) {
    let leader = Reader::of(&app, "process_leader").await;
    let form = leader.get("/gor/reportCommonGap").await;
    for slug in ["gemensamma-gap-i-projektet", "gemensamma-gap-i-branschen", "gemensamma-gap-i-regionen"] {
        form.says(&[&format!("href=\"/fragor/{slug}\"")]);
        assert_eq!(leader.get(&format!("/fragor/{slug}")).await.status, StatusCode::OK);
    }
    assert!(!leader.get("/gor/reportNeed").await.html.contains("gemensamma-gap"), "another form's");

    let project = format!("project_{}", stored(&app, ROBOTDALEN).await);
    let query = format!("projekt={project}");
    // Each row leads to the form, with what it says filled in.
    let page = leader.get(&format!("/fragor/gemensamma-gap-i-projektet?{query}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let link = format!("href=\"/gor/reportCommonGap?projectId={project}&amp;skill=");
    let address = page.html.split(&link).nth(1).and_then(|rest| rest.split('"').next()).expect("a link of a row");
    let (skill, ssyk) = address.split_once("&amp;ssyk=").expect("both codes");
    let filled = leader.get(&format!("/gor/reportCommonGap?projectId={project}&skill={skill}&ssyk={ssyk}")).await;
    let form = filled.form();
    for (name, value) in [("projectId", project.as_str()), ("skill", skill), ("ssyk", ssyk)] {
        assert!(form.contains(&(name.to_owned(), value.to_owned())), "{name}: {form:?}");
    }
    // Who may not report is led nowhere.
    let manager = Reader::of(&app, "project_manager").await;
    let shown = manager.get(&format!("/fragor/gemensamma-gap-i-projektet?{query}")).await;
    assert!(!shown.html.contains("/gor/reportCommonGap"), "{}", shown.html);
    let subject = "demo-process-leader";
    let rows = told(&app, subject, "gemensamma-gap-i-projektet", &query).await;
    let gap = the(&rows, "skill", "Robotteknik");
    let asked = "query($c: ID) { industryCouncils(first: 1, filter: { councilId: { eq: $c } }) { nodes { id } } }";
    let held = app.speak_as(subject).ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = &held["viewer"]["roles"][0]["councilId"];
    let found = app.speak_as(subject).ask(asked, json!({ "c": council })).await;
    let mut report = json!({ "industryCouncilId": found["industryCouncils"]["nodes"][0]["id"], "projectId": project,
        "skill": gap["skill_code"], "ssyk": "2221", "cause": "TECHNOLOGY_SHIFT", "horizon": "SHORT", "peopleNeeded": 30 });
    let shown = "need { status ssyk { code } }";
    assert_eq!(refused(&app, subject, "reportCommonGap", shown, report.clone()).await, "GAP_IS_NOT_COMMON");
    // The operators' own code lies in the group that the gap is told of.
    report["ssyk"] = json!("7223");
    let need = act(&app, subject, "reportCommonGap", shown, report).await;
    assert_eq!(need, json!({ "status": "REPORTED", "ssyk": { "code": "7223" } }));
}

async fn seed_002_e_insights_recur_across_organisations(app: DemoApp) {
    let slug = "insikter-som-aterkommer";
    closed(&app, slug).await;
    let rows = told(&app, "demo-process-leader", slug, "period=2022").await;
    let told_of = rows.iter().filter(|row| row["insights"].as_i64() > Some(0)).count();
    assert!(told_of >= 3, "{rows:#?}");
    assert!(rows.iter().all(|row| row["insights_status"] == "PERTURBED"), "{rows:#?}");
    // Nobody is told more than that, and of one employer nothing.
    for subject in [CONTACT, STRANGER, "demo-hub-manager"] {
        assert_eq!(told(&app, subject, slug, "period=2022").await, rows, "{subject}");
    }
    let few = told(&app, "demo-process-leader", slug, "period=2022&bransch=86").await;
    assert!(few.iter().all(|row| row["insights"] == 0), "{few:#?}");
}

/// What a question of figures tells `subject`: the sum of its rows.
async fn figure(app: &DemoApp, subject: &str, measure: &str, by: &str) -> i64 {
    let asked = format!(
        "{{ statistics(measure: {measure}, groupBy: [{by}]) {{ rows {{ key {{ code }} count {{ value status }} }} }} }}"
    );
    let data = app.speak_as(subject).ask(&asked, json!({})).await;
    let rows = data["statistics"]["rows"].as_array().expect("rows");
    rows.iter().filter_map(|row| row["count"]["value"].as_i64()).sum()
}

async fn what_a_dozen_employers_do_is_told_of_them_together(app: DemoApp) {
    let sql = "SELECT count(DISTINCT w.organisation_id) FROM workplaces w JOIN organisations o ON o.id = w.organisation_id \
               WHERE EXISTS (SELECT 1 FROM reflections r WHERE r.workplace_id = w.id)";
    assert!(app.number(sql).await >= 12);
    for (measure, by) in [
        ("REFLECTIONS", "YEAR"),
        ("REFLECTION_ATTENDEES", "YEAR"),
        ("INSIGHTS", "INSIGHT_THEME"),
        ("COLLEAGUES_REACHED", "YEAR"),
        ("ANALYSES_PUBLISHED", "COUNTY"),
        ("ANALYSES_PUBLISHED", "REGION"),
    ] {
        for subject in ["demo-process-leader", STRANGER] {
            assert!(figure(&app, subject, measure, by).await > 0, "{measure} by {by} as {subject}");
        }
    }
}

async fn seed_004_b_hours_and_people_by_month_against_the_target(app: DemoApp) {
    let project = manager(&app, KNOWLEDGE_LIFT).await;
    let own = project.trim_start_matches("project_");
    let query = format!("projekt={project}&period=2021");
    for (slug, column) in
        [("timmar-per-foretag-och-manad", "hours"), ("personer-per-foretag-och-manad", "participants")]
    {
        closed(&app, slug).await;
        not_told(&app, STRANGER, slug, &query).await;
        let rows = told(&app, "manager", slug, &query).await;
        let of_2021 = |row: &Value| row["month"].as_str().is_some_and(|month| month.starts_with("2021-"));
        assert!(!rows.is_empty() && rows.iter().all(of_2021), "{slug}: {rows:#?}");
        // Hours are whole ones.
        let is_exact =
            |row: &Value| ["EXACT", "ROUNDED"].iter().any(|status| row[format!("{column}_status")] == *status);
        assert!(rows.iter().all(is_exact), "{slug}");
        assert!(!with(&rows, "organisation", "ABB").is_empty(), "{slug}");
    }
    for (slug, column) in [("timmar-per-foretag-och-manad", "month"), ("timmar-per-foretag-och-kvartal", "quarter")] {
        hours_of_a_period_are_told_by_themselves(&app, &project, slug, column).await;
    }
    let begun = format!(
        "SELECT count(*) FROM participations WHERE project_id = '{own}' AND starts_on BETWEEN '2021-01-01' AND '2021-12-31'"
    );
    let people = told(&app, "manager", "personer-per-foretag-och-manad", &query).await;
    assert_eq!(sum(&people, "participants"), app.number(&begun).await);

    let slug = "timmar-mot-mal";
    closed(&app, slug).await;
    // The lift has no target of hours: what the region tells of is how far it had come (S4-F15).
    let rows = told(&app, "manager", slug, &format!("projekt={project}")).await;
    assert!(with(&rows, "project_id", &project).is_empty(), "{rows:#?}");
    let asked = "query($id: ID!) { node(id: $id) { ... on Project {
        targets(first: 9, filter: { kind: { eq: PARTICIPANTS } }) { nodes { value reached followUp followedUpOn } } } } }";
    let data = app.anonymous().ask(asked, json!({ "id": project })).await;
    let told_of = &data["node"]["targets"]["nodes"][0];
    assert_eq!((&told_of["value"], &told_of["reached"]), (&json!(11_650), &json!(400)), "{told_of:#}");
    assert!(told_of["followUp"].as_str().is_some_and(|words| words.contains("4 500 utbildningstimmar")), "{told_of:#}");

    // Its predecessor's is stated about, and so told.
    let smart = manager(&app, "SELECT id FROM projects WHERE name = 'Smart kompetens'").await;
    let rows = told(&app, "manager", slug, &format!("projekt={smart}")).await;
    let before = the(&rows, "project_id", &smart);
    let target = (&before["hours_target"], &before["hours_target_status"]);
    assert_eq!(target, (&json!(28_000), &json!("APPROXIMATE")), "{before:#}");
    assert!(before["reached"].as_f64() > Some(0.0), "{before:#}");
}

/// Who has applied and not begun has no hours, and no month of them before there are any.
async fn months_of_hours_begin_with_the_first_that_has_any(app: DemoApp) {
    let project = manager(&app, KNOWLEDGE_LIFT).await;
    let own = project.trim_start_matches("project_");
    let early = async |minutes: i32| {
        let sql = format!(
            "UPDATE enrolments SET applied_on = '2019-01-15', started_on = NULL, minutes = {minutes} \
             WHERE id = (SELECT MAX(id) FROM enrolments WHERE project_id = '{own}') RETURNING id"
        );
        assert_eq!(app.texts(&sql).await.len(), 1);
        let rows = told(&app, "manager", "timmar-per-foretag-och-manad", &format!("projekt={project}")).await;
        let first = rows.iter().filter_map(|row| row["month"].as_str()).min().expect("a month").to_owned();
        let has_hours = with(&rows, "month", &first).iter().any(|row| row["hours"] != 0);
        (first, has_hours)
    };
    let (first, has_hours) = early(0).await;
    assert!(first.as_str() > "2019-01" && has_hours, "{first}");
    assert_eq!(early(600).await, ("2019-01".to_owned(), true));
}

/// A period's own hours in 2021 are told by themselves, as by the period alone, and not made of what is rounded for each company.
async fn hours_of_a_period_are_told_by_themselves(app: &DemoApp, project: &str, slug: &str, column: &str) {
    let asked = format!(
        "query($project: [ID!]) {{ statistics(measure: HOURS, groupBy: [{}],
            filter: {{ from: \"2021-01-01\", to: \"2021-12-31\", projectId: $project }}) {{ rows {{ key {{ code }} count {{ value }} }} }} }}",
        column.to_uppercase()
    );
    let data = app.speak_as("manager").ask(&asked, json!({ "project": [project] })).await;
    let periods = data["statistics"]["rows"].as_array().expect("rows");
    let told_of = told(app, "manager", slug, &format!("projekt={project}&period=2021")).await;
    assert!(!periods.is_empty(), "{slug}");
    for period in periods {
        let (code, hours) = (period["key"][0]["code"].as_str().expect("a period"), &period["count"]["value"]);
        let rows = with(&told_of, column, code);
        let own = format!("hours_in_{column}");
        assert!(!rows.is_empty() && rows.iter().all(|row| row[&own] == *hours), "{code}: {hours}, {rows:#?}");
    }
}

/// Each of those whom the question names has begun a course for the network's own occupation group.
async fn persons_are_in_both(app: &DemoApp, project: &str) {
    let rows = told(app, "manager", "deltagare-i-natverk-och-kurs", &format!("projekt={project}")).await;
    assert!(!rows.is_empty());
    for row in rows {
        let person = row["participant_id"].as_str().expect("an id").trim_start_matches("person_");
        let code = row["ssyk_code"].as_str().expect("the network's occupation group");
        let sql = format!(
            "SELECT count(*) FROM enrolments e JOIN efforts f ON f.id = e.effort_id WHERE e.participant_id = '{person}' \
             AND e.started_on IS NOT NULL AND f.ssyk_code LIKE '{code}%'"
        );
        assert!(app.number(&sql).await > 0, "{row:#}");
    }
    for subject in [STRANGER, "demo-project-manager"] {
        let query = format!("projekt={project}");
        assert_eq!(told(app, subject, "deltagare-i-natverk-och-kurs", &query).await, Vec::<Value>::new(), "{subject}");
    }
}

async fn seed_004_g_who_is_in_a_network_and_in_courses_of_the_role(app: DemoApp) {
    let slug = "natverk-och-kurs-i-samma-roll";
    closed(&app, slug).await;
    let project = manager(&app, KNOWLEDGE_LIFT).await;
    let own = project.trim_start_matches("project_");
    let query = format!("projekt={project}");
    let rows = told(&app, "manager", slug, &query).await;
    assert_eq!(rows.len(), 10, "the ten companies");
    // Of the memberships those whose person, or whose company, has begun a course for the network's occupation group.
    let begun = |whose: &str| {
        format!(
            " AND EXISTS (SELECT 1 FROM enrolments e JOIN efforts f ON f.id = e.effort_id WHERE e.{whose} = m.{whose} \
             AND e.project_id = '{own}' AND e.started_on IS NOT NULL AND f.ssyk_code LIKE w.ssyk_code || '%')"
        )
    };
    for (column, also) in [
        ("network_members", String::new()),
        ("members_with_a_course_of_the_role", begun("organisation_id")),
        ("members_in_a_course_of_the_role", begun("participant_id")),
    ] {
        let sql = format!(
            "SELECT count(*) FROM network_members m JOIN professional_networks w ON w.id = m.network_id \
             WHERE m.project_id = '{own}' AND m.left_on IS NULL{also}"
        );
        let stored = app.number(&sql).await;
        assert_eq!((stored > 0, sum(&rows, column)), (true, stored), "{column}");
    }
    let role = told(&app, "manager", slug, &format!("{query}&yrke=3111")).await;
    assert_eq!(the(&role, "organisation", "Northvolt")["network_members"], 1);
    // Those who have left are of the days before.
    let earlier = told(&app, "manager", slug, &format!("{query}&dag=2021-12-31")).await;
    assert!(sum(&earlier, "network_members") > sum(&rows, "network_members"), "{earlier:#?}");
    persons_are_in_both(&app, &project).await;
    for subject in [STRANGER, "demo-project-manager", "demo-hub-manager", "demo-public-reader"] {
        let others = told(&app, subject, slug, &query).await;
        assert_eq!(others.len(), 10, "{subject}");
        for column in ["network_members", "members_with_a_course_of_the_role"] {
            assert!(others.iter().all(|row| row[column].is_null()), "{subject}: {others:#?}");
        }
    }
}

/// What seeds 000, 001, 002 and 004 (a, b, d, e, f, g) are answered by, in their order.
const DRAWN: [&str; 37] = [
    "hur-langt-mot-malen",
    "deltagare-per-manad-sektor-och-kon",
    "organisationer-och-deltagare",
    "larmoten-som-korsade-sektorsgranser",
    "planrader-mot-verksamhetsmal",
    "strategisk-kompetensforsorjning-ar-for-ar",
    "vad-som-pagar-efter-projektet",
    "projektens-mal",
    "horisontella-principer",
    "projekt-som-pagick",
    "foretagens-analyser-och-planer",
    "gemensamma-gap-i-projektet",
    "gemensamma-gap-i-branschen",
    "gemensamma-gap-i-regionen",
    "stod-per-foretag-och-person",
    "behov-hos-nya-och-redan-anstallda",
    "projektens-parter",
    "reflektioner-per-arbetsplats",
    "kolleger-som-hort-om-insatsen",
    "arbetsplatser-utan-forum-eller-tid",
    "friskfaktorn-over-tid",
    "larande-i-arbetet-per-nav",
    "insikter-efter-tema",
    "insikter-som-aterkommer",
    "arbetsplatser-utan-reflektion",
    "jamstalldhet-per-organisation",
    "jamstalldhet-per-projekt",
    "jamstalldhet-per-part",
    "timmar-per-foretag-och-manad",
    "personer-per-foretag-och-manad",
    "timmar-mot-mal",
    "yrkesnatverk-efter-roll",
    "yrkesnatverkens-medlemmar",
    "otillgodosett-behov-efter-kompetens",
    "lardomar",
    "natverk-och-kurs-i-samma-roll",
    "deltagare-i-natverk-och-kurs",
];

/// Each question that a seed asks has a chart beside its table.
fn the_seeds_questions_are_drawn() {
    let library = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    for slug in DRAWN {
        let question = library.get(slug).unwrap_or_else(|| panic!("no question {slug}"));
        let chart = question.definition().chart.as_ref();
        assert!(chart.is_some_and(|chart| chart.kind != ChartKind::None), "{slug}");
    }
}
