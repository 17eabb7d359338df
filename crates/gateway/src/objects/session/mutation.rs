//! What can be done with sessions.

use access::Action;
use efforts::session::AddSession;
use graph::{Changed, MutationField};

use super::object::SessionFields;
use crate::app::Mutation;

impl Changed for SessionFields {
    const PAYLOAD: &'static str = "SessionPayload";
    const FIELD: &'static str = "session";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![SessionFields::mutation(
        "addSession",
        &[Action::PlanEffort],
        (
            "Lägg till kurstillfälle; det får inte överlappa ett annat av tillfället, eller ett annat i samma lokal hos anordnaren.",
            "Add a session; it may not overlap another of the occasion, nor another in the same room of the provider.",
        ),
        |app, request, command: AddSession| Box::pin(app.sessions.add(request, command)),
    )]
}
