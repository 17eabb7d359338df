//! A small schema behind the real front door.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use async_graphql::{Data, EmptyMutation, Schema};
use axum::{Router, body::Body};
use edge::{
    Authenticator, BuiltIn, CallInfo, ContextError, ContextProvider, Edge, EdgeConfig, Engine, Identity, Limits,
};
use futures_util::future::BoxFuture;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use kernel::{RandomIds, SystemClock};
use serde_json::Value;
use tower::ServiceExt;

use crate::schema::{Mutation, Query, Seen, Subscriptions};

pub const ISSUER: &str = "https://inbyggd.example";
pub const AUDIENCE: &str = "kompetensnav";

pub struct TestContext(pub Arc<Seen>);

impl ContextProvider for TestContext {
    fn provide(&self, identity: Option<Identity>, call: CallInfo) -> BoxFuture<'_, Result<Data, ContextError>> {
        Box::pin(async move {
            let refused = match call.purpose.as_deref() {
                Some("neka") => Some(ContextError::Denied),
                Some("logga in") => Some(ContextError::SignIn),
                Some("trasig") => Some(ContextError::Broken("hunter2".into())),
                Some("borta") => Some(ContextError::Unavailable("hunter2".into())),
                Some("ord") => {
                    Some(ContextError::Refused { code: "PURPOSE_REQUIRED", message: "Ange ändamål.".into() })
                }
                _ => None,
            };
            self.0.identities.lock().push(identity);
            self.0.calls.lock().push(call);
            let mut data = Data::default();
            data.insert(self.0.clone());
            refused.map_or(Ok(data), Err)
        })
    }
}

/// The service with its context.
pub struct TestService {
    config: EdgeConfig,
    pub edge: Arc<Edge>,
    pub router: Router,
    pub seen: Arc<Seen>,
    pub issuer: Arc<BuiltIn>,
    _folder: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }
    pub fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or("no code").to_owned()
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub fn service() -> TestService {
    service_with(|_| {})
}

/// A clock that is so many seconds ahead.
pub struct Apart(pub i64);

impl kernel::Clock for Apart {
    fn now(&self) -> kernel::Timestamp {
        SystemClock.now() + chrono::TimeDelta::seconds(self.0)
    }
}

/// A service whose clock is as far ahead of the issuer's as is allowed for, and a token that has run out by it and serves on for two
/// seconds.
pub fn with_a_token_in_its_last_seconds() -> (TestService, String) {
    let folder = tempfile::tempdir().unwrap();
    let issuer = BuiltIn::open(&folder.path().join("key"), ISSUER, AUDIENCE, Arc::new(SystemClock)).unwrap();
    let ahead = Arc::new(Apart(30));
    let believing = Authenticator::new(vec![issuer.as_issuer()], ahead.clone()).unwrap();
    let service = service_with(|config| {
        config.authenticator = Arc::new(believing);
        config.clock = ahead;
    });
    (service, issuer.mint("anna", Duration::from_secs(2)).unwrap())
}

pub fn service_with(change: impl FnOnce(&mut EdgeConfig)) -> TestService {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SystemClock);
    let issuer = Arc::new(BuiltIn::open(&folder.path().join("key"), ISSUER, AUDIENCE, clock.clone()).unwrap());
    let authenticator = Authenticator::new(vec![issuer.as_issuer()], clock.clone()).unwrap();
    let mut config = EdgeConfig::new(Arc::new(authenticator), clock, Arc::new(RandomIds));
    change(&mut config);
    let seen = Arc::new(Seen::default());
    let schema = Schema::build(Query, Mutation, Subscriptions).extension(edge::Weighing).finish();
    let edge = Edge::new(config.clone(), schema, Arc::new(TestContext(seen.clone())));
    TestService { config, router: edge.router(), edge, seen, issuer, _folder: folder }
}

pub fn limits(change: impl FnOnce(&mut Limits)) -> TestService {
    service_with(|config| change(&mut config.limits))
}

/// A schema without mutations is a schema too; the edge must not care.
pub fn reading_only() -> Schema<Query, EmptyMutation, async_graphql::EmptySubscription> {
    Schema::new(Query, EmptyMutation, async_graphql::EmptySubscription)
}

impl TestService {
    /// The same edge before another schema.
    pub fn before(self, engine: impl Engine) -> Self {
        let edge = Edge::new(self.config.clone(), engine, Arc::new(TestContext(self.seen.clone())));
        Self { router: edge.router(), edge, ..self }
    }

    /// With other routes behind the same edge.
    pub fn beside(self, pages: Router) -> Self {
        Self { router: self.router.merge(self.edge.observed(pages)), ..self }
    }

    pub fn token(&self) -> String {
        self.issuer.mint("anna", Duration::from_secs(600)).unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// POST with truthful statuses, without sign-in.
    pub async fn ask(&self, query: &str) -> Answer {
        self.ask_with(query, serde_json::json!({}), &[]).await
    }

    /// POST as a signed-in caller.
    pub async fn ask_as(&self, query: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token());
        self.ask_with(query, serde_json::json!({}), &[("authorization", &bearer)]).await
    }

    pub async fn ask_with(&self, query: &str, variables: Value, headers: &[(&str, &str)]) -> Answer {
        let body = serde_json::json!({ "query": query, "variables": variables }).to_string();
        let mut all = vec![("content-type", "application/json")];
        if !headers.iter().any(|(name, _)| *name == "accept") {
            all.push(("accept", "application/graphql-response+json"));
        }
        all.extend_from_slice(headers);
        self.post(body, &all).await
    }

    pub async fn post(&self, body: impl Into<Body>, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::post("/graphql");
        for (name, value) in headers {
            request = request.header(*name, value.as_bytes());
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    pub async fn get(&self, query_string: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(format!("/graphql?{query_string}"));
        for (name, value) in headers {
            request = request.header(*name, value.as_bytes());
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Serves on loopback until the guard is dropped.
    pub async fn listen(&self) -> (SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let (router, limits) = (self.router.clone(), self.edge.executor().limits().clone());
        let task = tokio::spawn(async move {
            let until = async {
                let _ = stopped.await;
            };
            edge::serve(listener, router, &limits, until).await.unwrap();
        });
        (address, stop, task)
    }
}

/// Percent-encodes for a query string.
pub fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
