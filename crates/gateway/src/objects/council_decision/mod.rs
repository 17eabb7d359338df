//! Rådets beslut.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{CouncilDecisionFilter, CouncilDecisionObject, CouncilDecisionOrder, CouncilDecisionQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&CouncilDecisionQuery],
    mutations,
    nodes: &[NodeKind::of::<CouncilDecisionObject>()],
    rules: &[councils::meeting::decision::rules::ALL],
    enumerations: &[Enumeration::of::<councils::meeting::decision::CouncilDecisionStatus>()],
    events: &[
        "DecisionAdopted",
        "DecisionExecuted",
        "DecisionProposed",
        "DecisionRejected",
        "DecisionRescinded",
        "DecisionPostponed",
    ],
};
