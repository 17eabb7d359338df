//! Projekt.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Precision, ProjectFilter, ProjectObject, ProjectStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ProjectObject>::new(
        "projects",
        ("Projekt; offentliga, som projektbanken.", "Projects; public, as the project bank."),
    )],
    mutations,
    nodes: &[NodeKind::of::<ProjectObject>()],
    rules: &[projects::project::rules::ALL],
    enumerations: &[
        Enumeration::of::<projects::project::Precision>(),
        Enumeration::of::<projects::project::ProjectStatus>(),
    ],
    events: &[
        "ProjectAppliedFor",
        "ProjectChangeDecided",
        "ProjectChangeRequested",
        "ProjectClosed",
        "ProjectFinallyReported",
        "ProjectGranted",
        "ProjectPredecessorLinked",
        "ProjectRegistered",
        "ProjectRejected",
        "ProjectRevised",
        "ProjectStarted",
        "ProjectTerminated",
    ],
};
