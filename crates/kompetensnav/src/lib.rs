//! The one binary: configuration, telemetry, wiring and verbs. No rules.

// The schema's executor is one nested future; its layout is deeper than the default allows.
#![recursion_limit = "512"]

pub mod config;
pub mod demonstration;
pub mod house;
pub mod import;
mod ports;
pub mod telemetry;
pub mod verb;
