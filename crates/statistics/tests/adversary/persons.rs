//! Games about a person of whom all is known but one thing.

use std::collections::HashMap;

use statistics::figures::Measure;

use crate::{
    mirror::{Cell, Salts, is_told},
    numbers::{Found, Noise, Score},
    population::{
        AGE, COUNCIL, COUNTY, DIMS, Draw, INDUSTRY, LEVEL, ORGANISATION, PROJECT, Population, RESULT, Record, SEX,
        SITUATION, STATUS, YEAR, person,
    },
    world::sealer,
};

const KNOWN: [usize; 11] =
    [COUNCIL, ORGANISATION, PROJECT, COUNTY, SEX, AGE, SITUATION, LEVEL, INDUSTRY, STATUS, RESULT];
const WANTED: [usize; 6] = [SEX, AGE, SITUATION, LEVEL, STATUS, RESULT];

/// Every crossing of which `wanted` is one, without it, with and without the year, of so many more dimensions at most.
fn around(wanted: usize, depth: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![vec![]];
    for (nth, one) in KNOWN.iter().enumerate() {
        all.push(vec![*one]);
        all.extend(KNOWN[..nth].iter().map(|other| vec![*other, *one]));
    }
    all.retain(|dims| {
        !dims.contains(&wanted) && is_told(Measure::Participants, &[dims.as_slice(), &[wanted]].concat())
    });
    all.retain(|dims| dims.len() <= depth);
    let dated: Vec<Vec<usize>> = all.iter().map(|dims| [dims.as_slice(), &[YEAR]].concat()).collect();
    [all, dated].concat()
}

/// The cells that somebody like `her` would be in: for each crossing one for each value of what is wanted, and their total last.
fn cells<'r>(
    records: impl Iterator<Item = &'r Record>,
    her: &Record,
    wanted: usize,
    around: &[Vec<usize>],
) -> Vec<Vec<Cell>> {
    let values = DIMS[wanted].codes.len();
    let mut all = vec![vec![Cell::default(); values + 1]; around.len()];
    let needed: Vec<u32> = around.iter().map(|dims| dims.iter().fold(0, |mask, dim| mask | 1 << dim)).collect();
    for record in records.filter(|record| !record.is_late()) {
        let alike = (0..record.at.len())
            .fold(0_u32, |mask, dim| if record.at[dim] == her.at[dim] { mask | 1 << dim } else { mask });
        for (cells, _) in all.iter_mut().zip(&needed).filter(|(_, needed)| *needed & alike == **needed) {
            cells[usize::from(record.at[wanted])].add(record);
            cells[values].add(record);
        }
    }
    all
}

fn told(cells: &[Vec<Cell>], salts: Salts) -> Vec<Vec<i64>> {
    cells.iter().map(|cells| cells.iter().map(|cell| cell.told(Measure::Participants, salts).0).collect()).collect()
}

fn best(scores: &[f64]) -> usize {
    (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0)
}

/// How common each value is, as told.
fn prior(told: &[i64]) -> Vec<f64> {
    let (parts, whole) = told.split_at(told.len() - 1);
    parts.iter().map(|part| ((*part as f64 + 2.0) / (whole[0] as f64 + 2.0 * parts.len() as f64)).ln()).collect()
}

/// A value is the likelier, the more there are of it among those like her than it would be by itself.
fn by_shares(told: &[Vec<i64>]) -> usize {
    let mut scores = prior(&told[0]);
    let usual = scores.clone();
    for cells in &told[1..] {
        let whole = cells[cells.len() - 1] as f64;
        for (value, score) in scores.iter_mut().enumerate() {
            *score += 0.15 * ((cells[value] as f64 + 4.0) / (whole * usual[value].exp() + 4.0)).ln();
        }
    }
    best(&scores)
}

/// The likelihood of every told number with her in the cell over the one without her, the others being as many as they happen.
fn by_likelihood(told: &[Vec<i64>], noise: &Noise) -> usize {
    let mut scores = prior(&told[0]);
    let usual = scores.clone();
    for cells in &told[1..] {
        let whole = (cells[cells.len() - 1] as f64).max(4.0);
        for (value, score) in scores.iter_mut().enumerate() {
            let mean = whole * usual[value].exp();
            *score += (noise.mixed(cells[value], mean, 1) / noise.mixed(cells[value], mean, 0)).ln();
        }
    }
    best(&scores)
}

/// The same by somebody who knows everybody else.
fn by_knowing(told: &[Vec<i64>], others: &[Vec<Cell>], noise: &Noise) -> usize {
    let mut scores = prior(&told[0]);
    for (told, others) in told.iter().zip(others) {
        for (value, score) in scores.iter_mut().enumerate() {
            let chance = |more: i64| noise.likelihood(told[value], others[value].records + more).max(1e-9);
            *score += (chance(1) / chance(0)).ln();
        }
    }
    best(&scores)
}

/// The last attribute of a known person (game d). The baselines are what is most common among all others, and the same guess from
/// the answers of a database without her; the better counts. Last stands what somebody learns who knows everybody else, which no
/// noise of this size hides.
pub fn last_attribute(seed: u64, people: usize, worlds: usize, targets: usize) -> Vec<Found> {
    let noise = Noise::of("PERSON");
    let salts = Salts::of(&sealer(), Measure::Participants, "2025-12-31");
    let mut scores = vec![[Score::default(), Score::default()]; 5];
    for nth in 0..worlds {
        let mut draw = Draw::of(seed + nth as u64);
        let records = Population::drawn(&mut draw, people).participants;
        scores.iter_mut().flatten().for_each(Score::world);
        for wanted in WANTED {
            let around = around(wanted, 2);
            for _ in 0..targets {
                let her = &records[draw.below(records.len())];
                if her.is_late() {
                    continue;
                }
                // Whether somebody else is as she is in what is most often known.
                let alike = |record: &&Record| {
                    [COUNTY, SEX, AGE, SITUATION, INDUSTRY]
                        .iter()
                        .all(|dim| *dim == wanted || record.at[*dim] == her.at[*dim])
                };
                let place = usize::from(records.iter().filter(alike).count() > 1);
                let others = cells(records.iter().filter(|record| record.who != her.who), her, wanted, &around);
                let with = told(&cells(records.iter(), her, wanted, &around), salts);
                let without = told(&others, salts);
                let value = usize::from(her.at[wanted]);
                let common: Vec<f64> =
                    others[0][..DIMS[wanted].codes.len()].iter().map(|cell| cell.records as f64).collect();
                let games = [
                    (place, by_shares(&with), by_shares(&without)),
                    (place + 2, by_likelihood(&with, &noise), by_likelihood(&without, &noise)),
                    (4, by_knowing(&with, &others, &noise), by_knowing(&without, &others, &noise)),
                ];
                for (game, guess, base) in games {
                    for (score, base) in scores[game].iter_mut().zip([base, best(&common)]) {
                        score.guess(guess == value, base == value);
                    }
                }
            }
        }
    }
    let names = [
        "by shares, unique",
        "by shares, not unique",
        "by likelihood, unique",
        "by likelihood, not unique",
        "by who knows all others",
    ];
    let found = |(score, name): (&[Score; 2], &str)| {
        Score::best(score, &format!("(d) a known person's last attribute {name}, {people} people"))
    };
    scores.iter().zip(names).map(found).collect()
}

/// How the looks before and after differ.
fn by_difference(before: &[Vec<i64>], after: &[Vec<i64>], way: i64, apart: &HashMap<i64, f64>) -> usize {
    let mut scores = prior(&before[0]);
    let chance = |difference: i64| apart.get(&difference).copied().unwrap_or(0.0).max(1e-9);
    for (before, after) in before.iter().zip(after) {
        for (value, score) in scores.iter_mut().enumerate() {
            if before[value] > 0 && after[value] > 0 {
                let difference = after[value] - before[value];
                *score += (chance(difference - way) / chance(difference)).ln();
            }
        }
    }
    best(&scores)
}

/// Two publications a year apart with one person's coming or going between, and of the others so many in a thousand replaced by
/// somebody else (game e), from tables by up to `depth` dimensions beside hers. The baseline is the same guess where she does not come.
pub fn joins_between_two_years(
    seed: u64,
    people: usize,
    worlds: usize,
    targets: usize,
    replaced: usize,
    depth: usize,
) -> Vec<Found> {
    let apart = Noise::of("PERSON").apart();
    let (first, second) = (
        Salts::of(&sealer(), Measure::Participants, "2024-12-31"),
        Salts::of(&sealer(), Measure::Participants, "2025-12-31"),
    );
    let mut scores = vec![[Score::default(), Score::default()]; 2];
    for nth in 0..worlds {
        let mut draw = Draw::of(seed + nth as u64);
        let records = Population::drawn(&mut draw, people).participants;
        let mut later = records.clone();
        for record in later.iter_mut().filter(|_| replaced > 0) {
            if draw.below(1000) < replaced {
                *record = Record { at: person(&mut draw, 1).at, key: draw.key(), ..record.clone() };
            }
        }
        scores.iter_mut().flatten().for_each(Score::world);
        for wanted in WANTED {
            let around = around(wanted, depth);
            for _ in 0..targets {
                let her = &records[draw.below(records.len())];
                if her.is_late() {
                    continue;
                }
                let but =
                    |all: &[Record]| cells(all.iter().filter(|record| record.who != her.who), her, wanted, &around);
                let with = |all: &[Record]| {
                    cells(all.iter().filter(|record| record.who != her.who).chain([her]), her, wanted, &around)
                };
                let value = usize::from(her.at[wanted]);
                let (early, late) = (told(&but(&records), first), told(&but(&later), second));
                let common: Vec<f64> = early[0][..DIMS[wanted].codes.len()].iter().map(|told| *told as f64).collect();
                let (with_her, had_her) = (told(&with(&later), second), told(&with(&records), first));
                let games = [
                    (by_difference(&early, &with_her, 1, &apart), by_difference(&early, &late, 1, &apart)),
                    (by_difference(&had_her, &late, -1, &apart), by_difference(&early, &late, -1, &apart)),
                ];
                for (scores, (guess, base)) in scores.iter_mut().zip(games) {
                    for (score, base) in scores.iter_mut().zip([base, best(&common)]) {
                        score.guess(guess == value, base == value);
                    }
                }
            }
        }
    }
    let name = |what| {
        format!(
            "(e) {what} between two years, {people} people, {replaced}/1000 others replaced, {depth} + 1 dimensions"
        )
    };
    scores.iter().zip(["one joins", "one leaves"]).map(|(score, what)| Score::best(score, &name(what))).collect()
}
