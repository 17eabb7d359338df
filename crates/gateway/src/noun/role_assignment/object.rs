//! How a role assignment is shown.

use async_graphql::{Context, Enum, ID, Object, Result};
use councils::RoleAssignment;
use store::Filter;

use super::filter::{RoleAssignmentFilter, RoleAssignmentOrder};
use crate::{
    graph::{Asked, Connection, Date, Node, Noun, connect},
    noun::{council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject},
};

/// Roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "access::Role")]
pub enum Role {
    /// Ordförande.
    CouncilChair,
    /// Ledamot.
    CouncilMember,
    /// Adjungerad.
    Adjunct,
    /// Processledare.
    ProcessLeader,
    /// Kompetensnavssamordnare.
    HubCoordinator,
    /// Navchef.
    HubManager,
    /// Projektledare.
    ProjectManager,
    /// Projektekonom.
    ProjectEconomist,
    /// Upphandlare.
    ProcurementOfficer,
    /// Utbildningsanordnare.
    Provider,
    /// Kontaktperson.
    OrgContact,
    /// Chef.
    LineManager,
    /// Deltagare.
    Participant,
    /// Facklig företrädare.
    UnionRep,
    /// Utvärderare.
    Evaluator,
    /// Dataskyddsombud.
    Dpo,
    /// Revisor.
    Auditor,
    /// Systemförvaltare.
    SystemAdmin,
    /// Allmänheten: everyone has it, nobody is given it.
    Public,
}

/// A role assignment.
pub struct RoleAssignmentObject(Node<RoleAssignment>);

impl From<Node<RoleAssignment>> for RoleAssignmentObject {
    fn from(node: Node<RoleAssignment>) -> Self {
        Self(node)
    }
}

impl Noun for RoleAssignmentObject {
    type Record = RoleAssignment;
    type Filter = RoleAssignmentFilter;
    type Order = RoleAssignmentOrder;
    const NAME: &'static str = "RoleAssignment";
}

/// Rolltilldelning: who holds which role, in what, from when to when.
#[Object(name = "RoleAssignment")]
impl RoleAssignmentObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Utfärdare: who vouches for the holder's identity.
    async fn issuer(&self) -> &str {
        &self.0.row().issuer
    }

    /// Identitet hos utfärdaren.
    async fn subject(&self) -> &str {
        &self.0.row().subject
    }

    /// Roll.
    async fn role(&self) -> Role {
        self.0.row().role.into()
    }

    /// Från och med.
    async fn valid_from(&self) -> Date {
        Date(self.0.row().valid_from)
    }

    /// Till och med, open when absent; for a role that was ended, the first day it is no longer held.
    async fn valid_to(&self) -> Option<Date> {
        self.0.row().valid_to.map(Date)
    }

    /// Skäl till att den avslutades.
    async fn ended_reason(&self) -> Option<&str> {
        self.0.row().ended_reason.as_deref()
    }

    /// Innehas den dagen.
    async fn held_on(&self, #[graphql(desc = "Dag.")] day: Date) -> bool {
        self.0.row().held_on(day.0)
    }

    /// Organisationen.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<OrganisationObject>> {
        self.0.one(ctx, |assignment| assignment.anchors.organisation).await
    }

    /// Rådet.
    async fn council(&self, ctx: &Context<'_>) -> Result<Option<CouncilObject>> {
        self.0.one(ctx, |assignment| assignment.anchors.council).await
    }

    /// Kompetensnavet.
    async fn hub(&self, ctx: &Context<'_>) -> Result<Option<HubObject>> {
        self.0.one(ctx, |assignment| assignment.anchors.hub).await
    }

    /// Projektet.
    async fn project(&self, ctx: &Context<'_>) -> Result<Option<ProjectObject>> {
        self.0.one(ctx, |assignment| assignment.anchors.project).await
    }

    /// Person (id).
    async fn participant_id(&self) -> Option<ID> {
        self.0.row().anchors.participant.map(|id| id.public().into())
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
        let also = as_of.map_or_else(Filter::default, |day| RoleAssignment::as_of(day.0));
        connect(ctx, Asked { first, after, last, before, filter, order_by, also }).await
    }
}
