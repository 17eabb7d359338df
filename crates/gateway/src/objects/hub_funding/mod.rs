//! Finansiering av ett kompetensnav.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{HubFundingFilter, HubFundingKind, HubFundingObject, HubFundingOrder};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<HubFundingObject>()],
    rules: &[competence_hub::funding::rules::ALL],
    enumerations: &[Enumeration::of::<competence_hub::funding::FundingKind>()],
    events: &[
        ("HubFundingAdded", "Finansieringen lades till", "The funding was added"),
        ("HubFundingChanged", "Finansieringen ändrades", "The funding was changed"),
        ("HubFundingFollowedUp", "Finansieringen följdes upp", "The funding was followed up"),
    ],
    ..Registration::NONE
};
