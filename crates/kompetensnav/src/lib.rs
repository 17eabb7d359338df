//! The one binary: configuration, telemetry, wiring and verbs. No rules.

pub mod config;
mod constitution;
mod database;
pub mod demonstration;
pub mod education;
mod library;
mod meeting_ports;
pub mod paper_store;
mod ports;
mod procurement_ports;
mod sign_in;
pub mod telemetry;
pub mod verb;
pub mod wiring;
