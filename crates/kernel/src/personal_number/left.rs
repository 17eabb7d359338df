//! What is left of a personal identity number in a cell that a program took for a number, or that was mistyped.

use super::{Group, begins_with_century, is_day, is_one, plain, runs, stands_in};
use crate::{OrganisationNumber, identity::luhn};

/// Most digits looked at together.
const LONGEST: usize = 40;

/// Whether a cell may be a personal number or hold one, in whatever form it survived, right or mistyped. An
/// organisation number is none.
pub fn may_stand_in(cell: &str) -> bool {
    if OrganisationNumber::parse(cell).is_ok_and(|number| !number.is_personal()) {
        return false;
    }
    let text = plain(cell);
    // Digits that are none of a number's place, as in Chinese.
    let strange = text.chars().filter(|c| c.is_numeric() && !c.is_ascii()).count();
    stands_in(&text)
        || strange >= 6
        || is_shortened(&text)
        || has_interim(&text)
        || runs(&text).iter().any(|run| holds_number(run))
        || is_spelled(&text)
}

/// Whether a number that a spreadsheet shortened (`1,90905E+11`) tells a birthday by what is left.
pub fn is_shortened(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let only = |part: &str, marks: &[char]| part.chars().all(|c| c.is_ascii_digit() || marks.contains(&c));
    digits(number) >= 4
        && digits(exponent) > 0
        && only(number, &['.', ',', '-', ' '])
        && only(exponent, &['+', '-', ' '])
}

/// Whether six to nine digits are a right number that lost the zeros of a year in the first decade.
pub fn lost_zeros(digits: &str) -> bool {
    (6..=9).contains(&digits.len()) && is_one(&format!("{digits:0>10}"))
}

/// Whether all the digits of the text, whatever letters stand among them, are a personal number: of nine to thirteen,
/// so that a key of more, as a program makes them, is shown.
fn is_spelled(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_broken = runs(text).iter().filter(|run| !run.is_empty()).count() > 1;
    is_broken && (9..=13).contains(&digits.len()) && is_number(&digits, true)
}

/// Whether some of the groups beside each other are a personal number together, right or wrong check digit. Blanks,
/// points and commas may stand anywhere in a number, as a format puts them; a hyphen alone stands before the last
/// digits.
fn holds_number(groups: &[Group<'_>]) -> bool {
    (0..groups.len()).any(|from| {
        let mut digits = String::new();
        groups[from..].iter().enumerate().any(|(nth, group)| {
            digits.push_str(group.digits);
            let is_key = nth == 1
                && groups[from].after.contains(['-', '/'])
                && group.digits.len() != 4
                && groups[from].digits.len() < 6;
            digits.len() <= LONGEST && is_number(&digits, !is_key)
        })
    })
}

/// Whether the digits hold a day of a calendar where a personal number has it: the third and fourth digits of an
/// organisation number are never a month. A number of fewer than ten has lost the zeros of a year in the first
/// decade, or its last digit; one of more than twelve, or of eleven, holds others beside it, or has a digit too few
/// or too many. `ends` says whether it may end there.
fn is_number(digits: &str, ends: bool) -> bool {
    let day_at = |at: usize| digits.get(at..at + 4).is_some_and(is_day);
    match digits.len() {
        6..=8 => ends && is_day(&format!("{digits:0>10}")[2..6]),
        9 => ends && (is_day(&format!("{digits:0>10}")[2..6]) || day_at(2)),
        10 => day_at(2),
        12 if day_at(4) => true,
        11 | 13 if begins_with_century(digits) && day_at(4) => true,
        11.. => (0..=digits.len() - 10).any(|from| {
            let ten = &digits[from..from + 10];
            is_day(&ten[2..6]) && luhn(ten.as_bytes())
        }),
        _ => false,
    }
}

/// A birth date and a letter with three digits, or `Tf` with two, as an interim number or a placeholder ends.
fn has_interim(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (0..letters.len()).any(|at| {
        let ends = |from: usize| {
            letters.get(from..).is_some_and(|rest| rest.len() >= 2 && rest[..2].iter().all(char::is_ascii_digit))
        };
        let tail = match letters[at] {
            'T' | 't' if letters.get(at + 1).is_some_and(|c| c.eq_ignore_ascii_case(&'f')) => ends(at + 2),
            c if c.is_ascii_alphabetic() => ends(at + 1) && letters.get(at + 3).is_some_and(char::is_ascii_digit),
            _ => false,
        };
        let before: String = letters[..at].iter().filter(|c| c.is_alphanumeric()).collect();
        let date: String = before.chars().rev().take_while(char::is_ascii_digit).take(4).collect();
        let date: String = date.chars().rev().collect();
        tail && date.len() == 4 && is_day(&date)
    })
}
