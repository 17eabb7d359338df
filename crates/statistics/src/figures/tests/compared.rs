//! Measures that are more than a count: waiting times, what is lacking, targets, the workforce.

use super::*;
use crate::figures::{Figure, Order, OrderBy, ordered};

fn found<'f>(figures: &'f Figures, key: &[Option<&str>]) -> (usize, &'f Figure) {
    let same = |(_, found): &(usize, &Figure)| found.key.iter().map(Option::as_deref).eq(key.iter().copied());
    figures.cells.iter().enumerate().find(same).unwrap_or_else(|| panic!("{key:?} in {figures:?}"))
}

impl World {
    /// Needs of five people each, reported on the first of May 2021 by as many organisations and endorsed so many days later.
    pub(super) async fn report(&self, cause: &str, days: impl IntoIterator<Item = u32>) {
        for (nth, days) in days.into_iter().enumerate() {
            let number = nth + if cause == "GROWTH" { 100 } else { 200 };
            self.run(&format!(
                "INSERT INTO organisations VALUES ('{}', 1, NULL, false, 'N', 'n', 'COMPANY', NULL, NULL, true, 0)",
                id("rg", number)
            ))
            .await;
            self.run(&format!(
                "INSERT INTO needs (id, version, council_id, organisation_id, title, title_key, status, basis, cause, horizon,
                    target_group, people_needed, reported_on, endorsed_on, demonstration, record_key)
                 VALUES ('{}', 1, '{}', '{}', 'N', 'n', 'ENDORSED', 'BOTH', '{cause}', 'SHORT', 'ALL', 5, '2021-05-01',
                    date('2021-05-01', '+{days} days'), true, {number})",
                id("nd", number),
                id("c", 1),
                id("rg", number)
            ))
            .await;
        }
    }

    async fn link(&self, need: usize) {
        self.run(&format!(
            "INSERT OR IGNORE INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, closed_on, status_reason, demonstration) VALUES ('{}', 1, '{}', '{}', 'H', 'h', 'PERMANENT', '2020-01-01', NULL, NULL, true)",
            id("h", 1),
            id("c", 1),
            id("rg", LARGE)
        ))
        .await;
        self.run(&format!(
            "INSERT INTO need_efforts VALUES ('{}', '{}', '{}', '{}', '{}', NULL, 0)",
            id("nf", need),
            id("nd", need),
            id("e", 1),
            id("h", 1),
            id("c", 1)
        ))
        .await;
    }
}

fn of_council() -> Selection {
    Selection { councils: vec![stored("c", 1)], ..Selection::default() }
}

#[tokio::test]
async fn waiting_is_told_as_mean_and_median_where_enough_needs_are_behind() {
    let world = World::new().await;
    world.report("GROWTH", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 100]).await;
    world.report("PANDEMIC", [20, 30, 30, 40, 50, 70]).await;
    world.publish().await;
    let by = [Breakdown::Cause];
    // The council reaches its own needs as they are.
    let told = world.ask_of(&council(), Measure::DaysToEndorsement, &by, of_council()).await;
    let growth = found(&told, &[Some("GROWTH")]).1;
    let average = growth.average.expect("twelve needs");
    assert_eq!((growth.count, average.median), (ProtectedCount::exact(12), 6.5));
    assert!((average.mean - 166.0 / 12.0).abs() < 1e-9);
    assert_eq!(found(&told, &[Some("PANDEMIC")]).1.average.map(|average| average.median), Some(35.0));
    // Others see a mean of a sum and a count with noise, and the middle of a band.
    let told = world.ask(&contact(SMALL), Measure::DaysToEndorsement, &[]).await;
    let noisy = told.cells[0].average.expect("eighteen needs");
    let most = (406 + 3 * 30) as f64 / (18 - 8) as f64;
    assert!(noisy.mean.fract() == 0.0 && noisy.mean <= most && noisy.median % 30.0 == 15.0, "{noisy:?}");
    let told = world.ask_of(&council(), Measure::DaysToEndorsement, &by, of_council()).await;
    let by_median = Some(Order { by: OrderBy::Median, descending: false });
    assert_eq!(ordered(&told, by_median, Some(1), false), [found(&told, &[Some("GROWTH")]).0]);
    // Nothing has started for them yet.
    let told = world.ask_of(&council(), Measure::DaysToStart, &[], of_council()).await;
    assert_eq!((told.total, told.cells[0].average), (ProtectedCount::exact(0), None));
    world.run("UPDATE occasions SET starts_on = '2021-05-11'").await;
    for need in 100..112 {
        world.link(need).await;
    }
    // Those endorsed after ten days have had no start since.
    let told = world.ask_of(&council(), Measure::DaysToStart, &[], of_council()).await;
    let average = told.cells[0].average.map(|average| (average.mean, average.median));
    assert_eq!((told.total, average), (ProtectedCount::exact(10), Some((10.0, 10.0))));
    let told = world.ask_of(&council(), Measure::DaysEndorsementToStart, &[], of_council()).await;
    assert_eq!(told.cells[0].average.map(|average| average.median), Some(4.5));
}

#[tokio::test]
async fn what_is_lacking_is_what_is_needed_less_whole_fives_completed() {
    let world = World::new().await;
    world.report("GROWTH", [1, 2, 3]).await;
    world.run("UPDATE needs SET people_needed = 60").await;
    let lacking = async || world.ask_of(&council(), Measure::UnmetNeed, &[], of_council()).await.total.value;
    assert_eq!(lacking().await, Some(180));
    world.link(100).await;
    // Forty-three have completed.
    assert_eq!(lacking().await, Some(180 - 40));
    world.run("UPDATE needs SET people_needed = 30").await;
    assert_eq!(lacking().await, Some(60), "never below zero");
    world.run(&format!("UPDATE needs SET status = 'MET' WHERE id = '{}'", id("nd", 101))).await;
    assert_eq!(lacking().await, Some(30));
    world.run(&format!("UPDATE needs SET status = 'LAPSED' WHERE id = '{}'", id("nd", 102))).await;
    assert_eq!(lacking().await, Some(0));
}

#[tokio::test]
async fn participants_are_held_against_the_target_of_their_project() {
    let world = World::new().await;
    let chosen =
        || Selection { projects: vec![stored("pr", 1)], from: "2021-01-01".parse().ok(), ..Selection::default() };
    let ask = async |measure, by: &[Breakdown]| world.ask_of(&manager(), measure, by, chosen()).await;
    assert_eq!(ask(Measure::ParticipantsAgainstTarget, &[]).await.total, ProtectedCount::exact(0), "none is stated");
    world
        .run(&format!(
            "INSERT INTO project_targets (id, project_id, kind, value, precision_of_value, statement) VALUES ('{}', '{}', 'PARTICIPANTS', 50, 'EXACT', NULL)",
            id("tg", 1),
            id("pr", 1)
        ))
        .await;
    let told = ask(Measure::ParticipantsAgainstTarget, &[Breakdown::Project, Breakdown::Sex]).await;
    let (project, women) = (id("pr", 1), Some("FEMALE"));
    let (at, figure) = found(&told, &[Some(&project), women]);
    let (other, place) = told.counterpart(at).expect("a target");
    assert_eq!((figure.count, other.cells[place].count), (ProtectedCount::exact(12), ProtectedCount::exact(50)));
    assert_eq!(told.ratio(at), Some(0.24));
    assert_eq!(told.ratio(found(&told, &[Some(&project), None]).0), Some(0.86));
    // The project bank's figure goes before the project's own.
    world.run("UPDATE projects SET planned_participants = 86").await;
    let told = ask(Measure::ParticipantsAgainstTarget, &[]).await;
    assert_eq!(told.ratio(0), Some(0.5));
    let public = Arc::new(Request::new(Actor::public(), "r"));
    assert_eq!(world.ask(&public, Measure::ParticipantsTarget, &[]).await.total, ProtectedCount::exact(86));
    // A target says nothing of organisations, so neither a filter nor a grouping of it can.
    let question = Question {
        measure: Measure::ParticipantsAgainstTarget,
        by: vec![],
        selection: Selection { organisations: vec![stored("rg", LARGE)], ..Selection::default() },
    };
    let refused = world.statistics.table(&manager(), &question).await.expect_err("refused").to_string();
    assert_eq!(refused, "invalid filter.organisationId: MEASURE_LACKS_DIMENSION");
}

#[tokio::test]
async fn womens_share_of_the_participants_stands_beside_that_of_the_workforce() {
    let world = World::new().await;
    for (nth, company, day, women, men) in
        [(1, LARGE, "2020-01-01", 90, 10), (2, LARGE, "2021-01-01", 30, 70), (3, SMALL, "2020-06-01", 45, 55)]
    {
        world
            .run(&format!(
                "INSERT INTO workforce_snapshots VALUES ('{}', '{}', '{day}', {women}, {men}, 0, NULL, 0)",
                id("ws", nth),
                id("rg", company)
            ))
            .await;
    }
    let by = [Breakdown::Organisation, Breakdown::Sex];
    let (large, women) = (id("rg", LARGE), Some("FEMALE"));
    let mine = || Selection { organisations: vec![stored("rg", LARGE)], ..Selection::default() };
    let told = world.ask_of(&contact(LARGE), Measure::ParticipantsAgainstWorkforce, &by, mine()).await;
    let (at, figure) = found(&told, &[Some(&large), women]);
    let (other, place) = told.counterpart(at).expect("a workforce");
    assert_eq!((figure.count, other.cells[place].count), (ProtectedCount::exact(3), ProtectedCount::exact(30)));
    let (over, close) = ([Breakdown::Sex], |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-9));
    assert!(close(told.share_over(at, &over), 3.0 / 22.0) && close(other.share_over(place, &over), 0.3));
    assert!(close(told.share_ratio(at, &over), 3.0 / 22.0 / 0.3));
    // As it was: the earlier count.
    let then = Selection { as_of: "2020-12-31".parse().ok(), ..mine() };
    let told = world.ask_of(&contact(LARGE), Measure::Workforce, &by, then).await;
    assert_eq!(at_of(&told, &large, "FEMALE"), ProtectedCount::exact(90));
    // What began in a period is held against the workforce at its end.
    let until = Selection { to: "2020-12-31".parse().ok(), ..mine() };
    let told = world.ask_of(&contact(LARGE), Measure::ParticipantsAgainstWorkforce, &[Breakdown::Sex], until).await;
    let other = told.against.as_deref().expect("a workforce");
    assert_eq!(found(other, &[women]).1.count, ProtectedCount::exact(90));
    world.publish().await;
    // By project: the organisations whose people take part.
    let of_project = |project| Selection { projects: vec![stored("pr", project)], ..Selection::default() };
    assert!(is_noisy(world.ask_of(&council(), Measure::Workforce, &[], of_project(1)).await.total, 200));
    let nobody = world.ask_of(&council(), Measure::Workforce, &[], of_project(2)).await.total;
    assert_eq!(nobody, ProtectedCount::perturbed(0));
}

#[tokio::test]
async fn a_council_of_twenty_two_is_not_told_of_three_women() {
    let world = World::new().await;
    for (nth, company, women, men) in [(1, LARGE, 3, 19), (2, SMALL, 20, 30)] {
        world
            .run(&format!(
                "INSERT INTO workforce_snapshots VALUES ('{}', '{}', '2021-01-01', {women}, {men}, 0, NULL, 0)",
                id("ws", nth),
                id("rg", company)
            ))
            .await;
    }
    world.publish().await;
    let large = id("rg", LARGE);
    let told = world.ask(&council(), Measure::Workforce, &[Breakdown::Organisation]).await;
    assert!(is_noisy(at(&told, &[Some(&large)]), 22), "{told:?}");
    let of_large = |by: &[Breakdown], sexes: &[&str]| Question {
        measure: Measure::Workforce,
        by: by.to_vec(),
        selection: Selection {
            organisations: vec![stored("rg", LARGE)],
            categories: sexes.iter().map(|sex| (Breakdown::Sex, vec![(*sex).to_owned()])).collect(),
            ..Selection::default()
        },
    };
    for question in [of_large(&[Breakdown::Sex], &[]), of_large(&[], &["MALE"])] {
        let refused = world.statistics.table(&council(), &question).await.expect_err("refused").to_string();
        assert_eq!(refused, "invalid groupBy: CROSSING_IS_NOT_TOLD");
    }
}

fn at_of(figures: &Figures, organisation: &str, sex: &str) -> ProtectedCount {
    at(figures, &[Some(organisation), Some(sex)])
}

#[tokio::test]
async fn records_stand_under_the_council_that_their_organisation_sat_in_on_the_day() {
    let world = World::new().await;
    world
        .run(&format!(
            "INSERT INTO memberships (id, version, council_id, organisation_id, seat, standing, status, mandate_from, mandate_to)
             VALUES ('{}', 1, '{}', '{}', 'EMPLOYER', 'MEMBER', 'ENDED', '2020-01-01', '2020-12-31')",
            id("mb", 1),
            id("c", 1),
            id("rg", LARGE)
        ))
        .await;
    let selection = |as_of: &str, member: bool| Selection {
        as_of: as_of.parse().ok(),
        member_of: if member { vec![stored("c", 1)] } else { vec![] },
        ..Selection::default()
    };
    let by = [Breakdown::MemberCouncil];
    let council = id("c", 1);
    for (day, members, others) in [("2020-06-01", 22, 21), ("2021-06-01", 0, 43)] {
        let chosen = Selection { projects: vec![stored("pr", 1)], ..selection(day, false) };
        let told = world.ask_of(&manager(), Measure::Hours, &by, chosen).await;
        let count = |code: &str| told.cells.iter().filter(|cell| cell.key[0].as_deref() == Some(code)).count();
        assert_eq!((count(&council) > 0, count("UNKNOWN") > 0), (members > 0, others > 0), "{day}");
        let chosen = Selection { projects: vec![stored("pr", 1)], ..selection(day, true) };
        let told = world.ask_of(&manager(), Measure::Participants, &[], chosen).await;
        assert_eq!(told.total, ProtectedCount::exact(members), "{day}");
    }
}
