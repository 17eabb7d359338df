//! Person: who someone is, sealed.

mod entity;
mod key;
mod repo;
mod service;

pub(crate) use entity::index;
pub use entity::{GivenPerson, IdentifierForm, Participant, Person, rules, silent_id};
pub use key::{has_its_key, keeps_its_key};
pub use repo::Column as ParticipantColumn;
pub(crate) use repo::{named, of_index, of_indexes};
pub use service::{Participants, PersonName, PersonNames};
