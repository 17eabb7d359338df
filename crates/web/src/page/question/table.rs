//! The answer as a table: headings with scope, numbers to the right, what is hidden as two points with words below.

use std::ops::Range;

use kernel::Lang;
use maud::{Markup, html};
use questions::{Cell, Field, FieldKind, Question, Row, numbers};

use super::{ROWS_ASKED, ROWS_SHOWN};
use crate::{
    port::{Answer, Rows},
    visit::Visit,
};

/// The table, and the words below it.
pub(super) fn html(visit: &Visit, question: &Question, answer: &Answer) -> Markup {
    let fields = answer.table.head.fields();
    let constant: Vec<usize> = (0..fields.len()).filter(|at| is_same_for_all(question, answer, *at)).collect();
    let shown: Vec<usize> = (0..fields.len()).filter(|at| is_shown(fields, *at) && !constant.contains(at)).collect();
    // A table of nothing but ids has ids.
    let mut shown = if shown.is_empty() { (0..fields.len()).collect() } else { shown };
    let heading = shown.iter().copied().find(|at| fields.get(*at).is_some_and(|field| !field.kind.is_numeric()));
    shown.sort_by_key(|at| place(question, answer, heading, *at));
    let part = Part::of(visit, answer.count);
    let rows = part.of_these(answer);
    html! {
        div.scroll role="region" aria-labelledby="tabell-rubrik" tabindex="0" {
            table {
                caption #tabell-rubrik { (question.definition().title.get(visit.lang)) }
                thead {
                    tr {
                        @for at in &shown {
                            @if let Some(field) = fields.get(*at) {
                                th scope="col" class=[field.kind.is_numeric().then_some("number")] {
                                    (field.label.get(visit.lang))
                                    @if let Some(unit) = unit(field, visit.lang) { " " span.unit { "(" (unit) ")" } }
                                }
                            }
                        }
                    }
                }
                tbody {
                    @for row in rows { (line(visit, fields, &shown, heading, row)) }
                }
            }
        }
        (part.html(visit))
        (rest(visit, question, answer, &part))
        (once(visit, answer, &constant))
        (legend(visit, fields, rows))
        (descriptions(visit, fields, &shown))
    }
}

/// What decides stands where it is seen without scrolling: after what the row is about, what the chart is of, or where there is none,
/// the figures; then the rest, each in the definition's order.
fn place(question: &Question, answer: &Answer, heading: Option<usize>, at: usize) -> u8 {
    let chart = question.definition().chart.as_ref();
    let drawn = |name: Option<&String>| name.and_then(|name| answer.table.head.position_in_words(name));
    let is_figure = answer.table.head.fields().get(at).is_some_and(|field| field.kind.is_numeric());
    match chart {
        _ if heading == Some(at) => 0,
        Some(chart) if drawn(chart.x.as_ref()) == Some(at) => 1,
        Some(chart) if drawn(chart.series.as_ref()) == Some(at) => 2,
        Some(chart) if drawn(chart.y.as_ref()) == Some(at) => 3,
        None if is_figure => 3,
        _ => 4,
    }
}

/// Which rows the address asks for.
pub(crate) fn rows_of(visit: &Visit) -> Rows {
    let page = visit.value("sida").and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = (visit.value("visa") != Some("alla")).then_some(page);
    Rows { most: ROWS_ASKED, size: ROWS_SHOWN, page }
}

/// Which of the rows the table shows: a page of them by `sida`, or all that were asked for by `visa=alla`.
struct Part {
    rows: usize,
    /// From 1; 0 for all.
    page: usize,
}

impl Part {
    fn of(visit: &Visit, rows: usize) -> Self {
        if rows_of(visit).page.is_none() {
            return Self { rows, page: 0 };
        }
        Self { rows, page: rows_of(visit).page.unwrap_or(1).clamp(1, rows.div_ceil(ROWS_SHOWN).max(1)) }
    }

    /// Its rows of the answer, which may have come without the others.
    fn of_these<'a>(&self, answer: &'a Answer) -> &'a [Row] {
        let rows = &answer.table.rows;
        let at = |row: usize| row.saturating_sub(answer.before).min(rows.len());
        &rows[at(self.range().start)..at(self.range().end)]
    }

    fn range(&self) -> Range<usize> {
        match self.page {
            0 => 0..self.rows,
            page => (page - 1) * ROWS_SHOWN..(page * ROWS_SHOWN).min(self.rows),
        }
    }

    /// The ways to the other rows.
    fn html(&self, visit: &Visit) -> Markup {
        let pages = self.rows.div_ceil(ROWS_SHOWN);
        let step = |page: usize, rel: &str, words: &str| {
            html! {
                a rel=(rel) href=(elsewhere(visit, "sida", &page.to_string())) { (words) }
            }
        };
        html! {
            @if pages > 1 {
                nav.pages aria-label=(visit.say("Tabellens sidor", "The table's pages")) {
                    @if self.page > 1 { (step(self.page - 1, "prev", visit.say("Föregående rader", "Previous rows"))) }
                    @if self.page > 0 {
                        span { (visit.say("Sida ", "Page ")) (self.page) (visit.say(" av ", " of ")) (pages) }
                    }
                    @if self.page > 0 && self.page < pages { (step(self.page + 1, "next", visit.say("Nästa rader", "Next rows"))) }
                    @if self.page == 0 { (step(1, "prev", visit.say("Visa sidvis", "Show page by page"))) }
                    @else {
                        a href=(elsewhere(visit, "visa", "alla")) {
                            (visit.say("Visa alla på en gång, till exempel för utskrift", "Show all at once, such as for printing"))
                        }
                    }
                }
            }
        }
    }
}

/// This page with other rows.
fn elsewhere(visit: &Visit, name: &str, value: &str) -> String {
    let kept = visit.pairs.iter().filter(|(name, _)| name != "sida" && name != "visa");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair(name, value).finish();
    format!("{}?{query}#tabell-rubrik", visit.path)
}

/// Statuses are told below the table; ids, and a code beside its own label, stay in the files.
fn is_shown(fields: &[Field], at: usize) -> bool {
    let Some(field) = fields.get(at) else { return false };
    let labelled = |stem: &str| fields.iter().any(|other| other.name == stem);
    let is_said = || fields.iter().any(|other| other.words_of.as_ref() == Some(&field.name));
    match field.kind {
        FieldKind::Status => false,
        _ if is_said() => false,
        FieldKind::Code if field.name == "id" || field.name.ends_with("_id") => false,
        FieldKind::Code => !field.name.strip_suffix("_code").is_some_and(labelled),
        _ => true,
    }
}

/// A text from the answer's root says the same on each row: it is said once, below the table.
fn is_same_for_all(question: &Question, answer: &Answer, at: usize) -> bool {
    let Some(field) = answer.table.head.fields().get(at) else { return false };
    let mut columns = question.definition().columns.iter();
    let name = field.words_of.as_ref().unwrap_or(&field.name);
    let from_root = columns.any(|column| column.name == *name && column.path.absolute);
    let mut cells = answer.table.rows.iter().map(|row| row.get(at));
    let first = cells.next().flatten();
    from_root && matches!(first, Some(Cell::Text(_))) && cells.all(|cell| cell == first)
}

/// What holds for every row.
fn once(visit: &Visit, answer: &Answer, constant: &[usize]) -> Markup {
    let fields = answer.table.head.fields();
    let first = answer.table.rows.first();
    html! {
        @if !constant.is_empty() {
            dl.asked.once {
                @for at in constant {
                    @if let (Some(field), Some(cell)) = (fields.get(*at), first.and_then(|row| row.get(*at))) {
                        div { dt { (field.label.get(visit.lang)) } dd { (numbers::cell(cell, field.kind, visit.lang)) } }
                    }
                }
            }
        }
    }
}

fn unit(field: &Field, lang: Lang) -> Option<&str> {
    field.unit.as_ref().map(|unit| unit.get(lang)).filter(|unit| !field.label.get(lang).contains(unit))
}

fn line(visit: &Visit, fields: &[Field], shown: &[usize], heading: Option<usize>, row: &Row) -> Markup {
    html! {
        tr {
            @for at in shown {
                @if let (Some(field), Some(cell)) = (fields.get(*at), row.get(*at)) {
                    @let content = content(visit, cell, field);
                    @if heading == Some(*at) { th scope="row" { (content) } }
                    @else { td class=[field.kind.is_numeric().then_some("number")] { (content) } }
                }
            }
        }
    }
}

fn content(visit: &Visit, cell: &Cell, field: &Field) -> Markup {
    let text = numbers::cell(cell, field.kind, visit.lang);
    match cell {
        Cell::Hidden(status) => html! {
            span aria-hidden="true" { (text) } span.unseen { (numbers::status(status, visit.lang)) }
        },
        Cell::Null => html! {
            span aria-hidden="true" { (text) } span.unseen { (visit.say("uppgift saknas", "no value")) }
        },
        _ => html! { (text) },
    }
}

/// How to get the rows the page has no room for.
fn rest(visit: &Visit, question: &Question, answer: &Answer, part: &Part) -> Markup {
    let rows = answer.count;
    let (from, to) = (part.range().start + 1, part.range().end);
    if !answer.more && to - part.range().start == rows {
        return html! {};
    }
    let has_chart = question.definition().chart.is_some();
    let is_part = answer.table.rows.len() < rows;
    let shown = match (visit.lang, answer.more) {
        (Lang::Sv, true) => format!("Tabellen visar rad {from}–{to}."),
        (Lang::En, true) => format!("The table shows rows {from}–{to}."),
        (Lang::Sv, false) => format!("Tabellen visar rad {from}–{to} av {rows}."),
        (Lang::En, false) => format!("The table shows rows {from}–{to} of {rows}."),
    };
    let drawn = match (visit.lang, has_chart, is_part) {
        (_, false, _) => String::new(),
        (Lang::Sv, true, true) => " Diagrammet bygger på samma rader.".to_owned(),
        (Lang::En, true, true) => " The chart is drawn from the same rows.".to_owned(),
        (_, true, false) if !answer.more => String::new(),
        (Lang::Sv, true, false) => format!(" Diagrammet bygger på de {rows} första."),
        (Lang::En, true, false) => format!(" The chart is drawn from the first {rows}."),
    };
    let files = visit.say(" Filerna ovan har alla rader.", " The files above have all rows.");
    html! { p.notice { (shown) (drawn) (files) } }
}

/// What each mark and status in the table means.
fn legend(visit: &Visit, fields: &[Field], rows: &[Row]) -> Markup {
    let mut statuses: Vec<&str> = Vec::new();
    let mut empty = false;
    for row in rows {
        for (field, cell) in fields.iter().zip(row) {
            let status = match cell {
                Cell::Hidden(status) => status.as_str(),
                Cell::Text(status) if field.kind == FieldKind::Status => status.as_ref(),
                Cell::Null if field.kind != FieldKind::Status => {
                    empty = true;
                    continue;
                }
                _ => continue,
            };
            if !statuses.contains(&status) {
                statuses.push(status);
            }
        }
    }
    // What is shown as counted needs no explanation.
    statuses.retain(|status| *status != "EXACT");
    statuses.sort_unstable();
    let hidden = |status: &str| status.starts_with("SUPPRESSED") || status == "WITHHELD";
    html! {
        @if empty || !statuses.is_empty() {
            div.legend {
                h3 { (visit.say("Tecken i tabellen", "Symbols in the table")) }
                dl {
                    @for status in &statuses {
                        div {
                            dt { @if hidden(status) { (numbers::HIDDEN) } @else { (visit.say("Tal", "Numbers")) } }
                            dd { (meaning(visit, status)) }
                        }
                    }
                    @if empty {
                        div { dt { (numbers::NOTHING) } dd { (visit.say("Uppgift saknas.", "There is no value.")) } }
                    }
                }
            }
        }
    }
}

fn meaning(visit: &Visit, status: &str) -> String {
    let text = match status {
        "SUPPRESSED_PRIMARY" => visit.say(
            "Visas inte, för att så få personer ligger bakom att någon kunde kännas igen. Det är inte noll.",
            "Not shown, because so few people are behind it that someone could be recognised. It is not zero.",
        ),
        "SUPPRESSED_SECONDARY" => visit.say(
            "Visas inte, för att en annan dold uppgift annars kunde räknas ut.",
            "Not shown, because another hidden figure could otherwise be worked out.",
        ),
        "WITHHELD" => visit.say(
            "Visas inte, och inget sägs om hur stort det är.",
            "Not shown, and nothing is said about how large it is.",
        ),
        "PERTURBED" => visit.say(
            "Talen är skyddade med en liten slumpmässig avvikelse, densamma varje gång. Därför kan en summa skilja sig \
             något från sina delar, och 0 betyder inga eller få.",
            "Numbers are protected by a small random deviation, the same every time. So a sum may differ slightly from \
             its parts, and 0 means none or few.",
        ),
        "ROUNDED" => visit.say(
            "Talen är avrundade. Därför kan en summa skilja sig något från sina delar.",
            "Numbers are rounded. So a sum may differ slightly from its parts.",
        ),
        other => return numbers::status(other, visit.lang),
    };
    text.to_owned()
}

/// What the columns say, for those who were not there.
fn descriptions(visit: &Visit, fields: &[Field], shown: &[usize]) -> Markup {
    let described: Vec<(&str, &str)> = shown
        .iter()
        .filter_map(|at| fields.get(*at))
        .filter_map(|field| Some((field.label.get(visit.lang), field.description.as_ref()?.get(visit.lang))))
        .collect();
    html! {
        @if !described.is_empty() {
            div.legend.words {
                h3 { (visit.say("Kolumnerna", "The columns")) }
                dl { @for (label, text) in described { div { dt { (label) ":" } " " dd { (text) } } } }
            }
        }
    }
}
