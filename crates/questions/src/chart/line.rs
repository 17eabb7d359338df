//! Lines over time or another order. A hidden count breaks the line and leaves a hatched band.

use super::{
    bars::{legend, length, notes, summary},
    data::{Data, Point},
    scale::Scale,
    svg::{Anchor, COLOURS, DASHES, Svg, TEXT, WIDTH, escape, fitted, fitted_apart, place, width_of},
};
use crate::numbers::HIDDEN;

const HEIGHT: f64 = 300.0;
/// Up to so many points each has its value written beside it.
const FEW_POINTS: usize = 12;
/// From an end of the axis to the first and the last day, so that their marks and dates have room.
const BESIDE: f64 = 28.0;
/// As close as two days are counted to be, so that what is marked at each can be seen.
const CLOSEST: f64 = 4.0;

/// Where the lines run.
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    scale: Scale,
    /// Where each category stands.
    places: Vec<f64>,
    /// How close two of them come.
    step: f64,
}

impl Frame {
    fn x(&self, index: usize) -> f64 {
        self.places[index]
    }
}

/// Where each category stands, and how close two of them come: days as far apart as they are, all else evenly.
fn places(data: &Data, left: f64, right: f64) -> (Vec<f64>, f64) {
    let Some(days) = &data.days else {
        let step = (right - left) / length(data.categories.len().max(1));
        return ((0..data.categories.len()).map(|index| left + step * (length(index) + 0.5)).collect(), step);
    };
    let first = days.first().copied().unwrap_or(0);
    let span = days.last().map_or(0, |last| last - first);
    let (left, right) = (left + BESIDE, right - BESIDE);
    let place = |day: &usize| match span {
        0 => f64::midpoint(left, right),
        _ => left + (right - left) * length(day - first) / length(span),
    };
    let places: Vec<f64> = days.iter().map(place).collect();
    let step = places.windows(2).map(|pair| pair[1] - pair[0]).fold(right - left, f64::min);
    (places, step.max(CLOSEST))
}

pub(super) fn draw(data: &Data, title: &str, id: &str) -> String {
    let mut svg = Svg::new(id);
    let top = legend(&mut svg, data, 8.0) + TEXT * 2.0;
    svg.text("chart-label", (0.0, top - TEXT), Anchor::Start, &fitted(&data.y_label, WIDTH), &data.y_label);
    let bottom = top + HEIGHT;
    let scale = Scale::over(data.values(), 5, bottom, top);
    let ticks = scale.ticks.iter().map(|tick| width_of(&data.tick(*tick, scale.decimals))).fold(0.0, f64::max);
    let (left, right) = (ticks + 10.0, WIDTH - 24.0);
    let (places, step) = places(data, left, right);
    let frame = Frame { left, right, top, bottom, scale, places, step };
    grid(&mut svg, data, &frame);
    bands(&mut svg, data, &frame);
    let mut written = Vec::new();
    for series in 0..data.series.len() {
        path(&mut svg, data, series, &frame, &mut written);
    }
    target(&mut svg, data, &frame);
    let height = notes(&mut svg, data, bottom + TEXT * 3.4);
    svg.finish(height, title, &summary(data, data.say("Linjediagram", "Line chart")), data.series.len())
}

fn grid(svg: &mut Svg, data: &Data, frame: &Frame) {
    for tick in &frame.scale.ticks {
        let y = frame.scale.at(*tick);
        svg.line("chart-grid", (frame.left, y), (frame.right, y), 1.0);
        let words = data.tick(*tick, frame.scale.decimals);
        svg.text("chart-label", (frame.left - 6.0, y + TEXT * 0.35), Anchor::End, &words, &words);
    }
    let zero = frame.scale.at(0.0);
    svg.line("chart-axis", (frame.left, zero), (frame.right, zero), 1.5);
    let mut free = f64::MIN;
    let labels = fitted_apart(&data.categories, 120.0);
    for (index, (category, shown)) in data.categories.iter().zip(&labels).enumerate() {
        let (x, half) = (frame.x(index), width_of(shown) / 2.0);
        if x - half > free && x + half <= WIDTH {
            svg.text("chart-label", (x, frame.bottom + TEXT + 6.0), Anchor::Middle, shown, category);
            free = x + half + 8.0;
        }
    }
    svg.text(
        "chart-label",
        (frame.right, frame.bottom + TEXT * 2.8),
        Anchor::End,
        &fitted(&data.x_label, 300.0),
        &data.x_label,
    );
}

/// Where a count is hidden, whichever series it is of.
fn bands(svg: &mut Svg, data: &Data, frame: &Frame) {
    for (index, category) in data.categories.iter().enumerate() {
        let which: Vec<&str> = data
            .series
            .iter()
            .filter(|series| series.points[index] == Point::Hidden)
            .map(|series| series.name.as_deref().unwrap_or(&data.y_label))
            .collect();
        if which.is_empty() {
            continue;
        }
        let width = frame.step.min(24.0);
        let title = format!("{category}, {}: {}", which.join(", "), data.say("visas inte", "not shown"));
        svg.gap((frame.x(index) - width / 2.0, frame.top), (width, frame.bottom - frame.top), &title);
        svg.text_over("chart-value", (frame.x(index), frame.top - 4.0), HIDDEN);
    }
}

/// One series. `written` is where the lines before it have their last values: none is written over another.
fn path(svg: &mut Svg, data: &Data, series: usize, frame: &Frame, written: &mut Vec<f64>) {
    let points = &data.series[series].points;
    let (colour, dash) = (COLOURS[series % COLOURS.len()], DASHES[series % DASHES.len()]);
    let mut steps = String::new();
    let mut drawing = false;
    for (index, point) in points.iter().enumerate() {
        match point {
            Point::Value(value) => {
                let command = if drawing { "L" } else { "M" };
                steps += &format!("{command}{} {}", place(frame.x(index)), place(frame.scale.at(*value)));
                drawing = true;
            }
            // A day of another series only: this one lacks nothing there, as it would a quarter.
            Point::Absent if data.days.is_some() => {}
            Point::Hidden | Point::Blank | Point::Absent => drawing = false,
        }
    }
    let dash = if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
    let number = series + 1;
    svg.raw(format_args!(
        r#"<path class="chart-mark series-{number}" d="{steps}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>"#
    ));
    let few = points.len() <= FEW_POINTS && data.series.len() <= 2;
    let last = points.iter().rposition(|point| matches!(point, Point::Value(_)));
    for (index, point) in points.iter().enumerate() {
        let Point::Value(value) = point else { continue };
        let (at, words) = ((frame.x(index), frame.scale.at(*value)), data.number(*value));
        let name = data.series[series].name.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
        marker(svg, series, at, &format!("{}{name}: {words}", data.categories[index]));
        let fits = width_of(&words) <= frame.step || last == Some(index);
        if last == Some(index) || few && fits {
            // Two lines' values stand on either side, so that they do not cover each other.
            let above = if series.is_multiple_of(2) { -9.0 } else { TEXT + 7.0 };
            let x = at.0.min(WIDTH - width_of(&words) / 2.0);
            // Nor the days below the axis.
            let y = if at.1 + above > frame.bottom - 2.0 { at.1 - 9.0 } else { at.1 + above };
            let is_free = written.iter().all(|other| (other - y).abs() >= TEXT);
            if few || is_free {
                svg.text_over("chart-value", (x, y), &words);
                written.push(y);
            }
        }
    }
}

/// A circle, square, triangle, diamond, cross or bar: another shape for each series.
fn marker(svg: &mut Svg, series: usize, (x, y): (f64, f64), title: &str) {
    let p = |dx: f64, dy: f64| format!("{} {}", place(x + dx), place(y + dy));
    let path = match series {
        0 => format!("M{}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", p(-4.0, 0.0)),
        1 => format!("M{}h8v8h-8Z", p(-4.0, -4.0)),
        2 => format!("M{}L{}L{}Z", p(0.0, -5.0), p(5.0, 4.0), p(-5.0, 4.0)),
        3 => format!("M{}L{}L{}L{}Z", p(0.0, -5.5), p(5.5, 0.0), p(0.0, 5.5), p(-5.5, 0.0)),
        4 => format!("M{}h3v-3h3v3h3v3h-3v3h-3v-3h-3Z", p(-4.5, -1.5)),
        _ => format!("M{}h10v4h-10Z", p(-5.0, -2.0)),
    };
    let (number, colour) = (series + 1, COLOURS[series % COLOURS.len()]);
    svg.raw(format_args!(
        r##"<path class="chart-mark series-{number}" d="{path}" fill="{colour}" stroke="#ffffff" stroke-width="1"><title>{}</title></path>"##,
        escape(title)
    ));
}

fn target(svg: &mut Svg, data: &Data, frame: &Frame) {
    let Some(target) = data.target else { return };
    let y = frame.scale.at(target);
    let words = data.target_words(target);
    svg.raw(format_args!(
        r##"<line class="chart-target" x1="{}" y1="{y}" x2="{}" y2="{y}" stroke="#b00020" stroke-width="2.5" stroke-dasharray="6 4"><title>{}</title></line>"##,
        place(frame.left),
        place(frame.right),
        escape(&words),
        y = place(y)
    ));
    svg.text_over("chart-value", (frame.left + width_of(&words) / 2.0 + 4.0, y - 6.0), &words);
}
