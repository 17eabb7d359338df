//! What can be done with industry councils.

use access::Action;
use graph::{Changed, MutationField};
use industry_councils::industry_council::{AdvanceIndustryCouncil, EstablishIndustryCouncil};

use super::object::IndustryCouncilFields;
use crate::app::Mutation;

impl Changed for IndustryCouncilFields {
    const PAYLOAD: &'static str = "IndustryCouncilPayload";
    const FIELD: &'static str = "industryCouncil";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        IndustryCouncilFields::mutation(
            "establishIndustryCouncil",
            &[Action::EstablishIndustryCouncil],
            (
                "Inrätta branschråd, genom beslut av det överordnade rådet.",
                "Establish an industry council, by decision of the parent council.",
            ),
            |app, request, command: EstablishIndustryCouncil| {
                Box::pin(app.industry_councils.establish(request, command))
            },
        ),
        IndustryCouncilFields::mutation(
            "advanceIndustryCouncil",
            &[Action::EstablishIndustryCouncil],
            (
                "Aktivera branschråd, låt det vila, återuppta eller upplös det.",
                "Activate, pause, resume or dissolve an industry council.",
            ),
            |app, request, command: AdvanceIndustryCouncil| Box::pin(app.industry_councils.take(request, command)),
        ),
    ]
}
