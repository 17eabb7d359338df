//! The GraphQL schema, its front door, and the way from a bearer token to rows. No rules, no domain SQL.

use std::sync::Arc;

pub mod app;
pub mod context;
pub mod frame;
pub mod objects;
pub mod open_councils;
pub mod open_efforts;
pub mod question;
pub mod release;
pub mod roles;
pub mod schema;

pub use app::App;
pub use schema::Schema;

/// Begins to make what rests on no service, in threads of its own, for who connects to the database meanwhile.
pub fn prepare() {
    schema::prepare();
    question::prepare();
}

/// The front door before the schema over these services. Not generic, so that the executor of the whole schema is compiled
/// here, once, and not again in everything that opens a service.
pub fn open(config: edge::EdgeConfig, app: App) -> Arc<edge::Edge> {
    let context = Arc::new(context::RequestContext::new(Arc::clone(&app.roles)));
    edge::Edge::new(config, schema::Weighed::over(app), context)
}

/// Where the files of papers are, before their ids.
pub const PAPERS: &str = "/underlag/";
