//! Den som frågar.

use access::Breadth;
use async_graphql::{Context, Object};
use graph::context::caller;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration { queries: &[&ViewerQuery], ..Registration::NONE };

/// The caller.
pub struct ViewerObject;

/// Who asks: whom the service takes you for, and what you may do.
///
/// Svenska: Den som frågar: vem tjänsten tar dig för, och vad du får göra.
#[Object(name = "Viewer")]
impl ViewerObject {
    /// Signed in.
    ///
    /// Svenska: Inloggad.
    async fn signed_in(&self, ctx: &Context<'_>) -> bool {
        caller(ctx).request.actor.is_signed_in()
    }

    /// Identity at the issuer: the token's subject; empty when not signed in.
    ///
    /// Svenska: Identitet hos utfärdaren: din tokens `sub`; tom utan inloggning.
    async fn subject(&self, ctx: &Context<'_>) -> String {
        caller(ctx).request.actor.subject.clone()
    }

    /// Issuer: the token's issuer; empty when not signed in.
    ///
    /// Svenska: Utfärdare: den som utfärdat din token; tom utan inloggning.
    async fn issuer(&self, ctx: &Context<'_>) -> String {
        caller(ctx).request.actor.issuer.clone()
    }

    /// Roles today, without the public one.
    ///
    /// Svenska: Roller i dag, utom den offentliga.
    async fn roles(&self, ctx: &Context<'_>) -> Vec<HeldRole> {
        let held = caller(ctx).request.actor.assignments.iter().filter(|held| held.role != access::Role::Public);
        held.map(|held| HeldRole(held.clone())).collect()
    }

    /// Permissions: every act with some reach, and how far each role takes it.
    ///
    /// Svenska: Behörigheter: varje handling med någon räckvidd, och hur långt varje roll når.
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

/// Role today.
///
/// Svenska: Roll i dag.
#[Object]
impl HeldRole {
    /// Role assignment (id): what an access token is bound to.
    ///
    /// Svenska: Rolltilldelning (id): det som en åtkomstnyckel är bunden till.
    async fn id(&self) -> Option<async_graphql::ID> {
        self.0.id.map(|id| id.public().into())
    }

    /// Role, e.g. `PROCESS_LEADER`.
    ///
    /// Svenska: Roll, t.ex. `PROCESS_LEADER`.
    async fn role(&self) -> &'static str {
        self.0.role.as_str()
    }

    /// The role's name in the caller's language.
    ///
    /// Svenska: Rollens namn på läsarens språk.
    async fn label(&self, ctx: &Context<'_>) -> &'static str {
        self.0.role.label().get(caller(ctx).lang)
    }

    /// Organisation (id).
    ///
    /// Svenska: Organisation (id).
    async fn organisation_id(&self) -> Option<async_graphql::ID> {
        self.0.organisation.map(|id| id.public().into())
    }

    /// Council (id).
    ///
    /// Svenska: Råd (id).
    async fn council_id(&self) -> Option<async_graphql::ID> {
        self.0.council.map(|id| id.public().into())
    }

    /// Competence hub (id).
    ///
    /// Svenska: Kompetensnav (id).
    async fn hub_id(&self) -> Option<async_graphql::ID> {
        self.0.hub.map(|id| id.public().into())
    }

    /// Project (id).
    ///
    /// Svenska: Projekt (id).
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

/// Permission: a line of the policy that concerns you.
///
/// Svenska: Behörighet: en rad i behörighetsreglerna som gäller dig.
#[Object]
impl Permission {
    /// Act.
    ///
    /// Svenska: Handling.
    async fn action(&self) -> &'static str {
        self.action.as_str()
    }

    /// The act's name.
    ///
    /// Svenska: Handlingens namn.
    async fn label(&self, ctx: &Context<'_>) -> &'static str {
        self.action.label().get(caller(ctx).lang)
    }

    /// Role.
    ///
    /// Svenska: Roll.
    async fn role(&self) -> &'static str {
        self.role.as_str()
    }

    /// Reach, e.g. `ORGANISATION`.
    ///
    /// Svenska: Räckvidd, t.ex. `ORGANISATION`.
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
