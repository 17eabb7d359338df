//! How an outcome is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, instant, micros, stored_enum, stored_id, stored_id_opt};

use super::entity::{Outcome, OutcomeKind, OutcomeSource, OutcomeStatus};

store::row! {
    /// One row of `outcomes`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outcomes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        enrolment_id: Option<String>,
        participation_id: Option<String>,
        effort_id: Option<String>,
        hub_id: Option<String>,
        council_id: Option<String>,
        project_id: Option<String>,
        participant_id: String,
        organisation_id: Option<String>,
        kind: String,
        status: String,
        source: String,
        observed_on: Date,
        recorded_at: i64,
        status_reason: Option<String>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Outcome {
    type Kind = kind::Outcome;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadOutcomes;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    /// No council column: councils see protected counts, never rows about people.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::OutcomeId {
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
            enrolment: stored_id_opt(row.enrolment_id.as_deref())?,
            participation: stored_id_opt(row.participation_id.as_deref())?,
            effort: stored_id_opt(row.effort_id.as_deref())?,
            hub: stored_id_opt(row.hub_id.as_deref())?,
            council: stored_id_opt(row.council_id.as_deref())?,
            project: stored_id_opt(row.project_id.as_deref())?,
            participant: stored_id(&row.participant_id)?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            kind: stored_enum(&row.kind, OutcomeKind::parse)?,
            status: stored_enum(&row.status, OutcomeStatus::parse)?,
            source: stored_enum(&row.source, OutcomeSource::parse)?,
            observed_on: row.observed_on,
            recorded_at: instant(row.recorded_at)?,
            status_reason: row.status_reason,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            enrolment_id: self.enrolment.map(|id| id.to_string()),
            participation_id: self.participation.map(|id| id.to_string()),
            effort_id: self.effort.map(|id| id.to_string()),
            hub_id: self.hub.map(|id| id.to_string()),
            council_id: self.council.map(|id| id.to_string()),
            project_id: self.project.map(|id| id.to_string()),
            participant_id: self.participant.to_string(),
            organisation_id: self.organisation.map(|id| id.to_string()),
            kind: self.kind.to_string(),
            status: self.status.to_string(),
            source: self.source.to_string(),
            observed_on: self.observed_on,
            recorded_at: micros(self.recorded_at),
            status_reason: self.status_reason.clone(),
        }
    }
}
