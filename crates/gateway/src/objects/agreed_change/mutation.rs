//! What can be done with agreed changes.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{
    AgreedChanges,
    agreed_change::{AgreeChange, CompleteChange},
};

use super::AgreedChangeFields;
use crate::app::Mutation;

impl Changed for AgreedChangeFields {
    const PAYLOAD: &'static str = "AgreedChangePayload";
    const FIELD: &'static str = "change";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        AgreedChangeFields::mutation(
            "agreeChange",
            &[Action::LeadReflection],
            (
                "Kom överens om en förändring efter en reflektion; den kan leda till flera.",
                "Agree a change after a reflection, which may lead to several.",
            ),
            |app, request, command: AgreeChange| {
                Box::pin(async move { AgreedChanges::new(&app.db).agree(request, command).await })
            },
        )
        .taking(&["agreeChange"]),
        AgreedChangeFields::mutation(
            "completeChange",
            &[Action::LeadReflection],
            (
                "Anteckna att en förändring är genomförd, och vad den ledde till.",
                "Note that a change is done, and what came of it.",
            ),
            |app, request, command: CompleteChange| {
                Box::pin(async move { AgreedChanges::new(&app.db).complete(request, command).await })
            },
        ),
    ]
}
