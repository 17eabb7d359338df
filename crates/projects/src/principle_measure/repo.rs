//! How a principle measure is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id};

use super::entity::{HorizontalPrinciple, PrincipleMeasure};

store::row! {
    /// One row of `principle_measures`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "principle_measures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        project_id: String,
        principle: String,
        measure: String,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for PrincipleMeasure {
    type Kind = kind::PrincipleMeasure;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadProjects;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::PrincipleMeasureId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            project: stored_id(&row.project_id)?,
            principle: stored_enum(&row.principle, HorizontalPrinciple::parse)?,
            measure: row.measure,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            project_id: self.project.to_string(),
            principle: self.principle.to_string(),
            measure: self.measure.clone(),
        }
    }
}
