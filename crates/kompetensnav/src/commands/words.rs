//! Short words for people, from the sentences that the schema has.

use kernel::{Label, Lang};
use serde_json::Value;

/// Where a sentence goes on with what is help and not a name.
const BREAKS: [&str; 6] = [": ", "; ", ", t.ex.", ", e.g.", ", `", ", som "];

/// A field's name and the help beside it: *Diarienummer* of `Diarienummer, t.ex. …`.
pub(super) fn label(about: Label, lang: Lang) -> (String, Option<String>) {
    let sentence = about.get(lang);
    let (first, more) = sentence.split_once(". ").map_or((sentence, ""), |(first, more)| (first, more));
    let at = BREAKS.iter().filter_map(|mark| first.find(mark)).min();
    let (name, rest) = at.map_or((first, ""), |at| first.split_at(at));
    let rest = rest.trim_start_matches([':', ';', ',', ' ']);
    let help = [rest.trim_end_matches('.'), more].map(|part| part.replace(['`', '*'], ""));
    let help = help.iter().filter(|part| !part.is_empty()).map(|part| upper_first(part));
    let help = help.collect::<Vec<_>>().join(". ");
    let help = if help.is_empty() || help.ends_with('.') { help } else { format!("{help}.") };
    (name.trim_end_matches('.').to_owned(), (!help.is_empty()).then_some(help))
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a selection's values say, one after the other.
pub(super) fn title(value: &Value) -> String {
    let mut parts = Vec::new();
    collect(value, &mut parts);
    parts.join(" · ")
}

fn collect(value: &Value, parts: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| *name != "id" && *name != "__typename")
                .for_each(|(_, value)| collect(value, parts));
        }
        Value::String(text) => parts.push(text.clone()),
        Value::Number(number) => parts.push(number.to_string()),
        _ => {}
    }
}

/// A number with its thousands apart.
pub(super) fn number(text: &str, lang: Lang) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("−", digits));
    let apart = if lang == Lang::Sv { '\u{a0}' } else { ',' };
    let mut told = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        // A number of four digits is written in one, as a year is.
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            told.push(apart);
        }
        told.push(digit);
    }
    told
}

/// An amount as the API writes it, `1200000.50`.
pub(super) fn money(amount: &str, lang: Lang) -> String {
    let (kronor, decimals) = amount.split_once('.').unwrap_or((amount, "00"));
    let kronor = number(kronor, lang);
    match (decimals, lang) {
        ("00", Lang::Sv) => format!("{kronor}\u{a0}kr"),
        ("00", Lang::En) => format!("SEK {kronor}"),
        (_, Lang::Sv) => format!("{kronor},{decimals}\u{a0}kr"),
        (_, Lang::En) => format!("SEK {kronor}.{decimals}"),
    }
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
            ("Diarienummer".to_owned(), Some("Åååå/nnnnn; tomt tills det finns. Skrivs utan blanksteg.".to_owned()))
        );
    }

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!(number("2026", Lang::Sv), "2026");
        assert_eq!(number("-1234567", Lang::Sv), "−1\u{a0}234\u{a0}567");
        assert_eq!(money("1200000.50", Lang::En), "SEK 1,200,000.50");
        assert_eq!(money("500.00", Lang::Sv), "500\u{a0}kr");
    }
}
