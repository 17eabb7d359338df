//! What workplaces ask of other domains. Implemented in wiring.

use std::sync::Arc;

use access::Request;
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Result,
    id::{EffortId, EnrolmentId, OrganisationId, ParticipantId, ProjectId},
};

/// Rules on what other domains know.
pub mod rules {
    pub use kernel::error::rules::ORGANISATION_HAS_NO_PART;
}

/// Public facts of projects: no request is needed.
pub trait ProjectDirectory: Send + Sync {
    /// Whether the organisation owns the project or is, or was, a partner of it.
    ///
    /// # Errors
    /// `NotFound` for an unknown project.
    fn has_part(&self, project: ProjectId, organisation: OrganisationId) -> BoxFuture<'_, Result<bool>>;

    /// The project's first day, where it is stated.
    ///
    /// # Errors
    /// `NotFound` for an unknown project.
    fn begins_on(&self, project: ProjectId) -> BoxFuture<'_, Result<Option<NaiveDate>>>;

    /// The project's last day, where it is stated.
    ///
    /// # Errors
    /// `NotFound` for an unknown project.
    fn ends_on(&self, project: ProjectId) -> BoxFuture<'_, Result<Option<NaiveDate>>>;
}

/// People, always within the asking caller's own reach: an id read somewhere is no leave to register its owner.
pub trait PeopleDirectory: Send + Sync {
    /// Whether the request reaches a participation of the person at this employer, in this project or in any.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    fn takes_part<'a>(
        &'a self,
        request: &'a Arc<Request>,
        participant: ParticipantId,
        organisation: OrganisationId,
        project: Option<ProjectId>,
    ) -> BoxFuture<'a, Result<bool>>;
}

/// What an enrolment was to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attended {
    /// The effort.
    pub effort: EffortId,
    /// The employer.
    pub organisation: Option<OrganisationId>,
}

/// Efforts and enrolments, always within the asking caller's own reach.
pub trait LearningDirectory: Send + Sync {
    /// Whether the request reaches the effort.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the request's reach.
    fn effort<'a>(&'a self, request: &'a Arc<Request>, id: EffortId) -> BoxFuture<'a, Result<()>>;

    /// What the enrolment was to.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the request's reach.
    fn enrolment<'a>(&'a self, request: &'a Arc<Request>, id: EnrolmentId) -> BoxFuture<'a, Result<Attended>>;
}
