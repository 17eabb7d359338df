//! One field of a command's form, by its kind.

use chrono::NaiveDateTime;
use kernel::Lang;
use maud::{Markup, html};

use super::{
    form::{Attempt, search},
    told::linked,
};
use crate::{
    commands::{FieldKind, FormField, SEARCH_CHARACTERS, answered_name, search_name},
    page::question::{fits, id as field_id},
    port::Choice,
    visit::Visit,
};

/// Blank inputs after those filled in, where several values are written.
const BLANKS: usize = 2;
/// So many choices of a required field are shown as buttons; more are a list.
const BUTTONS: usize = 4;

/// The field's place in the page.
pub(super) fn id(path: &str) -> String {
    field_id(path)
}

/// The place of the field's search in the page.
pub(super) fn search_id(path: &str) -> String {
    format!("{}-sok", id(path))
}

/// Label, help, what is wrong, and the control.
pub(super) fn html(visit: &Visit, field: &FormField, attempt: &Attempt) -> Markup {
    let own = Field { visit, field, attempt };
    match &field.kind {
        FieldKind::Hidden => html! { input type="hidden" name=(field.path) value=(own.value()); },
        FieldKind::Group(fields) => html! {
            fieldset.group id=[own.invalid().map(|_| own.id())] tabindex=[own.invalid().map(|_| "-1")]
                aria-describedby=[own.described_by()] {
                legend {
                    (field.label)
                    @if let Some(instead) = &field.instead { " " span.optional { (instead) } }
                }
                (own.words())
                @for each in fields { (html(visit, each, attempt)) }
            }
        },
        FieldKind::Choice(choices) if field.list => own.boxes(choices),
        FieldKind::Choice(choices) if field.required && choices.len() <= BUTTONS => own.buttons(choices),
        FieldKind::Choice(choices) => own.around(&own.select(choices)),
        FieldKind::YesNo => own.around(&own.select(&own.truth())),
        FieldKind::Search { found, sought, total, newest, .. } => own.search(found, sought, *total, *newest),
        FieldKind::Text { max } => own.around(&own.text(*max)),
        FieldKind::Line { .. }
        | FieldKind::Suggested { .. }
        | FieldKind::Money
        | FieldKind::Number { .. }
        | FieldKind::Date { .. }
        | FieldKind::Instant { .. } => own.inputs(),
    }
}

/// As an input for a day and a time has it.
fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// Characters that a browser lets one write: as many as stand there already, where that is more than `max`.
fn longest(max: usize, value: &str) -> usize {
    max.max(value.encode_utf16().count())
}

struct Field<'a> {
    visit: &'a Visit,
    field: &'a FormField,
    attempt: &'a Attempt,
}

impl Field<'_> {
    fn id(&self) -> String {
        id(&self.field.path)
    }

    fn value(&self) -> &str {
        self.field.values.first().map_or("", String::as_str)
    }

    fn has(&self, value: &str) -> bool {
        self.field.values.iter().any(|known| known == value)
    }

    /// What is wrong with it, or with one of its items.
    fn faults(&self) -> Vec<&str> {
        let own = self.attempt.faults.iter().filter(|fault| fault.path == self.field.path);
        let place = format!("{}.", self.field.path);
        let items = self.attempt.faults.iter().filter(|fault| self.field.list && fault.path.starts_with(&place));
        own.chain(items).map(|fault| fault.words.as_str()).collect()
    }

    fn invalid(&self) -> Option<&'static str> {
        (!self.faults().is_empty()).then_some("true")
    }

    /// Help and error, as `aria-describedby` names them.
    fn described_by(&self) -> Option<String> {
        let help = self.field.help.is_some().then(|| format!("{}-hjalp", self.id()));
        let error = (!self.faults().is_empty()).then(|| format!("{}-fel", self.id()));
        let ids: Vec<String> = help.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn label(&self) -> Markup {
        html! {
            (self.field.label)
            @if let Some(instead) = &self.field.instead {
                " " span.optional { (instead) }
            } @else if !self.field.required {
                " " span.optional { (self.visit.say("(frivilligt)", "(optional)")) }
            }
        }
    }

    fn words(&self) -> Markup {
        html! {
            @if let Some(stored) = self.field.stored.as_ref().filter(|_| self.attempt.changed) {
                p.stored { (self.visit.say("Sparat nu: ", "Stored now: ")) (stored) }
            }
            @if let Some(help) = &self.field.help { p.help id=(format!("{}-hjalp", self.id())) { (help) } }
            @if !self.faults().is_empty() {
                p.error id=(format!("{}-fel", self.id())) {
                    span.unseen { (self.visit.say("Fel: ", "Error: ")) } (linked(self.visit, &self.faults().join(" ")))
                }
            }
        }
    }

    fn around(&self, control: &Markup) -> Markup {
        html! {
            div.field.wrong[self.invalid().is_some()] {
                label for=(self.id()) { (self.label()) }
                (self.words())
                (control)
            }
        }
    }

    fn group(&self, control: &Markup) -> Markup {
        html! {
            fieldset.field.wrong[self.invalid().is_some()] id=(self.id()) tabindex="-1" aria-describedby=[self.described_by()] {
                legend { (self.label()) }
                (self.words())
                (control)
            }
        }
    }

    fn truth(&self) -> Vec<Choice> {
        let choice = |value: &str, sv, en| Choice { value: value.to_owned(), label: self.visit.say(sv, en).to_owned() };
        vec![choice("true", "Ja", "Yes"), choice("false", "Nej", "No")]
    }

    fn select(&self, choices: &[Choice]) -> Markup {
        // A value that is not offered stays, so that it can be seen and changed.
        let strange =
            self.field.values.iter().find(|value| !value.is_empty() && !choices.iter().any(|c| c.value == **value));
        html! {
            select id=(self.id()) name=(self.field.path) required[self.field.required]
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] {
                @if !self.field.required || self.value().is_empty() {
                    option value="" { (if self.field.required { self.visit.say("Välj", "Choose") } else { self.visit.say("Inget valt", "None chosen") }) }
                }
                @if let Some(strange) = strange { option value=(strange) selected { (strange) } }
                @for choice in choices { option value=(choice.value) selected[self.has(&choice.value)] { (choice.label) } }
            }
        }
    }

    fn buttons(&self, choices: &[Choice]) -> Markup {
        self.group(&html! {
            @if choices.is_empty() {
                p.help { (self.visit.say("Det finns inget att välja bland nu.", "There is nothing to choose among now.")) }
            }
            div.boxes {
                @for choice in choices {
                    label {
                        input type="radio" name=(self.field.path) value=(choice.value) checked[self.has(&choice.value)];
                        " " (choice.label)
                    }
                }
            }
        })
    }

    fn boxes(&self, choices: &[Choice]) -> Markup {
        self.group(&html! {
            div.boxes.many {
                @for choice in choices {
                    label {
                        input type="checkbox" name=(self.field.path) value=(choice.value) checked[self.has(&choice.value)];
                        " " (choice.label)
                    }
                }
            }
        })
    }

    /// What was found, to choose in, how many there are in all, and the words that find others.
    fn search(&self, found: &[Choice], sought: &str, total: Option<u64>, newest: bool) -> Markup {
        let (search_id, search_name) = (search_id(&self.field.path), search_name(&self.field.path));
        let control = if self.field.list { self.found_boxes(found) } else { self.select(found) };
        let shown = found.len() as u64;
        let has_more = total.is_none_or(|total| total > shown);
        let wrong = self.attempt.fault(&search_name);
        let wrong_id = format!("{search_id}-fel");
        let is_none = total == Some(0) && wrong.is_none();
        let told = html! {
            @if is_none && !sought.is_empty() {
                p.help { (self.visit.say("Inget hittades. Pröva med andra ord.", "Nothing was found. Try other words.")) }
            } @else if has_more {
                p.help { (self.cut(shown, total, newest)) }
            }
        };
        let label = match (has_more, sought.is_empty()) {
            (true, true) => self.visit.say("Sök efter fler", "Search for others"),
            _ => self.visit.say("Sök igen", "Search again"),
        };
        let below = html! {
            (control)
            (told)
            @if let Some(wrong) = wrong {
                p.error id=(wrong_id) { span.unseen { (self.visit.say("Fel: ", "Error: ")) } (wrong.words) }
            }
            div.search-row {
                input type="hidden" name=(answered_name(&self.field.path)) value=(sought);
                label for=(search_id) { (label) }
                input type="search" id=(search_id) name=(search_name) value=(sought) maxlength=(SEARCH_CHARACTERS)
                    autocomplete="off" aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| &wrong_id)];
                (search(self.visit, &self.field.path))
            }
        };
        if self.field.list { self.group(&below) } else { self.around(&below) }
    }

    fn cut(&self, shown: u64, total: Option<u64>, newest: bool) -> String {
        match (total, newest) {
            (None, _) => {
                self.visit.say("Det finns fler än de som visas.", "There are more than those shown.").to_owned()
            }
            (Some(total), true) => match self.visit.lang {
                Lang::Sv => format!("De {shown} senaste av {total} visas."),
                Lang::En => format!("The latest {shown} of {total} are shown."),
            },
            (Some(total), false) => match self.visit.lang {
                Lang::Sv => format!("{shown} av {total} visas."),
                Lang::En => format!("{shown} of {total} are shown."),
            },
        }
    }

    fn found_boxes(&self, found: &[Choice]) -> Markup {
        let kept =
            self.field.values.iter().filter(|value| !value.is_empty() && !found.iter().any(|c| c.value == **value));
        html! {
            div.boxes.many {
                @for value in kept { label { input type="checkbox" name=(self.field.path) value=(value) checked; " " (value) } }
                @for choice in found {
                    label {
                        input type="checkbox" name=(self.field.path) value=(choice.value) checked[self.has(&choice.value)];
                        " " (choice.label)
                    }
                }
            }
        }
    }

    fn text(&self, max: usize) -> Markup {
        let rows = if max > 1000 { 6 } else { 3 };
        html! {
            textarea id=(self.id()) name=(self.field.path) rows=(rows) maxlength=(longest(max, self.value()))
                required[self.field.required] aria-invalid=[self.invalid()] aria-describedby=[self.described_by()] { (self.value()) }
        }
    }

    /// One input, or one for each value and some blank ones.
    fn inputs(&self) -> Markup {
        if !self.field.list {
            return self.around(&self.input(&self.id(), None, self.value()));
        }
        let blanks = std::iter::repeat_n("", BLANKS);
        let values = self.field.values.iter().map(String::as_str).filter(|value| !value.is_empty()).chain(blanks);
        self.group(&html! {
            @for (at, value) in values.enumerate() {
                (self.input(&format!("{}-{at}", self.id()), Some(format!("{} {}", self.field.label, at + 1)), value))
            }
        })
    }

    fn input(&self, id: &str, name: Option<String>, value: &str) -> Markup {
        let (wanted, min, max) = match &self.field.kind {
            FieldKind::Number { min, max } => {
                ("number", min.map(|least| least.to_string()), max.map(|most| most.to_string()))
            }
            FieldKind::Date { min, max } => ("date", Some(min.to_string()), Some(max.to_string())),
            FieldKind::Instant { min, max } => ("datetime-local", Some(minute(*min)), Some(minute(*max))),
            _ => ("text", None, None),
        };
        let length = match self.field.kind {
            FieldKind::Suggested { max, .. } | FieldKind::Line { max } => Some(longest(max, value)),
            _ => None,
        };
        // What is no number or day would vanish from an input of that kind; the reader must see what to correct.
        let kind = if self.invalid().is_none() && fits(wanted, value) { wanted } else { "text" };
        let bounded = kind != "text";
        let known = match &self.field.kind {
            FieldKind::Suggested { known, .. } => known.as_slice(),
            _ => &[],
        };
        let list = (!known.is_empty()).then(|| format!("{id}-kanda"));
        html! {
            input id=(id) type=(kind) name=(self.field.path) value=(value) aria-label=[name]
                min=[min.filter(|_| bounded)] max=[max.filter(|_| bounded)] maxlength=[length]
                required[self.field.required && !self.field.list] autocomplete="off" list=[list.as_ref()]
                inputmode=[matches!(self.field.kind, FieldKind::Money).then_some("decimal")]
                aria-invalid=[self.invalid()] aria-describedby=[self.described_by()];
            @if let Some(list) = &list {
                datalist id=(list) { @for each in known { option value=(each); } }
            }
        }
    }
}
