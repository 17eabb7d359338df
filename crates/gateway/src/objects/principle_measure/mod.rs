//! Åtgärd för en horisontell princip.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HorizontalPrinciple, PrincipleMeasureFilter, PrincipleMeasureObject, PrincipleMeasureOrder};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<PrincipleMeasureObject>::new(
        "principleMeasures",
        (
            "Åtgärder för de horisontella principerna; offentliga, som projekten.",
            "Measures for the horizontal principles; public, as the projects.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<PrincipleMeasureObject>()],
    enumerations: &[Enumeration::of::<projects::principle_measure::HorizontalPrinciple>()],
    events: &[
        ("PrincipleMeasureAdded", "Åtgärden lades till", "The measure was added"),
        ("PrincipleMeasureChanged", "Åtgärden ändrades", "The measure was changed"),
        ("PrincipleMeasureFollowedUp", "Åtgärden följdes upp", "The measure was followed up"),
    ],
    ..Registration::NONE
};
