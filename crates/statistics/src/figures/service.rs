//! Answers questions.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use access::Request;
use chrono::NaiveDate;
use kernel::{Error, Result};
use sea_orm::QueryResult;
use store::Db;

use super::{
    Breakdown, Measure, Question,
    audience::{Own, actions},
    average::Average,
    compare::Places,
    crossing::Composed,
    foreseen::Way,
    leaning::{self, Leanings},
    measures::Counted,
    rolled,
    rows::{self, Part},
    sql::{self, MAX_ROWS, Reads, State},
    told::{self, DisclosedCount, Key, Secrets},
    workforces::key_of_split,
};
use crate::disclosure::{
    Audience, CellKey, Code, CountStatus, DisclosurePolicy, MAX_CELLS, ProtectedCount, rules, share,
};
use crate::rollup::Source;

/// A figure with its place in the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// One code for each dimension; `None` is the total over it.
    pub key: Vec<Option<Code>>,
    /// The number.
    pub count: ProtectedCount,
    /// Its share of the grand total, 0–1, from what is shown.
    pub share: Option<f64>,
    /// Mean and median, for a measure of days.
    pub average: Option<Average>,
    /// Whether so many records are told behind it that a percentage may be made of it.
    pub is_base: bool,
}

/// Statistiktabell: the answer, with what it takes to read it.
#[derive(Clone, Debug)]
pub struct Figures {
    /// What was counted.
    pub measure: Measure,
    /// By what, in key order.
    pub by: Vec<Breakdown>,
    /// The cells, totals included, in key order with totals last.
    pub cells: Vec<Figure>,
    /// The grand total.
    pub total: ProtectedCount,
    /// For whom it was protected, and how.
    pub policy: &'static DisclosurePolicy,
    /// The last day of the records that it is of; absent where they are as of now.
    pub as_of: Option<NaiveDate>,
    /// The table it is held against, for a measure that is.
    pub against: Option<Arc<Figures>>,
    /// Where each cell stands, once asked for.
    pub(super) places: OnceLock<Places>,
    /// Where it was read.
    pub source: Source,
}

/// The picture across organisations (statistik).
#[derive(Clone)]
pub struct Statistics {
    pub(super) db: Db,
    rollups: bool,
}

/// Cells with what it takes to show them.
pub(super) struct Answer {
    pub(super) cells: HashMap<Key, DisclosedCount>,
    source: Source,
    as_of: Option<NaiveDate>,
}

impl Statistics {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone(), rollups: true }
    }

    /// The same, answering everything from the records themselves.
    #[must_use]
    pub fn without_rollups(self) -> Self {
        Self { rollups: false, ..self }
    }

    /// One table of its own: in one statement, and one more for each dimension of which some categories are the caller's own.
    pub(super) async fn one(&self, request: &Arc<Request>, question: &Question) -> Result<Figures> {
        let (policy, way) = question.way(request)?;
        let question = &question.plain();
        let composed = match way {
            Way::Exact => return figures(question, self.exact(question).await?, policy, &[]),
            Way::Open => return figures(question, self.live(question, &Reads::Disclosed).await?, policy, &[]),
            Way::Composed(composed) => composed,
        };
        let own = Own::of(request, &actions(question));
        let answer = self.protected(&composed, question.by.len(), policy).await?;
        let mut mine = Vec::new();
        for (place, breakdown) in question.by.iter().enumerate() {
            let codes = own.codes(question.measure, *breakdown);
            if let Some(of_caller) = question.of_caller(*breakdown, &own).filter(|_| !codes.is_empty()) {
                mine.push(Mine { place, codes, cells: self.exact(&of_caller).await?.cells });
            }
        }
        figures(question, answer, policy, &mine)
    }

    /// The caller's own records, as they are now.
    pub(super) async fn exact(&self, question: &Question) -> Result<Answer> {
        self.live(question, &Reads::Live).await
    }

    async fn live(&self, question: &Question, reads: &Reads) -> Result<Answer> {
        let (rows, source, _) = self.rows(question, reads).await?;
        let parts = rows::read(question, reads, &rows)?;
        Ok(Answer { cells: told::exactly(question.measure, &parts), source, as_of: None })
    }

    /// Others' records, as they are told.
    pub(super) async fn protected(
        &self,
        composed: &Composed,
        asked: usize,
        policy: &'static DisclosurePolicy,
    ) -> Result<Answer> {
        let question = &composed.question;
        let reads = Reads::Published { late: composed.late };
        let (rows, source, state) = self.rows(question, &reads).await?;
        let Some(state) = state else {
            // Nothing has been published yet, so nothing is told.
            return Ok(Answer { cells: HashMap::new(), source, as_of: None });
        };
        let mut parts = rows::read(question, &reads, &rows)?;
        if question.measure.is_keyed_by_split() {
            parts.iter_mut().try_for_each(|part| self.key_by_split(question.measure, part))?;
        }
        if question.measure.is_dominable() {
            self.lean(question.measure, state.year_end, &mut parts)?;
        }
        let secrets = self.secrets(question.measure, state.year_end)?;
        let mut cells = told::protected(question.measure, &parts, &composed.summed, asked, policy, &secrets);
        let keeps = |(place, codes): &(usize, Vec<Code>), key: &Key| {
            key[*place].as_ref().is_none_or(|code| codes.contains(code))
        };
        cells.retain(|key, _| composed.kept.iter().all(|kept| keeps(kept, key)));
        let as_of = if composed.late { state.cutoff } else { state.year_end };
        Ok(Answer { cells, source, as_of: Some(as_of) })
    }

    /// What the noise of the measure follows, of the copies of that turn of the year.
    pub(super) fn secrets(&self, measure: Measure, year_end: NaiveDate) -> Result<Secrets> {
        let sealer = self.db.sealer();
        Ok(Secrets {
            count: leaning::salt(sealer, year_end, &measure.spec().record.to_string())?,
            sum: measure.salt_of_sums(sealer, year_end)?,
        })
    }

    /// Gives the part, which is one record, the key that its name has under the service's key.
    fn key_by_split(&self, measure: Measure, part: &mut Part) -> Result<()> {
        // What is summed already has its key.
        if let Some(name) = &part.split {
            part.cell_key = CellKey::of(key_of_split(self.db.sealer(), measure, name)?);
        }
        Ok(())
    }

    /// Gives each part that is one organisation's what it leans; the others have it from the published sums, or are
    /// nobody's.
    fn lean(&self, measure: Measure, year_end: NaiveDate, parts: &mut [Part]) -> Result<()> {
        let leanings = Leanings::of_measure(self.db.sealer(), year_end, measure)?;
        let mut known: HashMap<String, i64> = HashMap::new();
        for part in parts {
            let Some(organisation) = &part.split else { continue };
            let leaning = match known.get(organisation) {
                Some(leaning) => *leaning,
                None => {
                    let leaning = leanings.of(organisation)?;
                    known.insert(organisation.clone(), leaning);
                    leaning
                }
            };
            part.leaning = part.amount.saturating_mul(leaning);
        }
        Ok(())
    }

    /// The finest cells, from where they cost least, and for the copies as of when they are.
    async fn rows(&self, question: &Question, reads: &Reads) -> Result<(Vec<QueryResult>, Source, Option<State>)> {
        let dialect = self.db.dialect();
        let broken = |error: sea_orm::DbErr| Error::broken(error.to_string());
        let few = |rows: Vec<QueryResult>| match rows.len() > MAX_ROWS {
            true => Err(Error::invalid("groupBy", rules::TABLE_IS_TOO_LARGE)),
            false => Ok(rows),
        };
        if let Some(rolled) = rolled::statement(question, reads, dialect).filter(|_| self.rollups) {
            let mut rows = self.db.all(rolled.statement.clone()).await?;
            if let Some((source, state)) = rolled.source(&mut rows).map_err(broken)? {
                return Ok((few(rows)?, source, state));
            }
        }
        let mut rows = self.db.all(sql::statement(question, reads, dialect)).await?;
        let state = match reads {
            Reads::Published { .. } => State::taken(&mut rows).map_err(broken)?,
            Reads::Live | Reads::Disclosed => None,
        };
        Ok((few(rows)?, Source::Base, state))
    }
}

/// Categories that are the caller's own, as they are.
struct Mine {
    place: usize,
    codes: Vec<Code>,
    cells: HashMap<Key, DisclosedCount>,
}

impl Mine {
    fn holds(&self, key: &[Option<Code>]) -> bool {
        key[self.place].as_ref().is_some_and(|code| self.codes.contains(code))
    }
}

fn figures(question: &Question, answer: Answer, policy: &'static DisclosurePolicy, mine: &[Mine]) -> Result<Figures> {
    let measure = question.measure;
    let exact = policy.is_exact() || measure.spec().is_open;
    let codes = shown(question, &answer, mine, exact);
    let cells = codes.iter().fold(1_usize, |cells, codes| cells.saturating_mul(codes.len() + 1));
    if cells > MAX_CELLS {
        return Err(Error::invalid("groupBy", rules::TABLE_IS_TOO_LARGE));
    }
    let nothing = DisclosedCount::default();
    let at = |key: &[Option<Code>]| -> (&DisclosedCount, bool) {
        match mine.iter().find(|mine| mine.holds(key)) {
            Some(mine) => (mine.cells.get(key).unwrap_or(&nothing), true),
            None => (answer.cells.get(key).unwrap_or(&nothing), exact),
        }
    };
    let number = |told: &DisclosedCount, exact: bool| {
        let count = if exact { ProtectedCount::exact(told.value(measure)) } else { policy.told(told.value(measure)) };
        if matches!(measure.spec().counted, Counted::Minutes(_)) { hours(count) } else { count }
    };
    let grand: Key = vec![None; question.by.len()];
    let (total_told, total_exact) = at(&grand);
    let (total, base) = (number(total_told, total_exact), total_told.count);
    let figure = |key: Key| {
        let (told, exact) = at(&key);
        let count = number(told, exact);
        Figure {
            share: if base >= policy.min_base { share(&count, &total, 1) } else { None },
            average: match measure.spec().waits {
                Some(_) if exact => told.average(DisclosurePolicy::current(Audience::Owner)),
                Some(_) => told.average(policy),
                None => None,
            },
            is_base: measure.spec().is_open || told.count >= policy.min_base.max(1),
            count,
            key,
        }
    };
    Ok(Figures {
        measure,
        by: question.by.clone(),
        cells: keys(&codes).into_iter().map(figure).collect(),
        total,
        policy,
        as_of: answer.as_of,
        against: None,
        places: OnceLock::new(),
        source: answer.source,
    })
}

/// The categories of each dimension in the order of the answer: those of which something is told. That another one occurs
/// would say that somebody is there. Of one's own hours periods begin with the first that has any: who has not begun is there
/// from the day of the application.
fn shown(question: &Question, answer: &Answer, mine: &[Mine], exact: bool) -> Vec<Vec<Code>> {
    let measure = question.measure;
    let is_of_hours = matches!(measure.spec().counted, Counted::Minutes(_));
    let mut told: Vec<HashSet<Code>> = vec![HashSet::new(); question.by.len()];
    let mut begun = told.clone();
    let of_others = answer.cells.iter().filter(|(key, _)| !mine.iter().any(|mine| mine.holds(key)));
    let of_mine = mine.iter().flat_map(|mine| mine.cells.iter().filter(|(key, _)| mine.holds(key)));
    let all = of_others.map(|(key, cell)| (key, cell, exact)).chain(of_mine.map(|(key, cell)| (key, cell, true)));
    for (key, cell, exact) in all.filter(|(_, cell, _)| cell.count > 0) {
        let is_blank = is_of_hours && exact && cell.value(measure) == 0;
        for ((told, begun), code) in told.iter_mut().zip(&mut begun).zip(key) {
            told.extend(code.clone());
            begun.extend(code.clone().filter(|_| !is_blank));
        }
    }
    told.into_iter()
        .zip(begun)
        .zip(&question.by)
        .map(|((mut codes, begun), breakdown)| {
            let first = begun.iter().min().filter(|_| breakdown.base() == Breakdown::Year);
            codes.retain(|code| first.is_none_or(|first| code >= first));
            rows::in_order(measure, *breakdown, codes)
        })
        .collect()
}

/// Every cell of the table, totals last in each dimension.
fn keys(codes: &[Vec<Code>]) -> Vec<Key> {
    let mut keys: Vec<Key> = vec![Vec::new()];
    for codes in codes {
        let places: Vec<Option<Code>> = codes.iter().cloned().map(Some).chain([None]).collect();
        let with = |key: &Key, place: &Option<Code>| [key.as_slice(), std::slice::from_ref(place)].concat();
        keys = keys.iter().flat_map(|key| places.iter().map(move |place| with(key, place))).collect();
    }
    keys
}

/// Minutes as whole hours; those that were not whole are rounded.
fn hours(told: ProtectedCount) -> ProtectedCount {
    let Some(minutes) = told.value else { return told };
    let value = Some((minutes + 30) / 60);
    match told.status {
        CountStatus::Exact if minutes % 60 == 0 => ProtectedCount::exact(minutes / 60),
        CountStatus::Exact => ProtectedCount {
            value,
            status: CountStatus::Rounded,
            low: Some(minutes / 60),
            high: Some(minutes / 60 + 1),
        },
        _ => ProtectedCount { value, ..told },
    }
}
