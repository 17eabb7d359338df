//! Yrkesnätverk.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    ProfessionalNetworkFilter, ProfessionalNetworkObject, ProfessionalNetworkOrder, ProfessionalNetworkQuery,
    ProfessionalNetworkStatus,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ProfessionalNetworkQuery],
    mutations,
    nodes: &[NodeKind::of::<ProfessionalNetworkObject>()],
    rules: &[workplaces::network::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::network::NetworkStatus>()],
    events: &["NetworkActivated", "NetworkClosed", "NetworkFormed", "NetworkRested"],
};
