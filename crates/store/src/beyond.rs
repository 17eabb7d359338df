//! What a change counts on, and its caller need not read.

use kernel::{Error, Id, Result};
use sea_orm::{
    EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, LockType},
};

use crate::{
    filter::Filter,
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

    async fn only<T: Record>(&mut self, select: Select<T::Entity>) -> Result<T> {
        let rows = self.rows(&select.into_query()).await?;
        records(&rows)?.pop().ok_or(Error::NotFound)
    }
}

fn any_of_id<T: Record>(id: Id<T::Kind>) -> Select<T::Entity> {
    T::Entity::find().filter(Expr::col((T::Entity::default(), T::ID)).eq(id.as_str()))
}
