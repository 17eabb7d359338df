//! From values to places, with round numbers on the way.

/// A linear scale over a domain that begins and ends at round numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Round numbers, from the domain's first to its last.
    pub ticks: Vec<f64>,
    /// Decimals that tell the ticks apart.
    pub decimals: u32,
    from: f64,
    to: f64,
}

impl Scale {
    /// Over all values and zero, in about `wanted` steps, drawn from `from` to `to`.
    pub fn over(values: impl Iterator<Item = f64>, wanted: u32, from: f64, to: f64) -> Self {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let high = if high > low { high } else { low + 1.0 };
        let step = round_step((high - low) / f64::from(wanted.max(1)));
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of steps")]
        let count = (last - first).round() as u32;
        let ticks = (0..=count).map(|index| (first + f64::from(index)) * step).collect();
        Self { ticks, decimals: decimals(step), from, to }
    }

    /// Where a value is drawn.
    pub fn at(&self, value: f64) -> f64 {
        let (first, last) = (self.ticks.first().copied().unwrap_or(0.0), self.ticks.last().copied().unwrap_or(1.0));
        self.from + (value - first) / (last - first) * (self.to - self.from)
    }
}

/// 1, 2 or 5 times a power of ten, at least `rough`.
fn round_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= rough * 0.999_999).unwrap_or(10.0);
    factor * power
}

fn decimals(step: f64) -> u32 {
    (0..9).find(|places| (step * 10_f64.powi(i32::try_from(*places).unwrap_or(9))).fract().abs() < 1e-6).unwrap_or(9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64]) -> Vec<f64> {
        Scale::over(values.iter().copied(), 5, 0.0, 100.0).ticks
    }

    #[test]
    fn ticks_are_round_and_hold_every_value_and_zero() {
        assert_eq!(ticks(&[97.0]), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(&[-3.0, 7.0]), [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(&[-30.0, -10.0]), [-30.0, -20.0, -10.0, 0.0]);
        assert_eq!(ticks(&[]), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(ticks(&[0.0]).last(), Some(&1.0));
    }

    #[test]
    fn places_are_in_proportion() {
        let scale = Scale::over([100.0].into_iter(), 5, 10.0, 210.0);
        assert_eq!((scale.at(0.0), scale.at(50.0), scale.at(100.0)), (10.0, 110.0, 210.0));
        assert_eq!(Scale::over([0.05].into_iter(), 5, 0.0, 1.0).decimals, 2);
    }
}
