//! GraphQL over server-sent events, distinct connections mode: `next` for each payload, then `complete`.

use std::convert::Infallible;

use async_graphql::Value;
use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use futures_util::{
    StreamExt, future,
    stream::{self, BoxStream},
};
use http::{HeaderValue, header};
use kernel::Lang;
use tokio::{sync::mpsc, time::Duration};
use tokio_stream::wrappers::ReceiverStream;
use tracing::Instrument;

use super::{
    Edge,
    answer::{Answer, Payload},
    bucket::Payer,
    call::Opened,
    observe,
    serve::ShuttingDown,
    waiting::Waits,
};

/// The stream of `opened`; a refusal before it began is handed back.
///
/// # Errors
/// The refusal.
pub(super) fn respond(
    opened: Opened,
    edge: &Edge,
    payer: &Payer,
    lang: Lang,
    stopping: Option<ShuttingDown>,
) -> Result<Response, Box<Answer>> {
    let payloads = match opened {
        Opened::Single(answer) if answer.refusal.is_some() || answer.payload.data.is_none() => return Err(answer),
        Opened::Single(answer) => {
            observe::answered(&answer);
            stream::iter([answer.payload]).boxed()
        }
        Opened::Stream(payloads) => payloads,
    };
    let until = async move {
        match stopping {
            Some(stopping) => stopping.wait().await,
            None => future::pending().await,
        }
    };
    let limits = &edge.config.limits;
    let (waiting, payer) = (edge.waiting.clone(), payer.clone());
    let events = payloads.take_until(Box::pin(until)).map(move |payload| {
        let json = payload.to_json();
        let waits = waiting.take(&payer, json.len() as u64).map_err(|fault| {
            let told = Payload { errors: vec![fault.error(lang)], ..Payload::default() };
            next(&told, &told.to_json())
        })?;
        Ok((next(&payload, &json), waits))
    });
    let events = handed_over(events.boxed(), limits.send_time).map(|(event, _)| Ok::<_, Infallible>(event));
    let keep_alive = KeepAlive::new().interval(limits.keep_alive);
    let mut response = Sse::new(events).keep_alive(keep_alive).into_response();
    // Proxies that gather answers would hold events back.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// Each event as the connection takes it, then the end; one that does not find room is the last. One that is not taken within `time` ends the stream, with all that it holds: a stream within a
/// connection may stand still for ever while the connection lives.
fn handed_over(
    mut events: BoxStream<'static, Result<(Event, Waits), Event>>,
    time: Duration,
) -> ReceiverStream<(Event, Option<Waits>)> {
    let (giving, taking) = mpsc::channel(1);
    let work = async move {
        loop {
            let event = tokio::select! {
                biased;
                () = giving.closed() => return,
                event = events.next() => event,
            };
            let (event, is_last) = match event {
                Some(Ok((event, waits))) => ((event, Some(waits)), false),
                Some(Err(refusal)) => ((refusal, None), true),
                None => break,
            };
            if giving.send_timeout(event, time).await.is_err() {
                return;
            }
            if is_last {
                break;
            }
        }
        let complete = Event::default().event("complete").data("");
        let _ = giving.send_timeout((complete, None), time).await;
    };
    tokio::spawn(work.in_current_span());
    ReceiverStream::new(taking)
}

fn next(payload: &Payload, json: &[u8]) -> Event {
    let event = Event::default().event("next");
    let event = match event_id(payload) {
        Some(id) => event.id(id),
        None => event,
    };
    // JSON as written here has no line breaks outside of its strings' escapes.
    event.data(String::from_utf8_lossy(json))
}

/// The id a client sends back as `Last-Event-ID`: `eventId` of the first root field, or its `id` when that is an event's.
fn event_id(payload: &Payload) -> Option<&str> {
    let Some(Value::Object(roots)) = &payload.data else { return None };
    let Value::Object(fields) = roots.values().next()? else { return None };
    let text = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let id = text("eventId").or_else(|| text("id").filter(|id| id.starts_with("event_")))?;
    (!id.contains(['\0', '\r', '\n'])).then_some(id)
}
