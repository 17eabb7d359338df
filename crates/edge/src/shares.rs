//! How much of something scarce each caller holds. What there is in all is counted elsewhere; here nobody takes more than a share.

use std::{collections::HashMap, hash::Hash, sync::Arc};

use parking_lot::Mutex;

/// Shares of one thing, by who holds them. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Shares<K> {
    most: usize,
    held: Arc<Mutex<HashMap<K, usize>>>,
}

impl<K: Eq + Hash + Clone> Shares<K> {
    /// At most `most` each.
    pub(super) fn of(most: usize) -> Self {
        Self { most, held: Arc::default() }
    }

    /// What each may hold.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    /// One more for `holder`, until it is dropped; none when they hold what they may.
    pub(super) fn take(&self, holder: K) -> Option<Share<K>> {
        self.take_below(self.most, holder)
    }

    /// One more for `holder` of something of which `free` are left: nobody holds more than a quarter of what is free, so that
    /// something is left for the next, however many came before; and the last ones go to those who hold none.
    pub(super) fn take_of(&self, free: usize, holder: K) -> Option<Share<K>> {
        self.take_below(self.most.min((free / 4).max(1)), holder)
    }

    fn take_below(&self, most: usize, holder: K) -> Option<Share<K>> {
        let mut held = self.held.lock();
        let count = held.get(&holder).copied().unwrap_or_default();
        if count >= most {
            return None;
        }
        held.insert(holder.clone(), count + 1);
        Some(Share { of: self.clone(), holder })
    }
}

/// One held.
#[derive(Debug)]
pub(super) struct Share<K: Eq + Hash + Clone> {
    of: Shares<K>,
    holder: K,
}

impl<K: Eq + Hash + Clone> Share<K> {
    /// Whether it is one of these, and this holder's.
    pub(super) fn is_of(&self, shares: &Shares<K>, holder: &K) -> bool {
        Arc::ptr_eq(&self.of.held, &shares.held) && self.holder == *holder
    }
}

impl<K: Eq + Hash + Clone> Drop for Share<K> {
    fn drop(&mut self) {
        let mut held = self.of.held.lock();
        if let Some(count) = held.get_mut(&self.holder) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.holder);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_holds_more_than_a_share_and_nobody_is_remembered_who_holds_none() {
        let shares = Shares::of(2);
        let (one, two) = (shares.take("a").expect("the first"), shares.take("a").expect("the second"));
        assert!(shares.take("a").is_none());
        assert!(shares.take("b").is_some());
        drop(one);
        let again = shares.take("a").expect("given back");
        drop((two, again));
        assert!(shares.held.lock().is_empty());
    }

    #[test]
    fn however_many_take_what_they_can_something_is_left_for_the_next() {
        let (all, shares) = (4_096_usize, Shares::of(512));
        let mut taken = Vec::new();
        let mut held = Vec::new();
        for holder in 0..24 {
            let before = taken.len();
            while let Some(one) = shares.take_of(all - taken.len(), holder) {
                taken.push(one);
            }
            held.push(taken.len() - before);
        }
        assert_eq!(held[..4], [512; 4], "what is free is four times as much");
        assert!(held.is_sorted_by(|more, less| more >= less) && held.iter().all(|held| *held > 0), "{held:?}");
        assert!(taken.len() < all, "{held:?}");
    }
}
