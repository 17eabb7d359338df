//! How the names of organisations are stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record, stored_id};

use super::name::{NameKind, OrganisationName, OrganisationNameId};

store::row! {
    /// One row of `organisation_names`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_names")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        organisation_id: String,
        name: String,
        valid_from: Date,
        valid_to: Option<Date>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl OrganisationName {
    /// The names borne on `day`.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ValidFrom, Compare::Lte(day.into())),
            Filter::Any(vec![
                Filter::Is(Column::ValidTo, Compare::Absent(true)),
                Filter::Is(Column::ValidTo, Compare::Gte(day.into())),
            ]),
        ])
    }
}

impl Record for OrganisationName {
    type Kind = NameKind;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadOrganisations;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }

    fn id(&self) -> OrganisationNameId {
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
            organisation: stored_id(&row.organisation_id)?,
            name: row.name,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            organisation_id: self.organisation.to_string(),
            name: self.name.clone(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }
}
