//! The schema, whatever its types, as the executor sees it.

use async_graphql::{ObjectType, Request, Response, Schema, SubscriptionType};
use futures_util::{future::BoxFuture, stream::BoxStream};

/// Runs prepared requests.
pub trait Engine: Send + Sync + 'static {
    /// One answer.
    fn execute(&self, request: Request) -> BoxFuture<'_, Response>;
    /// One answer to a query that asks for pages of rows and nothing else ([`Analysis::pages`](super::analysis::Analysis)).
    fn execute_pages(&self, request: Request) -> BoxFuture<'_, Response> {
        self.execute(request)
    }
    /// A stream of answers.
    fn stream(&self, request: Request) -> BoxStream<'static, Response>;
    /// The schema's text.
    fn sdl(&self) -> String;
}

impl<Q, M, S> Engine for Schema<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    fn execute(&self, request: Request) -> BoxFuture<'_, Response> {
        Box::pin(Schema::execute(self, request))
    }

    fn stream(&self, request: Request) -> BoxStream<'static, Response> {
        Schema::execute_stream(self, request)
    }

    fn sdl(&self) -> String {
        Schema::sdl(self)
    }
}
