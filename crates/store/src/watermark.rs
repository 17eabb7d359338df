//! Vattenmärke: how far the data has come. It differs after every committed change, whichever instance made it.

use kernel::{Result, Stored, Timestamp};
use sea_orm::Statement;

use crate::db::{Db, Dialect, fault};

/// Of so many events the latest says when the last change was made.
const WINDOW: i64 = 1_000;

/// How far the data has come: equal marks mean equal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watermark {
    /// The last event that no other can come before: its position, on PostgreSQL the transaction that wrote it.
    pub position: i64,
    /// Events after it: on PostgreSQL those beside which transactions are still under way.
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
        // Transactions before the snapshot's xmin have all ended: what they wrote is there, and nothing can come among it. Of what
        // others have committed meanwhile it is enough how many they are: until one more of those ends, only more can come.
        let (last, recent) = match self.dialect() {
            Dialect::Sqlite => ("SELECT MAX(position) FROM outbox", "SELECT 0"),
            Dialect::Postgres => (
                "SELECT MAX(written) FROM outbox WHERE written < (SELECT xmin FROM now)",
                "SELECT COUNT(*) FROM outbox WHERE written >= (SELECT xmin FROM now)",
            ),
        };
        let now = match self.dialect() {
            Dialect::Sqlite => "",
            Dialect::Postgres => {
                "WITH now AS (SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS xmin) "
            }
        };
        let at = format!(
            "SELECT MAX(at) FROM outbox WHERE position > (SELECT COALESCE(MAX(position), 0) FROM outbox) - {WINDOW}"
        );
        let text = format!("{now}SELECT ({last}) AS last, CAST(({recent}) AS bigint) AS recent, ({at}) AS at");
        let select = Statement::from_string(self.backend(), text);
        let rows = self.all(select).await?;
        let Some(row) = rows.first() else { return Ok(Watermark::default()) };
        let at: Option<i64> = row.try_get_by_index(2).map_err(fault)?;
        Ok(Watermark {
            position: row.try_get_by_index::<Option<i64>>(0).map_err(fault)?.unwrap_or(0),
            recent: row.try_get_by_index(1).map_err(fault)?,
            at: at.map(Timestamp::from_cell).transpose()?,
        })
    }
}
