//! How an organisation is stored.

use access::Action;
use kernel::{OrganisationNumber, Result, id::kind, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, instant, micros, stored_enum, stored_id};

use super::entity::{Organisation, OrganisationKind};

store::row! {
    /// One row of `organisations`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisations")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        number: Option<String>,
        number_is_personal: bool,
        name: String,
        name_key: String,
        kind: String,
        sni_code: Option<String>,
        municipality_code: Option<String>,
        demonstration: bool,
        created_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Organisation {
    type Kind = kind::Organisation;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadOrganisations;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::Id], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::OrganisationId {
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
            number: row.number.as_deref().map(OrganisationNumber::from_stored).transpose()?,
            name: row.name,
            kind: stored_enum(&row.kind, OrganisationKind::parse)?,
            sni: row.sni_code,
            municipality: row.municipality_code,
            demonstration: row.demonstration,
            created_at: instant(row.created_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            number: self.number.as_ref().map(|number| number.as_str().to_owned()),
            number_is_personal: self.number_is_personal(),
            name: self.name.clone(),
            name_key: sort_key(&self.name),
            kind: self.kind.to_string(),
            sni_code: self.sni.clone(),
            municipality_code: self.municipality.clone(),
            demonstration: self.demonstration,
            created_at: micros(self.created_at),
        }
    }
}
