//! Krav i en upphandling.

mod mutation;

pub use mutation::mutations;

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::{Label, command::Enumeration};
use procurements::{
    ProcurementRequirement,
    requirement::{ProcurementRequirementColumn as C, RequirementKind},
};

use crate::objects::{NodeKind, Registration, procurement::ProcurementObject};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<ProcurementRequirementObject>()],
    enumerations: &[Enumeration::of::<RequirementKind>()],
    events: &[
        ("ProcurementRequirementAdded", "Kravet lades till", "The requirement was added"),
        ("ProcurementRequirementChanged", "Kravet ändrades", "The requirement was changed"),
    ],
    ..Registration::NONE
};

pub type ProcurementRequirementObject = Object<ProcurementRequirementFields>;
pub type ProcurementRequirementFilter = FilterInput<ProcurementRequirementFields>;
pub type ProcurementRequirementOrder = OrderInput<ProcurementRequirementFields>;

type F = Field<ProcurementRequirementFields>;

/// The fields of [`ProcurementRequirement`].
pub struct ProcurementRequirementFields;

impl Fields for ProcurementRequirementFields {
    type Record = ProcurementRequirement;

    const NAME: &'static str = "ProcurementRequirement";
    const ABOUT: Label = Label {
        sv: "Upphandlingskrav: vad den som levererar måste göra.",
        en: "Procurement requirement: what the supplier must do.",
    };
    const TITLE: &'static str = "kind procurement { id title }";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ProcurementRequirementFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av krav.", "Kind of requirement.")).filtered().ordered(),
            F::text("text", C::Text, |row| &row.text, ("Vad som krävs.", "What is demanded.")),
            F::yes_no("mandatory", C::Mandatory, |row| row.mandatory,
                ("Obligatoriskt: ett anbud som inte uppfyller det avvisas.", "Mandatory: a quote that does not meet it is rejected.")).filtered(),
            F::the::<ProcurementObject>("procurement", C::ProcurementId, |row| row.procurement,
                ("Upphandling.", "Procurement.")).filtered().by_id(),
        ])
    }
}
