//! Files that were made whole, kept for a little while so that they can be read in ranges.

use std::{
    collections::HashMap,
    future::Future,
    io::SeekFrom,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream;
use parking_lot::Mutex;
use tempfile::TempPath;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
    sync::{OnceCell, Semaphore},
};

use super::conditions::Slice;
use crate::question::{
    desk::DeskLimits,
    refused::{Refused, internal},
};

/// Bytes read at once.
const PIECE: usize = 64 * 1024;
const MEGABYTE: u64 = 1_000_000;

/// A file made whole. It is removed when nobody reads it any more.
pub(super) struct Kept {
    /// Names these bytes.
    pub tag: String,
    /// Bytes.
    pub length: u64,
    path: TempPath,
}

/// A file as its maker leaves it.
pub(super) struct Made {
    /// Where.
    pub path: TempPath,
    /// Bytes.
    pub length: u64,
}

/// The files kept now.
pub(super) struct Files {
    slots: Mutex<HashMap<String, Slot>>,
    making: Semaphore,
    most_bytes: u64,
    life: Duration,
}

#[derive(Clone)]
struct Slot {
    series: String,
    file: Arc<OnceCell<Arc<Kept>>>,
    since: Instant,
}

impl Files {
    pub(super) fn new(limits: &DeskLimits) -> Self {
        Self {
            slots: Mutex::default(),
            making: Semaphore::new(limits.making.max(1)),
            most_bytes: limits.kept_megabytes.saturating_mul(MEGABYTE),
            life: Duration::from_secs(limits.kept_seconds),
        }
    }

    /// The file that a reader of ranges began: of this series, and with this tag if the reader names one.
    pub(super) fn begun(&self, series: &str, tag: Option<&str>) -> Option<Arc<Kept>> {
        let slots = self.slots.lock();
        let alive = slots.values().filter(|slot| slot.series == series && slot.since.elapsed() < self.life);
        let files = alive.filter_map(|slot| Some((slot.since, slot.file.get()?)));
        let newest = files.filter(|(_, file)| tag.is_none_or(|tag| tag == file.tag)).max_by_key(|(since, _)| *since);
        newest.map(|(_, file)| Arc::clone(file))
    }

    /// The file with this tag, made if it is not there. Whoever asks for it meanwhile waits for the same one.
    pub(super) async fn get(
        &self,
        series: &str,
        tag: &str,
        make: impl Future<Output = Result<Made, Refused>>,
    ) -> Result<Arc<Kept>, Refused> {
        let cell = self.slot(series, tag);
        let made = cell.get_or_try_init(|| async {
            let _place = self.making.acquire().await.map_err(|closed| internal(&closed))?;
            let Made { path, length } = make.await?;
            Ok::<_, Refused>(Arc::new(Kept { tag: tag.to_owned(), length, path }))
        });
        let file = Arc::clone(made.await?);
        self.tidy(tag);
        Ok(file)
    }

    fn slot(&self, series: &str, tag: &str) -> Arc<OnceCell<Arc<Kept>>> {
        let fresh = || Slot { series: series.to_owned(), file: Arc::default(), since: Instant::now() };
        Arc::clone(&self.slots.lock().entry(tag.to_owned()).or_insert_with(fresh).file)
    }

    /// Lets go of what is old, and of the oldest while there is too much; never of `tag`.
    fn tidy(&self, tag: &str) {
        let mut slots = self.slots.lock();
        // A file that nobody could make leaves an empty slot behind; one being made is held by its maker.
        slots.retain(|name, slot| {
            let is_waited_for = slot.file.get().is_none() && Arc::strong_count(&slot.file) > 1;
            name == tag || is_waited_for || (slot.file.get().is_some() && slot.since.elapsed() < self.life)
        });
        let size = |slot: &Slot| slot.file.get().map_or(0, |file| file.length);
        let mut total: u64 = slots.values().map(size).sum();
        let mut by_age: Vec<(Instant, String)> = slots.iter().map(|(name, slot)| (slot.since, name.clone())).collect();
        by_age.sort();
        for (_, name) in by_age.into_iter().filter(|(_, name)| name != tag) {
            if total <= self.most_bytes {
                break;
            }
            total -= slots.remove(&name).as_ref().map_or(0, size);
        }
    }
}

impl Kept {
    /// The bytes of a piece, read as they are sent.
    pub(super) async fn body(self: &Arc<Self>, piece: Slice) -> Result<Body, Refused> {
        let mut file = File::open(&self.path).await?;
        file.seek(SeekFrom::Start(piece.from)).await?;
        let state = (file, piece.length, Arc::clone(self));
        Ok(Body::from_stream(stream::try_unfold(state, |(mut file, left, kept)| async move {
            if left == 0 {
                return Ok::<_, std::io::Error>(None);
            }
            let mut bytes = vec![0; usize::try_from(left).unwrap_or(PIECE).min(PIECE)];
            file.read_exact(&mut bytes).await?;
            let left = left - bytes.len() as u64;
            Ok(Some((Bytes::from(bytes), (file, left, kept))))
        })))
    }
}
