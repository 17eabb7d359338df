//! What people meet in a browser: the question library (frågebiblioteket) at `/` and `/fragor/…`, and the expert mode
//! (expertläge) at `/expert`. Holds no data: the pages ask through [`port::Library`] as their reader, and the expert mode
//! calls `/graphql` itself.
//!
//! [`router`] is merged beside the API; it keeps its own headers, and works under any router state.

mod ask;
mod assets;
pub mod commands;
mod expert;
mod headers;
pub mod keys;
mod page;
pub mod port;
mod sent;
pub mod session;
mod site;
mod style;
mod unread;
mod visit;

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::get,
};

pub use ask::Unmeasured;
pub use assets::{EXAMPLES, Example, UI_BUILT};
pub use page::time::{from_swedish, swedish};
pub use site::Site;

/// The library, sign-in, access tokens, `/expert` and the files of all, each answer with its security headers. What leads nowhere is told so.
pub fn router<S: Clone + Send + Sync + 'static>(site: Site) -> Router<S> {
    let site = Arc::new(site);
    Router::new()
        .route("/", get(ask::front))
        // The questions themselves stand on the first page.
        .route("/fragor", get(|| async { Redirect::permanent("/") }))
        .route("/fragor/{slug}", get(ask::question))
        .route("/oppna-data", get(ask::open_data))
        .route("/tillganglighet", get(ask::accessibility))
        .merge(session::router())
        .merge(keys::router())
        .merge(commands::router())
        .merge(commands::file_router(site.paper_bytes))
        .route("/expert", get(expert::page))
        .route("/expert/assets/{file}", get(assets::serve))
        .merge(style::router())
        .fallback(ask::nowhere)
        .layer(from_fn_with_state(Arc::clone(&site), unread::in_words))
        .layer(from_fn(headers::secure))
        .with_state(site)
}
