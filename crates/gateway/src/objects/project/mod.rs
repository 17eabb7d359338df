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
        ("ProjectAppliedFor", "Ansökan lämnades in", "The application was handed in"),
        ("ProjectChangeDecided", "Ändringen beslutades", "The change was decided"),
        ("ProjectChangeRequested", "Ändringen begärdes", "A change was requested"),
        ("ProjectClosed", "Projektet avslutades", "The project was closed"),
        ("ProjectFinallyReported", "Slutrapporten lämnades", "The final report was handed in"),
        ("ProjectGranted", "Projektet beviljades", "The project was granted"),
        ("ProjectPredecessorLinked", "Projektet knöts till ett tidigare", "The project was linked to an earlier one"),
        ("ProjectRegistered", "Projektet registrerades", "The project was registered"),
        ("ProjectRejected", "Ansökan avslogs", "The application was rejected"),
        ("ProjectRevised", "Projektkortet ändrades", "The project's card was changed"),
        ("ProjectStarted", "Projektet startade", "The project started"),
        ("ProjectTerminated", "Projektet avbröts", "The project was terminated"),
    ],
};
