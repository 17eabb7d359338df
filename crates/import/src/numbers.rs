//! Numbers and days, as spreadsheets write them.

use chrono::NaiveDate;
use kernel::{
    Rule,
    error::rules as common,
    text::{narrow, one_line},
};

use super::rules;

/// A whole number, with blanks, points or commas between its thousands, with decimals that are all zeros, and with whichever
/// dash for its minus.
///
/// # Errors
/// Which rule it breaks: one that may be read in two ways is refused, as is one that a spreadsheet shortened.
pub fn count(text: &str) -> Result<i32, Rule> {
    let text = narrow(text);
    let text = text.trim();
    let (sign, rest) = match text.strip_prefix(is_dash) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if has_exponent(rest) {
        return Err(rules::CELL_WAS_MADE_A_NUMBER);
    }
    let (whole, decimals) = parts(rest)?;
    if !decimals.is_none_or(is_zeros) {
        return Err(rules::NUMBER_IS_MALFORMED);
    }
    let digits = ungrouped(whole).ok_or(rules::NUMBER_IS_MALFORMED)?;
    format!("{sign}{digits}").parse().map_err(|_| common::NUMBER_IS_OUT_OF_RANGE)
}

/// A number that counts nothing, as an employer gives one, without what a spreadsheet puts into it: blanks, commas and
/// apostrophes between thousands, and decimals that are all zeros. What is no such number is as it is.
///
/// # Errors
/// `CELL_WAS_MADE_A_NUMBER` for one that was shortened, and for one whose points may be its own or stand between
/// thousands.
pub fn reference(text: &str) -> Result<String, Rule> {
    let line = one_line(text);
    let text = narrow(&line);
    if has_exponent(&text) && text.contains(|c: char| matches!(c, '.' | ',' | '+') || is_dash(c)) {
        return Err(rules::CELL_WAS_MADE_A_NUMBER);
    }
    let (whole, decimals) = parts(&text).map_err(|_| rules::CELL_WAS_MADE_A_NUMBER)?;
    match ungrouped(whole).filter(|_| decimals.is_none_or(is_zeros)) {
        Some(_) if decimals.is_none() && whole.contains('.') => Err(rules::CELL_WAS_MADE_A_NUMBER),
        Some(digits) => Ok(digits),
        None => Ok(text.into_owned()),
    }
}

/// The number before its decimal sign and what follows it.
fn parts(text: &str) -> Result<(&str, Option<&str>), Rule> {
    let Some(last) = text.rfind(['.', ',']) else { return Ok((text, None)) };
    let (whole, decimals) = (&text[..last], &text[last + 1..]);
    let mark = &text[last..=last];
    // A mark that stands several times divides thousands, as does the other one before it.
    if whole.contains(mark) {
        return Ok((text, None));
    }
    let short = whole.len() <= 3 && !whole.starts_with('0') && is_digits(whole);
    if short && decimals.len() == 3 && is_digits(decimals) {
        return Err(rules::NUMBER_HAS_TWO_READINGS);
    }
    Ok((whole, Some(decimals)))
}

/// The digits without the marks between thousands, which are all of one kind.
fn ungrouped(text: &str) -> Option<String> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return is_digits(text).then(|| text.to_owned());
    };
    let groups: Vec<&str> = text.split(mark).collect();
    let right = matches!(mark, ' ' | '.' | ',' | '\'' | '’')
        && groups.iter().all(|group| is_digits(group))
        && groups[0].len() <= 3
        && groups[1..].iter().all(|group| group.len() == 3);
    right.then(|| groups.concat())
}

/// A day, however it is written where that has one meaning: `2021-03-04`, `2021/3/4`, `20210304`, `4.3.2021`, `13/3/2021`; with or without
/// the midnight that spreadsheets put after it.
///
/// # Errors
/// `DATE_HAS_TWO_READINGS` for `4/3/2021`; `CELL_WAS_MADE_A_NUMBER` for the number that a spreadsheet keeps a day as;
/// `DATE_IS_MALFORMED`.
pub fn day(text: &str) -> Result<NaiveDate, Rule> {
    let plain: String = narrow(text.trim()).chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    let end = plain.find([' ', 'T']).unwrap_or(plain.len());
    let (day, hour) = plain.split_at(end);
    if !is_midnight(hour) {
        return Err(rules::DATE_IS_MALFORMED);
    }
    if is_digits(day) {
        return match day.len() {
            8 => on(&day[..4], &day[4..6], &day[6..]),
            5 => Err(rules::CELL_WAS_MADE_A_NUMBER),
            _ => Err(rules::DATE_IS_MALFORMED),
        };
    }
    let mark = day.chars().find(|c| !c.is_ascii_digit()).filter(|mark| matches!(mark, '-' | '/' | '.'));
    let parts: Vec<&str> = mark.map(|mark| day.split(mark).collect()).unwrap_or_default();
    let [first, middle, last] = parts[..] else { return Err(rules::DATE_IS_MALFORMED) };
    match (first.len(), middle.len(), last.len()) {
        (4, 1..=2, 1..=2) => on(first, middle, last),
        (1..=2, 1..=2, 4) => {
            let (by_day, by_month) = (on(last, middle, first), on(last, first, middle));
            match (by_day, by_month) {
                // With points the day always stands first.
                (by_day, _) if mark == Some('.') => by_day,
                (Ok(one), Ok(other)) if one != other => Err(rules::DATE_HAS_TWO_READINGS),
                (by_day, by_month) => by_day.or(by_month),
            }
        }
        _ => Err(rules::DATE_IS_MALFORMED),
    }
}

fn on(year: &str, month: &str, day: &str) -> Result<NaiveDate, Rule> {
    if ![year, month, day].into_iter().all(is_digits) {
        return Err(rules::DATE_IS_MALFORMED);
    }
    let (year, month, day) = (year.parse(), month.parse(), day.parse());
    let (Ok(year), Ok(month), Ok(day)) = (year, month, day) else { return Err(rules::DATE_IS_MALFORMED) };
    NaiveDate::from_ymd_opt(year, month, day).ok_or(rules::DATE_IS_MALFORMED)
}

/// Whether what follows a day is nothing or its midnight, with however many zeros, without an offset or at UTC.
fn is_midnight(hour: &str) -> bool {
    let Some(clock) = hour.strip_prefix([' ', 'T']) else { return hour.is_empty() };
    let clock = ["Z", "+00:00"].iter().find_map(|utc| clock.strip_suffix(utc)).unwrap_or(clock);
    let (clock, fraction) = clock.split_once(['.', ',']).map_or((clock, None), |(clock, rest)| (clock, Some(rest)));
    match fraction {
        Some(fraction) => clock == "00:00:00" && is_zeros(fraction),
        None => ["00:00", "00:00:00", "0:00", "0:00:00"].contains(&clock),
    }
}

/// Whether a number, an id or a code went through a spreadsheet that took it for a number: it is shortened, or has decimals.
pub fn was_made_a_number(text: &str) -> bool {
    let is_long = text.find(['.', ',']).is_some_and(|whole| whole > 2);
    is_long && has_decimals(text) || has_exponent(text) || is_grouped(text)
}

/// Whether it has decimals that are all zeros, however short it is: an industry of two digits and a zero is printed so, too.
pub fn has_decimals(text: &str) -> bool {
    text.split_once(['.', ',']).is_some_and(|(whole, decimals)| is_digits(whole) && is_zeros(decimals))
}

/// Whether blanks, points, commas or apostrophes stand between thousands, with or without decimals: `5 560 160 680,00`. A code with
/// a point in it is no such number.
fn is_grouped(text: &str) -> bool {
    let whole = parts(text).map_or(text, |(whole, _)| whole);
    let marks = whole.chars().filter(|c| !c.is_ascii_digit()).count();
    let is_grouped = |text: &str| ungrouped(text).is_some_and(|digits| digits.len() < text.len());
    is_grouped(whole) && (marks > 1 || whole.contains(' '))
}

/// The digits of a number with marks between its thousands; what is no such number as it is.
pub fn without_groups(text: &str) -> String {
    let whole = parts(text).map_or(text, |(whole, _)| whole);
    ungrouped(whole).unwrap_or_else(|| text.to_owned())
}

/// A key in the one form in which a spreadsheet cannot change it: a number without the zeros before it, the marks between its
/// thousands and the zeros after its decimal sign. Any other key is as it is.
pub fn key(text: &str) -> String {
    let plain = narrow(text);
    // What may be read in two ways is read in none.
    let number = parts(&plain).ok().filter(|(_, decimals)| decimals.is_none_or(is_zeros));
    match number.and_then(|(whole, _)| ungrouped(whole)) {
        Some(digits) => match digits.trim_start_matches('0') {
            "" => "0".to_owned(),
            number => number.to_owned(),
        },
        None => plain.into_owned(),
    }
}

/// Whether a key was shortened so that others are written the same.
pub fn was_shortened(text: &str) -> bool {
    has_exponent(text) && text.contains(['.', ','])
}

fn has_exponent(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix(|c| c == '+' || is_dash(c)).unwrap_or(exponent);
    let number = number.strip_prefix(is_dash).unwrap_or(number);
    is_digits(exponent) && is_digits(&number.replacen(['.', ','], "", 1))
}

/// Whether it is nothing but digits, one at least.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_zeros(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'0')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_spreadsheets_write_them() {
        for (text, number) in [
            ("12", 12),
            ("012", 12),
            ("+12", 12),
            ("1 200", 1200),
            ("1200", 1200),
            ("12,0", 12),
            ("12.00", 12),
            ("1 200,0", 1200),
            ("1.200,00", 1200),
            ("1,200.0", 1200),
            ("1.200.000", 1_200_000),
            ("1'200", 1200),
            ("1200,000", 1200),
            ("0,000", 0),
            ("-12", -12),
            ("\u{2212}12", -12),
            ("– 1 200", -1200),
            ("１２００", 1200),
            ("１．２００，００", 1200),
        ] {
            assert_eq!(count(text), Ok(number), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_refused_with_its_cause() {
        for text in ["1.200", "1,200", "-12.000", "999,000"] {
            assert_eq!(count(text), Err(rules::NUMBER_HAS_TWO_READINGS), "{text:?}");
        }
        for text in ["1,2E+3", "1.2e3", "12E5", "1E−3"] {
            assert_eq!(count(text), Err(rules::CELL_WAS_MADE_A_NUMBER), "{text:?}");
        }
        for text in "|tolv|12,5|1,5|1 20|1  200|12 st|1.20.000|1.200 000|12,|,0|--12|(12)|١٢|1 200.00.0".split('|') {
            assert_eq!(count(text), Err(rules::NUMBER_IS_MALFORMED), "{text:?}");
        }
        assert_eq!(count("99 999 999 999"), Err(common::NUMBER_IS_OUT_OF_RANGE));
    }

    #[test]
    fn a_number_that_counts_nothing_is_read_where_it_has_one_meaning() {
        for (text, read) in [
            ("17", "17"),
            ("17.0", "17"),
            ("17,00", "17"),
            ("12345.0", "12345"),
            ("1 234", "1234"),
            ("1\u{a0}234\u{202f}567,0", "1234567"),
            ("1'234", "1234"),
            ("1,234,567", "1234567"),
            ("1.234,0", "1234"),
            ("１７", "17"),
            ("0042", "0042"),
            ("0042,0", "0042"),
            // No numbers that a spreadsheet made.
            ("A-0042", "A-0042"),
            ("EMP/1001", "EMP/1001"),
            ("12E5", "12E5"),
            ("2012.0471", "2012.0471"),
            ("17.5", "17.5"),
            ("17 18", "17 18"),
            ("a.b.0", "a.b.0"),
            ("905271474", "905271474"),
        ] {
            assert_eq!(reference(text).as_deref(), Ok(read), "{text:?}");
        }
        for text in ["1.234", "17.000", "17,000", "1.234.567", "1E+05", "1E−05", "1,2E5", "1.90905E+11"] {
            assert_eq!(reference(text), Err(rules::CELL_WAS_MADE_A_NUMBER), "{text:?}");
        }
    }

    #[test]
    fn a_day_is_read_where_it_has_one_meaning() {
        let read = |text: &str| day(text).map(|day| day.to_string()).map_err(|rule| rule.name);
        for text in ["20210304", "2021/03/04", "2021/3/4", "2021.3.4", "4.3.2021", "04.03.2021", "2021-3-4 00:00:00"] {
            assert_eq!(read(text).as_deref(), Ok("2021-03-04"), "{text}");
        }
        for text in ["13/3/2021", "3/13/2021", "13-03-2021", "13.3.2021"] {
            assert_eq!(read(text).as_deref(), Ok("2021-03-13"), "{text}");
        }
        assert_eq!(read("4/4/2021").as_deref(), Ok("2021-04-04"));
        for (text, rule) in [
            ("4/3/2021", "DATE_HAS_TWO_READINGS"),
            ("04-03-2021", "DATE_HAS_TWO_READINGS"),
            ("44259", "CELL_WAS_MADE_A_NUMBER"),
            ("3.13.2021", "DATE_IS_MALFORMED"),
            ("13/13/2021", "DATE_IS_MALFORMED"),
            ("2021/4.3", "DATE_IS_MALFORMED"),
            ("4/3/21", "DATE_IS_MALFORMED"),
            ("202103", "DATE_IS_MALFORMED"),
            ("20211304", "DATE_IS_MALFORMED"),
            ("1/2/3/2021", "DATE_IS_MALFORMED"),
            ("", "DATE_IS_MALFORMED"),
        ] {
            assert_eq!(read(text), Err(rule), "{text}");
        }
    }

    #[test]
    fn days_may_carry_their_midnight() {
        for text in [
            "2027-01-31| 2027-01-31 00:00:00|2027-01-31T00:00|2027–01–31|2027-01-31 00:00:00.000",
            "2027-01-31 0:00|31.1.2027 0:00:00|2027-01-31 00:00:00,000000|2027-01-31T00:00:00.000Z|2027-01-31T00:00:00+00:00|２０２７-０１-３１",
        ]
        .join("|")
        .split('|')
        {
            assert_eq!(day(text).ok(), NaiveDate::from_ymd_opt(2027, 1, 31), "{text:?}");
        }
        for text in [
            "31/1 2027|2027-02-30|2027-01-31 08:00|46053|2027-01-3å",
            "2027-01-31 00:00:00.001|2027-01-31 00:00.000|2027-01-31 00:00:00.|2027-01-31T00:00:00+02:00",
            "2027-01-31T|2027-01-31Z",
        ]
        .join("|")
        .split('|')
        {
            assert!(day(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn keys_that_a_spreadsheet_cannot_tell_apart_are_one() {
        for text in ["7", "007", "0007", "7,0", "7.00", "007,0", "７"] {
            assert_eq!(key(text), "7", "{text:?}");
        }
        for text in
            ["12500", "12 500", "12.500.000,0", "1.200", "0", "000", "B-007", "7,5", "007-1", "1e5", "org_007", ""]
        {
            let one = key(text);
            assert_eq!(key(&one), one, "{text:?}");
        }
        assert_eq!((key("12 500"), key("12.500.000,0"), key("000")), ("12500".into(), "12500000".into(), "0".into()));
        // One of two readings is none.
        assert_eq!((key("1.200"), key("B-007"), key("7,5")), ("1.200".into(), "B-007".into(), "7,5".into()));
    }

    #[test]
    fn what_a_spreadsheet_made_a_number_is_known() {
        for text in
            "5,56016E+09|5560160680.0|180,0|1.6E4|5 560 160 680|5.560.160.680|5,560,160,680.00|62 010".split('|')
        {
            assert!(was_made_a_number(text), "{text:?}");
        }
        assert!(was_shortened("1,23457E+15") && !was_shortened("12E5") && !was_shortened("7.5"));
        for text in
            ["556016-0680", "62.0", "62.010", "E12", "12E", "1e2e3", "org_01k9e5", "556016 0680", "Plan 1 200", "2 3"]
        {
            assert!(!was_made_a_number(text), "{text:?}");
        }
    }
}
