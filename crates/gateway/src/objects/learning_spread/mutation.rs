//! What can be done with spreads of learning.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::spread::RecordLearningSpread;

use super::LearningSpreadFields;
use crate::app::Mutation;

impl Changed for LearningSpreadFields {
    const PAYLOAD: &'static str = "LearningSpreadPayload";
    const FIELD: &'static str = "spread";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![LearningSpreadFields::mutation(
        "recordLearningSpread",
        &[Action::LeadReflection],
        (
            "Registrera spridning: någon berättade på arbetsplatsträffen om en insats, och så många kolleger hörde det.",
            "Record a spread: someone told of an effort at the staff meeting, and so many colleagues heard of it.",
        ),
        |app, request, command: RecordLearningSpread| Box::pin(app.learning_spreads.record(request, command)),
    )]
}
