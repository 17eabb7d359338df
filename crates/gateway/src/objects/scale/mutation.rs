//! What can be done with level scales.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::{LevelScales, scale::DefineLevelScale};

use super::object::LevelScaleFields;
use crate::app::Mutation;

impl Changed for LevelScaleFields {
    const PAYLOAD: &'static str = "LevelScalePayload";
    const FIELD: &'static str = "scale";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![LevelScaleFields::mutation(
        "defineLevelScale",
        &[Action::ManageAnalysis],
        (
            "Fastställ nivåskala. Alla ser den och kan använda den.",
            "Define a level scale. Everyone sees it and may use it.",
        ),
        |app, request, command: DefineLevelScale| {
            Box::pin(async move { LevelScales::new(&app.db).define(request, command).await })
        },
    )]
}
