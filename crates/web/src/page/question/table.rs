//! The answer as a table: headings with scope, numbers to the right, what is hidden as two points with words below. A single row of
//! many columns is a list.

use kernel::Lang;
use maud::{Markup, html};
use questions::{Cell, Field, FieldKind, Question, Row, numbers};

use super::part::Part;
use crate::{commands::RowForm, page::time, port::Answer, visit::Visit};

/// A single row of more columns than these is read downwards.
const MOST_ACROSS: usize = 6;
/// A table of more columns than these is printed across the sheet.
const WIDE: usize = 6;
/// Where there are more than these, words may break in print.
const MANY: usize = 10;
/// A column with a longer word may break it; the others are as wide as their longest word.
const LONG_WORD: usize = 20;

/// What can be done with each row.
pub(super) struct RowAct<'a> {
    pub form: &'a RowForm,
    /// Fields of the form, and what was asked of them.
    pub asked: Vec<(&'a str, String)>,
}

impl RowAct<'_> {
    /// The form with the row's own filled in; nothing where the row lacks something that it takes.
    fn address(&self, fields: &[Field], row: &Row) -> Option<String> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.asked);
        for (field, column) in &self.form.columns {
            let at = fields.iter().position(|known| known.name == *column)?;
            let Cell::Text(code) = row.get(at)? else { return None };
            query.append_pair(field, code);
        }
        Some(format!("/gor/{}?{}", self.form.name, query.finish()))
    }
}

/// The table, and the words below it.
pub(super) fn html(
    visit: &Visit,
    question: &Question,
    answer: &Answer,
    part: &Part<'_>,
    act: Option<&RowAct<'_>>,
) -> Markup {
    let fields = answer.table.head.fields();
    let (constant, shown): (Vec<usize>, Vec<usize>) =
        (0..fields.len()).filter(|at| is_shown(fields, *at)).partition(|at| is_same_for_all(question, answer, *at));
    // A table of nothing but ids has ids.
    let mut shown = if shown.is_empty() { (0..fields.len()).collect() } else { shown };
    let heading = shown.iter().copied().find(|at| fields.get(*at).is_some_and(|field| !field.kind.is_numeric()));
    shown.sort_by_key(|at| place(question, answer, heading, *at));
    let rows = part.rows();
    let links = Links::of(visit, question, fields, rows);
    // What no column names is opened in one of its own, beside what the row is about.
    let alone = links.alone(&shown);
    shown.splice(shown.len().min(1)..shown.len().min(1), alone);
    let long: Vec<usize> = shown.iter().copied().filter(|at| has_long_words(rows, *at)).collect();
    let table = Columns { visit, fields, shown: &shown, long: &long, heading, links: &links, act };
    let lone = rows.first().filter(|_| answer.count == 1 && !answer.more && shown.len() > MOST_ACROSS);
    html! {
        (part.missed(visit))
        @match lone {
            Some(row) => {
                dl.facts { @for at in &shown { (table.pair(*at, row)) } }
                @if let Some(link) = table.act_of(row, 0) { p { (link) } }
            },
            None => {
                div.scroll role="region" aria-labelledby="tabell-rubrik" tabindex="0" {
                    table.wide[shown.len() > WIDE].many[shown.len() > MANY] {
                        caption #tabell-rubrik { (question.definition().title.get(visit.lang)) }
                        thead { tr { @for at in &shown { (table.head(*at)) } (table.act_head()) } }
                        tbody { @for (number, row) in rows.iter().enumerate() { (table.line(number, row)) } }
                    }
                }
            }
        }
        (part.ways(visit))
        (part.told(visit))
        (once(visit, answer, &constant))
        (legend(visit, fields, rows))
        (descriptions(visit, fields, &shown))
    }
}

/// The columns that are shown, in their order.
struct Columns<'a> {
    visit: &'a Visit,
    fields: &'a [Field],
    shown: &'a [usize],
    long: &'a [usize],
    heading: Option<usize>,
    links: &'a Links,
    act: Option<&'a RowAct<'a>>,
}

impl Columns<'_> {
    fn head(&self, at: usize) -> Markup {
        let Some(field) = self.fields.get(at) else { return html! {} };
        html! {
            th scope="col" class=[self.class(at, field)] { (self.label(field)) }
        }
    }

    /// How its cells may break: numbers and dates not at all.
    fn class(&self, at: usize, field: &Field) -> Option<&'static str> {
        match field.kind {
            kind if kind.is_numeric() => Some("number"),
            FieldKind::Date | FieldKind::DateTime | FieldKind::Year | FieldKind::Boolean => Some("short"),
            _ if self.long.contains(&at) => Some("long"),
            _ => None,
        }
    }

    fn label(&self, field: &Field) -> Markup {
        html! {
            (field.label.get(self.visit.lang))
            @if let Some(unit) = unit(field, self.visit.lang) { " " span.unit { "(" (unit) ")" } }
        }
    }

    fn line(&self, number: usize, row: &Row) -> Markup {
        html! {
            tr {
                @for at in self.shown {
                    @if let Some(field) = self.fields.get(*at) {
                        @let content = self.content(*at, row, number);
                        @let class = self.class(*at, field);
                        @if self.heading == Some(*at) { th scope="row" class=[class] { (content) } }
                        @else { td class=[class] { (content) } }
                    }
                }
                @if self.act.is_some() { td { @if let Some(link) = self.act_of(row, number) { (link) } } }
            }
        }
    }

    fn act_head(&self) -> Markup {
        html! { @if self.act.is_some() { th scope="col" { (self.visit.say("Gör", "Do")) } } }
    }

    /// What can be done with the row, as a link.
    fn act_of(&self, row: &Row, number: usize) -> Option<Markup> {
        let act = self.act?;
        let address = act.address(self.fields, row)?;
        Some(html! {
            a href=(self.visit.link(&address)) {
                (act.form.title)
                span.unseen { (self.visit.say(", rad ", ", row ")) (number + 1) }
            }
        })
    }

    fn pair(&self, at: usize, row: &Row) -> Markup {
        let Some(field) = self.fields.get(at) else { return html! {} };
        html! { div { dt { (self.label(field)) } dd { (self.content(at, row, 0)) } } }
    }

    fn content(&self, at: usize, row: &Row, number: usize) -> Markup {
        let (Some(field), Some(cell)) = (self.fields.get(at), row.get(at)) else { return html! {} };
        let text = match cell {
            // Files have it as it is kept.
            Cell::DateTime(instant) => time::in_table(*instant),
            _ => numbers::cell(cell, field.kind, self.visit.lang),
        };
        let leads_to = self.links.of_cell(at, row).filter(|id| self.visit.has_page(id));
        let link = leads_to.map(|id| self.visit.link(&format!("/ting/{id}")));
        match (cell, link) {
            (Cell::Hidden(status), _) => html! {
                span aria-hidden="true" { (text) } span.unseen { (numbers::status(status, self.visit.lang)) }
            },
            (Cell::Null, _) => html! {
                span aria-hidden="true" { (text) } span.unseen { (self.visit.say("uppgift saknas", "no value")) }
            },
            (_, Some(link)) if self.links.is_alone(at) => html! {
                a href=(link) {
                    (self.visit.say("Öppna", "Open"))
                    span.unseen { ": " (field.label.get(self.visit.lang)) (self.visit.say(", rad ", ", row ")) (number + 1) }
                }
            },
            (_, Some(link)) => html! { a href=(link) { (text) } },
            (_, None) => html! { (text) },
        }
    }
}

fn has_long_words(rows: &[Row], at: usize) -> bool {
    let words = |text: &str| text.split([' ', '/', '-', '\u{2013}']).any(|word| word.chars().count() > LONG_WORD);
    rows.iter().any(|row| matches!(row.get(at), Some(Cell::Text(text)) if words(text)))
}

/// Which columns lead to the page of a thing. Only rows that the reader reaches have ids of things; figures have codes. A person has an
/// id and no page.
struct Links(Vec<Link>);

struct Link {
    /// Where the id is.
    id: usize,
    /// Which column names the thing.
    named: Option<usize>,
}

impl Links {
    fn of(visit: &Visit, question: &Question, fields: &[Field], rows: &[Row]) -> Self {
        if visit.session.is_none() || !visit.has_commands {
            return Self(Vec::new());
        }
        let is_id = |name: &str| {
            let mut columns = question.definition().columns.iter();
            columns.any(|column| column.name == name && column.path.to_string().rsplit(['.', '/']).next() == Some("id"))
        };
        let leads = |id: usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(id));
            cells.any(|cell| matches!(cell, Cell::Text(text) if visit.has_page(text)))
        };
        let ids = fields.iter().enumerate().filter(|(id, field)| is_id(&field.name) && leads(*id));
        let link = |(id, field): (usize, &Field)| {
            let named =
                field.name.strip_suffix("_id").and_then(|name| fields.iter().position(|other| other.name == name));
            Link { id, named }
        };
        Self(ids.map(link).collect())
    }

    fn alone(&self, shown: &[usize]) -> Vec<usize> {
        self.0.iter().filter(|link| link.named.is_none() && !shown.contains(&link.id)).map(|link| link.id).collect()
    }

    fn is_alone(&self, at: usize) -> bool {
        self.0.iter().any(|link| link.named.is_none() && link.id == at)
    }

    fn of_cell<'r>(&self, at: usize, row: &'r Row) -> Option<&'r str> {
        let link = self.0.iter().find(|link| link.named.unwrap_or(link.id) == at)?;
        match row.get(link.id)? {
            Cell::Text(id) => Some(id),
            _ => None,
        }
    }
}

/// What the chart is of stands after what the row is about; then the rest, in the definition's order, which has first what answers the
/// question.
fn place(question: &Question, answer: &Answer, heading: Option<usize>, at: usize) -> u8 {
    let chart = question.definition().chart.as_ref();
    let drawn = |name: Option<&String>| name.and_then(|name| answer.table.head.position_in_words(name));
    match chart {
        _ if heading == Some(at) => 0,
        Some(chart) if drawn(chart.x.as_ref()) == Some(at) => 1,
        Some(chart) if drawn(chart.series.as_ref()) == Some(at) => 2,
        Some(chart) if drawn(chart.y.as_ref()) == Some(at) => 3,
        _ => 4,
    }
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
    let label = field.label.get(lang).to_lowercase();
    field.unit.as_ref().map(|unit| unit.get(lang)).filter(|unit| !label.contains(&unit.to_lowercase()))
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
        "APPROXIMATE" => visit.say(
            "Talet är ungefärligt, som det är angivet: omkring, eller minst.",
            "The number is approximate, as it is stated: about, or at least.",
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
