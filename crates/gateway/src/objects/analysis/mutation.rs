//! What can be done with competence analyses.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::analysis::{
    CalculateGaps, CollectAnalysisData, PublishAnalysis, StartAnalysis, SupersedeAnalysis, ValidateAnalysis,
};

use super::object::CompetenceAnalysisFields;
use crate::app::Mutation;

impl Changed for CompetenceAnalysisFields {
    const PAYLOAD: &'static str = "CompetenceAnalysisPayload";
    const FIELD: &'static str = "analysis";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        CompetenceAnalysisFields::mutation(
            "startAnalysis",
            &[Action::ManageAnalysis],
            ("Påbörja kompetensanalys.", "Start a competence analysis."),
            |app, request, command: StartAnalysis| Box::pin(app.competence_analyses.start(request, command)),
        ),
        CompetenceAnalysisFields::mutation(
            "collectAnalysisData",
            &[Action::ManageAnalysis],
            ("Börja inventeringen: nivåerna kan bedömas.", "Begin the data collection: levels may be assessed."),
            |app, request, c: CollectAnalysisData| {
                Box::pin(app.competence_analyses.collect(request, c.id, c.expected_version))
            },
        )
        .taking(&["collect"]),
        CompetenceAnalysisFields::mutation(
            "calculateGaps",
            &[Action::ManageAnalysis],
            (
                "Beräkna gap: ett för varje krav, av dem som är anställda i dag.",
                "Calculate gaps: one for each requirement, of those employed today.",
            ),
            |app, request, c: CalculateGaps| {
                Box::pin(app.competence_analyses.calculate(request, c.id, c.expected_version))
            },
        )
        .taking(&["calculate"]),
        CompetenceAnalysisFields::mutation(
            "validateAnalysis",
            &[Action::ValidateAnalysis],
            (
                "Validera kompetensanalys: för ledningen eller facket, efter din roll. Båda ska göra det.",
                "Validate a competence analysis: for the management or the union, by your role. Both have to.",
            ),
            |app, request, c: ValidateAnalysis| {
                Box::pin(app.competence_analyses.validate(request, c.id, c.expected_version))
            },
        )
        .taking(&["validate"]),
        CompetenceAnalysisFields::mutation(
            "publishAnalysis",
            &[Action::ManageAnalysis],
            (
                "Publicera kompetensanalys inom organisationen.",
                "Publish a competence analysis within the organisation.",
            ),
            |app, request, c: PublishAnalysis| {
                Box::pin(app.competence_analyses.publish(request, c.id, c.expected_version))
            },
        )
        .taking(&["publish"]),
        CompetenceAnalysisFields::mutation(
            "supersedeAnalysis",
            &[Action::ManageAnalysis],
            (
                "Ersätt kompetensanalys med en senare, publicerad.",
                "Supersede a competence analysis by a later, published one.",
            ),
            |app, request, c: SupersedeAnalysis| {
                Box::pin(app.competence_analyses.supersede(request, c.id, c.expected_version, c.by))
            },
        )
        .taking(&["supersede"]),
    ]
}
