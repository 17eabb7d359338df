//! Signal.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{SignalFilter, SignalObject, SignalOrder, SignalQuery, SignalSource, SignalStatus, SteepCategory};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&SignalQuery],
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
