//! Every step goes up and comes down on both databases, and both end with the same tables.

use std::collections::BTreeSet;

use libtest_mimic::Trial;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use crate::{
    constitution::{BEFORE, before},
    harness::{
        Database, Empty, Engine, Furnishing, Need,
        trial::{both, needing, only, plain},
    },
};

/// Steps that change nothing on SQLite: they replace functions, which only PostgreSQL has.
const OF_POSTGRES_ALONE: [&str; 1] = ["m0013_rollup_single"];

/// Steps that change nothing in a database that was made with this version: they give older ones what it has already.
const RENEWING: [&str; 1] = ["m0021_rollup_statements"];

/// Steps that change rows and no table.
const MENDING: [&str; 5] = [
    "m0041_meetings_and_dissolved",
    "m0055_papers_masked",
    "m0056_minutes_to_be_public",
    "m0059_network_organisations",
    "m0071_session_providers",
];

pub fn tests() -> Vec<Trial> {
    let of_a_server = only![
        Engine::Postgres, "SQLite has no functions of its own";
        functions_of_an_older_version_become_those_of_this_one,
    ];
    let both: Vec<Trial> = both![
        every_step_comes_down_to_what_was_before,
        up_twice_changes_nothing,
        needs_that_are_there_are_dated_and_summed,
        offerings_that_are_there_are_summed,
        decisions_that_are_there_are_public_as_their_minutes,
        networks_that_are_there_tell_whom_they_have,
        what_was_contracted_before_is_given_by_the_supplier,
    ];
    let compared: Vec<Trial> = needing![Need::Postgres; both_databases_have_the_same_columns];
    let listed: Vec<Trial> = plain![steps_stand_in_the_order_of_their_numbers];
    [both, compared, of_a_server, listed].into_iter().flatten().collect()
}

/// Steps that stand by what refers to what instead.
const BY_REFERENCE: [&str; 3] = ["m0007_participants", "m0006_efforts", "m0005_competence_hub"];

fn steps_stand_in_the_order_of_their_numbers() {
    let names: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let (apart, rest): (Vec<_>, Vec<_>) = names.iter().partition(|name| BY_REFERENCE.contains(&name.as_str()));
    assert_eq!(apart, BY_REFERENCE);
    let number = |name: &&String| name[..5].to_owned();
    let numbers: Vec<String> = rest.iter().map(number).collect();
    assert!(numbers.is_sorted_by(|before, after| before < after), "{numbers:?}");
}

async fn every_step_comes_down_to_what_was_before(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    let mut before = vec![structure(&connection).await];
    for step in Migrator::migrations() {
        Migrator::up(&connection, Some(1)).await.unwrap_or_else(|error| panic!("{} up: {error}", step.name()));
        let after = structure(&connection).await;
        let is_sqlite = connection.get_database_backend() == DbBackend::Sqlite;
        let is_one_of = |steps: &[&str]| steps.contains(&step.name());
        let nothing = is_one_of(&RENEWING) || is_one_of(&MENDING) || is_sqlite && is_one_of(&OF_POSTGRES_ALONE);
        assert_eq!(before.last() == Some(&after), nothing, "whether {} makes nothing", step.name());
        before.push(after);
    }
    for step in Migrator::migrations().iter().rev() {
        let top = before.pop().expect("as many as there are steps");
        assert_eq!(structure(&connection).await, top, "above {}", step.name());
        Migrator::down(&connection, Some(1)).await.unwrap_or_else(|error| panic!("{} down: {error}", step.name()));
    }
    assert_eq!(before, [structure(&connection).await], "the first step leaves something behind");
}

async fn functions_of_an_older_version_become_those_of_this_one(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    Migrator::up(&connection, None).await.expect("up");
    let made = structure(&connection).await;
    let from =
        Migrator::migrations().iter().rev().position(|step| RENEWING.contains(&step.name())).expect("a step") + 1;
    Migrator::down(&connection, u32::try_from(from).ok()).await.expect("down");
    for table in ["participations", "enrolments", "outcomes"] {
        let older = format!(
            "CREATE OR REPLACE FUNCTION rollup_{table}_changed() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RETURN NULL; END $$"
        );
        connection.execute_unprepared(&older).await.expect("replaced");
    }
    assert_ne!(structure(&connection).await, made);
    Migrator::up(&connection, None).await.expect("up again");
    assert_eq!(structure(&connection).await, made);
}

async fn up_twice_changes_nothing(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    Migrator::up(&connection, None).await.expect("up");
    let once = structure(&connection).await;
    Migrator::up(&connection, None).await.expect("up again");
    assert_eq!(structure(&connection).await, once);
}

/// Needs of every course before their days stood beside them: one that was assessed and then anew, one that was met, one that was begun
/// without endorsement by a clock of Greenwich, and one that went into another. Copies of the second and the third, which was added
/// before it was begun.
const NEEDS: &str = "
INSERT INTO councils VALUES ('c', 1, 'REGIONAL', 'R', 'r', 'ACTIVE', NULL, NULL, NULL, NULL, true, 0);
INSERT INTO organisations VALUES ('o', 1, NULL, false, 'O', 'o', 'COMPANY', NULL, NULL, true, 0);
INSERT INTO hubs VALUES ('h', 1, 'c', 'o', 'H', 'h', 'PERMANENT', '2020-01-01', NULL, NULL, true);
INSERT INTO efforts (id, version, hub_id, council_id, title, title_key, kind, status, delivery, target_group, hours, reusable,
    demonstration, created_at) VALUES ('e', 1, 'h', 'c', 'E', 'e', 'COURSE', 'OPEN', 'PLACE', 'ALL', 8, false, true, 0);
INSERT INTO needs (id, version, council_id, title, title_key, status, basis, cause, horizon, target_group, people_needed, reported_on,
    endorsed_on, demonstration, record_key) VALUES
    ('1', 1, 'c', 'N', 'n', 'QUALIFIED', 'BOTH', 'GROWTH', 'SHORT', 'ALL', 5, '2021-03-01', NULL, true, 1),
    ('2', 1, 'c', 'N', 'n', 'MET', 'BOTH', 'GROWTH', 'SHORT', 'ALL', 7, '2021-03-01', '2021-03-15', true, 2),
    ('3', 1, 'c', 'N', 'n', 'IN_ACTION', 'BOTH', 'GROWTH', 'SHORT', 'ALL', 11, '2021-03-01', NULL, true, 3),
    ('4', 1, 'c', 'N', 'n', 'MERGED', 'BOTH', 'GROWTH', 'SHORT', 'ALL', 13, '2021-03-01', NULL, true, 4);
INSERT INTO triages (id, version, need_id, hub_id, council_id, path, volume, urgency, substitutability_gap, endorsements, equality_effect,
    existing_supply, weight_volume, weight_urgency, weight_substitutability_gap, weight_endorsements, weight_equality_effect,
    weight_existing_supply, score, triaged_at) VALUES
    ('t1', 2, '1', 'h', 'c', 'PROCURE', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1619863200000000),
    ('t2', 2, '2', 'h', 'c', 'PROCURE', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1619863200000000);
INSERT INTO audit_entries (id, at, principal, roles, action, event, subject, request) VALUES
    ('a1', 1614852000000000, 'p', 'r', 'TRIAGE_NEED', 'NeedTriaged', 'triage_t1', 'q'),
    ('a2', 1619863200000000, 'p', 'r', 'TRIAGE_NEED', 'NeedTriagedAgain', 'triage_t1', 'q');
INSERT INTO need_transitions (id, need_id, council_id, from_status, to_status, taken_on) VALUES
    ('s1', '2', 'c', 'ENDORSED', 'PRIORITISED', '2021-03-20'),
    ('s2', '2', 'c', 'PRIORITISED', 'IN_ACTION', '2021-04-01'),
    ('s3', '2', 'c', 'IN_ACTION', 'MET', '2021-06-01'),
    ('s4', '3', 'c', 'QUALIFIED', 'IN_ACTION', '2021-02-28');
INSERT INTO need_efforts (id, need_id, effort_id, hub_id, council_id, waiver_reason, linked_at) VALUES
    ('l2', '2', 'e', 'h', 'c', NULL, 0), ('l3', '3', 'e', 'h', 'c', 'One company', 0);
INSERT INTO published_state (id, year_end, cutoff, summed) VALUES (1, '2021-12-31', '2022-09-30', true);
INSERT INTO published_needs (id, council_id, status, people_needed, reported_on, endorsed_on, record_key, late) VALUES
    ('2', 'c', 'MET', 7, '2021-03-01', '2021-03-15', 2, false), ('3', 'c', 'QUALIFIED', 11, '2021-03-01', NULL, 3, true);
";

async fn needs_that_are_there_are_dated_and_summed(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    let steps = Migrator::migrations();
    let before = steps.iter().position(|step| step.name() == "m0046_need_rollups").expect("a step");
    Migrator::up(&connection, u32::try_from(before).ok()).await.expect("up");
    for statement in NEEDS.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        connection.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
    }
    Migrator::up(&connection, None).await.expect("up");
    let dated = |table: &str| {
        format!(
            "SELECT id || ': ' || COALESCE(CAST(triaged_on AS text), '-') || ' ' || COALESCE(CAST(begun_on AS text), '-') || ' '
                 || COALESCE(CAST(met_on AS text), '-') || CASE WHEN is_waived THEN ' waived' ELSE '' END FROM {table}"
        )
    };
    let told = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<BTreeSet<String>>();
    let all = ["1: 2021-03-04 - -", "2: 2021-03-20 2021-04-01 2021-06-01", "3: - 2021-03-01 - waived", "4: - - -"];
    assert_eq!(words(&connection, &dated("needs")).await, told(&all));
    let copies = ["2: 2021-03-20 2021-04-01 2021-06-01", "3: - - -"];
    assert_eq!(words(&connection, &dated("published_needs")).await, told(&copies), "as they were copied");
    let sums = "SELECT backing || ' ' || CAST(SUM(n) AS text) || ' ' || CAST(SUM(people_needed) AS text)
        FROM rollup_needs GROUP BY backing";
    assert_eq!(words(&connection, sums).await, told(&["ENDORSED 1 7", "NONE 1 5", "WAIVED 1 11"]));
    let summed = "SELECT CASE WHEN summed THEN 'yes' ELSE 'no' END FROM published_state";
    assert_eq!(words(&connection, summed).await, told(&["no"]), "sums of the copies are made when the service starts");
    // From here on the triggers note what happens.
    for change in ["people_needed = 6 WHERE id = '1'", "status = 'MERGED' WHERE id = '3'"] {
        connection.execute_unprepared(&format!("UPDATE needs SET {change}")).await.expect("changed");
    }
    let left = "SELECT CAST(SUM(n) AS text) || ' ' || CAST(SUM(people_needed) AS text) FROM rollup_needs";
    assert_eq!(words(&connection, left).await, told(&["2 13"]));
}

async fn offerings_that_are_there_are_summed(Empty(database): Empty) {
    let connection = database.connect().await.expect("the database answers");
    let steps = Migrator::migrations();
    let before = steps.iter().position(|step| step.name() == "m0053_open_rollups").expect("a step");
    Migrator::up(&connection, u32::try_from(before).ok()).await.expect("up");
    for (id, is_described) in [("1", true), ("2", false)] {
        let insert = format!(
            "INSERT INTO education_offerings (id, version, identifier, source_key, is_described, title, isced_code, is_vocational,
                gives_degree, content_hash, title_key, words_key)
             VALUES ('{id}', 1, 'i{id}', 'i{id}', {is_described}, 'O', '4', true, false, 'h', 'o', 'o')"
        );
        connection.execute_unprepared(&insert).await.unwrap_or_else(|error| panic!("{error}: {insert}"));
    }
    Migrator::up(&connection, None).await.expect("up");
    let sums = "SELECT isced_code || ' ' || CAST(SUM(n) AS text) FROM rollup_education_offerings GROUP BY isced_code";
    assert_eq!(words(&connection, sums).await, BTreeSet::from(["4 1".to_owned()]));
    // From here on the triggers note what happens.
    let described = "UPDATE education_offerings SET is_described = true WHERE id = '2'";
    connection.execute_unprepared(described).await.expect("changed");
    assert_eq!(words(&connection, sums).await, BTreeSet::from(["4 2".to_owned()]));
}

async fn networks_that_are_there_tell_whom_they_have(Empty(database): Empty) {
    let project =
        "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision,
            money_precision, demonstration)
        VALUES ('p', 1, 'P', 'p', 'STARTED', 'a', '2021-2027', 'EXACT', 'EXACT', false)";
    let networks =
        "INSERT INTO professional_networks (id, version, project_id, name, name_key, role, role_key, status, organisations)
        VALUES ('n1', 2, 'p', 'N', 'n', 'R', 'r', 'ACTIVE', 2), ('n2', 1, 'p', 'N', 'n', 'R', 'r', 'FORMING', 0),
            ('n3', 2, 'p', 'N', 'n', 'R', 'r', 'ACTIVE', 3), ('n4', 1, 'p', 'N', 'n', 'R', 'r', 'FORMING', 0)";
    let members =
        "INSERT INTO network_members (id, version, network_id, project_id, organisation_id, joined_on, left_on)
        VALUES ('g1', 1, 'n1', 'p', 'a', '2021-01-01', NULL), ('g2', 2, 'n1', 'p', 'b', '2021-01-01', '2021-06-30'),
            ('g3', 1, 'n2', 'p', 'b', '2021-01-01', NULL), ('g4', 1, 'n3', 'p', 'a', '2021-01-01', NULL),
            ('g5', 1, 'n3', 'p', 'b', '2021-01-01', NULL)";
    let rows = [BEFORE.as_slice(), &[project, networks, members]].concat();
    let connection = before(&database, "m0059_network_organisations", &rows).await;
    Migrator::up(&connection, None).await.expect("up");
    let told = "SELECT id || ' ' || status || ' ' || CAST(organisations AS text) FROM professional_networks";
    let expected = ["n1 DORMANT 1", "n2 FORMING 1", "n3 ACTIVE 2", "n4 FORMING 0"].map(str::to_owned);
    assert_eq!(words(&connection, told).await, BTreeSet::from(expected));
}

/// Efforts of every course: of a contract, of a contract but given by another, of one that is only awarded, of a contract when it was over, of
/// two contracts, and with a provider that its session alone does not know. Each with an occasion, a session and an enrolment.
const PROCURED: [&str; 8] = [
    "INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, demonstration)
        VALUES ('h', 1, 'c', 'a', 'H', 'h', 'PERMANENT', '2020-01-01', false)",
    "INSERT INTO efforts (id, version, hub_id, council_id, title, title_key, kind, status, delivery, target_group, hours, reusable,
            demonstration, created_at, provider_id)
        VALUES ('e1', 1, 'h', 'c', 'E', 'e', 'COURSE', 'OPEN', 'PLACE', 'ALL', 8, false, false, 0, NULL),
            ('e2', 1, 'h', 'c', 'E', 'e', 'COURSE', 'OPEN', 'PLACE', 'ALL', 8, false, false, 0, 'a'),
            ('e3', 1, 'h', 'c', 'E', 'e', 'COURSE', 'SOURCING', 'PLACE', 'ALL', 8, false, false, 0, NULL),
            ('e4', 1, 'h', 'c', 'E', 'e', 'COURSE', 'CLOSED', 'PLACE', 'ALL', 8, false, false, 0, NULL),
            ('e5', 1, 'h', 'c', 'E', 'e', 'COURSE', 'RUNNING', 'PLACE', 'ALL', 8, false, false, 0, NULL),
            ('e6', 1, 'h', 'c', 'E', 'e', 'COURSE', 'COMPLETED', 'PLACE', 'ALL', 8, false, false, 0, 'b')",
    "INSERT INTO occasions (id, version, effort_id, hub_id, council_id, status, starts_on, ends_on, delivery, capacity, provider_id)
        SELECT id, 1, id, 'h', 'c', 'CONFIRMED', '2026-01-12', '2026-01-16', 'PLACE', 12, provider_id FROM efforts",
    "INSERT INTO sessions (id, occasion_id, hub_id, council_id, starts_at, ends_at, delivery, provider_id)
        SELECT id, id, 'h', 'c', 0, 1, 'PLACE', CASE WHEN id = 'e6' THEN NULL ELSE provider_id END FROM occasions",
    "INSERT INTO participants (id, version, identity_kind, identity_sealed, name_sealed, protected, demonstration, created_at)
        VALUES ('n', 1, 'OTHER', '', '', false, false, 0)",
    "INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, provider_id, participant_id, status, source,
            applied_on, minutes, record_key, demonstration)
        SELECT id, 1, id, id, 'h', 'c', provider_id, 'n', 'CONFIRMED', 'NOMINATION', '2026-01-02', 0, 1, false FROM occasions",
    "INSERT INTO procurements (id, version, organisation_id, hub_id, council_id, title, title_key, regime, category, method, cpv_code,
            estimated_value_minor, status, planned_on, supplier_id, contracted_on)
        VALUES ('p1', 1, 'a', 'h', 'c', 'P', 'p', 'LOU', 'SOCIAL', 'DIRECT', '80500000', 1, 'CONTRACTED', '2025-09-01', 'b', '2025-10-02'),
            ('p2', 1, 'a', 'h', 'c', 'P', 'p', 'LOU', 'SOCIAL', 'DIRECT', '80500000', 1, 'STANDSTILL', '2025-09-01', 'b', NULL),
            ('p3', 1, 'a', 'h', 'c', 'P', 'p', 'LOU', 'SOCIAL', 'DIRECT', '80500000', 1, 'DELIVERED', '2025-09-01', 'a', '2025-10-01')",
    "INSERT INTO procured_efforts (procurement_id, effort_id)
        VALUES ('p1', 'e1'), ('p1', 'e2'), ('p2', 'e3'), ('p1', 'e4'), ('p1', 'e5'), ('p3', 'e5'), ('p1', 'e6')",
];

async fn what_was_contracted_before_is_given_by_the_supplier(Empty(database): Empty) {
    let rows = [BEFORE.as_slice(), &PROCURED].concat();
    let connection = before(&database, "m0071_session_providers", &rows).await;
    let told = |table: &str| format!("SELECT id || ' ' || COALESCE(provider_id, '-') FROM {table}");
    let sessions = words(&connection, &told("sessions")).await;
    assert_eq!(sessions, BTreeSet::from(["e1 -", "e2 a", "e3 -", "e4 -", "e5 -", "e6 -"].map(str::to_owned)));
    Migrator::up(&connection, None).await.expect("up");
    let expected = BTreeSet::from(["e1 b", "e2 a", "e3 -", "e4 -", "e5 a", "e6 b"].map(str::to_owned));
    for table in ["efforts", "occasions", "sessions", "enrolments"] {
        assert_eq!(words(&connection, &told(table)).await, expected, "{table}");
    }
}

async fn decisions_that_are_there_are_public_as_their_minutes(Empty(database): Empty) {
    let meetings =
        "INSERT INTO council_meetings (id, version, council_id, body_id, title, title_key, status, mode, starts_at,
            meets_on, meets_in, demonstration, is_public)
        VALUES ('k1', 7, 'c', 'c', 'K', 'k', 'MINUTES_APPROVED', 'REMOTE', 0, '2026-05-28', 2026, false, true),
            ('k2', 7, 'c', 'c', 'K', 'k', 'MINUTES_APPROVED', 'REMOTE', 0, '2026-05-28', 2026, false, false),
            ('k3', 6, 'c', 'c', 'K', 'k', 'MINUTES_DRAFT', 'REMOTE', 0, '2026-05-28', 2026, false, true)";
    let items =
        "INSERT INTO agenda_items (id, version, meeting_id, council_id, body_id, kind, position, title, title_key)
        SELECT id, 1, id, 'c', 'c', 'DECISION', 1, 'A', 'a' FROM council_meetings";
    let decisions =
        "INSERT INTO council_decisions (id, version, item_id, meeting_id, council_id, text, status, decided_on)
        SELECT id, 2, id, id, 'c', 'D', 'ADOPTED', meets_on FROM council_meetings";
    let rows = [BEFORE.as_slice(), &[meetings, items, decisions]].concat();
    let connection = before(&database, "m0054_decision_rollups", &rows).await;
    Migrator::up(&connection, None).await.expect("up");
    let public = "SELECT id FROM council_decisions WHERE is_public";
    assert_eq!(words(&connection, public).await, BTreeSet::from(["k1".to_owned()]));
    let sums = "SELECT CASE WHEN is_public THEN 'public ' ELSE 'own ' END || CAST(SUM(n) AS text)
        FROM rollup_council_decisions GROUP BY is_public HAVING SUM(n) <> 0";
    assert_eq!(words(&connection, sums).await, BTreeSet::from(["own 2".to_owned(), "public 1".to_owned()]));
    // From here on the triggers note what happens.
    let marked = "UPDATE council_decisions SET is_public = true WHERE id = 'k3'";
    connection.execute_unprepared(marked).await.expect("marked");
    assert_eq!(words(&connection, sums).await, BTreeSet::from(["own 1".to_owned(), "public 2".to_owned()]));
}

async fn both_databases_have_the_same_columns() {
    let mut columns = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let database = Database::furnished(engine, Furnishing::Tables).await.expect("a database");
        let connection = database.connect().await.expect("the database answers");
        columns.push(nullable_columns(&connection).await);
        connection.close().await.expect("it closes");
        database.remove().await.expect("it is removed");
    }
    assert!(columns[0].len() > 100, "only {} columns were found", columns[0].len());
    assert_eq!(columns[0], columns[1]);
}

/// Tables, columns, constraints, indexes, triggers and what they do, in words; not the migrator's own table, which stays.
async fn structure(connection: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
             WHERE tbl_name <> 'seaql_migrations' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
        _ => {
            "SELECT 'column ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                 || coalesce(collation_name, '') FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'
             UNION ALL SELECT 'index ' || indexdef FROM pg_indexes
             WHERE schemaname = 'public' AND tablename <> 'seaql_migrations'
             UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
             WHERE connamespace = 'public'::regnamespace AND conrelid <> 'seaql_migrations'::regclass
             UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
             UNION ALL SELECT 'function ' || proname || ' ' || prosrc FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace"
        }
    };
    // PostgreSQL knows no seaql_migrations before the first step: ask for it, as the migrator would.
    Migrator::install(connection).await.expect("the migrator's table");
    words(connection, sql).await
}

/// `table.column` with whether it may be null. A primary key never is, whatever SQLite says of it. SQLite's full text has
/// tables of its own, where PostgreSQL has indexes.
async fn nullable_columns(connection: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match connection.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN '' ELSE '?' END
             FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name <> 'seaql_migrations' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                 AND t.name NOT LIKE '%\\_found%' ESCAPE '\\'"
        }
        _ => {
            "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
        }
    };
    words(connection, sql).await
}

/// The first column of every row.
async fn words(connection: &DatabaseConnection, sql: &str) -> BTreeSet<String> {
    let statement = sea_orm::Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.expect("the catalogue answers");
    rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("text")).collect()
}
