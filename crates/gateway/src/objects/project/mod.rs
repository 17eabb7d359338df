//! Projekt.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{Precision, ProjectFilter, ProjectObject, ProjectOrder, ProjectQuery, ProjectStatus};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ProjectQuery],
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
