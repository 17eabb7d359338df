//! A question's page: what it shows, its form, the answer as chart and table, and how to take it along.

mod field;
mod form;
mod part;
mod table;
mod takeaway;

pub(crate) use field::{fits, id};
pub(crate) use form::Form;
pub(crate) use part::rows_of;

use kernel::Lang;
use maud::{Markup, PreEscaped, html};
use questions::{
    Arguments, Parameter, ParameterKind, Question,
    chart::{self, Picture},
};

use super::{Page, front, problem, time};
use crate::{
    commands::RowForm,
    port::{Answer, Refusal},
    visit::Visit,
};

/// A drawing higher than this is tall; each is 640 wide.
const TALL: f64 = 600.0;

/// Everything the page is made of.
pub(crate) struct Shown<'a> {
    pub question: &'a Question,
    pub form: Form,
    pub state: State,
    /// What can be done with each row of the answer.
    pub row_form: Option<RowForm>,
    /// Whether the reader may make access tokens.
    pub makes_keys: bool,
}

/// How far the asking came.
pub(crate) enum State {
    /// Not asked yet: a value must be chosen first.
    Unasked,
    /// Asked and answered.
    Answered(Box<Arguments>, Box<Answer>),
    /// Asked and refused.
    Refused(Refusal),
}

/// The page.
pub(crate) fn page(visit: &Visit, shown: &Shown<'_>) -> Page {
    let definition = shown.question.definition();
    let title = definition.title.get(visit.lang);
    let main = html! {
        div.wide {
            nav.crumbs aria-label=(visit.say("Brödsmulor", "Breadcrumbs")) {
                a href=(visit.link("/")) { (visit.say("Alla frågor", "All questions")) }
                " " span aria-hidden="true" { "›" } " "
                a href=(visit.link(&format!("/#{}", definition.theme.as_str()))) { (definition.theme.label().get(visit.lang)) }
            }
            (shown.form.error_summary(visit, shown.question))
            h1 { (title) }
            p.ingress { (definition.ingress.get(visit.lang)) }
            p.tags {
                (front::audience(visit, shown.question))
                @if let Some(audience) = &definition.audience { span.tag { (audience.get(visit.lang)) } }
            }
            @if matches!(shown.state, State::Answered(..)) && !definition.parameters.is_empty() {
                p.to-answer { a href="#svar" { (visit.say("Hoppa till svaret", "Jump to the answer")) } }
            }
            (shown.form.html(visit, shown.question))
            section #svar.answer tabindex="-1" aria-labelledby="svar-rubrik" { (state(visit, shown)) }
            @if let State::Answered(arguments, _) = &shown.state {
                (takeaway::elsewhere(visit, shown.question, arguments, shown.makes_keys))
            }
        }
    };
    match &shown.state {
        State::Refused(refusal) => {
            let told = problem::told(visit, refusal);
            Page::new(format!("{}: {title}", told.title), main).with(told.status)
        }
        _ => Page::new(title, main),
    }
}

fn state(visit: &Visit, shown: &Shown<'_>) -> Markup {
    match &shown.state {
        State::Unasked => html! {
            h2 #svar-rubrik { (visit.say("Svaret", "The answer")) }
            p.notice { (visit.say(
                "Fyll i formuläret och välj Visa svaret.", "Fill in the form and choose Show the answer.")) }
        },
        State::Refused(refusal) => refused(visit, refusal),
        State::Answered(arguments, answer) => answered(visit, shown, arguments, answer),
    }
}

fn refused(visit: &Visit, refusal: &Refusal) -> Markup {
    let told = problem::told(visit, refusal);
    let back = form_urlencoded::Serializer::new(String::new()).append_pair("tillbaka", &visit.here()).finish();
    let may_sign_in = visit.can_sign_in
        && (matches!(refusal, Refusal::SignIn | Refusal::SignInAgain)
            || (*refusal == Refusal::NoReach && visit.caller.token.is_none()));
    html! {
        h2 #svar-rubrik { (told.title) }
        div.notice {
            @if !told.advice.is_empty() { p { (told.advice) } }
            @if let Refusal::Parameters(_) = refusal {
                p { (visit.say(
                    "Svaret visas när fälten ovan är rättade.", "The answer is shown once the fields above are corrected.")) }
            }
            @if *refusal == Refusal::Broken && !visit.caller.request_id.is_empty() {
                p { (visit.say("Nummer: ", "Number: ")) code { (visit.caller.request_id) } }
            }
            @if may_sign_in {
                p { a.button href=(visit.link(&format!("/logga-in?{back}"))) { (visit.say("Logga in", "Sign in")) } }
            }
        }
    }
}

fn answered(visit: &Visit, shown: &Shown<'_>, arguments: &Arguments, answer: &Answer) -> Markup {
    let question = shown.question;
    let rows = answer.count;
    let part = part::Part::of(visit, question, answer);
    let picture = chart::of(question, &answer.table, part.whole(), visit.lang, "diagram");
    let part = part.beside(picture.as_ref());
    html! {
        h2 #svar-rubrik { (visit.say("Svaret", "The answer")) }
        (asked(visit, shown, arguments))
        @if rows == 0 {
            p.notice { (visit.say(
                "Det finns inga rader som svarar mot frågan. Välj något vidare i formuläret, till exempel en längre period, \
                 eller lämna ett fält tomt.",
                "No rows answer the question. Choose something wider in the form, such as a longer period, or leave a \
                 field blank.",
            )) }
        } @else {
            (takeaway::downloads(visit, question, arguments))
            @match picture {
                Some(Picture::Drawn(drawn)) => figure.chart-box.tall[is_tall(&drawn)] tabindex="0"
                    aria-label=(visit.say("Diagram", "Chart")) {
                    (PreEscaped(drawn))
                },
                Some(Picture::Silent(why)) => p.no-chart { (why) },
                None => {}
            }
            (table::html(visit, question, answer, &part, row_act(shown, arguments).as_ref()))
        }
        (about(visit, question, answer))
    }
}

/// The form of each row, with what was asked filled in; nothing where something that it takes was not asked for.
fn row_act<'a>(shown: &'a Shown<'_>, arguments: &Arguments) -> Option<table::RowAct<'a>> {
    let form = shown.row_form.as_ref()?;
    let asked = form.parameters.iter().map(|(field, address)| match arguments.written(address) {
        [one] => Some((field.as_str(), one.clone())),
        _ => None,
    });
    Some(table::RowAct { form, asked: asked.collect::<Option<_>>()? })
}

/// Whether a drawing would be too small to read on a part of a sheet.
fn is_tall(drawn: &str) -> bool {
    let size = drawn.split_once("viewBox=\"").and_then(|(_, rest)| rest.split('"').next());
    let height = size.and_then(|size| size.rsplit(' ').next()).and_then(|height| height.parse::<f64>().ok());
    height.is_some_and(|height| height > TALL)
}

/// What was asked for, in words: a thing and a code by its name.
fn asked(visit: &Visit, shown: &Shown<'_>, arguments: &Arguments) -> Markup {
    let told = arguments.shown(visit.lang);
    html! {
        @if !told.is_empty() {
            dl.asked {
                @for (label, value) in &told {
                    div { dt { (label) } dd { (named(visit, shown, arguments, label).as_ref().unwrap_or(value)) } }
                }
            }
        }
    }
}

/// The names of what was chosen in the field with this label; `None` where its values say themselves what they are. A code that is
/// not offered, such as one finer than the list, is said as it is; an id says nothing to anyone, and stays in its field.
fn named(visit: &Visit, shown: &Shown<'_>, arguments: &Arguments, label: &str) -> Option<String> {
    let mut parameters = shown.question.definition().parameters.iter();
    let is_it = |parameter: &&Parameter| {
        matches!(parameter.kind, ParameterKind::Id | ParameterKind::Code) && parameter.label.get(visit.lang) == label
    };
    let parameter = parameters.find(is_it)?;
    let choices = shown.form.choices.get(parameter.address()).map_or(&[][..], Vec::as_slice);
    let name = |value: &String| {
        let offered = choices.iter().find(|choice| choice.value.eq_ignore_ascii_case(value));
        match offered {
            Some(choice) => choice.label.clone(),
            None if parameter.kind == ParameterKind::Code => value.clone(),
            None => visit.say("något som inte finns bland valen", "something that is not among the choices").to_owned(),
        }
    };
    let mut names: Vec<String> = arguments.written(parameter.address()).iter().map(name).collect();
    names.dedup();
    Some(names.join(", "))
}

/// When it was answered, for whom, and how it is protected.
fn about(visit: &Visit, question: &Question, answer: &Answer) -> Markup {
    let about = &answer.about;
    let rows = answer.count;
    let count = questions::numbers::integer(i64::try_from(rows).unwrap_or(i64::MAX), visit.lang);
    let count = match (answer.more, visit.lang) {
        (false, _) => count,
        (true, Lang::Sv) => format!("fler än {count}"),
        (true, Lang::En) => format!("more than {count}"),
    };
    html! {
        details.about-answer {
            summary { (visit.say("Om svaret", "About the answer")) }
            dl {
                div { dt { (visit.say("Besvarat", "Answered")) } dd { (time::shown(visit.now, visit.lang)) } }
                div { dt { (visit.say("Uppgifterna gäller per", "Figures as of")) } dd { (time::shown(about.asked_at, visit.lang)) } }
                div { dt { (visit.say("Rader", "Rows")) } dd { (count) } }
                @if !about.scope.is_empty() {
                    div { dt { (visit.say("Vems uppgifter", "Whose figures")) } dd { (about.scope) } }
                }
                @if !about.protection.is_empty() {
                    div { dt { (visit.say("Skydd", "Protection")) } dd { (about.protection) } }
                }
                @if let Some(licence) = &about.licence {
                    div { dt { (visit.say("Licens", "Licence")) } dd { (licence) } }
                }
                div { dt { (visit.say("Frågans version", "Version of the question")) } dd { (question.definition().version) } }
            }
            @if visit.lang == Lang::En {
                p.help {
                    "Names from official Swedish code lists, such as industries, occupations and kinds of education, and what \
                     people have written stand in Swedish where there is no English."
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
