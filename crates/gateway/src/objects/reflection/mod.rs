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
        ("ReflectionActionsAgreed", "Förändringar kom man överens om", "Changes were agreed"),
        ("ReflectionCancelled", "Reflektionen ställdes in", "The reflection was cancelled"),
        ("ReflectionFollowedUp", "Reflektionen följdes upp", "The reflection was followed up"),
        ("ReflectionHeld", "Reflektionen hölls", "The reflection was held"),
        ("ReflectionNotesShared", "Anteckningarna delades", "The notes were shared"),
        ("ReflectionPlanned", "Reflektionen planerades", "The reflection was planned"),
    ],
};
