//! A small world of projects, hubs and people, to whom anything may happen.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use kernel::{Id, RandomIds, SystemClock};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};
use statistics::rollup::Rollups;
use store::{Connect, Db, Sealer};
use tempfile::TempDir;

use crate::postgres;

/// The two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct World {
    pub db: Db,
    pub url: String,
    pub rollups: Rollups,
    _files: TempDir,
}

/// How many there are of each.
pub const PROJECTS: u64 = 3;
pub const HUBS: u64 = 2;
pub const COUNCILS: u64 = 2;
pub const ORGANISATIONS: u64 = 5;
pub const EFFORTS: u64 = 4;
pub const OCCASIONS: u64 = 8;
pub const PEOPLE: u64 = 200;

/// Readable ids: 26 characters of the alphabet.
pub fn id(kind: &str, number: u64) -> String {
    format!("{kind:0>10}{number:016}")
}

pub fn stored<K>(kind: &str, number: u64) -> Id<K> {
    Id::from_stored(&id(kind, number)).expect("an id")
}

/// Chance that comes out the same each time.
pub struct Draw(u64);

impl Draw {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    /// An SQL text, or NULL one time in six.
    pub fn text(&mut self, of: &[&str]) -> String {
        if self.below(6) == 0 { "NULL".to_owned() } else { format!("'{}'", self.one(of)) }
    }

    pub fn day(&mut self) -> String {
        format!("'202{}-{:02}-{:02}'", self.below(3), self.below(12) + 1, self.below(28) + 1)
    }

    pub fn id(&mut self, kind: &str, count: u64) -> String {
        id(kind, self.below(count) + 1)
    }

    /// An SQL id, or NULL one time in six.
    pub fn id_or_none(&mut self, kind: &str, count: u64) -> String {
        if self.below(6) == 0 { "NULL".to_owned() } else { format!("'{}'", self.id(kind, count)) }
    }
}

impl World {
    pub async fn new(engine: Engine) -> Self {
        let files = tempfile::tempdir().expect("a folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", files.path().join("rollups.db").display()),
            Engine::Postgres => database().await,
        };
        let sealer = Sealer::new(&[7; 32]).expect("a key");
        let db = Db::connect(&Connect::to(&url), Arc::new(SystemClock), Arc::new(RandomIds), sealer).await;
        let db = db.expect("a database");
        Migrator::up(db.connection(), None).await.expect("tables");
        let world = Self { rollups: Rollups::new(&db), db, url, _files: files };
        for statement in furnishing(engine) {
            world.run(&statement).await;
        }
        world
    }

    pub fn engine(&self) -> Engine {
        if self.url.starts_with("sqlite") { Engine::Sqlite } else { Engine::Postgres }
    }

    pub async fn run(&self, statement: &str) {
        self.attempt(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
    }

    pub async fn attempt(&self, statement: &str) -> Result<(), DbErr> {
        self.db.connection().execute_unprepared(statement).await.map(|_| ())
    }

    pub async fn number(&self, sql: &str) -> i64 {
        let statement = sea_orm::Statement::from_string(self.db.connection().get_database_backend(), sql);
        let row = self.db.connection().query_one_raw(statement).await.expect("an answer").expect("a row");
        row.try_get_by_index(0).expect("a number")
    }

    pub async fn assert_equal(&self, when: &str) {
        let differences = self.rollups.check().await.expect("it checks");
        assert!(differences.is_empty(), "{when}: {differences:#?}");
    }
}

/// A connection of one's own.
pub async fn connection(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true).busy_timeout(std::time::Duration::from_secs(20)));
    Database::connect(options).await.expect("a connection")
}

async fn database() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let server = postgres::server().expect("a server");
    let name = format!("rollups_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut options = ConnectOptions::new(server.url("postgres"));
    options.max_connections(1).sqlx_logging(false);
    let admin = Database::connect(options).await.expect("the server answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
    admin.close().await.expect("it closes");
    server.url(&name)
}

fn furnishing(engine: Engine) -> Vec<String> {
    let blob = if engine == Engine::Sqlite { "x'00'" } else { "'\\x00'" };
    let mut all = Vec::new();
    for n in 1..=COUNCILS {
        all.push(format!(
            "INSERT INTO councils (id, version, kind, name, name_key, status, parent_id, region_code, founded_year, charter_on, demonstration, created_at) \
             VALUES ('{}', 1, 'REGIONAL', 'R{n}', 'r{n}', 'ACTIVE', NULL, NULL, NULL, NULL, true, 0)",
            id("c", n)
        ));
    }
    for n in 1..=COUNCILS {
        all.push(format!(
            "INSERT INTO industry_councils (id, version, council_id, name, name_key, status, sni_codes, demonstration) \
             VALUES ('{}', 1, '{}', 'B{n}', 'b{n}', 'ACTIVE', '[]', true)",
            id("b", n),
            id("c", n)
        ));
        let (meeting, council) = (id("cm", n), id("c", n));
        all.push(format!(
            "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, status, mode, starts_at, meets_on, \
             meets_in, demonstration) VALUES ('{meeting}', 1, '{council}', '{council}', 'M{n}', 'm{n}', 'HELD', 'REMOTE', 0, '2021-03-15', \
             2021, true)"
        ));
        all.push(format!(
            "INSERT INTO agenda_items (id, version, meeting_id, council_id, body_id, kind, position, title, title_key) \
             VALUES ('{}', 1, '{meeting}', '{council}', '{council}', 'DECISION', 1, 'A{n}', 'a{n}')",
            id("ai", n)
        ));
    }
    for n in 1..=ORGANISATIONS {
        let kind = ["COMPANY", "MUNICIPALITY", "UNIVERSITY"][n as usize % 3];
        all.push(format!(
            "INSERT INTO organisations VALUES ('{}', 1, NULL, false, 'O{n}', 'o{n}', '{kind}', NULL, NULL, true, 0)",
            id("rg", n)
        ));
    }
    for n in 1..=HUBS {
        all.push(format!(
            "INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, demonstration) \
             VALUES ('{}', 1, '{}', '{}', 'H{n}', 'h{n}', 'PERMANENT', '2020-01-01', true)",
            id("h", n),
            id("c", n % COUNCILS + 1),
            id("rg", 1)
        ));
    }
    for n in 1..=PROJECTS {
        all.push(format!(
            "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision, money_precision, demonstration)
             VALUES ('{}', 1, 'P{n}', 'p{n}', 'STARTED', '{}', '2014-2020', 'EXACT', 'EXACT', true)", id("pr", n), id("rg", 1)));
        all.push(format!(
            "INSERT INTO principle_measures (id, project_id, principle, measure) VALUES ('{}', '{}', '{}', 'M')",
            id("pm", n),
            id("pr", n),
            if n == 1 { "GENDER_EQUALITY" } else { "ACCESSIBILITY" }
        ));
    }
    for n in 1..=EFFORTS {
        all.push(format!(
            "INSERT INTO efforts (id, version, hub_id, council_id, project_id, title, title_key, kind, status, delivery, target_group, hours, reusable, demonstration, created_at)
             VALUES ('{}', 1, '{}', '{}', '{}', 'E{n}', 'e{n}', '{}', 'OPEN', 'PLACE', 'ALL', 8, false, true, 0)",
            id("e", n), id("h", n % HUBS + 1), id("c", n % COUNCILS + 1), id("pr", n % PROJECTS + 1),
            if n % 2 == 0 { "COURSE" } else { "VALIDATION" }));
    }
    for n in 1..=OCCASIONS {
        all.push(format!(
            "INSERT INTO occasions (id, version, effort_id, hub_id, council_id, status, starts_on, ends_on, delivery, capacity)
             VALUES ('{}', 1, '{}', '{}', '{}', 'FINISHED', '2021-03-01', '2021-03-31', 'PLACE', 99)",
            id("cc", n), id("e", n % EFFORTS + 1), id("h", n % HUBS + 1), id("c", n % COUNCILS + 1)));
    }
    for n in 1..=PEOPLE {
        all.push(format!(
            "INSERT INTO participants VALUES ('{}', 1, 'OTHER', {blob}, NULL, {blob}, false, true, 0)",
            id("p", n)
        ));
    }
    all
}
