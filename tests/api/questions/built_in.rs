//! Every built-in question: it stands, it answers the demonstration role it names, in both languages and with every
//! parameter asked for, open ones answer anyone, and none tells a stranger of others' people.
//!
//! Two comments at the head of a question's TOML are this test's: `# demo: ROLE`, whom it answers as it is, and, where
//! that is so, `# empty: why`, `# anonymous: why` or `# own: why`, of a question that is answered of the caller's own records only.
//! A third, `# sources: name=text`, says what to ask for where the default moves with today and the sources end before.

use std::collections::BTreeSet;

use axum::body::Body;
use chrono::NaiveDate;
use http::{Request, StatusCode, header};
use libtest_mimic::Trial;
use questions::{Catalogue, Flattener, Parameter, Question, definition::IdOf};
use serde_json::{Map, Value, json};
use tower::ServiceExt;

use super::files::{Head, head, people, protected};
use crate::harness::{DemoApp, Speaker, trial::both};

/// Pages asked for at most: what is said of them is said of the rest.
const PAGES: usize = 3;
/// The tests' own day.
const TODAY: &str = "2026-09-01";

pub fn tests() -> Vec<Trial> {
    both![
        every_question_answers_the_role_it_is_for,
        every_parameter_can_be_asked_for,
        open_questions_answer_anyone,
        an_open_question_answers_each_choice_of_its_form,
        an_open_question_answers_all_choices_of_its_form_together,
        figures_answer_a_council_member,
        closed_questions_tell_the_anonymous_nothing,
        no_question_tells_a_stranger_of_others_people,
        every_other_question_has_its_address,
        the_rest_of_the_questions_have_theirs,
    ]
}

fn today() -> NaiveDate {
    TODAY.parse().expect("a day")
}

/// What came of asking.
pub struct Answer {
    data: Value,
    /// As many as were read.
    pub rows: usize,
}

/// The rules by which figures of others' records are refused.
const NOT_TOLD: [&str; 6] = [
    "ONE_VALUE_IS_TOLD",
    "PERIOD_IS_NOT_WHOLE",
    "ORGANISATION_IS_NOT_TOLD",
    "CROSSING_IS_TOO_DEEP",
    "CROSSING_IS_NOT_TOLD",
    "TABLE_IS_NOT_OPEN",
];

/// Whether figures were refused, and not for another reason.
fn is_not_told(error: &str) -> bool {
    NOT_TOLD.iter().any(|rule| error.contains(&format!("\"{rule}\"")))
}

/// Whether what is told of all organisations together was not told to this caller, as figures are not, and common gaps.
fn is_refused(question: &Question, error: &str) -> bool {
    let gaps = tells_common_gaps(question) && error.contains("\"DENIED\"");
    gaps || is_statistics(question) && is_not_told(error)
}

fn tells_common_gaps(question: &Question) -> bool {
    question.rows().to_string() == "commonGaps.gaps"
}

fn is_statistics(question: &Question) -> bool {
    question.rows().to_string() == "statistics.rows"
}

/// What the document's variables are with these pairs of the query string.
pub fn variables(question: &Question, pairs: &[(String, String)], lang: &str) -> Result<Map<String, Value>, String> {
    let pairs = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let arguments = question.read_parameters(pairs, today()).map_err(|errors| format!("{errors:?}"))?;
    let mut variables = arguments.variables();
    if question.declares("lang") {
        variables.insert("lang".to_owned(), lang.into());
    }
    Ok(variables)
}

/// Asks with these pairs of the query string, page after page.
pub async fn ask(
    speaker: &Speaker<'_>,
    question: &Question,
    pairs: &[(String, String)],
    lang: &str,
) -> Result<Answer, String> {
    let mut variables = variables(question, pairs, lang)?;
    let flattener = Flattener::new(question);
    let mut told = Answer { data: Value::Null, rows: 0 };
    for _ in 0..PAGES {
        if question.paging().is_some() {
            variables.insert("first".to_owned(), 100.into());
        }
        let (status, mut answer) = speaker.answer(question.document(), Value::Object(variables.clone())).await;
        if let Some(errors) = answer.get("errors") {
            return Err(format!("{status} {errors:#}"));
        }
        let data = answer["data"].take();
        told.rows += flattener.rows(&data).map_err(|error| error.to_string())?.len();
        let next = flattener.next_cursor(&data).map_err(|error| error.to_string())?;
        told.data = if told.data.is_null() { data } else { json!([told.data, data]) };
        let Some(next) = next else { break };
        variables.insert("after".to_owned(), next.into());
    }
    Ok(told)
}

pub fn library() -> Vec<(Question, Head)> {
    let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    catalogue.all().into_iter().map(|question| (question.clone(), head(question))).collect()
}

/// Fails with everything that was wrong, not the first thing only.
pub fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn every_question_answers_the_role_it_is_for(app: DemoApp) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    for (question, head) in library() {
        let speaker = app.speak_as(&head.subject());
        let slug = question.slug();
        let required = required(&question, &things);
        match ask(&speaker, &question, &required, "SV").await {
            Err(error) => wrong.push(format!("{slug} as {}: {error}", head.demo)),
            Ok(told) if (told.rows == 0) != head.empty.is_some() => {
                wrong.push(format!("{slug} as {}: {} rows", head.demo, told.rows));
            }
            Ok(_) => {}
        }
        if let Err(error) = ask(&speaker, &question, &required, "EN").await {
            wrong.push(format!("{slug} in English: {error}"));
        }
    }
    none(&wrong);
}

/// The questions that ask of one project's companies.
const OF_COMPANIES: [&str; 4] = [
    "foretagens-analyser-och-planer",
    "jamstalldhet-per-part",
    "natverk-och-kurs-i-samma-roll",
    "organisationer-och-deltagare",
];

/// Something of each kind that a parameter may point at.
pub async fn things(app: &DemoApp) -> Map<String, Value> {
    let query = "{ analysed: projects(first: 1, filter: { name: { contains: \"i Robotdalen\" } }) { nodes { id } }
        goesOn: projects(first: 1, filter: { name: { contains: \"Kompetensnavet i dag\" } }) { nodes { id } }
        project: projects(first: 1, filter: { number: { eq: \"2020/00312\" } }) { nodes { id } } council: councils(first: 1) { nodes { id } }
        industryCouncil: industryCouncils(first: 1) { nodes { id } } effort: efforts(first: 1) { nodes { id } }
        hub: hubs(first: 1) { nodes { id } } organisation: organisations(first: 1) { nodes { id } } }";
    let data = app.anonymous().ask(query, json!({})).await;
    let Value::Object(found) = data else { panic!("no object: {data:#}") };
    let first = |mut list: Value| list["nodes"].get_mut(0).map(|node| node["id"].take()).unwrap_or_default();
    found.into_iter().map(|(kind, list)| (kind, first(list))).collect()
}

pub type Pairs = Vec<(String, String)>;

/// A value of each parameter that must be given and has no default.
pub fn required(question: &Question, things: &Map<String, Value>) -> Pairs {
    let head = head(question);
    filled(question, things)
        .into_iter()
        .filter(|(parameter, _)| is_asked(&head, parameter))
        .flat_map(|(_, pairs)| pairs)
        .collect()
}

fn is_asked(head: &Head, parameter: &Parameter) -> bool {
    let by_sources = head.sources.as_ref().is_some_and(|(name, _)| name == parameter.address());
    by_sources || parameter.required && parameter.default.is_empty()
}

/// A value of each parameter; of an enum, all its values where several may be given.
fn filled<'a>(question: &'a Question, things: &Map<String, Value>) -> Vec<(&'a Parameter, Pairs)> {
    let text = |id: &Value| id.as_str().expect("an id").to_owned();
    let mut filled = Vec::new();
    let head = head(question);
    for parameter in &question.definition().parameters {
        let most = if parameter.list { usize::MAX } else { 1 };
        let texts: Vec<String> = match (parameter.kind.as_str(), parameter.scheme.as_deref(), parameter.of) {
            _ if is_asked(&head, parameter) && !parameter.default.is_empty() => {
                head.sources.iter().map(|(_, text)| text.clone()).collect()
            }
            ("enum", ..) => parameter.values.iter().take(most).map(|value| value.code.clone()).collect(),
            // Those who have several companies' analyses.
            ("id", _, Some(IdOf::Project)) if tells_common_gaps(question) => vec![text(&things["analysed"])],
            // One that the role leads, whose companies do what is asked for, where there is one.
            ("id", _, Some(IdOf::Project)) if OF_COMPANIES.contains(&question.slug()) => {
                let goes_on = things.get("goesOn").filter(|id| id.is_string());
                let other = if question.slug().starts_with("jamstalldhet") { "project" } else { "analysed" };
                vec![text(goes_on.unwrap_or(&things[other]))]
            }
            ("id", _, Some(of)) => vec![text(&things[IdOf::as_str(of)])],
            ("code", Some("MUNICIPALITY"), _) => vec!["1480".to_owned()],
            ("code", Some("COUNTY"), _) => vec!["14".to_owned()],
            ("code", Some("REGION"), _) => vec!["GOTEBORGSREGIONEN".to_owned()],
            // Gaps are common in a division.
            ("code", Some("SNI_2007"), _) if tells_common_gaps(question) => vec!["25".to_owned()],
            ("code", Some("SNI_2007"), _) => vec!["C".to_owned()],
            ("code", Some("SSYK_2012"), _) => vec!["7".to_owned()],
            ("code", Some("OCCUPATION_NAME"), _) => vec!["Sbzf_iBA_MAS".to_owned()],
            ("code", Some("SUN_2020_FIELD"), _) => vec!["521".to_owned()],
            ("date", ..) => vec!["2021-01-01".to_owned()],
            ("period", ..) => vec!["2021".to_owned()],
            ("integer", ..) => vec!["5".to_owned()],
            ("decimal", ..) => vec!["0.5".to_owned()],
            ("text", ..) => vec!["2020/00312".to_owned()],
            (kind, scheme, _) => panic!("{}: {kind} {scheme:?} has no example here", question.slug()),
        };
        filled.push((parameter, texts.into_iter().map(|text| (parameter.address().to_owned(), text)).collect()));
    }
    filled
}

/// What is asked for: each parameter by itself, with those that must be given, and all of them together.
fn each_and_all(question: &Question, things: &Map<String, Value>) -> (Vec<Pairs>, Pairs) {
    let required = required(question, things);
    let filled = filled(question, things);
    let head = head(question);
    let others = filled.iter().filter(|(parameter, _)| !is_asked(&head, parameter));
    // With the one that it needs, where it means nothing alone.
    let needed = |by: &Parameter| {
        let of = filled.iter().filter(|(other, _)| by.needs.as_deref() == Some(other.name.as_str()));
        of.flat_map(|(_, pairs)| pairs.clone()).collect::<Pairs>()
    };
    let each = others.map(|(parameter, pairs)| [required.as_slice(), &needed(parameter), pairs].concat()).collect();
    (each, filled.into_iter().flat_map(|(_, pairs)| pairs).collect())
}

async fn every_parameter_can_be_asked_for(app: DemoApp) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    for (question, head) in library() {
        let speaker = app.speak_as(&head.subject());
        let (each, all) = each_and_all(&question, &things);
        let blank = question.definition().parameters.iter().filter(|parameter| !parameter.required);
        let blank = blank.map(|parameter| (parameter.address().to_owned(), String::new()));
        let blank: Pairs = required(&question, &things).into_iter().chain(blank).collect();
        for (pairs, is_all) in each.into_iter().chain([blank]).map(|pairs| (pairs, false)).chain([(all, true)]) {
            match ask(&speaker, &question, &pairs, "SV").await {
                // Of others' records a closed question tells by less than it may be asked of the caller's own.
                Err(error) if is_all && !question.definition().open && is_not_told(&error) => {}
                Err(error) => wrong.push(format!("{} {pairs:?}: {error}", question.slug())),
                Ok(_) => {}
            }
        }
    }
    none(&wrong);
}

async fn an_open_question_answers_each_choice_of_its_form(app: DemoApp) {
    open_questions_answer(&app, |(each, _)| each).await;
}

async fn an_open_question_answers_all_choices_of_its_form_together(app: DemoApp) {
    open_questions_answer(&app, |(_, all)| vec![all]).await;
}

/// Whoever is not signed in may ask so much at once; places, which are told as they are, would take most of it.
async fn open_questions_answer(app: &DemoApp, chosen: impl Fn((Vec<Pairs>, Pairs)) -> Vec<Pairs>) {
    let things = things(app).await;
    let is_asked = |question: &Question| question.definition().open && !question.document().contains("measure: PLACES");
    let mut wrong = Vec::new();
    for (question, _) in library().into_iter().filter(|(question, _)| is_asked(question)) {
        for pairs in chosen(each_and_all(&question, &things)) {
            if let Err(error) = ask(&app.anonymous(), &question, &pairs, "SV").await {
                wrong.push(format!("{} {pairs:?}: {error}", question.slug()));
            }
        }
    }
    none(&wrong);
}

async fn figures_answer_a_council_member(app: DemoApp) {
    let things = things(&app).await;
    let member = app.speak_as("demo-council-member");
    let mut wrong = Vec::new();
    for (question, head) in library().into_iter().filter(|(question, _)| is_statistics(question)) {
        let slug = question.slug();
        match (ask(&member, &question, &required(&question, &things), "SV").await, &head.own) {
            (Ok(told), None) if told.rows > 0 => {}
            (Err(error), Some(_)) if is_not_told(&error) => {}
            (Ok(told), _) => wrong.push(format!("{slug}: {} rows", told.rows)),
            (Err(error), _) => wrong.push(format!("{slug}: {error}")),
        }
    }
    none(&wrong);
}

async fn open_questions_answer_anyone(app: DemoApp) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    for (question, head) in library().into_iter().filter(|(question, _)| question.definition().open) {
        assert_eq!(head.demo, "public_reader", "{}: an open question answers who holds no role", question.slug());
        match ask(&app.anonymous(), &question, &required(&question, &things), "SV").await {
            Err(error) => wrong.push(format!("{}: {error}", question.slug())),
            Ok(told) if told.rows == 0 => wrong.push(format!("{}: no rows", question.slug())),
            Ok(told) => wrong.extend(people(&told.data).map(|id| format!("{}: {id}", question.slug()))),
        }
    }
    none(&wrong);
}

/// The address refuses them before anything is run; this is what the executor holds back if it did not.
/// What these count is open to everyone, row by row.
const COUNTS_OPEN_DATA: [&str; 1] = ["utbud-for-ett-behovs-ord"];

async fn closed_questions_tell_the_anonymous_nothing(app: DemoApp) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    for (question, head) in library().into_iter().filter(|(question, _)| !question.definition().open) {
        let slug = question.slug();
        let told = match ask(&app.anonymous(), &question, &required(&question, &things), "SV").await {
            Err(error) if is_refused(&question, &error) => continue,
            told => told.unwrap_or_else(|error| panic!("{slug}: {error}")),
        };
        let counted = protected(&told.data);
        let held_back = match (is_statistics(&question), &head.anonymous) {
            (true, _) => told.data["statistics"]["audience"] == "PUBLIC",
            (false, Some(_)) => counted == 0 || COUNTS_OPEN_DATA.contains(&slug),
            (false, None) => told.rows == 0,
        };
        if !held_back {
            wrong.push(format!("{slug}: {} rows, {counted} counted", told.rows));
        }
    }
    none(&wrong);
}

/// The people that a subject's organisation employs or employed, as their ids in the answers.
async fn own_people(app: &DemoApp, subject: &str) -> BTreeSet<String> {
    let own = format!("(SELECT organisation_id FROM role_assignments WHERE subject = '{subject}')");
    let list = |table| format!("SELECT participant_id FROM {table} WHERE organisation_id IN {own}");
    let sql = ["participations", "enrolments", "outcomes"].map(list).join(" UNION ");
    app.texts(&sql).await.into_iter().map(|id| format!("person_{id}")).collect()
}

async fn no_question_tells_a_stranger_of_others_people(app: DemoApp) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    let mut told_of_own = BTreeSet::new();
    for subject in ["demo-public-reader", "demo-other-org-contact", "demo-council-member", "demo-system-admin"] {
        let own = own_people(&app, subject).await;
        let speaker = app.speak_as(subject);
        for (question, _) in library() {
            let slug = question.slug();
            let told = match ask(&speaker, &question, &required(&question, &things), "SV").await {
                Err(error) if is_refused(&question, &error) => continue,
                told => told.unwrap_or_else(|error| panic!("{slug}: {error}")),
            };
            let told_of: BTreeSet<String> = people(&told.data).collect();
            wrong.extend(told_of.difference(&own).map(|id| format!("{slug} tells {subject} of {id}")));
            told_of_own.extend(told_of.intersection(&own).cloned());
        }
    }
    none(&wrong);
    assert!(!told_of_own.is_empty(), "an employer is told of its own people, or this test sees nobody");
}

/// What the question's address says to this subject.
async fn status(app: &DemoApp, slug: &str, format: &str, pairs: &Pairs, subject: Option<&str>) -> StatusCode {
    let query: Vec<String> = pairs.iter().map(|(name, text)| format!("{name}={text}")).collect();
    let mut request = Request::get(format!("/fragor/{slug}.{format}?{}", query.join("&")));
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    let request = request.body(Body::empty()).expect("a request");
    app.router().oneshot(request).await.expect("the router always answers").status()
}

/// By its address a question is asked in larger pages, and must cost no more than that allows, signed in or not.
async fn every_other_question_has_its_address(app: DemoApp) {
    addresses(&app, 0).await;
}

/// Apart, for who is not signed in has a budget, and the tests' clock stands still.
async fn the_rest_of_the_questions_have_theirs(app: DemoApp) {
    addresses(&app, 1).await;
}

async fn addresses(app: &DemoApp, from: usize) {
    let things = things(app).await;
    let mut wrong = Vec::new();
    for (question, head) in library().into_iter().skip(from).step_by(2) {
        let slug = question.slug();
        let pairs = required(&question, &things);
        let own = status(app, slug, "csv", &pairs, Some(&head.subject())).await;
        let anonymous = status(app, slug, "json", &pairs, None).await;
        let expected = if question.definition().open { StatusCode::OK } else { StatusCode::UNAUTHORIZED };
        if (own, anonymous) != (StatusCode::OK, expected) {
            wrong.push(format!("{slug}: {own} as {}, {anonymous} for who is not signed in", head.demo));
        }
    }
    none(&wrong);
}
