//! What can be done with needs.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::need::{MergeNeed, QualifyNeed, ReportNeed, SettleNeed};

use super::object::NeedFields;
use crate::app::Mutation;

impl Changed for NeedFields {
    const PAYLOAD: &'static str = "NeedPayload";
    const FIELD: &'static str = "need";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        NeedFields::mutation(
            "reportNeed",
            &[Action::ReportNeed],
            ("Anmäl behov.", "Report a need."),
            |app, request, command: ReportNeed| Box::pin(app.needs.report(request, command)),
        ),
        NeedFields::mutation(
            "qualifyNeed",
            &[Action::QualifyNeed],
            (
                "Kvalificera behov: koda det så att det kan jämföras.",
                "Qualify a need: code it so that it can be compared.",
            ),
            |app, request, command: QualifyNeed| Box::pin(app.needs.qualify(request, command)),
        )
        .taking(&["qualify"]),
        NeedFields::mutation(
            "settleNeed",
            &[Action::QualifyNeed],
            ("Avsluta behov, med skäl.", "Settle a need, with a reason."),
            |app, request, c: SettleNeed| {
                Box::pin(async move {
                    let (verb, follow_up) = (c.settlement.verb(), c.follow_up.as_deref());
                    app.needs.settle(request, c.id, c.expected_version, verb, follow_up, &c.reason).await
                })
            },
        )
        .taking(&["meet", "meetPartly", "lapse", "reject"]),
        NeedFields::mutation(
            "mergeNeed",
            &[Action::QualifyNeed],
            ("Slå samman behov.", "Merge a need into another."),
            |app, request, c: MergeNeed| Box::pin(app.needs.merge(request, c.id, c.expected_version, c.into)),
        )
        .taking(&["merge"]),
    ]
}
