//! Connecting to the configured database, and what the operator is told when that does not go: the database's or the driver's own
//! words, and what helps. Never the address: a password stands in it.

use std::{net::IpAddr, time::Duration};

use kernel::Error;
use sea_orm::{
    DbErr, Statement,
    sqlx::{self, Connection, PgConnection, Row},
};
use store::{Connect, Db, Dialect, Sealer};

use crate::{config::Config, wiring::Ambient};

/// What stands in a pooler's words when it does not know what we say to the server as we connect.
const POOLER: &str = "this is a pooler, e.g. PgBouncer: let it have `pool_mode = session` and \
                      `ignore_startup_parameters = extra_float_digits, options`, and set the limits for the service's user in the server instead \
                      (crates/kompetensnav/README.md, *Poolers*)";
/// What helps where a pooler lets connections in and has none of the server's for them: they wait, and nobody tells them.
const FEW: &str = "behind a pooler, e.g. PgBouncer, its pool has too few connections to the server: let `default_pool_size`, and \
                   `max_db_connections` and `max_user_connections` where they are set, be as many as `database_connections` of all \
                   instances together, and two more (crates/kompetensnav/README.md, *Poolers*)";
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
    address(url).map_err(|cause| format!("database_url: {cause}"))?;
    let url = unbracketed(url);
    let url = url.as_str();
    if !url.starts_with("sqlite:") {
        greet(url).await.map_err(|words| format!("database_url: {}", told(&words, url)))?;
    }
    let mut connect = Connect::to(url);
    connect.create = create;
    connect.max_connections = config.connections()?;
    connect.durable = config.durable;
    let connected = Db::connect(&connect, ambient.clock.clone(), ambient.ids.clone(), sealer).await;
    let db = connected.map_err(|error| format!("database_url: {}", told(&cause(&error), url)))?;
    let looked_at = async {
        limited(&db).await?;
        encoded(&db).await
    };
    looked_at.await.map_err(|cause| format!("database_url: {}", told(&cause, url)))?;
    Ok(db)
}

/// The address as the driver takes it, which looks up a network address with the brackets that it stands in. What is behind the
/// question mark goes before what is in front of it, and the later before the earlier: another `host` there is still the one.
fn unbracketed(url: &str) -> String {
    let Ok(mut parsed) = reqwest::Url::parse(url) else { return url.to_owned() };
    let bracketed = parsed.host_str().and_then(|host| host.strip_prefix('[')?.strip_suffix(']'));
    let Some(network) = bracketed.map(str::to_owned) else { return url.to_owned() };
    let query = parsed.query().map_or_else(String::new, |query| format!("&{query}"));
    parsed.set_query(Some(&format!("hostaddr={network}{query}")));
    parsed.into()
}

/// What the driver knows behind the question mark of a server's address. Others it would log, with their values, and pass over.
const OF_POSTGRES: [&str; 19] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "ssl-ca",
    "ssl-cert",
    "ssl-key",
    "ssl-mode",
    "ssl-root-cert",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
    "options[…]",
];
/// The same of a file's.
const OF_SQLITE: [&str; 4] = ["cache", "immutable", "mode", "vfs"];

/// Refuses an address that names no file, or says something that nobody would act by. Values are not shown.
fn address(url: &str) -> Result<(), String> {
    let is_file = url.starts_with("sqlite:");
    let known: &[&str] = if is_file { &OF_SQLITE } else { &OF_POSTGRES };
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    if is_file {
        let path = place.trim_start_matches("sqlite:").trim_start_matches("//");
        let in_memory =
            form_urlencoded::parse(query.as_bytes()).any(|(name, value)| name == "mode" && value == "memory");
        if path == ":memory:" || in_memory {
            return Err(
                "a database in memory is gone when the program ends, with all that was migrated into it; write \
                        sqlite://FILE"
                    .to_owned(),
            );
        }
        if path.trim().is_empty() {
            return Err("it names no file; write sqlite://FILE, e.g. sqlite://kompetensnav.sqlite or sqlite:///var/lib/nav.sqlite"
                .to_owned());
        }
    }
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if is_file && matches!((&*name, &*value), ("mode", "ro") | ("immutable", "true" | "1")) {
            return Err(format!(
                "the parameter `{name}` opens the file for reading alone, and the service writes whatever is changed; leave `{name}` out. \
                 A copy to look at is opened by `sqlite3 -readonly FILE`"
            ));
        }
        let is_setting = !is_file && name.strip_prefix("options[").is_some_and(|rest| rest.ends_with(']'));
        if !is_setting && !known.contains(&&*name) {
            return Err(format!("unknown parameter `{name}`; known here: {}", known.join(", ")));
        }
        let wanted = match (is_file, &*name) {
            (true, "mode") => one_of(&value, &["rw", "rwc"]),
            (true, "cache") => one_of(&value, &["private", "shared"]),
            (true, "immutable") => one_of(&value, &["false", "0"]),
            (false, "sslmode" | "ssl-mode") => {
                one_of(&value, &["disable", "allow", "prefer", "require", "verify-ca", "verify-full"])
            }
            (false, "port") => value.parse::<u16>().is_err().then(|| "a port".to_owned()),
            (false, "hostaddr") => value.parse::<IpAddr>().is_err().then(|| "a network address".to_owned()),
            (false, "statement-cache-capacity") => value.parse::<usize>().is_err().then(|| "a whole number".to_owned()),
            _ => None,
        };
        if let Some(wanted) = wanted {
            return Err(format!("the parameter `{name}` takes {wanted}"));
        }
    }
    Ok(())
}

/// What is wanted, unless `value` is that.
fn one_of(value: &str, known: &[&str]) -> Option<String> {
    (!known.contains(&value)).then(|| known.join(", "))
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
        // Somebody there has let us in: no firewall is at fault.
        Err(_) => {
            let seconds = PATIENCE.as_secs();
            Err(format!("the server takes connections, and does not answer on two at once within {seconds} s; {FEW}"))
        }
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
    match shown(db, LIMIT).await?.as_deref() {
        Some("0" | "") | None => {
            Err(format!("statements have no time limit ({LIMIT}), it was lost on the way; {POOLER}"))
        }
        Some(_) => Ok(()),
    }
}

/// Refuses a database that does not take every text: *Łódź* has no place in LATIN1. One without an encoding takes texts as they are.
async fn encoded(db: &Db) -> Result<(), String> {
    if db.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    match shown(db, "server_encoding").await? {
        Some(encoding) if !["UTF8", "SQL_ASCII"].contains(&encoding.as_str()) => Err(format!(
            "the database's encoding is {encoding}, which does not take every text; make one that does: \
             `createdb -E UTF8 -T template0 NAME`"
        )),
        _ => Ok(()),
    }
}

/// What the server says of a setting.
async fn shown(db: &Db, setting: &str) -> Result<Option<String>, String> {
    let backend = db.connection().get_database_backend();
    let shown = db.all(Statement::from_string(backend, format!("SHOW {setting}"))).await;
    let rows = shown.map_err(|error| cause(&error))?;
    Ok(rows.first().and_then(|row| row.try_get_by_index::<String>(0).ok()))
}

/// The words of a service's error for the operator, with its cause.
pub(crate) fn cause(error: &Error) -> String {
    match error {
        Error::Unavailable(cause) | Error::Broken(cause) => cause.clone(),
        other => other.to_string(),
    }
}

/// What the operator is told where the connected database refuses a statement of the start.
pub fn refused(error: &DbErr) -> String {
    refused_with(&error.to_string())
}

/// As [`refused`], by these words of its.
pub(crate) fn refused_with(words: &str) -> String {
    helped(format!("database_url: {}", plain(words)))
}

/// The words for the operator. A password is told where an address is, and nowhere else: as a word of its own it may be any.
fn told(words: &str, url: &str) -> String {
    let mut words = plain(words).replace(url, "the address");
    if let Some(password) = reqwest::Url::parse(url).ok().and_then(|url| url.password().map(str::to_owned)) {
        words = words.replace(&format!(":{password}@"), ":…@");
    }
    helped(words)
}

/// The database's own words, without those of the libraries between it and us, and without a place in its source.
fn plain(words: &str) -> String {
    let mut words = words.to_owned();
    for prefix in [
        "Connection Error: ",
        "Execution Error: ",
        "Query Error: ",
        "Custom Error: ",
        "error returned from database: ",
        "error communicating with database: ",
    ] {
        words = words.replacen(prefix, "", 1);
    }
    match words.rsplit_once(" at line ") {
        Some((before, line)) if line.bytes().all(|byte| byte.is_ascii_digit()) => before.to_owned(),
        _ => words,
    }
}

/// The words, with what helps. Words of our own have it already, after a semicolon.
pub(crate) fn helped(words: String) -> String {
    match remedies().find(|(mark, _)| words.to_ascii_lowercase().contains(mark)) {
        Some((_, remedy)) => format!("{words}; {remedy}"),
        None if words.contains("; ") => words,
        None => format!("{words}; is the address right, and what does the database's own log say?"),
    }
}

/// What helps, by what stands in the words.
fn remedies() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("unsupported startup parameter", POOLER),
        ("prepared statement", POOLER),
        ("query_wait_timeout", FEW),
        ("pool timed out", FEW),
        ("no connection within the time", FEW),
        ("no more connections allowed", "the pooler takes no more clients; raise its `max_client_conn`, or lower `database_connections`"),
        ("password authentication failed", "the user or the password in it is not the server's"),
        ("no password", "the server wants a password: postgres://USER:WORD@HOST/NAME"),
        ("pg_hba.conf", "the server does not let this user in from here, or wants encryption (`?sslmode=require`)"),
        ("too many", "the server has no more connections; lower `database_connections`, or raise the server's limit"),
        ("not permitted to log in", "let it: `ALTER ROLE … LOGIN`, or name another user"),
        ("role \"", "the server has no such user; make it, or name another"),
        ("this migration has been applied", "a later version wrote this database; start that one, or restore the copy from before it"),
        ("read-only transaction", "it is a standby, or its user only reads: name the primary, and a user who may write"),
        ("accepting connections", "wait until the server is up, or let the database be connected to: `ALTER DATABASE … ALLOW_CONNECTIONS true`"),
        ("no schema has been selected", "the user needs a schema to make tables in: `CREATE SCHEMA public`, or another `search_path`"),
        ("already exists", "the database holds another program's tables; name an empty one"),
        ("does not exist", "the server has no such database; make it with `createdb`, or name another"),
        ("connection refused", "nothing listens there: is the server started, and are host and port right?"),
        ("invalid port number", "a port is 1 to 65535; where a password holds # @ / : or %, write them as %23 %40 %2F %3A %25"),
        ("does not support tls", "encrypt on the server (`ssl = on`), or connect without: `?sslmode=disable`, only on a network of your own"),
        ("connection reset", "what listens there hung up: is it PostgreSQL, and does it take connections from here?"),
        ("unexpected response from sslrequest", "what listens there is no PostgreSQL: are host and port right?"),
        ("empty host", "leave the host out before the name where `host` names a folder: `postgres:///NAME?host=FOLDER&user=USER`"),
        ("no such file or directory", "a file that `sslrootcert`, `sslcert` or `sslkey` names is not there, or the socket's folder is another"),
        ("permission denied for database", "let the user in: `GRANT CONNECT ON DATABASE … TO` it"),
        ("permission denied", "the user may not do that there: make it the database's owner, or `GRANT ALL ON SCHEMA public TO` it"),
        ("lookup address", "the host is not known here"),
        ("timed out", "nothing answers there: are host, port and firewall right?"),
        ("not valid for name", "the certificate is another host's: name the host as it does"),
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
    use sea_orm::sqlx::postgres::PgConnectOptions;

    use super::*;

    #[test]
    fn an_address_says_nothing_that_is_passed_over_in_silence() {
        for right in [
            "sqlite://k.sqlite",
            "sqlite:k.sqlite",
            "sqlite:///var/lib/k.sqlite?mode=rwc",
            "sqlite://k.sqlite?cache=private&immutable=false",
            "postgres://anna@db.example/nav",
            "postgresql://anna@db.example/nav?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            "postgres:///nav?host=/var/run/postgresql&port=5433&application_name=x&options=-c%20a%3Db",
            "postgres://db.example/nav?options[search_path]=x&statement-cache-capacity=10&hostaddr=::1",
        ] {
            assert_eq!(address(right), Ok(()), "{right}");
        }
        for (wrong, said) in [
            ("sqlite://", "it names no file"),
            ("sqlite:", "it names no file"),
            ("sqlite://?mode=rwc", "it names no file"),
            ("sqlite::memory:", "a database in memory"),
            ("sqlite://:memory:", "a database in memory"),
            ("sqlite://4711.sqlite?mode=memory", "a database in memory"),
            ("sqlite://k.sqlite?mode=4711", "the parameter `mode` takes rw, rwc"),
            ("sqlite://k.sqlite?mode=ro", "the parameter `mode` opens the file for reading alone"),
            ("sqlite://4711.sqlite?cache=private&immutable=1", "the parameter `immutable` opens the file"),
            ("sqlite://k.sqlite?immutable=true", "the parameter `immutable` opens the file for reading alone"),
            ("sqlite://k.sqlite?immutable=4711", "the parameter `immutable` takes false, 0"),
            ("sqlite://k.sqlite?sslmode=4711", "unknown parameter `sslmode`; known here: cache"),
            ("postgres://db.example/nav?pasword=4711", "unknown parameter `pasword`; known here: application_name"),
            ("postgres://db.example/nav?connect_timeout=4711", "unknown parameter `connect_timeout`"),
            ("postgres://db.example/nav?options[4711", "unknown parameter `options[4711`"),
            ("postgres://db.example/nav?sslmode=4711", "the parameter `sslmode` takes disable, allow"),
            ("postgres://db.example/nav?port=471100", "the parameter `port` takes a port"),
            ("postgres://db.example/nav?hostaddr=4711.example", "the parameter `hostaddr` takes a network address"),
        ] {
            let told = address(wrong).expect_err(wrong);
            assert!(told.starts_with(said) && (!told.contains("4711") || said.contains("4711")), "{wrong}: {told}");
        }
    }

    #[test]
    fn a_network_address_in_brackets_is_one_that_the_driver_connects_to() {
        for (written, host, port) in [
            ("postgres://u:w%40@[::1]:5433/nav", "::1", 5433),
            ("postgresql://u:w%40@[2001:db8::7]/nav?sslmode=require", "2001:db8::7", 5432),
            ("postgres://u:w%40@[::1]:5433/nav?host=db.example", "db.example", 5433),
            ("postgres://u:w%40@[::1]/nav?hostaddr=127.0.0.1&port=5434", "127.0.0.1", 5434),
            ("postgres://u:w%40@db.example/nav", "db.example", 5432),
        ] {
            let taken: PgConnectOptions = unbracketed(written).parse().expect(written);
            let told = (taken.get_host(), taken.get_port(), taken.get_username(), taken.get_database());
            assert_eq!(told, (host, port, "u", Some("nav")), "{written}");
            assert!(unbracketed(written).contains("u:w%40@"), "{written}");
        }
        for other in ["postgres:///nav?host=/var/run/postgresql", "sqlite://k.sqlite", "postgres://[::1/nav"] {
            assert_eq!(unbracketed(other), other);
        }
    }

    #[test]
    fn what_the_database_refuses_at_the_start_names_the_key_and_a_way_out() {
        let said = "error returned from database: permission denied for schema public at line 3655";
        let told = refused(&DbErr::Custom(format!("Execution Error: {said}")));
        assert!(told.starts_with("database_url: "), "{told}");
        assert!(
            told.contains("permission denied for schema public; ") && told.contains("GRANT ALL ON SCHEMA"),
            "{told}"
        );
        assert!(!told.contains("3655"), "{told}");
    }

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
            ("error returned from database: query_wait_timeout", "`default_pool_size`"),
            ("Failed to acquire connection from pool: Connection pool timed out", "`default_pool_size`"),
            ("error returned from database: no more connections allowed (max_client_conn)", "raise its"),
            ("the connection timed out", "are host, port and firewall right"),
            ("Connection refused (os error 111)", "is the server started"),
            (
                "encountered unexpected or invalid data: unexpected response from SSLRequest: 0x48",
                "are host and port right",
            ),
            ("database \"nav\" does not exist", "createdb"),
            ("(code: 14) unable to open database file", "may write in it"),
            ("something of postgres://anna:hunter2@db.example/nav and anna:hunter2@db.example", "own log say"),
        ] {
            let told = told(said, url);
            assert!(told.contains(remedy) && !told.contains("hunter2") && !told.contains("Connection Error"), "{told}");
        }
        // A short password does not fall on our own words, nor one that is the user's name on the user.
        let pooled = "unsupported startup parameter: extra_float_digits";
        assert_eq!(told(pooled, "postgres://anna:x@db.example/nav"), told(pooled, url));
        let denied = "password authentication failed for user \"anna\"";
        assert!(told(denied, "postgres://anna:anna@db.example/nav").contains("user \"anna\""));
    }
}
