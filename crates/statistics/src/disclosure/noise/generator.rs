//! Makes the noise tables of a version. For a new one, change the designs and its file's name: the test
//! `the_file_is_what_the_generator_makes` fails with the text that the file must hold.

use super::{Unit, WEIGHT};

/// What a table is made from.
pub(super) struct Design {
    pub(super) unit: Unit,
    /// What is less than this with its noise is told as zero.
    pub(super) threshold: i64,
    /// The variance of the noise.
    pub(super) variance: f64,
    /// The largest noise, either way.
    pub(super) most: i64,
}

/// The designs of version 2026-12. A person who may stand behind several records moves a count by more than one, so that the
/// variance is larger there.
pub(super) const DESIGNS: [Design; 3] = [
    Design { unit: Unit::Person, threshold: 10, variance: 16.0, most: 15 },
    Design { unit: Unit::Record, threshold: 10, variance: 40.0, most: 24 },
    Design { unit: Unit::Plan, threshold: 5, variance: 4.0, most: 8 },
];

/// The file's text.
pub(super) fn file(designs: &[Design]) -> String {
    let mut text = "unit,threshold,noise,weight\n".to_owned();
    for design in designs {
        for (noise, weight) in steps(design) {
            text.push_str(&format!("{},{},{noise},{weight}\n", design.unit, design.threshold));
        }
    }
    text
}

/// Shares proportional to exp(b·v²) with the variance asked for: of all symmetric shares those of the greatest entropy.
fn steps(design: &Design) -> Vec<(i64, u32)> {
    let noises: Vec<i64> = (-design.most..=design.most).collect();
    let shares = |b: f64| -> Vec<f64> {
        let parts: Vec<f64> = noises.iter().map(|noise| ((noise * noise) as f64 * b).exp()).collect();
        let sum: f64 = parts.iter().sum();
        parts.into_iter().map(|part| part / sum).collect()
    };
    let variance =
        |b: f64| -> f64 { shares(b).iter().zip(&noises).map(|(share, noise)| share * (noise * noise) as f64).sum() };
    // The variance grows with b: halve the interval.
    let (mut low, mut high) = (-1.0, 0.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if variance(middle) < design.variance { low = middle } else { high = middle }
    }
    let mut weights: Vec<i64> = shares(low).iter().map(|share| (share * f64::from(WEIGHT)).round() as i64).collect();
    let none = noises.iter().position(|noise| *noise == 0).expect("no noise is a noise");
    weights[none] += i64::from(WEIGHT) - weights.iter().sum::<i64>();
    let whole = |(noise, weight): (i64, i64)| (noise, u32::try_from(weight).expect("a weight"));
    noises.into_iter().zip(weights).map(whole).filter(|(_, weight)| *weight > 0).collect()
}
