//! What one operation holds in memory: the rows it has read and the answer it has made so far. Whoever runs the operation says how
//! much that may be; beyond it the operation stands still where it is, and is dropped with all that it holds.

use std::{
    future::{Future, pending},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::Notify;

tokio::task_local! {
    static HELD: Arc<Held>;
}

/// What a row takes beside its values, in bytes.
pub(crate) const ROW: u64 = 64;

/// The account of one operation.
#[derive(Debug)]
pub struct Held {
    bytes: AtomicU64,
    most: u64,
    beyond: Notify,
}

impl Held {
    /// Nothing yet, of `most` bytes.
    pub fn of(most: u64) -> Arc<Self> {
        Arc::new(Self { bytes: AtomicU64::new(0), most, beyond: Notify::new() })
    }

    /// Bytes so far. What was let go in between is not taken off.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Runs `work` on this account; `None` when it wanted more than there is, and was dropped.
    pub async fn within<F: Future>(self: &Arc<Self>, work: F) -> Option<F::Output> {
        HELD.scope(Arc::clone(self), async {
            tokio::select! {
                biased;
                () = self.beyond.notified() => None,
                done = work => Some(done),
            }
        })
        .await
    }

    /// Takes `bytes` more; false when that is more than there is.
    fn take(&self, bytes: u64) -> bool {
        let before = self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let within = before.saturating_add(bytes) <= self.most;
        if !within {
            // Kept until it is waited for.
            self.beyond.notify_one();
        }
        within
    }
}

/// Takes `bytes` more on the running operation's account. Does not return when that is more than it may hold. Work that nobody
/// keeps an account of holds what it likes.
pub async fn hold(bytes: u64) {
    if !take(bytes) {
        pending::<()>().await;
    }
}

/// As [`hold`], for work that cannot stand still where it is: false when that is more than the operation may hold. Then it ends when it
/// next waits for anything.
pub fn take(bytes: u64) -> bool {
    HELD.try_with(|held| held.take(bytes)).unwrap_or(true)
}

/// Begins the running operation's account anew: what was read so far is of no more use to it, and has been dropped.
pub fn let_go() {
    // Without an account there is nothing to begin anew.
    let _ = HELD.try_with(|held| held.bytes.store(0, Ordering::Relaxed));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_let_go_leaves_room() {
        let held = Held::of(100);
        let work = async {
            hold(100).await;
            let_go();
            hold(100).await;
        };
        assert_eq!((held.within(work).await, held.bytes()), (Some(()), 100));
        // Nobody's account.
        let_go();
    }

    #[tokio::test]
    async fn work_is_dropped_where_it_wants_more_than_it_may_hold() {
        let held = Held::of(100);
        let work = async {
            hold(60).await;
            hold(40).await;
            "done"
        };
        assert_eq!(held.within(work).await, Some("done"));
        let (held, dropped) = (Held::of(100), Arc::new(()));
        let theirs = Arc::clone(&dropped);
        let work = async move {
            let _held = theirs;
            hold(60).await;
            hold(41).await;
            unreachable!("it stands still");
        };
        assert_eq!(held.within(work).await, None);
        assert_eq!(Arc::strong_count(&dropped), 1);
    }

    #[tokio::test]
    async fn each_operation_has_an_account_of_its_own() {
        let (one, two) = (Held::of(10), Held::of(10));
        let both = tokio::join!(one.within(hold(8)), two.within(hold(8)));
        assert_eq!(both, (Some(()), Some(())));
        assert_eq!((one.bytes(), two.bytes()), (8, 8));
        // Nobody's account.
        hold(u64::MAX).await;
    }
}
