//! What forms offer to choose among and are filled in with, and what an object's page leads to.

use futures_util::future::join_all;
use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Page, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        a_form_that_was_searched_for_is_filled_in_with_what_is_stored,
        a_list_that_is_cut_shows_the_newest_and_how_many_there_are,
        lists_and_pages_offer_what_the_act_reaches_and_the_state_allows,
        titles_tell_apart_and_name_people_only_to_those_who_may,
        people_are_searched_for_by_name_and_only_those_found_are_named,
        what_belongs_to_an_object_can_be_read_to_its_end,
        all_that_an_assessment_rests_on_is_shown_and_filled_in,
        amounts_are_read_as_they_are_written,
        what_was_written_is_told_by_labels_and_goes_on_after_signing_in,
        what_someone_else_stored_stands_beside_what_was_written,
        a_form_sent_three_times_at_once_is_done_once,
        who_is_invited_only_is_offered_neither_votes_nor_notes,
        what_is_new_is_blank_and_a_name_is_filled_in_for_those_who_may_read_it,
        what_is_made_under_a_thing_is_not_filled_in_with_what_the_thing_says,
    ]
}

/// What can be chosen in a field, in its order, as a list or as buttons.
pub(crate) fn options(page: &Page, name: &str) -> Vec<String> {
    let list = page.html.split(&format!("<select id=\"falt-{name}\"")).nth(1).unwrap_or_default();
    let list = list.split("</select>").next().unwrap_or_default();
    let listed = list.split("<option value=\"").skip(1);
    let button = format!("type=\"radio\" name=\"{name}\" value=\"");
    let buttons = page.html.split(&button).skip(1);
    let values = listed.chain(buttons).filter_map(|option| option.split('"').next());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

async fn first(app: &DemoApp, subject: &str, list: &str, arguments: &str) -> Value {
    let found = app.speak_as(subject).ask(&format!("{{ {list}({arguments}) {{ nodes {{ id }} }} }}"), json!({})).await;
    found[list]["nodes"][0]["id"].clone()
}

async fn an_id(app: &DemoApp, subject: &str, list: &str, arguments: &str) -> String {
    let id = first(app, subject, list, arguments).await;
    id.as_str().unwrap_or_else(|| panic!("no {list} ({arguments})")).to_owned()
}

async fn a_form_that_was_searched_for_is_filled_in_with_what_is_stored(Open(app): Open) {
    let admin = Reader::of(&app, "system_admin").await;
    let chooser = admin.get("/gor/changeOrganisation?sok=id&id%3F=Volvo&id=").await;
    chooser.says(&["#falt-id", "name=\"id?\" value=\"Volvo\""]);
    let id =
        an_id(&app, "demo-system-admin", "organisations", "first: 1, filter: { name: { contains: \"Göteborg\" } }")
            .await;
    for address in ["", "&id%3F=Kung%C3%A4lv", "&id%3F=5560000000"] {
        let page = admin.get(&format!("/gor/changeOrganisation?id={id}{address}")).await;
        let form = page.form();
        let stored = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        assert_ne!(stored("kind").unwrap_or_default(), "", "{address}: {form:?}");
    }
    // A search that pressing its button sends is no choice, though something was chosen before.
    let again = admin.get(&format!("/gor/changeOrganisation?id={id}&id%3F=Kung%C3%A4lv&sok=id")).await;
    again.says(&["att välja bland", "Fortsätt"]);
    let none = admin.get("/gor/changeOrganisation?sok=id&id%3F=qqqqqq").await;
    none.says(&["Inget hittades", "inget hittades"]);
    // What is no organisation number is looked for among the names alone.
    assert_eq!(admin.get("/gor/changeOrganisation?sok=id&id%3F=12").await.status, StatusCode::OK);
}

async fn a_list_that_is_cut_shows_the_newest_and_how_many_there_are(Open(app): Open) {
    let manager = Reader::of(&app, "hub_manager").await;
    let page = manager.get("/gor/recordOutcome").await;
    let shown = options(&page, "enrolmentId");
    assert_eq!(shown.len(), 100);
    page.says(&["De 100 senaste av "]);
    let ended = "filter: { endedOn: { isNull: false } }, orderBy: [{ field: APPLIED_ON, direction: DESC }]";
    let newest = an_id(&app, "demo-hub-manager", "enrolments", &format!("first: 1, {ended}")).await;
    assert_eq!(shown[0], newest);
    let form = filled(&page, &[("enrolmentId?", "2021-03 svets"), ("sok", "enrolmentId")]);
    let found = sent(&manager, "/gor/recordOutcome", &form).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.html);
    // Every list can be searched by words and by days.
    for name in
        ["advanceOccasion", "supersedeOutcome", "advanceEnrolment", "settleNeed", "retriageNeed", "advanceEffort"]
    {
        for sought in ["2026-01", "svets+kompetens", "%25_%5C"] {
            let field = if name == "triageNeed" { "needId" } else { "id" };
            let page = manager.get(&format!("/gor/{name}?sok={field}&{field}%3F={sought}")).await;
            assert_eq!(page.status, StatusCode::OK, "{name} {sought}: {}", page.html);
        }
    }
    let few = manager.get("/gor/makeHubPermanent").await;
    assert!(!few.html.contains("Sök efter fler"), "nothing is searched for among a few");
}

async fn lists_and_pages_offer_what_the_act_reaches_and_the_state_allows(Open(app): Open) {
    let manager = Reader::of(&app, "hub_manager").await;
    let leader = Reader::of(&app, "process_leader").await;
    assert_eq!(options(&leader.get("/gor/pauseCouncil").await, "id").len(), 1, "a leader's own council");
    let over = an_id(&app, "demo-hub-manager", "occasions", "first: 1, filter: { status: { eq: FINISHED } }").await;
    let page = manager.get(&format!("/ting/{over}")).await;
    assert!(!page.html.contains("/gor/nominateParticipant"), "nobody is put forward for what is over");
    let open = options(&manager.get("/gor/nominateParticipant").await, "occasionId");
    assert!(!open.is_empty() && !open.contains(&over));
    manager
        .get(&format!("/ting/{}", open[0]))
        .await
        .says(&[&format!("/gor/nominateParticipant?occasionId={}", open[0])]);
    // What an outcome is of may be left out of its form, and leads there all the same.
    let ended = "first: 1, filter: { status: { eq: COMPLETED } }";
    let ended = an_id(&app, "demo-hub-manager", "enrolments", ended).await;
    manager.get(&format!("/ting/{ended}")).await.says(&[&format!("/gor/recordOutcome?enrolmentId={ended}")]);
    let begun = an_id(&app, "demo-hub-manager", "enrolments", "first: 1, filter: { status: { eq: STARTED } }").await;
    let page = manager.get(&format!("/ting/{begun}")).await;
    assert!(!page.html.contains("/gor/recordOutcome"), "nothing has come of it yet");
    page.says(&[&format!("/gor/completeEnrolment?id={begun}")]);
    // A council outside the reader's own.
    let other =
        an_id(&app, "demo-system-admin", "councils", "first: 1, filter: { name: { contains: \"Avantos\" } }").await;
    let page = leader.get(&format!("/ting/{other}")).await;
    for command in ["dissolveCouncil", "inviteMember", "establishIndustryCouncil"] {
        assert!(!page.html.contains(&format!("/gor/{command}")), "{command}");
    }
    // Endorsements have no list of the API's root, and are chosen by name all the same.
    let chair = Reader::of(&app, "council_member").await;
    let endorsements = options(&chair.get("/gor/withdrawEndorsement").await, "id");
    assert!(endorsements.iter().all(|id| id.starts_with("endorsement_")) && !endorsements.is_empty());
    let roles = leader.get("/gor/assignRole").await;
    roles.says(&["<datalist id=\"falt-subject-kanda\">"]);
    assert!(!roles.html.contains("value=\"HUB_MANAGER\""), "a process leader gives the roles of a council");
}

async fn titles_tell_apart_and_name_people_only_to_those_who_may(Open(app): Open) {
    let project = "first: 1, filter: { name: { contains: \"GR kompetensomställning\" } }";
    let project = an_id(&app, "demo-project-manager", "projects", project).await;
    let asked = "query($id: ID!) { node(id: $id) { ... on Project { owner { id name }
        partners(first: 1) { nodes { organisation { id } } }
        participations(first: 1) { nodes { id participant { name } } } } } }";
    let found = app.speak_as("demo-project-manager").ask(asked, json!({ "id": project })).await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    // On an organisation's page its parts are told by their projects.
    let partner = text(&found["node"]["partners"]["nodes"][0]["organisation"]["id"]);
    let leader = Reader::of(&app, "process_leader").await;
    leader.get(&format!("/ting/{partner}")).await.says(&["GR kompetensomställning · "]);
    // A person's name stands where the API tells it, and is noted as there.
    let row = &found["node"]["participations"]["nodes"][0];
    let (participation, name) = (text(&row["id"]), text(&row["participant"]["name"]));
    let noted = "SELECT count(*) FROM read_log";
    let before = app.number(noted).await;
    let manager = Reader::of(&app, "project_manager").await;
    manager.get(&format!("/ting/{participation}")).await.says(&[&name, "GR kompetensomställning"]);
    assert!(app.number(noted).await > before, "each reading of a name is noted");
    let evaluator = Reader::of(&app, "evaluator").await;
    let page = evaluator.get(&format!("/ting/{participation}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.html.contains(&name), "an evaluator is told no names");
    let roles = leader.get("/gor/endRole").await;
    roles.says(&["demo-process-leader · Göteborgsregionens kompetensråd"]);
}

async fn people_are_searched_for_by_name_and_only_those_found_are_named(Open(app): Open) {
    let asked = "{ participations(first: 20, orderBy: [{ field: STARTS_ON, direction: DESC }]) {
        nodes { id participant { id name } } } }";
    let found = app.speak_as("demo-project-manager").ask(asked, json!({})).await;
    let rows = found["participations"]["nodes"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["participant"]["name"].is_string()).expect("one who may be named");
    let name = row["participant"]["name"].as_str().expect("a name");
    let person = row["participant"]["id"].as_str().expect("an id");
    let surname = name.split(' ').next_back().expect("a surname");
    let noted = "SELECT count(*) FROM read_log";
    let before = app.number(noted).await;
    let manager = Reader::of(&app, "project_manager").await;
    let all = manager.get("/gor/renameParticipant").await;
    // A list that nobody was searched for in tells one from another, and nobody's name.
    all.says(&[&format!("person …{}", &person[person.len() - 6..])]);
    assert!(!all.html.contains(name), "{name} is named unasked");
    assert_eq!(app.number(noted).await, before, "no name was read");
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("id?", surname).finish();
    let shown = manager.get(&format!("/gor/renameParticipant?sok=id&{query}")).await;
    let offered = options(&shown, "id");
    assert!(!offered.is_empty(), "{surname}: {}", shown.html);
    shown.says(&[name]);
    let read = app.number(noted).await - before;
    assert!(read > 0 && read <= offered.len() as i64 + 1, "{read} readings of {} shown", offered.len());
}

async fn what_belongs_to_an_object_can_be_read_to_its_end(Open(app): Open) {
    let manager = Reader::of(&app, "project_manager").await;
    let project = "first: 1, filter: { name: { contains: \"GR kompetensomställning\" } }";
    let project = an_id(&app, "demo-project-manager", "projects", project).await;
    let path = format!("/ting/{project}/efforts");
    manager.get(&format!("/ting/{project}")).await.says(&[&format!("href=\"{path}\""), "Visa alla "]);
    let mut address = path.clone();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..100 {
        let page = manager.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.html);
        let before = seen.len();
        seen.extend(
            page.html
                .split("href=\"/ting/effort_")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(str::to_owned),
        );
        assert!(seen.len() > before, "each page has others");
        let next = page.html.split(&format!("href=\"{path}?efter=")).nth(1).and_then(|rest| rest.split('"').next());
        let Some(next) = next else { break };
        address = format!("{path}?efter={next}");
    }
    let asked = "query($id: ID!) { node(id: $id) { ... on Project { efforts(first: 1) { totalCount } } } }";
    let total = app.speak_as("demo-project-manager").ask(asked, json!({ "id": project })).await;
    assert_eq!(json!(seen.len()), total["node"]["efforts"]["totalCount"]);
    for odd in ["nothing", "name", "__typename"] {
        assert_eq!(manager.get(&format!("/ting/{project}/{odd}")).await.status, StatusCode::NOT_FOUND, "{odd}");
    }
    // A place that was cut or mistyped leads to the beginning.
    assert_eq!(manager.get(&format!("{path}?efter=x")).await.status, StatusCode::OK);
}

async fn all_that_an_assessment_rests_on_is_shown_and_filled_in(Open(app): Open) {
    let manager = Reader::of(&app, "hub_manager").await;
    let triage = an_id(&app, "demo-hub-manager", "triages", "first: 1").await;
    manager.get(&format!("/ting/{triage}")).await.says(&["Bedömningsgrunder: volym", "Vikter: befintligt utbud"]);
    let form = manager.get(&format!("/gor/retriageNeed?id={triage}")).await.form();
    let inputs: Vec<_> = form.iter().filter(|(name, _)| name.starts_with("inputs.")).collect();
    for (name, value) in &inputs {
        assert!(value.parse::<u8>().is_ok(), "{name}: “{value}”");
    }
    let weights = form.iter().filter(|(name, _)| name.starts_with("weights.")).count();
    assert_eq!((inputs.len(), weights), (6, 0), "the weights are the plan's");
}

async fn amounts_are_read_as_they_are_written(Open(app): Open) {
    let manager = Reader::of(&app, "hub_manager").await;
    let page = manager.get("/gor/addHubFunding").await;
    assert!(!page.html.contains("Valuta"), "there is one currency");
    page.says(&["1 200 000,50"]);
    let funder = an_id(&app, "demo-hub-manager", "organisations", "first: 1").await;
    let fields = |amount| {
        [
            ("kind", "REGIONAL_GRANT"),
            ("funderId", funder.as_str()),
            ("amount.amount", amount),
            ("validFrom", "2026-01-01"),
        ]
    };
    let wrong = filled(&page, &fields("tolv"));
    let told = sent(&manager, "/gor/addHubFunding", &wrong).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    told.says(&["href=\"#falt-amount-amount\"", "Skriv beloppet i kronor", "value=\"tolv\""]);
    let right = filled(&told, &[("amount.amount", "1 200 000,50")]);
    let (_, page) = after(&manager, &sent(&manager, "/gor/addHubFunding", &right).await).await;
    page.says(&["1\u{a0}200\u{a0}000,50\u{a0}kr"]);
    let need = Reader::of(&app, "process_leader").await;
    let form = filled(&need.get("/gor/reportNeed").await, &[("peopleNeeded", "0"), ("title", "A")]);
    sent(&need, "/gor/reportNeed", &form).await.says(&["Skriv ett heltal, 1–"]);
}

async fn what_was_written_is_told_by_labels_and_goes_on_after_signing_in(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let form = filled(&secretary.get("/gor/reportNeed").await, &[("title", "Svetsare"), ("horizon", "SHORT")]);
    let nobody = Reader { app: &app, cookie: String::new() };
    let lost = sent(&nobody, "/gor/reportNeed", &form).await;
    assert_eq!(lost.status, StatusCode::UNAUTHORIZED);
    lost.says(&[
        "<dt>Rubrik</dt><dd class=\"written\">Svetsare</dd>",
        "<dd class=\"written\">Kort",
        "Logga in i en ny flik",
    ]);
    assert!(!lost.html.contains("<dd class=\"written\">SHORT"), "codes are for programs");
    assert!(!lost.html.contains("<dt>expectedVersion"));
    // The same page's button, once she is signed in again: the form as it was, and nothing done.
    let mut kept: Vec<_> =
        form.iter().filter(|(name, _)| !matches!(name.as_str(), "svar" | "en-gang")).cloned().collect();
    kept.push(("fortsatt".to_owned(), "1".to_owned()));
    let again = sent(&secretary, "/gor/reportNeed", &kept).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.html);
    again.says(&["Det du skrev är kvar", "value=\"Svetsare\""]);
    assert_eq!(app.number("SELECT count(*) FROM needs WHERE title = 'Svetsare'").await, 0);
    // Not yet signed in: the page again.
    assert_eq!(sent(&nobody, "/gor/reportNeed", &kept).await.status, StatusCode::UNAUTHORIZED);
}

async fn what_someone_else_stored_stands_beside_what_was_written(Open(app): Open) {
    let admin = Reader::of(&app, "system_admin").await;
    let id = an_id(&app, "demo-system-admin", "hubs", "first: 1").await;
    let path = format!("/gor/reviseHub?id={id}");
    let (mine, theirs) = (admin.get(&path).await, admin.get(&path).await);
    let changed = sent(&admin, "/gor/reviseHub", &filled(&theirs, &[("name", "Deras namn")])).await;
    after(&admin, &changed).await;
    let told = sent(&admin, "/gor/reviseHub", &filled(&mine, &[("name", "Mitt namn")])).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    told.says(&["Någon annan har ändrat under tiden", "Sparat nu: Deras namn", "value=\"Mitt namn\""]);
    let unseen = sent(&admin, "/gor/reviseHub", &filled(&told, &[])).await;
    unseen.says(&["Sparat nu: Deras namn", "href=\"#falt-sett\""]);
    admin.get(&format!("/ting/{id}")).await.says(&["<h1>Deras namn</h1>"]);
    let seen = sent(&admin, "/gor/reviseHub", &filled(&unseen, &[("sett", "1")])).await;
    let (_, page) = after(&admin, &seen).await;
    page.says(&["<h1>Mitt namn</h1>"]);
}

async fn who_is_invited_only_is_offered_neither_votes_nor_notes(Open(app): Open) {
    let leader = Reader::of(&app, "process_leader").await;
    let named = "first: 1, filter: { name: { contains: \"Göteborg Vård\" } }";
    let organisation = an_id(&app, "demo-process-leader", "organisations", named).await;
    let today = app.db.clock().today().to_string();
    let written = [
        ("organisationId", organisation.as_str()),
        ("seat", "EMPLOYER"),
        ("standing", "MEMBER"),
        ("mandateFrom", today.as_str()),
    ];
    let form = filled(&leader.get("/gor/inviteMember").await, &written);
    let (_, page) = after(&leader, &sent(&leader, "/gor/inviteMember", &form).await).await;
    page.says(&["Inbjuden", "/gor/acceptInvitation"]);
    for command in ["recordVote", "recordItemNote"] {
        assert!(!page.html.contains(&format!("/gor/{command}")), "{command}");
    }
}

async fn a_form_sent_three_times_at_once_is_done_once(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let form = filled(&secretary.get("/gor/reportNeed").await, crate::forms::NEED);
    let all = join_all((0..3).map(|_| sent(&secretary, "/gor/reportNeed", &form))).await;
    let places: Vec<&str> = all.iter().map(|page| page.header("location")).collect();
    assert!(places.iter().all(|place| *place == places[0] && !place.is_empty()), "{places:?}: {}", all[2].html);
    assert_eq!(app.number("SELECT count(*) FROM needs WHERE title = 'Svetsare till batterifabrik'").await, 1);
}

async fn what_is_new_is_blank_and_a_name_is_filled_in_for_those_who_may_read_it(Open(app): Open) {
    let manager = Reader::of(&app, "project_manager").await;
    let exited = "first: 1, filter: { status: { eq: EXITED } }";
    let id = an_id(&app, "demo-project-manager", "participations", exited).await;
    let value = |page: &Page, name: &str| {
        page.form().into_iter().find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
    };
    let again = manager.get(&format!("/gor/reEnterParticipation?id={id}")).await;
    assert_eq!(value(&again, "startsOn"), "", "the first day of the new spell is not that of the old");
    let asked = "query($id: ID!) { node(id: $id) { ... on Participation { participant { name } } } }";
    let told = app.speak_as("demo-project-manager").ask(asked, json!({ "id": id })).await;
    let name = told["node"]["participant"]["name"].as_str().expect("a name").to_owned();
    assert_eq!(value(&manager.get(&format!("/gor/renameParticipant?id={id}")).await, "name"), name);
}

/// What a form holds in a field.
fn held(page: &Page, name: &str) -> String {
    let found = page.form().into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no {name} in\n{}", page.html)).1
}

async fn what_is_made_under_a_thing_is_not_filled_in_with_what_the_thing_says(Open(app): Open) {
    let leader = Reader::of(&app, "process_leader").await;
    let draft = "mutation($input: DraftActionPlanInput!) { draftActionPlan(input: $input) { plan { id } userErrors { code } } }";
    let council = app.speak_as("demo-process-leader").ask("{ viewer { roles { councilId } } }", json!({})).await;
    let council = &council["viewer"]["roles"][0]["councilId"];
    let input = json!({ "councilId": council, "year": 2027, "title": "Planens rubrik", "text": "Planens text" });
    let plan = app.speak_as("demo-process-leader").ask(draft, json!({ "input": input })).await;
    let plan = plan["draftActionPlan"]["plan"]["id"].as_str().unwrap_or_else(|| panic!("{plan:#}")).to_owned();
    let new = leader.get(&format!("/gor/addPlanPriority?actionPlanId={plan}")).await;
    assert_eq!((held(&new, "title"), held(&new, "text")), (String::new(), String::new()));
    assert_eq!((held(&new, "actionPlanId"), held(&new, "expectedVersion")), (plan.clone(), "1".to_owned()));
    let change = leader.get(&format!("/gor/changeActionPlan?id={plan}")).await;
    assert_eq!((held(&change, "title"), held(&change, "text").trim()), ("Planens rubrik".to_owned(), "Planens text"));

    // What is wrong with all of a group stands beside it.
    let names = ["volume", "urgency", "substitutabilityGap", "endorsements", "equalityEffect", "existingSupply"];
    let weights = names.map(|name| format!("weights.{name}"));
    let none: Vec<(&str, &str)> = weights.iter().map(|name| (name.as_str(), "0")).collect();
    let refused = sent(&leader, "/gor/changeActionPlan", &filled(&change, &none)).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.html);
    refused.says(&["href=\"#falt-weights\"", "id=\"falt-weights\"", "id=\"falt-weights-fel\"", "Alla vikter är 0"]);

    // What someone took part in is not known before it is over.
    let manager = Reader::of(&app, "hub_manager").await;
    let begun = "first: 1, filter: { status: { eq: STARTED } }";
    let begun = an_id(&app, "demo-hub-manager", "enrolments", begun).await;
    for command in ["completeEnrolment", "dropOutEnrolment"] {
        let form = manager.get(&format!("/gor/{command}?id={begun}")).await;
        assert_eq!(held(&form, "minutes"), "", "{command}");
    }
}
