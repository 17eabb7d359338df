//! The page of the expert mode, or the one that says how to get it.

use crate::assets::{PAGE, fingerprint, matches_etag};
use crate::headers;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

/// `GET /expert`: asked for anew each time, since it names the files of this version; 304 when it has not changed.
pub(crate) async fn page(request: HeaderMap) -> Response {
    let etag = format!("\"{:016x}\"", fingerprint(PAGE.as_bytes()));
    let unchanged = matches_etag(&request, &etag);
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_SECURITY_POLICY, headers::EXPERT.to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (ETAG, etag),
    ];
    if unchanged { (StatusCode::NOT_MODIFIED, headers).into_response() } else { (headers, PAGE).into_response() }
}
