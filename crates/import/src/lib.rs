//! Reading organisations, needs, enrolments, requirements, employees and assessments from a file of comma- or semicolon-separated
//! values.
//!
//! [`table`] reads the file, [`layout`] tells its columns apart by what [`kind`] makes of the command's own table, [`cells`]
//! makes each row the input object that the API takes, [`draft`] reads the command from it and finds out whether the row was
//! imported before, [`apply`] carries the commands out through the same services as the API, and [`report`] says row by row
//! what came of it. A personal number is never in the report, nor in the table of keys.

pub mod apply;
pub mod cells;
pub mod codes;
pub mod draft;
pub mod kind;
pub mod layout;
pub mod lookup;
mod made_days;
mod nearest;
pub mod numbers;
pub mod report;
pub mod rules;
pub mod shown;
pub mod table;

use std::sync::Arc;

use access::{Request, permit};
use gateway::App;
use kernel::Error;

pub use apply::Mode;
pub use kind::Kind;
pub use report::{Line, Outcome, Report};

/// What is imported, and how.
#[derive(Clone, Debug)]
pub struct Order {
    /// What the rows are.
    pub kind: Kind,
    /// The column that tells one row from another, at every import.
    pub key: String,
    /// The system the keys come from: keys of two sources never meet. May be empty.
    pub source: String,
    /// What is kept.
    pub mode: Mode,
    /// Whether codes are read as they are written, also in a column where all zeros first may have been lost.
    pub codes_as_written: bool,
}

/// Imports `bytes` as the caller of `request`.
///
/// # Errors
/// A text for the operator when the file as a whole cannot be read or the caller may not import: nothing is written
/// then. What is wrong with a row stands in the report.
pub async fn import(app: &App, request: &Arc<Request>, order: &Order, bytes: &[u8]) -> Result<Report, String> {
    let grant = permit(request, order.kind.action()).map_err(|_| {
        format!(
            "{} holds no role that may {}",
            request.actor.principal(),
            order.kind.action().label().en.to_lowercase()
        )
    })?;
    let table = table::read(bytes)?;
    let layout = layout::Layout::of(order.kind, &table.headers, &order.key)?;
    let drafts = draft::drafts(app, request, order, &layout, &table).await.map_err(told)?;
    let mut report = apply::apply(app, &grant, order, drafts).await.map_err(told)?;
    report.name_columns(&layout);
    report.like(&table);
    report.warnings = table.warnings;
    Ok(report)
}

/// A fault as the operator is told: never with a row's contents.
fn told(error: Error) -> String {
    match error {
        Error::Unavailable(cause) => format!("the database is away or busy: {cause}"),
        other => other.to_string(),
    }
}
