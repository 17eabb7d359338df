//! Rollups: counts that are kept beside the records, so that a figure costs its cells and not its records.
//!
//! For each table of records there is a ledger and a few cuboids. A change to a record notes in the ledger, in the same
//! transaction, what left and what came (`n` −1 and +1, with the record's dimensions as they were and as they are). A
//! cuboid holds the sums over the ledger by some of its columns, as far as the ledger has been folded into it. The ledger is
//! only appended to, so that writers never wait for one another's counts. What is in which cuboid, and how an answer is
//! made of them, stands in `statistics::rollup`.

mod facts;
mod postgres;
mod single;
mod sqlite;

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

use self::facts::{Fact, facts};

/// Columns of the records' own that a cuboid sums by.
type Cuboid = (&'static str, &'static [&'static str]);

/// Every cuboid: its table is its ledger's name and this one's.
const PARTICIPATIONS: &[Cuboid] = &[
    ("situation", &["project_id", "council_id", "sex", "employment_situation", "outcome"]),
    ("progress", &["project_id", "council_id", "status", "is_complete", "sex", "outcome"]),
    ("profile", &["project_id", "council_id", "status", "is_complete", "sex", "age_at_entry", "employment_situation"]),
    ("profile_result", &["project_id", "council_id", "sex", "age_at_entry", "employment_situation", "outcome"]),
    ("place", &["project_id", "council_id", "municipality_code", "sex", "age_at_entry", "employment_situation"]),
    ("industry", &["project_id", "council_id", "sni_code", "sex", "age_at_entry", "employment_situation"]),
    ("occupation", &["project_id", "council_id", "ssyk_code", "sex", "age_at_entry", "employment_situation"]),
    ("education", &["project_id", "council_id", "sun_level_code", "sex", "age_at_entry", "employment_situation"]),
    ("month_result", &["project_id", "council_id", "starts_on", "sex", "outcome"]),
    ("month", &["project_id", "council_id", "starts_on", "status", "sex", "employment_situation"]),
    ("organisation_result", &["project_id", "council_id", "organisation_id", "sex", "outcome"]),
    ("organisation", &["project_id", "council_id", "organisation_id", "status", "sex", "employment_situation"]),
];
const ENROLMENTS: &[Cuboid] = &[
    ("situation", &["project_id", "hub_id", "council_id", "status", "sex", "employment_situation", "outcome"]),
    ("profile", &["project_id", "hub_id", "council_id", "status", "sex", "age_at_entry"]),
    ("held", &["project_id", "hub_id", "council_id", "held_on", "status"]),
    ("applied", &["project_id", "hub_id", "council_id", "applied_on", "status", "source"]),
    ("done", &["project_id", "hub_id", "council_id", "done_on", "status", "sex"]),
    ("effort", &["project_id", "hub_id", "council_id", "effort_id", "provider_id", "status", "source", "sex"]),
    ("organisation", &["project_id", "hub_id", "council_id", "organisation_id", "status", "source", "sex"]),
];
const OUTCOMES: &[Cuboid] = &[
    ("situation", &["project_id", "hub_id", "council_id", "kind", "sex", "employment_situation"]),
    ("profile", &["project_id", "hub_id", "council_id", "kind", "sex", "age_at_entry"]),
    ("effort", &["project_id", "hub_id", "council_id", "effort_id", "kind", "sex"]),
    ("month", &["project_id", "hub_id", "council_id", "observed_on", "kind", "sex"]),
    ("organisation", &["project_id", "hub_id", "council_id", "organisation_id", "kind", "sex"]),
];

/// The columns that answers are looked up by, where a cuboid has them.
const LOOKED_UP: [&str; 4] = ["project_id", "organisation_id", "effort_id", "hub_id"];

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0009_rollups"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        make(manager, Step::First).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// The steps that made rollups what they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Records, keys and amounts.
    First,
    /// And the records by the groups of their people.
    People,
    /// The same, at less cost where one record changes: on PostgreSQL only, by other functions for the same triggers.
    Single,
    /// Records and amounts only, for whoever's own they are: others' figures are read from copies.
    Own,
}

impl Step {
    const fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::Own)
    }
}

/// Has the triggers do what they do at a step. Ledgers and cuboids stay as they are.
pub(crate) async fn replace_functions(manager: &SchemaManager<'_>, step: Step) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        for statement in postgres::functions(&facts(step), step) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}

/// From [`Step::Single`] to [`Step::Own`]: the rollups stay live, for what is left out of them is in no cell's name.
pub(crate) async fn without_keys(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (kept, bare) = (facts(Step::Single), facts(Step::Own));
    let run = async |statement: String| manager.get_connection().execute_unprepared(&statement).await.map(drop);
    let there =
        "SELECT 1 FROM participations UNION ALL SELECT 1 FROM enrolments UNION ALL SELECT 1 FROM outcomes LIMIT 1";
    let there = Statement::from_string(manager.get_database_backend(), there);
    if manager.get_connection().query_one_raw(there).await?.is_none() {
        // Nothing is to be kept, and to make tables is faster than to alter them.
        remove(manager).await?;
        return make(manager, Step::Own).await;
    }
    let (before, after) = match manager.get_database_backend() {
        DbBackend::Postgres => (postgres::functions(&bare, Step::Own), Vec::new()),
        // Every trigger there is would be read again with each column.
        _ => (sqlite::removal(&kept), sqlite::maintenance(&bare)),
    };
    for statement in before {
        run(statement).await?;
    }
    for fact in &kept {
        let ledger = format!("rollup_{}", fact.records);
        let group = fact.by_person.then_some("person_group");
        for column in fact.keys().chain(group) {
            run(format!("ALTER TABLE {ledger} DROP COLUMN {column}")).await?;
        }
        for (name, _) in cuboids(fact) {
            for column in fact.keys().map(str::to_owned).chain(fact.people()) {
                run(format!("ALTER TABLE {ledger}_{name} DROP COLUMN {column}")).await?;
            }
        }
    }
    for statement in after {
        run(statement).await?;
    }
    Ok(())
}

/// Makes ledgers, cuboids and triggers, as they are at a step.
pub(crate) async fn make(manager: &SchemaManager<'_>, step: Step) -> Result<(), DbErr> {
    let facts = facts(step);
    crate::ddl::run(manager, &tables(&facts)).await?;
    let statements = match manager.get_database_backend() {
        DbBackend::Postgres => postgres::maintenance(&facts, step),
        _ => sqlite::maintenance(&facts),
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Removes them.
pub(crate) async fn remove(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Names are the same at every step.
    let facts = facts(Step::First);
    let statements = match manager.get_database_backend() {
        DbBackend::Postgres => postgres::removal(&facts),
        _ => sqlite::removal(&facts),
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    for fact in &facts {
        for (name, _) in cuboids(fact) {
            let drop = format!("DROP TABLE rollup_{}_{name}", fact.records);
            manager.get_connection().execute_unprepared(&drop).await?;
        }
        let drop = format!("DROP TABLE rollup_{}", fact.records);
        manager.get_connection().execute_unprepared(&drop).await?;
    }
    crate::ddl::drop(manager, &["rollup_state"]).await
}

fn cuboids(fact: &Fact) -> &'static [Cuboid] {
    match fact.records {
        "participations" => PARTICIPATIONS,
        "enrolments" => ENROLMENTS,
        _ => OUTCOMES,
    }
}

/// Tables. Over records that are there already the rollups are not live until they have been rebuilt.
fn tables(facts: &[Fact; 3]) -> String {
    let mut text = "CREATE TABLE rollup_state (id integer PRIMARY KEY CHECK (id = 1), live boolean NOT NULL);\n\
                    INSERT INTO rollup_state SELECT 1, NOT EXISTS (SELECT 1 FROM participations) \
                    AND NOT EXISTS (SELECT 1 FROM enrolments) AND NOT EXISTS (SELECT 1 FROM outcomes);\n"
        .to_owned();
    for fact in facts {
        let sums: String = fact.sums().map(|sum| format!(", {sum} bigint NOT NULL")).collect();
        let columns: String = fact.columns().map(|(name, kind, _)| format!(", {name} {kind}")).collect();
        let ledger = format!("rollup_{}", fact.records);
        text.push_str(&format!("CREATE TABLE {ledger} (position {{serial}}{sums}{columns});\n"));
        for (name, own) in cuboids(fact) {
            let table = format!("{ledger}_{name}");
            let columns: String = fact
                .columns()
                .filter(|(name, ..)| own.contains(name))
                .map(|(name, kind, _)| format!(", {name} {kind}"))
                .collect();
            let people: String = fact.people().map(|number| format!(", {number} bigint NOT NULL")).collect();
            text.push_str(&format!("CREATE TABLE {table} (cell {{id}} PRIMARY KEY{sums}{people}{columns});\n"));
            for column in LOOKED_UP.iter().filter(|column| own.contains(column)) {
                text.push_str(&format!("CREATE INDEX {table}_{column} ON {table} ({column});\n"));
            }
        }
    }
    text
}
