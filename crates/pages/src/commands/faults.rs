//! What is wrong with a form, in the words of who fills it in: which values its fields take, and nothing of programs.

use graph::payload::user_error;
use kernel::{
    Error, FieldError, Label, Lang, Rule,
    command::{Field, Kind, Table},
    error::rules,
};
use serde_json::Value;
use web::commands::FieldFault;

use super::{form::is_money, input::below};

const STALE: Label = Label {
    sv: "Någon annan har ändrat under tiden. Det som nu är sparat står vid fälten: se efter, kryssa i sist i formuläret och skicka igen.",
    en: "Someone else changed this meanwhile. What is stored now stands by the fields: look, tick at the form's end, and send it again.",
};

/// That what is stored has not been seen.
pub(super) fn stale(lang: Lang) -> FieldFault {
    FieldFault { path: String::new(), words: STALE.get(lang).to_owned() }
}

/// What is wrong with an input, field by field.
pub(super) fn of(table: &Table, error: Error, lang: Lang) -> Vec<FieldFault> {
    let fault = |FieldError { field, rule, detail }| {
        let message = user_error(&Error::invalid_with(field.clone(), rule, detail), lang).message;
        told_of(table, &field, rule.name, message, lang)
    };
    match error {
        Error::SeveralInvalid(errors) => errors.into_iter().map(fault).collect(),
        Error::Invalid { field, rule, detail } => vec![fault(FieldError { field, rule, detail })],
        other => vec![FieldFault { path: String::new(), words: user_error(&other, lang).message }],
    }
}

/// The user errors of an answer, by their paths below `input`.
pub(super) fn told(table: &Table, answer: &Value, lang: Lang) -> Vec<FieldFault> {
    let fault = |error: &Value| {
        let path = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str).skip(1);
        let path = path.collect::<Vec<_>>().join(".");
        let text = |name: &str| error[name].as_str().unwrap_or_default();
        told_of(table, &path, text("code"), text("message").to_owned(), lang)
    };
    errors(answer).map(fault).collect()
}

/// Whether an answer has a user error with this code.
pub(super) fn has(answer: &Value, rule: Rule) -> bool {
    errors(answer).any(|error| error["code"] == rule.name)
}

fn errors(answer: &Value) -> impl Iterator<Item = &Value> {
    answer["userErrors"].as_array().into_iter().flatten()
}

/// A fault at a path; that of an amount stands at the one field that the form has of it.
fn told_of(table: &Table, path: &str, rule: &str, message: String, lang: Lang) -> FieldFault {
    let field = at(table, path);
    let of_amount = match field.map(|field| field.kind) {
        Some(Kind::Group(table)) if is_money(table) => Some(below(path, "amount")),
        _ => path.strip_suffix(".currency").map(|above| below(above, "amount")),
    };
    let is_amount = of_amount.is_some() || path.rsplit_once('.').is_some_and(|(above, _)| is_money_at(table, above));
    let words = wanted(field, is_amount, rule, lang).unwrap_or(message);
    if let (Some(Kind::Json), Some((whole, inner))) = (field.map(|field| field.kind), path.split_once('.')) {
        // What is written as one text is mended there, and the place in it is told.
        return FieldFault { path: whole.to_owned(), words: format!("{inner}: {words}") };
    }
    FieldFault { path: of_amount.unwrap_or_else(|| path.to_owned()), words }
}

fn is_money_at(table: &Table, path: &str) -> bool {
    matches!(at(table, path).map(|field| field.kind), Some(Kind::Group(table)) if is_money(table))
}

/// The field at a path; of a list's item, the list.
fn at<'t>(table: &'t Table, path: &str) -> Option<&'t Field> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = table.fields.iter().find(|field| field.name == name)?;
    match field.kind {
        Kind::Group(below) if !rest.is_empty() => at(below, rest),
        _ => Some(field),
    }
}

/// What the field takes, where the rule's own words do not say it.
fn wanted(field: Option<&Field>, is_amount: bool, code: &str, lang: Lang) -> Option<String> {
    let say = |sv: &str, en: &str| Some(if lang == Lang::Sv { sv.to_owned() } else { en.to_owned() });
    let amount = Label {
        sv: "Skriv beloppet i kronor med högst två decimaler, så här: 1 200 000,50.",
        en: "Write the amount in kronor with at most two decimals, like this: 1,200,000.50.",
    };
    let rule = rules::ALL.iter().find(|rule| rule.name == code).copied()?;
    match (rule, field.map(|field| field.kind)) {
        (rules::FIELD_IS_REQUIRED, _) => None,
        (rules::VERSION_IS_STALE, _) => Some(STALE.get(lang).to_owned()),
        (rules::IDEMPOTENCY_KEY_REUSED, _) => say(
            "Formuläret har redan skickats en gång med annat innehåll. Öppna det på nytt och skriv det som ska ändras.",
            "This form was sent once already with other content. Open it anew and write what is to be changed.",
        ),
        (rules::IDEMPOTENCY_KEY_UNDER_WAY, _) => say(
            "Formuläret skickades nyss och ändringen görs just nu. Vänta en stund och skicka igen, så får du svaret.",
            "The form was sent just now and the change is being made. Wait a moment and send it again to get the answer.",
        ),
        (_, _) if is_amount => Some(amount.get(lang).to_owned()),
        (rules::NUMBER_IS_OUT_OF_RANGE | rules::VALUE_IS_OF_ANOTHER_TYPE, Some(kind))
            if kind.whole_numbers().is_some() =>
        {
            let bounds = field.and_then(|field| field.kind.bounds(lang));
            match (bounds, lang) {
                (Some(bounds), Lang::Sv) => Some(format!("Skriv ett heltal, {bounds}")),
                (Some(bounds), Lang::En) => Some(format!("Write a whole number, {bounds}")),
                (None, _) => say("Skriv ett heltal.", "Write a whole number."),
            }
        }
        (rules::TEXT_LENGTH_IS_WRONG, Some(kind)) => {
            let bounds = kind.bounds(lang)?;
            Some(if lang == Lang::Sv { format!("Skriv {bounds}") } else { format!("Write {bounds}") })
        }
        (rules::REFERENCE_IS_UNKNOWN, _) => say(
            "Det som valdes finns inte, eller så når du det inte. Välj något annat.",
            "What was chosen does not exist, or you do not reach it. Choose something else.",
        ),
        (rules::CODE_IS_UNKNOWN, Some(Kind::Choice(_) | Kind::Code(_))) => {
            say("Välj ett av alternativen i listan.", "Choose one of those in the list.")
        }
        (rules::MOMENT_IS_WRONG, Some(Kind::Instant)) => say(
            "Skriv dag och klockslag, så här: 2026-03-31 09:00. När sommartiden börjar hoppas timmen från 02 till 03 över.",
            "Write a day and a time, like this: 2026-03-31 09:00. When summer time begins, the hour from 2 to 3 is left out.",
        ),
        _ => None,
    }
}
