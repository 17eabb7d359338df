//! A database with a population in it, and those who read it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use access::{Actor, Assignment, Request, Role};
use kernel::{FixedClock, Id, RandomIds};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use statistics::{
    figures::{Figures, Question, Statistics},
    rollup::{Added, Publication, Rollups},
};
use store::{Connect, Db, Sealer};
use tempfile::TempDir;

use crate::{
    population::{Population, furnishing, id},
    postgres,
};

/// The two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct World {
    pub db: Db,
    pub statistics: Statistics,
    url: String,
    _files: TempDir,
}

/// Most people in a database.
const PEOPLE: usize = 2_000;
pub const TODAY: &str = "2026-11-28T12:00:00Z";

pub fn sealer() -> Sealer {
    Sealer::new(&[7; 32]).expect("a key")
}

async fn connected(url: &str, now: &str) -> Db {
    let clock = Arc::new(FixedClock(now.parse().expect("an instant")));
    Db::connect(&Connect::to(url), clock, Arc::new(RandomIds), sealer()).await.expect("a database")
}

impl World {
    pub async fn new(engine: Engine) -> Self {
        let files = tempfile::tempdir().expect("a folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", files.path().join("adversary.db").display()),
            Engine::Postgres => database().await,
        };
        let db = connected(&url, TODAY).await;
        Migrator::up(db.connection(), None).await.expect("tables");
        // Only what is published is read here, and the own records from themselves.
        Rollups::new(&db).suspend().await.expect("it stops");
        let world = Self { statistics: Statistics::new(&db), db, url, _files: files };
        let blob = if engine == Engine::Sqlite { "x'00'" } else { "'\\x00'" };
        for statement in furnishing(blob, PEOPLE) {
            world.run(&statement).await;
        }
        world
    }

    pub async fn run(&self, statement: &str) {
        let done = self.db.connection().execute_unprepared(statement).await;
        done.unwrap_or_else(|error| panic!("{error}: {statement}"));
    }

    /// In place of what was there, and published.
    pub async fn hold(&self, population: &Population) {
        for table in ["outcomes", "enrolments", "participations", "needs"] {
            self.run(&format!("DELETE FROM {table}")).await;
        }
        for statement in population.statements() {
            self.run(&statement).await;
        }
        self.publish().await;
    }

    pub async fn publish(&self) {
        Publication::new(&self.db).anew(Added::Quarterly).await.expect("it is published");
    }

    /// What is due on another day.
    pub async fn renew_on(&self, now: &str) -> bool {
        Publication::new(&connected(&self.url, now).await).renew(Added::Quarterly).await.expect("it is renewed")
    }

    pub async fn table(&self, reader: &Arc<Request>, question: &Question) -> kernel::Result<Figures> {
        self.statistics.table(reader, question).await
    }
}

async fn database() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let server = postgres::server().expect("a server");
    let name = format!("adversary_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut options = ConnectOptions::new(server.url("postgres"));
    options.max_connections(1).sqlx_logging(false);
    let admin = Database::connect(options).await.expect("the server answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
    admin.close().await.expect("it closes");
    server.url(&name)
}

pub fn stored<K>(kind: &str, number: usize) -> Id<K> {
    Id::from_stored(&id(kind, number)).expect("an id")
}

fn as_role(role: Role, anchor: impl FnOnce(&mut Assignment)) -> Arc<Request> {
    let mut held = Assignment::bare(role);
    anchor(&mut held);
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
}

pub fn public() -> Arc<Request> {
    Arc::new(Request::new(Actor::public(), "r"))
}

pub fn leader() -> Arc<Request> {
    as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 1)))
}

pub fn contact(number: usize) -> Arc<Request> {
    as_role(Role::OrgContact, |held| held.organisation = Some(stored("rg", number)))
}

/// The leader of a council that has nothing.
pub fn elsewhere() -> Arc<Request> {
    as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 9)))
}

/// Whoever reads, with a name.
pub fn readers() -> Vec<(&'static str, Arc<Request>)> {
    vec![
        ("public", public()),
        ("leader", leader()),
        ("contact of one", contact(1)),
        ("contact of another", contact(2)),
        ("manager", as_role(Role::ProjectManager, |held| held.project = Some(stored("pr", 1)))),
    ]
}
