//! From rows to the bytes of each format, in constant memory.
//!
//! An [`Encoder`] is pushed rows and gives back the bytes that are ready; it keeps at most one row group. The XLSX archive
//! is gathered in temporary files and comes out of [`Encoder::finish`] in pieces of 64 KiB.
//!
//! | | CSV | Swedish CSV | JSON, JSONL | XLSX | Parquet |
//! | --- | --- | --- | --- | --- | --- |
//! | headings | names | labels, no commas | names | labels | names |
//! | number | `1234.50` | `1234,50` | number | number | INT64; DECIMAL(18, n) |
//! | share | `0.1234` | `0,1234` | number | number shown as per cent | DECIMAL(18, n) |
//! | date | `2021-03-31` | the same | text | date | DATE |
//! | instant | `2021-03-31T12:00:00Z` | `2021-03-31 12:00:00` (UTC) | text | date and time (UTC) | TIMESTAMP, ms, UTC |
//! | yes or no | `true` | `ja` | true | TRUE | BOOLEAN |
//! | nothing, or hidden | empty | empty | null | empty | null |
//! | text `=1+1` | as it is | `'=1+1` | as it is | as it is, marked as text | as it is |
//!
//! A count's status stands in the field after it, in every format. *Formula guard*: a text that a spreadsheet program could
//! take for a formula (it begins with `=`, `+`, `-`, `@`, a tab, a line break, or the full-width form of the four) has an
//! apostrophe before it in Swedish CSV, which is for such programs; in XLSX the cell carries the program's own mark for the same
//! thing (quote prefix), so that the value stays as it is. Numbers are not touched. The headings of Swedish CSV hold no
//! comma, which programs that guess the separator would take for it; a dash stands there.

mod about;
mod csv;
mod json;
mod parquet;
mod xlsx;

use std::io::{self, Read, Write};

use bytes::Bytes;
use thiserror::Error as ThisError;

pub use about::About;

use crate::table::{Head, Row};

/// Most rows of a worksheet, its heading apart.
pub const MOST_XLSX_ROWS: u32 = 1_048_575;

const PIECE: usize = 64 * 1024;

/// Format: what the end of the address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4180, UTF-8, comma and point.
    Csv,
    /// For spreadsheet programs in Swedish: BOM, semicolon, decimal comma, labels.
    CsvSwedish,
    /// Excel.
    Xlsx,
    /// Apache Parquet.
    Parquet,
    /// One JSON object a line.
    Jsonl,
    /// One JSON object with the rows in it.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Csv, Self::CsvSwedish, Self::Xlsx, Self::Parquet, Self::Jsonl, Self::Json];

    /// The format of an address ending, and of `?format=svensk` with `.csv`.
    pub fn of(extension: &str, swedish: bool) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|format| format.extension() == extension)?;
        match (found, swedish) {
            (Self::Csv, true) => Some(Self::CsvSwedish),
            (found, false) => Some(found),
            (_, true) => None,
        }
    }

    /// The ending without its point.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvSwedish => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
        }
    }

    /// The `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvSwedish => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Jsonl => "application/jsonl; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Most rows the format can hold, where it has such an end.
    pub fn most_rows(self) -> Option<u64> {
        (self == Self::Xlsx).then_some(u64::from(MOST_XLSX_ROWS))
    }
}

/// Why rows could not be written.
#[derive(Debug, ThisError)]
pub enum EncodeError {
    /// More rows than the format holds; choose another format.
    #[error("more than {most} rows")]
    TooManyRows {
        /// So many there may be.
        most: u64,
    },
    /// A number that the format cannot hold exactly.
    #[error("field {field}: a number is too large for the format")]
    NumberIsTooLarge {
        /// Which field.
        field: String,
    },
    /// A row that does not fit its head.
    #[error("a row does not fit the head at field {field}")]
    RowDoesNotFit {
        /// Which field.
        field: String,
    },
    /// The format's library refused, or a temporary file failed.
    #[error("cannot write: {0}")]
    Broken(String),
}

impl EncodeError {
    fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
    }
}

/// Writes rows in one format.
pub trait Encoder: Send {
    /// What stands before the rows. Called once, first.
    ///
    /// # Errors
    /// The format's library refuses, or a temporary file fails.
    fn start(&mut self) -> Result<Bytes, EncodeError>;

    /// Whether to take so many rows more takes long or touches files, and so belongs on no thread that answers others.
    fn blocks(&self, rows: usize) -> bool;

    /// Takes rows; gives what is ready, which may be nothing yet.
    ///
    /// # Errors
    /// A row that the format cannot hold.
    fn rows(&mut self, rows: Vec<Row>) -> Result<Bytes, EncodeError>;

    /// What is left. Blocks while it reads temporary files.
    ///
    /// # Errors
    /// The format's library refuses, or a temporary file fails.
    fn finish(self: Box<Self>) -> Result<Pieces, EncodeError>;
}

/// The last bytes, piece by piece.
pub struct Pieces(Box<dyn Read + Send>);

impl Pieces {
    fn of(source: impl Read + Send + 'static) -> Self {
        Self(Box::new(source))
    }

    fn bytes(bytes: Vec<u8>) -> Self {
        Self::of(io::Cursor::new(bytes))
    }
}

impl Iterator for Pieces {
    type Item = io::Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::with_capacity(PIECE);
        match self.0.by_ref().take(PIECE as u64).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(piece.into())),
            Err(fault) => Some(Err(fault)),
        }
    }
}

/// An encoder of this format.
///
/// # Errors
/// A temporary file cannot be made, or the format's library refuses the head.
pub fn encoder(format: Format, head: &Head, about: &About) -> Result<Box<dyn Encoder>, EncodeError> {
    Ok(match format {
        Format::Csv => Box::new(csv::Csv::new(head, None)),
        Format::CsvSwedish => Box::new(csv::Csv::new(head, Some(about.lang))),
        Format::Jsonl => Box::new(json::Jsonl::new(head)),
        Format::Json => Box::new(json::Json::new(head, about)),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(head, about)?),
        Format::Parquet => Box::new(parquet::Parquet::new(head, about)?),
    })
}

/// Writes a whole answer.
///
/// # Errors
/// As the encoder's, and when `out` cannot be written to.
pub fn write(
    format: Format,
    head: &Head,
    about: &About,
    rows: &[Row],
    out: &mut impl Write,
) -> Result<(), EncodeError> {
    let mut encoder = encoder(format, head, about)?;
    out.write_all(&encoder.start()?).map_err(EncodeError::broken)?;
    for some in rows.chunks(1000) {
        out.write_all(&encoder.rows(some.to_vec())?).map_err(EncodeError::broken)?;
    }
    encoder.finish()?.try_for_each(|piece| out.write_all(&piece?)).map_err(EncodeError::broken)
}

#[cfg(test)]
mod tests;
