//! Lying bars, one under another: long names fit, and thirty of them. With series side by side or stacked.

use super::{
    data::{Data, Point},
    scale::Scale,
    svg::{Anchor, Svg, TEXT, WIDTH, fitted, fitted_apart, width_of},
};
use crate::{definition::ChartKind, numbers::HIDDEN};

const TOP: f64 = 8.0;
const LINE: f64 = 22.0;
const BAR: f64 = 20.0;
const BETWEEN: f64 = 10.0;
const LONGEST_LABEL: f64 = 220.0;
/// Width of a hidden count's gap: it says nothing of the count.
const GAP: f64 = 24.0;

/// Where the bars stand.
struct Frame {
    left: f64,
    top: f64,
    bottom: f64,
    scale: Scale,
}

pub(super) fn draw(data: &Data, kind: ChartKind, title: &str, id: &str) -> String {
    let mut svg = Svg::new(id);
    let stacked = kind == ChartKind::Stacked;
    let bars = if stacked { 1 } else { data.series.len() };
    let slot = length(bars) * BAR + BETWEEN;
    let top = legend(&mut svg, data, TOP);
    let names = data.categories.iter().map(|name| width_of(name)).fold(0.0, f64::max);
    let left = names.min(LONGEST_LABEL) + 12.0;
    let bottom = top + slot * length(data.categories.len());
    let values: Vec<f64> = if stacked { ends(data) } else { data.values().collect() };
    let words = values.iter().map(|value| width_of(&data.number(*value))).fold(0.0, f64::max);
    // Room for the value beside the longest bar, and to the left where there are bars that way.
    let lowest = if values.iter().any(|value| *value < 0.0) { words + 8.0 } else { 0.0 };
    let room = words.max(GAP + 20.0) + 10.0;
    let scale = Scale::over(values.into_iter(), 5, left + lowest, WIDTH - room);
    let frame = Frame { left, top, bottom, scale };
    grid(&mut svg, data, &frame);
    let labels = fitted_apart(&data.categories, LONGEST_LABEL);
    for (index, (category, label)) in data.categories.iter().zip(&labels).enumerate() {
        let y = top + slot * length(index) + BETWEEN / 2.0;
        let middle = y + (slot - BETWEEN) / 2.0 + TEXT * 0.35;
        svg.text("chart-label", (left - 8.0, middle), Anchor::End, label, category);
        if stacked {
            stack(&mut svg, data, index, y, &frame);
        } else {
            for series in 0..data.series.len() {
                bar(&mut svg, data, (index, series), y + BAR * length(series), &frame);
            }
        }
    }
    let zero = frame.scale.at(0.0);
    svg.line("chart-axis", (zero, frame.top), (zero, frame.bottom), 1.5);
    target(&mut svg, data, &frame);
    let height = notes(&mut svg, data, bottom + LINE * 2.0);
    svg.finish(height, title, &description(data, kind), data.series.len())
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
pub(super) fn length(count: usize) -> f64 {
    count as f64
}

/// The names of the series with their marks; returns where it ends.
pub(super) fn legend(svg: &mut Svg, data: &Data, top: f64) -> f64 {
    if !data.has_legend() {
        return top;
    }
    let (mut x, mut y) = (0.0, top);
    for (index, series) in data.series.iter().enumerate() {
        let name = series.name.as_deref().unwrap_or_default();
        let shown = fitted(name, WIDTH - 40.0);
        let width = 22.0 + width_of(&shown) + 18.0;
        if x > 0.0 && x + width > WIDTH {
            (x, y) = (0.0, y + LINE);
        }
        svg.mark(index, (x + 1.0, y + 2.0), (14.0, 14.0), name);
        svg.text("chart-legend", (x + 22.0, y + 14.0), Anchor::Start, &shown, name);
        x += width;
    }
    y + LINE + 6.0
}

/// What is not drawn or shown; returns the height of all.
pub(super) fn notes(svg: &mut Svg, data: &Data, mut y: f64) -> f64 {
    for note in data.notes() {
        svg.text("chart-note", (0.0, y + TEXT), Anchor::Start, &note, &note);
        y += LINE;
    }
    y + 6.0
}

/// The farthest that the stacks reach, each way, and the target.
fn ends(data: &Data) -> Vec<f64> {
    let mut ends: Vec<f64> = data.target.into_iter().collect();
    for category in 0..data.categories.len() {
        let (mut low, mut high) = (0.0, 0.0);
        for series in &data.series {
            match series.points[category] {
                Point::Value(value) if value < 0.0 => low += value,
                Point::Value(value) => high += value,
                Point::Hidden | Point::Blank | Point::Absent => {}
            }
        }
        ends.extend([low, high]);
    }
    ends
}

fn grid(svg: &mut Svg, data: &Data, frame: &Frame) {
    let mut free = f64::MIN;
    for tick in &frame.scale.ticks {
        let x = frame.scale.at(*tick);
        svg.line("chart-grid", (x, frame.top), (x, frame.bottom), 1.0);
        let words = data.tick(*tick, frame.scale.decimals);
        let half = width_of(&words) / 2.0;
        if x - half > free {
            svg.text("chart-label", (x, frame.bottom + TEXT + 4.0), Anchor::Middle, &words, &words);
            free = x + half + 6.0;
        }
    }
    let label = fitted(&data.y_label, WIDTH - frame.left);
    svg.text("chart-label", (WIDTH, frame.bottom + LINE + TEXT), Anchor::End, &label, &data.y_label);
}

fn named(data: &Data, category: usize, series: usize, value: &str) -> String {
    match &data.series[series].name {
        Some(name) => format!("{}, {name}: {value}", data.categories[category]),
        None => format!("{}: {value}", data.categories[category]),
    }
}

fn hidden(data: &Data) -> &'static str {
    data.say("visas inte", "not shown")
}

fn bar(svg: &mut Svg, data: &Data, (category, series): (usize, usize), y: f64, frame: &Frame) {
    let zero = frame.scale.at(0.0);
    let baseline = y + BAR / 2.0 + TEXT * 0.35;
    match data.series[series].points[category] {
        Point::Value(value) => {
            let (end, words) = (frame.scale.at(value), data.number(value));
            let title = named(data, category, series, &words);
            svg.mark(series, (zero.min(end), y + 1.0), ((end - zero).abs(), BAR - 2.0), &title);
            let (x, anchor) = match value < 0.0 {
                true => (end - 5.0, Anchor::End),
                false => (beside_target(data, frame, end + 5.0, width_of(&words)), Anchor::Start),
            };
            svg.text("chart-value", (x, baseline), anchor, &words, &words);
        }
        Point::Hidden => {
            svg.gap((zero, y + 1.0), (GAP, BAR - 2.0), &named(data, category, series, hidden(data)));
            svg.text("chart-value", (zero + GAP + 5.0, baseline), Anchor::Start, HIDDEN, HIDDEN);
        }
        Point::Blank | Point::Absent => {}
    }
}

/// One bar of all series. Its sum is written only where every count is exact: a sum with a gap or noise in it is no sum.
fn stack(svg: &mut Svg, data: &Data, category: usize, y: f64, frame: &Frame) {
    let (mut low, mut high, mut gaps, mut values) = (0.0, 0.0, 0_usize, 0_usize);
    let baseline = y + BAR / 2.0 + TEXT * 0.35;
    let mut texts = Vec::new();
    for series in 0..data.series.len() {
        match data.series[series].points[category] {
            Point::Value(value) => {
                values += 1;
                let from = if value < 0.0 { &mut low } else { &mut high };
                let (start, end) = (frame.scale.at(*from), frame.scale.at(*from + value));
                *from += value;
                let words = data.number(value);
                let width = (end - start).abs();
                svg.mark(series, (start.min(end), y + 1.0), (width, BAR - 2.0), &named(data, category, series, &words));
                if width_of(&words) + 8.0 < width {
                    texts.push((f64::midpoint(start, end), words));
                }
            }
            Point::Hidden => gaps += 1,
            Point::Blank | Point::Absent => {}
        }
    }
    for (x, words) in texts {
        svg.text_over("chart-value", (x, baseline), &words);
    }
    let end = frame.scale.at(high);
    if gaps > 0 {
        let which = data.series.iter().filter(|series| series.points[category] == Point::Hidden);
        let which: Vec<&str> = which.filter_map(|series| series.name.as_deref()).collect();
        let title = format!("{}, {}: {}", data.categories[category], which.join(", "), hidden(data));
        svg.gap((end, y + 1.0), (GAP, BAR - 2.0), &title);
        svg.text("chart-value", (end + GAP + 5.0, baseline), Anchor::Start, HIDDEN, HIDDEN);
    } else if values > 0 && data.sums {
        let words = data.number(high + low);
        let x = beside_target(data, frame, end + 5.0, width_of(&words));
        svg.text("chart-value", (x, baseline), Anchor::Start, &words, &words);
    }
}

/// Where a text of this width begins that would begin at `x`: beyond the target's line, where that ran through it.
fn beside_target(data: &Data, frame: &Frame, x: f64, width: f64) -> f64 {
    let line = data.target.map(|target| frame.scale.at(target));
    line.filter(|line| (x - 3.0..x + width + 3.0).contains(line)).map_or(x, |line| line + 5.0)
}

/// The target's line, and below the drawing what it is, beside a piece of it.
fn target(svg: &mut Svg, data: &Data, frame: &Frame) {
    let Some(target) = data.target else { return };
    let words = data.target_words(target);
    let (x, y) = (frame.scale.at(target), frame.bottom + LINE + TEXT);
    let middle = y - TEXT * 0.35;
    for ((x1, y1), (x2, y2)) in [((x, frame.top), (x, frame.bottom)), ((0.0, middle), (22.0, middle))] {
        svg.raw(format_args!(
            r##"<line class="chart-target" x1="{}" y1="{}" x2="{}" y2="{}" stroke="#b00020" stroke-width="2.5" stroke-dasharray="6 4"><title>{}</title></line>"##,
            super::svg::place(x1),
            super::svg::place(y1),
            super::svg::place(x2),
            super::svg::place(y2),
            super::svg::escape(&words)
        ));
    }
    svg.text("chart-value", (28.0, y), Anchor::Start, &words, &words);
}

fn description(data: &Data, kind: ChartKind) -> String {
    let what = match kind {
        ChartKind::Stacked => data.say("Staplade staplar", "Stacked bars"),
        _ => data.say("Stapeldiagram", "Bar chart"),
    };
    summary(data, what)
}

/// What kind, of what, how many, the largest and what is hidden: the table beside says the rest.
pub(super) fn summary(data: &Data, what: &str) -> String {
    let mut text = format!("{what}: {} {} {}.", data.y_label, data.say("efter", "by"), data.x_label);
    let points = data.series.iter().flat_map(|series| series.points.iter().enumerate().map(move |at| (series, at)));
    let mut largest: Option<(String, f64)> = None;
    for (series, (category, point)) in points {
        let Point::Value(value) = point else { continue };
        if largest.as_ref().is_none_or(|(_, most)| value > most) {
            let name = series.name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
            largest = Some((format!("{}{name}", data.categories[category]), *value));
        }
    }
    if let Some((name, value)) = largest {
        text += &format!(" {} {name}, {}.", data.say("Störst:", "Largest:"), data.number(value));
    }
    if let Some(target) = data.target {
        text += &format!(" {}.", data.target_words(target));
    }
    for note in data.notes() {
        text.push(' ');
        text += note.trim_start_matches(['.', '–', ' ']);
    }
    text
}
