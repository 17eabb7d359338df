//! Figures of needs at the cost of their cells: the days on which a need was triaged, begun and met, and whether it was begun without
//! endorsement, beside it; a ledger and sums beside the needs, as of development plans, and sums of the copies that others' figures are
//! read from. How many days a need waited is a column that sums are divided by: needs are counted for each number of days, so that a
//! median of any sum of them is exact.
//!
//! Needs that are there already are noted as if they had come now, so rollups that are live stay live. Their days are those of the
//! trail, which has them by Greenwich: a step of the night in which the need was reported came no sooner than it. Sums of the copies
//! take the service's key, so they are made when it starts (`published_state.summed`).

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

const DATES: &str = "
ALTER TABLE needs ADD COLUMN triaged_on date;
ALTER TABLE needs ADD COLUMN begun_on date;
ALTER TABLE needs ADD COLUMN met_on date;
ALTER TABLE needs ADD COLUMN is_waived boolean NOT NULL DEFAULT false;
UPDATE needs SET
    triaged_on = (SELECT MIN(s.taken_on) FROM need_transitions s WHERE s.need_id = needs.id AND s.to_status = 'PRIORITISED'),
    begun_on = (SELECT MIN(s.taken_on) FROM need_transitions s WHERE s.need_id = needs.id AND s.to_status = 'IN_ACTION'),
    met_on = (SELECT MIN(s.taken_on) FROM need_transitions s WHERE s.need_id = needs.id AND s.to_status = 'MET'),
    is_waived = needs.endorsed_on IS NULL
        AND EXISTS (SELECT 1 FROM need_efforts l WHERE l.need_id = needs.id AND l.waiver_reason IS NOT NULL);
UPDATE needs SET triaged_on = (SELECT {triaged} FROM triages t WHERE t.need_id = needs.id) WHERE EXISTS (
    SELECT 1 FROM triages t WHERE t.need_id = needs.id AND (needs.triaged_on IS NULL OR {triaged} < needs.triaged_on));
UPDATE needs SET triaged_on = reported_on WHERE triaged_on < reported_on;
UPDATE needs SET begun_on = reported_on WHERE begun_on < reported_on;
UPDATE needs SET met_on = reported_on WHERE met_on < reported_on;
ALTER TABLE published_needs ADD COLUMN triaged_on date;
ALTER TABLE published_needs ADD COLUMN begun_on date;
ALTER TABLE published_needs ADD COLUMN met_on date;
ALTER TABLE published_needs ADD COLUMN is_waived boolean NOT NULL DEFAULT false;
UPDATE published_needs SET
    triaged_on = (SELECT n.triaged_on FROM needs n WHERE n.id = published_needs.id AND n.triaged_on <= {copied}),
    begun_on = (SELECT n.begun_on FROM needs n WHERE n.id = published_needs.id AND n.begun_on <= {copied} AND {begun}),
    met_on = (SELECT n.met_on FROM needs n WHERE n.id = published_needs.id AND n.met_on <= {copied}
        AND published_needs.status = 'MET'),
    is_waived = EXISTS (SELECT 1 FROM needs n WHERE n.id = published_needs.id AND n.is_waived AND n.begun_on <= {copied}
        AND {begun});
UPDATE published_state SET summed = false;
";

/// The day of a need's first triage: the trail has it, where the triage itself has that of the latest assessment; of one that came
/// without a trail, its own.
const TRIAGED_AT: &str =
    "COALESCE((SELECT MIN(a.at) FROM audit_entries a WHERE a.subject = 'triage_' || t.id), t.triaged_at) / 1000000";

/// That a copy is of a need that was begun when it was copied: a late one was so before the last cutoff, and may say of no step
/// that its state does not have.
const BEGUN: &str = "published_needs.status IN ('IN_ACTION', 'PARTLY_MET', 'MET', 'LAPSED')";

/// The last day of which a copy tells.
const COPIED: &str = "(SELECT CASE WHEN published_needs.late THEN k.cutoff ELSE k.year_end END FROM published_state k)";

const WITHOUT_DATES: &str = "
ALTER TABLE published_needs DROP COLUMN is_waived;
ALTER TABLE published_needs DROP COLUMN met_on;
ALTER TABLE published_needs DROP COLUMN begun_on;
ALTER TABLE published_needs DROP COLUMN triaged_on;
ALTER TABLE needs DROP COLUMN is_waived;
ALTER TABLE needs DROP COLUMN met_on;
ALTER TABLE needs DROP COLUMN begun_on;
ALTER TABLE needs DROP COLUMN triaged_on;
";

/// A table of sums, and the columns that it is divided by.
const CUBOIDS: [(&str, &str); 12] = [
    ("state", "council_id status horizon backing"),
    ("reason", "council_id status cause basis horizon target_group"),
    ("month", "council_id reported_on status horizon backing"),
    ("reason_month", "council_id reported_on cause basis horizon"),
    ("place", "council_id sni_code municipality_code region_code reported_on"),
    ("occupation", "council_id ssyk_code municipality_code region_code reported_on"),
    ("subject", "council_id ssyk_code skill_code sni_code status horizon"),
    ("body", "council_id industry_council_id organisation_id status horizon backing reported_on"),
    ("triage", "council_id industry_council_id reported_on horizon days_to_triage"),
    ("endorsement", "council_id industry_council_id reported_on horizon days_to_endorsement"),
    ("action", "council_id industry_council_id reported_on horizon backing days_to_action"),
    ("met", "council_id industry_council_id reported_on horizon days_to_met"),
];

/// What a need is divided by in the ledger as it stands.
const OWN: [&str; 14] = [
    "council_id",
    "industry_council_id",
    "organisation_id",
    "status",
    "basis",
    "cause",
    "horizon",
    "target_group",
    "skill_code",
    "ssyk_code",
    "sni_code",
    "municipality_code",
    "region_code",
    "reported_on",
];

/// What it is divided by that is said of it.
const SAID: [&str; 5] = ["backing", "days_to_triage", "days_to_endorsement", "days_to_action", "days_to_met"];

/// What that is said of.
const SAID_OF: [&str; 5] = ["endorsed_on", "is_waived", "triaged_on", "begun_on", "met_on"];

fn typed(column: &str) -> String {
    let kind = match column {
        day if day.ends_with("_on") => "date",
        days if days.starts_with("days_") => "integer",
        _ => "{id}",
    };
    format!("{column} {kind}")
}

fn tables() -> String {
    let divided: Vec<String> = OWN.into_iter().chain(SAID).map(typed).collect();
    let people: Vec<String> = (0..8).map(|number| format!("people_{number} bigint NOT NULL")).collect();
    let (divided, people) = (divided.join(", "), people.join(", "));
    let mut text = format!(
        "CREATE TABLE rollup_needs (position {{serial}}, n bigint NOT NULL, people_needed bigint NOT NULL, {divided});\n"
    );
    for (name, columns) in CUBOIDS {
        let columns: Vec<String> = columns.split(' ').map(typed).collect();
        let columns = columns.join(", ");
        text.push_str(&format!(
            "CREATE TABLE rollup_needs_{name} (cell {{id}} PRIMARY KEY, n bigint NOT NULL, people_needed bigint NOT NULL, {columns});\n\
             CREATE INDEX rollup_needs_{name}_council_id ON rollup_needs_{name} (council_id);\n\
             CREATE TABLE published_needs_{name} (n bigint NOT NULL, key_low bigint NOT NULL, key_high bigint NOT NULL, \
             people_needed bigint NOT NULL, people_needed_leaning bigint NOT NULL, {people}, {columns}, late boolean NOT NULL);\n\
             CREATE INDEX published_needs_{name}_council_id ON published_needs_{name} (council_id);\n"
        ));
    }
    text.push_str("CREATE INDEX rollup_needs_body_organisation_id ON rollup_needs_body (organisation_id);\n");
    text
}

/// The days between two dates of a need.
fn days(from: &str, to: &str, backend: DbBackend) -> String {
    match backend {
        DbBackend::Sqlite => format!("CAST(julianday({to}) - julianday({from}) AS integer)"),
        _ => format!("{to} - {from}"),
    }
}

/// What the needs of `rows` weigh, times `sign`: those that are not merged with another.
fn part(sign: i32, rows: &str, backend: DbBackend) -> String {
    let own = OWN.join(", ");
    let waited = |(name, to): (&str, &str)| format!("{} AS {name}", days("reported_on", to, backend));
    let waited: Vec<String> =
        SAID.into_iter().skip(1).zip(["triaged_on", "endorsed_on", "begun_on", "met_on"]).map(waited).collect();
    format!(
        "SELECT {sign} AS n, {sign} * people_needed AS people_needed, {own}, CASE WHEN endorsed_on IS NOT NULL THEN 'ENDORSED' \
         WHEN is_waived THEN 'WAIVED' ELSE 'NONE' END AS backing, {} FROM {rows} WHERE status <> 'MERGED'",
        waited.join(", ")
    )
}

fn divided() -> String {
    format!("{}, {}", OWN.join(", "), SAID.join(", "))
}

/// Notes all that only comes, or only leaves.
fn noted(part: &str) -> String {
    format!("INSERT INTO rollup_needs (n, people_needed, {}) {part}", divided())
}

/// Notes what both come to together: what leaves and comes alike is not noted.
fn moved(gone: &str, come: &str) -> String {
    let divided = divided();
    noted(&format!(
        "SELECT CAST(SUM(n) AS bigint), CAST(SUM(people_needed) AS bigint), {divided} FROM ({gone} UNION ALL {come}) f \
         GROUP BY {divided} HAVING SUM(n) <> 0 OR SUM(people_needed) <> 0"
    ))
}

/// What the three events note, of what left and what came.
fn notes(left: &str, made: &str, backend: DbBackend) -> [(&'static str, String); 3] {
    let (gone, come) = (part(-1, left, backend), part(1, made, backend));
    [("INSERT", noted(&come)), ("UPDATE", moved(&gone, &come)), ("DELETE", noted(&gone))]
}

/// PostgreSQL: one trigger a statement, over all the rows it left and made. Nothing of a need lies in another row, so
/// nothing is locked.
fn on_postgres() -> Vec<String> {
    let [(_, insert), (_, update), (_, delete)] = notes("old_rows", "new_rows", DbBackend::Postgres);
    let mut statements = vec![format!(
        "CREATE OR REPLACE FUNCTION rollup_needs_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF NOT (SELECT live FROM rollup_state) THEN RETURN NULL; END IF; \
         IF TG_OP = 'INSERT' THEN {insert}; ELSIF TG_OP = 'UPDATE' THEN {update}; ELSE {delete}; END IF; RETURN NULL; END $$"
    )];
    for (event, rows) in [
        ("INSERT", "NEW TABLE AS new_rows"),
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
    ] {
        statements.push(format!(
            "CREATE TRIGGER rollup_needs_{} AFTER {event} ON needs REFERENCING {rows} \
             FOR EACH STATEMENT EXECUTE FUNCTION rollup_needs_changed()",
            event.to_lowercase()
        ));
    }
    statements
}

/// SQLite: a trigger a row.
fn on_sqlite() -> Vec<String> {
    let row = |version: &str| {
        let columns = ["people_needed"].into_iter().chain(OWN).chain(SAID_OF);
        let columns: Vec<String> = columns.map(|column| format!("{version}.{column} AS {column}")).collect();
        format!("(SELECT {})", columns.join(", "))
    };
    let trigger = |(event, note): (&str, String)| {
        format!(
            "CREATE TRIGGER rollup_needs_{} AFTER {event} ON needs \
             WHEN (SELECT live FROM rollup_state) BEGIN {note}; END",
            event.to_lowercase()
        )
    };
    notes(&row("OLD"), &row("NEW"), DbBackend::Sqlite).map(trigger).into()
}

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let triaged = match backend {
            DbBackend::Sqlite => format!("date({TRIAGED_AT}, 'unixepoch')"),
            _ => format!("CAST(to_timestamp({TRIAGED_AT}) AT TIME ZONE 'UTC' AS date)"),
        };
        let dates = DATES.replace("{triaged}", &triaged).replace("{copied}", COPIED).replace("{begun}", BEGUN);
        crate::ddl::run(manager, &dates).await?;
        crate::ddl::run(manager, &tables()).await?;
        let triggers = match backend {
            DbBackend::Postgres => on_postgres(),
            _ => on_sqlite(),
        };
        for trigger in triggers {
            manager.get_connection().execute_unprepared(&trigger).await?;
        }
        // After the triggers, which nobody writes past: what is there now is all that they will not see come.
        manager.get_connection().execute_unprepared(&noted(&part(1, "needs", backend))).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let removal: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &["DROP FUNCTION rollup_needs_changed() CASCADE"],
            _ => &[
                "DROP TRIGGER rollup_needs_insert",
                "DROP TRIGGER rollup_needs_update",
                "DROP TRIGGER rollup_needs_delete",
            ],
        };
        for statement in removal {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        let tables: String = CUBOIDS
            .iter()
            .map(|(name, _)| format!("DROP TABLE published_needs_{name};\nDROP TABLE rollup_needs_{name};\n"))
            .collect();
        crate::ddl::run(manager, &format!("{tables}DROP TABLE rollup_needs;\n{WITHOUT_DATES}")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
