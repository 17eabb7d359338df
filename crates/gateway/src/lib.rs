//! The GraphQL schema, its front door, and the way from a bearer token to rows. No rules, no domain SQL.

pub mod app;
pub mod door;
pub mod edge;
pub mod graph;
pub mod noun;
pub mod schema;

pub use app::App;
pub use schema::{Schema, build};
