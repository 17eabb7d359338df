//! Reads the outbox once for all subscribers, a portion at a time: a change of thousands of records is never held whole.

use std::{sync::Arc, time::Duration};

use futures_util::{Stream, StreamExt, stream};
use kernel::{Error, Result, error::rules};
use store::{Db, Had, Happening, Seen};
use tokio::sync::{Mutex, broadcast};
use tokio_stream::wrappers::BroadcastStream;

/// How often the outbox is read when nothing was committed through this instance.
const POLL: Duration = Duration::from_millis(500);
/// Commits that come close together are read together.
const GATHER: Duration = Duration::from_millis(20);
/// Portions that a slow subscriber may lag behind before it is cut off; it resumes by position. Each is held once for all subscribers,
/// until the slowest has taken it: 128 MB at the most.
const BUFFER: usize = 2_048;
/// Missed events sent again at the most.
const MOST_MISSED: u64 = 20_000;
/// Events read at a time, no more than take some 64 kB. So many of what was missed a subscriber holds itself: two thousand of them may be
/// behind at once.
const PORTION: u64 = 250;

/// How far the outbox has been handed on.
#[derive(Clone, Debug)]
struct Place {
    /// Everything that was committed then.
    seen: Seen,
    /// Of what is read now: what was committed when its reading began, and the position up to which it has been handed on. A reading that
    /// fails goes on here.
    begun: Option<(Seen, i64)>,
}

/// The one reader of the outbox, and what it hands on.
pub struct Relay {
    db: Db,
    sender: broadcast::Sender<Arc<[Happening]>>,
    /// From where the reading begins when somebody listens again; none while nobody does.
    begin: Mutex<Option<Seen>>,
}

impl Relay {
    /// Over `db`; reads once [`Relay::run`] is spawned.
    pub fn new(db: &Db) -> Arc<Self> {
        Arc::new(Self { db: db.clone(), sender: broadcast::channel(BUFFER).0, begin: Mutex::default() })
    }

    /// Reads until the process ends. A fault is logged and the reading goes on: nothing is lost, the rows stay.
    pub async fn run(self: Arc<Self>) {
        while let Err(error) = self.db.settle_outbox().await {
            tracing::warn!(%error, "the outbox could not be settled");
            tokio::time::sleep(POLL).await;
        }
        let mut place = None;
        loop {
            let Some(before) = self.from(place.take()).await else {
                // Nobody listens: writes pay nothing for the stream.
                tokio::time::sleep(POLL).await;
                continue;
            };
            let (next, goes_on) = match self.read(&before).await {
                Ok(next) => {
                    let goes_on = next.begun.is_some();
                    (next, goes_on)
                }
                Err(error) => {
                    tracing::warn!(%error, "the outbox could not be read");
                    (before, false)
                }
            };
            place = Some(next);
            if !goes_on {
                tokio::select! {
                    () = self.db.changed() => tokio::time::sleep(GATHER).await,
                    () = tokio::time::sleep(POLL) => {}
                }
            }
        }
    }

    /// What has been handed on already; none where nobody listens.
    async fn from(&self, place: Option<Place>) -> Option<Place> {
        let mut begin = self.begin.lock().await;
        if self.sender.receiver_count() == 0 {
            *begin = None;
            return None;
        }
        place.or_else(|| begin.clone().map(|seen| Place { seen, begun: None }))
    }

    /// Hands on the next portion of what was committed since.
    async fn read(&self, before: &Place) -> Result<Place> {
        let (now, after) = match before.begun.clone() {
            Some(begun) => begun,
            None => (self.db.seen_now().await?, 0),
        };
        let (events, rest) = self.db.happenings_between(&before.seen, &now, after, PORTION).await?;
        if !events.is_empty() {
            // An error says that nobody listens.
            let _ = self.sender.send(events.into());
        }
        Ok(match rest {
            Some(after) => Place { seen: before.seen.clone(), begun: Some((now, after)) },
            None => Place { seen: now, begun: None },
        })
    }

    /// Events from now on, and what was missed before: all that were not told for certain with the one that the subscriber `had`
    /// last or before, so that one that was written beside it may come again. The stream is at fault where it lags too far behind
    /// to go on.
    ///
    /// # Errors
    /// `Refused` when more was missed than is sent again: the client reads its lists anew. `Unavailable`, `Broken`.
    pub async fn follow(
        self: Arc<Self>,
        had: Option<Had>,
    ) -> Result<(Option<Missed>, impl Stream<Item = Result<Happening>> + Send)> {
        let (live, now) = {
            let mut begin = self.begin.lock().await;
            // Subscribed before anything is read, so that nothing falls between.
            let live = BroadcastStream::new(self.sender.subscribe());
            let now = self.db.seen_now().await?;
            begin.get_or_insert_with(|| now.clone());
            (live, now)
        };
        let now = Arc::new(now);
        let missed = match had {
            None => None,
            Some(had) => {
                if self.db.more_happened(&had.seen, &now, MOST_MISSED).await? {
                    return Err(too_far_behind());
                }
                Some(Missed { db: self.db.clone(), had, now: Arc::clone(&now), after: 0 })
            }
        };
        // A subscriber that lagged is told so rather than given a stream with a hole.
        let live = live.flat_map(move |read| match read {
            Ok(events) => stream::iter(unseen(events, Arc::clone(&now))).map(Ok).left_stream(),
            Err(_) => stream::once(std::future::ready(Err(too_far_behind()))).right_stream(),
        });
        Ok((missed, live))
    }
}

/// What a subscriber missed until it began to follow. It is read a portion at a time, as it is told.
pub struct Missed {
    db: Db,
    had: Had,
    now: Arc<Seen>,
    /// The position up to which it has been read.
    after: i64,
}

impl Missed {
    /// The next portion in order, which may be empty, and what is left after it.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn next(self) -> Result<(Vec<Happening>, Option<Self>)> {
        let (mut events, rest) = self.db.happenings_between(&self.had.seen, &self.now, self.after, PORTION).await?;
        events.retain(|event| !self.had.includes(event));
        Ok((events, rest.map(|after| Self { after, ..self })))
    }
}

fn too_far_behind() -> Error {
    Error::refused(rules::TOO_FAR_BEHIND, "")
}

/// One after the other, so that each subscriber holds one of them.
fn unseen(events: Arc<[Happening]>, seen: Arc<Seen>) -> impl Iterator<Item = Happening> {
    let each = (0..events.len()).map(move |at| events[at].clone());
    each.filter(move |event| !seen.has(event))
}
