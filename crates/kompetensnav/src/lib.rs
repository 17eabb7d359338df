//! The one binary: configuration, telemetry, wiring and verbs. No rules.

pub mod config;
pub mod demonstration;
pub mod house;
mod ports;
pub mod telemetry;
pub mod verb;
