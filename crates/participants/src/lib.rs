//! Deltagare: the only crate where a person is identifiable.

pub mod participant;
pub mod participation;
pub mod port;

pub use participant::{Participant, Participants};
pub use participation::{Participation, Participations, Spell};
pub use port::ProjectDirectory;
