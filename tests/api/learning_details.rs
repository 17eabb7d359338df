//! Learning where the work is, in its details: who is found by what, chooses among what, and is told which number.

use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    choosing::options,
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::{CONTACT, SOLEN, STRANGER, closed, employer, stored, the, told, with},
    seeds::{act, appoint, nodes, organisation, project, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    both![
        s4_g_who_is_in_a_network_and_in_a_course_of_its_role_is_found_within_reach,
        s1_a_companies_analyses_and_plans_are_found_by_county,
        s0_c_plans_are_found_by_their_strategic_share,
        s0_c_a_superseded_plan_is_in_no_line,
        one_who_assesses_herself_chooses_among_what_she_may_assess_in,
        a_page_leads_to_the_framework_and_to_the_equality_follow_up,
        s2_f12_how_much_of_the_staff_has_an_activity_is_told_year_by_year,
        s2_c_the_health_factor_is_told_over_time,
        in_a_role_of_few_the_union_is_told_no_number,
        a_union_validates_at_its_own_employer_only,
    ]
}

const ROBOTDALEN: &str = "SELECT id FROM projects WHERE name = 'Företag i utveckling i Robotdalen'";
const AVANTO: &str = "SELECT id FROM projects WHERE acronym = 'Avanto'";
/// A company of Robotdalen that has begun nothing.
const COMPANY: &str = "Karlskoga Precision Demo AB";
/// CNC programming.
const CNC: &str = "JFDz_Uyg_Nmy";

/// The first text that a statement finds.
async fn first(app: &DemoApp, sql: &str) -> String {
    app.texts(sql).await.into_iter().next().unwrap_or_else(|| panic!("nothing is found by {sql}"))
}

/// An id as it is stored.
fn bare(id: &str) -> &str {
    id.split_once('_').expect("an id").1
}

/// An analysis of the company's that demands level 3 in CNC of its operators.
async fn started(app: &DemoApp, subject: &str, company: &str, title: &str, project: Option<&str>) -> String {
    let scale = json!({ "organisationId": company, "name": format!("Steg: {title}") });
    let scale = act(app, subject, "defineLevelScale", "scale { id }", scale).await;
    let start = json!({ "organisationId": company, "projectId": project, "scaleId": scale["id"], "title": title,
        "startedOn": "2026-05-04" });
    let analysis = act(app, subject, "startAnalysis", "analysis { id }", start).await;
    let require =
        json!({ "analysisId": analysis["id"], "ssyk": "7223", "roleTitle": "Operatör", "skill": CNC, "level": 3 });
    act(app, subject, "requireSkill", "requirement { id }", require).await;
    analysis["id"].as_str().expect("an id").to_owned()
}

async fn collect(app: &DemoApp, subject: &str, analysis: &str) {
    act(app, subject, "collectAnalysisData", "analysis { id }", json!({ "id": analysis, "expectedVersion": 1 })).await;
}

/// So many operators at level 1, by their manager; and the gap that is found.
async fn below(app: &DemoApp, company: &str, analysis: &str, operators: std::ops::Range<u32>) -> Value {
    collect(app, "employer", analysis).await;
    for nth in operators {
        let register = json!({ "organisationId": company, "reference": format!("K-{nth}"), "ssyk": "7223",
            "employedFrom": "2011-02-01" });
        let employee = act(app, "employer", "registerEmployee", "employee { id }", register).await;
        let assess = json!({ "analysisId": analysis, "employeeId": employee["id"], "skill": CNC, "level": 1,
            "by": "MANAGER" });
        act(app, "employer", "assessSkill", "assessment { id }", assess).await;
    }
    let shown = "analysis { gaps(first: 5) { nodes { id assessed below } } }";
    let step = json!({ "id": analysis, "expectedVersion": 2 });
    act(app, "employer", "calculateGaps", shown, step).await["gaps"]["nodes"][0].clone()
}

/// A company with a contact, `employer`, and a union representative, `union`; and a council.
async fn represented(app: &DemoApp) -> (String, String) {
    let company = employer(app, COMPANY).await;
    let council = format!("council_{}", first(app, "SELECT id FROM councils ORDER BY id").await);
    appoint(app, "union", "UNION_REP", json!({ "organisationId": company, "councilId": council })).await;
    (company, council)
}

/// Who among the network's members has begun a course for its role, as `subject` is told.
async fn both_ways(app: &DemoApp, subject: &str, network: &Value) -> Value {
    let asked = "query($n: ID!) { node(id: $n) { ... on ProfessionalNetwork { members(first: 9, filter: {
        someEnrolmentOfRole: { startedOn: { isNull: false } } }) { nodes { participant { id } } } } } }";
    let data = app.speak_as(subject).ask(asked, json!({ "n": network })).await;
    data["node"]["members"]["nodes"].clone()
}

async fn s4_g_who_is_in_a_network_and_in_a_course_of_its_role_is_found_within_reach(app: DemoApp) {
    let own = stored(&app, "SELECT id FROM projects WHERE number = '2020/00312'").await;
    let other = stored(&app, "SELECT id FROM projects WHERE number = '2019/00446'").await;
    let sql = format!(
        "SELECT e.participant_id || '/' || e.effort_id || '/' || p.organisation_id FROM enrolments e \
         JOIN participations p ON p.participant_id = e.participant_id AND p.project_id = e.project_id \
         WHERE e.project_id = '{own}' AND e.started_on IS NOT NULL AND p.organisation_id IS NOT NULL ORDER BY e.id"
    );
    let found = first(&app, &sql).await;
    let [person, effort, company]: [&str; 3] = found.split('/').collect::<Vec<_>>().try_into().expect("three ids");
    let manager = "demo-project-manager";
    let form = json!({ "projectId": format!("project_{own}"), "name": "Produktionsteknikernas nätverk",
        "role": "Produktionstekniker", "ssyk": "311" });
    let network = act(&app, manager, "formNetwork", "network { id }", form).await["id"].clone();
    let joins = json!({ "networkId": network, "organisationId": format!("org_{company}"),
        "participantId": format!("person_{person}") });
    act(&app, manager, "joinNetwork", "member { id }", joins).await;
    // An organisation that sends whom it will is nobody who takes a course.
    let sql = format!(
        "SELECT organisation_id FROM project_partners WHERE project_id = '{own}' AND organisation_id <> '{company}' \
         ORDER BY organisation_id"
    );
    let partner = first(&app, &sql).await;
    let joins = json!({ "networkId": network, "organisationId": format!("org_{partner}") });
    act(&app, manager, "joinNetwork", "member { id }", joins).await;

    let her = json!([{ "participant": { "id": format!("person_{person}") } }]);
    // A course for nobody in particular, of another role and wider than the role are not of the same.
    app.texts("UPDATE efforts SET ssyk_code = NULL RETURNING id").await;
    assert_eq!(both_ways(&app, manager, &network).await, json!([]), "in some course");
    let is_for = async |ssyk: &str| {
        app.texts(&format!("UPDATE efforts SET ssyk_code = '{ssyk}' WHERE id = '{effort}' RETURNING id")).await
    };
    for other in ["2311", "3", "31", "312"] {
        is_for(other).await;
        assert_eq!(both_ways(&app, manager, &network).await, json!([]), "{other}");
    }
    for same in ["311", "3111"] {
        is_for(same).await;
        assert_eq!(both_ways(&app, manager, &network).await, her, "{same}");
    }
    assert_eq!(both_ways(&app, "demo-evaluator", &network).await, her, "the same project");
    for subject in [STRANGER, "demo-hub-manager", "demo-public-reader", "demo-system-admin"] {
        assert_eq!(both_ways(&app, subject, &network).await, json!([]), "{subject}");
    }
    // What others pay for tells the project nothing of her.
    let moved = format!("UPDATE enrolments SET project_id = '{other}' WHERE participant_id = '{person}' RETURNING id");
    app.texts(&moved).await;
    assert_eq!(both_ways(&app, manager, &network).await, json!([]));
    closed(&app, "deltagare-i-natverk-och-kurs").await;
}

async fn s1_a_companies_analyses_and_plans_are_found_by_county(app: DemoApp) {
    let robotdalen = project(&app, ROBOTDALEN).await;
    appoint(&app, "manager", "PROJECT_MANAGER", json!({ "projectId": robotdalen })).await;
    let asked = "query($p: ID!, $county: CodeFilter!) {
        organisations(first: 100, filter: { county: $county, somePartnership: { projectId: { eq: $p }, part: { eq: PARTICIPATING_COMPANY } } }) {
            nodes { municipality { code } } }
        competenceAnalyses(first: 1, filter: { projectId: { eq: $p }, organisation: { county: $county } }) { totalCount }
        developmentPlans(first: 1, filter: { projectId: { eq: $p }, organisation: { county: $county } }) { totalCount } }";
    let ask = async |subject: &str, county: Value| {
        app.speak_as(subject).ask(asked, json!({ "p": robotdalen, "county": county })).await
    };
    let (mut analyses, mut plans) = (0, 0);
    for (county, companies) in [("18", 6), ("04", 5), ("19", 6)] {
        let data = ask("manager", json!({ "eq": county })).await;
        let rows = nodes(&data["organisations"]);
        assert_eq!(rows.len(), companies, "{county}");
        let lies = |row: &Value| row["municipality"]["code"].as_str().is_some_and(|code| code.starts_with(county));
        assert!(rows.iter().all(lies), "{data:#}");
        assert_eq!(ask("manager", json!({ "within": county })).await, data, "a county is within itself");
        let count = |list: &str| data[list]["totalCount"].as_i64().expect("a total");
        (analyses, plans) = (analyses + count("competenceAnalyses"), plans + count("developmentPlans"));
    }
    let all = |table: &str| format!("SELECT count(*) FROM {table} WHERE project_id = '{}'", bare(&robotdalen));
    assert_eq!(analyses, app.number(&all("competence_analyses")).await, "each in one county");
    assert_eq!(plans, app.number(&all("development_plans")).await);
    assert!(analyses > 0 && plans > 0);
    let two = ask(STRANGER, json!({ "in": ["18", "04"] })).await;
    assert_eq!((nodes(&two["organisations"]).len(), &two["competenceAnalyses"]["totalCount"]), (11, &json!(0)));
    assert!(nodes(&ask(STRANGER, json!({ "eq": "99" })).await["organisations"]).is_empty());
    let wrong = json!({ "p": robotdalen, "county": { "within": "99" } });
    let (_, answer) = app.anonymous().answer(asked, wrong).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "CODE_IS_UNKNOWN", "{answer:#}");

    let query = format!("projekt={robotdalen}&lan=18");
    assert_eq!(told(&app, "manager", "foretagens-analyser-och-planer", &query).await.len(), 6);
}

async fn s0_c_plans_are_found_by_their_strategic_share(app: DemoApp) {
    let avanto = project(&app, AVANTO).await;
    appoint(&app, "manager", "PROJECT_MANAGER", json!({ "projectId": avanto })).await;
    let own = format!("FROM development_plans WHERE project_id = '{}'", bare(&avanto));
    let asked = "query($p: ID!, $share: ShareFilter!) {
        developmentPlans(first: 100, filter: { projectId: { eq: $p }, strategicShare: $share }) { totalCount nodes { id strategicShare } }
        organisations(first: 1, filter: { someDevelopmentPlan: { projectId: { eq: $p }, strategicShare: $share } }) { totalCount } }";
    let ask = async |subject: &str, share: Value| {
        app.speak_as(subject).ask(asked, json!({ "p": avanto, "share": share })).await
    };
    // Seven tenths are seven tenths, however the fraction is written in twos.
    let plan = first(&app, &format!("SELECT id {own} AND adopted_on IS NOT NULL ORDER BY id")).await;
    app.texts(&format!(
        "UPDATE development_plans SET lines = 10, strategic_lines = 7 WHERE id = '{plan}' RETURNING id"
    ))
    .await;
    for (share, hundredths) in [(0.0, 0), (0.25, 25), (0.5, 50), (0.7, 70), (1.0, 100)] {
        for (bound, sign) in [("gte", ">="), ("lte", "<=")] {
            let data = ask("manager", json!({ bound: share })).await;
            let which = format!("{own} AND lines > 0 AND 100 * strategic_lines {sign} {hundredths} * lines");
            let plans = app.number(&format!("SELECT count(*) {which}")).await;
            assert_eq!(data["developmentPlans"]["totalCount"], plans, "{bound} {share}");
            let companies = app.number(&format!("SELECT count(DISTINCT organisation_id) {which}")).await;
            assert_eq!(data["organisations"]["totalCount"], companies, "{bound} {share}");
        }
    }
    let without = app.number(&format!("SELECT count(*) {own} AND lines = 0")).await;
    assert_eq!(ask("manager", json!({ "isNull": true })).await["developmentPlans"]["totalCount"], without);
    for subject in [STRANGER, "demo-hub-manager"] {
        let data = ask(subject, json!({ "gte": 0 })).await;
        let found = ["developmentPlans", "organisations"].map(|list| &data[list]["totalCount"]);
        assert_eq!(found, [&json!(0), &json!(0)], "{subject}");
    }
    let (_, answer) = app.speak_as("manager").answer(asked, json!({ "p": avanto, "share": { "gte": 50 } })).await;
    assert_eq!(answer["errors"][0]["extensions"]["rule"], "NUMBER_IS_OUT_OF_RANGE", "{answer:#}");

    let rows = told(&app, "manager", "planrader-mot-verksamhetsmal", &format!("projekt={avanto}&andel=0,7")).await;
    assert!(!rows.is_empty() && rows.iter().all(|row| row["strategic_share"].as_f64() >= Some(0.7)), "{rows:#?}");
}

/// What another plan has taken the place of says nothing of how the share has moved.
async fn s0_c_a_superseded_plan_is_in_no_line(app: DemoApp) {
    let slug = "planrader-mot-verksamhetsmal";
    let before = told(&app, CONTACT, slug, "").await;
    let plan = the(&before, "valid_from", "2021-04-01");
    let asked = "query($id: ID!) { node(id: $id) { ... on DevelopmentPlan { version validTo } } }";
    let stands = app.speak_as(CONTACT).ask(asked, json!({ "id": plan["plan_id"] })).await["node"].take();
    // As long as the one that it takes the place of.
    let draft =
        json!({ "organisationId": plan["organisation_id"], "validFrom": "2021-04-01", "validTo": stands["validTo"] });
    let other = act(&app, CONTACT, "draftPlan", "plan { id }", draft).await;
    let supersede =
        json!({ "id": plan["plan_id"], "expectedVersion": stands["version"], "supersedingPlanId": other["id"] });
    let superseded = act(&app, CONTACT, "supersedePlan", "plan { status }", supersede).await;
    assert_eq!(superseded, json!({ "status": "SUPERSEDED" }));
    let expected: Vec<Value> = before.iter().filter(|row| row["plan_id"] != plan["plan_id"]).cloned().collect();
    assert_eq!(told(&app, CONTACT, slug, "").await, expected);
}

async fn one_who_assesses_herself_chooses_among_what_she_may_assess_in(Open(app): Open) {
    let asked = "{ participations(first: 20) { nodes { participant { id } organisation { id } } } }";
    let data = app.speak_as("demo-participant").ask(asked, json!({})).await;
    let row = nodes(&data["participations"]).iter().find(|row| !row["organisation"].is_null()).expect("an employer");
    let (person, company) = (&row["participant"]["id"], row["organisation"]["id"].as_str().expect("an id"));
    appoint(&app, "hers", "ORG_CONTACT", json!({ "organisationId": company })).await;
    let register = json!({ "organisationId": company, "reference": "A-1001", "ssyk": "7223", "participantId": person,
        "employedFrom": "2011-02-01" });
    let employee = act(&app, "hers", "registerEmployee", "employee { id version }", register).await;
    let collects = started(&app, "hers", company, "Vad vi kan i verkstaden", None).await;
    collect(&app, "hers", &collects).await;
    started(&app, "hers", company, "Nästa års inventering", None).await;
    // Another employer's, which she reads in another role and assesses nobody in.
    let (robotdalen, elsewhere) = (project(&app, ROBOTDALEN).await, employer(&app, COMPANY).await);
    let theirs = started(&app, "employer", &elsewhere, "Vad de andra kan", Some(&robotdalen)).await;
    collect(&app, "employer", &theirs).await;
    appoint(&app, "demo-participant", "PROJECT_MANAGER", json!({ "projectId": robotdalen })).await;

    let reader = Reader::of(&app, "participant").await;
    let form = reader.get("/gor/assessSkill").await;
    assert_eq!(options(&form, "analysisId"), [collects.as_str()], "{}", form.html);
    form.says(&["Vad vi kan i verkstaden"]);
    let own = employee["id"].as_str().expect("an id");
    assert_eq!(options(&form, "employeeId"), [own]);
    let asked = reader.get(&format!("/gor/assessSkill?employeeId={own}&analysisId={collects}")).await;
    assert_eq!(options(&asked, "skill"), [CNC], "what her role demands, and not all that there are");
    asked.says(&["Skalans steg: 1 Nybörjare, 2 Avancerad nybörjare"]);
    let level = [("analysisId", collects.as_str()), ("employeeId", own), ("skill", CNC), ("level", "2")];
    after(&reader, &sent(&reader, "/gor/assessSkill", &filled(&form, &level)).await).await;
    let shown = "assessableAnalyses { title } assessments(first: 5) { nodes { level by } }";
    let told = seen(&app, Some("demo-participant"), own, "Employee", shown).await;
    let expected = json!({ "assessableAnalyses": [{ "title": "Vad vi kan i verkstaden" }],
        "assessments": { "nodes": [{ "level": 2, "by": "SELF" }] } });
    assert_eq!(told, expected);

    let end = json!({ "id": own, "expectedVersion": employee["version"], "employedTo": "2026-08-31" });
    act(&app, "hers", "endEmployment", "employee { id }", end).await;
    let form = reader.get("/gor/assessSkill").await;
    assert_eq!(options(&form, "analysisId"), Vec::<String>::new(), "employed no more");
}

async fn a_page_leads_to_the_framework_and_to_the_equality_follow_up(Open(app): Open) {
    let data = app.speak_as("demo-org-contact").ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    let company = roles.iter().find_map(|held| held["organisationId"].as_str()).expect("an employer").to_owned();
    let analysis = started(&app, "demo-org-contact", &company, "Vad vi kan", None).await;
    let (frame, equality) =
        (format!("/ramverk/{analysis}.json"), format!("/fragor/jamstalldhet-per-organisation?organisation={company}"));
    let contact = Reader::of(&app, "org_contact").await;
    for id in [&company, &analysis] {
        let page = contact.get(&format!("/ting/{id}")).await;
        page.says(&[&format!("href=\"{frame}\""), &format!("href=\"{equality}\"")]);
    }
    let opened = contact.get(&frame).await;
    assert_eq!((opened.status.as_u16(), opened.header("content-type")), (200, "application/json"), "{}", opened.html);
    opened.says(&["CFDocument", "Vad vi kan"]);
    assert_eq!(contact.get(&equality).await.status.as_u16(), 200);
    // Who is told nothing there is not led there.
    for role in ["other_org_contact", "project_manager", "process_leader", "public_reader"] {
        let reader = Reader::of(&app, role).await;
        let page = reader.get(&format!("/ting/{company}")).await;
        assert!(!page.html.contains(&frame) && !page.html.contains(&equality), "{role}: {}", page.html);
        assert_eq!(reader.get(&frame).await.status.as_u16(), 404, "{role}");
    }
    let nobody = Reader { app: &app, cookie: String::new() };
    assert_eq!(nobody.get(&frame).await.status.as_u16(), 401);
}

async fn s2_f12_how_much_of_the_staff_has_an_activity_is_told_year_by_year(app: DemoApp) {
    let sql = "SELECT organisation_id FROM enrolments WHERE started_on IS NOT NULL AND organisation_id IN \
               (SELECT organisation_id FROM workforce_snapshots) GROUP BY organisation_id ORDER BY count(*) DESC, organisation_id";
    let company = first(&app, sql).await;
    appoint(&app, "employer", "ORG_CONTACT", json!({ "organisationId": format!("org_{company}") })).await;
    // Counted early in the second of its years, and on the last day of the third.
    let sql = format!(
        "SELECT DISTINCT substr(CAST(started_on AS text), 1, 4) AS y FROM enrolments WHERE organisation_id = '{company}' \
         AND started_on IS NOT NULL ORDER BY y"
    );
    let years: Vec<i32> = app.texts(&sql).await.iter().map(|year| year.parse().expect("a year")).collect();
    assert!(years.len() > 2 && years[2] == years[1] + 1, "{years:?}");
    let second = years[1];
    let run = async |sql: String| {
        app.db.connection().execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    };
    run(format!("DELETE FROM workforce_snapshots WHERE organisation_id = '{company}'")).await;
    for (nth, day, women, men) in [(1, format!("{second}-03-01"), 40, 60), (2, format!("{}-12-31", years[2]), 50, 71)] {
        run(format!(
            "INSERT INTO workforce_snapshots (id, organisation_id, counted_on, women, men, others, created_at) \
             VALUES ('{nth:0>26}', '{company}', '{day}', {women}, {men}, 0, 0)"
        ))
        .await;
    }
    let asked =
        "query($o: [ID!]) { statistics(measure: STAFF_WITH_ACTIVITY, groupBy: [YEAR], filter: { organisationId: $o }) {
        audience rows { key { code } count { value status } against { count { value status } ratio } } } }";
    let ask = async |subject: &str| {
        let variables = json!({ "o": [format!("org_{company}")] });
        app.speak_as(subject).ask(asked, variables).await["statistics"].take()
    };
    let own = ask("employer").await;
    let rows = own["rows"].as_array().expect("rows");
    assert_eq!(own["audience"], "OWNER");
    // Each person once a year, however many courses she begins.
    let year = "substr(CAST(started_on AS text), 1, 4)";
    let sql = format!(
        "SELECT {year} || ' ' || CAST(COUNT(DISTINCT participant_id) AS text) FROM enrolments \
         WHERE organisation_id = '{company}' AND started_on IS NOT NULL AND {year} >= '{second}' GROUP BY {year} ORDER BY {year}"
    );
    let counted =
        |row: &Value| format!("{} {}", row["key"][0]["code"].as_str().unwrap_or_default(), row["count"]["value"]);
    assert_eq!(rows.iter().map(counted).collect::<Vec<_>>(), app.texts(&sql).await, "{own:#}");
    // The workforce is that of the year's end, and none is lent to the years before it was counted.
    let of_year = |row: &Value| row["key"][0]["code"].as_str().and_then(|year| year.parse::<i32>().ok()).unwrap_or(0);
    for row in rows {
        let employed = if of_year(row) == second { 100 } else { 121 };
        assert_eq!((&row["count"]["status"], &row["against"]["count"]["status"]), (&json!("EXACT"), &json!("EXACT")));
        assert_eq!(row["against"]["count"]["value"], employed, "{row:#}");
        let [people, all, ratio] =
            [&row["count"]["value"], &row["against"]["count"]["value"], &row["against"]["ratio"]]
                .map(|number| number.as_f64().expect("a number"));
        assert!((people / all - ratio).abs() < 1e-9, "{row:#}");
    }
    let others = ask(STRANGER).await;
    assert_eq!(others["audience"], "COUNCIL");
    let is_protected = |row: &Value| row["count"]["status"] == "PERTURBED";
    assert!(others["rows"].as_array().expect("rows").iter().all(is_protected), "{others:#}");
    closed(&app, "personal-med-utbildning").await;
}

async fn s2_c_the_health_factor_is_told_over_time(app: DemoApp) {
    let slug = "friskfaktorn-over-tid";
    closed(&app, slug).await;
    employer(&app, "Arbetsplatserna i samverkan Demo").await;
    let rows = told(&app, "employer", slug, "").await;
    let solen = with(&rows, "workplace", SOLEN);
    let days: Vec<&str> = solen.iter().filter_map(|row| row["assessed_on"].as_str()).collect();
    assert_eq!(days, ["2022-03-14", "2022-09-12"], "the earliest first");
    for row in &solen {
        let codes = ["has_forum", "has_time", "shares_after_courses", "may_change_role", "evaluates_ways_of_working"];
        let halves = codes.iter().map(|name| match row[format!("{name}_code")].as_str() {
            Some("YES") => 2.0,
            Some("PARTLY") => 1.0,
            other => {
                assert_eq!(other, Some("NO"), "{row:#}");
                0.0
            }
        });
        assert_eq!(row["health_index"].as_f64(), Some(halves.sum::<f64>() / 10.0), "{row:#}");
    }
    let others = told(&app, STRANGER, slug, "").await;
    assert!(with(&others, "workplace", SOLEN).is_empty());
}

async fn in_a_role_of_few_the_union_is_told_no_number(app: DemoApp) {
    let (company, _) = represented(&app).await;
    appoint(&app, "line-manager", "LINE_MANAGER", json!({ "organisationId": company })).await;
    let shown = "roleTitle requiredLevel skill { code } assessed below";
    let gap = |counts: Value| {
        json!({ "roleTitle": "Operatör", "requiredLevel": 3, "skill": { "code": CNC }, "assessed": counts,
            "below": counts })
    };
    let alone = started(&app, "employer", &company, "En operatör", None).await;
    let found = below(&app, &company, &alone, 1..2).await;
    assert_eq!((&found["assessed"], &found["below"]), (&json!(1), &json!(1)), "the employer sees levels too");
    let id = found["id"].as_str().expect("an id");
    for (subject, counts) in [("employer", json!(1)), ("line-manager", json!(1)), ("union", Value::Null)] {
        assert_eq!(seen(&app, Some(subject), id, "SkillGap", shown).await, gap(counts), "{subject}");
    }
    // Nor by asking which gaps there are with so many below.
    let asked = "{ competenceAnalyses(first: 5, filter: { someGap: { below: { gte: 1 } } }) { totalCount } }";
    let (_, answer) = app.speak_as("union").answer(asked, json!({})).await;
    assert!(answer["data"].is_null() && !answer["errors"].is_null(), "{answer:#}");

    let many = started(&app, "employer", &company, "Tio operatörer", None).await;
    let found = below(&app, &company, &many, 2..12).await;
    let id = found["id"].as_str().expect("an id");
    assert_eq!(seen(&app, Some("union"), id, "SkillGap", shown).await, gap(json!(10)), "nobody's level by itself");
}

async fn a_union_validates_at_its_own_employer_only(app: DemoApp) {
    let (company, council) = represented(&app).await;
    let another = organisation(&app, "Matthews Swedot AB").await;
    appoint(&app, "elsewhere", "UNION_REP", json!({ "organisationId": another, "councilId": council })).await;
    appoint(&app, "of-no-employer", "UNION_REP", json!({ "councilId": council })).await;
    let analysis = started(&app, "employer", &company, "Vad våra operatörer kan", None).await;
    below(&app, &company, &analysis, 1..2).await;
    let step = json!({ "id": analysis, "expectedVersion": 3 });
    let shown = "analysis { unionValidatedOn managementValidatedOn }";
    for (subject, code) in [("elsewhere", "NOT_FOUND"), ("of-no-employer", "DENIED")] {
        assert_eq!(refused(&app, subject, "validateAnalysis", shown, step.clone()).await, code, "{subject}");
        let status = seen(&app, Some(subject), &analysis, "CompetenceAnalysis", "status").await;
        assert_eq!(status, Value::Null, "{subject}");
    }
    let validated = act(&app, "union", "validateAnalysis", shown, step).await;
    assert_eq!(validated, json!({ "unionValidatedOn": "2026-09-01", "managementValidatedOn": null }));
}
