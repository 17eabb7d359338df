//! What may have been meant by a text that is in no list.

use std::{cmp::Reverse, collections::HashMap, iter, sync::LazyLock};

use kernel::text::sort_key;
use taxonomy::{Concept, Scheme};

use super::codes::{BY_NAME, names_of};

/// Most concepts that are told.
const MOST: usize = 5;

/// Fewest letters and digits that say what was meant.
const FEWEST: usize = 3;

/// Two letters, or a letter and the name's beginning or end.
type Pair = (char, char);

/// The pairs of a name, and what is called so.
type Name = (Vec<Pair>, &'static Concept);

/// The names that cells may hold, by list.
static NAMES: LazyLock<HashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let of = |scheme: Scheme| names_of(scheme).map(|(name, concept)| (pairs(name), concept)).collect::<Vec<_>>();
    BY_NAME.into_iter().map(|scheme| (scheme.as_str(), of(scheme))).collect()
});

/// Those of the list that answer to `text`, as they do to who searches it; then, where cells hold names, those whose names are
/// written much alike, the likest first.
pub fn nearest(scheme: Scheme, text: &str) -> Vec<&'static Concept> {
    if text.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST {
        return Vec::new();
    }
    let mut found = taxonomy::search(&[scheme], text, MOST);
    for concept in alike(scheme, text) {
        if found.len() < MOST && !found.iter().any(|known| known.code == concept.code) {
            found.push(concept);
        }
    }
    found
}

/// Those of whose pairs, and of the text's, at least half are common: a slip of the pen changes two or three.
fn alike(scheme: Scheme, text: &str) -> impl Iterator<Item = &'static Concept> {
    let own = pairs(&sort_key(text.trim()));
    let known = NAMES.get(scheme.as_str()).into_iter().flatten();
    let mut found: Vec<_> = known
        .filter_map(|(pairs, concept)| {
            let permille = 2000 * common(&own, pairs) / (own.len() + pairs.len());
            (permille >= 500).then_some((Reverse(permille), concept.label_sv, concept.code, *concept))
        })
        .collect();
    found.sort_unstable_by_key(|(permille, label, code, _)| (*permille, *label, *code));
    found.into_iter().map(|(.., concept)| concept)
}

/// In order, each as often as it is there.
fn pairs(name: &str) -> Vec<Pair> {
    let letters: Vec<char> = iter::once(' ').chain(name.chars()).chain([' ']).collect();
    let mut pairs: Vec<Pair> = letters.windows(2).map(|two| (two[0], two[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// How many pairs are in both.
fn common(one: &[Pair], other: &[Pair]) -> usize {
    let (mut at, mut beside, mut count) = (0, 0, 0);
    while let (Some(mine), Some(theirs)) = (one.get(at), other.get(beside)) {
        count += usize::from(mine == theirs);
        (at, beside) = (at + usize::from(mine <= theirs), beside + usize::from(mine >= theirs));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_common_as_often_as_both_have_them() {
        assert_eq!(pairs("an"), [(' ', 'a'), ('a', 'n'), ('n', ' ')]);
        assert_eq!(common(&pairs("anan"), &pairs("an")), 3);
        assert_eq!(common(&pairs("svetsning"), &pairs("svetsnign")), 7);
        assert_eq!(common(&pairs("bok"), &pairs("sny")), 0);
    }

    #[test]
    fn a_misspelt_name_leads_to_the_one_that_was_meant() {
        let skill = taxonomy::lookup(Scheme::Skill, "JFDz_Uyg_Nmy").expect("a skill");
        let mut letters: Vec<char> = skill.label_sv.chars().collect();
        let middle = letters.len() / 2;
        letters.swap(middle, middle + 1);
        let swapped: String = letters.iter().collect();
        letters.remove(middle);
        let left_out: String = letters.iter().collect();
        for written in [swapped, left_out, skill.label_sv.chars().take(6).collect(), format!(" {}r", skill.label_sv)] {
            let found = nearest(Scheme::Skill, &written);
            assert!(found.len() <= MOST);
            assert!(found.iter().any(|concept| concept.code == skill.code), "{written}: {found:?}");
        }
        assert!(nearest(Scheme::Municipality, "Göteborg").iter().any(|concept| concept.code == "1480"));
        for nothing in ["", "x", "\u{a0}-", "xqzxqzxqz"] {
            assert!(nearest(Scheme::Skill, nothing).is_empty(), "{nothing}");
        }
    }
}
