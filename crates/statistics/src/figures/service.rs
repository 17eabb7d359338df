//! Answers questions.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use access::{Action, Request, view};
use kernel::{Error, Result};
use sea_orm::QueryResult;
use store::Db;

use super::{
    Breakdown, Measure, Question,
    audience::{Own, actions, audience},
    average::{Average, Averages},
    compare::Places,
    measures::Counted,
    predefined::Predefined,
    rolled,
    rows::{self, Part},
    sql::{self, MAX_ROWS},
    weight::Weights,
};
use crate::disclosure::{
    Audience, CellKey, Code, CountStatus, Dimension, DisclosurePolicy, MAX_CELLS, Method, ProtectedCell,
    ProtectedCount, Row, Table, protect, rules, share,
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
    /// Whether so many records stand behind it that a percentage may be made of it.
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
    /// The table was too large to protect, so nothing of it is shown.
    pub too_large: bool,
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

impl Statistics {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone(), rollups: true }
    }

    /// One table of its own: in one statement, or for a built-in table one for each kind of reader.
    pub(super) async fn one(&self, request: &Arc<Request>, question: &Question) -> Result<Figures> {
        question.check()?;
        if view(request, Action::ReadStatistics).scope().is_empty() {
            return Err(Error::Denied);
        }
        let own = Own::of(request, &actions(question));
        let audience = if own.holds(question) { Audience::Owner } else { audience(request) };
        if let Some(table) = Predefined::of(question, self.db.clock().today()).filter(|_| audience != Audience::Owner)
            && let Some(figures) = self.predefined(question, table, DisclosurePolicy::predefined(audience)).await?
        {
            return Ok(figures);
        }
        let policy = match question.measure.record_key().is_some() || question.measure.is_keyed_by_split() {
            true => DisclosurePolicy::current(audience),
            false => DisclosurePolicy::without_keys(audience),
        };
        let (rows, source) = self.rows(question, &own, audience == Audience::Owner).await?;
        if rows.len() > MAX_ROWS {
            return Err(Error::invalid("groupBy", rules::TABLE_IS_TOO_LARGE));
        }
        let mut parts = rows::read(question, &rows)?;
        if question.measure.is_keyed_by_split() {
            parts.iter_mut().try_for_each(|part| self.key_by_split(question.measure, part))?;
        }
        if audience == Audience::Owner || question.measure.spec().is_open {
            parts.iter_mut().for_each(|part| part.own = true);
        }
        Ok(Figures { source, ..figures(question, &own, &parts, policy)? })
    }

    /// Gives the part, which is one record, the key that its name has under the service's key.
    fn key_by_split(&self, measure: Measure, part: &mut Part) -> Result<()> {
        let name = part.split.as_deref().unwrap_or_default();
        part.cell_key = CellKey::of(self.db.sealer().record_key(&format!("{measure}.{name}"))?);
        Ok(())
    }

    /// The same, answering everything from the records themselves.
    #[must_use]
    pub fn without_rollups(self) -> Self {
        Self { rollups: false, ..self }
    }

    /// The answer out of a built-in table; `None` when that is too large to protect, and noise must do.
    async fn predefined(
        &self,
        question: &Question,
        table: &Predefined,
        policy: &'static DisclosurePolicy,
    ) -> Result<Option<Figures>> {
        let mut parts = Vec::new();
        let mut read_from = Source::Base;
        for whole in table.questions(question) {
            let (rows, source) = self.rows(&whole, &Own::default(), false).await?;
            if rows.len() > MAX_ROWS {
                return Ok(None);
            }
            read_from = source;
            parts.push(rows::read(&whole, &rows)?);
        }
        let told = table.tell(question, &parts, policy)?;
        if told.too_large {
            return Ok(None);
        }
        let total = told.cells.last().map_or(ProtectedCount::withheld(), |(_, count)| *count);
        let shared = |(key, count): (Vec<Option<Code>>, ProtectedCount)| Figure {
            key,
            count,
            share: share(&count, &total, policy.min_base),
            average: None,
            is_base: count.value.is_some_and(|records| records >= policy.min_base),
        };
        Ok(Some(Figures {
            measure: question.measure,
            by: question.by.clone(),
            cells: told.cells.into_iter().map(shared).collect(),
            total,
            policy,
            too_large: false,
            against: None,
            places: OnceLock::new(),
            source: read_from,
        }))
    }

    /// The finest cells, from where they cost least.
    async fn rows(&self, question: &Question, own: &Own, owner: bool) -> Result<(Vec<QueryResult>, Source)> {
        let dialect = self.db.dialect();
        if let Some(rolled) = rolled::statement(question, own, owner, dialect).filter(|_| self.rollups) {
            let mut rows = self.db.all(rolled.statement.clone()).await?;
            let source = rolled.source(&mut rows).map_err(|error| Error::broken(error.to_string()))?;
            if let Some(source) = source {
                return Ok((rows, source));
            }
        }
        Ok((self.db.all(sql::statement(question, own, dialect)).await?, Source::Base))
    }
}

fn figures(question: &Question, own: &Own, parts: &[Part], policy: &'static DisclosurePolicy) -> Result<Figures> {
    let dimensions: Vec<Dimension> =
        (0..question.by.len()).map(|place| dimension(question, own, parts, place)).collect();
    let cells = dimensions.iter().fold(1_usize, |cells, d| cells.saturating_mul(d.codes.len() + 1));
    let noisy = matches!(policy.method, Method::CellKey | Method::Round);
    if (noisy || policy.audience == Audience::Owner) && cells > MAX_CELLS {
        return Err(Error::invalid("groupBy", rules::TABLE_IS_TOO_LARGE));
    }
    let counted = parts.iter().map(|part| Row {
        key: part.key.clone(),
        count: part.records,
        own: if part.own { part.records } else { 0 },
        others_key: if part.own { CellKey::default() } else { part.cell_key },
    });
    // A table that will be withheld whole needs no weighing.
    let weights = Weights::of(question.measure, if cells > MAX_CELLS { &[] } else { parts });
    let table = Table::from_rows(dimensions, counted)?.withholding(|key| weights.tells(key, policy));
    let protected = protect(&table, policy);
    // A percentage stands on so many records, whatever is summed of them.
    let base = protected.cells.last().map_or(ProtectedCount::withheld(), |cell| cell.count);
    let is_base = |cell: &ProtectedCell| {
        question.measure.spec().is_open || cell.count.value.is_some_and(|n| n >= policy.min_base)
    };
    let bases: HashSet<Vec<Option<Code>>> =
        protected.cells.iter().filter(|cell| is_base(cell)).map(|cell| cell.key.clone()).collect();
    let averages = Averages::of(question.measure, parts);
    let figure = |cell: ProtectedCell| match question.measure.is_magnitude() {
        true => ProtectedCell { count: magnitude(question.measure, &cell, &weights, policy), ..cell },
        false => cell,
    };
    let mut cells: Vec<ProtectedCell> = protected.cells.into_iter().map(figure).collect();
    if parts.is_empty() {
        // No category occurs, so the total is all there is to tell.
        cells.drain(..cells.len() - 1);
    }
    if noisy {
        cells = without_empty(cells, question.by.len());
    }
    let total = cells.last().map_or(ProtectedCount::withheld(), |cell| cell.count);
    let shared = |cell: ProtectedCell| {
        let share = base.value.filter(|base| *base >= policy.min_base).and_then(|_| share(&cell.count, &total, 1));
        let average = averages.at(&cell.key, &cell.count, policy);
        Figure { is_base: bases.contains(&cell.key), key: cell.key, count: cell.count, share, average }
    };
    Ok(Figures {
        measure: question.measure,
        by: question.by.clone(),
        cells: cells.into_iter().map(shared).collect(),
        total,
        policy,
        too_large: protected.too_large,
        against: None,
        places: OnceLock::new(),
        source: Source::Base,
    })
}

fn dimension(question: &Question, own: &Own, parts: &[Part], place: usize) -> Dimension {
    let breakdown = question.by[place];
    let codes = rows::codes(question, parts, place);
    let mine = own.codes(question.measure, breakdown);
    let mine: Vec<Code> = mine.into_iter().filter(|code| codes.contains(code)).collect();
    Dimension::new(breakdown.as_str(), codes).owned(mine)
}

/// Without the categories of which nothing but zeros is told: that they are there would say that somebody is.
fn without_empty(cells: Vec<ProtectedCell>, dimensions: usize) -> Vec<ProtectedCell> {
    let mut told: Vec<HashSet<Code>> = vec![HashSet::new(); dimensions];
    for cell in cells.iter().filter(|cell| cell.count.value != Some(0)) {
        for (told, code) in told.iter_mut().zip(&cell.key) {
            told.extend(code.clone());
        }
    }
    let stays = |cell: &ProtectedCell| {
        cell.key.iter().zip(&told).all(|(code, told)| code.as_ref().is_none_or(|code| told.contains(code)))
    };
    cells.into_iter().filter(stays).collect()
}

/// The sum where it may be told. Minutes become whole hours.
fn magnitude(
    measure: Measure,
    records: &ProtectedCell,
    weights: &Weights,
    policy: &DisclosurePolicy,
) -> ProtectedCount {
    if records.count.is_hidden() {
        return ProtectedCount::withheld();
    }
    let told = match policy.method {
        Method::CellKey | Method::Round => weights.perturbed(&records.key, policy),
        _ => ProtectedCount::exact(weights.sum(&records.key)),
    };
    match (told.value, measure.spec().counted) {
        (Some(minutes), Counted::Minutes(_)) => hours(minutes, told),
        _ => told,
    }
}

/// Whole hours; those that were not whole are rounded.
fn hours(minutes: i64, told: ProtectedCount) -> ProtectedCount {
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
