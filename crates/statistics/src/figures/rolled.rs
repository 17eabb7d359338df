//! The statement that answers a question from the rollups, where they can.

use chrono::Datelike;
use sea_orm::{DbErr, QueryResult, Statement};
use store::Dialect;

use super::{
    Measure, Question,
    measures::{Behind, Counted},
    source::Join,
    sql::{self, Asked, MAX_ROWS, Reads, STATE, State, nothing},
    workforces,
};
use crate::{
    people,
    rollup::{self, Planned, Records, Source},
};

/// The sums of the halves of the keys that noise follows, each with a comma before it.
const KEYS: &str = ", CAST(SUM(key_high) AS bigint) AS key_high, CAST(SUM(key_low) AS bigint) AS key_low";

/// How far the parts of the sum lean together, with a comma before it.
const LEANING: &str = ", CAST(SUM(leaning_) AS bigint) AS leaning";

/// A statement over rollups.
pub(super) struct Rolled {
    pub(super) statement: Statement,
    cuboid: &'static str,
    published: bool,
}

/// The statement, if a rollup has all that `question` asks for.
pub(super) fn statement(question: &Question, reads: &Reads, dialect: Dialect) -> Option<Rolled> {
    let published = matches!(reads, Reads::Published { .. });
    let asked = sql::asked(question, reads, dialect);
    let planned = planned(question, &asked, published, dialect)?;
    let Asked { sql, kinds, .. } = asked;
    let (keys, shown) = sql::keys(question, dialect);
    let kinds = kinds.map(|kinds| format!(" WHERE {kinds}")).unwrap_or_default();
    let protecting = match (published, question.measure.spec().behind) {
        (false, _) => String::new(),
        (true, Behind::OneEach) => KEYS.to_owned(),
        (true, Behind::Person(_)) => format!("{KEYS}{}", people::summed(people::NUMBERS)),
    };
    let leaning = if published && question.measure.is_dominable() { LEANING } else { "" };
    let nothing = nothing(question);
    // The last row says whether the rollups are live, and up to which event; or how far the copies go.
    let state = match published {
        true => State::row(question),
        false => format!(
            "SELECT {nothing}CAST(NULL AS text), {STATE}, CAST(CASE WHEN live THEN 1 ELSE 0 END AS bigint), \
             (SELECT COALESCE(MAX(position), 0) FROM outbox) FROM rollup_state"
        ),
    };
    let text = format!(
        "SELECT * FROM (SELECT {shown}split_, CAST(own_ AS bigint) AS own_, CAST(SUM(n_) AS bigint) AS records, \
         CAST(SUM(amount_) AS bigint) AS amount{protecting}{leaning} \
         FROM ({}) t{kinds} GROUP BY {keys}split_, own_ HAVING SUM(n_) <> 0 LIMIT {}) u UNION ALL {state}",
        planned.records,
        MAX_ROWS + 1,
    );
    Some(Rolled { statement: sql.statement(text), cuboid: planned.cuboid, published })
}

fn planned(question: &Question, asked: &Asked, published: bool, dialect: Dialect) -> Option<Planned> {
    let (measure, spec) = (question.measure, question.measure.spec());
    if measure == Measure::Workforce {
        return published.then(|| workforces::planned(asked, question.selection.counted())).flatten();
    }
    // Nothing is hidden from the owner, so nobody's share matters; days are told of each.
    let split = match spec.split {
        Some(_) if !published => "CAST(NULL AS text)".to_owned(),
        _ => measure.split(dialect),
    };
    rollup::planned(
        &Records {
            table: spec.table,
            dimensions: &asked.dimensions,
            split: &split,
            amount: match spec.counted {
                Counted::Records => "0",
                Counted::Sum(amount) | Counted::Minutes(amount) => amount,
            },
            joins: &asked.sql.joined_without(measure, &[Join::Participation, Join::Outcome]),
            latest: asked.sql.wants_latest(),
            people: spec.behind != Behind::OneEach,
            conditions: &asked.conditions,
            period: [question.selection.from, question.selection.to],
            published,
        },
        dialect,
    )
}

impl Rolled {
    /// Takes the row about the rollups or the copies out of `rows`; none when the rollups are suspended, and the rows say nothing.
    ///
    /// # Errors
    /// A column is not what the statement says.
    pub(super) fn source(&self, rows: &mut Vec<QueryResult>) -> Result<Option<(Source, Option<State>)>, DbErr> {
        if self.published {
            let state = State::taken(rows)?;
            // Two answers with the same copies have nothing between them.
            let watermark = state.map_or(0, |state| i64::from(state.cutoff.num_days_from_ce()));
            return Ok(Some((Source::Rollup { cuboid: self.cuboid, watermark }, state)));
        }
        let owns: Vec<i64> = rows.iter().map(|row| row.try_get("", "own_")).collect::<Result<_, _>>()?;
        let Some(at) = owns.iter().position(|own| *own == STATE) else { return Ok(None) };
        let state = rows.swap_remove(at);
        let live = state.try_get::<i64>("", "records")? == 1;
        let watermark = state.try_get("", "amount")?;
        Ok(live.then_some((Source::Rollup { cuboid: self.cuboid, watermark }, None)))
    }
}
