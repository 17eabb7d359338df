//! Rådets beslut.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::CouncilDecisionObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<CouncilDecisionObject>::new(
        "councilDecisions",
        (
            "Rådsbeslut inom din räckvidd: ditt råds, och allas vars justerade protokoll är offentliga.",
            "Council decisions within your reach: your council's, and everyone's whose approved minutes are public.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<CouncilDecisionObject>()],
    rules: &[councils::meeting::decision::rules::ALL],
    enumerations: &[Enumeration::of::<councils::meeting::decision::CouncilDecisionStatus>()],
    events: &[
        ("DecisionAdopted", "Förslaget bifölls", "The proposal was adopted"),
        ("DecisionExecuted", "Beslutet verkställdes", "The decision was executed"),
        ("DecisionProposed", "Förslaget lades fram", "The proposal was made"),
        ("DecisionRejected", "Förslaget avslogs", "The proposal was rejected"),
        ("DecisionRescinded", "Beslutet upphävdes", "The decision was rescinded"),
        ("DecisionPostponed", "Ärendet bordlades", "The item was postponed"),
    ],
};
