//! Ledtid: days from a council's input to its decision.

use std::{collections::HashMap, sync::Arc};

use access::{Action, Request, view};
use kernel::{Error, Id, Result, id::CouncilId};
use sea_orm::{DbBackend, Statement, Value};
use store::{Db, Dialect};

/// How long a council takes from a need's report to its first endorsement, as [`crate::figures::Measure::DaysToEndorsement`] tells of it too:
/// a need that went into another is counted there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeadTime {
    /// Needs that have been endorsed.
    pub decided: i64,
    /// Needs not yet endorsed, rejected, merged or lapsed.
    pub waiting: i64,
    /// Median days; `None` when nothing has been decided.
    pub median_days: Option<f64>,
}

const SQL: &str = "
WITH days AS (
    SELECT council_id, {days} AS days FROM needs WHERE endorsed_on IS NOT NULL AND status <> 'MERGED' AND council_id IN ({councils})
), ranked AS (
    SELECT council_id, days, ROW_NUMBER() OVER (PARTITION BY council_id ORDER BY days) AS place,
           COUNT(*) OVER (PARTITION BY council_id) AS decided
    FROM days
), medians AS (
    SELECT council_id, MAX(decided) AS decided, CAST(AVG(CAST(days AS double precision)) AS double precision) AS median
    FROM ranked WHERE place IN ((decided + 1) / 2, (decided + 2) / 2) GROUP BY council_id
), waiting AS (
    SELECT council_id, COUNT(*) AS waiting FROM needs
    WHERE endorsed_on IS NULL AND status IN ('REPORTED', 'QUALIFIED') AND council_id IN ({councils}) GROUP BY council_id
)
SELECT c.id, COALESCE(m.decided, 0), COALESCE(w.waiting, 0), m.median
FROM councils c LEFT JOIN medians m ON m.council_id = c.id LEFT JOIN waiting w ON w.council_id = c.id
WHERE c.id IN ({councils})";

/// The lead times of those of `councils` whose needs the caller reaches as a whole; the others are absent. One statement.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn lead_times(
    db: &Db,
    request: &Arc<Request>,
    councils: &[CouncilId],
) -> Result<HashMap<CouncilId, LeadTime>> {
    let grant = view(request, Action::ReadNeeds);
    let reached: Vec<&str> =
        councils.iter().filter(|id| grant.scope().all || grant.scope().councils.contains(id)).map(Id::as_str).collect();
    if reached.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = db.all(statement(db.dialect(), &reached)).await?;
    let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
    rows.iter()
        .map(|row| {
            let id = Id::from_stored(&row.try_get_by_index::<String>(0).map_err(broken)?)?;
            let time = LeadTime {
                decided: row.try_get_by_index(1).map_err(broken)?,
                waiting: row.try_get_by_index(2).map_err(broken)?,
                median_days: row.try_get_by_index(3).map_err(broken)?,
            };
            Ok((id, time))
        })
        .collect()
}

fn statement(dialect: Dialect, councils: &[&str]) -> Statement {
    let (days, list, backend, value): (_, _, _, Value) = match dialect {
        Dialect::Postgres => (
            "endorsed_on - reported_on",
            "SELECT unnest(string_to_array($1, ' '))",
            DbBackend::Postgres,
            councils.join(" ").into(),
        ),
        Dialect::Sqlite => (
            "CAST(julianday(endorsed_on) - julianday(reported_on) AS integer)",
            "SELECT value FROM json_each(?1)",
            DbBackend::Sqlite,
            format!("[\"{}\"]", councils.join("\",\"")).into(),
        ),
    };
    Statement::from_sql_and_values(backend, SQL.replace("{days}", days).replace("{councils}", list), [value])
}
