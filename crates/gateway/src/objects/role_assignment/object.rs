//! How a role assignment is shown.

use async_graphql::{Context, ID, Object, Result};
use councils::{RoleAssignment, assignment::RoleAssignmentColumn as C};
use graph::{
    Asked, Choice, Connection, Date, Field, Fields, FilterInput, Object, OrderInput, Table, connect, day, refuse, table,
};
use kernel::Label;
use store::{Compare, Filter};

use crate::objects::{
    council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject,
};

pub type Role = Choice<access::Role>;
pub type RoleAssignmentObject = Object<RoleAssignmentFields>;
pub type RoleAssignmentFilter = FilterInput<RoleAssignmentFields>;
pub type RoleAssignmentOrder = OrderInput<RoleAssignmentFields>;

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
                ("Organisation.", "Organisation.")).by_id(),
            F::one::<CouncilObject>("council", C::CouncilId, |assignment| assignment.anchors.council,
                ("Råd.", "Council.")).by_id(),
            F::one::<HubObject>("hub", C::HubId, |assignment| assignment.anchors.hub,
                ("Kompetensnav.", "Competence hub.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |assignment| assignment.anchors.project,
                ("Projekt.", "Project.")).by_id(),
            F::computed::<Option<ID>>("participantId", |row| row.anchors.participant.map(|id| id.public().into()),
                ("Deltagare: id.", "Participant: id.")),
        ])
    }
}

/// Frågor om roller.
#[derive(Default)]
pub struct RoleAssignmentQuery;

#[Object]
impl RoleAssignmentQuery {
    /// Rolltilldelningar within your reach. Roles: system administrator and data protection officer; process leader for the own council.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn role_assignments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Roller som innehades den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<RoleAssignmentFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<RoleAssignmentOrder>>,
    ) -> Result<Connection<RoleAssignmentObject>> {
        let day = day("asOf", as_of).map_err(|error| refuse(ctx, error))?;
        let also = day.map_or_else(Filter::default, RoleAssignment::as_of);
        connect(ctx, Asked { first, after, last, before, filter, order_by, also }).await
    }
}
