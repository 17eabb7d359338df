//! Deltagandeperiod: one stay in a project. Spells of one participation never overlap.

use chrono::NaiveDate;
use kernel::{
    Error, Id, Ids, Period, Result,
    id::{OrganisationId, ParticipantId, ParticipationId, ProjectId, SpellId},
};

use super::entity::{Participation, rules};

/// Deltagandeperiod.
#[derive(Clone, Debug)]
pub struct Spell {
    /// Id.
    pub id: SpellId,
    /// Version.
    pub version: i32,
    /// The participation.
    pub participation: ParticipationId,
    /// The person, copied so that the reach is the participation's.
    pub participant: ParticipantId,
    /// The project, copied.
    pub project: ProjectId,
    /// The employer, copied.
    pub organisation: Option<OrganisationId>,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day; absent while it runs.
    pub ends_on: Option<NaiveDate>,
}

impl Spell {
    /// A new spell of `participation` from `day`, beside its `others`.
    ///
    /// # Errors
    /// `Refused` when it would overlap another.
    pub fn begin(ids: &dyn Ids, participation: &Participation, others: &[Self], day: NaiveDate) -> Result<Self> {
        let new = Period { from: day, to: None };
        if let Some(other) = others.iter().find(|other| other.period().overlaps(&new)) {
            return Err(Error::refused(rules::SPELLS_OVERLAP, other.period().to_string()));
        }
        Ok(Self {
            id: Id::new(ids),
            version: 1,
            participation: participation.id,
            participant: participation.participant,
            project: participation.project,
            organisation: participation.organisation,
            starts_on: day,
            ends_on: None,
        })
    }

    /// Its days.
    pub fn period(&self) -> Period {
        Period { from: self.starts_on, to: self.ends_on }
    }
}
