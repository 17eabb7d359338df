//! How a reading of a goal is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::GoalReading;
use crate::action_plan::published;

store::stored! {
    /// Rows of `goal_readings`.
    GoalReading as kind::GoalReading in "goal_readings" {
        id: String => id,
        goal_id: String => goal,
        plan_id: String => plan,
        council_id: String => council,
        value: i32 => value,
        noted_on: Date => noted_on,
        note: Option<String> => note,
    }
}

impl Record for GoalReading {
    const READ: Action = Action::ReadActionPlans;

    /// As open as its plan, which was in force when it was noted.
    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::PlanId)), ..Reach::default() }
    }
}
