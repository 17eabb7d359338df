//! Rollups answer as the records do.

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use kernel::Error;
use statistics::{
    figures::{Breakdown, Figures, Measure, Question, Selection, Statistics},
    rollup::{Added, Publication, Source},
};

use crate::{
    history::happen,
    world::{COUNCILS, Draw, EFFORTS, HUBS, ORGANISATIONS, PROJECTS, World, stored},
};

pub fn as_role(role: Role, anchor: impl FnOnce(&mut Assignment)) -> Arc<Request> {
    let mut held = Assignment::bare(role);
    anchor(&mut held);
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
}

pub fn leader() -> Arc<Request> {
    as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 1)))
}

fn anyone(draw: &mut Draw) -> Arc<Request> {
    match draw.below(6) {
        0 => Arc::new(Request::new(Actor::public(), "r")),
        1 => leader(),
        2 => as_role(Role::ProjectManager, |held| held.project = Some(stored("pr", 1))),
        3 => as_role(Role::OrgContact, |held| held.organisation = Some(stored("rg", 1))),
        4 => as_role(Role::HubCoordinator, |held| held.hub = Some(stored("h", 1))),
        _ => as_role(Role::SystemAdmin, |_| {}),
    }
}

/// Some of `count` things, mostly none.
fn some<K>(draw: &mut Draw, kind: &str, count: u64) -> Vec<kernel::Id<K>> {
    match draw.below(4) {
        0 => (0..=draw.below(2)).map(|_| stored(kind, draw.below(count) + 1)).collect(),
        _ => Vec::new(),
    }
}

/// What is asked most.
const LIKELY: &[Breakdown] = &[
    Breakdown::Sex,
    Breakdown::EmploymentSituation,
    Breakdown::OutcomeKind,
    Breakdown::AgeBand,
    Breakdown::Status,
    Breakdown::Quarter,
    Breakdown::Organisation,
    Breakdown::County,
    Breakdown::IndustryDivision,
];

fn question(draw: &mut Draw) -> Question {
    let measure = if draw.below(2) == 0 { Measure::Participants } else { draw.one(Measure::ALL) };
    let likely = draw.below(3) > 0;
    let one = |draw: &mut Draw| if likely { draw.one(LIKELY) } else { draw.one(Breakdown::ALL) };
    let mut by: Vec<Breakdown> = (0..draw.below(4)).map(|_| one(draw)).collect();
    by.dedup();
    let mut selection = Selection {
        projects: some(draw, "pr", PROJECTS),
        organisations: some(draw, "rg", ORGANISATIONS),
        councils: some(draw, "c", COUNCILS),
        ..Selection::default()
    };
    match draw.below(12) {
        0 => selection.hubs = some(draw, "h", HUBS),
        1 => selection.efforts = some(draw, "e", EFFORTS),
        2 => selection.industries = vec![draw.one(&["C", "29", "29102"]).to_owned()],
        3 => selection.occupations = vec![draw.one(&["2", "2512"]).to_owned()],
        4 => selection.places = vec![(taxonomy::Scheme::County, "14".to_owned())],
        5 | 6 => {
            selection.from = draw.one(&["2020-03-01", "2021-01-01", "2021-01-15"]).parse().ok();
            selection.to = draw.one(&["2021-12-31", "2022-02-28", "2021-06-10", "no day"]).parse().ok();
        }
        7 => selection.categories.push((Breakdown::Sex, vec!["FEMALE".to_owned()])),
        8 => selection.categories.push((Breakdown::AgeBand, vec!["30-54".to_owned(), "55+".to_owned()])),
        9 => selection.categories.push((
            Breakdown::OutcomeKind,
            vec![draw.one(&["NEW_JOB", "NONE", "QUALIFICATION"]).to_owned(), "IN_EMPLOYMENT".to_owned()],
        )),
        10 => selection.categories.push((Breakdown::Status, vec!["ACTIVE".to_owned(), "EXITED".to_owned()])),
        _ => {}
    }
    Question { measure, by, selection }
}

pub fn told(figures: &Figures) -> String {
    format!("{:?} {:?} {:?} {:?}", figures.cells, figures.total, figures.policy, figures.as_of)
}

/// Asks so many questions that can be asked of both, and wants so many answered by rollups.
pub async fn assert_answered_alike(world: &World, seed: u64, questions: usize, from_rollups: usize) {
    Publication::new(&world.db).anew(Added::Quarterly).await.expect("it is published");
    let rolled = Statistics::new(&world.db);
    let base = rolled.clone().without_rollups();
    let mut draw = Draw::of(seed);
    let (mut asked, mut by_rollups) = (0, 0);
    while asked < questions {
        let (question, request) = (question(&mut draw), anyone(&mut draw));
        let expected = match base.table(&request, &question).await {
            Ok(expected) => expected,
            Err(Error::Invalid { .. } | Error::Denied) => {
                assert!(rolled.table(&request, &question).await.is_err(), "{question:?}");
                continue;
            }
            Err(error) => panic!("{error}: {question:?}"),
        };
        let found = rolled.table(&request, &question).await.unwrap_or_else(|error| panic!("{error}: {question:?}"));
        assert_eq!(told(&found), told(&expected), "{question:?} by {:?}", found.source);
        assert_eq!(expected.source, Source::Base);
        asked += 1;
        // The copies have sums of their own, which stand whether those of the records are kept or not.
        let counts = from_rollups > 0 || found.as_of.is_none();
        by_rollups += usize::from(counts && found.source != Source::Base);
    }
    assert!(by_rollups >= from_rollups, "only {by_rollups} of {asked} were answered by rollups");
    if from_rollups == 0 {
        assert_eq!(by_rollups, 0, "rollups answered that must not");
    }
}

pub async fn every_question_is_answered_as_from_the_records(world: World) {
    for part in 0..4 {
        happen(&world, 80 + part, 300).await;
        assert_answered_alike(&world, 90 + part, 120, 40).await;
    }
}

pub async fn the_councils_question_reads_a_rollup(world: World) {
    happen(&world, 99, 300).await;
    let publication = Publication::new(&world.db);
    publication.anew(Added::Quarterly).await.expect("it is published");
    let cutoff = publication.cutoff().await.expect("a state").expect("published");
    let statistics = Statistics::new(&world.db);
    let by = vec![Breakdown::Sex, Breakdown::EmploymentSituation, Breakdown::OutcomeKind];
    let sent = world.db.statements_sent();
    let question = Question { measure: Measure::Participants, by: by.clone(), selection: Selection::default() };
    let told = statistics.table(&leader(), &question).await.expect("an answer");
    let watermark = i64::from(chrono::Datelike::num_days_from_ce(&cutoff.day));
    assert_eq!(told.source, Source::Rollup { cuboid: "situation", watermark });
    assert_eq!(world.db.statements_sent(), sent + 1);
    let manager = as_role(Role::ProjectManager, |held| held.project = Some(stored("pr", 1)));
    let selection = Selection { projects: vec![stored("pr", 1)], ..Selection::default() };
    let own = Question { selection, ..question };
    let told = statistics.table(&manager, &own).await.expect("an answer");
    assert_eq!(told.source, Source::Rollup { cuboid: "situation", watermark: 0 }, "the own are as of now");
    // Who may be one behind several: enough different people are known by sums too.
    for (measure, by, cuboid) in [
        (Measure::Enrolments, vec![Breakdown::Status, Breakdown::Sex], "situation"),
        (Measure::EnrolmentsCompleted, vec![Breakdown::Effort], "effort"),
        (Measure::Outcomes, vec![Breakdown::OutcomeKind, Breakdown::AgeBand], "profile"),
    ] {
        let question = Question { measure, by, selection: Selection::default() };
        let told = statistics.table(&leader(), &question).await.expect("an answer");
        assert_eq!(told.source, Source::Rollup { cuboid, watermark }, "{measure:?}");
    }
    let by = vec![Breakdown::Industry, Breakdown::Year, Breakdown::Completeness];
    let question = Question { measure: Measure::Participants, by, selection: Selection::default() };
    let told = statistics.table(&leader(), &question).await.expect("an answer");
    assert_eq!(told.source, Source::Base, "no rollup has both");
}
