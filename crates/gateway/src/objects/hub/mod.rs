//! Kompetensnav.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HubFilter, HubObject, HubStatus};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<HubObject>::new("hubs", ("Kompetensnav; offentliga.", "Competence hubs; public."))],
    mutations,
    nodes: &[NodeKind::of::<HubObject>()],
    rules: &[competence_hub::hub::rules::ALL],
    enumerations: &[Enumeration::of::<competence_hub::hub::HubStatus>()],
    events: &["HubClosed", "HubEstablished", "HubMadePermanent", "HubRevised"],
};
