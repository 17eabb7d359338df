//! A small schema behind the real front door.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Context, Data, EmptyMutation, Error, ErrorExtensions, ID, InputObject, Object, Result, Schema, SimpleObject,
    Subscription,
};
use axum::{Router, body::Body};
use chrono::NaiveDate;
use futures_util::{Stream, StreamExt, future::BoxFuture, stream};
use gateway::edge::{
    Authenticator, BuiltIn, CallInfo, Door, DoorError, Edge, EdgeConfig, Engine, Identity, LastEventId, Limits,
    RequestId,
};
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use kernel::{RandomIds, SystemClock};
use parking_lot::Mutex;
use serde_json::Value;
use tower::ServiceExt;

pub const ISSUER: &str = "https://inbyggd.example";
pub const AUDIENCE: &str = "kompetensnav";

/// What the resolvers saw and did.
#[derive(Default)]
pub struct Seen {
    pub touched: AtomicUsize,
    pub dropped: AtomicUsize,
    pub calls: Mutex<Vec<CallInfo>>,
    pub identities: Mutex<Vec<Option<Identity>>>,
}

pub struct Query;
pub struct Mutation;
pub struct Subscriptions;

#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Thing {
    id: ID,
    name: String,
}

#[async_graphql::ComplexObject]
impl Thing {
    async fn fails(&self) -> Result<i32> {
        Err(Error::new("hunter2"))
    }
    async fn may_fail(&self) -> Result<Option<i32>> {
        Err(Error::new("hunter2"))
    }
    async fn maybe(&self) -> Option<Thing> {
        Some(thing(0))
    }
    async fn list(&self) -> Vec<Option<Thing>> {
        vec![Some(thing(1)), Some(thing(2))]
    }
    async fn parts(&self, first: Option<i32>) -> Things {
        things(first.unwrap_or(1))
    }
    async fn next(&self) -> Thing {
        thing(0)
    }
}

#[derive(SimpleObject)]
pub struct Things {
    edges: Vec<Edges>,
    nodes: Vec<Thing>,
    page_info: PageInfo,
    total_count: i32,
}

#[derive(SimpleObject)]
pub struct Edges {
    node: Thing,
}

#[derive(SimpleObject)]
pub struct PageInfo {
    has_next_page: bool,
}

#[derive(InputObject)]
pub struct Filter {
    and: Option<Vec<Filter>>,
    name: Option<String>,
}

fn thing(n: i32) -> Thing {
    Thing { id: ID(format!("thing_{n}")), name: format!("sak {n}") }
}

fn things(first: i32) -> Things {
    let list = || (0..first).map(thing);
    Things {
        edges: list().map(|node| Edges { node }).collect(),
        nodes: list().collect(),
        page_info: PageInfo { has_next_page: false },
        total_count: first,
    }
}

/// Counts being dropped before its time.
struct Dropped<'a>(&'a Seen, bool);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        if !self.1 {
            self.0.dropped.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[Object]
impl Query {
    async fn hello(&self) -> &'static str {
        "hej"
    }
    async fn things(&self, first: Option<i32>, filter: Option<Filter>) -> Things {
        drop(filter.map(|f| (f.and.map(|list| list.len()), f.name)));
        things(first.unwrap_or(1))
    }
    async fn count(&self, numbers: Vec<i32>) -> usize {
        numbers.len()
    }
    async fn on(&self, day: NaiveDate) -> String {
        day.to_string()
    }
    async fn maybe_on(&self, day: NaiveDate) -> Option<String> {
        Some(day.to_string())
    }
    async fn secret(&self) -> Result<Option<String>> {
        Err(Error::new("connection to 10.0.0.7 failed: password hunter2"))
    }
    async fn pretended(&self) -> Result<Option<String>> {
        Err(Error::new("table persons is gone").extend_with(|_, e| e.set("code", "SQLSTATE_42P01")))
    }
    async fn missing(&self) -> Result<Option<String>> {
        Err(Error::new("Finns inte.").extend_with(|_, e| e.set("code", "NOT_FOUND")))
    }
    async fn panics(&self) -> Option<String> {
        let nobody: Option<String> = None;
        Some(nobody.expect("unexpected hunter2"))
    }
    async fn slow(&self, ctx: &Context<'_>) -> Result<bool> {
        let mut dropped = Dropped(ctx.data::<Arc<Seen>>()?, false);
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        dropped.1 = true;
        Ok(true)
    }
    async fn request_id(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<RequestId>()?.0.clone())
    }
}

#[Object]
impl Mutation {
    async fn touch(&self, ctx: &Context<'_>) -> Result<usize> {
        Ok(ctx.data::<Arc<Seen>>()?.touched.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

#[derive(SimpleObject)]
pub struct Tick {
    event_id: String,
    number: i32,
}

#[Subscription]
impl Subscriptions {
    async fn ticks(&self, ctx: &Context<'_>, count: i32) -> Result<impl Stream<Item = Tick> + use<>> {
        let last = ctx.data::<LastEventId>()?.0.as_deref().and_then(|id| id.strip_prefix("event_")?.parse().ok());
        let from: i32 = last.map_or(0, |last: i32| last + 1);
        Ok(stream::iter((from..count).map(|number| Tick { event_id: format!("event_{number}"), number })))
    }
    async fn forever(&self) -> impl Stream<Item = i32> + use<> {
        stream::iter([1]).chain(stream::pending())
    }
    async fn breaks(&self) -> impl Stream<Item = Result<i32>> + use<> {
        stream::iter([Err(Error::new("hunter2"))])
    }
}

pub struct TestDoor(pub Arc<Seen>);

impl Door for TestDoor {
    fn admit(&self, identity: Option<Identity>, call: CallInfo) -> BoxFuture<'_, Result<Data, DoorError>> {
        Box::pin(async move {
            let refused = match call.purpose.as_deref() {
                Some("neka") => Some(DoorError::Denied),
                Some("logga in") => Some(DoorError::SignIn),
                Some("trasig") => Some(DoorError::Broken("hunter2".into())),
                Some("borta") => Some(DoorError::Unavailable("hunter2".into())),
                Some("ord") => Some(DoorError::Refused { code: "PURPOSE_REQUIRED", message: "Ange ändamål.".into() }),
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

/// The house with its door.
pub struct House {
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

pub fn house() -> House {
    house_with(|_| {})
}

pub fn house_with(change: impl FnOnce(&mut EdgeConfig)) -> House {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SystemClock);
    let issuer = Arc::new(BuiltIn::open(&folder.path().join("key"), ISSUER, AUDIENCE, clock.clone()).unwrap());
    let authenticator = Authenticator::new(vec![issuer.as_issuer()], clock.clone()).unwrap();
    let mut config = EdgeConfig::new(Arc::new(authenticator), clock, Arc::new(RandomIds));
    change(&mut config);
    let seen = Arc::new(Seen::default());
    let schema = Schema::build(Query, Mutation, Subscriptions).finish();
    let edge = Edge::new(config.clone(), schema, Arc::new(TestDoor(seen.clone())));
    House { config, router: edge.router(), edge, seen, issuer, _folder: folder }
}

pub fn limits(change: impl FnOnce(&mut Limits)) -> House {
    house_with(|config| change(&mut config.limits))
}

/// A schema without mutations is a schema too; the door must not care.
pub fn reading_only() -> Schema<Query, EmptyMutation, async_graphql::EmptySubscription> {
    Schema::new(Query, EmptyMutation, async_graphql::EmptySubscription)
}

impl House {
    /// The same door before another schema.
    pub fn before(self, engine: impl Engine) -> Self {
        let edge = Edge::new(self.config.clone(), engine, Arc::new(TestDoor(self.seen.clone())));
        Self { router: edge.router(), edge, ..self }
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
            gateway::edge::serve(listener, router, &limits, until).await.unwrap();
        });
        (address, stop, task)
    }
}

/// Percent-encodes for a query string.
pub fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
