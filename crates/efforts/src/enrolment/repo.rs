//! How an enrolment is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::entity::{Enrolment, EnrolmentSource, EnrolmentStatus};

store::row! {
    /// One row of `enrolments`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "enrolments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        occasion_id: String,
        effort_id: String,
        hub_id: String,
        council_id: String,
        project_id: Option<String>,
        provider_id: Option<String>,
        participant_id: String,
        participation_id: Option<String>,
        organisation_id: Option<String>,
        status: String,
        source: String,
        applied_on: Date,
        started_on: Option<Date>,
        ended_on: Option<Date>,
        minutes: i32,
        status_reason: Option<String>,
        record_key: i64,
        demonstration: bool,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Enrolment {
    type Kind = kind::Enrolment;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadEnrolments;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    /// No council column: councils see protected counts, never rows about people.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            provider: vec![Column::ProviderId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::EnrolmentId {
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
            occasion: stored_id(&row.occasion_id)?,
            effort: stored_id(&row.effort_id)?,
            hub: stored_id(&row.hub_id)?,
            council: stored_id(&row.council_id)?,
            project: stored_id_opt(row.project_id.as_deref())?,
            provider: stored_id_opt(row.provider_id.as_deref())?,
            participant: stored_id(&row.participant_id)?,
            participation: stored_id_opt(row.participation_id.as_deref())?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            status: stored_enum(&row.status, EnrolmentStatus::parse)?,
            source: stored_enum(&row.source, EnrolmentSource::parse)?,
            applied_on: row.applied_on,
            started_on: row.started_on,
            ended_on: row.ended_on,
            minutes: row.minutes,
            status_reason: row.status_reason,
            record_key: row.record_key,
            demonstration: row.demonstration,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            occasion_id: self.occasion.to_string(),
            effort_id: self.effort.to_string(),
            hub_id: self.hub.to_string(),
            council_id: self.council.to_string(),
            project_id: self.project.map(|id| id.to_string()),
            provider_id: self.provider.map(|id| id.to_string()),
            participant_id: self.participant.to_string(),
            participation_id: self.participation.map(|id| id.to_string()),
            organisation_id: self.organisation.map(|id| id.to_string()),
            status: self.status.to_string(),
            source: self.source.to_string(),
            applied_on: self.applied_on,
            started_on: self.started_on,
            ended_on: self.ended_on,
            minutes: self.minutes,
            status_reason: self.status_reason.clone(),
            record_key: self.record_key,
            demonstration: self.demonstration,
        }
    }
}
