//! Anything that may happen to the records.

use std::sync::atomic::{AtomicU64, Ordering};

use migrations::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;

use crate::{
    needs, open, plans,
    world::{COUNCILS, Draw, EFFORTS, Engine, HUBS, OCCASIONS, ORGANISATIONS, PEOPLE, PROJECTS, World, id},
};

const SEXES: [&str; 4] = ["FEMALE", "MALE", "NON_BINARY", "UNKNOWN"];
const SITUATIONS: [&str; 3] = ["EMPLOYED", "UNEMPLOYED", "UNDER_NOTICE"];
const STATES: [&str; 4] = ["REGISTERED", "ACTIVE", "EXITED", "FOLLOWED_UP"];
const ENROLMENT_STATES: [&str; 5] = ["APPLIED", "CONFIRMED", "STARTED", "COMPLETED", "DROPPED_OUT"];
const KINDS: [&str; 10] = [
    "STRENGTHENED_IN_INDUSTRY",
    "PREPARED_OTHER_COMPANY",
    "PREPARED_OTHER_INDUSTRY",
    "QUALIFICATION",
    "IN_EDUCATION",
    "IN_EMPLOYMENT",
    "NEW_JOB",
    "JOB_SEARCHING",
    "IMPROVED_SITUATION",
    "NO_CHANGE",
];
const SNI: [&str; 3] = ["29102", "62010", "41200"];
const SSYK: [&str; 3] = ["2512", "7113", "3111"];
const PLACES: [&str; 3] = ["1480", "1401", "1980"];
const LEVELS: [&str; 3] = ["336", "537", "206"];

static NEXT: AtomicU64 = AtomicU64::new(1);

fn fresh(kind: &str) -> String {
    id(kind, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// One change, as a statement. It may change nothing, and it may be refused.
pub fn change(draw: &mut Draw) -> String {
    match draw.below(20) {
        0..4 => participation(draw),
        4..7 => participation_changes(draw),
        7..11 => enrolment(draw),
        11..14 => enrolment_changes(draw),
        14..17 => outcomes(draw),
        17..19 => outcome_changes(draw),
        _ => disappears(draw),
    }
}

fn participation(draw: &mut Draw) -> String {
    let row = |draw: &mut Draw| {
        let age = if draw.below(5) == 0 { "NULL".to_owned() } else { (draw.below(60) + 15).to_string() };
        format!(
            "('{}', 1, '{}', '{}', {}, {}, '{}', {}, '{}', {age}, '{}', false, {}, {}, {}, {}, 'NOT_ASKED', 'NOT_ASKED', {}, {}, true)",
            fresh("d"),
            draw.id("p", PEOPLE),
            draw.id("pr", PROJECTS),
            draw.id_or_none("rg", ORGANISATIONS),
            draw.id_or_none("c", COUNCILS),
            draw.one(&STATES),
            draw.day(),
            draw.one(&SEXES),
            draw.one(&SITUATIONS),
            draw.text(&PLACES),
            draw.text(&SNI),
            draw.text(&SSYK),
            draw.text(&LEVELS),
            draw.below(2) == 0,
            draw.below(1 << 60),
        )
    };
    let rows: Vec<String> = (0..=draw.below(2)).map(|_| row(draw)).collect();
    format!(
        "INSERT INTO participations (id, version, participant_id, project_id, organisation_id, council_id, status, starts_on, sex, \
         age_at_entry, employment_situation, in_education, municipality_code, sni_code, ssyk_code, sun_level_code, disability, \
         minority, is_complete, record_key, demonstration) VALUES {}",
        rows.join(", ")
    )
}

/// Some records: one, a few, or many in one statement.
fn some(draw: &mut Draw, table: &str) -> String {
    match draw.below(8) {
        0 => format!("organisation_id = '{}'", draw.id("rg", ORGANISATIONS)),
        1 => format!("participant_id = '{}'", draw.id("p", PEOPLE)),
        n => {
            let (limit, day) = (if n < 7 { 1 } else { 3 }, draw.below(1 << 16));
            format!(
                "id IN (SELECT id FROM {table} ORDER BY (version + {day}) % 7, substr(id, {}, 3), id LIMIT {limit})",
                20 + draw.below(5)
            )
        }
    }
}

fn participation_changes(draw: &mut Draw) -> String {
    let set = match draw.below(9) {
        0 => format!("status = '{}'", draw.one(&STATES)),
        1 => format!("sex = '{}', employment_situation = '{}'", draw.one(&SEXES), draw.one(&SITUATIONS)),
        2 => format!("age_at_entry = {}", draw.below(70) + 10),
        3 => format!("organisation_id = {}", draw.id_or_none("rg", ORGANISATIONS)),
        4 => format!("results_cleared_on = {}", draw.day()),
        5 => format!("municipality_code = {}, sni_code = {}", draw.text(&PLACES), draw.text(&SNI)),
        6 => format!("is_complete = {}, sun_level_code = {}", draw.below(2) == 0, draw.text(&LEVELS)),
        7 => format!("starts_on = {}", draw.day()),
        _ => "status_reason = 'nothing that is counted'".to_owned(),
    };
    format!("UPDATE participations SET version = version + 1, {set} WHERE {}", some(draw, "participations"))
}

fn enrolment(draw: &mut Draw) -> String {
    let row = |draw: &mut Draw| {
        let person = draw.id("p", PEOPLE);
        let project = draw.id("pr", PROJECTS);
        let participation = match draw.below(5) {
            0 => "NULL".to_owned(),
            _ => format!(
                "(SELECT id FROM participations WHERE participant_id = '{person}' AND project_id = '{project}')"
            ),
        };
        format!(
            "('{}', 1, '{}', '{}', '{}', '{}', '{project}', {}, '{person}', {participation}, {}, '{}', '{}', {}, {}, {}, true)",
            fresh("n"),
            draw.id("cc", OCCASIONS),
            draw.id("e", EFFORTS),
            draw.id("h", HUBS),
            draw.id("c", COUNCILS),
            draw.id_or_none("rg", ORGANISATIONS),
            draw.id_or_none("rg", ORGANISATIONS),
            draw.one(&ENROLMENT_STATES),
            draw.one(&["NOMINATION", "APPLICATION"]),
            draw.day(),
            draw.below(900),
            draw.below(1 << 60),
        )
    };
    let rows: Vec<String> = (0..=draw.below(3)).map(|_| row(draw)).collect();
    format!(
        "INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, project_id, provider_id, participant_id, \
         participation_id, organisation_id, status, source, applied_on, minutes, record_key, demonstration) VALUES {}",
        rows.join(", ")
    )
}

fn enrolment_changes(draw: &mut Draw) -> String {
    let set = match draw.below(6) {
        0 | 1 => format!("status = '{}'", draw.one(&ENROLMENT_STATES)),
        2 => format!("started_on = {}, minutes = minutes + {}", draw.day(), draw.below(300)),
        3 => format!("ended_on = {}", draw.day()),
        4 => format!("organisation_id = {}", draw.id_or_none("rg", ORGANISATIONS)),
        _ => {
            "participation_id = (SELECT p.id FROM participations p WHERE p.participant_id = enrolments.participant_id \
              ORDER BY p.id LIMIT 1)"
                .to_owned()
        }
    };
    format!("UPDATE enrolments SET version = version + 1, {set} WHERE {}", some(draw, "enrolments"))
}

/// One or two at once, of the same person: of an enrolment, of a participation, or of both.
fn outcomes(draw: &mut Draw) -> String {
    let person = draw.id("p", PEOPLE);
    let project = draw.id("pr", PROJECTS);
    let (of_enrolment, of_participation) = draw.one(&[(true, false), (false, true), (true, true)]);
    let enrolment = match of_enrolment {
        true => format!("(SELECT MAX(id) FROM enrolments WHERE participant_id = '{person}')"),
        false => "NULL".to_owned(),
    };
    let participation = match of_participation {
        true => {
            format!("(SELECT id FROM participations WHERE participant_id = '{person}' AND project_id = '{project}')")
        }
        false => "NULL".to_owned(),
    };
    let mut row = || {
        format!(
            "('{}', 1, {enrolment}, {participation}, '{}', '{}', {}, '{project}', '{person}', {}, '{}', '{}', 'HUB', {}, 0)",
            fresh("t"),
            draw.id("e", EFFORTS),
            draw.id("h", HUBS),
            draw.id_or_none("c", COUNCILS),
            draw.id_or_none("rg", ORGANISATIONS),
            draw.one(&KINDS),
            draw.one(&["RECORDED", "RECORDED", "RECORDED", "SUPERSEDED"]),
            draw.day(),
        )
    };
    let rows = [row(), row()];
    let rows = if draw.below(2) == 0 { &rows[..] } else { &rows[..1] };
    format!(
        "INSERT INTO outcomes (id, version, enrolment_id, participation_id, effort_id, hub_id, council_id, project_id, \
         participant_id, organisation_id, kind, status, source, observed_on, recorded_at) VALUES {}",
        rows.join(", ")
    )
}

fn outcome_changes(draw: &mut Draw) -> String {
    let set = match draw.below(4) {
        0 => "status = 'SUPERSEDED'".to_owned(),
        1 => format!("kind = '{}', status = 'RECORDED'", draw.one(&KINDS)),
        2 => format!("observed_on = {}", draw.day()),
        // It was noted of the wrong one.
        _ => "participation_id = (SELECT MIN(p.id) FROM participations p WHERE p.participant_id = outcomes.participant_id)"
            .to_owned(),
    };
    format!("UPDATE outcomes SET version = version + 1, {set} WHERE {}", some(draw, "outcomes"))
}

fn disappears(draw: &mut Draw) -> String {
    let table = draw.one(&["outcomes", "outcomes", "enrolments", "participations"]);
    let one = some(draw, table);
    match table {
        "outcomes" => format!("DELETE FROM outcomes WHERE {one}"),
        "enrolments" => format!(
            "DELETE FROM enrolments WHERE {one} AND id NOT IN (SELECT enrolment_id FROM outcomes WHERE enrolment_id IS NOT NULL)"
        ),
        _ => format!(
            "DELETE FROM participations WHERE {one} AND id NOT IN \
             (SELECT participation_id FROM outcomes WHERE participation_id IS NOT NULL) \
             AND id NOT IN (SELECT participation_id FROM enrolments WHERE participation_id IS NOT NULL)"
        ),
    }
}

/// So many changes that were not refused, folding now and then.
pub async fn happen(world: &World, seed: u64, wanted: usize) {
    let (mut draw, mut plans) = (Draw::of(seed), Draw::of(seed + 1_000));
    let (mut needs, mut bought) = (Draw::of(seed + 2_000), Draw::of(seed + 3_000));
    let mut happened = 0;
    while happened < wanted {
        happened += usize::from(world.attempt(&change(&mut draw)).await.is_ok());
        if plans.below(8) == 0 {
            // One that is there already is refused.
            drop(world.attempt(&plans::change(&mut plans)).await);
        }
        if needs.below(4) == 0 {
            drop(world.attempt(&needs::change(&mut needs)).await);
        }
        if bought.below(8) == 0 {
            drop(world.attempt(&open::change(&mut bought)).await);
        }
        if draw.below(200) == 0 {
            world.rollups.fold().await.expect("it folds");
        }
    }
}

/// So many changes that were not refused, under the steps there are: what folds is of the last one.
async fn happen_unfolded(world: &World, seed: u64, wanted: usize) {
    let mut draw = Draw::of(seed);
    let mut happened = 0;
    while happened < wanted {
        happened += usize::from(world.attempt(&change(&mut draw)).await.is_ok());
    }
}

pub async fn rollups_equal_the_records_after_a_random_history(world: World) {
    assert!(world.rollups.is_live().await.expect("a state"), "an empty database has live rollups");
    for part in 1..=4 {
        happen(&world, part, 750).await;
        world.assert_equal("in the middle").await;
    }
    let records = "SELECT (SELECT COUNT(*) FROM participations) + (SELECT COUNT(*) FROM enrolments) \
                   + (SELECT COUNT(*) FROM outcomes)";
    let records = world.number(records).await;
    assert!(records > 700, "only {records} records");
    let noted = "SELECT (SELECT COUNT(*) FROM rollup_participations) + (SELECT COUNT(*) FROM rollup_enrolments) \
                 + (SELECT COUNT(*) FROM rollup_outcomes)";
    assert!(world.number(noted).await > 0, "the last changes are not folded yet");
    world.rollups.fold().await.expect("it folds");
    assert_eq!(world.number(noted).await, 0);
    world.assert_equal("folded").await;
    let kept = world.number("SELECT CAST(SUM(n) AS bigint) FROM rollup_enrolments_situation").await;
    assert_eq!(kept, world.number("SELECT COUNT(*) FROM enrolments").await);
    world.rollups.rebuild().await.expect("it rebuilds");
    world.assert_equal("rebuilt").await;
}

pub async fn many_writers_at_once_lose_nothing(world: World) {
    happen(&world, 11, 300).await;
    let writers: Vec<_> = (0..4_u64)
        .map(|writer| {
            let url = world.url.clone();
            let sqlite = world.engine() == Engine::Sqlite;
            tokio::spawn(async move { writes(&url, sqlite, 20 + writer).await })
        })
        .collect();
    let mut committed = 0;
    for _ in 0..20 {
        world.rollups.fold().await.expect("it folds");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    for writer in writers {
        committed += writer.await.expect("it ends");
    }
    assert!(committed > 100, "only {committed} transactions");
    world.assert_equal("written by four").await;
}

/// Transactions of a few changes each; some are undone. Answers how many were committed.
async fn writes(url: &str, sqlite: bool, seed: u64) -> usize {
    let connection = crate::world::connection(url).await;
    let mut draw = Draw::of(seed);
    let mut committed = 0;
    for _ in 0..100 {
        let begin = if sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        connection.execute_unprepared(begin).await.expect("it begins");
        let mut well = true;
        for _ in 0..=draw.below(3) {
            // A refusal, or two that waited for each other: in PostgreSQL the transaction is lost.
            well &= connection.execute_unprepared(&change(&mut draw)).await.is_ok();
            tokio::task::yield_now().await;
        }
        let commits = (well || sqlite) && draw.below(5) > 0;
        connection.execute_unprepared(if commits { "COMMIT" } else { "ROLLBACK" }).await.expect("it ends");
        committed += usize::from(commits);
    }
    committed
}

pub async fn a_wrong_cell_is_found_and_a_rebuild_mends_it(world: World) {
    happen(&world, 31, 300).await;
    world.rollups.fold().await.expect("it folds");
    world.run("UPDATE rollup_participations_situation SET n = n + 1 WHERE sex = 'FEMALE'").await;
    world.run("UPDATE rollup_enrolments_held SET minutes = minutes + 1").await;
    world.run("DELETE FROM rollup_outcomes_effort").await;
    let differences = world.rollups.check().await.expect("it checks");
    for table in ["rollup_participations_situation", "rollup_enrolments_held", "rollup_outcomes_effort"] {
        assert!(differences.iter().any(|difference| difference.table == table), "{table}: {differences:?}");
    }
    assert!(differences.iter().all(|difference| !difference.table.ends_with("_place")), "{differences:?}");
    world.rollups.rebuild().await.expect("it rebuilds");
    world.assert_equal("rebuilt").await;
}

pub async fn while_suspended_the_records_answer(world: World) {
    happen(&world, 41, 100).await;
    world.rollups.suspend().await.expect("it stops");
    let noted = world.number("SELECT COUNT(*) FROM rollup_enrolments").await;
    happen(&world, 42, 300).await;
    assert!(world.rollups.check().await.is_err());
    assert!(world.number("SELECT COUNT(*) FROM rollup_enrolments").await <= noted, "noted while suspended");
    crate::questions::assert_answered_alike(&world, 43, 40, 0).await;
    world.rollups.rebuild().await.expect("it rebuilds");
    world.assert_equal("rebuilt").await;
    happen(&world, 44, 100).await;
    world.assert_equal("live again").await;
}

/// A step and every later one.
fn steps_from(name: &str) -> u32 {
    let later = Migrator::migrations().iter().rev().position(|step| step.name() == name);
    later.and_then(|later| u32::try_from(later + 1).ok()).expect("the step is there")
}

pub async fn live_rollups_stay_right_under_other_triggers(world: World) {
    // The steps that replaced what the triggers do, over what the triggers before them noted.
    for (seed, step) in [(121, "m0018_rollup_own"), (122, "m0013_rollup_single")] {
        for table in ["outcomes", "enrolments", "participations"] {
            world.run(&format!("DELETE FROM {table}")).await;
        }
        let connection = world.db.connection();
        Migrator::down(connection, Some(steps_from(step))).await.expect("it comes down");
        assert!(world.rollups.is_live().await.expect("a state"), "over no records");
        happen_unfolded(&world, seed, 300).await;
        Migrator::up(connection, None).await.expect("it goes up");
        assert!(world.rollups.is_live().await.expect("a state"));
        world.assert_equal("triggers replaced").await;
        happen(&world, seed + 10, 200).await;
        world.rollups.fold().await.expect("it folds");
        world.assert_equal("and changed").await;
    }
}

/// The lists of enumerations go from tables with records, under live rollups; then a value that no list had is stored and counted.
pub async fn a_new_value_of_an_enumeration_needs_no_step(world: World) {
    const STATUS: &str = "UPDATE enrolments SET status = 'ON_LEAVE' WHERE id = (SELECT MIN(id) FROM enrolments)";
    for table in ["outcomes", "enrolments", "participations"] {
        world.run(&format!("DELETE FROM {table}")).await;
    }
    let connection = world.db.connection();
    Migrator::down(connection, Some(steps_from("m0020_enumerations"))).await.expect("it comes down");
    happen_unfolded(&world, 131, 300).await;
    assert!(world.attempt(STATUS).await.is_err(), "the list holds");
    // Read once, so that this connection knows the table as it was.
    let records = world.number("SELECT COUNT(*) FROM enrolments").await;
    let other = crate::world::connection(&world.url).await;
    other.execute_unprepared("SELECT status FROM enrolments").await.expect("an answer");

    Migrator::up(connection, None).await.expect("it goes up");
    world.run(STATUS).await;
    other.execute_unprepared(STATUS).await.expect("known to others, too");
    assert_eq!(world.number("SELECT COUNT(*) FROM enrolments").await, records);
    assert_eq!(world.number("SELECT COUNT(*) FROM enrolments WHERE status = 'ON_LEAVE'").await, 1);
    world.assert_equal("with a value of its own").await;
    world.rollups.fold().await.expect("it folds");
    assert_eq!(
        world.number("SELECT CAST(SUM(n) AS bigint) FROM rollup_enrolments_held WHERE status = 'ON_LEAVE'").await,
        1
    );
    // What is no enumeration's list is kept.
    assert!(world.attempt("UPDATE enrolments SET minutes = -1").await.is_err());
    assert!(world.attempt("UPDATE enrolments SET occasion_id = 'nowhere'").await.is_err());
    happen(&world, 132, 200).await;
    world.assert_equal("and changed").await;
}
