//! How many different tables of others' records a caller has learnt today, in memory. Each table has noise of its own, and very many
//! that differ by one person would average it out: so they are counted, and a table that is known already costs nothing more.
//!
//! What counts follows from the question and who asks, never from the records: a refusal tells nothing of them. A process restarted
//! forgets, which errs on the caller's side.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use async_graphql::{Name, Value};
use chrono::{NaiveDate, NaiveTime, SecondsFormat};
use kernel::{Clock, Timestamp};
use parking_lot::{Mutex, MutexGuard};

use super::{
    bucket::Payer,
    fault::{Fault, Refusal},
    limits::Limits,
};

/// What a caller may still learn today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Different tables a day.
    pub limit: u64,
    /// Those left.
    pub remaining: u64,
    /// When all are there again: the next midnight, UTC.
    pub reset_at: Timestamp,
}

/// Every caller's tables of today.
pub struct Ledger {
    clock: Arc<dyn Clock>,
    most: usize,
    signed_in: u64,
    anonymous: u64,
    /// The process's own: nobody can seek two tables that count as one.
    key: RandomState,
    day: Mutex<Day>,
}

/// Kept apart, so that no crowd without sign-in makes the signed-in forgotten.
#[derive(Default)]
struct Day {
    date: NaiveDate,
    signed_in: Learnt,
    anonymous: Learnt,
}

/// The hashes of each caller's tables, in order.
type Learnt = HashMap<Payer, Vec<u64>>;

impl Ledger {
    /// Empty memory: nobody has learnt anything.
    pub fn new(limits: &Limits, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            most: limits.buckets,
            signed_in: limits.tables_a_day,
            anonymous: limits.anonymous_tables_a_day,
            key: RandomState::new(),
            day: Mutex::default(),
        }
    }

    /// What a table is known by here. The same table must hash the same however it was asked for.
    pub fn fingerprint(&self, table: &impl Hash) -> u64 {
        self.key.hash_one(table)
    }

    /// Notes that `payer` learns the table with this fingerprint, unless it is known to them.
    ///
    /// # Errors
    /// The allowance, of which nothing is left.
    pub fn admit(&self, payer: &Payer, fingerprint: u64) -> Result<(), Allowance> {
        let limit = self.limit(payer);
        let mut day = self.today();
        let date = day.date;
        let learnt = day.of(payer);
        let known = learnt.get(payer).map_or(&[][..], Vec::as_slice);
        let Err(at) = known.binary_search(&fingerprint) else { return Ok(()) };
        if known.len() as u64 >= limit {
            return Err(Allowance { limit, remaining: 0, reset_at: after(date) });
        }
        if learnt.len() >= self.most && !learnt.contains_key(payer) {
            forget(learnt);
        }
        learnt.entry(payer.clone()).or_default().insert(at, fingerprint);
        Ok(())
    }

    /// What `payer` may still learn.
    pub fn allowance(&self, payer: &Payer) -> Allowance {
        let limit = self.limit(payer);
        let mut day = self.today();
        let known = day.of(payer).get(payer).map_or(0, |known| known.len() as u64);
        Allowance { limit, remaining: limit.saturating_sub(known), reset_at: after(day.date) }
    }

    /// Whole seconds until `instant`, one at least.
    fn seconds_until(&self, instant: Timestamp) -> u64 {
        let millis = (instant - self.clock.now()).num_milliseconds();
        u64::try_from(millis).unwrap_or(0).div_ceil(1_000).max(1)
    }

    fn limit(&self, payer: &Payer) -> u64 {
        match payer {
            Payer::Identity(..) => self.signed_in,
            Payer::Address(_) => self.anonymous,
        }
    }

    fn today(&self) -> MutexGuard<'_, Day> {
        // As the instant at which it begins anew is told.
        let date = self.clock.now().date_naive();
        let mut day = self.day.lock();
        if date > day.date {
            *day = Day { date, ..Day::default() };
        }
        day
    }
}

impl Day {
    fn of(&mut self, payer: &Payer) -> &mut Learnt {
        match payer {
            Payer::Identity(..) => &mut self.signed_in,
            Payer::Address(_) => &mut self.anonymous,
        }
    }
}

/// Forgets the half that knows least: who asks most is remembered longest.
fn forget(learnt: &mut Learnt) {
    let mut counts: Vec<usize> = learnt.values().map(Vec::len).collect();
    let middle = counts.len() / 2;
    let (_, median, _) = counts.select_nth_unstable(middle);
    let median = *median;
    learnt.retain(|_, known| known.len() > median);
}

/// The midnight that ends the day.
fn after(date: NaiveDate) -> Timestamp {
    date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN).and_utc()
}

/// Among every operation's data: the caller's page of the ledger.
pub struct Tables {
    ledger: Arc<Ledger>,
    payer: Payer,
    are_asked: AtomicBool,
}

impl Tables {
    pub(super) fn of(ledger: &Arc<Ledger>, payer: &Payer) -> Arc<Self> {
        Arc::new(Self { ledger: Arc::clone(ledger), payer: payer.clone(), are_asked: AtomicBool::new(false) })
    }

    /// The operation asks for statistics, so its cost tells what may still be learnt.
    pub fn are_asked(&self) {
        self.are_asked.store(true, Ordering::Relaxed);
    }

    /// Notes that the caller learns `table`, of others' records.
    ///
    /// # Errors
    /// `TABLE_BUDGET_SPENT`: it must not be told.
    pub fn learn(&self, table: &impl Hash) -> Result<(), Fault> {
        self.are_asked();
        let admitted = self.ledger.admit(&self.payer, self.ledger.fingerprint(table));
        admitted.map_err(|Allowance { limit, reset_at, .. }| Fault {
            reset_at: Some(reset_at),
            ..Fault::over(Refusal::Tables, limit)
                .with(reset_at.format("%Y-%m-%d %H:%M UTC").to_string())
                .after(self.ledger.seconds_until(reset_at))
        })
    }

    /// Seconds until all tables are there again.
    pub(super) fn retry_after(&self) -> u64 {
        self.ledger.seconds_until(self.ledger.allowance(&self.payer).reset_at)
    }

    /// For the `cost` extension; nothing when no statistics were asked for.
    pub(super) fn told(&self) -> Option<Value> {
        let Allowance { limit, remaining, reset_at } =
            self.are_asked.load(Ordering::Relaxed).then(|| self.ledger.allowance(&self.payer))?;
        let fields = [
            ("limit", Value::Number(limit.into())),
            ("remaining", Value::Number(remaining.into())),
            ("resetAt", Value::String(reset_at.to_rfc3339_opts(SecondsFormat::Secs, true))),
        ];
        Some(Value::Object(fields.into_iter().map(|(name, value)| (Name::new(name), value)).collect()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    struct Hand(Mutex<Timestamp>);

    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            *self.0.lock()
        }
    }

    /// Three tables a day for the signed-in, two for others; so many callers remembered of each.
    fn ledger(most: usize) -> (Arc<Ledger>, Arc<Hand>) {
        let clock = Arc::new(Hand(Mutex::new("2026-09-01T23:59:00Z".parse().unwrap())));
        let limits = Limits { tables_a_day: 3, anonymous_tables_a_day: 2, buckets: most, ..Limits::default() };
        (Arc::new(Ledger::new(&limits, clock.clone())), clock)
    }

    fn anna() -> Payer {
        Payer::Identity("issuer".to_owned(), "anna".to_owned())
    }

    fn address(last: u16) -> Payer {
        Payer::Address(Some(std::net::IpAddr::from([0x2001, 0xdb8, 0, last, 0, 0, 0, 0])))
    }

    #[test]
    fn a_table_counts_once_and_the_day_has_so_many() {
        let (ledger, _) = ledger(10);
        for table in [7, 5, 7, 9, 5] {
            assert_eq!(ledger.admit(&anna(), table), Ok(()));
        }
        let spent = Allowance { limit: 3, remaining: 0, reset_at: "2026-09-02T00:00:00Z".parse().unwrap() };
        assert_eq!(ledger.admit(&anna(), 6), Err(spent));
        assert_eq!(ledger.allowance(&anna()), spent);
        // What is known stays known, and everyone has their own.
        assert_eq!(ledger.admit(&anna(), 9), Ok(()));
        for table in [6, 7] {
            assert_eq!(ledger.admit(&address(1), table), Ok(()));
        }
        assert_eq!(ledger.admit(&address(1), 8).unwrap_err().limit, 2);
        assert_eq!(ledger.allowance(&address(2)).remaining, 2);
    }

    #[test]
    fn another_day_begins_at_midnight_and_none_ends_before_it_began() {
        let (ledger, clock) = ledger(10);
        for table in 0..3 {
            ledger.admit(&anna(), table).unwrap();
        }
        *clock.0.lock() += TimeDelta::seconds(59);
        assert!(ledger.admit(&anna(), 3).is_err());
        *clock.0.lock() += TimeDelta::seconds(1);
        assert_eq!(ledger.admit(&anna(), 3), Ok(()));
        assert_eq!(ledger.allowance(&anna()).remaining, 2);
        // A clock that is set back does not begin yesterday anew.
        *clock.0.lock() -= TimeDelta::seconds(1);
        assert_eq!(ledger.allowance(&anna()).remaining, 2);
    }

    #[test]
    fn memory_is_bounded_and_no_crowd_makes_the_signed_in_forgotten() {
        let (ledger, _) = ledger(50);
        for table in 0..3 {
            ledger.admit(&anna(), table).unwrap();
        }
        for table in 0..2 {
            ledger.admit(&address(0), table).unwrap();
        }
        for last in 1..=250 {
            ledger.admit(&address(last), 1).unwrap();
            assert!(ledger.day.lock().anonymous.len() <= 50);
        }
        assert!(ledger.admit(&anna(), 3).is_err());
        assert!(ledger.admit(&address(0), 3).is_err(), "who asks most is remembered longest");
        assert!(ledger.day.lock().signed_in.values().all(|known| known.capacity() <= 4));
    }

    #[test]
    fn none_a_day_is_none() {
        let (_, clock) = ledger(10);
        let ledger = Ledger::new(&Limits { tables_a_day: 0, ..Limits::default() }, clock);
        assert!(ledger.admit(&anna(), 1).is_err());
        assert!(ledger.day.lock().signed_in.is_empty());
    }

    #[test]
    fn the_caller_is_told_what_is_left_and_when_more_comes() {
        let (ledger, _) = ledger(10);
        let tables = Tables::of(&ledger, &address(1));
        assert!(tables.told().is_none());
        tables.learn(&"one").unwrap();
        let told = tables.told().unwrap().into_json().unwrap();
        assert_eq!(told, serde_json::json!({ "limit": 2, "remaining": 1, "resetAt": "2026-09-02T00:00:00Z" }));
        tables.learn(&"two").unwrap();
        let fault = tables.learn(&"three").unwrap_err();
        assert_eq!((fault.refusal, fault.limit, fault.retry_after), (Refusal::Tables, Some(2), Some(60)));
        assert_eq!((fault.reset_at, tables.retry_after()), ("2026-09-02T00:00:00Z".parse().ok(), 60));
        for (lang, words) in [(kernel::Lang::Sv, "Du har fått 2 "), (kernel::Lang::En, "You have been given 2 ")] {
            let message = fault.error(lang).message;
            assert!(message.starts_with(words) && message.ends_with("2026-09-02 00:00 UTC."), "{message}");
        }
    }
}
