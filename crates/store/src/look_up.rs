//! What a change refers to, as far as its caller reads.

use std::sync::Arc;

use access::{Grant, view};
use kernel::{
    Error, Id, Result,
    error::{Detail, rules},
};
use sea_orm::{QuerySelect, sea_query::LockType};

use crate::{
    filter::Filter,
    read::{Column, records},
    record::Record,
    tx::{Tx, matched, of_id},
};

impl Tx {
    /// The row with this id, as the caller may read it: for what a change refers to and does not change.
    ///
    /// # Errors
    /// `NotFound` when it does not exist or lies outside the caller's reading reach.
    pub async fn look_up<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        let select = of_id::<T>(&self.reading::<T>(), id);
        self.one(select).await
    }

    /// As [`Tx::look_up`], and held as by [`Tx::lock`]: for what a change of the caller's own counts on another's row.
    ///
    /// # Errors
    /// As [`Tx::look_up`].
    pub async fn look_up_held<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        let select = of_id::<T>(&self.reading::<T>(), id).lock_exclusive();
        self.one(select).await
    }

    /// As [`Tx::look_up`], and nobody holds the row as by [`Tx::lock`] until this transaction ends: as a row that is written keeps
    /// those that it refers to, for who must keep one before something else is held.
    ///
    /// # Errors
    /// As [`Tx::look_up`].
    pub async fn look_up_kept<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        let select = of_id::<T>(&self.reading::<T>(), id).lock(LockType::KeyShare);
        self.one(select).await
    }

    /// As [`Tx::look_up`], and nobody changes the row until this transaction ends, while others may hold it so, too: for what a change
    /// is decided by. Changed meanwhile, it is read as it became. On SQLite the whole transaction is alone already.
    ///
    /// # Errors
    /// As [`Tx::look_up`].
    pub async fn look_up_unchanged<T: Record>(&mut self, id: Id<T::Kind>) -> Result<T> {
        let select = of_id::<T>(&self.reading::<T>(), id).lock_shared();
        self.one(select).await
    }

    /// As [`Tx::insert`], where a key that is taken is a fault of `field`: of the row that has it, which is among `those`, it is told
    /// what `told` says, as far as the caller reads it.
    ///
    /// # Errors
    /// `Invalid { field, KEY_IS_TAKEN }`; else as [`Tx::insert`].
    pub async fn insert_at<T: Record>(
        &mut self,
        record: &T,
        field: &str,
        those: Filter<Column<T>>,
        told: impl FnOnce(&T) -> Detail,
    ) -> Result<()> {
        match self.insert(record).await {
            Err(Error::Conflict { rule: rules::KEY_IS_TAKEN }) => {
                // The row was left out, so the transaction can still be asked which there is.
                let known = self.look_through::<T>(those).await?;
                let detail = known.first().map(told).unwrap_or_default();
                Err(Error::invalid_with(field, rules::KEY_IS_TAKEN, detail))
            }
            done => done,
        }
    }

    /// As [`Tx::matching`], within the caller's reading reach: for what a change must leave as it is told.
    ///
    /// # Errors
    /// As [`Tx::matching`].
    pub async fn look_through<T: Record>(&mut self, filter: Filter<Column<T>>) -> Result<Vec<T>> {
        let select = matched::<T>(&self.reading::<T>(), filter)?;
        records(&self.rows(&select).await?)
    }

    /// How far the caller reads such rows.
    fn reading<T: Record>(&self) -> Grant {
        view(&Arc::new(self.grant().request().clone()), T::READ)
    }
}
