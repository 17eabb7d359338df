//! Evidence that the policy was asked, with the reach it gave.

use std::sync::Arc;

use kernel::{
    Error, Result,
    id::{CouncilId, HubId, OrganisationId, ParticipantId, ProjectId},
};

use crate::{action::Action, actor::Request, role::Role};

/// How far an act reaches: the union over the caller's assignments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Everything.
    pub all: bool,
    /// Rows the domain calls open (e.g. efforts open for application).
    pub open: bool,
    /// Rows of these organisations.
    pub organisations: Vec<OrganisationId>,
    /// Rows that these organisations provide.
    pub providers: Vec<OrganisationId>,
    /// Rows of these councils.
    pub councils: Vec<CouncilId>,
    /// Those of them that the caller is one of the own people of, who read their meetings.
    pub own_councils: Vec<CouncilId>,
    /// Rows of these hubs.
    pub hubs: Vec<HubId>,
    /// Rows of these projects.
    pub projects: Vec<ProjectId>,
    /// The person's own rows.
    pub persons: Vec<ParticipantId>,
}

impl Scope {
    /// Whether it reaches nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a row, or one about to be made, is anchored in. Compared with a scope before a write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchors {
    /// Owning organisation.
    pub organisation: Option<OrganisationId>,
    /// Providing organisation.
    pub provider: Option<OrganisationId>,
    /// Council.
    pub council: Option<CouncilId>,
    /// Hub.
    pub hub: Option<HubId>,
    /// Project.
    pub project: Option<ProjectId>,
    /// Person.
    pub person: Option<ParticipantId>,
}

/// The policy's leave for one act within one reach. Only [`crate::policy`] makes one.
#[derive(Clone, Debug)]
pub struct Grant {
    pub(crate) request: Arc<Request>,
    pub(crate) action: Action,
    pub(crate) roles: Vec<Role>,
    pub(crate) scope: Scope,
}

impl Grant {
    /// The act.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Its reach.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The call it was given for.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The roles that gave the reach, for the audit entry.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether a row with these anchors lies within the reach.
    pub fn covers(&self, anchors: &Anchors) -> bool {
        fn within<T: PartialEq>(list: &[T], anchor: Option<T>) -> bool {
            anchor.is_some_and(|anchor| list.contains(&anchor))
        }
        let scope = &self.scope;
        scope.all
            || within(&scope.organisations, anchors.organisation)
            || within(&scope.providers, anchors.provider)
            || within(&scope.councils, anchors.council)
            || within(&scope.hubs, anchors.hub)
            || within(&scope.projects, anchors.project)
            || within(&scope.persons, anchors.person)
    }

    /// Demands that a row about to be made lies within the reach.
    ///
    /// # Errors
    /// `Denied` when it does not.
    pub fn require(&self, anchors: &Anchors) -> Result<()> {
        if self.covers(anchors) { Ok(()) } else { Err(Error::Denied) }
    }
}
