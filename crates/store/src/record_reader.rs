//! The reading half of every service: the policy is asked, then the rows within its reach are read.

use std::{collections::HashMap, marker::PhantomData, sync::Arc};

use access::{Action, Grant, Request, view};
use kernel::{Datum, Id, Result, Slice};

use crate::{
    children::Family,
    db::Db,
    filter::{Filter, IdSet},
    read::{Column, Query, id_set},
    record::Record,
    tally::Tally,
};

/// Reads records of one kind as the caller of a request.
pub struct RecordReader<T> {
    db: Db,
    read: Action,
    of: PhantomData<fn() -> T>,
}

impl<T: Record> RecordReader<T> {
    /// Over `db`, by the act that shows `T`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone(), read: T::READ, of: PhantomData }
    }

    fn grant(&self, request: &Arc<Request>) -> Grant {
        view(request, self.read)
    }

    /// A page. See [`Db::page`].
    ///
    /// # Errors
    /// As [`Db::page`].
    pub async fn page(&self, request: &Arc<Request>, query: &Query<Column<T>>) -> Result<Slice<T>> {
        self.db.page(&self.grant(request), query).await
    }

    /// As [`RecordReader::page`], of which only `columns` are read. See [`Db::parts`].
    ///
    /// # Errors
    /// As [`Db::parts`].
    pub async fn parts(
        &self,
        request: &Arc<Request>,
        query: &Query<Column<T>>,
        columns: &[Column<T>],
    ) -> Result<Slice<Vec<Datum>>> {
        self.db.parts::<T>(&self.grant(request), query, columns).await
    }

    /// Some columns of those of `ids` that the caller reaches. See [`Db::parts_of`].
    ///
    /// # Errors
    /// As [`Db::parts_of`].
    pub async fn parts_of(
        &self,
        request: &Arc<Request>,
        ids: &[&str],
        columns: &[Column<T>],
    ) -> Result<Vec<Vec<Datum>>> {
        self.db.parts_of::<T>(&self.grant(request), ids, columns).await
    }

    /// How many the caller reaches.
    ///
    /// # Errors
    /// As [`Db::count`].
    pub async fn count(&self, request: &Arc<Request>, filter: &Filter<Column<T>>) -> Result<u64> {
        self.db.count::<T>(&self.grant(request), filter).await
    }

    /// Those that the caller reaches, counted by `by`. See [`Db::tally`].
    ///
    /// # Errors
    /// As [`Db::tally`].
    pub async fn tally(
        &self,
        request: &Arc<Request>,
        filter: &Filter<Column<T>>,
        by: Column<T>,
        summed: Option<Column<T>>,
    ) -> Result<Vec<Tally>> {
        self.db.tally::<T>(&self.grant(request), filter, by, summed).await
    }

    /// Those of `ids` that the caller reaches.
    ///
    /// # Errors
    /// As [`Db::by_ids`].
    pub async fn by_ids(&self, request: &Arc<Request>, ids: &[Id<T::Kind>]) -> Result<Vec<T>> {
        self.db.by_ids(&self.grant(request), ids).await
    }

    /// As [`RecordReader::by_ids`], of which only the columns `looked_at` will be looked at. See [`Query::looked_at`].
    ///
    /// # Errors
    /// As [`Db::by_ids`].
    pub async fn parts_by_ids(
        &self,
        request: &Arc<Request>,
        ids: &[Id<T::Kind>],
        looked_at: Option<&[Column<T>]>,
    ) -> Result<Vec<T>> {
        self.db.parts_by_ids(&self.grant(request), ids, looked_at).await
    }

    /// The one with this id.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the reach.
    pub async fn one(&self, request: &Arc<Request>, id: Id<T::Kind>) -> Result<T> {
        self.db.one(&self.grant(request), id).await
    }

    /// Each parent's page of children. See [`Db::children`].
    ///
    /// # Errors
    /// As [`Db::children`].
    pub async fn children(
        &self,
        request: &Arc<Request>,
        family: Family<Column<T>>,
        parents: &[&str],
        query: &Query<Column<T>>,
    ) -> Result<HashMap<String, Slice<T>>> {
        self.db.children(&self.grant(request), family, parents, query).await
    }

    /// How many children each parent has.
    ///
    /// # Errors
    /// As [`Db::count_children`].
    pub async fn count_children(
        &self,
        request: &Arc<Request>,
        family: Family<Column<T>>,
        parents: &[&str],
        filter: &Filter<Column<T>>,
    ) -> Result<HashMap<String, u64>> {
        self.db.count_children::<T>(&self.grant(request), family, parents, filter).await
    }

    /// How many different values of `column` each parent's children have.
    ///
    /// # Errors
    /// As [`Db::count_different`].
    pub async fn count_different(
        &self,
        request: &Arc<Request>,
        family: Family<Column<T>>,
        parents: &[&str],
        filter: &Filter<Column<T>>,
        column: Column<T>,
    ) -> Result<HashMap<String, u64>> {
        self.db.count_different::<T>(&self.grant(request), family, parents, filter, column).await
    }

    /// The values of `column` among the rows that match and the caller reaches, for another object type's filter.
    pub fn set(&self, request: &Arc<Request>, filter: &Filter<Column<T>>, column: Column<T>) -> IdSet {
        id_set::<T>(&self.grant(request), filter, column)
    }
}
