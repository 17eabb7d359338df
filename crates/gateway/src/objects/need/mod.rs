//! Kompetensbehov.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    NeedBasis, NeedCause, NeedFields, NeedFilter, NeedHorizon, NeedObject, NeedOrder, NeedStatus, TargetGroup,
};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<NeedObject>::new(
        "needs",
        (
            "Kompetensbehov inom din räckvidd: din organisations, ditt råds.",
            "Needs within your reach: your organisation's, your council's.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<NeedObject>()],
    rules: &[industry_councils::need::rules::ALL],
    enumerations: &[
        Enumeration::of::<industry_councils::need::NeedBasis>(),
        Enumeration::of::<industry_councils::need::NeedCause>(),
        Enumeration::of::<industry_councils::need::NeedEvidence>(),
        Enumeration::of::<industry_councils::need::NeedHorizon>(),
        Enumeration::of::<industry_councils::need::NeedStatus>(),
        Enumeration::of::<industry_councils::need::TargetGroup>(),
    ],
    events: &[
        ("NeedActionBegun", "Arbetet med behovet började", "Work on the need began"),
        ("NeedEndorsed", "Behovet förankrades", "The need was endorsed"),
        ("NeedLapsed", "Behovet avfördes", "The need lapsed"),
        ("NeedMerged", "Behovet slogs samman med ett annat", "The need was merged into another"),
        ("NeedMet", "Behovet tillgodosågs", "The need was met"),
        ("NeedPartlyMet", "Behovet tillgodosågs delvis", "The need was partly met"),
        ("NeedPrioritised", "Behovet prioriterades", "The need was prioritised"),
        ("NeedQualified", "Behovet kvalificerades", "The need was qualified"),
        ("NeedRejected", "Behovet avslogs", "The need was rejected"),
        ("NeedReported", "Behovet anmäldes", "The need was reported"),
        ("NeedTriageNoted", "Navet sorterade behovet", "The hub triaged the need"),
    ],
};
