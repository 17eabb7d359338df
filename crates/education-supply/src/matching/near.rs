//! The codes near another one, as the lists have them: those under and over it, and of an occupation those whose holders can step in.

use std::{cmp::Reverse, collections::BTreeMap};

use kernel::Label;
use taxonomy::{Scheme, ancestors, codes_within, lookup, occupations_of, substitutes};

/// As many codes as are looked for, the nearest first.
const MOST: usize = 32;

/// The percentage of a relation of substitutability that counts as high.
const HIGH: u8 = 75;

/// How one code stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nearness {
    Same,
    Narrower,
    NextBroader,
    Broader,
    StandsInWell,
    StandsIn,
}

impl Nearness {
    pub(super) const fn input(self) -> i32 {
        match self {
            Self::Same => 100,
            Self::Narrower => 80,
            Self::NextBroader => 60,
            Self::StandsInWell => 50,
            Self::Broader => 30,
            Self::StandsIn => 25,
        }
    }

    pub(super) const fn label(self) -> Label {
        match self {
            Self::Same => Label { sv: "samma", en: "the same" },
            Self::Narrower => Label { sv: "snävare", en: "narrower" },
            Self::NextBroader => Label { sv: "närmast vidare", en: "next broader" },
            Self::Broader => Label { sv: "vidare", en: "broader" },
            Self::StandsInWell => Label { sv: "närliggande", en: "closely related" },
            Self::StandsIn => Label { sv: "besläktat", en: "related" },
        }
    }
}

/// A code and those near it, the nearest first; nothing where no code is stated.
#[derive(Clone, Debug, Default)]
pub struct Near(Vec<(&'static str, Nearness)>);

impl Near {
    /// Skills near this one. The list relates no skill to another so far: then it is this one alone.
    pub fn skill(code: Option<&str>) -> Self {
        Self::sorted(code.map(|code| hierarchy(Scheme::Skill, code)).unwrap_or_default())
    }

    /// Occupation groups near this one, or near that of the occupation `name`; of those that can stand in, the ones that can for
    /// that name where one is stated.
    pub fn occupation(ssyk: Option<&str>, name: Option<&str>) -> Self {
        let of_name = || name.and_then(|name| lookup(Scheme::OccupationName, name)?.parent);
        let Some(ssyk) = ssyk.or_else(of_name) else { return Self::default() };
        let mut near = hierarchy(Scheme::Ssyk2012, ssyk);
        for (group, percentage) in standing_in(ssyk, name) {
            if near.iter().all(|(code, _)| *code != group) {
                let nearness = if percentage >= HIGH { Nearness::StandsInWell } else { Nearness::StandsIn };
                near.push((group, nearness));
            }
        }
        Self::sorted(near)
    }

    fn sorted(mut near: Vec<(&'static str, Nearness)>) -> Self {
        near.sort_by_key(|(code, nearness)| (Reverse(nearness.input()), *code));
        near.truncate(MOST);
        Self(near)
    }

    /// The codes, the nearest first.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().map(|(code, _)| *code)
    }

    /// Whether no code is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How near this code is, where it is near at all.
    pub(super) fn of(&self, code: &str) -> Option<Nearness> {
        self.0.iter().find(|(near, _)| *near == code).map(|(_, nearness)| *nearness)
    }
}

/// The code, those under it and those over it.
fn hierarchy(scheme: Scheme, code: &str) -> Vec<(&'static str, Nearness)> {
    let within = codes_within(scheme, code).into_iter().enumerate();
    let within = within.map(|(at, code)| (code, if at == 0 { Nearness::Same } else { Nearness::Narrower }));
    let over = ancestors(scheme, code).into_iter().filter(|over| over.scheme == scheme).enumerate();
    let over = over.map(|(at, over)| (over.code, if at == 0 { Nearness::NextBroader } else { Nearness::Broader }));
    within.chain(over).collect()
}

/// Groups with an occupation whose holders can step into this one, with the highest percentage.
fn standing_in(ssyk: &str, name: Option<&str>) -> BTreeMap<&'static str, u8> {
    let names: Vec<&str> = match name {
        Some(name) => vec![name],
        None => {
            let groups = codes_within(Scheme::Ssyk2012, ssyk).into_iter();
            groups.flat_map(occupations_of).map(|name| name.code).collect()
        }
    };
    let mut groups = BTreeMap::new();
    for (other, percentage) in names.into_iter().flat_map(substitutes) {
        if let Some(group) = lookup(Scheme::OccupationName, other).and_then(|other| other.parent) {
            let highest = groups.entry(group).or_insert(*percentage);
            *highest = (*highest).max(*percentage);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_those_under_and_over_it() {
        let near = Near::occupation(Some("721"), None);
        let of = |code| near.of(code);
        assert_eq!(
            [of("721"), of("7212"), of("72"), of("7")],
            [Some(Nearness::Same), Some(Nearness::Narrower), Some(Nearness::NextBroader), Some(Nearness::Broader)]
        );
        assert_eq!(of("2512"), None);
        assert_eq!(near.codes().next(), Some("721"));
        assert!(near.codes().count() <= MOST);
    }

    #[test]
    fn those_who_can_step_in_are_near_by_how_well() {
        let name = "17FS_XzU_AQ4";
        let own = lookup(Scheme::OccupationName, name).and_then(|name| name.parent).expect("a group");
        let near = Near::occupation(None, Some(name));
        assert_eq!(near.of(own), Some(Nearness::Same));
        for (other, percentage) in substitutes(name) {
            let group = lookup(Scheme::OccupationName, other).and_then(|name| name.parent).expect("a group");
            let nearness = near.of(group).expect("near");
            let expected = if *percentage >= HIGH { Nearness::StandsInWell } else { Nearness::StandsIn };
            assert!(nearness.input() >= expected.input(), "{group}: {nearness:?}");
        }
    }

    #[test]
    fn without_a_code_nothing_is_near() {
        assert!(Near::skill(None).is_empty() && Near::occupation(None, None).is_empty());
        assert!(Near::occupation(Some("no code"), None).is_empty());
    }
}
