//! Cells as a person reads them: Swedish digits (no-break space between thousands, decimal comma), or English.

use kernel::Lang;
use rust_decimal::Decimal;

use crate::table::{Cell, FieldKind};

/// What stands for a hidden count.
pub const HIDDEN: &str = "..";
/// What stands for nothing.
pub const NOTHING: &str = "–";
const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// A whole number: `12 345`, `−7`.
pub fn integer(value: i64, lang: Lang) -> String {
    grouped(&value.to_string(), lang)
}

/// A decimal number with the decimals it has: `12 345,50`.
pub fn decimal(value: Decimal, lang: Lang) -> String {
    grouped(&value.to_string(), lang)
}

/// A share as per cent: `12,3 %` of `0.1230`, `−25 %` of `-0.2500`. Every page writes it so: with the decimals that it needs.
pub fn percent(share: Decimal, lang: Lang) -> String {
    per_cent(&(share * Decimal::ONE_HUNDRED).normalize().to_string(), lang)
}

/// Whole per cent, as [`percent`]: `12 %` of 12.
pub fn whole_percent(number: i64, lang: Lang) -> String {
    per_cent(&number.to_string(), lang)
}

fn per_cent(digits: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("{}{NO_BREAK}%", grouped(digits, lang)),
        Lang::En => format!("{}%", grouped(digits, lang)),
    }
}

/// A cell on a page. What is hidden is `..`, what is absent `–`.
pub fn cell(cell: &Cell, kind: FieldKind, lang: Lang) -> String {
    match (cell, lang) {
        (Cell::Text(text), _) => text.clone().into_owned(),
        (Cell::Integer(value), _) if kind == FieldKind::Year => value.to_string(),
        (Cell::Integer(value), _) => integer(*value, lang),
        (Cell::Decimal(value), _) if matches!(kind, FieldKind::Percent(_)) => percent(*value, lang),
        (Cell::Decimal(value), _) => decimal(*value, lang),
        (Cell::Date(day), _) => day.format("%Y-%m-%d").to_string(),
        (Cell::DateTime(instant), _) => instant.format("%Y-%m-%d %H:%M UTC").to_string(),
        (Cell::Boolean(true), Lang::Sv) => "Ja".to_owned(),
        (Cell::Boolean(false), Lang::Sv) => "Nej".to_owned(),
        (Cell::Boolean(true), Lang::En) => "Yes".to_owned(),
        (Cell::Boolean(false), Lang::En) => "No".to_owned(),
        (Cell::Hidden(_), _) => HIDDEN.to_owned(),
        (Cell::Null, _) => NOTHING.to_owned(),
    }
}

/// A count's status in words, for the note under a table; the status itself where there are none.
pub fn status(status: &str, lang: Lang) -> String {
    let (sv, en) = match status {
        "EXACT" => ("exakt", "exact"),
        "PERTURBED" => ("störd, med slumpmässig avvikelse", "perturbed, with random noise"),
        "APPROXIMATE" => ("ungefärlig, som den är angiven", "approximate, as it is stated"),
        "ROUNDED" => ("avrundad", "rounded"),
        "SUPPRESSED_PRIMARY" => ("visas inte, för få", "not shown, too few"),
        "SUPPRESSED_SECONDARY" => ("visas inte, skyddar en annan uppgift", "not shown, protects another figure"),
        "WITHHELD" => ("visas inte", "not shown"),
        other => (other, other),
    };
    if lang == Lang::Sv { sv.to_owned() } else { en.to_owned() }
}

fn grouped(digits: &str, lang: Lang) -> String {
    let (separator, point) = match lang {
        Lang::Sv => (NO_BREAK, ','),
        Lang::En => (',', '.'),
    };
    let (negative, digits) = digits.strip_prefix('-').map_or((false, digits), |digits| (true, digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 2);
    if negative && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_as_the_language_writes_them() {
        let sv = |value| integer(value, Lang::Sv);
        assert_eq!(sv(0), "0");
        assert_eq!(sv(999), "999");
        assert_eq!(sv(1000), "1\u{a0}000");
        assert_eq!(sv(-1_234_567), "\u{2212}1\u{a0}234\u{a0}567");
        assert_eq!(integer(1_234_567, Lang::En), "1,234,567");
        assert_eq!(decimal(Decimal::new(1_234_550, 2), Lang::Sv), "12\u{a0}345,50");
        assert_eq!(decimal(Decimal::new(1_234_550, 2), Lang::En), "12,345.50");
        assert_eq!(percent(Decimal::new(1234, 4), Lang::Sv), "12,34\u{a0}%");
        assert_eq!(percent(Decimal::new(5, 1), Lang::En), "50%");
    }

    #[test]
    fn a_percentage_has_the_decimals_that_it_needs() {
        let sv = |parts| percent(Decimal::new(parts, 4), Lang::Sv);
        assert_eq!(["\u{2212}25\u{a0}%", "12,3\u{a0}%", "100\u{a0}%", "0\u{a0}%"], [-2_500, 1_230, 10_000, 0].map(sv));
        assert_eq!(whole_percent(-25, Lang::Sv), sv(-2_500));
        assert_eq!(whole_percent(0, Lang::En), "0%");
    }

    #[test]
    fn a_year_has_no_mark_between_thousands() {
        for lang in [Lang::Sv, Lang::En] {
            assert_eq!(cell(&Cell::Integer(2018), FieldKind::Year, lang), "2018");
            assert_ne!(cell(&Cell::Integer(2018), FieldKind::Integer, lang), "2018");
        }
    }

    #[test]
    fn hidden_is_two_points_and_never_zero() {
        let hidden = Cell::Hidden("SUPPRESSED_PRIMARY".to_owned());
        assert_eq!(cell(&hidden, FieldKind::Count, Lang::Sv), "..");
        assert_eq!(cell(&Cell::Null, FieldKind::Count, Lang::Sv), "–");
        assert_eq!(cell(&Cell::Integer(0), FieldKind::Count, Lang::Sv), "0");
    }
}
