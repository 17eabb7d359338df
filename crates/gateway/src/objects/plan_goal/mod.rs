//! Mätbart mål i en handlingsplan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{GoalMetric, PlanGoalFilter, PlanGoalObject, PlanGoalOrder, PlanGoalQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&PlanGoalQuery],
    mutations,
    nodes: &[NodeKind::of::<PlanGoalObject>()],
    rules: &[industry_councils::plan_goal::rules::ALL],
    enumerations: &[Enumeration::of::<industry_councils::plan_goal::GoalMetric>()],
    events: &["PlanGoalAdded"],
};
