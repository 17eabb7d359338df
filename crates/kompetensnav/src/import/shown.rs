//! What may be shown of a cell: never what could be a personal number.

use chrono::NaiveDate;
use kernel::PersonalIdentity;

/// Longest text shown.
const MAX_SHOWN: usize = 200;

/// `text`, unless it holds something that looks like a personal number.
pub fn shown(text: &str, today: NaiveDate) -> String {
    if looks_personal(text) || PersonalIdentity::parse_or_interim(text, today).is_ok() {
        return "(personnummer)".to_owned();
    }
    text.chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect()
}

/// A header or the name of one, as a message may repeat it: a file without a header has data in its place.
pub fn named(header: &str) -> String {
    if header.chars().filter(char::is_ascii_digit).count() >= 6 {
        return "(…)".to_owned();
    }
    header.chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect()
}

/// Whether a run of ten or twelve digits in it begins with a day of a calendar, right or wrong check digit: the third
/// and fourth digits of an organisation number are never a month.
fn looks_personal(text: &str) -> bool {
    let digit_or_mark = |c: char| c.is_ascii_digit() || c == '-' || c == '+' || c == ' ';
    text.split(|c| !digit_or_mark(c)).any(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        match digits.len() {
            10 => is_day(&digits[2..6]),
            12 => is_day(&digits[4..8]),
            _ => false,
        }
    })
}

fn is_day(digits: &str) -> bool {
    let part = |range| str::parse::<u32>(&digits[range]).unwrap_or(0);
    // A coordination number's day is 60 more, and may be 60 itself; its month may be 0.
    part(0..2) <= 12 && matches!(part(2..4), 1..=31 | 60..=91)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");

    #[test]
    fn what_could_be_a_persons_number_is_not_shown() {
        for text in [
            "19090527-1474",
            "090527-1474",
            "0905271474",
            "190905271475",
            "anst 19090527 1474",
            "090587-1474",
            "19800229-Tf29",
            "A/190905271474/b",
        ] {
            assert_eq!(shown(text, TODAY), "(personnummer)", "{text}");
        }
    }

    #[test]
    fn other_keys_are_shown() {
        for text in ["556016-0680", "202100-5489", "165560160680", "B-17", "2026-001", "need_01k9zq8v"] {
            assert_eq!(shown(text, TODAY), text);
        }
        assert_eq!(shown("a\nb", TODAY), "ab");
    }
}
