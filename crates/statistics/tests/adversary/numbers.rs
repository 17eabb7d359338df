//! The adversary's arithmetic, and how well it did.

use std::{collections::HashMap, fmt, hash::Hash};

use crate::population::Draw;

/// How one game went: successes of the attack, and of the same guess without what it is about.
#[derive(Clone, Debug)]
pub struct Found {
    pub game: String,
    /// Guesses.
    pub n: usize,
    pub success: f64,
    pub baseline: f64,
    /// Three standard errors of the difference.
    pub error: f64,
}

impl Found {
    pub fn is_fair(&self) -> bool {
        self.success <= self.baseline + self.error
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { game, n, success, baseline, error } = self;
        let sign = if self.is_fair() { "" } else { "  MORE" };
        write!(f, "{game:<88} n {n:>6}  success {success:.3}  baseline {baseline:.3}  ±{error:.3}{sign}")
    }
}

/// Counts successes by world: guesses in one world are alike, so that the error is the one between worlds, or the one of pairs if
/// that is the larger.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// For each world guesses, the attack's successes, the baseline's, and guesses in which they differ.
    worlds: Vec<[f64; 4]>,
}

impl Score {
    pub fn world(&mut self) {
        self.worlds.push([0.0; 4]);
    }

    pub fn guess(&mut self, success: bool, baseline: bool) {
        let Some(world) = self.worlds.last_mut() else { return };
        let parts = [true, success, baseline, success != baseline];
        world.iter_mut().zip(parts).for_each(|(sum, part)| *sum += f64::from(u8::from(part)));
    }

    /// Of the same guesses beside several baselines the one with the best.
    pub fn best(scores: &[Self], game: &str) -> Found {
        let found = scores.iter().map(|score| score.found(game));
        found.max_by(|a, b| a.baseline.total_cmp(&b.baseline)).unwrap_or_else(|| Self::default().found(game))
    }

    pub fn found(&self, game: impl Into<String>) -> Found {
        let sum = |part: usize| self.worlds.iter().map(|world| world[part]).sum::<f64>();
        let (n, count) = (sum(0).max(1.0), self.worlds.len() as f64);
        let difference = (sum(1) - sum(2)) / n;
        let between: f64 = self.worlds.iter().map(|world| (world[1] - world[2] - difference * world[0]).powi(2)).sum();
        let between = if count > 1.0 { between * count / (count - 1.0) } else { 0.0 };
        Found {
            game: game.into(),
            n: sum(0) as usize,
            success: sum(1) / n,
            baseline: sum(2) / n,
            error: 3.0 * between.max(sum(3)).sqrt() / n,
        }
    }
}

/// How often a unit's counts are moved by how much.
pub struct Noise {
    pub threshold: i64,
    /// From the least to the most.
    steps: Vec<f64>,
    /// How likely each count up to what may be under it is told as zero.
    under: Vec<f64>,
}

impl Noise {
    pub fn of(unit: &str) -> Self {
        let lines = include_str!("../../src/disclosure/noise/2026-12.csv").lines();
        let fields: Vec<Vec<i64>> = lines
            .filter(|line| line.split(',').next() == Some(unit))
            .map(|line| line.split(',').skip(1).map(|field| field.parse().expect("a number")).collect())
            .collect();
        let steps: Vec<f64> = fields.iter().map(|fields| fields[2] as f64 / 1e6).collect();
        let (threshold, most) = (fields[0][0], steps.len() as i64 / 2);
        let under = |count: i64| {
            steps.iter().zip(-most..).filter(|(_, step)| count + step < threshold).map(|(weight, _)| weight).sum()
        };
        let under = (0..=threshold + most).map(under).collect();
        Self { threshold, steps, under }
    }

    pub fn most(&self) -> i64 {
        self.steps.len() as i64 / 2
    }

    /// How likely `told` is of `count` records.
    pub fn likelihood(&self, told: i64, count: i64) -> f64 {
        let at = |of: &[f64], place: i64| {
            usize::try_from(place).ok().and_then(|place| of.get(place)).copied().unwrap_or(0.0)
        };
        match (told, count) {
            (0, 0) => 1.0,
            (_, 0) => 0.0,
            (0, _) => at(&self.under, count),
            _ => at(&self.steps, told - count + self.most()),
        }
    }

    /// The same of about `mean` records and `more`.
    pub fn mixed(&self, told: i64, mean: f64, more: i64) -> f64 {
        let (most, sd) = (self.most() as f64, mean.sqrt());
        let (low, high) = match told {
            0 => (0.0, self.threshold as f64 + most),
            _ => ((told as f64 - most - more as f64).max(0.0), told as f64 + most),
        };
        let (low, high) = (low.max((mean - 6.0 * sd - 2.0).floor()), high.min((mean + 6.0 * sd + 8.0).ceil()));
        let mut log =
            -mean + low * mean.max(1e-9).ln() - (1..=low.max(0.0) as i64).map(|k| (k as f64).ln()).sum::<f64>();
        let mut all = 0.0;
        let mut count = low.max(0.0) as i64;
        while count as f64 <= high {
            all += log.exp() * self.likelihood(told, count + more);
            count += 1;
            log += mean.max(1e-9).ln() - (count as f64).ln();
        }
        all.max(1e-12)
    }

    /// How likely two told numbers of the same records are so far apart.
    pub fn apart(&self) -> HashMap<i64, f64> {
        let mut all = HashMap::new();
        for (one, weight) in self.steps.iter().enumerate() {
            for (other, of) in self.steps.iter().enumerate() {
                *all.entry(one as i64 - other as i64).or_default() += weight * of;
            }
        }
        all
    }
}

/// Rows of a sparse system, each already weighted: columns with factors, and what they should come to.
#[derive(Default)]
pub struct Rows {
    rows: Vec<(Vec<(usize, f64)>, f64)>,
}

impl Rows {
    pub fn add(&mut self, columns: Vec<(usize, f64)>, wanted: f64, weight: f64) {
        self.rows
            .push((columns.into_iter().map(|(column, factor)| (column, factor * weight)).collect(), wanted * weight));
    }

    /// Least squares by conjugate gradients.
    pub fn solve(&self, size: usize, steps: usize) -> Vec<f64> {
        let times = |x: &[f64]| -> Vec<f64> {
            self.rows.iter().map(|(row, _)| row.iter().map(|(at, by)| x[*at] * by).sum()).collect()
        };
        let back = |r: &[f64]| {
            let mut all = vec![0.0; size];
            self.rows.iter().zip(r).for_each(|((row, _), r)| row.iter().for_each(|(at, by)| all[*at] += by * r));
            all
        };
        let squared = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>();
        let mut x = vec![0.0; size];
        let mut rest: Vec<f64> = self.rows.iter().map(|(_, wanted)| *wanted).collect();
        let mut gradient = back(&rest);
        let mut way = gradient.clone();
        let mut steep = squared(&gradient);
        for _ in 0..steps {
            let along = times(&way);
            let length = steep / squared(&along).max(1e-300);
            x.iter_mut().zip(&way).for_each(|(x, way)| *x += length * way);
            rest.iter_mut().zip(&along).for_each(|(rest, along)| *rest -= length * along);
            gradient = back(&rest);
            let now = squared(&gradient);
            way.iter_mut().zip(&gradient).for_each(|(way, gradient)| *way = gradient + now / steep.max(1e-300) * *way);
            steep = now;
        }
        x
    }
}

/// Learns from half of what it has which answer a feature goes with, and guesses the other half, a few times over: for each
/// place how often the guess was right.
pub fn learned<F: Hash + Eq>(features: &[F], answers: &[i64], draw: &mut Draw) -> Vec<Vec<bool>> {
    let times = 4;
    let mut right = vec![Vec::with_capacity(times); answers.len()];
    for _ in 0..times {
        let fold: Vec<bool> = answers.iter().map(|_| draw.once_in(2)).collect();
        for side in [false, true] {
            let mut seen: HashMap<&F, HashMap<i64, usize>> = HashMap::new();
            let mut all: HashMap<i64, usize> = HashMap::new();
            for at in (0..answers.len()).filter(|at| fold[*at] != side) {
                *seen.entry(&features[at]).or_default().entry(answers[at]).or_default() += 1;
                *all.entry(answers[at]).or_default() += 1;
            }
            let most = |of: &HashMap<i64, usize>| {
                of.iter().max_by_key(|(answer, count)| (**count, -**answer)).map(|(answer, _)| *answer)
            };
            for at in (0..answers.len()).filter(|at| fold[*at] == side) {
                let guess = seen.get(&features[at]).and_then(most).or_else(|| most(&all));
                right[at].push(guess == Some(answers[at]));
            }
        }
    }
    right
}
