//! How a need is stored.

use access::Action;
use kernel::{Result, TargetGroup, id::kind, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::entity::{Need, NeedBasis, NeedCause, NeedCodes, NeedHorizon, NeedStatus};

store::row! {
    /// One row of `needs`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "needs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        council_id: String,
        industry_council_id: Option<String>,
        organisation_id: Option<String>,
        title: String,
        title_key: String,
        description: Option<String>,
        status: String,
        basis: String,
        cause: String,
        horizon: String,
        target_group: String,
        skill_code: Option<String>,
        ssyk_code: Option<String>,
        occupation_code: Option<String>,
        sni_code: Option<String>,
        municipality_code: Option<String>,
        region_code: Option<String>,
        people_needed: i32,
        people_now: Option<i32>,
        needed_by: Option<Date>,
        reported_on: Date,
        endorsed_on: Option<Date>,
        merged_into_id: Option<String>,
        status_reason: Option<String>,
        demonstration: bool,
        record_key: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Need {
    type Kind = kind::Need;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadNeeds;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::NeedId {
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
            industry_council: stored_id_opt(row.industry_council_id.as_deref())?,
            organisation: stored_id_opt(row.organisation_id.as_deref())?,
            title: row.title,
            description: row.description,
            status: stored_enum(&row.status, NeedStatus::parse)?,
            basis: stored_enum(&row.basis, NeedBasis::parse)?,
            cause: stored_enum(&row.cause, NeedCause::parse)?,
            horizon: stored_enum(&row.horizon, NeedHorizon::parse)?,
            target_group: stored_enum(&row.target_group, TargetGroup::parse)?,
            codes: NeedCodes {
                skill: row.skill_code,
                ssyk: row.ssyk_code,
                occupation: row.occupation_code,
                sni: row.sni_code,
                municipality: row.municipality_code,
                region: row.region_code,
            },
            people_needed: row.people_needed,
            people_now: row.people_now,
            needed_by: row.needed_by,
            reported_on: row.reported_on,
            endorsed_on: row.endorsed_on,
            merged_into: stored_id_opt(row.merged_into_id.as_deref())?,
            status_reason: row.status_reason,
            demonstration: row.demonstration,
            record_key: row.record_key,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            council_id: self.council.to_string(),
            industry_council_id: self.industry_council.map(|id| id.to_string()),
            organisation_id: self.organisation.map(|id| id.to_string()),
            title: self.title.clone(),
            title_key: sort_key(&self.title),
            description: self.description.clone(),
            status: self.status.to_string(),
            basis: self.basis.to_string(),
            cause: self.cause.to_string(),
            horizon: self.horizon.to_string(),
            target_group: self.target_group.to_string(),
            skill_code: self.codes.skill.clone(),
            ssyk_code: self.codes.ssyk.clone(),
            occupation_code: self.codes.occupation.clone(),
            sni_code: self.codes.sni.clone(),
            municipality_code: self.codes.municipality.clone(),
            region_code: self.codes.region.clone(),
            people_needed: self.people_needed,
            people_now: self.people_now,
            needed_by: self.needed_by,
            reported_on: self.reported_on,
            endorsed_on: self.endorsed_on,
            merged_into_id: self.merged_into.map(|id| id.to_string()),
            status_reason: self.status_reason.clone(),
            demonstration: self.demonstration,
            record_key: self.record_key,
        }
    }
}
