//! How a workforce figure is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, instant, micros, stored_id};

use super::entity::WorkforceSnapshot;

store::row! {
    /// One row of `workforce_snapshots`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workforce_snapshots")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        organisation_id: String,
        counted_on: Date,
        women: i32,
        men: i32,
        others: i32,
        source: Option<String>,
        created_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for WorkforceSnapshot {
    type Kind = kind::WorkforceSnapshot;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadWorkforce;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::WorkforceSnapshotId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            organisation: stored_id(&row.organisation_id)?,
            counted_on: row.counted_on,
            women: row.women,
            men: row.men,
            others: row.others,
            source: row.source,
            created_at: instant(row.created_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            organisation_id: self.organisation.to_string(),
            counted_on: self.counted_on,
            women: self.women,
            men: self.men,
            others: self.others,
            source: self.source.clone(),
            created_at: micros(self.created_at),
        }
    }
}
