//! What is told, computed from the records in memory: the real answers are compared with it, question by question, and then it
//! is attacked in their place, many thousand times.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

use statistics::{
    disclosure::{Audience, Behind, CellKey, DisclosurePolicy, Salt, Unit},
    figures::Measure,
};
use store::Sealer;

use crate::population::{
    AGE, BASIS, CAUSE, COUNCIL, COUNTY, DIMS, EFFORT, EFFORT_KIND, ENROLMENT_STATUS, HORIZON, HUB, INDUSTRY, LEVEL,
    MUNICIPALITY, NEED_STATUS, NOTHING, ORGANISATION, PROJECT, PROVIDER, Population, QUARTER, RESULT, Record, SEX,
    SITUATION, STATUS, YEAR,
};
use crate::world::sealer;

pub const MEASURES: [Measure; 6] = [
    Measure::Participants,
    Measure::Enrolments,
    Measure::Outcomes,
    Measure::Hours,
    Measure::Needs,
    Measure::PeopleNeeded,
];

/// The dimensions of a measure's records here, the calendar apart.
pub fn dims(measure: Measure) -> &'static [usize] {
    match measure {
        Measure::Participants => &[
            COUNCIL,
            ORGANISATION,
            PROJECT,
            MUNICIPALITY,
            COUNTY,
            SEX,
            AGE,
            SITUATION,
            LEVEL,
            INDUSTRY,
            STATUS,
            RESULT,
        ],
        Measure::Enrolments | Measure::Hours => &[
            COUNCIL,
            HUB,
            ORGANISATION,
            PROVIDER,
            PROJECT,
            EFFORT,
            EFFORT_KIND,
            COUNTY,
            SEX,
            AGE,
            SITUATION,
            ENROLMENT_STATUS,
            RESULT,
        ],
        Measure::Outcomes => {
            &[COUNCIL, HUB, ORGANISATION, PROJECT, EFFORT, EFFORT_KIND, COUNTY, SEX, AGE, SITUATION, RESULT]
        }
        _ => &[COUNCIL, ORGANISATION, MUNICIPALITY, COUNTY, INDUSTRY, CAUSE, HORIZON, BASIS, NEED_STATUS],
    }
}

pub fn unit(measure: Measure) -> Unit {
    match measure {
        Measure::Participants => Unit::Person,
        Measure::Needs | Measure::PeopleNeeded => Unit::Plan,
        _ => Unit::Record,
    }
}

impl Population {
    pub fn records(&self, measure: Measure) -> &[Record] {
        match measure {
            Measure::Participants => &self.participants,
            Measure::Enrolments | Measure::Hours => &self.enrolments,
            Measure::Outcomes => &self.outcomes,
            _ => &self.needs,
        }
    }
}

/// The rule for others' records.
pub fn policy() -> &'static DisclosurePolicy {
    DisclosurePolicy::current(Audience::Council)
}

/// The salts of one year's copies.
#[derive(Clone, Copy, Debug)]
pub struct Salts {
    pub count: Salt,
    pub sum: Salt,
}

impl Salts {
    pub fn of(sealer: &Sealer, measure: Measure, year_end: &str) -> Self {
        let summed = match measure {
            Measure::Hours => "Minutes(\"r.minutes\").None",
            Measure::PeopleNeeded => "Sum(\"r.people_needed\").None",
            _ => "Records.None",
        };
        let salt = |of: &str| Salt::of(sealer.record_key(&format!("figures.{year_end}.{of}")).expect("a key"));
        Self { count: salt(&unit(measure).to_string()), sum: salt(summed) }
    }
}

/// What stands behind a cell, being put together.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub records: i64,
    pub key: CellKey,
    groups: u16,
    pub amount: i64,
    parts: BTreeMap<u8, i64>,
}

impl Cell {
    pub fn add(&mut self, record: &Record) {
        self.records += 1;
        self.key = self.key.plus(CellKey::of(record.key));
        self.groups |= 1 << record.group;
        self.amount += record.amount;
        *self.parts.entry(record.at[ORGANISATION]).or_default() += record.amount;
    }

    /// The told count and sum.
    pub fn told(&self, measure: Measure, salts: Salts) -> (i64, i64) {
        let sums = matches!(measure, Measure::Hours | Measure::PeopleNeeded);
        let people = (unit(measure) != Unit::Person).then(|| i64::from(self.groups.count_ones()));
        let leaning = |(organisation, amount): (&u8, &i64)| {
            amount * DisclosurePolicy::leaning(contributor(*organisation), salts.sum)
        };
        let leaning: i64 = self.parts.iter().map(leaning).sum();
        let amount = if sums { policy().moved(self.amount, leaning) } else { 0 };
        let behind = Behind { records: self.records, key: self.key, people, amount, largest: 0 };
        let count = policy().count(unit(measure), &behind, salts.count);
        (count, if sums { policy().sum(unit(measure), &behind, count, salts.sum) } else { 0 })
    }
}

/// The key of an organisation's part of any sum.
fn contributor(organisation: u8) -> CellKey {
    static KEYS: LazyLock<Vec<CellKey>> = LazyLock::new(|| {
        let sealer = sealer();
        let key = |name: &str| CellKey::of(sealer.record_key(&format!("contributor.{name}")).expect("a key"));
        DIMS[ORGANISATION].codes.iter().map(|code| key(code.as_ref())).collect()
    });
    KEYS[usize::from(organisation)]
}

/// A question about the dimensions that are modelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub measure: Measure,
    pub by: Vec<usize>,
    /// One code of each of these.
    pub filters: Vec<(usize, u8)>,
}

/// Count and sum of every cell of which something is told; [`NOTHING`] is the total.
pub type Answer = HashMap<Vec<u8>, (i64, i64)>;

impl Asked {
    /// What should be told.
    pub fn told(&self, population: &Population, salts: Salts) -> Answer {
        let late = self.by.contains(&QUARTER) || self.filters.iter().any(|(dim, _)| *dim == QUARTER);
        let mut cells: HashMap<Vec<u8>, Cell> = HashMap::new();
        for record in population.records(self.measure) {
            if (record.is_late() && !late) || self.filters.iter().any(|(dim, code)| record.at[*dim] != *code) {
                continue;
            }
            for totals in 0_u32..1 << self.by.len() {
                let is_total = |place: usize| totals >> place & 1 == 1;
                if (0..self.by.len()).any(|place| is_total(place) && self.by[place] == QUARTER) {
                    continue;
                }
                let code = |(place, dim): (usize, &usize)| if is_total(place) { NOTHING } else { record.at[*dim] };
                cells.entry(self.by.iter().enumerate().map(code).collect()).or_default().add(record);
            }
        }
        let dims = |key: &[u8]| key.iter().filter(|code| **code != NOTHING).count();
        let mut cells: Vec<(Vec<u8>, Cell)> = cells.into_iter().collect();
        cells.sort_by_cached_key(|(key, _)| dims(key));
        let mut told = Answer::new();
        for (key, cell) in cells {
            let stands =
                (0..key.len()).filter(|place| key[*place] != NOTHING && self.by[*place] != QUARTER).all(|place| {
                    let mut total = key.clone();
                    total[place] = NOTHING;
                    told.contains_key(&total)
                });
            let number = cell.told(self.measure, salts);
            if stands && number.0 > 0 {
                told.insert(key, number);
            }
        }
        if let Some(place) = self.by.iter().position(|dim| *dim == QUARTER) {
            let quarters: Vec<_> = told.iter().map(|(key, number)| (key.clone(), *number)).collect();
            for (mut key, (count, sum)) in quarters {
                key[place] = NOTHING;
                let total = told.entry(key).or_default();
                *total = (total.0 + count, total.1 + sum);
            }
        }
        told
    }

    /// The codes of each dimension that the table lists.
    pub fn listed(&self, told: &Answer) -> Vec<BTreeSet<u8>> {
        let codes = |place: usize| told.keys().map(|key| key[place]).filter(|code| *code != NOTHING).collect();
        (0..self.by.len()).map(codes).collect()
    }
}

/// Whether others' records may be divided by these at once.
pub fn is_told(measure: Measure, dims: &[usize]) -> bool {
    let count = |of: &[usize]| dims.iter().filter(|dim| of.contains(dim)).count();
    let (personal, results) =
        (count(&[SEX, AGE, SITUATION, LEVEL]), count(&[STATUS, RESULT, ENROLMENT_STATUS, NEED_STATUS]));
    let identifying = count(&[ORGANISATION, EFFORT, PROVIDER]);
    let place = count(&[MUNICIPALITY]);
    // The kind of effort follows from the effort, as counties do from municipalities.
    let implied = usize::from(dims.contains(&EFFORT) && dims.contains(&EFFORT_KIND))
        + usize::from(place > 0 && dims.contains(&COUNTY));
    let period = count(&[YEAR, QUARTER]);
    // One of those that answer for it stands beside.
    let beside = usize::from(count(&[PROJECT, COUNCIL, HUB]) > 0);
    if dims.len() - implied - period - beside > statistics::figures::MAX_CROSSED || period > 1 {
        return false;
    }
    if unit(measure) == Unit::Plan {
        return !dims.contains(&ORGANISATION);
    }
    let followed = !dims.contains(&ORGANISATION) && results == 1 && personal == 0;
    let pointed = identifying > 0 && personal + results > 0 && !followed;
    let placed = place > 0 && personal + results > 1;
    !(pointed || placed || (measure == Measure::Hours && dims.contains(&ORGANISATION)))
}
