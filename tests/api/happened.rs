//! A thing's history tells what happened to it, not by which act of the policy it was let happen.

use gateway::objects::event::{happened, names};
use kernel::Lang;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::{
    harness::{
        DemoApp,
        trial::{both, plain},
        visitor::{Open, Reader},
    },
    seed_questions::CONTACT,
    seeds::act,
    wall::planned,
};

pub fn tests() -> Vec<Trial> {
    let told: Vec<Trial> = both![each_page_tells_what_happened_to_it, what_was_there_before_has_no_history];
    let words: Vec<Trial> = plain![every_event_says_what_happened_in_both_languages];
    told.into_iter().chain(words).collect()
}

fn every_event_says_what_happened_in_both_languages() {
    for name in names() {
        let words = happened(name).unwrap_or_else(|| panic!("{name} says nothing"));
        for text in [words.get(Lang::Sv), words.get(Lang::En)] {
            let begins = text.chars().next().is_some_and(char::is_uppercase);
            assert!(begins && text.contains(' ') && !text.ends_with('.'), "{name}: {text}");
        }
        assert_ne!(words.sv, words.en, "{name}");
    }
}

/// What the page of the thing with this id says in both languages.
async fn says(reader: &Reader<'_>, id: &Value, sv: &str, en: &str) {
    let path = format!("/ting/{}", id.as_str().expect("an id"));
    reader.get(&path).await.says(&["Vad som har hänt", sv]);
    reader.get(&format!("{path}?lang=en")).await.says(&["What has happened", en]);
}

async fn each_page_tells_what_happened_to_it(Open(app): Open) {
    let app: &DemoApp = &app;
    let reader = Reader::of(app, "org_contact").await;
    let roles = app.speak_as(CONTACT).ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let employer = roles["viewer"]["roles"][0]["organisationId"].clone();
    let scale = json!({ "organisationId": employer, "name": "Kan eller inte", "steps": ["Kan inte", "Kan"] });
    let scale = act(app, CONTACT, "defineLevelScale", "scale { id }", scale).await["id"].clone();
    says(&reader, &scale, "Skalan bestämdes", "The scale was defined").await;
    let start = json!({ "organisationId": employer, "scaleId": scale, "title": "Kompetensanalys 2026",
        "startedOn": "2026-08-03" });
    let analysis = act(app, CONTACT, "startAnalysis", "analysis { id }", start).await["id"].clone();
    says(&reader, &analysis, "Analysen påbörjades", "The analysis was started").await;
    let register = json!({ "organisationId": employer, "reference": "M-4711", "ssyk": "7223",
        "employedFrom": "2026-08-10" });
    let employee = act(app, CONTACT, "registerEmployee", "employee { id }", register).await["id"].clone();
    says(&reader, &employee, "Den anställda registrerades", "The employee was registered").await;
    let draft = json!({ "organisationId": employer, "validFrom": "2064-01-01", "validTo": "2064-12-31" });
    let plan = act(app, CONTACT, "draftPlan", "plan { id }", draft).await["id"].clone();
    says(&reader, &plan, "Utkastet till plan skrevs", "The plan was drafted").await;
    let reflection = json!(planned(app, None).await);
    says(&reader, &reflection, "Reflektionen planerades", "The reflection was planned").await;
}

async fn what_was_there_before_has_no_history(Open(app): Open) {
    let reader = Reader::of(&app, "org_contact").await;
    for list in ["organisations", "councils"] {
        let found = app.speak_as(CONTACT).ask(&format!("{{ {list}(first: 1) {{ nodes {{ id }} }} }}"), json!({})).await;
        says(&reader, &found[list]["nodes"][0]["id"], "Inget är antecknat om just detta", "Nothing is noted").await;
    }
}
