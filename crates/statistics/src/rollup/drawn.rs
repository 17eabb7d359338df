//! Numbers that the service's key draws, at hand while the published sums are made: how far an organisation's parts of
//! sums lean, and the keys of its workforce.

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::DatabaseTransaction;
use store::{Dialect, fault};

use super::{
    cuboid::FACTS,
    published::{Publication, over_copies},
};
use crate::figures::{Leanings, SEXES, workforce_key};

/// The temporary table that has them.
const DRAWN: &str = "rollup_drawn";
/// Rows of one statement.
const CHUNK: usize = 500;

/// The number of `what` that is drawn for the id in the expression `id`; 0 where none is.
pub(crate) fn number(id: &str, what: &str) -> String {
    format!("COALESCE((SELECT x.number FROM {DRAWN} x WHERE x.id = {id} AND x.what = '{what}'), 0)")
}

impl Publication {
    /// Draws them, for copies of that turn of the year.
    pub(super) async fn draw(&self, tx: &DatabaseTransaction, year_end: NaiveDate) -> Result<()> {
        let (rollups, sealer) = (&self.rollups, self.rollups.db.sealer());
        let id = match rollups.db.dialect() {
            Dialect::Postgres => "text COLLATE \"C\"",
            Dialect::Sqlite => "text",
        };
        let table =
            format!("CREATE TEMPORARY TABLE {DRAWN} (id {id}, what {id}, number bigint, PRIMARY KEY (id, what))");
        rollups.run_on(tx, &table).await?;
        let mut drawn: Vec<String> = Vec::new();
        let row = |id: &str, what: &str, number: i64| format!("('{id}', '{what}', {number})");
        for fact in &FACTS {
            let Some(contributor) = fact.contributor else { continue };
            let contributors = self.ids(tx, contributor.of, fact.records).await?;
            for (amount, _) in fact.leanings() {
                let leanings = Leanings::of_column(sealer, year_end, fact.records, amount)?;
                for id in &contributors {
                    drawn.push(row(id, amount, leanings.of(id)?));
                }
            }
        }
        for id in self.ids(tx, "r.organisation_id", "workforce_snapshots").await? {
            for sex in SEXES {
                drawn.push(row(&id, sex, workforce_key(sealer, &id, sex)?));
            }
        }
        for rows in drawn.chunks(CHUNK) {
            rollups.run_on(tx, &format!("INSERT INTO {DRAWN} (id, what, number) VALUES {}", rows.join(", "))).await?;
        }
        if rollups.db.dialect() == Dialect::Postgres {
            rollups.run_on(tx, &format!("ANALYZE {DRAWN}")).await?;
        }
        Ok(())
    }

    /// Leaves none of them.
    pub(super) async fn forget_drawn(&self, tx: &DatabaseTransaction) -> Result<()> {
        self.rollups.run_on(tx, &format!("DROP TABLE {DRAWN}")).await
    }

    /// The different ids in `column` of the copies of `table`.
    async fn ids(&self, tx: &DatabaseTransaction, column: &str, table: &str) -> Result<Vec<String>> {
        let text = over_copies(&format!("SELECT DISTINCT {column} AS id FROM {table} r WHERE {column} IS NOT NULL"));
        let rows = self.rollups.rows(tx, &text).await?;
        rows.iter().map(|row| row.try_get("", "id").map_err(fault)).collect()
    }
}
