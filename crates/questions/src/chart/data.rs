//! What is drawn: categories, series and points, taken from a table.

use kernel::Lang;
use rust_decimal::{Decimal, prelude::FromPrimitive};

use super::{MANY_ALIKE, MOST_CATEGORIES, MOST_POINTS, MOST_SERIES, MOST_TIMES, Whole, time::Axis};
use crate::{
    definition::{Chart, ChartKind, Target},
    numbers::{self, NOTHING},
    table::{Cell, Field, FieldKind, Head, Row, Table},
};

/// A value in its category and series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Point {
    Value(f64),
    Hidden,
    /// A row without a value.
    Blank,
    /// No row.
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
    whole: Whole,
    /// Whether the categories are times, one after another.
    is_time: bool,
    /// Of an axis of days, each category's day, counted from the first of all.
    pub days: Option<Vec<usize>>,
    /// Whether many bars would all be of one length, as where each is of one thing.
    pub is_all_alike: bool,
    /// Whether several rows tell of one place, and their numbers do not add up.
    pub is_crowded: bool,
    /// Whether a number that is drawn is of several rows.
    is_added: bool,
    /// How many rows without a name of their own one category stands for.
    unnamed: usize,
    kind: FieldKind,
}

/// Which things a column tells of: the categories, or the series.
struct Things {
    at: usize,
    kind: FieldKind,
    /// Where their ids or codes are.
    key: Option<usize>,
}

impl Things {
    fn of(head: &Head, name: Option<&String>) -> Option<Self> {
        let at = head.position_in_words(name?)?;
        let field = &head.fields()[at];
        let key = field.words_of.as_ref().or(field.key.as_ref()).and_then(|key| head.position(key));
        Some(Self { at, kind: field.kind, key })
    }

    /// Which of them a row is of. Two of one name are two.
    fn which<'r>(&self, row: &'r Row) -> &'r Cell {
        let key = self.key.map(|key| &row[key]).filter(|key| **key != Cell::Null);
        key.unwrap_or(&row[self.at])
    }

    fn written(&self, row: &Row, lang: Lang) -> String {
        numbers::cell(&row[self.at], self.kind, lang)
    }
}

impl Data {
    pub fn of(chart: &Chart, table: &Table, whole: Whole, lang: Lang) -> Option<Self> {
        let things = |name: &Option<String>| Things::of(&table.head, name.as_ref());
        let x = things(&chart.x)?;
        // Of a question that names no column of values its rows are counted.
        let y = if chart.y.is_some() { Some(things(&chart.y)?.at) } else { None };
        let fields = table.head.fields();
        let kind = y.map_or(FieldKind::Integer, |y| fields[y].kind);
        let rows = if lang == Lang::Sv { "Antal rader" } else { "Number of rows" };
        let x_field = &fields[x.at];
        let mut data = Self {
            x_label: x_field.label.get(lang).to_owned(),
            y_label: y.map_or_else(|| rows.to_owned(), |y| labelled(&fields[y], lang)),
            categories: Vec::new(),
            series: Vec::new(),
            target: target(chart, table),
            all_categories: 0,
            all_series: 0,
            gathered: 0,
            sums: y.is_none_or(|y| table.rows.iter().all(|row| is_exact(kind, row, y))),
            lang,
            whole,
            is_time: false,
            days: None,
            is_all_alike: false,
            is_crowded: false,
            is_added: false,
            unnamed: 0,
            kind,
        };
        // Shares do not add up, whatever the question says.
        let sums = chart.sum && !matches!(kind, FieldKind::Percent(_));
        data.fill(table, &x, y, things(&chart.series).as_ref(), sums);
        data.is_all_alike = data.alike();
        data.all_categories = data.categories.len();
        data.all_series = data.series.len();
        if chart.kind == ChartKind::Stacked {
            data.gather_smallest_series();
        } else {
            data.keep_largest_series();
        }
        // A code of four digits need not be a year: its column says so, or the line that runs over it.
        let is_year = x_field.kind == FieldKind::Year || x_field.name.ends_with("year");
        data.keep_time(chart.kind == ChartKind::Line || is_year);
        let bars = if chart.kind == ChartKind::Stacked { 1 } else { data.series.len().max(1) };
        data.keep_categories(
            match chart.kind {
                ChartKind::Line => MOST_POINTS,
                _ if data.is_time => MOST_TIMES / bars,
                _ => MOST_CATEGORIES,
            },
            chart.kind,
        );
        let drawable = |series: &Series| series.points.iter().any(|point| tells(*point));
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
        if self.unnamed > 1 {
            let (rows, column) = (self.unnamed, &self.x_label);
            notes.push(match self.lang {
                Lang::Sv => format!("{NOTHING}  {rows} rader utan uppgift i kolumnen {column} är sammanlagda."),
                Lang::En => format!("{NOTHING}  {rows} rows with nothing in the column {column} are added up."),
            });
        }
        let (categories, series) = (self.categories.len(), self.series.len());
        let (table_sv, table_en) = match self.whole {
            Whole::InPages => ("på tabellens sidor", "on the table's pages"),
            Whole::AtOnce | Whole::Part => ("i tabellen", "in the table"),
        };
        if self.all_categories > categories {
            let all = self.all_categories;
            notes.push(match (self.lang, self.is_time) {
                (Lang::Sv, true) => format!("De {categories} senaste av {all} perioder visas; alla finns {table_sv}."),
                (Lang::Sv, false) => format!("De {categories} största av {all} visas; alla finns {table_sv}."),
                (Lang::En, true) => format!("The latest {categories} of {all} periods are shown; all are {table_en}."),
                (Lang::En, false) => format!("The largest {categories} of {all} are shown; all are {table_en}."),
            });
        }
        if self.gathered > 0 {
            notes.push(match self.lang {
                Lang::Sv => format!("{} serier är sammanlagda som övriga; var och en finns {table_sv}.", self.gathered),
                Lang::En => format!("{} series are drawn together as others; each is {table_en}.", self.gathered),
            });
        } else if self.all_series > series {
            notes.push(match self.lang {
                Lang::Sv => format!("{series} av {} serier visas; alla finns {table_sv}.", self.all_series),
                Lang::En => format!("{series} of {} series are shown; all are {table_en}.", self.all_series),
            });
        }
        if !self.sums && (self.is_added || self.gathered > 0) {
            let differs = self.say(
                "Summor av tal som inte är exakta kan skilja sig från helheten.",
                "Sums of numbers that are not exact may differ from the whole.",
            );
            notes.push(differs.to_owned());
        }
        notes
    }

    /// Whether there is no number but zero.
    pub fn is_nothing_but_zeros(&self) -> bool {
        self.series.iter().flat_map(|series| &series.points).all(|point| size(*point) == 0.0)
    }

    fn alike(&self) -> bool {
        let mut points = self.series.iter().flat_map(|series| &series.points);
        let first = points.clone().next().copied();
        self.target.is_none() && self.categories.len() > MANY_ALIKE && points.all(|point| Some(*point) == first)
    }

    fn fill(&mut self, table: &Table, x: &Things, y: Option<usize>, split: Option<&Things>, sums: bool) {
        let (mut columns, mut parts): (Vec<&Cell>, Vec<Option<&Cell>>) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let (which, part) = (x.which(row), split.map(|split| split.which(row)));
            // Without series each row is its own bar, unless they are to be added up.
            let same = if sums || split.is_some() { columns.iter().position(|each| *each == which) } else { None };
            let column = same.unwrap_or(columns.len());
            if column == columns.len() {
                columns.push(which);
                self.categories.push(x.written(row, self.lang));
                self.series.iter_mut().for_each(|series| series.points.push(Point::Absent));
            }
            let at = parts.iter().position(|each| *each == part).unwrap_or(parts.len());
            if at == parts.len() {
                parts.push(part);
                let name = split.map(|split| split.written(row, self.lang));
                self.series.push(Series { name, points: vec![Point::Absent; self.categories.len()] });
            }
            self.unnamed += usize::from(sums && *which == Cell::Null);
            let told = y.map_or(Point::Value(1.0), |y| point_of(&row[y]));
            let point = &mut self.series[at].points[column];
            let is_beside = tells(*point) && tells(told);
            self.is_crowded |= !sums && is_beside;
            self.is_added |= sums && is_beside;
            *point = together(*point, told);
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

    /// Puts times in their order, and in its place each year, quarter or month that no row has: there is a gap, not a neighbour.
    /// Between two days there is nothing to miss but the distance.
    fn keep_time(&mut self, years: bool) {
        let Some(axis) = Axis::of(&self.categories).filter(|axis| years || !axis.is_of_years()) else { return };
        // Two bars of one time are two things: they stay as they came.
        let Some(places) = axis.places(MOST_POINTS) else { return };
        self.is_time = true;
        let name = |(at, place): &(i64, Option<usize>)| match place {
            Some(place) => self.categories[*place].clone(),
            None => axis.name(*at),
        };
        self.categories = places.iter().map(name).collect();
        if axis.is_of_days() {
            let first = places.first().map_or(0, |(day, _)| *day);
            // In order, so none is before the first.
            self.days = Some(places.iter().map(|(day, _)| usize::try_from(day - first).unwrap_or(0)).collect());
        }
        for series in &mut self.series {
            let point = |(_, place): &(i64, Option<usize>)| place.map_or(Point::Absent, |at| series.points[at]);
            series.points = places.iter().map(point).collect();
        }
        self.all_categories = self.categories.len();
    }

    fn keep_categories(&mut self, most: usize, kind: ChartKind) {
        let count = self.categories.len();
        if count <= most {
            return;
        }
        // The last times are the news.
        let kept: Vec<usize> = if self.is_time || kind == ChartKind::Line {
            (count - most..count).collect()
        } else {
            let total = |at: usize| self.series.iter().map(|series| size(series.points[at])).sum();
            largest(&(0..count).map(total).collect::<Vec<f64>>(), most)
        };
        self.categories = kept.iter().map(|at| self.categories[*at].clone()).collect();
        if let Some(days) = &mut self.days {
            *days = kept.iter().map(|at| days[*at]).collect();
        }
        for series in &mut self.series {
            series.points = kept.iter().map(|at| series.points[*at]).collect();
        }
    }
}

fn labelled(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    let unit = field.unit.as_ref().map(|unit| format!(" ({})", unit.get(lang)));
    // What people count by another unit names it already.
    unit.filter(|unit| !label.ends_with(unit.as_str()))
        .map_or_else(|| label.to_owned(), |unit| format!("{label}{unit}"))
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
    if cell.is_hidden() { Point::Hidden } else { cell.number().map_or(Point::Blank, Point::Value) }
}

/// Whether there is something to draw.
fn tells(point: Point) -> bool {
    matches!(point, Point::Value(_) | Point::Hidden)
}

/// Two rows in one place: their sum, which is hidden as soon as one part is.
fn together(one: Point, other: Point) -> Point {
    match (one, other) {
        (Point::Hidden, _) | (_, Point::Hidden) => Point::Hidden,
        (Point::Absent, point) | (point, Point::Absent) => point,
        (Point::Blank, point) | (point, Point::Blank) => point,
        (Point::Value(one), Point::Value(other)) => Point::Value(one + other),
    }
}

/// The sum of what is known of two parts; hidden where nothing is.
fn known(one: Point, other: Point) -> Point {
    match (one, other) {
        (Point::Value(one), Point::Value(other)) => Point::Value(one + other),
        (Point::Value(value), _) | (_, Point::Value(value)) => Point::Value(value),
        (Point::Hidden, _) | (_, Point::Hidden) => Point::Hidden,
        (Point::Blank, _) | (_, Point::Blank) => Point::Blank,
        (Point::Absent, Point::Absent) => Point::Absent,
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
