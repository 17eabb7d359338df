//! Seed 000: Avanto, where growth companies, vehicle industry and public sector meet to learn, and each ties what it
//! learns to what it wants (facts S0-F1 … S0-F13; S0-F10, and more of S0-F8 and S0-F11, in `analyses` and
//! `networks`).

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp, Need,
        hands::Hands,
        trial::{both, both_needing},
        visitor::Open,
    },
    seed_questions::{AVANTO, STRANGER, closed, employer, give, not_told, public, sum, the, told, with},
    seeds::{act, card, nodes, objectives, organisation, project, refused, seen, texts},
};

pub fn tests() -> Vec<Trial> {
    let story: Vec<Trial> = both_needing![Need::Chromium; avanto_learns_across_sectors_and_by_its_own_plans];
    let facts: Vec<Trial> = both![
        s0_f1_avanto_is_financed_by_the_social_fund,
        s0_f2_brg_owns_it_and_karin_ingelhag_leads_it,
        s0_f3_some_sixty_organisations_take_part,
        s0_f4_2800_people_are_to_be_reached,
        s0_f5_it_runs_from_february_2011_through_january_2013,
        s0_f6_three_aims_within_the_organisations_and_towards_customers,
        s0_f7_three_cornerstones_for_individuals_and_organisations,
        s0_f8_meetings_join_all_three_sectors,
        s0_f9_the_competence_supply_of_west_sweden,
        s0_f11_matthews_swedot_goes_on_after_avanto,
        s0_f12_what_is_learnt_is_spread_within_the_organisation_and_beyond,
        s0_f13_produktionslyftet_spreads_what_karin_ingelhag_writes,
    ];
    [story, facts].into_iter().flatten().collect()
}

const MATTHEWS: &str = "Matthews Swedot AB";
/// Welding.
const SKILL: &str = "rdtv_EuD_NfB";

/// The seed's own story. Avanto's manager calls three sectors to a meeting and tells who came; Matthews Swedot ties
/// its plan to what it wants; six months after the end the manager finds that it goes on; and what the seed asks is
/// answered.
async fn avanto_learns_across_sectors_and_by_its_own_plans(Open(app): Open) {
    let avanto = project(&app, AVANTO).await;
    give(&app, "demo-project-manager", "PROJECT_MANAGER", "projectId", &avanto).await;
    let matthews = employer(&app, MATTHEWS).await;

    // The manager, in the browser.
    let mut manager = Hands::of(&app, "project_manager").await;
    let plan = format!("/gor/planMeeting?projectId={avanto}");
    let title = "Lärmöte om förbättringar i vardagen";
    let planned =
        [("title", title), ("theme", "Ständiga förbättringar"), ("plannedOn", "2012-10-03"), ("place", "Lindholmen")];
    let meeting = manager.send(&plan, &planned).await;
    manager.send(&format!("/gor/inviteToMeeting?id={meeting}"), &[]).await;
    manager.send(&format!("/gor/holdMeeting?id={meeting}"), &[("heldOn", "2012-10-03")]).await;
    for (came, sector, people) in [
        (MATTHEWS, "GROWTH_COMPANY", "4"),
        ("Fordon Fordonsleverantör Göteborg 1 Demo", "VEHICLE_INDUSTRY", "3"),
        ("Offentlig Verksamhet Göteborg 1 Demo", "PUBLIC_SECTOR", "5"),
    ] {
        let form = format!("/gor/recordMeetingAttendance?meetingId={meeting}");
        manager.send(&form, &[("organisationId", came), ("sector", sector), ("headCount", people)]).await;
    }
    manager.read(&format!("/ting/{meeting}"), &[title, "Hållet", "Lindholmen", MATTHEWS]).await;

    // The company, by its own system.
    let goal = json!({ "organisationId": matthews, "statement": "Alla kan ställa om linjen",
        "validFrom": "2011-02-01" });
    let goal = act(&app, "employer", "setBusinessGoal", "goal { id }", goal).await;
    let draft = json!({ "organisationId": matthews, "projectId": avanto, "validFrom": "2011-02-01",
        "validTo": "2013-01-31" });
    assert_eq!(refused(&app, STRANGER, "draftPlan", "plan { id }", draft.clone()).await, "DENIED");
    let plan = act(&app, "employer", "draftPlan", "plan { id }", draft).await;
    let mut version = Value::Null;
    for (action, goal) in [("Alla lär sig ställa om", &goal["id"]), ("Svetskurs", &Value::Null)] {
        let line = json!({ "planId": plan["id"], "skill": SKILL, "action": action,
            "ownActivity": "Handledning på plats", "responsible": "Produktionschef", "dueOn": "2012-12-31",
            "goalId": goal });
        let line = act(&app, "employer", "addPlanLine", "line { plan { version } }", line).await;
        version = line["plan"]["version"].clone();
    }
    let adopt = json!({ "id": plan["id"], "expectedVersion": version, "adoptedOn": "2011-02-01" });
    act(&app, "employer", "adoptPlan", "plan { id }", adopt).await;

    // Six months after the end, the manager again.
    let practice = "Förbättringsmöten varje vecka";
    let found = [("practice", practice), ("checkedOn", "2013-07-31"), ("stillInUse", "YES"), ("runBy", "Företaget")];
    let form = format!("/gor/recordSustainedResult?projectId={avanto}&organisationId={matthews}");
    manager.send(&form, &found).await;

    answers(&app, &avanto, (title, practice)).await;
}

/// Questions a–f of the seed.
async fn answers(app: &DemoApp, avanto: &str, (title, practice): (&str, &str)) {
    let (query, manager) = (format!("projekt={avanto}"), "demo-project-manager");
    let reached = "hur-langt-mot-malen";
    closed(app, reached).await;
    assert!(with(&told(app, STRANGER, reached, &query).await, "target_kind_code", "PARTICIPANTS").is_empty());
    let rows = told(app, manager, reached, &query).await;
    let people = the(&rows, "target_kind_code", "PARTICIPANTS");
    let own = avanto.trim_start_matches("project_");
    let taking_part = app.number(&format!("SELECT COUNT(*) FROM participations WHERE project_id = '{own}'")).await;
    assert_eq!((&people["target_value"], people["participants"].as_i64()), (&json!(2_800), Some(taking_part)));
    let organisations = the(&rows, "target_kind_code", "ORGANISATIONS");
    assert_eq!((&organisations["target_value"], &organisations["companies"]), (&json!(60), &json!(60)));
    people_by_month_sector_and_sex(app, &query, own).await;
    organisations_by_month_and_sector(app, &query, own).await;

    let met = public(app, "larmoten-som-korsade-sektorsgranser", &query).await;
    let met = the(&met, "learning_meeting", title);
    assert_eq!((&met["sectors_met"], &met["organisations_present"]), (&json!(3), &json!(3)), "{met:#}");
    assert!(met["organisation"].as_str().is_some_and(|names| names.contains(MATTHEWS)), "{met:#}");

    let strategic = "planrader-mot-verksamhetsmal";
    closed(app, strategic).await;
    assert!(with(&told(app, STRANGER, strategic, &query).await, "organisation", MATTHEWS).is_empty());
    let rows = told(app, manager, strategic, &query).await;
    assert_eq!(the(&rows, "organisation", MATTHEWS)["strategic_share"].as_f64(), Some(0.5));

    for (day, found) in [("2013-07-30", 0), ("2013-07-31", 1)] {
        let rows = public(app, "vad-som-pagar-efter-projektet", &format!("{query}&dag={day}")).await;
        assert_eq!(with(&rows, "practice", practice).len(), found, "{day}");
    }

    let rows = public(app, "projektens-mal", &query).await;
    assert_eq!(with(&rows, "target_kind_code", "OBJECTIVE").len(), 3, "{rows:#?}");
    let rows = public(app, "horisontella-principer", &query).await;
    assert_eq!(with(&rows, "principle_code", "GENDER_EQUALITY").len(), 1, "{rows:#?}");

    for (day, running) in [("2012-02-29", 1), ("2013-02-01", 0)] {
        let rows = public(app, "projekt-som-pagick", &format!("dag={day}")).await;
        assert_eq!(with(&rows, "project", "avancerad tillväxtorganisering").len(), running, "{day}");
    }
}

/// Question a of the people: whoever leads the project sees each month of it, and others see none.
async fn people_by_month_sector_and_sex(app: &DemoApp, query: &str, avanto: &str) {
    let slug = "deltagare-per-manad-sektor-och-kon";
    closed(app, slug).await;
    for subject in [STRANGER, "employer", "demo-hub-manager", "demo-public-reader"] {
        not_told(app, subject, slug, query).await;
    }
    let rows = told(app, "demo-project-manager", slug, query).await;
    assert!(rows.iter().all(|row| row["participants_status"] == "EXACT"), "{rows:#?}");
    let begun: BTreeSet<String> = rows
        .iter()
        .filter(|row| row["participants"].as_i64() > Some(0))
        .map(|row| {
            let codes = ["month", "organisation_kind_code", "sex_code"].map(|column| row[column].as_str());
            format!("{} {}", codes.map(|code| code.expect("a code")).join(" "), row["participants"])
        })
        .collect();
    let month = "substr(CAST(p.starts_on AS text), 1, 7)";
    let sql = format!(
        "SELECT {month} || ' ' || COALESCE(g.kind, 'UNKNOWN') || ' ' || p.sex || ' ' || CAST(COUNT(*) AS text)
         FROM participations p LEFT JOIN organisations g ON g.id = p.organisation_id
         WHERE p.project_id = '{avanto}' GROUP BY {month}, g.kind, p.sex"
    );
    let stored: BTreeSet<String> = app.texts(&sql).await.into_iter().collect();
    assert_eq!(begun, stored);
    let sectors = ["COMPANY", "MUNICIPALITY"].map(|kind| with(&rows, "organisation_kind_code", kind).len());
    assert!(sectors.iter().all(|rows| *rows > 0), "{rows:#?}");
    let rows = told(app, "demo-project-manager", slug, &format!("{query}&bransch=29")).await;
    let sql =
        format!("SELECT COUNT(*) FROM participations WHERE project_id = '{avanto}' AND substr(sni_code, 1, 2) = '29'");
    let of_the_vehicle_industry = app.number(&sql).await;
    assert_eq!((of_the_vehicle_industry > 0, sum(&rows, "participants")), (true, of_the_vehicle_industry));
}

/// Question a of the organisations: that they take part is public, and whom they have sent since when is not.
async fn organisations_by_month_and_sector(app: &DemoApp, query: &str, avanto: &str) {
    let slug = "organisationer-och-deltagare";
    closed(app, slug).await;
    let rows = told(app, "demo-project-manager", slug, query).await;
    let kinds = ["COMPANY", "MUNICIPALITY"].map(|kind| with(&rows, "organisation_kind_code", kind).len());
    let industries: BTreeSet<Option<&str>> = rows.iter().map(|row| row["industry_code"].as_str()).collect();
    assert_eq!((rows.len(), kinds), (60, [46, 14]));
    assert_eq!(industries, BTreeSet::from([Some("28"), Some("293"), Some("84")]));
    let of_them = format!(
        "FROM participations WHERE project_id = '{avanto}' AND organisation_id IN (SELECT organisation_id
         FROM project_partners WHERE project_id = '{avanto}' AND part = 'PARTICIPATING_COMPANY')"
    );
    for (column, whose) in
        [("participants", ""), ("women_participants", "AND sex = 'FEMALE'"), ("men_participants", "AND sex = 'MALE'")]
    {
        let stored = app.number(&format!("SELECT COUNT(*) {of_them} {whose}")).await;
        assert_eq!((stored > 0, sum(&rows, column)), (true, stored), "{column}");
    }
    // In the month in which the first began.
    let first = rows.iter().filter_map(|row| row["starts_on"].as_str()).min().expect("a day");
    let month = &first[..7];
    let sql = format!(
        "SELECT COUNT(DISTINCT organisation_id) {of_them} AND substr(CAST(starts_on AS text), 1, 7) = '{month}'"
    );
    let rows = told(app, "demo-project-manager", slug, &format!("{query}&period={month}")).await;
    let reached = rows.iter().filter(|row| row["participants"].as_i64() > Some(0)).count();
    assert_eq!(i64::try_from(reached).ok(), Some(app.number(&sql).await), "{month}");

    // A company sees its own, and another company none.
    let rows = told(app, "employer", slug, query).await;
    let own = the(&rows, "organisation", MATTHEWS)["participants"].as_i64();
    let told_of = |rows: &[Value]| rows.iter().filter(|row| !row["participants"].is_null()).count();
    assert_eq!((rows.len(), told_of(&rows)), (60, 1), "and no 0 of others");
    assert!(own > Some(0), "{rows:#?}");
    for subject in [STRANGER, "demo-hub-manager", "demo-public-reader"] {
        let rows = told(app, subject, slug, query).await;
        let days = rows.iter().filter(|row| !row["starts_on"].is_null()).count();
        assert_eq!((rows.len(), told_of(&rows), days), (60, 0, 0), "{subject}");
    }
}

async fn s0_f1_avanto_is_financed_by_the_social_fund(app: DemoApp) {
    let asked = "acronym name programmePeriod { code } programmeArea { code } demonstration";
    let expected = json!({ "acronym": "Avanto", "name": "avancerad tillväxtorganisering", "demonstration": false,
        "programmePeriod": { "code": "2007-2013" }, "programmeArea": { "code": "2007-2013:1" } });
    assert_eq!(card(&app, &project(&app, AVANTO).await, asked).await, expected);
}

async fn s0_f2_brg_owns_it_and_karin_ingelhag_leads_it(app: DemoApp) {
    let card = card(&app, &project(&app, AVANTO).await, "owner { name demonstration } contactName").await;
    let owner = json!({ "name": "Business Region Göteborg AB", "demonstration": false });
    assert_eq!(card, json!({ "owner": owner, "contactName": "Karin Ingelhag" }));
}

async fn s0_f3_some_sixty_organisations_take_part(app: DemoApp) {
    let asked = "targets(first: 5, filter: { kind: { eq: ORGANISATIONS } }) { nodes { value precision statement } }
        partners(first: 1, filter: { part: { eq: PARTICIPATING_COMPANY } }) { totalCount }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    let target = json!([{ "value": 60, "precision": "APPROXIMATE", "statement": "ett 60-tal verksamheter" }]);
    assert_eq!((&card["targets"]["nodes"], &card["partners"]["totalCount"]), (&target, &json!(60)));
}

async fn s0_f4_2800_people_are_to_be_reached(app: DemoApp) {
    let asked = "plannedParticipants
        targets(first: 5, filter: { kind: { eq: PARTICIPANTS } }) { nodes { value precision } }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    assert_eq!(card["plannedParticipants"], 2_800);
    assert_eq!(card["targets"]["nodes"], json!([{ "value": 2_800, "precision": "EXACT" }]));
}

async fn s0_f5_it_runs_from_february_2011_through_january_2013(app: DemoApp) {
    let asked = "startsOn endsOn before: runningOn(day: \"2011-01-31\") first: runningOn(day: \"2011-02-01\")
        last: runningOn(day: \"2013-01-31\") after: runningOn(day: \"2013-02-01\")";
    let expected = json!({ "startsOn": "2011-02-01", "endsOn": "2013-01-31", "before": false, "first": true,
        "last": true, "after": false });
    assert_eq!(card(&app, &project(&app, AVANTO).await, asked).await, expected);
}

async fn s0_f6_three_aims_within_the_organisations_and_towards_customers(app: DemoApp) {
    let aims = objectives(&app, &project(&app, AVANTO).await).await;
    assert_eq!(aims.len(), 3, "{aims:?}");
    for (nth, word) in [(0, "jämställdhet"), (1, "lärande miljöer"), (2, "delaktigheten")] {
        assert!(aims[nth].contains(word), "{word}: {aims:?}");
    }
    assert!(aims[0].contains("inom verksamheten") && aims[0].contains("mot kund"), "{aims:?}");
    let asked = "targets(first: 9, filter: { kind: { eq: OBJECTIVE } }) { nodes { scope level } }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    assert_eq!(texts(&card["targets"], "/scope"), ["BOTH", "INTERNAL", "INTERNAL"]);
    assert_eq!(texts(&card["targets"], "/level"), ["BOTH"; 3], "S0-F7");
}

async fn s0_f7_three_cornerstones_for_individuals_and_organisations(app: DemoApp) {
    let asked = "themes description efforts(first: 50) { nodes { title } }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    assert_eq!(card["themes"], json!(["Lärande", "Delaktighet", "Jämställdhet"]));
    let description = card["description"].as_str().expect("a description");
    assert!(description.contains("individ- och organisationsnivå"), "{description}");
    let efforts = texts(&card["efforts"], "/title").join("; ").to_lowercase();
    for cornerstone in ["lärande", "delaktighet", "jämställdhet"] {
        assert!(description.contains(cornerstone) && efforts.contains(cornerstone), "{cornerstone}: {card:#}");
    }
    // Each is to work at both levels, and what is done reaches the individual and the organisation.
    let asked = "targets(first: 9, filter: { kind: { eq: OBJECTIVE } }) { nodes { statement level } }
        efforts(first: 50) { nodes { kind targetGroup } }";
    let card = self::card(&app, &project(&app, AVANTO).await, asked).await;
    for cornerstone in ["lärande", "delaktighet", "jämställdhet"] {
        let is_of =
            |aim: &&Value| aim["statement"].as_str().is_some_and(|aim| aim.to_lowercase().contains(cornerstone));
        let levels: Vec<&Value> = nodes(&card["targets"]).iter().filter(is_of).map(|aim| &aim["level"]).collect();
        assert_eq!(levels, [&json!("BOTH")], "{cornerstone}: {card:#}");
    }
    let (kinds, groups) = (texts(&card["efforts"], "/kind"), texts(&card["efforts"], "/targetGroup"));
    assert!(kinds.contains(&"ORGANISATION_DEVELOPMENT") && kinds.contains(&"COURSE"), "{kinds:?}");
    assert!(groups.contains(&"MANAGEMENT") && groups.contains(&"EMPLOYEES"), "{groups:?}");
}

async fn s0_f8_meetings_join_all_three_sectors(app: DemoApp) {
    let asked = "learningMeetings(first: 50, filter: { sectorsMet: { gte: 3 } }) {
        nodes { isBoundaryCrossing attendances(first: 50) { nodes { sector headCount } } } }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    let meetings = nodes(&card["learningMeetings"]);
    assert!(!meetings.is_empty());
    for meeting in meetings {
        assert_eq!(meeting["isBoundaryCrossing"], true);
        let mut sectors = texts(&meeting["attendances"], "/sector");
        sectors.dedup();
        assert_eq!(sectors, ["GROWTH_COMPANY", "PUBLIC_SECTOR", "VEHICLE_INDUSTRY"]);
        let came = nodes(&meeting["attendances"]);
        assert!(came.iter().all(|came| came["headCount"].is_null()), "how many came is not everyone's: {meeting:#}");
    }
}

async fn s0_f9_the_competence_supply_of_west_sweden(app: DemoApp) {
    let asked = "description esfRegion { code label(lang: SV) }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    assert_eq!(card["esfRegion"], json!({ "code": "SE23", "label": "Västsverige" }));
    let description = card["description"].as_str().expect("a description");
    assert!(description.contains("Västsveriges strategiska kompetensförsörjning"), "{description}");
}

async fn s0_f11_matthews_swedot_goes_on_after_avanto(app: DemoApp) {
    let asked = "lessons(first: 20, filter: { kind: { eq: STATEMENT }, title: { contains: \"Ingen enskild kurs\" } }) {
            nodes { saidBy recordedOn text } }
        sustainedResults(first: 20, filter: { heldOn: \"2014-01-31\" }) {
            nodes { organisation { name demonstration } monthsAfter stillInUse earlier { monthsAfter stillInUse } } }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    let said = &card["lessons"]["nodes"][0];
    let christina = json!("Christina Johnson, Matthews Swedot AB");
    assert_eq!((&said["saidBy"], &said["recordedOn"]), (&christina, &json!("2012-02-29")));
    assert!(said["text"].as_str().is_some_and(|text| text.contains("fortgå även efter")), "{said:#}");
    let went_on = json!([{ "organisation": { "name": MATTHEWS, "demonstration": false }, "monthsAfter": 12,
        "stillInUse": "PARTLY", "earlier": { "monthsAfter": 6, "stillInUse": "YES" } }]);
    assert_eq!(card["sustainedResults"]["nodes"], went_on);
}

async fn s0_f12_what_is_learnt_is_spread_within_the_organisation_and_beyond(app: DemoApp) {
    let avanto = project(&app, AVANTO).await;
    let asked = "efforts(first: 5, filter: { title: { contains: \"Kunskapsöverföring mellan kollegor\" } }) {
            nodes { id kind } }
        learningMeetings(first: 5, filter: { sectorsMet: { gte: 2 } }) { nodes { theme } }";
    let card = card(&app, &avanto, asked).await;
    let effort = &card["efforts"]["nodes"][0];
    assert_eq!(effort["kind"], "COLLEGIAL_LEARNING");
    assert!(texts(&card["learningMeetings"], "/theme").contains(&"Kunskapsöverföring mellan kollegor"), "{card:#}");

    let matthews = employer(&app, MATTHEWS).await;
    let place = json!({ "organisationId": matthews, "name": "Monteringen", "headcount": 20, "openedOn": "2011-02-01" });
    let place = act(&app, "employer", "registerWorkplace", "workplace { id }", place).await;
    let plan = json!({ "workplaceId": place["id"], "kind": "STAFF_MEETING_SHARING", "plannedOn": "2012-05-07" });
    let meeting = act(&app, "employer", "planReflection", "reflection { id version }", plan).await;
    let hold = json!({ "id": meeting["id"], "expectedVersion": meeting["version"], "heldOn": "2012-05-07", "minutes": 5,
        "attendeeCount": 16 });
    act(&app, "employer", "holdReflection", "reflection { id }", hold).await;
    let spread = json!({ "reflectionId": meeting["id"], "effortId": effort["id"], "colleaguesReached": 15 });
    let elsewhere = refused(&app, STRANGER, "recordLearningSpread", "spread { id }", spread.clone()).await;
    assert_eq!(elsewhere, "REFERENCE_IS_UNKNOWN");
    act(&app, "employer", "recordLearningSpread", "spread { id }", spread).await;
    let effort = effort["id"].as_str().expect("an id");
    let asked = "spreads(first: 5) { nodes { toldOn colleaguesReached } }";
    for subject in [None, Some(STRANGER), Some("demo-project-manager"), Some("demo-hub-manager")] {
        assert_eq!(seen(&app, subject, effort, "Effort", asked).await["spreads"]["nodes"], json!([]), "{subject:?}");
    }
    let own = json!([{ "toldOn": "2012-05-07", "colleaguesReached": 15 }]);
    assert_eq!(seen(&app, Some("employer"), effort, "Effort", asked).await["spreads"]["nodes"], own);
}

async fn s0_f13_produktionslyftet_spreads_what_karin_ingelhag_writes(app: DemoApp) {
    let asked = "sourceTitle
        partners(first: 5, filter: { part: { eq: SPREAD } }) { nodes { organisation { id name } } }
        lessons(first: 5, filter: { title: { contains: \"Kontinuerligt lärande\" } }) {
            nodes { kind saidBy recordedOn text publishedBy { id name } } }";
    let card = card(&app, &project(&app, AVANTO).await, asked).await;
    let partner = organisation(&app, "Produktionslyftet").await;
    let partner = json!({ "id": partner, "name": "Produktionslyftet" });
    assert_eq!(card["partners"]["nodes"], json!([{ "organisation": partner }]));
    assert!(card["sourceTitle"].as_str().is_some_and(|source| source.contains("Produktionslyftet")), "{card:#}");
    let editorial = &card["lessons"]["nodes"][0];
    assert_eq!(editorial["publishedBy"], partner);
    let said_by = "Karin Ingelhag, projektledare, Business Region Göteborg AB";
    assert_eq!((&editorial["kind"], &editorial["saidBy"]), (&json!("STATEMENT"), &json!(said_by)), "{card:#}");
    assert_eq!(editorial["recordedOn"], "2012-02-29");
    assert!(editorial["text"].as_str().is_some_and(|text| text.contains("Produktionslyftet")), "{editorial:#}");
}
