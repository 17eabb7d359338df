//! What can be done with endorsements.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::endorsement::{EndorseNeed, WithdrawEndorsement};

use super::EndorsementFields;
use crate::app::Mutation;

impl Changed for EndorsementFields {
    const PAYLOAD: &'static str = "EndorsementPayload";
    const FIELD: &'static str = "endorsement";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        EndorsementFields::mutation(
            "endorseNeed",
            &[Action::EndorseNeed],
            ("Förankra behov: rådets beslut att stå bakom det.", "Endorse a need: the council's decision to back it."),
            |app, request, command: EndorseNeed| Box::pin(app.endorsements.endorse(request, command)),
        ),
        EndorsementFields::mutation(
            "withdrawEndorsement",
            &[Action::EndorseNeed],
            (
                "Återta förankring, med skäl; behovet behåller sin status.",
                "Withdraw an endorsement, with a reason; the need keeps its status.",
            ),
            |app, request, c: WithdrawEndorsement| {
                Box::pin(async move { app.endorsements.withdraw(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["withdraw"]),
    ]
}
