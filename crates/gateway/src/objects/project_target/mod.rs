//! Projektmål.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProjectTargetFilter, ProjectTargetKind, ProjectTargetObject, ProjectTargetOrder};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ProjectTargetObject>::new(
        "projectTargets",
        ("Projektmål; offentliga, som projekten.", "Project targets; public, as the projects."),
    )],
    mutations,
    nodes: &[NodeKind::of::<ProjectTargetObject>()],
    rules: &[projects::target::rules::ALL],
    enumerations: &[
        Enumeration::of::<projects::target::TargetKind>(),
        Enumeration::of::<projects::target::TargetScope>(),
        Enumeration::of::<projects::target::EffectLevel>(),
        Enumeration::of::<projects::target::TargetHorizon>(),
    ],
    events: &[
        ("ProjectTargetChanged", "Målet ändrades", "The target was changed"),
        ("ProjectTargetFollowedUp", "Målet följdes upp", "The target was followed up"),
        ("ProjectTargetSet", "Målet sattes", "The target was set"),
    ],
};
