//! How a hub is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::Hub;

store::stored! {
    /// Rows of `hubs`.
    Hub as kind::Hub in "hubs" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        operator_id: String => operator,
        name: String => name,
        name_key: String = |hub| sort_key(&hub.name),
        status: String => status,
        established_on: Date => established_on,
        closed_on: Option<Date> => closed_on,
        decision_id: Option<String> => decision,
        yearly_budget_minor: Option<i64> => yearly_budget,
        status_reason: Option<String> => status_reason,
        demonstration: bool => demonstration,
    }
}

impl Record for Hub {
    const READ: Action = Action::ReadHubs;

    fn reach() -> Reach<Column> {
        Reach {
            hub: vec![Column::Id],
            council: vec![Column::CouncilId],
            organisation: vec![Column::OperatorId],
            ..Reach::default()
        }
    }
}
