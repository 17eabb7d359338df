//! How the link between a need and an effort is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, Via, instant, micros, stored_id};

use super::entity::NeedEffort;

/// From a need to the efforts that answer it.
pub const NEED_TO_EFFORT: Via = Via { table: "need_efforts", parent: "need_id", child: "effort_id" };

/// From an effort to the needs it answers.
pub const EFFORT_TO_NEED: Via = Via { table: "need_efforts", parent: "effort_id", child: "need_id" };

store::row! {
    /// One row of `need_efforts`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "need_efforts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        need_id: String,
        effort_id: String,
        hub_id: String,
        council_id: String,
        waiver_reason: Option<String>,
        linked_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for NeedEffort {
    type Kind = kind::NeedEffort;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadTriage;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::NeedEffortId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            need: stored_id(&row.need_id)?,
            effort: stored_id(&row.effort_id)?,
            hub: stored_id(&row.hub_id)?,
            council: stored_id(&row.council_id)?,
            waiver_reason: row.waiver_reason,
            linked_at: instant(row.linked_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            need_id: self.need.to_string(),
            effort_id: self.effort.to_string(),
            hub_id: self.hub.to_string(),
            council_id: self.council.to_string(),
            waiver_reason: self.waiver_reason.clone(),
            linked_at: micros(self.linked_at),
        }
    }
}
