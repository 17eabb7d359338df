//! What can be done with common gaps.

use access::Action;
use graph::MutationField;
use industry_councils::common_gap::ReportCommonGap;

use crate::{app::Mutation, objects::need::NeedFields};

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![NeedFields::mutation(
        "reportCommonGap",
        &[Action::ReportNeed],
        ("Anmäl gemensamt gap som behov hos branschrådet.", "Report a common gap as a need of the industry council."),
        |app, request, command: ReportCommonGap| Box::pin(app.common_gap_reports.report(request, command)),
    )]
}
