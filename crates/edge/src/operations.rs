//! For those who run the service and those who write clients: health, metrics and the schema's text.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use super::{
    Edge,
    conditions::{if_match, is_known},
    executor::AWAY_SECONDS,
    waiting::Counted,
};

/// The schema's text and its strong entity tag.
pub(super) struct Sdl {
    text: Bytes,
    tag: String,
}

impl Sdl {
    /// Tags the text.
    pub(super) fn new(text: Bytes) -> Self {
        let digest = Sha256::digest(&text);
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { text, tag: hex }
    }
}

/// `GET /schema.graphql`: public.
pub(super) async fn sdl(State(edge): State<Arc<Edge>>, headers: HeaderMap) -> Response {
    let tag = &edge.sdl.tag;
    let common = [
        (header::ETAG, format!("\"{tag}\"")),
        (header::CACHE_CONTROL, "public, max-age=300".to_owned()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
    ];
    if !if_match(&headers, |one| one == tag) {
        return (StatusCode::PRECONDITION_FAILED, common).into_response();
    }
    if is_known(&headers, tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    // The same bytes for everyone: however many read it, it is held once.
    (common, kind, Extension(Counted), edge.sdl.text.clone()).into_response()
}

/// `GET /healthz`: the process answers.
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the process can do its work.
pub(super) async fn readyz(State(edge): State<Arc<Edge>>) -> Response {
    match (edge.config.ready)().await {
        Ok(()) => "ready\n".into_response(),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            let later = [(header::RETRY_AFTER, AWAY_SECONDS.to_string())];
            (StatusCode::SERVICE_UNAVAILABLE, later, "not ready\n").into_response()
        }
    }
}

/// `GET /metrics`: Prometheus text.
pub(super) async fn metrics(State(edge): State<Arc<Edge>>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], (edge.config.metrics)()).into_response()
}
