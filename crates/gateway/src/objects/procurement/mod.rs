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
        ("EffortProcured", "En insats knöts till upphandlingen", "An effort was tied to the procurement"),
        ("ProcurementAppealDismissed", "Överprövningen avslogs", "The appeal was dismissed"),
        ("ProcurementAppealed", "Upphandlingen överprövades", "The procurement was appealed"),
        ("ProcurementAwarded", "Kontraktet tilldelades", "The contract was awarded"),
        ("ProcurementCancelled", "Upphandlingen avbröts", "The procurement was cancelled"),
        ("ProcurementChanged", "Upphandlingen ändrades", "The procurement was changed"),
        ("ProcurementClosed", "Upphandlingen avslutades", "The procurement was closed"),
        ("ProcurementContractAmended", "Avtalet ändrades", "The contract was amended"),
        ("ProcurementContracted", "Avtalet slöts", "The contract was signed"),
        ("ProcurementDelivered", "Leveransen godkändes", "The delivery was acknowledged"),
        ("ProcurementEvaluationBegun", "Utvärderingen började", "The evaluation began"),
        ("ProcurementPlanned", "Upphandlingen planerades", "The procurement was planned"),
        ("ProcurementPublished", "Upphandlingen annonserades", "The procurement was published"),
        ("ProcurementSentBack", "Upphandlingen ska rättas", "The procurement is to be corrected"),
        ("ProcurementStandstillBegun", "Avtalsspärren började", "The standstill began"),
    ],
};
