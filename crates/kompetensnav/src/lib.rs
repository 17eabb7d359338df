//! The one binary: configuration, telemetry, wiring and verbs. No rules.

pub mod config;
mod database;
pub mod demonstration;
mod library;
mod ports;
mod sign_in;
pub mod telemetry;
pub mod verb;
pub mod wiring;
