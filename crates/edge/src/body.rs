//! A body has to come within its time, whatever the address and whoever reads it: the time is of the whole body, so that one which
//! comes byte by byte ends too. Readers meet an [`io::Error`] of the kind `TimedOut`.

use std::{error::Error, io, sync::Arc, time::Duration};

use axum::{
    body::{Body, HttpBody},
    extract::{Request, State},
};
use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::Edge;

/// The layer before every route.
pub(crate) async fn limit_time(State(edge): State<Arc<Edge>>, request: Request) -> Request {
    let time = edge.config.limits.body_time;
    request.map(|body| if body.is_end_stream() { body } else { within(body, time) })
}

fn within(body: Body, time: Duration) -> Body {
    let until = Instant::now() + time;
    let chunks = stream::unfold(Some(body.into_data_stream()), move |chunks| async move {
        let mut chunks = chunks?;
        match timeout_at(until, chunks.next()).await {
            Ok(chunk) => Some((chunk?.map_err(io::Error::other), Some(chunks))),
            Err(_) => Some((Err(io::ErrorKind::TimedOut.into()), None)),
        }
    });
    Body::from_stream(chunks)
}

/// Whether a body could not be read because its time was over.
pub(crate) fn is_too_slow(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut) {
            return true;
        }
        cause = error.source();
    }
    false
}
