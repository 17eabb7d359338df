//! Times as categories, in their order: years, half-years, quarters and months without leaps, days as far apart as they are.

use chrono::{Datelike, NaiveDate};

/// What an axis goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// So many to a year.
    Part(i64),
    Day,
}

/// An axis of times.
pub(super) struct Axis {
    step: Step,
    /// Each category's time, in steps after year 0.
    times: Vec<i64>,
    /// How a category is written.
    like: String,
}

impl Axis {
    /// Of categories that are all years, or all half-years, quarters, months or days; `None` of others.
    pub fn of(categories: &[String]) -> Option<Self> {
        let times: Vec<(Step, i64)> = categories.iter().map(|category| time(category)).collect::<Option<_>>()?;
        let step = times.first()?.0;
        let is_one_kind = times.iter().all(|(each, _)| *each == step);
        let times = times.into_iter().map(|(_, time)| time).collect();
        is_one_kind.then(|| Self { step, times, like: categories[0].clone() })
    }

    pub fn is_of_years(&self) -> bool {
        self.step == Step::Part(1)
    }

    pub fn is_of_days(&self) -> bool {
        self.step == Step::Day
    }

    /// Each time from the first to the last, with the place of its category where there is one; without those that there are none of
    /// where the time is long. Of days only those there are, one of two rows beside the other. `None` where two categories are of one
    /// year, half-year, quarter or month.
    pub fn places(&self, most: usize) -> Option<Vec<(i64, Option<usize>)>> {
        let mut known: Vec<(i64, Option<usize>)> =
            self.times.iter().enumerate().map(|(at, time)| (*time, Some(at))).collect();
        known.sort_unstable();
        if self.is_of_days() {
            return Some(known);
        }
        let is_once = known.windows(2).all(|pair| pair[0].0 != pair[1].0);
        let (first, last) = (known.first()?.0, known.last()?.0);
        if !is_once {
            return None;
        }
        if usize::try_from(last - first).is_ok_and(|steps| steps >= most) {
            return Some(known);
        }
        let of = |time: i64| known.binary_search_by_key(&time, |(known, _)| *known).ok().and_then(|at| known[at].1);
        Some((first..=last).map(|time| (time, of(time))).collect())
    }

    /// The category at a time, written as the others are.
    pub fn name(&self, at: i64) -> String {
        match self.like.split_once('-').map(|(_, part)| part.as_bytes().first()) {
            None => format!("{at:04}"),
            Some(Some(b'H')) => format!("{:04}-H{}", at / 2, at % 2 + 1),
            Some(Some(b'Q')) => format!("{:04}-Q{}", at / 4, at % 4 + 1),
            Some(_) => format!("{:04}-{:02}", at / 12, at % 12 + 1),
        }
    }
}

/// What `2013`, `2013-H1`, `2013-Q4`, `2013-11` or `2013-11-30` goes by, and how many of them after year 0 it is.
fn time(category: &str) -> Option<(Step, i64)> {
    let (year, part) = category.split_once('-').map_or((category, None), |(year, part)| (year, Some(part)));
    let year: i64 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let Some(part) = part else { return Some((Step::Part(1), year)) };
    if part.len() == 5 {
        let day = NaiveDate::parse_from_str(category, "%Y-%m-%d").ok()?;
        return Some((Step::Day, day.num_days_from_ce().into()));
    }
    let (parts, number) = match part.as_bytes().first()? {
        b'H' => (2, part.get(1..)?),
        b'Q' => (4, part.get(1..)?),
        _ => (12, (part.len() == 2).then_some(part)?),
    };
    let number: i64 = number.parse().ok().filter(|number| (1..=parts).contains(number))?;
    Some((Step::Part(parts), year * parts + number - 1))
}
