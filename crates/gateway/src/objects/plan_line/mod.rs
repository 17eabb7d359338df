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
    events: &[
        ("PlanLineAdded", "Raden lades till", "The line was added"),
        ("PlanLineChanged", "Raden ändrades", "The line was changed"),
        ("PlanLineCompleted", "Raden genomfördes", "The line was completed"),
    ],
    ..Registration::NONE
};
