//! Rows that came as columns: what needs nothing but the row itself and what it points at is not made into an answer first.

use chrono::SecondsFormat;
use kernel::{Datum, Lang};
use serde_json::Value;

use super::{FlattenError, Flattener, Found, Source};
use crate::{
    definition::ColumnType,
    path::Segment,
    table::{Cell, Row},
};

impl Flattener {
    /// The paths of what a row needs, when all of it stands in the row itself and nothing is divided: one list, the paged connection's
    /// `nodes`.
    pub fn columns(&self) -> Option<Vec<String>> {
        let [list] = self.lists.as_slice() else { return None };
        let (last, connection) = list.split_last()?;
        if last != "nodes" || self.paging.as_ref()?.connection != connection {
            return None;
        }
        let name = |segment: &Segment| match segment {
            Segment::Field(name) => Some(name.clone()),
            _ => None,
        };
        let path = |source: &Source| {
            let names: Option<Vec<String>> = source.at.segments.iter().map(name).collect();
            names.filter(|_| source.at.level == 1 && source.per.is_none()).map(|names| names.join("."))
        };
        self.sources.iter().map(path).collect()
    }

    /// Rows that came as [`Flattener::columns`] wants them.
    ///
    /// # Errors
    /// As [`Flattener::rows`].
    pub fn rows_of_columns(&self, rows: Vec<Vec<Datum>>) -> Result<Vec<Row>, FlattenError> {
        rows.into_iter().map(|row| self.row_of_columns(row)).collect()
    }

    fn row_of_columns(&self, data: Vec<Datum>) -> Result<Row, FlattenError> {
        let mut row = Vec::with_capacity(self.head.fields().len());
        for (source, datum) in self.sources.iter().zip(data) {
            source.cells_of(datum, self.lang, &mut row).ok_or_else(|| source.misfit())?;
        }
        Ok(row)
    }
}

impl Source {
    /// As [`Source::cells`], of a value that came by itself.
    fn cells_of(&self, datum: Datum, lang: Lang, row: &mut Row) -> Option<()> {
        let cell = match (self.column.kind, datum) {
            (_, datum) if let Some(labels) = &self.labels => {
                let Datum::Text(code) = datum else { return self.cells(&Found::One(&json(datum)), lang, row) };
                let (code, label) = match labels.said(&code, lang) {
                    Some((code, label)) => (code.into(), label.into()),
                    None => (code.clone().into(), code.into()),
                };
                row.extend([Cell::Text(code), Cell::Text(label)]);
                return Some(());
            }
            (ColumnType::Text | ColumnType::Code, Datum::Text(text)) => Cell::Text(text.into()),
            (ColumnType::Integer | ColumnType::Year, Datum::Integer(number)) => Cell::Integer(number),
            (ColumnType::Date, Datum::Date(day)) => Cell::Date(day),
            (ColumnType::DateTime, Datum::Instant(at)) => Cell::DateTime(at),
            (ColumnType::Boolean, Datum::Boolean(value)) => Cell::Boolean(value),
            (_, datum) => return self.cells(&Found::One(&json(datum)), lang, row),
        };
        row.push(cell);
        Some(())
    }
}

/// As the answer would say it.
fn json(datum: Datum) -> Value {
    match datum {
        Datum::Text(text) => text.into(),
        Datum::Integer(number) => number.into(),
        Datum::Date(day) => day.to_string().into(),
        Datum::Instant(at) => at.to_rfc3339_opts(SecondsFormat::Micros, true).into(),
        Datum::Boolean(value) => value.into(),
        Datum::Absent => Value::Null,
    }
}
