//! Two who change what belongs together at the same time: the later one waits, and then sees what the other left.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use crate::{
    single::{recorded, row, two_people},
    world::{Engine, World, connection, id},
};

/// Everything that may meet, over the two people's records; `n` tells their outcomes apart. Each time it is another value.
fn changes(n: u64) -> Vec<String> {
    let (d, e, t) = (id("d", 1), id("n", 1), id("t", 1));
    let turned = |column: &str, one: &str, other: &str| {
        format!("{column} = CASE {column} WHEN '{one}' THEN '{other}' ELSE '{one}' END")
    };
    let (sex, state) = (turned("sex", "FEMALE", "MALE"), turned("status", "ACTIVE", "EXITED"));
    let status = turned("status", "STARTED", "COMPLETED");
    let moved = turned("participation_id", &d, &id("d", 2));
    let kind = ["NEW_JOB", "QUALIFICATION", "IN_EDUCATION"][n as usize % 3];
    let day = format!("2022-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
    vec![
        format!("UPDATE participations SET {sex} WHERE id = '{d}'"),
        format!("UPDATE participations SET {sex}, age_at_entry = {}", n % 50 + 16),
        format!("UPDATE participations SET results_cleared_on = '{day}' WHERE id = '{d}'"),
        format!("UPDATE participations SET {state} WHERE id = '{d}'"),
        format!("UPDATE enrolments SET {status} WHERE id = '{e}'"),
        format!("UPDATE enrolments SET {status}, minutes = minutes + 1"),
        format!("UPDATE enrolments SET {moved} WHERE id = '{e}'"),
        recorded(&[row(n, Some(1), Some(1), kind, &day)]),
        recorded(&[row(n, Some(1), None, kind, &day)]),
        recorded(&[row(n, None, Some(1), kind, &day)]),
        recorded(&[row(n, Some(2), Some(1), kind, &day), row(n + 1, Some(3), Some(2), "NO_CHANGE", &day)]),
        format!("UPDATE outcomes SET kind = '{kind}', observed_on = '{day}' WHERE id = '{t}'"),
        format!("UPDATE outcomes SET {}", turned("status", "RECORDED", "SUPERSEDED")),
        format!("UPDATE outcomes SET enrolment_id = '{}' WHERE id = '{t}'", id("n", n % 3 + 1)),
    ]
}

pub async fn each_meets_each(world: World) {
    two_people(&world).await;
    world.run(&recorded(&[row(1, Some(1), Some(1), "NEW_JOB", "2022-01-01")])).await;
    let begin = if world.engine() == Engine::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
    let first = connection(&world.url).await;
    let mut n = 100;
    for earlier in 0..changes(0).len() {
        for later in 0..changes(0).len() {
            n += 10;
            let (one, other) = (&changes(n)[earlier], changes(n + 5)[later].clone());
            first.execute_unprepared(begin).await.expect("it begins");
            first.execute_unprepared(one).await.unwrap_or_else(|error| panic!("{error}: {one}"));
            let second = connection(&world.url).await;
            let statement = other.clone();
            let waiting = tokio::spawn(async move {
                second.execute_unprepared(begin).await?;
                second.execute_unprepared(&statement).await?;
                second.execute_unprepared("COMMIT").await
            });
            tokio::time::sleep(Duration::from_millis(15)).await;
            first.execute_unprepared("COMMIT").await.expect("it commits");
            let waited = waiting.await.expect("it ends");
            waited.unwrap_or_else(|error| panic!("{error}: {other} after {one}"));
            world.assert_equal(&format!("{other} after {one}")).await;
        }
        world.rollups.fold().await.expect("it folds");
    }
}

/// Whoever changes an enrolment comes to its participation afterwards, whatever is recorded of both meanwhile.
pub async fn none_waits_for_another_in_a_circle(world: World) {
    two_people(&world).await;
    let writers: Vec<_> = (0..4_u64)
        .map(|writer| {
            let url = world.url.clone();
            tokio::spawn(async move {
                let connection = connection(&url).await;
                for nth in 0..150 {
                    let n = 1000 * (writer + 1) + nth;
                    let all = changes(n);
                    let change = match writer {
                        0 => &all[4],
                        1 => &all[7],
                        2 => &all[9],
                        _ => &all[n as usize % 2 * 3],
                    };
                    connection.execute_unprepared(change).await.unwrap_or_else(|error| panic!("{error}: {change}"));
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("none is refused");
    }
    world.assert_equal("written by four").await;
}
