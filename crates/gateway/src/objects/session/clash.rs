//! Where a session shares its room with another.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, Result, SimpleObject};
use efforts::session::{self, Session};
use graph::{DateTime, Node, Shown, ShownField, context::caller};
use kernel::{Label, id::SessionId};

use crate::app::app;

/// What a session's page tells of each.
pub(super) const CLASH_COLUMNS: &[ShownField] = &[
    ShownField { name: "startsAt", about: Label { sv: "Från.", en: "From." }, shown: Shown::Instant },
    ShownField { name: "endsAt", about: Label { sv: "Till.", en: "Until." }, shown: Shown::Instant },
];

/// Clash of rooms: a time at which the provider has two sessions of different occasions in one room.
///
/// Svenska: Lokalkrock: en tid då anordnaren har två kurstillfällen i olika tillfällen i samma lokal.
#[derive(Clone, Debug, SimpleObject)]
pub struct RoomClash {
    /// Id of the other session.
    ///
    /// Svenska: Id för det andra kurstillfället.
    cursor: ID,
    /// From when the two overlap.
    ///
    /// Svenska: Från när de två överlappar.
    starts_at: DateTime,
    /// Until when the two overlap.
    ///
    /// Svenska: Till när de två överlappar.
    ends_at: DateTime,
}

/// Those of the session within the caller's reach, read with its siblings': two statements.
///
/// # Errors
/// `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn clashes(ctx: &Context<'_>, node: &Node<Session>) -> Result<Vec<RoomClash>> {
    let load = || async move { app(ctx).sessions.clashes(&caller(ctx).request, node.siblings()).await };
    let told = node.shared(ctx, load);
    let told: Arc<HashMap<SessionId, Vec<session::RoomClash>>> = told.await?;
    let own = told.get(&node.row().id).map(Vec::as_slice).unwrap_or_default();
    let clash = |one: &session::RoomClash| RoomClash {
        cursor: one.other.public().into(),
        starts_at: DateTime(one.starts_at),
        ends_at: DateTime(one.ends_at),
    };
    Ok(own.iter().map(clash).collect())
}
