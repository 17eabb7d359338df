//! How a business goal is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::BusinessGoal;

store::stored! {
    /// Rows of `business_goals`.
    BusinessGoal as kind::BusinessGoal in "business_goals" {
        id: String => id,
        organisation_id: String => organisation,
        statement: String => statement,
        valid_from: Date => valid_from,
        valid_to: Option<Date> => valid_to,
    }
}

impl Record for BusinessGoal {
    const READ: Action = Action::ReadRequirements;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
