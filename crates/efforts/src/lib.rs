//! Insatser: efforts with their occasions and sessions, enrolments from application to completion, and outcomes.

pub mod effort;
pub mod enrolment;
pub mod occasion;
pub mod outcome;
pub mod port;
pub mod session;

pub use effort::{Effort, Efforts};
pub use enrolment::{Enrolment, Enrolments};
pub use occasion::{Occasion, Occasions};
pub use outcome::{Outcome, Outcomes};
pub use port::{
    Award, HubDirectory, MeasureDirectory, ParticipationDirectory, Place, ProviderDirectory, SourcingDirectory,
    TargetDirectory,
};
pub use session::{Session, Sessions};
