//! Invented records, made by the database itself. Their numbers of projects, organisations and codes are the same whatever the
//! size, so that a larger database has more records behind each figure.

use crate::place::Place;

/// How many there are of each.
pub const PROJECTS: u64 = 20;
pub const HUBS: u64 = 10;
pub const COUNCILS: u64 = 8;
pub const ORGANISATIONS: u64 = 400;
pub const EFFORTS: u64 = 300;

/// An id from a number that SQL reckons.
pub fn id(place: &Place, kind: &str, number: &str) -> String {
    let width = 26 - kind.len();
    match place.is_postgres() {
        true => format!("'{kind}' || lpad(({number})::text, {width}, '0')"),
        false => format!("'{kind}' || printf('%0{width}d', {number})"),
    }
}

/// An id as stored.
pub fn stored(kind: &str, number: u64) -> String {
    format!("{kind}{number:0width$}", width = 26 - kind.len())
}

/// Numbers 1 to `end` as `s.i`.
pub fn series(place: &Place, end: u64) -> String {
    match place.is_postgres() {
        true => format!("generate_series(CAST(1 AS bigint), {end}) AS s(i)"),
        false => format!(
            "(WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < {end}) SELECT i FROM t) AS s"
        ),
    }
}

/// A number below `end` that looks drawn, and does not depend on others drawn from `i`.
pub fn drawn(i: &str, salt: u64, end: u64) -> String {
    format!("((({i} % 1000003) * {} + {} + {i} / 1000003) % 1000033 % {end})", 7919 + salt * 104, salt * 613)
}

/// The project that something drawn by `salt` belongs to; its council and hub, and those organisations whose people it reaches,
/// follow from it.
fn project(i: &str, salt: u64) -> String {
    drawn(i, salt, PROJECTS)
}

/// One of a project's forty organisations.
fn organisation(project: &str, i: &str, salt: u64) -> String {
    format!("(({project} * 20 + {}) % {ORGANISATIONS} + 1)", drawn(i, salt, 40))
}

/// One of `values`, drawn.
pub fn one(i: &str, salt: u64, values: &[&str]) -> String {
    let cases: String = values.iter().enumerate().map(|(n, value)| format!(" WHEN {n} THEN '{value}'")).collect();
    format!("CASE {}{cases} END", drawn(i, salt, values.len() as u64))
}

/// A day from 2021 to 2025.
pub fn day(place: &Place, i: &str, salt: u64) -> String {
    let days = drawn(i, salt, 1800);
    match place.is_postgres() {
        true => format!("DATE '2021-01-01' + CAST({days} AS integer)"),
        false => format!("date('2021-01-01', '+' || {days} || ' days')"),
    }
}

pub fn key(i: &str, salt: u64) -> String {
    format!("({} * 1000003 + {})", drawn(i, salt, 1_000_003), drawn(i, salt + 1, 1_000_003))
}

pub async fn fill(place: &Place, enrolments: u64) -> Result<(), String> {
    for statement in noun_statements(place) {
        place.run(&statement).await?;
    }
    let people = enrolments * 10 / 23;
    if !place.is_postgres() {
        return fill_on_sqlite(place, people, enrolments).await;
    }
    // Loading as one restores a backup: references are known to hold, and indexes come last.
    let indexes = "SELECT COALESCE(string_agg(indexdef, ';;'), '') FROM pg_indexes i WHERE schemaname = 'public' AND tablename IN \
                   ('participations', 'enrolments', 'outcomes') AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)";
    let indexes = place.text(indexes).await?;
    let names = "SELECT COALESCE(string_agg(indexname, ', '), '') FROM pg_indexes i WHERE schemaname = 'public' AND tablename IN \
                 ('participations', 'enrolments', 'outcomes') AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)";
    let names = place.text(names).await?;
    place.run(&format!("DROP INDEX {names}")).await?;
    for statement in record_statements(place, people, enrolments) {
        place.run(&format!("BEGIN; SET LOCAL session_replication_role = replica; {statement}; COMMIT")).await?;
    }
    for index in indexes.split(";;") {
        place.run(&format!("BEGIN; SET LOCAL maintenance_work_mem = '512MB'; {index}; COMMIT")).await?;
    }
    Ok(())
}

async fn fill_on_sqlite(place: &Place, people: u64, enrolments: u64) -> Result<(), String> {
    for statement in record_statements(place, people, enrolments) {
        place.run(&statement).await?;
    }
    Ok(())
}

fn noun_statements(place: &Place) -> Vec<String> {
    let from = |end| series(place, end);
    let (council, organisation, project) = (id(place, "c", "s.i"), id(place, "g", "s.i"), id(place, "j", "s.i"));
    let (effort, occasion) = (id(place, "e", "s.i"), id(place, "k", "s.i"));
    let any = |kind: &str, salt, end| id(place, kind, &format!("{} + 1", drawn("s.i", salt, end)));
    vec![
        format!(
            "INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at) \
             SELECT {council}, 1, 'REGIONAL', 'C', 'c', 'ACTIVE', true, 0 FROM {}",
            from(COUNCILS)
        ),
        format!(
            "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at) \
             SELECT {organisation}, 1, false, 'O', 'o', 'COMPANY', true, 0 FROM {}",
            from(ORGANISATIONS)
        ),
        format!(
            "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision, \
             money_precision, demonstration) \
             SELECT {project}, 1, 'P', 'p', 'STARTED', {}, '2021-2027', 'EXACT', 'EXACT', true FROM {}",
            any("g", 1, ORGANISATIONS),
            from(PROJECTS)
        ),
        format!(
            "INSERT INTO efforts (id, version, hub_id, council_id, project_id, title, title_key, kind, status, delivery, target_group, \
             hours, reusable, demonstration, created_at, provider_id) SELECT {effort}, 1, {}, {}, {}, 'E', 'e', 'COURSE', 'COMPLETED', 'PLACE', \
             'ALL', 8, false, true, 0, {} FROM {}",
            id(place, "h", &format!("s.i % {PROJECTS} % {HUBS} + 1")),
            id(place, "c", &format!("s.i % {PROJECTS} % {COUNCILS} + 1")),
            id(place, "j", &format!("s.i % {PROJECTS} + 1")),
            id(place, "g", "s.i % 12 + 1"),
            from(EFFORTS)
        ),
        format!(
            "INSERT INTO occasions (id, version, effort_id, hub_id, council_id, project_id, status, starts_on, ends_on, delivery, \
             capacity) SELECT {occasion}, 1, e.id, e.hub_id, e.council_id, e.project_id, 'FINISHED', '2021-01-01', '2025-12-31', \
             'PLACE', 20 FROM {} JOIN efforts e ON e.id = {}",
            from(EFFORTS * 10),
            id(place, "e", &format!("s.i % {EFFORTS} + 1"))
        ),
    ]
}

/// People, each in one project; enrolments, about two for each; outcomes, about one an enrolment.
fn record_statements(place: &Place, people: u64, enrolments: u64) -> Vec<String> {
    let from = |end| series(place, end);
    let blob = if place.is_postgres() { "'\\x00'::bytea" } else { "x'00'" };
    let person = |i: &str| id(place, "p", i);
    let of = format!("{} + 1", drawn("s.i", 17, people.max(1)));
    let of = if people > 1_000_000 { format!("(s.i * 7919 % {people} + 1)") } else { of };
    vec![
        format!(
            "INSERT INTO participants SELECT {}, 1, 'OTHER', {blob}, NULL, {blob}, false, true, 0 FROM {}",
            person("s.i"),
            from(people)
        ),
        format!(
            "INSERT INTO participations (id, version, participant_id, project_id, organisation_id, council_id, status, starts_on, sex, \
             age_at_entry, employment_situation, in_education, municipality_code, sni_code, ssyk_code, sun_level_code, disability, \
             minority, is_complete, record_key, demonstration) SELECT {}, 1, {}, {}, {}, {}, {}, {}, {}, 18 + {}, {}, false, {}, {}, \
             {}, {}, 'NOT_ASKED', 'NOT_ASKED', true, {}, true FROM {}",
            id(place, "d", "s.i"),
            person("s.i"),
            id(place, "j", &format!("{} + 1", project("s.i", 6))),
            id(place, "g", &organisation(&project("s.i", 6), "s.i", 7)),
            id(place, "c", &format!("{} % {COUNCILS} + 1", project("s.i", 6))),
            one("s.i", 8, &["ACTIVE", "EXITED", "RESULT_RECORDED", "FOLLOWED_UP"]),
            day(place, "s.i", 9),
            one("s.i", 10, &["FEMALE", "MALE", "FEMALE", "MALE", "MALE", "UNKNOWN"]),
            drawn("s.i", 11, 47),
            one("s.i", 12, &["EMPLOYED", "EMPLOYED", "UNDER_NOTICE", "FURLOUGHED", "UNEMPLOYED"]),
            one(
                "s.i",
                13,
                &["1480", "1401", "1402", "1407", "1415", "1419", "1440", "1441", "1463", "1481", "1482", "1980"]
            ),
            one("s.i", 14, &["29102", "62010", "41200", "10710", "25620", "49410", "55101", "86909", "85311", "28990"]),
            one("s.i", 15, &["2512", "7113", "3111", "5321", "8332", "9412", "2341", "7233", "1311", "4322"]),
            one("s.i", 16, &["206", "336", "537", "547"]),
            key("s.i", 20),
            from(people)
        ),
        format!(
            "INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, project_id, provider_id, participant_id, \
             participation_id, organisation_id, status, source, applied_on, started_on, minutes, record_key, demonstration) \
             SELECT {}, 1, k.id, k.effort_id, k.hub_id, k.council_id, k.project_id, e.provider_id, d.participant_id, d.id, \
             d.organisation_id, {}, {}, {}, {}, {} * 30, {}, true FROM (SELECT i, {of} AS o FROM {}) s \
             JOIN participations d ON d.id = {} JOIN occasions k ON k.id = {} JOIN efforts e ON e.id = k.effort_id \
             WHERE true ON CONFLICT (occasion_id, participant_id) DO NOTHING",
            id(place, "n", "s.i"),
            one(
                "s.i",
                23,
                &["COMPLETED", "COMPLETED", "COMPLETED", "STARTED", "CONFIRMED", "DROPPED_OUT", "WITHDRAWN"]
            ),
            one("s.i", 24, &["NOMINATION", "NOMINATION", "APPLICATION"]),
            day(place, "s.i", 25),
            day(place, "s.i", 26),
            drawn("s.i", 27, 40),
            key("s.i", 28),
            from(enrolments),
            id(place, "d", "s.o"),
            // One of the project's occasions.
            id(
                place,
                "k",
                &format!(
                    "{} + {PROJECTS} - 1 + {PROJECTS} * {}",
                    project("s.o", 6),
                    drawn("s.i", 30, EFFORTS * 10 / PROJECTS - 2)
                )
            ),
        ),
        format!(
            "INSERT INTO outcomes (id, version, enrolment_id, participation_id, effort_id, hub_id, council_id, project_id, participant_id, \
             organisation_id, kind, status, source, observed_on, recorded_at) \
             SELECT {}, 1, n.id, n.participation_id, n.effort_id, n.hub_id, n.council_id, n.project_id, n.participant_id, \
             n.organisation_id, {}, 'RECORDED', 'HUB', {}, 0 FROM {} JOIN enrolments n ON n.id = {}",
            id(place, "t", "s.i"),
            one(
                "s.i",
                31,
                &[
                    "IN_EMPLOYMENT",
                    "STRENGTHENED_IN_INDUSTRY",
                    "QUALIFICATION",
                    "NO_CHANGE",
                    "NEW_JOB",
                    "IN_EDUCATION",
                    "IMPROVED_SITUATION"
                ]
            ),
            day(place, "s.i", 32),
            from(enrolments),
            id(place, "n", "s.i"),
        ),
    ]
}
