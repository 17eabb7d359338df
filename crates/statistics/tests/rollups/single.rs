//! What one change notes in the ledgers: where the latest outcome stands in question, and where nothing does.

use crate::world::{Draw, Engine, World, id};

/// Two people's participations in two projects, two enrolments of each, and one of nobody's participation.
pub async fn two_people(world: &World) {
    for n in 1..=2_u64 {
        world
            .run(&format!(
                "INSERT INTO participations (id, version, participant_id, project_id, organisation_id, council_id, status, starts_on, \
                 sex, age_at_entry, employment_situation, in_education, disability, minority, is_complete, record_key, demonstration) \
                 VALUES ('{}', 1, '{}', '{}', '{}', '{}', 'ACTIVE', '2021-02-0{n}', 'FEMALE', 3{n}, 'EMPLOYED', false, 'NOT_ASKED', \
                 'NOT_ASKED', true, 77{n}, true)",
                id("d", n),
                id("p", n),
                id("pr", n),
                id("rg", n),
                id("c", n)
            ))
            .await;
    }
    for (n, participation) in [(1, Some(1)), (2, Some(1)), (3, Some(2)), (4, Some(2)), (5, None)] {
        let participation = participation.map_or("NULL".to_owned(), |of| format!("'{}'", id("d", of)));
        world
            .run(&format!(
                "INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, project_id, participant_id, \
                 participation_id, status, source, applied_on, minutes, record_key, demonstration) VALUES ('{}', 1, '{}', '{}', '{}', \
                 '{}', '{}', '{}', {participation}, 'STARTED', 'APPLICATION', '2021-03-01', 90, 88{n}, true)",
                id("n", n),
                id("cc", n),
                id("e", 1),
                id("h", 1),
                id("c", 1),
                id("pr", 1),
                id("p", n.div_ceil(2)),
            ))
            .await;
    }
    world.rollups.fold().await.expect("it folds");
}

/// An outcome's number, enrolment, participation, kind and day, as a row.
pub fn row(n: u64, enrolment: Option<u64>, participation: Option<u64>, kind: &str, day: &str) -> String {
    let text = |kind: &str, of: Option<u64>| of.map_or("NULL".to_owned(), |of| format!("'{}'", id(kind, of)));
    format!(
        "('{}', 1, {}, {}, '{}', '{kind}', 'RECORDED', 'HUB', '{day}', 0)",
        id("t", n),
        text("n", enrolment),
        text("d", participation),
        id("p", 1)
    )
}

pub fn recorded(rows: &[String]) -> String {
    format!(
        "INSERT INTO outcomes (id, version, enrolment_id, participation_id, participant_id, kind, status, source, observed_on, \
         recorded_at) VALUES {}",
        rows.join(", ")
    )
}

/// Rows in the ledgers of participations, enrolments and outcomes, which are then folded away.
async fn noted(world: &World) -> [i64; 3] {
    let mut rows = [0; 3];
    for (rows, ledger) in rows.iter_mut().zip(["participations", "enrolments", "outcomes"]) {
        *rows = world.number(&format!("SELECT COUNT(*) FROM rollup_{ledger}")).await;
    }
    world.assert_equal("noted").await;
    world.rollups.fold().await.expect("it folds");
    rows
}

pub async fn what_is_not_counted_is_not_noted(world: World) {
    two_people(&world).await;
    world.run(&recorded(&[row(1, Some(1), Some(1), "NEW_JOB", "2022-01-01")])).await;
    world.rollups.fold().await.expect("it folds");
    for (table, kind) in [("participations", "d"), ("enrolments", "n"), ("outcomes", "t")] {
        for which in [format!("id = '{}'", id(kind, 1)), "version > 0".to_owned(), "version < 0".to_owned()] {
            world.run(&format!("UPDATE {table} SET version = version + 1, status_reason = 'R' WHERE {which}")).await;
            assert_eq!(noted(&world).await, [0, 0, 0], "{table} {which}");
        }
    }
    // An older outcome is one more, and nobody's latest; what is superseded is none.
    world.run(&recorded(&[row(2, Some(1), Some(1), "QUALIFICATION", "2021-06-01")])).await;
    assert_eq!(noted(&world).await, [0, 0, 1]);
    world.run(&format!("UPDATE outcomes SET status = 'SUPERSEDED' WHERE id = '{}'", id("t", 2))).await;
    assert_eq!(noted(&world).await, [0, 0, 1]);
    world.run(&format!("UPDATE outcomes SET kind = 'NO_CHANGE' WHERE id = '{}'", id("t", 2))).await;
    assert_eq!(noted(&world).await, [0, 0, 0]);
    // The same result on another day is the same latest.
    world.run(&recorded(&[row(3, Some(1), Some(1), "NEW_JOB", "2022-02-02")])).await;
    assert_eq!(noted(&world).await, [0, 0, 1]);
    world.run(&format!("UPDATE outcomes SET kind = 'IN_EDUCATION' WHERE id = '{}'", id("t", 3))).await;
    assert_eq!(noted(&world).await, [2, 2, 2]);
    world.run(&format!("UPDATE enrolments SET status = 'COMPLETED' WHERE id = '{}'", id("n", 1))).await;
    assert_eq!(noted(&world).await, [0, 2, 0]);
    world.run(&format!("UPDATE participations SET status = 'EXITED' WHERE id = '{}'", id("d", 1))).await;
    assert_eq!(noted(&world).await, [2, 0, 0]);
}

pub async fn several_outcomes_of_one_participation_change_at_once(world: World) {
    two_people(&world).await;
    let days = ["2021-05-01", "2021-06-01", "2021-06-01", "2021-07-01", "2021-08-01", "2021-08-01"];
    let kinds = ["NEW_JOB", "QUALIFICATION", "IN_EDUCATION", "JOB_SEARCHING", "IN_EMPLOYMENT", "NO_CHANGE"];
    let of = [(1, Some(1)), (2, Some(1)), (1, Some(1)), (1, None), (3, Some(1)), (3, Some(2))];
    let rows: Vec<String> = (0..6).map(|n| row(n as u64 + 1, Some(of[n].0), of[n].1, kinds[n], days[n])).collect();
    world.run(&recorded(&rows)).await;
    world.assert_equal("recorded").await;
    let mut draw = Draw::of(112);
    for nth in 0..60 {
        let set = match draw.below(4) {
            0 => "status = CASE status WHEN 'RECORDED' THEN 'SUPERSEDED' ELSE 'RECORDED' END".to_owned(),
            1 => format!("kind = '{}'", draw.one(&kinds)),
            2 => format!("observed_on = '{}'", draw.one(&days)),
            _ => format!("kind = '{}', observed_on = '{}'", draw.one(&kinds), draw.one(&days)),
        };
        let from = draw.below(6) + 1;
        let to = id("t", from + draw.below(4));
        world.run(&format!("UPDATE outcomes SET {set} WHERE id BETWEEN '{}' AND '{to}'", id("t", from))).await;
        world.assert_equal(&format!("{nth}: {set} from {from} to {to}")).await;
    }
    world.run(&format!("DELETE FROM outcomes WHERE id > '{}'", id("t", 1))).await;
    world.assert_equal("all but one deleted").await;
    world.run("DELETE FROM outcomes").await;
    world.assert_equal("all deleted").await;
}

pub async fn an_outcome_moves_to_another_enrolment(world: World) {
    two_people(&world).await;
    let rows = [
        row(1, Some(1), Some(1), "NEW_JOB", "2022-01-01"),
        row(2, Some(2), Some(1), "QUALIFICATION", "2021-06-01"),
        row(3, Some(3), Some(2), "IN_EDUCATION", "2021-09-01"),
    ];
    world.run(&recorded(&rows)).await;
    // Of the same person, of another, with her participation or without, of no participation's, of none; alone or all at once.
    for (enrolment, participation) in [
        (Some(2), Some(1)),
        (Some(3), Some(1)),
        (Some(3), Some(2)),
        (Some(5), None),
        (Some(5), Some(2)),
        (None, Some(1)),
    ] {
        for which in [format!("id = '{}'", id("t", 1)), "version > 0".to_owned()] {
            let text = |kind: &str, of: Option<u64>| of.map_or("NULL".to_owned(), |of| format!("'{}'", id(kind, of)));
            let (to, of) = (text("n", enrolment), text("d", participation));
            world.run(&format!("UPDATE outcomes SET enrolment_id = {to}, participation_id = {of} WHERE {which}")).await;
            world.assert_equal(&format!("{which} moved to {to} of {of}")).await;
        }
    }
    for (enrolment, participation) in [(1, 2), (5, 1), (3, 1)] {
        world
            .run(&format!(
                "UPDATE enrolments SET participation_id = '{}' WHERE id = '{}'",
                id("d", participation),
                id("n", enrolment)
            ))
            .await;
        world.assert_equal("an enrolment moved").await;
    }
    world.run("UPDATE enrolments SET participation_id = NULL").await;
    world.assert_equal("all enrolments moved").await;
}

pub async fn results_are_cleared(world: World) {
    two_people(&world).await;
    let rows = [
        row(1, Some(1), Some(1), "NEW_JOB", "2021-05-01"),
        row(2, None, Some(1), "QUALIFICATION", "2021-06-01"),
        row(3, Some(3), Some(2), "IN_EDUCATION", "2021-07-01"),
    ];
    world.run(&recorded(&rows)).await;
    let no_latest = match world.engine() {
        Engine::Sqlite => "SELECT COALESCE(SUM(n), 0) FROM rollup_participations WHERE outcome IS NULL",
        Engine::Postgres => {
            "SELECT CAST(COALESCE(SUM(n), 0) AS bigint) FROM rollup_participations WHERE outcome IS NULL"
        }
    };
    assert_eq!(world.number(no_latest).await, -2, "both had none");
    for (nth, day) in ["'2021-05-15'", "'2021-06-01'", "'2021-09-01'", "NULL", "'2021-09-01'"].iter().enumerate() {
        for which in [format!("id = '{}'", id("d", 1)), "version > 0".to_owned()] {
            world
                .run(&format!("UPDATE participations SET status = 'ACTIVE', results_cleared_on = {day} WHERE {which}"))
                .await;
            world.assert_equal(&format!("cleared on {day}, {which}")).await;
        }
        // What was observed before that day is of the enrolment only.
        let nth = 10 + nth as u64;
        world.run(&recorded(&[row(nth, Some(1), Some(1), "IN_EMPLOYMENT", "2021-05-31")])).await;
        world.assert_equal("an old one recorded").await;
        world
            .run(&format!("UPDATE outcomes SET observed_on = '2021-10-0{}' WHERE id = '{}'", nth % 9 + 1, id("t", nth)))
            .await;
        world.assert_equal("it was a later day").await;
        world.run(&format!("UPDATE participations SET status = 'EXITED' WHERE id = '{}'", id("d", 1))).await;
        world.assert_equal("ended").await;
        world.run(&format!("DELETE FROM outcomes WHERE id = '{}'", id("t", nth))).await;
        world.assert_equal("it was none").await;
    }
}
