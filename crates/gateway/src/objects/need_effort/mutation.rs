//! What can be done with links between needs and efforts.

use access::Action;
use competence_hub::need_effort::LinkEffort;
use graph::{Changed, MutationField};

use super::object::NeedEffortFields;
use crate::app::Mutation;

impl Changed for NeedEffortFields {
    const PAYLOAD: &'static str = "NeedEffortPayload";
    const FIELD: &'static str = "link";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![NeedEffortFields::mutation(
        "linkEffortToNeed",
        &[Action::TriageNeed],
        (
            "Koppla insats till behov: åtgärden av behovet börjar.",
            "Link an effort to a need: the need's action begins.",
        ),
        |app, request, command: LinkEffort| Box::pin(app.need_efforts.link(request, command)),
    )]
}
