//! Jämställdhetsuppföljning: whether the share of women among those who take part mirrors that of the workforce, and how easily
//! chance alone would give such a difference. Who takes part is drawn from the workforce without replacement, so that the number
//! of women follows the hypergeometric distribution. Numbers in, numbers out: whose numbers they are, and whether they are exact
//! or told with noise, is for `figures` to say.

use chrono::{Months, NaiveDate};
use kernel::text_enum;
use statrs::distribution::{Discrete, Hypergeometric};

/// Fewer participants than this tell nothing of an organisation.
pub const FEWEST_PARTICIPANTS: u32 = 5;

/// An older count of the workforce is compared with nothing.
const OLDEST_BASELINE: Months = Months::new(24);

/// What is so much less likely than what was found adds nothing to it that a double holds, however much of it there is.
const NOTHING: f64 = 1e-22;
/// Probabilities that differ by less, relatively, are the same: those of two tables that are equally likely differ by what is
/// lost in their logarithms.
const SAME: f64 = 1e-7;

text_enum! {
    pub enum NotAssessable as "NotAssessableReason" (
        "Varför deltagarna inte kan jämföras med arbetsstyrkan.",
        "Why the participants cannot be compared with the workforce."
    ) {
        FiguresAreNotTold = "FIGURES_ARE_NOT_TOLD" ("Siffrorna visas inte för dig", "The figures are not shown to you", ("andras uppgifter, eller för få personer bakom dem", "others' records, or too few people behind them")),
        NobodyTookPart = "NOBODY_TOOK_PART" ("Ingen deltog", "Nobody took part"),
        TooFewParticipants = "TOO_FEW_PARTICIPANTS" ("För få deltagare", "Too few participants", ("färre än fem", "fewer than five")),
        WorkforceIsNotCounted = "WORKFORCE_IS_NOT_COUNTED" ("Arbetsstyrkan är inte räknad", "The workforce is not counted"),
        BaselineIsOutdated = "BASELINE_IS_OUTDATED" ("Arbetsstyrkan är räknad för länge sedan", "The workforce was counted too long ago", ("mer än 24 månader före; av flera organisationer gäller den äldsta uppgiften", "more than 24 months before; of several organisations the oldest count decides")),
        NoWomenEmployed = "NO_WOMEN_EMPLOYED" ("Inga kvinnor i arbetsstyrkan", "No women in the workforce"),
        OnlyWomenEmployed = "ONLY_WOMEN_EMPLOYED" ("Bara kvinnor i arbetsstyrkan", "Only women in the workforce"),
        ParticipantsBeyondTheWorkforce = "PARTICIPANTS_BEYOND_THE_WORKFORCE" ("Fler deltog än arbetsstyrkan har", "More took part than the workforce has"),
        EverybodyTookPart = "EVERYBODY_TOOK_PART" ("Alla i arbetsstyrkan deltog", "Everybody in the workforce took part"),
    }
}

/// Women and everyone else, so that women are never more than all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Women.
    pub women: u32,
    /// Men, others, and those who have not stated it.
    pub others: u32,
}

impl Group {
    /// Everyone.
    pub fn total(self) -> u32 {
        self.women.saturating_add(self.others)
    }

    /// The share of women; of nobody it is not a number.
    fn share(self) -> f64 {
        f64::from(self.women) / f64::from(self.total())
    }
}

/// How two shares of women compare.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The share among participants over that of the workforce: 1 mirrors it.
    pub representation_ratio: f64,
    /// The share among participants less that of the workforce, in percentage points.
    pub gap_percentage_points: f64,
    /// How probable a number of women at least as unlikely as this one is by chance, two-sided.
    pub chance: Chance,
}

/// Two-sided probabilities of a number of women that is no likelier than the one found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Exact: all such numbers.
    pub exact: f64,
    /// Mid-p: those that are just as likely are counted by half, for the exact one is too cautious with few people.
    pub mid: f64,
}

/// The workforce, as it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// Those employed.
    pub people: Group,
    /// On this day; where several organisations have counted theirs, the earliest of their days.
    pub counted_on: NaiveDate,
}

impl Baseline {
    /// Whether it is too old to be compared with those who took part until `on`.
    fn is_outdated(&self, on: NaiveDate) -> bool {
        self.counted_on.checked_add_months(OLDEST_BASELINE).is_some_and(|last| last < on)
    }
}

/// Compares those who took part until `on` with the workforce.
///
/// # Errors
/// Why nothing can be compared, the first reason that holds.
pub fn compare(baseline: Option<Baseline>, participants: Group, on: NaiveDate) -> Result<Comparison, NotAssessable> {
    if participants.total() == 0 {
        return Err(NotAssessable::NobodyTookPart);
    }
    if participants.total() < FEWEST_PARTICIPANTS {
        return Err(NotAssessable::TooFewParticipants);
    }
    let baseline = baseline.ok_or(NotAssessable::WorkforceIsNotCounted)?;
    let workforce = baseline.people;
    let beyond = participants.women > workforce.women || participants.others > workforce.others;
    let reasons = [
        (baseline.is_outdated(on), NotAssessable::BaselineIsOutdated),
        (workforce.women == 0, NotAssessable::NoWomenEmployed),
        (workforce.others == 0, NotAssessable::OnlyWomenEmployed),
        (beyond, NotAssessable::ParticipantsBeyondTheWorkforce),
        (participants == workforce, NotAssessable::EverybodyTookPart),
    ];
    if let Some((_, reason)) = reasons.into_iter().find(|(holds, _)| *holds) {
        return Err(reason);
    }
    let chance = chance(workforce, participants).ok_or(NotAssessable::ParticipantsBeyondTheWorkforce)?;
    Ok(Comparison {
        representation_ratio: participants.share() / workforce.share(),
        gap_percentage_points: (participants.share() - workforce.share()) * 100.0,
        chance,
    })
}

/// Over all numbers of women that could have been drawn and are no likelier than the one found: outwards on either side of the
/// likeliest, as far as they add anything. Each is reckoned from its neighbour, for a probability of its own takes nine logarithms
/// of factorials. `None` where more are drawn than there are.
fn chance(workforce: Group, drawn: Group) -> Option<Chance> {
    let (women, others) = (u64::from(workforce.women), u64::from(workforce.others));
    let draws = u64::from(drawn.women) + u64::from(drawn.others);
    let distribution = Hypergeometric::new(women + others, women, draws).ok()?;
    let found = distribution.ln_pmf(u64::from(drawn.women));
    let (first, last) = (draws.saturating_sub(others), women.min(draws));
    let likeliest = u128::from(draws + 1) * u128::from(women + 1) / u128::from(women + others + 2);
    let likeliest = u64::try_from(likeliest).unwrap_or(last).clamp(first, last);
    let is_likelier = |count: u64| distribution.ln_pmf(count) > found + SAME;
    // Towards the likeliest number probabilities only grow: it parts those no likelier than the one found from the others.
    let below = lowest(first, likeliest + 1, is_likelier);
    let above = lowest(likeliest + 1, last + 1, |count| !is_likelier(count));
    let relative = |count: u64| (distribution.ln_pmf(count) - found).exp();
    // The probability of one woman more, over that of `count`.
    let step = |count: u64| {
        let drawn = product(women - count, draws - count);
        drawn / product(count + 1, others + count + 1 - draws)
    };
    let mut tails = Tails::default();
    if below > first {
        let falls = (first..below - 1).rev().map(|count| 1.0 / step(count));
        tails.add(relative(below - 1), falls);
    }
    if above <= last {
        tails.add(relative(above), (above..last).map(step));
    }
    let scale = found.exp();
    Some(Chance { exact: (scale * (tails.less + tails.same)).min(1.0), mid: scale * (tails.less + tails.same / 2.0) })
}

/// Both factors are of counts of people, far below where a double leaves out a whole number.
fn product(one: u64, other: u64) -> f64 {
    one as f64 * other as f64
}

/// Probabilities no likelier than the one found, over it.
#[derive(Default)]
struct Tails {
    /// Of those that are less likely.
    less: f64,
    /// Of those that are just as likely.
    same: f64,
}

impl Tails {
    /// Adds `first` and what follows it, each by its quotient to the one before.
    fn add(&mut self, first: f64, quotients: impl Iterator<Item = f64>) {
        let told = quotients.scan(first, |one, quotient| {
            *one *= quotient;
            Some(*one)
        });
        for one in std::iter::once(first).chain(told).take_while(|one| *one > NOTHING) {
            *if one < 1.0 - SAME { &mut self.less } else { &mut self.same } += one;
        }
    }
}

/// The lowest number of `low..high` for which it holds, where it holds from some number on; `high` where for none.
fn lowest(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name; workforce, women among them, participants, women among them; p two-sided, mid-p two-sided. Worked out in exact rational
    /// arithmetic and rounded to twelve digits. The first rows are Fisher's tea (The Design of Experiments, 1935) and the twins of
    /// Lange (Fisher, Statistical Methods for Research Workers), whose published values are 34/70 and 0.000537.
    const VECTORS: [(&str, u32, u32, u32, u32, f64, f64); 16] = [
        ("tea_3_of_4", 8, 4, 4, 3, 0.485714285714, 0.257142857143),
        ("tea_4_of_4", 8, 4, 4, 4, 0.0285714285714, 0.0142857142857),
        ("twins_2_15_10_3", 30, 17, 12, 2, 0.000536724119143, 0.000311874138119),
        ("seed004_22_3_4_1", 22, 3, 4, 1, 0.47012987013, 0.271428571429),
        ("none_of_five", 22, 3, 5, 0, 1.0, 0.558441558442),
        ("all_women_drawn", 22, 3, 4, 3, 0.0025974025974, 0.0012987012987),
        ("company_400_100_40_4", 400, 100, 40, 4, 0.0203911007924, 0.0158891929298),
        ("company_400_100_40_10", 400, 100, 40, 10, 1.0, 0.923920940455),
        ("company_400_100_40_20", 400, 100, 40, 20, 0.00035743572405, 0.0002554200046),
        ("small_6_2_5_2", 6, 2, 5, 2, 1.0, 0.666666666667),
        ("degenerate_no_women", 12, 0, 5, 0, 1.0, 0.5),
        ("degenerate_all_women", 12, 12, 5, 5, 1.0, 0.5),
        ("census_all_took_part", 20, 7, 20, 7, 1.0, 0.5),
        ("big_12000_2100_900_120", 12_000, 2_100, 900, 120, 0.000516955742688, 0.000477464880018),
        ("tie_symmetric", 10, 5, 4, 1, 0.52380952381, 0.285714285714),
        ("five_min", 50, 20, 5, 0, 0.0745766391663, 0.0409470633767),
    ];

    fn group(total: u32, women: u32) -> Group {
        Group { women, others: total - women }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn is_near(told: f64, expected: f64) -> bool {
        (told - expected).abs() <= 1e-8 * expected
    }

    #[test]
    fn probabilities_are_the_exact_ones() {
        for (name, workforce, women, participants, of_them, exact, mid) in VECTORS {
            let told =
                chance(group(workforce, women), group(participants, of_them)).expect("a draw from the workforce");
            assert!(is_near(told.exact, exact) && is_near(told.mid, mid), "{name}: {told:?}");
        }
    }

    /// In how many ways `chosen` can be chosen of `all`.
    fn ways(all: u32, chosen: u32) -> u64 {
        (0..chosen).fold(1, |ways, each| ways * u64::from(all - each) / u64::from(each + 1))
    }

    #[test]
    fn every_small_table_is_told_as_its_ways_are_counted() {
        for (total, women) in (1..=14_u32).flat_map(|total| (0..=total).map(move |women| (total, women))) {
            for draws in 1..=total {
                let numbers = draws.saturating_sub(total - women)..=women.min(draws);
                let of = |count: u32| ways(women, count) * ways(total - women, draws - count);
                for found in numbers.clone() {
                    let sum = |keeps: fn(&u64, &u64) -> bool| -> f64 {
                        numbers.clone().map(of).filter(|ways| keeps(ways, &of(found))).sum::<u64>() as f64
                    };
                    let (less, same, all) = (sum(u64::lt), sum(u64::eq), ways(total, draws) as f64);
                    let told = chance(group(total, women), group(draws, found)).expect("a draw from the workforce");
                    let (exact, mid) = ((less + same) / all, (less + same / 2.0) / all);
                    assert!(
                        is_near(told.exact, exact) && is_near(told.mid, mid),
                        "{found} of {draws}, {women} of {total}: {told:?}, not {exact} and {mid}"
                    );
                }
            }
        }
    }

    #[test]
    fn published_tables_are_told_as_published() {
        let tea = chance(group(8, 4), group(4, 3)).expect("tea");
        assert!(is_near(tea.exact, 34.0 / 70.0), "{tea:?}");
        let twins = chance(group(30, 17), group(12, 2)).expect("twins");
        assert!((twins.exact - 0.000_537).abs() < 5e-7, "{twins:?}");
    }

    fn counted(total: u32, women: u32, counted_on: &str) -> Option<Baseline> {
        Some(Baseline { people: group(total, women), counted_on: day(counted_on) })
    }

    #[test]
    fn a_share_is_compared_with_that_of_the_workforce() {
        let told = compare(counted(400, 100, "2020-01-01"), group(40, 4), day("2021-12-31")).expect("comparable");
        assert!(is_near(told.representation_ratio, 0.4) && is_near(-told.gap_percentage_points, 15.0), "{told:?}");
        assert!(is_near(told.chance.exact, 0.0203911007924), "{told:?}");
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        use NotAssessable as N;
        let on = day("2022-01-01");
        for (workforce, participants, why) in [
            ((22, 3), group(0, 0), N::NobodyTookPart),
            ((22, 3), group(4, 1), N::TooFewParticipants),
            ((12, 0), group(5, 0), N::NoWomenEmployed),
            ((12, 12), group(5, 5), N::OnlyWomenEmployed),
            ((20, 7), group(20, 7), N::EverybodyTookPart),
            ((20, 7), group(21, 7), N::ParticipantsBeyondTheWorkforce),
            ((20, 7), group(9, 8), N::ParticipantsBeyondTheWorkforce),
        ] {
            let (total, women) = workforce;
            let told = compare(counted(total, women, "2020-01-01"), participants, on);
            assert_eq!(told, Err(why), "{participants:?} of {workforce:?}");
        }
        assert_eq!(compare(None, group(5, 0), on), Err(N::WorkforceIsNotCounted));
        let five = |on| compare(counted(50, 20, "2020-01-01"), group(5, 0), on);
        assert!(five(on).is_ok());
        assert_eq!(five(day("2022-01-02")), Err(N::BaselineIsOutdated));
    }
}
