//! Makes the perturbation table of a version. For a new one, change the designs and its file's name: the test
//! `the_file_is_what_the_generator_makes` fails with the text that the file must hold.

use super::{Step, WEIGHT};

/// What a table is made from.
pub(super) struct Design {
    /// Counts below this are never told; also the largest noise, which lets it be told as zero.
    pub(super) threshold: i64,
    /// The variance of the noise from the threshold on.
    pub(super) variance: f64,
}

/// The designs of version 2026-11: for counts, and for counts that tell something sensitive.
pub(super) const DESIGNS: [Design; 2] =
    [Design { threshold: 5, variance: 3.0 }, Design { threshold: 10, variance: 6.0 }];

/// The file's text.
pub(super) fn file(designs: &[Design]) -> String {
    let mut text = "threshold,count,noise,weight\n".to_owned();
    for design in designs {
        for count in 0..=design.threshold * 2 {
            for Step { noise, weight, .. } in steps(design, count) {
                text.push_str(&format!("{},{count},{noise},{weight}\n", design.threshold));
            }
        }
    }
    text
}

fn steps(design: &Design, count: i64) -> Vec<Step> {
    let n = design.threshold;
    let step = |noise, weight| Step { count, noise, weight };
    if count < n {
        let up = WEIGHT / n as u32 * count as u32;
        let both = [step(-count, WEIGHT - up), step(n - count, up)];
        return both.into_iter().filter(|step| step.weight > 0).collect();
    }
    // Zero is out of reach beyond n; what is told is zero or at least n.
    let noises: Vec<i64> = (-n..=n).filter(|noise| count + noise == 0 || count + noise >= n).collect();
    let shares = greatest_entropy(&noises, design.variance);
    let mut weights: Vec<i64> = shares.iter().map(|share| (share * f64::from(WEIGHT)).round() as i64).collect();
    let zero = noises.iter().position(|noise| *noise == 0).expect("no noise is a noise");
    // Rounded weights are mended where it matters least: between no noise and one, until both sums are right.
    let bias: i64 = weights.iter().zip(&noises).map(|(weight, noise)| weight * noise).sum();
    weights[zero + 1] -= bias;
    weights[zero] += i64::from(WEIGHT) - weights.iter().sum::<i64>();
    let whole = |(noise, weight): (i64, i64)| step(noise, u32::try_from(weight).expect("a weight"));
    noises.into_iter().zip(weights).map(whole).filter(|step| step.weight > 0).collect()
}

/// Shares proportional to exp(a·v + b·v²), with mean zero and the variance asked for: of all such shares those that give
/// the least away. (a, b) is where the convex ln Σ exp(a·v + b·v²) - b·variance is least: Newton's method, with steps
/// halved until they lead down.
fn greatest_entropy(noises: &[i64], variance: f64) -> Vec<f64> {
    let (mut a, mut b) = (0.0_f64, -0.5 / variance);
    for _ in 0..200 {
        let (now, shares) = shares(noises, a, b);
        let moment = |power: i32| -> f64 {
            shares.iter().zip(noises).map(|(share, noise)| share * (*noise as f64).powi(power)).sum()
        };
        let (m1, m2, m3, m4) = (moment(1), moment(2), moment(3), moment(4));
        let (off1, off2) = (m1, m2 - variance);
        if off1.abs() < 1e-12 && off2.abs() < 1e-11 {
            return shares;
        }
        let (j11, j12, j22) = (m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2);
        let determinant = j11 * j22 - j12 * j12;
        let (da, db) = ((off1 * j22 - off2 * j12) / determinant, (off2 * j11 - off1 * j12) / determinant);
        let mut step = 1.0;
        let least = |step: f64| self::shares(noises, a - step * da, b - step * db).0 - (b - step * db) * variance;
        while step > 1e-6 && least(step) > now - b * variance {
            step /= 2.0;
        }
        (a, b) = (a - step * da, b - step * db);
    }
    panic!("no shares over {noises:?} have the variance {variance}");
}

/// The logarithm of the sum of exp(a·v + b·v²), and each one's share of it.
fn shares(noises: &[i64], a: f64, b: f64) -> (f64, Vec<f64>) {
    let powers: Vec<f64> = noises.iter().map(|noise| *noise as f64 * a + (noise * noise) as f64 * b).collect();
    let most = powers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = powers.iter().map(|power| (power - most).exp()).collect();
    let sum: f64 = parts.iter().sum();
    (most + sum.ln(), parts.into_iter().map(|part| part / sum).collect())
}
