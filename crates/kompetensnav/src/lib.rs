//! The one binary: configuration, telemetry, wiring and verbs. No rules.

mod commands;
pub mod config;
mod database;
pub mod demonstration;
pub mod import;
mod keys;
mod library;
mod pages;
mod ports;
mod sign_in;
mod signed_in;
pub mod telemetry;
pub mod verb;
pub mod wiring;
