//! Deltagande: one person in one project, with the characteristics at entry and the spells between.

mod called;
mod called_repo;
mod entity;
mod entry;
mod register;
mod repo;
mod service;
mod spell;
mod spell_repo;

pub use called::Called;
pub(crate) use called_repo::{Column as CalledColumn, Entity as CalledEntity};
pub use entity::{
    ActivateParticipation, AdvanceParticipation, Anchoring, ExitParticipation, Participation, ParticipationStatus,
    ParticipationStep, ParticipationVerb, ReEnterParticipation, RenameParticipant, TRANSITIONS, rules,
};
pub use entry::{Answer, EmploymentSituation, Entry, EntryFacts, Guarded, Sensitive, age_on};
pub use register::{GivenRegistration, RegisterParticipation, Registrant};
pub use repo::Column as ParticipationColumn;
pub(crate) use repo::Entity as ParticipationEntity;
pub use service::Participations;
pub use spell::Spell;
pub use spell_repo::Column as SpellColumn;
