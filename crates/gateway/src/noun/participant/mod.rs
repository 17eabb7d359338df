//! Person.

mod object;
mod query;
pub mod rules;

pub use object::ParticipantObject;
pub use query::ParticipantQuery;
