//! How a hub is stored.

use access::Action;
use kernel::{Result, id::kind, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id};

use super::entity::{Hub, HubStatus};

store::row! {
    /// One row of `hubs`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hubs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        council_id: String,
        operator_id: String,
        name: String,
        name_key: String,
        status: String,
        established_on: Date,
        closed_on: Option<Date>,
        status_reason: Option<String>,
        demonstration: bool,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Hub {
    type Kind = kind::Hub;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadHubs;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach {
            hub: vec![Column::Id],
            council: vec![Column::CouncilId],
            organisation: vec![Column::OperatorId],
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::HubId {
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
            council: stored_id(&row.council_id)?,
            operator: stored_id(&row.operator_id)?,
            name: row.name,
            status: stored_enum(&row.status, HubStatus::parse)?,
            established_on: row.established_on,
            closed_on: row.closed_on,
            status_reason: row.status_reason,
            demonstration: row.demonstration,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            council_id: self.council.to_string(),
            operator_id: self.operator.to_string(),
            name: self.name.clone(),
            name_key: sort_key(&self.name),
            status: self.status.to_string(),
            established_on: self.established_on,
            closed_on: self.closed_on,
            status_reason: self.status_reason.clone(),
            demonstration: self.demonstration,
        }
    }
}
