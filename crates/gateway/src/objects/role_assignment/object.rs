//! How a role assignment is shown.

use async_graphql::ID;
use councils::{RoleAssignment, assignment::RoleAssignmentColumn as C};
use graph::{Choice, Date, Field, Fields, Object, Table, table};
use kernel::Label;
use store::{Compare, Filter};

use crate::objects::{
    about, council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject,
};

pub type Role = Choice<access::Role>;
pub type RoleAssignmentObject = Object<RoleAssignmentFields>;

type F = Field<RoleAssignmentFields>;

/// The fields of [`RoleAssignment`].
pub struct RoleAssignmentFields;

impl Fields for RoleAssignmentFields {
    type Record = RoleAssignment;

    const NAME: &'static str = "RoleAssignment";
    const ABOUT: Label = Label {
        sv: "Rolltilldelning: vem som har vilken roll, i vad, från när till när.",
        en: "Role assignment: who holds which role, in what, from when to when.",
    };
    const TITLE: &'static str =
        "role subject organisation { id name } council { id name } hub { id name } project { id name } validFrom";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(RoleAssignmentFields, [
            F::text("issuer", C::Issuer, |row| &row.issuer,
                ("Utfärdare: den som går i god för innehavarens identitet.", "Issuer: who vouches for the holder's identity.")),
            F::only_filter::<String>("issuer", |text| Ok(Filter::Is(C::Issuer, Compare::Eq(text.into()))),
                ("Utfärdare: den som går i god för innehavarens identitet.", "Issuer: who vouches for the holder's identity.")),
            F::text("subject", C::Subject, |row| &row.subject,
                ("Identitet hos utfärdaren.", "Subject at the issuer.")).ordered(),
            F::only_filter::<String>("subject", |text| Ok(Filter::Is(C::Subject, Compare::Eq(text.into()))),
                ("Identitet hos utfärdaren.", "Subject at the issuer.")),
            F::choice("role", C::Role, |row| row.role, ("Roll.", "Role.")).filtered().ordered(),
            F::date("validFrom", C::ValidFrom, |row| row.valid_from,
                ("Från och med.", "From.")).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Till och med; öppet när det saknas. För en avslutad roll den första dag den inte längre innehas.", "To; open when absent. For a role that was ended, the first day it is no longer held.")).filtered(),
            F::maybe_text("endedReason", C::EndedReason, |row| row.ended_reason.as_deref(),
                ("Skäl till att den avslutades.", "Why it was ended.")),
            F::computed_of::<Date,
            bool>("heldOn", |row, day| row.held_on(day.0),
                ("Innehas den dagen.", "Held on that day."), ("day", ("Dag.", "Day."))),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |assignment| assignment.anchors.organisation,
                about::ORGANISATION).by_id(),
            F::one::<CouncilObject>("council", C::CouncilId, |assignment| assignment.anchors.council,
                about::COUNCIL).by_id(),
            F::one::<HubObject>("hub", C::HubId, |assignment| assignment.anchors.hub,
                ("Kompetensnav.", "Competence hub.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |assignment| assignment.anchors.project,
                about::PROJECT).by_id(),
            F::computed::<Option<ID>>("participantId", |row| row.anchors.participant.map(|id| id.public().into()),
                ("Deltagare: id.", "Participant: id.")),
        ])
    }
}
