//! The one binary's verbs, run as programs.

use std::{fs, path::Path, process::Stdio};

use libtest_mimic::Trial;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::harness::trial::programs;

pub fn tests() -> Vec<Trial> {
    programs![
        an_unknown_key_is_refused_by_name,
        the_questions_limits_are_set_in_file_and_environment,
        serve_refuses_pending_migrations_and_migrate_mends_it,
        serve_without_a_built_in_issuer_believes_no_demonstration_token,
        the_first_administrator_is_appointed_on_a_migrated_database_only,
        the_schema_is_printed_as_kept,
        the_file_of_a_database_is_its_owners_alone,
        rollups_are_checked_suspended_and_rebuilt,
        demo_tells_scripts_where_it_is_and_keeps_what_was_changed,
    ]
}

fn kompetensnav() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kompetensnav"));
    command.kill_on_drop(true).env_remove("KOMPETENSNAV_CONFIG_FILE");
    command
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

async fn refusal(arguments: &[&str]) -> String {
    let done = kompetensnav().args(arguments).output().await.expect("it runs");
    assert!(!done.status.success(), "{arguments:?} went well");
    String::from_utf8_lossy(&done.stderr).into_owned()
}

async fn an_unknown_key_is_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "lissen = \"127.0.0.1:0\"\n");
    let said = refusal(&["serve", "--config", &file]).await;
    assert!(said.contains("lissen"), "{said}");
}

async fn the_questions_limits_are_set_in_file_and_environment() {
    let folder = tempfile::tempdir().expect("a folder");
    let publisher = "[publisher]\nname = \"a\"\nhomepage = \"https://a.example\"\nemail = \"a@a.example\"\n";
    let file = config(folder.path(), &format!("{publisher}[questions]\nfile_rows = 10\n"));
    assert!(kompetensnav().args(["migrate", "--config", &file]).status().await.expect("it runs").success());
    let said = async |file: &str, key: &str, value: &str| {
        let serve = ["serve", "--config", file, "--listen", "127.0.0.1:0"];
        let done = kompetensnav().args(serve).env(key, value).output().await.expect("it runs");
        assert!(!done.status.success(), "{key}={value} went well");
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    for (key, value, named) in [
        ("KOMPETENSNAV_QUESTIONS__FILE_ROWS", "0", "questions.file_rows: 0"),
        ("KOMPETENSNAV_QUESTIONS__FILE_ROW", "1", "file_row"),
        ("KOMPETENSNAV_PUBLISHER__EMAIL", "nobody", "publisher.email"),
        ("KOMPETENSNAV_PUBLISHER__LICENCE", "CC-BY", "licence"),
    ] {
        let said = said(&file, key, value).await;
        assert!(said.contains(named), "{key}: {said}");
    }
    let file = config(folder.path(), "[questions]\nfile_row = 1\n");
    let said = refusal(&["serve", "--config", &file]).await;
    assert!(said.contains("file_row"), "{said}");
}

async fn the_file_of_a_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), "");
    let database = folder.path().join("serve.sqlite");
    let mode = || fs::metadata(&database).expect("a file").permissions().mode() & 0o777;
    let open = |mode| fs::set_permissions(&database, fs::Permissions::from_mode(mode)).expect("changed");
    let migrate = async || {
        assert!(kompetensnav().args(["migrate", "--config", &file]).status().await.expect("it runs").success());
    };
    migrate().await;
    assert_eq!(mode(), 0o600, "made");
    for (found, left) in [(0o644, 0o600), (0o640, 0o640), (0o600, 0o600)] {
        open(found);
        migrate().await;
        assert_eq!(mode(), left, "found as {found:o}");
    }
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

async fn the_schema_is_printed_as_kept() {
    let done = kompetensnav().arg("schema").output().await.expect("it runs");
    assert_eq!(String::from_utf8_lossy(&done.stdout), gateway::schema::sdl(false));
}

/// Starts the demonstration and reads its line of JSON.
async fn demo(folder: &Path) -> (Child, serde_json::Value) {
    let mut child = kompetensnav()
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
    let (mut first, ready) = demo(folder.path()).await;
    assert!(ready["playground"].as_str().is_some_and(|url| url.ends_with("/expert")), "{ready:#}");
    let register = "mutation { registerOrganisation(input: { name: \"Kvar AB\", kind: COMPANY }) { organisation { id } userErrors { code } } }";
    let made = ask(&ready, "system_admin", register).await;
    let id = made["data"]["registerOrganisation"]["organisation"]["id"]
        .as_str()
        .unwrap_or_else(|| panic!("{made:#}"))
        .to_owned();
    first.kill().await.expect("ended");
    let (mut second, ready) = demo(folder.path()).await;
    let found =
        ask(&ready, "public_reader", &format!("{{ node(id: \"{id}\") {{ ... on Organisation {{ name }} }} }}")).await;
    assert_eq!(found["data"]["node"]["name"], "Kvar AB", "{found:#}");
    second.kill().await.expect("ended");
}
