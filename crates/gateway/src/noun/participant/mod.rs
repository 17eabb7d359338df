//! Person.

mod object;
mod query;

pub use object::ParticipantObject;
pub use query::ParticipantQuery;
