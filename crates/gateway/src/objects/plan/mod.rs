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
        ("DevelopmentPlanAdopted", "Planen beslutades", "The plan was adopted"),
        ("DevelopmentPlanBegun", "Planen påbörjades", "The plan was begun"),
        ("DevelopmentPlanCompleted", "Planen avslutades", "The plan was completed"),
        ("DevelopmentPlanDrafted", "Utkastet till plan skrevs", "The plan was drafted"),
        ("DevelopmentPlanReviewed", "Planen följdes upp", "The plan was reviewed"),
        ("DevelopmentPlanSuperseded", "Planen ersattes av en annan", "The plan was superseded by another"),
    ],
};
