//! What an answer looks like: columns, chart, and metadata for the data portal.

use serde::{Deserialize, Serialize};

use super::words::{ChartKind, ColumnType, Licence, Periodicity, Shown, Text};
use crate::path::{Path, Segment};

/// What a thing is called by in an answer, and what tells it from others of the same name.
const NAMES: [&str; 3] = ["label", "name", "title"];
const KEYS: [&str; 2] = ["id", "code"];

/// Kolumn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// ASCII snake case; stays the same when labels change.
    pub name: String,
    /// Where the value is.
    pub path: Path,
    /// Of a `decimal`, where the number is that the value is divided by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Path>,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Heading.
    pub label: Text,
    /// What one is, e.g. `personer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// What it says, for those who were not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Decimals kept of `decimal` (2 when absent) and `percent` (4 when absent), at most 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// In which other unit an `integer` is shown to people; files for programs keep its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
}

impl Column {
    /// Decimals kept.
    pub fn decimals(&self) -> u32 {
        let usual = if self.kind == ColumnType::Percent { 4 } else { 2 };
        self.decimals.map_or(usual, u32::from)
    }

    /// The name of the status column beside a protected count.
    pub fn status_name(&self) -> Option<String> {
        (self.kind == ColumnType::Count).then(|| format!("{}_status", self.name))
    }

    /// Whether it can be drawn.
    pub fn is_numeric(&self) -> bool {
        matches!(self.kind, ColumnType::Integer | ColumnType::Decimal | ColumnType::Count | ColumnType::Percent)
    }

    /// Whether rows of it can be added up: whole numbers, counts and amounts of money. A share, a ratio, a median or an average cannot.
    pub fn adds_up(&self) -> bool {
        match self.kind {
            ColumnType::Integer => self.shown != Some(Shown::Percent),
            ColumnType::Count => true,
            ColumnType::Decimal => self.per.is_none() && self.ends_in(&["amount"]),
            _ => false,
        }
    }

    /// Of a name, the column with the id or the code of what it is the name of.
    pub(crate) fn key<'a>(&self, columns: &'a [Self]) -> Option<&'a Self> {
        if !self.ends_in(&NAMES) {
            return None;
        }
        let mut beside = KEYS.iter().map(|key| self.path.beside(key));
        beside.find_map(|path| columns.iter().find(|column| column.path == path))
    }

    fn ends_in(&self, names: &[&str]) -> bool {
        matches!(self.path.segments.last(), Some(Segment::Field(name)) if names.contains(&name.as_str()))
    }
}

/// Diagram: how the page draws the answer. Names are names of columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// Which chart.
    pub kind: ChartKind,
    /// The column of categories, or of time for a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The column of values; without one, of a chart that adds up, rows are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// The column that splits the values into series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// Whether rows of one category are added up, of a `y` that can be; otherwise each is a bar of its own, and where two are of one
    /// category and one series nothing is drawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sum: bool,
    /// A target line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
}

/// Målvärde.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Target {
    /// The same for all.
    Value(f64),
    /// A column's first value.
    Column(String),
}

/// Nyckelord.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// Swedish.
    #[serde(default)]
    pub sv: Vec<String>,
    /// English.
    #[serde(default)]
    pub en: Vec<String>,
}

/// Metadata for the data portal (DCAT-AP-SE).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dcat {
    /// Codes of the EU's data-theme list, e.g. `SOCI`, `EDUC`, `ECON`, `GOVE`, `REGI`.
    pub themes: Vec<String>,
    /// How often it changes.
    pub periodicity: Periodicity,
    /// The licence.
    pub licence: Licence,
}
