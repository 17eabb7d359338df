//! Upphandling.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::ProcurementObject;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;
use procurements::procurement::{ProcurementMethod, ProcurementRegime, ProcurementStatus, ServiceCategory, rules};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<ProcurementObject>::new(
        "procurements",
        (
            "Upphandlingar: de som är annonserade eller tilldelade, och det egna navets, organisationens och projektets även tidigare.",
            "Procurements: those that are published or awarded, and your own hub's, organisation's and project's earlier too.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<ProcurementObject>()],
    rules: &[rules::ALL],
    enumerations: &[
        Enumeration::of::<ProcurementMethod>(),
        Enumeration::of::<ProcurementRegime>(),
        Enumeration::of::<ProcurementStatus>(),
        Enumeration::of::<ServiceCategory>(),
    ],
    events: &[
        "EffortProcured",
        "ProcurementAppealDismissed",
        "ProcurementAppealed",
        "ProcurementAwarded",
        "ProcurementCancelled",
        "ProcurementChanged",
        "ProcurementClosed",
        "ProcurementContractAmended",
        "ProcurementContracted",
        "ProcurementDelivered",
        "ProcurementEvaluationBegun",
        "ProcurementPlanned",
        "ProcurementPublished",
        "ProcurementSentBack",
        "ProcurementStandstillBegun",
    ],
};
