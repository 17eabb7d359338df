//! What can be done with representatives.

use access::Action;
use councils::{
    Representatives,
    representative::{CorrectRepresentative, EndRepresentation, NameRepresentative},
};
use graph::{Changed, MutationField};

use super::object::RepresentativeFields;
use crate::app::Mutation;

impl Changed for RepresentativeFields {
    const PAYLOAD: &'static str = "RepresentativePayload";
    const FIELD: &'static str = "representative";
}

/// Its own organisation says who sits for it; the council may note what came by letter.
const ANSWERING: &[Action] = &[Action::ManageOrganisation, Action::ManageCouncil];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        RepresentativeFields::mutation(
            "nameRepresentative",
            ANSWERING,
            (
                "Utse företrädare för organisationen på dess plats; den som sitter där nu slutar dagen före.",
                "Name who sits for the organisation on its seat; whoever sits there now ends the day before.",
            ),
            |app, request, command: NameRepresentative| {
                Box::pin(async move { Representatives::new(&app.db).name(request, command).await })
            },
        ),
        RepresentativeFields::mutation(
            "correctRepresentative",
            ANSWERING,
            (
                "Rätta företrädarens namn, och om det är offentligt.",
                "Correct the representative's name, and whether it is public.",
            ),
            |app, request, command: CorrectRepresentative| {
                Box::pin(async move { Representatives::new(&app.db).correct(request, command).await })
            },
        ),
        RepresentativeFields::mutation(
            "endRepresentation",
            ANSWERING,
            ("Avsluta uppdrag som företrädare.", "End a representation."),
            |app, request, command: EndRepresentation| {
                Box::pin(async move { Representatives::new(&app.db).end(request, command).await })
            },
        ),
    ]
}
