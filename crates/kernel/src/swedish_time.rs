//! What a clock in Sweden shows.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::clock::Timestamp;

/// Central European time; one hour more from the last Sunday of March to that of October, both at 01 UTC.
pub fn swedish(instant: Timestamp) -> NaiveDateTime {
    let utc = instant.naive_utc();
    let turn = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer = turn(3).zip(turn(10)).is_some_and(|(begins, ends)| begins <= utc && utc < ends);
    utc + TimeDelta::hours(if summer { 2 } else { 1 })
}

/// The day that it is in Sweden then.
pub fn swedish_day(instant: Timestamp) -> NaiveDate {
    swedish(instant).date()
}

/// The instant at which a clock in Sweden shows this; of an hour that comes twice, the first.
pub fn from_swedish(local: NaiveDateTime) -> Option<Timestamp> {
    let instants = [2, 1].map(|hours| (local - TimeDelta::hours(hours)).and_utc());
    instants.into_iter().find(|instant| swedish(*instant) == local)
}

/// The instant at which the day begins in Sweden. Clocks are turned later at night, so that midnight always comes.
pub fn swedish_midnight(day: NaiveDate) -> Timestamp {
    let local = day.and_time(NaiveTime::MIN);
    from_swedish(local).unwrap_or_else(|| local.and_utc())
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(last.weekday().days_since(Weekday::Sun).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swedish_clock_s_time_is_an_instant() {
        let instant = |text: &str| from_swedish(text.parse().expect("a time")).map(|at| at.to_rfc3339());
        assert_eq!(instant("2026-11-22T03:25:00").as_deref(), Some("2026-11-22T02:25:00+00:00"));
        assert_eq!(instant("2026-07-02T00:30:00").as_deref(), Some("2026-07-01T22:30:00+00:00"));
        assert_eq!(instant("2026-10-25T02:30:00").as_deref(), Some("2026-10-25T00:30:00+00:00"));
        let day = |text: &str| swedish_day(text.parse().expect("an instant")).to_string();
        assert_eq!(
            (day("2026-12-31T22:59:59Z"), day("2026-12-31T23:00:00Z")),
            ("2026-12-31".into(), "2027-01-01".into())
        );
        for (day, begins) in [("2026-03-29", "2026-03-28T23:00:00+00:00"), ("2026-10-25", "2026-10-24T22:00:00+00:00")]
        {
            assert_eq!(swedish_midnight(day.parse().expect("a day")).to_rfc3339(), begins);
        }
        assert_eq!(instant("2026-03-29T02:30:00"), None, "that hour does not come");
    }
}
