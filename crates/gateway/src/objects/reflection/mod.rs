//! Reflektionstillfälle.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::ReflectionObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ReflectionObject>::new(
        "reflections",
        (
            "Reflektioner inom din räckvidd: den egna organisationens, och de som hållits inom ditt projekt.",
            "Reflections within your reach: your own organisation's, and those held within your project.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<ReflectionObject>()],
    rules: &[workplaces::reflection::rules::ALL],
    enumerations: &[
        Enumeration::of::<workplaces::reflection::InsightTheme>(),
        Enumeration::of::<workplaces::reflection::ReflectionKind>(),
        Enumeration::of::<workplaces::reflection::ReflectionStatus>(),
    ],
    events: &[
        "ReflectionActionsAgreed",
        "ReflectionCancelled",
        "ReflectionFollowedUp",
        "ReflectionHeld",
        "ReflectionNotesShared",
        "ReflectionPlanned",
    ],
};
