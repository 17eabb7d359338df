//! Own questions: each step's permission, validation, version, idempotency and trail; who sees them when.

use http::StatusCode;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{DOCUMENT, PUBLISH, SAVE, WITHDRAW, definition, done, input, published, role, sees};
use crate::{
    forms::{after, filled, sent},
    harness::{
        DemoApp,
        trial::both,
        visitor::{Open, Reader},
    },
};

pub fn tests() -> Vec<Trial> {
    both![
        a_question_goes_from_draft_to_withdrawal,
        drafts_are_their_owners_own,
        whoever_it_is_shared_with_sees_the_question_and_not_who_saved_it,
        a_council_sees_what_is_published_to_it_and_changes_nothing,
        a_question_is_shared_only_with_a_council_one_belongs_to,
        a_wrong_definition_is_refused_with_all_its_words,
        a_document_that_does_not_fit_is_refused_with_its_place,
        an_address_is_given_once,
        a_question_has_one_owner_and_it_is_the_callers,
        a_version_is_that_of_a_question_that_is_changed,
        what_is_published_is_changed_by_whoever_publishes,
        a_stale_version_is_refused,
        a_question_sent_twice_is_saved_once,
        every_step_leaves_trail_and_event,
        a_form_changes_a_question_as_it_was_seen,
    ]
}

/// Those outside the contact's organisation.
const OTHERS: [&str; 4] = ["demo-other-org-contact", "demo-public-reader", "demo-system-admin", "demo-process-leader"];

async fn a_question_goes_from_draft_to_withdrawal(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let draft = done(&contact, SAVE, input(&app, "demo-org-contact", "organisationId", "vilka-ar-vi").await).await;
    assert_eq!((&draft["status"], &draft["version"], &draft["edition"]), (&json!("DRAFT"), &json!(1), &json!(1)));
    assert_eq!((&draft["title"], &draft["sharing"]), (&json!("Who are we?"), &json!("OWNER")));
    let mut change = input(&app, "demo-org-contact", "organisationId", "vilka-ar-vi").await;
    (change["id"], change["expectedVersion"]) = (draft["id"].clone(), json!(1));
    change["definition"]["title"]["en"] = json!("Who are they?");
    let changed = done(&contact, SAVE, change).await;
    assert_eq!((&changed["version"], &changed["edition"]), (&json!(2), &json!(2)));
    let published = done(&contact, PUBLISH, json!({ "id": draft["id"], "expectedVersion": 2 })).await;
    assert_eq!(published["status"], "PUBLISHED");
    let again = json!({ "input": { "id": draft["id"], "expectedVersion": 3 } });
    assert_eq!(contact.refused(PUBLISH, again).await, "TRANSITION_IS_NOT_ALLOWED");
    let bare = json!({ "input": { "id": draft["id"], "expectedVersion": 3, "reason": " " } });
    assert_eq!(contact.refused(WITHDRAW, bare).await, "REASON_IS_REQUIRED");
    let withdraw = json!({ "id": draft["id"], "expectedVersion": 3, "reason": "Ersatt av en annan" });
    let withdrawn = done(&contact, WITHDRAW, withdraw).await;
    assert_eq!((&withdrawn["status"], &withdrawn["statusReason"]), (&json!("WITHDRAWN"), &json!("Ersatt av en annan")));
    let query = "query($id: ID!) { node(id: $id) { ... on SavedQuestion { edition document definition organisation { id } council { id } } } }";
    let node = contact.ask(query, json!({ "id": draft["id"] })).await["node"].clone();
    assert_eq!(
        (&node["definition"]["version"], &node["definition"]["title"]["en"]),
        (&json!(2), &json!("Who are they?"))
    );
    assert_eq!(node["organisation"]["id"], role(&app, "demo-org-contact").await["organisationId"]);
    assert_eq!(node["council"], Value::Null);
}

async fn drafts_are_their_owners_own(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let mut asked = input(&app, "demo-org-contact", "organisationId", "hemlig-plan").await;
    asked["sharing"] = json!("SIGNED_IN");
    let draft = done(&contact, SAVE, asked).await;
    assert!(sees(&contact, &draft["id"]).await);
    let missing = format!("question_{}", "z".repeat(26));
    for subject in OTHERS {
        let other = app.speak_as(subject);
        assert!(!sees(&other, &draft["id"]).await, "{subject}");
        let query =
            "query($slug: String!) { savedQuestions(first: 5, filter: { slug: { eq: $slug } }) { totalCount } }";
        let found = other.ask(query, json!({ "slug": "hemlig-plan" })).await;
        assert_eq!(found["savedQuestions"]["totalCount"], 0, "{subject}");
        for mutation in [PUBLISH, WITHDRAW] {
            let change = |id: &Value| match mutation {
                PUBLISH => json!({ "input": { "id": id, "expectedVersion": 1 } }),
                _ => json!({ "input": { "id": id, "expectedVersion": 1, "reason": "x" } }),
            };
            let (there, not_there) =
                (other.ask(mutation, change(&draft["id"])).await, other.ask(mutation, change(&json!(missing))).await);
            assert_eq!(there, not_there, "{subject} tells a draft from nothing");
        }
    }
    assert!(!sees(&app.anonymous(), &draft["id"]).await);
    assert!(sees(&app.speak_as("demo-dpo"), &draft["id"]).await, "the data protection officer sees what is asked for");
}

async fn whoever_it_is_shared_with_sees_the_question_and_not_who_saved_it(app: DemoApp) {
    let open = published(&app, "till-alla", "SIGNED_IN").await;
    let own = published(&app, "bara-vi", "OWNER").await;
    let query = "query($id: ID!) { node(id: $id) { ... on SavedQuestion { slug document createdBy updatedBy } } }";
    for subject in OTHERS {
        let other = app.speak_as(subject);
        assert!(sees(&other, &open["id"]).await && !sees(&other, &own["id"]).await, "{subject}");
        let node = other.ask(query, json!({ "id": open["id"] })).await["node"].clone();
        assert_eq!(
            (&node["slug"], &node["createdBy"], &node["updatedBy"]),
            (&json!("till-alla"), &Value::Null, &Value::Null)
        );
    }
    let node = app.speak_as("demo-org-contact").ask(query, json!({ "id": open["id"] })).await["node"].clone();
    assert_eq!(node["createdBy"], "kompetensnav-demo|demo-org-contact");
    assert!(!sees(&app.anonymous(), &open["id"]).await, "nobody sees it without signing in");
    let contact = app.speak_as("demo-org-contact");
    done(&contact, WITHDRAW, json!({ "id": open["id"], "expectedVersion": open["version"], "reason": "x" })).await;
    assert!(!sees(&app.speak_as(OTHERS[0]), &open["id"]).await && sees(&contact, &open["id"]).await);
}

async fn a_council_sees_what_is_published_to_it_and_changes_nothing(app: DemoApp) {
    let leader = app.speak_as("demo-process-leader");
    let mut asked = input(&app, "demo-process-leader", "councilId", "radets-fraga").await;
    asked["sharing"] = json!("COUNCIL");
    let question = done(&leader, SAVE, asked).await;
    done(&leader, PUBLISH, json!({ "id": question["id"], "expectedVersion": 1 })).await;
    for (subject, seen) in [
        ("demo-council-member", true),
        ("demo-hub-coordinator", true),
        ("demo-org-contact", false),
        ("demo-provider", false),
        ("demo-participant", false),
    ] {
        assert_eq!(sees(&app.speak_as(subject), &question["id"]).await, seen, "{subject}");
    }
    // The hub publishes to its council, whose leader reads it and leaves it alone.
    let manager = app.speak_as("demo-hub-manager");
    let mut asked = input(&app, "demo-hub-manager", "hubId", "navets-fraga").await;
    asked["sharing"] = json!("COUNCIL");
    asked["sharedCouncilId"] = role(&app, "demo-hub-manager").await["councilId"].clone();
    let question = done(&manager, SAVE, asked).await;
    assert!(!sees(&leader, &question["id"]).await, "a draft is not shared yet");
    done(&manager, PUBLISH, json!({ "id": question["id"], "expectedVersion": 1 })).await;
    assert!(sees(&leader, &question["id"]).await);
    let withdraw = json!({ "input": { "id": question["id"], "expectedVersion": 2, "reason": "x" } });
    assert_eq!(leader.refused(WITHDRAW, withdraw).await, "DENIED");
}

async fn a_question_is_shared_only_with_a_council_one_belongs_to(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let council = role(&app, "demo-process-leader").await["councilId"].clone();
    let mut asked = input(&app, "demo-org-contact", "organisationId", "till-radet").await;
    asked["sharing"] = json!("COUNCIL");
    assert_eq!(contact.refused(SAVE, json!({ "input": asked })).await, "SHARED_COUNCIL_IS_REQUIRED");
    asked["sharedCouncilId"] = council.clone();
    let stored = |id: &Value| id.as_str().and_then(|id| id.split_once('_')).expect("an id").1.to_owned();
    let (council, organisation) = (stored(&council), stored(&asked["organisationId"]));
    let run = async |sql: String| {
        sea_orm::ConnectionTrait::execute_unprepared(app.db.connection(), &sql).await.expect("done");
    };
    run(format!("DELETE FROM council_representatives WHERE organisation_id = '{organisation}'")).await;
    run(format!("DELETE FROM memberships WHERE organisation_id = '{organisation}' AND council_id = '{council}'")).await;
    assert_eq!(contact.refused(SAVE, json!({ "input": asked })).await, "COUNCIL_IS_NOT_ONES_OWN");
    run(format!(
        "INSERT INTO memberships (id, version, council_id, body_id, organisation_id, seat, standing, status, mandate_from)
         VALUES ('{}', 1, '{council}', '{council}', '{organisation}', 'EMPLOYER', 'MEMBER', 'ACTIVE', '2026-01-01')",
        "y".repeat(26)
    ))
    .await;
    let question = done(&contact, SAVE, asked.clone()).await;
    let member = app.speak_as("demo-council-member");
    assert!(!sees(&member, &question["id"]).await);
    done(&contact, PUBLISH, json!({ "id": question["id"], "expectedVersion": 1 })).await;
    assert!(sees(&member, &question["id"]).await);
    asked["sharing"] = json!("SIGNED_IN");
    assert_eq!(contact.refused(SAVE, json!({ "input": asked })).await, "SHARED_COUNCIL_IS_NOT_ASKED_FOR");
}

async fn a_wrong_definition_is_refused_with_all_its_words(app: DemoApp) {
    let mut wrong = input(&app, "demo-org-contact", "organisationId", "Fel Adress").await;
    wrong["definition"]["column"][0]["label"]["en"] = json!("");
    wrong["definition"]["chart"] = json!({ "kind": "bar", "x": "nosuch" });
    wrong["document"] = json!("mutation { a }");
    let before = app.number("SELECT count(*) FROM saved_questions").await;
    for (language, about_the_document) in
        [("sv", "Dokumentet får bara vara en query."), ("en", "The document must be a query and nothing else.")]
    {
        let contact = app.speak_as("demo-org-contact").with("Accept-Language", language);
        let data = contact.ask(SAVE, json!({ "input": wrong })).await;
        assert_eq!(data["saveQuestion"]["savedQuestion"], Value::Null);
        let errors = data["saveQuestion"]["userErrors"].as_array().expect("errors").clone();
        let at = |path: Value| {
            errors.iter().find(|error| error["path"] == path).unwrap_or_else(|| panic!("{path} {errors:#?}"))
        };
        assert_eq!(at(json!(["input", "slug"]))["code"], "SLUG_IS_WRONG");
        assert_eq!(at(json!(["input", "definition", "column", "0", "label"]))["code"], "TEXT_IS_MISSING");
        assert_eq!(at(json!(["input", "definition", "chart", "x"]))["code"], "CHART_COLUMN_IS_UNKNOWN");
        assert_eq!(at(json!(["input", "document"]))["message"], about_the_document);
    }
    let contact = app.speak_as("demo-org-contact");
    let mut unknown = input(&app, "demo-org-contact", "organisationId", "a").await;
    unknown["definition"]["colour"] = json!("red");
    let data = contact.ask(SAVE, json!({ "input": unknown })).await;
    let error = &data["saveQuestion"]["userErrors"][0];
    assert_eq!(
        (&error["code"], &error["path"]),
        (&json!("DEFINITION_IS_NOT_READABLE"), &json!(["input", "definition"]))
    );
    assert!(error["message"].as_str().is_some_and(|message| message.contains("colour")), "{error}");
    let mut open = input(&app, "demo-org-contact", "organisationId", "a").await;
    open["definition"]["open"] = json!(true);
    open["definition"]["dcat"] = json!({ "themes": ["SOCI"], "periodicity": "MONTHLY", "licence": "CC0" });
    assert_eq!(contact.refused(SAVE, json!({ "input": open })).await, "SAVED_QUESTION_IS_NOT_OPEN");
    assert_eq!(app.number("SELECT count(*) FROM saved_questions").await, before, "nothing was written");
}

async fn a_document_that_does_not_fit_is_refused_with_its_place(app: DemoApp) {
    let mut wrong = input(&app, "demo-org-contact", "organisationId", "a").await;
    wrong["document"] = json!(
        "query($first: Int!, $after: String) {\n  organisations(first: $first, after: $after) {\n    nodes { nosuch } pageInfo { hasNextPage endCursor } } }"
    );
    for (language, said) in [
        ("sv", "Dokumentet stämmer inte med schemat: rad 3, "),
        ("en", "The document does not fit the schema: line 3, "),
    ] {
        let contact = app.speak_as("demo-org-contact").with("Accept-Language", language);
        let data = contact.ask(SAVE, json!({ "input": wrong })).await;
        let error = &data["saveQuestion"]["userErrors"][0];
        assert_eq!(
            (&error["code"], &error["path"]),
            (&json!("DOCUMENT_DOES_NOT_FIT_THE_SCHEMA"), &json!(["input", "document"]))
        );
        let message = error["message"].as_str().expect("words");
        assert!(message.starts_with(said) && message.contains("nosuch"), "{message}");
    }
}

async fn an_address_is_given_once(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let first = done(&contact, SAVE, input(&app, "demo-org-contact", "organisationId", "en-adress").await).await;
    let other = input(&app, "demo-process-leader", "councilId", "en-adress").await;
    assert_eq!(app.speak_as("demo-process-leader").refused(SAVE, json!({ "input": other })).await, "SLUG_IS_TAKEN");
    let built_in = app.service.questions.catalogue().all()[0].slug().to_owned();
    let taken = input(&app, "demo-org-contact", "organisationId", &built_in).await;
    let data = contact.ask(SAVE, json!({ "input": taken })).await;
    let error = &data["saveQuestion"]["userErrors"][0];
    assert_eq!((&error["code"], &error["path"]), (&json!("SLUG_IS_TAKEN"), &json!(["input", "slug"])));
    let mut moved = input(&app, "demo-org-contact", "organisationId", "en-annan-adress").await;
    (moved["id"], moved["expectedVersion"]) = (first["id"].clone(), json!(1));
    assert_eq!(contact.refused(SAVE, json!({ "input": moved })).await, "SLUG_AND_OWNER_STAND");
}

async fn a_question_has_one_owner_and_it_is_the_callers(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let mut asked = input(&app, "demo-org-contact", "organisationId", "min").await;
    asked["councilId"] = role(&app, "demo-process-leader").await["councilId"].clone();
    assert_eq!(contact.refused(SAVE, json!({ "input": asked })).await, "OWNER_IS_ONE");
    let foreign = input(&app, "demo-other-org-contact", "organisationId", "min").await;
    assert_eq!(contact.refused(SAVE, json!({ "input": foreign })).await, "DENIED");
    let mut missing = foreign.clone();
    missing["organisationId"] = json!(format!("org_{}", "z".repeat(26)));
    assert_eq!(contact.refused(SAVE, json!({ "input": missing })).await, "DENIED");
    let saved = done(&contact, SAVE, input(&app, "demo-org-contact", "organisationId", "min").await).await;
    let mut given_away = foreign;
    (given_away["id"], given_away["expectedVersion"]) = (saved["id"].clone(), json!(1));
    assert_eq!(contact.refused(SAVE, json!({ "input": given_away })).await, "SLUG_AND_OWNER_STAND");
    let mut blind = input(&app, "demo-org-contact", "organisationId", "min").await;
    blind["id"] = saved["id"].clone();
    assert_eq!(contact.refused(SAVE, json!({ "input": blind })).await, "EXPECTED_VERSION_IS_REQUIRED");
}

async fn a_version_is_that_of_a_question_that_is_changed(app: DemoApp) {
    let mut nameless = input(&app, "demo-org-contact", "organisationId", "utan-id").await;
    nameless["expectedVersion"] = json!(1);
    for (lang, ways) in [("sv", ["frågans id", "ny fråga"]), ("en", ["question's id", "new question"])] {
        let contact = app.speak_as("demo-org-contact").with("Accept-Language", lang);
        let asked = contact.ask(SAVE, json!({ "input": nameless })).await;
        let error = &asked["saveQuestion"]["userErrors"][0];
        assert_eq!(error["code"], "EXPECTED_VERSION_IS_NOT_ASKED_FOR", "{asked:#}");
        assert_eq!(error["path"], json!(["input", "expectedVersion"]));
        let message = error["message"].as_str().expect("words");
        assert!(ways.iter().all(|way| message.contains(way)), "{message}");
    }
    assert_eq!(app.number("SELECT count(*) FROM saved_questions WHERE slug = 'utan-id'").await, 0);
}

async fn what_is_published_is_changed_by_whoever_publishes(app: DemoApp) {
    let (coordinator, manager) = (app.speak_as("demo-hub-coordinator"), app.speak_as("demo-hub-manager"));
    let draft = done(&coordinator, SAVE, input(&app, "demo-hub-coordinator", "hubId", "navets-egen").await).await;
    let publish = json!({ "id": draft["id"], "expectedVersion": 1 });
    assert_eq!(coordinator.refused(PUBLISH, json!({ "input": publish })).await, "DENIED");
    done(&manager, PUBLISH, publish).await;
    let mut change = input(&app, "demo-hub-coordinator", "hubId", "navets-egen").await;
    (change["id"], change["expectedVersion"]) = (draft["id"].clone(), json!(2));
    change["definition"] = definition();
    change["definition"]["ingress"]["en"] = json!("Others.");
    assert_eq!(coordinator.refused(SAVE, json!({ "input": change })).await, "DENIED");
    let changed = done(&manager, SAVE, change).await;
    assert_eq!((&changed["edition"], &changed["status"]), (&json!(2), &json!("PUBLISHED")));
}

async fn a_stale_version_is_refused(app: DemoApp) {
    let question = published(&app, "en-fraga", "OWNER").await;
    let contact = app.speak_as("demo-org-contact");
    let withdraw = json!({ "input": { "id": question["id"], "expectedVersion": 1, "reason": "x" } });
    assert_eq!(contact.refused(WITHDRAW, withdraw).await, "VERSION_IS_STALE");
    let mut change = input(&app, "demo-org-contact", "organisationId", "en-fraga").await;
    (change["id"], change["expectedVersion"]) = (question["id"].clone(), json!(1));
    assert_eq!(contact.refused(SAVE, json!({ "input": change })).await, "VERSION_IS_STALE");
}

async fn a_question_sent_twice_is_saved_once(app: DemoApp) {
    let contact = app.speak_as("demo-org-contact").with("Idempotency-Key", "spara-1");
    let mut variables = json!({ "input": input(&app, "demo-org-contact", "organisationId", "en-gang").await });
    let first = contact.ask(SAVE, variables.clone()).await;
    assert_eq!(first["saveQuestion"]["userErrors"], json!([]));
    assert_eq!(contact.ask(SAVE, variables.clone()).await, first);
    assert_eq!(app.number("SELECT count(*) FROM saved_questions WHERE slug = 'en-gang'").await, 1);
    variables["input"]["slug"] = json!("en-annan-gang");
    assert_eq!(contact.refused(SAVE, variables).await, "IDEMPOTENCY_KEY_REUSED");
}

async fn every_step_leaves_trail_and_event(app: DemoApp) {
    let question = published(&app, "med-spar", "OWNER").await;
    let contact = app.speak_as("demo-org-contact");
    done(&contact, WITHDRAW, json!({ "id": question["id"], "expectedVersion": 2, "reason": "Fel siffror" })).await;
    let id = question["id"].as_str().expect("an id");
    let sql = format!(
        "SELECT event || ' ' || action || ' ' || principal || ' ' || coalesce(reason, '-') FROM audit_entries WHERE subject = '{id}' ORDER BY id"
    );
    assert_eq!(
        app.texts(&sql).await,
        [
            "QuestionSaved SAVE_QUESTION kompetensnav-demo|demo-org-contact -",
            "QuestionPublished PUBLISH_QUESTION kompetensnav-demo|demo-org-contact -",
            "QuestionWithdrawn PUBLISH_QUESTION kompetensnav-demo|demo-org-contact Fel siffror",
        ]
    );
    let sql = format!("SELECT name FROM outbox WHERE subject = '{id}' ORDER BY position");
    assert_eq!(app.texts(&sql).await, ["QuestionSaved", "QuestionPublished", "QuestionWithdrawn"]);
}

async fn a_form_changes_a_question_as_it_was_seen(Open(app): Open) {
    let contact = app.speak_as("demo-org-contact");
    let reader = Reader::of(&app, "org_contact").await;
    let draft = done(&contact, SAVE, input(&app, "demo-org-contact", "organisationId", "vilka-ar-vi").await).await;
    let id = draft["id"].as_str().expect("an id");
    // What changes something names the version that was seen, also without a form.
    let mut blind = input(&app, "demo-org-contact", "organisationId", "vilka-ar-vi").await;
    blind["id"] = draft["id"].clone();
    assert_eq!(contact.refused(SAVE, json!({ "input": blind })).await, "EXPECTED_VERSION_IS_REQUIRED");

    // A form for a new one, and the way to one that is there.
    let page = reader.get("/gor/saveQuestion").await;
    page.says(&["Ändra något som finns", &format!("value=\"{id}\"")]);
    let is_there = |name: &str| page.form().iter().any(|(known, _)| known == name);
    assert!(is_there("slug") && !is_there("id") && !is_there("expectedVersion"));
    let text = definition().to_string();
    let new = [("slug", "en-ny-fraga"), ("document", DOCUMENT), ("definition", text.as_str()), ("sharing", "OWNER")];
    let (made, shown) = after(&reader, &sent(&reader, "/gor/saveQuestion", &filled(&page, &new)).await).await;
    shown.says(&["Vilka är vi?", "en-ny-fraga", &format!("/gor/saveQuestion?id={made}")]);
    let unread = [("slug", "en-fraga-till"), ("document", DOCUMENT), ("definition", "{ \"theme\": \"rad\" }")];
    let page = reader.get("/gor/saveQuestion").await;
    let wrong = sent(&reader, "/gor/saveQuestion", &filled(&page, &unread)).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    wrong.says(&["id=\"falt-definition-fel\"", "en-fraga-till"]);

    let path = format!("/gor/saveQuestion?id={id}");
    let form = reader.get(&path).await;
    let stored = |name: &str| form.form().into_iter().find(|(known, _)| known == name).map(|(_, value)| value);
    assert_eq!((stored("id").as_deref(), stored("expectedVersion").as_deref()), (Some(id), Some("1")));
    assert_eq!((stored("slug").as_deref(), stored("document").as_deref()), (Some("vilka-ar-vi"), Some(DOCUMENT)));
    let mut now: Value = serde_json::from_str(&stored("definition").expect("a definition")).expect("JSON");
    assert_eq!((&now["title"]["sv"], &now["version"]), (&json!("Vilka är vi?"), &json!(1)));

    // Someone else changes it first.
    let mut other = input(&app, "demo-org-contact", "organisationId", "vilka-ar-vi").await;
    (other["id"], other["expectedVersion"]) = (draft["id"].clone(), json!(1));
    other["definition"]["title"]["sv"] = json!("Någon annans rubrik");
    done(&contact, SAVE, other).await;
    now["title"]["sv"] = json!("Min rubrik");
    let mine = now.to_string();
    let title = async || {
        let query = "query($id: ID!) { node(id: $id) { ... on SavedQuestion { version title(lang: SV) } } }";
        contact.ask(query, json!({ "id": id })).await["node"].clone()
    };
    let late = filled(&form, &[("definition", &mine)]);
    let bare: Vec<_> = late.iter().filter(|(name, _)| name != "expectedVersion").cloned().collect();
    for form in [&late, &bare] {
        let told = sent(&reader, "/gor/saveQuestion", form).await;
        assert_eq!(told.status, StatusCode::BAD_REQUEST);
        told.says(&["Någon annan har ändrat under tiden", "Sparat nu: ", "Någon annans rubrik", "Min rubrik"]);
        assert_eq!(title().await, json!({ "version": 2, "title": "Någon annans rubrik" }));
    }
    let told = sent(&reader, "/gor/saveQuestion", &late).await;
    let unseen = sent(&reader, "/gor/saveQuestion", &filled(&told, &[])).await;
    assert_eq!(unseen.status, StatusCode::BAD_REQUEST);
    after(&reader, &sent(&reader, "/gor/saveQuestion", &filled(&unseen, &[("sett", "1")])).await).await;
    assert_eq!(title().await, json!({ "version": 3, "title": "Min rubrik" }));
}
