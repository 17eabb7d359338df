//! Företrädare: the person who sits for the organisation that holds a mandate.

mod entity;
mod repo;
mod service;

pub use entity::{CorrectRepresentative, EndRepresentation, NameRepresentative, Representative, rules};
pub use repo::Column as RepresentativeColumn;
pub use service::Representatives;
pub(crate) use service::{end_with, refit};
