//! The statement that answers a question from the rollups, where they can.

use sea_orm::{DbErr, QueryResult, Statement};
use store::Dialect;

use super::{
    Question,
    audience::Own,
    measures::{Behind, Counted},
    source::Join,
    sql::{self, Asked, MAX_ROWS},
};
use crate::rollup::{self, Records, Source};

/// A statement over rollups.
pub(super) struct Rolled {
    pub(super) statement: Statement,
    cuboid: &'static str,
}

/// The statement, if a rollup has all that `question` asks for. Where one person may stand behind several records it has
/// not, unless all records are the caller's own (`owner`), who need not be told apart.
pub(super) fn statement(question: &Question, own: &Own, owner: bool, dialect: Dialect) -> Option<Rolled> {
    let (measure, spec) = (question.measure, question.measure.spec());
    if spec.behind != Behind::OneEach && !owner {
        return None;
    }
    let all = Own { all: true, ..Own::default() };
    let own = if owner { &all } else { own };
    let Asked { sql, dimensions, own, conditions, kinds } = sql::asked(question, own, dialect);
    let planned = rollup::planned(
        &Records {
            table: spec.table,
            dimensions: &dimensions,
            // Nothing is hidden from the owner, so nobody's share matters.
            split: spec.split.filter(|_| !owner).unwrap_or("CAST(NULL AS text)"),
            own: &own,
            amount: match spec.counted {
                Counted::Records => "0",
                Counted::Sum(amount) | Counted::Minutes(amount) => amount,
            },
            joins: &sql.joined_without(measure, &[Join::Participation, Join::Outcome]),
            latest: sql.wants_latest(),
            conditions: &conditions,
            period: [question.selection.from, question.selection.to],
        },
        dialect,
    )?;
    let (keys, shown) = sql::keys(question, dialect);
    let kinds = kinds.map(|kinds| format!(" WHERE {kinds}")).unwrap_or_default();
    let nothing: String = question.by.iter().map(|_| "CAST(NULL AS text), ").collect();
    // The last row says whether the rollups are live, and up to which event.
    let text = format!(
        "SELECT * FROM (SELECT {shown}split_, CAST(own_ AS bigint) AS own_, CAST(SUM(n_) AS bigint) AS records, \
         CAST(SUM(n_) AS bigint) AS people, CAST(0 AS bigint) AS firsts, CAST(SUM(amount_) AS bigint) AS amount, \
         CAST(SUM(key_high_) AS bigint) AS key_high, CAST(SUM(key_low_) AS bigint) AS key_low \
         FROM ({}) t{kinds} GROUP BY {keys}split_, own_ HAVING SUM(n_) <> 0 LIMIT {}) u \
         UNION ALL SELECT {nothing}CAST(NULL AS text), {STATE}, CAST(CASE WHEN live THEN 1 ELSE 0 END AS bigint), \
         (SELECT COALESCE(MAX(position), 0) FROM outbox), 0, 0, 0, 0 FROM rollup_state",
        planned.records,
        MAX_ROWS + 1,
    );
    Some(Rolled { statement: sql.statement(text), cuboid: planned.cuboid })
}

/// `own_` of the row about the rollups themselves.
const STATE: i64 = -1;

impl Rolled {
    /// Takes the row about the rollups out of `rows`; none when they are suspended, and the rows say nothing.
    ///
    /// # Errors
    /// A column is not what the statement says.
    pub(super) fn source(&self, rows: &mut Vec<QueryResult>) -> Result<Option<Source>, DbErr> {
        let owns: Vec<i64> = rows.iter().map(|row| row.try_get("", "own_")).collect::<Result<_, _>>()?;
        let Some(at) = owns.iter().position(|own| *own == STATE) else { return Ok(None) };
        let state = rows.swap_remove(at);
        let live = state.try_get::<i64>("", "records")? == 1;
        let watermark = state.try_get("", "people")?;
        Ok(live.then_some(Source::Rollup { cuboid: self.cuboid, watermark }))
    }
}
