//! How an industry council is stored.

use access::Action;
use kernel::{Result, id::kind, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id};

use super::entity::{IndustryCouncil, IndustryCouncilStatus};

store::row! {
    /// One row of `industry_councils`. `sni_codes` holds codes with a space around each, so that one is found whole.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "industry_councils")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        council_id: String,
        name: String,
        name_key: String,
        status: String,
        sni_codes: String,
        established_on: Option<Date>,
        decision_reference: Option<String>,
        demonstration: bool,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for IndustryCouncil {
    type Kind = kind::IndustryCouncil;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadCouncils;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::IndustryCouncilId {
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
            name: row.name,
            status: stored_enum(&row.status, IndustryCouncilStatus::parse)?,
            sni: row.sni_codes.split_whitespace().map(str::to_owned).collect(),
            established_on: row.established_on,
            decision_reference: row.decision_reference,
            demonstration: row.demonstration,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            council_id: self.council.to_string(),
            name: self.name.clone(),
            name_key: sort_key(&self.name),
            status: self.status.to_string(),
            sni_codes: format!(" {} ", self.sni.join(" ")),
            established_on: self.established_on,
            decision_reference: self.decision_reference.clone(),
            demonstration: self.demonstration,
        }
    }
}
