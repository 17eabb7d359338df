//! Short words for people, from the sentences that the schema has.

use kernel::{Label, Lang, command::Kind};
use web::commands::FieldKind;

/// Where a sentence goes on with what is help and not a name.
const BREAKS: [&str; 8] = [": ", "; ", ", t.ex. ", " t.ex. ", ", e.g. ", " e.g. ", ", `", ", som "];
/// After these a point ends no sentence.
const SHORT: [&str; 8] = ["t.ex", "bl.a", "m.fl", "s.k", "ca", "e.g", "i.e", "no"];

/// A field's name and the help beside it: *Diarienummer* of `Diarienummer, t.ex. …`.
pub(super) fn label(about: Label, lang: Lang) -> (String, Option<String>) {
    let sentence = about.get(lang);
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

pub(super) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A code by its label, with the code where people know it: the ids of the JobTech taxonomy tell nobody anything.
pub(super) fn coded(label: &str, code: &str) -> String {
    let parts: Vec<&str> = code.split('_').collect();
    let is_id = matches!(parts.as_slice(), [a, b, c] if (a.len(), b.len(), c.len()) == (4, 3, 3));
    if is_id { label.to_owned() } else { format!("{label} ({code})") }
}

/// An instant as the API writes it, by the Swedish clock: `2026-03-01 09:00`.
pub(super) fn moment(text: &str) -> String {
    let at = text.parse::<kernel::Timestamp>();
    at.map_or_else(|_| text.to_owned(), |at| web::swedish(at).format("%Y-%m-%d %H:%M").to_string())
}

/// A stored value as a form writes it: an instant by the Swedish clock, an amount with a comma.
pub(super) fn written(kind: &Kind, text: &str, lang: Lang) -> String {
    match kind {
        Kind::Instant => moment(text).replace(' ', "T"),
        Kind::Group(_) => {
            let point = if lang == Lang::Sv { "," } else { "." };
            text.strip_suffix(".00").unwrap_or(text).replace('.', point)
        }
        _ => text.to_owned(),
    }
}

/// Values of a field as a reader is told of them; nothing where there is nothing to tell.
pub(super) fn stored(kind: &FieldKind, values: &[String], lang: Lang) -> Option<String> {
    let yes = |text: &str| match (text, lang) {
        ("true", Lang::Sv) => "Ja".to_owned(),
        ("true", Lang::En) => "Yes".to_owned(),
        (_, Lang::Sv) => "Nej".to_owned(),
        (_, Lang::En) => "No".to_owned(),
    };
    let told = |value: &String| match kind {
        FieldKind::Choice(choices) | FieldKind::Search { found: choices, .. } => {
            let found = choices.iter().find(|choice| choice.value == *value);
            found.map_or_else(|| value.clone(), |choice| choice.label.clone())
        }
        FieldKind::YesNo => yes(value),
        FieldKind::Instant { .. } => value.replace('T', " "),
        _ => value.clone(),
    };
    let nothing = Label { sv: "ingenting", en: "nothing" };
    match kind {
        FieldKind::Hidden | FieldKind::Group(_) => None,
        _ if values.is_empty() => Some(nothing.get(lang).to_owned()),
        _ => Some(values.iter().map(told).collect::<Vec<_>>().join(", ")),
    }
}

/// Whether values are the same but for the line breaks that browsers send.
pub(super) fn are_same(stored: &[String], written: &[String]) -> bool {
    let plain = |text: &String| text.replace("\r\n", "\n");
    stored.iter().map(plain).eq(written.iter().map(plain))
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
            ("Diarienummer".to_owned(), Some("åååå/nnnnn; tomt tills det finns. Skrivs utan blanksteg.".to_owned()))
        );
    }

    #[test]
    fn an_abbreviation_ends_no_sentence_and_a_code_is_told_where_it_says_something() {
        assert_eq!(
            of("Ort, t.ex. Ale. Får vara tom."),
            ("Ort".to_owned(), Some("T.ex. Ale. Får vara tom.".to_owned()))
        );
        assert_eq!(of("Ord (t.ex. ett)."), ("Ord (t.ex. ett)".to_owned(), None));
        assert_eq!(coded("Svetsare", "oi6Q_heh_5mN"), "Svetsare");
        assert_eq!(coded("Tillverkning", "C"), "Tillverkning (C)");
        assert_eq!(moment("2022-01-23T08:00:00.000000Z"), "2022-01-23 09:00");
    }

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!(number("2026", Lang::Sv), "2026");
        assert_eq!(number("-1234567", Lang::Sv), "−1\u{a0}234\u{a0}567");
        assert_eq!(money("1200000.50", Lang::En), "SEK 1,200,000.50");
        assert_eq!(money("500.00", Lang::Sv), "500\u{a0}kr");
    }
}
