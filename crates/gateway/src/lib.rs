//! gateway

pub mod edge;
