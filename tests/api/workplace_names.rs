//! An employer's workplaces are told apart by their names, where they are chosen and where they are listed.

use futures_util::future::join_all;
use http::StatusCode;
use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};

use crate::{
    forms::{filled, sent},
    harness::{
        DemoApp, Empty,
        elsewhere::{fault, faults},
        trial::both,
        visitor::{Open, Reader},
    },
    seeds::act,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_name_is_one_open_workplaces,
        names_that_differ_by_an_accent_are_one_and_by_a_swedish_letter_two,
        of_workplaces_registered_at_once_one_has_the_name,
        a_form_leads_to_the_workplace_that_has_the_name,
        names_that_were_alike_before_stand_until_they_are_changed,
    ]
}

/// Of the vehicle company in Gothenburg, and of another company, in Västmanland.
const CONTACT: &str = "demo-org-contact";
const STRANGER: &str = "demo-other-org-contact";
const REGISTER: &str = "mutation($input: RegisterWorkplaceInput!) { registerWorkplace(input: $input) {
    workplace { id } userErrors { code message path } } }";
const CHANGE: &str = "mutation($input: ChangeWorkplaceInput!) { changeWorkplace(input: $input) {
    workplace { id } userErrors { code message path } } }";

async fn employer(app: &DemoApp, subject: &str) -> Value {
    let data = app.speak_as(subject).ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let roles = data["viewer"]["roles"].as_array().expect("roles").iter();
    roles.map(|held| &held["organisationId"]).find(|id| id.is_string()).expect("an organisation").clone()
}

fn named(employer: &Value, name: &str) -> Value {
    json!({ "organisationId": employer, "name": name, "municipality": "1480" })
}

async fn registered(app: &DemoApp, subject: &str, input: Value) -> Value {
    act(app, subject, "registerWorkplace", "workplace { id version }", input).await
}

fn taken() -> Vec<(String, String)> {
    fault("WORKPLACE_NAME_IS_TAKEN", "input.name")
}

async fn a_name_is_one_open_workplaces(app: DemoApp) {
    let (own, other) = (employer(&app, CONTACT).await, employer(&app, STRANGER).await);
    let contact = app.speak_as(CONTACT);
    let key = app.speak_as(CONTACT).with("Idempotency-Key", "solsidan-1");
    let first = key.ask(REGISTER, json!({ "input": named(&own, "Enhet Solsidan") })).await;
    assert_eq!(key.ask(REGISTER, json!({ "input": named(&own, "Enhet Solsidan") })).await, first, "a repeated request");
    let first = &first["registerWorkplace"]["workplace"]["id"];

    // However it is written, and naming the one that has it.
    for alike in ["Enhet Solsidan", "enhet  SOLSIDAN", " Enhet\u{a0}Sol\u{ad}sidan "] {
        let data = contact.ask(REGISTER, json!({ "input": named(&own, alike) })).await;
        let told = &data["registerWorkplace"]["userErrors"][0];
        let expected = (&json!("WORKPLACE_NAME_IS_TAKEN"), &json!(["input", "name"]));
        assert_eq!((&told["code"], &told["path"]), expected, "{alike}");
        let detail = format!("(Enhet Solsidan, {})", first.as_str().expect("an id"));
        assert!(told["message"].as_str().is_some_and(|words| words.ends_with(&detail)), "{told:#}");
    }
    registered(&app, STRANGER, named(&other, "Enhet Solsidan")).await;
    let second = registered(&app, CONTACT, named(&own, "Enhet Skuggsidan")).await;

    // None takes the name of another later; its own it may write otherwise.
    let change = |name: &str, version: i32| json!({ "id": second["id"], "expectedVersion": version, "name": name, "headcount": 7 });
    assert_eq!(faults(&contact, CHANGE, &change("Enhet solsidan", 1)).await, taken());
    act(&app, CONTACT, "changeWorkplace", "workplace { id }", change("ENHET SKUGGSIDAN", 1)).await;

    // What is closed has had its name.
    let close = json!({ "id": first, "expectedVersion": 1, "closedOn": "2026-08-31" });
    act(&app, CONTACT, "closeWorkplace", "workplace { id }", close).await;
    act(&app, CONTACT, "changeWorkplace", "workplace { id }", change("Enhet Solsidan", 2)).await;
    assert_eq!(faults(&contact, REGISTER, &named(&own, "Enhet Solsidan")).await, taken());
    registered(&app, CONTACT, named(&own, "Enhet Skuggsidan")).await;
}

async fn names_that_differ_by_an_accent_are_one_and_by_a_swedish_letter_two(app: DemoApp) {
    let own = employer(&app, CONTACT).await;
    let contact = app.speak_as(CONTACT);
    let first = registered(&app, CONTACT, named(&own, "Verkstad Ny")).await["id"].clone();
    // However the letters are composed.
    for alike in ["Verkstad N\u{fd}", "Verkstad Ny\u{301}", "Verkstád Ny", "Vérkstad N\u{fc}"] {
        let data = contact.ask(REGISTER, json!({ "input": named(&own, alike) })).await;
        let told = &data["registerWorkplace"]["userErrors"][0];
        assert_eq!(told["code"], "WORKPLACE_NAME_IS_TAKEN", "{alike}");
        let detail = format!("(Verkstad Ny, {})", first.as_str().expect("an id"));
        assert!(told["message"].as_str().is_some_and(|words| words.ends_with(&detail)), "{told:#}");
    }
    for other in ["Verkstad Nå", "Verkstad Nä", "Verkstad Nö", "Verkstad Na", "Verkstäd Ny", "Verkstad No"] {
        registered(&app, CONTACT, named(&own, other)).await;
    }
}

async fn of_workplaces_registered_at_once_one_has_the_name(app: DemoApp) {
    let own = employer(&app, CONTACT).await;
    let contact = app.speak_as(CONTACT);
    let ask = |_: usize| contact.ask(REGISTER, json!({ "input": named(&own, "Enhet Samtidigt") }));
    let told = join_all((0..4).map(ask)).await;
    let errors = |data: &Value| data["registerWorkplace"]["userErrors"].clone();
    let (done, refused): (Vec<Value>, Vec<Value>) = told.iter().map(errors).partition(|errors| *errors == json!([]));
    assert_eq!((done.len(), refused.len()), (1, 3), "{told:#?}");
    assert!(refused.iter().all(|errors| errors[0]["code"] == "WORKPLACE_NAME_IS_TAKEN"), "{refused:#?}");
    let named = "SELECT count(*) FROM workplaces WHERE name = 'Enhet Samtidigt'";
    assert_eq!(app.number(named).await, 1);
}

async fn a_form_leads_to_the_workplace_that_has_the_name(Open(app): Open) {
    let own = employer(&app, CONTACT).await;
    let first = registered(&app, CONTACT, named(&own, "Enhet Formuläret")).await;
    let contact = Reader::of(&app, "org_contact").await;
    let address = format!("/gor/registerWorkplace?organisationId={}", own.as_str().expect("an id"));
    let form = contact.get(&address).await;
    let told = sent(&contact, "/gor/registerWorkplace", &filled(&form, &[("name", "Enhet formuläret")])).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST, "{}", told.html);
    let id = first["id"].as_str().expect("an id");
    let link = format!("<a href=\"/ting/{id}\">{id}</a>");
    told.says(&["Arbetsgivaren har redan en arbetsplats med det namnet, eller", "Är det samma?", &link]);
    assert_eq!(contact.get(&format!("/ting/{id}")).await.status, StatusCode::OK);
}

async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<Option<String>> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.expect("rows");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

async fn names_that_were_alike_before_stand_until_they_are_changed(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    let steps = Migrator::migrations();
    let before = steps.iter().position(|step| step.name() == "m0048_told_apart").expect("a step");
    Migrator::up(&connection, u32::try_from(before).ok()).await.expect("up");
    let organisation = |id: &str| {
        format!(
            "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at)
             VALUES ('{id}', 1, false, 'A', 'a', 'COMPANY', false, 0)"
        )
    };
    let workplace = |id: &str, of: &str, closed: &str| {
        format!(
            "INSERT INTO workplaces (id, version, organisation_id, name, name_key, closed_on)
             VALUES ('{id}', 1, '{of}', 'Solen', 'solen', {closed})"
        )
    };
    for sql in [
        organisation("a"),
        organisation("b"),
        workplace("1", "a", "'2026-01-01'"),
        workplace("2", "a", "NULL"),
        workplace("3", "a", "NULL"),
        workplace("4", "b", "NULL"),
    ] {
        connection.execute_unprepared(&sql).await.expect("inserted");
    }
    Migrator::up(&connection, None).await.expect("up");
    let solen = Some("solen".to_owned());
    let taken = texts(&connection, "SELECT taken_name FROM workplaces ORDER BY id").await;
    assert_eq!(taken, [None, solen.clone(), None, solen], "the oldest of those that are open");
    let third = connection.execute_unprepared("UPDATE workplaces SET taken_name = 'solen' WHERE id = '3'").await;
    assert!(third.is_err(), "the database holds it");
}
