//! The page with the form by which a file is handed in.

use axum::http::StatusCode;
use kernel::Lang;
use maud::{Markup, html};

use crate::{
    commands::{FILE, FileForm},
    page::Page,
    sent::{ANSWER, ONCE},
    visit::{Visit, code},
};

/// What came of the form when it was sent.
#[derive(Default)]
pub(crate) struct FileAttempt {
    /// A form came that was not ours, or from another session.
    pub strange: bool,
    /// No file was chosen.
    pub missing: bool,
    /// It was too large.
    pub too_large: bool,
    /// What else was wrong, in words.
    pub faults: Vec<String>,
}

impl FileAttempt {
    fn failed(&self) -> bool {
        self.strange || self.missing || self.too_large || !self.faults.is_empty()
    }
}

/// The page; files may have so many bytes, and `once` numbers its form.
pub(crate) fn page(visit: &Visit, form: &FileForm, most: usize, attempt: &FileAttempt, once: &str) -> Page {
    let title = visit.say("Lämna fil till beslutsunderlag", "Hand in a paper's file");
    let is_wrong = attempt.failed() && !attempt.strange;
    let main = html! {
        div.wide {
            nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                a href=(visit.link("/gor")) { (visit.say("Gör", "Do")) }
                " / " a href=(visit.link(&format!("/ting/{}", form.id))) { (form.title) }
            }
            (problems(visit, attempt, most))
            h1 { (title) }
            p.subject { (visit.say("Gäller: ", "Concerns: ")) strong { (form.title) } }
            form.ask.command method="post" enctype="multipart/form-data" action=(visit.link(&format!("/lamna-underlag/{}", form.id))) novalidate {
                input type="hidden" name=(ANSWER) value=(visit.answer);
                input type="hidden" name=(ONCE) value=(once);
                @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
                div.field.wrong[is_wrong] {
                    label for="falt-fil" { (visit.say("Fil", "File")) }
                    p.help #falt-fil-hjalp { (help(visit, form, most)) }
                    input #falt-fil type="file" name=(FILE) required accept=(form.extensions.join(",")) aria-describedby="falt-fil-hjalp"
                        aria-invalid=[is_wrong.then_some("true")];
                }
                div.actions {
                    button type="submit" { (visit.say("Lämna filen", "Hand in the file")) }
                    " "
                    a href=(visit.link(&format!("/ting/{}", form.id))) { (visit.say("Tillbaka", "Back")) }
                }
            }
        }
    };
    if !attempt.failed() {
        return Page::new(title, main);
    }
    Page::new(format!("{}: {title}", visit.say("Fel", "Error")), main).with(StatusCode::BAD_REQUEST)
}

fn help(visit: &Visit, form: &FileForm, most: usize) -> String {
    let endings = form.extensions.join(", ");
    match visit.lang {
        Lang::Sv => format!(
            "Högst {} MB. Namnet slutar på något av {endings}. En fil lämnas en gång; en annan är en ny utgåva.",
            most / 1_000_000
        ),
        Lang::En => format!(
            "At most {} MB. Its name ends with one of {endings}. A file is handed in once; another is a new edition.",
            most / 1_000_000
        ),
    }
}

fn problems(visit: &Visit, attempt: &FileAttempt, most: usize) -> Markup {
    let at_field = |words: &str| html! { li { a href="#falt-fil" { (visit.say("Fil: ", "File: ")) (words) } } };
    html! {
        @if attempt.failed() {
            div.errors role="alert" aria-labelledby="fel-rubrik" {
                h2 #fel-rubrik { (visit.say("Rätta det här och försök igen", "Correct this and try again")) }
                ul {
                    @if attempt.strange {
                        li { (visit.say(
                            "Formuläret var för gammalt eller kom inte härifrån. Ingenting ändrades.",
                            "The form was too old or did not come from here. Nothing was changed.",
                        )) }
                    }
                    @if attempt.missing { (at_field(visit.say("välj en fil.", "choose a file."))) }
                    @if attempt.too_large {
                        (at_field(&format!("{} {} MB.", visit.say("den är större än", "it is larger than"), most / 1_000_000)))
                    }
                    @for fault in &attempt.faults { (at_field(fault)) }
                }
            }
        }
    }
}
