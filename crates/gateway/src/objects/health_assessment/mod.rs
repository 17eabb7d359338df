//! Skattning av friskfaktorn.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::HealthAssessmentObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<HealthAssessmentObject>::new(
        "healthAssessments",
        (
            "Skattningar av friskfaktorn inom din räckvidd: den egna organisationens.",
            "Assessments of the health factor within your reach: your own organisation's.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<HealthAssessmentObject>()],
    enumerations: &[Enumeration::of::<workplaces::health::HealthAnswer>()],
    events: &[("HealthFactorAssessed", "Friskfaktorn skattades", "The health factor was assessed")],
    ..Registration::NONE
};
