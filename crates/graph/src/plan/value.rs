//! A field without fields that a row does not say by itself: the library resolves it for each row, and its value is written.

use std::sync::Arc;

use async_graphql::{Context, Positioned, Value, parser::types::Field};
use edge::FieldCount;
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use kernel::Error;
use store::Record;

use super::{Declined, Planned};
use crate::{
    batch::{Batch, Node},
    fields::Below,
    writer::JsonWriter,
};

/// The values of one field, in the order of the rows.
pub(crate) struct ValuePlan<T: 'static> {
    resolve: Arc<Below<T>>,
    values: Option<Arc<Vec<Value>>>,
}

impl<T: Record> ValuePlan<T> {
    pub(crate) fn compile<'d>(field: &Positioned<Field>, resolve: &Arc<Below<T>>) -> Option<Box<dyn Planned<T> + 'd>> {
        let is_single = field.node.selection_set.node.items.is_empty();
        is_single.then(|| Box::new(Self { resolve: Arc::clone(resolve), values: None }) as Box<dyn Planned<T> + 'd>)
    }
}

impl<T: Record> Planned<T> for ValuePlan<T> {
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, rows: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let resolve = &self.resolve;
            let values = rows.shared_values(ctx, || async move {
                let resolving = (0..rows.len()).map(|at| async move {
                    let node = Node::new(rows, at);
                    let value = resolve(&node, ctx).await;
                    value.map(|value| (at, value.unwrap_or_default()))
                });
                let mut values = vec![Value::Null; rows.len()];
                let mut resolving = resolving.collect::<FuturesUnordered<_>>();
                while let Some(resolved) = resolving.next().await {
                    let (at, value) = resolved.map_err(|error| Error::broken(error.message))?;
                    values[at] = value;
                }
                Ok(values)
            });
            self.values = Some(values.await.map_err(|_| Declined)?);
            Ok(())
        })
    }

    fn write(&mut self, _: &Batch<T>, at: usize, out: &mut JsonWriter) {
        out.value(self.values.as_ref().map_or(&Value::Null, |values| &values[at]));
    }

    fn counts(&self) -> Vec<FieldCount> {
        Vec::new()
    }
}
