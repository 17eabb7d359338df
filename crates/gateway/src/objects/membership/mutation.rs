//! What can be done with mandates on seats.

use access::Action;
use councils::{
    Memberships,
    membership::{
        AcceptInvitation, DeclineInvitation, EndMandate, InviteMember, ReturnFromLeave, StartMandate, TakeLeave,
    },
};
use graph::{Changed, MutationField};

use super::object::MembershipFields;
use crate::app::{App, Mutation};

impl Changed for MembershipFields {
    const PAYLOAD: &'static str = "MembershipPayload";
    const FIELD: &'static str = "membership";
}

/// The answer is the invited organisation's; the council may note one that came by letter.
const ANSWERING: &[Action] = &[Action::ManageOrganisation, Action::ManageCouncil];

fn memberships(app: &App) -> Memberships {
    Memberships::new(&app.db, &app.bodies)
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        MembershipFields::mutation(
            "inviteMember",
            &[Action::ManageCouncil],
            ("Bjud in organisation till en plats.", "Invite an organisation to a seat."),
            |app, request, command: InviteMember| {
                Box::pin(async move { memberships(app).invite(request, command).await })
            },
        ),
        MembershipFields::mutation(
            "acceptInvitation",
            ANSWERING,
            (
                "Tacka ja till plats. Den inbjudna organisationen svarar; rådet får anteckna svaret.",
                "Accept a seat. The invited organisation answers; the council may note the answer.",
            ),
            |app, request, c: AcceptInvitation| {
                Box::pin(async move { memberships(app).accept(request, c.id, c.expected_version).await })
            },
        )
        .taking(&["accept"]),
        MembershipFields::mutation(
            "declineInvitation",
            ANSWERING,
            (
                "Tacka nej till plats. Den inbjudna organisationen svarar; rådet får anteckna svaret.",
                "Decline a seat. The invited organisation answers; the council may note the answer.",
            ),
            |app, request, c: DeclineInvitation| {
                Box::pin(async move {
                    memberships(app).decline(request, c.id, c.expected_version, c.reason.as_deref()).await
                })
            },
        )
        .taking(&["decline"]),
        MembershipFields::mutation(
            "startMandate",
            &[Action::ManageCouncil],
            ("Påbörja mandat.", "Start a mandate."),
            |app, request, c: StartMandate| {
                Box::pin(async move {
                    memberships(app).start_mandate(request, c.id, c.expected_version, c.mandate()?).await
                })
            },
        )
        .taking(&["startMandate"]),
        MembershipFields::mutation(
            "takeLeave",
            &[Action::ManageCouncil],
            (
                "Ta ledigt från plats, med skäl; mandatet löper vidare.",
                "Take leave from a seat, with a reason; the mandate runs on.",
            ),
            |app, request, c: TakeLeave| {
                Box::pin(async move { memberships(app).leave(request, c.id, c.expected_version, &c.reason).await })
            },
        )
        .taking(&["leave"]),
        MembershipFields::mutation(
            "returnFromLeave",
            &[Action::ManageCouncil],
            ("Återkom till plats.", "Return to a seat."),
            |app, request, c: ReturnFromLeave| {
                Box::pin(async move { memberships(app).return_from_leave(request, c.id, c.expected_version).await })
            },
        )
        .taking(&["return"]),
        MembershipFields::mutation(
            "endMandate",
            &[Action::ManageCouncil],
            ("Avsluta mandat, med skäl.", "End a mandate, with a reason."),
            |app, request, c: EndMandate| {
                Box::pin(async move {
                    memberships(app).end_mandate(request, c.id, c.expected_version, c.on, &c.reason).await
                })
            },
        )
        .taking(&["endMandate"]),
    ]
}
