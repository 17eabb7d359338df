//! The files of a question, for whoever is signed in on its page.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, Method, header::AUTHORIZATION},
    middleware::{Next, from_fn_with_state},
    response::Response,
};

use crate::site::Site;

/// Lets the session of `site` speak at `/fragor/…` of `router`, as the bearer token it holds: for reading only, nowhere
/// else, and never in the place of a token that the request brings itself.
pub fn carry(router: Router, site: &Site) -> Router {
    router.layer(from_fn_with_state(Arc::new(site.clone()), speak))
}

async fn speak(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let silent = !request.headers().contains_key(AUTHORIZATION);
    if reads
        && silent
        && request.uri().path().starts_with("/fragor/")
        && let Some(sign_in) = &site.sign_in
        && let Some(session) = sign_in.session(request.headers(), site.clock.now())
        && let Ok(mut value) = HeaderValue::from_str(&format!("Bearer {}", session.token))
    {
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    next.run(request).await
}
