//! The words of texts, as full-text search keeps them and finds them: worked out here, so that both databases find the
//! same.
//!
//! A word is a run of letters and digits, as texts are compared: case and accents do not count, å, ä and ö are letters
//! of their own. Every other sign parts words and is no operator of any kind. Of what is searched for each word must be
//! there, in any order:
//!
//! - in an inflection with the same stem, by Snowball's algorithm for Swedish: *utbildning* finds *utbildningarna*, and
//!   the other way. That leaves the d and the t of a past tense and a supine, and an m that is doubled: of those the other forms are
//!   searched for, too, so that *höja* finds *höjdes*, and *program* *programmet*. A stem that changes otherwise, or has fewer than
//!   three letters, keeps words apart: *stad* does not find *städer*, nor *använda* *använt*;
//! - from four letters on also as the beginning of a longer word: *utbildning* finds *utbildningsanordnare*. Compounds
//!   whose first part changes are not found, *skola* in *skolledare*, nor those that end with the word, *utbildning* in
//!   *vuxenutbildning*.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use crate::text::folded;

/// Letters of a word that are looked at: words that are longer are told apart by these.
const LONGEST: usize = 64;
/// Fewest letters of a word that longer ones may begin with: more of those that begin with fewer have nothing to do
/// with it.
const BEGINNING: usize = 4;
/// Fewest letters that are left of a word without its article.
const WITHOUT_ARTICLE: usize = 3;

/// Fewest letters of a root that a past tense is made of.
const ROOT: usize = 3;
/// How a verb's infinitive, present and passive end, and a compared adjective: the past, the supine and the neuter of such a word end in
/// d or t.
const PRESENT: [&str; 9] = ["a", "er", "s", "är", "ör", "yr", "are", "ast", "aste"];
const VOWELS: [char; 9] = ['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'];

/// Words that bind others together: they are looked for only where no other is.
const BINDING: [&str; 17] =
    ["att", "av", "de", "den", "det", "en", "ett", "för", "från", "i", "med", "och", "om", "på", "som", "till", "är"];

/// A word that is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// Its stem, which is among what is kept of a text that holds it.
    pub stem: String,
    /// Stems that other inflections of it may have.
    pub others: Vec<String>,
    /// Its own letters, where a kept word that begins with them will do.
    pub beginning: Option<String>,
}

/// What is kept of texts: every word in them, its stem and that stem's, once each, with blanks between.
///
/// The stem of one inflection may be another inflection, with a shorter stem: *faktorer* gives *faktor*, which gives
/// *fakt*. With all of them kept, the stem of either finds both.
pub fn kept<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    let mut kept = BTreeSet::new();
    for word in texts.into_iter().flatten().flat_map(words) {
        let stem = stem(&word);
        kept.extend([self::stem(&stem), stem, word]);
    }
    Vec::from_iter(kept).join(" ")
}

/// The words that are searched for, once each; none where the text has only other signs.
pub fn sought(text: &str) -> Vec<Sought> {
    let words = BTreeSet::from_iter(words(text));
    let binds = |word: &String| BINDING.contains(&word.as_str());
    let all_bind = words.iter().all(binds);
    let telling = words.into_iter().filter(|word| all_bind || !binds(word));
    let one = |word: String| {
        let stem = stem(&word);
        let others = others(&word, &stem);
        Sought { stem, others, beginning: (word.chars().count() >= BEGINNING).then_some(word) }
    };
    telling.map(one).collect()
}

/// What other inflections of a word may have for a stem. Where the word is none of a verb's they are mostly no words at all; some
/// are another word's, as *rest* is *resa*'s.
fn others(word: &str, stem: &str) -> Vec<String> {
    let rest = word.strip_prefix(stem).unwrap_or_default();
    let is_past = matches!(rest, "e" | "es") || (stem.ends_with('t') && matches!(rest, "" | "s"));
    let past = stem.strip_suffix(['d', 't']).filter(|_| is_past);
    let present = Some(stem).filter(|_| PRESENT.iter().any(|ending| word.ends_with(*ending)));
    let is_root = |root: &&str| root.chars().count() >= ROOT && !root.ends_with(VOWELS);
    let mut all = BTreeSet::new();
    for root in [past, present].into_iter().flatten().filter(is_root) {
        for root in [Some(root.to_owned()), twin(root)].into_iter().flatten() {
            all.extend([format!("{root}d"), format!("{root}t"), root]);
        }
    }
    all.extend(twin(stem));
    all.extend(word.strip_suffix("ats").map(|root| self::stem(&format!("{root}at"))));
    all.remove(stem);
    all.into_iter().collect()
}

/// The stem with an m more or less: *bestämma* makes *bestämde*.
fn twin(stem: &str) -> Option<String> {
    match (stem.strip_suffix("mm"), stem.ends_with('m')) {
        (Some(rest), _) => Some(format!("{rest}m")),
        (None, true) if stem.chars().count() >= ROOT => Some(format!("{stem}m")),
        _ => None,
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let runs = folded.split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)));
    runs.filter(|run| !run.is_empty()).map(|run| run.chars().take(LONGEST).collect()).collect()
}

/// A word without its ending, by Snowball's algorithm for Swedish. That leaves the articles of *skolan* and *mötet*,
/// which go too where nothing else did but an s.
fn stem(word: &str) -> String {
    let cut = Stemmer::create(Algorithm::Swedish).stem(word);
    let is_whole = cut == word || word.strip_suffix('s') == Some(&*cut);
    let bare = ["an", "et"].into_iter().find_map(|article| cut.strip_suffix(article));
    match bare.filter(|bare| is_whole && bare.chars().count() >= WITHOUT_ARTICLE) {
        Some(bare) => bare.to_owned(),
        None => cut.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a search finds a text, by what is kept of it.
    fn finds(search: &str, text: &str) -> bool {
        let kept = kept([Some(text)]);
        let is_kept = |word: &Sought| {
            let begins = |kept: &str| word.beginning.as_ref().is_some_and(|beginning| kept.starts_with(&**beginning));
            let is_stem = |kept: &str| kept == word.stem || word.others.iter().any(|other| other == kept);
            kept.split(' ').any(|kept| is_stem(kept) || begins(kept))
        };
        let sought = sought(search);
        !sought.is_empty() && sought.iter().all(is_kept)
    }

    #[test]
    fn inflections_find_one_another() {
        for forms in [
            &["utbildning", "utbildningar", "utbildningarna", "utbildningens"][..],
            &["kvinna", "kvinnor", "kvinnan", "kvinnorna", "kvinnans"],
            &["framgångsfaktor", "framgångsfaktorer", "framgångsfaktorerna"],
            &["lärdom", "lärdomar", "lärdomen", "lärdomarna"],
            &["skola", "skolan", "skolor", "skolorna", "skolans"],
            &["möte", "mötet", "möten", "mötets"],
            &["samarbete", "samarbetet", "samarbeten", "samarbetar", "samarbetade"],
            &["råd", "rådet", "råden", "rådens"],
            &["kurs", "kursen", "kurser", "kurserna"],
            &["kompetens", "kompetensen", "kompetenser"],
            &["samverkan", "samverka", "samverkar", "samverkans"],
            &["Kafé", "kafe", "KAFÉER"],
            &["stor", "stort", "stora"],
            &["gemensam", "gemensamt", "gemensamma"],
            &["snabb", "snabbt", "snabba", "snabbare", "snabbast"],
            &["program", "programmet", "programmen", "programs"],
            &["rum", "rummet", "rummen"],
            &["höja", "höjer", "höjas", "höjs", "höjde", "höjdes", "höjt", "höjts"],
            &["läsa", "läser", "läsas", "läses", "läste", "lästes", "läst", "lästs"],
            &["köpa", "köper", "köpas", "köps", "köpte", "köptes", "köpt", "köpts"],
            &["bygga", "bygger", "byggs", "byggde", "byggdes", "byggt", "byggts"],
            &["bestämma", "bestämmer", "bestäms", "bestämde", "bestämdes", "bestämt", "bestämts"],
            &["stärka", "stärker", "stärks", "stärkte", "stärktes", "stärkt", "stärkts"],
            &["genomföra", "genomför", "genomförs", "genomförde", "genomfördes", "genomfört", "genomförts"],
            &["lära", "lär", "lärs", "lärde", "lärdes", "lärt", "lärts"],
            &[
                "utveckla",
                "utvecklar",
                "utvecklas",
                "utvecklade",
                "utvecklades",
                "utvecklat",
                "utvecklats",
                "utvecklad",
            ],
        ] {
            for one in forms {
                for other in forms {
                    assert!(finds(one, other), "{one} finds {other}");
                }
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        for (search, text) in [
            ("mal", "mål"),
            ("mal", "mäl"),
            ("stad", "städer"),
            ("insats", "institution"),
            ("man", "mandat"),
            ("utbildning", "bildning"),
            ("plan", "pl"),
            ("använda", "använt"),
            ("gå", "gick"),
            ("bild", "bil"),
            ("bilder", "bil"),
            ("bilda", "bil"),
            ("bildade", "bil"),
            ("kunder", "kunna"),
            ("vår", "vård"),
            ("bil", "bild"),
            ("denna", "den"),
        ] {
            assert!(!finds(search, text), "{search} finds {text}");
        }
    }

    #[test]
    fn a_word_finds_what_begins_with_it() {
        assert!(finds("utbildning", "Utbildningsanordnare i länet"));
        assert!(finds("utbildn", "utbildningarna"));
        assert!(finds("företag", "företagsledare"));
        assert!(!finds("utbildning", "vuxenutbildning"));
        assert!(!finds("skola", "skolledare"));
        assert!(!finds("utb", "utbildning"));
    }

    #[test]
    fn every_word_must_be_there_in_any_order() {
        let text = "Arbetsplatsträffen är ett forum: där delas det som lärts, och då lär sig fler.";
        for search in ["forum arbetsplatsträffar", "FORUM, delas!", "forumet med lärande för fler", "och"] {
            assert!(finds(search, text), "{search}");
        }
        for search in ["forum verkstad", "med", "med för"] {
            assert!(!finds(search, text), "{search}");
        }
    }

    #[test]
    fn signs_part_words_and_mean_nothing() {
        assert_eq!(sought(" \t\n"), []);
        assert_eq!(sought("!!! -- * \" ' & | : ( ) % _ \\ \u{200b}\0"), []);
        for sign in
            ["*", "\"", "'", "&", "|", "!", ":*", "<->", "(", ")", "^", "-", "+", "%", "_", "\\", ";", "\0", "\n"]
        {
            let text = format!("{sign}skola{sign}arbete{sign}");
            assert_eq!(sought(&text), sought("skola arbete"), "{sign:?}");
            assert_eq!(kept([Some(&*text)]), kept([Some("skola arbete")]), "{sign:?}");
        }
        for word in ["AND", "OR", "NOT", "NEAR"] {
            assert_eq!(sought(word).len(), 1, "{word}");
            assert!(finds(word, &word.to_lowercase()) && !finds(word, "skola"), "{word}");
        }
    }

    #[test]
    fn a_text_is_kept_in_its_one_form() {
        assert_eq!(kept([Some("Ångström")]), kept([Some("A\u{30a}ngstro\u{308}m")]));
        assert_eq!(kept([Some("sko\u{ad}la\u{200b}n")]), kept([Some("Skolan")]));
        assert_eq!(kept([Some("a b"), None, Some("b c")]), "a b c");
        assert_eq!(kept([None]), "");
        assert_eq!(kept([Some("faktorer")]), "fakt faktor faktorer");
    }

    #[test]
    fn long_words_are_kept_short() {
        let long = "å".repeat(5000);
        assert!(kept([Some(&*long)]).split(' ').all(|word| word.chars().count() <= LONGEST));
        assert!(finds(&long, &long));
    }
}
