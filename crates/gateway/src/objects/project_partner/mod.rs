//! Projektpart.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProjectPart, ProjectPartnerFilter, ProjectPartnerObject, ProjectPartnerOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<ProjectPartnerObject>()],
    enumerations: &[Enumeration::of::<projects::partner::Part>()],
    events: &[
        ("ProjectPartnerAdded", "Parten lades till", "The partner was added"),
        ("ProjectPartnerChanged", "Parten ändrades", "The partner was changed"),
        ("ProjectPartnerFollowedUp", "Parten följdes upp", "The partner was followed up"),
    ],
    ..Registration::NONE
};
