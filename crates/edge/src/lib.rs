//! The front door (ytterdörren): transport, limits, authentication and the error boundary, the same for HTTP, WebSocket and event
//! streams. It knows no domain: behind it stand a schema and a [`ContextProvider`].

pub mod analysis;
pub mod answer;
mod asked;
pub mod auth;
mod body;
mod boundary;
mod bucket;
mod call;
mod conditions;
mod context;
mod cost;
mod documents;
mod engine;
mod executor;
pub mod fault;
pub mod guard;
mod http;
mod introspection;
mod ledger;
mod library_words;
pub mod limits;
mod line;
mod negotiation;
mod nulls;
mod observe;
mod operations;
mod order;
mod places;
mod plans;
mod proxy;
mod raw;
mod request;
mod serve;
mod shares;
mod spent;
mod sse;
mod subscription;
mod subscription_root;
mod text;
mod turns;
mod typename;
mod variables;
mod waiting;
mod weighing;
mod ws;

use std::sync::Arc;

use ::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::{Router, middleware, routing};
use futures_util::future::BoxFuture;
use kernel::{Clock, Ids};
use tower_http::cors::{AllowOrigin, CorsLayer};

pub use self::http::read as read_body;
pub use answer::{Answer, Payload};
pub use auth::{AuthError, Authenticator, BuiltIn, TOKEN_BYTES};
pub use boundary::{RESOLVER_CODES, ResolverCode};
pub use bucket::Payer;
pub use call::{Allows, Call, Opened, Operation, ReadsOnly};
pub use call::{ColumnSink, LargePage};
pub use conditions::{if_match, is_known};
pub use context::{CallInfo, ContextError, ContextProvider, Identity, LastEventId, RequestId};
pub use cost::CostModel;
pub use engine::{Engine, text as schema_text};
pub use executor::AWAY_SECONDS;
pub use executor::Executor;
pub use fault::{Fault, Refusal, Remedy};
pub use ledger::{Allowance, Ledger, Tables};
pub use limits::{Limit, Limits, Passed};
pub use negotiation::preferred;
pub use order::KIND;
pub use places::Places;
pub use plans::OperationPlans;
pub use raw::{FieldCount, RawPart, RawParts};
pub use serve::{ShuttingDown, Unmeasured, serve};
pub use spent::Spent;
pub use turns::Turns;
pub use waiting::{Reader, Taken, Waiting};
pub use weighing::Weighing;
pub use weighing::{ByRows, FIELD_BYTES};

/// Whether the service can do its work, or why not (for the log).
pub type Readiness = Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>;
/// The metrics as Prometheus text.
pub type Metrics = Arc<dyn Fn() -> String + Send + Sync>;

/// What the front door is told at start.
#[derive(Clone)]
pub struct EdgeConfig {
    /// The numbers.
    pub limits: Limits,
    /// Prices that differ from the rule.
    pub model: CostModel,
    /// `extensions.code` values that resolvers may send; by default those of [`RESOLVER_CODES`]
    /// and what else passes.
    pub codes: Vec<&'static str>,
    /// Whose tokens are believed.
    pub authenticator: Arc<Authenticator>,
    /// Origins whose pages may call from a browser; none by default.
    pub origins: Vec<String>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Where request ids come from.
    pub ids: Arc<dyn Ids>,
    /// Behind `/readyz`.
    pub ready: Readiness,
    /// Behind `/metrics`.
    pub metrics: Metrics,
}

impl EdgeConfig {
    /// Defaults around an authenticator: always ready, no metrics.
    pub fn new(authenticator: Arc<Authenticator>, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self {
            limits: Limits::default(),
            model: CostModel::default(),
            codes: boundary::passing(),
            authenticator,
            origins: Vec::new(),
            clock,
            ids,
            ready: Arc::new(|| Box::pin(async { Ok(()) })),
            metrics: Arc::new(String::new),
        }
    }
}

/// The front door at work.
pub struct Edge {
    executor: Executor,
    sockets: shares::Shares<Payer>,
    /// Sockets that have not yet said who speaks.
    unproven: shares::Shares<Payer>,
    waiting: Waiting,
    bodies: body::Bodies,
    config: EdgeConfig,
    sdl: operations::Sdl,
}

impl Edge {
    /// In front of `engine`, whose operations get their context from `context`.
    pub fn new(config: EdgeConfig, engine: impl Engine, context: Arc<dyn ContextProvider>) -> Arc<Self> {
        let executor = Executor::new(
            Arc::new(engine),
            context,
            config.limits.clone(),
            config.model.clone(),
            config.codes.clone(),
            config.clock.clone(),
        );
        let sdl = operations::Sdl::new(executor.sdl());
        let sockets = shares::Shares::of(config.limits.sockets_per_caller);
        let unproven = shares::Shares::of(config.limits.unproven_sockets_per_address);
        let waiting = Waiting::of(&config.limits);
        let bodies = body::Bodies::of(&config.limits);
        Arc::new(Self { executor, sockets, unproven, waiting, bodies, config, sdl })
    }

    /// The executor, for other formats of the same answers.
    pub fn executor(&self) -> &Executor {
        &self.executor
    }

    /// Answers that wait for their readers.
    pub fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// The identity in `Authorization: Bearer …`; none when the header is absent.
    ///
    /// # Errors
    /// A header that is there but proves nothing.
    pub async fn identify(&self, headers: &HeaderMap) -> Result<Option<Identity>, Fault> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let Some(value) = values.next() else { return Ok(None) };
        if values.next().is_some() {
            return Err(not_bearer("it stands twice"));
        }
        let text = value.to_str().map_err(|_| not_bearer("it holds other characters than ASCII"))?;
        self.identify_bearer(text).await.map(Some)
    }

    async fn identify_bearer(&self, text: &str) -> Result<Identity, Fault> {
        let (scheme, token) = text.split_once(' ').ok_or_else(|| not_bearer("it has no blank"))?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(not_bearer("it names another scheme"));
        }
        self.config.authenticator.verify(token.trim()).await.map_err(Fault::from)
    }

    /// The routes: `/graphql`, `/graphql/ws`, `/schema.graphql`, `/healthz`, `/readyz`, `/metrics`.
    pub fn router(self: &Arc<Self>) -> Router {
        let router = Router::new()
            .route("/graphql", routing::any(http::graphql))
            .route("/graphql/ws", routing::any(ws::upgrade))
            .route("/schema.graphql", routing::get(operations::sdl))
            .route("/healthz", routing::get(operations::healthz))
            .route("/readyz", routing::get(operations::readyz))
            .route("/metrics", routing::get(operations::metrics))
            .with_state(self.clone());
        let router = if self.config.origins.is_empty() { router } else { router.layer(cors(&self.config.origins)) };
        self.observed(router)
    }

    /// Gives every route of `router` a time and room for the request's body, a request id, a span and a metric.
    pub fn observed(self: &Arc<Self>, router: Router) -> Router {
        router
            .layer(middleware::map_request_with_state(self.clone(), body::bound))
            .layer(middleware::from_fn_with_state(self.clone(), observe::observe))
    }
}

/// The front door's routes before `engine`.
pub fn router(config: EdgeConfig, engine: impl Engine, context: Arc<dyn ContextProvider>) -> Router {
    Edge::new(config, engine, context).router()
}

/// Without credentials: we have no cookies, and a page must hold its own token.
fn cors(origins: &[String]) -> CorsLayer {
    // A star among them is no origin, and the library would not have it there; a last slash makes no difference.
    let origins = origins.iter().map(|origin| origin.trim_end_matches('/')).filter(|origin| *origin != "*");
    let origins: Vec<HeaderValue> = origins.filter_map(|origin| origin.parse().ok()).collect();
    let headers = ["idempotency-key", "x-purpose", "x-request-id", "x-cost-only", "last-event-id"];
    let ours = headers.map(HeaderName::from_static);
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers(
            [header::ACCEPT, header::ACCEPT_LANGUAGE, header::AUTHORIZATION, header::CONTENT_TYPE]
                .into_iter()
                .chain(ours)
                .collect::<Vec<_>>(),
        )
        .expose_headers([header::RETRY_AFTER, HeaderName::from_static("x-request-id")])
        .max_age(std::time::Duration::from_secs(3_600))
}

/// The refusal of an `Authorization` that is no `Bearer TOKEN`. Nothing of it is logged: it may be a token.
fn not_bearer(cause: &str) -> Fault {
    tracing::info!(cause, "an Authorization header is not `Bearer TOKEN`");
    Refusal::Token.into()
}
