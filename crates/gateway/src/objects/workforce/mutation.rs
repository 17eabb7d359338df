//! What can be done with workforce figures.

use access::Action;
use councils::workforce::ReportWorkforce;
use graph::{Changed, MutationField};

use super::object::WorkforceSnapshotFields;
use crate::app::Mutation;

impl Changed for WorkforceSnapshotFields {
    const PAYLOAD: &'static str = "WorkforcePayload";
    const FIELD: &'static str = "workforceSnapshot";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![WorkforceSnapshotFields::mutation(
        "reportWorkforce",
        &[Action::ReportWorkforce],
        ("Rapportera arbetsstyrka.", "Report a workforce."),
        |app, request, command: ReportWorkforce| Box::pin(app.workforce.report(request, command)),
    )]
}
