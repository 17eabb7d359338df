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
        (
            "Anmäl gemensamt gap som behov hos branschrådet: ett steg för rådet och navet, som ser de gemensamma gapen.",
            "Report a common gap as a need of the industry council: a step of the council and the hub, who see the common gaps.",
        ),
        |app, request, command: ReportCommonGap| Box::pin(app.common_gap_reports.report(request, command)),
    )]
}
