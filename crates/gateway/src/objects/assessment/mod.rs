//! Bedömning av en anställds nivå.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{AssessedBy, SkillAssessmentFilter, SkillAssessmentObject, SkillAssessmentOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<SkillAssessmentObject>()],
    rules: &[workplaces::assessment::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::assessment::AssessedBy>()],
    events: &[("SkillAssessed", "Färdigheten bedömdes", "The skill was assessed")],
    ..Registration::NONE
};
