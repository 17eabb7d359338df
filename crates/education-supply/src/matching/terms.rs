//! What each ground adds, and why.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use kernel::{Label, Money};
use taxonomy::Scheme;

use super::{Content, Given, MatchGround as Ground, Near, Wanted};

/// What one ground adds to the score of an education.
#[derive(Clone, Debug)]
pub struct Term {
    /// Which.
    pub ground: Ground,
    /// 0–100; absent where either side says nothing of it.
    pub input: Option<i32>,
    /// Why the input is what it is.
    pub because: Label,
    /// What the reason is about.
    pub detail: Detail,
}

/// What a reason is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    Nothing,
    /// A code.
    Code(Scheme, String),
    /// A day.
    Day(NaiveDate),
    /// Per cent of full time.
    Percent(i32),
    /// An amount.
    Amount(Money),
    /// A municipality's code, and whole kilometres to it.
    Distance(String, i32),
}

impl Term {
    /// The input times the weight; nothing for what is unknown.
    pub fn term(&self) -> i32 {
        self.input.unwrap_or(0) * self.ground.weight()
    }
}

/// The sum of the terms.
pub fn score(terms: &[Term]) -> i32 {
    terms.iter().map(Term::term).sum()
}

/// In the order of the grounds.
pub fn in_order(terms: impl IntoIterator<Item = Term>) -> Vec<Term> {
    let mut terms: Vec<Term> = terms.into_iter().collect();
    terms.sort_by_key(|term| term.ground);
    terms
}

const fn says(sv: &'static str, en: &'static str) -> Label {
    Label { sv, en }
}

const DIFFERS: Label = says("stämmer inte", "does not agree");
const NO_EVENT: Label = says("inget kommande tillfälle är känt", "no event to come is known");

fn known(ground: Ground, input: i32, because: Label, detail: Detail) -> Term {
    Term { ground, input: Some(input), because, detail }
}

fn unknown(ground: Ground, because: Label) -> Term {
    Term { ground, input: None, because, detail: Detail::Nothing }
}

/// The terms of what it is about.
pub fn content_terms(wanted: &Wanted, content: &Content<'_>) -> Vec<Term> {
    let no_skills = [
        says("behovet anger ingen kompetens", "the need states no skill"),
        says("utbildningen anger ingen kompetens", "the education states no skill"),
    ];
    let no_occupations = [
        says("behovet anger inget yrke", "the need states no occupation"),
        says("utbildningen anger inget yrke", "the education states no occupation"),
    ];
    let accessibility = if content.is_accessible {
        known(
            Ground::Accessibility,
            100,
            says("hur alla kan delta är beskrivet", "how everyone can take part is described"),
            Detail::Nothing,
        )
    } else {
        unknown(
            Ground::Accessibility,
            says("hur alla kan delta är inte beskrivet", "how everyone can take part is not described"),
        )
    };
    vec![
        coded((Ground::Skill, Scheme::Skill), &wanted.skills, content.skill, no_skills),
        coded((Ground::Occupation, Scheme::Ssyk2012), &wanted.occupations, content.occupation, no_occupations),
        level(wanted.levels.as_ref(), content.level),
        accessibility,
    ]
}

/// The terms of when and where it is given, or of nothing to come that is known.
pub fn given_terms(wanted: &Wanted, given: Option<&Given<'_>>) -> Vec<Term> {
    use Ground as G;
    let Some(given) = given else {
        return [G::Place, G::Start, G::Pace, G::Price, G::Language].map(|ground| unknown(ground, NO_EVENT)).into();
    };
    vec![place(wanted, given), start(wanted, given), pace(wanted, given), price(given), language(wanted, given)]
}

fn coded(
    (ground, scheme): (Ground, Scheme),
    near: &Near,
    given: Option<&str>,
    [no_wanted, no_given]: [Label; 2],
) -> Term {
    if near.is_empty() {
        return unknown(ground, no_wanted);
    }
    let Some(code) = given else { return unknown(ground, no_given) };
    let (input, because) = near.of(code).map_or((0, DIFFERS), |nearness| (nearness.input(), nearness.label()));
    known(ground, input, because, Detail::Code(scheme, code.to_owned()))
}

fn level(wanted: Option<&RangeInclusive<u8>>, given: Option<&str>) -> Term {
    let Some(wanted) = wanted else {
        return unknown(Ground::Level, says("behovets yrke säger ingen nivå", "the need's occupation tells no level"));
    };
    let number = |code: &str| code.parse::<u8>().ok().map(|level| (level, code.to_owned()));
    let Some((level, code)) = given.and_then(number) else {
        return unknown(Ground::Level, says("utbildningen anger ingen nivå", "the education states no level"));
    };
    let off = wanted.start().saturating_sub(level).max(level.saturating_sub(*wanted.end()));
    let (input, because) = match off {
        0 => (100, says("som yrket kräver", "as the occupation demands")),
        1 => (50, says("en nivå ifrån", "one level off")),
        _ => (0, says("flera nivåer ifrån", "several levels off")),
    };
    known(Ground::Level, input, because, Detail::Code(Scheme::Isced2011, code))
}

/// One less for each two kilometres from where it is needed; nothing from 200 on.
fn place(wanted: &Wanted, given: &Given<'_>) -> Term {
    if wanted.places.is_empty() {
        return unknown(Ground::Place, says("behovet anger ingen plats", "the need states no place"));
    }
    if given.is_distance {
        let (input, because) = match given.mandatory_sessions {
            Some(1..) => (80, says("på distans, med obligatoriska träffar", "at a distance, with mandatory meetings")),
            _ => (100, says("på distans", "at a distance")),
        };
        return known(Ground::Place, input, because, Detail::Nothing);
    }
    let Some(municipality) = given.municipality else {
        return unknown(Ground::Place, says("ingen kommun är angiven", "no municipality is stated"));
    };
    let Some(km) = wanted.places.km_to(municipality) else {
        return unknown(
            Ground::Place,
            says("avståndet till kommunen är inte känt", "the distance to the municipality is not known"),
        );
    };
    let code = municipality.to_owned();
    if km == 0 {
        let here = says("där det behövs", "where it is needed");
        return known(Ground::Place, 100, here, Detail::Code(Scheme::Municipality, code));
    }
    let away = says(
        "där det ges, fågelvägen från där det behövs",
        "where it is given, as the crow flies from where it is needed",
    );
    known(Ground::Place, 100 - (km / 2).min(100), away, Detail::Distance(code, km))
}

fn start(wanted: &Wanted, given: &Given<'_>) -> Term {
    if given.student_sets_days {
        return known(
            Ground::Start,
            100,
            says("den studerande bestämmer dagarna", "the student sets the days"),
            Detail::Nothing,
        );
    }
    let Some(starts_on) = given.starts_on else {
        return unknown(Ground::Start, says("ingen första dag är angiven", "no first day is stated"));
    };
    let (input, because) = if starts_on > wanted.by {
        (0, says("börjar efter att det behövs", "begins after it is needed"))
    } else if given.ends_on.is_some_and(|ends_on| ends_on > wanted.by) {
        (50, says("börjar i tid, slutar efter att det behövs", "begins in time, ends after it is needed"))
    } else {
        (100, says("i tid", "in time"))
    };
    known(Ground::Start, input, because, Detail::Day(starts_on))
}

fn pace(wanted: &Wanted, given: &Given<'_>) -> Term {
    if !wanted.at_work {
        return unknown(Ground::Pace, says("behovet gäller inga som arbetar", "the need concerns nobody at work"));
    }
    let Some(percent) = given.pace_percent else {
        return unknown(Ground::Pace, says("ingen studietakt är angiven", "no pace is stated"));
    };
    let by_pace = match percent {
        ..=25 => 100,
        26..=50 => 70,
        51..=75 => 30,
        _ => 0,
    };
    let (input, because) = if given.has_no_fixed_hours {
        ((by_pace + 30).min(100), says("utan fasta tider", "without fixed hours"))
    } else {
        (by_pace, says("på fasta tider", "at fixed hours"))
    };
    known(Ground::Pace, input, because, Detail::Percent(percent))
}

/// One less for each thousand kronor.
fn price(given: &Given<'_>) -> Term {
    let Some(fee) = given.fee else {
        return unknown(Ground::Price, says("ingen avgift är angiven", "no fee is stated"));
    };
    let thousands = i32::try_from(fee.minor.max(0) / 100_000).unwrap_or(i32::MAX);
    let (input, because) = match fee.minor {
        ..=0 => (100, says("utan avgift", "free of charge")),
        _ => ((100 - thousands.min(100)), says("avgift", "a fee")),
    };
    known(Ground::Price, input, because, Detail::Amount(fee))
}

fn language(wanted: &Wanted, given: &Given<'_>) -> Term {
    let Some(asked) = &wanted.language else {
        return unknown(Ground::Language, says("inget språk är efterfrågat", "no language is asked for"));
    };
    let Some(code) = given.language else {
        return unknown(
            Ground::Language,
            says("inget undervisningsspråk är angivet", "no language of instruction is stated"),
        );
    };
    let (input, because) = if asked == code { (100, says("det efterfrågade", "as asked for")) } else { (0, DIFFERS) };
    known(Ground::Language, input, because, Detail::Code(Scheme::Language, code.to_owned()))
}

#[cfg(test)]
mod tests;
