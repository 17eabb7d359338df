//! Krav på en kompetens i en roll.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{SkillRequirementFilter, SkillRequirementObject, SkillRequirementOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<SkillRequirementObject>()],
    events: &[("SkillRequired", "Kravet angavs", "The requirement was stated")],
    ..Registration::NONE
};
