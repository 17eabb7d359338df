//! `demo`: the service with demonstration data, for trying it.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use migrations::{Migrator, MigratorTrait};
use store::Db;

use super::serve::{bind, open};
use crate::{
    config::{BuiltInConfig, Config, Secret, unusable_file},
    demonstration, telemetry,
    wiring::{self, Ambient, Service},
};

/// The built-in issuer's name in `demo`.
const ISSUER: &str = "kompetensnav-demo";
/// How long a demonstration token lasts.
const TOKEN_LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

/// Try the service: an embedded database with demonstration data, ready to sign in to.
///
/// The first start makes the database; later ones keep what was changed. Everything about people is invented. Only for
/// trying: tokens are printed.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Address and port; port 0 picks a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Folder for the database and its keys.
    #[arg(long, value_name = "DIR", default_value = "kompetensnav-data")]
    data: PathBuf,
    /// Another database than the embedded one, e.g. `postgres://…`.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Start over with new data. With --database: drops every table there first.
    #[arg(long)]
    fresh: bool,
    /// Multiply people, enrolments and outcomes; 1 is about 5,000 people.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100))]
    scale: u32,
    /// Print one line of JSON when ready, and nothing else.
    #[arg(long)]
    json: bool,
}

impl Demo {
    pub(super) async fn run(self) -> Result<(), String> {
        let log = match std::env::var("KOMPETENSNAV_LOG") {
            Err(std::env::VarError::NotPresent) => "warn".to_owned(),
            set => set.map_err(|_| "KOMPETENSNAV_LOG: the value is no text in UTF-8; write it in UTF-8")?,
        };
        telemetry::logs(&log)?;
        // Before anything is made or removed: another demonstration may be running.
        let listener = bind(&self.listen).await?;
        fs::create_dir_all(&self.data).map_err(|error| unusable(&self.data, &error))?;
        let config = self.config()?;
        let ambient = Ambient::default();
        let db = self.database(&config, &ambient).await?;
        self.fill(&db).await?;
        let service = wiring::build(&config, db, &ambient)?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        self.announce(&service, &format!("http://{address}"))?;
        open(service, listener).await
    }

    fn config(&self) -> Result<Config, String> {
        let file = self.data.join("kompetensnav.sqlite");
        if self.fresh && self.database.is_none() {
            for suffix in ["", "-wal", "-shm"] {
                remove(&self.data.join(format!("kompetensnav.sqlite{suffix}")))?;
            }
        }
        let database_url = self.database.clone().unwrap_or_else(|| format!("sqlite://{}?mode=rwc", file.display()));
        Ok(Config {
            database_url,
            listen: self.listen.clone(),
            seal_key: Secret(seal_key(&self.data.join("seal.key"))?),
            built_in_issuer: Some(BuiltInConfig {
                key_file: self.data.join("issuer.key"),
                issuer: ISSUER.to_owned(),
                audience: "kompetensnav".to_owned(),
            }),
            demonstration: true,
            // Losing the last second of a demonstration in a power cut harms nobody, and loading is faster.
            durable: false,
            ..Config::default()
        })
    }

    async fn database(&self, config: &Config, ambient: &Ambient) -> Result<Db, String> {
        let db = wiring::connect_or_create(config, ambient).await?;
        self.say("Tabellerna förs till denna version …");
        let migrated = if self.fresh && self.database.is_some() {
            Migrator::fresh(db.connection()).await
        } else {
            Migrator::up(db.connection(), None).await
        };
        migrated.map_err(|error| wiring::refused(&error))?;
        wiring::require_key(&db).await?;
        Ok(db)
    }

    async fn fill(&self, db: &Db) -> Result<(), String> {
        let load = demonstration::Load { scale: self.scale, ongoing: true };
        demonstration::load(db, load, ISSUER, &mut |step| self.say(step)).await.map_err(wiring::told)
    }

    fn say(&self, step: &str) {
        if !self.json {
            // Whoever does not read on is served all the same.
            let _ = super::print(&format!("{step}\n"));
        }
    }

    fn announce(&self, service: &Service, url: &str) -> Result<(), String> {
        let issuer = service.built_in.as_ref().ok_or("the demonstration has no issuer")?;
        let mut tokens = BTreeMap::new();
        for role in demonstration::ROLES {
            let token = issuer.mint(role.subject, TOKEN_LIFE).map_err(|error| error.to_string())?;
            tokens.insert(role.key, token);
        }
        let graphql = format!("{url}/graphql");
        let playground = format!("{url}/expert");
        if self.json {
            let ready =
                serde_json::json!({ "url": url, "graphql": graphql, "playground": playground, "tokens": tokens });
            return super::print(&format!("{ready}\n"));
        }
        self.say(
            "\nDemonstrationsrollerna: klistra in raderna i terminalen, eller bara det efter TOKEN= i expertläget.",
        );
        for role in demonstration::ROLES {
            self.say(&format!("\n# {}: {}", role.key, role.about));
            self.say(&format!("TOKEN={}", tokens.get(role.key).map_or("", String::as_str)));
            self.say(&curl(&graphql, role.question));
        }
        // Last, where the eye is when the roles have rolled by.
        self.say(&format!(
            "\nKompetensnav är igång.\n\n  Frågor      {url}/  (logga in: välj en demonstrationsroll under ”Logga in”)\n  \
             Expertläge  {playground}\n  GraphQL     {graphql}\n  Schema      {url}/schema.graphql\n\nAvsluta med Ctrl-C."
        ));
        Ok(())
    }
}

/// One command that answers a real question as the bearer of `$TOKEN`.
fn curl(graphql: &str, question: &str) -> String {
    let body = serde_json::json!({ "query": question.split_whitespace().collect::<Vec<_>>().join(" ") }).to_string();
    let body = body.replace('\'', "'\\''");
    format!("curl -s {graphql} -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d '{body}'")
}

/// What is told of the demonstration's folder, or a file in it.
fn unusable(file: &Path, error: &std::io::Error) -> String {
    unusable_file(&format!("--data: {}", file.display()), "what the demonstration wrote; remove it", error)
}

fn remove(file: &Path) -> Result<(), String> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unusable(file, &error)),
        _ => Ok(()),
    }
}

/// The key that seals the demonstration's personal fields; made at first use, readable by its owner only.
fn seal_key(file: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| unusable(file, &error);
    if let Ok(key) = fs::read_to_string(file) {
        return Ok(key);
    }
    let key = STANDARD.encode(store::Sealer::fresh_key());
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).and_then(|mut made| made.write_all(key.as_bytes())).map_err(told)?;
    Ok(key)
}
