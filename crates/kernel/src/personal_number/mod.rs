//! Personal identity numbers in what is not meant for them: texts that people write, cells of a file, references.
//! Nothing here keeps or prints one.
//!
//! Two questions are asked of the same digits. [`stands_in`] asks whether a right number is written somewhere,
//! however it is divided: a day that exists, or 60 more for a coordination number, and the check digit; so that other
//! numbers stay in texts. [`may_stand_in`] asks whether a cell could be what is left of one, and hides too much
//! rather than too little.

mod left;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, mem, ops::Range};

use chrono::NaiveDate;
use icu_properties::{CodePointMapData, props::GeneralCategory};
use unicode_normalization::UnicodeNormalization;

pub use left::{is_shortened, lost_zeros, may_stand_in};

use crate::{
    PersonalIdentity,
    error::{Result, Rule, rules},
    text::normal,
};

/// The centuries that a number of twelve digits begins with.
const CENTURIES: [&str; 3] = ["18", "19", "20"];

/// `text`, unless a personal identity number stands in it.
///
/// # Errors
/// `TEXT_HOLDS_A_PERSONAL_NUMBER`.
pub fn nameless(text: String) -> Result<String, Rule> {
    if stands_in(&text) { Err(rules::TEXT_HOLDS_A_PERSONAL_NUMBER) } else { Ok(text) }
}

/// Whether a right personal identity number, coordination number, interim number or placeholder is written somewhere in
/// `text`, in digits of any script, with or without its century, and with whatever stands between its parts.
pub fn stands_in(text: &str) -> bool {
    let text = plain(text);
    runs(&text).iter().any(|run| {
        let mut parts = run.split_inclusive(|group| !is_mark(group.after));
        parts.any(|part| (0..part.len()).any(|from| begins_with_one(&part[from..], part.len())))
            || run.iter().any(|group| is_vat_number(&text, group))
            || ends_with_letters(&text, run)
    })
}

/// Whether ten digits, or twelve with the century, are a right number. The check digit leaves the century out, so any
/// tells whether ten are one.
pub fn is_one(digits: &str) -> bool {
    let whole: Cow<'_, str> = match digits.len() {
        10 => format!("20{digits}").into(),
        12 if begins_with_century(digits) => digits.into(),
        _ => return false,
    };
    PersonalIdentity::parse(&whole, NaiveDate::MAX).is_ok()
}

/// Whether they are a year's of a century that people are born in.
pub fn begins_with_century(digits: &str) -> bool {
    CENTURIES.iter().any(|century| digits.starts_with(century))
}

/// Whether four digits are a month and a day, as a number has them: that of a coordination number is 60 more, and may
/// be 60 itself; its month may be 0.
pub fn is_day(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    matches!((part(0..2), part(2..4)), (Some(1..=12), Some(1..=31)) | (Some(0..=12), Some(60..=91)))
}

/// In its one form, with the digits of every script as ours.
fn plain(text: &str) -> Cow<'_, str> {
    let text = normal(text);
    if text.is_ascii() { text } else { Cow::Owned(text.nfkc().map(|c| digit(c).unwrap_or(c)).collect()) }
}

/// A digit of another script as ours: Unicode has the ten of each beside each other, from zero.
fn digit(c: char) -> Option<char> {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_digit = |c: char| categories.get(c) == GeneralCategory::DecimalNumber;
    if c.is_ascii() || !is_digit(c) {
        return None;
    }
    let before = (0..u32::from(c)).rev().map_while(char::from_u32).take_while(|c| is_digit(*c)).count();
    char::from_digit(u32::try_from(before % 10).ok()?, 10)
}

/// Digits without another between them.
struct Group<'t> {
    digits: &'t str,
    /// What stands between them and the next.
    after: &'t str,
    /// Where the first of them stands.
    from: usize,
}

/// The digits of a text, by the letters between them.
fn runs(text: &str) -> Vec<Vec<Group<'_>>> {
    let find = |from: usize, is_digit: bool| {
        text[from..].find(|c: char| c.is_ascii_digit() == is_digit).map_or(text.len(), |found| from + found)
    };
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    let mut from = find(0, true);
    while from < text.len() {
        let end = find(from, false);
        let next = find(end, true);
        let group = Group { digits: &text[from..end], after: &text[end..next], from };
        let is_last = group.after.contains(char::is_alphabetic);
        run.push(group);
        if is_last {
            runs.push(mem::take(&mut run));
        }
        from = next;
    }
    runs.push(run);
    runs
}

/// Whether a number's parts may stand on either side of it: a few marks or blanks, none of which divides a list or an
/// hour.
fn is_mark(between: &str) -> bool {
    between.chars().count() <= 3 && !between.contains([',', ';', ':', '%'])
}

/// Whether the groups begin with a number; `of` is how many stand together with the first.
fn begins_with_one(groups: &[Group<'_>], of: usize) -> bool {
    let mut digits = String::new();
    for (last, group) in groups.iter().enumerate() {
        digits.push_str(group.digits);
        if digits.len() > 12 {
            return false;
        }
        if is_one(&digits) && is_divided(&groups[..=last], of) && !begins_a_day(&groups[last..]) {
            return true;
        }
    }
    false
}

/// Whether a number is divided so. One without its century is divided as people write it, so that no telephone number
/// is one; one with it where it stands alone in any way, but not as the address of a page or with an hour or a day
/// after its own.
fn is_divided(groups: &[Group<'_>], of: usize) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let marks: Vec<&str> = groups.iter().take(groups.len() - 1).map(|group| group.after).collect();
    let all = |mark: &str| marks.iter().all(|other| *other == mark);
    let is_usual = match lengths[..] {
        [10] | [6, 4] | [6, 2, 2] | [8, 2] | [2, 2, 2, 4] => true,
        [12] | [8, 4] | [10, 2] | [2, 6, 4] | [8, 2, 2] | [4, 2, 2, 2, 2] => true,
        [4, 2, 2, 4] => !all("/"),
        // Years and months of a period; a project's number.
        [4, 2, 4, 2] => false,
        [6, 6] | [4, 8] => all(" "),
        _ => groups.len() == of && lengths.iter().sum::<usize>() == 12,
    };
    let is_moment = match groups {
        [_, .., hour, minute] if hour.digits.len() == 2 && minute.digits.len() == 2 => {
            let both = format!("{}{}", hour.digits, minute.digits);
            !all(marks[0]) && (is_day(&both) || (hour.digits < "24" && minute.digits < "60"))
        }
        _ => false,
    };
    is_usual && !is_moment
}

/// Whether a year begins the groups, and a month and a day follow it: of a period's two days the second is no part of a
/// number.
fn begins_a_day(groups: &[Group<'_>]) -> bool {
    match groups {
        [year, month, day, ..] => {
            let lengths = [year, month, day].map(|group| group.digits.len());
            lengths == [4, 2, 2] && begins_with_century(year.digits) && is_day(&[month.digits, day.digits].concat())
        }
        _ => false,
    }
}

/// Whether it is a sole trader's VAT number: `SE`, her own and `01`.
fn is_vat_number(text: &str, group: &Group<'_>) -> bool {
    let is_marked = ["SE", "se"].iter().any(|mark| text[..group.from].ends_with(mark));
    is_marked && group.digits.strip_suffix("01").is_some_and(is_one)
}

/// Whether the run's last digits are a day of birth, and an interim number's letter and digits or a placeholder's
/// follow.
fn ends_with_letters(text: &str, run: &[Group<'_>]) -> bool {
    let Some(last) = run.last() else { return false };
    let rest = &text[last.from + last.digits.len()..];
    let tail = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mark = &rest[..rest.len() - tail.len()];
    let Some((serial, after)) = tail.split_at_checked(4) else { return false };
    let day = match run {
        [.., day] if matches!(day.digits.len(), 6 | 8) => day.digits.to_owned(),
        // After a blank the letter begins something else.
        [.., year, month, day] if !mark.trim().is_empty() => [year, month, day].map(|group| group.digits).concat(),
        _ => return false,
    };
    let whole = if day.len() == 6 { format!("20{day}{serial}") } else { format!("{day}{serial}") };
    is_mark(mark)
        && !after.starts_with(char::is_alphanumeric)
        && PersonalIdentity::parse_or_interim(&whole.to_ascii_uppercase(), NaiveDate::MAX).is_ok()
}
