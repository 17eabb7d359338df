//! The form that makes a key.

use chrono::{Months, NaiveDate};
use maud::{Markup, html};
use questions::{Question, Theme};

use crate::{
    keys::{Field, Ring, Wrong},
    page::time,
    visit::{Visit, code},
};

/// Longest life of a key, months.
const MOST_MONTHS: u32 = 12;
/// What the form proposes, months.
const PROPOSED_MONTHS: u32 = 6;

/// What the form shows.
#[derive(Default)]
pub(crate) struct Draft {
    /// The chosen role, by assignment.
    pub role: String,
    /// What the key is for.
    pub purpose: String,
    /// The chosen questions, by address.
    pub questions: Vec<String>,
    /// The last day, as it was written; empty for what the form proposes.
    pub expires_on: String,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

impl Draft {
    fn wrong(&self, field: Field) -> Option<&Wrong> {
        self.wrong.iter().find(|wrong| wrong.field == field)
    }
}

/// The field's place in the page, as a link leads there; none where there is no field.
pub(super) fn id(field: Field) -> Option<&'static str> {
    match field {
        Field::Role => Some("#falt-roll"),
        Field::Purpose => Some("#falt-andamal"),
        Field::Questions => Some("#falt-fraga"),
        Field::ExpiresOn => Some("#falt-till"),
        Field::Reason | Field::Whole => None,
    }
}

/// The field's label.
pub(super) fn name(visit: &Visit, field: Field) -> &'static str {
    match field {
        Field::Role => visit.say("Nyckeln verkar som", "The token acts as"),
        Field::Purpose => visit.say("Ändamål", "Purpose"),
        Field::Questions => visit.say("Frågor som nyckeln får ställa", "Questions that the token may ask"),
        Field::ExpiresOn => visit.say("Sista dag", "Last day"),
        Field::Reason => visit.say("Skäl", "Reason"),
        Field::Whole => "",
    }
}

/// The form, for those whose roles may make keys.
pub(super) fn html(visit: &Visit, ring: &Ring, questions: &[Question], draft: &Draft, once: &str) -> Markup {
    if ring.roles.is_empty() {
        return html! {
            p.notice #ny { (visit.say(
                "Din roll ser nycklarna men gör inga egna.", "Your role sees the tokens but makes none of its own.")) }
        };
    }
    html! {
        form.ask #ny method="post" action=(visit.link("/nycklar")) novalidate {
            h2 { (visit.say("Skapa en nyckel", "Make a token")) }
            input type="hidden" name="svar" value=(visit.answer);
            input type="hidden" name="en-gang" value=(once);
            @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
            div.fields {
                (purpose(visit, draft))
                (last_day(visit, draft))
                (role(visit, ring, draft))
            }
            (asked(visit, questions, draft))
            div.actions { button type="submit" { (visit.say("Skapa nyckeln", "Make the token")) } }
        }
    }
}

fn purpose(visit: &Visit, draft: &Draft) -> Markup {
    let help = visit.say(
        "Vad nyckeln är till för, till exempel Power BI på kontoret. Det står i loggen när personuppgifter läses.",
        "What the token is for, such as Power BI at the office. It stands in the log when personal data is read.",
    );
    let control = |described: &str, invalid: Option<&str>| {
        html! {
            input #falt-andamal type="text" name="andamal" value=(draft.purpose) maxlength="500" required
                autocomplete="off" aria-describedby=(described) aria-invalid=[invalid];
        }
    };
    field(visit, draft, Field::Purpose, "falt-andamal", help, &control)
}

fn last_day(visit: &Visit, draft: &Draft) -> Markup {
    let today = kernel::swedish_day(visit.now);
    let after = |months| today.checked_add_months(Months::new(months)).unwrap_or(today);
    let last = after(MOST_MONTHS);
    let help = match visit.lang {
        kernel::Lang::Sv => format!("Från i dag till och med {}.", time::day(last, visit.lang)),
        kernel::Lang::En => format!("From today to {}.", time::day(last, visit.lang)),
    };
    let value = if draft.expires_on.is_empty() { after(PROPOSED_MONTHS).to_string() } else { draft.expires_on.clone() };
    // What is no day would vanish from an input of that kind; the reader must see what to correct.
    let is_day = NaiveDate::parse_from_str(&value, "%Y-%m-%d").is_ok();
    let control = |described: &str, invalid: Option<&str>| {
        html! {
            input #falt-till type=(if is_day { "date" } else { "text" }) name="till" value=(value) min=(today) max=(last)
                required autocomplete="off" aria-describedby=(described) aria-invalid=[invalid];
        }
    };
    field(visit, draft, Field::ExpiresOn, "falt-till", &help, &control)
}

fn role(visit: &Visit, ring: &Ring, draft: &Draft) -> Markup {
    let help = visit.say(
        "Nyckeln ser det som den rollen ser, så länge du har den.",
        "The token sees what that role sees, for as long as you hold it.",
    );
    let control = |described: &str, invalid: Option<&str>| {
        html! {
            select #falt-roll name="roll" required aria-describedby=(described) aria-invalid=[invalid] {
                @for role in &ring.roles {
                    option value=(role.value) selected[role.value == draft.role] { (role.label) }
                }
            }
        }
    };
    field(visit, draft, Field::Role, "falt-roll", help, &control)
}

/// A label, its help, what is wrong, and the control, which is told what describes it.
fn field(
    visit: &Visit,
    draft: &Draft,
    field: Field,
    id: &str,
    help: &str,
    control: &dyn Fn(&str, Option<&str>) -> Markup,
) -> Markup {
    let wrong = draft.wrong(field);
    let described = if wrong.is_some() { format!("{id}-hjalp {id}-fel") } else { format!("{id}-hjalp") };
    html! {
        div.field.wrong[wrong.is_some()] {
            label for=(id) { (name(visit, field)) }
            p.help id=(format!("{id}-hjalp")) { (help) }
            (told(visit, id, wrong))
            (control(&described, wrong.map(|_| "true")))
        }
    }
}

fn told(visit: &Visit, id: &str, wrong: Option<&Wrong>) -> Markup {
    html! {
        @if let Some(wrong) = wrong {
            p.error id=(format!("{id}-fel")) { span.unseen { (visit.say("Fel: ", "Error: ")) } (wrong.words) }
        }
    }
}

/// The questions by theme, as check boxes.
fn asked(visit: &Visit, questions: &[Question], draft: &Draft) -> Markup {
    let wrong = draft.wrong(Field::Questions);
    let described = wrong.map(|_| "falt-fraga-hjalp falt-fraga-fel").unwrap_or("falt-fraga-hjalp");
    let of = |theme: Theme| questions.iter().filter(move |question| question.definition().theme == theme);
    html! {
        fieldset.field.of-questions.wrong[wrong.is_some()] #falt-fraga tabindex="-1" aria-describedby=(described) {
            legend { (name(visit, Field::Questions)) }
            p.help #falt-fraga-hjalp { (visit.say("En till femtio.", "One to fifty.")) }
            (told(visit, "falt-fraga", wrong))
            @for theme in Theme::ALL.iter().copied().filter(|theme| of(*theme).next().is_some()) {
                fieldset.theme {
                    legend { (theme.label().get(visit.lang)) }
                    div.boxes {
                        @for question in of(theme) {
                            label {
                                input type="checkbox" name="fraga" value=(question.slug())
                                    checked[draft.questions.iter().any(|slug| slug == question.slug())];
                                " " (question.definition().title.get(visit.lang))
                            }
                        }
                    }
                }
            }
        }
    }
}
