//! What can be done with contracts.

use access::Action;
use graph::{Changed, MutationField};
use procurements::{
    ContractVersions,
    contract::{AmendContract, SignContract},
};

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
            ("Slut avtal, när avtalsspärren är över.", "Sign a contract, when the standstill is over."),
            |app, request, command: SignContract| {
                Box::pin(async move { ContractVersions::new(&app.db).sign(request, command).await })
            },
        )
        .taking(&["contract"]),
        ContractVersionFields::mutation(
            "amendContract",
            OWN,
            (
                "Ändra avtal: en ny version, som länkas till den förra.",
                "Amend a contract: a new version, linked to the one before.",
            ),
            |app, request, command: AmendContract| {
                Box::pin(async move { ContractVersions::new(&app.db).amend(request, command).await })
            },
        ),
    ]
}
