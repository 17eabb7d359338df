//! The one binary's verbs, run as programs.

mod over_a_server;
mod starting;

use std::{
    fs,
    path::Path,
    process::Stdio,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use libtest_mimic::Trial;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::{Instant, timeout},
};

use crate::harness::{
    App, Engine, Loaded,
    needs::tests_folder,
    program::kompetensnav,
    trial::{both, only, programs},
};

pub fn tests() -> Vec<Trial> {
    let alone: Vec<Trial> = programs![
        serve_refuses_pending_migrations_and_migrate_mends_it,
        serve_without_a_built_in_issuer_believes_no_demonstration_token,
        the_first_administrator_is_appointed_on_a_migrated_database_only,
        the_schema_is_printed_as_kept,
        whoever_reads_no_further_has_what_was_wanted,
        the_file_of_a_database_is_its_owners_alone,
        what_is_no_database_is_left_as_it_is,
        rollups_are_checked_suspended_and_rebuilt,
        demo_tells_scripts_where_it_is_and_keeps_what_was_changed,
        demo_touches_nothing_where_its_port_is_taken,
    ];
    let over_a_database: Vec<Trial> = both![
        an_import_that_swallows_rows_ends_badly_and_writes_nothing,
        a_database_is_opened_with_its_own_seal_key_alone,
    ];
    let of_a_file: Vec<Trial> =
        only![Engine::Sqlite, "PostgreSQL is backed up by its own pg_dump"; an_sqlite_backup_ends_while_others_write];
    [alone, over_a_database, of_a_file, over_a_server::tests(), starting::tests()].into_iter().flatten().collect()
}

async fn an_import_that_swallows_rows_ends_badly_and_writes_nothing(Loaded(database): Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let config = config(folder.path(), "");
    let file = folder.path().join("organisations.csv");
    let report = folder.path().join("report.csv");
    let import = async |text: &str| {
        fs::write(&file, text).expect("written");
        let mut command = kompetensnav();
        command.env("KOMPETENSNAV_DATABASE_URL", database.url());
        command.args(["import", "organisations", "--config", &config, "--key", "id", "--source", "trial"]);
        command.args(["--as", "kompetensnav-demo|demo-system-admin", "--report"]).arg(&report).arg(&file);
        let done = command.stdin(Stdio::null()).output().await.expect("it runs");
        (done.status.code(), [done.stderr, done.stdout].concat())
    };
    let beside = database.connect().await.expect("connected");
    let count = async |table: &str| -> i64 {
        let sql = format!("SELECT CAST(count(*) AS bigint) FROM {table}");
        let row = beside.query_one_raw(Statement::from_string(beside.get_database_backend(), sql)).await;
        row.expect("answered").expect("a row").try_get_by_index(0).expect("a number")
    };
    let tables = ["organisations", "audit_entries", "outbox", "import_keys"];
    let counts = async || {
        let mut counts = Vec::new();
        for table in tables {
            counts.push(count(table).await);
        }
        counts
    };
    let before = counts().await;
    let unclosed = "id;slag;kommun;namn\n1;Företag;1480;Provbolag Ett AB\n2;Företag;1480;\"Provbolag Två AB\n\
                    3;Företag;1480;Provbolag Tre AB\n4;Företag;1480;Provbolag Fyra AB\n";
    fs::write(&report, "an earlier report\n").expect("written");
    let (status, said) = import(unclosed).await;
    let said = String::from_utf8_lossy(&said).into_owned();
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("row 3") && !said.contains("Provbolag") && !said.contains("panicked"), "{said}");
    assert_eq!(counts().await, before, "{tables:?}");
    // An earlier report stays until there is another, and nothing is left beside it.
    let left = || {
        fs::read_dir(folder.path())
            .expect("a folder")
            .filter(|file| file.as_ref().is_ok_and(|file| file.file_name().to_string_lossy().starts_with(['.', 'r'])))
            .count()
    };
    assert_eq!((fs::read_to_string(&report).expect("a report").as_str(), left()), ("an earlier report\n", 1));
    // With the mark closed the same file is read: what was refused was the mark.
    let (status, said) = import(&unclosed.replace("Två AB", "Två AB\"")).await;
    assert_eq!(status, Some(0), "{}", String::from_utf8_lossy(&said));
    assert_eq!(count("organisations").await, before[0] + 4);
    let lines = fs::read_to_string(&report).expect("a report").lines().count();
    assert_eq!((lines, left()), (5, 1));
    beside.close().await.expect("closed");
}

fn config(folder: &Path, more: &str) -> String {
    let file = folder.join("kompetensnav.toml");
    let text = format!(
        "database_url = \"sqlite://{}/serve.sqlite?mode=rwc\"\nseal_key = \"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\"\n{more}",
        folder.display()
    );
    fs::write(&file, text).expect("written");
    file.display().to_string()
}

/// An issuer of its own, as the last of a configuration's lines.
fn own_issuer(folder: &Path) -> String {
    let key = folder.join("issuer.key");
    format!(
        "[built_in_issuer]\nkey_file = \"{}\"\nissuer = \"kompetensnav-demo\"\naudience = \"kompetensnav\"\n",
        key.display()
    )
}

/// A `serve` that answers, on a free port.
async fn serving(mut command: Command, file: &str) -> Child {
    let serve = command.args(["serve", "--config", file, "--listen", "127.0.0.1:0"]).stderr(Stdio::piped());
    let mut child = serve.spawn().expect("it starts");
    let mut lines = BufReader::new(child.stderr.take().expect("its log")).lines();
    while !lines.next_line().await.expect("readable").expect("it serves before it ends").contains("\"address\"") {}
    // Whoever writes a log that nobody reads stands still.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    child
}

async fn refusal(arguments: &[&str]) -> String {
    let done = kompetensnav().args(arguments).output().await.expect("it runs");
    assert!(!done.status.success(), "{arguments:?} went well");
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// With another key no name would open, new ones would be sealed by it, and a person be registered twice.
async fn a_database_is_opened_with_its_own_seal_key_alone(Loaded(database): Loaded) {
    const ANOTHER: &str = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let run = async |verb: &[&str], key: Option<&str>| {
        let mut command = kompetensnav();
        command.args(verb).args(["--config", &file]).env("KOMPETENSNAV_DATABASE_URL", database.url());
        let done = command.envs(key.map(|key| ("KOMPETENSNAV_SEAL_KEY", key))).output().await.expect("it runs");
        (done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let verbs: [&[&str]; 4] = [
        &["rollups", "--check"],
        &["migrate", "--check"],
        &["serve", "--listen", "127.0.0.1:0"],
        &["appoint", "https://login.example.se", "anna"],
    ];
    let side = database.connect().await.expect("connected");
    let (done, said) = run(&["migrate", "--check"], None).await;
    assert!(done, "{said}");
    let marks =
        side.query_all_raw(Statement::from_string(side.get_database_backend(), "SELECT id FROM seal_key")).await;
    assert!(marks.expect("answered").is_empty(), "a check writes nothing");
    side.close().await.expect("closed");
    // As an earlier version left it, without a mark: a name in it tells. Then by its mark.
    for marked in [false, true] {
        for verb in verbs {
            let (done, said) = run(verb, Some(ANOTHER)).await;
            assert!(!done && said.contains("seal_key: ") && !said.contains("CAgI"), "{marked}, {verb:?}: {said}");
        }
        let (done, said) = run(&["rollups", "--check"], None).await;
        assert!(done, "{marked}: {said}");
    }
}

async fn the_file_of_a_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), &own_issuer(folder.path()));
    let database = folder.path().join("serve.sqlite");
    let mode = || fs::metadata(&database).expect("a file").permissions().mode() & 0o777;
    let open = |mode| fs::set_permissions(&database, fs::Permissions::from_mode(mode)).expect("changed");
    let migrate =
        async || kompetensnav().args(["migrate", "--config", &file]).status().await.expect("it runs").success();
    assert!(migrate().await);
    assert_eq!(mode(), 0o600, "made");
    for (found, left) in [(0o644, 0o600), (0o444, 0o400), (0o640, 0o640), (0o600, 0o600)] {
        open(found);
        let done = migrate().await;
        assert_eq!(mode(), left, "found as {found:o}");
        // Only root may write to what is for reading.
        assert!(done || found == 0o444, "found as {found:o}");
    }
    // What SQLite puts beside it while it is open, and leaves there when the service is killed.
    let beside = ["-wal", "-shm"].map(|ending| folder.path().join(format!("serve.sqlite{ending}")));
    let modes = || beside.each_ref().map(|file| fs::metadata(file).expect("a file").permissions().mode() & 0o777);
    let mut service = serving(kompetensnav(), &file).await;
    assert_eq!(modes(), [0o600; 2], "made");
    service.kill().await.expect("ended");
    for file in &beside {
        fs::set_permissions(file, fs::Permissions::from_mode(0o644)).expect("changed");
    }
    let mut service = serving(kompetensnav(), &file).await;
    assert_eq!(modes(), [0o600; 2], "found open");
    service.kill().await.expect("ended");
}

/// A name that is mistyped, or leads to something else.
async fn what_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let database = folder.path().join("serve.sqlite");
    let existing: [&[&str]; 6] = [
        &["serve", "--listen", "127.0.0.1:0"],
        &["migrate", "--check"],
        &["rollups", "--check"],
        &["appoint", "https://login.example.se", "first"],
        &["publish"],
        &["import", "organisations", "--key", "id", "--source", "trial", "--as", "a|b", "nowhere.csv"],
    ];
    for verb in existing {
        let said = refusal(&[verb, &["--config", &file]].concat()).await;
        assert!(!database.exists(), "{verb:?} has made a file: {said}");
    }
    let said = refusal(&["serve", "--config", &file]).await;
    assert!(said.contains("database_url: there is no such file; `kompetensnav migrate` makes it"), "{said}");
    let text = "names and numbers, to be read by all who work here\n";
    fs::write(&database, text).expect("written");
    let mode = |file: &Path| {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(file).expect("a file").permissions().mode() & 0o777
    };
    let is = |mode| {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&database, fs::Permissions::from_mode(mode)).expect("changed");
    };
    is(0o664);
    for verb in [&["serve"][..], &["migrate"], &["migrate", "--check"]] {
        let said = refusal(&[verb, &["--config", &file]].concat()).await;
        assert!(said.contains("database_url: file is not a database; the file is something else"), "{verb:?}: {said}");
        assert_eq!((mode(&database), fs::read_to_string(&database).expect("read").as_str()), (0o664, text), "{verb:?}");
    }
    // An empty one may become a database.
    fs::write(&database, "").expect("written");
    assert!(kompetensnav().args(["migrate", "--config", &file]).status().await.expect("it runs").success());
    assert_eq!(mode(&database), 0o660 & 0o600);
}

async fn serve_refuses_pending_migrations_and_migrate_mends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let said = refusal(&["serve", "--config", &file, "--listen", "127.0.0.1:0"]).await;
    assert!(said.contains("kompetensnav migrate"), "{said}");
    let migrated = kompetensnav().args(["migrate", "--config", &file]).output().await.expect("it runs");
    assert!(migrated.status.success(), "{}", String::from_utf8_lossy(&migrated.stderr));
    let checked = kompetensnav().args(["migrate", "--check", "--config", &file]).status().await.expect("it runs");
    assert!(checked.success());
}

async fn serve_without_a_built_in_issuer_believes_no_demonstration_token() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let said = refusal(&["token", "--config", &file, "someone"]).await;
    assert!(said.contains("built_in_issuer"), "{said}");
}

async fn the_first_administrator_is_appointed_on_a_migrated_database_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let appoint = ["appoint", "--config", &file, "https://login.example.se", "first"];
    let said = refusal(&appoint).await;
    assert!(said.contains("kompetensnav migrate"), "{said}");
    assert!(kompetensnav().args(["migrate", "--config", &file]).status().await.expect("it runs").success());
    let done = kompetensnav().args(appoint).output().await.expect("it runs");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.starts_with("role_"), "{said}{}", String::from_utf8_lossy(&done.stderr));
}

async fn rollups_are_checked_suspended_and_rebuilt() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let said = refusal(&["rollups", "--check", "--config", &file]).await;
    assert!(said.contains("kompetensnav migrate"), "{said}");
    let done = async |arguments: [&'static str; 2]| {
        let done = kompetensnav().args(arguments).args(["--config", &file]).output().await.expect("it runs");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    let migrated = kompetensnav().args(["migrate", "--config", &file]).status().await.expect("it runs");
    assert!(migrated.success());
    done(["rollups", "--check"]).await;
    done(["rollups", "--suspend"]).await;
    let said = refusal(&["rollups", "--check", "--config", &file]).await;
    assert!(said.contains("suspended"), "{said}");
    done(["rollups", "--rebuild"]).await;
    done(["rollups", "--check"]).await;
    let said = refusal(&["rollups", "--config", &file]).await;
    assert!(said.contains("--check"), "one of the acts is asked for: {said}");
}

/// README, *Backup*: its statement, while the service is written to without a pause.
async fn an_sqlite_backup_ends_while_others_write(Loaded(database): Loaded) {
    let app = App::start(&database).await.expect("a service");
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.sqlite");
    let readme = fs::read_to_string(tests_folder().join("../crates/kompetensnav/README.md")).expect("README.md");
    assert!(readme.contains("VACUUM INTO 'copy.sqlite'"), "README.md names another way");
    let number = async |of: &DatabaseConnection, sql: &str| -> i64 {
        let row = of.query_one_raw(Statement::from_string(of.get_database_backend(), sql)).await.expect("answered");
        row.expect("a row").try_get_by_index(0).expect("a number")
    };
    const CHANGES: &str = "SELECT count(*) FROM audit_entries";
    let (side, writers) = (database.connect().await.expect("connected"), AtomicBool::new(true));
    let before = number(&side, CHANGES).await;
    let hub = app.texts("SELECT id FROM hubs ORDER BY id LIMIT 1").await.remove(0);
    let operator = app.texts(&format!("SELECT operator_id FROM hubs WHERE id = '{hub}'")).await.remove(0);
    let failed = parking_lot::Mutex::new(Vec::new());
    let write = async {
        let admin = app.speak_as("demo-system-admin");
        let revise = "mutation($input: ReviseHubInput!) { reviseHub(input: $input) { userErrors { code } } }";
        let mut written = 0;
        while writers.load(Ordering::Relaxed) {
            let version = app.number(&format!("SELECT version FROM hubs WHERE id = '{hub}'")).await;
            let input = json!({ "id": format!("hub_{hub}"), "expectedVersion": version,
                "name": format!("Kompetensnav {version}"), "operatorId": format!("org_{operator}") });
            let (_, answer) = admin.answer(revise, json!({ "input": input })).await;
            let went_well = answer["errors"].is_null() && answer["data"]["reviseHub"]["userErrors"] == json!([]);
            written += i64::from(went_well);
            if !went_well {
                failed.lock().push(answer);
            }
            tokio::task::yield_now().await;
        }
        written
    };
    let back_up = async {
        // Others have begun to write.
        let begun = Instant::now();
        while number(&side, CHANGES).await < before + 5 {
            assert!(begun.elapsed() < Duration::from_secs(60), "nobody writes: {:?}", failed.lock());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let sql = format!("VACUUM INTO '{}'", copy.display());
        let done = timeout(Duration::from_secs(60), side.execute_unprepared(&sql)).await;
        let ended = number(&side, CHANGES).await;
        writers.store(false, Ordering::Relaxed);
        done.expect("it ends").expect("it succeeds");
        ended
    };
    let (written, ended) = tokio::join!(write, back_up);
    assert!(written > 5, "nobody wrote meanwhile");
    let copied = sea_orm::Database::connect(format!("sqlite://{}", copy.display())).await.expect("opened");
    let entries = number(&copied, CHANGES).await;
    assert!((before + 5..=ended).contains(&entries), "{before}, {entries}, {ended}");
    assert_eq!(number(&copied, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'").await, 1);
    assert_eq!(number(&copied, "SELECT count(*) FROM pragma_foreign_key_check").await, 0);
}

async fn the_schema_is_printed_as_kept() {
    let done = kompetensnav().arg("schema").output().await.expect("it runs");
    assert_eq!(String::from_utf8_lossy(&done.stdout), gateway::schema::sdl(false));
}

async fn whoever_reads_no_further_has_what_was_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let program = env!("CARGO_BIN_EXE_kompetensnav");
    for verb in ["schema", "schema --federation", &format!("migrate --config {file}")] {
        // `head` ends as soon as it has its line; `:` reads nothing at all.
        for reader in ["head -n 1", ":"] {
            let line = format!("set -o pipefail; {program} {verb} | {reader}; echo ${{PIPESTATUS[0]}}");
            let done = Command::new("bash").args(["-c", &line]).output().await.expect("a shell");
            let (said, status) = (String::from_utf8_lossy(&done.stderr), String::from_utf8_lossy(&done.stdout));
            assert!(said.is_empty() && status.trim_end().ends_with('0'), "{verb} | {reader}: {status}{said}");
        }
    }
}

/// Starts the demonstration and reads its line of JSON.
async fn demo(mut program: Command, folder: &Path) -> (Child, serde_json::Value) {
    let mut child = program
        .args(["demo", "--json", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let line = lines.next_line().await.expect("readable").expect("a line");
    (child, serde_json::from_str(&line).expect("JSON"))
}

async fn ask(ready: &serde_json::Value, role: &str, query: &str) -> serde_json::Value {
    let answer = reqwest::Client::new()
        .post(ready["graphql"].as_str().expect("an address"))
        .bearer_auth(ready["tokens"][role].as_str().expect("a token"))
        .header("content-type", "application/json")
        .body(serde_json::json!({ "query": query }).to_string())
        .send()
        .await
        .expect("an answer");
    serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON")
}

async fn demo_tells_scripts_where_it_is_and_keeps_what_was_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut first, ready) = demo(kompetensnav(), folder.path()).await;
    assert!(ready["playground"].as_str().is_some_and(|url| url.ends_with("/expert")), "{ready:#}");
    let register = "mutation { registerOrganisation(input: { name: \"Kvar AB\", kind: COMPANY }) { organisation { id } userErrors { code } } }";
    let made = ask(&ready, "system_admin", register).await;
    let id = made["data"]["registerOrganisation"]["organisation"]["id"]
        .as_str()
        .unwrap_or_else(|| panic!("{made:#}"))
        .to_owned();
    first.kill().await.expect("ended");
    let (mut second, ready) = demo(kompetensnav(), folder.path()).await;
    let found =
        ask(&ready, "public_reader", &format!("{{ node(id: \"{id}\") {{ ... on Organisation {{ name }} }} }}")).await;
    assert_eq!(found["data"]["node"]["name"], "Kvar AB", "{found:#}");
    second.kill().await.expect("ended");
}

async fn demo_touches_nothing_where_its_port_is_taken() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let (data, file) = (folder.path().join("data"), folder.path().join("data/kompetensnav.sqlite"));
    let demo =
        ["demo", "--json", "--fresh", "--listen", &port, "--data", &data.display().to_string()].map(str::to_owned);
    let demo: Vec<&str> = demo.iter().map(String::as_str).collect();
    assert!(refusal(&demo).await.contains("another program has it"));
    assert!(!data.exists(), "the port is looked at before anything is loaded");
    fs::create_dir(&data).expect("a folder");
    fs::write(&file, "another's").expect("written");
    refusal(&demo).await;
    assert_eq!(fs::read_to_string(&file).expect("there"), "another's");
}
