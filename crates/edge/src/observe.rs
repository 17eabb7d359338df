//! A request id, a span and a metric for every request. No variables, no addresses, no query strings, no tokens.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, header};
use kernel::Lang;
use tokio::time::Instant;
use tracing::{Instrument, Span, field::Empty};

use super::{
    Edge,
    answer::Answer,
    bucket::Payer,
    context::RequestId,
    fault::Fault,
    text,
    waiting::{self, Counted, Reader, Taken},
};

/// The header both ways.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The layer.
pub(super) async fn observe(State(edge): State<Arc<Edge>>, mut request: Request, next: Next) -> Response {
    let inbound = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).filter(|id| well_formed(id));
    let id = inbound.map_or_else(|| format!("{:032x}", edge.config.ids.next()), str::to_owned);
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!(
        "request",
        %method,
        route,
        request_id = %id,
        status = Empty,
        operation.name = Empty,
        operation.kind = Empty,
        code = Empty,
    );
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let reader = Reader { payer: Payer::of(None, address), version: request.version() };
    let lang = Lang::preferred(request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()));
    request.extensions_mut().insert(RequestId(id.clone()));
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    if response.extensions().get::<Counted>().is_none() {
        let counted = edge.waiting.hand_over(response, &reader, waiting::STREAM, Taken::IfThereIsRoom);
        response = counted.unwrap_or_else(|fault| refused(&fault, lang));
    }
    let status = response.status().as_u16();
    span.record("status", status);
    let elapsed = started.elapsed();
    tracing::info!(parent: &span, milliseconds = elapsed.as_secs_f64() * 1_000.0, "answered");
    let labels = [("route", route), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..1]).record(elapsed.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// A refusal in plain words, for whatever the address answers otherwise.
fn refused(fault: &Fault, lang: Lang) -> Response {
    let mut response = (fault.refusal.status(), text::say(fault.refusal, lang, &fault.values)).into_response();
    if let Some(seconds) = fault.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Notes an answer on the current span and in the metrics.
pub(super) fn answered(answer: &Answer) {
    let span = Span::current();
    let kind = answer.operation_kind.unwrap_or("none");
    span.record("operation.kind", kind);
    if let Some(name) = answer.operation_name.as_deref().filter(|name| name.len() <= 64) {
        span.record("operation.name", name);
    }
    let code = answer.refusal.map_or("none", |refusal| refusal.code());
    if answer.refusal.is_some() {
        span.record("code", code);
    }
    metrics::counter!("graphql_operations_total", "kind" => kind, "code" => code).increment(1);
}

/// An id from outside stands in our log and headers, so it must be plain and short.
fn well_formed(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}
