//! Verksamhetsmål.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::BusinessGoalObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<BusinessGoalObject>::new(
        "businessGoals",
        (
            "Verksamhetsmål inom din räckvidd: den egna organisationens.",
            "Business goals within your reach: your own organisation's.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<BusinessGoalObject>()],
    rules: &[workplaces::goal::rules::ALL],
    events: &[("BusinessGoalSet", "Verksamhetsmålet sattes", "The business goal was set")],
    ..Registration::NONE
};
