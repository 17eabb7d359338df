//! Development plans and workforces: what is summed of them is what they are.

use access::Role;
use statistics::{
    figures::{Breakdown, Figures, Followed, Measure, Question, Selection, Statistics},
    rollup::{Added, Publication, Source},
};

use crate::{
    history::happen,
    questions::{as_role, leader, told},
    world::{COUNCILS, Draw, ORGANISATIONS, PROJECTS, World, id, stored},
};

/// Most plans that there are of a random history.
const PLANS: u64 = 300;

/// One change to a plan, as a statement.
pub fn change(draw: &mut Draw) -> String {
    let which = format!("id = '{}'", draw.id("dp", PLANS));
    let set = match draw.below(9) {
        0..3 => return begun(draw),
        3 => format!("status = 'ADOPTED', adopted_on = {}", draw.day()),
        4 => "adopted_on = NULL".to_owned(),
        5 => format!("lines = lines + {}, strategic_lines = strategic_lines + 1", draw.below(4) + 1),
        6 => format!("status = '{}', project_id = {}", draw.one(&["REVIEWED", "SUPERSEDED"]), some_project(draw)),
        7 => "version = version + 1".to_owned(),
        _ => return format!("DELETE FROM development_plans WHERE {which}"),
    };
    let which =
        if draw.below(6) == 0 { format!("organisation_id = '{}'", draw.id("rg", ORGANISATIONS)) } else { which };
    format!("UPDATE development_plans SET {set} WHERE {which}")
}

fn some_project(draw: &mut Draw) -> String {
    draw.id_or_none("pr", PROJECTS)
}

fn begun(draw: &mut Draw) -> String {
    let (nth, organisation) = (draw.below(PLANS) + 1, draw.below(ORGANISATIONS) + 1);
    let (project, lines) = (some_project(draw), draw.below(20) + 3);
    let adopted = if draw.below(3) == 0 { "NULL".to_owned() } else { draw.day() };
    plan(nth, organisation, &project, &adopted, "ADOPTED", lines)
}

/// A plan, three of whose lines are strategic; project and day as SQL.
fn plan(nth: u64, organisation: u64, project: &str, adopted_on: &str, status: &str, lines: u64) -> String {
    format!(
        "INSERT INTO development_plans (id, version, organisation_id, project_id, valid_from, valid_to, status, adopted_on, lines, \
         strategic_lines) VALUES ('{}', 1, '{}', {project}, '2021-01-01', '2025-12-31', '{status}', {adopted_on}, {lines}, 3)",
        id("dp", nth),
        id("rg", organisation),
    )
}

pub async fn a_plan_is_noted_when_it_is_adopted_and_when_it_changes(world: World) {
    let noted = async || world.number("SELECT COUNT(*) FROM rollup_development_plans").await;
    world.run(&plan(1, 1, "NULL", "NULL", "DRAFT", 5)).await;
    world.run("UPDATE development_plans SET lines = 6").await;
    assert_eq!(noted().await, 0, "a draft is in no figure");
    world.run("UPDATE development_plans SET status = 'ADOPTED', adopted_on = '2021-02-01'").await;
    assert_eq!(noted().await, 1);
    world.run("UPDATE development_plans SET version = version + 1, reviewed_on = '2022-02-01'").await;
    assert_eq!(noted().await, 1, "what is not counted is not noted");
    world.run("UPDATE development_plans SET lines = 8").await;
    world.run("UPDATE development_plans SET status = 'REVIEWED'").await;
    world.assert_equal("changed").await;
    world.rollups.fold().await.expect("it folds");
    assert_eq!(noted().await, 0);
    let lines = "SELECT CAST(SUM(lines) AS bigint) FROM rollup_development_plans_project WHERE status = 'REVIEWED'";
    assert_eq!(world.number(lines).await, 8);
    world.run("UPDATE rollup_development_plans_month SET strategic_lines = strategic_lines + 1").await;
    let differences = world.rollups.check().await.expect("it checks");
    assert!(
        differences.iter().all(|difference| difference.table == "rollup_development_plans_month"),
        "{differences:?}"
    );
    assert_eq!(differences.len(), 1);
    world.rollups.rebuild().await.expect("it rebuilds");
    world.run("DELETE FROM development_plans").await;
    world.assert_equal("deleted").await;
}

/// Plans of so many employers that others are told of them, of four years.
async fn planned(world: &World) {
    for nth in ORGANISATIONS + 1..=ORGANISATIONS + 14 {
        world
            .run(&format!(
                "INSERT INTO organisations VALUES ('{}', 1, NULL, false, 'O', 'o', 'COMPANY', NULL, NULL, true, 0)",
                id("rg", nth)
            ))
            .await;
        for year in 0..4 {
            let project = format!("'{}'", id("pr", if nth % 7 > 0 { 1 } else { 2 }));
            let status = if year < 3 { "SUPERSEDED" } else { "ADOPTED" };
            let day = format!("'202{}-05-11'", year + 1);
            world.run(&plan(1_000 + nth * 10 + year, nth, &project, &day, status, 7 + nth * (year + 1))).await;
        }
    }
}

fn lines(measure: Measure, by: &[Breakdown], selection: Selection) -> Question {
    Question { measure, by: by.to_vec(), selection }
}

async fn asked(statistics: &Statistics, question: &Question) -> Figures {
    statistics.table(&leader(), question).await.unwrap_or_else(|error| panic!("{error}: {question:?}"))
}

pub async fn others_plans_are_told_alike_from_sums_and_from_copies(world: World) {
    planned(&world).await;
    Publication::new(&world.db).anew(Added::Quarterly).await.expect("it is published");
    let rolled = Statistics::new(&world.db);
    let base = rolled.clone().without_rollups();
    let of_one = || Selection { projects: vec![stored("pr", 1)], ..Selection::default() };
    let period = Selection { from: "2021-01-01".parse().ok(), to: "2022-12-31".parse().ok(), ..Selection::default() };
    for (by, selection, expected) in [
        (vec![Breakdown::Year], Selection::default(), "month"),
        (vec![], period, "month"),
        (vec![Breakdown::Year, Breakdown::Status], Selection::default(), "project"),
        (vec![Breakdown::Quarter, Breakdown::ProgrammePeriod], Selection::default(), "project"),
        (vec![Breakdown::Year], of_one(), "project"),
    ] {
        for measure in [Measure::PlanLines, Measure::StrategicLines] {
            let question = lines(measure, &by, selection.clone());
            let (found, copied) = (asked(&rolled, &question).await, asked(&base, &question).await);
            assert_eq!(told(&found), told(&copied), "{question:?}");
            assert!(found.total.value.is_some_and(|total| total > 0), "{question:?}: nothing is told");
            assert!(matches!(found.source, Source::Rollup { cuboid, .. } if cuboid == expected), "{:?}", found.source);
            let against = |figures: &Figures| figures.against.as_deref().map(told);
            assert_eq!(against(&found), against(&copied), "{question:?}");
        }
    }
    // The project's own, as they are now.
    let manager = as_role(Role::ProjectManager, |held| held.project = Some(stored("pr", 1)));
    world.run("UPDATE development_plans SET lines = lines + 1").await;
    let question = lines(Measure::PlanLines, &[Breakdown::Month], of_one());
    let found = rolled.table(&manager, &question).await.expect("an answer");
    let recorded = base.table(&manager, &question).await.expect("an answer");
    assert_eq!(told(&found), told(&recorded));
    assert!(matches!(found.source, Source::Rollup { cuboid: "project", .. }), "{:?}", found.source);
}

pub async fn sums_that_a_step_added_are_made_of_the_copies_that_are_there(world: World) {
    planned(&world).await;
    let publication = Publication::new(&world.db);
    assert!(publication.renew(Added::Quarterly).await.expect("it is published"));
    let statistics = Statistics::new(&world.db);
    let question = lines(Measure::StrategicLines, &[Breakdown::Year], Selection::default());
    let before = asked(&statistics, &question).await;
    // As the step leaves it in a database that has published; what comes to the records meanwhile is not copied.
    world.run("DELETE FROM published_development_plans_month").await;
    world.run("UPDATE published_state SET summed = false").await;
    world.run("DELETE FROM development_plans").await;
    assert!(publication.renew(Added::Quarterly).await.expect("the sums are made"));
    assert_eq!(told(&asked(&statistics, &question).await), told(&before));
    assert!(!publication.renew(Added::Quarterly).await.expect("nothing is due"));
}

pub async fn a_follow_up_has_the_numbers_of_the_tables(world: World) {
    happen(&world, 151, 400).await;
    let mut draw = Draw::of(152);
    for nth in 1..ORGANISATIONS {
        let industry = ["'29102'", "'62010'", "NULL"][nth as usize % 3];
        world.run(&format!("UPDATE organisations SET sni_code = {industry} WHERE id = '{}'", id("rg", nth))).await;
        for (count, day) in ["2019-06-01", "2021-03-01", "2022-09-30"].into_iter().enumerate() {
            let people = [draw.below(200) + 40, draw.below(300) + 40, draw.below(30)];
            world
                .run(&format!(
                    "INSERT INTO workforce_snapshots (id, organisation_id, counted_on, women, men, others, created_at) \
                     VALUES ('{}', '{}', '{day}', {}, {}, {}, 0)",
                    id("ws", nth * 10 + count as u64),
                    id("rg", nth),
                    people[0],
                    people[1],
                    people[2]
                ))
                .await;
        }
    }
    Publication::new(&world.db).anew(Added::Quarterly).await.expect("it is published");
    let rolled = Statistics::new(&world.db);
    let statistics = rolled.clone().without_rollups();
    let by_industry = |by: &[Breakdown]| Question {
        measure: Measure::ParticipantsAgainstWorkforce,
        by: by.to_vec(),
        selection: Selection {
            categories: vec![(Breakdown::Sex, vec!["FEMALE".to_owned(), "MALE".to_owned()])],
            ..Selection::default()
        },
    };
    for by in
        [&[Breakdown::Industry, Breakdown::Sex][..], &[Breakdown::IndustryDivision], &[Breakdown::OrganisationKind]]
    {
        let (found, copied) = (asked(&rolled, &by_industry(by)).await, asked(&statistics, &by_industry(by)).await);
        let against = |figures: &Figures| figures.against.as_deref().map(told);
        assert_eq!((told(&found), against(&found)), (told(&copied), against(&copied)), "{by:?}");
        let workforce = found.against.as_deref().expect("what it is held against");
        assert!(workforce.total.value.is_some_and(|total| total > 100), "{by:?}: {:?}", workforce.total);
        let is_of_industry = by[0] != Breakdown::OrganisationKind;
        assert_eq!(matches!(workforce.source, Source::Rollup { cuboid: "workforces", .. }), is_of_industry, "{by:?}");
        assert_eq!(
            matches!(found.source, Source::Rollup { cuboid: "counted_industry", .. }),
            is_of_industry,
            "{by:?} {:?}",
            found.source
        );
    }
    for as_of in ["no day", "2018-12-31", "2019-12-31", "2021-12-31"] {
        let as_of: Option<chrono::NaiveDate> = as_of.parse().ok();
        let projects = (1..=PROJECTS).map(|nth| {
            let selection = Selection { projects: vec![stored("pr", nth)], ..Selection::default() };
            (id("pr", nth), Followed::Projects(selection.projects.clone()), selection)
        });
        let councils = (1..=COUNCILS).map(|nth| {
            let selection = Selection { councils: vec![stored("c", nth)], ..Selection::default() };
            (id("c", nth), Followed::Councils(selection.councils.clone()), selection)
        });
        for (id, followed, selection) in projects.chain(councils) {
            let follow_ups = Statistics::new(&world.db).equality(&leader_of_none(), &followed, None, as_of).await;
            let follow_up = follow_ups.expect("a follow-up").remove(&id).expect("of each");
            let question = |measure, to| Question {
                measure,
                by: vec![Breakdown::Sex],
                selection: Selection { as_of, to, ..selection.clone() },
            };
            for (measure, to, followed) in [
                (Measure::Workforce, None, &follow_up.workforce),
                (Measure::ParticipantsAgainstWorkforce, as_of, &follow_up.participants),
            ] {
                let table = statistics.table(&leader_of_none(), &question(measure, to)).await.expect("an answer");
                let women = table.cells.iter().find(|cell| cell.key[0].as_deref() == Some("FEMALE"));
                let women = women.and_then(|cell| cell.count.value).unwrap_or(0);
                let expected = (followed.women.value, followed.everyone.value);
                assert_eq!((Some(women), table.total.value), expected, "{measure} of {id} as of {as_of:?}");
            }
            let everyone = follow_up.workforce.everyone.value;
            let counted = as_of.is_none_or(|day| day > "2018-12-31".parse().expect("a day"));
            assert_eq!(everyone.is_some_and(|everyone| everyone > 100), counted, "{id} as of {as_of:?}: {everyone:?}");
        }
    }
}

/// Leads a council of which none of the records are.
fn leader_of_none() -> std::sync::Arc<access::Request> {
    as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 9)))
}
