//! Anmälan: one person's way through one occasion, from nomination or application to completion.

mod clash;
mod entity;
mod queue;
mod repo;
mod service;

pub use clash::Clash;
pub(crate) use clash::one_of;
pub use entity::{
    AdvanceEnrolment, CompleteEnrolment, DropOutEnrolment, Enrol, EnrolPerson, Enrolment, EnrolmentSource,
    EnrolmentStatus, EnrolmentStep, EnrolmentVerb, StartEnrolment, TRANSITIONS, rules,
};
pub use queue::Queue;
pub use repo::Column as EnrolmentColumn;
pub(crate) use repo::reached;
pub use service::Enrolments;

#[cfg(test)]
pub(crate) use entity::tests as fixture;
