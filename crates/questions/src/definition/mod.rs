#![doc = include_str!("../../FORMAT.md")]

mod column;
mod parameter;
mod question;
mod validate;
mod words;

pub use column::{Chart, Column, Dcat, Keywords, Target};
pub use parameter::{Parameter, PeriodNames, Value};
pub use question::{CodeLists, Paging, Question};
pub use validate::is_slug;
pub use words::{ChartKind, ColumnType, IdOf, Licence, ParameterKind, Periodicity, Shown, Text, Theme, Whole};

use serde::{Deserialize, Serialize};

use crate::path::RowsPath;

/// Frågans beskrivning: all of a question but its address and its document. The same in a file (TOML) and in an
/// organisation's own stored question (JSON).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// From 1; raised whenever the document, a column or a parameter changes.
    pub version: u32,
    /// Under what it stands in the library.
    pub theme: Theme,
    /// Whether anonymous callers may ask.
    #[serde(default)]
    pub open: bool,
    /// For whom, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Text>,
    /// The question, as a person would say it.
    pub title: Text,
    /// What the answer shows, one to three sentences.
    pub ingress: Text,
    /// Words to search by.
    #[serde(default)]
    pub keywords: Keywords,
    /// Where the rows are; inferred when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<RowsPath>,
    /// The form's fields.
    #[serde(default, rename = "parameter", skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// The columns, in order; inferred when absent.
    #[serde(default, rename = "column", skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// The chart beside the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
    /// Metadata for the data portal; open questions have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dcat: Option<Dcat>,
}

#[cfg(test)]
mod tests;
