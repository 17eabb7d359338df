//! How alike two needs are: whether the one may be the other, reported again.

use std::collections::BTreeSet;

use kernel::{
    Label, text_enum,
    words::{Sought, sought},
};
use taxonomy::{Scheme, ancestors};

use super::entity::Need;

text_enum! {
    pub enum DuplicateGround ("En grund för att två behov kan vara samma.", "A ground for two needs being the same.") {
        Title = "TITLE" ("Rubrik", "Title", ("delen ord som de har gemensamma, med samma stam", "the share of words that they have in common, by the same stem")),
        Skill = "SKILL" ("Kompetens", "Skill"),
        Occupation = "OCCUPATION" ("Yrke", "Occupation", ("yrkesbenämning, annars yrkesgrupp", "occupation name, else occupation group")),
        Organisation = "ORGANISATION" ("Organisation", "Organisation", ("den som har behovet", "the one that has the need")),
        Industry = "INDUSTRY" ("Bransch", "Industry", ("branschråd, annars branschkod", "industry council, else code of industry")),
    }
}

impl DuplicateGround {
    /// Its weight; those of all grounds are 100 together.
    pub const fn weight(self) -> i32 {
        match self {
            Self::Title => 30,
            Self::Skill | Self::Occupation | Self::Organisation => 20,
            Self::Industry => 10,
        }
    }
}

/// The least score, of 10,000, by which a need may be another.
const LEAST: i32 = 4_000;
/// The least input of a ground that says what is needed, of which one must have it: who needs it is not enough.
const LEAST_OF_CONTENT: i32 = 50;

const SAME: Label = Label { sv: "samma", en: "the same" };
const WITHIN: Label = Label { sv: "den ena ligger inom den andra", en: "one lies within the other" };
const OTHER: Label = Label { sv: "olika", en: "different" };
const UNKNOWN: Label = Label { sv: "saknas hos någon av dem", en: "missing from one of them" };
const IN_COMMON: Label = Label { sv: "gemensamma ord", en: "words in common" };
const WHOLE: Label = Label { sv: "den ena gäller hela branschen", en: "one of them is of the whole industry" };

/// What one ground says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicateTerm {
    /// Which.
    pub ground: DuplicateGround,
    /// 0–100; absent where either need says nothing of it.
    pub input: Option<i32>,
    /// Why the input is what it is.
    pub because: Label,
}

impl DuplicateTerm {
    /// The input times the weight; nothing for what is unknown.
    pub fn term(&self) -> i32 {
        self.input.unwrap_or(0) * self.ground.weight()
    }
}

/// How alike two needs are, ground by ground.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// In the order of the grounds.
    pub terms: Vec<DuplicateTerm>,
}

/// The words of a need's title, by their stems: found once for each need that is compared with many.
#[derive(Clone, Debug)]
pub struct TitleStems(BTreeSet<String>);

impl TitleStems {
    /// Of this title.
    pub fn of(title: &str) -> Self {
        Self(sought(title).into_iter().map(|Sought { stem, .. }| stem).collect())
    }
}

impl Likeness {
    /// Of two needs, whichever is first.
    pub fn of(one: &Need, other: &Need) -> Self {
        Self::of_stemmed((one, &TitleStems::of(&one.title)), (other, &TitleStems::of(&other.title)))
    }

    /// As [`Likeness::of`], each with the words of its title.
    pub fn of_stemmed((one, stems): (&Need, &TitleStems), (other, other_stems): (&Need, &TitleStems)) -> Self {
        let term = |ground, (input, because)| DuplicateTerm { ground, input, because };
        let terms = vec![
            term(DuplicateGround::Title, titles(stems, other_stems)),
            term(DuplicateGround::Skill, equal(one.codes.skill.as_ref(), other.codes.skill.as_ref())),
            term(DuplicateGround::Occupation, occupations(one, other)),
            term(DuplicateGround::Organisation, organisations(one, other)),
            term(DuplicateGround::Industry, industries(one, other)),
        ];
        Self { terms }
    }

    /// The sum of the terms, 0–10,000.
    pub fn score(&self) -> i32 {
        self.terms.iter().map(DuplicateTerm::term).sum()
    }

    /// Whether the needs are so alike that who triages them should look: enough in all, and in what is needed.
    pub fn is_possible(&self) -> bool {
        use DuplicateGround as G;
        let of_content = |term: &&DuplicateTerm| matches!(term.ground, G::Title | G::Skill | G::Occupation);
        let most = self.terms.iter().filter(of_content).filter_map(|term| term.input).max();
        most >= Some(LEAST_OF_CONTENT) && self.score() >= LEAST
    }
}

type Input = (Option<i32>, Label);

fn titles(TitleStems(one): &TitleStems, TitleStems(other): &TitleStems) -> Input {
    let (shared, all) = (one.intersection(other).count(), one.union(other).count());
    match i32::try_from(shared * 100 / all.max(1)) {
        Ok(percent) if all > 0 => (Some(percent), IN_COMMON),
        _ => (None, UNKNOWN),
    }
}

fn equal<T: PartialEq>(one: Option<T>, other: Option<T>) -> Input {
    match (one, other) {
        (Some(one), Some(other)) if one == other => (Some(100), SAME),
        (Some(_), Some(_)) => (Some(0), OTHER),
        _ => (None, UNKNOWN),
    }
}

fn occupations(one: &Need, other: &Need) -> Input {
    let named = equal(one.codes.occupation.as_ref(), other.codes.occupation.as_ref());
    let grouped = coded(Scheme::Ssyk2012, one.codes.ssyk.as_deref(), other.codes.ssyk.as_deref(), 80);
    if named.0 == Some(100) || grouped.0.is_none() { named } else { grouped }
}

fn organisations(one: &Need, other: &Need) -> Input {
    match (one.organisation, other.organisation) {
        (Some(one), Some(other)) => equal(Some(one), Some(other)),
        (None, None) => equal(Some(one.industry_council), Some(other.industry_council)),
        _ => (Some(50), WHOLE),
    }
}

fn industries(one: &Need, other: &Need) -> Input {
    let councils = equal(one.industry_council, other.industry_council);
    let codes = coded(Scheme::Sni2007, one.codes.sni.as_deref(), other.codes.sni.as_deref(), 100);
    if councils.0 == Some(100) || codes.0.is_none() { councils } else { codes }
}

/// Of two codes of a scheme: the same gives `same`, one above the other half of it.
fn coded(scheme: Scheme, one: Option<&str>, other: Option<&str>, same: i32) -> Input {
    let (Some(one), Some(other)) = (one, other) else { return (None, UNKNOWN) };
    let is_above = |above: &str, below: &str| ancestors(scheme, below).iter().any(|concept| concept.code == above);
    if one == other {
        (Some(same), SAME)
    } else if is_above(one, other) || is_above(other, one) {
        (Some(same / 2), WITHIN)
    } else {
        (Some(0), OTHER)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::need::{NeedCodes, fixture::report};

    fn need(title: &str, change: impl FnOnce(&mut Need)) -> Need {
        let ids = SequentialIds::starting_at(0);
        let (id, council) = (Id::new(&ids), Id::new(&ids));
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        let (mut need, _) = Need::report(id, council, report(title), day, 0).expect("a need");
        change(&mut need);
        need
    }

    fn inputs(likeness: &Likeness) -> Vec<Option<i32>> {
        likeness.terms.iter().map(|term| term.input).collect()
    }

    #[test]
    fn titles_are_alike_by_their_words_in_any_inflection() {
        let one = need("Robotsvetsning för operatörer", |_| {});
        let other = need("Operatörerna och robotsvetsningen", |_| {});
        let alike = Likeness::of(&one, &other);
        assert_eq!(inputs(&alike), [Some(100), None, None, Some(100), None]);
        assert!(alike.is_possible() && alike.score() == 5_000, "{alike:?}");
        let apart = Likeness::of(&one, &need("Ledarskap i vården", |_| {}));
        assert_eq!(apart.terms[0].input, Some(0));
        assert!(!apart.is_possible(), "{apart:?}");
    }

    #[test]
    fn codes_count_as_far_as_they_agree_and_both_are_given() {
        let coded = |occupation: Option<&str>, ssyk: Option<&str>, sni: Option<&str>| {
            let own = |code: Option<&str>| code.map(str::to_owned);
            let (occupation, ssyk, sni) = (own(occupation), own(ssyk), own(sni));
            need("Svets", |need| need.codes = NeedCodes { occupation, ssyk, sni, ..NeedCodes::default() })
        };
        let of = |one: &Need, other: &Need| {
            let inputs = inputs(&Likeness::of(one, other));
            (inputs[2], inputs[4])
        };
        let welder = coded(None, Some("7212"), Some("29"));
        assert_eq!(of(&welder, &coded(None, Some("7212"), Some("29"))), (Some(80), Some(100)));
        assert_eq!(of(&welder, &coded(None, Some("72"), Some("C"))), (Some(40), Some(50)));
        assert_eq!(of(&welder, &coded(None, Some("2512"), Some("62"))), (Some(0), Some(0)));
        assert_eq!(of(&welder, &coded(Some("x"), None, None)), (None, None));
        let named = coded(Some("x"), Some("7212"), None);
        assert_eq!(of(&named, &coded(Some("x"), Some("7213"), None)).0, Some(100), "the name says more");
    }

    #[test]
    fn who_needs_it_is_not_enough() {
        let organisation = Some(Id::new(&SequentialIds::starting_at(7)));
        let branch = Some(Id::new(&SequentialIds::starting_at(8)));
        let of = |title: &str| need(title, |need| (need.organisation, need.industry_council) = (organisation, branch));
        let likeness = Likeness::of(&of("Svets"), &of("Ledarskap"));
        assert_eq!(inputs(&likeness), [Some(0), None, None, Some(100), Some(100)]);
        assert!(!likeness.is_possible());
    }

    #[test]
    fn the_weights_are_a_hundred_together() {
        let all: i32 = DuplicateGround::ALL.iter().map(|ground| ground.weight()).sum();
        assert_eq!(all, 100);
    }
}
