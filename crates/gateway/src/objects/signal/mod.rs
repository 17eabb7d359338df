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
    events: &["SignalArchived", "SignalAssessed", "SignalCaptured", "SignalLinked", "SignalRefuted"],
    ..Registration::NONE
};
