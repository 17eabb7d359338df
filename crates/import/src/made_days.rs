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

/// What may have been written where `text` is a day, or a month and a year, each in the order in which it is likely: first as the
/// day reads, then as it may be where that is no code, the month before the day. `None` where it is neither. Digits alone are none.
pub fn written_before(text: &str) -> Option<[Vec<String>; 2]> {
    let text = narrow(text.trim());
    let small = text.to_lowercase();
    let parts: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let named = match parts[..] {
        [first, second] => match (month(first), month(second)) {
            (Some(month), None) => number(second).map(|year| of_month(month, year)),
            (None, Some(month)) => number(first).map(|day| match day {
                ..=LAST_DAY => of_days(&[(day, month, None)]),
                year => of_month(month, year),
            }),
            _ => None,
        },
        [first, second, year] => match (month(first), month(second), number(year)) {
            (None, Some(month), Some(year)) => number(first).map(|day| of_days(&[(day, month, Some(year))])),
            (Some(month), None, Some(year)) => number(second).map(|day| of_days(&[(day, month, Some(year))])),
            _ => None,
        },
        _ => None,
    };
    named.or_else(|| in_digits(&text))
}

/// The last day that a month may have.
const LAST_DAY: u32 = 31;

/// A day, a month, and a year where it is known.
type Reading = (u32, u32, Option<u32>);

fn in_digits(text: &str) -> Option<[Vec<String>; 2]> {
    if numbers::is_digits(text) {
        return None;
    }
    match numbers::day(text) {
        Ok(day) => Some(of_days(&[(day.day(), day.month(), u32::try_from(day.year()).ok())])),
        Err(rule) if rule == rules::DATE_HAS_TWO_READINGS => {
            let parts = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
            let [first, second, year, ..] = parts.collect::<Vec<_>>()[..] else { return None };
            Some(of_days(&[(first, second, Some(year)), (second, first, Some(year))]))
        }
        Err(_) => of_short_year(text),
    }
}

/// `02/01/26` and `02-01-26`: the year has two digits and stands last, or with hyphens first, too.
fn of_short_year(text: &str) -> Option<[Vec<String>; 2]> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|mark| matches!(mark, '-' | '/'))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [first, second, third] = parts[..] else { return None };
    if ![first, second, third].iter().all(|part| part.len() <= 2) {
        return None;
    }
    let (first, second, last) = (number(first)?, number(second)?, number(third).filter(|_| third.len() == 2)?);
    let mut readings = vec![(first, second, Some(last)), (second, first, Some(last))];
    readings.extend((mark == '-').then_some((last, second, Some(first))));
    readings.retain(|(day, month, _)| (1..=LAST_DAY).contains(day) && (1..=12).contains(month));
    (!readings.is_empty()).then(|| of_days(&readings))
}

/// Of one day that may be read so; where there are several readings, each is as likely as another.
fn of_days(readings: &[Reading]) -> [Vec<String>; 2] {
    let mut before = Vec::new();
    for &(day, month, year) in readings {
        before.extend(day_then_month(day, month));
        // A month and a year are kept as the month's first day.
        before.extend(year.filter(|_| day == 1).map(|year| format!("{month:02}.{:02}", year % 100)));
    }
    let otherwise = match *readings {
        [(day, month, _)] => day_then_month(month, day),
        _ => Vec::new(),
    };
    [before, otherwise]
}

/// Of a month and a number that is its year, or else its day.
fn of_month(month: u32, number: u32) -> [Vec<String>; 2] {
    let short = number % 100;
    let mut before = vec![format!("{month:02}.{short:02}"), format!("{month:02}.{short}")];
    before.dedup();
    let otherwise = if (1..=LAST_DAY).contains(&number) { day_then_month(number, month) } else { Vec::new() };
    [before, otherwise]
}

fn day_then_month(day: u32, month: u32) -> Vec<String> {
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
        for (text, before, otherwise) in [
            ("jan.11", &["01.11"][..], &["11.1", "11.01"][..]),
            ("Jan-11", &["01.11"], &["11.1", "11.01"]),
            ("jan 2011", &["01.11"], &[]),
            ("2011-jan", &["01.11"], &[]),
            ("okt.30", &["10.30"], &["30.10"]),
            ("maj-20", &["05.20"], &["20.5", "20.05"]),
            ("okt-01", &["10.01", "10.1"], &["01.10"]),
            ("02-jan", &["02.1", "02.01"], &["01.2", "01.02"]),
            ("2-jan", &["02.1", "02.01"], &["01.2", "01.02"]),
            ("２‑jan", &["02.1", "02.01"], &["01.2", "01.02"]),
            ("1-Oct", &["01.10"], &["10.1", "10.01"]),
            ("16-okt", &["16.10"], &["10.16"]),
            ("16 October 2026", &["16.10"], &["10.16"]),
            ("October 16, 2026", &["16.10"], &["10.16"]),
            ("02-jan-2026", &["02.1", "02.01"], &["01.2", "01.02"]),
            ("2011-01-01", &["01.1", "01.01", "01.11"], &["01.1", "01.01"]),
            ("2026-10-16 00:00:00", &["16.10"], &["10.16"]),
            ("16.10.2026", &["16.10"], &["10.16"]),
            ("4/3/2021", &["04.3", "04.03", "03.4", "03.04"], &[]),
            ("2/1/2026", &["02.1", "02.01", "01.2", "01.02", "02.26"], &[]),
            ("02/01/26", &["02.1", "02.01", "01.2", "01.02", "02.26"], &[]),
            ("10/16/26", &["16.10"], &["10.16"]),
            ("26-10-16", &["26.10", "16.10"], &[]),
        ] {
            let told = written_before(text).unwrap_or_else(|| panic!("{text} is a day"));
            assert_eq!((&told[0][..], &told[1][..]), (&texts(before)[..], &texts(otherwise)[..]), "{text}");
        }
    }

    fn texts(of: &[&str]) -> Vec<String> {
        of.iter().map(|&text| text.to_owned()).collect()
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
