//! Wiring: the services are built and joined here, and nothing is decided.

use std::{io, sync::Arc, time::Duration};

use axum::Router;
use edge::{
    CostModel, EdgeConfig, Executor, Limits, ReadsOnly,
    auth::{AuthError, Authenticator, BuiltIn, Issuer, KEYS_KEPT, KeySource},
};
use gateway::{
    App,
    objects::event::Relay,
    question::{self, QuestionParts, QuestionService},
    roles::Roles,
};
use kernel::{Clock, Error, Ids, RandomIds, Result, SystemClock};
use migrations::{Migrator, MigratorTrait};
use pages::{CommandService, KeyRing, Pages, SignedIn};
use participants::participant::{has_its_key, keeps_its_key};
use statistics::rollup::Added;
use store::Db;
use web::Site;

pub use crate::database::{connect, connect_or_create, refused};
use crate::{
    config::{Config, IssuerConfig, SignInConfig, SignInToken, unusable_file},
    database, education,
    library::LibraryQuestions,
    paper_store::PaperStore,
    ports, sign_in, telemetry,
};

/// The service, ready to serve.
pub struct Service {
    /// The database.
    pub db: Db,
    /// The domains' services.
    pub app: App,
    /// Who answers questions.
    pub questions: Arc<QuestionService>,
    /// The pages and the API.
    pub router: Router,
    /// The front door's limits.
    pub limits: Limits,
    /// How often figures of others' records are added to.
    pub added: Added,
    /// The built-in issuer, where the configuration names one.
    pub built_in: Option<Arc<BuiltIn>>,
}

/// Time and ids: the machine's own, or a test's.
#[derive(Clone)]
pub struct Ambient {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids.
    pub ids: Arc<dyn Ids>,
}

impl Default for Ambient {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), ids: Arc::new(RandomIds) }
    }
}

/// Refuses a database whose tables are not this version's, which takes no changes, or whose personal fields were sealed with another key.
///
/// # Errors
/// A text for the operator, naming what helps.
pub async fn require_migrated(db: &Db) -> Result<(), String> {
    require_tables(db).await?;
    db.require_writable().await.map_err(|error| database::refused_with(&database::cause(&error)))?;
    require_key(db).await
}

/// As [`require_migrated`], and writes nothing: also where nothing may be written.
///
/// # Errors
/// As [`require_migrated`].
pub async fn check_migrated(db: &Db) -> Result<(), String> {
    require_tables(db).await?;
    right_key(has_its_key(db).await)
}

/// Refuses a database whose personal fields were sealed with another key, and marks one that is not marked.
///
/// # Errors
/// A text for the operator, naming what helps.
pub async fn require_key(db: &Db) -> Result<(), String> {
    right_key(keeps_its_key(db).await)
}

async fn require_tables(db: &Db) -> Result<(), String> {
    let pending = Migrator::get_pending_migrations_read_only(db.connection()).await;
    let pending = pending.map_err(|error| refused(&error))?;
    match pending.len() {
        0 => Ok(()),
        number => Err(format!("{number} migrations are pending; run `kompetensnav migrate` first")),
    }
}

fn right_key(known: Result<bool, Error>) -> Result<(), String> {
    if known.map_err(|error| database::refused_with(&database::cause(&error)))? {
        return Ok(());
    }
    Err("seal_key: this database's personal fields were sealed with another key, which alone opens them; start with that one \
         (crates/kompetensnav/README.md, *Seal key*)"
        .to_owned())
}

/// Builds the service over a migrated database.
///
/// # Errors
/// A text for the operator.
pub fn build(config: &Config, db: Db, ambient: &Ambient) -> Result<Service, String> {
    let mut app = services(&db);
    if let Some(papers) = &config.papers {
        app.meeting_papers = app.meeting_papers.keeping_files_in(Arc::new(PaperStore::of(papers.bucket()?)?));
    }
    if let Some(address) = &config.education_supply.address {
        // Asked by `education` alone, and by then nobody remembers who wrote it.
        education::base(address)?;
    }
    let (issuers, built_in) = issuers(config, ambient)?;
    let authenticator =
        Authenticator::new(issuers, ambient.clock.clone()).map_err(|error| format!("issuers: {}", unusable(error)))?;
    let mut edge = EdgeConfig::new(Arc::new(authenticator), ambient.clock.clone(), ambient.ids.clone());
    edge.limits = limits(config)?;
    edge.model = cost_model();
    edge.origins = config.web_origins()?;
    edge.metrics = Arc::new(telemetry::metrics);
    let probe = db.clone();
    edge.ready = Arc::new(move || {
        let db = probe.clone();
        Box::pin(async move { db.ready().await.map_err(|error| database::cause(&error)) })
    });
    telemetry::metrics();
    let (limits, authenticator) = (edge.limits.clone(), Arc::clone(&edge.authenticator));
    tracing::debug!("services and issuers made");
    let edge = gateway::open(edge, app.clone());
    tracing::debug!("schema built");
    let questions = questions(config, &app, edge.executor(), Arc::clone(&authenticator))?;
    let site = site(config, &app, &questions, &authenticator, built_in.as_ref(), ambient)?;
    let pages = pages::with_request_ids(web::router(site.clone()));
    let router = edge.router().merge(question::http::router(&edge, &questions, pages));
    let router = web::session::carry(router, &site, ReadsOnly);
    tracing::debug!("questions and pages made");
    Ok(Service { db, app, questions, router, limits, added: config.figures.added.into(), built_in })
}

/// Every service, with its ports.
pub fn services(db: &Db) -> App {
    ports::services(db, Roles::new(db), Relay::new(db))
}

fn questions(
    config: &Config,
    app: &App,
    executor: &Executor,
    authenticator: Arc<Authenticator>,
) -> Result<Arc<QuestionService>, String> {
    let base = base(config);
    let publisher = config.publisher.as_ref().map(|own| own.publisher(base.clone())).transpose()?;
    QuestionService::new(QuestionParts {
        executor: executor.clone(),
        authenticator,
        roles: Arc::clone(&app.roles),
        db: app.db.clone(),
        papers: app.meeting_papers.clone(),
        saved: LibraryQuestions::of(app),
        tokens: LibraryQuestions::of(app),
        limits: config.questions.limits()?,
        publisher,
        base,
    })
    .map_err(|errors| format!("questions: {errors}"))
}

/// Scheme and host that readers use, where the configuration names them: links and ids do not follow who asks then.
fn base(config: &Config) -> Option<String> {
    let published = config.publisher.as_ref().and_then(|own| own.base.as_deref());
    let signed_in = config.sign_in.as_ref().map(SignInConfig::base);
    signed_in.or_else(|| published.map(|base| base.trim_end_matches('/').to_owned()))
}

/// The pages, with the ways to sign in that the configuration gives.
fn site(
    config: &Config,
    app: &App,
    questions: &Arc<QuestionService>,
    authenticator: &Arc<Authenticator>,
    built_in: Option<&Arc<BuiltIn>>,
    ambient: &Ambient,
) -> Result<Site, String> {
    let library = Pages { questions: Arc::clone(questions), app: app.clone() };
    let mut site = Site::new(Arc::new(library), ambient.clock.clone());
    site.paper_bytes = questions.limits().paper_megabytes.saturating_mul(1_000_000);
    site.base = base(config);
    site.sign_in = sign_in::ways(config, authenticator, built_in, ambient)?.map(Arc::new);
    let signed_in =
        SignedIn { app: app.clone(), authenticator: Arc::clone(authenticator), questions: Arc::clone(questions) };
    site.commands = Some(Arc::new(CommandService(signed_in.clone())));
    site.keys = Some(Arc::new(KeyRing(signed_in)));
    Ok(site)
}

/// An issuer as configured, for these audiences.
pub(crate) fn believed(config: &IssuerConfig, audiences: Vec<String>) -> Issuer {
    let keys = if config.keys_by_http { KeySource::PlainJwksUrl } else { KeySource::JwksUrl };
    Issuer {
        issuer: config.issuer.clone(),
        audiences,
        algorithms: config.algorithms.clone(),
        keys: keys(config.jwks_url.clone()),
        keys_kept: config.keys_kept_hours.map_or(KEYS_KEPT, |hours| Duration::from_secs(hours.saturating_mul(3600))),
        subject: config.subject_claim.clone().unwrap_or_else(|| "sub".to_owned()),
    }
}

/// What the operator is told of an issuer that cannot be used.
pub(crate) fn unusable(error: AuthError) -> String {
    match error {
        AuthError::Unusable(cause) => cause,
        other => format!("{other:?}"),
    }
}

/// What the operator is told of the built-in issuer's key where it cannot be used.
pub(crate) fn unusable_key(error: &io::Error) -> String {
    unusable_file("built_in_issuer.key_file", "an Ed25519 key (PKCS #8); where there is no file one is made", error)
}

fn issuers(config: &Config, ambient: &Ambient) -> Result<(Vec<Issuer>, Option<Arc<BuiltIn>>), String> {
    let mut issuers: Vec<Issuer> = config
        .issuers
        .iter()
        .map(|issuer| {
            let ids = config.sign_in.as_ref().filter(|own| own.token == SignInToken::Id && own.issuer == issuer.issuer);
            let audiences = [issuer.audience.clone()].into_iter().chain(ids.map(|own| own.client_id.clone()));
            believed(issuer, audiences.collect())
        })
        .collect();
    let built_in = match &config.built_in_issuer {
        None => None,
        Some(own) => Some(Arc::new(
            BuiltIn::open(&own.key_file, &own.issuer, &own.audience, ambient.clock.clone())
                .map_err(|error| unusable_key(&error))?,
        )),
    };
    issuers.extend(built_in.iter().map(|own| own.as_issuer()));
    Ok((issuers, built_in))
}

fn limits(config: &Config) -> Result<Limits, String> {
    let usual = Limits::default();
    let set = config.limits.checked()?;
    let waiting_bytes =
        set.waiting_megabytes.map_or(usual.waiting_bytes, |megabytes| megabytes.saturating_mul(1_000_000));
    let operations = set.operations.unwrap_or(usual.operations);
    Ok(Limits {
        trusted_proxies: config.trusted_proxies.clone(),
        body_bytes: set.body_bytes.unwrap_or(usual.body_bytes),
        operation_time: set.operation_seconds.map_or(usual.operation_time, Duration::from_secs),
        operations,
        operations_per_caller: operations.div_ceil(4),
        events: operations.div_ceil(4),
        events_per_caller: operations.div_ceil(16),
        waiting_bytes,
        waiting_bytes_per_caller: waiting_bytes / 4,
        cost: set.cost.unwrap_or(usual.cost),
        bucket: set.bucket.unwrap_or(usual.bucket),
        bucket_refill: set.bucket_refill.unwrap_or(usual.bucket_refill),
        tables_a_day: set.tables_a_day.unwrap_or(usual.tables_a_day),
        anonymous_tables_a_day: set.anonymous_tables_a_day.unwrap_or(usual.anonymous_tables_a_day),
        ..usual
    })
}

/// Fields that cost more than one: an aggregate reads many rows for a short answer, and a list has many things in it.
pub(crate) fn cost_model() -> CostModel {
    let mut model = CostModel::default();
    model.prices.extend([
        ("statistics", 500),
        ("enrolmentCounts", 20),
        ("outcomeCounts", 20),
        ("participantCount", 20),
        // Of each event: the caller's roles and what it happened to, read whether it is told or not.
        ("happenings", 10),
        // Of a need: what the codes near its own bring, scored.
        ("matches", 20),
        // Of a need: the open needs that share something with it, compared.
        ("possibleDuplicates", 20),
        // Of a goal: a table of one number, where others' counts are one table for all rows.
        ("figure", 100),
        // Of a briefing: its two meetings, and what is reckoned from all that happened between them.
        ("meetingBriefing", 10),
        ("newsByIndustry", 100),
        ("progress", 100),
    ]);
    // Lists that are no pages, by their usual length.
    model.lists.extend([
        ("possibleSteps", 5),
        ("newsByIndustry", 20),
        ("moves", 10),
        ("enumerations", 200),
        ("values", 8),
        ("errorCodes", 150),
        ("commonGaps", 50),
        ("matches", 10),
        ("possibleDuplicates", 10),
        ("transitions", 20),
    ]);
    model
}

/// Turns a service's error into a text for the operator.
pub fn told(error: Error) -> String {
    database::cause(&error)
}
