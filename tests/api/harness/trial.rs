//! From an async function to a line in the test report: written once, run on both databases, or on one for a reason.

use std::{future::Future, sync::Arc, time::Duration};

use libtest_mimic::{Failed, Trial};
use tokio::{runtime, task::JoinError};

use super::{Database, Engine, Furnishing, Need, needs};

/// What a test function takes, made ready over its own database.
pub trait Stage: Sized + Send + 'static {
    /// What the database has from the start; `None` is nothing at all.
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Tables);

    /// Makes it ready. The database is removed when the test is over.
    fn set(database: Arc<Database>) -> impl Future<Output = Result<Self, String>> + Send;
}

/// A database without tables.
pub struct Empty(pub Arc<Database>);

impl Stage for Empty {
    const FURNISHING: Option<Furnishing> = None;

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(database))
    }
}

/// A database with the demonstration, and nothing that serves it.
pub struct Loaded(pub Arc<Database>);

impl Stage for Loaded {
    const FURNISHING: Option<Furnishing> = Some(Furnishing::Demonstration);

    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Ok(Self(database))
    }
}

/// Trials named `module::function::sqlite` and `module::function::postgres`.
macro_rules! both {
    ($($test:ident),* $(,)?) => {
        [$($crate::harness::trial::on_both(module_path!(), stringify!($test), $test)),*].into_iter().flatten().collect()
    };
}

/// Trials for tests that mean something on one database only, named as that one is by [`both`]. `$why` says to the reader of the list
/// why the other has none.
macro_rules! only {
    ($engine:expr, $why:literal; $($test:ident),* $(,)?) => {
        [$($crate::harness::trial::on_one($engine, module_path!(), stringify!($test), $test)),*].into_iter().collect()
    };
}

/// As [`both`], for tests that stand on `$need` of the machine as well.
macro_rules! both_needing {
    ($need:expr; $($test:ident),* $(,)?) => {
        [$($crate::harness::trial::on_both_with($need, module_path!(), stringify!($test), $test)),*]
            .into_iter()
            .flatten()
            .collect()
    };
}

/// Trials named `module::function` that stand on `$need` of the machine and on no database.
macro_rules! needing {
    ($need:expr; $($test:ident),* $(,)?) => {
        [$($crate::harness::trial::on_machine($need, module_path!(), stringify!($test), $test)),*].into_iter().collect()
    };
}

/// Trials named `module::function` that need nothing.
macro_rules! plain {
    ($($test:ident),* $(,)?) => {
        [$($crate::harness::trial::alone(module_path!(), stringify!($test), $test)),*].into_iter().collect()
    };
}
/// Trials named `module::function` that run this project's own program and need nothing else.
macro_rules! programs {
    ($($test:ident),* $(,)?) => {
        [$($crate::harness::trial::of_program(module_path!(), stringify!($test), $test)),*].into_iter().collect()
    };
}
pub(crate) use {both, both_needing, needing, only, plain, programs};

pub fn on_both<S, F>(module: &str, name: &str, test: fn(S) -> F) -> [Trial; 2]
where
    S: Stage,
    F: Future<Output = ()> + Send + 'static,
{
    [Engine::Sqlite, Engine::Postgres].map(|engine| on_one(engine, module, name, test))
}

pub fn on_one<S, F>(engine: Engine, module: &str, name: &str, test: fn(S) -> F) -> Trial
where
    S: Stage,
    F: Future<Output = ()> + Send + 'static,
{
    let need = (engine == Engine::Postgres).then_some(Need::Postgres);
    let name = format!("{}::{}", full_name(module, name), engine.name());
    trial(name, need, move |name| block_on(name, on_database(engine, test)))
}

pub fn on_both_with<S, F>(need: Need, module: &str, name: &str, test: fn(S) -> F) -> [Trial; 2]
where
    S: Stage,
    F: Future<Output = ()> + Send + 'static,
{
    [Engine::Sqlite, Engine::Postgres].map(|engine| {
        let server = (engine == Engine::Postgres && need.missing().is_none()).then_some(Need::Postgres);
        let name = format!("{}::{}", full_name(module, name), engine.name());
        trial(name, server.or(Some(need)), move |name| block_on(name, on_database(engine, test)))
    })
}

pub fn on_machine<F>(need: Need, module: &str, name: &str, test: fn() -> F) -> Trial
where
    F: Future<Output = ()> + Send + 'static,
{
    trial(full_name(module, name), Some(need), move |name| {
        block_on(name, async move { finished(tokio::spawn(test()).await) })
    })
}

pub fn of_program<F>(module: &str, name: &str, test: fn() -> F) -> Trial
where
    F: Future<Output = ()> + Send + 'static,
{
    trial(full_name(module, name), None, move |name| {
        block_on(name, async move { finished(tokio::spawn(test()).await) })
    })
}

pub fn alone(module: &str, name: &str, test: fn()) -> Trial {
    trial(full_name(module, name), None, move |_| {
        test();
        Ok(())
    })
}

/// The binary's own name says nothing.
fn full_name(module: &str, name: &str) -> String {
    format!("{}::{name}", module.split_once("::").map_or(module, |(_, rest)| rest))
}

/// What is missing fails where everything is required, and is ignored elsewhere; `main` says so in the last lines.
fn trial(name: String, need: Option<Need>, run: impl FnOnce(&str) -> Result<(), Failed> + Send + 'static) -> Trial {
    let missing = need.and_then(|need| need.missing().map(|remedy| (need, remedy)));
    let own_name = name.clone();
    Trial::test(name, move || match missing {
        Some((need, remedy)) => Err(format!("{} cannot run here: {remedy}", need.part()).into()),
        None => run(&own_name),
    })
    .with_ignored_flag(missing.is_some() && !needs::all_required())
}

/// A thread's stack, as in the service's own `main`: unoptimised, the executor's futures outgrow the usual 2 MiB.
const STACK: usize = 16 << 20;

/// How long a test may take on a loaded machine. One that hangs fails by its own name, and the run goes on.
const LONGEST: Duration = Duration::from_secs(600);

/// Each test has its own runtime, whose threads carry its name, so that a panic says whose it is.
fn block_on(name: &str, test: impl Future<Output = Result<(), Failed>>) -> Result<(), Failed> {
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name(name)
        .thread_stack_size(STACK)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let ended = runtime.block_on(async { tokio::time::timeout(LONGEST, test).await });
    ended.unwrap_or_else(|_| {
        // What hangs is left behind, or the run would hang with it.
        runtime.shutdown_background();
        Err(format!("not ended within {} s", LONGEST.as_secs()).into())
    })
}

async fn on_database<S, F>(engine: Engine, test: fn(S) -> F) -> Result<(), Failed>
where
    S: Stage,
    F: Future<Output = ()> + Send + 'static,
{
    let database = Arc::new(match S::FURNISHING {
        Some(furnishing) => Database::furnished(engine, furnishing).await?,
        None => Database::empty(engine).await?,
    });
    let stage = S::set(Arc::clone(&database)).await?;
    let outcome = finished(tokio::spawn(test(stage)).await);
    let removed = database.remove().await;
    outcome?;
    Ok(removed?)
}

/// A panic's words, for the report at the end of the run.
fn finished(outcome: Result<(), JoinError>) -> Result<(), Failed> {
    let Err(error) = outcome else { return Ok(()) };
    let Ok(panic) = error.try_into_panic() else { return Err("the test was cancelled".into()) };
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Err(words.unwrap_or("the test panicked").into())
}
