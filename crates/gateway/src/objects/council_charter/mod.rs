//! Arbetsordning.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilCharterFilter, CouncilCharterObject, CouncilCharterOrder, DecisionRule};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<CouncilCharterObject>()],
    rules: &[councils::charter::rules::ALL, councils::body::rules::ALL],
    enumerations: &[Enumeration::of::<councils::charter::DecisionRule>()],
    events: &[("CharterAdopted", "Arbetsordningen antogs", "The charter was adopted")],
    ..Registration::NONE
};
