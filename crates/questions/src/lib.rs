//! Frågor: named questions with stable addresses, from their definition to the bytes of each format. Pure: no database, no
//! HTTP, no executor.
//!
//! The way of a question:
//!
//! 1. [`Catalogue::built_in`] gives the questions shipped inside; [`Question::new`] makes one of an organisation's own.
//! 2. [`Question::read_parameters`] turns a query string into [`Arguments`]: GraphQL variables, a canonical text for the
//!    ETag, and what was asked in words.
//! 3. The caller executes [`Question::document`] with [`Arguments::variables`], page by page where
//!    [`Question::paging`] says so, and gives each answer's `data` to a [`Flattener`], which yields [`Row`]s.
//! 4. An [`Encoder`] of the [`Format`] asked for turns rows into bytes; a page draws the same rows as a [`Table`] and a
//!    [`chart`].
//!
//! How a question is written down stands in [`definition`].

pub mod catalogue;
pub mod chart;
pub mod dcat;
pub mod definition;
pub mod document;
pub mod encode;
pub mod error;
pub mod flatten;
pub mod labels;
pub mod numbers;
pub mod parameters;
mod path;
pub mod shape;
pub mod snippets;
pub mod table;

pub use catalogue::Catalogue;
pub use definition::{
    Chart, ChartKind, CodeLists, Column, ColumnType, Dcat, Definition, Parameter, ParameterKind, Question, Text, Theme,
    is_slug,
};
pub use encode::{About, EncodeError, Encoder, Format};
pub use error::{DefinitionError, ParameterError};
pub use flatten::{FlattenError, Flattener};
pub use labels::{Labels, Values};
pub use parameters::Arguments;
pub use path::{Path, RowsPath, Segment};
pub use table::{Cell, Field, FieldKind, Head, Row, Table};
