//! A command's form.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::{CHANGED, SEARCH, SEEN, WALL, field, kept_wall, told::linked, wall_of};
use crate::{
    commands::{CommandForm, FieldFault, FieldKind, FormField, search_name, searched_in},
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
    /// Someone else changed it meanwhile: what is stored stands beside what was written.
    pub changed: bool,
    /// That was not said to have been seen.
    pub unseen: bool,
    /// It was written before signing in again.
    pub restored: bool,
}

impl Attempt {
    pub(super) fn fault(&self, path: &str) -> Option<&FieldFault> {
        self.faults.iter().find(|fault| fault.path == path)
    }

    fn failed(&self) -> bool {
        self.strange || self.unseen || !self.faults.is_empty()
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
            (sought(visit, form, attempt))
            h1 { (title) }
            @if let Some(subject) = &form.subject { p.subject { (visit.say("Gäller: ", "Concerns: ")) strong { (subject.label) } } }
            @if let Some(help) = &form.help { p.ingress { (help) } }
            @if !form.links.is_empty() {
                ul { @for link in &form.links { li { a href=(visit.link(&link.address)) { (link.label) } } } }
            }
            @if form.chooses {
                (chooser(visit, form, &form.fields, attempt))
            } @else {
                @if let Some(instead) = &form.instead {
                    section aria-labelledby="andra-rubrik" {
                        h2 #andra-rubrik { (visit.say("Ändra något som finns", "Change something that exists")) }
                        (chooser(visit, form, std::slice::from_ref(instead), attempt))
                    }
                    h2 { (visit.say("Eller gör något nytt", "Or make something new")) }
                }
                (proper(visit, form, attempt, once))
            }
        }
    };
    if !attempt.failed() {
        return Page::new(title, main);
    }
    Page::new(format!("{}: {title}", visit.say("Fel", "Error")), main).with(StatusCode::BAD_REQUEST)
}

/// What the command is to be done to.
fn chooser(visit: &Visit, form: &CommandForm, fields: &[FormField], attempt: &Attempt) -> Markup {
    html! {
        form.ask.command method="get" action=(format!("/gor/{}", form.name)) novalidate {
            @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
            @if let Some(id) = visit.value(WALL).filter(|_| wall_of(visit).is_some()) {
                input type="hidden" name=(WALL) value=(id);
            }
            @for each in fields { (field::html(visit, each, attempt)) }
            div.actions { button type="submit" { (visit.say("Fortsätt", "Continue")) } }
        }
    }
}

fn proper(visit: &Visit, form: &CommandForm, attempt: &Attempt, once: &str) -> Markup {
    let title = form.title.as_str();
    html! {
            form.ask.command method="post" action=(visit.link(&kept_wall(visit, &format!("/gor/{}", form.name)))) novalidate {
                // What the Enter key does is what the page is about, not the first search in it.
                button.unseen type="submit" tabindex="-1" aria-hidden="true" { (title) }
                input type="hidden" name=(ANSWER) value=(visit.answer);
                input type="hidden" name=(ONCE) value=(once);
                @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
                @for each in &form.fields { (field::html(visit, each, attempt)) }
                @if attempt.changed { (seen(visit, attempt)) }
                div.actions {
                    button type="submit" { (title) }
                    " "
                    a href=(visit.link(&back(visit, form))) { (visit.say("Tillbaka", "Back")) }
                }
            }
    }
}

/// Where the reader came from: a wall, the page of what the form is about, or the list of what she may do.
fn back(visit: &Visit, form: &CommandForm) -> String {
    let subject = form.subject.as_ref().map(|subject| format!("/ting/{}", subject.value));
    wall_of(visit).or(subject).unwrap_or_else(|| "/gor".to_owned())
}

/// That the reader has seen what someone else changed, without which nothing is saved.
fn seen(visit: &Visit, attempt: &Attempt) -> Markup {
    html! {
        fieldset.field.wrong[attempt.unseen] #falt-sett tabindex="-1" {
            legend { (visit.say("Någon annan har ändrat under tiden", "Someone else changed this meanwhile")) }
            input type="hidden" name=(CHANGED) value="1";
            div.boxes { label {
                input type="checkbox" name=(SEEN) value="1" aria-invalid=[attempt.unseen.then_some("true")];
                " " (visit.say(
                    "Jag har sett vad som nu är sparat, och vill spara det jag har skrivit i stället",
                    "I have seen what is stored now, and want to save what I wrote in its place",
                ))
            } }
        }
    }
}

/// That a search has its answer below.
fn sought(visit: &Visit, form: &CommandForm, attempt: &Attempt) -> Markup {
    let path = attempt.searched.as_deref().filter(|path| attempt.fault(&search_name(path)).is_none());
    let found = path.and_then(|path| find(form, path));
    html! {
        @if let Some(found) = found {
            div.notice role="status" { p {
                a href=(format!("#{}", field::id(&found.path))) { (count(visit, found)) }
            } }
        }
    }
}

/// Above all else: everything that is wrong, each a link to its field.
fn problems(visit: &Visit, form: &CommandForm, attempt: &Attempt) -> Markup {
    html! {
        @if attempt.restored {
            div.notice role="status" { p { (visit.say(
                "Det du skrev är kvar. Ingenting är sparat än: se efter att allt stämmer, och skicka.",
                "What you wrote is kept. Nothing is saved yet: see that it is all right, and send it.",
            )) } }
        }
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
                    @if attempt.unseen {
                        li { a href="#falt-sett" { (visit.say(
                            "Se vad någon annan har ändrat under tiden, och kryssa i att du har sett det.",
                            "See what someone else changed meanwhile, and tick that you have seen it.",
                        )) } }
                    }
                    @for fault in &attempt.faults {
                        li {
                            @match place(form, &fault.path) {
                                Some((at, label)) => a href=(format!("#{at}")) { (label) ": " (fault.words) },
                                None => (linked(visit, &fault.words)),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn count(visit: &Visit, field: &FormField) -> String {
    let FieldKind::Search { found, total, .. } = &field.kind else {
        return format!("{}: {}", field.label, visit.say("alla visas", "all are shown"));
    };
    let found = found.iter().filter(|choice| !field.values.contains(&choice.value)).count() as u64;
    match (found, total) {
        (0, _) => format!("{}: {}", field.label, visit.say("inget hittades", "nothing was found")),
        (found, total) if total.is_some_and(|total| total <= found) => {
            format!("{}: {found} {}", field.label, visit.say("att välja bland", "to choose among"))
        }
        (found, _) => format!(
            "{}: {found} {}",
            field.label,
            visit.say("att välja bland, och det finns fler", "to choose among, and there are more")
        ),
    }
}

/// Where in the page the field at a path, or its search, is, and what it is called.
fn place<'f>(form: &'f CommandForm, path: &str) -> Option<(String, &'f str)> {
    if let Some(searched) = searched_in(path) {
        return find(form, searched).map(|field| (field::search_id(searched), field.label.as_str()));
    }
    let found = find(form, path).filter(|field| !matches!(field.kind, FieldKind::Hidden));
    found.map(|field| (field::id(path), field.label.as_str()))
}

/// The field at `path`, or the list that an item of it stands in.
fn find<'f>(form: &'f CommandForm, path: &str) -> Option<&'f FormField> {
    let instead = form.instead.as_ref().filter(|field| field.path == path);
    instead.or_else(|| find_in(&form.fields, path))
}

fn find_in<'f>(fields: &'f [FormField], path: &str) -> Option<&'f FormField> {
    fields.iter().find_map(|field| {
        let is_item = field.list && path.strip_prefix(&field.path).is_some_and(|rest| rest.starts_with('.'));
        match &field.kind {
            _ if field.path == path || is_item => Some(field),
            FieldKind::Group(fields) => find_in(fields, path),
            _ => None,
        }
    })
}

/// The button that searches for what `path` may point at, and comes back to that field.
pub(super) fn search(visit: &Visit, path: &str) -> Markup {
    let here = visit.link(&format!("{}#{}", kept_wall(visit, &visit.path), field::id(path)));
    html! {
        button.search type="submit" formnovalidate formaction=(here) name=(SEARCH) value=(path) { (visit.say("Sök", "Search")) }
    }
}
