//! Seed 001: Företag i utveckling i Robotdalen, where seventeen companies of three counties build one platform for
//! what they know and what they need to know (facts S1-F1 … S1-F14; more of S1-F4 … S1-F7 in `analyses`).

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp, Need,
        hands::Hands,
        trial::{both, both_needing},
        visitor::Open,
    },
    seed_questions::{
        ROBOTDALEN, STRANGER, closed, employer, give, manager, not_told, public, stored, the, told, with,
    },
    seeds::{act, appoint, card, council, nodes, objectives, project, refused, seen, texts},
};

pub fn tests() -> Vec<Trial> {
    let story: Vec<Trial> = both_needing![Need::Chromium; seventeen_companies_learn_what_they_lack_and_plan_for_it];
    let facts: Vec<Trial> = both![
        s1_f1_the_project_is_in_the_bank,
        s1_f2_it_is_granted_about_one_million_two_hundred_thousand,
        s1_f3_larcentrum_karlskoga_leads_it_through_jan_mannerhag,
        s1_f4_seventeen_companies_act_jointly,
        s1_f5_they_lie_in_three_counties_of_one_region,
        s1_f6_they_have_a_platform_in_common,
        s1_f7_each_is_to_have_an_analysis_and_a_plan,
        s1_f8_they_learn_of_equality_integration_and_accessibility,
        s1_f9_technology_outruns_education_for_recruits_and_incumbents,
        s1_f10_the_need_is_managements_and_employees,
        s1_f11_in_the_long_run_all_have_the_tools,
        s1_f12_robotdalen_is_a_partner_through_marianne_karlsson,
        s1_f13_a_learning_environment_for_an_innovative_workforce,
        s1_f14_the_source_is_robotdalen,
    ];
    [story, facts].into_iter().flatten().collect()
}

const COUNCIL: &str = "Robotdalens samverkansråd (demonstration)";
/// One that has begun nothing.
const COMPANY: &str = "Karlskoga Precision Demo AB";
/// CNC programming.
const CNC: &str = "JFDz_Uyg_Nmy";
const NEEDS: &str = "behov-hos-nya-och-redan-anstallda";
const STATES: &str = "foretagens-analyser-och-planer";

/// The seed's own story. The council's secretary reports what the companies lack; a company analyses what its people
/// know and decides on a plan; the project's manager notes what came of what they learnt of integration; and what the
/// seed asks is answered.
async fn seventeen_companies_learn_what_they_lack_and_plan_for_it(Open(app): Open) {
    let robotdalen = project(&app, ROBOTDALEN).await;
    let council = council(&app, COUNCIL).await;
    give(&app, "demo-process-leader", "PROCESS_LEADER", "councilId", &council).await;
    give(&app, "demo-project-manager", "PROJECT_MANAGER", "projectId", &robotdalen).await;
    let company = employer(&app, COMPANY).await;
    appoint(&app, "union", "UNION_REP", json!({ "organisationId": company, "councilId": council })).await;

    // The secretary, in the browser.
    let mut hands = Hands::of(&app, "process_leader").await;
    let title = "Den som programmerar roboten finns inte att anställa";
    let reported = [
        ("title", title),
        ("basis", "BOTH"),
        ("cause", "EDUCATION_LAG"),
        ("horizon", "MEDIUM"),
        ("targetGroup", "ALL"),
        ("peopleNeeded", "40"),
    ];
    let need = hands.send(&format!("/gor/reportNeed?councilId={council}"), &reported).await;
    hands.send(&format!("/gor/qualifyNeed?id={need}"), &[("codes.skill", "Robotteknik")]).await;
    hands.read(&format!("/ting/{need}"), &[title, "Kvalificerat", "Robotteknik"]).await;

    let query = format!("projekt={robotdalen}");
    let before = told(&app, "demo-project-manager", STATES, &query).await;
    assert_eq!(the(&before, "organisation", COMPANY)["published_analyses"], 0);
    analysed_and_planned(&app, &robotdalen, &company).await;

    // The manager, in the browser.
    let own = robotdalen.trim_start_matches("project_");
    let measure = format!(
        "SELECT id FROM principle_measures WHERE project_id = '{own}' AND principle = 'INTEGRATION'
         AND organisation_id IS NULL"
    );
    let measure = format!("measure_{}", stored(&app, &measure).await);
    hands.become_role("project_manager").await;
    let came = "Alla sjutton har talat om integration med sina arbetsledare";
    let followed = [("followUp", came), ("followedUpOn", "2013-06-28")];
    hands.send(&format!("/gor/followUpPrincipleMeasure?id={measure}"), &followed).await;

    answers(&app, &robotdalen, (title, came)).await;
}

/// A company's own system tells what it demands and what its people know, until both parts have found it right, and
/// what it will do.
async fn analysed_and_planned(app: &DemoApp, robotdalen: &str, company: &str) {
    let scale = json!({ "organisationId": company, "name": "Våra steg" });
    let scale = act(app, "employer", "defineLevelScale", "scale { id }", scale).await;
    let start = json!({ "organisationId": company, "projectId": robotdalen, "scaleId": scale["id"],
        "title": "Vad våra operatörer kan", "startedOn": "2012-05-14" });
    assert_eq!(refused(app, STRANGER, "startAnalysis", "analysis { id }", start.clone()).await, "DENIED");
    let analysis = act(app, "employer", "startAnalysis", "analysis { id }", start).await;
    let require = json!({ "analysisId": analysis["id"], "ssyk": "7223", "roleTitle": "Operatör", "skill": CNC,
        "level": 3 });
    act(app, "employer", "requireSkill", "requirement { id }", require).await;
    let step = |version: i32| json!({ "id": analysis["id"], "expectedVersion": version });
    act(app, "employer", "collectAnalysisData", "analysis { id }", step(1)).await;
    for (reference, level) in [("K-1001", 1), ("K-1002", 2), ("K-1003", 4)] {
        let register = json!({ "organisationId": company, "reference": reference, "ssyk": "7223",
            "employedFrom": "2011-02-01" });
        let employee = act(app, "employer", "registerEmployee", "employee { id }", register).await;
        let assess = json!({ "analysisId": analysis["id"], "employeeId": employee["id"], "skill": CNC, "level": level,
            "by": "MANAGER" });
        act(app, "employer", "assessSkill", "assessment { id }", assess).await;
    }
    let shown = "analysis { status gaps(first: 5) { nodes { assessed below } } }";
    let calculated = act(app, "employer", "calculateGaps", shown, step(2)).await;
    assert_eq!(calculated["gaps"]["nodes"], json!([{ "assessed": 3, "below": 2 }]));
    act(app, "union", "validateAnalysis", shown, step(3)).await;
    act(app, "employer", "validateAnalysis", shown, step(4)).await;
    let published = act(app, "employer", "publishAnalysis", shown, step(5)).await;
    assert_eq!(published["status"], "PUBLISHED");

    let draft = json!({ "organisationId": company, "projectId": robotdalen, "analysisId": analysis["id"],
        "validFrom": "2012-09-01", "validTo": "2013-06-28" });
    let plan = act(app, "employer", "draftPlan", "plan { id }", draft).await;
    let line = json!({ "planId": plan["id"], "skill": CNC, "action": "Kurs i CNC för operatörerna",
        "ownActivity": "Handledning vid maskinen", "responsible": "Produktionschef", "dueOn": "2013-03-31" });
    let line = act(app, "employer", "addPlanLine", "line { plan { id version } }", line).await;
    let plan = &line["plan"];
    let adopt = json!({ "id": plan["id"], "expectedVersion": plan["version"], "adoptedOn": "2012-08-27" });
    act(app, "employer", "adoptPlan", "plan { id }", adopt).await;
}

/// Questions a–f of the seed.
async fn answers(app: &DemoApp, robotdalen: &str, (need, came): (&str, &str)) {
    let (query, manager) = (format!("projekt={robotdalen}"), "demo-project-manager");
    closed(app, STATES).await;
    let rows = told(app, STRANGER, STATES, &query).await;
    assert!(rows.iter().all(|row| row["published_analyses"].is_null()), "{rows:#?}");
    let rows = told(app, manager, STATES, &query).await;
    let own = the(&rows, "organisation", COMPANY);
    assert_eq!((&own["published_analyses"], &own["adopted_plans"]), (&json!(1), &json!(1)), "{own:#}");
    assert_eq!((&own["county"], &own["adopted_on"]), (&json!("Örebro län"), &json!("2012-08-27")));

    let common = "gemensamma-gap-i-projektet";
    closed(app, common).await;
    for subject in [STRANGER, "employer", "demo-auditor"] {
        not_told(app, subject, common, &query).await;
    }
    let rows = told(app, manager, common, &query).await;
    let mut skills: Vec<&str> = rows.iter().filter_map(|gap| gap["skill"].as_str()).collect();
    skills.sort_unstable();
    assert_eq!(skills, ["CNC-programmering", "Robotsvetsning", "Robotteknik"], "what two lack is not told: {rows:#?}");
    assert!(rows.iter().all(|gap| gap["organisations_lacking"].as_i64() >= Some(3)), "{rows:#?}");

    let rows = public(app, "stod-per-foretag-och-person", "").await;
    let support = the(&rows, "project", "Företag i utveckling i Robotdalen");
    let granted = support["granted_support"].as_f64();
    assert_eq!((granted, &support["companies"]), (Some(1_200_000.0), &json!(17)), "{support:#}");
    assert_eq!(support["support_precision_code"], "APPROXIMATE");
    assert_eq!(support["support_per_company"].as_f64(), Some(70_588.24), "{support:#}");
    support_per_person(app, robotdalen, &rows).await;

    let rows = public(app, "horisontella-principer", &query).await;
    let whole: Vec<Value> = rows.iter().filter(|row| row["organisation"].is_null()).cloned().collect();
    assert_eq!(the(&whole, "principle_code", "INTEGRATION")["follow_up"], came);
    assert_eq!(whole.len(), 3, "{whole:#?}");
    // Which companies do something of their own for each of the three.
    for (company, principles) in [
        ("Örebro Robotsystem Demo AB", &["ACCESSIBILITY", "GENDER_EQUALITY", "INTEGRATION"][..]),
        ("Sala Svets Demo AB", &["GENDER_EQUALITY"][..]),
        (COMPANY, &[][..]),
    ] {
        let own = with(&rows, "organisation", company).into_iter();
        let mut own: Vec<&str> = own.filter_map(|row| row["principle_code"].as_str()).collect();
        own.sort_unstable();
        assert_eq!(own, principles, "{company}");
    }

    closed(app, NEEDS).await;
    assert!(with(&told(app, STRANGER, NEEDS, "").await, "need", need).is_empty());
    let rows = told(app, "demo-process-leader", NEEDS, "").await;
    let lacking = the(&rows, "need", need);
    assert_eq!((&lacking["need_basis_code"], &lacking["cause_code"]), (&json!("BOTH"), &json!("EDUCATION_LAG")));

    // The project has no region of its own: its companies are found by the three counties, all or each.
    for (places, companies) in
        [("lan=18&lan=04&lan=19", 17), ("lan=18", 6), ("lan=04", 5), ("lan=19", 6), ("lan=14", 0), ("kommun=1883", 2)]
    {
        let asked = format!("{query}&del=PARTICIPATING_COMPANY&{places}");
        let rows = public(app, "projektens-parter", &asked).await;
        assert_eq!(rows.len(), companies, "{places}: {rows:#?}");
    }
}

/// Question c of the people: whoever leads the project counts them, and others are told what everyone is.
async fn support_per_person(app: &DemoApp, robotdalen: &str, public: &[Value]) {
    let slug = "stod-per-foretag-och-person";
    let own = robotdalen.trim_start_matches("project_");
    let taking_part = format!("SELECT COUNT(*) FROM participations WHERE project_id = '{own}'");
    let more_than_registered = format!("{taking_part} AND status <> 'REGISTERED'");
    let name = "Företag i utveckling i Robotdalen";
    // Told in whole öre: so many times the people it is off by less than a crown.
    let adds_up = |row: &Value| {
        let (each, people) = (row["support_per_participant"].as_f64(), row["participants"].as_f64());
        each.zip(people).is_some_and(|(each, people)| (each * people - 1_200_000.0).abs() < 1.0)
    };
    let rows = told(app, "demo-project-manager", slug, "").await;
    let row = the(&rows, "project", name);
    let taking_part = json!(app.number(&taking_part).await);
    assert_eq!((&row["participants"], &row["participants_status"]), (&taking_part, &json!("EXACT")));
    assert!(adds_up(row), "{row:#}");
    let row = the(public, "project", name);
    let people = row["participants"].as_i64().expect("a number");
    assert_eq!(row["participants_status"], "PERTURBED");
    assert!((people - app.number(&more_than_registered).await).abs() <= 15, "{row:#}");
    assert!(adds_up(row), "{row:#}");
    for subject in [STRANGER, "employer", "demo-hub-manager"] {
        assert_eq!(the(&told(app, subject, slug, "").await, "project", name), row, "{subject}");
    }
}

async fn s1_f1_the_project_is_in_the_bank(app: DemoApp) {
    let card = card(&app, &project(&app, ROBOTDALEN).await, "name programmePeriod { code } demonstration").await;
    let expected = json!({ "name": "Företag i utveckling i Robotdalen", "programmePeriod": { "code": "2007-2013" },
        "demonstration": false });
    assert_eq!(card, expected);
}

async fn s1_f2_it_is_granted_about_one_million_two_hundred_thousand(app: DemoApp) {
    let asked = "grantedSupport { amount currency } moneyPrecision programmeArea { code } totalBudget { amount }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    let amount = card["grantedSupport"]["amount"].as_str().and_then(|amount| amount.parse::<f64>().ok());
    assert_eq!((amount, &card["grantedSupport"]["currency"]), (Some(1_200_000.0), &json!("SEK")), "{card:#}");
    assert_eq!((&card["moneyPrecision"], &card["totalBudget"]), (&json!("APPROXIMATE"), &Value::Null));
    assert_eq!(card["programmeArea"]["code"], "2007-2013:1", "of the social fund");
}

/// The names of those who have this part in the project.
async fn parties(app: &DemoApp, part: &str) -> Vec<String> {
    let partners = format!("partners(first: 50, filter: {{ part: {{ eq: {part} }} }})");
    let asked = format!("{partners} {{ nodes {{ organisation {{ name }} }} }}");
    let card = card(app, &project(app, ROBOTDALEN).await, &asked).await;
    texts(&card["partners"], "/organisation/name").into_iter().map(str::to_owned).collect()
}

async fn s1_f3_larcentrum_karlskoga_leads_it_through_jan_mannerhag(app: DemoApp) {
    assert_eq!(parties(&app, "LEAD").await, ["Lärcentrum Karlskoga"]);
    let card = card(&app, &project(&app, ROBOTDALEN).await, "owner { name kind } contactName").await;
    let owner = json!({ "name": "Lärcentrum Karlskoga", "kind": "EDUCATION_PROVIDER" });
    assert_eq!(card, json!({ "owner": owner, "contactName": "Jan Mannerhag" }));
}

async fn s1_f4_seventeen_companies_act_jointly(app: DemoApp) {
    assert_eq!(parties(&app, "PARTICIPATING_COMPANY").await.len(), 17);
    let asked = "targets(first: 5, filter: { kind: { eq: ORGANISATIONS } }) { nodes { value precision } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    assert_eq!(card["targets"]["nodes"], json!([{ "value": 17, "precision": "EXACT" }]));
}

async fn s1_f5_they_lie_in_three_counties_of_one_region(app: DemoApp) {
    let asked = "esfRegion { code } partners(first: 50, filter: { part: { eq: PARTICIPATING_COMPANY } }) {
        nodes { organisation { municipality { code } } } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    assert_eq!(card["esfRegion"]["code"], "SE12");
    let places = texts(&card["partners"], "/organisation/municipality/code");
    let of = |county: &str| places.iter().filter(|place| place.starts_with(county)).count();
    assert_eq!(["18", "04", "19"].map(of), [6, 5, 6], "Örebro, Södermanland, Västmanland: {places:?}");
}

async fn s1_f6_they_have_a_platform_in_common(app: DemoApp) {
    let asked = "efforts(first: 20, filter: { kind: { eq: ORGANISATION_DEVELOPMENT } }) {
        nodes { title hub { name } } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    assert_eq!(texts(&card["efforts"], "/title"), ["Kompetensanalys på företaget", "Utvecklingsplan på företaget"]);
    let hubs = texts(&card["efforts"], "/hub/name");
    assert_eq!(hubs, ["Företagens plattform (demonstration)"; 2]);
}

async fn s1_f7_each_is_to_have_an_analysis_and_a_plan(app: DemoApp) {
    // What is to be delivered, and to how many.
    let promised = "description targets(first: 5, filter: { kind: { eq: ORGANISATIONS } }) { nodes { value } }
        efforts(first: 20, filter: { kind: { eq: ORGANISATION_DEVELOPMENT } }) { nodes { title } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, promised).await;
    let description = card["description"].as_str().expect("a description");
    assert!(description.contains("detaljerade kompetensanalyser och planer"), "{description}");
    assert!(description.contains("för vart och ett av företagen"), "{description}");
    assert_eq!(card["targets"]["nodes"], json!([{ "value": 17 }]));
    assert_eq!(texts(&card["efforts"], "/title"), ["Kompetensanalys på företaget", "Utvecklingsplan på företaget"]);
    // How far each of the seventeen has come.
    let asked = "competenceAnalyses(first: 50) { totalCount
            nodes { organisation { id } gaps(first: 1) { totalCount } } }
        developmentPlans(first: 50) { totalCount nodes { organisation { id } lines(first: 1) { totalCount } } }";
    let id = project(&app, ROBOTDALEN).await;
    for subject in [None, Some(STRANGER), Some("demo-project-manager"), Some("demo-process-leader")] {
        let card = seen(&app, subject, &id, "Project", asked).await;
        let counts = [&card["competenceAnalyses"]["totalCount"], &card["developmentPlans"]["totalCount"]];
        assert_eq!(counts, [&json!(0); 2], "{subject:?}");
    }
    manager(&app, ROBOTDALEN).await;
    let card = seen(&app, Some("manager"), &id, "Project", asked).await;
    for (list, below, companies) in [("competenceAnalyses", "gaps", 15), ("developmentPlans", "lines", 11)] {
        let mut whose = texts(&card[list], "/organisation/id");
        whose.dedup();
        assert_eq!(whose.len(), companies, "{list}");
        // What they say stays with the company.
        assert!(nodes(&card[list]).iter().all(|row| row[below]["totalCount"] == 0), "{list}: {card:#}");
    }
    let rows = told(&app, "manager", STATES, &format!("projekt={id}")).await;
    let lacks = |column: &str| rows.iter().filter(|row| row[column] == 0).count();
    assert_eq!((rows.len(), lacks("published_analyses")), (17, 8), "each is told of, done or not: {rows:#?}");
    let adopted = format!(
        "SELECT count(DISTINCT organisation_id) FROM development_plans WHERE project_id = '{}' AND adopted_on IS NOT NULL",
        id.trim_start_matches("project_")
    );
    let have = i64::try_from(17 - lacks("adopted_plans")).ok();
    assert_eq!(have, Some(app.number(&adopted).await), "{rows:#?}");
}

async fn s1_f8_they_learn_of_equality_integration_and_accessibility(app: DemoApp) {
    let asked = "principleMeasures(first: 20) { nodes { principle measure } }
        efforts(first: 5, filter: { title: { contains: \"integration\" } }) { nodes { title kind } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    let mut principles = texts(&card["principleMeasures"], "/principle");
    principles.dedup();
    assert_eq!(principles, ["ACCESSIBILITY", "GENDER_EQUALITY", "INTEGRATION"]);
    for measure in texts(&card["principleMeasures"], "/measure") {
        assert!(measure.contains("kunskaper"), "{measure}");
    }
    assert_eq!(texts(&card["efforts"], "/title"), ["Jämställdhet, integration och tillgänglighet"]);
    assert_eq!(texts(&card["efforts"], "/kind"), ["KNOWLEDGE_RAISING"]);
}

/// The needs of the council, as `subject` reads them.
async fn needs(app: &DemoApp, subject: &str, fields: &str) -> Vec<Value> {
    let council = council(app, COUNCIL).await;
    let query = format!(
        "query($c: ID!) {{ needs(first: 50, filter: {{ councilId: {{ eq: $c }} }}) {{ nodes {{ {fields} }} }} }}"
    );
    let data = app.speak_as(subject).ask(&query, json!({ "c": council })).await;
    nodes(&data["needs"]).to_vec()
}

async fn s1_f9_technology_outruns_education_for_recruits_and_incumbents(app: DemoApp) {
    let fields = "cause causes basis description skill { label(lang: SV) }";
    for subject in [STRANGER, "demo-process-leader", "demo-project-manager", "demo-public-reader"] {
        assert_eq!(needs(&app, subject, fields).await, Vec::<Value>::new(), "{subject}");
    }
    give(&app, "leader", "PROCESS_LEADER", "councilId", &council(&app, COUNCIL).await).await;
    let needs = needs(&app, "leader", fields).await;
    assert_eq!(needs.len(), 17);
    for need in needs {
        assert_eq!((&need["cause"], &need["basis"]), (&json!("EDUCATION_LAG"), &json!("BOTH")), "{need:#}");
        assert_eq!(need["causes"], json!(["EDUCATION_LAG", "TECHNOLOGY_SHIFT"]));
        assert!(need["description"].as_str().is_some_and(|text| text.contains("utbildningssystemet")), "{need:#}");
    }
}

async fn s1_f10_the_need_is_managements_and_employees(app: DemoApp) {
    assert_eq!(needs(&app, STRANGER, "targetGroup").await, Vec::<Value>::new());
    give(&app, "leader", "PROCESS_LEADER", "councilId", &council(&app, COUNCIL).await).await;
    let title = "Robotteknik för operatörer och ledning";
    let all = vec![json!({ "targetGroup": "ALL", "title": title }); 17];
    assert_eq!(needs(&app, "leader", "targetGroup title").await, all);
    let asked = "efforts(first: 20) { nodes { targetGroup } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    let mut groups = texts(&card["efforts"], "/targetGroup");
    groups.dedup();
    assert_eq!(groups, ["EMPLOYEES", "MANAGEMENT"], "both are given something");
}

async fn s1_f11_in_the_long_run_all_have_the_tools(app: DemoApp) {
    let aims = objectives(&app, &project(&app, ROBOTDALEN).await).await;
    assert_eq!(aims.len(), 1, "{aims:?}");
    for words in ["På lång sikt", "företagsledning och medarbetare", "verktyg för ett strukturerat arbete"] {
        assert!(aims[0].contains(words), "{words}: {aims:?}");
    }
    let asked = "targets(first: 9, filter: { kind: { eq: OBJECTIVE } }) { nodes { horizon } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    assert_eq!(texts(&card["targets"], "/horizon"), ["LONG"]);
}

async fn s1_f12_robotdalen_is_a_partner_through_marianne_karlsson(app: DemoApp) {
    let asked = "partners(first: 5, filter: { part: { eq: PARTNER } }) {
        nodes { contactRole contactAddress organisation { name } } }";
    let card = card(&app, &project(&app, ROBOTDALEN).await, asked).await;
    let partner = json!([{ "contactRole": "Ansvarig för arbetet med teknik- och kompetensspridning",
        "contactAddress": null, "organisation": { "name": "Robotdalen" } }]);
    assert_eq!(card["partners"]["nodes"], partner);
    // Who held the post is told as the source tells it.
    described(&app, &["Marianne Karlsson"]).await;
}

/// The project's description holds all of this.
async fn described(app: &DemoApp, texts: &[&str]) {
    let card = card(app, &project(app, ROBOTDALEN).await, "description").await;
    let description = card["description"].as_str().expect("a description");
    for text in texts {
        assert!(description.contains(text), "“{text}” is missing in “{description}”");
    }
}

async fn s1_f13_a_learning_environment_for_an_innovative_workforce(app: DemoApp) {
    let card = card(&app, &project(&app, ROBOTDALEN).await, "themes").await;
    assert_eq!(card["themes"], json!(["Lärande miljö", "Verksamhetsutveckling", "Innovativ arbetskraft"]));
    let asked = "query($theme: String!) { projects(first: 9, filter: { theme: $theme }) { nodes { name } } }";
    let data = app.anonymous().ask(asked, json!({ "theme": "innovativ arbetskraft" })).await;
    assert_eq!(data["projects"]["nodes"], json!([{ "name": "Företag i utveckling i Robotdalen" }]));
}

async fn s1_f14_the_source_is_robotdalen(app: DemoApp) {
    let card = card(&app, &project(&app, ROBOTDALEN).await, "sourceTitle").await;
    assert_eq!(card["sourceTitle"], "Robotdalen: Satsning på kompetensutveckling får 1,2 miljoner");
}
