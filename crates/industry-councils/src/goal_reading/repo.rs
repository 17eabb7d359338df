//! How a reading of a goal is stored.

use access::Action;
use kernel::Result;
use sea_orm::{Condition, entity::prelude::*, sea_query::Expr};
use store::{Reach, Record};

use super::entity::GoalReading;

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
        let open = Expr::cust(
            "goal_readings.plan_id IN (SELECT p.id FROM action_plans p WHERE p.status NOT IN ('DRAFT', 'CONSULTATION'))",
        );
        Reach { council: vec![Column::CouncilId], open: Some(Condition::all().add(open)), ..Reach::default() }
    }
}
