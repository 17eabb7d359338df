//! The service behind a proxy and before a pooler, with the lines that the README gives and with those one writes first.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use http::Request;
use libtest_mimic::Trial;
use reqwest::{StatusCode, header};
use sea_orm::{ConnectionTrait, Database as Driver};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::{
    App, Database, Engine, Furnishing, Loaded, Need,
    intermediary::{Nginx, PgBouncer},
    local_server::LocalServer,
    needs::tests_folder,
    node::node,
    python::{Packages, python},
    trial::{both_needing, needing},
    visitor::send,
};

pub fn tests() -> Vec<Trial> {
    let proxies: Vec<Trial> = both_needing![
        Need::Nginx;
        through_the_readme_s_proxy_everything_works,
        through_a_location_for_http_1_0_files_are_whole,
        through_a_proxy_as_it_comes_files_are_whole_and_sockets_are_told,
        python_s_gql_gets_an_event_by_the_readme_s_lines,
    ];
    let poolers: Vec<Trial> = needing![
        Need::PgBouncer;
        a_pooler_as_it_comes_is_told_what_it_lacks,
        a_pooler_with_the_readme_s_lines_serves,
        a_pooler_with_too_few_connections_is_told_by_its_pool,
        a_pooler_whose_connections_others_have_is_told_by_its_pool,
        a_pooler_that_shares_sessions_is_refused,
        a_pooler_turned_under_the_service_ends_every_answer,
    ];
    proxies.into_iter().chain(poolers).collect()
}

const FILE: &str = "/fragor/projekt-i-korthet.csv";

/// The nginx lines of the README, before a service on this address. TLS is left out: the test's callers speak without.
fn readme_s_proxy(service: &str) -> String {
    let readme = std::fs::read_to_string(tests_folder().join("../crates/kompetensnav/README.md")).expect("a README");
    let block = readme.split("```nginx\n").nth(1).and_then(|rest| rest.split("```").next()).expect("nginx lines");
    assert!(block.contains("proxy_pass http://127.0.0.1:8080;"), "{block}");
    block.replace("http://127.0.0.1:8080", service)
}

struct Behind {
    app: App,
    server: LocalServer,
}

async fn behind(database: &Database, origins: &[&str]) -> Behind {
    let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
    let change = |config: &mut kompetensnav::config::Config| {
        config.origins = origins;
        config.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    };
    let app = App::start_with(database, change).await.expect("a service");
    let server = LocalServer::open(app.router()).await.expect("a port");
    Behind { app, server }
}

async fn through_the_readme_s_proxy_everything_works(Loaded(database): Loaded) {
    let Behind { app, server } = behind(&database, &[]).await;
    let proxy = Nginx::open(&readme_s_proxy(server.url())).expect("nginx starts");
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
    let straight = client.get(format!("{}{FILE}", server.url())).send().await.expect("an answer");
    let straight = straight.bytes().await.expect("a file");

    let through = client.get(format!("{}{FILE}", proxy.url())).send().await.expect("an answer");
    assert_eq!(through.status(), StatusCode::OK);
    // Not the service's own: what a file says of where it is to be had is part of it.
    let tag = through.headers()[header::ETAG].clone();
    assert_eq!(through.bytes().await.expect("a file"), straight);
    // What a proxy that compresses makes of the tag.
    let tag = tag.to_str().expect("letters");
    let zipped = format!("{}-gzip\"", tag.trim_end_matches('"'));
    for known in [tag, &zipped] {
        let again = client.get(format!("{}{FILE}", proxy.url())).header(header::IF_NONE_MATCH, known).send().await;
        assert_eq!(again.expect("an answer").status(), StatusCode::NOT_MODIFIED, "{known}");
    }
    let head = client.head(format!("{}{FILE}", proxy.url())).send().await.expect("an answer");
    let length = head.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    assert!(length.is_none_or(|length| length == straight.len().to_string()), "{length:?}");

    // By HTTP/1.0 a part of a file could not be told from the whole, and the service cannot see who asks by it here.
    for (version, status) in [("1.0", " 426 "), ("1.1", " 200 ")] {
        let head =
            first_line(proxy.url(), &format!("GET {FILE} HTTP/{version}\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .await;
        assert!(head.contains(status), "{version}: {head}");
    }

    // Addresses on pages are those that the reader used.
    let page = client.get(format!("{}/fragor/projekt-i-korthet", proxy.url())).send().await.expect("an answer");
    let page = page.text().await.expect("a page");
    assert!(page.contains(&format!("{}{FILE}", proxy.url())), "the page names another host");

    // A socket, and its tokens' ends, as without a proxy.
    let issuer = app.service.built_in.as_ref().expect("the tests configure a built-in issuer");
    let token = issuer.mint("demo-hub-manager", Duration::from_secs(1)).expect("minted");
    let url = format!("{}/graphql/ws", proxy.url().replace("http", "ws"));
    node("sockets.mjs", &[&url, &token, "proxied"]).await.expect("Node.js runs").expect_well();
    // A page of this host opens a socket to it.
    assert_eq!(socket(&client, proxy.url(), proxy.url()).await.0, StatusCode::SWITCHING_PROTOCOLS);
    assert_eq!(socket(&client, proxy.url(), "https://another.example").await.0, StatusCode::FORBIDDEN);
}

/// The first line of the answer to a request written by hand.
async fn first_line(url: &str, request: &str) -> String {
    let address = url.strip_prefix("http://").expect("an address");
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

/// The same before a client of HTTP/1.0 that must be served: in a location of its own files are whole, with their length.
async fn through_a_location_for_http_1_0_files_are_whole(Loaded(database): Loaded) {
    let Behind { server, .. } = behind(&database, &[]).await;
    let own = format!(
        "error_page 418 = @old; if ($server_protocol = HTTP/1.0) {{ return 418; }}
         location @old {{ proxy_pass {}; proxy_http_version 1.0; proxy_set_header Host $http_host; }}",
        server.url()
    );
    let readme = readme_s_proxy(server.url());
    let refusing = readme.lines().find(|line| line.contains("return 426")).expect("a line on HTTP/1.0");
    let proxy = Nginx::open(&readme.replace(refusing, &own)).expect("nginx starts");
    let address = proxy.url().strip_prefix("http://").expect("an address");
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    stream.write_all(format!("GET {FILE} HTTP/1.0\r\nHost: a\r\n\r\n").as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let answer = String::from_utf8(answer).expect("UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains(" 200 "), "{head}");
    let length = head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ").map(str::to_owned));
    assert_eq!(length, Some(body.len().to_string()), "{head}");
}

async fn through_a_proxy_as_it_comes_files_are_whole_and_sockets_are_told(Loaded(database): Loaded) {
    let Behind { server, .. } = behind(&database, &["https://nav.example.se/"]).await;
    // HTTP/1.0 towards the service, `Host` rewritten, but for the socket, which cannot come through at all by 1.0.
    let conf = format!(
        "gzip on; gzip_proxied any; gzip_types text/csv application/json;
         server {{
         location / {{ proxy_http_version 1.0; proxy_pass {0}; }}
         location /graphql/ws {{ proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
         proxy_pass {0}; }} }}",
        server.url()
    );
    let proxy = Nginx::open(&conf).expect("nginx starts");
    let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
    let straight = client.get(format!("{}{FILE}", server.url())).send().await.expect("an answer");
    let straight = straight.bytes().await.expect("a file");
    let through = client.get(format!("{}{FILE}", proxy.url())).send().await.expect("an answer");
    assert_eq!(
        through.headers().get(header::CONTENT_LENGTH).map(|it| it.as_bytes()),
        Some(straight.len().to_string().as_bytes())
    );
    assert_eq!(through.bytes().await.expect("a file"), straight);

    // The address in `origins` is believed, its last slash or not; any other is told what to change.
    assert_eq!(socket(&client, proxy.url(), "https://nav.example.se").await.0, StatusCode::SWITCHING_PROTOCOLS);
    let (status, words) = socket(&client, proxy.url(), proxy.url()).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(words.contains("Host") && words.contains("origins"), "{words}");
}

async fn python_s_gql_gets_an_event_by_the_readme_s_lines(Loaded(database): Loaded) {
    let Behind { app, server } = behind(&database, &[]).await;
    let proxy = Nginx::open(&readme_s_proxy(server.url())).expect("nginx starts");
    let readme = std::fs::read_to_string(tests_folder().join("../crates/edge/README.md")).expect("a README");
    let mut blocks = readme.split("```python\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.find(|block| block.contains("WebsocketsTransport(")).expect("lines for gql");
    assert!(lines.contains("wss://nav.example.se/graphql/ws"), "{lines}");
    let register =
        "mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { userErrors { code } } }";
    // Straight, where the service's headers are in small letters, and through the proxy.
    for url in [server.url(), proxy.url()] {
        let here = lines.replace("wss://nav.example.se", &url.replace("http", "ws"));
        let said = serde_json::json!({ "lines": here, "token": app.token("demo-system-admin") }).to_string();
        let listening = python("events.py", Packages::Today, &said);
        tokio::pin!(listening);
        // Whoever listens hears what happens from then on: something happens until it was heard.
        let ended = loop {
            tokio::select! {
                ended = &mut listening => break ended.expect("Python runs"),
                () = tokio::time::sleep(Duration::from_millis(300)) => {
                    let input = serde_json::json!({ "input": { "name": "Provbolag AB", "kind": "COMPANY" } });
                    app.speak_as("demo-system-admin").ask(register, input).await;
                }
            }
        };
        ended.expect_well();
        assert!(ended.said.contains("one event agrees"), "{}", ended.said);
    }
}

/// What a socket opened from a page of `origin` is answered, with its words where it is refused.
async fn socket(client: &reqwest::Client, url: &str, origin: &str) -> (StatusCode, String) {
    let answer = client
        .get(format!("{url}/graphql/ws"))
        .header(header::ORIGIN, origin)
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .header(header::SEC_WEBSOCKET_KEY, "AAAAAAAAAAAAAAAAAAAAAA==")
        .header(header::SEC_WEBSOCKET_PROTOCOL, "graphql-transport-ws")
        .send()
        .await
        .expect("an answer");
    let status = answer.status();
    let words =
        if status == StatusCode::SWITCHING_PROTOCOLS { String::new() } else { answer.text().await.unwrap_or_default() };
    (status, words)
}

/// The README's lines for a pooler.
const AS_DOCUMENTED: &str = "pool_mode = session\nignore_startup_parameters = extra_float_digits, options";

async fn refused(url: &str) -> String {
    match App::start_at(url, |_| {}).await {
        Ok(_) => panic!("it serves"),
        Err(words) => words,
    }
}

/// The name of a database within its server.
fn name(database: &Database) -> &str {
    let path = database.url().split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

async fn a_pooler_as_it_comes_is_told_what_it_lacks() {
    let database = Database::furnished(Engine::Postgres, Furnishing::Tables).await.expect("a database");
    let pooler = PgBouncer::open("pool_mode = session").expect("PgBouncer starts");
    let words = refused(&pooler.url(name(&database))).await;
    assert!(words.contains("pooler") && words.contains("ignore_startup_parameters"), "{words}");
    // With its lines it loses the limit on statements: refused rather than lost in silence.
    let pooler = PgBouncer::open(AS_DOCUMENTED).expect("PgBouncer starts");
    let words = refused(&pooler.url(name(&database))).await;
    assert!(words.contains("statement_timeout") && words.contains("lost"), "{words}");
    drop(pooler);
    database.remove().await.expect("removed");
}

async fn limited(database: &Database) {
    let connection = Driver::connect(database.url()).await.expect("connected");
    let limit = format!("ALTER DATABASE {} SET statement_timeout = '15s'", name(database));
    connection.execute_unprepared(&limit).await.expect("set");
    connection.close().await.expect("closed");
}

async fn a_pooler_with_the_readme_s_lines_serves() {
    let readme = std::fs::read_to_string(tests_folder().join("../crates/kompetensnav/README.md")).expect("a README");
    for line in AS_DOCUMENTED.lines() {
        assert!(readme.contains(line), "the README gives other lines than {line}");
    }
    let database = Database::furnished(Engine::Postgres, Furnishing::Demonstration).await.expect("a database");
    limited(&database).await;
    let pooler = PgBouncer::open(AS_DOCUMENTED).expect("PgBouncer starts");
    let app = App::start_at(&pooler.url(name(&database)), |_| {}).await.expect("a service");
    let speaker = app.speak_as("demo-hub-manager");
    for _ in 0..20 {
        let data = speaker
            .ask("{ efforts(first: 5) { nodes { title hub { name } } totalCount } }", serde_json::json!({}))
            .await;
        assert!(data["efforts"]["totalCount"].as_i64().is_some_and(|count| count > 0), "{data:#}");
    }
    let id = speaker.ask("{ efforts(first: 1) { nodes { id } } }", serde_json::json!({})).await;
    assert!(id["efforts"]["nodes"][0]["id"].is_string(), "{id:#}");
    drop(app);
    drop(pooler);
    database.remove().await.expect("removed");
}

/// That the pool's size is at fault, and not the way there.
fn is_told_by_its_pool(words: &str) {
    for part in ["database_url: ", "`default_pool_size`", "`database_connections`"] {
        assert!(words.contains(part), "no {part}: {words}");
    }
    assert!(!words.contains("firewall") && !words.contains("own log say"), "{words}");
}

async fn a_pooler_with_too_few_connections_is_told_by_its_pool() {
    let database = Database::furnished(Engine::Postgres, Furnishing::Demonstration).await.expect("a database");
    limited(&database).await;
    // With and without a word of its own before we give up.
    for impatient in ["", "\nquery_wait_timeout = 2"] {
        let pooler = PgBouncer::open(&format!("{AS_DOCUMENTED}\ndefault_pool_size = 1{impatient}")).expect("it starts");
        is_told_by_its_pool(&refused(&pooler.url(name(&database))).await);
    }
    // As many as the README asks for.
    let pooler = PgBouncer::open(&format!("{AS_DOCUMENTED}\ndefault_pool_size = 4")).expect("it starts");
    let change = |config: &mut kompetensnav::config::Config| config.database_connections = 2;
    let app = App::start_at(&pooler.url(name(&database)), change).await.expect("a service");
    let speaker = app.speak_as("demo-hub-manager");
    let asked = (0..8).map(|_| speaker.answer("{ efforts(first: 5) { totalCount } }", serde_json::json!({})));
    for (status, answer) in join_all(asked).await {
        assert!(status.is_success(), "{answer:#}");
    }
    drop((app, pooler));
    database.remove().await.expect("removed");
}

async fn a_pooler_whose_connections_others_have_is_told_by_its_pool() {
    let database = Database::furnished(Engine::Postgres, Furnishing::Tables).await.expect("a database");
    limited(&database).await;
    let pooler = PgBouncer::open(&format!("{AS_DOCUMENTED}\ndefault_pool_size = 2")).expect("it starts");
    let url = pooler.url(name(&database));
    let mut others = Vec::new();
    for _ in 0..2 {
        let other = Driver::connect(sea_orm::ConnectOptions::new(&url).max_connections(1).to_owned()).await;
        let other = other.expect("connected");
        // From its first statement on a session has one of the server's.
        other.execute_unprepared("SELECT 1").await.expect("answered");
        others.push(other);
    }
    is_told_by_its_pool(&refused(&url).await);
    drop((others, pooler));
    database.remove().await.expect("removed");
}

async fn a_pooler_that_shares_sessions_is_refused() {
    let database = Database::furnished(Engine::Postgres, Furnishing::Tables).await.expect("a database");
    limited(&database).await;
    for mode in ["transaction", "statement"] {
        let pooler = PgBouncer::open(&AS_DOCUMENTED.replace("session", mode)).expect("PgBouncer starts");
        let words = refused(&pooler.url(name(&database))).await;
        assert!(words.contains("pool_mode = session"), "{mode}: {words}");
    }
    database.remove().await.expect("removed");
}

async fn a_pooler_turned_under_the_service_ends_every_answer() {
    let database = Database::furnished(Engine::Postgres, Furnishing::Demonstration).await.expect("a database");
    limited(&database).await;
    let pooler = PgBouncer::open(AS_DOCUMENTED).expect("PgBouncer starts");
    let app = App::start_at(&pooler.url(name(&database)), |_| {}).await.expect("a service");
    let speaker = app.speak_as("demo-hub-manager");
    let ask =
        || speaker.answer("{ efforts(first: 5) { nodes { title hub { name } } totalCount } }", serde_json::json!({}));
    let served = async |times: usize| {
        join_all((0..times).map(|_| ask())).await.into_iter().filter(|(status, _)| status.is_success()).count()
    };
    assert_eq!(served(8).await, 8, "it serves before");
    pooler.turn("pool_mode = session", "pool_mode = transaction").expect("turned");
    // Found within some seconds of use; until then each answer is its own or none.
    let deadline = Instant::now() + Duration::from_secs(60);
    while served(8).await > 0 {
        assert!(Instant::now() < deadline, "nothing finds out");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // It stays so, for readers, for whoever changes something and for whoever asks whether it is ready.
    let (status, answer) = ask().await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{answer:#}");
    pooler.turn("pool_mode = transaction", "pool_mode = session").expect("turned back");
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(served(4).await, 0, "what the connections have prepared is mixed still");
    let ready = send(&app, Request::get("/readyz"), "").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    drop((app, pooler));
    database.remove().await.expect("removed");
}
