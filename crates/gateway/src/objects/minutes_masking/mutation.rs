//! What can be done with maskings.

use access::Action;
use councils::meeting::masking::{LiftMasking, MaskPassage, MaskPerson, Maskings};
use graph::{Changed, MutationField};

use super::object::MinutesMaskingFields;
use crate::app::Mutation;

impl Changed for MinutesMaskingFields {
    const PAYLOAD: &'static str = "MinutesMaskingPayload";
    const FIELD: &'static str = "masking";
}

const OWN: &[Action] = &[Action::PrepareMeeting];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        MinutesMaskingFields::mutation(
            "maskPassage",
            OWN,
            (
                "Maskera text i en paragraf, före eller efter justering. Andra än rådets egna läser ett märke med grunden.",
                "Mask a passage of a paragraph, before or after approval. Others than the council's own read a mark with the ground.",
            ),
            |app, request, command: MaskPassage| {
                Box::pin(async move { Maskings::new(&app.db).mask_passage(request, command).await })
            },
        ),
        MinutesMaskingFields::mutation(
            "maskPerson",
            OWN,
            (
                "Maskera namnet på den som satt för ett mandat, före eller efter justering. Andra än rådets egna och organisationen läser det ingenstans.",
                "Mask the name of whoever sat for a mandate, before or after approval. Others than the council's own and the organisation read it nowhere.",
            ),
            |app, request, command: MaskPerson| {
                Box::pin(async move { Maskings::new(&app.db).mask_person(request, command).await })
            },
        ),
        MinutesMaskingFields::mutation(
            "liftMasking",
            OWN,
            ("Häv maskering, med skäl.", "Lift a masking, with a reason."),
            |app, request, command: LiftMasking| {
                Box::pin(async move { Maskings::new(&app.db).lift(request, command).await })
            },
        )
        .taking(&["lift"]),
    ]
}
