//! What can be done with sessions.

use access::Action;
use efforts::{Session, session::AddSession};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for Session {
    const PAYLOAD: &'static str = "SessionPayload";
    const FIELD: &'static str = "session";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![mutation(
        "addSession",
        &[Action::PlanEffort],
        (
            "Lägg till kurstillfälle; det får inte överlappa ett annat av tillfället.",
            "Add a session; it may not overlap another of the occasion.",
        ),
        |app, request, command: AddSession| Box::pin(app.sessions.add(request, command)),
    )]
}
