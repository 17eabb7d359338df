//! A subscription's stream of payloads: each answer shaped, until the source ends or the subscriber's token does.

use std::{panic::AssertUnwindSafe, pin::Pin, sync::Arc};

use async_graphql::Response;
use chrono::TimeDelta;
use futures_util::{
    FutureExt, StreamExt,
    future::{BoxFuture, pending},
    stream::{self, BoxStream},
};
use kernel::Lang;
use store::held::Held;
use tokio::{sync::OwnedSemaphorePermit, time::sleep};

use super::{
    answer::Payload,
    bucket::Payer,
    fault::{Fault, Refusal},
    shares::Share,
    turns::Turns,
};

/// A place among the process's subscriptions, and among the caller's own.
pub(super) type Place = (OwnedSemaphorePermit, Share<Payer>);

struct Running<F> {
    answers: Pin<Box<dyn futures_util::Stream<Item = std::thread::Result<Response>> + Send>>,
    expired: BoxFuture<'static, ()>,
    price: F,
    bytes: u64,
    turns: Arc<Turns>,
    lang: Lang,
    /// Freed when the stream is dropped.
    _place: Place,
}

/// How far a stream may go.
pub(super) struct Bounds {
    /// Until the subscriber's token ends, if it does.
    pub time_left: Option<TimeDelta>,
    /// Most bytes held for one of its answers.
    pub bytes: u64,
    /// The turns of its events; `price` ends each.
    pub turns: Arc<Turns>,
}

/// Shapes `answers` by `price`; when a bound is passed, says so as the last payload. A panic in a resolver ends the
/// stream, not the socket.
pub(super) fn until_expired<F>(
    answers: BoxStream<'static, Response>,
    price: F,
    bounds: Bounds,
    lang: Lang,
    place: Place,
) -> BoxStream<'static, Payload>
where
    F: Fn(Response) -> Payload + Send + 'static,
{
    let expired = match bounds.time_left {
        Some(left) => sleep(left.to_std().unwrap_or_default()).boxed(),
        None => pending().boxed(),
    };
    let answers = Box::pin(AssertUnwindSafe(answers).catch_unwind());
    let Bounds { bytes, turns, .. } = bounds;
    let running = Running { answers, expired, price, bytes, turns, lang, _place: place };
    stream::unfold(Some(running), |running| async move {
        let mut running = running?;
        let held = Held::of(running.bytes);
        tokio::select! {
            biased;
            () = &mut running.expired => Some((last(Refusal::TokenExpired.into(), running.lang), None)),
            fault = running.turns.given_up() => Some((last(fault, running.lang), None)),
            answer = held.within(running.answers.next()) => match answer {
                None => Some((last(Fault::over(Refusal::OperationBytes, running.bytes), running.lang), None)),
                Some(answer) => match answer? {
                    Ok(response) => Some(((running.price)(response), Some(running))),
                    Err(_) => Some((last(Refusal::Internal.into(), running.lang), None)),
                },
            },
        }
    })
    .boxed()
}

fn last(fault: Fault, lang: Lang) -> Payload {
    Payload { errors: vec![fault.error(lang)], ..Payload::default() }
}
