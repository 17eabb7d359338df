//! The answer as a table: typed fields, rows of cells.

use std::{borrow::Cow, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::{
    definition::{Column, ColumnType, Question, Shown, Text},
    labels,
};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, code or status. A code that the service knows, and its label, are the service's own words.
    Text(Cow<'static, str>),
    /// Whole number.
    Integer(i64),
    /// Number with the field's decimals.
    Decimal(Decimal),
    /// Calendar date.
    Date(NaiveDate),
    /// Instant.
    DateTime(DateTime<Utc>),
    /// Yes or no.
    Boolean(bool),
    /// A protected count that is not shown, with its status, e.g. `SUPPRESSED_PRIMARY`. Empty in every format, `..` on the
    /// page; never a zero.
    Hidden(String),
    /// Nothing.
    Null,
}

impl Cell {
    /// Its number, to draw or to sum; none for what is hidden or absent.
    pub fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "a chart's resolution is coarser than 2^53")]
            Self::Integer(value) => Some(*value as f64),
            Self::Decimal(value) => f64::try_from(*value).ok(),
            _ => None,
        }
    }

    /// Whether it is a hidden count.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden(_))
    }
}

/// Cells in the order of the head's fields.
pub type Row = Vec<Cell>;

/// What a field's cells are. A cell may always be `Null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// `Cell::Text`.
    Text,
    /// `Cell::Text`: a code, so never a number though it be digits.
    Code,
    /// `Cell::Text`: the status of the count in the field before.
    Status,
    /// `Cell::Integer`.
    Integer,
    /// `Cell::Integer`: a year, so written without a mark between thousands.
    Year,
    /// `Cell::Integer` or `Cell::Hidden`.
    Count,
    /// `Cell::Decimal` with so many decimals.
    Decimal(u32),
    /// `Cell::Decimal` with so many decimals: a share, 0–1.
    Percent(u32),
    /// `Cell::Date`.
    Date,
    /// `Cell::DateTime`.
    DateTime,
    /// `Cell::Boolean`.
    Boolean,
}

impl FieldKind {
    /// Whether its cells are written to the right.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Count | Self::Decimal(_) | Self::Percent(_))
    }
}

/// Fält: one output column. A protected count has two, and so has an enumeration: its code and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Stable name.
    pub name: String,
    /// Heading.
    pub label: Text,
    /// What its cells are.
    pub kind: FieldKind,
    /// What one is.
    pub unit: Option<Text>,
    /// What it says.
    pub description: Option<Text>,
    /// The field, by name, whose code this one says in words.
    pub words_of: Option<String>,
    /// The field, by name, with the id or the code of what this one names.
    pub key: Option<String>,
    /// In which other unit people are shown it.
    pub shown: Option<Shown>,
}

impl Field {
    /// As people are shown it: its unit is the one that they count by. Its cells are then what [`Field::cell_for_people`] made of them.
    #[must_use]
    pub fn for_people(&self) -> Self {
        match self.shown {
            None => self.clone(),
            Some(Shown::Percent) => Self { kind: FieldKind::Percent(3), unit: None, shown: None, ..self.clone() },
            Some(Shown::Hours) => {
                let label = Text::new(format!("{} (timmar)", self.label.sv), format!("{} (hours)", self.label.en));
                let unit = Some(Text::new("timmar", "hours"));
                Self { kind: FieldKind::Decimal(2), label, unit, shown: None, ..self.clone() }
            }
        }
    }

    /// One of its cells as people are shown it.
    pub fn cell_for_people<'c>(&self, cell: &'c Cell) -> Cow<'c, Cell> {
        match (self.shown, cell) {
            (Some(Shown::Percent), Cell::Integer(parts)) => {
                let mut share = Decimal::new(*parts, 4).normalize();
                share.rescale(share.scale().max(2));
                Cow::Owned(Cell::Decimal(share))
            }
            (Some(Shown::Hours), Cell::Integer(minutes)) => {
                let mut hours = (Decimal::from(*minutes) / Decimal::from(60)).round_dp(2);
                hours.rescale(2);
                Cow::Owned(Cell::Decimal(hours))
            }
            _ => Cow::Borrowed(cell),
        }
    }
}

/// Tabellhuvud: the fields, in order. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head(Arc<[Field]>);

impl Head {
    /// The fields of a question's answer.
    pub fn of(question: &Question) -> Self {
        Self(question.definition().columns.iter().flat_map(|column| fields(question, column)).collect())
    }

    /// The fields.
    pub fn fields(&self) -> &[Field] {
        &self.0
    }

    /// The place of the field with this name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|field| field.name == name)
    }

    /// The place of what says the field with this name in words: its label's where it is a code that has one.
    pub fn position_in_words(&self, name: &str) -> Option<usize> {
        let words = self.0.iter().position(|field| field.words_of.as_deref() == Some(name));
        words.or_else(|| self.position(name))
    }

    /// The fields as people are shown them.
    #[must_use]
    pub fn for_people(&self) -> Self {
        Self(self.0.iter().map(Field::for_people).collect())
    }

    /// The places of the fields that people read: all but codes that a label stands beside.
    pub fn in_words(&self) -> Vec<usize> {
        let is_said = |name: &str| self.0.iter().any(|field| field.words_of.as_deref() == Some(name));
        (0..self.0.len()).filter(|at| !is_said(&self.0[*at].name)).collect()
    }
}

impl From<Vec<Field>> for Head {
    fn from(fields: Vec<Field>) -> Self {
        Self(fields.into())
    }
}

/// Tabell: a whole answer, or as much of it as a page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Fields.
    pub head: Head,
    /// Rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// As people are shown it.
    pub fn for_people(&self) -> Cow<'_, Self> {
        let fields = self.head.fields();
        if fields.iter().all(|field| field.shown.is_none()) {
            return Cow::Borrowed(self);
        }
        let row =
            |row: &Row| fields.iter().zip(row).map(|(field, cell)| field.cell_for_people(cell).into_owned()).collect();
        Cow::Owned(Self { head: self.head.for_people(), rows: self.rows.iter().map(row).collect() })
    }
}

fn fields(question: &Question, column: &Column) -> Vec<Field> {
    let kind = match column.kind {
        ColumnType::Text => FieldKind::Text,
        ColumnType::Code => FieldKind::Code,
        ColumnType::Integer => FieldKind::Integer,
        ColumnType::Year => FieldKind::Year,
        ColumnType::Count => FieldKind::Count,
        ColumnType::Decimal => FieldKind::Decimal(column.decimals()),
        ColumnType::Percent => FieldKind::Percent(column.decimals()),
        ColumnType::Date => FieldKind::Date,
        ColumnType::DateTime => FieldKind::DateTime,
        ColumnType::Boolean => FieldKind::Boolean,
    };
    let value = Field {
        name: column.name.clone(),
        label: column.label.clone(),
        kind,
        unit: column.unit.clone(),
        description: column.description.clone(),
        words_of: None,
        key: column.key(&question.definition().columns).map(|key| key.name.clone()),
        shown: column.shown,
    };
    if question.labels_of(column).is_some() {
        let (code, words) = labels::headings(&column.label);
        let label = Field {
            name: labels::name(column, &question.definition().columns),
            label: words,
            kind: FieldKind::Text,
            words_of: Some(column.name.clone()),
            ..value.clone()
        };
        return vec![Field { label: code, kind: FieldKind::Code, ..value }, label];
    }
    let status = column.status_name().map(|name| Field {
        name,
        label: Text::new(
            format!("{}, skyddsstatus", column.label.sv),
            format!("{}, protection status", column.label.en),
        ),
        kind: FieldKind::Status,
        unit: None,
        description: Some(Text::new(
            "Hur antalet är skyddat; tomt antal betyder att det inte visas.",
            "How the count is protected; an empty count is not shown.",
        )),
        words_of: None,
        key: None,
        shown: None,
    });
    std::iter::once(value).chain(status).collect()
}
