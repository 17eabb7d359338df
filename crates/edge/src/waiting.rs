//! Finished answers that wait for their readers: how many bytes they are, in all and of each caller. What an answer takes is counted until
//! its last byte has been handed to the connection, or nobody will read it any more.

use std::{
    collections::HashMap,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, HttpBody},
    response::Response,
};
use bytes::Bytes;
use http::Version;
use hyper::body::{Frame, SizeHint};
use parking_lot::Mutex;
use tokio::{
    task::AbortHandle,
    time::{Instant, sleep_until},
};

use super::{
    bucket::Payer,
    fault::{Fault, Refusal},
    limits::Limits,
};

/// Bytes that are counted, but never refused: what tells of a refusal must reach its reader.
pub(super) const SMALL: u64 = 16 * 1024;
/// Bytes that a stream of events holds while it lasts, beside those that wait.
pub(super) const STREAM: u64 = SMALL;
/// When to come again.
pub(super) const AGAIN_SECONDS: u64 = 5;
/// Bytes handed to a stream of HTTP/2 at once: what it has taken stays with it, however little is read.
const SLICE: usize = 16 * 1024;

/// The account. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Waiting(Arc<Account>);

#[derive(Debug)]
struct Account {
    most: u64,
    most_each: u64,
    /// How long a reader may take nothing.
    patience: Duration,
    held: Mutex<Bound>,
}

#[derive(Debug, Default)]
struct Bound {
    all: u64,
    anonymous: u64,
    each: HashMap<Payer, u64>,
}

impl Waiting {
    /// Nothing waits yet.
    pub(super) fn of(limits: &Limits) -> Self {
        Self(Arc::new(Account {
            most: limits.waiting_bytes,
            most_each: limits.waiting_bytes_per_caller,
            patience: limits.send_time,
            held: Mutex::default(),
        }))
    }

    /// Whether anything more may be made for `payer`.
    ///
    /// # Errors
    /// What waits for them, or for all, is as much as may be.
    pub fn room(&self, payer: &Payer) -> Result<(), Fault> {
        self.check(&self.0.held.lock(), payer, 1)
    }

    /// Counts `bytes` until what is returned is dropped.
    ///
    /// # Errors
    /// As [`Waiting::room`]. Who has nothing waiting is given an answer, however large.
    pub(super) fn take(&self, payer: &Payer, bytes: u64) -> Result<Waits, Fault> {
        let mut held = self.0.held.lock();
        if bytes > SMALL {
            self.check(&held, payer, bytes)?;
        }
        Ok(self.add(&mut held, payer, bytes))
    }

    /// As [`Waiting::take`], whatever else waits: for what has been begun.
    fn take_anyway(&self, payer: &Payer, bytes: u64) -> Waits {
        self.add(&mut self.0.held.lock(), payer, bytes)
    }

    fn check(&self, held: &Bound, payer: &Payer, bytes: u64) -> Result<(), Fault> {
        let is_over = |held: u64, most: u64| held > 0 && held.saturating_add(bytes) > most;
        let (own, most) = (held.each.get(payer).copied().unwrap_or_default(), self.0.most);
        if is_over(own, self.0.most_each) {
            return Err(Fault::over(Refusal::Waiting, self.0.most_each).after(AGAIN_SECONDS));
        }
        // Those who are not signed in leave half to those who are.
        let anonymous = matches!(payer, Payer::Address(_)) && is_over(held.anonymous, most / 2);
        if anonymous || is_over(held.all, most) {
            return Err(Fault::new(Refusal::Busy).after(AGAIN_SECONDS));
        }
        Ok(())
    }

    fn add(&self, held: &mut Bound, payer: &Payer, bytes: u64) -> Waits {
        held.all += bytes;
        if matches!(payer, Payer::Address(_)) {
            held.anonymous += bytes;
        }
        *held.each.entry(payer.clone()).or_default() += bytes;
        Waits { of: self.clone(), payer: payer.clone(), bytes }
    }
}

/// Bytes that wait for a reader.
#[derive(Debug)]
pub(super) struct Waits {
    of: Waiting,
    payer: Payer,
    bytes: u64,
}

impl Waits {
    /// How many.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Both as one; the other is of the same caller.
    pub(super) fn and(mut self, other: Option<Self>) -> Self {
        if let Some(mut other) = other {
            self.bytes += std::mem::take(&mut other.bytes);
        }
        self
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        let mut held = self.of.0.held.lock();
        held.all -= self.bytes;
        if matches!(self.payer, Payer::Address(_)) {
            held.anonymous -= self.bytes;
        }
        if let Some(own) = held.each.get_mut(&self.payer) {
            *own -= self.bytes;
            if *own == 0 {
                held.each.remove(&self.payer);
            }
        }
    }
}

/// Whose answer it is and how it is read.
#[derive(Clone, Debug)]
pub struct Reader {
    /// For whom it is counted.
    pub payer: Payer,
    /// The protocol: a stream of HTTP/2 may stand still for ever while its connection lives.
    pub version: Version,
}

/// Among an answer's extensions: it is counted already.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted;

/// Whether an answer may be refused for what waits already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It can be asked for again.
    IfThereIsRoom,
    /// What it tells of has been done.
    Anyway,
}

impl Waiting {
    /// The answer with its body on the account of its reader until it is read. One that does not tell its length counts as `stream`
    /// bytes while it lasts, and each piece of it besides.
    ///
    /// # Errors
    /// As [`Waiting::take`].
    pub fn hand_over(&self, response: Response, reader: &Reader, stream: u64, taken: Taken) -> Result<Response, Fault> {
        let (mut parts, body) = response.into_parts();
        parts.extensions.insert(Counted);
        let bytes = body.size_hint().exact();
        if bytes == Some(0) {
            return Ok(Response::from_parts(parts, body));
        }
        let payer = &reader.payer;
        let waits = match taken {
            Taken::IfThereIsRoom => self.take(payer, bytes.unwrap_or(stream))?,
            Taken::Anyway => self.take_anyway(payer, bytes.unwrap_or(stream)),
        };
        let unread = Unread {
            body: Some(body),
            rest: Bytes::new(),
            waits: Some(waits),
            is_whole: bytes.is_some(),
            most: if reader.version == Version::HTTP_2 { SLICE } else { usize::MAX },
            since: Some(Instant::now()),
            left: false,
        };
        let unread = Arc::new(Mutex::new(unread));
        let watch = (reader.version == Version::HTTP_2).then(|| {
            let watched = watch(Arc::downgrade(&unread), self.0.patience);
            tokio::spawn(watched).abort_handle()
        });
        let body = Watched { unread, of: self.clone(), payer: payer.clone(), watch };
        Ok(Response::from_parts(parts, Body::new(body)))
    }
}

/// A body with its account.
struct Watched {
    unread: Arc<Mutex<Unread>>,
    of: Waiting,
    payer: Payer,
    watch: Option<AbortHandle>,
}

struct Unread {
    body: Option<Body>,
    /// What is left of the last piece.
    rest: Bytes,
    waits: Option<Waits>,
    /// Whether the body comes as one piece, whose bytes are counted from the start.
    is_whole: bool,
    /// Bytes given at once.
    most: usize,
    /// Since when the reader could have asked for more; none while the reader waits for us.
    since: Option<Instant>,
    /// Nobody read it for too long, and it is gone.
    left: bool,
}

/// Bytes with what they count.
struct Piece {
    bytes: Bytes,
    _waits: Option<Waits>,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut unread = self.unread.lock();
        let unread = &mut *unread;
        if unread.left {
            unread.left = false;
            let told = io::Error::new(io::ErrorKind::TimedOut, "the reader takes nothing");
            return Poll::Ready(Some(Err(axum::Error::new(told))));
        }
        if unread.rest.is_empty() {
            unread.since = None;
            let Some(body) = &mut unread.body else { return Poll::Ready(None) };
            let frame = match Pin::new(body).poll_frame(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(frame) => frame,
            };
            let bytes = match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(bytes))) => bytes,
                Some(Ok(Err(trailers))) => return Poll::Ready(Some(Ok(trailers))),
                Some(Err(error)) => {
                    (unread.body, unread.waits) = (None, None);
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    (unread.body, unread.waits) = (None, None);
                    return Poll::Ready(None);
                }
            };
            let counted = if unread.is_whole { unread.waits.take() } else { None };
            let waits = counted.or_else(|| Some(self.of.take_anyway(&self.payer, bytes.len() as u64)));
            unread.rest = Bytes::from_owner(Piece { bytes, _waits: waits });
        }
        let length = unread.rest.len().min(unread.most);
        let mut piece = unread.rest.split_to(length);
        if unread.most < usize::MAX {
            // What the connection keeps of a stream that stands still must not keep all the rest.
            let waits = self.of.take_anyway(&self.payer, length as u64);
            piece = Bytes::from_owner(Piece { bytes: Bytes::copy_from_slice(&piece), _waits: Some(waits) });
        }
        if unread.rest.is_empty() {
            // Or what is empty would hold on to the whole.
            unread.rest = Bytes::new();
        }
        unread.since = Some(Instant::now());
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        let unread = self.unread.lock();
        !unread.left && unread.rest.is_empty() && unread.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let unread = self.unread.lock();
        let rest = unread.rest.len() as u64;
        let hint = unread.body.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint);
        let mut all = SizeHint::new();
        all.set_lower(hint.lower() + rest);
        if let Some(upper) = hint.upper() {
            all.set_upper(upper + rest);
        }
        all
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(watch) = &self.watch {
            watch.abort();
        }
    }
}

/// Lets go of a body that nobody has asked for more of within `patience`.
async fn watch(unread: std::sync::Weak<Mutex<Unread>>, patience: Duration) {
    let mut until = Instant::now() + patience;
    loop {
        sleep_until(until).await;
        let Some(unread) = unread.upgrade() else { return };
        let mut unread = unread.lock();
        match unread.since {
            Some(since) if since.elapsed() >= patience => {
                (unread.body, unread.waits, unread.rest, unread.left) = (None, None, Bytes::new(), true);
                return;
            }
            Some(since) => until = since + patience,
            None => until = Instant::now() + patience,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::response::IntoResponse;
    use futures_util::stream;
    use tokio::time::sleep;

    use super::*;

    fn waiting(most: u64, most_each: u64) -> Waiting {
        Waiting::of(&Limits { waiting_bytes: most, waiting_bytes_per_caller: most_each, ..Limits::default() })
    }

    fn address(last: u8) -> Payer {
        Payer::Address(Some(IpAddr::from([192, 0, 2, last])))
    }

    fn someone(name: &str) -> Payer {
        Payer::Identity("issuer".to_owned(), name.to_owned())
    }

    fn code(refused: Result<Waits, Fault>) -> &'static str {
        refused.expect_err("it is refused").refusal.code()
    }

    #[test]
    fn what_waits_is_bounded_for_each_and_in_all_and_those_not_signed_in_leave_half() {
        let waiting = waiting(1_000_000, 400_000);
        let first = waiting.take(&address(1), 300_000).expect("the first");
        assert_eq!(code(waiting.take(&address(1), 200_000)), "LIMIT_WAITING_BYTES");
        let second = waiting.take(&address(2), 200_000).expect("another's");
        assert_eq!(code(waiting.take(&address(3), 100_000)), "BUSY");
        // What tells of it is never refused.
        drop(waiting.take(&address(3), 1_000).expect("a refusal"));
        let mine = waiting.take(&someone("a"), 400_000).expect("of one who is signed in");
        assert_eq!(code(waiting.take(&someone("b"), 200_000)), "BUSY");
        drop((first, second));
        assert!(waiting.room(&address(1)).is_ok() && waiting.take(&someone("b"), 500_000).is_ok());
        drop(mine);
        // Who has nothing waiting gets one, however large.
        drop(waiting.take(&someone("a"), 2_000_000).expect("one"));
        let held = waiting.0.held.lock();
        assert_eq!((held.all, held.anonymous, held.each.len()), (0, 0, 0));
    }

    fn handed(waiting: &Waiting, response: Response, version: Version) -> Body {
        let reader = Reader { payer: address(1), version };
        waiting.hand_over(response, &reader, 50_000, Taken::IfThereIsRoom).expect("room").into_body()
    }

    async fn next(body: &mut Body) -> Option<Result<Bytes, axum::Error>> {
        let frame = std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await?;
        Some(frame.map(|frame| frame.into_data().expect("data")))
    }

    #[tokio::test(start_paused = true)]
    async fn bytes_count_until_they_are_written_wherever_they_have_come() {
        let waiting = waiting(1_000_000, 400_000);
        let all = || waiting.0.held.lock().all;
        let mut body = handed(&waiting, vec![0_u8; 100_000].into_response(), Version::HTTP_11);
        assert_eq!((body.size_hint().exact(), all()), (Some(100_000), 100_000));
        let bytes = next(&mut body).await.expect("bytes").expect("well");
        drop(body);
        assert_eq!((bytes.len(), all()), (100_000, 100_000), "the connection has not written them");
        drop(bytes);
        assert_eq!(all(), 0);
        let pieces = stream::iter([Ok::<_, io::Error>(Bytes::from_static(&[0; 1_000]))]);
        let mut body = handed(&waiting, Body::from_stream(pieces).into_response(), Version::HTTP_11);
        assert_eq!(all(), 50_000);
        let bytes = next(&mut body).await.expect("bytes").expect("well");
        assert_eq!(all(), 51_000);
        drop((body, bytes));
        assert_eq!(all(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_stream_of_http2_does_not_read_is_let_go_of_in_its_time() {
        let waiting = waiting(1_000_000, 400_000);
        let all = || waiting.0.held.lock().all;
        let mut body = handed(&waiting, vec![0_u8; 100_000].into_response(), Version::HTTP_2);
        assert_eq!(next(&mut body).await.expect("bytes").expect("well").len(), SLICE);
        sleep(Duration::from_secs(59)).await;
        drop(next(&mut body).await.expect("bytes").expect("well"));
        sleep(Duration::from_secs(59)).await;
        assert_eq!(all(), 100_000, "it is read by and by");
        sleep(Duration::from_secs(2)).await;
        assert_eq!(all(), 0);
        assert!(next(&mut body).await.expect("an end").is_err(), "it is not ended as if it were whole");
        // A reader who waits for us is waited for.
        let never = Body::from_stream(stream::pending::<Result<Bytes, io::Error>>());
        let mut body = handed(&waiting, never.into_response(), Version::HTTP_2);
        assert!(futures_util::FutureExt::now_or_never(next(&mut body)).is_none());
        sleep(Duration::from_secs(600)).await;
        assert_eq!(all(), 50_000);
    }
}
