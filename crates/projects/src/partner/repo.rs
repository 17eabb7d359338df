//! How a project partner is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record, stored_enum, stored_id};

use super::entity::{Part, ProjectPartner};

store::row! {
    /// One row of `project_partners`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_partners")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        project_id: String,
        organisation_id: String,
        part: String,
        valid_from: Option<Date>,
        valid_to: Option<Date>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl ProjectPartner {
    /// Partners on `day`; an absent end is the project's own, which the partner's row does not know.
    pub fn valid_on(day: NaiveDate) -> Filter<Column> {
        let open_or =
            |column, compare| Filter::Any(vec![Filter::Is(column, Compare::Absent(true)), Filter::Is(column, compare)]);
        Filter::All(vec![
            open_or(Column::ValidFrom, Compare::Lte(day.into())),
            open_or(Column::ValidTo, Compare::Gte(day.into())),
        ])
    }
}

impl Record for ProjectPartner {
    type Kind = kind::ProjectPartner;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadProjects;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::ProjectPartnerId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            project: stored_id(&row.project_id)?,
            organisation: stored_id(&row.organisation_id)?,
            part: stored_enum(&row.part, Part::parse)?,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            project_id: self.project.to_string(),
            organisation_id: self.organisation.to_string(),
            part: self.part.to_string(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }
}
