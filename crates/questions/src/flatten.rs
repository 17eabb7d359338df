//! From an answer to rows: one list is the row source, what stands above it repeats.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Label, Lang};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use thiserror::Error as ThisError;

use crate::{
    definition::{Column, ColumnType, Paging, Question},
    labels::Values,
    path::{Path, Segment},
    table::{Cell, Head, Row},
};

mod columns;

/// Between the elements of a gathered list.
const GATHERED: &str = "; ";
/// Last among them, where the answer has more than it shows: in words, and where there are codes.
const AND_MORE: Label = Label { sv: "med flera", en: "and more" };
const MORE: &str = "…";

/// Why an answer does not fit the question's definition: a fault of the definition, never of who asks.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum FlattenError {
    /// The rows path leads to something else than a list.
    #[error("{path} is not a list in the answer")]
    RowsAreNoList {
        /// Where.
        path: String,
    },
    /// The document does not select a column's path.
    #[error("column {column}: the answer has no {path}")]
    FieldIsMissing {
        /// Which column.
        column: String,
        /// Its path.
        path: String,
    },
    /// A value is not of the column's type.
    #[error("column {column}: the value at {path} is no {expected}")]
    ValueIsOfAnotherType {
        /// Which column.
        column: String,
        /// Its path.
        path: String,
        /// The column's type.
        expected: &'static str,
    },
    /// A list inside a list has more elements than the answer shows.
    #[error("{path} is cut: it has another page")]
    InnerListIsCut {
        /// Which list.
        path: String,
    },
    /// The document does not select `pageInfo { hasNextPage endCursor }` of its paged connection.
    #[error("{path} has no pageInfo {{ hasNextPage endCursor }}")]
    PageInfoIsMissing {
        /// Which connection.
        path: String,
    },
}

/// Turns a question's answers into rows, page after page.
#[derive(Clone, Debug)]
pub struct Flattener {
    head: Head,
    lists: Vec<Vec<String>>,
    sources: Vec<Source>,
    paging: Option<Paging>,
    lang: Lang,
}

/// Where a column's value is, and what it is divided by.
#[derive(Clone, Debug)]
struct Source {
    column: Column,
    at: Place,
    per: Option<Place>,
    labels: Option<Values>,
}

/// A path of a column: so many lists down, then these steps.
#[derive(Clone, Debug)]
struct Place {
    path: Path,
    level: usize,
    segments: Vec<Segment>,
}

impl Flattener {
    /// For this question's answers, with labels in Swedish.
    pub fn new(question: &Question) -> Self {
        let lists = question.rows().lists.clone();
        let columns = &question.definition().columns;
        let labelled = |column| Source { labels: question.labels_of(column).cloned(), ..source(column, &lists) };
        let sources = columns.iter().map(labelled).collect();
        Self { head: Head::of(question), lists, sources, paging: question.paging(), lang: Lang::Sv }
    }

    /// With labels in `lang`.
    #[must_use]
    pub fn in_language(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The fields of its rows.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The rows of one execution's `data`.
    ///
    /// # Errors
    /// An answer that does not fit the definition.
    pub fn rows(&self, data: &Value) -> Result<Vec<Row>, FlattenError> {
        let mut rows = Vec::new();
        self.descend(&mut vec![data], &mut rows)?;
        Ok(rows)
    }

    /// The cursor to continue after, where the answer says that there is more.
    ///
    /// # Errors
    /// A paged document that does not select its `pageInfo`.
    pub fn next_cursor(&self, data: &Value) -> Result<Option<String>, FlattenError> {
        let Some(paging) = &self.paging else { return Ok(None) };
        let connection = paging.connection.iter().try_fold(data, |at, name| at.get(name)).unwrap_or(&Value::Null);
        // A connection that is null has nothing to continue with.
        if connection.is_null() {
            return Ok(None);
        }
        let info = &connection["pageInfo"];
        let missing = || FlattenError::PageInfoIsMissing { path: paging.connection.join(".") };
        if !info["hasNextPage"].as_bool().ok_or_else(missing)? {
            return Ok(None);
        }
        info["endCursor"].as_str().map(|cursor| Some(cursor.to_owned())).ok_or_else(missing)
    }

    fn descend(&self, parents: &mut Vec<&Value>, rows: &mut Vec<Row>) -> Result<(), FlattenError> {
        let level = parents.len() - 1;
        let Some(path) = self.lists.get(level) else {
            rows.push(self.row(parents)?);
            return Ok(());
        };
        for element in self.elements(parents[level], path, level)? {
            // A null element is one that the caller does not reach.
            if element.is_null() {
                continue;
            }
            parents.push(element);
            let done = self.descend(parents, rows);
            parents.pop();
            done?;
        }
        Ok(())
    }

    fn elements<'a>(&self, parent: &'a Value, path: &[String], level: usize) -> Result<&'a [Value], FlattenError> {
        let no_list = || FlattenError::RowsAreNoList { path: path.join(".") };
        let mut at = parent;
        let mut holder = parent;
        for name in path {
            holder = at;
            at = match at {
                Value::Null => return Ok(&[]),
                Value::Object(fields) => fields.get(name).ok_or_else(no_list)?,
                _ => return Err(no_list()),
            };
        }
        let is_paged = level == 0 && self.paging.is_some();
        if !is_paged && is_cut(holder) {
            return Err(FlattenError::InnerListIsCut { path: path.join(".") });
        }
        match at {
            Value::Null => Ok(&[]),
            Value::Array(elements) => Ok(elements),
            _ => Err(no_list()),
        }
    }

    fn row(&self, parents: &[&Value]) -> Result<Row, FlattenError> {
        let mut row = Vec::with_capacity(self.head.fields().len());
        for source in &self.sources {
            let found = source.found(&source.at, parents)?;
            match &source.per {
                None => source.cells(&found, self.lang, &mut row).ok_or_else(|| source.misfit())?,
                Some(per) => {
                    let per = source.found(per, parents)?;
                    row.push(source.quotient(&found, &per).ok_or_else(|| source.misfit())?);
                }
            }
        }
        Ok(row)
    }
}

fn source(column: &Column, lists: &[Vec<String>]) -> Source {
    let per = column.per.as_ref().map(|path| place(path, lists));
    Source { column: column.clone(), at: place(&column.path, lists), per, labels: None }
}

fn place(path: &Path, lists: &[Vec<String>]) -> Place {
    let (level, segments) = match path.absolute {
        false => (lists.len(), path.segments.clone()),
        true => under(path, lists),
    };
    Place { path: path.clone(), level, segments }
}

/// How many of the lists an absolute path runs through, and what is left of it.
fn under(path: &Path, lists: &[Vec<String>]) -> (usize, Vec<Segment>) {
    let mut rest = path.segments.as_slice();
    for (level, list) in lists.iter().enumerate() {
        let through = rest.len() > list.len()
            && list.iter().zip(rest).all(|(name, segment)| matches!(segment, Segment::Field(field) if field == name));
        let after = match (through, rest.get(list.len())) {
            (true, Some(Segment::Each)) => list.len() + 1,
            (true, Some(Segment::Field(_))) => list.len(),
            _ => return (level, rest.to_vec()),
        };
        rest = &rest[after..];
    }
    (lists.len(), rest.to_vec())
}

/// What a path leads to.
enum Found<'a> {
    One(&'a Value),
    /// The values of a list, and whether the answer says that it has more.
    Gathered(Vec<&'a Value>, bool),
}

/// `None` when a field is not in the answer at all. An object that says its `__typename` may lack another type's fields.
fn walk<'a>(from: &'a Value, segments: &[Segment]) -> Option<Found<'a>> {
    let (mut at, mut holder) = (from, from);
    for (index, segment) in segments.iter().enumerate() {
        let of = match (segment, at) {
            (_, Value::Null) => return Some(Found::One(&Value::Null)),
            (Segment::Field(name), Value::Object(fields)) => match fields.get(name) {
                Some(value) => value,
                None if fields.contains_key("__typename") => return Some(Found::One(&Value::Null)),
                None => return None,
            },
            (Segment::Place(place), Value::Array(elements)) => elements.get(*place).unwrap_or(&Value::Null),
            (Segment::Each, Value::Array(elements)) => {
                return gather(elements, &segments[index + 1..], is_cut(holder));
            }
            _ => return None,
        };
        (holder, at) = (at, of);
    }
    Some(Found::One(at))
}

fn gather<'a>(elements: &'a [Value], rest: &[Segment], is_cut: bool) -> Option<Found<'a>> {
    let (mut gathered, mut has_more) = (Vec::with_capacity(elements.len()), is_cut);
    for element in elements {
        match walk(element, rest)? {
            Found::One(value) => gathered.push(value),
            Found::Gathered(values, is_cut) => {
                gathered.extend(values);
                has_more |= is_cut;
            }
        }
    }
    Some(Found::Gathered(gathered, has_more))
}

/// Whether a connection says that it has more than its page shows.
fn is_cut(connection: &Value) -> bool {
    connection.pointer("/pageInfo/hasNextPage") == Some(&Value::Bool(true))
}

impl Source {
    fn found<'a>(&self, place: &Place, parents: &[&'a Value]) -> Result<Found<'a>, FlattenError> {
        walk(parents[place.level], &place.segments).ok_or_else(|| FlattenError::FieldIsMissing {
            column: self.column.name.clone(),
            path: place.path.to_string(),
        })
    }

    /// The value divided; empty where either number is not told, or there is nothing to divide by.
    fn quotient(&self, found: &Found<'_>, per: &Found<'_>) -> Option<Cell> {
        let (Found::One(value), Found::One(per)) = (found, per) else { return None };
        let quotient = number(value)?.zip(number(per)?).and_then(|(value, per)| value.checked_div(per));
        Some(quotient.map_or(Cell::Null, |quotient| Cell::Decimal(rounded(quotient, self.column.decimals()))))
    }

    fn misfit(&self) -> FlattenError {
        FlattenError::ValueIsOfAnotherType {
            column: self.column.name.clone(),
            path: self.column.path.to_string(),
            expected: self.column.kind.as_str(),
        }
    }

    fn cells(&self, found: &Found<'_>, lang: Lang, row: &mut Row) -> Option<()> {
        if let Some(labels) = &self.labels {
            let (values, is_cut) = match found {
                Found::One(value) => (std::slice::from_ref(value), false),
                Found::Gathered(values, is_cut) => (values.as_slice(), *is_cut),
            };
            let labelled = gathered(values, Some((labels, lang)), is_cut.then(|| AND_MORE.get(lang)))?;
            row.extend([gathered(values, None, is_cut.then_some(MORE))?, labelled]);
            return Some(());
        }
        let value = match found {
            Found::One(value) => *value,
            Found::Gathered(values, is_cut) => {
                let more = if self.column.kind == ColumnType::Code { MORE } else { AND_MORE.get(lang) };
                row.push(gathered(values, None, is_cut.then_some(more))?);
                return Some(());
            }
        };
        if self.column.kind == ColumnType::Count {
            let (count, status) = protected(value)?;
            row.extend([count, status]);
            return Some(());
        }
        row.push(if value.is_null() { Cell::Null } else { self.cell(value)? });
        Some(())
    }

    fn cell(&self, value: &Value) -> Option<Cell> {
        Some(match self.column.kind {
            ColumnType::Text | ColumnType::Code => Cell::Text(text(value)?.into()),
            ColumnType::Integer | ColumnType::Year => Cell::Integer(value.as_i64()?),
            ColumnType::Decimal | ColumnType::Percent => {
                Cell::Decimal(rounded(decimal(value)?, self.column.decimals()))
            }
            ColumnType::Boolean => Cell::Boolean(value.as_bool()?),
            ColumnType::Date => Cell::Date(NaiveDate::parse_from_str(value.as_str()?, "%Y-%m-%d").ok()?),
            ColumnType::DateTime => {
                Cell::DateTime(DateTime::parse_from_rfc3339(value.as_str()?).ok()?.with_timezone(&Utc))
            }
            ColumnType::Count => return None,
        })
    }
}

/// The values as one text, with what says that there are more; with labels, what they are called.
fn gathered(values: &[&Value], labels: Option<(&Values, Lang)>, more: Option<&str>) -> Option<Cell> {
    let said = |value: &&Value| match labels {
        Some((labels, lang)) => text(value).map(|value| labels.label(&value, lang).to_owned()),
        None => text(value),
    };
    let mut texts = values.iter().filter(|value| !value.is_null()).map(said).collect::<Option<Vec<_>>>()?;
    texts.extend(more.map(str::to_owned));
    Some(if texts.is_empty() { Cell::Null } else { Cell::Text(texts.join(GATHERED).into()) })
}

/// A scalar as a text; none of null and of what has parts.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => {
            let text = number.to_string();
            text.parse().or_else(|_| Decimal::from_scientific(&text)).ok()
        }
        _ => None,
    }
}

fn rounded(exact: Decimal, decimals: u32) -> Decimal {
    let mut rounded = exact.round_dp(decimals);
    rounded.rescale(decimals);
    rounded
}

/// A number, or that of a protected count: of what is null or hidden there is none.
fn number(value: &Value) -> Option<Option<Decimal>> {
    match value {
        Value::Null => Some(None),
        Value::Object(_) => match protected(value)?.0 {
            Cell::Integer(count) => Some(Some(count.into())),
            _ => Some(None),
        },
        value => decimal(value).map(Some),
    }
}

/// A protected count and its status. What the status says is hidden stays hidden, whatever value came with it.
fn protected(value: &Value) -> Option<(Cell, Cell)> {
    let fields: &Map<String, Value> = match value {
        Value::Null => return Some((Cell::Null, Cell::Null)),
        Value::Object(fields) => fields,
        _ => return None,
    };
    let status = fields.get("status")?.as_str()?.to_owned();
    let hides = status.starts_with("SUPPRESSED") || status == "WITHHELD";
    let count = match fields.get("value")? {
        Value::Number(number) if !hides => Cell::Integer(number.as_i64()?),
        Value::Number(_) | Value::Null => Cell::Hidden(status.clone()),
        _ => return None,
    };
    Some((count, Cell::Text(status.into())))
}

#[cfg(test)]
#[path = "flatten_tests.rs"]
mod tests;
