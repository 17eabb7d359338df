//! Yrkesnätverk.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProfessionalNetworkObject, ProfessionalNetworkStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ProfessionalNetworkObject>::new(
        "professionalNetworks",
        (
            "Yrkesnätverk; offentliga. Deras medlemmar är det inte.",
            "Professional networks; public. Their members are not.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<ProfessionalNetworkObject>()],
    rules: &[workplaces::network::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::network::NetworkStatus>()],
    events: &[
        ("NetworkActivated", "Nätverket blev aktivt", "The network became active"),
        ("NetworkClosed", "Nätverket lades ned", "The network was closed"),
        ("NetworkFormed", "Nätverket bildades", "The network was formed"),
        ("NetworkRested", "Nätverket blev vilande", "The network became dormant"),
    ],
};
