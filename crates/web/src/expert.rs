//! The page of the expert mode, or the one that says how to get it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::assets::{PAGE, fingerprint, matches_etag};
use crate::headers;
use crate::site::Site;

/// Where the page has the session's keyed answer, which its script sends with changes.
const EMPTY: &str = "<meta name=\"csrf-token\" content=\"\">";

/// `GET /expert`: asked for anew each time, since it names the files of this version; 304 when it has not changed. To who is signed in it
/// is a page of the session.
pub(crate) async fn page(State(site): State<Arc<Site>>, request: HeaderMap) -> Response {
    if let Some(answer) = answer(&site, &request) {
        let page = PAGE.replacen(EMPTY, &format!("<meta name=\"csrf-token\" content=\"{answer}\">"), 1);
        let headers = [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CONTENT_SECURITY_POLICY, headers::EXPERT),
            (CACHE_CONTROL, "private, no-store"),
            (VARY, "cookie"),
        ];
        return (headers, page).into_response();
    }
    let etag = format!("\"{:016x}\"", fingerprint(PAGE.as_bytes()));
    let unchanged = matches_etag(&request, &etag);
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_SECURITY_POLICY, headers::EXPERT.to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (VARY, "cookie".to_owned()),
        (ETAG, etag),
    ];
    if unchanged { (StatusCode::NOT_MODIFIED, headers).into_response() } else { (headers, PAGE).into_response() }
}

fn answer(site: &Site, headers: &HeaderMap) -> Option<String> {
    let sign_in = site.sign_in.as_ref()?;
    let session = sign_in.session(headers, site.clock.now())?;
    Some(sign_in.answer_to(&session.id))
}
