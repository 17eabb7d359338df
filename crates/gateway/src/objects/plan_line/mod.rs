//! Rad i en kompetensutvecklingsplan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{PlanLineFilter, PlanLineObject, PlanLineOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<PlanLineObject>()],
    rules: &[workplaces::plan_line::rules::ALL],
    events: &["PlanLineAdded", "PlanLineChanged", "PlanLineCompleted"],
    ..Registration::NONE
};
