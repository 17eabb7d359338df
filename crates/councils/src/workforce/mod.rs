//! Arbetsstyrkeuppgift: how many women and men an organisation employed on a day.

mod entity;
mod repo;
mod service;

pub use entity::{ReportWorkforce, WorkforceSnapshot, rules};
pub use repo::Column as WorkforceColumn;
pub use service::WorkforceSnapshots;
