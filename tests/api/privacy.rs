//! What is known of people is not in the log, whatever was asked and however it went.

use std::{
    collections::HashSet,
    io::Write,
    sync::{Arc, LazyLock},
};

use axum::body::Body;
use http::{Request, header};
use libtest_mimic::Trial;
use parking_lot::Mutex;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tower::ServiceExt;
use tracing_subscriber::{
    EnvFilter,
    fmt::{MakeWriter, format::FmtSpan},
};

use crate::harness::{
    DemoApp,
    trial::{both, plain},
};

pub fn tests() -> Vec<Trial> {
    let scenario: Vec<Trial> = both![the_log_of_a_day_names_no_one];
    let search: Vec<Trial> = plain![the_search_finds_what_it_looks_for];
    scenario.into_iter().chain(search).collect()
}

/// Everything our crates say, from the first line that this is asked for.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    // Ours at every level below trace; of others, what the service's own filter lets through.
    let filter = ours().iter().map(|name| format!("{name}=debug")).collect::<Vec<_>>().join(",");
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!(
            "info,{filter},sqlx=debug,sea_orm=debug,async_graphql=debug,tower_http=debug"
        )))
        // Each span with all its fields when it ends; between, nothing is said of it that is not said then.
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    // For the whole process: a subscriber of one thread misses what another thread was first to pass. What other tests
    // log meanwhile may hold nothing of anyone either.
    tracing::subscriber::set_global_default(subscriber).expect("nobody else listens");
    log
});

/// Our crates, those that came last too.
fn ours() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let entries = std::fs::read_dir(folder).expect("the folder of crates").map(|entry| entry.expect("an entry"));
    let crates = entries.filter(|entry| entry.path().join("Cargo.toml").exists());
    let names = crates.map(|entry| entry.file_name().to_string_lossy().replace('-', "_"));
    let ours: Vec<String> = names.chain(["migrations".to_owned()]).collect();
    assert!(["edge", "industry_councils", "workplaces"].iter().all(|name| ours.iter().any(|own| own == name)));
    ours
}

/// Everything is heard from now on.
pub fn listen() {
    LazyLock::force(&LOG);
}

/// The lines said so far that hold this, e.g. a request's id.
pub fn lines_with(mark: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(&LOG.0.lock()).into_owned();
    text.lines().filter(|line| line.contains(mark)).map(str::to_owned).collect()
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What may not be found: names of people, and identifiers by their digits.
#[derive(Default)]
struct Secrets {
    names: HashSet<String>,
    numbers: HashSet<String>,
}

impl Secrets {
    /// Every person's, unsealed.
    async fn of(app: &DemoApp) -> Self {
        let connection = app.db.connection();
        let sql = "SELECT id, name_sealed, identity_sealed FROM participants";
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let mut secrets = Self::default();
        for row in connection.query_all_raw(statement).await.expect("rows") {
            let id: String = row.try_get_by_index(0).expect("an id");
            let open = |field: &str, at: usize| {
                let sealed: Vec<u8> = row.try_get_by_index(at).expect("a sealed value");
                app.db.sealer().open(&format!("participants.{field}.{id}"), &sealed).expect("it opens")
            };
            secrets.add(&open("name", 1), &open("identity", 2));
        }
        let statement = Statement::from_string(
            connection.get_database_backend(),
            "SELECT id, name_sealed FROM participation_names",
        );
        for row in connection.query_all_raw(statement).await.expect("rows") {
            let id: String = row.try_get_by_index(0).expect("an id");
            let sealed: Vec<u8> = row.try_get_by_index(1).expect("a sealed value");
            let name = app.db.sealer().open(&format!("participations.name.{id}"), &sealed).expect("it opens");
            secrets.add(&name, "");
        }
        secrets
    }

    fn add(&mut self, name: &str, identity: &str) {
        self.names.insert(words(name).join(" "));
        let digits: String = identity.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 10 {
            self.numbers.insert(digits[digits.len() - 10..].to_owned());
        }
    }

    /// Those found in `text`.
    fn found(&self, text: &str) -> Vec<String> {
        let lengths: HashSet<usize> = self.names.iter().map(|name| name.split(' ').count()).collect();
        let mut found = Vec::new();
        for line in text.lines() {
            let spoken = words(line);
            for length in &lengths {
                let names = spoken.windows(*length).map(|part| part.join(" "));
                found.extend(names.filter(|name| self.names.contains(name)));
            }
            for number in digits(line) {
                let tens = (10..=number.len()).map(|end| &number[end - 10..end]);
                found.extend(tens.filter(|ten| self.numbers.contains(*ten)).map(str::to_owned));
            }
        }
        found
    }
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_alphabetic());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Runs of digits, with the separators that identifiers have left out.
fn digits(line: &str) -> Vec<String> {
    let close: String = line.replace(['-', '+'], "");
    let runs = close.split(|letter: char| !letter.is_ascii_digit());
    runs.filter(|run| run.len() >= 10).map(str::to_owned).collect()
}

fn the_search_finds_what_it_looks_for() {
    let mut secrets = Secrets::default();
    secrets.add("Åsa Lind Demo", "198001019802");
    for told in [
        "name=Åsa Lind Demo",
        "{\"name\":\"ÅSA LIND-DEMO\"}",
        "number 19800101-9802 read",
        "8001019802",
        "800101-9802",
        "800101+9802",
        "x198001019802y",
    ] {
        assert_eq!(secrets.found(told).len(), 1, "{told}");
    }
    for harmless in ["Åsa Lind", "Demo Åsa Lind", "198001", "person_00000000000000000000000000"] {
        assert!(secrets.found(harmless).is_empty(), "{harmless}");
    }
}

const NAMED: &str = "query Named { participations(first: 50) { nodes { id birthYear sensitive { disability } participant { id name } } } }";
const IDENTITY: &str = "query Identity($id: ID!, $why: String!) { personalIdentity(participantId: $id, purpose: $why) { number birthDate } }";
const PERSON: &str = "query Person($id: ID!) { participant(id: $id) { id name } }";
const REGISTER: &str = "mutation Register($input: RegisterParticipationInput!) { registerParticipation(input: $input) {
    participation { id participant { id name } } userErrors { code message path } } }";

/// The words that callers send: no log has reason to repeat them.
const SENT: [&str; 7] = [
    "Ärende Kanelbulle",
    "Kajsa Kavat Rosenknopp",
    "titel-kanelbulle",
    "nyckel-kanelbulle",
    "19121212-1212",
    "Bulle-90817263",
    "Kanelbullarna brände vid",
];

/// A day of several people, each asking what they may and what they may not. Answers with the tokens that were used.
async fn day(app: &DemoApp) -> Vec<String> {
    let people = app.texts("SELECT participant_id FROM participations ORDER BY id").await;
    let person = format!("person_{}", people[0]);
    let project = app.texts("SELECT project_id FROM role_assignments WHERE subject = 'demo-project-manager'").await;
    registered(app, &project[0]).await;
    let subjects = [
        "demo-project-manager",
        "demo-hub-coordinator",
        "demo-org-contact",
        "demo-participant",
        "demo-provider",
        "demo-auditor",
        "demo-evaluator",
        "demo-other-org-contact",
        "demo-dpo",
        "nobody-at-all",
    ];
    for subject in subjects {
        let speaker = app.speak_as(subject).with("X-Purpose", SENT[0]).with("Idempotency-Key", SENT[3]);
        speaker.answer(NAMED, json!({})).await;
        speaker.answer(PERSON, json!({ "id": person })).await;
        speaker.answer(IDENTITY, json!({ "id": person, "why": SENT[0] })).await;
        speaker.answer(IDENTITY, json!({ "id": person, "why": "" })).await;
        speaker.answer(REGISTER, registering(&project[0], SENT[4])).await;
        speaker.answer(REGISTER, registering(&project[0], "19121212-1213")).await;
        // Faults on the way in, at every step.
        speaker
            .answer(
                &format!(
                    "{{ needs(first: 1, filter: {{ title: {{ eq: \"{}\" }} }}) {{ nodes {{ nosuch }} }} }}",
                    SENT[2]
                ),
                json!({}),
            )
            .await;
        speaker.answer(&format!("{{ needs(first: \"{}\") ", SENT[2]), json!({})).await;
        speaker
            .answer(
                "query($t: String) { needs(first: 1, filter: { title: { contains: $t } }) { totalCount } }",
                json!({ "t": SENT[2] }),
            )
            .await;
        speaker.answer("query($t: Int!) { needs(first: $t) { totalCount } }", json!({ "t": SENT[2] })).await;
    }
    at_work(app).await;
    let mut tokens: Vec<String> = subjects.iter().map(|subject| app.token(subject)).collect();
    tokens.push(asked_by_a_tool(app).await);
    tokens
}

/// Someone's level is assessed, rightly and wrongly, and a group notes what it learnt.
async fn at_work(app: &DemoApp) {
    let contact = app.speak_as("demo-org-contact");
    let roles = contact.ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let employer = roles["viewer"]["roles"][0]["organisationId"].clone();
    let done = async |name: &str, shown: &str, input: Value| {
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let mutation = format!(
            "mutation Work($input: {kind}!) {{ {name}(input: $input) {{ {shown} {{ id }} userErrors {{ code }} }} }}"
        );
        let data = contact.ask(&mutation, json!({ "input": input })).await;
        assert_eq!(data[name]["userErrors"], json!([]), "{name}");
        data[name][shown]["id"].clone()
    };
    let scale = json!({ "organisationId": employer, "name": "Skalan för dagen" });
    let scale = done("defineLevelScale", "scale", scale).await;
    let start = json!({ "organisationId": employer, "scaleId": scale, "title": SENT[2], "startedOn": "2026-08-03" });
    let analysis = done("startAnalysis", "analysis", start).await;
    let require =
        json!({ "analysisId": analysis, "ssyk": "7223", "roleTitle": SENT[2], "skill": "JFDz_Uyg_Nmy", "level": 3 });
    done("requireSkill", "requirement", require).await;
    done("collectAnalysisData", "analysis", json!({ "id": analysis, "expectedVersion": 1 })).await;
    let employee =
        json!({ "organisationId": employer, "reference": SENT[5], "ssyk": "7223", "employedFrom": "2026-08-03" });
    let employee = done("registerEmployee", "employee", employee).await;
    let assess = |day: &str| {
        json!({ "analysisId": analysis, "employeeId": employee, "skill": "JFDz_Uyg_Nmy", "level": 2, "by": "MANAGER",
            "assessedOn": day })
    };
    done("assessSkill", "assessment", assess("2026-08-17")).await;
    let wrong =
        "mutation Work($input: AssessSkillInput!) { assessSkill(input: $input) { userErrors { code message } } }";
    assert_eq!(
        contact.refused(wrong, json!({ "input": assess("2026-08-02") })).await,
        "EMPLOYEE_IS_NOT_EMPLOYED_THAT_DAY"
    );
    let asked =
        "query Work { employees(first: 100) { nodes { reference assessments(first: 9) { nodes { level } } } } }";
    contact.ask(asked, json!({})).await;

    let workplace =
        json!({ "organisationId": employer, "name": SENT[2], "municipality": "1480", "openedOn": "2021-01-11" });
    let workplace = done("registerWorkplace", "workplace", workplace).await;
    let plan = json!({ "workplaceId": workplace, "kind": "AFTER_ACTION_REVIEW", "plannedOn": "2026-08-24" });
    let reflection = done("planReflection", "reflection", plan).await;
    let hold =
        json!({ "id": reflection, "expectedVersion": 1, "heldOn": "2026-08-24", "minutes": 5, "attendeeCount": 6 });
    done("holdReflection", "reflection", hold).await;
    let share = json!({ "id": reflection, "expectedVersion": 2, "insights": { "wentWrong": SENT[6],
        "wentWrongTheme": "TIME" } });
    done("shareReflectionNotes", "reflection", share).await;
}

/// A tool is given an access token and asks by it, rightly and wrongly. Answers with its secret.
async fn asked_by_a_tool(app: &DemoApp) -> String {
    let coordinator = app.speak_as("demo-hub-coordinator");
    let role = coordinator.ask("{ viewer { roles { id } } }", json!({})).await["viewer"]["roles"][0]["id"].clone();
    let input = json!({ "roleAssignmentId": role, "purpose": SENT[0], "questions": ["projektkort"], "expiresOn": "2027-01-31" });
    let create = "mutation Token($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }";
    let made = coordinator.ask(create, json!({ "input": input })).await;
    let secret = made["createAccessToken"]["secret"].as_str().expect("a secret").to_owned();
    for (path, secret) in [
        ("/fragor/projektkort.csv", secret.clone()),
        ("/fragor/radets-medlemmar.csv", secret.clone()),
        ("/fragor/projektkort.csv", format!("{secret}x")),
    ] {
        let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {secret}"));
        let request = request.body(Body::empty()).expect("a request");
        app.router().oneshot(request).await.expect("the router always answers");
    }
    secret
}

fn registering(project: &str, number: &str) -> Value {
    let person = json!({ "name": SENT[1], "number": number });
    let entry = json!({ "employmentSituation": "EMPLOYED" });
    json!({ "input": { "projectId": format!("project_{project}"), "startsOn": "2021-01-11", "entry": entry, "person": person } })
}

/// Someone is registered, shown by name, and met again.
async fn registered(app: &DemoApp, project: &str) {
    let manager = app.speak_as("demo-project-manager");
    let (_, first) = manager.answer(REGISTER, registering(project, SENT[4])).await;
    let (_, again) = manager.answer(REGISTER, registering(project, SENT[4])).await;
    let name = &first["data"]["registerParticipation"]["participation"]["participant"]["name"];
    assert_eq!(name, SENT[1], "the scenario registers someone: {first:#}");
    assert!(again["data"]["registerParticipation"]["userErrors"][0]["code"].is_string(), "{again:#}");
}

async fn the_log_of_a_day_names_no_one(app: DemoApp) {
    let log = &*LOG;
    let shown = app.speak_as("demo-project-manager").ask(NAMED, json!({})).await;
    let named = |node: &Value| node["participant"]["name"].is_string();
    assert!(
        shown["participations"]["nodes"].as_array().is_some_and(|nodes| nodes.iter().any(named)),
        "names are shown"
    );
    let tokens = day(&app).await;
    let secrets = Secrets::of(&app).await;
    assert!(secrets.names.len() > 100 && secrets.numbers.len() > 100, "there is something to find");
    let text = String::from_utf8_lossy(&log.0.lock()).into_owned();
    for told in ["answered", "Named", "Identity", "Register", "Work"] {
        assert!(text.contains(told), "the log says nothing of {told}; it has {} bytes", text.len());
    }
    let found = secrets.found(&text);
    assert!(
        found.is_empty(),
        "{} personal values are in the log, the first on this line: {:?}",
        found.len(),
        line(&text, &secrets)
    );
    for token in &tokens {
        let signature = token.rsplit('.').next().expect("at least one part");
        assert!(!text.contains(token.as_str()) && !text.contains(signature), "a token is in the log");
    }
    for word in SENT {
        let at = text.lines().find(|line| line.contains(word));
        assert!(at.is_none(), "{word:?} was sent and is in the log: {at:?}");
    }
}

fn line<'a>(text: &'a str, secrets: &Secrets) -> Option<&'a str> {
    text.lines().find(|line| !secrets.found(line).is_empty())
}
