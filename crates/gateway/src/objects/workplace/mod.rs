//! Arbetsplats.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::WorkplaceObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<WorkplaceObject>::new(
        "workplaces",
        (
            "Arbetsplatser inom din räckvidd: den egna organisationens.",
            "Workplaces within your reach: your own organisation's.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<WorkplaceObject>()],
    rules: &[workplaces::workplace::rules::ALL],
    events: &[
        ("WorkplaceChanged", "Arbetsplatsens uppgifter ändrades", "The workplace's details were changed"),
        ("WorkplaceClosed", "Arbetsplatsen lades ned", "The workplace was closed"),
        ("WorkplaceRegistered", "Arbetsplatsen registrerades", "The workplace was registered"),
    ],
    ..Registration::NONE
};
