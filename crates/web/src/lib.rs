//! What people meet in a browser: the expert mode (expertläge) at `/expert`, and `/`, which leads there until the
//! question library exists. Holds no data and asks for none: the page calls `/graphql` as its reader.
//!
//! [`router`] is merged beside the API; it keeps its own headers, and works under any router state.

mod assets;
mod expert;
mod headers;

use axum::Router;
use axum::middleware::from_fn;
use axum::response::Redirect;
use axum::routing::get;

pub use assets::{EXAMPLES, UI_BUILT};

/// `/`, `/expert` and the files of the expert mode, each answer with its security headers.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/", get(async || Redirect::to("/expert")))
        .route("/expert", get(expert::page))
        .route("/expert/assets/{file}", get(assets::serve))
        .layer(from_fn(headers::secure))
}
