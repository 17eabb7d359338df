//! What can be done with charters.

use access::Action;
use councils::{CouncilCharters, charter::AdoptCharter};
use graph::{Changed, MutationField};

use super::object::CouncilCharterFields;
use crate::app::Mutation;

impl Changed for CouncilCharterFields {
    const PAYLOAD: &'static str = "CouncilCharterPayload";
    const FIELD: &'static str = "charter";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![CouncilCharterFields::mutation(
        "adoptCharter",
        &[Action::ManageCouncil],
        (
            "Anta arbetsordning för råd eller branschråd; den föregående slutar gälla dagen före.",
            "Adopt a charter of a council or an industry council; the one before it ends the day before.",
        ),
        |app, request, command: AdoptCharter| {
            Box::pin(async move { CouncilCharters::new(&app.db, &app.bodies).adopt(request, command).await })
        },
    )]
}
