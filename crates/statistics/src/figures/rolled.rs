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
use crate::{
    people,
    rollup::{self, Planned, Records, Source},
};

/// A statement over rollups.
pub(super) struct Rolled {
    pub(super) statement: Statement,
    cuboid: &'static str,
}

/// The statement, if a rollup has all that `question` asks for. All records are the `owner`'s own, and need not be told apart.
pub(super) fn statement(question: &Question, own: &Own, owner: bool, dialect: Dialect) -> Option<Rolled> {
    let all = Own { all: true, ..Own::default() };
    let asked = sql::asked(question, if owner { &all } else { own }, dialect);
    let planned = planned(question, &asked, &asked.own, owner, dialect).or_else(|| {
        // No rollup tells the caller's own records apart: all as others', and the few from the records.
        let condition = sql::own_condition(&asked.own)?;
        let mut planned = planned(question, &asked, "0", owner, dialect)?;
        planned.records.push_str(&own_records(question, &asked, condition));
        Some(planned)
    })?;
    let Asked { sql, kinds, .. } = asked;
    let (keys, shown) = sql::keys(question, dialect);
    let kinds = kinds.map(|kinds| format!(" WHERE {kinds}")).unwrap_or_default();
    let nothing: String = question.by.iter().map(|_| "CAST(NULL AS text), ").collect();
    let (people, nobody) = match question.measure.spec().behind {
        Behind::OneEach => (String::new(), String::new()),
        _ => (people::summed(people::NUMBERS), ", 0".repeat(people::NUMBERS.len())),
    };
    // The last row says whether the rollups are live, and up to which event.
    let text = format!(
        "SELECT * FROM (SELECT {shown}split_, CAST(own_ AS bigint) AS own_, CAST(SUM(n_) AS bigint) AS records, \
         CAST(SUM(amount_) AS bigint) AS amount, \
         CAST(SUM(key_high_) AS bigint) AS key_high, CAST(SUM(key_low_) AS bigint) AS key_low{people} \
         FROM ({}) t{kinds} GROUP BY {keys}split_, own_ HAVING SUM(n_) <> 0 LIMIT {}) u \
         UNION ALL SELECT {nothing}CAST(NULL AS text), {STATE}, CAST(CASE WHEN live THEN 1 ELSE 0 END AS bigint), \
         (SELECT COALESCE(MAX(position), 0) FROM outbox), 0, 0{nobody} FROM rollup_state",
        planned.records,
        MAX_ROWS + 1,
    );
    Some(Rolled { statement: sql.statement(text), cuboid: planned.cuboid })
}

fn planned(question: &Question, asked: &Asked, own: &str, owner: bool, dialect: Dialect) -> Option<Planned> {
    let (measure, spec) = (question.measure, question.measure.spec());
    rollup::planned(
        &Records {
            table: spec.table,
            dimensions: &asked.dimensions,
            // Nothing is hidden from the owner, so nobody's share matters.
            split: spec.split.filter(|_| !owner).unwrap_or("CAST(NULL AS text)"),
            own,
            amount: match spec.counted {
                Counted::Records => "0",
                Counted::Sum(amount) | Counted::Minutes(amount) => amount,
            },
            joins: &asked.sql.joined_without(measure, &[Join::Participation, Join::Outcome]),
            latest: asked.sql.wants_latest(),
            people: spec.behind != Behind::OneEach,
            conditions: &asked.conditions,
            period: [question.selection.from, question.selection.to],
        },
        dialect,
    )
}

/// The caller's own records, added to the caller's part and taken from the others'.
fn own_records(question: &Question, asked: &Asked, condition: &str) -> String {
    let mut conditions = asked.conditions.clone();
    conditions.push(format!("({condition})"));
    let records = sql::records(&asked.sql, question.measure, &asked.dimensions, "1", &conditions);
    let names: String = asked
        .dimensions
        .iter()
        .filter_map(|dimension| dimension.rsplit_once(" AS "))
        .map(|(_, name)| format!("b.{name}, "))
        .collect();
    let latest = if asked.sql.wants_latest() { "b.k_" } else { "NULL" };
    let people: String = match question.measure.spec().behind {
        Behind::OneEach => String::new(),
        _ => people::added("b.group_", "x.n_").iter().map(|added| format!(", {added}")).collect(),
    };
    format!(
        " UNION ALL SELECT {names}b.split_, x.own_, {latest} AS k_, x.n_, x.n_ * b.amount_ AS amount_, \
         x.n_ * (b.key_ % 1073741824) AS key_low_, x.n_ * (b.key_ / 1073741824) AS key_high_{people} \
         FROM ({records}) b CROSS JOIN (SELECT 1 AS own_, 1 AS n_ UNION ALL SELECT 0, -1) x"
    )
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
        let watermark = state.try_get("", "amount")?;
        Ok(live.then_some(Source::Rollup { cuboid: self.cuboid, watermark }))
    }
}
