//! One field, by its parameter's kind.

use chrono::Datelike;
use kernel::Lang;
use maud::{Markup, html};
use questions::{Parameter, ParameterKind, definition::Whole};

use super::form::Form;
use crate::{port::Choice, visit::Visit};

/// So many choices are shown at once as check boxes; more are folded away until asked for.
const BOXES_AT_ONCE: usize = 4;
/// So many choices fit a list to choose in; among more the reader writes, with suggestions.
const MOST_LISTED: usize = 400;
/// Blank fields after those filled in, where several values are written.
const BLANKS: usize = 2;

/// The field's id, which the error summary links to.
pub(crate) fn id(address: &str) -> String {
    let safe: String = address.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("falt-{safe}")
}

/// Label, help, what is wrong, and the control.
pub(super) fn html(visit: &Visit, form: &Form, parameter: &Parameter) -> Markup {
    let lang = visit.lang;
    let choices = offered(visit, form, parameter);
    let field = Field { visit, form, parameter, choices };
    match parameter.kind {
        ParameterKind::Period => field.period(),
        ParameterKind::Boolean if !parameter.list => field.select(&truth(lang)),
        ParameterKind::Enum | ParameterKind::Code | ParameterKind::Id if !field.choices.is_empty() => {
            match (parameter.list, field.choices.len()) {
                (true, 0..=MOST_LISTED) => field.boxes(),
                (false, 0..=MOST_LISTED) => field.select(&field.choices),
                _ => field.inputs("text"),
            }
        }
        ParameterKind::Date => field.inputs("date"),
        ParameterKind::Integer => field.inputs("number"),
        _ => field.inputs("text"),
    }
}

fn truth(lang: Lang) -> Vec<Choice> {
    let choice = |value: &str, sv: &str, en: &str| Choice {
        value: value.to_owned(),
        label: if lang == Lang::Sv { sv } else { en }.to_owned(),
    };
    vec![choice("ja", "Ja", "Yes"), choice("nej", "Nej", "No")]
}

fn offered(visit: &Visit, form: &Form, parameter: &Parameter) -> Vec<Choice> {
    if parameter.kind != ParameterKind::Enum {
        return form.choices(parameter).to_vec();
    }
    let choice = |value: &questions::definition::Value| Choice {
        value: value.code.clone(),
        label: value.label().get(visit.lang).to_owned(),
    };
    parameter.values.iter().map(choice).collect()
}

struct Field<'a> {
    visit: &'a Visit,
    form: &'a Form,
    parameter: &'a Parameter,
    choices: Vec<Choice>,
}

impl Field<'_> {
    fn id(&self) -> String {
        id(self.parameter.address())
    }

    fn values(&self) -> &[String] {
        self.form.values(self.parameter)
    }

    fn has(&self, value: &str) -> bool {
        self.values().iter().any(|known| known.eq_ignore_ascii_case(value))
    }

    fn is_wrong(&self) -> bool {
        self.form.error(self.parameter).is_some()
    }

    /// Help and error, as `aria-describedby` names them.
    fn described_by(&self) -> Option<String> {
        let help = self.parameter.help.is_some().then(|| format!("{}-hjalp", self.id()));
        let error = self.is_wrong().then(|| format!("{}-fel", self.id()));
        let ids: Vec<String> = help.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn label(&self) -> Markup {
        html! {
            (self.parameter.label.get(self.visit.lang))
            @if self.form.has_required && !self.parameter.required {
                " " span.optional { (self.visit.say("(frivilligt)", "(optional)")) }
            }
        }
    }

    fn words(&self) -> Markup {
        html! {
            @if let Some(help) = &self.parameter.help {
                p.help id=(format!("{}-hjalp", self.id())) { (help.get(self.visit.lang)) }
            }
            @if let Some(error) = self.form.error(self.parameter) {
                p.error id=(format!("{}-fel", self.id())) {
                    span.unseen { (self.visit.say("Fel: ", "Error: ")) } (super::form::message(self.visit, self.form, self.parameter, error))
                }
            }
        }
    }

    fn around(&self, control: &Markup) -> Markup {
        html! {
            div.field.wrong[self.is_wrong()] {
                label for=(self.id()) { (self.label()) }
                (self.words())
                (control)
            }
        }
    }

    fn group(&self, control: &Markup) -> Markup {
        html! {
            fieldset.field.wrong[self.is_wrong()] id=(self.id()) tabindex="-1" aria-describedby=[self.described_by()] {
                legend { (self.label()) }
                (self.words())
                (control)
            }
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.is_wrong().then_some("true")
    }

    fn select(&self, choices: &[Choice]) -> Markup {
        // A value that is not offered, kept as it was written so that it can be seen and changed.
        let strange = self
            .values()
            .iter()
            .find(|value| !value.is_empty() && !choices.iter().any(|c| c.value.eq_ignore_ascii_case(value)));
        self.around(&html! {
            select id=(self.id()) name=(self.parameter.address()) required[self.parameter.required]
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] {
                @if !self.parameter.required { option value="" { (self.visit.say("Alla", "All")) } }
                @else if self.values().is_empty() { option value="" { (self.visit.say("Välj", "Choose")) } }
                @if let Some(strange) = strange { option value=(strange) selected { (strange) } }
                @for choice in choices {
                    option value=(choice.value) selected[self.has(&choice.value)] { (choice.label) }
                }
            }
        })
    }

    fn boxes(&self) -> Markup {
        let address = self.parameter.address();
        let strange =
            self.values().iter().filter(|value| !value.is_empty() && !self.choices.iter().any(|c| c.value == **value));
        let boxes = html! {
            div.boxes.many[self.choices.len() > BOXES_AT_ONCE] {
                @for value in strange {
                    label { input type="checkbox" name=(address) value=(value) checked; " " (value) }
                }
                @for choice in &self.choices {
                    label {
                        input type="checkbox" name=(address) value=(choice.value) checked[self.has(&choice.value)];
                        " " (choice.label)
                    }
                }
            }
        };
        if self.choices.len() <= BOXES_AT_ONCE {
            return self.group(&boxes);
        }
        let chosen = self.values().iter().filter(|value| !value.is_empty()).count();
        let summary = match (chosen, self.visit.lang) {
            (0, Lang::Sv) if self.parameter.required => format!("Välj bland {}", self.choices.len()),
            (0, Lang::En) if self.parameter.required => format!("Choose among {}", self.choices.len()),
            (0, Lang::Sv) => format!("Alla. Välj bland {}", self.choices.len()),
            (0, Lang::En) => format!("All. Choose among {}", self.choices.len()),
            (_, Lang::Sv) => format!("{chosen} valda av {}", self.choices.len()),
            (_, Lang::En) => format!("{chosen} chosen of {}", self.choices.len()),
        };
        let is_open = self.is_wrong() || (self.parameter.required && chosen == 0);
        self.group(&html! { details open[is_open] { summary { (summary) } (boxes) } })
    }

    /// One input, or one for each value and some blank ones.
    fn inputs(&self, kind: &str) -> Markup {
        let suggestions = (!self.choices.is_empty()).then(|| format!("{}-forslag", self.id()));
        let list = html! {
            @if let Some(suggestions) = &suggestions {
                datalist id=(suggestions) {
                    @for choice in &self.choices { option value=(choice.value) { (choice.label) } }
                }
            }
        };
        // What is no number or date would vanish from an input of that kind; the reader must see what to correct.
        let plain = self.is_wrong() || self.values().iter().any(|value| !fits(kind, value));
        let kind = if plain { "text" } else { kind };
        let bounded = matches!(kind, "number" | "date");
        let input = |id: &str, name: Option<String>, value: &str| {
            html! {
                input id=(id) type=(kind) name=(self.parameter.address()) value=(value)
                    aria-label=[name] list=[suggestions.as_deref()] required[self.parameter.required && !self.parameter.list]
                    min=[self.parameter.min.as_deref().filter(|_| bounded)] max=[self.parameter.max.as_deref().filter(|_| bounded)]
                    inputmode=[(self.parameter.kind == ParameterKind::Decimal).then_some("decimal")]
                    autocomplete="off" aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
            }
        };
        if !self.parameter.list {
            let value = self.values().first().map_or("", String::as_str);
            return self.around(&html! { (input(&self.id(), None, value)) (list) });
        }
        let filled: Vec<&str> = self.values().iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        let all: Vec<&str> = filled.into_iter().chain([""; BLANKS]).collect();
        let label = self.parameter.label.get(self.visit.lang);
        self.group(&html! {
            @for (at, value) in all.iter().enumerate() {
                (input(&format!("{}-{}", self.id(), at + 1), Some(format!("{label} {}", at + 1)), value))
            }
            (list)
        })
    }

    /// A usual period in a list, or its first and last day.
    fn period(&self) -> Markup {
        let written = self.values().first().map_or("", String::as_str);
        let (from, to) = written.split_once("--").unwrap_or_default();
        let address = self.parameter.address();
        let chosen = if from.is_empty() && to.is_empty() { written } else { "" };
        let usual = usual_periods(self.visit, self.parameter.whole);
        let other = !chosen.is_empty() && !usual.iter().any(|choice| choice.value == chosen);
        let wrong_days = self.is_wrong();
        let kind = if wrong_days && !(fits("date", from) && fits("date", to)) { "text" } else { "date" };
        self.group(&html! {
            div.period {
                div {
                    label for=(format!("{}-val", self.id())) { (self.visit.say("Välj period", "Choose a period")) }
                    select id=(format!("{}-val", self.id())) name=(address) aria-invalid=[self.invalid()] {
                        option value="" { (self.visit.say("Hela tiden", "All time")) }
                        @if other { option value=(chosen) selected { (chosen) } }
                        @for choice in &usual { option value=(choice.value) selected[choice.value == chosen] { (choice.label) } }
                    }
                }
                div {
                    label for=(format!("{}-fran", self.id())) { (self.visit.say("eller från och med", "or from")) }
                    input id=(format!("{}-fran", self.id())) type=(kind) name=(format!("{address}-fran")) value=(from) aria-invalid=[self.invalid()];
                }
                div {
                    label for=(format!("{}-till", self.id())) { (self.visit.say("till och med", "to")) }
                    input id=(format!("{}-till", self.id())) type=(kind) name=(format!("{address}-till")) value=(to) aria-invalid=[self.invalid()];
                }
            }
        })
    }
}

/// Whether an input of the kind can show the text.
pub(crate) fn fits(kind: &str, value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        _ if value.is_empty() => true,
        "number" => digits(value.strip_prefix('-').unwrap_or(value)),
        "datetime-local" => value.split_once('T').is_some_and(|(day, _)| fits("date", day)),
        "date" => value.len() == 10 && value.split('-').map(str::len).eq([4, 2, 2]) && value.split('-').all(digits),
        _ => true,
    }
}

fn usual_periods(visit: &Visit, whole: Option<Whole>) -> Vec<Choice> {
    let choice = |value: String, label: String| Choice { value, label };
    let relative = [
        ("this-year", "I år", "This year"),
        ("last-year", "Förra året", "Last year"),
        ("this-month", "Den här månaden", "This month"),
        ("last-month", "Förra månaden", "Last month"),
        ("last-12-months", "Senaste 12 månaderna", "Last 12 months"),
    ];
    let relative = relative.into_iter().filter(|(value, _, _)| whole.is_none() || value.ends_with("-year"));
    let relative = relative.map(|(value, sv, en)| choice(value.to_owned(), visit.say(sv, en).to_owned()));
    let years = (FIRST_YEAR..=visit.now.year()).rev().map(|year| choice(year.to_string(), year.to_string()));
    // The quarters of the last years, those to come left out.
    let now = visit.now.year() * 4 + i32::try_from(visit.now.month0() / 3).unwrap_or(0);
    let quarters = (now - QUARTERS + 1..=now).rev().filter(|_| whole == Some(Whole::Quarter)).map(|at| {
        let (year, quarter) = (at / 4, at % 4 + 1);
        choice(format!("{year}-Q{quarter}"), format!("{year} {} {quarter}", visit.say("kvartal", "quarter")))
    });
    relative.chain(quarters).chain(years).collect()
}

/// So many quarters are offered.
const QUARTERS: i32 = 8;
/// Nothing in the service is older.
const FIRST_YEAR: i32 = 2018;
