//! Rows that know their siblings.
//!
//! All rows that one statement brought stand in one [`Batch`]. The first sibling that is asked for a relation loads it for all of
//! them, in one statement; the others wait for the same answer. So a query costs one statement a level, whatever the number
//! of parents, without look-ahead and without a loader's queue. A batch lives as long as its request's answer and has
//! only rows that this caller may see.

use std::{any::Any, collections::HashMap, future::Future, ops::Range, sync::Arc};

use async_graphql::{Context, Pos};
use futures_util::future::BoxFuture;
use kernel::{Error, Id, Result, Slice};
use parking_lot::Mutex;
use store::{Column, Family, Filter, Mapped, Query, Record};
use tokio::sync::OnceCell;

use super::{
    connection::{self, Asked, Connection, RecordObject, Total, looked_at},
    refusal::refuse,
};
use crate::context::{caller, reader};

type Answer = Result<Arc<dyn Any + Send + Sync>>;

/// A relation being loaded. Boxed: an object's fields share one future type, as large as its largest field, and one is made
/// for every field of every row; unboxed, a title would move the 14 KB that a filtered connection needs.
pub type Answering<'a, V> = BoxFuture<'a, async_graphql::Result<V>>;

/// The rows one statement brought, with what was loaded for them since.
pub struct Batch<T> {
    rows: Vec<T>,
    relations: Relations,
}

impl<T> Batch<T> {
    /// Of these rows.
    pub fn of(rows: Vec<T>) -> Arc<Self> {
        Arc::new(Self { rows, relations: Relations::default() })
    }

    /// The rows.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Loads something for all rows at once, and gives every one of them the same answer.
    ///
    /// # Errors
    /// What `load` says.
    pub(super) async fn shared<V, F>(
        &self,
        ctx: &Context<'_>,
        load: impl FnOnce() -> F + Send,
    ) -> async_graphql::Result<Arc<V>>
    where
        V: Send + Sync + 'static,
        F: Future<Output = Result<V>> + Send,
    {
        let place = Place { at: ctx.item.pos, is_value: false };
        self.relations.shared(place, load).await.map_err(|error| refuse(ctx, error))
    }

    /// As [`Batch::shared`], of what the library resolves for each row, which may load something at the same place itself.
    ///
    /// # Errors
    /// What `load` says.
    pub(super) async fn shared_values<V, F>(&self, ctx: &Context<'_>, load: impl FnOnce() -> F + Send) -> Result<Arc<V>>
    where
        V: Send + Sync + 'static,
        F: Future<Output = Result<V>> + Send,
    {
        self.relations.shared(Place { at: ctx.item.pos, is_value: true }, load).await
    }
}

impl<T: Record> Batch<T> {
    /// What the rows point at by `key`, as far as the caller reaches it.
    ///
    /// # Errors
    /// `UNAVAILABLE`, `INTERNAL`.
    pub(super) async fn targets<O: RecordObject>(
        &self,
        ctx: &Context<'_>,
        key: impl Fn(&T) -> Option<Id<<O::Record as Mapped>::Kind>> + Send + Sync,
    ) -> async_graphql::Result<Arc<Targets<O::Record>>> {
        let key = &key;
        self.shared(ctx, || async move {
            let mut ids: Vec<_> = self.rows.iter().filter_map(key).collect();
            ids.sort_unstable();
            ids.dedup();
            let looked_at = looked_at::<O>(ctx.field().selection_set());
            let records = reader::<O::Record>(ctx);
            let rows = records.parts_by_ids(&caller(ctx).request, &ids, looked_at.as_deref()).await?;
            let at = rows.iter().enumerate().map(|(i, row)| (row.id(), i)).collect();
            Ok(Targets { batch: Batch::of(rows), at })
        })
        .await
    }

    /// Each row's page of children.
    ///
    /// # Errors
    /// `UNAVAILABLE`, `INTERNAL`.
    pub(super) async fn children<O: RecordObject>(
        &self,
        ctx: &Context<'_>,
        family: Family<Column<O::Record>>,
        query: Query<Column<O::Record>>,
    ) -> async_graphql::Result<Arc<Children<O::Record>>> {
        self.shared(ctx, || async move {
            let keys = self.keys();
            let parents: Vec<&str> = keys.iter().map(Id::as_str).collect();
            let records = reader::<O::Record>(ctx);
            Ok(Children::from_slices(records.children(&caller(ctx).request, family, &parents, &query).await?))
        })
        .await
    }

    /// How many children each row has; those without any are absent.
    ///
    /// # Errors
    /// `UNAVAILABLE`, `INTERNAL`.
    pub(super) async fn totals<U: Record>(
        &self,
        ctx: &Context<'_>,
        family: Family<Column<U>>,
        filter: &Filter<Column<U>>,
    ) -> async_graphql::Result<Arc<HashMap<String, u64>>> {
        self.shared(ctx, || async move {
            let keys = self.keys();
            let parents: Vec<&str> = keys.iter().map(Id::as_str).collect();
            reader::<U>(ctx).count_children(&caller(ctx).request, family, &parents, filter).await
        })
        .await
    }

    fn keys(&self) -> Vec<Id<T::Kind>> {
        self.rows.iter().map(Mapped::id).collect()
    }
}

/// What was loaded for a batch: one answer for each place in the document that asked.
#[derive(Default)]
struct Relations(Mutex<HashMap<Place, Arc<OnceCell<Answer>>>>);

/// Where in the document something is asked for, and whether it is the value that is resolved there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    at: Pos,
    is_value: bool,
}

impl Relations {
    /// The answer at this place. Only the sibling that loads it makes the loading, which is large, and only once on the heap.
    async fn shared<V, F>(&self, at: Place, load: impl FnOnce() -> F) -> Result<Arc<V>>
    where
        V: Send + Sync + 'static,
        F: Future<Output = Result<V>> + Send,
    {
        let cell = Arc::clone(self.0.lock().entry(at).or_default());
        let answer = match cell.get() {
            Some(answer) => answer.clone(),
            None => {
                let load =
                    || async { Box::pin(load()).await.map(|value| Arc::new(value) as Arc<dyn Any + Send + Sync>) };
                cell.get_or_init(load).await.clone()
            }
        };
        answer?.downcast().map_err(|_| Error::broken("two relations at one place of the document"))
    }
}

/// Many parents' children.
pub(super) struct Children<U> {
    pub(super) batch: Arc<Batch<U>>,
    /// By the parent's stored id; those without any are absent.
    pub(super) pages: HashMap<String, Page>,
}

/// One parent's page.
pub(super) struct Page {
    pub(super) range: Range<usize>,
    pub(super) cursors: Vec<String>,
    pub(super) has_previous: bool,
    pub(super) has_next: bool,
}

impl<U> Children<U> {
    fn from_slices(slices: HashMap<String, Slice<U>>) -> Self {
        let mut rows = Vec::new();
        let mut pages = HashMap::with_capacity(slices.len());
        for (parent, slice) in slices {
            let start = rows.len();
            rows.extend(slice.rows);
            let page = Page {
                range: start..rows.len(),
                cursors: slice.cursors,
                has_previous: slice.has_previous,
                has_next: slice.has_next,
            };
            pages.insert(parent, page);
        }
        Self { batch: Batch::of(rows), pages }
    }
}

/// The one row each sibling points at.
pub(super) struct Targets<U: Record> {
    pub(super) batch: Arc<Batch<U>>,
    pub(super) at: HashMap<Id<U::Kind>, usize>,
}

/// One row among its siblings.
pub struct Node<T> {
    batch: Arc<Batch<T>>,
    at: usize,
}

impl<T> Clone for Node<T> {
    fn clone(&self) -> Self {
        Self { batch: Arc::clone(&self.batch), at: self.at }
    }
}

impl<T: Record> Node<T> {
    /// The row at `at`.
    pub fn new(batch: &Arc<Batch<T>>, at: usize) -> Self {
        Self { batch: Arc::clone(batch), at }
    }

    /// A row without siblings.
    pub fn alone(row: T) -> Self {
        Self { batch: Batch::of(vec![row]), at: 0 }
    }

    /// The row.
    pub fn row(&self) -> &T {
        &self.batch.rows[self.at]
    }

    pub(super) fn batch(&self) -> &Arc<Batch<T>> {
        &self.batch
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The row and its siblings.
    pub fn siblings(&self) -> &[T] {
        &self.batch.rows
    }

    /// Loads something for all siblings at once, and gives every one of them the same answer.
    ///
    /// # Errors
    /// What `load` says.
    pub async fn shared<V, F>(
        &self,
        ctx: &Context<'_>,
        load: impl FnOnce() -> F + Send,
    ) -> async_graphql::Result<Arc<V>>
    where
        V: Send + Sync + 'static,
        F: Future<Output = Result<V>> + Send,
    {
        self.batch.shared(ctx, load).await
    }

    /// The thing this row points at; `None` when it points at nothing or at something outside the caller's reach.
    ///
    /// # Errors
    /// `UNAVAILABLE`, `INTERNAL`.
    pub fn one<'a, O: RecordObject>(
        &'a self,
        ctx: &'a Context<'_>,
        key: impl Fn(&T) -> Option<Id<<O::Record as Mapped>::Kind>> + Send + Sync + 'a,
    ) -> Answering<'a, Option<O>> {
        Box::pin(async move {
            let Some(id) = key(self.row()) else { return Ok(None) };
            let targets = self.batch.targets::<O>(ctx, key).await?;
            Ok(targets.at.get(&id).map(|at| Node::new(&targets.batch, *at).into()))
        })
    }

    /// As [`Node::one`], for something that everyone may see and that must be there.
    ///
    /// # Errors
    /// `INTERNAL` when it is not there after all.
    pub fn the<'a, O: RecordObject>(
        &'a self,
        ctx: &'a Context<'_>,
        key: impl Fn(&T) -> Id<<O::Record as Mapped>::Kind> + Send + Sync + 'a,
    ) -> Answering<'a, O> {
        Box::pin(async move {
            let found = self.one(ctx, |row| Some(key(row))).await?;
            found.ok_or_else(|| refuse(ctx, Error::broken("a row points at nothing")))
        })
    }

    /// This row's page of children, loaded with its siblings' pages.
    ///
    /// # Errors
    /// `INVALID` for paging or filters; `UNAVAILABLE`, `INTERNAL`.
    pub fn many<'a, O: RecordObject>(
        &'a self,
        ctx: &'a Context<'_>,
        family: Family<Column<O::Record>>,
        asked: Asked<O>,
    ) -> Answering<'a, Connection<O>> {
        Box::pin(async move {
            let query = asked.query(ctx)?;
            let filter = query.filter.clone();
            let children = self.batch.children::<O>(ctx, family, query).await?;
            let total = Total::of_children(self, family, filter);
            Ok(match children.pages.get(self.row().id().as_str()) {
                None => Connection::empty(total),
                Some(page) => Connection(connection::Page {
                    batch: Arc::clone(&children.batch),
                    range: page.range.clone(),
                    cursors: page.cursors.clone(),
                    has_previous: page.has_previous,
                    has_next: page.has_next,
                    total,
                }),
            })
        })
    }

    /// How many children this row has, counted with its siblings'.
    ///
    /// # Errors
    /// `UNAVAILABLE`, `INTERNAL`.
    pub(super) async fn count<U: Record>(
        &self,
        ctx: &Context<'_>,
        family: Family<Column<U>>,
        filter: &Filter<Column<U>>,
    ) -> async_graphql::Result<u64> {
        let counts = self.batch.totals::<U>(ctx, family, filter).await?;
        Ok(counts.get(self.row().id().as_str()).copied().unwrap_or(0))
    }
}
