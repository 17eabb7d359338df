//! Answers written as they are read. A selection whose fields all are rows of a [`Table`](super::Table) that need no logic of their own is
//! put together once as a plan: which relations to load, a statement a level as ever, and which values to write in which order. A plan is
//! kept by its operation's text ([`edge::OperationPlans`]) and has the selection's fields as its own. Each request begins an execution of
//! it, which has the rows, and writes them as JSON, without a future, a name and a value of the library's for every field of every row.
//!
//! A plan answers as the library would: grants, filters, order, pages, prices and the read log are those of the same functions, and what
//! was loaded for it is shared with whoever else asks ([`Batch`]). Where a selection holds anything else, or anything fails, there
//! is no plan, and the library resolves field by field.

mod code;
mod connection;
mod one;
mod value;

use std::{ops::Range, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, Positioned, Value,
    context::QueryEnv,
    parser::types::{Field, Selection, SelectionSet},
};
use edge::{FieldCount, KIND, RawPart, RawParts};
use futures_util::{TryStreamExt, future::BoxFuture, stream::FuturesUnordered};
use store::{Record, held::hold};

use super::{
    batch::Batch,
    fields::{Fields, How, Leaf},
    writer::{JsonWriter, key},
};

pub(super) use code::CodePlan;
pub(super) use connection::{ConnectionPlan, ManyPlan, PageView};
pub(super) use one::OnePlan;
pub(super) use value::ValuePlan;

/// No plan after all: the library is to resolve it.
#[derive(Clone, Copy, Debug)]
pub struct Declined;

/// How a field of rows that has to be loaded before it can be written is answered.
pub trait Plan<T>: Send + Sync {
    /// Begins to answer a request.
    fn begin(&self) -> Box<dyn Execution<T> + '_>;
}

/// A field of rows in one request.
pub trait Execution<T>: Send + Sync {
    /// Loads what it takes for all of `rows`.
    ///
    /// # Errors
    /// It failed, or some row has no value of the kind that the plan is for.
    fn load<'a>(&'a mut self, ctx: &'a Context<'a>, rows: &'a Arc<Batch<T>>) -> BoxFuture<'a, Result<(), Declined>>;

    /// Writes the value of the row at `at`.
    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter);

    /// How often each field below it was answered.
    fn counts(&self) -> Vec<FieldCount>;
}

/// Makes the plan of one field as it is selected.
pub(super) type Compile<T> = Box<dyn Fn(&QueryEnv, &Positioned<Field>) -> Option<Box<dyn Plan<T>>> + Send + Sync>;

/// What an object shows of each row.
pub struct ObjectPlan<T: Record> {
    type_name: &'static str,
    parts: Vec<Part<ObjectPart<T>>>,
}

/// A selected field, its key as JSON has it, and how it is answered.
struct Part<V> {
    field: Positioned<Field>,
    key: Box<[u8]>,
    value: V,
}

impl<V> Part<V> {
    fn of(field: &Positioned<Field>, value: V) -> Self {
        Self { field: field.clone(), key: key(&field.node.response_key().node), value }
    }

    fn count(&self, times: u64, below: Vec<FieldCount>) -> FieldCount {
        FieldCount { key: self.field.node.response_key().node.clone(), times, below }
    }
}

enum ObjectPart<T: 'static> {
    TypeName,
    Leaf(&'static Leaf<T>),
    Planned(Box<dyn Plan<T>>),
}

/// Objects in one request.
struct ObjectExecution<'p, T: Record> {
    plan: &'p ObjectPlan<T>,
    /// Of each part that has to be loaded.
    planned: Vec<Option<Box<dyn Execution<T> + 'p>>>,
    times: u64,
}

impl<T: Record> ObjectPlan<T> {
    /// Of this selection; none where only the library can tell.
    pub(super) fn of<F: Fields<Record = T>>(env: &QueryEnv, set: &SelectionSet) -> Option<Self> {
        let table = F::table();
        let mut parts = Vec::with_capacity(set.items.len());
        for field in selected(env, set, &applies::<F>)? {
            let value = match field.node.name.node.as_str() {
                "__typename" => ObjectPart::TypeName,
                name => {
                    let row = table.field(name)?;
                    match (&row.how, &row.plan) {
                        (How::Leaf(_, leaf), _) => ObjectPart::Leaf(leaf),
                        (_, Some(compile)) => ObjectPart::Planned(compile(env, field)?),
                        _ => return None,
                    }
                }
            };
            parts.push(Part::of(field, value));
        }
        Some(Self { type_name: F::NAME, parts })
    }

    fn begin(&self) -> ObjectExecution<'_, T> {
        let planned = self.parts.iter().map(|part| match &part.value {
            ObjectPart::Planned(plan) => Some(plan.begin()),
            ObjectPart::TypeName | ObjectPart::Leaf(_) => None,
        });
        ObjectExecution { plan: self, planned: planned.collect(), times: 0 }
    }

    /// The row at `at` alone.
    pub(super) async fn object(
        &self,
        ctx: &ContextSelectionSet<'_>,
        parts: &RawParts,
        rows: &Arc<Batch<T>>,
        at: usize,
    ) -> Option<Value> {
        let mut object = self.begin();
        object.load(ctx, rows).await.ok()?;
        let mut out = JsonWriter::default();
        object.write(rows, at, &mut out);
        Some(finish(parts, out, object.counts()).await)
    }
}

impl<T: Record> ObjectExecution<'_, T> {
    async fn load(&mut self, ctx: &ContextSelectionSet<'_>, rows: &Arc<Batch<T>>) -> Result<(), Declined> {
        let loading = self.plan.parts.iter().zip(&mut self.planned).filter_map(|(part, planned)| {
            let planned = planned.as_mut()?;
            Some(async {
                let ctx = ctx.with_field(&part.field);
                planned.load(&ctx, rows).await
            })
        });
        loading.collect::<FuturesUnordered<_>>().try_collect().await
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        self.times += 1;
        let row = &rows.rows()[at];
        out.raw(b"{");
        for (place, (part, planned)) in self.plan.parts.iter().zip(&mut self.planned).enumerate() {
            out.key(&part.key, place == 0);
            match (&part.value, planned) {
                (ObjectPart::Leaf(leaf), _) => leaf(row, out),
                (_, Some(planned)) => planned.write(rows, at, out),
                (_, None) => out.type_name(self.plan.type_name),
            }
        }
        out.raw(b"}");
    }

    fn counts(&self) -> Vec<FieldCount> {
        let counted = self.plan.parts.iter().zip(&self.planned).map(|(part, planned)| {
            part.count(self.times, planned.as_ref().map_or_else(Vec::new, |planned| planned.counts()))
        });
        counted.collect()
    }
}

/// What stands in the answer for what has been written.
async fn finish(parts: &RawParts, mut out: JsonWriter, counts: Vec<FieldCount>) -> Value {
    out.settle();
    if out.is_over {
        // The account is full already: this stands still.
        hold(1).await;
    }
    parts.add(RawPart { json: out.json, counts, is_empty: !out.tells })
}

/// Writes a list of `range`, each by `write`; ends early where nothing more will be sent.
fn list(out: &mut JsonWriter, range: Range<usize>, mut write: impl FnMut(&mut JsonWriter, usize)) {
    // An empty list tells that there is none.
    out.tells |= range.is_empty();
    out.raw(b"[");
    let first = range.start;
    for at in range {
        if out.is_over {
            break;
        }
        if at > first {
            out.raw(b",");
        }
        write(out, at);
    }
    out.raw(b"]");
}

/// Whether a fragment on the type `on` applies to every `T`.
pub(super) fn applies<T: Fields>(on: &str) -> bool {
    on == T::NAME || (T::IS_NODE && on == "Node")
}

/// As [`fields_of`], without what is asked for by the executor for the order of the fields, which a plan keeps.
fn selected<'d>(
    env: &'d QueryEnv,
    set: &'d SelectionSet,
    applies: &dyn Fn(&str) -> bool,
) -> Option<Vec<&'d Positioned<Field>>> {
    let mut fields = fields_of(env, set, applies)?;
    fields.retain(|field| field.node.response_key().node != KIND);
    Some(fields)
}

/// The fields that `set` selects of an object to which fragments apply as `applies` says, in the order of the answer, each once; none where
/// only the library can tell: a fragment may or may not apply, a directive of our own stands, or a field that has fields is asked for twice.
pub(super) fn fields_of<'d>(
    env: &'d QueryEnv,
    set: &'d SelectionSet,
    applies: &dyn Fn(&str) -> bool,
) -> Option<Vec<&'d Positioned<Field>>> {
    let mut fields = Vec::with_capacity(set.items.len());
    add_fields(env, set, applies, &mut fields)?;
    Some(fields)
}

fn add_fields<'d>(
    env: &'d QueryEnv,
    set: &'d SelectionSet,
    applies: &dyn Fn(&str) -> bool,
    fields: &mut Vec<&'d Positioned<Field>>,
) -> Option<()> {
    for selection in &set.items {
        // What is skipped has been taken out before.
        if !selection.node.directives().is_empty() {
            return None;
        }
        let (on, set) = match &selection.node {
            Selection::Field(field) => {
                let key = &field.node.response_key().node;
                match fields.iter().any(|other| other.node.response_key().node == *key) {
                    true if field.node.selection_set.node.items.is_empty() => {}
                    true => return None,
                    false => fields.push(field),
                }
                continue;
            }
            Selection::InlineFragment(inline) => (inline.node.type_condition.as_ref(), &inline.node.selection_set),
            Selection::FragmentSpread(spread) => {
                let fragment = env.fragments.get(&spread.node.fragment_name.node)?;
                (Some(&fragment.node.type_condition), &fragment.node.selection_set)
            }
        };
        if on.is_some_and(|on| !applies(&on.node.on.node)) {
            return None;
        }
        add_fields(env, &set.node, applies, fields)?;
    }
    Some(())
}
