//! An object's page: its fields, what belongs to it, what happened to it, and what can be done with it.

use maud::{Markup, html};

use super::{AFTER, commands, notice};
use crate::{
    commands::{Fact, FactValue, ObjectPage, RelatedPage, Relation},
    page::{Page, time},
    visit::Visit,
};

/// The page; `done` says that something was just done with it.
pub(crate) fn page(visit: &Visit, object: &ObjectPage, done: bool) -> Page {
    let main = html! {
        div.wide {
            nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                a href=(visit.link("/gor")) { (visit.say("Gör", "Do")) } " / " (object.kind)
            }
            @if done { (notice(visit)) }
            h1 { (object.title) }
            @if object.has_wall {
                p { a.button.first href=(visit.link(&format!("/reflektion/{}", object.id))) {
                    (visit.say("Led reflektionen på en vägg", "Lead the reflection on a wall"))
                } }
            }
            @if !object.steps.is_empty() {
                p { (visit.say("Nästa läge kan bli: ", "The next state can be: ")) (object.steps.join(", ")) "." }
            }
            @if !object.commands.is_empty() {
                section aria-labelledby="gor-rubrik" {
                    h2 #gor-rubrik { (visit.say("Vad du kan göra", "What you can do")) }
                    (commands(visit, &object.commands))
                }
            }
            section aria-labelledby="uppgifter-rubrik" {
                h2 #uppgifter-rubrik { (visit.say("Uppgifter", "Details")) }
                dl.facts { @for fact in object.facts.iter().filter(|fact| !is_table(fact)) { (one(visit, fact)) } }
            }
            @for (at, fact) in object.facts.iter().filter(|fact| is_table(fact)).enumerate() {
                @let id = format!("tabell-{}", at + 1);
                section {
                    h2 id=(id) { (fact.label) }
                    div.scroll role="region" aria-labelledby=(id) tabindex="0" { (text(visit, &fact.value)) }
                }
            }
            @if !object.links.is_empty() {
                section aria-labelledby="mer-rubrik" {
                    h2 #mer-rubrik { (visit.say("Mer om det här", "More on this")) }
                    ul { @for link in &object.links { li { a href=(visit.link(&link.address)) { (link.label) } } } }
                }
            }
            @for relation in object.relations.iter().filter(|relation| relation.total > 0) { (relation_of(visit, &object.id, relation)) }
            @if !object.history.is_empty() || object.not_noted.is_some() {
                section aria-labelledby="historia-rubrik" {
                    h2 #historia-rubrik { (visit.say("Vad som har hänt", "What has happened")) }
                    @if let Some(not_noted) = &object.not_noted { p.help { (not_noted) } }
                    @if !object.history.is_empty() {
                        ol.history {
                            @for happened in &object.history {
                                li { (time::shown(happened.at, visit.lang)) ": " (happened.what)
                                    @if let Some(reason) = &happened.reason { br; q { (reason) } } }
                            }
                        }
                    }
                }
            }
        }
    };
    Page::new(&object.title, main)
}

pub(super) fn one(visit: &Visit, fact: &Fact) -> Markup {
    html! {
        div {
            dt { (fact.label) }
            dd { (linked(visit, fact)) }
        }
    }
}

fn is_table(fact: &Fact) -> bool {
    matches!(fact.value, FactValue::Table { .. })
}

fn linked(visit: &Visit, fact: &Fact) -> Markup {
    html! {
        @match &fact.leads_to {
            Some(id) => a href=(visit.link(&format!("/ting/{id}"))) { (text(visit, &fact.value)) },
            None => (text(visit, &fact.value)),
        }
    }
}

fn text(visit: &Visit, value: &FactValue) -> Markup {
    html! {
        @match value {
            FactValue::Text(text) => (text),
            FactValue::Day(day) => (time::day(*day, visit.lang)),
            FactValue::Instant(at) => (time::shown(*at, visit.lang)),
            FactValue::Several(texts) => ul { @for text in texts { li { (text) } } },
            FactValue::Table { head, rows } => table {
                thead { tr { @for name in head { th scope="col" { (name) } } } }
                tbody { @for row in rows { tr { @for (at, cell) in row.iter().enumerate() {
                    @let cell = cell.iter().map(|fact| linked(visit, fact));
                    @if at == 0 { th scope="row" { @for told in cell { (told) } } }
                    @else { td { @for told in cell { (told) } } }
                } } } }
            },
        }
    }
}

fn relation_of(visit: &Visit, id: &str, relation: &Relation) -> Markup {
    let rest = relation.total.saturating_sub(relation.first.len() as u64);
    html! {
        section {
            h2 { (relation.label) " (" (relation.total) ")" }
            (these(visit, relation))
            @if rest > 0 {
                p { a href=(visit.link(&format!("/ting/{id}/{}", relation.field))) {
                    (visit.say("Visa alla ", "Show all ")) (relation.total)
                    span.unseen { ": " (relation.label) }
                } }
            }
        }
    }
}

fn these(visit: &Visit, relation: &Relation) -> Markup {
    html! {
        ul {
            @for each in &relation.first { li { a href=(visit.link(&format!("/ting/{}", each.value))) { (each.label) } } }
        }
    }
}

/// A page of what belongs to an object; `further` says that it is not the first.
pub(crate) fn related(visit: &Visit, related: &RelatedPage, further: bool) -> Page {
    let RelatedPage { of, relation, next } = related;
    let title = format!("{}: {}", relation.label, of.label);
    let here = format!("/ting/{}/{}", of.value, relation.field);
    let after = |cursor: &str| {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair(AFTER, cursor).finish();
        visit.link(&format!("{here}?{query}"))
    };
    let main = html! {
        div.wide {
            nav.crumbs aria-label=(visit.say("Här är du", "You are here")) {
                a href=(visit.link("/gor")) { (visit.say("Gör", "Do")) } " / "
                a href=(visit.link(&format!("/ting/{}", of.value))) { (of.label) }
            }
            h1 { (relation.label) " (" (relation.total) ")" }
            (these(visit, relation))
            @if further || next.is_some() {
                nav.pages aria-label=(visit.say("Sidor", "Pages")) {
                    @if further { a href=(visit.link(&here)) { (visit.say("Från början", "From the beginning")) } " " }
                    @if let Some(next) = next { a href=(after(next)) { (visit.say("Nästa sida", "Next page")) } }
                }
            }
        }
    };
    Page::new(title, main)
}
