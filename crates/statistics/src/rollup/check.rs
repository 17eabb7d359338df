//! Proving the rollups equal to the records.

use kernel::{Error, Result};
use sea_orm::IsolationLevel;
use store::{Dialect, fault};

use super::{
    Rollups,
    cuboid::{Cuboid, FACTS, Fact},
    keep::LOADING,
};

/// Differences that are told of one table.
const TOLD: u64 = 100;

/// A cell that is not what the records say (avvikelse).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The cuboid's table.
    pub table: String,
    /// The cell: its dimensions in the order of the cuboid's columns.
    pub cell: String,
    /// Records by cuboid and ledger.
    pub kept: i64,
    /// Records by the base tables; where both are alike, another sum differs.
    pub found: i64,
}

impl Rollups {
    /// Recomputes every cell from the records as they are now, and compares all its sums: what differs, at most a hundred cells
    /// of each cuboid. Changes nothing.
    ///
    /// # Errors
    /// `Unavailable` where the maintenance is suspended; `Broken`.
    pub async fn check(&self) -> Result<Vec<Difference>> {
        if !self.is_live().await? {
            return Err(Error::Unavailable("the rollups are suspended; rebuild them first".to_owned()));
        }
        // One picture for all the statements.
        let tx = self.begin(Some(IsolationLevel::RepeatableRead)).await?;
        let mut differences = Vec::new();
        for fact in &FACTS {
            self.gather(&tx, fact).await?;
            for cuboid in fact.cuboids {
                for row in self.rows(&tx, &compared(fact, cuboid, self.db.dialect())).await? {
                    differences.push(Difference {
                        table: fact.table(cuboid),
                        cell: row.try_get("", "cell").map_err(fault)?,
                        kept: row.try_get("", "kept").map_err(fault)?,
                        found: row.try_get("", "found").map_err(fault)?,
                    });
                }
            }
            self.run_on(&tx, &format!("DROP TABLE {LOADING}")).await?;
        }
        tx.rollback().await.map_err(fault)?;
        Ok(differences)
    }
}

/// The cells of a cuboid, with what the ledger has for it, where they are not those of the records.
fn compared(fact: &Fact, cuboid: &Cuboid, dialect: Dialect) -> String {
    let cell = cuboid.cell(dialect);
    let others: Vec<&str> = fact.sums().filter(|sum| *sum != "n").collect();
    let plus: String = others.iter().map(|sum| format!(", {sum}")).collect();
    let minus: String = others.iter().map(|sum| format!(", -{sum}")).collect();
    let differ: String = others.iter().map(|sum| format!(" OR SUM({sum}) <> 0")).collect();
    format!(
        "SELECT cell, CAST(SUM(kept) AS bigint) AS kept, CAST(SUM(found) AS bigint) AS found FROM (\
         SELECT cell, n AS kept, 0 AS found{plus} FROM {} \
         UNION ALL SELECT {cell}, n, 0{plus} FROM {} \
         UNION ALL SELECT {cell}, 0, n{minus} FROM {LOADING}) x \
         GROUP BY cell HAVING SUM(kept) <> SUM(found){differ} ORDER BY cell LIMIT {TOLD}",
        fact.table(cuboid),
        fact.ledger()
    )
}
