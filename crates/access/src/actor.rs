//! Who asks.

use kernel::id::{CouncilId, HubId, OrganisationId, ParticipantId, ProjectId, RoleAssignmentId};

use crate::role::Role;

/// A role held today, with what it is anchored in. Absent anchors give that breadth no reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The assignment's id; `None` for a role everyone has ([`Role::Public`]).
    pub id: Option<RoleAssignmentId>,
    /// The role.
    pub role: Role,
    /// Own organisation.
    pub organisation: Option<OrganisationId>,
    /// Own council (for industry-council roles: its parent council).
    pub council: Option<CouncilId>,
    /// Own hub.
    pub hub: Option<HubId>,
    /// Own project.
    pub project: Option<ProjectId>,
    /// The person herself.
    pub participant: Option<ParticipantId>,
}

impl Assignment {
    /// `role` without anchors.
    pub fn bare(role: Role) -> Self {
        Self { id: None, role, organisation: None, council: None, hub: None, project: None, participant: None }
    }
}

/// The authenticated caller with the roles held at this moment, or the public.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Token issuer; empty for the public.
    pub issuer: String,
    /// Subject at that issuer; empty for the public. Never an e-mail address.
    pub subject: String,
    /// Roles held today; the public role is always among them.
    pub assignments: Vec<Assignment>,
}

impl Actor {
    /// Someone not signed in.
    pub fn public() -> Self {
        Self { issuer: String::new(), subject: String::new(), assignments: vec![Assignment::bare(Role::Public)] }
    }

    /// A signed-in person with the roles held today.
    pub fn signed_in(issuer: String, subject: String, mut held: Vec<Assignment>) -> Self {
        held.push(Assignment::bare(Role::Public));
        Self { issuer, subject, assignments: held }
    }

    /// Whether the caller is signed in.
    pub fn is_signed_in(&self) -> bool {
        !self.subject.is_empty()
    }

    /// Whether any assignment has `role`.
    pub fn has(&self, role: Role) -> bool {
        self.assignments.iter().any(|a| a.role == role)
    }

    /// The name the audit trail knows the caller by: `issuer|subject`.
    pub fn principal(&self) -> String {
        format!("{}|{}", self.issuer, self.subject)
    }
}

/// A client's promise that a mutation sent twice is meant once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// The client's key, made unique per mutation field.
    pub key: String,
    /// SHA-256 of what was asked, hexadecimal.
    pub body: String,
}

/// One call: the actor and what travels with it.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asks.
    pub actor: Actor,
    /// Request id, for logs and audit entries.
    pub id: String,
    /// Purpose the caller states for reading personal data.
    pub purpose: Option<String>,
    /// Idempotency of the mutation field being run.
    pub idempotency: Option<Idempotency>,
}

impl Request {
    /// A call without idempotency or purpose.
    pub fn new(actor: Actor, id: impl Into<String>) -> Self {
        Self { actor, id: id.into(), purpose: None, idempotency: None }
    }
}
