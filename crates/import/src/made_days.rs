//! Days that a spreadsheet makes of codes with a point in them: `01.11` becomes `jan.11`, and `02.1` becomes `02-jan`.

use chrono::Datelike;
use kernel::text::narrow;

use super::{numbers, rules};

/// In Swedish and English. A spreadsheet writes three letters of them, or more.
const MONTHS: [[&str; 2]; 12] = [
    ["januari", "january"],
    ["februari", "february"],
    ["mars", "march"],
    ["april", "april"],
    ["maj", "may"],
    ["juni", "june"],
    ["juli", "july"],
    ["augusti", "august"],
    ["september", "september"],
    ["oktober", "october"],
    ["november", "november"],
    ["december", "december"],
];

/// What may have been written where `text` is a day, or a month and a year, in the order in which it is likely; empty where nothing
/// tells. `None` where it is neither. Digits alone are none.
pub fn written_before(text: &str) -> Option<Vec<String>> {
    let text = narrow(text.trim());
    let small = text.to_lowercase();
    let parts: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let named = match parts[..] {
        [first, second] => match (month(first), month(second)) {
            (Some(month), None) => number(second).map(|year| vec![format!("{month:02}.{:02}", year % 100)]),
            (None, Some(month)) => number(first).map(|day| of_day(day, month)),
            _ => None,
        },
        [day, named, year] => match (number(day), month(named), number(year)) {
            (Some(day), Some(month), Some(_)) => Some(of_day(day, month)),
            _ => None,
        },
        _ => None,
    };
    named.or_else(|| in_digits(&text))
}

fn in_digits(text: &str) -> Option<Vec<String>> {
    if numbers::is_digits(text) {
        return None;
    }
    match numbers::day(text) {
        Ok(day) => {
            let mut before = of_day(day.day(), day.month());
            // A month and a year are kept as the month's first day.
            if day.day() == 1 {
                before.push(format!("{:02}.{:02}", day.month(), day.year().rem_euclid(100)));
            }
            Some(before)
        }
        Err(rule) if rule == rules::DATE_HAS_TWO_READINGS => Some(Vec::new()),
        Err(_) => None,
    }
}

fn of_day(day: u32, month: u32) -> Vec<String> {
    let mut before = vec![format!("{day:02}.{month}"), format!("{day:02}.{month:02}")];
    before.dedup();
    before
}

fn month(text: &str) -> Option<u32> {
    let is_it = |names: &[&str; 2]| text.len() >= 3 && names.iter().any(|name| name.starts_with(text));
    MONTHS.iter().position(is_it).and_then(|at| u32::try_from(at + 1).ok())
}

/// Of a day or a year.
fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && numbers::is_digits(text)).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_tells_what_was_written_before_it() {
        for (text, before) in [
            ("jan.11", &["01.11"][..]),
            ("Jan-11", &["01.11"]),
            ("jan 2011", &["01.11"]),
            ("okt.30", &["10.30"]),
            ("maj-20", &["05.20"]),
            ("02-jan", &["02.1", "02.01"]),
            ("2-jan", &["02.1", "02.01"]),
            ("２‑jan", &["02.1", "02.01"]),
            ("16-okt", &["16.10"]),
            ("16 October 2026", &["16.10"]),
            ("02-jan-2026", &["02.1", "02.01"]),
            ("2011-01-01", &["01.1", "01.01", "01.11"]),
            ("2026-10-16 00:00:00", &["16.10"]),
            ("16.10.2026", &["16.10"]),
            ("4/3/2021", &[]),
        ] {
            let told = written_before(text).unwrap_or_else(|| panic!("{text} is a day"));
            assert_eq!(told, before, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        let known = ["01.11", "62.010", "62010", "20110101", "J"];
        let others = ["jan", "ja.11", "januarium.11", "jan.x", "jan-feb", "x.y.z", "2-1", ""];
        for text in known.into_iter().chain(others) {
            assert_eq!(written_before(text), None, "{text}");
        }
    }
}
