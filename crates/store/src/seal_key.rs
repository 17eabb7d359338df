//! Which key a database's personal fields are sealed with: kept as a mark, a keyed hash that says nothing of the key.

use kernel::Result;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};

use crate::db::{Db, fault};

/// The table's only row.
const ROW: &str = "seal_key";

impl Db {
    /// Whether the database is marked with our key; `None` where it is not marked yet.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn is_sealed_with_our_key(&self) -> Result<Option<bool>> {
        let mut select = Query::select();
        select.column("mark").from("seal_key").and_where(Expr::col("id").eq(ROW));
        let ours = self.sealer().mark()?;
        let rows = self.select(&select).await?;
        let marks = rows.first().map(|row| row.try_get_by_index::<String>(0).map_err(fault));
        Ok(marks.transpose()?.map(|mark| mark == ours))
    }

    /// Marks the database with our key, unless it is marked already.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn mark_with_our_key(&self) -> Result<()> {
        let mut insert = Query::insert();
        insert.into_table("seal_key").columns(["id", "mark"]).values_panic([ROW.into(), self.sealer().mark()?.into()]);
        insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        self.connection().execute(&insert).await.map(drop).map_err(fault)
    }
}
