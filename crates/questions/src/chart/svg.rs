//! Writing SVG: escaped texts, marks told apart by more than colour.

use std::{
    collections::HashMap,
    fmt::{self, Write as _},
};

/// Width of every chart, in its own units.
pub(super) const WIDTH: f64 = 640.0;
/// Height of text.
pub(super) const TEXT: f64 = 14.0;

/// Colour, pattern, dash and marker of a series. Each colour has at least 4.5:1 against white.
pub(super) const COLOURS: [&str; super::MOST_SERIES] =
    ["#1f5aa6", "#a8440f", "#2a6e42", "#6a3d9a", "#7a5c00", "#4d4d4d"];
pub(super) const DASHES: [&str; super::MOST_SERIES] = ["", "8 4", "2 4", "10 4 2 4", "14 6", "4 2"];

/// A drawing under way.
pub(super) struct Svg {
    id: String,
    body: String,
}

/// Which way a text runs from its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    pub fn new(id: &str) -> Self {
        let id = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Self { id, body: String::new() }
    }

    /// Writes markup as it is. Writing to a string cannot fail.
    pub fn raw(&mut self, markup: fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(markup);
        self.body.push('\n');
    }

    /// Text at a point; `full` is what it stands for where it was cut.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str, full: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let title = if text == full { String::new() } else { format!("<title>{}</title>", escape(full)) };
        let (x, y, text) = (place(x), place(y), escape(text));
        self.raw(format_args!(
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}" font-size="{TEXT}" fill="currentColor">{title}{text}</text>"#
        ));
    }

    /// Text over marks: a rim in the page's colour keeps it readable.
    pub fn text_over(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let (x, y, text) = (place(x), place(y), escape(text));
        self.raw(format_args!(
            r##"<text class="{class}" x="{x}" y="{y}" text-anchor="middle" font-size="{TEXT}" fill="#1a1a1a" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">{text}</text>"##
        ));
    }

    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), width: f64) {
        let opacity = if class == "chart-grid" { r#" stroke-opacity="0.2""# } else { "" };
        self.raw(format_args!(
            r#"<line class="{class}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" stroke-width="{width}"{opacity}/>"#,
            place(from.0), place(from.1), place(to.0), place(to.1)
        ));
    }

    /// A mark of a series, with what it says.
    pub fn mark(&mut self, series: usize, (x, y): (f64, f64), (width, height): (f64, f64), title: &str) {
        let (id, number, colour) = (&self.id.clone(), series + 1, COLOURS[series % COLOURS.len()]);
        self.raw(format_args!(
            r##"<rect class="chart-mark series-{number}" x="{}" y="{}" width="{}" height="{}" fill="url(#{id}-s{number})" stroke="{colour}"><title>{}</title></rect>"##,
            place(x), place(y), place(width), place(height), escape(title)
        ));
    }

    /// The gap of a hidden count.
    pub fn gap(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), title: &str) {
        let id = &self.id.clone();
        self.raw(format_args!(
            r##"<rect class="chart-hidden" x="{}" y="{}" width="{}" height="{}" fill="url(#{id}-hidden)" stroke="#595959" stroke-dasharray="3 3"><title>{}</title></rect>"##,
            place(x), place(y), place(width), place(height), escape(title)
        ));
    }

    /// The whole drawing.
    pub fn finish(self, height: f64, title: &str, description: &str, series: usize) -> String {
        let Self { id, body } = self;
        let mut whole = format!(
            r#"<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{id}-title {id}-desc" font-family="sans-serif">"#,
            height = place(height)
        );
        whole.push('\n');
        let _ = writeln!(whole, r#"<title id="{id}-title">{}</title>"#, escape(title));
        let _ = writeln!(whole, r#"<desc id="{id}-desc">{}</desc>"#, escape(description));
        whole.push_str("<defs>\n");
        for index in 0..series {
            whole.push_str(&pattern(&id, index));
        }
        let _ = writeln!(
            whole,
            r##"<pattern id="{id}-hidden" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffffff"/><path d="M0 6L6 0" stroke="#595959"/></pattern>"##
        );
        whole.push_str("</defs>\n");
        whole.push_str(&body);
        whole.push_str("</svg>\n");
        whole
    }
}

fn pattern(id: &str, series: usize) -> String {
    let colour = COLOURS[series % COLOURS.len()];
    let strokes = match series {
        0 => String::new(),
        1 => r##"<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" stroke="#ffffff" stroke-width="1.5"/>"##.to_owned(),
        2 => r##"<circle cx="4" cy="4" r="1.6" fill="#ffffff"/>"##.to_owned(),
        3 => r##"<path d="M0 4H8" stroke="#ffffff" stroke-width="1.5"/>"##.to_owned(),
        4 => r##"<path d="M4 0V8" stroke="#ffffff" stroke-width="1.5"/>"##.to_owned(),
        _ => r##"<path d="M0 0L8 8M0 8L8 0" stroke="#ffffff" stroke-width="1"/>"##.to_owned(),
    };
    format!(
        "<pattern id=\"{id}-s{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\"{colour}\"/>{strokes}</pattern>\n",
        series + 1
    )
}

/// A place with one decimal, the same in every language and on every machine.
pub(super) fn place(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// About how wide a text is drawn.
pub(super) fn width_of(text: &str) -> f64 {
    let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    f64::from(count) * TEXT * 0.56
}

/// As much of a text as fits.
pub(super) fn fitted(text: &str, width: f64) -> String {
    shortened(text, width, 0)
}

/// As much of each text as fits: its beginning, or beginning and end where the beginnings of several would be the same.
pub(super) fn fitted_apart(texts: &[String], width: f64) -> Vec<String> {
    let begun: Vec<String> = texts.iter().map(|text| fitted(text, width)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for one in &begun {
        *times.entry(one).or_default() += 1;
    }
    let both = |(text, one): (&String, &String)| match times[one.as_str()] {
        1 => one.clone(),
        _ => shortened(text, width, fitting(width) / 2),
    };
    texts.iter().zip(&begun).map(both).collect()
}

/// A text that fits, with this many characters of its end where it does not.
fn shortened(text: &str, width: f64, end: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(fitting(width) - 1 - end).collect();
    let end: String = text.chars().skip(text.chars().count() - end).collect();
    format!("{}…{}", kept.trim_end(), end.trim_start())
}

/// How many characters fit.
fn fitting(width: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen characters")]
    let most = (width / (TEXT * 0.56)).max(2.0) as usize;
    most
}

/// Text for markup; what XML cannot hold is left out.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}
