//! How an effort is stored.

use access::Action;
use kernel::{Result, TargetGroup, id::kind, text::sort_key};
use sea_orm::{Condition, entity::prelude::*};
use store::{Reach, Record, instant, micros, stored_enum, stored_id, stored_id_opt};

use super::entity::{Delivery, Effort, EffortCodes, EffortKind, EffortStatus};

store::row! {
    /// One row of `efforts`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "efforts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        version: i32,
        hub_id: String,
        council_id: String,
        project_id: Option<String>,
        provider_id: Option<String>,
        title: String,
        title_key: String,
        description: Option<String>,
        kind: String,
        status: String,
        delivery: String,
        target_group: String,
        skill_code: Option<String>,
        ssyk_code: Option<String>,
        sni_code: Option<String>,
        sun_field_code: Option<String>,
        hours: i32,
        reusable: bool,
        accessibility: Option<String>,
        status_reason: Option<String>,
        demonstration: bool,
        created_at: i64,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Effort {
    type Kind = kind::Effort;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadEfforts;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = Some(Column::Version);

    /// The catalogue is public from the day an effort is scheduled; ideas, plans and cancellations are the hub's.
    fn reach() -> Reach<Column> {
        use EffortStatus as S;
        let open = [S::Scheduled, S::Open, S::Running, S::Completed, S::FollowedUp, S::Closed];
        Reach {
            provider: vec![Column::ProviderId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(Column::Status.is_in(open.map(S::as_str)))),
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::EffortId {
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
            hub: stored_id(&row.hub_id)?,
            council: stored_id(&row.council_id)?,
            project: stored_id_opt(row.project_id.as_deref())?,
            provider: stored_id_opt(row.provider_id.as_deref())?,
            title: row.title,
            description: row.description,
            kind: stored_enum(&row.kind, EffortKind::parse)?,
            status: stored_enum(&row.status, EffortStatus::parse)?,
            delivery: stored_enum(&row.delivery, Delivery::parse)?,
            target_group: stored_enum(&row.target_group, TargetGroup::parse)?,
            codes: EffortCodes {
                skill: row.skill_code,
                ssyk: row.ssyk_code,
                sni: row.sni_code,
                sun_field: row.sun_field_code,
            },
            hours: row.hours,
            reusable: row.reusable,
            accessibility: row.accessibility,
            status_reason: row.status_reason,
            demonstration: row.demonstration,
            created_at: instant(row.created_at)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            version: self.version,
            hub_id: self.hub.to_string(),
            council_id: self.council.to_string(),
            project_id: self.project.map(|id| id.to_string()),
            provider_id: self.provider.map(|id| id.to_string()),
            title: self.title.clone(),
            title_key: sort_key(&self.title),
            description: self.description.clone(),
            kind: self.kind.to_string(),
            status: self.status.to_string(),
            delivery: self.delivery.to_string(),
            target_group: self.target_group.to_string(),
            skill_code: self.codes.skill.clone(),
            ssyk_code: self.codes.ssyk.clone(),
            sni_code: self.codes.sni.clone(),
            sun_field_code: self.codes.sun_field.clone(),
            hours: self.hours,
            reusable: self.reusable,
            accessibility: self.accessibility.clone(),
            status_reason: self.status_reason.clone(),
            demonstration: self.demonstration,
            created_at: micros(self.created_at),
        }
    }
}
