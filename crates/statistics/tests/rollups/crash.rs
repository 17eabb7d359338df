//! Whatever breaks off in the middle leaves the rollups equal to the records.

use sea_orm::ConnectionTrait;

use crate::{
    history::{change, happen},
    world::{Draw, Engine, World, connection},
};

pub async fn what_is_not_committed_is_in_no_rollup(world: World) {
    happen(&world, 51, 300).await;
    for seed in 60..70 {
        let other = connection(&world.url).await;
        other.execute_unprepared("BEGIN").await.expect("it begins");
        let mut draw = Draw::of(seed);
        let mut changes = 0;
        while changes < 10 {
            other.execute_unprepared("SAVEPOINT s").await.expect("a savepoint");
            match other.execute_unprepared(&change(&mut draw)).await {
                Ok(_) => changes += 1,
                Err(_) => drop(other.execute_unprepared("ROLLBACK TO SAVEPOINT s").await.expect("undone")),
            }
        }
        // Nobody commits, and nobody rolls back: the connection is gone.
        drop(other);
        if world.engine() == Engine::Postgres {
            world.rollups.fold().await.expect("it folds beside the other's transaction");
        }
    }
    // The last of them may still hold what it wrote.
    for _ in 0..100 {
        if world.rollups.fold().await.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    world.assert_equal("ten connections were lost").await;
}

pub async fn a_fold_that_fails_half_way_changes_nothing(world: World) {
    happen(&world, 71, 100).await;
    world.rollups.fold().await.expect("it folds");
    let mut draw = Draw::of(72);
    let mut changed = 0;
    while changed < 200 {
        changed += usize::from(world.attempt(&change(&mut draw)).await.is_ok());
    }
    // The last cuboid refuses, when the others have taken theirs.
    let (make, remove) = match world.engine() {
        Engine::Sqlite => (
            vec![
                "CREATE TRIGGER crash BEFORE INSERT ON rollup_enrolments_held BEGIN SELECT RAISE(ABORT, 'crash'); END",
            ],
            "DROP TRIGGER crash",
        ),
        Engine::Postgres => (
            vec![
                "CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'crash'; END $$",
                "CREATE TRIGGER crash BEFORE INSERT ON rollup_enrolments_held FOR EACH ROW EXECUTE FUNCTION crash()",
            ],
            "DROP FUNCTION crash() CASCADE",
        ),
    };
    for statement in make {
        world.run(statement).await;
    }
    let noted = world.number("SELECT COUNT(*) FROM rollup_enrolments").await;
    let error = world.rollups.fold().await.expect_err("it fails");
    assert!(error.to_string().contains("crash"), "{error}");
    assert_eq!(world.number("SELECT COUNT(*) FROM rollup_enrolments").await, noted);
    world.assert_equal("after the crash").await;
    crate::questions::assert_answered_alike(&world, 73, 60, 10).await;
    world.run(remove).await;
    assert!(world.rollups.fold().await.expect("it folds") >= noted.unsigned_abs());
    world.assert_equal("after the next fold").await;
}
