//! Connecting to the configured database, and what the operator is told when that does not go: the database's or the driver's own
//! words, and what helps. Never the address: a password stands in it.

use std::time::Duration;

use kernel::Error;
use sea_orm::{
    Statement,
    sqlx::{self, Connection, PgConnection, Row},
};
use store::{Connect, Db, Dialect, Sealer};

use crate::{config::Config, house::Ambient};

/// What stands in a pooler's words when it does not know what we say to the server as we connect.
const POOLER: &str = "this is a pooler, e.g. PgBouncer: let it have `pool_mode = session` and \
                      `ignore_startup_parameters = extra_float_digits, options`, and set the limits for the service's user in the server instead \
                      (crates/kompetensnav/README.md, *Poolers*)";
/// How long the server may take to answer the first time.
const PATIENCE: Duration = Duration::from_secs(10);
/// The limit that a pooler may lose.
const LIMIT: &str = "statement_timeout";

/// Connects to the configured database, which must be there.
///
/// # Errors
/// A text for the operator.
pub async fn connect(config: &Config, ambient: &Ambient) -> Result<Db, String> {
    connected(config, ambient, false).await
}

/// Connects to the configured database; the file of one of SQLite's is made where there is none.
///
/// # Errors
/// A text for the operator.
pub async fn connect_or_create(config: &Config, ambient: &Ambient) -> Result<Db, String> {
    connected(config, ambient, true).await
}

async fn connected(config: &Config, ambient: &Ambient, create: bool) -> Result<Db, String> {
    let sealer = Sealer::new(&config.sealing_key()?).map_err(|error| error.to_string())?;
    let url = config.database_url.as_str();
    if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
        let what = if url.is_empty() { "it is missing" } else { "no such database is known" };
        return Err(format!("database_url: {what}; write sqlite://FILE or postgres://USER:WORD@HOST/NAME"));
    }
    if !url.starts_with("sqlite:") {
        greet(url).await.map_err(|words| format!("database_url: {}", told(&words, url)))?;
    }
    let mut connect = Connect::to(url);
    connect.create = create;
    connect.max_connections = config.connections()?;
    connect.durable = config.durable;
    let connected = Db::connect(&connect, ambient.clock.clone(), ambient.ids.clone(), sealer).await;
    let db = connected.map_err(|error| format!("database_url: {}", told(&cause(&error), url)))?;
    limited(&db).await.map_err(|cause| format!("database_url: {cause}"))?;
    Ok(db)
}

/// One connection, for its own words: a pool that gets none says only that it waited.
async fn greet(url: &str) -> Result<(), String> {
    let connection = tokio::time::timeout(PATIENCE, PgConnection::connect(url)).await;
    let connection = connection.map_err(|_| "the connection timed out".to_owned())?;
    let mut connection = connection.map_err(|error| error.to_string())?;
    let shared = tokio::time::timeout(PATIENCE, is_shared(&mut connection, url)).await;
    // Whether it parts well tells nothing of the next.
    let _ = connection.close().await;
    match shared {
        Ok(Ok(false)) => Ok(()),
        Ok(Ok(true)) => Err(format!("two connections share one session; {POOLER}")),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("the connection timed out".to_owned()),
    }
}

/// Whether a pooler gives one session of the server to several connections at once, as PgBouncer does with `pool_mode = transaction`
/// and `statement`: prepared statements would then meet each other, now and then, under load. One connection notes which session
/// answers it and stays open; another is answered by that session only where it is shared.
async fn is_shared(one: &mut PgConnection, url: &str) -> sqlx::Result<bool> {
    let first = session(one).await?;
    let mut other = PgConnection::connect(url).await?;
    let second = session(&mut other).await;
    let _ = other.close().await;
    Ok(second? == first)
}

/// The number of the server's process behind a connection, asked without preparing a statement.
async fn session(connection: &mut PgConnection) -> sqlx::Result<i32> {
    sqlx::raw_sql("SELECT pg_backend_pid()").fetch_one(connection).await?.try_get(0)
}

/// Refuses a connection that has lost the time limit of statements on its way: nobody would notice until something hangs.
async fn limited(db: &Db) -> Result<(), String> {
    if db.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let backend = db.connection().get_database_backend();
    let shown = db.all(Statement::from_string(backend, format!("SHOW {LIMIT}"))).await;
    let rows = shown.map_err(|error| cause(&error))?;
    match rows.first().and_then(|row| row.try_get_by_index::<String>(0).ok()).as_deref() {
        Some("0" | "") | None => {
            Err(format!("statements have no time limit ({LIMIT}), it was lost on the way; {POOLER}"))
        }
        Some(_) => Ok(()),
    }
}

/// The words of a service's error for the operator, with its cause.
pub(crate) fn cause(error: &Error) -> String {
    match error {
        Error::Unavailable(cause) | Error::Broken(cause) => cause.clone(),
        other => other.to_string(),
    }
}

fn told(words: &str, url: &str) -> String {
    let mut words = words.to_owned();
    for prefix in ["Connection Error: ", "error returned from database: ", "error communicating with database: "] {
        words = words.replacen(prefix, "", 1);
    }
    words = words.replace(url, "the address");
    if let Some(password) = reqwest::Url::parse(url).ok().and_then(|url| url.password().map(str::to_owned))
        && !password.is_empty()
    {
        words = words.replace(&password, "…");
    }
    match remedies().find(|(mark, _)| words.to_ascii_lowercase().contains(mark)) {
        Some((_, remedy)) => format!("{words}; {remedy}"),
        None => words,
    }
}

/// What helps, by what stands in the words.
fn remedies() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("unsupported startup parameter", POOLER),
        ("prepared statement", POOLER),
        ("password authentication failed", "the user or the password in it is not the server's"),
        ("no password", "the server wants a password: postgres://USER:WORD@HOST/NAME"),
        ("pg_hba.conf", "the server does not let this user in from here, or wants encryption (`?sslmode=require`)"),
        ("role \"", "the server has no such user; make it, or name another"),
        ("does not exist", "the server has no such database; make it with `createdb`, or name another"),
        ("too many", "the server has no more connections; lower `database_connections`, or raise the server's limit"),
        ("connection refused", "nothing listens there: is the server started, and are host and port right?"),
        ("lookup address", "the host is not known here"),
        ("timed out", "nothing answers there: are host, port and firewall right?"),
        ("certificate", "the server's certificate is not believed; `?sslmode=verify-full&sslrootcert=FILE` names an authority of your own"),
        ("there is no such file", "`kompetensnav migrate` makes it, unless the name is wrong"),
        ("unable to open database file", "the folder must be there, and the service's user may write in it"),
        ("readonly database", "the service's user may not write the file or its folder"),
        ("not a database", "the file is something else, or damaged"),
        ("database is locked", "another program holds the file"),
        ("disk", "look at the disk: full, or failing"),
    ]
    .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_has_its_own_words_and_a_way_out_and_never_the_password() {
        let url = "postgres://anna:hunter2@db.example/nav";
        for (said, remedy) in [
            (
                "Connection Error: error returned from database: password authentication failed for user \"anna\"",
                "the user or the password",
            ),
            (
                "Connection Error: error returned from database: unsupported startup parameter: extra_float_digits",
                "pool_mode = session",
            ),
            ("error returned from database: prepared statement \"sqlx_s_1\" already exists", "pool_mode = session"),
            ("Connection refused (os error 111)", "is the server started"),
            ("database \"nav\" does not exist", "createdb"),
            ("(code: 14) unable to open database file", "may write in it"),
            ("something about hunter2 in postgres://anna:hunter2@db.example/nav", ""),
        ] {
            let told = told(said, url);
            assert!(told.contains(remedy) && !told.contains("hunter2") && !told.contains("Connection Error"), "{told}");
        }
    }
}
