//! Reflektionstillfälle.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ReflectionFilter, ReflectionObject, ReflectionOrder, ReflectionQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ReflectionQuery],
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
