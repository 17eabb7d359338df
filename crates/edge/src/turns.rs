//! The turns of a subscription's events: each is resolved in a place among those of events, within a time, and paid for
//! beforehand. Nobody waits for an event as for the answer to a question, so it stands in line as long as it must:
//! meanwhile it holds nothing. Before the first of them the subscription is opened, and that is an operation as others are.

use std::{future::pending, mem, sync::Arc, time::Duration};

use parking_lot::Mutex;
use store::held;
use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use super::{
    bucket::{Buckets, Payer},
    executor::over_budget,
    fault::{Fault, Refusal},
    places::{Place, Places},
};

/// Among a subscription's data: its turns, one at a time. Every event has one before its selection is resolved; a
/// resolver that reads anything to know whether the event is told takes it before it reads.
pub struct Turns {
    buckets: Arc<Buckets>,
    places: Places,
    payer: Payer,
    price: Price,
    time: Duration,
    turn: Mutex<Turn>,
    /// The turn is another than it was.
    changed: Notify,
}

/// What an event costs, in fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    /// With all that is selected, if every page is full: what the bucket must hold beforehand.
    pub whole: u64,
    /// Of the subscription's field alone: what an event costs that is not told.
    pub unheard: u64,
}

enum Turn {
    /// The subscription is being opened: in a place among the operations, paid for as one of them.
    Opening { until: Instant, _place: Place },
    /// No event is at hand, or it stands in line.
    None,
    /// An event is resolved; its price has been taken.
    Taken { until: Instant, _place: Place },
    /// The caller cannot pay for the event at hand.
    Refused(Fault),
}

impl Turns {
    /// Of one subscription of `payer`, who is charged in `buckets`; each turn is one of `places` and lasts for `time`
    /// at the most, and so does the opening, which begins now and has a place of its own.
    pub(super) fn of(
        buckets: &Arc<Buckets>,
        places: &Places,
        payer: &Payer,
        price: Price,
        time: Duration,
        opening: Place,
    ) -> Self {
        Self {
            buckets: Arc::clone(buckets),
            places: places.clone(),
            payer: payer.clone(),
            price,
            time,
            turn: Mutex::new(Turn::Opening { until: Instant::now() + time, _place: opening }),
            changed: Notify::new(),
        }
    }

    /// Gives back the place in which the subscription was opened: from here on it waits for events. A resolver whose first event
    /// does not come at once says so when it has read what it must to begin, or the opening takes too long.
    pub fn opened(&self) {
        if self.is_opening() {
            drop(self.put(Turn::None));
        }
    }

    /// Waits for the turn of the event at hand; returns at once where it has come already. Does not return where the
    /// caller's bucket does not hold the event's price: the subscription ends, and says so.
    pub async fn take(&self) {
        if self.is_taken() {
            return;
        }
        self.opened();
        let place = self.places.take(&self.payer).await;
        match self.buckets.take(&self.payer, self.price.whole) {
            Ok(_) => drop(self.put(Turn::Taken { until: Instant::now() + self.time, _place: place })),
            Err(seconds) => {
                drop(place);
                drop(self.put(Turn::Refused(over_budget(seconds))));
                pending().await
            }
        }
    }

    /// Ends the turn of an event that is not told, because its subject is out of the caller's reach: it costs what its
    /// field does, without what is selected of it, and nothing that was read for it is held any longer.
    pub fn pass_over(&self) {
        self.end(self.price.unheard);
        held::let_go();
    }

    /// Ends the turn of an event that cost so many fields. What was not used of its price is given back; an answer
    /// without a turn is charged as it is.
    pub(super) fn end(&self, actual: u64) {
        let paid = match self.put(Turn::None) {
            Turn::Taken { .. } => self.price.whole,
            Turn::Opening { .. } | Turn::None | Turn::Refused(_) => 0,
        };
        self.buckets.give_back(&self.payer, paid.saturating_sub(actual));
        self.buckets.charge(&self.payer, actual.saturating_sub(paid));
    }

    /// Waits until the opening or the event at hand is to be given up: `RATE_LIMITED` or `OPERATION_TIMED_OUT`. For one who
    /// waits at a time.
    pub(super) async fn given_up(&self) -> Fault {
        loop {
            let until = match self.until() {
                Ok(until) => until,
                Err(fault) => return fault,
            };
            let over = async {
                match until {
                    Some(until) => sleep_until(until).await,
                    None => pending().await,
                }
            };
            tokio::select! {
                biased;
                () = self.changed.notified() => {}
                () = over => return Refusal::OperationTime.into(),
            }
        }
    }

    fn is_opening(&self) -> bool {
        matches!(*self.turn.lock(), Turn::Opening { .. })
    }

    fn is_taken(&self) -> bool {
        matches!(*self.turn.lock(), Turn::Taken { .. })
    }

    fn until(&self) -> Result<Option<Instant>, Fault> {
        match &*self.turn.lock() {
            Turn::None => Ok(None),
            Turn::Opening { until, .. } | Turn::Taken { until, .. } => Ok(Some(*until)),
            Turn::Refused(fault) => Err(fault.clone()),
        }
    }

    /// What it was before.
    fn put(&self, turn: Turn) -> Turn {
        let before = mem::replace(&mut *self.turn.lock(), turn);
        self.changed.notify_one();
        before
    }
}
