//! Games about cells: how many of one to four are in them.

use std::collections::HashMap;

use statistics::figures::Measure;

use crate::{
    mirror::{Cell, Salts, is_told, unit},
    numbers::{Found, Noise, Rows, Score, learned},
    population::{
        AGE, COUNCIL, COUNTY, DIMS, Draw, INDUSTRY, LEVEL, NOTHING, ORGANISATION, PROJECT, Population, RESULT, Record,
        SEX, SITUATION, STATUS, YEAR,
    },
    world::sealer,
};

/// All cells of one crossing, the first dimension's code the slowest.
struct Crossing {
    dims: Vec<usize>,
    /// Where its cells begin among all.
    from: usize,
    sizes: Vec<usize>,
    truth: Vec<i64>,
    told: Vec<i64>,
}

impl Crossing {
    fn place(&self, record: &Record) -> usize {
        self.dims.iter().zip(&self.sizes).fold(0, |place, (dim, size)| place * size + usize::from(record.at[*dim]))
    }

    fn counted<'r>(&self, records: impl Iterator<Item = &'r Record>) -> Vec<i64> {
        let mut counts = vec![0; self.truth.len()];
        records.for_each(|record| counts[self.place(record)] += 1);
        counts
    }

    /// The code of each dimension at a place.
    fn codes(&self, mut place: usize) -> Vec<usize> {
        let mut codes = vec![0; self.sizes.len()];
        for (code, size) in codes.iter_mut().zip(&self.sizes).rev() {
            (*code, place) = (place % size, place / size);
        }
        codes
    }
}

/// What is told of every cell by up to three of `dims`, and the year of all of them. By a question that selects by a cell's
/// codes every cell is told by itself.
fn crossings(records: &[Record], dims: &[usize], salts: Salts) -> Vec<Crossing> {
    let mut chosen: Vec<Vec<usize>> = vec![vec![]];
    for dim in dims {
        let longer: Vec<Vec<usize>> = chosen.iter().map(|dims| [dims.as_slice(), &[*dim]].concat()).collect();
        chosen.extend(longer.into_iter().filter(|dims| is_told(Measure::Participants, dims)));
    }
    let mut from = 0;
    let mut all = Vec::new();
    for dims in chosen {
        let sizes: Vec<usize> = dims.iter().map(|dim| DIMS[*dim].codes.len()).collect();
        let size = sizes.iter().product();
        let mut crossing = Crossing { dims, from, sizes, truth: vec![0; size], told: Vec::new() };
        let mut cells = vec![Cell::default(); size];
        records.iter().filter(|record| !record.is_late()).for_each(|record| cells[crossing.place(record)].add(record));
        crossing.truth = cells.iter().map(|cell| cell.records).collect();
        crossing.told = cells.iter().map(|cell| cell.told(Measure::Participants, salts).0).collect();
        from += size;
        all.push(crossing);
    }
    all
}

/// The cell of `wider`, whose dimensions are among `narrow`'s, that holds the one at `place`.
fn within(narrow: &Crossing, place: usize, wider: &Crossing) -> usize {
    let codes = narrow.codes(place);
    wider.dims.iter().zip(&wider.sizes).fold(0, |at, (dim, size)| {
        let nth = narrow.dims.iter().position(|of| of == dim).unwrap_or(0);
        at * size + codes[nth]
    })
}

/// Crossings by all but one of a crossing's dimensions.
fn wider<'c>(all: &'c [Crossing], of: &Crossing) -> Vec<&'c Crossing> {
    let without = |dim: &usize| of.dims.iter().copied().filter(|other| other != dim).collect::<Vec<_>>();
    of.dims.iter().filter_map(|dim| all.iter().find(|crossing| crossing.dims == without(dim))).collect()
}

/// Every cell's most likely count from all that is told of it, of what holds it and of what it holds.
fn least_squares(all: &[Crossing], variance: f64) -> Vec<f64> {
    let size = all.iter().map(|crossing| crossing.truth.len()).sum();
    let mut rows = Rows::default();
    let total = all[0].told[0].max(1) as f64;
    for crossing in all {
        let wider = wider(all, crossing);
        for (place, told) in crossing.told.iter().enumerate() {
            let at = crossing.from + place;
            match told {
                0 => rows.add(vec![(at, 1.0)], 2.0, 0.25),
                told => rows.add(vec![(at, 1.0)], *told as f64, 1.0 / variance.sqrt()),
            }
            // Weakly, as if the dimensions had nothing to do with each other.
            let alone = |(dim, code): (&usize, usize)| {
                let one = all.iter().find(|crossing| crossing.dims == [*dim]);
                one.map_or(1.0, |one| one.told[code].max(2) as f64 / total)
            };
            let usual = total * crossing.dims.iter().zip(crossing.codes(place)).map(alone).product::<f64>();
            rows.add(vec![(at, 1.0)], usual, 0.5 / (2.0 + 2.0 * usual).sqrt());
        }
        for wider in wider {
            let mut parts: Vec<Vec<(usize, f64)>> =
                (0..wider.truth.len()).map(|place| vec![(wider.from + place, 1.0)]).collect();
            for place in 0..crossing.truth.len() {
                parts[within(crossing, place, wider)].push((crossing.from + place, -1.0));
            }
            parts.into_iter().for_each(|part| rows.add(part, 0.0, 4.0));
        }
    }
    rows.solve(size, 80)
}

/// What the two-way margins alone make likely (iterative proportional fitting), of the counts of `records`.
fn fitted(all: &[Crossing], crossing: &Crossing, records: &[Vec<i64>]) -> Vec<f64> {
    let pairs: Vec<(usize, &Crossing)> = all
        .iter()
        .enumerate()
        .filter(|(_, other)| other.dims.len() == 2 && other.dims.iter().all(|dim| crossing.dims.contains(dim)))
        .collect();
    let total = records[0][0] as f64;
    let mut fit = vec![total / crossing.truth.len() as f64; crossing.truth.len()];
    for _ in 0..8 {
        for (nth, pair) in &pairs {
            let mut sums = vec![0.0; pair.truth.len()];
            let places: Vec<usize> = (0..fit.len()).map(|place| within(crossing, place, pair)).collect();
            fit.iter().zip(&places).for_each(|(fit, place)| sums[*place] += fit);
            fit.iter_mut().zip(&places).for_each(|(fit, place)| {
                *fit *= if sums[*place] > 0.0 { records[*nth][*place] as f64 / sums[*place] } else { 0.0 }
            });
        }
    }
    fit
}

fn bin(value: f64, per: f64, low: i64, high: i64) -> i64 {
    ((value * per).round() as i64).clamp(low, high)
}

const FEW: &[usize] = &[COUNCIL, PROJECT, COUNTY, SEX, AGE, SITUATION, INDUSTRY, RESULT];
const MORE: &[usize] = &[COUNCIL, PROJECT, COUNTY, SEX, AGE, SITUATION, LEVEL, INDUSTRY, STATUS, RESULT, YEAR];

/// Guesses which of one to four a cell has: by least squares (game a), by the noise's likelihood (game c), and by least squares for
/// two who take their own exact figures away (game f). Each beside what the true two-way margins make likely without it.
pub fn cells_of_one_to_four(seed: u64, people: usize, worlds: usize, large: bool) -> Vec<Found> {
    let dims = if large { MORE } else { FEW };
    let noise = Noise::of("PERSON");
    let variance: f64 =
        (-noise.most()..=noise.most()).map(|step| step.pow(2) as f64 * noise.likelihood(100 + step, 100)).sum();
    let salts = Salts::of(&sealer(), Measure::Participants, "2025-12-31");
    let mut scores: Vec<Score> = vec![Score::default(); 4];
    for nth in 0..worlds {
        let mut draw = Draw::of(seed + nth as u64);
        let mut records = Population::drawn(&mut draw, people).participants;
        // Two organisations have nine tenths, and know them.
        records
            .iter_mut()
            .for_each(|record| record.at[ORGANISATION] = if draw.once_in(10) { 2 } else { draw.below(2) as u8 });
        let all = crossings(&records, dims, salts);
        let estimates = least_squares(&all, variance);
        let own = |record: &&Record| !record.is_late() && record.at[ORGANISATION] < 2;
        for target in ["all", "others"] {
            let of = |crossing: &Crossing| match target {
                "all" => crossing.truth.clone(),
                _ => {
                    crossing.counted(records.iter().filter(|record| !record.is_late() && record.at[ORGANISATION] == 2))
                }
            };
            let truths: Vec<Vec<i64>> = all.iter().map(of).collect();
            let (mut answers, mut structure, mut both, mut likely, mut estimated) =
                (vec![], vec![], vec![], vec![], vec![]);
            for (crossing, truth) in all.iter().zip(&truths).filter(|(crossing, _)| crossing.dims.len() >= 3) {
                let fit = fitted(&all, crossing, &truths);
                let known = crossing.counted(records.iter().filter(own));
                for (place, count) in truth.iter().enumerate().filter(|(_, count)| (1..=4).contains(*count)) {
                    let rest = if target == "all" { 0.0 } else { known[place] as f64 };
                    let estimate = estimates[crossing.from + place] - rest;
                    let expected = bin((fit[place] + 0.1).log2(), 2.0, -7, 10);
                    answers.push(*count);
                    structure.push(expected);
                    estimated.push(bin(estimate, 1.5, -3, 12));
                    both.push((expected.div_euclid(2), bin(estimate, 1.0, -1, 7)));
                    let chance = |count: i64| noise.likelihood(crossing.told[place], count + rest as i64);
                    let best = (1..=4).max_by(|a, b| chance(*a).total_cmp(&chance(*b))).unwrap_or(1);
                    likely.push((expected, if chance(1) == chance(4) { 0 } else { best }, crossing.told[place] > 0));
                }
            }
            let base = learned(&structure, &answers, &mut draw.clone());
            let games: Vec<(usize, Vec<Vec<bool>>)> = match target {
                "all" => vec![
                    (0, learned(&estimated, &answers, &mut draw.clone())),
                    (1, learned(&both, &answers, &mut draw.clone())),
                    (2, learned(&likely, &answers, &mut draw.clone())),
                ],
                _ => vec![(3, learned(&both, &answers, &mut draw.clone()))],
            };
            for (game, right) in games {
                scores[game].world();
                for (right, base) in right.iter().zip(&base) {
                    // One of the repetitions, so that each cell counts once.
                    let nth = draw.below(right.len());
                    scores[game].guess(right[nth], base[nth]);
                }
            }
        }
    }
    let names = [
        "(a) cells of 1-4 by least squares",
        "(a) cells of 1-4 by least squares and margins",
        "(c) cells of 1-4 by likelihood and margins",
        "(f) others' cells of 1-4 by two who know nine tenths",
    ];
    scores
        .iter()
        .zip(names)
        .map(|(score, name)| score.found(format!("{name}, {people} people, {} dimensions", dims.len())))
        .collect()
}

/// How many cells of one to four are pinned by bounds (game b): every told number, with the noise's bounds and all sums. Two
/// organisations' own records may be known besides.
pub fn pinned(seed: u64, people: usize, worlds: usize, most: usize) -> Vec<Found> {
    let dims = [SEX, SITUATION, COUNTY, INDUSTRY];
    let noise = Noise::of("PERSON");
    let salts = Salts::of(&sealer(), Measure::Participants, "2025-12-31");
    let mut scores = [Score::default(), Score::default()];
    for nth in 0..worlds {
        let mut draw = Draw::of(seed + nth as u64);
        let mut records: Vec<Record> = Population::drawn(&mut draw, people).participants;
        records.retain(|record| !record.is_late());
        records.iter_mut().for_each(|record| record.at[SEX] %= 2);
        let all = crossings(&records, &dims, salts);
        // Of the finest cells only those that somebody could be in: what is narrower is bounded by them.
        let finest: Vec<[u8; 4]> = {
            let mut found = vec![[0; 4]];
            for (place, dim) in dims.iter().enumerate() {
                let codes = if *dim == SEX { 2 } else { DIMS[*dim].codes.len() };
                found = found
                    .iter()
                    .flat_map(|cell| {
                        (0..codes).map(move |code| {
                            let mut cell: [u8; 4] = *cell;
                            cell[place] = code as u8;
                            cell
                        })
                    })
                    .collect();
            }
            found
        };
        let code =
            |cell: &[u8; 4], dim: usize| dims.iter().position(|of| *of == dim).map_or(NOTHING, |place| cell[place]);
        let mut known: HashMap<[u8; 4], i64> = HashMap::new();
        records
            .iter()
            .filter(|record| record.at[ORGANISATION] < 2)
            .for_each(|record| *known.entry(dims.map(|dim| record.at[dim])).or_default() += 1);
        for (knows, score) in [false, true].into_iter().zip(&mut scores) {
            score.world();
            let mut tried = 0;
            for crossing in all.iter().filter(|crossing| crossing.dims.len() == 3) {
                for place in (0..crossing.truth.len()).filter(|place| (1..=4).contains(&crossing.truth[*place])) {
                    if tried == most || draw.once_in(2) {
                        continue;
                    }
                    tried += 1;
                    let bounds = [microlp::OptimizationDirection::Minimize, microlp::OptimizationDirection::Maximize]
                        .map(|direction| {
                            let mut problem = microlp::Problem::new(direction);
                            let is_in = |cell: &[u8; 4], crossing: &Crossing, place: usize| {
                                crossing
                                    .dims
                                    .iter()
                                    .zip(crossing.codes(place))
                                    .all(|(dim, wanted)| usize::from(code(cell, *dim)) == wanted)
                            };
                            let variables: Vec<_> = finest
                                .iter()
                                .map(|cell| {
                                    let least = if knows { known.get(cell).copied().unwrap_or(0) } else { 0 };
                                    problem.add_var(
                                        f64::from(u8::from(is_in(cell, crossing, place))),
                                        (least as f64, f64::INFINITY),
                                    )
                                })
                                .collect();
                            for told in &all {
                                for (at, value) in told.told.iter().enumerate() {
                                    let (low, high) = match value {
                                        0 => (0, noise.threshold - 1 + noise.most()),
                                        value => (value - noise.most(), value + noise.most()),
                                    };
                                    let sum: Vec<_> = finest
                                        .iter()
                                        .zip(&variables)
                                        .filter(|(cell, _)| is_in(cell, told, at))
                                        .map(|(_, variable)| (*variable, 1.0))
                                        .collect();
                                    if sum.is_empty() {
                                        continue;
                                    }
                                    problem.add_constraint(sum.as_slice(), microlp::ComparisonOp::Le, high as f64);
                                    if low > 0 {
                                        problem.add_constraint(sum.as_slice(), microlp::ComparisonOp::Ge, low as f64);
                                    }
                                }
                            }
                            problem
                                .solve()
                                .expect("the truth is within the bounds")
                                .into_solution()
                                .expect("solved to the end")
                                .objective()
                        });
                    let (low, high) = ((bounds[0] - 1e-6).ceil(), (bounds[1] + 1e-6).floor());
                    assert!(
                        low <= crossing.truth[place] as f64 && crossing.truth[place] as f64 <= high,
                        "the bounds are wrong"
                    );
                    score.guess((high - low).abs() < 0.5, false);
                }
            }
        }
    }
    let names = ["(b) cells of 1-4 pinned by bounds", "(b, f) the same by two who know their own"];
    scores.iter().zip(names).map(|(score, name)| score.found(format!("{name}, {people} people"))).collect()
}

/// Whether a cell is empty or has one to four (attack 1): by any number told of it or of what is within it, sums included.
pub fn empty_or_few(seed: u64, worlds: usize) -> Vec<Found> {
    let games: [(Measure, usize, &[usize]); 5] = [
        (Measure::Participants, SEX, FEW),
        (Measure::Enrolments, SEX, FEW),
        (Measure::Hours, SEX, FEW),
        (Measure::Needs, crate::population::CAUSE, crate::mirror::dims(Measure::Needs)),
        (Measure::PeopleNeeded, crate::population::CAUSE, crate::mirror::dims(Measure::Needs)),
    ];
    let mut all = Vec::new();
    for (measure, odd, dims) in games {
        let salts = Salts::of(&sealer(), measure, "2025-12-31");
        let mut scores = [Score::default(), Score::default()];
        for nth in 0..worlds {
            let mut draw = Draw::of(seed + nth as u64);
            let population = Population::drawn(&mut draw, 30);
            let few = if draw.once_in(2) { 0 } else { 1 + draw.below(4) };
            let mut records: Vec<Record> =
                population.records(measure).iter().filter(|record| !record.is_late()).take(few).cloned().collect();
            let few = records.len();
            records.iter_mut().for_each(|record| record.at[odd] = 2);
            let cell = |records: &[&Record]| {
                let mut cell = Cell::default();
                records.iter().for_each(|record| cell.add(record));
                let told = cell.told(measure, salts);
                told.0 > 0 || told.1 > 0
            };
            let whole: Vec<&Record> = records.iter().collect();
            let mut narrow = cell(&whole);
            for one in dims.iter().filter(|dim| **dim != odd) {
                for other in dims.iter().filter(|dim| **dim != odd) {
                    for record in &records {
                        let part: Vec<&Record> = records
                            .iter()
                            .filter(|of| of.at[*one] == record.at[*one] && of.at[*other] == record.at[*other])
                            .collect();
                        narrow |= is_told(measure, &[odd, *one, *other]) && cell(&part);
                    }
                }
            }
            for (score, guess) in scores.iter_mut().zip([cell(&whole), narrow]) {
                score.world();
                // Without a sign the guess is that it is empty, as half of them are.
                score.guess(guess == (few > 0), few == 0);
            }
        }
        for (score, name) in scores.iter().zip(["by itself", "by all within it"]) {
            all.push(score.found(format!("(1) {measure} of {:?} tells empty from 1-4 {name}", unit(measure))));
        }
    }
    all
}
