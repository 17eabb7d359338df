//! What figures of others' records are of, and when they change.

use super::*;

/// Everything that is told by one dimension to a council that has no records of its own.
async fn told(world: &World) -> Vec<String> {
    let reader = as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 9)));
    let mut all = Vec::new();
    for measure in [Measure::Participants, Measure::Enrolments, Measure::Hours, Measure::Outcomes, Measure::Needs] {
        for breakdown in Breakdown::ALL {
            let question = Question { measure, by: vec![*breakdown], selection: Selection::default() };
            if let Ok(figures) = world.statistics.table(&reader, &question).await {
                all.push(format!("{measure} {breakdown} {:?} {:?}", figures.cells, figures.as_of));
            }
        }
    }
    all
}

#[tokio::test]
async fn nothing_is_told_before_it_is_published() {
    let world = World::new().await;
    world.run("DELETE FROM published_state").await;
    let figures = world.ask(&council(), Measure::Participants, &[Breakdown::Sex]).await;
    assert_eq!((figures.total, figures.cells.len(), figures.as_of), (ProtectedCount::perturbed(0), 1, None));
    let publication = Publication::new(&world.statistics.db);
    assert!(publication.renew(Added::Quarterly).await.expect("it is renewed"));
    assert!(!publication.renew(Added::Quarterly).await.expect("nothing is due"));
    assert!(is_noisy(world.ask(&council(), Measure::Participants, &[]).await.total, 43));
}

#[tokio::test]
async fn no_change_is_seen_before_the_turn_of_the_year() {
    let world = World::new().await;
    let before = told(&world).await;
    for statement in takes_part(44, SMALL, "FEMALE") {
        world.run(&statement).await;
    }
    world.run(&format!("UPDATE participations SET status = 'EXITED', sex = 'MALE' WHERE id = '{}'", id("d", 31))).await;
    world.run(&format!("DELETE FROM outcomes WHERE participant_id = '{}'", id("p", 3))).await;
    world.run(&format!("UPDATE organisations SET kind = 'MUNICIPALITY' WHERE id = '{}'", id("rg", SMALL))).await;
    Publication::new(&world.statistics.db).renew(Added::Quarterly).await.expect("nothing is due");
    assert_eq!(told(&world).await, before);
    assert_eq!(world.owned(Measure::Participants, &[]).await.total, ProtectedCount::exact(44), "the own are as now");
    world.publish().await;
    assert_ne!(told(&world).await, before);
}

#[tokio::test]
async fn a_quarter_is_added_to_tables_by_quarter_only() {
    let world = World::new().await;
    let state = Publication::new(&world.statistics.db).cutoff().await.expect("a state").expect("published");
    let (year, late) = (state.year_end.format("%Y-12-31").to_string(), state.day > state.year_end);
    let before = told(&world).await;
    // As if it were the turn of the year still; twenty have come since.
    world.run(&format!("UPDATE published_state SET cutoff = '{year}'")).await;
    for person in 50..70 {
        for statement in takes_part(person, SMALL, "FEMALE") {
            world.run(&statement).await;
        }
        let day = state.year_end.succ_opt().expect("a day");
        world.run(&format!("UPDATE participations SET starts_on = '{day}' WHERE id = '{}'", id("d", person))).await;
    }
    Publication::new(&world.statistics.db).renew(Added::Quarterly).await.expect("it is renewed");
    let after = told(&world).await;
    let changed: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    let by_quarter = |line: &&&String| line.contains("QUARTER") || line.contains("HALF_YEAR");
    assert!(changed.iter().all(|line| by_quarter(&line)), "{changed:#?}");
    // In the first quarter of a year nothing is over yet.
    assert_eq!(changed.iter().any(|line| line.starts_with("PARTICIPANTS QUARTER")), late, "{changed:#?}");
}

#[tokio::test]
async fn what_nobody_else_has_confirmed_is_in_no_figure() {
    let world = World::new().await;
    let before = told(&world).await;
    for person in 50..80 {
        for statement in takes_part(person, SMALL, "FEMALE") {
            world.run(&statement).await;
        }
    }
    world.run("UPDATE participations SET status = 'REGISTERED' WHERE record_key >= 50").await;
    world.run("UPDATE enrolments SET status = 'NOMINATED' WHERE record_key >= 50").await;
    world.run("DELETE FROM outcomes WHERE enrolment_id IN (SELECT id FROM enrolments WHERE record_key >= 50)").await;
    world.report("GROWTH", [1, 2, 3, 4, 5, 6]).await;
    world.run("UPDATE needs SET status = 'REPORTED', endorsed_on = NULL").await;
    world.publish().await;
    let after = told(&world).await;
    let changed: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    assert!(changed.is_empty(), "{changed:#?}");
}

#[tokio::test]
async fn another_year_is_told_with_other_noise() {
    let world = World::new().await;
    let before = told(&world).await;
    world.run("UPDATE published_state SET year_end = '2019-12-31'").await;
    let after = told(&world).await;
    let same = before.iter().zip(&after).filter(|(a, b)| a == b).count();
    assert!(same * 2 < before.len(), "{same} of {} are told alike", before.len());
}

#[tokio::test]
async fn an_empty_cell_and_a_small_one_are_told_alike_by_every_measure() {
    let world = World::new().await;
    // One of forty-three is furloughed, and then none.
    world
        .run(&format!("UPDATE participations SET employment_situation = 'FURLOUGHED' WHERE id = '{}'", id("d", 7)))
        .await;
    world.publish().await;
    let by = |measure| Question {
        measure,
        by: vec![],
        selection: Selection {
            categories: vec![(Breakdown::EmploymentSituation, vec!["FURLOUGHED".to_owned()])],
            ..Selection::default()
        },
    };
    let measures =
        [Measure::Participants, Measure::Enrolments, Measure::EnrolmentsCompleted, Measure::Hours, Measure::Outcomes];
    let ask = async || {
        let mut all = Vec::new();
        for measure in measures {
            let table = world.statistics.table(&council(), &by(measure)).await.expect("an answer");
            all.push(format!("{:?} {:?} {}", table.cells, table.total, table.note(kernel::Lang::Sv)));
        }
        all
    };
    let small = ask().await;
    world.run("UPDATE participations SET employment_situation = 'EMPLOYED'").await;
    world.publish().await;
    assert_eq!(ask().await, small);
}
