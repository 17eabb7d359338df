//! Every built-in question: it stands, it answers the demonstration role it names, in both languages and with every
//! parameter asked for, open ones answer anyone, and none tells a stranger of others' people.
//!
//! Two comments at the head of a question's TOML are this test's: `# demo: ROLE`, whom it answers as it is, and, where
//! that is so, `# empty: why` or `# anonymous: why`.

use std::collections::BTreeSet;

use axum::body::Body;
use chrono::NaiveDate;
use http::{Request, StatusCode, header};
use libtest_mimic::Trial;
use questions::{Catalogue, Flattener, Question, definition::IdOf};
use serde_json::{Map, Value, json};
use tower::ServiceExt;

use super::files::{Head, head, people, protected};
use crate::harness::{Furnished, Speaker, trial::both};

/// Pages asked for at most: what is said of them is said of the rest.
const PAGES: usize = 3;
/// The tests' own day.
const TODAY: &str = "2026-09-01";

pub fn tests() -> Vec<Trial> {
    both![
        every_question_answers_the_role_it_is_for,
        every_parameter_can_be_asked_for,
        open_questions_answer_anyone,
        closed_questions_tell_the_anonymous_nothing,
        no_question_tells_a_stranger_of_others_people,
        every_question_has_its_address,
    ]
}

fn today() -> NaiveDate {
    TODAY.parse().expect("a day")
}

/// What came of asking.
struct Told {
    data: Value,
    rows: usize,
}

/// Asks with these pairs of the query string, page after page.
async fn ask(
    speaker: &Speaker<'_>,
    question: &Question,
    pairs: &[(String, String)],
    lang: &str,
) -> Result<Told, String> {
    let pairs = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let arguments = question.read_parameters(pairs, today()).map_err(|errors| format!("{errors:?}"))?;
    let mut variables = arguments.variables();
    if question.declares("lang") {
        variables.insert("lang".to_owned(), lang.into());
    }
    let flattener = Flattener::new(question);
    let mut told = Told { data: Value::Null, rows: 0 };
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

fn library() -> Vec<(Question, Head)> {
    let catalogue = Catalogue::built_in().unwrap_or_else(|errors| panic!("{errors}"));
    catalogue.all().into_iter().map(|question| (question.clone(), head(question))).collect()
}

/// Fails with everything that was wrong, not the first thing only.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn every_question_answers_the_role_it_is_for(app: Furnished) {
    let mut wrong = Vec::new();
    for (question, head) in library() {
        let speaker = app.speak_as(&head.subject());
        let slug = question.slug();
        match ask(&speaker, &question, &[], "SV").await {
            Err(error) => wrong.push(format!("{slug} as {}: {error}", head.demo)),
            Ok(told) if (told.rows == 0) != head.empty.is_some() => {
                wrong.push(format!("{slug} as {}: {} rows", head.demo, told.rows));
            }
            Ok(_) => {}
        }
        if let Err(error) = ask(&speaker, &question, &[], "EN").await {
            wrong.push(format!("{slug} in English: {error}"));
        }
    }
    none(&wrong);
}

/// Something of each kind that a parameter may point at.
async fn things(app: &Furnished) -> Map<String, Value> {
    let query = "{ project: projects(first: 1) { nodes { id } } council: councils(first: 1) { nodes { id } }
        industryCouncil: industryCouncils(first: 1) { nodes { id } } effort: efforts(first: 1) { nodes { id } }
        hub: hubs(first: 1) { nodes { id } } organisation: organisations(first: 1) { nodes { id } } }";
    let data = app.anonymous().ask(query, json!({})).await;
    let Value::Object(found) = data else { panic!("no object: {data:#}") };
    found.into_iter().map(|(kind, mut list)| (kind, list["nodes"][0]["id"].take())).collect()
}

/// A value of each parameter; of an enum, all its values where several may be given.
fn filled(question: &Question, things: &Map<String, Value>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for parameter in &question.definition().parameters {
        let most = if parameter.list { usize::MAX } else { 1 };
        let texts: Vec<String> = match (parameter.kind.as_str(), parameter.scheme.as_deref(), parameter.of) {
            ("enum", ..) => parameter.values.iter().take(most).map(|value| value.code.clone()).collect(),
            ("id", _, Some(of)) => vec![things[IdOf::as_str(of)].as_str().expect("an id").to_owned()],
            ("code", Some("MUNICIPALITY"), _) => vec!["1480".to_owned()],
            ("code", Some("COUNTY"), _) => vec!["14".to_owned()],
            ("code", Some("REGION"), _) => vec!["GOTEBORGSREGIONEN".to_owned()],
            ("code", Some("SNI_2007"), _) => vec!["C".to_owned()],
            ("code", Some("SSYK_2012"), _) => vec!["7".to_owned()],
            ("date", ..) => vec!["2021-01-01".to_owned()],
            ("period", ..) => vec!["2021".to_owned()],
            ("integer", ..) => vec!["5".to_owned()],
            ("text", ..) => vec!["2020/00312".to_owned()],
            (kind, scheme, _) => panic!("{}: {kind} {scheme:?} has no example here", question.slug()),
        };
        pairs.extend(texts.into_iter().map(|text| (parameter.address().to_owned(), text)));
    }
    pairs
}

async fn every_parameter_can_be_asked_for(app: Furnished) {
    let things = things(&app).await;
    let mut wrong = Vec::new();
    for (question, head) in library() {
        let speaker = app.speak_as(&head.subject());
        let all = filled(&question, &things);
        let blank = question.definition().parameters.iter().filter(|parameter| !parameter.required);
        let blank: Vec<_> = blank.map(|parameter| (parameter.address().to_owned(), String::new())).collect();
        for pairs in [all, blank] {
            if let Err(error) = ask(&speaker, &question, &pairs, "SV").await {
                wrong.push(format!("{} {pairs:?}: {error}", question.slug()));
            }
        }
    }
    none(&wrong);
}

async fn open_questions_answer_anyone(app: Furnished) {
    let mut wrong = Vec::new();
    for (question, head) in library().into_iter().filter(|(question, _)| question.definition().open) {
        assert_eq!(head.demo, "public_reader", "{}: an open question answers who holds no role", question.slug());
        match ask(&app.anonymous(), &question, &[], "SV").await {
            Err(error) => wrong.push(format!("{}: {error}", question.slug())),
            Ok(told) if told.rows == 0 => wrong.push(format!("{}: no rows", question.slug())),
            Ok(told) => wrong.extend(people(&told.data).map(|id| format!("{}: {id}", question.slug()))),
        }
    }
    none(&wrong);
}

/// The address refuses them before anything is run; this is what the executor holds back if it did not.
async fn closed_questions_tell_the_anonymous_nothing(app: Furnished) {
    let mut wrong = Vec::new();
    for (question, head) in library().into_iter().filter(|(question, _)| !question.definition().open) {
        let slug = question.slug();
        let told = ask(&app.anonymous(), &question, &[], "SV").await.unwrap_or_else(|error| panic!("{slug}: {error}"));
        let is_statistics = question.rows().to_string() == "statistics.rows";
        let counted = protected(&told.data);
        let held_back = match (is_statistics, &head.anonymous) {
            (true, _) => told.data["statistics"]["audience"] == "PUBLIC",
            (false, Some(_)) => counted == 0,
            (false, None) => told.rows == 0,
        };
        if !held_back {
            wrong.push(format!("{slug}: {} rows, {counted} counted", told.rows));
        }
    }
    none(&wrong);
}

/// The people that a subject's organisation employs or employed, as their ids in the answers.
async fn own_people(app: &Furnished, subject: &str) -> BTreeSet<String> {
    let own = format!("(SELECT organisation_id FROM role_assignments WHERE subject = '{subject}')");
    let list = |table| format!("SELECT participant_id FROM {table} WHERE organisation_id IN {own}");
    let sql = ["participations", "enrolments", "outcomes"].map(list).join(" UNION ");
    app.texts(&sql).await.into_iter().map(|id| format!("person_{id}")).collect()
}

async fn no_question_tells_a_stranger_of_others_people(app: Furnished) {
    let mut wrong = Vec::new();
    let mut told_of_own = BTreeSet::new();
    for subject in ["demo-public-reader", "demo-other-org-contact", "demo-council-member", "demo-system-admin"] {
        let own = own_people(&app, subject).await;
        let speaker = app.speak_as(subject);
        for (question, _) in library() {
            let slug = question.slug();
            let told = ask(&speaker, &question, &[], "SV").await.unwrap_or_else(|error| panic!("{slug}: {error}"));
            let told_of: BTreeSet<String> = people(&told.data).collect();
            wrong.extend(told_of.difference(&own).map(|id| format!("{slug} tells {subject} of {id}")));
            told_of_own.extend(told_of.intersection(&own).cloned());
        }
    }
    none(&wrong);
    assert!(!told_of_own.is_empty(), "an employer is told of its own people, or this test sees nobody");
}

/// What the question's address says to this subject.
async fn status(app: &Furnished, slug: &str, format: &str, subject: Option<&str>) -> StatusCode {
    let mut request = Request::get(format!("/fragor/{slug}.{format}"));
    if let Some(subject) = subject {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", app.token(subject)));
    }
    let request = request.body(Body::empty()).expect("a request");
    app.router().oneshot(request).await.expect("the router always answers").status()
}

/// By its address a question is asked in larger pages, and must cost no more than that allows, signed in or not.
async fn every_question_has_its_address(app: Furnished) {
    let mut wrong = Vec::new();
    for (question, head) in library() {
        let slug = question.slug();
        let own = status(&app, slug, "csv", Some(&head.subject())).await;
        let anonymous = status(&app, slug, "json", None).await;
        let expected = if question.definition().open { StatusCode::OK } else { StatusCode::UNAUTHORIZED };
        if (own, anonymous) != (StatusCode::OK, expected) {
            wrong.push(format!("{slug}: {own} as {}, {anonymous} for who is not signed in", head.demo));
        }
    }
    none(&wrong);
}
