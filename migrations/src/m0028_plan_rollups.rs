//! Figures of development plans at the cost of their cells: a ledger and sums beside the plans, as of participations,
//! and sums of the copies that others' figures are read from. And what equality follow-ups of projects and councils are
//! made of, for each of them: who takes part, by whether the organisation has counted its workforce, and those
//! workforces together.
//!
//! Plans that are there already are noted as if they had come now, so rollups that are live stay live. Sums of the
//! copies take the service's key, so they are made when it starts (`published_state.summed`).

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

const TABLES: &str = "
CREATE TABLE rollup_development_plans (
    position {serial}, n bigint NOT NULL, lines bigint NOT NULL, strategic_lines bigint NOT NULL, project_id {id},
    organisation_id {id}, status {id}, adopted_on date);
CREATE TABLE rollup_development_plans_month (
    cell {id} PRIMARY KEY, n bigint NOT NULL, lines bigint NOT NULL, strategic_lines bigint NOT NULL, adopted_on date);
CREATE TABLE rollup_development_plans_project (
    cell {id} PRIMARY KEY, n bigint NOT NULL, lines bigint NOT NULL, strategic_lines bigint NOT NULL, project_id {id},
    status {id}, adopted_on date);
CREATE INDEX rollup_development_plans_project_project_id ON rollup_development_plans_project (project_id);
CREATE TABLE published_development_plans_month (
    {sums}, lines bigint NOT NULL, strategic_lines bigint NOT NULL, lines_leaning bigint NOT NULL,
    strategic_lines_leaning bigint NOT NULL, {people}, adopted_on date, late boolean NOT NULL);
CREATE TABLE published_development_plans_project (
    {sums}, lines bigint NOT NULL, strategic_lines bigint NOT NULL, lines_leaning bigint NOT NULL,
    strategic_lines_leaning bigint NOT NULL, {people}, project_id {id}, status {id}, adopted_on date, late boolean NOT NULL);
CREATE INDEX published_development_plans_project_project_id ON published_development_plans_project (project_id);
CREATE TABLE published_participations_counted (
    {sums}, project_id {id}, council_id {id}, sex {id}, is_counted boolean, late boolean NOT NULL);
CREATE INDEX published_participations_counted_project_id ON published_participations_counted (project_id);
CREATE INDEX published_participations_counted_council_id ON published_participations_counted (council_id);
CREATE TABLE published_participations_counted_industry (
    {sums}, employer_sni_code {id}, sex {id}, is_counted boolean, late boolean NOT NULL);
CREATE TABLE published_participations_counted_month (
    {sums}, project_id {id}, council_id {id}, starts_on date, sex {id}, is_counted boolean, late boolean NOT NULL);
CREATE INDEX published_participations_counted_month_project_id ON published_participations_counted_month (project_id);
CREATE INDEX published_participations_counted_month_council_id ON published_participations_counted_month (council_id);
CREATE TABLE published_workforces (
    dimension {id} NOT NULL, followed_id {id} NOT NULL, turn date NOT NULL, sex {id} NOT NULL, people bigint NOT NULL,
    key_low bigint NOT NULL, key_high bigint NOT NULL, oldest date, PRIMARY KEY (dimension, followed_id, turn, sex));
CREATE INDEX published_workforces_turn ON published_workforces (turn);
CREATE INDEX published_workforce_snapshots_organisation ON published_workforce_snapshots (organisation_id, counted_on);
ALTER TABLE published_state ADD COLUMN summed boolean NOT NULL DEFAULT false;
";

const BACK: &str = "
ALTER TABLE published_state DROP COLUMN summed;
DROP INDEX published_workforce_snapshots_organisation;
";

const MADE: [&str; 9] = [
    "published_workforces",
    "published_participations_counted_month",
    "published_participations_counted_industry",
    "published_participations_counted",
    "published_development_plans_project",
    "published_development_plans_month",
    "rollup_development_plans_project",
    "rollup_development_plans_month",
    "rollup_development_plans",
];

/// What a plan is divided by in the ledger.
const DIVIDED: &str = "project_id, organisation_id, status, adopted_on";

/// What the plans of `rows` weigh, times `sign`: those that were adopted.
fn part(sign: i32, rows: &str) -> String {
    format!(
        "SELECT {sign} AS n, {sign} * lines AS lines, {sign} * strategic_lines AS strategic_lines, {DIVIDED} FROM {rows} \
         WHERE adopted_on IS NOT NULL"
    )
}

/// Notes all that only comes, or only leaves.
fn noted(part: &str) -> String {
    format!("INSERT INTO rollup_development_plans (n, lines, strategic_lines, {DIVIDED}) {part}")
}

/// Notes what both come to together: what leaves and comes alike is not noted.
fn moved(gone: &str, come: &str) -> String {
    noted(&format!(
        "SELECT CAST(SUM(n) AS bigint), CAST(SUM(lines) AS bigint), CAST(SUM(strategic_lines) AS bigint), {DIVIDED} \
         FROM ({gone} UNION ALL {come}) f GROUP BY {DIVIDED} \
         HAVING SUM(n) <> 0 OR SUM(lines) <> 0 OR SUM(strategic_lines) <> 0"
    ))
}

/// What the three events note, of what left and what came.
fn notes(left: &str, made: &str) -> [(&'static str, String); 3] {
    let (gone, come) = (part(-1, left), part(1, made));
    [("INSERT", noted(&come)), ("UPDATE", moved(&gone, &come)), ("DELETE", noted(&gone))]
}

/// PostgreSQL: one trigger a statement, over all the rows it left and made. Nothing of a plan lies in another row, so
/// nothing is locked.
fn on_postgres() -> Vec<String> {
    let [(_, insert), (_, update), (_, delete)] = notes("old_rows", "new_rows");
    let mut statements = vec![format!(
        "CREATE OR REPLACE FUNCTION rollup_development_plans_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF NOT (SELECT live FROM rollup_state) THEN RETURN NULL; END IF; \
         IF TG_OP = 'INSERT' THEN {insert}; ELSIF TG_OP = 'UPDATE' THEN {update}; ELSE {delete}; END IF; RETURN NULL; END $$"
    )];
    for (event, rows) in [
        ("INSERT", "NEW TABLE AS new_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
    ] {
        statements.push(format!(
            "CREATE TRIGGER rollup_development_plans_{} AFTER {event} ON development_plans REFERENCING {rows} \
             FOR EACH STATEMENT EXECUTE FUNCTION rollup_development_plans_changed()",
            event.to_lowercase()
        ));
    }
    statements
}

/// SQLite: a trigger a row.
fn on_sqlite() -> Vec<String> {
    let columns = ["lines", "strategic_lines", "project_id", "organisation_id", "status", "adopted_on"];
    let row = |version: &str| {
        let columns = columns.map(|column| format!("{version}.{column} AS {column}"));
        format!("(SELECT {})", columns.join(", "))
    };
    let trigger = |(event, note): (&str, String)| {
        format!(
            "CREATE TRIGGER rollup_development_plans_{} AFTER {event} ON development_plans \
             WHEN (SELECT live FROM rollup_state) BEGIN {note}; END",
            event.to_lowercase()
        )
    };
    notes(&row("OLD"), &row("NEW")).map(trigger).into()
}

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let people: Vec<String> = (0..8).map(|number| format!("people_{number} bigint NOT NULL")).collect();
        let tables = TABLES
            .replace("{sums}", "n bigint NOT NULL, key_low bigint NOT NULL, key_high bigint NOT NULL")
            .replace("{people}", &people.join(", "));
        crate::ddl::run(manager, &tables).await?;
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => on_postgres(),
            _ => on_sqlite(),
        };
        for trigger in triggers {
            manager.get_connection().execute_unprepared(&trigger).await?;
        }
        // After the triggers, which nobody writes past: what is there now is all that they will not see come.
        manager.get_connection().execute_unprepared(&noted(&part(1, "development_plans"))).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let removal: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &["DROP FUNCTION rollup_development_plans_changed() CASCADE"],
            _ => &[
                "DROP TRIGGER rollup_development_plans_insert",
                "DROP TRIGGER rollup_development_plans_update",
                "DROP TRIGGER rollup_development_plans_delete",
            ],
        };
        for statement in removal {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        crate::ddl::run(manager, BACK).await?;
        crate::ddl::drop(manager, &MADE).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
