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
    events: &[
        ("HubClosed", "Navet lades ned", "The hub was closed"),
        ("HubEstablished", "Navet inrättades", "The hub was established"),
        ("HubMadePermanent", "Navet permanentades", "The hub was made permanent"),
        ("HubRevised", "Navets uppgifter ändrades", "The hub's details were changed"),
    ],
};
