//! Vattenmärke: how far the data has come. It differs after every committed change, whichever instance made it.

use kernel::{Result, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};

use crate::{
    db::{Db, fault},
    record::instant,
};

/// Positions are given before commit, so a change may become visible below the last one; so far back it is noticed.
const WINDOW: i64 = 1_000;

/// How far the data has come: equal marks mean equal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watermark {
    /// The outbox's last position.
    pub position: i64,
    /// Events among the last positions: a late one counts here.
    pub recent: i64,
    /// When the last change was made; none before the first.
    pub at: Option<Timestamp>,
}

impl Db {
    /// The data's watermark. One short statement, whatever the size of the data.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn watermark(&self) -> Result<Watermark> {
        let last = Query::select()
            .expr(Func::coalesce([Expr::col("position").max(), Expr::val(0_i64)]))
            .from("outbox")
            .to_owned();
        let mut select = Query::select();
        select
            .expr(Expr::col("position").max())
            .expr(Expr::col("position").count())
            .expr(Expr::col("at").max())
            .from("outbox")
            .and_where(Expr::col("position").gt(Expr::from(last).sub(WINDOW)));
        let rows = self.all(self.backend().build(&select)).await?;
        let Some(row) = rows.first() else { return Ok(Watermark::default()) };
        let at: Option<i64> = row.try_get_by_index(2).map_err(fault)?;
        Ok(Watermark {
            position: row.try_get_by_index::<Option<i64>>(0).map_err(fault)?.unwrap_or(0),
            recent: row.try_get_by_index(1).map_err(fault)?,
            at: at.map(instant).transpose()?,
        })
    }
}
