//! How a council is stored.

use access::Action;
use kernel::{Result, id::kind, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, instant, micros, stored_enum, stored_id, stored_id_opt};

use super::entity::{Council, CouncilKind, CouncilStatus};

store::row! {
    /// One row of `councils`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "councils")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        kind: String,
        name: String,
        name_key: String,
        status: String,
        parent_id: Option<String>,
        region_code: Option<String>,
        founded_year: Option<i32>,
        charter_on: Option<Date>,
        demonstration: bool,
        created_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Council {
    type Kind = kind::Council;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadCouncils;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::Id], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::CouncilId {
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
            kind: stored_enum(&row.kind, CouncilKind::parse)?,
            name: row.name,
            status: stored_enum(&row.status, CouncilStatus::parse)?,
            parent: stored_id_opt(row.parent_id.as_deref())?,
            region: row.region_code,
            founded_year: row.founded_year,
            charter_on: row.charter_on,
            demonstration: row.demonstration,
            created_at: instant(row.created_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            kind: self.kind.to_string(),
            name: self.name.clone(),
            name_key: sort_key(&self.name),
            status: self.status.to_string(),
            parent_id: self.parent.map(|id| id.to_string()),
            region_code: self.region.clone(),
            founded_year: self.founded_year,
            charter_on: self.charter_on,
            demonstration: self.demonstration,
            created_at: micros(self.created_at),
        }
    }
}
