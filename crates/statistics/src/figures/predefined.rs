//! Fasta tabeller: the built-in tables that are told exactly but for what is hidden, while every other question is told
//! with noise.
//!
//! Each measure has at most one, so that no two such tables are of the same records: all its divisions, coarser and
//! finer, are protected as one table and taken from it, so that a county hides what one of its municipalities needs
//! hidden. It is of one year that is over: years have no record in common, and nobody joins a year that has ended but by
//! a late correction, which whoever reads the table before and after will see.
//!
//! It looks the same to everyone, signed in or not. Therefore nothing in it is drawn off for the caller; instead it keeps
//! what it hides from everyone who knows a part of it row by row: from each organisation and each project.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use kernel::Result;
use taxonomy::Scheme;

use super::{
    Breakdown, Measure, Question,
    category::UNKNOWN,
    rows::{self, Part},
};
use crate::disclosure::{CellKey, Code, Dimension, DisclosurePolicy, ProtectedCount, Row, Table, protect};

/// A built-in table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predefined {
    /// What is counted.
    pub measure: Measure,
    /// By what: for each dimension its levels, the widest first.
    pub levels: &'static [&'static [Breakdown]],
    /// Who knows a part of it row by row.
    pub readers: &'static [Breakdown],
}

/// Every built-in table.
pub const PREDEFINED: &[Predefined] = &[Predefined {
    measure: Measure::Participants,
    levels: &[&[Breakdown::County, Breakdown::Municipality], &[Breakdown::Sex], &[Breakdown::AgeBand]],
    readers: &[Breakdown::Organisation, Breakdown::Project],
}];

/// Where a cell stands: a code for each dimension, `None` for a total.
type Key = Vec<Option<Code>>;

/// What a built-in table tells, by key; `None` for a total.
pub(super) struct Told {
    pub(super) cells: Vec<(Key, ProtectedCount)>,
    pub(super) too_large: bool,
}

impl Predefined {
    /// The built-in table that answers `question`: one whole year that was over `today`, and no other selection.
    pub(super) fn of(question: &Question, today: NaiveDate) -> Option<&'static Self> {
        let (from, to) = (question.selection.from?, question.selection.to?);
        let year = from.year();
        let whole =
            NaiveDate::from_ymd_opt(year, 1, 1) == Some(from) && NaiveDate::from_ymd_opt(year, 12, 31) == Some(to);
        if !whole || year >= today.year() || !question.selection.is_period_only() {
            return None;
        }
        PREDEFINED.iter().find(|table| table.measure == question.measure && table.divides(&question.by))
    }

    /// Whether each of `by` is a level, no two of the same dimension.
    fn divides(&self, by: &[Breakdown]) -> bool {
        let places: Vec<Option<usize>> = by.iter().map(|by| self.place(*by)).collect();
        let different: HashSet<_> = places.iter().collect();
        places.iter().all(Option::is_some) && different.len() == places.len()
    }

    /// Which dimension `by` is a level of.
    fn place(&self, by: Breakdown) -> Option<usize> {
        self.levels.iter().position(|levels| levels.contains(&by))
    }

    fn finest(&self) -> impl Iterator<Item = Breakdown> + '_ {
        self.levels.iter().filter_map(|levels| levels.last().copied())
    }

    /// The whole table as questions, one for each kind of reader, who stands last in the key.
    pub(super) fn questions(&self, asked: &Question) -> impl Iterator<Item = Question> {
        self.readers.iter().map(move |reader| Question {
            by: self.finest().chain([*reader]).collect(),
            selection: asked.selection.clone(),
            ..*asked
        })
    }

    /// The answer to `asked` out of the whole table, whose parts are given for each kind of reader.
    ///
    /// # Errors
    /// `Broken` when the parts do not fit the table.
    pub(super) fn tell(&self, asked: &Question, parts: &[Vec<Part>], policy: &DisclosurePolicy) -> Result<Told> {
        let Some(first) = parts.first() else { return Ok(Told { cells: Vec::new(), too_large: false }) };
        let whole = Question { by: self.finest().collect(), selection: asked.selection.clone(), ..*asked };
        let levels: Vec<Levels> =
            (0..self.levels.len()).map(|d| Levels::of(self.levels[d], rows::codes(&whole, first, d))).collect();
        let row = |part: &Part| Row {
            key: part.key[..levels.len()].to_vec(),
            count: part.records,
            own: 0,
            others_key: CellKey::default(),
        };
        let mut table = Table::from_rows(levels.iter().map(Levels::dimension).collect(), first.iter().map(row))?;
        for parts in parts {
            let known = known(&levels, parts);
            table = table.known_to(|key| known.get(key).copied().unwrap_or(0), policy);
        }
        let protected = protect(&table, policy);
        let told: HashMap<_, _> = protected.cells.into_iter().map(|cell| (cell.key, cell.count)).collect();
        let cells = self.keys(&asked.by, &levels, first.is_empty()).into_iter();
        let cells = cells.filter_map(|(key, place)| told.get(&place).map(|count| (key, *count)));
        Ok(Told { cells: cells.collect(), too_large: protected.too_large })
    }

    /// The keys of an answer by `by`, totals last, each with its place in the whole table.
    fn keys(&self, by: &[Breakdown], levels: &[Levels], empty: bool) -> Vec<(Key, Key)> {
        let mut keys = vec![(Vec::new(), vec![None; levels.len()])];
        for breakdown in by {
            let Some(d) = self.place(*breakdown) else { continue };
            let depth = self.levels[d].iter().position(|level| level == breakdown).unwrap_or(0);
            let codes = if empty { &[] } else { levels[d].codes[depth].as_slice() };
            let with = |(key, place): &(Key, Key), code: Option<&Code>| {
                let (mut key, mut place) = (key.clone(), place.clone());
                key.push(code.cloned());
                place[d] = code.map(|code| levels[d].name(depth, code));
                (key, place)
            };
            keys = keys
                .iter()
                .flat_map(|key| codes.iter().map(Some).chain([None]).map(move |code| with(key, code)))
                .collect();
        }
        keys
    }
}

/// The codes of one dimension, level by level.
struct Levels {
    name: &'static str,
    breakdowns: &'static [Breakdown],
    codes: Vec<Vec<Code>>,
}

impl Levels {
    fn of(breakdowns: &'static [Breakdown], finest: Vec<Code>) -> Self {
        let mut codes = vec![finest];
        for level in breakdowns.iter().rev().skip(1) {
            let mut wider: Vec<Code> = codes[0].iter().map(|code| above(*level, code)).collect();
            wider.sort_unstable();
            wider.dedup();
            codes.insert(0, wider);
        }
        Self { name: breakdowns.last().map_or("", |finest| finest.as_str()), breakdowns, codes }
    }

    /// What a code is called among those of all levels, which may have codes in common.
    fn name(&self, depth: usize, code: &Code) -> Code {
        if depth + 1 == self.codes.len() { code.clone() } else { format!("{}:{code}", self.breakdowns[depth]) }
    }

    /// The code of the finest level with those that it stands under, the widest first.
    fn path(&self, finest: &Code) -> Vec<Code> {
        let mut path = vec![finest.clone()];
        let mut code = finest.clone();
        for depth in (0..self.codes.len() - 1).rev() {
            code = above(self.breakdowns[depth], &code);
            path.insert(0, self.name(depth, &code));
        }
        path
    }

    fn dimension(&self) -> Dimension {
        let mut names: Vec<Code> = Vec::new();
        let mut parents = Vec::new();
        for (depth, codes) in self.codes.iter().enumerate() {
            for code in codes {
                let parent = depth.checked_sub(1).map(|up| self.name(up, &above(self.breakdowns[up], code)));
                parents.push(parent.and_then(|parent| names.iter().position(|name| *name == parent)));
                names.push(self.name(depth, code));
            }
        }
        Dimension::new(self.name, names).under(parents)
    }
}

/// The code of `level` that `code`, of the next finer one, belongs to.
fn above(level: Breakdown, code: &Code) -> Code {
    let digits = match level.scheme() {
        _ if code == UNKNOWN => return code.clone(),
        Some(Scheme::County) => 2,
        _ => code.len(),
    };
    code.get(..digits).unwrap_or(code).to_owned()
}

/// For each cell, sums included, the most that any one reader knows of it.
fn known(levels: &[Levels], parts: &[Part]) -> HashMap<Key, i64> {
    let mut each: HashMap<(Key, &Code), i64> = HashMap::new();
    // Nobody reads the rows of no organisation or no project as theirs.
    let reads = |part: &&Part| part.key.last().is_some_and(|reader| reader != UNKNOWN);
    for part in parts.iter().filter(reads) {
        let Some((reader, key)) = part.key.split_last() else { continue };
        let mut cells: Vec<Key> = vec![Vec::new()];
        for (level, code) in levels.iter().zip(key) {
            let places: Vec<Option<Code>> = level.path(code).into_iter().map(Some).chain([None]).collect();
            let with = |cell: &Key, place: &Option<Code>| [cell.as_slice(), std::slice::from_ref(place)].concat();
            cells = cells.iter().flat_map(|cell| places.iter().map(move |place| with(cell, place))).collect();
        }
        for cell in cells {
            *each.entry((cell, reader)).or_default() += part.records;
        }
    }
    let mut most: HashMap<Key, i64> = HashMap::new();
    for ((cell, _), records) in each {
        let known = most.entry(cell).or_default();
        *known = records.max(*known);
    }
    most
}
