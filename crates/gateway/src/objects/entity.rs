//! Things that another service of a federated graph points at: one statement a kind, however many are asked for.

use std::{any::Any as AnyValue, collections::HashMap, sync::Arc};

use async_graphql::{Any, Context, ID, Result, Value};
use graph::{Batch, Node, RecordObject, context::caller, refuse};
use kernel::Id;
use parking_lot::Mutex;
use store::{Mapped, Record, RecordReader};
use tokio::sync::OnceCell;

use crate::app::app;

type Shared = Arc<OnceCell<kernel::Result<Arc<dyn AnyValue + Send + Sync>>>>;

/// What was loaded for the `_entities` fields of one operation: an answer a field and kind. The library asks for one entity at a
/// time; the first of a kind loads all of its kind.
#[derive(Default)]
pub struct Entities(Mutex<HashMap<(usize, usize, &'static str), Shared>>);

struct Loaded<T: Record> {
    batch: Arc<Batch<T>>,
    at: HashMap<Id<T::Kind>, usize>,
}

/// The `O` with this id, loaded with the others of its kind in the same field; nothing outside the caller's reach.
///
/// # Errors
/// `UNAVAILABLE`, `INTERNAL`.
pub async fn entity<O: RecordObject>(ctx: &Context<'_>, id: &ID) -> Result<Option<O>> {
    let Some(id) = Id::<<O::Record as Mapped>::Kind>::parse(id) else { return Ok(None) };
    let place = (ctx.item.pos.line, ctx.item.pos.column, O::NAME);
    let cell = Arc::clone(ctx.data_unchecked::<Entities>().0.lock().entry(place).or_default());
    let load = async {
        let ids = asked::<O>(ctx);
        let rows = RecordReader::<O::Record>::new(&app(ctx).db).by_ids(&caller(ctx).request, &ids).await?;
        let at = rows.iter().enumerate().map(|(at, row)| (row.id(), at)).collect();
        Ok(Arc::new(Loaded { batch: Batch::of(rows), at }) as Arc<dyn AnyValue + Send + Sync>)
    };
    let answer = cell.get_or_init(|| load).await.clone().map_err(|error| refuse(ctx, error))?;
    let loaded = answer.downcast::<Loaded<O::Record>>();
    let loaded = loaded.map_err(|_| refuse(ctx, kernel::Error::broken("two kinds of entity in one place")))?;
    Ok(loaded.at.get(&id).map(|at| Node::new(&loaded.batch, *at).into()))
}

/// The ids of every representation of an `O` in the field being resolved.
fn asked<O: RecordObject>(ctx: &Context<'_>) -> Vec<Id<<O::Record as Mapped>::Kind>> {
    let representations = ctx.param_value::<Vec<Any>>("representations", None).map(|(_, given)| given);
    let of_kind = |given: &Any| {
        let Value::Object(fields) = &given.0 else { return None };
        match (fields.get("__typename")?, fields.get("id")?) {
            (Value::String(kind), Value::String(id)) if kind == O::NAME => Id::parse(id),
            _ => None,
        }
    };
    let mut ids: Vec<_> = representations.unwrap_or_default().iter().filter_map(of_kind).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
