//! How a hub's funding is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Money, Result, id::kind};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record, stored_enum, stored_id, stored_id_opt};

use super::entity::{FundingKind, HubFunding};

store::row! {
    /// One row of `hub_fundings`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hub_fundings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        hub_id: String,
        kind: String,
        project_id: Option<String>,
        funder_id: Option<String>,
        amount_minor: Option<i64>,
        valid_from: Date,
        valid_to: Option<Date>,
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl HubFunding {
    /// Fundings that pay on `day`.
    pub fn paying_on(day: NaiveDate) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ValidFrom, Compare::Lte(day.into())),
            Filter::Any(vec![
                Filter::Is(Column::ValidTo, Compare::Absent(true)),
                Filter::Is(Column::ValidTo, Compare::Gte(day.into())),
            ]),
        ])
    }
}

impl Record for HubFunding {
    type Kind = kind::HubFunding;
    type Entity = Entity;
    type ActiveModel = ActiveModel;
    const READ: Action = Action::ReadHubs;
    const ID: Column = Column::Id;
    const VERSION: Option<Column> = None;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], ..Reach::default() }
    }

    fn id(&self) -> kernel::id::HubFundingId {
        self.id
    }

    fn from_model(row: Model) -> Result<Self> {
        Ok(Self {
            id: stored_id(&row.id)?,
            hub: stored_id(&row.hub_id)?,
            kind: stored_enum(&row.kind, FundingKind::parse)?,
            project: stored_id_opt(row.project_id.as_deref())?,
            funder: stored_id_opt(row.funder_id.as_deref())?,
            amount: row.amount_minor.map(|minor| Money { minor }),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        })
    }

    fn to_model(&self) -> Model {
        Model {
            id: self.id.to_string(),
            hub_id: self.hub.to_string(),
            kind: self.kind.to_string(),
            project_id: self.project.map(|id| id.to_string()),
            funder_id: self.funder.map(|id| id.to_string()),
            amount_minor: self.amount.map(|money| money.minor),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        }
    }
}
