//! Seed 004: Ett kompetenslyft för Sverige, where ten industrial companies of Västmanland learn together, in courses
//! and in networks by role, and see to it that women and men may take part alike (facts S4-F1 … F4, F6, F8, F10, F11,
//! F13; F5 and F9 in `procurement`, F7 and F12 in `together`; more of F6, F8, F10 and F12 in `networks` and `equality`).

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp, Need,
        hands::Hands,
        trial::{both, both_needing},
        visitor::Open,
    },
    seed_questions::{KNOWLEDGE_LIFT, STRANGER, closed, employer, give, manager, public, stored, sum, the, told, with},
    seeds::{act, appoint, card, council, nodes, objectives, organisation, project, refused, seen, texts},
};

pub fn tests() -> Vec<Trial> {
    let story: Vec<Trial> = both_needing![Need::Chromium; ten_companies_learn_together_and_from_one_another];
    let facts: Vec<Trial> = both![
        s4_f1_region_vastmanland_owns_it_and_emma_linnman_leads_it,
        s4_f2_ten_companies_by_the_names_of_each_day,
        s4_f3_three_principles,
        s4_f4_courses_begin_in_spring_at_one_provider,
        s4_f6_networks_by_role_have_begun,
        s4_f8_each_company_has_counted_its_women_and_men,
        s4_f10_knowledge_of_the_principles_has_its_place_in_leadership_training,
        s4_f11_the_need_is_greater_than_the_project,
        s4_f13_hopes_without_a_figure,
    ];
    [story, facts].into_iter().flatten().collect()
}

const COUNCIL: &str = "Västmanlands kompetensråd (demonstration)";
const ROLE: &str = "Elkonstruktör";

/// The seed's own story. The manager begins a network for a role and two companies join it; it becomes active and
/// meets; one of them counts its women and men; the manager notes what is done for the principles, what is demanded
/// of a course and what was learnt; and what the seed asks is answered.
async fn ten_companies_learn_together_and_from_one_another(Open(app): Open) {
    let lift = project(&app, KNOWLEDGE_LIFT).await;
    give(&app, "demo-project-manager", "PROJECT_MANAGER", "projectId", &lift).await;
    let abb = employer(&app, "ABB").await;
    let kanthal = organisation(&app, "Kanthal").await;
    give(&app, "kanthal", "ORG_CONTACT", "organisationId", &kanthal).await;

    // The manager, in the browser.
    let mut hands = Hands::of(&app, "project_manager").await;
    let name = "Elkonstruktörernas nätverk";
    let formed = [("name", name), ("role", ROLE), ("purpose", "Lära av dem som gör detsamma")];
    let network = hands.send(&format!("/gor/formNetwork?projectId={lift}"), &formed).await;

    // The companies, by their own systems.
    let join =
        |organisation: &str| json!({ "networkId": network, "organisationId": organisation, "joinedOn": "2021-03-01" });
    assert_eq!(refused(&app, "kanthal", "joinNetwork", "member { id }", join(&abb)).await, "DENIED");
    act(&app, "employer", "joinNetwork", "member { id }", join(&abb)).await;
    act(&app, "kanthal", "joinNetwork", "member { id }", join(&kanthal)).await;
    let counted = json!({ "organisationId": abb, "countedOn": "2026-08-31", "women": 700, "men": 1_900 });
    let shown = "workforceSnapshot { id }";
    assert_eq!(refused(&app, "kanthal", "reportWorkforce", shown, counted.clone()).await, "DENIED");
    act(&app, "employer", "reportWorkforce", shown, counted).await;

    // The manager again: the network is active and meets, and what was done and learnt is written down.
    hands.send(&format!("/gor/activateNetwork?id={network}"), &[]).await;
    let planned = [("title", "Så konstruerar vi"), ("plannedOn", "2021-04-14"), ("place", "Västerås")];
    let meeting = hands.send(&format!("/gor/planMeeting?projectId={lift}&networkId={network}"), &planned).await;
    hands.send(&format!("/gor/inviteToMeeting?id={meeting}"), &[]).await;
    hands.send(&format!("/gor/holdMeeting?id={meeting}"), &[("heldOn", "2021-04-14")]).await;
    let measure = "Chefer går först när lika möjligheter är ämnet";
    let done = [("principle", "NON_DISCRIMINATION"), ("measure", measure)];
    hands.send(&format!("/gor/addPrincipleMeasure?projectId={lift}"), &done).await;
    let demand = "Anordnaren anpassar kursen, så att alla deltagare kan ta den till sig";
    let contract = "Avtalets bilaga om tillgänglighet";
    let form = format!("/gor/addPrincipleMeasure?projectId={lift}");
    let demanded = hands.send(&form, &[("principle", "ACCESSIBILITY"), ("measure", demand)]).await;
    let courses = "efforts(first: 1, filter: { kind: { eq: COURSE } }) { nodes { id } }";
    let courses = card(&app, &lift, courses).await;
    let course = courses["efforts"]["nodes"][0]["id"].as_str().expect("a course");
    let input = json!({ "id": demanded, "expectedVersion": 1, "measure": demand, "evidence": contract,
        "effortId": course });
    assert_eq!(refused(&app, "kanthal", "changePrincipleMeasure", "measure { id }", input.clone()).await, "DENIED");
    act(&app, "demo-project-manager", "changePrincipleMeasure", "measure { id }", input).await;
    let lesson = "Schemat läggs med skiftlagen";
    let learnt = [
        ("kind", "SUCCESS_FACTOR"),
        ("title", lesson),
        ("text", "De som arbetar skift var med när kursdagarna valdes."),
        ("recordedOn", "2021-04-15"),
    ];
    hands.send(&format!("/gor/recordLesson?projectId={lift}"), &learnt).await;
    hands.read(&format!("/ting/{network}"), &[name, ROLE, "Aktivt", "Så konstruerar vi"]).await;

    answers(&app, &lift, &abb, [name, measure, lesson]).await;
    unmet_need(&app).await;
    accessibility(&app, &lift, course, [demand, contract]).await;
}

/// Question c: what the contract demands of a course, and what was adapted. Everyone may know.
async fn accessibility(app: &DemoApp, lift: &str, course: &str, [demand, contract]: [&str; 2]) {
    let (slug, query) = ("insatser-och-tillganglighet", format!("projekt={lift}"));
    let rows = public(app, slug, &query).await;
    let row = the(&rows, "effort_id", course);
    assert_eq!((&row["measure"], &row["evidence"]), (&json!(demand), &json!(contract)), "{row:#}");
    assert!(row["accessibility"].as_str().is_some_and(|text| text.contains("funktionsvariation")), "{row:#}");
    let own = lift.trim_start_matches("project_");
    let sql = format!(
        "SELECT COUNT(DISTINCT effort_id) FROM principle_measures WHERE project_id = '{own}' AND principle = 'ACCESSIBILITY'"
    );
    let adapted = rows.iter().filter(|row| !row["measure"].is_null()).count();
    assert_eq!(i64::try_from(adapted).ok(), Some(app.number(&sql).await), "{rows:#?}");
    assert!(adapted > 1 && adapted < rows.len(), "{rows:#?}");
    // Who asks is told no more than everyone is.
    for subject in [STRANGER, "kanthal"] {
        assert_eq!(told(app, subject, slug, &query).await, rows, "{subject}");
    }
}

/// Question e: the council's own is told as it is, and of others' what everyone is told of several together.
async fn unmet_need(app: &DemoApp) {
    let slug = "otillgodosett-behov-efter-kompetens";
    closed(app, slug).await;
    let council = council(app, COUNCIL).await;
    let query = format!("rad={council}&antal=500");
    for subject in [STRANGER, "kanthal", "demo-process-leader", "demo-hub-manager"] {
        let rows = told(app, subject, slug, &query).await;
        assert!(rows.iter().all(|row| row["unmet_need_status"] != "EXACT"), "{subject}: {rows:#?}");
    }
    give(app, "leader", "PROCESS_LEADER", "councilId", &council).await;
    let rows = told(app, "leader", slug, &query).await;
    assert!(rows.iter().all(|row| row["unmet_need_status"] == "EXACT"), "{rows:#?}");
    assert!(sum(&rows, "unmet_need") > 0, "{rows:#?}");
}

/// Questions a, b, d, f and g of the seed.
async fn answers(app: &DemoApp, lift: &str, abb: &str, [network, measure, lesson]: [&str; 3]) {
    let (query, manager) = (format!("projekt={lift}"), "demo-project-manager");
    let equality = "jamstalldhet-per-organisation";
    closed(app, equality).await;
    let own = format!("organisation={abb}&till=2026-09-01");
    for row in told(app, STRANGER, equality, &own).await {
        assert_eq!((&row["representation_ratio"], &row["p_value"]), (&Value::Null, &Value::Null), "{row:#}");
    }
    let rows = told(app, "employer", equality, &own).await;
    let told_of = the(&rows, "organisation", "ABB");
    assert!(told_of["representation_ratio"].as_f64() > Some(0.0), "{told_of:#}");
    assert!(told_of["p_value"].as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)), "{told_of:#}");
    assert!(told_of["not_assessable_code"].is_null(), "{told_of:#}");

    let hours = format!("{query}&period=2021");
    assert!(!told(app, manager, "timmar-per-foretag-och-kvartal", &hours).await.is_empty());

    let rows = public(app, "yrkesnatverk-efter-roll", &query).await;
    let formed = the(&rows, "network", network);
    assert_eq!((&formed["role"], &formed["network_status_code"]), (&json!(ROLE), &json!("ACTIVE")));
    assert_eq!((&formed["network_organisations"], &formed["meetings_held"]), (&json!(2), &json!(1)), "{formed:#}");
    let members = "yrkesnatverkens-medlemmar";
    closed(app, members).await;
    assert!(with(&told(app, STRANGER, members, &query).await, "network", network).is_empty());
    for (subject, seen) in [("kanthal", 1), ("employer", 1), (manager, 2)] {
        assert_eq!(with(&told(app, subject, members, &query).await, "network", network).len(), seen, "{subject}");
    }

    let rows = public(app, "horisontella-principer", &query).await;
    assert_eq!(with(&rows, "measure", measure).len(), 1, "{rows:#?}");
    let rows = public(app, "lardomar", &query).await;
    assert_eq!(the(&rows, "lesson", lesson)["lesson_kind_code"], "SUCCESS_FACTOR");

    let both = "natverk-och-kurs-i-samma-roll";
    closed(app, both).await;
    let rows = told(app, manager, both, &query).await;
    let own = the(&rows, "organisation", "ABB");
    for column in ["network_members", "members_with_a_course_of_the_role"] {
        assert!(own[column].as_i64() >= Some(1), "{column}: {own:#}");
    }
}

async fn s4_f1_region_vastmanland_owns_it_and_emma_linnman_leads_it(app: DemoApp) {
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, "name owner { name } contactName demonstration").await;
    let expected = json!({ "name": "Ett kompetenslyft för Sverige", "owner": { "name": "Region Västmanland" },
        "contactName": "Emma Linnman", "demonstration": false });
    assert_eq!(card, expected);
}

async fn s4_f2_ten_companies_by_the_names_of_each_day(app: DemoApp) {
    let lift = project(&app, KNOWLEDGE_LIFT).await;
    let names = async |day: &str| {
        let asked = format!(
            "partners(first: 20, asOf: \"{day}\", filter: {{ part: {{ eq: PARTICIPATING_COMPANY }} }}) {{ nodes {{
                organisation {{ names(first: 5, asOf: \"{day}\") {{ nodes {{ name }} }} }} }} }}"
        );
        let card = card(&app, &lift, &asked).await;
        let rows = nodes(&card["partners"]).iter();
        let mut names: Vec<String> =
            rows.flat_map(|row| texts(&row["organisation"]["names"], "/name")).map(str::to_owned).collect();
        names.sort_unstable();
        names
    };
    let (first, last) = (names("2020-01-01").await, names("2022-12-31").await);
    let same = ["ABB", "Epiroc", "Kanthal", "Mälarenergi", "Northvolt", "Systemair", "Uponor", "Westinghouse"];
    for (day, names, renamed) in [
        ("2020-01-01", first, ["ABB Power Grids", "Bombardier Transportation"]),
        ("2022-12-31", last, ["Hitachi Energy", "Alstom"]),
    ] {
        let mut expected: Vec<&str> = same.into_iter().chain(renamed).collect();
        expected.sort_unstable();
        assert_eq!(names, expected, "{day}");
    }
}

async fn s4_f3_three_principles(app: DemoApp) {
    let asked = "programmePeriod { code }
        principleMeasures(first: 10, filter: { effortId: { isNull: true } }) { nodes { principle } }";
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, asked).await;
    let principles = texts(&card["principleMeasures"], "/principle");
    assert_eq!(principles, ["ACCESSIBILITY", "GENDER_EQUALITY", "NON_DISCRIMINATION"]);
    assert_eq!(card["programmePeriod"]["code"], "2014-2020");
    // The third has two words, and the source uses the other one.
    let words = "{ enumerations(names: [\"HorizontalPrinciple\"]) { values { code label(lang: SV) } } }";
    let data = app.anonymous().ask(words, json!({})).await;
    let third = json!({ "code": "NON_DISCRIMINATION", "label": "Icke-diskriminering (likabehandling)" });
    let values = data["enumerations"][0]["values"].as_array().expect("its values");
    assert!(values.contains(&third), "{values:#?}");
}

async fn s4_f4_courses_begin_in_spring_at_one_provider(app: DemoApp) {
    let asked = "efforts(first: 50, filter: { kind: { eq: COURSE } }) { nodes { title provider { name }
        occasions(first: 50) { nodes { startsOn enrolments(first: 1) { totalCount } } } } }
        partners(first: 5, filter: { part: { eq: PROVIDER } }) { nodes { organisation { name } } }";
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, asked).await;
    let mut providers = texts(&card["efforts"], "/provider/name");
    providers.dedup();
    assert_eq!(providers, texts(&card["partners"], "/organisation/name"));
    assert_eq!(providers.len(), 1, "one procured provider");
    let begun: Vec<&Value> = nodes(&card["efforts"]).iter().flat_map(|effort| nodes(&effort["occasions"])).collect();
    // The spring after the project began, not any.
    let days = begun.iter().filter_map(|occasion| occasion["startsOn"].as_str());
    let spring = days.filter(|day| ("2020-01-01"..="2020-06-30").contains(day)).count();
    assert!(spring >= 5, "{spring} of {begun:#?}");
    // Who comes is not everyone's.
    assert!(begun.iter().all(|occasion| occasion["enrolments"]["totalCount"] == 0), "{begun:#?}");
    contents_have_versions(&app).await;
}

/// What the companies and the provider make of a course is changed version by version, and nobody writes over another's.
async fn contents_have_versions(app: &DemoApp) {
    let hub = stored(app, "SELECT id FROM hubs WHERE name = 'Kompetensnav Västmanland (demonstration)'").await;
    let council = council(app, COUNCIL).await;
    appoint(app, "coordinator", "HUB_COORDINATOR", json!({ "hubId": format!("hub_{hub}"), "councilId": council }))
        .await;
    let of = |description: &str| {
        json!({ "title": "Styrsystem, fortsättning", "description": description, "kind": "COURSE", "delivery": "PLACE",
            "targetGroup": "EMPLOYEES", "hours": 24 })
    };
    let shown = "effort { id version description }";
    let mut plan = of("Innehåll enligt företagen");
    plan["hubId"] = json!(format!("hub_{hub}"));
    assert_eq!(refused(app, STRANGER, "planEffort", shown, plan.clone()).await, "DENIED");
    let planned = act(app, "coordinator", "planEffort", shown, plan).await;
    let mut revise = of("Innehåll enligt företagen och anordnaren");
    (revise["id"], revise["expectedVersion"]) = (planned["id"].clone(), json!(1));
    let revised = act(app, "coordinator", "reviseEffort", shown, revise.clone()).await;
    assert_eq!((&planned["version"], &revised["version"]), (&json!(1), &json!(2)));
    assert_ne!(planned["description"], revised["description"]);
    assert_eq!(refused(app, "coordinator", "reviseEffort", shown, revise).await, "VERSION_IS_STALE");
}

async fn s4_f6_networks_by_role_have_begun(app: DemoApp) {
    let asked = "networks(first: 20) { nodes { role status members(first: 1) { totalCount } } }";
    let lift = project(&app, KNOWLEDGE_LIFT).await;
    for subject in [None, Some(STRANGER), Some("demo-project-manager")] {
        let card = seen(&app, subject, &lift, "Project", asked).await;
        assert!(nodes(&card["networks"]).iter().all(|network| network["members"]["totalCount"] == 0), "{subject:?}");
    }
    manager(&app, KNOWLEDGE_LIFT).await;
    let card = seen(&app, Some("manager"), &lift, "Project", asked).await;
    let mut roles = texts(&card["networks"], "/role");
    roles.dedup();
    assert!(roles.len() >= 5, "{roles:?}");
    let active = nodes(&card["networks"]).iter().filter(|network| network["status"] == "ACTIVE");
    let members: Vec<Option<i64>> = active.map(|network| network["members"]["totalCount"].as_i64()).collect();
    assert!(!members.is_empty() && members.iter().all(|members| *members >= Some(2)), "{card:#}");
}

async fn s4_f8_each_company_has_counted_its_women_and_men(app: DemoApp) {
    let kanthal = employer(&app, "Kanthal").await;
    let asked = "workforce(first: 10, orderBy: [{ field: COUNTED_ON }]) { nodes { countedOn women men source } }";
    for subject in [None, Some(STRANGER), Some("demo-project-manager"), Some("demo-hub-manager")] {
        let unseen = seen(&app, subject, &kanthal, "Organisation", asked).await;
        assert_eq!(unseen["workforce"]["nodes"], json!([]), "{subject:?}");
    }
    let own = seen(&app, Some("employer"), &kanthal, "Organisation", asked).await;
    let counted = nodes(&own["workforce"]);
    assert_eq!(counted.len(), 4, "each year of the project");
    assert_eq!((&counted[0]["countedOn"], &counted[0]["women"]), (&json!("2019-12-31"), &json!(110)));
    assert!(counted.iter().all(|row| row["source"].as_str().is_some_and(|source| source.contains("påhittad"))));
    let measures = "principleMeasures(first: 5, filter: { principle: { eq: GENDER_EQUALITY } }) { nodes { measure } }";
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, measures).await;
    let measure = texts(&card["principleMeasures"], "/measure").join("; ");
    assert!(measure.contains("avspeglas bland dem som får delta"), "{measure}");
}

async fn s4_f10_knowledge_of_the_principles_has_its_place_in_leadership_training(app: DemoApp) {
    let asked = "efforts(first: 20,
            filter: { kind: { eq: LEADERSHIP_TRAINING }, title: { contains: \"jämställdhet\" } }) { nodes { title } }
        principleMeasures(first: 5, filter: { principle: { eq: NON_DISCRIMINATION } }) { nodes { measure } }";
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, asked).await;
    let training = ["Ledarskap med jämställdhet, tillgänglighet och likabehandling"];
    assert_eq!(texts(&card["efforts"], "/title"), training);
    let measure = texts(&card["principleMeasures"], "/measure").join("; ");
    for word in ["företag", "individer", "projektledning", "ledarskapsutbildningar"] {
        assert!(measure.contains(word), "{word}: {measure}");
    }
}

async fn s4_f11_the_need_is_greater_than_the_project(app: DemoApp) {
    let council = council(&app, COUNCIL).await;
    let asked = "query($c: ID!) { needs(first: 1, filter: { councilId: { eq: $c } }) { totalCount } }";
    for subject in ["demo-process-leader", "demo-public-reader", "demo-hub-manager", "demo-provider"] {
        let data = app.speak_as(subject).ask(asked, json!({ "c": council })).await;
        assert_eq!(data["needs"]["totalCount"], 0, "{subject}");
    }
    give(&app, "leader", "PROCESS_LEADER", "councilId", &council).await;
    let data = app.speak_as("leader").ask(asked, json!({ "c": council })).await;
    assert!(data["needs"]["totalCount"].as_i64() > Some(0), "{data:#}");
    let asked = format!("rad={council}&antal=500");
    let unmet = told(&app, "leader", "otillgodosett-behov-efter-kompetens", &asked).await;
    // What is needed less what was delivered, in whole fives for each effort; the council's own is told as it is.
    let lacking = |give: &str, more: &str| {
        format!(
            "SELECT CAST(SUM(CASE WHEN lacking < 0 THEN 0 ELSE lacking END) AS bigint) FROM (SELECT n.people_needed {give} 5 * (SELECT COUNT(*)
             FROM need_efforts l WHERE l.need_id = n.id) - (SELECT COUNT(*) FROM enrolments e JOIN need_efforts l
             ON l.effort_id = e.effort_id WHERE l.need_id = n.id AND e.status = 'COMPLETED') AS lacking FROM needs n
             WHERE n.council_id = '{}' AND n.status NOT IN ('MERGED', 'REJECTED', 'LAPSED', 'MET'{more})) AS needs",
            council.trim_start_matches("council_")
        )
    };
    let (least, most) = (app.number(&lacking("-", ", 'REPORTED'")).await, app.number(&lacking("+", "")).await);
    let told_in_all = sum(&unmet, "unmet_need");
    assert!(least > 0 && (least..=most).contains(&told_in_all), "{told_in_all} between {least} and {most}: {unmet:#?}");
    // Though much was delivered.
    let lift = stored(&app, KNOWLEDGE_LIFT).await;
    let completed = format!("SELECT COUNT(*) FROM enrolments WHERE project_id = '{lift}' AND status = 'COMPLETED'");
    assert!(app.number(&completed).await > 1_000);
    let card = card(&app, &project(&app, KNOWLEDGE_LIFT).await, "description").await;
    let description = card["description"].as_str().expect("a description");
    assert!(description.contains("Behovet är större än vad som hinner genomföras"), "{description}");
}

async fn s4_f13_hopes_without_a_figure(app: DemoApp) {
    let lift = project(&app, KNOWLEDGE_LIFT).await;
    let hopes = objectives(&app, &lift).await.join("; ");
    for hope in ["mångfald", "industrin som sin bransch", "Livslångt lärande", "Modigare rekrytering"] {
        assert!(hopes.contains(hope), "{hope}: {hopes}");
    }
    let asked = "targets(first: 20, filter: { kind: { eq: OBJECTIVE } }) { nodes { value } }
        lessons(first: 5, filter: { kind: { eq: VISION } }) { totalCount }";
    let card = card(&app, &lift, asked).await;
    assert!(nodes(&card["targets"]).iter().all(|hope| hope["value"].is_null()), "{card:#}");
    assert_eq!(card["lessons"]["totalCount"], 1);
}
