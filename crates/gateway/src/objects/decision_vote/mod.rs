//! Röst på ett förslag.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{DecisionVoteFilter, DecisionVoteObject, DecisionVoteOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<DecisionVoteObject>()],
    rules: &[councils::meeting::vote::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::meeting::vote::VoteChoice>(),
        Enumeration::of::<councils::meeting::vote::DecisionVoteStatus>(),
    ],
    events: &[
        ("VoteCorrected", "Rösten rättades", "The vote was corrected"),
        ("VoteRecorded", "Rösten antecknades", "The vote was recorded"),
        ("VoteWithdrawn", "Rösten återtogs", "The vote was withdrawn"),
    ],
    ..Registration::NONE
};
