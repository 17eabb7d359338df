//! What is typed into forms and searches that no text may hold, or too much of it: it is told of beside its field, and all else that was
//! written stays.

use std::collections::BTreeSet;

use http::StatusCode;
use libtest_mimic::Trial;
use questions::ParameterKind;
use serde_json::json;

use crate::{
    access::audience::MUTATIONS,
    forms::{NEED, after, filled, sent},
    harness::{
        trial::both,
        visitor::{Open, Page, Reader},
    },
    questions::built_in::library,
};

pub fn tests() -> Vec<Trial> {
    both![
        a_search_that_nothing_can_answer_loses_nothing,
        every_text_of_every_form_is_refused_beside_its_field,
        every_question_keeps_what_was_written,
        lists_and_other_pages_say_what_they_cannot_read,
    ]
}

/// As a browser sends it, and as a page shows it.
const ODD: &str = "a\0b";
const SHOWN: &str = "a\u{fffd}b";

fn odd_of(page: &Page, name: &str) -> Vec<String> {
    page.form().into_iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect()
}

/// The id of a field in its page.
fn id_of(path: &str) -> String {
    let plain: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("falt-{plain}")
}

async fn a_search_that_nothing_can_answer_loses_nothing(Open(app): Open) {
    let secretary = Reader::of(&app, "process_leader").await;
    let page = secretary.get("/gor/reportNeed").await;
    let council = odd_of(&page, "councilId");
    let long = "svetsare ".repeat(300);
    for (sought, words) in [(ODD, "styrtecken"), ("\u{1}", "styrtecken"), (long.as_str(), "högst 200 tecken")] {
        let changes = [
            ("title", "Svetsare till batterifabrik"),
            ("peopleNeeded", "tolv"),
            ("description", "två\r\nrader"),
            ("codes.occupation?", sought),
            ("sok", "codes.occupation"),
        ];
        let refused = sent(&secretary, "/gor/reportNeed", &filled(&page, &changes)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{sought:?}");
        refused.says(&[
            "<title>Fel: Anmäl behov – Kompetensnav</title>",
            "href=\"#falt-codes-occupation-sok\"",
            "id=\"falt-codes-occupation-sok-fel\"",
            words,
            // What can be chosen is what could be without a search.
            "name=\"codes.occupation\"",
        ]);
        assert!(!refused.html.contains("nget hittades"), "nothing was looked for");
        let kept = |name: &str| odd_of(&refused, name);
        assert_eq!(kept("title"), ["Svetsare till batterifabrik"]);
        assert_eq!(kept("peopleNeeded"), ["tolv"]);
        assert_eq!(kept("description"), ["två\r\nrader"]);
        assert_eq!(kept("councilId"), council);
        assert_eq!(kept("codes.occupation?"), [sought.replace('\0', "\u{fffd}")]);
        // Another search has its answer all the same, and what cannot be looked for is told as long as it stands there.
        let other = filled(&refused, &[("codes.skill?", "svets"), ("sok", "codes.skill")]);
        let found = sent(&secretary, "/gor/reportNeed", &other).await;
        found.says(&["att välja bland", "id=\"falt-codes-occupation-sok-fel\""]);
        // So when the form is sent with it: who searches means to choose, and nothing is done till that is settled.
        let all = [NEED, &[("codes.occupation?", sought)]].concat();
        let refused = sent(&secretary, "/gor/reportNeed", &filled(&page, &all)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{sought:?}");
        refused.says(&["id=\"falt-codes-occupation-sok-fel\"", words]);
        let done = sent(&secretary, "/gor/reportNeed", &filled(&refused, &[("codes.occupation?", "")])).await;
        if sought == ODD {
            after(&secretary, &done).await;
        }
    }
    // So where something is chosen first, and in a form that knows what it is about.
    let admin = Reader::of(&app, "system_admin").await;
    for sought in ["%00", "%FF", "%01", &"a+".repeat(150)] {
        let chooser = admin.get(&format!("/gor/changeOrganisation?sok=id&id%3F={sought}")).await;
        assert_eq!(chooser.status, StatusCode::BAD_REQUEST, "{sought}");
        chooser.says(&["id=\"falt-id-sok-fel\"", "<option value=\"org_", "Fortsätt"]);
    }
    for odd in ["org_%00", "org_%FF", "need_%00", "%00"] {
        let page = admin.get(&format!("/gor/changeOrganisation?id={odd}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{odd}: {}", page.html);
    }
}

/// The names of what is written in a form's fields, by its tags.
fn written_in(page: &Page) -> BTreeSet<String> {
    let from = page.html.rfind("<form class=\"ask command\"").unwrap_or_else(|| panic!("no form in\n{}", page.html));
    let form = page.html[from..].split("</form>").next().unwrap_or_default();
    let is_written = |tag: &&str| {
        let kinds = ["text", "number", "date", "datetime-local", "search"].map(|kind| format!("type=\"{kind}\""));
        tag.starts_with("textarea ") || tag.starts_with("input ") && kinds.iter().any(|kind| tag.contains(kind))
    };
    let name = |tag: &str| tag.split(" name=\"").nth(1)?.split('"').next().map(str::to_owned);
    form.split('<').filter(is_written).filter_map(name).collect()
}

/// The form of a command as it is first shown; of one that is done to something, with the first that it can be done to.
async fn first_shown(reader: &Reader<'_>, mutation: &str) -> Option<Page> {
    let page = reader.get(&format!("/gor/{mutation}")).await;
    let chooses = !page.html.contains("name=\"en-gang\"");
    if page.status != StatusCode::OK || !chooses {
        return Some(page).filter(|page| page.status == StatusCode::OK);
    }
    let (name, _) = page.form().into_iter().next()?;
    let chosen = page.html.split("<option value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let radios =
        page.html.split("type=\"radio\"").skip(1).filter_map(|rest| rest.split("value=\"").nth(1)?.split('"').next());
    let chosen = chosen.chain(radios).find(|value| value.contains('_'))?;
    let page = reader.get(&format!("/gor/{mutation}?{name}={chosen}")).await;
    assert_eq!(page.status, StatusCode::OK, "{mutation} of {chosen}: {}", page.html);
    Some(page)
}

async fn every_text_of_every_form_is_refused_beside_its_field(Open(app): Open) {
    let (mut forms, mut fields, mut days) = (BTreeSet::new(), 0, 0);
    for role in ["process_leader", "hub_manager", "project_manager", "org_contact", "council_member", "system_admin"] {
        let reader = Reader::of(&app, role).await;
        for (mutation, _) in MUTATIONS.iter().filter(|(mutation, _)| !mutation.ends_with("AccessToken")) {
            let Some(page) = first_shown(&reader, mutation).await else { continue };
            if !forms.insert(*mutation) {
                continue;
            }
            for tag in page.html.split('<').filter(|tag| tag.contains("type=\"date")) {
                assert!(tag.contains(" min=\"") && tag.contains(" max=\""), "{mutation}: {tag}");
                days += 1;
            }
            let names = written_in(&page);
            if names.is_empty() {
                continue;
            }
            let mut changes: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), ODD)).collect();
            // Words to search with are looked at where one searches, or where something else is wrong.
            if names.iter().all(|name| name.ends_with('?')) {
                changes.extend(names.first().and_then(|name| name.strip_suffix('?')).map(|path| ("sok", path)));
            }
            let wrong = sent(&reader, &format!("/gor/{mutation}"), &filled(&page, &changes)).await;
            let (mut missing, chosen) = (Vec::new(), |page: &Page, name: &str| odd_of(page, name));
            for name in &names {
                let place = match name.strip_suffix('?') {
                    Some(path) => format!("{}-sok-fel", id_of(path)),
                    None => format!("{}-fel", id_of(name)),
                };
                let is_told = wrong.html.contains(&format!("id=\"{place}\""));
                let is_kept =
                    wrong.status == StatusCode::BAD_REQUEST && chosen(&wrong, name).iter().any(|value| value == SHOWN);
                if !is_told || !is_kept {
                    missing.push(name);
                }
                fields += 1;
            }
            assert!(missing.is_empty(), "{role}: {mutation}: {missing:?} {}\n{}", wrong.status, wrong.html);
            // What was chosen stays chosen.
            for (name, value) in page.form().iter().filter(|(name, _)| !names.contains(name)) {
                // The words that a list answers to follow what was searched for.
                let own = ["svar", "en-gang", "expectedVersion"].contains(&name.as_str()) || name.ends_with('!');
                assert!(own || chosen(&wrong, name).contains(value), "{mutation}: {name}");
            }
        }
    }
    assert!(forms.len() > 45 && fields > 90 && days > 15, "{} forms, {fields} fields, {days} days", forms.len());
}

async fn every_question_keeps_what_was_written(Open(app): Open) {
    let admin = Reader::of(&app, "system_admin").await;
    let mut fields = 0;
    for (question, _) in library() {
        let parameters = &question.definition().parameters;
        if parameters.is_empty() {
            continue;
        }
        for odd in ["%00", "a%00b"] {
            let name = |parameter: &questions::Parameter| {
                form_urlencoded::byte_serialize(parameter.address().as_bytes()).collect::<String>()
            };
            let pairs: Vec<String> = parameters.iter().map(|parameter| format!("{}={odd}", name(parameter))).collect();
            let page = admin.get(&format!("/fragor/{}?{}", question.slug(), pairs.join("&"))).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{} {odd}: {}", question.slug(), page.html);
            assert!(!page.html.contains('\0'));
            for parameter in parameters {
                let fault = format!("href=\"#{}\"", id_of(parameter.address()));
                page.says(&[&fault]);
                let beside = format!("id=\"{}-fel\"", id_of(parameter.address()));
                assert!(page.html.contains(&beside), "{}: {beside} is missing", question.slug());
                if parameter.kind == ParameterKind::Text {
                    page.says(&[&format!("value=\"{}\"", odd.replace("%00", "\u{fffd}"))]);
                }
                fields += 1;
            }
        }
    }
    assert!(fields > 100, "{fields}");
    let period = admin.get("/fragor/projekt-som-pagick?dag=%00").await;
    assert!(period.status.is_client_error(), "{}", period.html);
}

async fn lists_and_other_pages_say_what_they_cannot_read(Open(app): Open) {
    let leader = Reader::of(&app, "process_leader").await;
    let front = leader.get("/?q=beh%C3%B6v%00").await;
    assert_eq!(front.status, StatusCode::BAD_REQUEST);
    front.says(&["id=\"q-fel\"", "styrtecken", "value=\"behöv\u{fffd}\"", "aria-describedby=\"q-fel\""]);
    leader.get("/?q=%00&lang=en").await.says(&["id=\"q-fel\"", "control character"]);
    // An address that was cut or mistyped leads to the beginning of its list.
    let councils = app.speak_as("demo-process-leader");
    let needs = "{ councils(first: 1, filter: { someNeed: {} }) { nodes { id } } }";
    let council =
        councils.ask(needs, json!({})).await["councils"]["nodes"][0]["id"].as_str().expect("a council").to_owned();
    let whole = leader.get(&format!("/ting/{council}/needs")).await;
    whole.says(&["href=\"/ting/need_"]);
    let first = |page: &Page| page.html.split("href=\"/ting/need_").nth(1).map(|rest| rest[..26].to_owned());
    for odd in ["%00", "%FF", "x", "eyJ9"] {
        let page = leader.get(&format!("/ting/{council}/needs?efter={odd}")).await;
        assert_eq!((page.status, first(&page)), (StatusCode::OK, first(&whole)), "{odd}");
    }
    for odd in ["%00", "needs%00", "%01"] {
        assert_eq!(leader.get(&format!("/ting/{council}/{odd}")).await.status, StatusCode::NOT_FOUND, "{odd}");
    }
    for odd in
        [format!("/ting/{council}%00"), "/ting/need_%00".to_owned(), "/ting/%00".to_owned(), "/gor/%00".to_owned()]
    {
        let page = leader.get(&odd).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{odd}: {}", page.html);
    }
    // An access token's form has its own page.
    let manager = Reader::of(&app, "hub_manager").await;
    let page = manager.get("/nycklar").await;
    let hidden = |name| page.field("id=\"ny\"", name);
    let role =
        page.html.split("name=\"roll\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1)?.split('"').next());
    let (answer, once, role) = (hidden("svar"), hidden("en-gang"), role.expect("a role"));
    let mut form = vec![("svar", answer.as_str()), ("en-gang", &once), ("roll", role)];
    form.extend([("andamal", ODD), ("fraga", "projektkort"), ("till", "2026-12-24")]);
    let wrong = manager.post("/nycklar", &form).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{}", wrong.html);
    wrong.says(&["id=\"falt-andamal-fel\"", "styrtecken", "value=\"projektkort\" checked", "value=\"2026-12-24\""]);
    wrong.says(&[&format!("value=\"{SHOWN}\"")]);
    assert_eq!(app.number("SELECT count(*) FROM access_tokens WHERE purpose LIKE 'a%b'").await, 0);
}
