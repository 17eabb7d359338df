//! Mätbart mål i en handlingsplan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{GoalMetric, PlanGoalObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<PlanGoalObject>::new(
        "planGoals",
        (
            "Mätbara mål i handlingsplaner som ett råd har antagit, och i det egna rådets utkast.",
            "Measurable goals of action plans that a council has adopted, and of drafts of your own council.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<PlanGoalObject>()],
    rules: &[industry_councils::plan_goal::rules::ALL],
    enumerations: &[Enumeration::of::<industry_councils::plan_goal::GoalMetric>()],
    events: &[("PlanGoalAdded", "Målet lades till", "The goal was added")],
};
