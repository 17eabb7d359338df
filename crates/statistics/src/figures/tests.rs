//! Figures over a small scenario in an embedded database, with the real tables.

mod compared;
mod crossed;
mod measures;
mod published;
mod trail;
mod workplaces;

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use kernel::{
    Error, Id, SystemClock,
    id::{ProjectId, RandomIds},
};
use migrations::MigratorTrait;
use sea_orm::ConnectionTrait;
use store::{Connect, Db, Dialect, Sealer};
use tempfile::TempDir;

use super::{Breakdown, Figures, Measure, Question, Selection, Statistics, Tallied, rules, sql};
use crate::disclosure::{Audience, CountStatus, ProtectedCount};
use crate::rollup::{Added, Publication};

/// Readable ids: 26 characters of the alphabet.
fn id(kind: &str, number: usize) -> String {
    format!("{kind:0>10}{number:016}")
}

struct World {
    statistics: Statistics,
    _files: TempDir,
}

const LARGE: usize = 1;
const SMALL: usize = 2;

impl World {
    /// Two companies in one project: the large one with 19 men and 3 women, the small one with 12 men and 9 women.
    async fn new() -> Self {
        let files = tempfile::tempdir().expect("a directory");
        let url = format!("sqlite://{}", files.path().join("figures.db").display());
        let sealer = Sealer::new(&[7; 32]).expect("a key");
        let db = Db::connect(&Connect::to(url), Arc::new(SystemClock), Arc::new(RandomIds), sealer).await;
        let db = db.expect("a database");
        migrations::Migrator::up(db.connection(), None).await.expect("tables");
        let mut text = vec![format!(
            "INSERT INTO councils (id, version, kind, name, name_key, status, parent_id, region_code, founded_year, charter_on, demonstration, created_at) \
             VALUES ('{0}', 1, 'REGIONAL', 'R', 'r', 'ACTIVE', NULL, NULL, NULL, NULL, true, 0)",
            id("c", 1)
        )];
        for company in [LARGE, SMALL] {
            text.push(format!("INSERT INTO organisations VALUES ('{0}', 1, NULL, false, 'O{company}', 'o', 'COMPANY', NULL, NULL, true, 0)", id("rg", company)));
        }
        text.push(format!(
            "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision, money_precision, demonstration)
             VALUES ('{}', 1, 'P', 'p', 'STARTED', '{}', '2014-2020', 'EXACT', 'EXACT', true)", id("pr", 1), id("rg", LARGE)));
        text.push(format!(
            "INSERT INTO efforts (id, version, hub_id, council_id, project_id, title, title_key, kind, status, delivery, target_group, hours, reusable, demonstration, created_at)
             VALUES ('{}', 1, '{}', '{}', '{}', 'E', 'e', 'COURSE', 'OPEN', 'PLACE', 'ALL', 8, false, true, 0)", id("e", 1), id("h", 1), id("c", 1), id("pr", 1)));
        text.push(format!(
            "INSERT INTO occasions (id, version, effort_id, hub_id, council_id, status, starts_on, ends_on, delivery, capacity)
             VALUES ('{}', 1, '{}', '{}', '{}', 'FINISHED', '2021-03-01', '2021-03-31', 'PLACE', 99)", id("cc", 1), id("e", 1), id("h", 1), id("c", 1)));
        let mut person = 0;
        for (company, sex, people) in
            [(LARGE, "MALE", 19), (LARGE, "FEMALE", 3), (SMALL, "MALE", 12), (SMALL, "FEMALE", 9)]
        {
            for _ in 0..people {
                person += 1;
                text.extend(takes_part(person, company, sex));
            }
        }
        for statement in text {
            db.connection().execute_unprepared(&statement).await.expect(&statement);
        }
        let world = Self { statistics: Statistics::new(&db), _files: files };
        world.publish().await;
        world
    }

    /// Lets others' figures be of the records as they are now.
    async fn publish(&self) {
        Publication::new(&self.statistics.db).anew(Added::Quarterly).await.expect("it is published");
    }

    /// The project's records as its manager sees them.
    async fn owned(&self, measure: Measure, by: &[Breakdown]) -> Figures {
        self.ask_of(&manager(), measure, by, of_project()).await
    }

    async fn ask(&self, request: &Arc<Request>, measure: Measure, by: &[Breakdown]) -> Figures {
        self.ask_of(request, measure, by, Selection::default()).await
    }

    async fn ask_of(
        &self,
        request: &Arc<Request>,
        measure: Measure,
        by: &[Breakdown],
        selection: Selection,
    ) -> Figures {
        let question = Question { measure, by: by.to_vec(), selection };
        self.statistics.table(request, &question).await.expect("an answer")
    }

    async fn run(&self, statement: &str) {
        self.statistics.db.connection().execute_unprepared(statement).await.expect(statement);
    }
}

/// A person with a participation, an enrolment of two and a half hours and, every third one, two outcomes.
fn takes_part(person: usize, company: usize, sex: &str) -> Vec<String> {
    let (who, participation, enrolment) = (id("p", person), id("d", person), id("n", person));
    let (project, council, organisation) = (id("pr", 1), id("c", 1), id("rg", company));
    let (effort, occasion, hub) = (id("e", 1), id("cc", 1), id("h", 1));
    let mut all = vec![
        format!("INSERT INTO participants VALUES ('{who}', 1, 'OTHER', x'00', NULL, x'00', false, true, 0)"),
        format!(
            "INSERT INTO participations (id, version, participant_id, project_id, organisation_id, council_id, status, starts_on, sex, age_at_entry,
                employment_situation, in_education, municipality_code, sni_code, disability, minority, is_complete, record_key, demonstration)
             VALUES ('{participation}', 1, '{who}', '{project}', '{organisation}', '{council}', 'ACTIVE', '2021-05-04', '{sex}', 40,
                'EMPLOYED', false, '1480', '29102', 'NOT_ASKED', 'NOT_ASKED', true, {person}, true)"),
        format!(
            "INSERT INTO enrolments (id, version, occasion_id, effort_id, hub_id, council_id, project_id, participant_id, participation_id, organisation_id, status, source, applied_on, minutes, record_key, demonstration)
             VALUES ('{enrolment}', 1, '{occasion}', '{effort}', '{hub}', '{council}', '{project}', '{who}', '{participation}', '{organisation}', 'COMPLETED', 'NOMINATION', '2021-02-01', 150, {person}, true)"),
    ];
    if person.is_multiple_of(3) {
        for (nth, (kind, day)) in [("NEW_JOB", "2021-06-01"), ("QUALIFICATION", "2021-07-01")].into_iter().enumerate() {
            all.push(format!(
                "INSERT INTO outcomes (id, version, enrolment_id, participation_id, effort_id, hub_id, council_id, project_id, participant_id, organisation_id, kind, status, source, observed_on, recorded_at)
                 VALUES ('{}', 1, '{enrolment}', '{participation}', '{effort}', '{hub}', '{council}', '{project}', '{who}', '{organisation}', '{kind}', 'RECORDED', 'HUB', '{day}', 0)",
                id("t", person * 2 + nth)));
        }
    }
    all
}

fn as_role(role: Role, anchor: impl FnOnce(&mut Assignment)) -> Arc<Request> {
    let mut held = Assignment::bare(role);
    anchor(&mut held);
    Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
}

fn stored<K>(kind: &str, number: usize) -> Id<K> {
    Id::from_stored(&id(kind, number)).expect("an id")
}

fn contact(company: usize) -> Arc<Request> {
    as_role(Role::OrgContact, |held| held.organisation = Some(stored("rg", company)))
}

fn council() -> Arc<Request> {
    as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 1)))
}

fn manager() -> Arc<Request> {
    as_role(Role::ProjectManager, |held| held.project = Some(stored("pr", 1)))
}

fn at(figures: &Figures, key: &[Option<&str>]) -> ProtectedCount {
    let same = |found: &&super::Figure| found.key.iter().map(Option::as_deref).eq(key.iter().copied());
    figures.cells.iter().find(same).unwrap_or_else(|| panic!("{key:?} in {figures:?}")).count
}

fn of_project() -> Selection {
    Selection { projects: vec![stored("pr", 1)], ..Selection::default() }
}

/// DisclosedCount with noise, no further off than the table goes, and nothing under the threshold but zero.
fn is_noisy(told: ProtectedCount, truth: i64) -> bool {
    let near = |value: i64| if value == 0 { truth < 10 + 24 } else { value >= 5 && (value - truth).abs() <= 24 };
    told.value.is_some_and(near) && told == ProtectedCount::perturbed(told.value.unwrap_or(0))
}

const BY_SEX: &[Breakdown] = &[Breakdown::Organisation, Breakdown::Sex];

#[tokio::test]
async fn everyone_is_told_alike_and_the_company_its_own_exactly() {
    let world = World::new().await;
    let by = [Breakdown::Organisation];
    let told = world.ask(&council(), Measure::Participants, &by).await;
    let (large, small) = (id("rg", LARGE), id("rg", SMALL));
    assert!(is_noisy(at(&told, &[Some(&large)]), 22) && is_noisy(told.total, 43), "{told:?}");
    let mine = world.ask(&contact(LARGE), Measure::Participants, &by).await;
    assert_eq!(mine.policy.audience, Audience::Council);
    assert_eq!(at(&mine, &[Some(&large)]), ProtectedCount::exact(22));
    assert_eq!(at(&mine, &[Some(&small)]), at(&told, &[Some(&small)]));
    assert_eq!(mine.total, told.total);
    // Its own people by what they are: only where they alone are asked for.
    let question = Question { measure: Measure::Participants, by: BY_SEX.to_vec(), selection: Selection::default() };
    let refused = world.statistics.table(&contact(LARGE), &question).await.expect_err("refused").to_string();
    assert_eq!(refused, "invalid groupBy: CROSSING_IS_NOT_TOLD");
    let selection = Selection { organisations: vec![stored("rg", LARGE)], ..Selection::default() };
    let own = world.ask_of(&contact(LARGE), Measure::Participants, BY_SEX, selection).await;
    assert_eq!((own.policy.audience, own.total, own.as_of), (Audience::Owner, ProtectedCount::exact(22), None));
    assert_eq!(at(&own, &[Some(&large), Some("FEMALE")]), ProtectedCount::exact(3));
}

#[tokio::test]
async fn a_participation_counts_once_under_its_latest_outcome() {
    let world = World::new().await;
    let by = [Breakdown::Sex, Breakdown::EmploymentSituation, Breakdown::OutcomeKind];
    let sent = world.statistics.db.statements_sent();
    let told = world.owned(Measure::Participants, &by).await;
    assert_eq!(world.statistics.db.statements_sent(), sent + 1);
    assert_eq!(told.policy.audience, Audience::Owner);
    assert_eq!(at(&told, &[None, Some("EMPLOYED"), Some("QUALIFICATION")]), ProtectedCount::exact(14));
    assert_eq!(at(&told, &[None, None, Some("NONE")]), ProtectedCount::exact(29));
    assert!(told.cells.iter().all(|cell| cell.key[2].as_deref() != Some("NEW_JOB")));
    let of_others = world.ask(&council(), Measure::Participants, &[Breakdown::OutcomeKind]).await;
    assert!(is_noisy(at(&of_others, &[Some("NONE")]), 29), "{of_others:?}");
    // All that count as outcomes do.
    let told = world.owned(Measure::Outcomes, &[Breakdown::OutcomeKind]).await;
    assert_eq!(at(&told, &[Some("NEW_JOB")]), ProtectedCount::exact(14));
    let only = vec![(Breakdown::OutcomeKind, vec!["QUALIFICATION".to_owned()])];
    let selection = Selection { categories: only, ..of_project() };
    assert_eq!(world.ask_of(&manager(), Measure::Participants, &[], selection).await.total, ProtectedCount::exact(14));
    world.run("UPDATE participations SET results_cleared_on = '2021-08-01'").await;
    let told = world.owned(Measure::Participants, &[Breakdown::OutcomeKind]).await;
    assert_eq!(at(&told, &[Some("NONE")]), ProtectedCount::exact(43));
}

#[tokio::test]
async fn codes_places_and_calendar_are_dimensions_too() {
    let world = World::new().await;
    let by = [Breakdown::Industry, Breakdown::County, Breakdown::Region, Breakdown::AgeBand, Breakdown::Quarter];
    let told = world.owned(Measure::Enrolments, &by).await;
    let key = [Some("C"), Some("14"), Some("GOTEBORGSREGIONEN"), Some("30-54"), Some("2021-Q1")];
    assert_eq!(at(&told, &key), ProtectedCount::exact(43));
    let selection = Selection {
        industries: vec!["C".into()],
        places: vec![(taxonomy::Scheme::County, "14".into())],
        from: "2021-01-01".parse().ok(),
        to: "2021-12-31".parse().ok(),
        ..Selection::default()
    };
    let told = world.ask_of(&council(), Measure::Enrolments, &[Breakdown::OrganisationKind], selection.clone()).await;
    assert!(is_noisy(at(&told, &[Some("COMPANY")]), 43));
    let selection = Selection { industries: vec!["F".into()], ..selection };
    let told = world.ask_of(&council(), Measure::Enrolments, &[Breakdown::AgeBand], selection).await;
    assert_eq!((told.total, told.cells.len()), (ProtectedCount::perturbed(0), 1));
}

#[tokio::test]
async fn a_sum_says_no_more_than_the_count_beside_it() {
    let world = World::new().await;
    let by = [Breakdown::Sex];
    // Of one hour each in one company and none in the other, and of nobody: told alike where the count is told as zero.
    for change in ["UPDATE enrolments SET minutes = 60", "UPDATE enrolments SET minutes = 0", "DELETE FROM outcomes"] {
        world.run(change).await;
        world.publish().await;
        let (hours, enrolments) =
            (world.ask(&council(), Measure::Hours, &by).await, world.ask(&council(), Measure::Enrolments, &by).await);
        for (sum, count) in hours.cells.iter().zip(&enrolments.cells) {
            assert_eq!(sum.key, count.key);
            assert_eq!(sum.count.status, CountStatus::Perturbed);
            assert!(count.count.value != Some(0) || sum.count.value == Some(0), "{sum:?} beside {count:?}");
        }
    }
    // Each company's part is moved by fifteen to forty-five per cent, and the sum by at most nine tenths of ten mean records.
    world.run("UPDATE enrolments SET minutes = 150").await;
    world.publish().await;
    let told = world.ask(&council(), Measure::Hours, &[]).await.total;
    assert!(told.value.is_some_and(|hours| (hours - 107).abs() <= 72), "{told:?}");
    let own = Selection { organisations: vec![stored("rg", LARGE)], ..Selection::default() };
    let told = world.ask_of(&contact(LARGE), Measure::Hours, &[Breakdown::Organisation], own).await;
    assert_eq!(at(&told, &[Some(&id("rg", LARGE))]), ProtectedCount::exact(55));
}

#[tokio::test]
async fn many_records_of_few_people_are_not_told() {
    let world = World::new().await;
    assert!(is_noisy(world.ask(&council(), Measure::Outcomes, &[]).await.total, 28));
    let few: Vec<String> = [3, 6, 9].map(|person| format!("'{}'", id("p", person))).to_vec();
    world.run(&format!("UPDATE outcomes SET participant_id = {} WHERE 1 = 1", few[0])).await;
    world.publish().await;
    let told = world.ask(&council(), Measure::Outcomes, &[]).await;
    assert_eq!(told.total, ProtectedCount::perturbed(0), "twenty-eight outcomes of one person");
    assert_eq!(world.owned(Measure::Outcomes, &[]).await.total, ProtectedCount::exact(28));
}

#[tokio::test]
async fn an_efforts_counts_are_exact_for_its_hub_only() {
    let world = World::new().await;
    world.run(&format!("UPDATE enrolments SET status = 'DROPPED_OUT' WHERE id = '{}'", id("n", 1))).await;
    world.publish().await;
    let hub = as_role(Role::HubCoordinator, |held| held.hub = Some(stored("h", 1)));
    let effort = |number| Tallied { id: stored("e", number), hub: stored("h", 1), project: None, provider: None };
    let efforts = [effort(1), effort(2)];
    let told = world.statistics.enrolment_counts(&hub, &efforts).await.expect("counts");
    let exact =
        vec![("COMPLETED".to_owned(), ProtectedCount::exact(42)), ("DROPPED_OUT".to_owned(), ProtectedCount::exact(1))];
    assert_eq!(told[&efforts[0].id].by, exact);
    assert_eq!((told[&efforts[1].id].by.len(), told[&efforts[1].id].total), (0, ProtectedCount::exact(0)));
    let told = world.statistics.enrolment_counts(&council(), &efforts).await.expect("counts");
    // Every category is told of, whether anyone is there or not; one in an effort is told as in an empty one.
    for effort in &efforts {
        assert_eq!(told[&effort.id].by.len(), 12);
        let dropped = told[&effort.id].by.iter().find(|(code, _)| code == "DROPPED_OUT");
        assert_eq!(dropped.map(|(_, count)| *count), Some(ProtectedCount::perturbed(0)));
    }
    assert!(is_noisy(told[&efforts[0].id].total, 43), "{told:?}");
    assert_eq!(told[&efforts[1].id].total, ProtectedCount::perturbed(0));
    let told = world.statistics.outcome_counts(&council(), &efforts).await.expect("counts");
    assert!(is_noisy(told[&efforts[0].id].total, 28));
}

#[tokio::test]
async fn a_projects_count_is_exact_for_who_reaches_it_all_only() {
    let world = World::new().await;
    let projects: [ProjectId; 2] = [stored("pr", 1), stored("pr", 2)];
    let told = world.statistics.participant_counts(&manager(), &projects, None).await.expect("counts");
    assert_eq!(told[&projects[0]], ProtectedCount::exact(43));
    assert_eq!(told[&projects[1]], ProtectedCount::perturbed(0), "another's, and nobody is there, or few");
    let table = world.ask(&council(), Measure::Participants, &[Breakdown::Project]).await;
    // Whose people are among them is told no more than others are.
    for reader in [council(), contact(SMALL)] {
        let told = world.statistics.participant_counts(&reader, &projects, None).await.expect("counts");
        assert!(is_noisy(told[&projects[0]], 43), "{told:?}");
        assert_eq!(told[&projects[0]], at(&table, &[Some(&id("pr", 1))]));
    }
}

#[tokio::test]
async fn every_measure_divides_by_every_dimension_it_has_and_by_no_other() {
    let world = World::new().await;
    for measure in Measure::ALL {
        for breakdown in Breakdown::ALL {
            let question = Question { measure: *measure, by: vec![*breakdown], selection: Selection::default() };
            match world.statistics.table(&contact(SMALL), &question).await {
                Ok(told) => assert!(measure.has(*breakdown, "groupBy").is_ok() && !told.cells.is_empty()),
                Err(Error::Invalid { rule, .. }) if measure.has(*breakdown, "groupBy").is_ok() => {
                    assert!([rules::PERIOD_IS_NOT_WHOLE, rules::ORGANISATION_IS_NOT_TOLD].contains(&rule), "{rule}");
                }
                Err(Error::Invalid { rule, .. }) => assert_eq!(rule, rules::MEASURE_LACKS_DIMENSION),
                Err(error) => panic!("{measure} by {breakdown}: {error}"),
            }
        }
    }
    let lacks = |measure: Measure, breakdown| measure.has(breakdown, "groupBy").is_err();
    assert!(lacks(Measure::Needs, Breakdown::Sex) && lacks(Measure::Participants, Breakdown::Effort));
    assert!(lacks(Measure::PeopleNeeded, Breakdown::Project) && lacks(Measure::Outcomes, Breakdown::Status));
}

#[test]
fn a_question_is_one_statement_in_either_tongue() {
    let project: ProjectId = stored("pr", 1);
    let selection = Selection { projects: vec![project], from: "2021-01-01".parse().ok(), ..Selection::default() };
    let by = vec![Breakdown::Sex, Breakdown::Month];
    let question = Question { measure: Measure::Participants, by, selection };
    let text = |dialect| sql::statement(&question, &sql::Reads::Live, dialect).sql;
    let (sqlite, postgres) = (text(Dialect::Sqlite), text(Dialect::Postgres));
    assert!(sqlite.contains("r.project_id IN (SELECT value FROM json_each(?1))"));
    assert!(sqlite.contains("strftime('%Y-%m', r.starts_on) AS d1") && sqlite.contains("r.starts_on >= ?2"));
    assert!(postgres.contains("r.project_id = ANY($1)") && postgres.contains("r.starts_on >= $2"));
    assert!(
        postgres.contains("to_char(r.starts_on, 'YYYY-MM') AS d1")
            && postgres.ends_with("GROUP BY d0, d1, split_, own_ LIMIT 50001")
    );
    for (measure, expected) in
        [(Measure::Participants, "o.participation_id = r.id"), (Measure::Hours, "o.enrolment_id = r.id")]
    {
        let question = Question { measure, by: vec![Breakdown::OutcomeKind], selection: Selection::default() };
        let text = sql::statement(&question, &sql::Reads::Live, Dialect::Postgres).sql;
        assert!(
            text.contains(expected) && text.contains("GROUP BY r.id)") && text.contains("CAST(k_ % 16 AS text) AS d0"),
            "{text}"
        );
        // Nothing but copies is read of others' records, and a copy has its latest outcome.
        let text = sql::statement(&question, &sql::Reads::Published { late: false }, Dialect::Postgres).sql;
        assert!(text.contains("r.outcome AS k_") && text.contains("WHERE NOT r.late") && !text.contains("outcomes o"));
        assert!(!text.contains("FROM participations") && !text.contains("FROM enrolments"), "{text}");
    }
}

#[test]
fn a_question_that_cannot_be_answered_is_refused_with_its_field() {
    let check = |by: &[Breakdown], selection: Selection| {
        Question { measure: Measure::Participants, by: by.to_vec(), selection }
            .check()
            .expect_err("refused")
            .to_string()
    };
    let none = Selection::default;
    assert_eq!(check(&[Breakdown::Sex, Breakdown::Sex], none()), "invalid groupBy: DIMENSION_IS_REPEATED");
    assert_eq!(check(&Breakdown::ALL[..6], none()), "invalid groupBy: TOO_MANY_DIMENSIONS");
    assert_eq!(check(&[Breakdown::Effort], none()), "invalid groupBy: MEASURE_LACKS_DIMENSION");
    let sexes = |code: &str| Selection { categories: vec![(Breakdown::Sex, vec![code.to_owned()])], ..none() };
    assert_eq!(check(&[], sexes("OTHER")), "invalid filter.sex: CODE_IS_UNKNOWN");
    let efforts = Selection { efforts: vec![stored("e", 1)], ..none() };
    assert_eq!(check(&[], efforts), "invalid filter.effortId: MEASURE_LACKS_DIMENSION");
}
