//! How an endorsement is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::entity::{Endorsement, EndorsementStatus};

store::row! {
    /// One row of `endorsements`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "endorsements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        need_id: String,
        council_id: String,
        industry_council_id: Option<String>,
        organisation_id: Option<String>,
        status: String,
        decided_on: Date,
        reference: String,
        statement: Option<String>,
        withdrawn_on: Option<Date>,
        status_reason: Option<String>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Endorsement {
    type Kind = kind::Endorsement;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadNeeds;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::EndorsementId {
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
            need: stored_id(&row.need_id)?,
            council: stored_id(&row.council_id)?,
            industry_council: stored_id_opt(row.industry_council_id.as_deref())?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            status: stored_enum(&row.status, EndorsementStatus::parse)?,
            decided_on: row.decided_on,
            reference: row.reference,
            statement: row.statement,
            withdrawn_on: row.withdrawn_on,
            status_reason: row.status_reason,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            need_id: self.need.to_string(),
            council_id: self.council.to_string(),
            industry_council_id: self.industry_council.map(|id| id.to_string()),
            organisation_id: self.organisation.map(|id| id.to_string()),
            status: self.status.to_string(),
            decided_on: self.decided_on,
            reference: self.reference.clone(),
            statement: self.statement.clone(),
            withdrawn_on: self.withdrawn_on,
            status_reason: self.status_reason.clone(),
        }
    }
}
