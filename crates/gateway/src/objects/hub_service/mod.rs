//! Tjänst hos ett kompetensnav.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HubServiceFilter, HubServiceKind, HubServiceObject, HubServiceOrder};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<HubServiceObject>::new(
        "hubServices",
        ("Kompetensnavens tjänster; offentliga.", "Services of the competence hubs; public."),
    )],
    mutations,
    nodes: &[NodeKind::of::<HubServiceObject>()],
    rules: &[competence_hub::hub_service::rules::ALL],
    enumerations: &[Enumeration::of::<competence_hub::hub_service::HubServiceKind>()],
    events: &[
        ("HubServiceAdded", "Tjänsten lades till", "The service was added"),
        ("HubServiceChanged", "Tjänsten ändrades", "The service was changed"),
    ],
};
