//! What a change counts on, and its caller need not read.

use kernel::{Error, Id, Result};
use sea_orm::{
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, LockType, Order},
};

use crate::{
    children::Via,
    db::fault,
    filter::{Compare, Filter},
    read::{Column, records},
    record::Record,
    tx::Tx,
};

impl Tx {
    /// As [`Tx::look_up`], whoever reads the row: for what a change counts on and its caller need not read. The caller is told whether
    /// it is such as the change demands, and where it is not, the same as where there is none.
    ///
    /// # Errors
    /// `NotFound` when it does not exist.
    pub async fn look_beyond<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        self.only(any_of_id::<T>(id)).await
    }

    /// As [`Tx::look_beyond`], and held as by [`Tx::lock`].
    ///
    /// # Errors
    /// As [`Tx::look_beyond`].
    pub async fn look_beyond_held<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        self.only(any_of_id::<T>(id).lock_exclusive()).await
    }

    /// As [`Tx::look_beyond`], after whoever looked so before and has not committed: for changes that are decided by rows of several, one
    /// after another under a row that they all refer to. Who only refers to the row does not wait. On SQLite the whole transaction is
    /// alone already.
    ///
    /// # Errors
    /// As [`Tx::look_beyond`].
    pub async fn look_beyond_in_turn<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        self.only(any_of_id::<T>(id).lock(LockType::NoKeyUpdate)).await
    }

    /// Whether any row matches, whoever reads it: for what a change demands of others' rows.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn is_any<T: Record>(&mut self, filter: &Filter<Column<T>>) -> Result<bool> {
        let select = T::Entity::find().filter(filter.condition()).limit(1);
        Ok(!self.rows(&select.into_query()).await?.is_empty())
    }

    /// All that match, whoever reads them and however many, in the order of their ids, and held as by [`Tx::lock`]: for what follows from a
    /// change in rows that the caller need not read, and tells nobody what they are.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn look_through_beyond_held<T: Record>(&mut self, filter: &Filter<Column<T>>) -> Result<Vec<T>> {
        let select = T::Entity::find().filter(filter.condition()).order_by_asc(T::ID).lock_exclusive();
        records(&self.rows(&select.into_query()).await?)
    }

    /// Fills in `column`, an anchor that was copied while there was none, in every row that matches and has nothing there, whoever reads
    /// them. It is none of what a row tells of itself: its version stays, and so does a row that has none, for it never changes.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn anchor_beyond<T: Record, K>(
        &mut self,
        filter: &Filter<Column<T>>,
        column: Column<T>,
        anchor: Id<K>,
    ) -> Result<()> {
        let update = T::Entity::update_many()
            .col_expr(column, Expr::value(anchor.as_str()))
            .filter(filter.condition())
            .filter(Filter::Is(column, Compare::Absent(true)).condition());
        self.execute(update.build(self.db().backend())).await.map(|_| ())
    }

    /// The ids that a linking table has for `parent`, whoever reads what they are of, in their order.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn linked_beyond<P, C>(&mut self, via: Via, parent: Id<P>) -> Result<Vec<Id<C>>> {
        let mut select = sea_orm::sea_query::Query::select();
        select
            .column(via.child)
            .from(via.table)
            .and_where(Expr::col(via.parent).eq(parent.as_str()))
            .order_by(via.child, Order::Asc);
        let rows = self.rows(&select).await?;
        rows.iter().map(|row| Id::from_stored(&row.try_get_by_index::<String>(0).map_err(fault)?)).collect()
    }

    async fn only<T: Record>(&mut self, select: Select<T::Entity>) -> Result<T> {
        let rows = self.rows(&select.into_query()).await?;
        records(&rows)?.pop().ok_or(Error::NotFound)
    }
}

fn any_of_id<T: Record>(id: Id<T::Kind>) -> Select<T::Entity> {
    T::Entity::find().filter(Expr::col((T::Entity::default(), T::ID)).eq(id.as_str()))
}
