//! Finansiering av ett kompetensnav.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HubFundingFilter, HubFundingKind, HubFundingObject, HubFundingOrder};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<HubFundingObject>::as_of(
        "hubFundings",
        competence_hub::HubFunding::paying_on,
        (
            "Finansiering av kompetensnav; offentlig: all genom tiderna, eller den som betalade en dag.",
            "Fundings of competence hubs; public: all over time, or those that paid on a day.",
        ),
        ("De som betalar den dagen.", "Those that pay on that day."),
    )],
    mutations,
    nodes: &[NodeKind::of::<HubFundingObject>()],
    rules: &[competence_hub::funding::rules::ALL],
    enumerations: &[Enumeration::of::<competence_hub::funding::FundingKind>()],
    events: &[
        ("HubFundingAdded", "Finansieringen lades till", "The funding was added"),
        ("HubFundingChanged", "Finansieringen ändrades", "The funding was changed"),
        ("HubFundingFollowedUp", "Finansieringen följdes upp", "The funding was followed up"),
    ],
};
