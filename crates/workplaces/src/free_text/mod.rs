//! Fri text om grupper: what is written of a group names nobody, so a text that holds a personal identity number is refused.

use chrono::NaiveDate;
use kernel::{
    PersonalIdentity, Result, Rule,
    command::{Bound, Kind},
    error::{bounded_line, bounded_text},
    text::narrow,
};

/// Rules of texts about groups.
pub mod rules {
    kernel::rules! {
        /// A text about a group holds what reads as a personal identity number.
        TEXT_HOLDS_A_PERSONAL_NUMBER:
            "Texten har något som ser ut som ett personnummer. Skriv antal och funktioner, aldrig vem.",
            "The text holds what looks like a personal identity number. Write counts and functions, never who.";
    }
}

/// As [`kernel::command::line`], without personal identity numbers.
pub const fn line(max: usize) -> Bound<String> {
    Bound { kind: Kind::Line { max }, check: nameless }
}

/// As [`kernel::command::text`], without personal identity numbers.
pub const fn text(max: usize) -> Bound<String> {
    Bound { kind: Kind::Text { max }, check: nameless }
}

fn nameless(kind: &Kind, text: String) -> Result<String, Rule> {
    let text = match kind {
        Kind::Line { max } => bounded_line(&text, *max)?,
        Kind::Text { max } => bounded_text(&text, *max)?,
        _ => text,
    };
    if holds_number(&text) { Err(rules::TEXT_HOLDS_A_PERSONAL_NUMBER) } else { Ok(text) }
}

/// Whether a personal identity number stands somewhere in the text: its twelve digits or ten, with one sign or none before the last
/// four, and a right check digit. Days, telephone numbers and organisation numbers are so left alone.
fn holds_number(text: &str) -> bool {
    let signs: Vec<char> = narrow(text).chars().collect();
    let begins = |at: usize| signs[at].is_ascii_digit() && (at == 0 || !signs[at - 1].is_ascii_digit());
    (0..signs.len()).any(|at| begins(at) && begins_with_number(&signs[at..]))
}

fn begins_with_number(signs: &[char]) -> bool {
    let parts = |c: char| matches!(c, '-' | '+' | ' ' | '\u{2010}'..='\u{2014}' | '\u{2212}');
    let run: String = signs.iter().take_while(|c| c.is_ascii_digit() || parts(**c)).collect();
    let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).collect();
    match groups.as_slice() {
        [whole, ..] if matches!(whole.len(), 10 | 12) => is_number(whole),
        [date, serial, ..] if matches!(date.len(), 6 | 8) && serial.len() == 4 => is_number(&format!("{date}{serial}")),
        _ => false,
    }
}

/// Ten or twelve digits. The check digit leaves the century out, so any century tells whether ten are one.
fn is_number(digits: &str) -> bool {
    let whole = if digits.len() == 12 { digits.to_owned() } else { format!("20{digits}") };
    PersonalIdentity::parse(&whole, NaiveDate::MAX).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(said: &str) -> Option<Rule> {
        let bound = text(2000);
        (bound.check)(&bound.kind, said.to_owned()).err()
    }

    #[test]
    fn nobodys_number_stands_in_a_text_about_a_group() {
        for said in [
            "19090527-1474 berättade",
            "Ada (090527-1474) berättade",
            "090527–1474",
            "090527+1474",
            "090527 1474",
            "0905271474, 190905271474",
            "dag 2026-09-01: 190905271474",
        ] {
            assert_eq!(told(said), Some(rules::TEXT_HOLDS_A_PERSONAL_NUMBER), "{said}");
        }
    }

    #[test]
    fn counts_days_and_other_numbers_stay() {
        for said in [
            "12 deltog i 5 minuter den 2026-09-01",
            "skyddsombud, 556016-0680",
            "2020/00312",
            "031-12 34 56",
            "19090527-1475",
            "1909052714740",
        ] {
            assert_eq!(told(said), None, "{said}");
        }
    }
}
