//! Deltagande.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    Answer, EmploymentSituation, ParticipationFilter, ParticipationObject, ParticipationOrder, ParticipationQuery,
    ParticipationStatus, SensitiveAnswers, Sex,
};
