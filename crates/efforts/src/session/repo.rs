//! How a session is stored.

use access::Action;
use kernel::{Result, id::kind};
use sea_orm::{Condition, entity::prelude::*, sea_query::Expr};
use store::{Reach, Record, instant, micros, stored_enum, stored_id, stored_id_opt};

use super::entity::Session;
use crate::effort::Delivery;

store::row! {
    /// One row of `sessions`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        occasion_id: String,
        hub_id: String,
        council_id: String,
        project_id: Option<String>,
        provider_id: Option<String>,
        starts_at: i64,
        ends_at: i64,
        place: Option<String>,
        delivery: String,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Record for Session {
    type Kind = kind::Session;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadEfforts;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    /// As open as its occasion.
    fn reach() -> Reach<Column> {
        let open = Expr::cust("sessions.occasion_id IN (SELECT o.id FROM occasions o WHERE o.status <> 'PLANNED')");
        Reach {
            provider: vec![Column::ProviderId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(open)),
            ..Reach::default()
        }
    }

    fn id(&self) -> kernel::id::SessionId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            occasion: stored_id(&row.occasion_id)?,
            hub: stored_id(&row.hub_id)?,
            council: stored_id(&row.council_id)?,
            project: stored_id_opt(row.project_id.as_deref())?,
            provider: stored_id_opt(row.provider_id.as_deref())?,
            starts_at: instant(row.starts_at)?,
            ends_at: instant(row.ends_at)?,
            place: row.place,
            delivery: stored_enum(&row.delivery, Delivery::parse)?,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            occasion_id: self.occasion.to_string(),
            hub_id: self.hub.to_string(),
            council_id: self.council.to_string(),
            project_id: self.project.map(|id| id.to_string()),
            provider_id: self.provider.map(|id| id.to_string()),
            starts_at: micros(self.starts_at),
            ends_at: micros(self.ends_at),
            place: self.place.clone(),
            delivery: self.delivery.to_string(),
        }
    }
}
