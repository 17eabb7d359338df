//! The service under a hard limit of memory, asked the widest of every kind: what would not fit is refused before it is executed or
//! stopped in its middle, the memory comes back, and the next caller is answered.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use libtest_mimic::Trial;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::{
    frames::loaded_analysis,
    harness::{
        App, Engine, Loaded,
        program::{Program, configuration, token},
        trial::both,
        visitor::{Page, cookie},
    },
    wall::planned,
};

pub fn tests() -> Vec<Trial> {
    both![
        the_widest_of_every_kind_fits_within_a_hard_limit,
        pages_of_acts_and_things_fit_within_a_hard_limit,
        sockets_that_wait_cost_little,
        answers_that_nobody_reads_are_bounded,
    ]
}

/// Kilobytes of address space that the process may have: beyond it the kernel gives none, and the process ends.
const HARD: u64 = 4 << 20;
/// Megabytes of its own that it may have had resident at its most, in the unoptimised build of the tests.
const RESIDENT: u64 = 360;

/// As much when workbooks and Parquet files are made too, and SQLite's own file has been read from end to end.
const RESIDENT_OF_FILES: u64 = 420;
/// Of that the process' own, without the pages of files.
const OWN_OF_FILES: u64 = 320;
/// Megabytes that may be kept of all that was asked, beside what the first of each kind makes once: the allocator gives back what is
/// free by and by, and holds on to some of it.
const KEPT: u64 = 120;
/// How long it may take to give back.
const GIVEN_BACK: Duration = Duration::from_secs(60);
/// Of SQLite beside that: each of ten connections may hold 16 MB of pages.
const PAGES: u64 = 100;
/// Sockets that wait, and kilobytes that one may cost.
const SOCKETS: usize = 500;
const SOCKET: u64 = 60;

struct Service {
    program: Program,
    token: String,
    file: PathBuf,
}

impl Service {
    async fn start(folder: &Path, database: &str) -> Self {
        Self::start_with(folder, database, "").await
    }

    /// With more of the configuration.
    async fn start_with(folder: &Path, database: &str, more: &str) -> Self {
        let file = configuration(folder, database, more);
        let token = token(&file, "demo-hub-manager").await;
        let program = Program::serve(&file, &format!("ulimit -v {HARD}; exec")).await;
        Self { program, token, file }
    }

    /// Status and length of what an address answers, as this one or as nobody.
    async fn fetch(&self, path: &str, token: Option<&str>) -> (u16, usize) {
        let address = format!("{}{path}", self.program.url());
        let mut request = reqwest::Client::new().get(address);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = timeout(Duration::from_secs(300), request.send()).await.expect("in time").expect("an answer");
        let status = answer.status().as_u16();
        (status, answer.bytes().await.expect("a whole body").len())
    }

    /// A question of nobody's.
    async fn ask_as_nobody(&self, document: &str) -> (u16, Value) {
        self.post(document, None).await
    }

    async fn ask(&self, document: &str) -> (u16, Value) {
        self.post(document, Some(&self.token)).await
    }

    async fn post(&self, document: &str, token: Option<&str>) -> (u16, Value) {
        let body = json!({ "query": document }).to_string();
        let mut request = reqwest::Client::new().post(format!("{}/graphql", self.program.url()));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let request = request
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(body);
        let answer = timeout(Duration::from_secs(120), request.send()).await.expect("in time").expect("an answer");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("a body");
        (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("not JSON: {status} {text}")))
    }

    /// Megabytes resident: now, or at most since the start.
    fn resident(&self, name: &str) -> u64 {
        self.kilobytes(name) / 1024
    }

    /// Megabytes of its own that were resident at most, without the pages of files: the program's own, which grow with it, the kernel
    /// takes back at need.
    fn most(&self) -> u64 {
        self.resident("VmHWM") - self.resident("RssFile")
    }

    fn kilobytes(&self, name: &str) -> u64 {
        kilobytes(&self.program, name)
    }
}

/// As the kernel tells of a process.
fn kilobytes(program: &Program, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", program.id())).expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line");
    line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().expect("a number")
}

/// `below` nested in pages of needs and their efforts.
fn walk(pages: &[u32], below: &str) -> String {
    let names = ["needs", "efforts", "needs", "efforts"];
    let open: String =
        pages.iter().zip(names).map(|(first, name)| format!("{name}(first: {first}) {{ nodes {{ ")).collect();
    format!("{{ {open}{below}{} }}", " } }".repeat(pages.len()))
}

async fn the_widest_of_every_kind_fits_within_a_hard_limit(ground: Loaded) {
    let text = "x".repeat(20_000);
    let rows = ground.0.connect().await.expect("a connection");
    sea_orm::ConnectionTrait::execute_unprepared(&rows, &format!("UPDATE needs SET description = '{text}'"))
        .await
        .expect("done");
    rows.close().await.expect("closed");
    let folder = tempfile::tempdir().expect("a folder");
    let service = Service::start(folder.path(), ground.0.url()).await;
    // Once each, so that what is made at first use and kept is there.
    service.fetch("/fragor/projekt-i-korthet.csv", None).await;
    service.ask("{ __schema { queryType { name } } }").await;
    let begun = service.resident("RssAnon");
    let aliases = |below: &str| (0..30).map(|n| format!("a{n}: {below} ")).collect::<String>();
    let circle = "fields { type { ofType { ofType { fields { type { ofType { fields { name } } } } } } } }";
    let whole = "types { kind name description fields { name description args { name description type { kind name ofType { kind name \
                 ofType { kind name } } } } type { kind name ofType { kind name } } } inputFields { name description type { kind name } } }";
    for (document, code) in [
        (format!("{{ __schema {{ types {{ {circle} }} }} }}"), "LIMIT_INTROSPECTION_DEPTH"),
        (format!("{{ __type(name: \"Query\") {{ {circle} }} }}"), "LIMIT_INTROSPECTION_DEPTH"),
        (format!("{{ {} }}", aliases(&format!("__schema {{ {whole} }}"))), "LIMIT_COST"),
        (
            "{ __schema { types { fields { args { type { inputFields { type { ofType { name description } } } } } } } } }".to_owned(),
            "",
        ),
        (
            format!("{{ __schema {{ types {{ {} }} }} }}", aliases("fields { args { type { ofType { inputFields { description } } } } }")),
            "LIMIT_COST",
        ),
        (format!("{{ __schema {{ types {{ {} }} }} }}", aliases("possibleTypes { fields { description } }")), "LIMIT_COST"),
        ("{ __schema { types { possibleTypes { fields { description args { description } } } } } }".to_owned(), ""),
        (walk(&[100, 100, 100, 100], "title"), "LIMIT_COST"),
        (walk(&[100, 100], "needs(first: 100) { pageInfo { hasNextPage } }"), "LIMIT_COST"),
        (walk(&[100, 100], "needs(first: 100) { totalCount }"), "LIMIT_COST"),
        (format!("{{ {} }}", "__typename ".repeat(900)), "LIMIT_REPEATS"),
        // Texts, and rows that hold them.
        (format!("{{ needs(first: 100) {{ nodes {{ {} }} }} }}", aliases("description")), "LIMIT_OPERATION_BYTES"),
        (
            "{ needs(first: 100) { nodes { industryCouncil { needs(first: 100) { nodes { description } } } } } }".to_owned(),
            "LIMIT_OPERATION_BYTES",
        ),
        // The dearest that are answered.
        (walk(&[100, 30, 30], "title"), ""),
        (walk(&[100, 30], &aliases("title")), ""),
        (walk(&[100, 10, 10, 5], "id"), ""),
        ("{ needs(first: 100) { edges { cursor node { id title efforts(first: 100) { edges { cursor } } } } } }".to_owned(), ""),
        (
            "{ efforts(first: 100) { nodes { id enrolments(first: 100) { nodes { id status statusReason minutes \
             startedOn endedOn effort { title } } } } } }"
                .to_owned(),
            "",
        ),
        (format!("{{ {} }}", aliases("enrolments(first: 100) { nodes { id status } totalCount }")), ""),
    ] {
        let (status, answer) = service.ask(&document).await;
        match code {
            "" => assert!(status == 200 || answer["errors"][0]["extensions"]["code"] == "LIMIT_OPERATION_BYTES", "{document}: {}", answer["errors"]),
            code => assert_eq!(
                (status, &answer["errors"][0]["extensions"]["code"]),
                (400, &json!(code)),
                "{document}: {}",
                answer["extensions"]
            ),
        }
        let most = service.most();
        assert!(most < RESIDENT, "{most} MB after {document}");
    }
    // Several at once, each of them as much as one may ask for.
    let dear = walk(&[100, 30, 30], "title");
    let all = futures_util::future::join_all((0..6).map(|_| service.ask(&dear))).await;
    assert!(
        all.iter().all(|(status, _)| matches!(status, 200 | 503 | 504)),
        "{:?}",
        all.iter().map(|all| all.0).collect::<Vec<_>>()
    );
    let manager = token(&service.file, "demo-project-manager").await;
    for ending in ["csv", "csv?format=svensk", "jsonl", "json", "xlsx", "parquet"] {
        for (slug, token) in [
            ("vara-timmar", Some(&manager)),
            ("behov-per-branschrad", Some(&service.token)),
            ("projekt-i-korthet", None),
        ] {
            let path = format!("/fragor/{slug}.{ending}");
            let all = (0..3).map(|_| service.fetch(&path, token.map(String::as_str)));
            for (status, length) in futures_util::future::join_all(all).await {
                assert!(matches!(status, 200 | 503) && length > 0, "{slug}.{ending}: {status}");
            }
            let most = service.most();
            assert!(most < OWN_OF_FILES, "{most} MB after {slug}.{ending}");
        }
    }
    for path in [
        "/",
        "/fragor/projekt-i-korthet",
        "/fragor/deltagare-efter-kon-och-sysselsattning",
        "/dcat.rdf",
        "/oparl/1.1/organizations",
        "/oparl/1.1/people",
        "/oparl/1.1/meetings",
    ] {
        assert_eq!(service.fetch(path, None).await.0, 200, "{path}");
    }
    let needs = "{ needs(first: 100) { nodes { id } } }";
    let (_, known) = service.ask(needs).await;
    let known: Vec<String> =
        known["data"]["needs"]["nodes"].as_array().into_iter().flatten().map(|need| need["id"].to_string()).collect();
    assert!(known.len() > 10, "{} needs", known.len());
    let representations: String = known.iter().map(|id| format!("{{ __typename: \"Need\", id: {id} }}, ")).collect();
    let tables = "statistics(measure: PARTICIPANTS, groupBy: [AGE_BAND, SEX, REGION], first: 100) { measure total { value } \
                  rows { key { code label } count { value status } } }";
    let gaps = "commonGaps(sni: \"28\", first: 100) { asOf gaps { skill { code label } roles { code } organisations { value } } }";
    let follow_up =
        "equality(asOf: \"2021-12-31\") { participants { value } employed { value } representationRatio midP }";
    for document in [
        format!("{{ {} }}", aliases(gaps)),
        format!("{{ projects(first: 100) {{ nodes {{ {} }} }} }}", aliases(follow_up)),
        format!("{{ {} }}", aliases(&format!("projects(first: 100) {{ nodes {{ {follow_up} }} }}"))),
        format!("{{ {} }}", aliases(&format!("councils(first: 100) {{ nodes {{ {follow_up} }} }}"))),
        format!("{{ {} }}", aliases(&format!("organisations(first: 100) {{ nodes {{ {follow_up} }} }}"))),
        format!(
            "{{ _entities(representations: [{representations}]) {{ ... on Need {{ id {} }} }} }}",
            aliases("description")
        ),
        format!("{{ {} }}", aliases("_service { sdl }")),
        format!("{{ {} }}", aliases(tables)),
        format!("{{ {} }}", aliases("councils(first: 100) { nodes { id name } totalCount }")),
        format!("{{ {} }}", aliases("organisations(first: 100) { nodes { id name } totalCount }")),
    ] {
        for _ in 0..2 {
            for (status, answer) in [service.ask(&document).await, service.ask_as_nobody(&document).await] {
                assert!(matches!(status, 200 | 400 | 429 | 503 | 504), "{status} {document}: {}", answer["errors"]);
                // What the schema does not know is not driven.
                for code in ["INTERNAL", "GRAPHQL_VALIDATION_FAILED"] {
                    assert_ne!(answer["errors"][0]["extensions"]["code"], code, "{document}: {}", answer["errors"]);
                }
            }
        }
        let most = service.most();
        assert!(most < OWN_OF_FILES, "{most} MB after {document}");
    }
    // SQLite's caches of pages are kept, 16 MB for each connection.
    let most = service.most();
    assert!(most < OWN_OF_FILES, "{most} MB at most");
    let kept = KEPT + if ground.0.engine() == Engine::Sqlite { PAGES } else { 0 };
    let over = Instant::now() + GIVEN_BACK;
    let mut now = service.resident("RssAnon");
    while now >= begun + kept && Instant::now() < over {
        tokio::time::sleep(Duration::from_millis(500)).await;
        now = service.resident("RssAnon");
    }
    eprintln!("memory: {begun} MB at first, {most} MB at most, {now} MB after all");
    assert!(now < begun + kept, "{begun} MB at first, {now} MB are kept");
    let (status, answer) = service.ask("{ viewer { signedIn } }").await;
    assert_eq!((status, &answer["data"]["viewer"]["signedIn"]), (200, &json!(true)));
}

async fn page(request: reqwest::RequestBuilder) -> Page {
    let answer = timeout(Duration::from_secs(120), request.send()).await.expect("in time").expect("an answer");
    let (status, headers) = (answer.status(), answer.headers().clone());
    Page { status, headers, html: answer.text().await.expect("a whole page") }
}

/// What those who are signed in on the pages have before them: what they may do, its forms, the things, and a framework.
async fn pages_of_acts_and_things_fit_within_a_hard_limit(ground: Loaded) {
    let app = App::start(&ground.0).await.expect("a service");
    let (reflection, analysis) = (planned(&app, None).await, loaded_analysis(&app).await);
    app.db.clone().close().await;
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::demo(folder.path(), ground.0.url(), &format!("ulimit -v {HARD}; exec")).await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let sign_in = format!("{}/logga-in", program.url());
    let form = page(client.get(&sign_in)).await;
    let answer = form.field("form class=\"roles\"", "svar");
    let filled = form_urlencoded::Serializer::new(String::new())
        .append_pair("svar", &answer)
        .append_pair("roll", "org_contact")
        .finish();
    let sent = client.post(&sign_in).header("cookie", cookie(&form, "kn-form")).header("sec-fetch-site", "same-origin");
    let entered = page(sent.body(filled)).await;
    assert_eq!(entered.status, 303, "{}", entered.html);
    let session = cookie(&entered, "kn-session");
    for path in [
        "/gor".to_owned(),
        "/gor/planReflection".to_owned(),
        "/gor/requireSkill".to_owned(),
        format!("/ting/{reflection}"),
        format!("/ting/{analysis}"),
        format!("/ting/{analysis}/requirements"),
        format!("/reflektion/{reflection}"),
        "/nycklar".to_owned(),
        format!("/ramverk/{analysis}.json"),
    ] {
        let address = format!("{}{path}", program.url());
        let all = (0..4).map(|_| page(client.get(&address).header("cookie", &session)));
        for told in futures_util::future::join_all(all).await {
            assert!(told.status == 200 && !told.html.is_empty(), "{path}: {} {}", told.status, told.html);
        }
        let most = kilobytes(&program, "VmHWM") / 1024;
        assert!(most < RESIDENT_OF_FILES, "{most} MB after {path}");
    }
    program.kill().await;
}

async fn sockets_that_wait_cost_little(ground: Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let service = Service::start(folder.path(), ground.0.url()).await;
    let url = format!("{}/graphql/ws", service.program.url().replace("http", "ws"));
    let opened = async |token: &str| {
        let mut request = url.as_str().into_client_request().expect("a request");
        request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().expect("a header"));
        let (mut socket, _) = connect_async(request).await.expect("a socket");
        let greeting = json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } });
        socket.send(Message::text(greeting.to_string())).await.expect("sent");
        let heard =
            timeout(Duration::from_secs(60), socket.next()).await.expect("in time").expect("open").expect("well");
        assert!(heard.to_text().expect("text").contains("connection_ack"), "{heard}");
        socket
    };
    // The first makes what all share.
    let first = opened(&service.token).await;
    // Without the database's own file, which SQLite reads through memory that is not the process's alone.
    let before = service.kilobytes("RssAnon");
    let mut all = Vec::with_capacity(SOCKETS);
    for caller in 0..10 {
        let token = token(&service.file, &format!("caller-{caller}")).await;
        for _ in 0..SOCKETS / 10 {
            all.push(opened(&token).await);
        }
    }
    let each = service.kilobytes("RssAnon").saturating_sub(before) / SOCKETS as u64;
    eprintln!("memory: {each} kB for each of {SOCKETS} sockets");
    assert!(each < SOCKET, "{each} kB for each socket");
    // All of them are still there.
    for socket in all.iter_mut().step_by(50) {
        socket.send(Message::text(json!({ "type": "ping" }).to_string())).await.expect("sent");
        let heard =
            timeout(Duration::from_secs(60), socket.next()).await.expect("in time").expect("open").expect("well");
        assert!(heard.is_ping() || heard.to_text().is_ok_and(|text| text.contains("pong")), "{heard}");
    }
    drop((first, all));
}

/// Megabytes of answers that may wait in this test: a caller's quarter of them is little more than the schema's text written as often as one
/// may ask for it. And connections that ask and read nothing.
const WAITING: u64 = 14;
const UNREAD: usize = 24;

async fn answers_that_nobody_reads_are_bounded(ground: Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    let more = format!("[limits]\nwaiting_megabytes = {WAITING}\n");
    let service = Service::start_with(folder.path(), ground.0.url(), &more).await;
    let address = service.program.url().trim_start_matches("http://").to_owned();
    let sdl = |times: usize| {
        format!("{{ {} }}", (0..times).map(|n| format!("a{n}: _service {{ sdl }} ")).collect::<String>())
    };
    // What it writes is what it costs: thirty times the schema is too much for anyone.
    let (status, answer) = service.ask_as_nobody(&sdl(30)).await;
    assert_eq!(
        (status, &answer["errors"][0]["extensions"]["code"]),
        (400, &json!("LIMIT_COST")),
        "{}",
        answer["errors"]
    );
    let (_, answer) = service.ask_as_nobody(&sdl(1)).await;
    let written = answer["data"]["a0"]["sdl"].as_str().expect("a text").len() as u64;
    assert!(answer["extensions"]["cost"]["actual"].as_u64() > Some(written / 64), "{}", answer["extensions"]);
    let body = |document: &str| json!({ "query": document }).to_string();
    // Of three callers each may have one: together less than what may wait.
    let times = 60_000 / answer["extensions"]["cost"]["actual"].as_u64().expect("a cost");
    let large = sdl(usize::try_from(times).expect("few"));
    // Asks, and takes as little as the system lets it: status, and the connection.
    let unread = async |token: Option<&str>| {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4_096).expect("set");
        let mut stream = socket.connect(address.parse().expect("an address")).await.expect("a connection");
        let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        let asked = body(&large);
        let request = format!(
            "POST /graphql HTTP/1.1\r\nHost: a\r\n{token}Accept: application/graphql-response+json\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{asked}",
            asked.len()
        );
        tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await.expect("sent");
        let mut told = [0; 12];
        let read = tokio::io::AsyncReadExt::read_exact(&mut stream, &mut told);
        timeout(Duration::from_secs(60), read).await.expect("in time").expect("an answer");
        (String::from_utf8_lossy(&told[9..]).into_owned(), stream)
    };
    drop(unread(None).await);
    let is_free = async || service.ask_as_nobody("{ viewer { signedIn } }").await.0 == 200;
    let free = async {
        while !is_free().await {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_secs(60), free).await.expect("who has gone away waits for nothing");
    let before = service.resident("RssAnon");
    let mut open = Vec::new();
    let mut counted = std::collections::BTreeMap::new();
    for nth in 0..UNREAD {
        // Nobody, and two who are signed in.
        let other = token(&service.file, "demo-dpo").await;
        let token = [None, Some(service.token.as_str()), Some(other.as_str())][nth % 3];
        let (status, stream) = unread(token).await;
        *counted.entry((nth % 3, status)).or_insert(0) += 1;
        open.push(stream);
    }
    // Each has one; a second would be more than a quarter of all.
    for who in 0..3 {
        assert_eq!(counted[&(who, "200".to_owned())], 1, "{counted:?}");
        assert!(counted.keys().all(|(_, status)| ["200", "429"].contains(&status.as_str())), "{counted:?}");
    }
    let now = service.resident("RssAnon");
    eprintln!("memory: {before} MB before, {now} MB with {UNREAD} answers that nobody reads");
    assert!(now < before + 2 * WAITING + 32, "{before} MB before, {now} MB now");
    // Files and pages of the same caller are under the same roof; what is small is answered.
    let (status, _) = service.fetch("/fragor/projekt-i-korthet.csv", Some(&service.token)).await;
    assert_eq!(status, 429);
    let (status, answer) = service.ask("{ viewer { signedIn } }").await;
    assert_eq!(status, 429, "{answer}");
    let fourth = token(&service.file, "demo-auditor").await;
    assert_eq!(service.post("{ viewer { signedIn } }", Some(&fourth)).await.0, 200, "others are answered");
    drop(open);
    let again = async {
        while service.ask("{ viewer { signedIn } }").await.0 != 200 || service.ask_as_nobody(&large).await.0 != 200 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_secs(60), again).await.expect("the room comes back");
}
