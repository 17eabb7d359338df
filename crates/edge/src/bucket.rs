//! A token bucket per caller, in memory: it holds cost and refills with time. A process restarted forgets, which errs on the
//! caller's side.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

use chrono::TimeDelta;
use kernel::{Clock, Timestamp};
use parking_lot::Mutex;

use super::{context::Identity, limits::Limits};

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Payer {
    /// A signed-in caller: issuer and subject.
    Identity(String, String),
    /// A network address without sign-in, or none when it is unknown; of IPv6 the first address of its network of 64 bits, for
    /// whoever has one has them all.
    Address(Option<IpAddr>),
}

impl Payer {
    /// The identity, by whatever token; without one the address.
    pub fn of(identity: Option<&Identity>, address: Option<IpAddr>) -> Self {
        match identity {
            Some(one) => Self::Identity(one.issuer.clone(), one.subject.clone()),
            None => Self::Address(address.map(network)),
        }
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX)).into(),
        four @ IpAddr::V4(_) => four,
    }
}

/// The state of a bucket, as told in `extensions.cost`.
#[derive(Clone, Copy, Debug)]
pub struct Balance {
    /// What the bucket holds when full.
    pub limit: u64,
    /// What is left.
    pub remaining: u64,
    /// When it is full again.
    pub reset_at: Timestamp,
}

/// All buckets.
pub struct Buckets {
    clock: Arc<dyn Clock>,
    levels: Mutex<HashMap<Payer, Level>>,
    most: usize,
    signed_in: Size,
    anonymous: Size,
}

#[derive(Clone, Copy)]
struct Size {
    limit: u64,
    refill: u64,
}

struct Level {
    spent: u64,
    at: Timestamp,
}

impl Buckets {
    /// Empty memory: every caller's bucket is full.
    pub fn new(limits: &Limits, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            levels: Mutex::new(HashMap::new()),
            most: limits.buckets,
            signed_in: Size { limit: limits.bucket, refill: limits.bucket_refill },
            anonymous: Size { limit: limits.anonymous_bucket, refill: limits.anonymous_refill },
        }
    }

    /// Takes `cost`, or says in how many seconds it will be there.
    ///
    /// # Errors
    /// Seconds to wait.
    pub fn take(&self, payer: &Payer, cost: u64) -> Result<Balance, u64> {
        self.change(payer, |size, level| {
            let spent = level.spent.saturating_add(cost);
            if spent > size.limit {
                let missing = spent - size.limit;
                return Err(missing.div_ceil(size.refill.max(1)).max(1));
            }
            level.spent = spent;
            Ok(())
        })
    }

    /// Takes `cost` whatever is left, for what has already been done: what the bucket does not hold is owed.
    pub fn charge(&self, payer: &Payer, cost: u64) {
        let _ = self.change::<()>(payer, |_, level| {
            level.spent = level.spent.saturating_add(cost);
            Ok(())
        });
    }

    /// Gives `cost` back.
    pub fn give_back(&self, payer: &Payer, cost: u64) {
        let _ = self.change::<()>(payer, |_, level| {
            level.spent = level.spent.saturating_sub(cost);
            Ok(())
        });
    }

    /// The bucket as it stands.
    pub fn balance(&self, payer: &Payer) -> Balance {
        let size = self.size(payer);
        self.change::<()>(payer, |_, _| Ok(())).unwrap_or(Balance {
            limit: size.limit,
            remaining: 0,
            reset_at: self.clock.now(),
        })
    }

    /// What the caller's bucket holds when full.
    pub fn limit(&self, payer: &Payer) -> u64 {
        self.size(payer).limit
    }

    fn size(&self, payer: &Payer) -> Size {
        match payer {
            Payer::Identity(..) => self.signed_in,
            Payer::Address(_) => self.anonymous,
        }
    }

    fn change<E>(&self, payer: &Payer, act: impl FnOnce(Size, &mut Level) -> Result<(), E>) -> Result<Balance, E> {
        let (now, size) = (self.clock.now(), self.size(payer));
        let mut levels = self.levels.lock();
        if levels.len() >= self.most && !levels.contains_key(payer) {
            self.forget(&mut levels, now);
        }
        let level = levels.entry(payer.clone()).or_insert(Level { spent: 0, at: now });
        settle(level, size, now);
        act(size, level)?;
        let seconds = level.spent.div_ceil(size.refill.max(1));
        let reset_at = now + TimeDelta::seconds(i64::try_from(seconds).unwrap_or(i64::from(i32::MAX)));
        Ok(Balance { limit: size.limit, remaining: size.limit - level.spent.min(size.limit), reset_at })
    }

    /// Forgets full buckets, and if that frees nothing the fuller half: who spends most is remembered longest.
    fn forget(&self, levels: &mut HashMap<Payer, Level>, now: Timestamp) {
        for (payer, level) in levels.iter_mut() {
            settle(level, self.size(payer), now);
        }
        levels.retain(|_, level| level.spent > 0);
        if levels.len() >= self.most {
            let mut spent: Vec<u64> = levels.values().map(|level| level.spent).collect();
            let middle = spent.len() / 2;
            let (_, median, _) = spent.select_nth_unstable(middle);
            let median = *median;
            levels.retain(|_, level| level.spent > median);
        }
    }
}

fn settle(level: &mut Level, size: Size, now: Timestamp) {
    let micros = (now - level.at).num_microseconds().unwrap_or(i64::MAX).max(0);
    let refill = u128::from(size.refill) * u128::from(micros.unsigned_abs()) / 1_000_000;
    if refill > 0 {
        level.spent = level.spent.saturating_sub(u64::try_from(refill).unwrap_or(u64::MAX));
        level.at = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Hand(Mutex<Timestamp>);

    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            *self.0.lock()
        }
    }

    fn buckets(most: usize) -> (Buckets, Arc<Hand>) {
        let clock = Arc::new(Hand(Mutex::new(Timestamp::UNIX_EPOCH)));
        let limits = Limits { anonymous_bucket: 100, anonymous_refill: 10, buckets: most, ..Limits::default() };
        (Buckets::new(&limits, clock.clone()), clock)
    }

    fn address(last: u8) -> Payer {
        Payer::Address(Some(IpAddr::from([192, 0, 2, last])))
    }

    #[test]
    fn a_bucket_refills_with_time_and_not_beyond_its_size() {
        let (buckets, clock) = buckets(10);
        assert_eq!(buckets.take(&address(1), 100).unwrap().remaining, 0);
        assert_eq!(buckets.take(&address(1), 25).unwrap_err(), 3);
        *clock.0.lock() += TimeDelta::seconds(3);
        assert_eq!(buckets.take(&address(1), 25).unwrap().remaining, 5);
        assert_eq!(buckets.take(&address(2), 100).unwrap().remaining, 0);
        *clock.0.lock() += TimeDelta::seconds(3_600);
        assert_eq!(buckets.balance(&address(1)).remaining, 100);
    }

    #[test]
    fn what_was_done_beyond_the_bucket_is_owed() {
        let (buckets, clock) = buckets(10);
        buckets.charge(&address(1), 150);
        assert_eq!((buckets.balance(&address(1)).remaining, buckets.take(&address(1), 10).unwrap_err()), (0, 6));
        *clock.0.lock() += TimeDelta::seconds(6);
        assert_eq!(buckets.take(&address(1), 10).unwrap().remaining, 0);
    }

    #[test]
    fn a_caller_without_sign_in_is_a_network() {
        let of = |text: &str| Payer::of(None, Some(text.parse().unwrap()));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:2:3:4"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), address(1));
        assert_ne!(of("192.0.2.2"), address(1));
    }

    #[test]
    fn memory_is_bounded_and_the_greediest_are_remembered() {
        let (buckets, _) = buckets(50);
        buckets.take(&address(0), 100).unwrap();
        for last in 1..=250 {
            buckets.take(&address(last), 1).unwrap();
            assert!(buckets.levels.lock().len() <= 50);
        }
        assert!(buckets.take(&address(0), 1).is_err());
    }
}
