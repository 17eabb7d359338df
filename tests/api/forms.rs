//! What a person does without GraphQL: a form for every command, a page for every object, no script.

use std::collections::BTreeSet;

use access::{Action, Breadth, Role, policy::breadth};
use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::json;

use crate::{
    access::audience::MUTATIONS,
    harness::{
        trial::both,
        visitor::{Open, Page, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        a_need_is_reported_qualified_and_endorsed_without_a_script,
        each_role_is_offered_what_the_policy_lets_it_do_and_nothing_else,
        every_kind_of_object_has_a_page_for_whoever_reaches_it,
        all_that_is_wrong_stands_beside_its_field_and_nothing_is_lost,
        who_searched_and_chose_nothing_is_asked_to_choose,
        what_was_chosen_by_other_words_is_asked_about,
        a_form_changes_once_and_only_from_its_own_session,
        what_changed_meanwhile_is_told_and_not_overwritten,
        what_a_form_is_filled_in_with_can_be_sent_as_it_is,
    ]
}

/// The demonstration's roles on the pages, by the names of their buttons.
pub(crate) const ROLES: &[(&str, Role)] = &[
    ("process_leader", Role::ProcessLeader),
    ("council_member", Role::CouncilChair),
    ("hub_coordinator", Role::HubCoordinator),
    ("hub_manager", Role::HubManager),
    ("project_manager", Role::ProjectManager),
    ("org_contact", Role::OrgContact),
    ("union_rep", Role::UnionRep),
    ("provider", Role::Provider),
    ("auditor", Role::Auditor),
    ("dpo", Role::Dpo),
    ("system_admin", Role::SystemAdmin),
    ("evaluator", Role::Evaluator),
    ("participant", Role::Participant),
    ("public_reader", Role::Public),
];

/// Who nominates and who applies share an act, each with a mutation of her own; who reports a common gap reads those, too.
const BY_ANOTHER: &[(&str, &str)] =
    &[("participant", "nominateParticipant"), ("org_contact", "applyForPlace"), ("org_contact", "reportCommonGap")];

/// A form as it is sent, with some fields filled in.
pub(crate) fn filled(page: &Page, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = page.form();
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

pub(crate) async fn sent(reader: &Reader<'_>, path: &str, form: &[(String, String)]) -> Page {
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    reader.post(path, &pairs).await
}

/// The page that a change leads to.
pub(crate) async fn after(reader: &Reader<'_>, changed: &Page) -> (String, Page) {
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.html);
    let address = changed.header("location").to_owned();
    let page = reader.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    page.says(&["Klart. Ändringen är sparad."]);
    let id = address.trim_start_matches("/ting/").split('?').next().unwrap_or_default().to_owned();
    (id, page)
}

pub(crate) const NEED: &[(&str, &str)] = &[
    ("title", "Svetsare till batterifabrik"),
    ("basis", "BOTH"),
    ("cause", "GROWTH"),
    ("horizon", "SHORT"),
    ("targetGroup", "EMPLOYEES"),
    ("peopleNeeded", "1 200"),
];

async fn reported(secretary: &Reader<'_>) -> String {
    let page = secretary.get("/gor/reportNeed").await;
    // The council of her own role is there from the start.
    page.says(&["selected>Göteborgsregionens kompetensråd"]);
    let changed = sent(secretary, "/gor/reportNeed", &filled(&page, NEED)).await;
    after(secretary, &changed).await.0
}

async fn a_need_is_reported_qualified_and_endorsed_without_a_script(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    secretary.get("/gor").await.says(&["Vad vill du göra?", "Anmäl behov", "Kvalificera behov"]);
    let need = reported(&secretary).await;
    let page = secretary.get(&format!("/ting/{need}")).await;
    page.says(&["Svetsare till batterifabrik", "1200", "Anmält", &format!("/gor/qualifyNeed?id={need}")]);
    // What happened is told as it happened.
    page.says(&["Vad som har hänt", ": Behovet anmäldes"]);

    let path = format!("/gor/qualifyNeed?id={need}");
    let form = filled(&secretary.get(&path).await, &[("codes.occupation?", "svetsare"), ("sok", "codes.occupation")]);
    let found = sent(&secretary, "/gor/qualifyNeed", &form).await;
    assert_eq!(found.status, StatusCode::OK, "a search changes nothing");
    found.says(&["att välja bland"]);
    let welder = found.option("codes.occupation", "Svetsare<");
    let form = filled(&found, &[("codes.occupation", &welder)]);
    let (_, page) = after(&secretary, &sent(&secretary, "/gor/qualifyNeed", &form).await).await;
    page.says(&["Kvalificerat", "Anmält → kvalificerat", "Svetsare</dd>"]);
    assert!(!page.html.contains("/gor/qualifyNeed"), "a step that was taken is not offered");

    let chair = Reader::of(&app, "council_member").await;
    chair.get(&format!("/ting/{need}")).await.says(&[&format!("/gor/endorseNeed?needId={need}")]);
    let form = chair.get(&format!("/gor/endorseNeed?needId={need}")).await;
    let today = app.db.clock().today().to_string();
    let decided = [("decidedOn", today.as_str()), ("reference", "Protokoll 4/2026 § 7")];
    let (endorsement, page) = after(&chair, &sent(&chair, "/gor/endorseNeed", &filled(&form, &decided)).await).await;
    assert!(endorsement.starts_with("endorsement_"));
    page.says(&["Protokoll 4/2026 § 7", &format!("/ting/{need}")]);
    chair.get(&format!("/ting/{need}")).await.says(&["Förankrat", "Kvalificerat → förankrat", "Förankringar (1)"]);
    // What was done by form stands where the API has it, with its trail.
    let asked = "query($id: ID!) { node(id: $id) { ... on Need { status peopleNeeded endorsements(first: 1) { nodes { reference } } } } }";
    let need_now = app.speak_as("demo-process-leader").ask(asked, json!({ "id": need })).await;
    let told = json!({ "status": "ENDORSED", "peopleNeeded": 1200, "endorsements": { "nodes": [{ "reference": "Protokoll 4/2026 § 7" }] } });
    assert_eq!(need_now["node"], told);
    let trail = format!("SELECT count(*) FROM audit_entries WHERE subject = '{need}'");
    assert_eq!(app.number(&trail).await, 3);
}

async fn each_role_is_offered_what_the_policy_lets_it_do_and_nothing_else(Open(app): Open) {
    let mut forms = 0;
    for (name, role) in ROLES {
        let reader = Reader::of(&app, name).await;
        let page = reader.get("/gor").await;
        assert_eq!(page.status, StatusCode::OK, "{name}");
        let offered: BTreeSet<&str> =
            page.html.split("href=\"/gor/").skip(1).filter_map(|rest| rest.split(['"', '?']).next()).collect();
        let reaches = |role, acts: &[Action]| acts.iter().any(|act| breadth(role, *act) != Breadth::Nothing);
        for (mutation, acts) in MUTATIONS.iter().filter(|(mutation, _)| !mutation.ends_with("AccessToken")) {
            let may = (reaches(*role, acts) || reaches(Role::Public, acts)) && !BY_ANOTHER.contains(&(name, mutation));
            assert_eq!(offered.contains(mutation), may, "{name}: {mutation}");
            let form = reader.get(&format!("/gor/{mutation}")).await;
            let told = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(form.status, told, "{name}: {mutation}\n{}", form.html);
            forms += usize::from(may);
        }
    }
    assert!(forms > 100, "{forms} forms were shown");
    let nobody = Reader { app: &app, cookie: String::new() };
    for path in ["/gor", "/gor/reportNeed"] {
        assert_eq!(nobody.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(Reader::of(&app, "system_admin").await.get("/gor/nothing").await.status, StatusCode::NOT_FOUND);
    // What has nothing to choose among says so: no analysis takes requirements.
    let reader = Reader::of(&app, "org_contact").await;
    reader.get("/gor/requireSkill").await.says(&["Det finns inget att välja bland nu."]);
}

/// The root lists, and the role that reaches rows of each.
const LISTS: &[(&str, &str, &str)] = &[
    ("councils", "public_reader", "demo-process-leader"),
    ("memberships", "process_leader", "demo-process-leader"),
    ("councilSeats", "process_leader", "demo-process-leader"),
    ("industryCouncils", "process_leader", "demo-process-leader"),
    ("organisations", "process_leader", "demo-process-leader"),
    ("workforceSnapshots", "org_contact", "demo-org-contact"),
    ("needs", "process_leader", "demo-process-leader"),
    ("triages", "hub_manager", "demo-hub-manager"),
    ("hubs", "public_reader", "demo-hub-manager"),
    ("projects", "public_reader", "demo-project-manager"),
    ("efforts", "hub_manager", "demo-hub-manager"),
    ("occasions", "hub_manager", "demo-hub-manager"),
    ("enrolments", "hub_manager", "demo-hub-manager"),
    ("outcomes", "hub_manager", "demo-hub-manager"),
    ("participations", "project_manager", "demo-project-manager"),
    ("roleAssignments", "process_leader", "demo-process-leader"),
];

async fn every_kind_of_object_has_a_page_for_whoever_reaches_it(Open(app): Open) {
    let stranger = Reader::of(&app, "public_reader").await;
    let mut seen = BTreeSet::new();
    for (list, role, subject) in LISTS {
        let found = app.speak_as(subject).ask(&format!("{{ {list}(first: 1) {{ nodes {{ id }} }} }}"), json!({})).await;
        let id = found[list]["nodes"][0]["id"].as_str().unwrap_or_else(|| panic!("no {list}: {found}")).to_owned();
        let reader = Reader::of(&app, role).await;
        let page = reader.get(&format!("/ting/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{list}: {}", page.html);
        page.says(&["<dl class=\"facts\">", "<h1>"]);
        // What it leads to has pages of its own.
        let leads: BTreeSet<String> = page
            .html
            .split("href=\"/ting/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        for other in leads {
            let kind = other.split('_').next().unwrap_or_default().to_owned();
            if seen.insert(kind) {
                let page = reader.get(&format!("/ting/{other}")).await;
                assert_eq!(page.status, StatusCode::OK, "{list} → {other}: {}", page.html);
            }
        }
    }
    assert!(seen.len() > 15, "{seen:?}");
    // What is out of reach looks like what does not exist.
    let found = app.speak_as("demo-hub-manager").ask("{ enrolments(first: 1) { nodes { id } } }", json!({})).await;
    let hidden = found["enrolments"]["nodes"][0]["id"].as_str().expect("an enrolment").to_owned();
    let shown = |page: Page, id: &str| (page.status, page.html.replace(id, "ID"));
    let unknown = "enrolment_7zzzzzzzzzzzzzzzzzzzzzzzzz";
    let one = shown(stranger.get(&format!("/ting/{hidden}")).await, &hidden);
    let other = shown(stranger.get(&format!("/ting/{unknown}")).await, unknown);
    assert_eq!(one.0, StatusCode::NOT_FOUND);
    let plain = |html: &str| html.split("name=\"svar\"").next().unwrap_or_default().to_owned();
    assert_eq!(plain(&one.1), plain(&other.1));
    for odd in ["need_x", "nothing", "x_01", "need_01k00000000000000000000000%00"] {
        let page = stranger.get(&format!("/ting/{odd}")).await;
        assert!(page.status.is_client_error(), "{odd}: {}", page.status);
    }
}

async fn all_that_is_wrong_stands_beside_its_field_and_nothing_is_lost(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let page = secretary.get("/gor/reportNeed").await;
    let long = "å".repeat(201);
    let changes = [
        ("title", long.as_str()),
        ("peopleNeeded", "tolv"),
        ("description", "<b>Batterier</b> & celler"),
        ("neededBy", "2026-02-30"),
    ];
    let wrong = sent(&secretary, "/gor/reportNeed", &filled(&page, &changes)).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    wrong.says(&[
        "<title>Fel: Anmäl behov – Kompetensnav</title>",
        "href=\"#falt-title\"",
        "id=\"falt-title-fel\"",
        "href=\"#falt-peopleNeeded\"",
        "id=\"falt-peopleNeeded-fel\"",
        "href=\"#falt-neededBy\"",
        "href=\"#falt-cause\"",
        "href=\"#falt-basis\"",
        &long,
        "value=\"tolv\"",
        "value=\"2026-02-30\"",
        "&lt;b&gt;Batterier&lt;/b&gt; &amp; celler",
    ]);
    let kept = filled(&wrong, &[]);
    assert!(kept.contains(&("description".to_owned(), "<b>Batterier</b> & celler".to_owned())));
    let english = secretary.get("/gor/reportNeed?lang=en").await;
    english.says(&["Report a need", "People needed"]);
    assert!(!english.html.contains("Anmäl"), "one language a page");
}

/// The skills that are found, to choose among.
fn hits(page: &Page) -> Vec<String> {
    let list = page.html.split(" name=\"codes.skill\"").nth(1).unwrap_or_default();
    let list = list.split("</select>").next().unwrap_or_default();
    let values = list.split("<option value=\"").skip(1).filter_map(|option| option.split('"').next());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

async fn who_searched_and_chose_nothing_is_asked_to_choose(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let number = "SELECT count(*) FROM needs WHERE title = 'Svetsare till batterifabrik'";
    let searched = [NEED, &[("codes.skill?", "svets")]].concat();
    for (language, words) in [("sv", "töm sökrutan"), ("en", "empty the search box")] {
        let page = secretary.get(&format!("/gor/reportNeed?lang={language}")).await;
        let told = sent(&secretary, &page.action(), &filled(&page, &searched)).await;
        assert_eq!(told.status, StatusCode::BAD_REQUEST, "{}", told.html);
        told.says(&["href=\"#falt-codes-skill-sok\"", "id=\"falt-codes-skill-sok-fel\"", words, "value=\"svets\""]);
        assert_eq!(app.number(number).await, 0, "nothing is saved");
        // The hits are there, and nothing that was written is lost.
        let found = hits(&told);
        assert!(!found.is_empty() && found != hits(&page), "{found:?}");
        let kept = filled(&told, &[]);
        for (name, value) in NEED {
            assert!(kept.contains(&((*name).to_owned(), (*value).to_owned())), "{name}: {kept:?}");
        }
    }
    let page = secretary.get("/gor/reportNeed").await;
    let told = sent(&secretary, "/gor/reportNeed", &filled(&page, &searched)).await;
    let emptied = sent(&secretary, "/gor/reportNeed", &filled(&told, &[("codes.skill?", "")])).await;
    after(&secretary, &emptied).await;
    // What is chosen is what counts, whatever stands in the box.
    let told = sent(&secretary, "/gor/reportNeed", &filled(&page, &searched)).await;
    let chosen = hits(&told).first().expect("a skill").clone();
    let changed = sent(&secretary, "/gor/reportNeed", &filled(&told, &[("codes.skill", &chosen)])).await;
    after(&secretary, &changed).await;
    assert_eq!(app.number(number).await, 2);
    let coded = format!("{number} AND skill_code = '{chosen}'");
    assert_eq!(app.number(&coded).await, 1);
}

async fn what_was_chosen_by_other_words_is_asked_about(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let number = "SELECT count(*) FROM needs WHERE title = 'Svetsare till batterifabrik'";
    let page = secretary.get("/gor/reportNeed").await;
    let send =
        async |page: &Page, fields: &[(&str, &str)]| sent(&secretary, "/gor/reportNeed", &filled(page, fields)).await;
    let told = send(&page, &[NEED, &[("codes.skill?", "svets")]].concat()).await;
    let chosen = hits(&told).first().expect("a skill").clone();
    let asked = send(&told, &[("codes.skill", chosen.as_str()), ("codes.skill?", "data")]).await;
    assert_eq!(asked.status, StatusCode::BAD_REQUEST, "{}", asked.html);
    asked.says(&["href=\"#falt-codes-skill-sok\"", "andra sökord", "value=\"data\""]);
    assert_eq!(app.number(number).await, 0, "nothing is saved");
    // Others are found, and what was chosen is so still: who has seen them says that it is to be that one.
    assert!(hits(&asked).len() > 1 && hits(&asked) != hits(&told), "{}", asked.html);
    let saved = send(&asked, &[]).await;
    after(&secretary, &saved).await;
    assert_eq!(app.number(&format!("{number} AND skill_code = '{chosen}'")).await, 1);

    // Where nothing is found, that is told, whichever button was pressed.
    for more in [&[("codes.skill?", "qqqzz")][..], &[("codes.skill?", "qqqzz"), ("sok", "codes.skill")]] {
        let none = send(&page, &[NEED, more].concat()).await;
        none.says(&["Inget hittades. Pröva med andra ord"]);
        assert!(!none.html.contains("Välj ett av alternativen i listan"), "{}", none.html);
    }
    assert_eq!(app.number(number).await, 1);
}

async fn a_form_changes_once_and_only_from_its_own_session(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let number = "SELECT count(*) FROM needs WHERE title = 'Svetsare till batterifabrik'";
    let form = filled(&secretary.get("/gor/reportNeed").await, NEED);
    let first = sent(&secretary, "/gor/reportNeed", &form).await;
    let second = sent(&secretary, "/gor/reportNeed", &form).await;
    assert_eq!(first.header("location"), second.header("location"), "sent twice, done once");
    assert_eq!(app.number(number).await, 1);
    // A double click: the second comes while the first is under way.
    for nth in 0..5 {
        let title = format!("Dubbelklick {nth}");
        let form = filled(&secretary.get("/gor/reportNeed").await, NEED);
        let form: Vec<_> = form.into_iter().filter(|(name, _)| name != "title").collect();
        let form = [form, vec![("title".to_owned(), title.clone())]].concat();
        let (one, other) =
            tokio::join!(sent(&secretary, "/gor/reportNeed", &form), sent(&secretary, "/gor/reportNeed", &form));
        assert_eq!((one.status, other.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "{}", other.html);
        assert_eq!(one.header("location"), other.header("location"));
        assert_eq!(app.number(&format!("SELECT count(*) FROM needs WHERE title = '{title}'")).await, 1);
    }

    // Another session's answer, and a form without any.
    let other = Reader::of(&app, "process_leader").await;
    let strange = sent(&other, "/gor/reportNeed", &form).await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
    strange.says(&["kom inte härifrån", "Svetsare till batterifabrik"]);
    let mut bare = form.clone();
    bare.retain(|(name, _)| name != "svar");
    assert_eq!(sent(&secretary, "/gor/reportNeed", &bare).await.status, StatusCode::BAD_REQUEST);
    // Whoever is no longer signed in sees what she wrote.
    let nobody = Reader { app: &app, cookie: String::new() };
    let lost = sent(&nobody, "/gor/reportNeed", &form).await;
    assert_eq!(lost.status, StatusCode::UNAUTHORIZED);
    lost.says(&["Det du hade skrivit", "Svetsare till batterifabrik"]);
    assert_eq!(app.number(number).await, 1);
}

async fn what_changed_meanwhile_is_told_and_not_overwritten(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let need = reported(&secretary).await;
    let settle = secretary.get(&format!("/gor/settleNeed?id={need}")).await;
    // Only what its state allows can be chosen by name; the refusal names the rest.
    let qualify = secretary.get(&format!("/gor/qualifyNeed?id={need}")).await;
    let qualified = sent(&secretary, "/gor/qualifyNeed", &filled(&qualify, &[("codes.sni", "C")])).await;
    after(&secretary, &qualified).await;
    let late = filled(&settle, &[("settlement", "LAPSED"), ("reason", "Behövs inte längre")]);
    let told = sent(&secretary, "/gor/settleNeed", &late).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    told.says(&["Någon annan har ändrat under tiden", "Behövs inte längre"]);
    // The form now is of what it has become, and is sent only by one who says that she has seen that.
    let unseen = sent(&secretary, "/gor/settleNeed", &filled(&told, &[])).await;
    assert_eq!(unseen.status, StatusCode::BAD_REQUEST);
    unseen.says(&["href=\"#falt-sett\"", "Behövs inte längre"]);
    let again = sent(&secretary, "/gor/settleNeed", &filled(&unseen, &[("sett", "1")])).await;
    let (_, page) = after(&secretary, &again).await;
    page.says(&["Inaktuellt", "Behövs inte längre"]);
}

/// All of a form that replaces the whole is what it replaces; and owners that exclude one another are not chosen beforehand.
async fn what_a_form_is_filled_in_with_can_be_sent_as_it_is(Open(app): Open) {
    let manager = app.speak_as("demo-project-manager");
    let own = "{ viewer { roles { projectId } } }";
    let own = manager.ask(own, json!({})).await["viewer"]["roles"].clone();
    let project = own.as_array().into_iter().flatten().find_map(|held| held["projectId"].as_str());
    let project = project.expect("a project of hers");
    let asked = "query($id: ID!) { node(id: $id) { ... on Project { name number programmePeriod { code } programmeArea { code } startsOn endsOn } } }";
    let before = manager.ask(asked, json!({ "id": project })).await;
    assert!(before["node"]["programmePeriod"]["code"].is_string(), "{before:#}");
    let reader = Reader::of(&app, "project_manager").await;
    let form = reader.get(&format!("/gor/reviseProject?id={project}")).await;
    after(&reader, &sent(&reader, "/gor/reviseProject", &filled(&form, &[])).await).await;
    assert_eq!(manager.ask(asked, json!({ "id": project })).await, before);

    for role in ["hub_manager", "process_leader", "org_contact"] {
        let form = Reader::of(&app, role).await.get("/gor/saveQuestion").await.form();
        let owners = ["organisationId", "councilId", "hubId", "projectId"];
        let chosen = form.iter().filter(|(name, value)| owners.contains(&name.as_str()) && !value.is_empty());
        assert!(chosen.count() <= 1, "{role}: {form:?}");
        assert!(form.iter().all(|(name, value)| name != "sharedCouncilId" || value.is_empty()), "{role}: {form:?}");
    }
}
