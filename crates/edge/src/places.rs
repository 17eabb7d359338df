//! Places of which there are few. Whoever wants one waits in order, and nobody has more than a share of them or stands in line for
//! more, so that the next caller finds one however many somebody else asks for.

use std::{collections::HashMap, sync::Arc};

use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::bucket::Payer;

/// The places. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Places {
    all: Arc<Semaphore>,
    each: usize,
    own: Arc<Mutex<HashMap<Payer, Own>>>,
}

/// What one caller may have.
#[derive(Debug)]
struct Own {
    places: Arc<Semaphore>,
    /// Those who wait for one or have one.
    asking: usize,
}

/// A place, until it is dropped.
#[derive(Debug)]
pub struct Place {
    _permits: [Option<OwnedSemaphorePermit>; 2],
    _asking: Asking,
}

#[derive(Debug)]
struct Asking {
    of: Places,
    payer: Payer,
    own: Arc<Semaphore>,
}

impl Places {
    /// So many in all, and of one caller.
    pub fn of(all: usize, each: usize) -> Self {
        Self { all: Arc::new(Semaphore::new(all)), each, own: Arc::default() }
    }

    /// One for `payer`, when it is their turn.
    pub async fn take(&self, payer: &Payer) -> Place {
        let asking = self.ask(payer);
        // Nobody closes either, so there is always a permit in the end.
        let own = Arc::clone(&asking.own).acquire_owned().await.ok();
        let among_all = Arc::clone(&self.all).acquire_owned().await.ok();
        Place { _permits: [own, among_all], _asking: asking }
    }

    fn ask(&self, payer: &Payer) -> Asking {
        let mut all = self.own.lock();
        let fresh = || Own { places: Arc::new(Semaphore::new(self.each)), asking: 0 };
        let own = all.entry(payer.clone()).or_insert_with(fresh);
        own.asking += 1;
        Asking { of: self.clone(), payer: payer.clone(), own: Arc::clone(&own.places) }
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        let mut all = self.of.own.lock();
        if let Some(own) = all.get_mut(&self.payer) {
            own.asking -= 1;
            if own.asking == 0 {
                all.remove(&self.payer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    fn payer(subject: &str) -> Payer {
        Payer::Identity("issuer".to_owned(), subject.to_owned())
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_has_more_than_a_share_and_nobody_is_remembered_who_has_none() {
        let (places, anna, bo) = (Places::of(3, 2), payer("anna"), payer("bo"));
        let soon = async |payer: &Payer| timeout(Duration::from_secs(1), places.take(payer)).await.ok();
        let (one, two) = (soon(&anna).await.expect("the first"), soon(&anna).await.expect("the second"));
        assert!(soon(&anna).await.is_none(), "there is a third, and not for her");
        let other = soon(&bo).await.expect("the third");
        assert!(soon(&bo).await.is_none(), "there is no fourth");
        drop(one);
        let again = soon(&anna).await.expect("given back");
        drop((two, other, again));
        assert!(places.own.lock().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn however_many_one_asks_for_the_next_stands_behind_a_share_of_them() {
        let (places, anna, bo) = (Places::of(1, 1), payer("anna"), payer("bo"));
        let held = places.take(&anna).await;
        let many = futures_util::future::join_all((0..8).map(|_| async {
            let _place = places.take(&anna).await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }));
        let other = async {
            tokio::task::yield_now().await;
            drop(held);
            timeout(Duration::from_millis(1), places.take(&bo)).await.is_ok()
        };
        assert!(tokio::join!(many, other).1);
    }
}
