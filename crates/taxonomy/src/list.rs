//! Finding a concept by its code, and its relatives.

use std::sync::OnceLock;

use kernel::{
    Error, Result, Rule,
    command::{Bound, Kind},
    error::{Detail, rules},
    text::sort_key,
};

use crate::{
    concept::Concept,
    industry,
    load::{Loaded, load},
    scheme::Scheme,
};

/// A loaded list with its indexes.
pub(crate) struct List {
    /// The listed concepts in file order, then those known besides.
    pub concepts: Vec<Concept>,
    listed: usize,
    by_code: Vec<u32>,
    by_parent: Vec<u32>,
    keys: OnceLock<Vec<Box<str>>>,
    words: OnceLock<Vec<Box<str>>>,
}

static LISTS: [OnceLock<List>; Scheme::ALL.len()] = [const { OnceLock::new() }; Scheme::ALL.len()];

/// The scheme's list, read at the first call.
pub(crate) fn list(scheme: Scheme) -> &'static List {
    LISTS[scheme as usize].get_or_init(|| List::new(load(scheme)))
}

impl List {
    fn new(Loaded { listed: mut concepts, besides }: Loaded) -> Self {
        let listed = concepts.len();
        concepts.extend(besides);
        concepts.shrink_to_fit();
        let mut by_code: Vec<u32> = (0..concepts.len() as u32).collect();
        let mut by_parent = by_code.clone();
        by_code.sort_by_key(|at| concepts[*at as usize].code);
        by_parent.retain(|at| concepts[*at as usize].parent.is_some());
        by_parent.sort_by_key(|at| concepts[*at as usize].parent);
        Self { concepts, listed, by_code, by_parent, keys: OnceLock::new(), words: OnceLock::new() }
    }

    fn get(&self, code: &str) -> Option<&Concept> {
        let at = self.by_code.binary_search_by_key(&code, |at| self.concepts[*at as usize].code).ok()?;
        Some(&self.concepts[self.by_code[at] as usize])
    }

    fn with_parent(&self, parent: &str) -> impl Iterator<Item = &Concept> {
        let of = |at: &u32| self.concepts[*at as usize].parent;
        let from = self.by_parent.partition_point(|at| of(at) < Some(parent));
        let to = self.by_parent.partition_point(|at| of(at) <= Some(parent));
        self.by_parent[from..to].iter().map(|at| &self.concepts[*at as usize])
    }

    /// The folded labels that search reads, one for each of `concepts`, made at the first search.
    pub fn keys(&self) -> &[Box<str>] {
        self.keys.get_or_init(|| {
            let key = |concept: &Concept| match concept.label_en {
                Some(english) => format!("{}\n{}", sort_key(concept.label_sv), sort_key(english)).into_boxed_str(),
                None => sort_key(concept.label_sv).into_boxed_str(),
            };
            self.concepts.iter().map(key).collect()
        })
    }

    /// The words of the Swedish labels that search reads, as `kernel::words` keeps them, one for each of `concepts`, made at the
    /// first search.
    pub fn words(&self) -> &[Box<str>] {
        let kept = |concept: &Concept| kernel::words::kept([Some(concept.label_sv)]).into_boxed_str();
        self.words.get_or_init(|| self.concepts.iter().map(kept).collect())
    }
}

/// The concept with this code, in use or not; official SSYK codes that the shipped list merges are known too.
pub fn lookup(scheme: Scheme, code: &str) -> Option<&'static Concept> {
    list(scheme).get(code)
}

/// The stored form of a code as people write it: without blanks around it, and of an industry without the dot that it is
/// printed with (`62.010`), its section a capital letter. Whether the list has it is another question.
pub fn written(scheme: Scheme, text: &str) -> String {
    let text = kernel::text::normal(text);
    let text = kernel::text::narrow(&text);
    match scheme {
        Scheme::Sni2007 => industry::stored(&text).unwrap_or_else(|| text.trim().to_owned()),
        _ => text.trim().to_owned(),
    }
}

/// The stored form of a code that new data may refer to, as [`written`]; nothing stays nothing.
///
/// # Errors
/// As [`require`].
pub fn stored(field: &str, scheme: Scheme, text: Option<&str>) -> Result<Option<String>> {
    text.map(|text| require(field, scheme, text).map(|concept| concept.code.to_owned())).transpose()
}

/// A command's field that takes a code of `scheme`, as [`require`].
pub const fn code(scheme: Scheme) -> Bound<String> {
    Bound { kind: Kind::Code(scheme.as_str()), check: known }
}

fn known(kind: &Kind, text: String) -> Result<String, Rule> {
    let Kind::Code(name) = kind else { return Ok(text) };
    let scheme = Scheme::parse(name).ok_or(rules::CODE_IS_UNKNOWN)?;
    let concept = lookup(scheme, &written(scheme, &text)).filter(|concept| concept.is_in_use());
    concept.map(|concept| concept.code.to_owned()).ok_or(rules::CODE_IS_UNKNOWN)
}

/// The concept that new data may refer to by this code, as [`written`].
///
/// # Errors
/// `Invalid { field, CODE_IS_UNKNOWN }` for a code that is not in the list, has ended or has been replaced.
pub fn require(field: &str, scheme: Scheme, code: &str) -> Result<&'static Concept> {
    lookup(scheme, &written(scheme, code))
        .filter(|concept| concept.is_in_use())
        .ok_or_else(|| Error::invalid_with(field, rules::CODE_IS_UNKNOWN, possible(scheme)))
}

/// Most codes of a list that a refusal names one by one.
const FEW: usize = 30;

/// What a refusal names: the codes of a short list, and of a long one how to search it.
pub fn possible(scheme: Scheme) -> Detail {
    let codes = all(scheme);
    match codes.len() <= FEW {
        true => codes.iter().map(|concept| concept.code).collect::<Vec<_>>().join(", ").into(),
        false => Detail::of_list(scheme.as_str()),
    }
}

/// The list as published: codes in use, in the order of its source.
pub fn all(scheme: Scheme) -> &'static [Concept] {
    let list = list(scheme);
    &list.concepts[..list.listed]
}

/// The next narrower concepts: of the same scheme, and where the hierarchy goes on in another (county to
/// municipalities, NUTS 2 to NUTS 3, SSYK group to occupation names) of that one. Codes out of use are left out.
pub fn children(scheme: Scheme, code: &str) -> Vec<&'static Concept> {
    let own = if scheme.broader().is_none() { Some(scheme) } else { None };
    let schemes = own.into_iter().chain(scheme.narrower());
    schemes.flat_map(|scheme| list(scheme).with_parent(code)).filter(|concept| concept.is_in_use()).collect()
}

/// The broader concepts, nearest first: a municipality's county, then its NUTS areas.
pub fn ancestors(scheme: Scheme, code: &str) -> Vec<&'static Concept> {
    std::iter::successors(lookup(scheme, code), |concept| concept.broader()).skip(1).collect()
}

/// Every narrower concept, broader ones first; they may belong to another scheme, as with [`children`].
pub fn descendants(scheme: Scheme, code: &str) -> Vec<&'static Concept> {
    let mut found = children(scheme, code);
    let mut next = 0;
    while let Some(concept) = found.get(next) {
        found.extend(children(concept.scheme, concept.code));
        next += 1;
    }
    found
}

/// The code itself and every narrower code of the same scheme: what a filter on stored codes compares with.
/// Empty for an unknown code.
pub fn codes_within(scheme: Scheme, code: &str) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = lookup(scheme, code).into_iter().map(|concept| concept.code).collect();
    let mut next = 0;
    while let Some(code) = codes.get(next) {
        let narrower = list(scheme).with_parent(code);
        if scheme.broader().is_none() {
            codes.extend(narrower.map(|concept| concept.code));
        }
        next += 1;
    }
    codes
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use kernel::Lang;

    use super::*;

    #[test]
    fn lists_are_as_long_as_their_sources_say() {
        let counts = [
            (Scheme::County, 21),
            (Scheme::Municipality, 290),
            (Scheme::Nuts1, 3),
            (Scheme::Nuts2, 8),
            (Scheme::Nuts3, 21),
            (Scheme::Region, 25),
            (Scheme::Sni2007, 1817),
            (Scheme::Sni2025, 22),
            (Scheme::Ssyk2012, 603),
            (Scheme::OccupationName, 2412),
            (Scheme::Skill, 6657),
            (Scheme::Sun2020Field, 531),
            (Scheme::Sun2020Level, 71),
            (Scheme::Isced2011, 9),
            (Scheme::Isco08, 446),
            (Scheme::EsfRegion, 9),
            (Scheme::EsfProgramme, 23),
            (Scheme::EsfInterventionField, 49),
            (Scheme::EsfIndicator, 57),
            (Scheme::Country, 250),
            (Scheme::Language, 470),
            (Scheme::Seqf, 8),
            (Scheme::Cpv, 7),
        ];
        assert_eq!(counts.len(), Scheme::ALL.len());
        for (scheme, count) in counts {
            assert_eq!(all(scheme).len(), count, "{scheme}");
        }
        let levels = |scheme, levels: &[usize]| {
            for (level, count) in (1..).zip(levels) {
                let found = all(scheme).iter().filter(|concept| concept.level == level).count();
                assert_eq!(found, *count, "{scheme} level {level}");
            }
        };
        levels(Scheme::Sni2007, &[21, 88, 272, 615, 821]);
        levels(Scheme::Ssyk2012, &[10, 46, 147, 400]);
        levels(Scheme::Sun2020Field, &[10, 26, 118, 377]);
        levels(Scheme::Sun2020Level, &[7, 14, 50]);
        levels(Scheme::Isco08, &[10, 0, 0, 436]);
        levels(Scheme::EsfProgramme, &[3, 12, 8]);
    }

    #[test]
    fn codes_are_unique_and_parents_exist() {
        for scheme in Scheme::ALL {
            let mut codes = HashSet::new();
            for concept in &list(*scheme).concepts {
                assert!(codes.insert(concept.code), "{scheme} {} twice", concept.code);
                assert!(!concept.code.is_empty() && !concept.label_sv.is_empty() && concept.level > 0, "{concept:?}");
                assert_eq!(concept.broader().is_some(), concept.parent.is_some(), "{concept:?}");
                assert_eq!(lookup(*scheme, concept.code), Some(concept));
                if let Some(successor) = concept.replaced_by {
                    assert!(require("code", *scheme, successor).is_ok(), "{concept:?}");
                }
            }
            assert!(all(*scheme).iter().all(Concept::is_in_use), "{scheme}");
        }
    }

    #[test]
    fn english_labels_all_find_their_concept() {
        for row in crate::table::rows(crate::load::LABELS_EN) {
            let scheme = Scheme::parse(row[0]).expect(row[0]);
            assert_eq!(lookup(scheme, row[1]).expect(row[1]).label(Lang::En), row[2]);
        }
    }

    #[test]
    fn labels_fall_back_on_swedish() {
        let section = lookup(Scheme::Sni2007, "C").expect("C");
        assert_eq!((section.label(Lang::Sv), section.label(Lang::En)), ("Tillverkning", "Manufacturing"));
        let division = lookup(Scheme::Sni2007, "29").expect("29");
        assert_eq!(division.label(Lang::En), division.label_sv);
        // The same letter, two editions.
        assert_ne!(lookup(Scheme::Sni2025, "J").map(|c| c.label_sv), lookup(Scheme::Sni2007, "J").map(|c| c.label_sv));
    }

    #[test]
    fn a_code_must_be_in_use() {
        assert_eq!(require("place", Scheme::Municipality, "0331").expect("Heby").label_sv, "Heby");
        let ended = lookup(Scheme::Municipality, "1917").expect("Heby's former code");
        assert_eq!((ended.replaced_by, ended.parent), (Some("0331"), Some("19")));
        for code in ["1917", "9999", "", "14"] {
            let error = require("place", Scheme::Municipality, code).expect_err(code);
            assert_eq!(error.to_string(), "invalid place: CODE_IS_UNKNOWN");
        }
    }

    #[test]
    fn a_code_is_read_as_it_is_printed() {
        let read = |scheme, text| stored("code", scheme, Some(text)).ok().flatten();
        for text in ["62010", "62.010", " 62.010 ", "62\u{200b}010"] {
            assert_eq!(read(Scheme::Sni2007, text).as_deref(), Some("62010"), "{text:?}");
        }
        assert_eq!(read(Scheme::Sni2007, "j").as_deref(), Some("J"));
        assert_eq!(read(Scheme::Municipality, " 0180\u{a0}").as_deref(), Some("0180"));
        for (scheme, text) in
            [(Scheme::Sni2007, "62,010"), (Scheme::Municipality, "01.80"), (Scheme::Municipality, "0180\0")]
        {
            assert_eq!(read(scheme, text), None, "{text:?}");
        }
        assert_eq!(stored("code", Scheme::Sni2007, None).ok(), Some(None));
    }

    #[test]
    fn the_hierarchy_goes_up() {
        let codes = |concepts: Vec<&'static Concept>| concepts.iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(codes(ancestors(Scheme::Municipality, "1480")), ["14", "SE232", "SE23", "SE2"]);
        assert_eq!(codes(ancestors(Scheme::Sni2007, "29102")), ["2910", "291", "29", "C"]);
        assert_eq!(codes(ancestors(Scheme::EsfProgramme, "2014-2020:1.1")), ["2014-2020:1", "2014-2020"]);
        assert_eq!(codes(ancestors(Scheme::Sun2020Level, "336")), ["33", "3"]);
        assert!(ancestors(Scheme::Sni2007, "unknown").is_empty());
        let name = &all(Scheme::OccupationName)[0];
        assert_eq!(ancestors(Scheme::OccupationName, name.code)[0].scheme, Scheme::Ssyk2012);
    }

    #[test]
    fn the_hierarchy_goes_down() {
        assert_eq!(children(Scheme::County, "14").len(), 49);
        assert_eq!(children(Scheme::Nuts2, "SE23").iter().map(|c| c.code).collect::<Vec<_>>(), ["SE231", "SE232"]);
        // Two NUTS 3 areas, two counties, six and forty-nine municipalities.
        assert_eq!(descendants(Scheme::Nuts2, "SE23").len(), 2 + 2 + 6 + 49);
        assert!(children(Scheme::County, "19").iter().all(|c| c.code != "1917"));
        assert!(children(Scheme::Municipality, "1480").is_empty());
        let manufacturing = codes_within(Scheme::Sni2007, "C");
        assert!(manufacturing.contains(&"C") && manufacturing.contains(&"29102") && !manufacturing.contains(&"01"));
        assert_eq!(codes_within(Scheme::County, "14"), ["14"]);
        assert!(codes_within(Scheme::Sni2007, "unknown").is_empty());
    }

    #[test]
    fn official_manager_codes_are_accepted_beside_the_merged_ones() {
        for code in ["1290", "1291", "1292", "1230", "4430"] {
            assert!(require("occupation", Scheme::Ssyk2012, code).is_ok(), "{code}");
        }
        assert_eq!(codes_within(Scheme::Ssyk2012, "129"), ["129", "1290", "1291", "1292"]);
        // Merged codes give way to two official ones each: the official list has 429.
        let known = &list(Scheme::Ssyk2012).concepts;
        let merged: HashSet<_> = known.iter().filter_map(|c| c.parent).filter(|parent| parent.len() == 4).collect();
        assert_eq!(known.iter().filter(|c| c.level == 4 && !merged.contains(c.code)).count(), 429);
    }
}
