//! Medlem i ett yrkesnätverk.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{NetworkMemberFilter, NetworkMemberObject, NetworkMemberOrder};

use crate::objects::{NodeKind, Registration};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<NetworkMemberObject>()],
    rules: &[workplaces::network_member::rules::ALL],
    events: &[
        ("NetworkJoined", "Medlemmen gick med i nätverket", "The member joined the network"),
        ("NetworkLeft", "Medlemmen lämnade nätverket", "The member left the network"),
    ],
    ..Registration::NONE
};
