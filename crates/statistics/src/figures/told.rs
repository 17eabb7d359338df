//! From the finest cells to what is told of them.

use std::collections::{BTreeMap, HashMap};

use super::{
    Average, Measure,
    measures::{self, Counted},
    rows::Part,
};
use crate::{
    disclosure::{Behind, CellKey, Code, DisclosurePolicy, Salt},
    people::Groups,
};

/// Where a cell stands: a code for each dimension, `None` for a total.
pub(super) type Key = Vec<Option<Code>>;

/// Others' waits are put together in bands of so many days, and their median is the middle of one.
const BAND: i64 = 30;

/// A number as it may be told, before it is dressed for the audience.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DisclosedCount {
    /// Records.
    pub(super) count: i64,
    /// The sum over them; for a measure of days, the days.
    pub(super) sum: i64,
    /// Records by the days that they took, or by the middle of the band.
    days: BTreeMap<i64, i64>,
}

impl DisclosedCount {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        for (days, records) in &other.days {
            *self.days.entry(*days).or_default() += records;
        }
    }

    /// The number of `measure`.
    pub(super) fn value(&self, measure: Measure) -> i64 {
        if measure.is_magnitude() { self.sum } else { self.count }
    }

    /// Mean, median and quartiles of the days, of told numbers only, on a base of at least `min_base`. A quartile between two records is
    /// as far between their days as its place is between theirs (Hyndman and Fan's seventh definition); of others' records it is the
    /// middle of the band of the earlier one.
    pub(super) fn average(&self, policy: &DisclosurePolicy) -> Option<Average> {
        let records: i64 = self.days.values().sum();
        if self.count < policy.min_base.max(1) || records < 1 {
            return None;
        }
        let at = |place: i64| {
            let mut before = 0;
            self.days.iter().find(|(_, records)| {
                before += **records;
                before > place
            })
        };
        let quartile = |nth: i64| {
            let (place, quarters) = ((records - 1) * nth / 4, (records - 1) * nth % 4);
            let low = *at(place)?.0;
            // Between two bands nothing is told.
            let high = if policy.is_exact() { *at((place + 1).min(records - 1))?.0 } else { low };
            Some(low as f64 + (high - low) as f64 * quarters as f64 / 4.0)
        };
        let mean = self.sum as f64 / self.count as f64;
        Some(Average {
            mean: if policy.is_exact() { mean } else { mean.round() },
            lower_quartile: quartile(1)?,
            median: quartile(2)?,
            upper_quartile: quartile(3)?,
        })
    }
}

/// What is known of a cell.
#[derive(Debug, Default)]
struct Gathered {
    records: i64,
    key: CellKey,
    groups: Groups,
    amount: i64,
    /// The parts of the sum times how far each leans.
    leaning: i64,
    /// For each number of days the records that took so many, and their key.
    days: BTreeMap<i64, (i64, CellKey)>,
}

impl Gathered {
    fn add(&mut self, measure: Measure, part: &Part) {
        self.records += part.records;
        self.key = self.key.plus(part.cell_key);
        self.groups = self.groups.plus(part.groups);
        if measure.spec().waits.is_some() {
            let Some(days) = part.split.as_deref().and_then(|days| days.parse::<i64>().ok()) else { return };
            self.amount += days * part.records;
            let (records, key) = self.days.entry(days).or_default();
            (*records, *key) = (*records + part.records, key.plus(part.cell_key));
            return;
        }
        self.amount += part.amount;
        self.leaning += part.leaning;
    }

    fn behind(&self, measure: Measure, policy: &DisclosurePolicy) -> Behind {
        let spec = measure.spec();
        Behind {
            records: self.records,
            key: self.key,
            people: matches!(spec.behind, measures::Behind::Person(_)).then(|| self.groups.people()),
            amount: policy.moved(self.amount, self.leaning),
            largest: self.days.keys().next_back().copied().unwrap_or(0),
        }
    }

    fn exactly(self) -> DisclosedCount {
        let days = self.days.into_iter().map(|(days, (records, _))| (days, records)).collect();
        DisclosedCount { count: self.records, sum: self.amount, days }
    }

    fn told(&self, measure: Measure, policy: &DisclosurePolicy, secrets: &Secrets) -> DisclosedCount {
        let (unit, behind) = (measure.spec().record, self.behind(measure, policy));
        let count = policy.count(unit, &behind, secrets.count);
        if count == 0 {
            return DisclosedCount::default();
        }
        let sums = measure.spec().waits.is_some() || measure.spec().counted != Counted::Records;
        let mut bands: BTreeMap<i64, Behind> = BTreeMap::new();
        for (days, (records, key)) in &self.days {
            let band = bands.entry(days.div_euclid(BAND) * BAND + BAND / 2).or_default();
            (band.records, band.key) = (band.records + records, band.key.plus(*key));
        }
        DisclosedCount {
            count,
            sum: if sums { policy.sum(unit, &behind, count, secrets.sum) } else { 0 },
            days: bands.iter().map(|(middle, band)| (*middle, policy.band(unit, band, secrets.sum))).collect(),
        }
    }
}

/// What noise follows beside the records: for how many there are, and for what is summed of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Secrets {
    /// The same for every measure of such records: the same people are told alike, as whatever they are counted.
    pub(super) count: Salt,
    /// Another for each thing that is summed.
    pub(super) sum: Salt,
}

/// The caller's own cells, totals included, as they are.
pub(super) fn exactly(measure: Measure, parts: &[Part]) -> HashMap<Key, DisclosedCount> {
    let summed: Vec<bool> = parts.first().map(|part| vec![false; part.key.len()]).unwrap_or_default();
    gathered(measure, parts, &summed).into_iter().map(|(key, cell)| (key, cell.exactly())).collect()
}

/// Others' cells as they are told. The totals of a dimension that is `summed` are the sums of what is told of it; all other
/// totals are told by themselves. Under a total that is told as zero, everything is. Of the dimensions only the first `asked` stay.
pub(super) fn protected(
    measure: Measure,
    parts: &[Part],
    summed: &[bool],
    asked: usize,
    policy: &DisclosurePolicy,
    secrets: &Secrets,
) -> HashMap<Key, DisclosedCount> {
    let mut cells: Vec<(Key, DisclosedCount)> = gathered(measure, parts, summed)
        .into_iter()
        .map(|(key, cell)| (key, cell.told(measure, policy, secrets)))
        .collect();
    // Totals first, so that a cell's are decided before it.
    cells.sort_by_cached_key(|(key, _)| key.iter().flatten().count());
    let mut told: HashMap<Key, DisclosedCount> = HashMap::with_capacity(cells.len());
    for (key, cell) in cells {
        let group_is_told = |d: usize| {
            let mut group = key.clone();
            group[d] = None;
            told.get(&group).is_some_and(|group| group.count > 0)
        };
        let stands = (0..key.len()).filter(|&d| key[d].is_some() && !summed[d]).all(group_is_told);
        told.insert(key, if stands { cell } else { DisclosedCount::default() });
    }
    for d in (0..summed.len()).filter(|&d| summed[d]) {
        let mut totals: HashMap<Key, DisclosedCount> = HashMap::new();
        for (key, cell) in &told {
            let mut total = key.clone();
            total[d] = None;
            totals.entry(total).or_default().add(cell);
        }
        told.extend(totals);
    }
    told.into_iter()
        .filter(|(key, _)| key[asked..].iter().all(Option::is_none))
        .map(|(mut key, cell)| {
            key.truncate(asked);
            (key, cell)
        })
        .collect()
}

fn gathered(measure: Measure, parts: &[Part], summed: &[bool]) -> HashMap<Key, Gathered> {
    let mut cells: HashMap<Key, Gathered> = HashMap::new();
    for part in parts {
        for key in margins(&part.key, summed) {
            cells.entry(key).or_default().add(measure, part);
        }
    }
    cells
}

/// The cell itself and every total that includes it, save those over a dimension that is summed.
fn margins<'k>(key: &'k [Code], summed: &'k [bool]) -> impl Iterator<Item = Key> + 'k {
    let over = (0..key.len()).filter(|&d| summed[d]).fold(0_u32, |over, d| over | 1 << d);
    (0_u32..1 << key.len()).filter(move |totals| totals & over == 0).map(move |totals| {
        key.iter().enumerate().map(|(d, code)| (totals >> d & 1 == 0).then(|| code.clone())).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::Audience;

    #[test]
    fn between_two_bands_of_others_nothing_is_told() {
        let told = DisclosedCount { count: 12, sum: 360, days: BTreeMap::from([(15, 6), (45, 6)]) };
        let of = |audience| {
            let average = told.average(DisclosurePolicy::current(audience)).expect("enough records");
            [average.lower_quartile, average.median, average.upper_quartile]
        };
        assert_eq!((of(Audience::Owner), of(Audience::Council)), ([15.0, 30.0, 45.0], [15.0, 15.0, 45.0]));
    }
}
