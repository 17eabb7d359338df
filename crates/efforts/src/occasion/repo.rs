//! How an occasion is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::{Condition, entity::prelude::*};
use store::{Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::entity::{Occasion, OccasionStatus};
use crate::effort::Delivery;

store::row! {
    /// One row of `occasions`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "occasions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        effort_id: String,
        hub_id: String,
        council_id: String,
        project_id: Option<String>,
        provider_id: Option<String>,
        status: String,
        starts_on: Date,
        ends_on: Date,
        municipality_code: Option<String>,
        delivery: String,
        capacity: i32,
        status_reason: Option<String>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Occasion {
    type Kind = kind::Occasion;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadEfforts;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    /// Everyone sees what has been confirmed, and also what was cancelled: people may be waiting for it. What is
    /// only planned is the hub's.
    fn reach() -> Reach<Column> {
        Reach {
            provider: vec![Column::ProviderId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(Column::Status.ne(OccasionStatus::Planned.as_str()))),
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::OccasionId {
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
            effort: stored_id(&row.effort_id)?,
            hub: stored_id(&row.hub_id)?,
            council: stored_id(&row.council_id)?,
            project: stored_id_opt(row.project_id.as_deref())?,
            provider: stored_id_opt(row.provider_id.as_deref())?,
            status: stored_enum(&row.status, OccasionStatus::parse)?,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            municipality: row.municipality_code,
            delivery: stored_enum(&row.delivery, Delivery::parse)?,
            capacity: row.capacity,
            status_reason: row.status_reason,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            effort_id: self.effort.to_string(),
            hub_id: self.hub.to_string(),
            council_id: self.council.to_string(),
            project_id: self.project.map(|id| id.to_string()),
            provider_id: self.provider.map(|id| id.to_string()),
            status: self.status.to_string(),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            municipality_code: self.municipality.clone(),
            delivery: self.delivery.to_string(),
            capacity: self.capacity,
            status_reason: self.status_reason.clone(),
        }
    }
}
