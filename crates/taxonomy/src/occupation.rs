//! Occupations: names under groups, and which name can stand in for which.

use std::sync::LazyLock;

use crate::{
    concept::Concept,
    list::{children, lookup},
    load,
    scheme::Scheme,
    table::rows,
};

/// Directed relations, grouped by the occupation at one of their ends.
struct Substitutability {
    /// Each occupation with the end of its relations; they begin where the one before ends.
    occupations: Vec<(&'static str, usize)>,
    relations: Vec<(&'static str, u8)>,
}

static SUBSTITUTES: LazyLock<Substitutability> = LazyLock::new(|| Substitutability::grouped(0, 1));
static STEPS: LazyLock<Substitutability> = LazyLock::new(|| Substitutability::grouped(1, 0));

impl Substitutability {
    /// By the occupation in the column `by`, with those in the column `other`.
    fn grouped(by: usize, other: usize) -> Self {
        let mut all: Vec<(&str, &str, u8)> =
            rows(load::SUBSTITUTABILITY).map(|row| (row[by], row[other], row[2].parse().unwrap_or_default())).collect();
        all.sort_by_key(|(occupation, other, percentage)| (*occupation, std::cmp::Reverse(*percentage), *other));
        let mut grouped = Self { occupations: Vec::new(), relations: Vec::with_capacity(all.len()) };
        for (occupation, other, percentage) in all {
            grouped.relations.push((other, percentage));
            match grouped.occupations.last_mut() {
                Some((last, end)) if *last == occupation => *end = grouped.relations.len(),
                _ => grouped.occupations.push((occupation, grouped.relations.len())),
            }
        }
        grouped
    }

    fn of(&self, occupation_concept_code: &str) -> &[(&'static str, u8)] {
        let Self { occupations, relations } = self;
        let Ok(at) = occupations.binary_search_by_key(&occupation_concept_code, |(occupation, _)| occupation) else {
            return &[];
        };
        let from = at.checked_sub(1).map_or(0, |before| occupations[before].1);
        &relations[from..occupations[at].1]
    }
}

/// Utbytbarhet: occupation names whose holders can step into this one, with the degree in percent (75 high, 25 low),
/// closest first. The relation is directed.
pub fn substitutes(occupation_concept_code: &str) -> &'static [(&'static str, u8)] {
    SUBSTITUTES.of(occupation_concept_code)
}

/// Omställning: occupation names that the holders of this one can step into; [`substitutes`] read the other way.
pub fn steps_from(occupation_concept_code: &str) -> &'static [(&'static str, u8)] {
    STEPS.of(occupation_concept_code)
}

/// Yrkesbenämningar under an SSYK group of level 4. An official code that the shipped list merges gives the merged
/// group's names.
pub fn occupations_of(ssyk4: &str) -> Vec<&'static Concept> {
    let Some(group) = merged(ssyk4) else { return Vec::new() };
    children(Scheme::Ssyk2012, group).into_iter().filter(|concept| concept.scheme == Scheme::OccupationName).collect()
}

/// The ISCO-08 unit groups that an SSYK group of level 4 answers to.
pub fn isco_of(ssyk4: &str) -> Vec<&'static Concept> {
    let Some(group) = merged(ssyk4) else { return Vec::new() };
    let row = rows(load::SSYK).find(|row| row[0] == group);
    row.into_iter().flat_map(|row| row[5].split('|')).filter_map(|code| lookup(Scheme::Isco08, code)).collect()
}

/// The shipped list's code: a merged group is the parent, of the same length, of its official codes.
fn merged(ssyk: &str) -> Option<&'static str> {
    let concept = lookup(Scheme::Ssyk2012, ssyk)?;
    Some(concept.parent.filter(|parent| parent.len() == concept.code.len()).unwrap_or(concept.code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::all;

    #[test]
    fn every_relation_is_kept_and_points_at_an_occupation() {
        let mut count = 0;
        for occupation in all(Scheme::OccupationName) {
            let found = substitutes(occupation.code);
            assert!(found.is_sorted_by(|a, b| a.1 >= b.1));
            for (other, percentage) in found {
                assert!(lookup(Scheme::OccupationName, other).is_some(), "{other}");
                assert!(matches!(percentage, 25 | 75));
            }
            count += found.len();
        }
        assert_eq!(count, 8324);
        assert!(substitutes("unknown").is_empty());
    }

    #[test]
    fn relations_are_those_of_the_file() {
        let found = substitutes("17FS_XzU_AQ4");
        assert_eq!(found[0].1, 75);
        assert!(found.contains(&("Sbzf_iBA_MAS", 75)) && found.contains(&("BY1K_mZ4_oKj", 25)));
    }

    #[test]
    fn steps_are_the_same_relations_from_their_other_end() {
        let mut count = 0;
        for occupation in all(Scheme::OccupationName) {
            let found = steps_from(occupation.code);
            assert!(found.is_sorted_by(|a, b| a.1 >= b.1));
            for (next, percentage) in found {
                assert!(substitutes(next).contains(&(occupation.code, *percentage)), "{next}");
            }
            count += found.len();
        }
        assert_eq!(count, 8324);
        assert!(steps_from("Sbzf_iBA_MAS").contains(&("17FS_XzU_AQ4", 75)));
    }

    #[test]
    fn names_stand_under_their_group() {
        let total: usize = all(Scheme::Ssyk2012).iter().map(|group| occupations_of(group.code).len()).sum();
        assert_eq!(total, 2412);
        assert!(occupations_of("7212").iter().any(|name| name.label_sv.contains("vetsare")));
        assert!(!occupations_of("1291").is_empty());
        assert_eq!(occupations_of("1291"), occupations_of("1290"));
    }

    #[test]
    fn groups_answer_to_isco() {
        let codes = |ssyk| isco_of(ssyk).iter().map(|concept| concept.code).collect::<Vec<_>>();
        assert_eq!(codes("1230"), ["1213", "1219"]);
        assert_eq!(codes("1211"), codes("1210"));
        assert!(codes("25").is_empty());
    }
}
