//! The files of a question, of a competency framework, of a council's calendar and of a paper, and the expert mode's API, for
//! whoever is signed in on the pages.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method,
        header::{AUTHORIZATION, CONTENT_TYPE},
    },
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use futures_util::StreamExt;
use tokio::time::sleep;

use super::routes::{from_here, is_ours};
use crate::site::Site;

/// Where files are.
const FILES: [&str; 4] = ["/fragor/", "/ramverk/", "/kalender/", "/underlag/"];

/// Where the expert mode asks.
const API: &str = "/graphql";

/// The header by which a request to the API proves that it was meant to change something: what the session's forms send in a field.
pub const PROOF: &str = "x-csrf-token";

/// What the layer knows.
struct Carrying<M> {
    site: Site,
    mark: M,
}

/// Lets the session of `site` speak in `router`, as the bearer token it holds: at [`FILES`] for reading, and at the API for
/// requests that a page of this host makes. They are marked with `mark`, all but those to the API that carry [`PROOF`]. Nowhere
/// else, and never in the place of a token that the request brings itself. A stream of events ends with the session.
pub fn carry<M: Clone + Send + Sync + 'static>(router: Router, site: &Site, mark: M) -> Router {
    router.layer(from_fn_with_state(Arc::new(Carrying { site: site.clone(), mark }), speak))
}

async fn speak<M: Clone + Send + Sync + 'static>(
    State(carrying): State<Arc<Carrying<M>>>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let files =
        matches!(*request.method(), Method::GET | Method::HEAD) && FILES.iter().any(|folder| path.starts_with(folder));
    // A form or a link of another site could bring the cookie, but not say that it comes from here.
    let asks = *request.method() == Method::POST && path == API && from_here(request.headers());
    let mut left = None;
    if (files || asks)
        && !request.headers().contains_key(AUTHORIZATION)
        && let Some(sign_in) = &carrying.site.sign_in
        && let Some(session) = sign_in.session(request.headers(), carrying.site.clock.now())
        && let Ok(mut value) = HeaderValue::from_str(&format!("Bearer {}", session.token))
    {
        let changes = asks && is_ours(sign_in, &session, request.headers(), proof(request.headers()));
        if !changes {
            request.extensions_mut().insert(carrying.mark.clone());
        }
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        let milliseconds = session.ends * 1000 - carrying.site.clock.now().timestamp_millis();
        left = Some(Duration::from_millis(milliseconds.max(0).unsigned_abs()));
    }
    let response = next.run(request).await;
    match left.filter(|_| is_stream(&response)) {
        Some(left) => response.map(|body| Body::from_stream(body.into_data_stream().take_until(Box::pin(sleep(left))))),
        None => response,
    }
}

/// Whether it goes on for as long as somebody listens.
fn is_stream(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// What was sent as proof; nothing where it was sent twice.
fn proof(headers: &HeaderMap) -> &str {
    let mut sent = headers.get_all(PROOF).iter();
    match (sent.next(), sent.next()) {
        (Some(only), None) => only.to_str().unwrap_or_default(),
        _ => "",
    }
}
