//! What can be done with network members.

use access::Action;
use graph::{Changed, MutationField};
use workplaces::network_member::{JoinNetwork, LeaveNetwork};

use super::object::NetworkMemberFields;
use crate::app::Mutation;

impl Changed for NetworkMemberFields {
    const PAYLOAD: &'static str = "NetworkMemberPayload";
    const FIELD: &'static str = "member";
}

const OWN: &[Action] = &[Action::JoinNetwork];

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        NetworkMemberFields::mutation(
            "joinNetwork",
            OWN,
            (
                "Gå med i yrkesnätverk: en organisation som har en del i projektet, eller en person som deltar i det.",
                "Join a professional network: an organisation that has a part in the project, or a person who takes part in it.",
            ),
            |app, request, command: JoinNetwork| Box::pin(app.network_members.join(request, command)),
        ),
        NetworkMemberFields::mutation(
            "leaveNetwork",
            OWN,
            (
                "Lämna yrkesnätverk. Ett aktivt nätverk med medlemmar från bara en organisation kvar blir vilande.",
                "Leave a professional network. An active network with members of one organisation left becomes dormant.",
            ),
            |app, request, c: LeaveNetwork| {
                Box::pin(async move { app.network_members.leave(request, c.id, c.expected_version, c.left_on).await })
            },
        ),
    ]
}
