//! A field without fields that a row does not say by itself: the library resolves it for each row, and its value is written.

use std::sync::Arc;

use async_graphql::{Context, Positioned, Value, parser::types::Field};
use edge::FieldCount;
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use kernel::Error;
use store::Record;

use super::{Declined, Execution, Plan};
use crate::{
    batch::{Batch, Node},
    fields::Below,
    writer::JsonWriter,
};

/// How the values of one field are resolved.
pub(crate) struct ValuePlan<T: 'static>(Arc<Below<T>>);

/// The values in one request, in the order of the rows.
struct ValueExecution<'p, T: 'static> {
    resolve: &'p Below<T>,
    values: Option<Arc<Vec<Value>>>,
}

impl<T: Record> ValuePlan<T> {
    pub(crate) fn compile(field: &Positioned<Field>, resolve: &Arc<Below<T>>) -> Option<Box<dyn Plan<T>>> {
        let is_single = field.node.selection_set.node.items.is_empty();
        is_single.then(|| Box::new(Self(Arc::clone(resolve))) as Box<dyn Plan<T>>)
    }
}

impl<T: Record> Plan<T> for ValuePlan<T> {
    fn begin(&self) -> Box<dyn Execution<T> + '_> {
        Box::new(ValueExecution { resolve: &self.0, values: None })
    }
}

impl<T: Record> Execution<T> for ValueExecution<'_, T> {
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, rows: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let resolve = self.resolve;
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
