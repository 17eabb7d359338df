//! Finding concepts by what people type.

use kernel::{
    text::sort_key,
    words::{Sought, sought},
};

use crate::{concept::Concept, list::list, scheme::Scheme};

/// How well a concept answers; the earlier the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// The whole label or the whole code.
    Whole,
    /// The label begins with the text.
    Start,
    /// A word of the label begins with it.
    Word,
    /// The code begins with it.
    Code,
    /// Each word typed begins some word of the label.
    EachWord,
    /// Each word typed is another inflection of some word of the label, or the beginning of one.
    Inflected,
    /// The text stands somewhere in the label.
    Inside,
    /// Each word typed is another inflection of how some word of the label ends.
    InflectedInside,
}

/// Fewest letters of a stem that a compound may end with: more of those that end with fewer have nothing to do with it.
const ENDING: usize = 5;

/// At most `limit` concepts of `schemes` that answer to `text`: by label in Swedish or English, case and accents
/// ignored (`å`, `ä`, `ö` are letters of their own), or by the beginning of the code; in Swedish also by other inflections,
/// as [`kernel::words`] has them, and compounds that end with one: *sjuksköterska* finds *ambulanssjuksköterskor*. Best
/// first; among equals in the order of `schemes`, broader before narrower, then in Swedish order. Codes out of use are left
/// out.
pub fn search(schemes: &[Scheme], text: &str, limit: usize) -> Vec<&'static Concept> {
    let wanted = sort_key(text.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let words = sought(text);
    let mut found = Vec::new();
    for (order, scheme) in schemes.iter().enumerate() {
        let list = list(*scheme);
        let labels = list.keys().iter().zip(list.words());
        for (concept, (key, kept)) in list.concepts.iter().zip(labels).filter(|(concept, _)| concept.is_in_use()) {
            let literal = in_label(key, &wanted).into_iter().chain(in_code(concept, &wanted)).min();
            // Only what does not answer better as it was typed is looked at word for word.
            let quality = match literal {
                Some(Match::Inside) | None => literal.into_iter().chain(in_words(kept, &words)).min(),
                better => better,
            };
            if let Some(quality) = quality {
                let sorted_by = if quality == Match::Code { concept.code } else { key };
                found.push((quality, order, concept.level, sorted_by, concept));
            }
        }
    }
    found.sort_by_key(|(quality, order, level, by, concept)| (*quality, *order, *level, *by, concept.code));
    found.into_iter().take(limit).map(|(.., concept)| concept).collect()
}

fn in_label(key: &str, wanted: &str) -> Option<Match> {
    let places = key.match_indices(wanted).map(|(at, _)| {
        let starts_label = at == 0 || key[..at].ends_with('\n');
        let rest = &key[at + wanted.len()..];
        match (starts_label, rest.is_empty() || rest.starts_with('\n')) {
            (true, true) => Match::Whole,
            (true, false) => Match::Start,
            (false, _) if !key[..at].ends_with(is_letter) => Match::Word,
            (false, _) => Match::Inside,
        }
    });
    places.min().or_else(|| each_word(key, wanted).then_some(Match::EachWord))
}

fn each_word(key: &str, wanted: &str) -> bool {
    let mut words = wanted.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| key.split(|c| !is_letter(c)).any(|own| own.starts_with(word)))
}

/// How the words of a Swedish label, as `kernel::words` keeps them, answer to these.
fn in_words(kept: &str, words: &[Sought]) -> Option<Match> {
    let each = |answers: &dyn Fn(&str, &Sought) -> bool| {
        !words.is_empty() && words.iter().all(|word| kept.split(' ').any(|own| answers(own, word)))
    };
    let whole = |own: &str, word: &Sought| {
        let begins = word.beginning.as_ref().is_some_and(|beginning| own.starts_with(beginning.as_str()));
        begins || own == word.stem || word.others.iter().any(|other| other == own)
    };
    let ends = |own: &str, word: &Sought| {
        whole(own, word) || (word.stem.chars().count() >= ENDING && own.ends_with(word.stem.as_str()))
    };
    if each(&whole) {
        return Some(Match::Inflected);
    }
    each(&ends).then_some(Match::InflectedInside)
}

/// A concept id says nothing to people, so it answers only when whole; a code with a period also answers to what
/// follows the period, and an industry code to its dotted form.
fn in_code(concept: &Concept, wanted: &str) -> Option<Match> {
    let without_dots;
    let wanted = match concept.scheme {
        Scheme::OccupationName | Scheme::Skill => {
            // `sort_key` drops the id's underscores.
            let id = concept.code.bytes().filter(|b| *b != b'_').map(|b| b.to_ascii_lowercase());
            return id.eq(wanted.bytes()).then_some(Match::Whole);
        }
        Scheme::Sni2007 | Scheme::Sni2025 => {
            without_dots = wanted.replace('.', "");
            without_dots.as_str()
        }
        _ => wanted,
    };
    let begins = |code: &str| code.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
    let after_period = concept.code.split_once(':').is_some_and(|(_, rest)| begins(rest));
    if wanted.is_empty() || !(begins(concept.code) || after_period) {
        return None;
    }
    Some(if concept.code.len() == wanted.len() { Match::Whole } else { Match::Code })
}

/// In a folded key the last Swedish letters are `{`, `|` and `}`.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '{' | '|' | '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(schemes: &[Scheme], text: &str) -> Vec<&'static str> {
        search(schemes, text, 10).iter().map(|concept| concept.label_sv).collect()
    }

    #[test]
    fn swedish_letters_are_letters_of_their_own() {
        assert_eq!(labels(&[Scheme::Municipality], "ÖR")[..2], ["Örebro", "Örkelljunga"]);
        assert_eq!(labels(&[Scheme::Municipality], "åm"), ["Åmål"]);
        assert!(labels(&[Scheme::Municipality], "amal").is_empty());
        assert_eq!(labels(&[Scheme::Municipality], "göteborg"), ["Göteborg"]);
        assert_eq!(labels(&[Scheme::Municipality], "Gothenburg"), ["Göteborg"]);
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        let found = labels(&[Scheme::OccupationName, Scheme::Ssyk2012], "KAFÉ");
        assert!(found.iter().any(|label| label.starts_with("Kafé")), "{found:?}");
        assert_eq!(found, labels(&[Scheme::OccupationName, Scheme::Ssyk2012], "kafe"));
    }

    #[test]
    fn words_come_before_insides() {
        let found = search(&[Scheme::OccupationName], "svetsare", 50);
        let first_inside = found.iter().position(|c| {
            !c.label_sv.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with("svetsare"))
        });
        let last_word = found.iter().rposition(|c| {
            c.label_sv.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with("svetsare"))
        });
        assert!(first_inside > last_word && last_word.is_some(), "{first_inside:?} {last_word:?}");
        assert!(found[0].label_sv.starts_with("Svetsare"));
    }

    #[test]
    fn codes_answer_to_their_beginning() {
        let codes = |schemes: &[Scheme], text| search(schemes, text, 3).iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(codes(&[Scheme::Sni2007], "29.1"), ["291", "2910", "29101"]);
        assert_eq!(codes(&[Scheme::Sni2007], "29"), ["29", "291", "292"]);
        assert_eq!(codes(&[Scheme::EsfInterventionField], "117"), ["2014-2020:117"]);
        assert_eq!(codes(&[Scheme::Country], "SE")[0], "SE");
        assert_eq!(codes(&[Scheme::Ssyk2012], "1291"), ["1291"]);
        assert!(codes(&[Scheme::Municipality], "1917").is_empty());
        let skill = &crate::all(Scheme::Skill)[0];
        assert_eq!(codes(&[Scheme::Skill], skill.code), [skill.code]);
        assert!(codes(&[Scheme::Skill], &skill.code[..6]).is_empty());
    }

    #[test]
    fn several_words_may_stand_in_any_order() {
        assert_eq!(labels(&[Scheme::County], "län götal"), ["Västra Götalands län"]);
    }

    #[test]
    fn another_inflection_is_found_after_what_was_typed() {
        for (typed, label) in [
            ("sjuksköterska", "Grundutbildade sjuksköterskor"),
            ("sjuksköterskan", "Ambulanssjuksköterskor m.fl."),
            ("SJUKSKÖTERSKA grundutbildad", "Grundutbildade sjuksköterskor"),
            ("undersköterska", "Undersköterskor"),
            ("lärare", "Grundskollärare"),
            ("elektriker", "elektriker"),
            ("svetsare", "Svetsare"),
        ] {
            let found = search(&[Scheme::Ssyk2012], typed, 100);
            let is_such = |concept: &&Concept| concept.label_sv.to_lowercase().contains(&label.to_lowercase());
            assert!(found.iter().any(is_such), "{typed}: {:?}", labels(&[Scheme::Ssyk2012], typed));
        }
        // What is typed stands in the labels that come first.
        let found = labels(&[Scheme::Ssyk2012], "sjuksköterskor");
        assert_eq!(found[..2], ["Sjuksköterskor", "Sjuksköterskor (fortsättning)"]);
        assert_eq!(labels(&[Scheme::Ssyk2012], "sjuksköterska")[..2], found[..2]);
    }

    #[test]
    fn nothing_asked_nothing_found() {
        for text in ["", "  ", "%", "_", "finns inte"] {
            assert!(search(Scheme::ALL, text, 10).is_empty(), "{text}");
        }
        assert!(search(&[], "göteborg", 10).is_empty());
        assert_eq!(search(&[Scheme::Skill], "a", 7).len(), 7);
    }
}
