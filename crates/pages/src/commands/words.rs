//! Short words for people.

pub(super) use graph::{label, upper_first};
use kernel::{Label, Lang, command::Kind};
use web::commands::FieldKind;

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
    let told = |value: &String| match kind {
        FieldKind::Choice(choices) | FieldKind::Search { found: choices, .. } => {
            let found = choices.iter().find(|choice| choice.value == *value);
            found.map_or_else(|| value.clone(), |choice| choice.label.clone())
        }
        FieldKind::YesNo => yes_no(value == "true", lang).to_owned(),
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

/// An answer to what is yes or no.
pub(super) const fn yes_no(yes: bool, lang: Lang) -> &'static str {
    match (yes, lang) {
        (true, Lang::Sv) => "Ja",
        (true, Lang::En) => "Yes",
        (false, Lang::Sv) => "Nej",
        (false, Lang::En) => "No",
    }
}

/// A share of one in whole per cent: `12 %`. What is nearly the whole is not the whole.
pub(super) fn percent(share: f64, lang: Lang) -> String {
    let exact = share * 100.0;
    let whole = if exact < 100.0 { exact.round_ties_even().min(99.0) } else { exact.floor() };
    questions::numbers::whole_percent(whole as i64, lang)
}

/// A number with its decimals, as many as it has.
pub(super) fn decimal(value: f64, lang: Lang) -> String {
    let text = value.to_string();
    let point = if lang == Lang::Sv { ',' } else { '.' };
    match text.split_once('.') {
        Some((whole, decimals)) => format!("{}{point}{decimals}", number(whole, lang)),
        None => number(&text, lang),
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

    #[test]
    fn a_code_is_told_where_it_says_something() {
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
        assert_eq!((percent(-0.25, Lang::Sv), percent(-0.004, Lang::En)), ("−25\u{a0}%".to_owned(), "0%".to_owned()));
        assert_eq!(
            ["0.994", "0.995", "1", "1.259"].map(|share| percent(share.parse().expect("a share"), Lang::En)),
            ["99%", "99%", "100%", "125%"]
        );
        assert_eq!((decimal(3.5, Lang::Sv), decimal(4.0, Lang::En)), ("3,5".to_owned(), "4".to_owned()));
        assert_eq!((percent(0.5, Lang::Sv), percent(0.125, Lang::En)), ("50\u{a0}%".to_owned(), "12%".to_owned()));
    }
}
