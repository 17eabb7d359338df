//! A body has to come within its time, and to find room in its address's share of what all bodies under way may hold, whatever it is
//! for and whoever reads it. The time is of the whole body, so that one which comes byte by byte ends too. Readers meet an
//! [`io::Error`] of the kind `TimedOut`, or `QuotaExceeded` where there is no room.

use std::{error::Error, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    body::{Body, BodyDataStream, HttpBody},
    extract::{ConnectInfo, Request, State},
};
use futures_util::{StreamExt, stream};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout_at},
};

use super::{
    Edge,
    bucket::Payer,
    fault::{Fault, Refusal},
    limits::Limits,
    shares::{Share, Shares},
    waiting::AGAIN_SECONDS,
};

/// Bytes of a body that are counted at once.
const PIECE: u64 = 64 * 1024;

/// The room of bodies under way. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Bodies {
    free: Arc<Semaphore>,
    shares: Shares<Payer>,
}

/// A piece's place in the room, and in its address's share.
type Piece = (OwnedSemaphorePermit, Share<Payer>);

impl Bodies {
    /// Nothing is under way yet.
    pub(super) fn of(limits: &Limits) -> Self {
        let pieces = |bytes: u64| usize::try_from(bytes.div_ceil(PIECE)).unwrap_or(Semaphore::MAX_PERMITS);
        let free = Arc::new(Semaphore::new(pieces(limits.bodies_bytes)));
        Self { free, shares: Shares::of(pieces(limits.bodies_bytes_per_address)) }
    }

    fn piece(&self, payer: &Payer) -> Option<Piece> {
        let place = Arc::clone(&self.free).try_acquire_owned().ok()?;
        // Its own place is taken already.
        let share = self.shares.take_of(self.free.available_permits() + 1, payer.clone())?;
        Some((place, share))
    }
}

/// A body under way.
struct Coming {
    chunks: BodyDataStream,
    bytes: u64,
    pieces: Vec<Piece>,
    bodies: Bodies,
    payer: Payer,
}

impl Coming {
    /// Finds room for `bytes` more.
    fn count(&mut self, bytes: usize) -> io::Result<()> {
        self.bytes = self.bytes.saturating_add(bytes as u64);
        while (self.pieces.len() as u64) < self.bytes.div_ceil(PIECE) {
            self.pieces.push(self.bodies.piece(&self.payer).ok_or(io::ErrorKind::QuotaExceeded)?);
        }
        Ok(())
    }
}

/// The layer before every route.
pub(super) async fn bound(State(edge): State<Arc<Edge>>, request: Request) -> Request {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let (time, payer, bodies) = (edge.config.limits.body_time, Payer::of(None, address), edge.bodies.clone());
    request.map(|body| {
        if body.is_end_stream() {
            return body;
        }
        within(Coming { chunks: body.into_data_stream(), bytes: 0, pieces: Vec::new(), bodies, payer }, time)
    })
}

fn within(coming: Coming, time: Duration) -> Body {
    let until = Instant::now() + time;
    let chunks = stream::unfold(Some(coming), move |coming| async move {
        let mut coming = coming?;
        let Ok(chunk) = timeout_at(until, coming.chunks.next()).await else {
            return Some((Err(io::ErrorKind::TimedOut.into()), None));
        };
        let chunk = chunk?.map_err(io::Error::other);
        let counted = chunk.and_then(|chunk| coming.count(chunk.len()).map(|()| chunk));
        let rest = counted.is_ok().then_some(coming);
        Some((counted, rest))
    });
    Body::from_stream(chunks)
}

/// Why a body could not be read.
pub(super) fn fault(error: &axum::Error) -> Fault {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        match error.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(io::ErrorKind::TimedOut) => return Refusal::BodyTime.into(),
            Some(io::ErrorKind::QuotaExceeded) => return Fault::new(Refusal::Busy).after(AGAIN_SECONDS),
            _ => cause = error.source(),
        }
    }
    Refusal::NotJson.into()
}
