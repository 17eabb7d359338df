//! Medlem i ett yrkesnätverk.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{NetworkMemberFilter, NetworkMemberObject, NetworkMemberOrder};

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<NetworkMemberObject>::as_of(
        "networkMembers",
        workplaces::NetworkMember::staying_on,
        (
            "Medlemmar i yrkesnätverk inom din räckvidd: arbetsgivaren ser sina, projektet alla, en person sig själv.",
            "Members of professional networks within your reach: an employer sees its own, a project all, a person herself.",
        ),
        ("Medlemmar den dagen.", "Members on that day."),
    )],
    mutations,
    nodes: &[NodeKind::of::<NetworkMemberObject>()],
    rules: &[workplaces::network_member::rules::ALL],
    events: &[
        ("NetworkJoined", "Medlemmen gick med i nätverket", "The member joined the network"),
        ("NetworkLeft", "Medlemmen lämnade nätverket", "The member left the network"),
    ],
    ..Registration::NONE
};
