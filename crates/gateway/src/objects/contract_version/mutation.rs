//! What can be done with contracts.

use access::Action;
use graph::{Changed, MutationField};
use procurements::contract::{AmendContract, SignContract};

use super::object::ContractVersionFields;
use crate::app::Mutation;

impl Changed for ContractVersionFields {
    const PAYLOAD: &'static str = "ContractVersionPayload";
    const FIELD: &'static str = "contractVersion";
}

const OWN: &[Action] = &[Action::AwardProcurement];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ContractVersionFields::mutation(
            "signContract",
            OWN,
            (
                "Slut avtal, när avtalsspärren är över: leverantören blir anordnare för det som upphandlas, om ingen är angiven.",
                "Sign a contract, when the standstill is over: the supplier becomes the provider of what is procured, where none is named.",
            ),
            |app, request, command: SignContract| Box::pin(app.contract_versions.sign(request, command)),
        )
        .taking(&["contract"]),
        ContractVersionFields::mutation(
            "amendContract",
            OWN,
            (
                "Ändra avtal: en ny version, som länkas till den förra.",
                "Amend a contract: a new version, linked to the one before.",
            ),
            |app, request, command: AmendContract| Box::pin(app.contract_versions.amend(request, command)),
        ),
    ]
}
