//! One table held against another: achieved against stated, participants against the workforce.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use access::Request;
use chrono::{Datelike, NaiveDate};
use kernel::Result;

use super::{Breakdown, Figure, Figures, Measure, Question, Selection, Statistics};
use crate::disclosure::{Code, CountStatus, ProtectedCount, ratio, share};

impl Statistics {
    /// Answers `question` as this caller may see it: in one statement, or for a measure that is held against another in
    /// one for each; of targets one more says how exactly they are stated.
    ///
    /// # Errors
    /// `Invalid` for a question that cannot be asked or whose table is too large; `Unavailable`, `Broken`.
    pub async fn table(&self, request: &Arc<Request>, question: &Question) -> Result<Figures> {
        question.check()?;
        let question = &question.plain();
        let Some(against) = question.measure.spec().against else {
            return self.as_stated(question, self.one(request, question).await?).await;
        };
        question.foreseen(request)?;
        let other = question.of(against);
        let figures = self.one(request, question).await?;
        let stated = self.as_stated(&other, self.one(request, &other).await?).await?;
        let calendar = question.by.iter().position(|by| by.base() == Breakdown::Year);
        let stated = match calendar.filter(|_| against.is_of_a_day()) {
            Some(place) => self.year_by_year(request, &other, stated, (&figures, place)).await?,
            None => stated,
        };
        Ok(Figures { against: Some(Arc::new(stated)), ..figures })
    }

    /// What each period of `figures`, the dimension at the place, is held against: `other` as it was at the end of the period's year,
    /// divided by that dimension too. Nothing where nobody had been counted by then; nor over all the periods, for there was no one
    /// workforce of them. `latest` is `other` without them.
    async fn year_by_year(
        &self,
        request: &Arc<Request>,
        other: &Question,
        latest: Figures,
        (figures, place): (&Figures, usize),
    ) -> Result<Figures> {
        let mut years: BTreeMap<i32, BTreeSet<Code>> = BTreeMap::new();
        for code in figures.cells.iter().filter_map(|figure| figure.key[place].clone()) {
            if let Some(year) = code.get(..4).and_then(|year| year.parse().ok()) {
                years.entry(year).or_default().insert(code);
            }
        }
        let mut cells = Vec::new();
        for (year, codes) in years {
            let counted_until = earliest([other.selection.counted(), end_of(year)]);
            let selection = Selection { counted_until, ..other.selection.clone() };
            let then = self.one(request, &Question { selection, ..other.clone() }).await?;
            if then.total == ProtectedCount::exact(0) {
                continue;
            }
            for code in codes {
                let of_period = |figure: &Figure| {
                    let key = figure.key.iter().cloned().chain([Some(code.clone())]).collect();
                    Figure { key, ..figure.clone() }
                };
                cells.extend(then.cells.iter().map(of_period));
            }
        }
        let by = other.by.iter().copied().chain([figures.by[place]]).collect();
        Ok(Figures { by, cells, ..latest })
    }
}

/// The last day of the year.
fn end_of(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 12, 31)
}

fn earliest(days: [Option<NaiveDate>; 2]) -> Option<NaiveDate> {
    days.into_iter().flatten().min()
}

impl Question {
    /// The same of another measure, by those of the dimensions that it has. What selects must be its own too, save the
    /// period of a measure that has no date: of one that is of a day it is as it was at the end of the period's last year.
    pub(super) fn of(&self, measure: Measure) -> Self {
        let by = self.by.iter().copied().filter(|breakdown| measure.source(*breakdown).is_some()).collect();
        let period =
            if measure.spec().date.is_some() { (self.selection.from, self.selection.to) } else { (None, None) };
        let chosen = &self.selection;
        let last = chosen.to.filter(|_| measure.is_of_a_day()).and_then(|day| end_of(day.year()));
        let counted_until = last.and_then(|last| earliest([chosen.as_of, Some(last)]));
        Self { measure, by, selection: Selection { from: period.0, to: period.1, counted_until, ..chosen.clone() } }
    }
}

/// The place of every cell.
pub(super) type Places = HashMap<Vec<Option<Code>>, usize>;

impl Figures {
    fn place(&self, key: &[Option<Code>]) -> Option<usize> {
        let all = || self.cells.iter().enumerate().map(|(at, figure)| (figure.key.clone(), at)).collect();
        self.places.get_or_init(all).get(key).copied()
    }

    /// The share, 0–1, that the cell at `at` has of the total over `over`, from what is shown; absent where either is
    /// hidden, or the total stands on too few records for a percentage.
    pub fn share_over(&self, at: usize, over: &[Breakdown]) -> Option<f64> {
        let base = self.whole(at, over)?;
        base.is_base.then(|| share(&self.cells[at].count, &base.count, 1)).flatten()
    }

    /// The total over `over` that the cell at `at` is a part of: told by itself, and not the sum of the cells.
    pub fn total_over(&self, at: usize, over: &[Breakdown]) -> Option<ProtectedCount> {
        self.whole(at, over).map(|whole| whole.count)
    }

    fn whole(&self, at: usize, over: &[Breakdown]) -> Option<&Figure> {
        let figure = self.cells.get(at)?;
        let whole = |(code, by): (&Option<Code>, &Breakdown)| code.clone().filter(|_| !over.contains(by));
        let key: Vec<Option<Code>> = figure.key.iter().zip(&self.by).map(whole).collect();
        self.place(&key).map(|place| &self.cells[place])
    }

    /// What the cell at `at` is held against, in a table by the dimensions that both have.
    pub fn counterpart(&self, at: usize) -> Option<(&Self, usize)> {
        let (other, figure) = (self.against.as_deref()?, self.cells.get(at)?);
        let code =
            |by: &Breakdown| self.by.iter().position(|mine| mine == by).and_then(|place| figure.key[place].clone());
        let key: Vec<Option<Code>> = other.by.iter().map(code).collect();
        other.place(&key).map(|place| (other, place))
    }

    /// The number at `at` divided by what it is held against, from what is shown.
    pub fn ratio(&self, at: usize) -> Option<f64> {
        let (other, place) = self.counterpart(at)?;
        let base = &other.cells[place];
        base.is_base.then(|| ratio(&self.cells[at].count, &base.count, 1)).flatten()
    }

    /// The share at `at` divided by the counterpart's share: 1 where both are alike.
    pub fn share_ratio(&self, at: usize, over: &[Breakdown]) -> Option<f64> {
        let (other, place) = self.counterpart(at)?;
        let base = other.share_over(place, over).filter(|base| *base > 0.0)?;
        Some(self.share_over(at, over)? / base)
    }

    /// Whether all are told as they are, or as they are stated.
    pub(super) fn all_exact(&self) -> bool {
        let is_told = |count: ProtectedCount| match count.status {
            CountStatus::Approximate => true,
            _ => count == count.value.map_or(count, ProtectedCount::exact),
        };
        self.cells.iter().all(|figure| is_told(figure.count))
    }
}
