//! What can be done with workforce figures.

use access::Action;
use councils::{WorkforceSnapshot, workforce::ReportWorkforce};

use crate::{
    app::mutation,
    graph::{Changed, MutationField},
};

impl Changed for WorkforceSnapshot {
    const PAYLOAD: &'static str = "WorkforcePayload";
    const FIELD: &'static str = "workforceSnapshot";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![mutation(
        "reportWorkforce",
        &[Action::ReportWorkforce],
        ("Rapportera arbetsstyrka.", "Report a workforce."),
        |app, request, command: ReportWorkforce| Box::pin(app.workforce.report(request, command)),
    )]
}
