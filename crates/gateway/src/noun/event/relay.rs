//! Reads the outbox once for all subscribers.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use futures_util::{Stream, StreamExt, stream};
use kernel::{Error, Result, error::rules};
use store::{Db, Happening};
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

/// How often the outbox is read when nothing was committed through this instance.
const POLL: Duration = Duration::from_millis(500);
/// Commits that come close together are read together.
const GATHER: Duration = Duration::from_millis(20);
/// Positions are given before commit: this far back a late one is still looked for.
const WINDOW: i64 = 500;
/// Events read at once.
const BATCH: u64 = 1_000;
/// Events a slow subscriber may lag behind before it is cut off; it resumes by position.
const BUFFER: usize = 4_096;
/// Missed events sent again at the most.
const MOST_MISSED: usize = 20_000;

/// The one reader of the outbox, and what it hands on.
pub struct Relay {
    db: Db,
    sender: broadcast::Sender<Happening>,
}

impl Relay {
    /// Over `db`; reads once [`Relay::run`] is spawned.
    pub fn new(db: &Db) -> Arc<Self> {
        Arc::new(Self { db: db.clone(), sender: broadcast::channel(BUFFER).0 })
    }

    /// Reads until the process ends. A fault is logged and the reading goes on: nothing is lost, the rows stay.
    pub async fn run(self: Arc<Self>) {
        let mut seen = BTreeSet::new();
        let mut last = None;
        loop {
            if self.sender.receiver_count() == 0 {
                // Nobody listens: writes pay nothing for the stream.
                (last, seen) = (None, BTreeSet::new());
                tokio::time::sleep(POLL).await;
                continue;
            }
            if let Err(error) = self.read(&mut last, &mut seen).await {
                tracing::warn!(%error, "the outbox could not be read");
            }
            tokio::select! {
                () = self.db.changed() => tokio::time::sleep(GATHER).await,
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Hands on what was not seen before. The first reading hands on the whole window: each subscriber knows what it has.
    async fn read(&self, last: &mut Option<i64>, seen: &mut BTreeSet<i64>) -> Result<()> {
        let from = match *last {
            Some(last) => last,
            None => self.db.last_position().await?,
        };
        *last = Some(from);
        for event in self.db.happenings(from - WINDOW, BATCH).await? {
            *last = (*last).max(Some(event.position));
            if seen.insert(event.position) {
                // An error says that nobody listens.
                let _ = self.sender.send(event);
            }
        }
        let oldest = last.unwrap_or(0) - WINDOW;
        *seen = seen.split_off(&oldest);
        Ok(())
    }

    /// Events from now on, or all after `position`.
    ///
    /// # Errors
    /// `Refused` when more was missed than is sent again: the client reads its lists anew. `Unavailable`, `Broken`.
    pub async fn follow(self: Arc<Self>, position: Option<i64>) -> Result<impl Stream<Item = Happening> + Send> {
        // Subscribed before anything is read, so that nothing falls between.
        let live = BroadcastStream::new(self.sender.subscribe());
        let start = match position {
            Some(position) => position,
            None => self.db.last_position().await?,
        };
        let mut known: BTreeSet<i64> = self
            .db
            .happenings(start - WINDOW, BATCH)
            .await?
            .iter()
            .map(|e| e.position)
            .filter(|p| *p <= start)
            .collect();
        let missed = if position.is_some() { self.missed(start).await? } else { Vec::new() };
        known.extend(missed.iter().map(|event| event.position));
        // A subscriber that lagged is cut off rather than given a stream with a hole.
        let live = live
            .take_while(|event| std::future::ready(event.is_ok()))
            .filter_map(|event| std::future::ready(event.ok()))
            .filter(move |event| {
                std::future::ready(event.position > start - WINDOW && !known.contains(&event.position))
            });
        Ok(stream::iter(missed).chain(live))
    }

    async fn missed(&self, position: i64) -> Result<Vec<Happening>> {
        let mut missed: Vec<Happening> = Vec::new();
        loop {
            let from = missed.last().map_or(position, |event| event.position);
            let more = self.db.happenings(from, BATCH).await?;
            let last = (more.len() as u64) < BATCH;
            missed.extend(more);
            if last {
                return Ok(missed);
            }
            if missed.len() >= MOST_MISSED {
                return Err(Error::refused(rules::TOO_FAR_BEHIND, ""));
            }
        }
    }
}
