//! What a form's lists offer is not refused for its state: every form that some role is offered is opened, and each of the first few
//! things in its lists is sent.

use chrono::{Datelike, NaiveDate};
use gateway::{objects::node::shown_objects, schema::mutations};
use http::StatusCode;
use kernel::{
    Lang, Rule,
    command::{Field, Kind, Table},
};
use libtest_mimic::Trial;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    choosing::options,
    forms::{ROLES, filled, sent},
    frames::{CONTACT, analysis},
    harness::{
        DemoApp,
        acts::{act, give, refused},
        trial::{both, plain},
        visitor::{Open, Page, Reader},
    },
    networks::projects,
    seed_questions::{KNOWLEDGE_LIFT, stored},
};

pub fn tests() -> Vec<Trial> {
    let offered: Vec<Trial> = both![
        nothing_that_a_list_offers_is_refused_for_its_state,
        needs_are_offered_where_they_are_taken,
        how_a_need_is_settled_follows_from_its_state,
        what_was_refused_is_not_what_can_be_done_now,
        who_joins_a_network_has_a_part_in_its_project,
        what_follows_from_an_analysis_or_a_plan_is_offered_alone,
        a_withdrawn_paper_is_offered_to_nothing,
        what_stands_within_another_is_offered_what_that_takes,
        what_was_recorded_once_tells_what_can_be_done_with_it,
    ];
    let told: Vec<Trial> = plain![whatever_has_a_status_tells_its_possible_steps];
    offered.into_iter().chain(told).collect()
}

/// So many of each list are tried.
const TRIED: usize = 3;

/// The rules that refuse something for the state that it is in.
fn of_state() -> Vec<Rule> {
    use workplaces as w;
    vec![
        kernel::error::rules::TRANSITION_IS_NOT_ALLOWED,
        competence_hub::hub::rules::HUB_IS_CLOSED,
        councils::council::rules::COUNCIL_IS_DISSOLVED,
        councils::meeting::paper::rules::PAPER_DOES_NOT_STAND,
        councils::meeting::rules::MEETING_DOES_NOT_TAKE_THIS,
        councils::meeting::rules::MINUTES_ARE_NOT_APPROVED,
        councils::representative::rules::MANDATE_IS_NOT_HELD,
        councils::representative::rules::REPRESENTATION_HAS_ENDED,
        councils::seat::rules::SEAT_IS_CLOSED,
        efforts::effort::rules::EFFORT_IS_OVER,
        efforts::enrolment::rules::EFFORT_IS_NOT_OPEN,
        efforts::occasion::rules::EFFORT_TAKES_NO_OCCASIONS,
        efforts::outcome::rules::ENROLMENT_HAS_NOT_ENDED,
        efforts::outcome::rules::OUTCOME_IS_SUPERSEDED,
        efforts::session::rules::OCCASION_IS_OVER,
        industry_councils::action_plan::rules::ACTION_PLAN_IS_ADOPTED,
        industry_councils::endorsement::rules::ENDORSEMENT_IS_WITHDRAWN,
        industry_councils::goal_reading::rules::ACTION_PLAN_IS_NOT_IN_FORCE,
        industry_councils::industry_council::rules::INDUSTRY_COUNCIL_HAS_ENDED,
        procurements::contract::rules::CONTRACT_IS_NOT_IN_FORCE,
        procurements::procurement::rules::ONLY_A_DIRECT_AWARD_SKIPS_STEPS,
        procurements::procurement::rules::PROCUREMENT_IS_OVER,
        procurements::procurement::rules::REQUEST_IS_SETTLED,
        procurements::quote::rules::NO_QUOTES_ARE_TAKEN,
        procurements::quote::rules::QUOTES_ARE_NOT_EVALUATED,
        projects::project::rules::PROJECT_HAS_ENDED,
        w::agreed_change::rules::CHANGE_IS_DONE,
        w::analysis::rules::ANALYSIS_COLLECTS_NO_DATA,
        w::analysis::rules::ANALYSIS_TAKES_NO_REQUIREMENTS,
        w::employee::rules::EMPLOYMENT_HAS_ENDED,
        w::material::rules::MATERIAL_IS_WITHDRAWN,
        w::meeting::rules::MEETING_TAKES_NO_ATTENDANCE,
        w::network::rules::NETWORK_IS_CLOSED,
        w::network_member::rules::MEMBER_HAS_LEFT,
        w::plan::rules::PLAN_IS_OVER,
        w::plan_line::rules::PLAN_LINE_IS_DONE,
        w::spread::rules::REFLECTION_IS_NOT_HELD,
        w::workplace::rules::WORKPLACE_IS_CLOSED,
    ]
}

/// What is said beside the required fields, without which the state is not looked at; a need that is not endorsed is sorted, but not
/// prioritised.
fn beside(name: &str, today: NaiveDate) -> Vec<(&'static str, String)> {
    match name {
        "endorseNeed" => vec![("decidedOn", today.to_string()), ("reference", "Protokoll 4 § 7".to_owned())],
        "linkEffortToNeed" => vec![("waiverReason", "Det brådskar".to_owned())],
        "triageNeed" => vec![("prioritise", "false".to_owned())],
        _ => Vec::new(),
    }
}

/// The field that a form asks for before the others.
fn chosen_first(name: &str, table: &'static Table) -> Option<&'static str> {
    match name {
        "joinNetwork" => return Some("networkId"),
        "addPrincipleMeasure" => return Some("projectId"),
        _ => {}
    }
    let fields = table.fields;
    let is_versioned = fields.iter().any(|field| field.name == "expectedVersion");
    let is_reference = |field: &&Field| matches!(field.kind, Kind::Reference(_));
    let own = fields.iter().find(|field| field.name == "id");
    let field = own.or_else(|| fields.iter().find(is_reference))?;
    is_versioned.then_some(field.name)
}

/// The nth of what can be chosen in a field, or the last.
fn nth(page: &Page, path: &str, nth: usize) -> Option<String> {
    let listed = options(page, &path.replace('.', "-"));
    let all = if listed.is_empty() { options(page, path) } else { listed };
    all.get(nth).or(all.last()).cloned()
}

/// Fills in what is required and blank, and the nth of each list.
fn fill(page: &Page, table: &Table, (above, at): (&str, usize), today: NaiveDate, form: &mut Vec<(String, String)>) {
    for field in table.fields {
        let path = if above.is_empty() { field.name.to_owned() } else { format!("{above}.{}", field.name) };
        let is_reference = matches!(field.kind, Kind::Reference(_));
        let is_filled = form.iter().any(|(name, value)| *name == path && !value.is_empty());
        let is_wanted = field.required && field.default.is_none();
        if !is_wanted || (is_filled && !is_reference) {
            continue;
        }
        let value = match field.kind {
            Kind::Group(group) if group.name == "MoneyInput" => {
                form.retain(|(name, _)| *name != format!("{path}.amount"));
                form.push((format!("{path}.amount"), "1000".to_owned()));
                continue;
            }
            Kind::Group(group) => {
                fill(page, group, (&path, at), today, form);
                continue;
            }
            Kind::Reference(_) | Kind::Choice(_) | Kind::Code(_) => {
                let known = form.iter().find(|(name, _)| *name == path).map(|(_, value)| value.clone());
                nth(page, &path, at).or(known).unwrap_or_default()
            }
            Kind::Line { .. } | Kind::Text { .. } => "Prov".to_owned(),
            Kind::Number { min, max } => min.max(1).min(max).to_string(),
            Kind::Year { .. } => today.year().to_string(),
            Kind::YesNo => "true".to_owned(),
            Kind::Date(_) => today.to_string(),
            Kind::Instant => format!("{today}T09:00"),
            Kind::Json => "{}".to_owned(),
        };
        form.retain(|(name, _)| *name != path);
        form.push((path, value));
    }
}

fn whatever_has_a_status_tells_its_possible_steps() {
    let has_status = shown_objects().iter().filter(|object| object.fields.iter().any(|field| field.name == "status"));
    let (mut asked, mut silent) = (0, Vec::new());
    for object in has_status {
        asked += 1;
        silent.extend((!object.steps).then_some(object.name));
    }
    assert!(asked > 25, "only {asked} have a status");
    assert!(silent.is_empty(), "a status without possibleSteps: {silent:?}");
}

async fn what_was_recorded_once_tells_what_can_be_done_with_it(app: DemoApp) {
    for (who, list, below, from, step) in [
        ("demo-hub-manager", "outcomes", "", "RECORDED", "supersede"),
        ("demo-org-contact", "learningMaterials", "", "PUBLISHED", "withdraw"),
        ("demo-council-member", "needs", "endorsements(first: 5)", "VALID", "withdraw"),
    ] {
        let told = "nodes { status possibleSteps { step } }";
        let below = match below {
            "" => told.to_owned(),
            field => format!("nodes {{ {field} {{ {told} }} }}"),
        };
        let found = app.speak_as(who).ask(&format!("{{ {list}(first: 50) {{ {below} }} }}"), json!({})).await;
        let rows = found[list]["nodes"].as_array().expect("rows").iter();
        let within = rows.clone().flat_map(|row| row["endorsements"]["nodes"].as_array().into_iter().flatten());
        let with_status: Vec<&Value> = rows.chain(within).filter(|row| row["status"].is_string()).collect();
        assert!(!with_status.is_empty(), "{list}");
        for row in with_status {
            let steps = if row["status"] == from { json!([{ "step": step }]) } else { json!([]) };
            assert_eq!(row["possibleSteps"], steps, "{list}: {row}");
        }
    }
}

async fn nothing_that_a_list_offers_is_refused_for_its_state(Open(app): Open) {
    let (today, rules) = (app.db.clock().today(), of_state());
    let (mut sent_forms, mut wrong) = (0, Vec::new());
    let mut seen: Vec<&str> = Vec::new();
    for (role, _) in ROLES {
        let reader = Reader::of(&app, role).await;
        for row in mutations().rows() {
            let address = format!("/gor/{}", row.name);
            // Each form is opened by the first who may.
            if seen.contains(&row.name) || row.name.ends_with("AccessToken") {
                continue;
            }
            let page = reader.get(&address).await;
            if page.status == StatusCode::FORBIDDEN {
                continue;
            }
            assert_eq!(page.status, StatusCode::OK, "{role}: {address}");
            seen.push(row.name);
            let addresses: Vec<String> = match chosen_first(row.name, row.table) {
                Some(field) => {
                    let offered = options(&page, field).into_iter().take(TRIED);
                    offered.map(|id| format!("{address}?{field}={id}")).collect()
                }
                None => vec![address.clone(); TRIED],
            };
            for (at, opened) in addresses.iter().enumerate() {
                let page = reader.get(opened).await;
                assert_eq!(page.status, StatusCode::OK, "{role}: {opened}");
                let mut form = filled(&page, &[]);
                fill(&page, row.table, ("", at), today, &mut form);
                for (name, value) in beside(row.name, today) {
                    form.retain(|(known, _)| known != name);
                    form.push((name.to_owned(), value));
                }
                let told = sent(&reader, &address, &form).await;
                assert!(!told.status.is_server_error(), "{role}: {opened}\n{}", told.html);
                sent_forms += 1;
                let refused = rules.iter().filter(|rule| told.html.contains(rule.text.get(Lang::Sv)));
                wrong.extend(refused.map(|rule| format!("{role}: {opened}: {}", rule.text.get(Lang::Sv))));
            }
        }
    }
    assert!(seen.len() > 100 && sent_forms > 150, "{} forms, {sent_forms} sent", seen.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The states of the needs with these ids, and whether each was endorsed.
async fn states(app: &DemoApp, who: &str, ids: &[String]) -> Vec<(String, bool)> {
    let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Need { status endorsedOn } } }";
    let found = app.speak_as(who).ask(asked, json!({ "ids": ids })).await;
    let nodes = found["nodes"].as_array().expect("nodes").clone();
    let of = |node: &Value| (node["status"].as_str().expect("a status").to_owned(), node["endorsedOn"].is_string());
    nodes.iter().map(of).collect()
}

async fn needs_are_offered_where_they_are_taken(Open(app): Open) {
    for (role, who, command, taken) in [
        (
            "council_member",
            "demo-council-member",
            "endorseNeed",
            &["QUALIFIED", "ENDORSED", "PRIORITISED", "IN_ACTION"][..],
        ),
        (
            "hub_manager",
            "demo-hub-manager",
            "linkEffortToNeed",
            &["QUALIFIED", "ENDORSED", "PRIORITISED", "IN_ACTION", "PARTLY_MET"],
        ),
        (
            "hub_manager",
            "demo-hub-manager",
            "triageNeed",
            &["REPORTED", "QUALIFIED", "ENDORSED", "PRIORITISED", "IN_ACTION", "PARTLY_MET"],
        ),
    ] {
        let page = Reader::of(&app, role).await.get(&format!("/gor/{command}")).await;
        let offered = options(&page, "needId");
        assert!(!offered.is_empty() || command == "triageNeed", "{command} is offered nothing");
        for (status, was_endorsed) in states(&app, who, &offered).await {
            assert!(taken.contains(&status.as_str()), "{command}: {status}");
            let by_more = command == "endorseNeed" && status != "QUALIFIED";
            assert!(was_endorsed || !by_more, "{command}: {status}, never endorsed");
        }
    }
}

async fn how_a_need_is_settled_follows_from_its_state(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let offered = options(&secretary.get("/gor/settleNeed").await, "id");
    let mut seen: Vec<String> = Vec::new();
    for (id, (status, _)) in offered.iter().zip(states(&app, "demo-process-leader", &offered).await) {
        if seen.contains(&status) {
            continue;
        }
        let ways: &[&str] = match status.as_str() {
            "REPORTED" | "QUALIFIED" => &["LAPSED", "REJECTED"],
            "ENDORSED" | "PRIORITISED" => &["LAPSED"],
            "IN_ACTION" => &["MET", "PARTLY_MET", "LAPSED"],
            "PARTLY_MET" => &["MET"],
            other => panic!("{id} is {other}, and offered to be settled"),
        };
        let form = secretary.get(&format!("/gor/settleNeed?id={id}")).await;
        assert_eq!(options(&form, "settlement"), ways, "{status}");
        seen.push(status);
    }
    assert!(seen.len() > 2, "needs in these states only: {seen:?}");
}

async fn what_was_refused_is_not_what_can_be_done_now(Open(app): Open) {
    let asked = "{ needs(first: 1, filter: { status: { eq: REPORTED } }) { nodes { id } } }";
    let found = app.speak_as("demo-council-member").ask(asked, json!({})).await;
    let need = found["needs"]["nodes"][0]["id"].as_str().expect("a reported need").to_owned();
    let chair = Reader::of(&app, "council_member").await;
    let page = chair.get(&format!("/ting/{need}")).await;
    assert!(!page.html.contains("/gor/endorseNeed"), "a need that is only reported is not endorsed");
    let form = chair.get(&format!("/gor/endorseNeed?needId={need}")).await;
    let today = app.db.clock().today().to_string();
    let decided = [("decidedOn", today.as_str()), ("reference", "Protokoll 4 § 7")];
    let told = sent(&chair, "/gor/endorseNeed", &filled(&form, &decided)).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    told.says(&["Läget är Anmält"]);
    let now = told.html.split("Det här kan du göra nu:").nth(1).and_then(|rest| rest.split('<').next());
    assert!(!now.unwrap_or_default().contains("Förankra behov"), "{now:?}");
}

async fn who_joins_a_network_has_a_part_in_its_project(Open(app): Open) {
    let led = format!("project_{}", stored(&app, KNOWLEDGE_LIFT).await);
    give(&app, "demo-project-manager", "PROJECT_MANAGER", "projectId", &led).await;
    let manager = Reader::of(&app, "project_manager").await;
    let networks = options(&manager.get("/gor/joinNetwork").await, "networkId");
    let network = networks.first().expect("a network").clone();
    let asked = "query($id: ID!) { node(id: $id) { ... on ProfessionalNetwork {
        status project { id owner { id } } } } }";
    let speaker = app.speak_as("demo-project-manager");
    let found = speaker.ask(asked, json!({ "id": network })).await;
    assert_ne!(found["node"]["status"], "CLOSED");
    let project = &found["node"]["project"];
    let page = manager.get(&format!("/gor/joinNetwork?networkId={network}")).await;
    let (organisations, people) = (options(&page, "organisationId"), options(&page, "participantId"));
    assert!(!organisations.is_empty() && !people.is_empty(), "{}", page.html);
    let part = "query($id: ID!, $project: ID!) { organisations(first: 1, filter: { id: { eq: $id },
        somePartnership: { projectId: { eq: $project } } }) { totalCount } }";
    for id in organisations.iter().take(TRIED).filter(|id| project["owner"]["id"] != id.as_str()) {
        let found = speaker.ask(part, json!({ "id": id, "project": project["id"] })).await;
        assert_eq!(found["organisations"]["totalCount"], 1, "{id} has a part");
    }
    let takes_part = "query($id: ID!, $project: ID!) { participations(first: 1, filter: { participantId: { eq: $id },
        projectId: { eq: $project } }) { totalCount } }";
    for id in people.iter().take(TRIED) {
        let found = speaker.ask(takes_part, json!({ "id": id, "project": project["id"] })).await;
        assert_ne!(found["participations"]["totalCount"], 0, "{id} is of another project");
    }
}

async fn what_follows_from_an_analysis_or_a_plan_is_offered_alone(Open(app): Open) {
    let (employer, first) = analysis(&app).await;
    let scale = json!({ "organisationId": employer, "name": "Tre steg", "steps": ["Kan inte", "Kan", "Kan lära ut"] });
    let scale = act(&app, CONTACT, "defineLevelScale", "scale { id }", scale).await;
    let input = json!({ "organisationId": employer, "scaleId": scale["id"], "title": "En senare analys", "startedOn": "2026-08-10" });
    let second = act(&app, CONTACT, "startAnalysis", "analysis { id }", input).await;
    let second = second["id"].as_str().expect("an id").to_owned();
    let run = async |id: &str, set: &str| {
        let sql = format!("UPDATE competence_analyses SET {set} WHERE id = '{}'", id.trim_start_matches("analysis_"));
        app.db.connection().execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    };
    run(&first, "status = 'PUBLISHED', published_on = '2026-08-20'").await;
    run(&second, "status = 'PUBLISHED', published_on = '2026-08-20'").await;
    let contact = Reader::of(&app, "org_contact").await;
    let offered = async |address: &str, field: &str| options(&contact.get(address).await, field);
    let takes_its_place =
        async |id: &str| offered(&format!("/gor/supersedeAnalysis?id={id}"), "supersedingAnalysisId").await;
    let later = takes_its_place(&first).await;
    assert!(later.contains(&second) && !later.contains(&first), "{later:?}");
    let none = takes_its_place(&second).await;
    assert!(!none.contains(&first) && !none.contains(&second), "{none:?}");
    let input = json!({ "id": first, "expectedVersion": 1, "supersedingAnalysisId": second });
    act(&app, CONTACT, "supersedeAnalysis", "analysis { id }", input).await;

    let draft = format!("/gor/draftPlan?organisationId={employer}");
    let analyses = offered(&draft, "analysisId").await;
    assert!(analyses.contains(&second) && !analyses.contains(&first), "{analyses:?}");
    let plan = |analysis: &str, from: &str, to: &str| json!({ "organisationId": employer, "analysisId": analysis, "validFrom": from, "validTo": to });
    let told = refused(&app, CONTACT, "draftPlan", "plan { id }", plan(&first, "2061-01-01", "2061-12-31")).await;
    assert_eq!(told, "ANALYSIS_IS_SUPERSEDED");
    let part = "query($id: ID!, $own: ID!) { projects(first: 1, filter: { id: { eq: $id }, or: [
        { somePartner: { organisationId: { eq: $own } } }, { ownerId: { eq: $own } }] }) { totalCount } }";
    let [taken_part_in, _] = projects(&app).await;
    let input = json!({ "projectId": taken_part_in, "organisationId": employer, "part": "PARTICIPATING_COMPANY" });
    act(&app, "demo-project-manager", "addProjectPartner", "partner { id }", input).await;
    for address in [draft.as_str(), "/gor/planReflection"] {
        let projects = offered(address, "projectId").await;
        assert!(projects.iter().any(|id| taken_part_in == id.as_str()), "{address}: {projects:?}");
        for id in projects {
            let found = app.speak_as(CONTACT).ask(part, json!({ "id": id, "own": employer })).await;
            assert_eq!(found["projects"]["totalCount"], 1, "{address}: {id}");
        }
    }

    let made = act(&app, CONTACT, "draftPlan", "plan { id }", plan(&second, "2061-01-01", "2061-12-31")).await;
    let own = made["id"].as_str().expect("an id").to_owned();
    let goal = async |from: &str, to: &str| {
        let input = json!({ "organisationId": employer, "statement": "Fler kan", "validFrom": from, "validTo": to });
        let goal = act(&app, CONTACT, "setBusinessGoal", "goal { id }", input).await;
        goal["id"].as_str().expect("an id").to_owned()
    };
    let (then, never) = (goal("2061-12-31", "2062-12-31").await, goal("2062-01-01", "2062-12-31").await);
    let line = format!("/gor/addPlanLine?planId={own}");
    let goals = offered(&line, "goalId").await;
    assert!(goals.contains(&then) && !goals.contains(&never), "{goals:?}");
    assert!(!offered("/gor/addPlanLine", "gapId").await.is_empty(), "the demonstration's analysis has gaps");
    assert_eq!(offered(&line, "gapId").await, Vec::<String>::new(), "this one has none");
    let made = act(&app, CONTACT, "draftPlan", "plan { id }", plan(&second, "2060-01-01", "2061-12-31")).await;
    let earlier = made["id"].as_str().expect("an id");
    let after = async |id: &str| offered(&format!("/gor/supersedePlan?id={id}"), "supersedingPlanId").await;
    assert!(after(earlier).await.contains(&own) && !after(earlier).await.contains(&earlier.to_owned()));
    assert!(!after(&own).await.iter().any(|id| *id == own || id == earlier));
}

async fn a_withdrawn_paper_is_offered_to_nothing(Open(app): Open) {
    let who = "demo-process-leader";
    let asked = "{ agendaItems(first: 1, filter: { meeting: { status: { eq: CONVENED } } }) { nodes { id } } }";
    let found = app.speak_as(who).ask(asked, json!({})).await;
    let item = &found["agendaItems"]["nodes"][0]["id"];
    let input = json!({ "itemId": item, "kind": "BACKGROUND", "title": "Underlag", "access": "COUNCIL" });
    let paper = act(&app, who, "addPaper", "paper { id version }", input).await;
    let id = paper["id"].as_str().expect("an id");
    let leader = Reader::of(&app, "process_leader").await;
    let offers = async |command: &str| {
        let page = leader.get(&format!("/ting/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        let listed = options(&leader.get(&format!("/gor/{command}")).await, "id").iter().any(|one| one == id);
        (page.html.contains(&format!("/gor/{command}?id={id}")), listed)
    };
    let commands = ["changePaper", "setPaperAccess", "supersedePaper", "withdrawPaper"];
    for command in commands {
        assert_eq!(offers(command).await, (true, true), "{command}");
    }
    let input = json!({ "id": id, "expectedVersion": paper["version"], "reason": "Fel underlag" });
    act(&app, who, "withdrawPaper", "paper { status }", input).await;
    for command in commands {
        assert_eq!(offers(command).await, (false, false), "{command}");
    }
}

async fn what_stands_within_another_is_offered_what_that_takes(Open(app): Open) {
    let who = "demo-system-admin";
    let asked = "{ hubs(first: 50, filter: { status: { ne: CLOSED } }) { nodes { id version fundings(first: 1) { nodes { id } } } } }";
    let found = app.speak_as(who).ask(asked, json!({})).await;
    let mut hubs = found["hubs"]["nodes"].as_array().expect("hubs").iter();
    let hub = hubs.find(|hub| hub["fundings"]["nodes"][0]["id"].is_string()).expect("a hub with a funding");
    let funding = hub["fundings"]["nodes"][0]["id"].as_str().expect("an id");
    let admin = Reader::of(&app, "system_admin").await;
    let offers = async || {
        let page = admin.get(&format!("/ting/{funding}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        page.html.contains(&format!("/gor/changeHubFunding?id={funding}"))
    };
    assert!(offers().await, "of a hub that is there");
    let input = json!({ "id": hub["id"], "expectedVersion": hub["version"], "reason": "Uppgår i ett annat" });
    assert_eq!(act(&app, who, "closeHub", "hub { status }", input).await["status"], "CLOSED");
    assert!(!offers().await, "of one that is closed");
}
