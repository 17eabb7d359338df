//! A document as a part of a page. It reads as its PDF does, for both are made of the same.

use documents::{Item, Part, Run, Section, Tone};
use maud::{Markup, html};

/// A section, with a heading that can be led to.
pub(crate) fn section(section: &Section) -> Markup {
    html! {
        section aria-labelledby=(section.id) {
            h2 id=(section.id) { (section.heading) }
            (parts(&section.parts))
        }
    }
}

/// What stands in a section, or before the first.
pub(crate) fn parts(parts: &[Part]) -> Markup {
    html! { @for one in parts { (part(one)) } }
}

fn part(part: &Part) -> Markup {
    match part {
        Part::Heading { text } => html! { h3 { (text) } },
        Part::Text { tone, runs } => match tone {
            Tone::Plain => html! { p { (words(runs)) } },
            Tone::Notice => html! { p.notice role="note" { (words(runs)) } },
            Tone::Lead => html! { p.ingress { (words(runs)) } },
            Tone::Kind => html! { p.kind { (words(runs)) } },
        },
        Part::Facts { facts } => html! {
            dl.facts { @for (label, fact) in facts { div { dt { (label) } dd { (fact) } } } }
        },
        Part::List { items } => html! { ul { @for one in items { (item(one)) } } },
        Part::Table { caption, head, rows } => table(caption, head, rows),
    }
}

fn words(runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @if let Some(address) = &run.address { a href=(address) { (run.text) } }
            @else if run.strong { strong { (run.text) } }
            @else { (run.text) }
        }
    }
}

fn item(item: &Item) -> Markup {
    html! { li { (words(&item.runs)) @for line in &item.lines { p { (line) } } } }
}

/// A table that is read row by row where there is no room for its columns: each cell then has its column's name before it, and what it
/// is of a table is said, for styles take that away.
fn table(caption: &str, head: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        table.stacks role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" { @for cell in head { th scope="col" role="columnheader" { (cell) } } }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" role="rowheader" { (cell) } }
                            @else { td role="cell" data-label=[head.get(at)] { (cell) } }
                        }
                    }
                }
            }
        }
    }
}
