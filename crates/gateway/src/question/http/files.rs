//! Files that were made whole, kept for a little while so that they can be read in ranges. They have no name in any folder: what
//! happens to the process, nothing is left behind.

use std::{
    collections::HashMap,
    fs::File,
    future::Future,
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Weak},
    time::Duration,
};

use axum::body::Body;
use bytes::Bytes;
use edge::{Payer, Places};
use futures_util::stream;
use parking_lot::Mutex;
use tokio::{
    sync::OnceCell,
    task::spawn_blocking,
    time::{Instant, sleep},
};

use super::conditions::Slice;
use crate::question::{refused::Refused, service::QuestionLimits};

/// Bytes read at once.
const PIECE: u64 = 64 * 1024;
const MEGABYTE: u64 = 1_000_000;

/// A file made whole. Its bytes are gone when nobody reads it any more.
pub(super) struct CachedFile {
    /// Names these bytes.
    pub tag: String,
    /// Bytes.
    pub length: u64,
    /// One reader at a time moves its place.
    file: Mutex<File>,
}

/// A file as its maker leaves it.
pub(super) struct RenderedFile {
    /// The file.
    pub file: File,
    /// Bytes.
    pub length: u64,
}

/// The files kept now.
pub(super) struct Files {
    slots: Mutex<HashMap<String, Slot>>,
    making: Places,
    most_bytes: u64,
    life: Duration,
}

#[derive(Clone)]
struct Slot {
    series: String,
    file: Arc<OnceCell<Arc<CachedFile>>>,
    since: Instant,
}

impl Files {
    pub(super) fn new(limits: &QuestionLimits) -> Self {
        Self {
            slots: Mutex::default(),
            making: Places::of(limits.making.max(1), limits.making.div_ceil(2).max(1)),
            most_bytes: limits.kept_megabytes.saturating_mul(MEGABYTE),
            life: Duration::from_secs(limits.kept_seconds),
        }
    }

    /// The file that a reader of ranges began: of this series, and with this tag if the reader names one.
    pub(super) fn begun(&self, series: &str, tag: Option<&str>) -> Option<Arc<CachedFile>> {
        let slots = self.slots.lock();
        let alive = slots.values().filter(|slot| slot.series == series && slot.since.elapsed() < self.life);
        let files = alive.filter_map(|slot| Some((slot.since, slot.file.get()?)));
        let newest = files.filter(|(_, file)| tag.is_none_or(|tag| tag == file.tag)).max_by_key(|(since, _)| *since);
        newest.map(|(_, file)| Arc::clone(file))
    }

    /// The file with this tag, made for `payer` if it is not there. Whoever asks for it meanwhile waits for the same one.
    pub(super) async fn get(
        self: &Arc<Self>,
        payer: &Payer,
        series: &str,
        tag: &str,
        make: impl Future<Output = Result<RenderedFile, Refused>>,
    ) -> Result<Arc<CachedFile>, Refused> {
        let cell = self.slot(series, tag);
        let made = cell.get_or_try_init(|| async {
            let _place = self.making.take(payer).await;
            let RenderedFile { file, length } = make.await?;
            tokio::spawn(tidy_later(Arc::downgrade(self), self.life));
            Ok::<_, Refused>(Arc::new(CachedFile { tag: tag.to_owned(), length, file: Mutex::new(file) }))
        });
        let file = Arc::clone(made.await?);
        self.tidy(Some(tag));
        Ok(file)
    }

    fn slot(&self, series: &str, tag: &str) -> Arc<OnceCell<Arc<CachedFile>>> {
        let fresh = || Slot { series: series.to_owned(), file: Arc::default(), since: Instant::now() };
        Arc::clone(&self.slots.lock().entry(tag.to_owned()).or_insert_with(fresh).file)
    }

    /// Lets go of what is old, and of the oldest while there is too much; never of `tag`.
    fn tidy(&self, tag: Option<&str>) {
        let mut slots = self.slots.lock();
        // A file that nobody could make leaves an empty slot behind; one being made is held by its maker.
        slots.retain(|name, slot| {
            let is_waited_for = slot.file.get().is_none() && Arc::strong_count(&slot.file) > 1;
            Some(name.as_str()) == tag
                || is_waited_for
                || (slot.file.get().is_some() && slot.since.elapsed() < self.life)
        });
        let size = |slot: &Slot| slot.file.get().map_or(0, |file| file.length);
        let mut total: u64 = slots.values().map(size).sum();
        let mut by_age: Vec<(Instant, String)> = slots.iter().map(|(name, slot)| (slot.since, name.clone())).collect();
        by_age.sort();
        for (_, name) in by_age.into_iter().filter(|(_, name)| Some(name.as_str()) != tag) {
            if total <= self.most_bytes {
                break;
            }
            total -= slots.remove(&name).as_ref().map_or(0, size);
        }
    }
}

/// What nobody asks for any more is let go of in its time, not at the next question.
async fn tidy_later(files: Weak<Files>, life: Duration) {
    sleep(life).await;
    if let Some(files) = files.upgrade() {
        files.tidy(None);
    }
}

impl CachedFile {
    /// The bytes of a piece, read as they are sent.
    pub(super) fn body(self: &Arc<Self>, piece: Slice) -> Body {
        let state = (Arc::clone(self), piece);
        Body::from_stream(stream::try_unfold(state, |(kept, piece)| async move {
            if piece.length == 0 {
                return Ok::<_, io::Error>(None);
            }
            let some = Slice { length: piece.length.min(PIECE), ..piece };
            let reader = Arc::clone(&kept);
            let bytes = spawn_blocking(move || reader.read(some)).await.map_err(io::Error::other)??;
            let rest = Slice { from: piece.from + some.length, length: piece.length - some.length };
            Ok(Some((bytes, (kept, rest))))
        }))
    }

    fn read(&self, piece: Slice) -> io::Result<Bytes> {
        let mut bytes = vec![0; usize::try_from(piece.length).map_err(io::Error::other)?];
        let mut file = self.file.lock();
        file.seek(SeekFrom::Start(piece.from))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::Write,
        sync::atomic::{AtomicUsize, Ordering},
    };

    use axum::body::to_bytes;

    use super::*;
    use crate::question::refused::Kind;

    fn files() -> Arc<Files> {
        Arc::new(Files::new(&QuestionLimits { kept_megabytes: 2, kept_seconds: 60, ..QuestionLimits::default() }))
    }

    fn payer(subject: &str) -> Payer {
        Payer::Identity("issuer".to_owned(), subject.to_owned())
    }

    async fn made(text: &str, length: u64) -> Result<RenderedFile, Refused> {
        let mut file = tempfile::tempfile()?;
        file.write_all(text.as_bytes())?;
        Ok(RenderedFile { file, length })
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_is_made_once_however_many_wait_for_it() {
        let (files, anna, times) = (files(), payer("anna"), AtomicUsize::new(0));
        let make = || async {
            times.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            made("0123456789", 10).await
        };
        let (one, two) = tokio::join!(files.get(&anna, "s", "t", make()), files.get(&anna, "s", "t", make()));
        let (one, two) = (one.expect("made"), two.expect("made"));
        assert!(Arc::ptr_eq(&one, &two) && times.load(Ordering::Relaxed) == 1);
        let piece = to_bytes(one.body(Slice { from: 3, length: 4 }), 100).await.expect("read");
        assert_eq!(piece, "3456");
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_goes_on_with_its_own_series_and_tag_only() {
        let files = files();
        files.get(&payer("anna"), "mine", "t1", made("a", 1)).await.expect("made");
        tokio::time::advance(Duration::from_secs(1)).await;
        files.get(&payer("anna"), "mine", "t2", made("b", 1)).await.expect("made");
        let begun = |series: &str, tag| files.begun(series, tag).map(|file| file.tag.clone());
        assert_eq!(begun("mine", None).as_deref(), Some("t2"));
        assert_eq!(begun("mine", Some("t1")).as_deref(), Some("t1"));
        assert_eq!(begun("mine", Some("t3")), None);
        assert_eq!(begun("another", None), None);
        assert_eq!(begun("another", Some("t1")), None);
    }

    #[tokio::test(start_paused = true)]
    async fn files_go_in_their_time_and_the_oldest_when_there_are_too_many() {
        let files = files();
        for (second, tag) in ["t1", "t2", "t3"].into_iter().enumerate() {
            tokio::time::advance(Duration::from_secs(second as u64)).await;
            files.get(&payer("anna"), "s", tag, made("a", 900_000)).await.expect("made");
        }
        let kept = || files.slots.lock().len();
        assert_eq!(kept(), 2);
        assert!(files.begun("s", Some("t1")).is_none() && files.begun("s", Some("t3")).is_some());
        sleep(Duration::from_secs(61)).await;
        assert_eq!(kept(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn what_could_not_be_made_may_be_tried_again() {
        let files = files();
        let fails = async { Err(Refused::new(Kind::Internal)) };
        assert!(files.get(&payer("anna"), "s", "t", fails).await.is_err());
        assert!(files.begun("s", None).is_none());
        assert!(files.get(&payer("anna"), "s", "t", made("a", 1)).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_keeps_others_from_having_a_file_made() {
        let (files, anna, bo) = (files(), payer("anna"), payer("bo"));
        let slow = || std::future::pending::<Result<RenderedFile, Refused>>();
        let hers = ["t1", "t2", "t3", "t4"].map(|tag| files.get(&anna, "s", tag, slow()));
        let other = tokio::time::timeout(Duration::from_secs(1), files.get(&bo, "s", "t5", made("a", 1)));
        tokio::select! {
            biased;
            _ = futures_util::future::join_all(hers) => unreachable!("nothing of hers is ever made"),
            told = other => assert!(told.expect("in time").is_ok()),
        }
    }
}
