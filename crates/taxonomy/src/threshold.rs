//! The value below which a contract may be awarded directly: dated amounts, by act and by what is bought.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kernel::{Money, Period};

use crate::{
    load,
    table::{date, rows},
};

/// What most contracts are of.
const GENERAL: &str = "GENERAL";

struct Threshold {
    regime: &'static str,
    category: &'static str,
    amount: Money,
    period: Period,
}

static THRESHOLDS: LazyLock<Vec<Threshold>> = LazyLock::new(|| {
    let threshold = |row: crate::table::Row| {
        Some(Threshold {
            regime: row[0],
            category: row[1],
            amount: Money::parse(row[2])?,
            period: Period { from: date(row[3])?, to: date(row[4]) },
        })
    };
    rows(load::PROCUREMENT_THRESHOLDS).filter_map(threshold).collect()
});

/// Direktupphandlingsgräns: the amount that a contract of this category must lie below on the day, by this act (`LOU`, `LUF`, `LUFS`).
/// Where the category's own amount in kronor is not known, the general one holds, which is lower. Nothing where neither is known.
pub fn direct_award_limit(regime: &str, category: &str, on: NaiveDate) -> Option<Money> {
    let of = |category: &str| {
        let holds = |one: &&Threshold| one.regime == regime && one.category == category && one.period.contains(on);
        THRESHOLDS.iter().find(holds).map(|one| one.amount)
    };
    of(category).or_else(|| of(GENERAL))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(regime: &str, category: &str, day: &str) -> Option<i64> {
        direct_award_limit(regime, category, day.parse().expect("a day")).map(|money| money.minor / 100)
    }

    #[test]
    fn the_limit_is_that_of_the_day_the_act_and_what_is_bought() {
        assert_eq!(limit("LOU", "GENERAL", "2021-12-31"), Some(615_312));
        assert_eq!(limit("LOU", "GENERAL", "2022-01-31"), Some(626_284));
        assert_eq!(limit("LOU", "GENERAL", "2022-02-01"), Some(700_000));
        assert_eq!(limit("LOU", "GENERAL", "2026-09-01"), Some(700_000));
        assert_eq!(limit("LOU", "SOCIAL_AND_SPECIAL", "2022-01-31"), Some(626_284));
        assert_eq!(limit("LOU", "SOCIAL_AND_SPECIAL", "2022-02-01"), Some(7_802_550));
        assert_eq!(limit("LOU", "SOCIAL_AND_SPECIAL", "2023-12-31"), Some(7_802_550));
        assert_eq!(limit("LOU", "SOCIAL_AND_SPECIAL", "2024-01-01"), Some(8_109_450));
        assert_eq!(limit("LUF", "GENERAL", "2022-01-31"), Some(1_165_804));
        assert_eq!(limit("LUF", "GENERAL", "2024-01-01"), Some(1_200_000));
        assert_eq!(limit("LUF", "SOCIAL_AND_SPECIAL", "2023-12-31"), Some(10_403_400));
    }

    #[test]
    fn what_is_not_known_is_the_lower_one_or_nothing() {
        assert_eq!(limit("LOU", "SOCIAL_AND_SPECIAL", "2026-01-01"), Some(700_000));
        assert_eq!(limit("LUF", "SOCIAL_AND_SPECIAL", "2024-01-01"), Some(1_200_000));
        assert_eq!(limit("LOU", "GENERAL", "2017-12-31"), None);
        assert_eq!(limit("LUFS", "GENERAL", "2022-01-31"), None);
        assert_eq!(limit("PRINCIPLES", "GENERAL", "2024-01-01"), None);
    }

    #[test]
    fn every_row_is_read_and_no_two_hold_on_one_day() {
        assert_eq!(THRESHOLDS.len(), rows(load::PROCUREMENT_THRESHOLDS).count());
        for (at, one) in THRESHOLDS.iter().enumerate() {
            let others = THRESHOLDS[at + 1..]
                .iter()
                .filter(|other| (other.regime, other.category) == (one.regime, one.category));
            assert_eq!(
                others.filter(|other| other.period.overlaps(&one.period)).count(),
                0,
                "{} {}",
                one.regime,
                one.category
            );
        }
    }
}
