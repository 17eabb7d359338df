//! Utbildningstillfälle.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{OccasionFilter, OccasionObject, OccasionStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<OccasionObject>::new(
        "occasions",
        (
            "Utbildningstillfällen: offentliga från dagen då de bekräftas.",
            "Occasions: public from the day they are confirmed.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<OccasionObject>()],
    rules: &[efforts::occasion::rules::ALL],
    enumerations: &[Enumeration::of::<efforts::occasion::OccasionStatus>()],
    events: &[
        ("OccasionCancelled", "Tillfället ställdes in", "The occasion was cancelled"),
        ("OccasionConfirmed", "Tillfället bekräftades", "The occasion was confirmed"),
        ("OccasionFinished", "Tillfället avslutades", "The occasion was finished"),
        ("OccasionPlanned", "Tillfället planerades", "The occasion was planned"),
        ("OccasionRescheduled", "Tillfällets dagar ändrades", "The occasion's days were changed"),
        ("OccasionStarted", "Tillfället startade", "The occasion started"),
    ],
};
