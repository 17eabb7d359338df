//! Upphandling.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{ProcurementFilter, ProcurementObject, ProcurementOrder, ProcurementQuery};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;
use procurements::procurement::{ProcurementMethod, ProcurementRegime, ProcurementStatus, ServiceCategory, rules};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&ProcurementQuery],
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
