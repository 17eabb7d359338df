//! How a hub's funding is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Filter, Reach, Record};

use super::entity::HubFunding;

store::stored! {
    /// Rows of `hub_fundings`.
    HubFunding as kind::HubFunding in "hub_fundings" {
        id: String => id,
        version: i32 => version,
        hub_id: String => hub,
        kind: String => kind,
        project_id: Option<String> => project,
        funder_id: Option<String> => funder,
        amount_minor: Option<i64> => amount,
        valid_from: Date => valid_from,
        valid_to: Option<Date> => valid_to,
        follow_up: Option<String> => follow_up,
        followed_up_on: Option<Date> => followed_up_on,
    }
}

impl HubFunding {
    /// Fundings that pay on `day`.
    pub fn paying_on(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::ValidFrom, Column::ValidTo, day)
    }
}

impl Record for HubFunding {
    const READ: Action = Action::ReadHubs;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], ..Reach::default() }
    }
}
