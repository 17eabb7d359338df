//! What a row points at.

use std::sync::Arc;

use async_graphql::{Context, Positioned, context::QueryEnv, parser::types::Field};
use edge::FieldCount;
use futures_util::future::BoxFuture;
use store::Record;

use super::{Declined, Execution, ObjectExecution, ObjectPlan, Plan};
use crate::{
    batch::{Batch, Targets},
    connection::RecordObject,
    fields::IdOf,
    writer::{JsonWriter, Writer},
};

/// The one object that each row points at.
pub(crate) struct OnePlan<T, O: RecordObject, K> {
    field: Positioned<Field>,
    key: K,
    /// Whether it is there for every row.
    must_be: bool,
    object: ObjectPlan<O::Record>,
    of: std::marker::PhantomData<fn(T)>,
}

/// The objects in one request.
struct OneExecution<'p, T, O: RecordObject, K> {
    plan: &'p OnePlan<T, O, K>,
    object: ObjectExecution<'p, O::Record>,
    targets: Option<Arc<Targets<O::Record>>>,
}

impl<T, O, K> OnePlan<T, O, K>
where
    T: Record,
    O: RecordObject,
    K: Fn(&T) -> Option<IdOf<O>> + Copy + Send + Sync + 'static,
{
    pub(crate) fn compile(
        env: &QueryEnv,
        field: &Positioned<Field>,
        key: K,
        must_be: bool,
    ) -> Option<Box<dyn Plan<T>>> {
        let object = O::plan(env, &field.node.selection_set.node)?;
        Some(Box::new(Self { field: field.clone(), key, must_be, object, of: std::marker::PhantomData }))
    }
}

impl<T, O, K> Plan<T> for OnePlan<T, O, K>
where
    T: Record,
    O: RecordObject,
    K: Fn(&T) -> Option<IdOf<O>> + Copy + Send + Sync + 'static,
{
    fn begin(&self) -> Box<dyn Execution<T> + '_> {
        Box::new(OneExecution { plan: self, object: self.object.begin(), targets: None })
    }
}

impl<T, O, K> Execution<T> for OneExecution<'_, T, O, K>
where
    T: Record,
    O: RecordObject,
    K: Fn(&T) -> Option<IdOf<O>> + Copy + Send + Sync + 'static,
{
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, rows: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>> {
        Box::pin(async move {
            let OnePlan { field, key, must_be, .. } = self.plan;
            if rows.rows().iter().all(|row| key(row).is_none()) {
                return if *must_be && !rows.is_empty() { Err(Declined) } else { Ok(()) };
            }
            let targets = rows.targets::<O>(ctx, *key).await.map_err(|_| Declined)?;
            let is_there = |row: &T| key(row).is_some_and(|id| targets.at.contains_key(&id));
            if *must_be && !rows.rows().iter().all(is_there) {
                return Err(Declined);
            }
            let below = ctx.with_selection_set(&field.node.selection_set);
            self.object.load(&below, &targets.batch).await?;
            self.targets = Some(targets);
            Ok(())
        })
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        let found = self.targets.as_ref().and_then(|targets| {
            let id = (self.plan.key)(&rows.rows()[at])?;
            targets.at.get(&id).map(|at| (targets, *at))
        });
        match found {
            Some((targets, at)) => self.object.write(&targets.batch, at, out),
            None => out.null(),
        }
    }

    fn counts(&self) -> Vec<FieldCount> {
        self.object.counts()
    }
}
