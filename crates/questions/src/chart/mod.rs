//! Diagram: bars, lines and stacked bars as SVG, drawn from the same rows as the table.
//!
//! - Values stand as text beside their marks; each mark has a `<title>`; the whole has `<title>` and `<desc>`, and
//!   `role="img"`.
//! - No script and no `style` attribute: it stands under the strictest content policy. Text and axes take the page's
//!   colour (`currentColor`); the rest are presentation attributes, with classes for a style sheet to override: `chart`,
//!   `chart-axis`, `chart-grid`, `chart-label`, `chart-value`, `chart-mark series-1` … `series-6`, `chart-hidden`,
//!   `chart-target`, `chart-legend`, `chart-note`.
//! - A series is told by pattern, dash and marker as well as by colour. A hidden count is a hatched gap marked `..`.
//! - The 30 largest categories and the 6 largest series are drawn, in the rows' order; of times the latest, one after another, with
//!   a gap where a period has no row. Days of a line stand as far apart as they are. The rest is said in words.
//! - Two things of one name are two: they are told apart by the id or the code beside the name.
//! - Rows are added up where the question says so, and shares never are: several numbers in one place are then not drawn. A sum of what
//!   is protected, rounded or approximate is said to be one.
//! - What tells nothing is not drawn: only zeros, or many bars of one length.

mod bars;
mod data;
mod line;
mod scale;
mod svg;
mod time;

use kernel::Lang;

use crate::{
    definition::{Chart, ChartKind, Question},
    table::Table,
};

/// Most categories drawn.
pub const MOST_CATEGORIES: usize = 30;
/// Most series drawn.
pub const MOST_SERIES: usize = 6;
/// Most points of a line.
pub const MOST_POINTS: usize = 400;
/// Most bars, one below another, where they stand for times: fifteen years of quarters.
pub const MOST_TIMES: usize = 60;
/// So many bars of the same length are not drawn.
pub const MANY_ALIKE: usize = 4;

/// How much of an answer the table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// All of it, seen at once.
    AtOnce,
    /// All of it, of which the page shows a part.
    InPages,
    /// A part.
    Part,
}

/// Bild: what comes of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// SVG.
    Drawn(String),
    /// None, and why.
    Silent(&'static str),
}

/// The chart of a question's answer; `None` where it has none. `id` is unique on the page: a letter, then letters, digits or hyphens.
pub fn of(question: &Question, table: &Table, whole: Whole, lang: Lang, id: &str) -> Option<Picture> {
    let definition = question.definition();
    draw(definition.chart.as_ref()?, table, whole, definition.title.get(lang), lang, id)
}

/// Draws a table.
pub fn draw(chart: &Chart, table: &Table, whole: Whole, title: &str, lang: Lang, id: &str) -> Option<Picture> {
    let say = |sv, en| Picture::Silent(if lang == Lang::Sv { sv } else { en });
    if chart.kind == ChartKind::None {
        return None;
    }
    if chart.sum && whole == Whole::Part {
        return Some(say(
            "Diagrammet lägger ihop rader. Det ritas när svaret är så kort att alla rader kan läsas på en gång: välj snävare.",
            "The chart adds rows up. It is drawn when the answer is so short that all rows can be read at once: choose more narrowly.",
        ));
    }
    let data = data::Data::of(chart, &table.for_people(), whole, lang)?;
    if data.is_nothing_but_zeros() {
        return Some(say(
            "Inget diagram ritas: talen är noll eller visas inte.",
            "No chart is drawn: the numbers are zero or not shown.",
        ));
    }
    if data.is_crowded {
        return Some(say(
            "Inget diagram ritas: flera rader gäller samma sak, och deras tal läggs inte ihop.",
            "No chart is drawn: several rows are of the same thing, and their numbers are not added up.",
        ));
    }
    if chart.kind == ChartKind::Bar && data.is_all_alike {
        return Some(say(
            "Inget diagram ritas: alla staplar skulle bli lika långa.",
            "No chart is drawn: all bars would be of the same length.",
        ));
    }
    Some(Picture::Drawn(match chart.kind {
        ChartKind::Line => line::draw(&data, title, id),
        kind => bars::draw(&data, kind, title, id),
    }))
}

#[cfg(test)]
mod tests;
