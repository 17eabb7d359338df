//! What may be shown of a cell: never what could be a personal number.

use chrono::NaiveDate;
use kernel::{OrganisationNumber, PersonalIdentity, text::one_line};

/// Longest text shown.
const MAX_SHOWN: usize = 200;

/// `text`, unless it holds what may be a personal number, in whatever form it survived.
pub fn shown(text: &str, today: NaiveDate) -> String {
    if may_be_personal(text, today) {
        return "(personnummer)".to_owned();
    }
    plain(text)
}

/// In one line.
fn plain(text: &str) -> String {
    one_line(text)
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .take(MAX_SHOWN)
        .collect()
}

/// A header or the name of one, as a message may repeat it: a file without a header has data in its place.
pub fn named(header: &str) -> String {
    if header.chars().filter(|c| c.is_numeric()).count() >= 6 {
        return "(…)".to_owned();
    }
    plain(header)
}

fn may_be_personal(text: &str, today: NaiveDate) -> bool {
    if OrganisationNumber::parse(text).is_ok_and(|number| !number.is_personal()) {
        return false;
    }
    let strange = text.chars().any(|c| c.is_numeric() && !c.is_ascii());
    PersonalIdentity::parse_or_interim(text, today).is_ok()
        || (strange && text.chars().filter(|c| c.is_numeric()).count() >= 6)
        || is_exponent(text)
        || has_interim(text)
        || runs(text).iter().any(|run| holds_number(run))
        || is_spelled(text)
}

/// Whether all the digits of the text, whatever letters stand among them, are a personal number: of nine to thirteen, so that a
/// key of more, as a program makes them, is shown.
fn is_spelled(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_broken = runs(text).iter().filter(|run| !run.is_empty()).count() > 1;
    is_broken && (9..=13).contains(&digits.len()) && is_number(&digits, true)
}

/// A number that a spreadsheet shortened (`1,90905E+11`): what is left tells a birthday.
fn is_exponent(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let only = |part: &str, marks: &[char]| part.chars().all(|c| c.is_ascii_digit() || marks.contains(&c));
    digits(number) >= 4
        && digits(exponent) > 0
        && only(number, &['.', ',', '-', ' '])
        && only(exponent, &['+', '-', ' '])
}

/// Digits without another between them, and whether a hyphen or a stroke follows.
struct Group<'t> {
    digits: &'t str,
    is_hyphened: bool,
}

/// Digits that stand together, with what may stand between a number's parts: each as its groups.
fn runs(text: &str) -> Vec<Vec<Group<'_>>> {
    let mut runs = vec![Vec::new()];
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        let broken = piece.ends_with(char::is_alphabetic);
        let is_hyphened = piece.ends_with(['-', '/']);
        match (digits.is_empty(), runs.last_mut()) {
            (false, Some(run)) => run.push(Group { digits, is_hyphened }),
            (true, Some(run)) => {
                if let Some(group) = run.last_mut() {
                    group.is_hyphened |= is_hyphened;
                }
            }
            _ => {}
        }
        if broken {
            runs.push(Vec::new());
        }
    }
    runs
}

/// Whether some of the groups beside each other are a personal number together, right or wrong check digit. Blanks, points and
/// commas may stand anywhere in a number, as a format puts them; a hyphen alone stands before the last digits.
fn holds_number(groups: &[Group<'_>]) -> bool {
    (0..groups.len()).any(|from| {
        let mut digits = String::new();
        groups[from..].iter().enumerate().any(|(nth, group)| {
            digits.push_str(group.digits);
            let is_key =
                nth == 1 && groups[from].is_hyphened && group.digits.len() != 4 && groups[from].digits.len() < 6;
            digits.len() <= LONGEST && is_number(&digits, !is_key)
        })
    })
}

/// Most digits looked at together.
const LONGEST: usize = 40;

/// Whether the digits hold a day of a calendar where a personal number has it: the third and fourth digits of an organisation
/// number are never a month. A number of fewer than ten has lost the zeros of a year in the first decade, or its last digit; one of
/// more than twelve, or of eleven, holds others beside it, or has a digit too few or too many. `ends` says whether it may end there.
fn is_number(digits: &str, ends: bool) -> bool {
    let day_at = |at: usize| digits.get(at..at + 4).is_some_and(is_day);
    let has_century = ["18", "19", "20"].iter().any(|century| digits.starts_with(century));
    match digits.len() {
        6..=8 => ends && is_day(&format!("{digits:0>10}")[2..6]),
        9 => ends && (is_day(&format!("{digits:0>10}")[2..6]) || day_at(2)),
        10 => day_at(2),
        12 if day_at(4) => true,
        11 | 13 if has_century && day_at(4) => true,
        11.. => (0..=digits.len() - 10).any(|from| {
            let ten = &digits[from..from + 10];
            is_day(&ten[2..6]) && luhn(ten)
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

fn is_day(digits: &str) -> bool {
    let part = |range| str::parse::<u32>(&digits[range]).unwrap_or(0);
    // A coordination number's day is 60 more, and may be 60 itself; its month may be 0.
    matches!((part(0..2), part(2..4)), (1..=12, 1..=31) | (0..=12, 60..=91))
}

/// The mod-10 checksum of ten digits.
fn luhn(ten: &str) -> bool {
    let product = |(place, byte): (usize, u8)| u32::from(byte - b'0') * (2 - place as u32 % 2);
    ten.bytes().enumerate().map(product).map(|n| if n > 9 { n - 9 } else { n }).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");

    #[test]
    fn what_could_be_a_persons_number_is_not_shown() {
        for text in [
            "19090527-1474|090527-1474|0905271474|190905271475|anst 19090527 1474|090587-1474|19800229-Tf29",
            "A/190905271474/b",
            // What a spreadsheet left of them.
            "905271474|4059937|90527-1474|905271474.0|905271474,00|190905271474.0|1,90905E+11",
            "1.90905271474E+11|9,05271E+08",
            // Other dashes, blanks, points and digits.
            "090527–1474|19090527 - 1474|1909-05-27-1474|1909 05 27 14 74|09.05.27.1474|090527_1474",
            "１９０９０５２７１４７４",
            // Inside something else.
            "SE090527147401|19090527x1474|0905a27b1474|1909 maj 0527 nr 1474|90527o1474|anst190905271474001",
            "19090527-T474|800229-Tf29|id 600601-1234|601234",
            // With a thousands format, whichever.
            "905 271 474|905.271.474|905,271,474|905'271'474|905’271’474|905\u{a0}271\u{a0}474",
            "905\u{202f}271\u{202f}474,00|4 059 937|4.059.937|90,52,71,474|9 05 27 14 74|905271 474",
            "190 905 271 474|190.905.271.474,0|1 909 0527 1474|rad 3: 905 271 474 kr",
            // A digit too few or too many.
            "19090527-147|19090527147|090527-147|090527147|19090527-14745|19 090 527 147",
        ]
        .join("|")
        .split('|')
        {
            assert_eq!(shown(text, TODAY), "(personnummer)", "{text}");
        }
    }

    #[test]
    fn other_keys_are_shown() {
        for text in [
            "556016-0680|202100-5489|165560160680|B-17|2026-001|need_01k9zq8v|SE556016068001|556016 0680",
            "857209-0606|2026-11-22|17|12345|9956543|ORD-99-88-77|1e5|2020/00312|2026-00417|1 200|12 500",
            "612-345|556 016 06 80",
        ]
        .join("|")
        .split('|')
        {
            assert_eq!(shown(text, TODAY), text);
        }
        assert_eq!(shown("a\r\nb\u{0}", TODAY), "a b");
    }
}
