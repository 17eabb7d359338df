//! Invented people: names, and personal identity numbers that the Swedish Tax Agency (Skatteverket) keeps for tests.
//!
//! Birth numbers 980–999 are given to nobody; the agency's published test numbers (Testpersonnummer) lie there. With
//! twenty a day there are enough for the largest scale, where coordination numbers (day + 60) of the same series
//! take over once a day's personal identity numbers are used up.

use chrono::{Datelike, Days, NaiveDate};
use kernel::{Error, PersonalIdentity, Result, Sex, error::rules};

use super::{draw::Draw, world::day};

/// A birth number of each sex and day: 980, 982 … and 981, 983 …
const A_DAY: usize = 10;

/// Prime to the number of days in both halves, so that people born in a row are not born in a row.
const STRIDE: usize = 7_919;

/// Which birthdays are given to whom. The two never share one, whatever the scale.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Generation {
    /// At work in 2011–2013: every fifth day of 1946–1992.
    Earlier,
    /// At work in 2018–2023: the other days of 1951–2000.
    Later,
}

impl Generation {
    fn birthdays(self) -> Vec<NaiveDate> {
        let (first, last) = match self {
            Self::Earlier => (day(1946, 1, 1), day(1992, 12, 31)),
            Self::Later => (day(1951, 1, 1), day(2000, 12, 31)),
        };
        first
            .iter_days()
            .take_while(|born| *born <= last)
            .filter(|born| (born.num_days_from_ce() % 5 == 0) == (self == Self::Earlier))
            .collect()
    }
}

/// Numbers not yet given, of one generation and sex.
struct Series {
    birthdays: Vec<NaiveDate>,
    personal: usize,
    coordination: usize,
}

impl Series {
    fn place(&self, taken: usize) -> Option<(NaiveDate, usize)> {
        let days = self.birthdays.len();
        (taken < days * A_DAY).then(|| (self.birthdays[taken % days * STRIDE % days], taken / days))
    }

    /// A personal identity number, or a coordination number when asked for or when nothing else is left.
    fn next(&mut self, coordination: bool) -> Option<(NaiveDate, usize, bool)> {
        if !coordination && let Some((born, nth)) = self.place(self.personal) {
            self.personal += 1;
            return Some((born, nth, false));
        }
        let (born, nth) = self.place(self.coordination)?;
        self.coordination += 1;
        Some((born, nth, true))
    }
}

/// Gives each invented person a number of her own.
pub(super) struct Numbers {
    series: [Series; 4],
}

impl Numbers {
    pub(super) fn new() -> Self {
        let series =
            |generation: Generation| Series { birthdays: generation.birthdays(), personal: 0, coordination: 0 };
        use Generation::{Earlier, Later};
        Self { series: [series(Earlier), series(Earlier), series(Later), series(Later)] }
    }

    /// The next number of this generation and legal sex.
    ///
    /// # Errors
    /// `Invalid` when the series is used up: no scale that is let through comes so far.
    pub(super) fn next(&mut self, generation: Generation, male: bool, coordination: bool) -> Result<PersonalIdentity> {
        let at = usize::from(generation == Generation::Later) * 2 + usize::from(male);
        let (born, nth, coordination) =
            self.series[at].next(coordination).ok_or_else(|| Error::invalid("scale", rules::NUMBER_IS_OUT_OF_RANGE))?;
        let date_day = born.day() + if coordination { 60 } else { 0 };
        let birth_number = 980 + 2 * nth + usize::from(male);
        let nine = format!("{:02}{:02}{date_day:02}{birth_number}", born.year() % 100, born.month());
        let text = format!("{}{:02}{date_day:02}{birth_number}{}", born.year(), born.month(), check_digit(&nine));
        PersonalIdentity::parse(&text, TODAY).map_err(|_| Error::broken("an invented number is malformed"))
    }

    /// Statistics Sweden's placeholder for someone whose identity is protected.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub(super) fn protected(&self, draw: &mut Draw, male: bool) -> Result<PersonalIdentity> {
        let born = day(1960, 1, 1) + Days::new(draw.below(14_000) as u64);
        // The third place tells the legal sex, as in a birth number.
        let text = format!("{}Tf{}0", born.format("%Y%m%d"), 2 + usize::from(male));
        PersonalIdentity::parse(&text, TODAY).map_err(|_| Error::broken("an invented placeholder is malformed"))
    }
}

/// A day on which everyone here is born.
const TODAY: NaiveDate = day(2023, 12, 31);

fn check_digit(nine: &str) -> usize {
    let sum: usize = nine
        .bytes()
        .enumerate()
        .map(|(place, byte)| match usize::from(byte - b'0') * (2 - place % 2) {
            product @ 10.. => product - 9,
            product => product,
        })
        .sum();
    (10 - sum % 10) % 10
}

/// A name, plainly invented by its last word.
pub(super) fn name(draw: &mut Draw, sex: Sex) -> String {
    let given = if sex == Sex::Male { draw.pick(&MEN) } else { draw.pick(&WOMEN) };
    format!("{given} {} Demo", draw.pick(&FAMILIES))
}

const WOMEN: [&str; 24] = [
    "Alva", "Amina", "Anna", "Birgitta", "Cecilia", "Elin", "Elsa", "Emma", "Fatima", "Hanna", "Ingrid", "Jasmin",
    "Karin", "Lena", "Linnea", "Maria", "Maja", "Nadia", "Petra", "Sara", "Sofia", "Svetlana", "Ulla", "Åsa",
];

const MEN: [&str; 24] = [
    "Adam", "Ahmed", "Anders", "Björn", "Dragan", "Emil", "Erik", "Filip", "Gustav", "Hassan", "Henrik", "Ivan", "Jan",
    "Johan", "Karl", "Lars", "Mehmet", "Mikael", "Nils", "Olof", "Per", "Sven", "Tomas", "Östen",
];

const FAMILIES: [&str; 24] = [
    "Ahlberg",
    "Ali",
    "Andersson",
    "Berg",
    "Dahl",
    "Ek",
    "Eriksson",
    "Forsberg",
    "Gunnarsson",
    "Holm",
    "Hussein",
    "Jansson",
    "Karlsson",
    "Kovac",
    "Lind",
    "Lundgren",
    "Nguyen",
    "Nilsson",
    "Nyström",
    "Persson",
    "Sjöberg",
    "Svensson",
    "Yilmaz",
    "Åkesson",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use kernel::IdentityKind;

    use super::*;

    #[test]
    fn every_number_is_a_test_number_of_its_own() -> Result<()> {
        let mut numbers = Numbers::new();
        let mut seen = HashSet::new();
        for turn in 0..40_000 {
            let (generation, male) =
                if turn % 4 == 0 { (Generation::Earlier, turn % 8 == 0) } else { (Generation::Later, turn % 2 == 0) };
            let identity = numbers.next(generation, male, turn % 50 == 0)?;
            assert!(seen.insert(identity.canonical().to_owned()), "given twice");
            assert_eq!(identity.legal_sex(), Some(if male { Sex::Male } else { Sex::Female }));
            assert!(identity.birth_date().is_some());
            let coordination = identity.kind() == IdentityKind::CoordinationNumber;
            assert!(coordination || identity.kind() == IdentityKind::PersonalIdentityNumber);
            assert!((980..=999).contains(&identity.canonical()[8..11].parse::<u32>().expect("digits")));
        }
        Ok(())
    }

    #[test]
    fn the_largest_scale_has_numbers_for_all() -> Result<()> {
        let room = |generation: Generation| generation.birthdays().len() * A_DAY * 2;
        // Per sex; see the programmes' counts: 970 and 4,030 people a round, fewer than seven in ten of one sex.
        assert!(room(Generation::Earlier) >= 970 * 70, "{}", room(Generation::Earlier));
        // And the 900 of today, of whom those too old are passed over.
        assert!(room(Generation::Later) >= 4_030 * 70 + 1_200, "{}", room(Generation::Later));
        // The series runs over into coordination numbers without a gap.
        let mut series = Series { birthdays: vec![day(1970, 1, 1)], personal: 0, coordination: 0 };
        let given: HashSet<_> = std::iter::from_fn(|| series.next(false)).collect();
        assert_eq!(given.len(), 2 * A_DAY);
        Ok(())
    }

    #[test]
    fn a_protected_person_has_a_placeholder() -> Result<()> {
        let identity = Numbers::new().protected(&mut Draw::of(1, 1), false)?;
        assert_eq!((identity.kind(), identity.legal_sex()), (IdentityKind::ProtectedPlaceholder, Some(Sex::Female)));
        Ok(())
    }
}
