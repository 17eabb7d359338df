//! A command's form.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::{SEARCH, field};
use crate::{
    commands::{CommandForm, FieldFault, FieldKind, FormField},
    page::Page,
    sent::{ANSWER, ONCE},
    visit::{Visit, code},
};

/// What came of the form when it was sent.
#[derive(Default)]
pub(crate) struct Attempt {
    /// What was wrong.
    pub faults: Vec<FieldFault>,
    /// A form came that was not ours, or from another session.
    pub strange: bool,
    /// The field that was searched for.
    pub searched: Option<String>,
}

impl Attempt {
    pub(super) fn fault(&self, path: &str) -> Option<&FieldFault> {
        self.faults.iter().find(|fault| fault.path == path)
    }

    fn failed(&self) -> bool {
        self.strange || !self.faults.is_empty()
    }
}

/// The page; `once` numbers its form.
pub(crate) fn page(visit: &Visit, form: &CommandForm, attempt: &Attempt, once: &str) -> Page {
    let title = form.title.as_str();
    let main = html! {
        div.wide {
            nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                a href=(visit.link("/gor")) { (visit.say("Gör", "Do")) }
                @if let Some(subject) = &form.subject {
                    " / " a href=(visit.link(&format!("/ting/{}", subject.value))) { (subject.label) }
                }
            }
            (problems(visit, form, attempt))
            h1 { (title) }
            @if let Some(help) = &form.help { p.ingress { (help) } }
            @if form.chooses { (chooser(visit, form, attempt)) } @else { (proper(visit, form, attempt, once)) }
        }
    };
    if !attempt.failed() {
        return Page::new(title, main);
    }
    Page::new(format!("{}: {title}", visit.say("Fel", "Error")), main).with(StatusCode::BAD_REQUEST)
}

/// What the command is to be done to.
fn chooser(visit: &Visit, form: &CommandForm, attempt: &Attempt) -> Markup {
    html! {
        form.ask.command method="get" action=(format!("/gor/{}", form.name)) novalidate {
            @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
            @for each in &form.fields { (field::html(visit, each, attempt)) }
            div.actions { button type="submit" { (visit.say("Fortsätt", "Continue")) } }
        }
    }
}

fn proper(visit: &Visit, form: &CommandForm, attempt: &Attempt, once: &str) -> Markup {
    let title = form.title.as_str();
    html! {
            form.ask.command method="post" action=(visit.link(&format!("/gor/{}", form.name))) novalidate {
                // What the Enter key does is what the page is about, not the first search in it.
                button.unseen type="submit" tabindex="-1" aria-hidden="true" { (title) }
                input type="hidden" name=(ANSWER) value=(visit.answer);
                input type="hidden" name=(ONCE) value=(once);
                @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
                @for each in &form.fields { (field::html(visit, each, attempt)) }
                div.actions {
                    button type="submit" { (title) }
                    " "
                    @match &form.subject {
                        Some(subject) => a href=(visit.link(&format!("/ting/{}", subject.value))) { (visit.say("Avbryt", "Cancel")) },
                        None => a href=(visit.link("/gor")) { (visit.say("Avbryt", "Cancel")) },
                    }
                }
            }
    }
}

/// Above all else: everything that is wrong, each a link to its field; or that a search has its answer below.
fn problems(visit: &Visit, form: &CommandForm, attempt: &Attempt) -> Markup {
    if let Some(path) = &attempt.searched {
        let found = find(&form.fields, path);
        return html! {
            @if let Some(found) = found {
                div.notice role="status" { p {
                    a href=(format!("#{}", field::id(path))) { (count(visit, found)) }
                } }
            }
        };
    }
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
                    @for fault in &attempt.faults {
                        li {
                            @match find(&form.fields, &fault.path).filter(|field| !matches!(field.kind, FieldKind::Hidden)) {
                                Some(found) => a href=(format!("#{}", field::id(&fault.path))) { (found.label) ": " (fault.words) },
                                None => (fault.words),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn count(visit: &Visit, field: &FormField) -> String {
    let FieldKind::Search { found, more, .. } = &field.kind else { return field.label.clone() };
    let many = if *more { visit.say(", och det finns fler", ", and there are more") } else { "" };
    match found.len() {
        0 => format!("{}: {}", field.label, visit.say("inget hittades", "nothing was found")),
        found => format!("{}: {found} {}{many}", field.label, visit.say("att välja bland", "to choose among")),
    }
}

/// The field at `path`, or the list that an item of it stands in.
fn find<'f>(fields: &'f [FormField], path: &str) -> Option<&'f FormField> {
    fields.iter().find_map(|field| {
        let is_item = field.list && path.strip_prefix(&field.path).is_some_and(|rest| rest.starts_with('.'));
        match &field.kind {
            _ if field.path == path || is_item => Some(field),
            FieldKind::Group(fields) => find(fields, path),
            _ => None,
        }
    })
}

/// The button that searches for what `path` may point at.
pub(super) fn search(visit: &Visit, path: &str) -> Markup {
    html! { button.search type="submit" name=(SEARCH) value=(path) { (visit.say("Sök", "Search")) } }
}
