//! How a priority of an action plan is stored.

use access::Action;
use kernel::{Result, id::ActionPlanId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::PlanPriority;
use crate::action_plan::published;

store::stored! {
    /// Rows of `plan_priorities`.
    PlanPriority as kind::PlanPriority in "plan_priorities" {
        id: String => id,
        plan_id: String => plan,
        council_id: String => council,
        place: i32 => place,
        title: String => title,
        text: Option<String> => text,
        sni_code: Option<String> => sni,
        industry_council_id: Option<String> => industry_council,
    }
}

impl PlanPriority {
    /// Those of a plan.
    pub(crate) fn of_plan(plan: ActionPlanId) -> Filter<Column> {
        Filter::Is(Column::PlanId, Compare::Eq(plan.as_str().into()))
    }
}

impl Record for PlanPriority {
    const READ: Action = Action::ReadActionPlans;

    /// As open as its plan.
    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::PlanId)), ..Reach::default() }
    }
}
