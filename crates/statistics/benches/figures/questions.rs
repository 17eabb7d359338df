//! The questions, each from the rollups, from the records, and by hand.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use access::{Actor, Assignment, Request, Role};
use kernel::Id;
use sea_orm::{ConnectionTrait, Statement};
use statistics::{
    figures::{Breakdown as B, Measure, Question, Selection, Statistics},
    rollup::Source,
};

use crate::{fill, place::Place, setting};

struct Asked {
    name: &'static str,
    request: Arc<Request>,
    question: Question,
    by_hand: &'static str,
}

pub fn as_role(role: Role, anchor: impl FnOnce(&mut Assignment)) -> Arc<Request> {
    let mut held = Assignment::bare(role);
    anchor(&mut held);
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
}

pub fn stored<K>(kind: &str, number: u64) -> Id<K> {
    Id::from_stored(&fill::stored(kind, number)).unwrap_or_else(|error| panic!("{error}"))
}

fn all() -> Vec<Asked> {
    let leader = as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 1)));
    let manager = as_role(Role::ProjectManager, |held| held.project = Some(stored("j", 7)));
    let contact = as_role(Role::OrgContact, |held| held.organisation = Some(stored("g", 5)));
    let anyone = Arc::new(Request::new(Actor::public(), "r"));
    let project = Selection { projects: vec![stored("j", 7)], ..Selection::default() };
    let ask = |name, request: &Arc<Request>, measure, by: &[B], selection: &Selection, by_hand| Asked {
        name,
        request: Arc::clone(request),
        question: Question { measure, by: by.to_vec(), selection: selection.clone() },
        by_hand,
    };
    let none = Selection::default();
    let of_project = &[B::Sex, B::EmploymentSituation, B::OutcomeKind];
    vec![
        ask(
            "a project's participants by sex x situation x outcome",
            &manager,
            Measure::Participants,
            of_project,
            &project,
            "SELECT p.sex, p.employment_situation, o.kind, count(DISTINCT p.id) AS n FROM participations p \
             JOIN outcomes o ON o.participation_id = p.id AND o.status = 'RECORDED' WHERE p.project_id = $1 GROUP BY 1, 2, 3",
        ),
        ask(
            "all participants by sex x situation x outcome",
            &leader,
            Measure::Participants,
            of_project,
            &none,
            "SELECT p.sex, p.employment_situation, o.kind, count(DISTINCT p.id) AS n FROM participations p \
             JOIN outcomes o ON o.participation_id = p.id AND o.status = 'RECORDED' WHERE p.project_id >= $1 OR true GROUP BY 1, 2, 3",
        ),
        ask(
            "participants by quarter and sex",
            &leader,
            Measure::Participants,
            &[B::Quarter, B::Sex],
            &project,
            "SELECT substr(CAST(p.starts_on AS text), 1, 7) AS month, p.sex, p.sex, count(*) AS n FROM participations p \
             WHERE p.project_id = $1 GROUP BY 1, 2",
        ),
        ask(
            "participants by organisation, as one of them",
            &contact,
            Measure::Participants,
            &[B::Organisation],
            &project,
            "SELECT p.organisation_id, '', '', count(*) AS n FROM participations p WHERE p.project_id = $1 GROUP BY 1",
        ),
        ask(
            "enrolments by status, as the project's manager",
            &manager,
            Measure::Enrolments,
            &[B::Status, B::Sex],
            &project,
            "SELECT n.status, p.sex, p.sex, count(*) AS n FROM enrolments n LEFT JOIN participations p ON p.id = n.participation_id \
             WHERE n.project_id = $1 GROUP BY 1, 2",
        ),
        ask(
            "enrolments by status and sex, as the council's leader",
            &leader,
            Measure::Enrolments,
            &[B::Status, B::Sex],
            &project,
            "SELECT n.status, p.sex, p.sex, count(*) AS n, count(DISTINCT n.participant_id) AS people FROM enrolments n \
             LEFT JOIN participations p ON p.id = n.participation_id WHERE n.project_id = $1 GROUP BY 1, 2",
        ),
        ask(
            "outcomes by kind and sex, as anyone",
            &anyone,
            Measure::Outcomes,
            &[B::OutcomeKind, B::Sex],
            &none,
            "SELECT o.kind, p.sex, p.sex, count(*) AS n, count(DISTINCT o.participant_id) AS people FROM outcomes o \
             LEFT JOIN participations p ON p.id = o.participation_id WHERE o.status = 'RECORDED' AND (o.project_id >= $1 OR true) \
             GROUP BY 1, 2",
        ),
        ask(
            "hours by quarter, as the project's manager",
            &manager,
            Measure::Hours,
            &[B::Quarter],
            &project,
            "SELECT substr(CAST(n.started_on AS text), 1, 7) AS month, '', '', sum(n.minutes) AS n FROM enrolments n \
             WHERE n.project_id = $1 GROUP BY 1",
        ),
        ask(
            "outcomes by kind, as the project's manager",
            &manager,
            Measure::Outcomes,
            &[B::OutcomeKind, B::Sex],
            &project,
            "SELECT o.kind, p.sex, p.sex, count(*) AS n FROM outcomes o LEFT JOIN participations p ON p.id = o.participation_id \
             WHERE o.status = 'RECORDED' AND o.project_id = $1 GROUP BY 1, 2",
        ),
    ]
}

pub async fn ask(place: &Place) -> Result<(), String> {
    let rolled = Statistics::new(&place.db);
    let base = rolled.clone().without_rollups();
    println!(
        "{:<56} {:>12} {:>10} {:>10} {:>10} {:>10}  cuboid",
        "question, milliseconds of CPU", "cells", "rollup", "of it db", "records", "by hand"
    );
    for asked in all() {
        let Asked { name, request, question, .. } = &asked;
        let told = rolled.table(request, question).await.map_err(|error| format!("{name}: {error}"))?;
        let expected = base.table(request, question).await.map_err(|error| format!("{name}: {error}"))?;
        if format!("{:?}", told.cells) != format!("{:?}", expected.cells) {
            return Err(format!("{name}: the rollups answer otherwise than the records"));
        }
        let Source::Rollup { cuboid, .. } = told.source else { return Err(format!("{name}: no rollup answers")) };
        let [ours, databases] = costs(place, async || drop(rolled.table(request, question).await)).await;
        let from_rollup = ours + databases;
        let from_base = cost(place, async || drop(base.table(request, question).await)).await;
        let by_hand = by_hand(place, asked.by_hand);
        let by_hand = cost(place, async || drop(place.db.connection().query_one_raw(by_hand.clone()).await)).await;
        println!(
            "{name:<56} {:>12} {from_rollup:>10.2} {databases:>10.2} {from_base:>10.2} {by_hand:>10.2}  {cuboid}",
            told.cells.len()
        );
    }
    Ok(())
}

fn by_hand(place: &Place, sql: &str) -> Statement {
    let text = match place.is_postgres() {
        true => format!("SELECT json_agg(json_build_array(x.*))::text FROM ({sql}) x"),
        false => format!("SELECT json_group_array(json_array(x.n)) FROM ({sql}) x"),
    };
    let backend = place.db.connection().get_database_backend();
    Statement::from_sql_and_values(backend, text, [fill::stored("j", 7).into()])
}

/// CPU milliseconds of one, ours and the database's, for as long as is measured; at least two.
pub async fn costs(place: &Place, mut act: impl AsyncFnMut()) -> [f64; 2] {
    let time = Duration::from_millis(setting("BENCH_MILLISECONDS", "1500").parse().unwrap_or(1500));
    act().await;
    let (before, started) = (place.cpu(), Instant::now());
    let mut times = 0_u32;
    while times < 2 || started.elapsed() < time {
        act().await;
        times += 1;
    }
    let after = place.cpu();
    [0, 1].map(|part| (after[part] - before[part]) / f64::from(times))
}

/// The same, together.
pub async fn cost(place: &Place, act: impl AsyncFnMut()) -> f64 {
    costs(place, act).await.into_iter().sum()
}
