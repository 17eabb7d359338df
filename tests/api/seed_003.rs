//! Seed 003: 2020/00312 GR kompetensomställning, where councils say what is needed and stand behind it, and a hub that outlives its
//! project does it (facts S3-F8 … S3-F18, questions c to f; the project's card and its participants in `questions`, more of F9 and F16
//! in `constitution` and `looking_ahead`, of F17 in `effort_path`).

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{DemoApp, trial::both},
    seed_questions::{STRANGER, closed, public, stored, the, told, with},
    seeds::{card, council, nodes, objectives, project, seen, texts},
};

pub fn tests() -> Vec<Trial> {
    both![
        s3_f8_fourteen_organisations_formed_the_council_in_2018,
        s3_f9_its_task_is_to_establish_industry_councils,
        s3_f10_needs_are_of_recruits_and_of_those_at_work,
        s3_f11_the_parties_carry_the_project,
        s3_f12_people_under_notice_furloughed_or_employed_in_five_industries,
        s3_f13_stronger_where_they_are_or_prepared_for_another_place,
        s3_f14_each_industry_judged_the_pandemic_for_several_occupations,
        s3_f15_the_hub_is_permanent_and_outlives_the_project,
        s3_f16_councils_endorse_and_the_hub_executes_with_each_industry,
        s3_f17_efforts_are_used_again_in_all_industries,
        s3_f18_an_earlier_project_showed_the_need_of_a_platform,
        seed_003_c_the_trace_has_the_median_days_from_input_to_decision,
        seed_003_c_days_to_endorsement_are_told_by_industry_council_and_status,
        seed_003_d_the_members_of_a_day_and_the_industries_with_a_council,
        seed_003_e_occupations_in_transition_have_neighbours_and_efforts,
        seed_003_f_who_pays_for_the_hub_after_the_project,
    ]
}

const COUNCIL: &str = "Göteborgsregionens kompetensråd";
const PROJECT: &str = "SELECT id FROM projects WHERE number = '2020/00312'";
const LEADER: &str = "demo-process-leader";
/// Those of the source's target group, by what their industry councils cover.
const INDUSTRIES: [&str; 5] = ["29", "47", "55", "49", "28"];

/// The values of a column, each once.
fn values<'a>(rows: &'a [Value], column: &str) -> BTreeSet<&'a str> {
    rows.iter().filter_map(|row| row[column].as_str()).collect()
}

/// Fields of needs of the council that pass a filter, as its process leader reads them.
async fn needs(app: &DemoApp, filter: &str, fields: &str) -> Vec<Value> {
    let query = format!(
        "query($council: ID!) {{ needs(first: 100, filter: {{ councilId: {{ eq: $council }}, {filter} }}) {{ nodes {{ {fields} }} }} }}"
    );
    let asked = json!({ "council": council(app, COUNCIL).await });
    nodes(&app.speak_as(LEADER).ask(&query, asked).await["needs"]).to_vec()
}

async fn s3_f8_fourteen_organisations_formed_the_council_in_2018(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let fields =
        "foundedYear founders: members(first: 50, asOf: \"2018-12-31\", filter: { standing: { eq: MEMBER } }) {
        totalCount nodes { organisation { name } } }";
    let founded = seen(&app, None, &id, "Council", fields).await;
    assert_eq!(
        (&founded["foundedYear"], &founded["founders"]["totalCount"]),
        (&json!(2018), &json!(14)),
        "{founded:#}"
    );
    let names = texts(&founded["founders"], "/organisation/name");
    for founder in ["Göteborgs Stad", "Business Region Göteborg AB", "Göteborgsregionen"] {
        assert!(names.contains(&founder), "{founder} in {names:?}");
    }
}

async fn s3_f9_its_task_is_to_establish_industry_councils(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let fields = "charters(first: 1, asOf: \"2020-08-01\") { nodes { task } }";
    let charter = seen(&app, None, &id, "Council", fields).await;
    let task = charter["charters"]["nodes"][0]["task"].as_str().unwrap_or_default();
    assert!(task.contains("branschråd"), "{charter:#}");
    let rows = public(&app, "branschrad-och-branscher", &format!("rad={id}")).await;
    assert_eq!(rows.len(), 8);
    assert!(rows.iter().all(|row| row["established_on"].as_str() >= Some("2018-06-01")), "{rows:#?}");
}

async fn s3_f10_needs_are_of_recruits_and_of_those_at_work(app: DemoApp) {
    for basis in ["NEW_RECRUITS", "INCUMBENTS", "BOTH"] {
        let found = needs(&app, &format!("basis: {{ eq: {basis} }}"), "title").await;
        assert!(!found.is_empty(), "{basis}");
    }
    let decided = needs(&app, "endorsedOn: { isNull: false }", "decisionLeadDays").await;
    assert!(!decided.is_empty(), "some are endorsed");
    assert!(decided.iter().all(|need| need["decisionLeadDays"].as_i64() >= Some(0)), "{decided:#?}");
}

async fn s3_f11_the_parties_carry_the_project(app: DemoApp) {
    let id = project(&app, PROJECT).await;
    let rows = public(&app, "projektens-parter", &format!("projekt={id}&dag=2021-01-01")).await;
    let parties = values(&rows, "organisation");
    for party in ["Business Region Göteborg AB", "Västra Götalandsregionen", "Göteborgs Stad", "Göteborgsregionen"]
    {
        assert!(parties.contains(party), "{party} in {parties:?}");
    }
    assert_eq!(the(&rows, "organisation", "Göteborgsregionen")["partner_part_code"], "LEAD");
}

async fn s3_f12_people_under_notice_furloughed_or_employed_in_five_industries(app: DemoApp) {
    let id = project(&app, PROJECT).await;
    let fields = "targets(first: 5, filter: { kind: { eq: PARTICIPANTS } }) { nodes { value statement } }";
    let target = &card(&app, &id, fields).await["targets"]["nodes"][0];
    assert_eq!(target["value"], 1750);
    let group = target["statement"].as_str().unwrap_or_default().to_lowercase();
    for word in ["varslade", "permitterade", "anställda kvinnor och män", "fordonsindustri", "besöksnäring"] {
        assert!(group.contains(word), "{word} in {group}");
    }
    let query = "query($project: [ID!]) { statistics(measure: PARTICIPANTS, groupBy: [EMPLOYMENT_SITUATION],
        filter: { projectId: $project }) { rows { key { code } count { value } } } }";
    let counted = app.speak_as("demo-project-manager").ask(query, json!({ "project": [id] })).await;
    let rows = counted["statistics"]["rows"].as_array().expect("rows");
    for situation in ["UNDER_NOTICE", "FURLOUGHED", "EMPLOYED"] {
        let row = rows.iter().find(|row| row["key"][0]["code"] == situation);
        assert!(row.is_some_and(|row| row["count"]["value"].as_i64() > Some(0)), "{situation} in {rows:#?}");
    }
}

async fn s3_f13_stronger_where_they_are_or_prepared_for_another_place(app: DemoApp) {
    let id = project(&app, PROJECT).await;
    let goals = objectives(&app, &id).await;
    assert!(goals.iter().any(|goal| goal.contains("Stärkt position inom nuvarande bransch")), "{goals:?}");
    let query = "query($project: [ID!]) { statistics(measure: OUTCOMES, groupBy: [OUTCOME_KIND], filter: { projectId: $project }) {
        rows { key { code } count { value } } } }";
    let counted = app.speak_as("demo-project-manager").ask(query, json!({ "project": [id] })).await;
    let rows = counted["statistics"]["rows"].as_array().expect("rows");
    for kind in ["STRENGTHENED_IN_INDUSTRY", "PREPARED_OTHER_COMPANY", "PREPARED_OTHER_INDUSTRY"] {
        let row = rows.iter().find(|row| row["key"][0]["code"] == kind);
        assert!(row.is_some_and(|row| row["count"]["value"].as_i64() > Some(0)), "{kind} in {rows:#?}");
    }
}

async fn s3_f14_each_industry_judged_the_pandemic_for_several_occupations(app: DemoApp) {
    let fields = "ssyk { code } industryCouncil { name industries { code } }";
    let judged = needs(&app, "causedBy: PANDEMIC", fields).await;
    for industry in INDUSTRIES {
        let own: Vec<&Value> = judged
            .iter()
            .filter(|need| {
                let covers = need["industryCouncil"]["industries"].as_array().into_iter().flatten();
                covers.into_iter().any(|one| one["code"] == industry)
            })
            .collect();
        assert!(!own.is_empty(), "{industry}: {judged:#?}");
    }
    let occupations: BTreeSet<&str> = judged.iter().filter_map(|need| need["ssyk"]["code"].as_str()).collect();
    assert!(occupations.len() > 3, "{occupations:?}");
    let id = project(&app, PROJECT).await;
    let measures = card(&app, &id, "principleMeasures(first: 10) { nodes { principle } }").await;
    let principles = texts(&measures["principleMeasures"], "/principle");
    assert_eq!(principles, ["ACCESSIBILITY", "GENDER_EQUALITY", "NON_DISCRIMINATION"]);
}

async fn s3_f15_the_hub_is_permanent_and_outlives_the_project(app: DemoApp) {
    let id = project(&app, PROJECT).await;
    let goals = objectives(&app, &id).await;
    assert!(goals.iter().any(|goal| goal.contains("permanent organisation")), "{goals:?}");
    let query = "query($project: ID!) { hubs(first: 5, filter: { someFunding: { projectId: { eq: $project } } }) { nodes { status
        during: fundings(first: 9, asOf: \"2022-12-31\") { nodes { kind } }
        after: fundings(first: 9, asOf: \"2023-01-01\") { nodes { kind } } } } }";
    let found = app.anonymous().ask(query, json!({ "project": id })).await;
    let hub = &found["hubs"]["nodes"][0];
    assert_eq!(hub["status"], "PERMANENT", "{found:#}");
    assert_eq!(texts(&hub["during"], "/kind"), ["PROJECT"]);
    assert_eq!(texts(&hub["after"], "/kind"), ["MEMBER_CONTRIBUTION", "MEMBER_CONTRIBUTION", "REGIONAL_GRANT"]);
}

async fn s3_f16_councils_endorse_and_the_hub_executes_with_each_industry(app: DemoApp) {
    let fields = "industryCouncil { id } endorsements(first: 1) { nodes { industryCouncil { id } decidedOn } }
        efforts(first: 1) { nodes { hub { id } } } signalLinks(first: 1) { totalCount }";
    let acted = needs(&app, "status: { in: [IN_ACTION, MET, PARTLY_MET] }, someEndorsement: {}", fields).await;
    assert!(!acted.is_empty(), "needs that were acted upon");
    let mut branches = BTreeSet::new();
    for need in &acted {
        let behind = &need["endorsements"]["nodes"][0];
        assert_eq!(behind["industryCouncil"]["id"], need["industryCouncil"]["id"], "{need:#}");
        assert!(need["efforts"]["nodes"][0]["hub"]["id"].is_string(), "{need:#}");
        branches.extend(need["industryCouncil"]["id"].as_str());
    }
    assert!(branches.len() >= INDUSTRIES.len(), "{branches:?}");
}

async fn s3_f17_efforts_are_used_again_in_all_industries(app: DemoApp) {
    let rows = public(&app, "insatser-som-kan-ateranvandas", "").await;
    let hub = with(&rows, "hub", "Kompetensnav Göteborgsregionen");
    assert!(hub.iter().any(|row| row["sni_code"].is_null()), "for all industries: {hub:#?}");
}

async fn s3_f18_an_earlier_project_showed_the_need_of_a_platform(app: DemoApp) {
    let id = project(&app, PROJECT).await;
    let rows = public(&app, "tidigare-projekt", &format!("projekt={id}")).await;
    assert_eq!(values(&rows, "predecessor"), BTreeSet::from(["Gemensam plattform (demonstration)"]));
}

/// Half-way between the two in the middle, where there are two.
fn median(mut days: Vec<i64>) -> f64 {
    days.sort_unstable();
    let (low, high) = ((days.len() - 1) / 2, days.len() / 2);
    (days[low] + days[high]) as f64 / 2.0
}

async fn seed_003_c_the_trace_has_the_median_days_from_input_to_decision(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let own = id.trim_start_matches("council_");
    let pairs = app
        .texts(&format!(
            "SELECT CAST(reported_on AS text) || ' ' || CAST(endorsed_on AS text) FROM needs
             WHERE council_id = '{own}' AND endorsed_on IS NOT NULL"
        ))
        .await;
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let days = pairs.iter().map(|pair| {
        let (reported, endorsed) = pair.split_once(' ').expect("two days");
        (day(endorsed) - day(reported)).num_days()
    });
    let expected = median(days.collect());
    closed(&app, "radens-ledtid").await;
    let rows = told(&app, LEADER, "radens-ledtid", &format!("rad={id}")).await;
    let row = the(&rows, "council", COUNCIL);
    assert_eq!(row["decided"].as_i64(), i64::try_from(pairs.len()).ok());
    assert_eq!(row["median_days"].as_f64(), Some(expected), "{row:#}");

    closed(&app, "fran-behov-till-resultat").await;
    let query = format!("rad={id}");
    let trace = told(&app, LEADER, "fran-behov-till-resultat", &query).await;
    let whole = |row: &&Value| row["endorsement_reference"].is_string() && row["effort"].is_string();
    assert!(trace.iter().any(|row| whole(&row)), "{} rows", trace.len());
    // Whoever reaches no need of the council is told of none.
    assert_eq!(told(&app, STRANGER, "fran-behov-till-resultat", &query).await, Vec::<Value>::new());
    let others = told(&app, STRANGER, "radens-ledtid", &query).await;
    assert!(others.iter().all(|row| row["median_days"].is_null() && row["decided"].is_null()), "{others:#?}");
}

async fn seed_003_c_days_to_endorsement_are_told_by_industry_council_and_status(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let query = "query($council: [ID!], $by: [StatisticsDimension!]!) {
        statistics(measure: DAYS_TO_ENDORSEMENT, groupBy: $by, filter: { councilId: $council }) {
            threshold rows { key { code } count { value status } average { median } } } }";
    let asked = |by: &str| json!({ "council": [id], "by": [by] });
    let leader = app.speak_as(LEADER);
    let all = leader.ask(query, asked("COUNCIL")).await["statistics"]["rows"][0].take();
    let own = seen(&app, Some(LEADER), &id, "Council", "decisionLeadTime { decided medianDays }").await;
    assert_eq!(all["count"]["value"], own["decisionLeadTime"]["decided"], "{all:#}");
    assert_eq!(all["average"]["median"].as_f64(), own["decisionLeadTime"]["medianDays"].as_f64(), "{all:#}");
    for by in ["INDUSTRY_COUNCIL", "INDUSTRY", "STATUS"] {
        let table = leader.ask(query, asked(by)).await["statistics"].take();
        let rows = table["rows"].as_array().expect("rows");
        assert!(rows.len() > 1, "{by}: {table:#}");
        let decided: i64 = rows.iter().filter_map(|row| row["count"]["value"].as_i64()).sum();
        assert_eq!(Some(decided), all["count"]["value"].as_i64(), "{by}: own needs are told as they are");
    }
    // Of others' needs nothing small is told, and no median but of what is.
    let (_, answer) = app.speak_as(STRANGER).answer(query, asked("STATUS")).await;
    let table = &answer["data"]["statistics"];
    for row in table["rows"].as_array().into_iter().flatten() {
        let value = row["count"]["value"].as_i64().unwrap_or(0);
        assert!(value == 0 || Some(value) >= table["threshold"].as_i64(), "{row:#}");
        assert_ne!(row["count"]["status"], "EXACT", "{row:#}");
        assert!(value > 0 || row["average"]["median"].is_null(), "{row:#}");
    }
}

async fn seed_003_d_the_members_of_a_day_and_the_industries_with_a_council(app: DemoApp) {
    let id = council(&app, COUNCIL).await;
    let on = async |day: &str| public(&app, "radets-medlemmar", &format!("rad={id}&dag={day}")).await;
    let then = on("2020-08-01").await;
    assert_eq!(with(&then, "standing_code", "MEMBER").len(), 14, "{then:#?}");
    let (before, later) = (on("2019-12-31").await, on("2021-06-01").await);
    assert_ne!(values(&then, "organisation"), values(&before, "organisation"), "one gave way to another");
    assert_eq!(with(&later, "standing_code", "MEMBER").len(), 15);
    let branches = public(&app, "branschrad-och-branscher", &format!("rad={id}")).await;
    let covered: BTreeSet<&str> =
        branches.iter().filter_map(|row| row["sni_code"].as_str()).flat_map(|codes| codes.split("; ")).collect();
    assert!(INDUSTRIES.iter().all(|industry| covered.contains(industry)), "{covered:?}");
}

async fn seed_003_e_occupations_in_transition_have_neighbours_and_efforts(app: DemoApp) {
    let (slug, coordinator) = ("yrken-i-omstallning", "demo-hub-coordinator");
    closed(&app, slug).await;
    let rows = told(&app, coordinator, slug, "").await;
    let groups = values(&rows, "target_group_code");
    assert_eq!(groups, BTreeSet::from(["FURLOUGHED", "UNDER_NOTICE"]));
    for column in ["next_occupations", "current_efforts"] {
        let some = rows.iter().filter_map(|row| row[column].as_str()).any(|text| !text.is_empty());
        assert!(some, "{column}: {rows:#?}");
    }
    // Where people can go, which is not who can come.
    let query =
        "query($left: String!) { transitions(occupation: $left, first: 100) { occupation { label(lang: SV) } } }";
    for row in rows.iter().filter(|row| row["occupation_code"].is_string()).take(25) {
        let asked = app.speak_as(coordinator).ask(query, json!({ "left": row["occupation_code"] })).await;
        let next = asked["transitions"].as_array().expect("occupations").iter();
        let next: Vec<&str> = next.map(|one| one["occupation"]["label"].as_str().expect("a label")).collect();
        assert_eq!(row["next_occupations"].as_str().unwrap_or_default(), next.join("; "), "{row:#}");
    }
    assert_eq!(told(&app, STRANGER, slug, "").await, Vec::<Value>::new());
}

async fn seed_003_f_who_pays_for_the_hub_after_the_project(app: DemoApp) {
    let hub = stored(&app, "SELECT id FROM hubs WHERE name = 'Kompetensnav Göteborgsregionen'").await;
    let on = async |day: &str| public(&app, "navens-finansiering", &format!("nav=hub_{hub}&dag={day}")).await;
    let during = on("2022-12-31").await;
    assert_eq!(values(&during, "number"), BTreeSet::from(["2020/00312"]));
    let after = on("2023-01-01").await;
    let payers = values(&after, "funder");
    assert_eq!(payers, BTreeSet::from(["Göteborgs Stad", "Göteborgsregionen", "Västra Götalandsregionen"]));
    assert!(after.iter().all(|row| row["project"].is_null() && row["hub_status_code"] == "PERMANENT"), "{after:#?}");

    // Which services go on, and who pays for them; what the project alone paid for has ended.
    let going = async |day: &str| public(&app, "navens-tjanster", &format!("nav=hub_{hub}&dag={day}")).await;
    assert!(going("2022-12-31").await.is_empty(), "the project pays for all of them");
    let services = going("2023-01-01").await;
    let named = BTreeSet::from(["Analys av branschernas behov", "Kurser för omställning", "Stöd till branschråden"]);
    assert_eq!(values(&services, "service"), named);
    assert_eq!(the(&services, "service", "Kurser för omställning")["funder"], "Västra Götalandsregionen");

    // What goes on: the efforts that no project pays for.
    let query = "query($hub: ID!) { efforts(first: 50, filter: { hubId: { eq: $hub }, projectId: { isNull: true } }) { nodes { title } } }";
    let going_on = app.anonymous().ask(query, json!({ "hub": format!("hub_{hub}") })).await;
    assert!(!nodes(&going_on["efforts"]).is_empty(), "{going_on:#}");
}
