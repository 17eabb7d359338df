//! Den som frågar.

use access::Breadth;
use async_graphql::{Context, Object};
use graph::context::caller;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration { queries: &[&ViewerQuery], ..Registration::NONE };

/// The caller.
pub struct ViewerObject;

/// Den som frågar: who the service takes you for, and what you may do.
#[Object(name = "Viewer")]
impl ViewerObject {
    /// Inloggad.
    async fn signed_in(&self, ctx: &Context<'_>) -> bool {
        caller(ctx).request.actor.is_signed_in()
    }

    /// Identitet hos utfärdaren: the token's subject; empty when not signed in.
    async fn subject(&self, ctx: &Context<'_>) -> String {
        caller(ctx).request.actor.subject.clone()
    }

    /// Utfärdare: the token's issuer; empty when not signed in.
    async fn issuer(&self, ctx: &Context<'_>) -> String {
        caller(ctx).request.actor.issuer.clone()
    }

    /// Roller i dag, without the public one.
    async fn roles(&self, ctx: &Context<'_>) -> Vec<HeldRole> {
        let held = caller(ctx).request.actor.assignments.iter().filter(|held| held.role != access::Role::Public);
        held.map(|held| HeldRole(held.clone())).collect()
    }

    /// Behörigheter: every act with some reach, and how far each role takes it.
    async fn permissions(&self, ctx: &Context<'_>) -> Vec<Permission> {
        let actor = &caller(ctx).request.actor;
        let mut permissions = Vec::new();
        for action in access::Action::ALL {
            for held in &actor.assignments {
                let breadth = access::policy::breadth(held.role, *action);
                if breadth != Breadth::Nothing {
                    permissions.push(Permission { action: *action, role: held.role, breadth });
                }
            }
        }
        permissions.dedup_by(|a, b| a.action == b.action && a.role == b.role);
        permissions
    }
}

/// A role held.
pub struct HeldRole(access::Assignment);

/// Roll i dag.
#[Object]
impl HeldRole {
    /// Rolltilldelning (id): what an access token is bound to.
    async fn id(&self) -> Option<async_graphql::ID> {
        self.0.id.map(|id| id.public().into())
    }

    /// Roll, e.g. `PROCESS_LEADER`.
    async fn role(&self) -> &'static str {
        self.0.role.as_str()
    }

    /// Rollens namn in the caller's language.
    async fn label(&self, ctx: &Context<'_>) -> &'static str {
        self.0.role.label().get(caller(ctx).lang)
    }

    /// Organisation (id).
    async fn organisation_id(&self) -> Option<async_graphql::ID> {
        self.0.organisation.map(|id| id.public().into())
    }

    /// Råd (id).
    async fn council_id(&self) -> Option<async_graphql::ID> {
        self.0.council.map(|id| id.public().into())
    }

    /// Kompetensnav (id).
    async fn hub_id(&self) -> Option<async_graphql::ID> {
        self.0.hub.map(|id| id.public().into())
    }

    /// Projekt (id).
    async fn project_id(&self) -> Option<async_graphql::ID> {
        self.0.project.map(|id| id.public().into())
    }
}

/// A line of the policy.
pub struct Permission {
    action: access::Action,
    role: access::Role,
    breadth: Breadth,
}

/// Behörighet: a line of the policy that concerns you.
#[Object]
impl Permission {
    /// Handling.
    async fn action(&self) -> &'static str {
        self.action.as_str()
    }

    /// Handlingens namn.
    async fn label(&self, ctx: &Context<'_>) -> &'static str {
        self.action.label().get(caller(ctx).lang)
    }

    /// Roll.
    async fn role(&self) -> &'static str {
        self.role.as_str()
    }

    /// Räckvidd, e.g. `ORGANISATION`.
    async fn breadth(&self) -> &'static str {
        self.breadth.as_str()
    }
}

/// Frågor om den som frågar.
#[derive(Default)]
pub struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// The caller. Changes take an access token of the service's OpenID provider, sent as `Authorization: Bearer …`; who runs the
    /// service says how one gets it. Who is signed in to the pages needs none in the expert mode, `/expert`, and allows changes there.
    ///
    /// Svenska: Den som frågar. Ändringar kräver en åtkomsttoken från tjänstens OpenID-leverantör, skickad som
    /// `Authorization: Bearer …`; den som driver tjänsten säger hur man får en. Den som är inloggad på sidorna behöver ingen i
    /// expertläget, `/expert`, och tillåter ändringar där.
    async fn viewer(&self) -> ViewerObject {
        ViewerObject
    }
}
