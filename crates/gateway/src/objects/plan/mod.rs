//! Kompetensutvecklingsplan.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{DevelopmentPlanObject, DevelopmentPlanStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<DevelopmentPlanObject>::new(
        "developmentPlans",
        (
            "Kompetensutvecklingsplaner inom din räckvidd: din organisations, och ditt projekts utan sina rader.",
            "Development plans within your reach: your organisation's, and your project's without their lines.",
        ),
    )],
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
