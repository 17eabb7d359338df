//! What this domain asks of others. Implemented in wiring.

use std::sync::Arc;

use access::{Grant, Request};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{
        CouncilId, EffortId, HubId, OrganisationId, ParticipantId, ParticipationId, ProcurementId, ProjectId,
        ProjectTargetId,
    },
};
use store::Tx;

use crate::effort::Applicant;

/// What is asked of hubs.
pub trait HubDirectory: Send + Sync {
    /// The regional council that the hub serves. Hubs are public: no request is needed.
    ///
    /// # Errors
    /// `NotFound` for an unknown hub.
    fn council_of(&self, hub: HubId) -> BoxFuture<'_, Result<CouncilId>>;
}

/// What is asked of projects' targets.
pub trait TargetDirectory: Send + Sync {
    /// Whether the project has set the target. Targets are public: no request is needed.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn is_of(&self, target: ProjectTargetId, project: ProjectId) -> BoxFuture<'_, Result<bool>>;
}

/// Whether an effort is procured, and from whom is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Award {
    /// It belongs to no procurement that goes on.
    NotProcured,
    /// It is procured, and nothing is awarded.
    Awaited,
    /// An award stands, and nobody has appealed against it.
    Decided,
    /// A court looks at the only award.
    Appealed {
        /// Of what.
        procurement: ProcurementId,
        /// Since when.
        on: NaiveDate,
    },
}

/// What is asked of procurements.
pub trait SourcingDirectory: Send + Sync {
    /// How far the effort's procurements have come, as far as `grant` reaches: a hub reaches those of its own efforts.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn award<'a>(&'a self, grant: &'a Grant, effort: EffortId) -> BoxFuture<'a, Result<Award>>;
}

/// What is asked of projects' measures for the horizontal principles.
pub trait MeasureDirectory: Send + Sync {
    /// Whether some measure is carried out by the effort. Measures are public: no request is needed.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn is_any_in(&self, effort: EffortId) -> BoxFuture<'_, Result<bool>>;
}

/// What is asked of those who give efforts.
pub trait ProviderDirectory: Send + Sync {
    /// Waits for whoever else decides about the provider's rooms, whichever hub's they are, and keeps the others waiting until the
    /// transaction ends. Asked before anything else is held.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn wait_for_turn<'a>(&'a self, tx: &'a mut Tx, provider: OrganisationId) -> BoxFuture<'a, Result<()>>;
}

/// Where a participation belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The person.
    pub participant: ParticipantId,
    /// The employer at entry.
    pub organisation: Option<OrganisationId>,
    /// The project.
    pub project: ProjectId,
    /// Her first day in the project; absent until she has begun.
    pub entered_on: Option<NaiveDate>,
}

/// What is asked of participations, always within the asking caller's own reach.
pub trait ParticipationDirectory: Send + Sync {
    /// Whose participation it is, at which employer, in which project and since when.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the request's reach.
    fn participation<'a>(&'a self, request: &'a Arc<Request>, id: ParticipationId) -> BoxFuture<'a, Result<Place>>;

    /// Waits for whoever else decides what is recorded of the participation, and keeps the others waiting until the transaction ends.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn wait_for_turn<'a>(&'a self, tx: &'a mut Tx, id: ParticipationId) -> BoxFuture<'a, Result<()>>;

    /// What is known of who is enrolled by a participation, and whether the employer has a part in `project`.
    ///
    /// # Errors
    /// `NotFound` when the participation does not exist or lies outside the request's reach.
    fn applicant<'a>(
        &'a self,
        request: &'a Arc<Request>,
        participation: Option<ParticipationId>,
        project: Option<ProjectId>,
    ) -> BoxFuture<'a, Result<Applicant>>;

    /// Whether the request reaches the person at all: an id read somewhere is no leave to enrol its owner.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn reaches<'a>(&'a self, request: &'a Arc<Request>, id: ParticipantId) -> BoxFuture<'a, Result<bool>>;
}
