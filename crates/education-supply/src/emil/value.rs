//! Values as sources write them: what the standard asks for, and what is met instead of it.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::html::plain;

/// What an object is where there is none.
pub(super) static NOTHING: Value = Value::Null;

/// What this member of an object says; nothing where it is `null`.
pub(super) fn member<'v>(of: &'v Value, name: &str) -> Option<&'v Value> {
    of.get(name).filter(|value| !value.is_null())
}

/// All values of what should be a list: one that stands there alone is a list of one.
pub(super) fn list<'v>(of: &'v Value, name: &str) -> Vec<&'v Value> {
    match member(of, name) {
        None => Vec::new(),
        Some(Value::Array(values)) => values.iter().filter(|value| !value.is_null()).collect(),
        Some(value) => vec![value],
    }
}

/// A text in Swedish, or else in whatever language comes first, as plain text of at most `longest` characters. It is a
/// bare text or an object with one for each language, where `strings` or `urls` may be a single one too.
pub(super) fn text(of: &Value, name: &str, longest: usize) -> Option<String> {
    let value = member(of, name)?;
    let mut told = list(value, "strings");
    told.extend(list(value, "urls"));
    if told.is_empty() {
        told.extend(if let Value::Array(values) = value { values.iter().collect() } else { vec![value] });
    }
    let is_swedish = |one: &&&Value| {
        let lang = member(one, "lang").and_then(Value::as_str).unwrap_or_default();
        lang.eq_ignore_ascii_case("swe") || lang.get(..2).is_some_and(|lang| lang.eq_ignore_ascii_case("sv"))
    };
    let written = |one: &Value| {
        // In the second edition a text stood in `content`; in the third that says how `value` is written.
        let value = [Some(one), member(one, "value"), member(one, "content")];
        let told = value.into_iter().flatten().find_map(Value::as_str).filter(|told| *told != "HTML")?;
        let text = plain(told.char_indices().nth(MARKED_UP).map_or(told, |(at, _)| &told[..at]));
        (!text.is_empty()).then(|| cut(text, longest))
    };
    told.iter().find(is_swedish).and_then(|one| written(one)).or_else(|| told.iter().find_map(|one| written(one)))
}

/// Characters of a text, with its elements, that are read: of elements without end each costs as much as all that follows it.
const MARKED_UP: usize = 1 << 16;

/// A text of one line.
pub(super) fn line(of: &Value, name: &str, longest: usize) -> Option<String> {
    let text = text(of, name, longest)?.replace('\n', " ");
    Some(kernel::text::one_line(&text).into_owned())
}

/// An address on the web, in one piece.
pub(super) fn url(of: &Value, name: &str) -> Option<String> {
    let url = line(of, name, LONGEST_URL)?;
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    (is_web && !url.contains(' ')).then_some(url)
}

/// Characters of an address: a longer one is cut, and then is none.
const LONGEST_URL: usize = 2000;

/// A code, bare or with the list that it belongs to.
pub(super) fn code(value: &Value) -> Option<String> {
    let code = match value {
        Value::Object(_) => member(value, "code")?,
        value => value,
    };
    let code = match code {
        Value::String(code) => bare(code),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!code.is_empty()).then_some(code)
}

/// A code or an identifier in one line, without the signs that are no text: a database may refuse them.
pub(super) fn bare(text: &str) -> String {
    let normal = kernel::text::normal(text).replace(|c: char| c == '\n' || kernel::text::is_odd(c), " ");
    kernel::text::one_line(&normal).into_owned()
}

/// The day that a date or a local date and time begins with.
pub(super) fn day(of: &Value, name: &str) -> Result<Option<NaiveDate>, ()> {
    match member(of, name) {
        None => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => {
            let day = text.trim().get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
            // Years of other than four digits do not stand in the order of their texts.
            day.filter(|day| (1000..=9999).contains(&day.year())).map(Some).ok_or(())
        }
        Some(_) => Err(()),
    }
}

/// A number, also one that is written as a text.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => written(text),
        _ => None,
    }
}

/// A number as people write it: a comma or a point before its decimals, a mark or a blank between its thousands, any dash before it.
/// None for what may be read in two ways (`1.200`), and for what a spreadsheet shortened (`1,2E+3`).
fn written(text: &str) -> Option<f64> {
    let line = kernel::text::one_line(text);
    let line = kernel::text::narrow(&line);
    let (sign, plain) = match line.strip_prefix(['-', '\u{2212}', '\u{2013}']) {
        Some(plain) => ("-", plain),
        None => ("", &*line),
    };
    let (whole, decimals) = match plain.rfind([',', '.']) {
        // A mark that stands several times stands between thousands.
        Some(at) if !plain[..at].contains(&plain[at..=at]) => (&plain[..at], &plain[at + 1..]),
        _ => (plain, ""),
    };
    if decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') {
        return None;
    }
    let groups: Vec<&str> = whole.split([' ', '.', ',', '\'', '\u{2019}']).collect();
    let are_thousands = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let are_digits = is_number(decimals) && groups.iter().all(|group| !group.is_empty() && is_number(group));
    (are_thousands && are_digits).then(|| format!("{sign}{}.{decimals}0", groups.concat()).parse().ok()).flatten()
}

/// A number of things: a whole one.
pub(super) fn count(number: f64) -> Option<i32> {
    whole(number).filter(|_| number.fract().abs() < f64::EPSILON)
}

/// Of full time, in per cent. What is less than one is a share, as a spreadsheet keeps it (`0,5` for 50 %), or no pace.
pub(super) fn percent(number: f64) -> Option<i32> {
    whole(number).filter(|_| number.abs() < f64::EPSILON || number >= 1.0)
}

/// The nearest whole number of what is not below none and not beyond all sense.
pub(super) fn whole(number: f64) -> Option<i32> {
    (0.0..=1e9).contains(&number).then(|| number.round() as i32)
}

/// Yes, where it is said.
pub(super) fn flag(of: &Value, name: &str) -> bool {
    match member(of, name) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => yes_or_no(text) == Some(true),
        _ => false,
    }
}

/// Yes or no, in a word or a sign.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match &*kernel::text::one_line(text) {
        "1" | "x" | "X" => Some(true),
        "0" => Some(false),
        word => kernel::spreadsheet::yes_or_no(word),
    }
}

/// At most `longest` characters of the text.
pub(super) fn cut(mut text: String, longest: usize) -> String {
    if let Some((at, _)) = text.char_indices().nth(longest) {
        text.truncate(at);
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_may_stand_in_any_form_that_is_met() {
        for value in [
            json!("Svets"),
            json!({ "strings": [{ "lang": "eng", "value": "Welding" }, { "lang": "swe", "value": "Svets" }] }),
            json!({ "strings": { "lang": "swe", "value": "<p>Svets</p>", "content": "HTML" } }),
            json!([{ "lang": "sv", "content": "Svets" }]),
            json!({ "value": "Svets" }),
        ] {
            assert_eq!(text(&json!({ "title": value }), "title", 9).as_deref(), Some("Svets"), "{value}");
        }
        let english =
            json!({ "title": { "strings": [{ "lang": "swe", "value": "" }, { "lang": "eng", "value": "Welding" }] } });
        assert_eq!(text(&english, "title", 4).as_deref(), Some("Weld"));
        for none in [json!(null), json!(""), json!([]), json!({ "strings": [] }), json!(7)] {
            assert_eq!(text(&json!({ "title": none }), "title", 9), None, "{none}");
        }
    }

    #[test]
    fn markup_without_end_is_not_read_to_its_end() {
        let title = |elements| json!({ "title": format!("{}Svets", "<b></b> ".repeat(elements)) });
        assert_eq!(text(&title(8_000), "title", 9).as_deref(), Some("Svets"));
        assert_eq!(text(&title(MARKED_UP / 8), "title", 9), None);
    }

    #[test]
    fn a_day_has_a_year_of_four_digits() {
        let of = json!({ "a": "+99999-1-1", "b": "9999-12-31", "c": "-99-01-01x" });
        assert_eq!((day(&of, "a"), day(&of, "c")), (Err(()), Err(())));
        assert_eq!(day(&of, "b"), Ok(NaiveDate::from_ymd_opt(9999, 12, 31)));
    }

    #[test]
    fn a_number_is_read_where_it_has_one_meaning() {
        let read = |text: &str| written(text).and_then(count);
        for text in
            ["1 200", "1200", "1\u{a0}200", "1\u{202f}200", "1 200,00", "1.200,0", "1,200.00", "1'200", "１２００"]
        {
            assert_eq!(read(text), Some(1200), "{text}");
        }
        let numbers = ["1.200.000", "12,5", "0,125", "-12", "\u{2212}12", "0180"].map(written);
        assert_eq!(numbers, [1_200_000.0, 12.5, 0.125, -12.0, -12.0, 180.0].map(Some));
        for text in [
            "1.200", "1,200", "1,2E+3", "1e3", "ca 20", "12 st", "1 20", "1 2000", "12,5,5", "", ",5", "-", "NaN",
            "inf",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
        assert_eq!([12.5, -1.0, 0.0].map(count), [None, None, Some(0)]);
        assert_eq!([0.0, 0.5, 1.0, 33.3].map(percent), [Some(0), None, Some(1), Some(33)]);
    }

    #[test]
    fn a_word_is_yes_or_no_or_neither() {
        for (word, told) in
            [("SANT", true), ("Ja ", true), ("x", true), ("FALSKT", false), ("nej", false), ("0", false)]
        {
            assert_eq!(yes_or_no(word), Some(told), "{word}");
        }
        assert_eq!((yes_or_no("kanske"), yes_or_no("")), (None, None));
    }

    #[test]
    fn a_code_holds_no_sign_that_is_no_text() {
        assert_eq!(code(&json!("p.x\u{0}\u{1b}[31m\n7")).as_deref(), Some("p.x [31m 7"));
    }

    #[test]
    fn days_numbers_codes_and_addresses() {
        let of = json!({ "a": "2026-03-02T09:15:00", "b": "2026-02-30", "c": 7, "d": "7,5", "e": "-1", "f": "javascript:x",
            "g": { "urls": { "lang": "swe", "value": "https://example.org/plc" } } });
        assert_eq!(day(&of, "a"), Ok("2026-03-02".parse().ok()));
        assert_eq!((day(&of, "b"), day(&of, "c"), day(&of, "x")), (Err(()), Err(()), Ok(None)));
        assert_eq!((number(&of["d"]), number(&of["e"]).and_then(count)), (Some(7.5), None));
        assert_eq!((url(&of, "f"), url(&of, "g").as_deref()), (None, Some("https://example.org/plc")));
        assert_eq!(code(&json!({ "type": "C_SchoolType", "code": "YH" })).as_deref(), Some("YH"));
        assert_eq!(code(&json!(180)).as_deref(), Some("180"));
    }
}
