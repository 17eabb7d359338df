//! Deltagande.

mod filter;
mod mutation;
mod object;
pub mod rules;

pub use filter::{ParticipationFilter, ParticipationOrder};
pub use mutation::ParticipationMutation;
pub use object::{
    Answer, EmploymentSituation, ParticipationObject, ParticipationQuery, ParticipationStatus, SensitiveAnswers, Sex,
};
