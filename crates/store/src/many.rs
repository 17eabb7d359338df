//! Many rows in one change, at a few statements for all of them.

use kernel::{Error, Id, Result};
use sea_orm::{
    ActiveModelTrait, EntityTrait, ExprTrait, IdenStatic, IntoActiveModel, Iterable, QueryFilter, QueryTrait,
    sea_query::{Expr, OnConflict},
};

use crate::{
    filter::{Compare, Filter, one_of},
    read::{Column, records, within},
    record::Record,
    tx::{MATCHED, ROWS_PER_INSERT, Tx, stale},
};

impl Tx {
    /// The rows with these ids, as [`Tx::load`] loads one, in no particular order.
    ///
    /// # Errors
    /// `NotFound` when one does not exist or lies outside the reach; `Unavailable`, `Broken`.
    pub async fn load_many<T: Record>(&mut self, ids: &[Id<T::Kind>]) -> Result<Vec<T>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
        let id = Expr::col((T::Entity::default(), T::ID));
        let select = within::<T>(self.grant()).filter(one_of(self.db().backend(), id, &texts));
        let found: Vec<T> = records(&self.rows(&select.into_query()).await?)?;
        if found.len() == ids.len() { Ok(found) } else { Err(Error::NotFound) }
    }

    /// As [`Tx::matching`], however many they are: for what must reach every one of them.
    ///
    /// # Errors
    /// As [`Tx::matching`].
    pub async fn every<T: Record>(&mut self, filter: Filter<Column<T>>) -> Result<Vec<T>> {
        let mut found: Vec<T> = Vec::new();
        loop {
            let rest = match found.last() {
                Some(last) => filter.clone().and(Filter::Is(T::ID, Compare::Gt(last.id().as_str().into()))),
                None => filter.clone(),
            };
            let more: Vec<T> = self.matching(rest).await?;
            let is_last = more.len() < MATCHED as usize;
            found.extend(more);
            if is_last {
                return Ok(found);
            }
        }
    }

    /// Writes changed rows over the versions they were loaded at, several a statement, and counts their versions up. Each row stands
    /// among them once. Of tables whose rows are never taken away: one that is gone would be made anew.
    ///
    /// For open data alone, which the education supply is: an id that is there is written over, but a row whose other unique key is
    /// another's is refused by PostgreSQL, which writes that key in its own log. What [`Tx::insert_many`] does instead, to leave such a
    /// row out in silence, cannot be told beside the writing over: a statement names one key. A test holds who calls this.
    ///
    /// # Errors
    /// As [`Tx::update`], when someone else was first to change any of them: nothing of the change is committed then.
    pub async fn update_many<T: Record>(&mut self, records: &mut [T]) -> Result<()> {
        let Some(version) = T::VERSION else { return Err(Error::broken("this kind of row never changes")) };
        for chunk in records.chunks_mut(ROWS_PER_INSERT) {
            for record in chunk.iter_mut() {
                let next = record.version() + 1;
                record.set_version(next);
            }
            let rows = chunk.iter().map(|record| record.to_model().into_active_model().reset_all());
            let mut insert = T::Entity::insert_many(rows).into_query();
            let before = Expr::col(("excluded", version)).sub(1_i32);
            let mut over = OnConflict::column(T::ID);
            over.update_columns(<Column<T>>::iter().filter(|column| column.as_str() != T::ID.as_str()))
                .action_and_where(Expr::col((T::Entity::default(), version)).eq(before));
            insert.on_conflict(over);
            self.write_rows(&insert, chunk.len(), stale()).await?;
        }
        Ok(())
    }
}
