//! Keeping the rollups: folding the ledger into the cuboids, and making all anew.

use kernel::Result;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use store::{Db, Dialect, fault};

use super::cuboid::{Cuboid, FACTS, Fact, coarse};

/// Rows of a ledger that are folded in one transaction.
const BATCH: u64 = 20_000;
/// One fold at a time in a PostgreSQL database, whoever runs it.
const FOLDING: i64 = 0x6b6e_726f_6c6c;
/// Where all records are put together for a rebuild or a check.
pub(super) const LOADING: &str = "rollup_loading";

/// The rollups of a database (förberäknade summor).
#[derive(Clone)]
pub struct Rollups {
    pub(super) db: Db,
}

impl Rollups {
    /// Of `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Whether they are maintained and answer questions; after [`Rollups::suspend`] not before a rebuild.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn is_live(&self) -> Result<bool> {
        let rows = self.rows(self.db.connection(), "SELECT live FROM rollup_state").await?;
        rows.first().map_or(Ok(false), |row| row.try_get("", "live")).map_err(fault)
    }

    /// Stops the maintenance, for a bulk load. Until [`Rollups::rebuild`] everything is answered from the base tables.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn suspend(&self) -> Result<()> {
        self.run_on(self.db.connection(), "UPDATE rollup_state SET live = false").await
    }

    /// Folds the ledgers into the cuboids, in short transactions. Changes no answer. Returns how many rows were folded; those
    /// that another fold has hold of are left to it.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn fold(&self) -> Result<u64> {
        let mut folded = 0;
        for fact in &FACTS {
            loop {
                let rows = self.fold_some(fact).await?;
                folded += rows;
                if rows < BATCH {
                    break;
                }
            }
        }
        Ok(folded)
    }

    /// Makes every cuboid anew from the records, in one transaction; writers wait for it, readers do not.
    ///
    /// # Errors
    /// `Broken`.
    pub async fn rebuild(&self) -> Result<()> {
        let tx = self.begin(None).await?;
        if self.db.dialect() == Dialect::Postgres {
            // Whoever is writing finishes first; whoever begins later finds the rollups live.
            let records: Vec<&str> = FACTS.iter().map(|fact| fact.records).collect();
            self.run_on(&tx, &format!("LOCK TABLE {} IN SHARE MODE", records.join(", "))).await?;
            self.run_on(&tx, &format!("SELECT pg_advisory_xact_lock({FOLDING})")).await?;
        }
        for fact in &FACTS {
            self.run_on(&tx, &format!("DELETE FROM {}", fact.ledger())).await?;
            self.gather(&tx, fact).await?;
            for cuboid in fact.cuboids {
                let table = fact.table(cuboid);
                self.run_on(&tx, &format!("DELETE FROM {table}")).await?;
                self.run_on(&tx, &folded(fact, cuboid, LOADING, "1 = 1", self.db.dialect())).await?;
                if self.db.dialect() == Dialect::Postgres {
                    self.run_on(&tx, &format!("ANALYZE {table}")).await?;
                }
            }
            self.run_on(&tx, &format!("DROP TABLE {LOADING}")).await?;
        }
        self.run_on(&tx, "UPDATE rollup_state SET live = true").await?;
        tx.commit().await.map_err(fault)
    }

    /// All records of a fact as [`LOADING`].
    pub(super) async fn gather(&self, tx: &DatabaseTransaction, fact: &Fact) -> Result<()> {
        let text = fact.base_records(self.db.dialect());
        self.run_on(tx, &format!("CREATE TEMPORARY TABLE {LOADING} AS {text}")).await
    }

    async fn fold_some(&self, fact: &Fact) -> Result<u64> {
        let ledger = fact.ledger();
        if self.rows(self.db.connection(), &format!("SELECT 1 AS there FROM {ledger} LIMIT 1")).await?.is_empty() {
            return Ok(0);
        }
        let tx = self.begin(None).await?;
        let count = match self.db.dialect() {
            Dialect::Postgres => self.fold_on_postgres(&tx, fact).await?,
            Dialect::Sqlite => self.fold_on_sqlite(&tx, fact).await?,
        };
        tx.commit().await.map_err(fault)?;
        Ok(count)
    }

    /// Writers go on meanwhile: what leaves the ledger is what this statement sees, and the same enters the cuboids.
    async fn fold_on_postgres(&self, tx: &DatabaseTransaction, fact: &Fact) -> Result<u64> {
        let free = format!("SELECT pg_try_advisory_xact_lock({FOLDING}) AS free");
        let free = self.rows(tx, &free).await?.first().map_or(Ok(false), |row| row.try_get("", "free"));
        if !free.map_err(fault)? {
            return Ok(0);
        }
        let ledger = fact.ledger();
        let mut text = format!(
            "WITH taken AS (DELETE FROM {ledger} WHERE position IN \
             (SELECT position FROM {ledger} ORDER BY position LIMIT {BATCH}) RETURNING *)"
        );
        for cuboid in fact.cuboids {
            let into = folded(fact, cuboid, "taken", "1 = 1", Dialect::Postgres);
            text.push_str(&format!(", {} AS ({into})", cuboid.name));
        }
        text.push_str(" SELECT COUNT(*) AS folded FROM taken");
        let rows = self.rows(tx, &text).await?;
        let count: i64 = rows.first().map_or(Ok(0), |row| row.try_get("", "folded")).map_err(fault)?;
        Ok(count.unsigned_abs())
    }

    async fn fold_on_sqlite(&self, tx: &DatabaseTransaction, fact: &Fact) -> Result<u64> {
        let ledger = fact.ledger();
        let newest = format!(
            "SELECT MAX(position) AS newest FROM (SELECT position FROM {ledger} ORDER BY position LIMIT {BATCH}) t"
        );
        let rows = self.rows(tx, &newest).await?;
        let newest: Option<i64> = rows.first().map_or(Ok(None), |row| row.try_get("", "newest")).map_err(fault)?;
        let Some(newest) = newest else { return Ok(0) };
        let some = format!("position <= {newest}");
        for cuboid in fact.cuboids {
            self.run_on(tx, &folded(fact, cuboid, &ledger, &some, Dialect::Sqlite)).await?;
        }
        let delete = Statement::from_string(DbBackend::Sqlite, format!("DELETE FROM {ledger} WHERE {some}"));
        Ok(tx.execute_raw(delete).await.map_err(fault)?.rows_affected())
    }

    /// A transaction that may take its time.
    pub(super) async fn begin(&self, isolation: Option<IsolationLevel>) -> Result<DatabaseTransaction> {
        let postgres = self.db.dialect() == Dialect::Postgres;
        let options = TransactionOptions {
            isolation_level: isolation.filter(|_| postgres),
            sqlite_transaction_mode: isolation.is_none().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.db.connection().begin_with_options(options).await.map_err(fault)?;
        if postgres {
            self.run_on(&tx, "SET LOCAL statement_timeout = 0").await?;
            self.run_on(&tx, "SET LOCAL work_mem = '256MB'").await?;
        }
        Ok(tx)
    }

    pub(super) async fn run_on(&self, on: &impl ConnectionTrait, text: &str) -> Result<()> {
        on.execute_unprepared(text).await.map(|_| ()).map_err(fault)
    }

    pub(super) async fn rows(&self, on: &impl ConnectionTrait, text: &str) -> Result<Vec<sea_orm::QueryResult>> {
        let statement = Statement::from_string(on.get_database_backend(), text);
        on.query_all_raw(statement).await.map_err(fault)
    }
}

/// Adds what `source` has, ledger rows, to a cuboid.
fn folded(fact: &Fact, cuboid: &Cuboid, source: &str, condition: &str, dialect: Dialect) -> String {
    let table = fact.table(cuboid);
    let sums: Vec<&str> = fact.sums().collect();
    let added: Vec<String> = sums.iter().map(|sum| format!("CAST(SUM({sum}) AS bigint)")).collect();
    let kept: Vec<String> = sums.iter().map(|sum| format!("{sum} = {table}.{sum} + excluded.{sum}")).collect();
    let columns: Vec<String> = cuboid.columns.iter().map(|name| coarse(name, dialect)).collect();
    let columns = columns.join(", ");
    // What left a cell and came back to it changes nothing there.
    let moved: Vec<String> = sums.iter().map(|sum| format!("SUM({sum}) <> 0")).collect();
    format!(
        "INSERT INTO {table} (cell, {}, {}) SELECT {}, {}, {columns} FROM {source} WHERE {condition} \
         GROUP BY {columns} HAVING {} ON CONFLICT (cell) DO UPDATE SET {}",
        sums.join(", "),
        cuboid.columns.join(", "),
        cuboid.cell(dialect),
        added.join(", "),
        moved.join(" OR "),
        kept.join(", ")
    )
}

/// Sums what is loaded of the copies into a published cuboid.
pub(super) fn summed(fact: &Fact, cuboid: &Cuboid, dialect: Dialect) -> String {
    let columns: Vec<String> = cuboid.columns.iter().map(|name| coarse(name, dialect)).collect();
    let columns = columns.join(", ");
    let (sums, added): (Vec<&str>, Vec<String>) =
        fact.published_sums().map(|(name, weight)| (name, format!("CAST(SUM({weight}) AS bigint)"))).unzip();
    format!(
        "INSERT INTO {} ({}, {}, late) SELECT {}, {columns}, late FROM {LOADING} GROUP BY {columns}, late",
        fact.published(cuboid),
        sums.join(", "),
        cuboid.columns.join(", "),
        added.join(", "),
    )
}
