//! Ledamotskap.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    MembershipFilter, MembershipObject, MembershipOrder, MembershipQuery, MembershipStatus, SeatKind, Standing,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&MembershipQuery],
    mutations,
    nodes: &[NodeKind::of::<MembershipObject>()],
    rules: &[councils::membership::rules::ALL],
    enumerations: &[
        Enumeration::of::<councils::membership::MembershipStatus>(),
        Enumeration::of::<councils::membership::SeatKind>(),
        Enumeration::of::<councils::membership::Standing>(),
    ],
    events: &[
        "InvitationAccepted",
        "InvitationDeclined",
        "MandateEnded",
        "MandateStarted",
        "MemberInvited",
        "MemberReturned",
        "MemberWentOnLeave",
    ],
};
