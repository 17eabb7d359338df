//! Time is handed in. Instants are UTC with microsecond precision; dates are calendar dates in Sweden.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

/// An instant in UTC, at most microsecond precision.
pub type Timestamp = DateTime<Utc>;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, truncated to microseconds.
    fn now(&self) -> Timestamp;

    /// Today's date (UTC; the service's rules are not sensitive to the hour around midnight).
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
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
