//! Figures of what organisations do at work: told of several together, and of none by what it takes away.

use sea_orm::{DbBackend, Statement};

use super::*;

impl World {
    /// So many reflections within the project at a workplace of the organisation, ten people at each, with an insight on time.
    async fn reflects(&self, organisation: usize, times: usize) {
        self.has_workplace(organisation).await;
        for nth in 0..times {
            self.run(&format!(
                "INSERT INTO reflections (id, version, organisation_id, workplace_id, project_id, kind, status, planned_on, held_on,
                    attendee_count, went_wrong, went_wrong_theme)
                 VALUES ('{}', 1, '{}', '{}', '{}', 'ROLE_SWAP', 'NOTES_SHARED', '2021-05-04', '2021-05-04', 10, 'v', 'TIME')",
                id("ref", organisation * 1_000 + nth),
                id("rg", organisation),
                id("w", organisation),
                id("pr", 1),
            ))
            .await;
        }
    }

    async fn has_workplace(&self, organisation: usize) {
        let of = id("rg", organisation);
        if organisation > SMALL {
            self.run(&format!(
                "INSERT INTO organisations VALUES ('{of}', 1, NULL, false, 'O', 'o', 'COMPANY', NULL, NULL, true, 0)"
            ))
            .await;
        }
        let place = id("w", organisation);
        self.run(&format!(
            "INSERT INTO workplaces (id, version, organisation_id, name, name_key) VALUES ('{place}', 1, '{of}', 'W', 'w')"
        ))
        .await;
    }

    /// Three plans adopted in 2021, of ten lines each of which four are strategic.
    async fn plans(&self, organisation: usize) {
        for nth in 0..3 {
            self.run(&format!(
                "INSERT INTO development_plans (id, version, organisation_id, project_id, valid_from, valid_to, status, adopted_on,
                    lines, strategic_lines)
                 VALUES ('{}', 1, '{}', '{}', '2021-01-01', '2021-12-31', 'ADOPTED', '2021-02-01', 10, 4)",
                id("pn", organisation * 10 + nth),
                id("rg", organisation),
                id("pr", 1),
            ))
            .await;
        }
    }
}

fn of(organisation: usize) -> Selection {
    Selection { organisations: vec![stored("rg", organisation)], ..Selection::default() }
}

/// A council of which none of the records are.
fn reader() -> Arc<Request> {
    as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 9)))
}

const TOLD_IN_SUMS: [Measure; 3] = [Measure::Reflections, Measure::ReflectionAttendees, Measure::Insights];

#[tokio::test]
async fn of_four_organisations_nothing_is_told_and_of_many_everyones_part_is_moved() {
    let world = World::new().await;
    for organisation in 1..=4 {
        world.reflects(organisation, 10).await;
    }
    world.publish().await;
    for measure in TOLD_IN_SUMS {
        let told = world.ask(&reader(), measure, &[Breakdown::Year]).await;
        assert_eq!((told.total, told.cells.len()), (ProtectedCount::perturbed(0), 1), "{measure}");
    }
    for organisation in 5..=9 {
        world.reflects(organisation, 10).await;
    }
    // Nothing before it is published.
    assert_eq!(world.ask(&reader(), Measure::Reflections, &[]).await.total, ProtectedCount::perturbed(0));
    world.publish().await;
    for (measure, each) in TOLD_IN_SUMS.into_iter().zip([1, 10, 1]) {
        let told = world.ask(&reader(), measure, &[Breakdown::Year]).await;
        let total = told.total.value.expect("a number");
        // Parts within 45 per cent, and noise of at most three times 1.5 records.
        assert!(total > 0 && (total - 90 * each).abs() <= 41 * each + 7 * each, "{measure}: {total}");
        assert_eq!(told.total, ProtectedCount::perturbed(total));
    }
    let by_theme = world.ask(&reader(), Measure::Insights, &[Breakdown::InsightTheme, Breakdown::ReflectionKind]).await;
    assert!(at(&by_theme, &[Some("TIME"), Some("ROLE_SWAP")]).value.is_some_and(|told| told > 0), "{by_theme:?}");
}

#[tokio::test]
async fn what_an_organisation_takes_away_is_not_its_number() {
    let world = World::new().await;
    for organisation in 1..=9 {
        world.reflects(organisation, if organisation == 9 { 40 } else { 10 }).await;
    }
    world.publish().await;
    let by_year = async || {
        let mut told = Vec::new();
        for year in 1990..2020 {
            world.run(&format!("UPDATE published_state SET year_end = '{year}-12-31'")).await;
            let total = world.ask(&reader(), Measure::Reflections, &[]).await.total;
            told.push(total.value.expect("a number"));
        }
        told
    };
    let with = by_year().await;
    world.run(&format!("DELETE FROM published_reflections WHERE organisation_id = '{}'", id("rg", 9))).await;
    let without = by_year().await;
    let near = with.iter().zip(&without).filter(|(with, without)| ((*with - *without) - 40).abs() <= 4).count();
    assert!(near <= 15, "{near} of 30 tell forty within a tenth: {with:?} {without:?}");
}

#[tokio::test]
async fn the_own_is_exact_and_as_of_now_and_nobody_elses_is_told() {
    let world = World::new().await;
    world.reflects(LARGE, 3).await;
    let own = world.ask_of(&contact(LARGE), Measure::Reflections, &[Breakdown::Month], of(LARGE)).await;
    assert_eq!((own.policy.audience, at(&own, &[Some("2021-05")])), (Audience::Owner, ProtectedCount::exact(3)));
    let project = world.owned(Measure::ReflectionAttendees, &[Breakdown::Organisation]).await;
    assert_eq!(at(&project, &[Some(&id("rg", LARGE))]), ProtectedCount::exact(30));
    for measure in TOLD_IN_SUMS.into_iter().chain([
        Measure::ColleaguesReached,
        Measure::AnalysesPublished,
        Measure::PlanLines,
        Measure::StrategicLines,
    ]) {
        for (by, selection) in [(vec![Breakdown::Organisation], Selection::default()), (Vec::new(), of(LARGE))] {
            let question = Question { measure, by, selection };
            let refused = world.statistics.table(&contact(SMALL), &question).await.expect_err("refused").to_string();
            assert!(refused.ends_with("ORGANISATION_IS_NOT_TOLD"), "{measure}: {refused}");
        }
        let question = Question { measure, by: vec![Breakdown::Year], selection: Selection::default() };
        let public = Arc::new(Request::new(Actor::public(), "r"));
        let refused = world.statistics.table(&public, &question).await.expect_err("refused").to_string();
        assert_eq!(refused, "invalid groupBy: TABLE_IS_NOT_OPEN", "{measure}");
    }
}

#[tokio::test]
async fn the_share_of_strategic_lines_is_told_over_the_years() {
    let world = World::new().await;
    for organisation in 1..=9 {
        world.has_workplace(organisation).await;
        world.plans(organisation).await;
    }
    world.publish().await;
    let own = world.owned(Measure::StrategicLines, &[Breakdown::Year]).await;
    assert_eq!(at(&own, &[Some("2021")]), ProtectedCount::exact(108));
    assert_eq!(own.ratio(0), Some(0.4));
    let told = world.ask(&reader(), Measure::StrategicLines, &[Breakdown::Year]).await;
    let share = told.ratio(0).expect("a share of nine organisations");
    assert!((0.1..1.2).contains(&share) && told.total != ProtectedCount::exact(108), "{share}");
    world.run(&format!("DELETE FROM development_plans WHERE organisation_id <> '{}'", id("rg", LARGE))).await;
    world.publish().await;
    let told = world.ask(&reader(), Measure::StrategicLines, &[Breakdown::Year]).await;
    assert_eq!((told.total, told.cells.len()), (ProtectedCount::perturbed(0), 1), "one organisation's thirty lines");
}

#[tokio::test]
async fn a_key_is_drawn_once_and_stays() {
    let world = World::new().await;
    world.reflects(LARGE, 3).await;
    let keys = async || {
        let text = "SELECT record_key FROM published_reflections ORDER BY id";
        let rows = world.statistics.db.all(Statement::from_string(DbBackend::Sqlite, text)).await.expect("keys");
        rows.iter().map(|row| row.try_get_by_index::<i64>(0).expect("a key")).collect::<Vec<_>>()
    };
    world.publish().await;
    let drawn = keys().await;
    assert!(drawn.len() == 3 && drawn.iter().all(|key| (0..1 << 60).contains(key)) && drawn[0] != drawn[1]);
    world.publish().await;
    assert_eq!(keys().await, drawn);
}

#[tokio::test]
async fn meetings_and_networks_are_open_as_they_are() {
    let world = World::new().await;
    for (nth, (status, sectors)) in [("HELD", 1), ("CLOSED", 3), ("PLANNED", 0)].into_iter().enumerate() {
        let held = if sectors > 0 { "'2021-10-05'" } else { "NULL" };
        world
            .run(&format!(
                "INSERT INTO learning_meetings (id, version, project_id, title, title_key, status, planned_on, held_on, organisations,
                    sectors_met, head_count)
                 VALUES ('{}', 1, '{}', 'M', 'm', '{status}', '2021-10-05', {held}, 4, {sectors}, 9)",
                id("m", nth),
                id("pr", 1)
            ))
            .await;
    }
    for (nth, status) in ["ACTIVE", "FORMING"].into_iter().enumerate() {
        world
            .run(&format!(
                "INSERT INTO professional_networks (id, version, project_id, name, name_key, role, role_key, status, organisations)
                 VALUES ('{}', 1, '{}', 'N', 'n', 'R', 'r', '{status}', 6)",
                id("n", 900 + nth),
                id("pr", 1)
            ))
            .await;
    }
    let public = Arc::new(Request::new(Actor::public(), "r"));
    let crossing = world.ask(&public, Measure::BoundaryCrossingMeetings, &[Breakdown::Project, Breakdown::Month]).await;
    assert_eq!((crossing.total, crossing.ratio(0)), (ProtectedCount::exact(1), Some(0.5)));
    let networks = world.ask(&public, Measure::NetworkOrganisations, &[]).await;
    assert_eq!(networks.total, ProtectedCount::exact(6));
}
