//! Measures and dimensions beside the first ones, over the same two companies.

use super::*;
use crate::figures::{Order, OrderBy, category_text, ordered};

fn one_of(breakdown: Breakdown, code: &str) -> Selection {
    Selection { categories: vec![(breakdown, vec![code.to_owned()])], ..of_project() }
}

#[tokio::test]
async fn applications_starts_and_completions_are_parts_of_the_enrolments() {
    let world = World::new().await;
    let total = async |measure| world.owned(measure, &[]).await.total;
    assert_eq!(total(Measure::Enrolments).await, ProtectedCount::exact(43));
    assert_eq!(total(Measure::Applications).await, ProtectedCount::exact(0));
    assert_eq!(total(Measure::EnrolmentsCompleted).await, ProtectedCount::exact(43));
    world
        .run(&format!(
            "UPDATE enrolments SET source = 'APPLICATION', status = 'STARTED' WHERE organisation_id = '{}'",
            id("rg", SMALL)
        ))
        .await;
    world.run(&format!("UPDATE enrolments SET status = 'WITHDRAWN' WHERE id = '{}'", id("n", 1))).await;
    world
        .run(&format!(
            "UPDATE enrolments SET status = 'DROPPED_OUT', started_on = '2021-03-02' WHERE id = '{}'",
            id("n", 2)
        ))
        .await;
    assert_eq!(total(Measure::Enrolments).await, ProtectedCount::exact(43));
    assert_eq!(total(Measure::Applications).await, ProtectedCount::exact(21));
    assert_eq!(total(Measure::EnrolmentsStarted).await, ProtectedCount::exact(42));
    assert_eq!(total(Measure::EnrolmentsCompleted).await, ProtectedCount::exact(20));
    // A start is dated by the start.
    let told = world.owned(Measure::EnrolmentsStarted, &[Breakdown::Month, Breakdown::HalfYear]).await;
    assert_eq!(at(&told, &[Some("2021-03"), Some("2021-H1")]), ProtectedCount::exact(1));
}

#[tokio::test]
async fn places_are_open_to_everyone_but_planned_and_cancelled_occasions_give_none() {
    let world = World::new().await;
    let public = Arc::new(Request::new(Actor::public(), "r"));
    let told = world.ask(&public, Measure::Places, &[Breakdown::Hub, Breakdown::EffortKind, Breakdown::Quarter]).await;
    let key = [Some(id("h", 1)), Some("COURSE".to_owned()), Some("2021-Q1".to_owned())];
    let key: Vec<Option<&str>> = key.iter().map(Option::as_deref).collect();
    assert_eq!((at(&told, &key), told.total), (ProtectedCount::exact(99), ProtectedCount::exact(99)));
    for status in ["PLANNED", "CANCELLED"] {
        world.run(&format!("UPDATE occasions SET status = '{status}'")).await;
        assert_eq!(world.ask(&manager(), Measure::Places, &[]).await.total, ProtectedCount::exact(0));
    }
}

#[tokio::test]
async fn codes_divide_at_every_level_and_select_with_all_that_is_narrower() {
    let world = World::new().await;
    let by = [
        Breakdown::IndustryGroup,
        Breakdown::IndustryClass,
        Breakdown::IndustryDetail,
        Breakdown::OccupationMajorGroup,
        Breakdown::EducationLevel,
    ];
    world.run("UPDATE participations SET ssyk_code = '7223', sun_level_code = '332'").await;
    let told = world.owned(Measure::Enrolments, &by).await;
    let key = [Some("291"), Some("2910"), Some("29102"), Some("72"), Some("3")];
    assert_eq!(at(&told, &key), ProtectedCount::exact(43));
    let level =
        |code: &str| Selection { coded: vec![(Breakdown::EducationLevel, vec![code.to_owned()])], ..of_project() };
    let told = world.ask_of(&manager(), Measure::Participants, &[], level("3")).await;
    assert_eq!(told.total, ProtectedCount::exact(43));
    let told = world.ask_of(&manager(), Measure::Participants, &[], level("5")).await;
    assert_eq!(told.total, ProtectedCount::exact(0));
}

#[tokio::test]
async fn a_project_stands_under_its_whole_set_of_principles_and_is_found_by_any() {
    let world = World::new().await;
    for (nth, principle) in ["ACCESSIBILITY", "GENDER_EQUALITY", "ACCESSIBILITY"].into_iter().enumerate() {
        world
            .run(&format!(
                "INSERT INTO principle_measures (id, project_id, principle, measure) VALUES ('{}', '{}', '{principle}', 'm')",
                id("h", nth),
                id("pr", 1)
            ))
            .await;
    }
    for measure in [Measure::Participants, Measure::Enrolments, Measure::Outcomes] {
        let whole = world.owned(measure, &[]).await.total;
        let told = world.owned(measure, &[Breakdown::Principles, Breakdown::ProgrammePeriod]).await;
        assert_eq!(at(&told, &[Some("GENDER_EQUALITY+ACCESSIBILITY"), Some("2014-2020")]), whole);
        let chosen = one_of(Breakdown::Principles, "ACCESSIBILITY");
        assert_eq!(world.ask_of(&manager(), measure, &[], chosen).await.total, whole);
        for absent in ["ENVIRONMENT", "NONE"] {
            let chosen = one_of(Breakdown::Principles, absent);
            assert_eq!(world.ask_of(&manager(), measure, &[], chosen).await.total, ProtectedCount::exact(0));
        }
    }
    let code = "GENDER_EQUALITY+ACCESSIBILITY";
    let text = category_text(Measure::Participants, Breakdown::Principles, code, kernel::Lang::Sv);
    assert_eq!(text.as_deref(), Some("Jämställdhet + Tillgänglighet"));
}

#[tokio::test]
async fn lines_are_ordered_by_what_is_told_and_the_total_is_of_everything() {
    let world = World::new().await;
    let told = world.ask(&contact(SMALL), Measure::Participants, &[Breakdown::Sex, Breakdown::OutcomeKind]).await;
    let by_value = |descending| Some(Order { by: OrderBy::Value, descending });
    for descending in [false, true] {
        let lines = ordered(&told, by_value(descending), None, false);
        let values: Vec<i64> = lines.iter().filter_map(|line| told.cells[*line].count.value).collect();
        assert!(values.is_sorted_by(|a, b| if descending { a >= b } else { a <= b }), "{values:?}");
        // Those told alike in key order, whatever they are.
        let zeros: Vec<usize> = lines.into_iter().filter(|line| told.cells[*line].count.value == Some(0)).collect();
        assert!(zeros.is_sorted());
    }
    let first = ordered(&told, by_value(true), Some(1), true);
    assert!(told.cells[first[0]].key.iter().all(Option::is_some));
    assert!(first[1..].iter().all(|line| told.cells[*line].key.iter().any(Option::is_none)));
    assert_eq!(first.last().map(|line| told.cells[*line].count), Some(told.total));
    let backwards = ordered(&told, Some(Order { by: OrderBy::Key, descending: true }), Some(2), false);
    assert!(backwards.len() == 2 && backwards[0] > backwards[1]);
}
