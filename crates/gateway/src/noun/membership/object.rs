//! How a seat is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use councils::{Membership, membership};
use store::Filter;

use super::filter::{MembershipFilter, MembershipOrder};
use crate::{
    graph::{Asked, Connection, Date, Node, Noun, connect},
    noun::{council::CouncilObject, organisation::OrganisationObject},
};

/// Plats: whom the seat speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "membership::SeatKind")]
pub enum SeatKind {
    /// Arbetsgivare.
    Employer,
    /// Branschorganisation.
    IndustryAssociation,
    /// Facklig organisation.
    Union,
    /// Utbildningsanordnare.
    EducationProvider,
    /// Kommun.
    Municipality,
    /// Region.
    Region,
    /// Statlig myndighet.
    StateAgency,
    /// Universitet eller högskola.
    University,
    /// Forskningspark.
    SciencePark,
    /// Annan.
    Other,
}

/// Ställning i rådet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "membership::Standing")]
pub enum Standing {
    /// Ordinarie.
    Member,
    /// Ersättare: counts when the ordinary is absent.
    Substitute,
    /// Adjungerad: speaks without assent.
    Adjunct,
}

/// Ledamotskapets status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "membership::MembershipStatus")]
pub enum MembershipStatus {
    /// Inbjuden.
    Invited,
    /// Har tackat ja.
    Accepted,
    /// Aktiv.
    Active,
    /// Tjänstledig.
    OnLeave,
    /// Avslutad.
    Ended,
    /// Har tackat nej.
    Declined,
}

/// A seat.
pub struct MembershipObject(Node<Membership>);

impl From<Node<Membership>> for MembershipObject {
    fn from(node: Node<Membership>) -> Self {
        Self(node)
    }
}

impl Noun for MembershipObject {
    type Record = Membership;
    type Filter = MembershipFilter;
    type Order = MembershipOrder;
    const NAME: &'static str = "Membership";
}

/// Ledamotskap: an organisation's seat in a council, from invitation to the mandate's end.
#[Object(name = "Membership")]
impl MembershipObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Plats: whom it speaks for.
    async fn seat(&self) -> SeatKind {
        self.0.row().seat.into()
    }

    /// Ställning.
    async fn standing(&self) -> Standing {
        self.0.row().standing.into()
    }

    /// Status.
    async fn status(&self) -> MembershipStatus {
        self.0.row().status.into()
    }

    /// Mandat från och med; a proposal until the mandate starts.
    async fn mandate_from(&self) -> Date {
        Date(self.0.row().mandate_from)
    }

    /// Mandat till och med; open when absent.
    async fn mandate_to(&self) -> Option<Date> {
        self.0.row().mandate_to.map(Date)
    }

    /// Skäl till senaste steget.
    async fn status_reason(&self) -> Option<&str> {
        self.0.row().status_reason.as_deref()
    }

    /// Innehades den dagen.
    async fn held_on(&self, #[graphql(desc = "Dag.")] day: Date) -> bool {
        self.0.row().held_on(day.0)
    }

    /// Rådet.
    async fn council(&self, ctx: &Context<'_>) -> Result<CouncilObject> {
        self.0.the(ctx, |seat| seat.council).await
    }

    /// Organisationen.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<OrganisationObject> {
        self.0.the(ctx, |seat| seat.organisation).await
    }
}

/// Frågor om platser i råd.
#[derive(Default)]
pub struct MembershipQuery;

#[Object]
impl MembershipQuery {
    /// Platser i råd; public.
    #[allow(clippy::too_many_arguments, reason = "the Relay arguments of a connection")]
    async fn memberships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Platser som innehades den dagen.")] as_of: Option<Date>,
        #[graphql(desc = "Antal framåt, 1–100.")] first: Option<i32>,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
        #[graphql(desc = "Antal bakåt, 1–100.")] last: Option<i32>,
        #[graphql(desc = "Före markören.")] before: Option<String>,
        #[graphql(desc = "Filter.")] filter: Option<Box<MembershipFilter>>,
        #[graphql(desc = "Ordning.")] order_by: Option<Vec<MembershipOrder>>,
    ) -> Result<Connection<MembershipObject>> {
        let also = as_of.map_or_else(Filter::default, |day| Membership::as_of(day.0));
        connect(ctx, Asked { first, after, last, before, filter, order_by, also }).await
    }
}
