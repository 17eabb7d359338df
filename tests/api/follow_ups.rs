//! What was set out is changed and followed up, not only added: a hub's fundings, a project's partners, targets and measures; and
//! each aim of a project tells which efforts and measures serve it (seed 000, question e).

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        elsewhere::{events, fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seed_questions::{AVANTO, public, with},
    seeds::{act, nodes, project, refused, seen},
};

pub fn tests() -> Vec<Trial> {
    both![
        a_hubs_funding_is_changed_and_followed_up,
        a_form_that_changes_a_funding_is_filled_in_with_what_it_is,
        a_partner_and_a_target_are_followed_up,
        a_measure_is_an_efforts_or_an_organisations_from_the_start,
        efforts_and_measures_serve_a_target_of_their_own_project,
        seed_000_e_each_aim_tells_what_is_done_for_it,
    ]
}

const HUB: &str = "demo-hub-manager";
const PROJECT: &str = "demo-project-manager";

/// The first id that one of the subject's roles is bound to by this anchor.
pub(crate) async fn held(app: &DemoApp, subject: &str, anchor: &str) -> Value {
    let data = app.speak_as(subject).ask("{ viewer { roles { hubId projectId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles");
    roles.iter().map(|role| &role[anchor]).find(|id| id.is_string()).expect("an anchor").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// A grant to the hub manager's hub, and who gives it.
async fn funding(app: &DemoApp) -> (Value, Value) {
    let data = app.anonymous().ask("{ organisations(first: 1) { nodes { id } } }", json!({})).await;
    let funder = data["organisations"]["nodes"][0]["id"].clone();
    let add = json!({ "hubId": held(app, HUB, "hubId").await, "kind": "REGIONAL_GRANT", "funderId": funder,
        "amount": { "amount": "1200000" }, "validFrom": "2026-01-01" });
    (act(app, HUB, "addHubFunding", "funding { id version }", add).await, funder)
}

async fn a_hubs_funding_is_changed_and_followed_up(app: DemoApp) {
    let (funding, funder) = funding(&app).await;
    let change = |version: i32, kind: &str, to: &str| {
        json!({ "id": funding["id"], "expectedVersion": version, "kind": kind, "funderId": funder,
            "amount": { "amount": "900000" }, "validFrom": "2026-01-01", "validTo": to })
    };
    let follow = |version: i32, on: &str| {
        json!({ "id": funding["id"], "expectedVersion": version, "followUp": "Räckte till två samordnare",
            "followedUpOn": on })
    };
    let (changing, following) = ("changeHubFunding", "followUpHubFunding");
    for subject in [PROJECT, "demo-process-leader", "demo-auditor", "demo-hub-coordinator"] {
        let denied = refused(&app, subject, changing, "funding { id }", change(1, "STATE_GRANT", "2026-12-31")).await;
        assert_eq!(denied, "DENIED", "{subject}");
        assert_eq!(refused(&app, subject, following, "funding { id }", follow(1, "2026-08-31")).await, "DENIED");
    }
    let mutation = "mutation($input: ChangeHubFundingInput!) { changeHubFunding(input: $input) {
        funding { id } userErrors { code path } } }";
    let told = faults(&app.speak_as(HUB), mutation, &change(1, "PROJECT", "2025-12-31")).await;
    let both = [fault("PROJECT_AND_KIND_DISAGREE", "input.projectId"), fault("PERIOD_IS_REVERSED", "input.validTo")];
    assert_eq!(told, both.concat(), "both at once");

    let shown = "funding { version kind amount { amount } validTo followUp }";
    let changed = act(&app, HUB, changing, shown, change(1, "STATE_GRANT", "2026-12-31")).await;
    let expected = json!({ "version": 2, "kind": "STATE_GRANT", "amount": { "amount": "900000.00" },
        "validTo": "2026-12-31", "followUp": null });
    assert_eq!(changed, expected);
    let stale = refused(&app, HUB, changing, shown, change(1, "STATE_GRANT", "2026-12-31")).await;
    assert_eq!(stale, "VERSION_IS_STALE");

    let foretold = refused(&app, HUB, following, shown, follow(2, "2026-09-02")).await;
    assert_eq!(foretold, "DATE_IS_IN_THE_FUTURE");
    act(&app, HUB, following, shown, follow(2, "2026-08-31")).await;
    let read = seen(&app, None, text(&funding["id"]), "HubFunding", "version followUp followedUpOn").await;
    let expected = json!({ "version": 3, "followUp": "Räckte till två samordnare", "followedUpOn": "2026-08-31" });
    assert_eq!(read, expected, "fundings are told to everyone, and what came of them");
    let names = ["HubFundingAdded", "HubFundingChanged", "HubFundingFollowedUp"];
    assert_eq!(events(&app, &funding["id"]).await, names);
}

async fn a_form_that_changes_a_funding_is_filled_in_with_what_it_is(Open(app): Open) {
    let (funding, funder) = funding(&app).await;
    let manager = Reader::of(&app, "hub_manager").await;
    let (page, id) = (format!("/ting/{}", text(&funding["id"])), text(&funding["id"]));
    manager.get(&page).await.says(&["/gor/changeHubFunding?id=", "/gor/followUpHubFunding?id="]);
    let form = manager.get(&format!("/gor/changeHubFunding?id={id}")).await;
    let given = form.form();
    for (name, value) in [("kind", "REGIONAL_GRANT"), ("funderId", text(&funder)), ("validFrom", "2026-01-01")] {
        assert!(given.contains(&(name.to_owned(), value.to_owned())), "{name}: {given:?}");
    }
    let wrong = sent(&manager, "/gor/changeHubFunding", &filled(&form, &[("validTo", "2025-12-31")])).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let right = filled(&form, &[("validTo", "2026-12-31")]);
    let (changed, page) = after(&manager, &sent(&manager, "/gor/changeHubFunding", &right).await).await;
    assert_eq!(changed, id);
    page.says(&["1\u{a0}200\u{a0}000"]);
    assert_eq!(seen(&app, None, id, "HubFunding", "validTo").await, json!({ "validTo": "2026-12-31" }));
}

async fn a_partner_and_a_target_are_followed_up(app: DemoApp) {
    let own = held(&app, PROJECT, "projectId").await;
    let asked = "partners(first: 1, filter: { part: { eq: PARTNER } }) { nodes { id version } }
        targets(first: 1, filter: { kind: { eq: PARTICIPANTS } }) { nodes { id version } }";
    let card = seen(&app, None, text(&own), "Project", asked).await;
    let (partner, target) = (&nodes(&card["partners"])[0], &nodes(&card["targets"])[0]);
    let follow = |of: &Value, on: &str| json!({ "id": of["id"], "expectedVersion": of["version"], "followUp": "Gick som det var tänkt", "followedUpOn": on });
    let reached = |number: i32, on: &str| {
        let mut input = follow(target, on);
        input["reached"] = json!(number);
        input
    };
    let (of_partner, of_target) = ("followUpProjectPartner", "followUpProjectTarget");
    for subject in [HUB, "demo-auditor", "demo-org-contact"] {
        let denied = refused(&app, subject, of_partner, "partner { id }", follow(partner, "2026-08-31")).await;
        assert_eq!(denied, "DENIED", "{subject}");
        let denied = refused(&app, subject, of_target, "target { id }", reached(1_700, "2026-08-31")).await;
        assert_eq!(denied, "DENIED", "{subject}");
    }
    let foretold = refused(&app, PROJECT, of_partner, "partner { id }", follow(partner, "2026-09-02")).await;
    assert_eq!(foretold, "DATE_IS_IN_THE_FUTURE");
    let negative = refused(&app, PROJECT, of_target, "target { id }", reached(-1, "2026-08-31")).await;
    assert_eq!(negative, "NUMBER_IS_OUT_OF_RANGE");

    let shown = "partner { followUp followedUpOn }";
    let followed = act(&app, PROJECT, of_partner, shown, follow(partner, "2026-08-31")).await;
    assert_eq!(followed, json!({ "followUp": "Gick som det var tänkt", "followedUpOn": "2026-08-31" }));
    act(&app, PROJECT, of_target, "target { id }", reached(1_700, "2026-08-31")).await;
    let read = seen(&app, None, text(&target["id"]), "ProjectTarget", "reached followUp followedUpOn").await;
    let expected = json!({ "reached": 1_700, "followUp": "Gick som det var tänkt", "followedUpOn": "2026-08-31" });
    assert_eq!(read, expected);
    assert_eq!(events(&app, &partner["id"]).await, ["ProjectPartnerFollowedUp"]);
    assert_eq!(events(&app, &target["id"]).await, ["ProjectTargetFollowedUp"]);
}

/// An effort that the project pays for, and one that it does not.
async fn efforts(app: &DemoApp, project: &Value) -> [Value; 2] {
    let query = "query($p: ID!) { own: efforts(first: 1, filter: { projectId: { eq: $p } }) { nodes { id } }
        other: efforts(first: 1, filter: { not: { projectId: { eq: $p } } }) { nodes { id } } }";
    let data = app.speak_as(PROJECT).ask(query, json!({ "p": project })).await;
    ["own", "other"].map(|which| nodes(&data[which])[0]["id"].clone())
}

async fn a_measure_is_an_efforts_or_an_organisations_from_the_start(app: DemoApp) {
    let own = held(&app, PROJECT, "projectId").await;
    let [effort, other] = efforts(&app, &own).await;
    let asked = "partners(first: 1) { nodes { organisation { id } } }";
    let card = seen(&app, None, text(&own), "Project", asked).await;
    let organisation = &nodes(&card["partners"])[0]["organisation"]["id"];
    let add = |effort: &Value, target: Value| {
        json!({ "projectId": own, "principle": "ACCESSIBILITY", "measure": "Hörslinga i verkstaden", "effortId": effort,
            "organisationId": organisation, "targetId": target })
    };
    let mutation = "mutation($input: AddPrincipleMeasureInput!) { addPrincipleMeasure(input: $input) {
        measure { id } userErrors { code path } } }";
    let foreign =
        app.texts(&format!("SELECT id FROM project_targets WHERE project_id IN ({AVANTO}) ORDER BY id")).await;
    let foreign = json!(format!("target_{}", foreign[0]));
    let told = faults(&app.speak_as(PROJECT), mutation, &add(&other, foreign)).await;
    let unknown = |path| fault("REFERENCE_IS_UNKNOWN", path);
    assert_eq!(told, [unknown("input.effortId"), unknown("input.targetId")].concat(), "both at once");
    let shown = "measure { version effort { id } organisation { id } }";
    let made = act(&app, PROJECT, "addPrincipleMeasure", shown, add(&effort, Value::Null)).await;
    assert_eq!(made, json!({ "version": 1, "effort": { "id": effort }, "organisation": { "id": organisation } }));
}

async fn efforts_and_measures_serve_a_target_of_their_own_project(app: DemoApp) {
    let (hub, own) = (held(&app, HUB, "hubId").await, held(&app, PROJECT, "projectId").await);
    let set = json!({ "projectId": own, "kind": "OBJECTIVE", "statement": "Fler klarar en omställning" });
    let target = act(&app, PROJECT, "setProjectTarget", "target { id }", set).await["id"].clone();
    let plan = |project: &Value| {
        json!({ "hubId": hub, "projectId": project, "title": "Svets i omställning", "kind": "COURSE",
            "delivery": "PLACE", "targetGroup": "UNDER_NOTICE", "hours": 40, "targetId": target })
    };
    let avanto = json!(project(&app, AVANTO).await);
    let mutation = "mutation($input: PlanEffortInput!) { planEffort(input: $input) {
        effort { id } userErrors { code path } } }";
    for other in [&Value::Null, &avanto] {
        let told = faults(&app.speak_as(HUB), mutation, &plan(other)).await;
        assert_eq!(told, fault("REFERENCE_IS_UNKNOWN", "input.targetId"), "{other}");
    }
    let shown = "effort { id version target { statement } }";
    let effort = act(&app, HUB, "planEffort", shown, plan(&own)).await;
    assert_eq!(effort["target"]["statement"], "Fler klarar en omställning");
    let measure = json!({ "projectId": own, "principle": "GENDER_EQUALITY", "measure": "Lika många kvinnor", "targetId": target });
    act(&app, PROJECT, "addPrincipleMeasure", "measure { id }", measure).await;
    let fields = "efforts(first: 5) { nodes { title } } principleMeasures(first: 5) { nodes { measure } }";
    let served = seen(&app, Some(HUB), text(&target), "ProjectTarget", fields).await;
    let expected = json!({ "efforts": { "nodes": [{ "title": "Svets i omställning" }] },
        "principleMeasures": { "nodes": [{ "measure": "Lika många kvinnor" }] } });
    assert_eq!(served, expected);
    // An idea of the hub's is the hub's, whatever it serves.
    let everyone = seen(&app, None, text(&target), "ProjectTarget", fields).await;
    assert_eq!(everyone["efforts"]["nodes"], json!([]), "{everyone:#}");

    let revise = json!({ "id": effort["id"], "expectedVersion": effort["version"], "title": "Svets", "kind": "COURSE",
        "delivery": "PLACE", "targetGroup": "UNDER_NOTICE", "hours": 40 });
    let revised = act(&app, HUB, "reviseEffort", shown, revise).await;
    assert_eq!(revised["target"], Value::Null, "what is left out becomes empty");
}

async fn seed_000_e_each_aim_tells_what_is_done_for_it(app: DemoApp) {
    let avanto = project(&app, AVANTO).await;
    let rows = public(&app, "projektens-mal", &format!("projekt={avanto}")).await;
    let aims = with(&rows, "target_kind_code", "OBJECTIVE");
    assert_eq!(aims.len(), 3, "{rows:#?}");
    for (aim, efforts, measures) in [("lärande miljöer", 2, 0), ("delaktigheten", 2, 0), ("jämställdhetsarbetet", 2, 1)]
    {
        let says = |row: &&&Value| row["target_statement"].as_str().is_some_and(|words| words.contains(aim));
        let row = aims.iter().find(says).expect("the aim");
        let listed =
            |column: &str| row[column].as_str().map_or(0, |all| all.split("; ").filter(|one| !one.is_empty()).count());
        assert_eq!((listed("efforts"), listed("measure")), (efforts, measures), "{row:#}");
        // For individuals and organisations; the last also towards customers.
        assert_eq!(row["target_level_code"], "BOTH", "{row:#}");
        let scope = if aim == "jämställdhetsarbetet" { "BOTH" } else { "INTERNAL" };
        assert_eq!(row["target_scope_code"], scope, "{row:#}");
    }
}
