//! How a goal of an action plan is stored.

use access::Action;
use kernel::{Result, id::ActionPlanId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::PlanGoal;
use crate::action_plan::published;

store::stored! {
    /// Rows of `plan_goals`.
    PlanGoal as kind::PlanGoal in "plan_goals" {
        id: String => id,
        version: i32 => version,
        priority_id: String => priority,
        plan_id: String => plan,
        council_id: String => council,
        year: i32 => year,
        title: String => title,
        metric: String => metric,
        unit: String => unit,
        baseline: i32 => baseline,
        target: i32 => target,
        due_on: Date => due_on,
        latest_value: Option<i32> => latest_value,
        latest_on: Option<Date> => latest_on,
        earlier_id: Option<String> => earlier,
    }
}

impl PlanGoal {
    /// Those of a plan.
    pub(crate) fn of_plan(plan: ActionPlanId) -> Filter<Column> {
        Filter::Is(Column::PlanId, Compare::Eq(plan.as_str().into()))
    }
}

impl Record for PlanGoal {
    const READ: Action = Action::ReadActionPlans;

    /// As open as its plan.
    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::PlanId)), ..Reach::default() }
    }
}
