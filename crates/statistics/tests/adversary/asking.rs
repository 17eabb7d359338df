//! Asks whatever may be asked, and holds each answer against what the records in memory say should be told.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use access::Request;
use kernel::Error;
use statistics::{
    disclosure::{Audience, CountStatus, ProtectedCount},
    figures::{Breakdown, Figures, Measure, Question, Selection},
};

use crate::{
    mirror::{Asked, MEASURES, Salts, dims, is_told},
    population::{
        COUNCIL, COUNTY, DIMS, Draw, EFFORT, HUB, INDUSTRY, LEVEL, MUNICIPALITY, NOTHING, ORGANISATION, PROJECT,
        PROVIDER, Population, QUARTER, YEAR,
    },
    world::{World, readers, sealer},
};

/// A cell, whatever question it came by: which measure, and which code of which dimensions.
pub type Place = (String, Vec<(usize, u8)>);

/// What has been asked, and what was told.
#[derive(Default)]
pub struct Seen {
    pub asked: usize,
    pub answered: usize,
    pub refused: BTreeMap<String, usize>,
    pub cells: usize,
    /// Every told number of others' records.
    pub told: BTreeMap<Place, BTreeSet<i64>>,
}

impl Seen {
    /// Cells that one question tells as zero, under a total told as zero, and another as more.
    pub fn bypassed(&self) -> usize {
        self.told.values().filter(|told| told.len() > 1 && told.contains(&0)).count()
    }
}

impl Asked {
    /// As it is asked.
    pub fn question(&self) -> Question {
        let mut selection = Selection::default();
        for (dim, code) in &self.filters {
            let at = usize::from(*code);
            let text = DIMS[*dim].codes[at].clone();
            fn one<K>(text: &str) -> Vec<kernel::Id<K>> {
                vec![kernel::Id::from_stored(text).expect("an id")]
            }
            match *dim {
                COUNCIL => selection.councils = one(&text),
                ORGANISATION => selection.organisations = one(&text),
                PROJECT => selection.projects = one(&text),
                HUB => selection.hubs = one(&text),
                EFFORT => selection.efforts = one(&text),
                PROVIDER => selection.providers = one(&text),
                MUNICIPALITY => selection.places.push((taxonomy::Scheme::Municipality, text)),
                COUNTY => selection.places.push((taxonomy::Scheme::County, text)),
                INDUSTRY => selection.industries.push(text),
                LEVEL => selection.coded.push((Breakdown::EducationLevel, vec![text])),
                YEAR => {
                    (selection.from, selection.to) =
                        (format!("{text}-01-01").parse().ok(), format!("{text}-12-31").parse().ok());
                }
                QUARTER => {
                    let (year, quarter) = (2023 + at / 4, at % 4);
                    selection.from = format!("{year}-{:02}-01", quarter * 3 + 1).parse().ok();
                    let last = ["03-31", "06-30", "09-30", "12-31"][quarter];
                    selection.to = format!("{year}-{last}").parse().ok();
                }
                _ => selection.categories.push((DIMS[*dim].by, vec![text])),
            }
        }
        Question { measure: self.measure, by: self.by.iter().map(|dim| DIMS[*dim].by).collect(), selection }
    }

    /// Each of the dimensions either divides or selects; of two places or two periods only one is asked for at once.
    fn of(measure: Measure, all: &[usize], draw: &mut Draw) -> Self {
        let mut asked = Self { measure, by: Vec::new(), filters: Vec::new() };
        for dim in all {
            match draw.once_in(3) {
                true => asked.filters.push((*dim, draw.below(DIMS[*dim].codes.len()) as u8)),
                false => asked.by.push(*dim),
            }
        }
        asked
    }
}

/// Up to three dimensions of a measure, with and without a period.
pub fn crossings(measure: Measure) -> Vec<Vec<usize>> {
    let all = dims(measure);
    let mut chosen: Vec<Vec<usize>> = vec![vec![]];
    for dim in all {
        let longer: Vec<Vec<usize>> =
            chosen.iter().filter(|dims| dims.len() < 3).map(|dims| [dims.as_slice(), &[*dim]].concat()).collect();
        chosen.extend(longer);
    }
    chosen.retain(|dims| !(dims.contains(&COUNTY) && dims.contains(&MUNICIPALITY)));
    let with = |period: &[usize]| -> Vec<Vec<usize>> { chosen.iter().map(|dims| [dims, period].concat()).collect() };
    [with(&[]), with(&[YEAR]), with(&[QUARTER])].concat()
}

/// Asks at random up to a budget for each reader; everything once, and each crossing selected one way, where there is none.
pub async fn ask(world: &World, population: &Population, seed: u64, budget: Option<usize>) -> Seen {
    let mut draw = Draw::of(seed);
    let mut seen = Seen::default();
    let all: Vec<(Measure, Vec<usize>)> =
        MEASURES.iter().flat_map(|measure| crossings(*measure).into_iter().map(|dims| (*measure, dims))).collect();
    for (name, reader) in readers() {
        for nth in 0..budget.unwrap_or(2 * all.len()) {
            let (measure, crossing) = match budget {
                Some(_) => &all[draw.below(all.len())],
                None => &all[nth / 2],
            };
            let asked = match budget.is_none() && nth % 2 == 0 {
                true => Asked { measure: *measure, by: crossing.clone(), filters: Vec::new() },
                false => Asked::of(*measure, crossing, &mut draw),
            };
            one(world, population, (name, &reader), &asked, &mut seen).await;
        }
    }
    seen
}

async fn one(world: &World, population: &Population, reader: (&str, &Arc<Request>), asked: &Asked, seen: &mut Seen) {
    let dims: Vec<usize> = asked.by.iter().copied().chain(asked.filters.iter().map(|(dim, _)| *dim)).collect();
    seen.asked += 1;
    let figures = match world.table(reader.1, &asked.question()).await {
        Ok(figures) => figures,
        Err(Error::Invalid { rule, .. }) => {
            let fits = reader.0 == "public" || !is_told(asked.measure, &dims);
            assert!(fits, "refused to the {}, {rule}: {asked:?}", reader.0);
            *seen.refused.entry(rule.to_string()).or_default() += 1;
            return;
        }
        Err(Error::Denied) => {
            *seen.refused.entry("DENIED".to_owned()).or_default() += 1;
            return;
        }
        Err(error) => panic!("{error}: {asked:?}"),
    };
    seen.answered += 1;
    if figures.policy.audience == Audience::Owner {
        return;
    }
    assert!(is_told(asked.measure, &dims), "told to the {}: {asked:?}", reader.0);
    compare(&figures, asked, population, seen);
}

/// The answer is what should be told, in every field.
fn compare(figures: &Figures, asked: &Asked, population: &Population, seen: &mut Seen) {
    let told = asked.told(population, Salts::of(&sealer(), asked.measure, "2025-12-31"));
    let mut listed = vec![BTreeSet::new(); asked.by.len()];
    let mut is_own = false;
    for cell in &figures.cells {
        let code = |(code, dim): (&Option<String>, &usize)| match code {
            Some(code) => {
                let at = DIMS[*dim].codes.iter().position(|known| known == code);
                at.unwrap_or_else(|| panic!("{code} in {asked:?}")) as u8
            }
            None => NOTHING,
        };
        let key: Vec<u8> = cell.key.iter().zip(&asked.by).map(code).collect();
        key.iter().zip(&mut listed).filter(|(code, _)| **code != NOTHING).for_each(|(code, listed)| {
            listed.insert(*code);
        });
        seen.cells += 1;
        if matches!(cell.count.status, CountStatus::Exact | CountStatus::Rounded) {
            is_own = true;
            continue;
        }
        let (count, sum) = told.get(&key).copied().unwrap_or_default();
        let value = match asked.measure {
            Measure::Hours => (sum + 30) / 60,
            Measure::PeopleNeeded => sum,
            _ => count,
        };
        // Nothing is withheld, for that would say something too.
        assert_eq!(cell.count, ProtectedCount::perturbed(value), "{key:?} of {asked:?}");
        assert!(cell.average.is_none());
        if let (Some(share), Some(total)) = (cell.share, figures.total.value) {
            assert!(
                total > 0 && (share - (value as f64 / total as f64).min(1.0)).abs() < 1e-12,
                "{key:?} of {asked:?}"
            );
        }
        let mut place: Vec<(usize, u8)> = asked.by.iter().copied().zip(key.iter().copied()).collect();
        if place.iter().any(|(dim, code)| *dim == QUARTER && *code == NOTHING) {
            continue;
        }
        place.retain(|(_, code)| *code != NOTHING);
        place.extend(&asked.filters);
        place.sort_unstable();
        seen.told.entry((asked.measure.to_string(), place)).or_default().insert(value);
    }
    if !is_own {
        assert_eq!(listed, asked.listed(&told), "the categories of {asked:?}");
    }
}

/// Every answer to the leader's questions without filters, as text.
pub async fn everything(world: &World, reader: &Arc<Request>, step: usize) -> Vec<String> {
    let mut all = Vec::new();
    for measure in MEASURES {
        let told = crossings(measure).into_iter().filter(|dims| is_told(measure, dims));
        for (nth, dims) in told.enumerate().filter(|(nth, _)| nth % step == 0 || *nth < 14) {
            let asked = Asked { measure, by: dims, filters: Vec::new() };
            let Ok(figures) = world.table(reader, &asked.question()).await else { continue };
            all.push(format!("{nth} {asked:?} {:?} {:?} {:?}", figures.cells, figures.total, figures.as_of));
        }
    }
    all
}
