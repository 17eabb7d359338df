//! Time is handed in. Instants are UTC with microsecond precision; dates are calendar dates in Sweden.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use crate::swedish_time::swedish_day;

/// An instant in UTC, at most microsecond precision.
pub type Timestamp = DateTime<Utc>;

/// The instant that a text in RFC 3339 tells, as it is kept: a second that was put in between is the first of the next minute.
pub fn moment(text: &str) -> Option<Timestamp> {
    let told = DateTime::parse_from_rfc3339(text).ok()?;
    DateTime::from_timestamp_micros(told.timestamp_micros())
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, truncated to microseconds.
    fn now(&self) -> Timestamp;

    /// The day that it is in Sweden: rules and records are of days as those who keep them have them.
    fn today(&self) -> NaiveDate {
        swedish_day(self.now())
    }
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where ambient time is read")]
    fn now(&self) -> Timestamp {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still, for tests and demonstration data.
#[derive(Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_the_day_in_sweden() {
        let today = |now: &str| FixedClock(now.parse().expect("an instant")).today().to_string();
        assert_eq!(
            (today("2026-12-31T22:59:59Z"), today("2026-12-31T23:30:00Z")),
            ("2026-12-31".into(), "2027-01-01".into())
        );
        assert_eq!(
            (today("2026-06-30T21:59:59Z"), today("2026-06-30T23:30:00Z")),
            ("2026-06-30".into(), "2026-07-01".into())
        );
    }

    #[test]
    fn a_moment_is_told_back_as_it_is_kept() {
        let told = |text: &str| moment(text).map(|at| at.to_rfc3339());
        assert_eq!(told("2027-01-01T10:00:60Z").as_deref(), Some("2027-01-01T10:01:00+00:00"));
        assert_eq!(told("2027-01-01T11:00:00.123456789+01:00").as_deref(), Some("2027-01-01T10:00:00.123456+00:00"));
        assert_eq!(told("2027-01-01T10:00"), None, "without a zone it is no instant");
    }
}
