//! What a field is called: the beginning of the sentence that tells what it is.

use kernel::{Label, Lang};

/// Where a sentence goes on with what is help and not a name.
const BREAKS: [&str; 8] = [": ", "; ", ", t.ex. ", " t.ex. ", ", e.g. ", " e.g. ", ", `", ", som "];
/// After these a point ends no sentence.
const SHORT: [&str; 8] = ["t.ex", "bl.a", "m.fl", "s.k", "ca", "e.g", "i.e", "no"];

/// A field's name and the help beside it: *Diarienummer* of `Diarienummer, t.ex. …`.
pub fn label(about: Label, lang: Lang) -> (String, Option<String>) {
    parts(about.get(lang))
}

/// As [`label`], of one sentence.
pub fn parts(sentence: &str) -> (String, Option<String>) {
    let (first, more) = first_sentence(sentence);
    let at = BREAKS.iter().filter_map(|mark| first.find(mark)).min();
    let (name, rest) = at.map_or((first, ""), |at| first.split_at(at));
    let rest = rest.trim_start_matches([':', ';', ',', ' ']);
    let help = [rest.trim_end_matches('.'), more].into_iter().filter(|part| !part.is_empty()).map(plain);
    let help = help.collect::<Vec<_>>().join(". ");
    let help = if help.is_empty() || help.ends_with(['.', '?']) { help } else { format!("{help}.") };
    (name.trim_end_matches('.').replace(['`', '*'], ""), (!help.is_empty()).then_some(help))
}

fn first_sentence(text: &str) -> (&str, &str) {
    let ends = |at: &usize| {
        let word = text[..*at].rsplit([' ', '(']).next().unwrap_or_default();
        !SHORT.contains(&word.to_lowercase().as_str())
    };
    let end = text.match_indices(". ").map(|(at, _)| at).find(ends);
    end.map_or((text, ""), |at| (&text[..at], &text[at + 2..]))
}

/// Without the marks of code; a sentence begins with a capital, unless it begins with a pattern.
fn plain(part: &str) -> String {
    let text = part.replace(['`', '*'], "");
    if part.starts_with('`') { text } else { upper_first(&text) }
}

/// With a capital.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sv: &'static str) -> (String, Option<String>) {
        label(Label { sv, en: sv }, Lang::Sv)
    }

    #[test]
    fn a_field_is_called_by_the_beginning_of_its_sentence() {
        assert_eq!(of("Rubrik."), ("Rubrik".to_owned(), None));
        assert_eq!(
            of("Organisation som har behovet; tomt när hela branschen har det."),
            ("Organisation som har behovet".to_owned(), Some("Tomt när hela branschen har det.".to_owned()))
        );
        assert_eq!(
            of("Diarienummer, `åååå/nnnnn`; tomt tills det finns. Skrivs utan blanksteg."),
            ("Diarienummer".to_owned(), Some("åååå/nnnnn; tomt tills det finns. Skrivs utan blanksteg.".to_owned()))
        );
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        assert_eq!(
            of("Ort, t.ex. Ale. Får vara tom."),
            ("Ort".to_owned(), Some("T.ex. Ale. Får vara tom.".to_owned()))
        );
        assert_eq!(of("Ord (t.ex. ett)."), ("Ord (t.ex. ett)".to_owned(), None));
    }
}
