//! Requests that no handler has read: an address that is no text, a body too large or too slow, a method that no page has, a file
//! that is not there. The framework refuses them in a few English words or none; here they get a page, at every address of ours.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};

use crate::{
    page::{problem, shell},
    site::Site,
    visit::Visit,
};

/// The layer before the pages.
pub(crate) async fn in_words(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    let refused = next.run(request).await;
    let status = refused.status();
    let is_page =
        refused.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page || !(status.is_client_error() || status.is_server_error()) {
        return refused;
    }
    let visit = Visit::new(&site, &uri, &headers);
    let mut told = shell(&visit, problem::unread(&visit, status));
    if let Some(allowed) = refused.headers().get(header::ALLOW) {
        told.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT) {
        // What remains of the body is not worth reading.
        told.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        told.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    told
}
