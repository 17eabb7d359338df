//! How a project target is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id};

use super::entity::{ProjectTarget, TargetKind};
use crate::project::Precision;
store::row! {
    /// One row of `project_targets`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_targets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        project_id: String,
        kind: String,
        value: Option<i64>,
        precision_of_value: String,
        statement: Option<String>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for ProjectTarget {
    type Kind = kind::ProjectTarget;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadProjects;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::ProjectTargetId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            project: stored_id(&row.project_id)?,
            kind: stored_enum(&row.kind, TargetKind::parse)?,
            value: row.value,
            precision: stored_enum(&row.precision_of_value, Precision::parse)?,
            statement: row.statement,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            project_id: self.project.to_string(),
            kind: self.kind.to_string(),
            value: self.value,
            precision_of_value: self.precision.to_string(),
            statement: self.statement.clone(),
        }
    }
}
