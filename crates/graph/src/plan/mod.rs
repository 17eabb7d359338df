//! Answers written as they are read. A selection whose fields all are rows of a [`Table`](super::Table) that need no logic of their own is
//! put together once as a plan: which relations to load, a statement a level as ever, and which values to write in which order. Then
//! the rows are written as JSON, without a future, a name and a value of the library's for every field of every row.
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

/// A field of rows that has to be loaded before it can be written.
pub trait Planned<T>: Send + Sync {
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
pub(super) type Compile<T> =
    Box<dyn for<'d> Fn(&'d QueryEnv, &'d Positioned<Field>) -> Option<Box<dyn Planned<T> + 'd>> + Send + Sync>;

/// What an object shows of each row.
pub struct ObjectPlan<'d, T: Record> {
    type_name: &'static str,
    parts: Vec<Part<'d, T>>,
    times: u64,
}

struct Part<'d, T: 'static> {
    field: &'d Positioned<Field>,
    key: Box<[u8]>,
    value: PartValue<'d, T>,
}

enum PartValue<'d, T: 'static> {
    TypeName,
    Leaf(&'static Leaf<T>),
    Planned(Box<dyn Planned<T> + 'd>),
}

impl<'d, T: Record> ObjectPlan<'d, T> {
    /// Of this selection; none where only the library can tell.
    pub(super) fn of<F: Fields<Record = T>>(env: &'d QueryEnv, set: &'d SelectionSet) -> Option<Self> {
        let table = F::table();
        let mut parts = Vec::with_capacity(set.items.len());
        for field in selected(env, set, &applies::<F>)? {
            let value = match field.node.name.node.as_str() {
                "__typename" => PartValue::TypeName,
                name => {
                    let row = table.field(name)?;
                    match (&row.how, &row.plan) {
                        (How::Leaf(_, leaf), _) => PartValue::Leaf(leaf),
                        (_, Some(compile)) => PartValue::Planned(compile(env, field)?),
                        _ => return None,
                    }
                }
            };
            parts.push(Part { field, key: key(&field.node.response_key().node), value });
        }
        Some(Self { type_name: F::NAME, parts, times: 0 })
    }
}

impl<T: Record> ObjectPlan<'_, T> {
    async fn load(&mut self, ctx: &ContextSelectionSet<'_>, rows: &Arc<Batch<T>>) -> Result<(), Declined> {
        let loading = self.parts.iter_mut().filter_map(|part| match &mut part.value {
            PartValue::Planned(planned) => Some(async {
                let ctx = ctx.with_field(part.field);
                planned.load(&ctx, rows).await
            }),
            PartValue::TypeName | PartValue::Leaf(_) => None,
        });
        loading.collect::<FuturesUnordered<_>>().try_collect().await
    }

    fn write(&mut self, rows: &Batch<T>, at: usize, out: &mut JsonWriter) {
        self.times += 1;
        let row = &rows.rows()[at];
        out.raw(b"{");
        for (place, part) in self.parts.iter_mut().enumerate() {
            out.key(&part.key, place == 0);
            match &mut part.value {
                PartValue::TypeName => out.type_name(self.type_name),
                PartValue::Leaf(leaf) => leaf(row, out),
                PartValue::Planned(planned) => planned.write(rows, at, out),
            }
        }
        out.raw(b"}");
    }

    fn counts(&self) -> Vec<FieldCount> {
        let count = |part: &Part<'_, T>| FieldCount {
            key: part.field.node.response_key().node.clone(),
            times: self.times,
            below: match &part.value {
                PartValue::Planned(planned) => planned.counts(),
                PartValue::TypeName | PartValue::Leaf(_) => Vec::new(),
            },
        };
        self.parts.iter().map(count).collect()
    }

    /// The row at `at` alone.
    pub(super) async fn object(
        mut self,
        ctx: &ContextSelectionSet<'_>,
        parts: &RawParts,
        rows: &Arc<Batch<T>>,
        at: usize,
    ) -> Option<Value> {
        self.load(ctx, rows).await.ok()?;
        let mut out = JsonWriter::default();
        self.write(rows, at, &mut out);
        Some(finish(parts, out, self.counts()).await)
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
