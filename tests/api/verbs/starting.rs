//! What is set for the service, in its file and in its environment, and what is said at the start of what cannot be.

use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

use libtest_mimic::Trial;
use tokio::time::timeout;

use super::{config, demo, own_issuer, refusal, serving};
use crate::harness::{program::kompetensnav, trial::programs};

pub fn tests() -> Vec<Trial> {
    programs![
        an_unknown_key_is_refused_by_name,
        the_questions_limits_are_set_in_file_and_environment,
        what_kubernetes_sets_stops_nothing,
        a_fault_at_start_names_the_key_and_the_way_out_and_never_the_value,
    ]
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

async fn what_kubernetes_sets_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = config(folder.path(), &own_issuer(folder.path()));
    let links = [
        ("KOMPETENSNAV_SERVICE_HOST", "10.0.0.12"),
        ("KOMPETENSNAV_SERVICE_PORT", "8080"),
        ("KOMPETENSNAV_SERVICE_PORT_HTTP", "8080"),
        ("KOMPETENSNAV_PORT", "tcp://10.0.0.12:8080"),
        ("KOMPETENSNAV_PORT_8080_TCP", "tcp://10.0.0.12:8080"),
        ("KOMPETENSNAV_PORT_8080_TCP_PROTO", "tcp"),
        ("KOMPETENSNAV_PORT_8080_TCP_PORT", "8080"),
        ("KOMPETENSNAV_PORT_8080_TCP_ADDR", "10.0.0.12"),
    ];
    let linked = || {
        let mut command = kompetensnav();
        command.envs(links);
        command
    };
    let rows = folder.path().join("organisations.csv");
    fs::write(&rows, "id;slag;kommun;namn\n1;Företag;1480;Provbolag Ett AB\n").expect("written");
    let (rows, issuer) = (rows.display().to_string(), "https://login.example.se");
    let verbs: [&[&str]; 8] = [
        &["migrate"],
        &["migrate", "--check"],
        &["appoint", issuer, "first"],
        &["import", "organisations", "--key", "id", "--source", "s", "--as", "https://login.example.se|first", &rows],
        &["rollups", "--check"],
        &["publish"],
        &["token", "someone"],
        &["serve", "--listen", "127.0.0.1:0"],
    ];
    for verb in verbs {
        // What is no link of Kubernetes' is a key that nobody knows, to every verb.
        let mut command = linked();
        command.args(verb).args(["--config", &file]).env("KOMPETENSNAV_PORTS", "8080");
        let done = timeout(Duration::from_secs(60), command.output()).await.expect("in time").expect("it runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && said.contains("KOMPETENSNAV_PORTS"), "{verb:?}: {said}");
        if verb[0] != "serve" {
            let done = linked().args(verb).args(["--config", &file]).output().await.expect("it runs");
            assert!(done.status.success(), "{verb:?}: {}", String::from_utf8_lossy(&done.stderr));
        }
    }
    serving(linked(), &file).await.kill().await.expect("ended");
    // Without a file of its own.
    assert!(linked().arg("schema").output().await.expect("it runs").status.success());
    let (mut child, _) = demo(linked(), &folder.path().join("demonstration")).await;
    child.kill().await.expect("ended");
}

async fn a_fault_at_start_names_the_key_and_the_way_out_and_never_the_value() {
    const SECRET: &str = "0987654321";
    let folder = tempfile::tempdir().expect("a folder");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = format!("listen = \"{}\"\n", taken.local_addr().expect("an address"));
    let issuer = |more: &str| {
        format!(
            "[[issuers]]\nissuer = \"https://login.example.se/realms/region\"\naudience = \"kompetensnav\"\nalgorithms = [\"RS256\"]\n{more}\n"
        )
    };
    let sign_in = "[sign_in]\nissuer = \"https://login.example.se/realms/region\"\nclient_id = \"nav\"\nredirect_base = \"https://nav.example.se\"\n";
    let bucket = |more: &str| format!("[papers]\nbucket = \"nav\"\naccess_key_id = \"{SECRET}\"\nendpoint = {more}\n");
    let odd = folder.path().join("odd");
    fs::write(&odd, b"p\xe5").expect("written");
    let odd = odd.display().to_string();
    // A key that is none, in the place of the built-in issuer's.
    let key = folder.path().join("issuer.key");
    fs::write(&key, "no key").expect("written");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("its owner's alone");
    let bare = || config(folder.path(), "");
    assert!(kompetensnav().args(["migrate", "--config", &bare()]).status().await.expect("it runs").success());
    for (text, told) in [
        ("origins = [\"*\"]\n".to_owned(), &["origins[0]", "https://bi.example.se"][..]),
        ("origins = [\"https://nav.example.se/x\"]\n".to_owned(), &["origins[0]"]),
        (
            "[education_supply]\naddress = \"ftp://api.example.se/emil3\"\n".to_owned(),
            &["education_supply.address: it is read by https", "https://api.example.se/emil3"],
        ),
        (
            "[education_supply]\naddress = \"http://api.example.se/emil3\"\n".to_owned(),
            &["education_supply.address: ", "by https alone"],
        ),
        (
            "[education_supply]\naddress = \"api.example.se\"\n".to_owned(),
            &["education_supply.address: this is no address"],
        ),
        (
            "[education_supply]\naddress = \"\"\n".to_owned(),
            &["education_supply.address: this is no address", "leave the key out"],
        ),
        (listen, &["listen: ", "choose another port"]),
        ("listen = \"nowhere\"\n".to_owned(), &["listen: ", "127.0.0.1:8080"]),
        ("log = \"=,=\"\n".to_owned(), &["log: ", "info,gateway=debug"]),
        (
            issuer("jwks_url = \"http://keycloak:8080/realms/region/protocol/openid-connect/certs\""),
            &["issuers: https://login.example.se/realms/region: jwks_url", "keys_by_http = true"],
        ),
        (issuer("jwks_url = \"keycloak\""), &["https://login.example.se/realms/region: jwks_url"]),
        (
            issuer("jwks_url = \"https://a.example\"").replace("RS256", "HS256"),
            &["https://login.example.se/realms/region: algorithms"],
        ),
        (issuer("jwks_url = \"https://a.example\"").replace("RS256", "RS257"), &["issuers", "algorithms", "RS256"]),
        (
            format!("{sign_in}client_secret = {SECRET}\n").replace('0', "1"),
            &["sign_in.client_secret: a number", "quotation marks"],
        ),
        (format!("{sign_in}client_secret = \"{SECRET}\"\n"), &["sign_in.issuer", "`issuers`"]),
        ("[limits]\nbucket = 0\n".to_owned(), &["limits.bucket: 0 is not between 1"]),
        ("[limits]\noperation_seconds = 0\n".to_owned(), &["limits.operation_seconds: 0"]),
        ("trusted_proxies = [\"localhost\"]\n".to_owned(), &["trusted_proxies: number 1 is neither", "10.0.0.7"]),
        ("origins = [\"https://a.example\\n\"]\n".to_owned(), &["origins[0]: this is no origin"]),
        (
            format!("{}{sign_in}scopes = [\"profile\"]\n", issuer("jwks_url = \"https://a.example\"")),
            &["sign_in.scopes", "openid"],
        ),
        ("log = \"inof\"\n".to_owned(), &["log: ", "info,gateway=debug"]),
        ("log = \"inof,gateway=debug\"\n".to_owned(), &["log: ", "info,gateway=debug"]),
        ("log = \"\"\n".to_owned(), &["log: ", "info,gateway=debug"]),
        (
            issuer("jwks_url = \"https://a.example\"")
                + &issuer("jwks_url = \"https://a.example\"").replace("\"kompetensnav\"", "\"annan\""),
            &["issuers: https://login.example.se/realms/region: it stands there twice"],
        ),
        (
            issuer("jwks_url = \"https://a.example\"") + &sign_in.replace("\"nav\"", "\"\""),
            &["sign_in.client_id: it is empty"],
        ),
        (
            issuer("jwks_url = \"https://a.example\"") + &sign_in.replace("https://nav", "https://anna:word@nav"),
            &["sign_in.redirect_base: scheme and host only", "https://nav.example.se"],
        ),
        (
            format!(
                "{}{sign_in}client_secret = \"{SECRET}\"\nclient_secret_file = \"/nowhere\"\n",
                issuer("jwks_url = \"https://a.example\"")
            ),
            &["sign_in.client_secret_file: `client_secret` is set beside it"],
        ),
        (
            format!("{}{sign_in}client_secret_file = \"/dev/null\"\n", issuer("jwks_url = \"https://a.example\"")),
            &["sign_in.client_secret_file: it is empty"],
        ),
        // Whoever writes the secret where the file's name should be does not find it in the log.
        (
            format!("{}{sign_in}client_secret_file = \"{SECRET}\"\n", issuer("jwks_url = \"https://a.example\"")),
            &["sign_in.client_secret_file: ", "name one that is there"],
        ),
        (
            format!("{}{sign_in}client_secret_file = \"/\"\n", issuer("jwks_url = \"https://a.example\"")),
            &["sign_in.client_secret_file: ", "name a file in it"],
        ),
        (
            format!("{}{sign_in}client_secret_file = \"{odd}\"\n", issuer("jwks_url = \"https://a.example\"")),
            &["sign_in.client_secret_file: ", "must be a text in UTF-8"],
        ),
        (
            issuer("jwks_url = \"https://a.example\"") + &sign_in.replace("https://login", "http://login"),
            &["sign_in.issuer: ", "by https, or by http of this machine"],
        ),
        (bucket("\"http://s3.example.se\""), &["papers.endpoint: ", "by https, or by http to this machine"]),
        (
            bucket("\"https://s3.example.se\""),
            &["papers.secret_access_key: it is needed", "KOMPETENSNAV_PAPERS__SECRET_ACCESS_KEY"],
        ),
        (
            bucket(&format!("\"https://s3.example.se\"\nsecret_access_key_file = \"{SECRET}\"")),
            &["papers.secret_access_key_file: ", "name one that is there"],
        ),
        (own_issuer(&folder.path().join("odd")), &["built_in_issuer.key_file: ", "name one whose folder is a folder"]),
        (own_issuer(folder.path()), &["built_in_issuer.key_file: not an Ed25519 key", "one is made"]),
        ("[publisher]\nname = \"a\"\n".to_owned(), &["publisher: `homepage` is missing", "write it"]),
        (
            "[questions]\nfile_megabytes = 10\nkept_megabytes = 9\n".to_owned(),
            &["questions.kept_megabytes: 9 holds", "raise it"],
        ),
        ("[limits]\nbucket = 98765432109876543210\n".to_owned(), &["limits.bucket: the number is too large; "]),
        ("lissen\n".to_owned(), &["this is not TOML", "`key = value`"]),
    ] {
        let file = config(folder.path(), &text);
        let said = refusal(&["serve", "--config", &file]).await;
        for part in told {
            assert!(said.contains(part), "{text}: no {part:?} in {said}");
        }
        assert!(!said.contains(&SECRET[2..]) && !said.contains("panicked"), "{text}: {said}");
    }
    let missing = "/nowhere/nav.toml";
    for (file, told) in [(missing, "name one that is there"), ("/", "name a file in it"), (odd.as_str(), "UTF-8")] {
        let said = refusal(&["serve", "--config", file]).await;
        assert!(said.contains(&format!("--config {file}: ")) && said.contains(told), "{file}: {said}");
    }
    let said = refusal(&["token", "someone", "--config", &bare()]).await;
    assert!(said.contains("built_in_issuer: ") && said.contains("key_file, issuer and audience"), "{said}");
    // The database's own words, and never its password.
    let file = bare();
    for (url, told) in [
        (
            "postgres://anna:hunter2@127.0.0.1:1/nav",
            &["database_url: ", "onnection refused", "is the server started"][..],
        ),
        ("postgres://anna:hunter2@nowhere.invalid/nav", &["database_url: "]),
        ("mysql://anna:hunter2@127.0.0.1/nav", &["database_url: no such database is known", "sqlite://FILE"]),
        (
            "sqlite:///nowhere/hunter2/nav.sqlite",
            &["database_url: ", "unable to open database file", "may write in it"],
        ),
        ("postgres://anna:hunter2#@127.0.0.1/nav", &["database_url: ", "%23"]),
        ("", &["database_url: it is missing", "postgres://USER:WORD@HOST/NAME"]),
        (
            "sqlite:///var/lib/hunter2.sqlite?mode=ro",
            &["database_url: ", "`mode`", "for reading alone", "leave `mode` out"],
        ),
        ("sqlite:///var/lib/hunter2.sqlite?immutable=true", &["database_url: ", "leave `immutable` out"]),
    ] {
        let done =
            kompetensnav().args(["migrate", "--config", &file]).env("KOMPETENSNAV_DATABASE_URL", url).output().await;
        let said = String::from_utf8_lossy(&done.expect("it runs").stderr).into_owned();
        for part in told {
            assert!(said.contains(part), "{url}: no {part:?} in {said}");
        }
        assert!(!said.contains("hunter2") && !said.contains("unavailable"), "{url}: {said}");
    }
}
