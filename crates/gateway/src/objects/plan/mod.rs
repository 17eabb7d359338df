//! Kompetensutvecklingsplan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    DevelopmentPlanFilter, DevelopmentPlanObject, DevelopmentPlanOrder, DevelopmentPlanQuery, DevelopmentPlanStatus,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&DevelopmentPlanQuery],
    mutations,
    nodes: &[NodeKind::of::<DevelopmentPlanObject>()],
    rules: &[workplaces::plan::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::plan::PlanStatus>()],
    events: &[
        "DevelopmentPlanAdopted",
        "DevelopmentPlanBegun",
        "DevelopmentPlanCompleted",
        "DevelopmentPlanDrafted",
        "DevelopmentPlanReviewed",
        "DevelopmentPlanSuperseded",
    ],
};
