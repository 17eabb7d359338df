//! Reading: one row, some rows, a page, a count – never without a grant, never outside its reach.

use access::Grant;
use kernel::{Direction, Error, Id, PageRequest, Result, Slice};
use sea_orm::{
    DbBackend, EntityTrait, ExprTrait, ModelTrait, QueryFilter, QueryResult, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    cursor::{self, Key, Order},
    db::{Db, fault},
    filter::{Filter, IdSet, one_of},
    lean::only,
    record::{Mapped, Record},
    row::{Cells, Row},
};

/// The column enum of a record's table.
pub type Column<T> = <<T as Mapped>::Entity as EntityTrait>::Column;

/// A page of rows, asked for.
#[derive(Clone, Debug)]
pub struct Query<C> {
    /// Which rows.
    pub filter: Filter<C>,
    /// In which order; the id is added last. Rows without a value come last in either direction.
    pub order: Vec<(C, Direction)>,
    /// Which page.
    pub page: PageRequest,
    /// Whether the answer's cursors are wanted.
    pub cursors: bool,
    /// The columns that will be looked at, if not every one: others that may be left out are, and read as empty.
    pub looked_at: Option<Vec<C>>,
}

impl<C> Query<C> {
    /// The first `size` rows in id order.
    pub fn first(size: u32) -> Self {
        Self {
            filter: Filter::default(),
            order: Vec::new(),
            page: PageRequest::first(size),
            cursors: false,
            looked_at: None,
        }
    }

    /// With `filter`.
    #[must_use]
    pub fn filter(mut self, filter: Filter<C>) -> Self {
        self.filter = filter;
        self
    }
}

/// A select cut to one page, and how to read its answer.
pub(crate) struct Paged<T: Record> {
    pub(crate) select: Select<T::Entity>,
    pub(crate) order: Vec<Key<Column<T>>>,
    looked_at: Option<Vec<Column<T>>>,
    asked: Order<Column<T>>,
    page: PageRequest,
    cursors: bool,
}

impl<T: Record> Paged<T> {
    pub(crate) fn new(grant: &Grant, query: &Query<Column<T>>) -> Result<Self> {
        let mut asked = query.order.clone();
        let direction = asked.last().map_or(Direction::Asc, |(_, direction)| *direction);
        asked.push((T::ID, direction));
        let order: Vec<_> = asked.iter().map(|asked| Key::new(*asked, query.page.backward)).collect();
        let mut select = within::<T>(grant);
        if !query.filter.is_everything() {
            select = select.filter(query.filter.condition());
        }
        if let Some(cursor) = &query.page.cursor {
            let field = if query.page.backward { "before" } else { "after" };
            select = select.filter(cursor::after(&asked, &order, cursor, field)?);
        }
        let ordering = order.iter().map(|key| key.column);
        let looked_at =
            query.looked_at.as_ref().map(|columns| columns.iter().copied().chain(ordering).collect::<Vec<_>>());
        if let Some(looked_at) = &looked_at {
            select = only::<T>(select, looked_at);
        }
        for key in &order {
            key.sort(QuerySelect::query(&mut select), Expr::col((T::Entity::default(), key.column)));
        }
        Ok(Self { select, order, looked_at, asked, page: query.page.clone(), cursors: query.cursors })
    }

    /// All rows there are, with the columns that will be looked at: to be joined with the ids of a page.
    pub(crate) fn lean(&self) -> Select<T::Entity> {
        match &self.looked_at {
            Some(looked_at) => only::<T>(T::Entity::find(), looked_at),
            None => T::Entity::find(),
        }
    }

    /// One row more than the page, so that it is known whether there are more.
    pub(crate) fn limit(&self) -> u64 {
        u64::from(self.page.size) + 1
    }

    /// The ordering as asked for, which cursors are of.
    pub(crate) fn asked(&self) -> &Order<Column<T>> {
        &self.asked
    }

    /// The page of what the statement answered, without cursors.
    pub(crate) fn cut<R>(&self, mut rows: Vec<R>) -> Slice<R> {
        let more = rows.len() > self.page.size as usize;
        rows.truncate(self.page.size as usize);
        if self.page.backward {
            rows.reverse();
        }
        let continued = self.page.cursor.is_some();
        let (has_previous, has_next) = if self.page.backward { (more, continued) } else { (continued, more) };
        Slice { rows, cursors: Vec::new(), has_previous, has_next }
    }

    /// The page of rows whose columns begin at the cell `first`.
    pub(crate) fn slice(&self, rows: Vec<&QueryResult>, first: usize) -> Result<Slice<T>> {
        let Slice { rows, has_previous, has_next, .. } = self.cut(rows);
        let cursor = |row: &&QueryResult| {
            let model = <T::Entity as EntityTrait>::Model::read(&mut Cells::from(row, first)?)?;
            cursor::encode(&self.asked, |_, column| model.get(column))
        };
        let cursors = if self.cursors { rows.iter().map(cursor).collect::<Result<_>>()? } else { Vec::new() };
        let rows = rows.into_iter().map(|row| T::read(&mut Cells::from(row, first)?)).collect::<Result<_>>()?;
        Ok(Slice { rows, cursors, has_previous, has_next })
    }
}

/// Every row of `T` within the grant's reach.
pub(crate) fn within<T: Record>(grant: &Grant) -> Select<T::Entity> {
    let select = T::Entity::find();
    match T::reach().condition(grant.scope()) {
        Some(condition) => select.filter(condition),
        None => select,
    }
}

/// The records of rows that hold the table's columns, in their order: for a reading without a grant, whose reason stands where
/// it is made.
///
/// # Errors
/// `Broken` when a row is none of ours.
pub fn records<T: Record>(rows: &[QueryResult]) -> Result<Vec<T>> {
    rows.iter().map(|row| T::read(&mut Cells::of(row)?)).collect()
}

impl Db {
    pub(crate) fn backend(&self) -> DbBackend {
        self.conn.get_database_backend()
    }

    pub(crate) async fn select(&self, statement: &SelectStatement) -> Result<Vec<QueryResult>> {
        self.all(self.backend().build(statement)).await
    }

    /// A page.
    ///
    /// # Errors
    /// `Invalid` for a cursor of another ordering; `Unavailable`, `Broken`.
    pub async fn page<T: Record>(&self, grant: &Grant, query: &Query<Column<T>>) -> Result<Slice<T>> {
        if grant.scope().is_empty() {
            return Ok(Slice::default());
        }
        let paged = Paged::<T>::new(grant, query)?;
        let statement = paged.select.clone().limit(paged.limit()).into_query();
        paged.slice(self.select(&statement).await?.iter().collect(), 0)
    }

    /// How many rows.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn count<T: Record>(&self, grant: &Grant, filter: &Filter<Column<T>>) -> Result<u64> {
        if grant.scope().is_empty() {
            return Ok(0);
        }
        let statement = within::<T>(grant)
            .filter(filter.condition())
            .select_only()
            .column_as(Expr::col(sea_orm::sea_query::Asterisk).count(), "n")
            .into_query();
        let rows = self.select(&statement).await?;
        let n: i64 = rows.first().map_or(Ok(0), |row| row.try_get_by_index(0)).map_err(fault)?;
        Ok(n.unsigned_abs())
    }

    /// The rows with these ids, in no particular order; those outside the reach are absent.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn by_ids<T: Record>(&self, grant: &Grant, ids: &[Id<T::Kind>]) -> Result<Vec<T>> {
        self.parts_by_ids(grant, ids, None).await
    }

    /// As [`Db::by_ids`], of which only the columns `looked_at` will be looked at (see [`Query::looked_at`]).
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn parts_by_ids<T: Record>(
        &self,
        grant: &Grant,
        ids: &[Id<T::Kind>],
        looked_at: Option<&[Column<T>]>,
    ) -> Result<Vec<T>> {
        if ids.is_empty() || grant.scope().is_empty() {
            return Ok(Vec::new());
        }
        let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
        let id = Expr::col((T::Entity::default(), T::ID));
        let condition = match texts.as_slice() {
            [one] => id.eq(*one),
            several => one_of(self.backend(), id, several),
        };
        let mut select = within::<T>(grant).filter(condition);
        if let Some(looked_at) = looked_at {
            select = only::<T>(select, looked_at);
        }
        records(&self.select(&select.into_query()).await?)
    }

    /// The row with this id.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the reach; `Unavailable`, `Broken`.
    pub async fn one<T: Record>(&self, grant: &Grant, id: Id<T::Kind>) -> Result<T> {
        self.by_ids(grant, &[id]).await?.pop().ok_or(Error::NotFound)
    }

    /// Rows that match, for rules that need to see several (at most 1,000).
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn matching<T: Record>(&self, grant: &Grant, filter: Filter<Column<T>>) -> Result<Vec<T>> {
        Ok(self.page(grant, &Query::first(1000).filter(filter)).await?.rows)
    }
}

/// The values of `column` in the rows that match, within the grant's reach, as a set for another domain's filter.
pub fn id_set<T: Record>(grant: &Grant, filter: &Filter<Column<T>>, column: Column<T>) -> IdSet {
    // One absent value in the set, and `NOT IN` would hold for no row at all.
    let present = Expr::col((T::Entity::default(), column)).is_not_null();
    let select = within::<T>(grant).filter(filter.condition()).filter(present).select_only().column(column);
    IdSet(Box::new(select.into_query()))
}
