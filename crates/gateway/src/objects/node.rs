//! Any thing by its id.

use std::{collections::HashMap, sync::Arc, sync::LazyLock};

use access::Request;
use async_graphql::{Context, ID, Object, Result};
use graph::{ShownObject, context::caller, refuse};
use kernel::error::in_range;

use super::nodes;
use crate::{
    app::{App, app},
    objects::{AnyNode, Registration},
};

pub(crate) const REGISTRATION: Registration = Registration { queries: &[&NodeQuery], ..Registration::NONE };

/// Loads what the caller reaches of `ids`: one statement a kind.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn load(app: &App, request: &Arc<Request>, ids: &[String]) -> kernel::Result<HashMap<String, AnyNode>> {
    let mut found = HashMap::new();
    for kind in nodes() {
        found.extend((kind.load)(app, request, ids).await?);
    }
    Ok(found)
}

/// Whether it is written as the id of one of these kinds.
pub fn is_id(text: &str) -> bool {
    nodes().any(|kind| (kind.is_id)(text))
}

/// Whether whole files read this field of a row of this type as a column, e.g. `effort.title` of an `Enrolment`.
pub fn is_read_as_column(of: &str, path: &str) -> bool {
    nodes().find(|kind| kind.name == of).is_some_and(|kind| (kind.is_column)(path))
}

/// Every kind of object with an id.
pub fn shown_objects() -> &'static [ShownObject] {
    static OBJECTS: LazyLock<Vec<ShownObject>> = LazyLock::new(|| nodes().map(|kind| (kind.shown)()).collect());
    &OBJECTS
}

/// Most ids in one `nodes`.
const MAX_NODES: usize = 100;

/// Frågor om vad som helst.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    // Of a federated graph no part knows the others' ids: each has its own, and the whole shows none. Entities are the way there.
    /// What has this id; nothing when it does not exist or lies outside your reach.
    ///
    /// Svenska: Det med detta id; saknas när det inte finns eller ligger utanför din räckvidd.
    #[graphql(shareable, inaccessible)]
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Id.\n\nSvenska: Id.")] id: ID,
    ) -> Result<Option<AnyNode>> {
        let found = load(app(ctx), &caller(ctx).request, std::slice::from_ref(&id.0)).await;
        Ok(found.map_err(|error| refuse(ctx, error))?.remove(&id.0))
    }

    /// What has these ids, in the order asked for; nothing in the place of those outside your reach. At most 100.
    ///
    /// Svenska: De med dessa id, i den ordning de anges; inget i stället för dem utanför din räckvidd. Högst 100.
    #[graphql(shareable, inaccessible)]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Ids, at most 100, each once.\n\nSvenska: Id, högst 100, vart och ett en gång.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<AnyNode>>> {
        let ids: Vec<String> = ids.into_iter().map(|id| id.0).collect();
        in_range("ids", ids.len(), 0..=MAX_NODES).map_err(|error| refuse(ctx, error))?;
        let mut found = load(app(ctx), &caller(ctx).request, &ids).await.map_err(|error| refuse(ctx, error))?;
        Ok(ids.iter().map(|id| found.remove(id)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field of every row has a future of this size: what is larger belongs in a box, as relations are.
    #[test]
    fn no_field_makes_the_others_large() {
        let large: Vec<_> =
            nodes().map(|kind| (kind.name, (kind.field_future)())).filter(|(_, size)| *size > 1024).collect();
        assert!(large.is_empty(), "bytes in a field's future: {large:?}");
    }
}
