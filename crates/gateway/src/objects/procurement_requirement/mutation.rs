//! What can be done with requirements of procurements.

use access::Action;
use graph::{Changed, MutationField};
use procurements::{
    ProcurementRequirements,
    requirement::{AddProcurementRequirement, ChangeProcurementRequirement},
};

use super::ProcurementRequirementFields;
use crate::app::Mutation;

impl Changed for ProcurementRequirementFields {
    const PAYLOAD: &'static str = "ProcurementRequirementPayload";
    const FIELD: &'static str = "requirement";
}

const OWN: &[Action] = &[Action::ManageProcurement];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ProcurementRequirementFields::mutation(
            "addProcurementRequirement",
            OWN,
            ("Ställ krav i en planerad upphandling.", "Make a requirement of a planned procurement."),
            |app, request, command: AddProcurementRequirement| {
                Box::pin(async move { ProcurementRequirements::new(&app.db).add(request, command).await })
            },
        ),
        ProcurementRequirementFields::mutation(
            "changeProcurementRequirement",
            OWN,
            ("Ändra krav i en planerad upphandling.", "Change a requirement of a planned procurement."),
            |app, request, command: ChangeProcurementRequirement| {
                Box::pin(async move { ProcurementRequirements::new(&app.db).change(request, command).await })
            },
        ),
    ]
}
