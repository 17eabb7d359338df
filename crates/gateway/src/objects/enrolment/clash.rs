//! Where an enrolment clashes with another of the same person.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, Result, SimpleObject};
use efforts::enrolment::{Clash, Enrolment};
use graph::{DateTime, Node, Shown, ShownField, context::caller};
use kernel::{Label, id::EnrolmentId};

use crate::app::app;

/// What an enrolment's page tells of each.
pub(super) const CLASH_COLUMNS: &[ShownField] = &[
    ShownField { name: "startsAt", about: Label { sv: "Från.", en: "From." }, shown: Shown::Instant },
    ShownField { name: "endsAt", about: Label { sv: "Till.", en: "Until." }, shown: Shown::Instant },
];

/// Clash: a time at which the person is enrolled in two sessions of different occasions.
///
/// Svenska: Krock: en tid då personen är anmäld till två kurstillfällen i olika tillfällen.
#[derive(Clone, Debug, SimpleObject)]
pub struct EnrolmentClash {
    /// Id of the person's other enrolment.
    ///
    /// Svenska: Id för personens andra anmälan.
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

/// Those of the enrolment within the caller's reach, read with its siblings': two statements.
///
/// # Errors
/// `UNAVAILABLE`, `INTERNAL`.
pub(super) async fn clashes(ctx: &Context<'_>, node: &Node<Enrolment>) -> Result<Vec<EnrolmentClash>> {
    let load = || async move { app(ctx).enrolments.clashes(&caller(ctx).request, node.siblings()).await };
    let told = node.shared(ctx, load);
    let told: Arc<HashMap<EnrolmentId, Vec<Clash>>> = told.await?;
    let own = told.get(&node.row().id).map(Vec::as_slice).unwrap_or_default();
    let clash = |one: &Clash| EnrolmentClash {
        cursor: one.other.public().into(),
        starts_at: DateTime(one.starts_at),
        ends_at: DateTime(one.ends_at),
    };
    Ok(own.iter().map(clash).collect())
}
