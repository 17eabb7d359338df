//! Kompetensnavet: the hub with its funding, triage of needs, and which effort answers which need.

pub mod funding;
pub mod hub;
pub mod hub_service;
pub mod need_effort;
mod port;
pub mod triage;
pub mod triage_assessment;

pub use funding::{HubFunding, HubFundings};
pub use hub::{Hub, Hubs};
pub use hub_service::{HubService, HubServices};
pub use need_effort::{NeedEffort, NeedEfforts};
pub use port::{Decided, DecisionDirectory, NeedPort, NeedStep, Weighing};
pub use triage::{Triage, Triages};
pub use triage_assessment::TriageAssessment;
