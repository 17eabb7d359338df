//! Projektpart.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProjectPart, ProjectPartnerFilter, ProjectPartnerObject, ProjectPartnerOrder};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ProjectPartnerObject>::as_of(
        "projectPartners",
        projects::ProjectPartner::valid_on,
        (
            "Projektparter; offentliga, som projekten: alla genom tiderna, eller de som var med en dag.",
            "Project partners; public, as the projects: all over time, or those that took part on a day.",
        ),
        ("Parter den dagen.", "Partners on that day."),
    )],
    mutations,
    nodes: &[NodeKind::of::<ProjectPartnerObject>()],
    rules: &[projects::partner::rules::ALL],
    enumerations: &[Enumeration::of::<projects::partner::Part>()],
    events: &[
        ("ProjectPartnerAdded", "Parten lades till", "The partner was added"),
        ("ProjectPartnerChanged", "Parten ändrades", "The partner was changed"),
        ("ProjectPartnerFollowedUp", "Parten följdes upp", "The partner was followed up"),
        ("ProjectPartnerWithdrawn", "Parten återtogs", "The partner was withdrawn"),
    ],
};
