//! A library in memory: the built-in questions with made-up answers, and one question for each state a page can be in.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;
use kernel::FixedClock;
use questions::{
    About, Arguments, Catalogue, Cell, FieldKind, Head, Question, Row, Table, catalogue::parse, definition::IdOf,
};
use web::port::{Answer, Caller, Choice, ChoiceOf, Library, Refusal, Rows};

/// When everything here happens.
pub const NOW: &str = "2026-11-22T08:15:00Z";

pub fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock(now()))
}

pub fn now() -> DateTime<Utc> {
    NOW.parse().expect("an instant")
}

/// The library. Its own questions are named after what comes of them.
pub struct Fake {
    questions: Vec<Question>,
}

/// Slug and what is refused.
const REFUSALS: [(&str, Refusal); 8] = [
    ("ej-inloggad", Refusal::SignIn),
    ("utloggad", Refusal::SignInAgain),
    ("utan-ratt", Refusal::NoReach),
    ("for-stor", Refusal::TooManyRows),
    ("for-ofta", Refusal::TooManyRequests(30)),
    ("borta", Refusal::Away(5)),
    ("trasig", Refusal::Broken),
    ("saknas", Refusal::Unknown),
];

impl Fake {
    pub fn new() -> Arc<Self> {
        let mut questions: Vec<Question> =
            Catalogue::built_in().expect("the library").all().into_iter().cloned().collect();
        let own = REFUSALS.iter().map(|(slug, _)| *slug).chain([
            "tom",
            "dold",
            "lang-tabell",
            "personer",
            "alla-falt",
            "hemskt",
        ]);
        questions.extend(own.map(made));
        Arc::new(Self { questions })
    }
}

/// A question that stands, with a field of every kind.
fn made(slug: &str) -> Question {
    let title = if slug == "hemskt" { "<script>alert('x')</script> & \\\"citat\\\"" } else { slug };
    let required = if slug == "alla-falt" { "required = true" } else { "" };
    let toml = format!(
        r#"
version = 1
theme = "uppfoljning"
open = true
rows = "statistics.rows"
title = {{ sv = "{title}", en = "{title}" }}
ingress = {{ sv = "Prov av {title}.", en = "A test of {title}." }}
[[parameter]]
name = "least"
address = "minst"
kind = "integer"
min = 1
max = 100
{required}
label = {{ sv = "Minst antal", en = "At least" }}
help = {{ sv = "Ett tal mellan 1 och 100.", en = "A number from 1 to 100." }}
[[parameter]]
name = "day"
address = "dag"
kind = "date"
label = {{ sv = "Dag", en = "Day" }}
[[parameter]]
name = "sex"
address = "kon"
kind = "enum"
list = true
label = {{ sv = "Kön", en = "Sex" }}
values = [{{ code = "F", sv = "Kvinna", en = "Woman" }}, {{ code = "M", sv = "Man", en = "Man" }}]
[[parameter]]
name = "period"
kind = "period"
label = {{ sv = "Period", en = "Period" }}
[[parameter]]
name = "municipality"
address = "kommun"
kind = "code"
scheme = "MUNICIPALITY"
list = true
label = {{ sv = "Kommun", en = "Municipality" }}
[[parameter]]
name = "council"
address = "rad"
kind = "id"
of = "council"
label = {{ sv = "Råd", en = "Council" }}
[[parameter]]
name = "occupation"
address = "yrke"
kind = "code"
scheme = "OCCUPATION_NAME"
label = {{ sv = "Yrkesbenämning", en = "Occupation name" }}
[[parameter]]
name = "text"
kind = "text"
label = {{ sv = "Fritext", en = "Text" }}
[[parameter]]
name = "ended"
address = "avslutad"
kind = "boolean"
label = {{ sv = "Avslutad", en = "Ended" }}
[[column]]
name = "place"
path = "key[0].label"
type = "text"
label = {{ sv = "Plats", en = "Place" }}
[[column]]
name = "place_code"
path = "key[0].code"
type = "code"
label = {{ sv = "Plats, kod", en = "Place, code" }}
[[column]]
name = "participants"
path = "count"
type = "count"
unit = {{ sv = "deltaganden", en = "participations" }}
label = {{ sv = "Deltagare", en = "Participants" }}
description = {{ sv = "En person räknas en gång för varje projekt.", en = "A person counts once for each project." }}
[[column]]
name = "share"
path = "share"
type = "percent"
label = {{ sv = "Andel", en = "Share" }}
[chart]
kind = "bar"
x = "place"
y = "participants"
[dcat]
themes = ["SOCI"]
periodicity = "CONT"
licence = "CC0"
"#
    );
    let document = "query Prov($lang: Language, $least: Int, $day: Date, $sex: [Sex!], $from: Date, $to: Date, \
                    $municipality: [String!], $council: ID, $occupation: String, $text: String, $ended: Boolean) \
                    { statistics { rows { key { code label(lang: $lang) } count { value status } share } } }";
    let definition = parse(&toml).unwrap_or_else(|error| panic!("{slug}: {error}"));
    Question::new(slug, document, definition).unwrap_or_else(|errors| panic!("{slug}: {errors:?}"))
}

fn row(head: &Head, at: usize, hostile: bool) -> Row {
    let places = ["Göteborg", "Mölndal", "Kungälv", "Åmål", "Örebro", "Västerås"];
    let number = i64::try_from(at).expect("small");
    let hidden = at % 5 == 3;
    let cell = |kind: FieldKind, place: usize| match kind {
        FieldKind::Text if hostile => Cell::Text("<img src=x onerror=alert(1)>".into()),
        FieldKind::Text if at < places.len() || place > 0 => {
            Cell::Text(places.get((at + place) % places.len()).copied().unwrap_or_default().into())
        }
        FieldKind::Text => Cell::Text(format!("Plats {}", at + 1).into()),
        FieldKind::Code => Cell::Text(format!("{:04}", 1480 + at).into()),
        FieldKind::Status if hidden => Cell::Text("SUPPRESSED_PRIMARY".into()),
        FieldKind::Status if at % 5 == 2 => Cell::Text("PERTURBED".into()),
        FieldKind::Status => Cell::Text("EXACT".into()),
        FieldKind::Count if hidden => Cell::Hidden("SUPPRESSED_PRIMARY".to_owned()),
        FieldKind::Integer | FieldKind::Count => Cell::Integer(12_345 - 1_700 * (number % 7)),
        FieldKind::Decimal(scale) => Cell::Decimal(rust_decimal::Decimal::new(1_234_500 + number, scale)),
        FieldKind::Percent(_) if hidden => Cell::Null,
        FieldKind::Percent(scale) => Cell::Decimal(rust_decimal::Decimal::new(1_234 + number, scale.max(4))),
        FieldKind::Year => Cell::Integer(2_018 + number),
        FieldKind::Date => NaiveDate::from_ymd_opt(2026, 3, 1).map_or(Cell::Null, Cell::Date),
        FieldKind::DateTime => Cell::DateTime(now()),
        FieldKind::Boolean => Cell::Boolean(at.is_multiple_of(2)),
    };
    head.fields().iter().enumerate().map(|(place, field)| cell(field.kind, place)).collect()
}

impl Library for Fake {
    fn list<'a>(&'a self, _: &'a Caller) -> BoxFuture<'a, Result<Vec<Question>, Refusal>> {
        Box::pin(async { Ok(self.questions.clone()) })
    }

    fn find<'a>(&'a self, _: &'a Caller, slug: &'a str) -> BoxFuture<'a, Result<Question, Refusal>> {
        let found = self.questions.iter().find(|question| question.slug() == slug && slug != "saknas");
        Box::pin(async move { found.cloned().ok_or(Refusal::Unknown) })
    }

    fn answer<'a>(
        &'a self,
        caller: &'a Caller,
        question: &'a Question,
        arguments: &'a Arguments,
        rows: Rows,
    ) -> BoxFuture<'a, Result<Answer, Refusal>> {
        Box::pin(async move {
            if let Some((_, refusal)) = REFUSALS.iter().find(|(slug, _)| *slug == question.slug()) {
                return Err(refusal.clone());
            }
            if caller.token.is_none() && !question.definition().open {
                return Err(Refusal::SignIn);
            }
            let head = Head::of(question);
            let all: usize = match question.slug() {
                "tom" => 0,
                "projektkort" if !arguments.asked().is_empty() => 1,
                "lang-tabell" | "personer" => 6_030,
                _ => 12,
            };
            // `personer` is noted when read: what is not shown does not come.
            let is_noted = question.slug() == "personer";
            let (from, to) = match rows.page {
                _ if !is_noted => (0, all),
                Some(page) => {
                    let page = page.clamp(1, all.div_ceil(rows.size).max(1));
                    ((page - 1) * rows.size, (page * rows.size).min(all))
                }
                None => (0, all.min(rows.at_once)),
            };
            let rows = (from..to).map(|at| row(&head, at, question.slug() == "hemskt")).collect();
            let mut about = About::new(question, arguments, caller.lang, now());
            about.scope = "Det som är öppet för alla.".to_owned();
            about.protection = "Små antal är skyddade.".to_owned();
            Ok(Answer { table: Table { head, rows }, before: from, count: all, more: false, about })
        })
    }

    fn probe<'a>(
        &'a self,
        _: &'a Caller,
        question: &'a Question,
        _: &'a Arguments,
    ) -> BoxFuture<'a, Option<Result<(), Refusal>>> {
        Box::pin(async move { (question.slug() == "personer").then_some(Ok(())) })
    }

    fn own<'a>(&'a self, caller: &'a Caller, of: IdOf) -> BoxFuture<'a, Result<Vec<String>, Refusal>> {
        let has_one = caller.token.is_some() && of == IdOf::Project;
        Box::pin(async move { Ok(if has_one { vec!["0104".to_owned()] } else { Vec::new() }) })
    }

    fn choices<'a>(&'a self, _: &'a Caller, of: ChoiceOf<'a>) -> BoxFuture<'a, Result<Vec<Choice>, Refusal>> {
        let many = match of {
            ChoiceOf::Id(_) => 12,
            ChoiceOf::Scheme("OCCUPATION_NAME") => 1_500,
            ChoiceOf::Scheme(_) => 290,
        };
        let choice =
            |at: usize| Choice { value: format!("{:04}", 100 + at), label: format!("Val {:04} <b>", 100 + at) };
        Box::pin(async move { Ok((0..many).map(choice).collect()) })
    }
}
