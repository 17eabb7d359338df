//! Signal.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{SignalObject, SignalSource, SignalStatus, SteepCategory};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<SignalObject>::new(
        "signals",
        ("Signaler inom din räckvidd: ditt råds.", "Signals within your reach: your council's."),
    )],
    mutations,
    nodes: &[NodeKind::of::<SignalObject>()],
    enumerations: &[
        Enumeration::of::<industry_councils::signal::SignalSource>(),
        Enumeration::of::<industry_councils::signal::SignalStatus>(),
        Enumeration::of::<industry_councils::signal::SteepCategory>(),
    ],
    events: &[
        ("SignalArchived", "Signalen arkiverades", "The signal was archived"),
        ("SignalAssessed", "Signalen bedömdes", "The signal was assessed"),
        ("SignalCaptured", "Signalen fångades", "The signal was captured"),
        ("SignalLinked", "Signalen kopplades", "The signal was linked"),
        ("SignalRefuted", "Signalen avfärdades", "The signal was refuted"),
    ],
    ..Registration::NONE
};
