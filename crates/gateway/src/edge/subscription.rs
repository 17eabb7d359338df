//! A subscription's stream of payloads: each answer shaped, until the source ends or the subscriber's token does.

use std::{panic::AssertUnwindSafe, pin::Pin};

use async_graphql::Response;
use chrono::TimeDelta;
use futures_util::{
    FutureExt, StreamExt,
    future::{BoxFuture, pending},
    stream::{self, BoxStream},
};
use kernel::Lang;
use tokio::{sync::OwnedSemaphorePermit, time::sleep};

use super::{
    answer::Payload,
    fault::{Fault, Refusal},
};

struct Running<F> {
    answers: Pin<Box<dyn futures_util::Stream<Item = std::thread::Result<Response>> + Send>>,
    expired: BoxFuture<'static, ()>,
    price: F,
    lang: Lang,
    /// Frees the place among the process's subscriptions when the stream is dropped.
    _place: OwnedSemaphorePermit,
}

/// Shapes `answers` by `price`; when `time_left` has passed, says so as the last payload. A panic in a resolver ends the
/// stream, not the socket.
pub(super) fn until_expired<F>(
    answers: BoxStream<'static, Response>,
    price: F,
    time_left: Option<TimeDelta>,
    lang: Lang,
    place: OwnedSemaphorePermit,
) -> BoxStream<'static, Payload>
where
    F: Fn(Response) -> Payload + Send + 'static,
{
    let expired = match time_left {
        Some(left) => sleep(left.to_std().unwrap_or_default()).boxed(),
        None => pending().boxed(),
    };
    let answers = Box::pin(AssertUnwindSafe(answers).catch_unwind());
    let running = Running { answers, expired, price, lang, _place: place };
    stream::unfold(Some(running), |running| async move {
        let mut running = running?;
        tokio::select! {
            biased;
            () = &mut running.expired => Some((last(Refusal::TokenExpired, running.lang), None)),
            answer = running.answers.next() => match answer? {
                Ok(response) => Some(((running.price)(response), Some(running))),
                Err(_) => Some((last(Refusal::Internal, running.lang), None)),
            },
        }
    })
    .boxed()
}

fn last(refusal: Refusal, lang: Lang) -> Payload {
    Payload { errors: vec![Fault::new(refusal).error(lang)], ..Payload::default() }
}
