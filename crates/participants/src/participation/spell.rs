//! Deltagandeperiod: one stay in a project. Spells of one participation never overlap.

use access::Action;
use chrono::NaiveDate;
use kernel::{
    Error, Id, Ids, Period, Result,
    id::{OrganisationId, ParticipantId, ParticipationId, ProjectId, SpellId, kind},
};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_id, stored_id_opt};

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
            return Err(Error::refused(rules::SPELLS_OVERLAP, other.id.public()));
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

/// One row of `participation_spells`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participation_spells")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    version: i32,
    participation_id: String,
    participant_id: String,
    project_id: String,
    organisation_id: Option<String>,
    starts_on: Date,
    ends_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Spell {
    type Kind = kind::Spell;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadParticipations;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }

    fn id(&self) -> SpellId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            version: row.version,
            participation: stored_id(&row.participation_id)?,
            participant: stored_id(&row.participant_id)?,
            project: stored_id(&row.project_id)?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            participation_id: self.participation.to_string(),
            participant_id: self.participant.to_string(),
            project_id: self.project.to_string(),
            organisation_id: self.organisation.map(|id| id.to_string()),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
        }
    }
}
