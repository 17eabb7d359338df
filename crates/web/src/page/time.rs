//! Swedish clock time, in words.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use kernel::Lang;
pub use kernel::swedish_time::{from_swedish, swedish};

const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day in words: `22 november 2026`.
pub(crate) fn day(day: NaiveDate, lang: Lang) -> String {
    format!("{} {} {}", day.day(), month(day, lang), day.year())
}

fn month(day: NaiveDate, lang: Lang) -> &'static str {
    let names = if lang == Lang::Sv { MONTHS_SV } else { MONTHS_EN };
    names.get(day.month0() as usize).copied().unwrap_or_default()
}

/// The instant as a clock in Sweden shows it: `22 november 2026 kl. 03.25`.
pub(crate) fn shown(instant: DateTime<Utc>, lang: Lang) -> String {
    let local = swedish(instant);
    let words = day(local.date(), lang);
    match lang {
        Lang::Sv => format!("{words} kl. {}", local.format("%H.%M")),
        Lang::En => format!("{words} at {} Swedish time", local.format("%H:%M")),
    }
}

/// As [`shown`], for a column of them: `2026-11-22 03:25`.
pub(crate) fn in_table(instant: DateTime<Utc>) -> String {
    swedish(instant).format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_swedish_in_winter_and_in_summer() {
        let at = |text: &str| shown(text.parse().expect("an instant"), Lang::Sv);
        assert_eq!(at("2026-11-22T02:25:00Z"), "22 november 2026 kl. 03.25");
        assert_eq!(at("2026-07-01T22:30:00Z"), "2 juli 2026 kl. 00.30");
        assert_eq!(in_table("2026-07-01T22:30:00Z".parse().expect("an instant")), "2026-07-02 00:30");
        assert_eq!(at("2026-03-29T00:59:59Z"), "29 mars 2026 kl. 01.59");
        assert_eq!(at("2026-03-29T01:00:00Z"), "29 mars 2026 kl. 03.00");
        assert_eq!(at("2026-10-25T00:59:59Z"), "25 oktober 2026 kl. 02.59");
        assert_eq!(at("2026-10-25T01:00:00Z"), "25 oktober 2026 kl. 02.00");
    }
}
