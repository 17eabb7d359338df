//! efforts
