//! Kompetensnavet: the hub with its funding, triage of needs, and which effort answers which need.

pub mod funding;
pub mod hub;
pub mod need_effort;
mod port;
pub mod triage;
pub mod triage_assessment;

pub use funding::{HubFunding, HubFundings};
pub use hub::{Hub, Hubs};
pub use need_effort::{NeedEffort, NeedEfforts};
pub use port::{NeedPort, NeedStep, Weighing};
pub use triage::{Triage, Triages};
pub use triage_assessment::TriageAssessment;
