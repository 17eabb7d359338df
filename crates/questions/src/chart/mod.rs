//! Diagram: bars, lines and stacked bars as SVG, drawn from the same rows as the table.
//!
//! - Values stand as text beside their marks; each mark has a `<title>`; the whole has `<title>` and `<desc>`, and
//!   `role="img"`.
//! - No script and no `style` attribute: it stands under the strictest content policy. Text and axes take the page's
//!   colour (`currentColor`); the rest are presentation attributes, with classes for a style sheet to override: `chart`,
//!   `chart-axis`, `chart-grid`, `chart-label`, `chart-value`, `chart-mark series-1` … `series-6`, `chart-hidden`,
//!   `chart-target`, `chart-legend`, `chart-note`.
//! - A series is told by pattern, dash and marker as well as by colour. A hidden count is a hatched gap marked `..`.
//! - The 30 largest categories and the 6 largest series are drawn, in the rows' order; the rest is said in words.

mod bars;
mod data;
mod line;
mod scale;
mod svg;

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

/// The chart of a question's answer; `None` where it has none, or nothing in it can be drawn. `id` is unique on the page: a
/// letter, then letters, digits or hyphens.
pub fn of(question: &Question, table: &Table, lang: Lang, id: &str) -> Option<String> {
    let definition = question.definition();
    draw(definition.chart.as_ref()?, table, definition.title.get(lang), lang, id)
}

/// Draws a table.
pub fn draw(chart: &Chart, table: &Table, title: &str, lang: Lang, id: &str) -> Option<String> {
    let data = data::Data::of(chart, table, lang)?;
    match chart.kind {
        ChartKind::None => None,
        ChartKind::Bar | ChartKind::Stacked => Some(bars::draw(&data, chart.kind, title, id)),
        ChartKind::Line => Some(line::draw(&data, title, id)),
    }
}

#[cfg(test)]
mod tests;
