//! Resultat.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{OutcomeKind, OutcomeObject, OutcomeSource, OutcomeStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<OutcomeObject>::new(
        "outcomes",
        (
            "Resultat inom din räckvidd: dina egna, dina anställdas, ditt navs, ditt projekts.",
            "Outcomes within your reach: your own, your employees', your hub's, your project's.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<OutcomeObject>()],
    rules: &[efforts::outcome::rules::ALL],
    enumerations: &[
        Enumeration::of::<efforts::outcome::OutcomeKind>(),
        Enumeration::of::<efforts::outcome::OutcomeSource>(),
        Enumeration::of::<efforts::outcome::OutcomeStatus>(),
    ],
    events: &[
        ("OutcomeRecorded", "Resultatet registrerades", "The outcome was recorded"),
        ("OutcomeSuperseded", "Resultatet ersattes", "The outcome was superseded"),
    ],
};
