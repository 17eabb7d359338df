//! Rows for a reader of the service's own that wants nothing but columns: they are read as columns and handed over beside the
//! answer. The grant, the filter, the order, the page and the price are those of every other caller, and a statement is
//! sent for each relation that is followed, as ever.

use std::collections::HashMap;

use async_graphql::{Context, SelectionField};
use edge::{ColumnSink, KIND, LargePage};
use futures_util::future::BoxFuture;
use kernel::{Datum, Error, Result, Slice};
use store::{Column, Query};

use super::{connection::RecordObject, refusal::refuse};
use crate::context::{caller, reader};

type Found = BoxFuture<'static, Result<HashMap<String, Vec<Datum>>>>;

/// The other thing that a field is.
#[derive(Clone, Copy)]
pub struct Target {
    is_leaf: fn(&str) -> bool,
    load: fn(&Context<'_>, &[&str], &[String]) -> Found,
    must_be: bool,
}

impl Target {
    /// One that the caller may reach or not.
    pub const fn some<O: RecordObject>() -> Self {
        Self { is_leaf: is_leaf::<O>, load: load::<O>, must_be: false }
    }

    /// One that everyone may see and that must be there.
    pub const fn the<O: RecordObject>() -> Self {
        Self { must_be: true, ..Self::some::<O>() }
    }
}

fn column<O: RecordObject>(leaf: &str) -> Option<Column<O::Record>> {
    O::leaves().iter().find(|(name, _)| *name == leaf).map(|(_, column)| *column)
}

fn is_leaf<O: RecordObject>(leaf: &str) -> bool {
    column::<O>(leaf).is_some()
}

/// The leaves of those of `ids` that the caller reaches, by stored id.
fn load<O: RecordObject>(ctx: &Context<'_>, ids: &[&str], leaves: &[String]) -> Found {
    let records = reader::<O::Record>(ctx);
    let request = caller(ctx).request.clone();
    let columns: Vec<Column<O::Record>> = leaves.iter().filter_map(|leaf| column::<O>(leaf)).collect();
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    Box::pin(async move {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let rows = records.parts_of(&request, &ids, &columns).await?;
        let by_id = rows.into_iter().filter_map(|mut row| match row.remove(0) {
            Datum::Text(id) => Some((id, row)),
            _ => None,
        });
        Ok(by_id.collect())
    })
}

/// A relation that is followed.
struct Followed {
    /// Its place among the object type's.
    point: usize,
    target: Target,
    /// Where the id is among the columns that are read.
    at: usize,
    leaves: Vec<String>,
}

/// Where a wanted value comes from.
#[derive(Clone, Copy)]
enum Source {
    /// A column of the row.
    Own(usize),
    /// A leaf of what the row points at.
    Of(usize, usize),
}

/// The columns that a reader wants of a connection's rows.
pub(super) struct Columns<'a, O: RecordObject> {
    sink: &'a ColumnSink,
    columns: Vec<Column<O::Record>>,
    followed: Vec<Followed>,
    sources: Vec<Source>,
    /// How many fields the answer would have for each row.
    fields: u64,
}

impl<'a, O: RecordObject> Columns<'a, O> {
    /// When the reader of this connection wants rows aside, and every field that is asked of them can be read as a column.
    pub(super) fn wanted(ctx: &Context<'_>, page: &'a LargePage) -> Option<Self> {
        let sink = page.sink.as_deref()?;
        let (mut leaves, mut fields) = (HashMap::new(), 0);
        for part in ctx.field().selection_set() {
            match part.name() {
                "nodes" => part.selection_set().for_each(|field| selected(field, "", "", &mut leaves, &mut fields)),
                "pageInfo" => {}
                _ => return None,
            }
        }
        let mut wanted = Self { sink, columns: Vec::new(), followed: Vec::new(), sources: Vec::new(), fields };
        if !leaves.values().all(|leaf| is_column::<O>(leaf)) {
            return None;
        }
        for path in &sink.wanted {
            let source = wanted.source(leaves.get(path)?)?;
            wanted.sources.push(source);
        }
        Some(wanted)
    }

    fn source(&mut self, leaf: &str) -> Option<Source> {
        Some(match wanted_leaf::<O>(leaf)? {
            Leaf::Own(column) => {
                self.columns.push(column);
                Source::Own(self.columns.len() - 1)
            }
            Leaf::Of(at, leaf) => {
                let (_, key, target) = &O::points()[at];
                let place = self.followed.iter().position(|followed| followed.point == at);
                let place = place.unwrap_or_else(|| {
                    self.columns.push(*key);
                    self.followed.push(Followed {
                        point: at,
                        target: *target,
                        at: self.columns.len() - 1,
                        leaves: Vec::new(),
                    });
                    self.followed.len() - 1
                });
                let leaves = &mut self.followed[place].leaves;
                leaves.push(leaf.to_owned());
                Source::Of(place, leaves.len() - 1)
            }
        })
    }

    /// Reads them and hands them over; what is left is the page without rows.
    pub(super) async fn give(
        &self,
        ctx: &Context<'_>,
        query: &Query<Column<O::Record>>,
    ) -> async_graphql::Result<Slice<O::Record>> {
        let records = reader::<O::Record>(ctx);
        let read = records.parts(&caller(ctx).request, query, &self.columns).await;
        let Slice { rows, cursors, has_previous, has_next } = read.map_err(|error| refuse(ctx, error))?;
        let fields = self.fields.saturating_mul(rows.len() as u64);
        let rows = match self.followed.is_empty() {
            true => rows,
            false => self.follow(ctx, rows).await.map_err(|error| refuse(ctx, error))?,
        };
        self.sink.give(rows, fields);
        Ok(Slice { rows: Vec::new(), cursors, has_previous, has_next })
    }

    /// The rows with what they point at.
    async fn follow(&self, ctx: &Context<'_>, rows: Vec<Vec<Datum>>) -> Result<Vec<Vec<Datum>>> {
        let mut found = Vec::with_capacity(self.followed.len());
        for Followed { target, at, leaves, .. } in &self.followed {
            let mut ids: Vec<&str> = rows.iter().filter_map(|row| text(&row[*at])).collect();
            ids.sort_unstable();
            ids.dedup();
            found.push((target.load)(ctx, &ids, leaves).await?);
        }
        rows.into_iter().map(|row| self.joined(row, &found)).collect()
    }

    fn joined(&self, mut row: Vec<Datum>, found: &[HashMap<String, Vec<Datum>>]) -> Result<Vec<Datum>> {
        let mut others = Vec::with_capacity(found.len());
        for (Followed { target, at, .. }, found) in self.followed.iter().zip(found) {
            let other = text(&row[*at]).and_then(|id| found.get(id));
            if other.is_none() && target.must_be {
                return Err(Error::broken("a row points at nothing"));
            }
            others.push(other);
        }
        let take = |source: &Source| match *source {
            Source::Own(at) => std::mem::replace(&mut row[at], Datum::Absent),
            Source::Of(place, at) => others[place].map_or(Datum::Absent, |other| other[at].clone()),
        };
        Ok(self.sources.iter().map(take).collect())
    }
}

fn text(datum: &Datum) -> Option<&str> {
    match datum {
        Datum::Text(text) => Some(text),
        _ => None,
    }
}

/// A field that can be read as a column.
enum Leaf<'l, C> {
    Own(C),
    /// Of what a relation points at: the relation's place among the object type's, and the leaf.
    Of(usize, &'l str),
}

/// Whether a field of an object type, by its path from the row, can be read as a column.
pub fn is_column<O: RecordObject>(path: &str) -> bool {
    wanted_leaf::<O>(path).is_some()
}

fn wanted_leaf<O: RecordObject>(leaf: &str) -> Option<Leaf<'_, Column<O::Record>>> {
    if let Some(column) = column::<O>(leaf) {
        return Some(Leaf::Own(column));
    }
    let (relation, leaf) = leaf.split_once('.')?;
    let at = O::points().iter().position(|(name, _, target)| *name == relation && (target.is_leaf)(leaf))?;
    Some(Leaf::Of(at, leaf))
}

/// Notes what a field asks for: each of its leaves by the path that the answer would give it.
fn selected(field: SelectionField<'_>, path: &str, name: &str, leaves: &mut HashMap<String, String>, fields: &mut u64) {
    if field.alias() == Some(KIND) {
        // Asked of objects by the executor itself, for the order of their fields; these have none.
        return;
    }
    *fields += 1;
    let path = format!("{path}{}", field.alias().unwrap_or_else(|| field.name()));
    let name = format!("{name}{}", field.name());
    let mut below = field.selection_set().peekable();
    if below.peek().is_none() {
        leaves.insert(path, name);
        return;
    }
    below.for_each(|field| selected(field, &format!("{path}."), &format!("{name}."), leaves, fields));
}
