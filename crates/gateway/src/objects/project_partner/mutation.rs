//! What can be done with project partners.

use access::Action;
use graph::{Changed, MutationField};
use projects::partner::{AddPartner, ChangePartner, FollowUpPartner, WithdrawPartner};

use super::object::ProjectPartnerFields;
use crate::app::Mutation;

impl Changed for ProjectPartnerFields {
    const PAYLOAD: &'static str = "ProjectPartnerPayload";
    const FIELD: &'static str = "partner";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        ProjectPartnerFields::mutation(
            "addProjectPartner",
            &[Action::ManageProject],
            ("Lägg till projektpart.", "Add a project partner."),
            |app, request, command: AddPartner| Box::pin(app.project_partners.add(request, command)),
        ),
        ProjectPartnerFields::mutation(
            "changeProjectPartner",
            &[Action::ManageProject],
            (
                "Ändra projektpart: vilken del, vilka dagar och vem man vänder sig till.",
                "Change a project partner: which part, which days and whom to turn to.",
            ),
            |app, request, command: ChangePartner| Box::pin(app.project_partners.change(request, command)),
        ),
        ProjectPartnerFields::mutation(
            "followUpProjectPartner",
            &[Action::ManageProject],
            ("Följ upp projektpart: vad som kom av dess del.", "Follow up a project partner: what came of its part."),
            |app, request, command: FollowUpPartner| Box::pin(app.project_partners.follow_up(request, command)),
        ),
        ProjectPartnerFields::mutation(
            "withdrawProjectPartner",
            &[Action::ManageProject],
            (
                "Återta projektpart som lagts till av misstag, med skäl: den räknas och visas inte längre.",
                "Withdraw a project partner added by mistake, with a reason: it is counted and shown no more.",
            ),
            |app, request, command: WithdrawPartner| Box::pin(app.project_partners.withdraw(request, command)),
        ),
    ]
}
