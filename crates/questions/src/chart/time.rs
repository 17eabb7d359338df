//! Times as categories: years, half-years, quarters and months, in their order and without leaps.

/// An axis of times.
pub(super) struct Axis {
    /// Into how many parts each year is parted.
    parts: i64,
    /// Each category's time, in parts after year 0.
    times: Vec<i64>,
    /// How a category is written.
    like: String,
}

impl Axis {
    /// Of categories that are all years, or all half-years, quarters or months; `None` of others.
    pub fn of(categories: &[String]) -> Option<Self> {
        let times: Vec<(i64, i64)> = categories.iter().map(|category| time(category)).collect::<Option<_>>()?;
        let parts = times.first()?.0;
        let is_one_kind = times.iter().all(|(each, _)| *each == parts);
        let times = times.into_iter().map(|(_, time)| time).collect();
        is_one_kind.then(|| Self { parts, times, like: categories[0].clone() })
    }

    pub fn is_of_years(&self) -> bool {
        self.parts == 1
    }

    /// Each time from the first to the last, with the place of its category where there is one; without those that there are none of
    /// where the time is long. `None` where two categories are of one time.
    pub fn places(&self, most: usize) -> Option<Vec<(i64, Option<usize>)>> {
        let mut known: Vec<(i64, Option<usize>)> =
            self.times.iter().enumerate().map(|(at, time)| (*time, Some(at))).collect();
        known.sort_unstable();
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

/// Into how many parts a year is parted, and how many of them after year 0: of `2013`, `2013-H1`, `2013-Q4` and `2013-11`.
fn time(category: &str) -> Option<(i64, i64)> {
    let (year, part) = category.split_once('-').map_or((category, None), |(year, part)| (year, Some(part)));
    let year: i64 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let Some(part) = part else { return Some((1, year)) };
    let (parts, number) = match part.as_bytes().first()? {
        b'H' => (2, part.get(1..)?),
        b'Q' => (4, part.get(1..)?),
        _ => (12, (part.len() == 2).then_some(part)?),
    };
    let number: i64 = number.parse().ok().filter(|number| (1..=parts).contains(number))?;
    Some((parts, year * parts + number - 1))
}
