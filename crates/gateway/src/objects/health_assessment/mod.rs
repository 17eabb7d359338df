//! Skattning av friskfaktorn.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HealthAssessmentFilter, HealthAssessmentObject, HealthAssessmentOrder, HealthAssessmentQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&HealthAssessmentQuery],
    mutations,
    nodes: &[NodeKind::of::<HealthAssessmentObject>()],
    enumerations: &[Enumeration::of::<workplaces::health::HealthAnswer>()],
    events: &["HealthFactorAssessed"],
    ..Registration::NONE
};
