//! What is drawn: categories, series and points, taken from a table.

use kernel::Lang;
use rust_decimal::{Decimal, prelude::FromPrimitive};

use super::{MOST_CATEGORIES, MOST_POINTS, MOST_SERIES};
use crate::{
    definition::{Chart, ChartKind, Target},
    numbers,
    table::{Cell, Field, FieldKind, Row, Table},
};

/// A value in its category and series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Point {
    Value(f64),
    Hidden,
    Absent,
}

/// One series: its name, and a point for each category.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    pub name: Option<String>,
    pub points: Vec<Point>,
}

#[derive(Clone, Debug)]
pub(super) struct Data {
    pub x_label: String,
    pub y_label: String,
    pub categories: Vec<String>,
    pub series: Vec<Series>,
    pub target: Option<f64>,
    /// How many categories and series the table has in all, and how many series the last drawn stands for.
    pub all_categories: usize,
    pub all_series: usize,
    pub gathered: usize,
    /// Whether a sum of what is shown is the sum: not where a count is hidden, perturbed or rounded.
    pub sums: bool,
    pub lang: Lang,
    kind: FieldKind,
}

impl Data {
    pub fn of(chart: &Chart, table: &Table, lang: Lang) -> Option<Self> {
        let position = |name: &Option<String>| name.as_deref().and_then(|name| table.head.position_in_words(name));
        let (x, y) = (position(&chart.x)?, position(&chart.y)?);
        let fields = table.head.fields();
        let mut data = Self {
            x_label: fields[x].label.get(lang).to_owned(),
            y_label: labelled(&fields[y], lang),
            categories: Vec::new(),
            series: Vec::new(),
            target: target(chart, table),
            all_categories: 0,
            all_series: 0,
            gathered: 0,
            sums: table.rows.iter().all(|row| is_exact(fields[y].kind, row, y)),
            lang,
            kind: fields[y].kind,
        };
        data.fill(table, (x, fields[x].kind), y, position(&chart.series).map(|series| (series, fields[series].kind)));
        data.all_categories = data.categories.len();
        data.all_series = data.series.len();
        if chart.kind == ChartKind::Stacked {
            data.gather_smallest_series();
        } else {
            data.keep_largest_series();
        }
        if chart.kind == ChartKind::Line {
            data.keep_time();
        }
        data.keep_categories(if chart.kind == ChartKind::Line { MOST_POINTS } else { MOST_CATEGORIES }, chart.kind);
        let drawable = |series: &Series| series.points.iter().any(|point| *point != Point::Absent);
        data.series.iter().any(drawable).then_some(data)
    }

    /// A value in words.
    pub fn number(&self, value: f64) -> String {
        let places = match self.kind {
            FieldKind::Decimal(places) | FieldKind::Percent(places) => places,
            _ => 0,
        };
        self.words(value, places)
    }

    /// The target in words, with as many decimals as it has, at most two.
    pub fn target_words(&self, target: f64) -> String {
        let decimals = Decimal::from_f64(target).unwrap_or_default().round_dp(2).normalize().scale();
        let label = self.say("Mål", "Target");
        format!("{label} {}", self.words(target, decimals))
    }

    /// A tick's value in words.
    pub fn tick(&self, value: f64, decimals: u32) -> String {
        self.words(value, decimals)
    }

    fn words(&self, value: f64, places: u32) -> String {
        let mut decimal = Decimal::from_f64(value).unwrap_or_default().round_dp(places.max(2));
        decimal.rescale(if matches!(self.kind, FieldKind::Percent(_)) { places.max(2) } else { places });
        match self.kind {
            FieldKind::Percent(_) => numbers::percent(decimal, self.lang),
            _ => numbers::decimal(decimal, self.lang),
        }
    }

    pub fn say(&self, sv: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Sv { sv } else { en }
    }

    pub fn has_legend(&self) -> bool {
        self.series.iter().any(|series| series.name.is_some())
    }

    /// All values, the target's too.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.series.iter().flat_map(|series| &series.points);
        points.filter_map(|point| if let Point::Value(value) = point { Some(*value) } else { None }).chain(self.target)
    }

    /// What is not drawn, and what is not shown, in words.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let hidden =
            self.series.iter().flat_map(|series| &series.points).filter(|point| **point == Point::Hidden).count();
        if hidden > 0 {
            notes.push(match (self.lang, hidden) {
                (Lang::Sv, 1) => "..  Ett tal visas inte, för att skydda personer.".to_owned(),
                (Lang::Sv, many) => format!("..  {many} tal visas inte, för att skydda personer."),
                (Lang::En, 1) => "..  One number is not shown, to protect people.".to_owned(),
                (Lang::En, many) => format!("..  {many} numbers are not shown, to protect people."),
            });
        }
        let (categories, series) = (self.categories.len(), self.series.len());
        if self.all_categories > categories {
            notes.push(match self.lang {
                Lang::Sv => format!("{categories} av {} visas; alla finns i tabellen.", self.all_categories),
                Lang::En => format!("{categories} of {} are shown; all are in the table.", self.all_categories),
            });
        }
        if self.gathered > 0 {
            notes.push(match self.lang {
                Lang::Sv => format!("{} serier är sammanlagda som övriga; var och en finns i tabellen.", self.gathered),
                Lang::En => format!("{} series are drawn together as others; each is in the table.", self.gathered),
            });
        } else if self.all_series > series {
            notes.push(match self.lang {
                Lang::Sv => format!("{series} av {} serier visas; alla finns i tabellen.", self.all_series),
                Lang::En => format!("{series} of {} series are shown; all are in the table.", self.all_series),
            });
        }
        notes
    }

    fn fill(&mut self, table: &Table, (x, x_kind): (usize, FieldKind), y: usize, split: Option<(usize, FieldKind)>) {
        let mut names: Vec<Option<String>> = Vec::new();
        for row in &table.rows {
            let category = numbers::cell(&row[x], x_kind, self.lang);
            // Without series each row is its own bar, also where two have the same name.
            let same = if split.is_some() { self.categories.iter().position(|each| *each == category) } else { None };
            let column = same.unwrap_or(self.categories.len());
            if column == self.categories.len() {
                self.categories.push(category);
                self.series.iter_mut().for_each(|series| series.points.push(Point::Absent));
            }
            let name = split.map(|(series, kind)| numbers::cell(&row[series], kind, self.lang));
            let at = names.iter().position(|each| *each == name).unwrap_or(names.len());
            if at == names.len() {
                names.push(name.clone());
                self.series.push(Series { name, points: vec![Point::Absent; self.categories.len()] });
            }
            let point = &mut self.series[at].points[column];
            *point = together(*point, point_of(&row[y]));
        }
    }

    fn keep_largest_series(&mut self) {
        if self.series.len() > MOST_SERIES {
            let sizes = self.series.iter().map(|series| series.points.iter().map(|point| size(*point)).sum());
            let kept = largest(&sizes.collect::<Vec<f64>>(), MOST_SERIES);
            let mut index = 0..;
            self.series.retain(|_| index.next().is_some_and(|index| kept.contains(&index)));
        }
    }

    /// A stack is as long as its parts: the smallest of too many series are drawn as one, and none is left out.
    fn gather_smallest_series(&mut self) {
        if self.series.len() <= MOST_SERIES {
            return;
        }
        let sizes = self.series.iter().map(|series| series.points.iter().map(|point| size(*point)).sum());
        let kept = largest(&sizes.collect::<Vec<f64>>(), MOST_SERIES - 1);
        let mut others = vec![Point::Absent; self.categories.len()];
        let mut index = 0..;
        self.series.retain(|series| {
            let is_kept = index.next().is_some_and(|index| kept.contains(&index));
            if !is_kept {
                self.gathered += 1;
                for (sum, point) in others.iter_mut().zip(&series.points) {
                    *sum = known(*sum, *point);
                }
            }
            is_kept
        });
        // Of what is hidden among them a sum cannot be told.
        let name = Some(self.say("Övriga", "Others").to_owned());
        self.series.push(Series { name, points: others });
    }

    /// Puts in the years, quarters or months that no row has, each in its place: a line does not join across them.
    fn keep_time(&mut self) {
        let times: Option<Vec<(i64, i64)>> = self.categories.iter().map(|category| time(category)).collect();
        let Some(times) = times.filter(|times| times.iter().all(|(parts, _)| *parts == times[0].0)) else { return };
        let times: Vec<i64> = times.into_iter().map(|(_, time)| time).collect();
        let (Some(first), Some(last)) = (times.iter().min().copied(), times.iter().max().copied()) else { return };
        let is_long = usize::try_from(last - first).is_ok_and(|steps| steps >= MOST_POINTS);
        let Some(like) = self.categories.first().filter(|_| !is_long).cloned() else { return };
        let places: Vec<Option<usize>> =
            (first..=last).map(|time| times.iter().position(|each| *each == time)).collect();
        let name = |(at, place): (i64, &Option<usize>)| match place {
            Some(place) => self.categories[*place].clone(),
            None => time_like(&like, at),
        };
        self.categories = (first..).zip(&places).map(name).collect();
        for series in &mut self.series {
            series.points = places.iter().map(|place| place.map_or(Point::Absent, |at| series.points[at])).collect();
        }
        self.all_categories = self.categories.len();
    }

    fn keep_categories(&mut self, most: usize, kind: ChartKind) {
        let count = self.categories.len();
        if count <= most {
            return;
        }
        // A line's last points are its news.
        let kept: Vec<usize> = if kind == ChartKind::Line {
            (count - most..count).collect()
        } else {
            let total = |at: usize| self.series.iter().map(|series| size(series.points[at])).sum();
            largest(&(0..count).map(total).collect::<Vec<f64>>(), most)
        };
        self.categories = kept.iter().map(|at| self.categories[*at].clone()).collect();
        for series in &mut self.series {
            series.points = kept.iter().map(|at| series.points[*at]).collect();
        }
    }
}

fn labelled(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    field.unit.as_ref().map_or_else(|| label.to_owned(), |unit| format!("{label} ({})", unit.get(lang)))
}

fn target(chart: &Chart, table: &Table) -> Option<f64> {
    match chart.target.as_ref()? {
        Target::Value(value) => Some(*value),
        Target::Column(name) => {
            let at = table.head.position(name)?;
            table.rows.iter().find_map(|row| row[at].number())
        }
    }
}

/// A count is exact when the status after it says so.
fn is_exact(kind: FieldKind, row: &Row, at: usize) -> bool {
    kind != FieldKind::Count
        || row[at] == Cell::Null
        || row.get(at + 1).is_some_and(|status| matches!(status, Cell::Text(status) if status == "EXACT"))
}

fn point_of(cell: &Cell) -> Point {
    if cell.is_hidden() { Point::Hidden } else { cell.number().map_or(Point::Absent, Point::Value) }
}

/// Two rows in one place: their sum, which is hidden as soon as one part is.
fn together(one: Point, other: Point) -> Point {
    match (one, other) {
        (Point::Hidden, _) | (_, Point::Hidden) => Point::Hidden,
        (Point::Absent, point) | (point, Point::Absent) => point,
        (Point::Value(one), Point::Value(other)) => Point::Value(one + other),
    }
}

/// The sum of what is known of two parts; hidden where nothing is.
fn known(one: Point, other: Point) -> Point {
    match (one, other) {
        (Point::Value(one), Point::Value(other)) => Point::Value(one + other),
        (Point::Value(value), _) | (_, Point::Value(value)) => Point::Value(value),
        (Point::Hidden, _) | (_, Point::Hidden) => Point::Hidden,
        (Point::Absent, Point::Absent) => Point::Absent,
    }
}

/// Into how many parts a year is parted, and how many of them after year 0: of `2013`, `2013-H1`, `2013-Q4` and `2013-11`.
fn time(category: &str) -> Option<(i64, i64)> {
    let (year, part) = category.split_once('-').map_or((category, None), |(year, part)| (year, Some(part)));
    let year: i64 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let Some(part) = part else { return Some((1, year)) };
    let (parts, number) = match part.as_bytes().first()? {
        b'H' => (2, part.get(1..)?),
        b'Q' => (4, part.get(1..)?),
        _ => (12, (part.len() == 2).then_some(part)?),
    };
    let number: i64 = number.parse().ok().filter(|number| (1..=parts).contains(number))?;
    Some((parts, year * parts + number - 1))
}

/// The category at `at`, written as `like`; see [`time`].
fn time_like(like: &str, at: i64) -> String {
    match like.split_once('-').map(|(_, part)| part.as_bytes().first()) {
        None => format!("{at:04}"),
        Some(Some(b'H')) => format!("{:04}-H{}", at / 2, at % 2 + 1),
        Some(Some(b'Q')) => format!("{:04}-Q{}", at / 4, at % 4 + 1),
        Some(_) => format!("{:04}-{:02}", at / 12, at % 12 + 1),
    }
}

fn size(point: Point) -> f64 {
    if let Point::Value(value) = point { value.abs() } else { 0.0 }
}

/// The places of the largest, in their own order; of equals the first.
fn largest(sizes: &[f64], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|one, other| sizes[*other].total_cmp(&sizes[*one]).then(one.cmp(other)));
    order.truncate(most);
    order.sort_unstable();
    order
}
