//! Gemensamt gap som behov: one step from what several organisations lack to a need of the industry council.

mod entity;
mod port;
mod service;

pub use entity::{ReportCommonGap, rules};
pub use port::{CommonGapDirectory, SharedGap};
pub use service::CommonGapReports;
