//! Bestående resultat.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{StillInUse, SustainedResultObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<SustainedResultObject>::new(
        "sustainedResults",
        (
            "Bestående resultat; offentliga, som projekten som började dem.",
            "Sustained results; public, as the projects that began them.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<SustainedResultObject>()],
    rules: &[workplaces::sustained::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::sustained::StillInUse>()],
    events: &[(
        "SustainedResultRecorded",
        "Det bestående resultatet registrerades",
        "The sustained result was recorded",
    )],
};
