//! Needs: what is summed of them is what they are, and how long they waited follows from counts for each number of days.

use access::Role;
use statistics::{
    figures::{Breakdown, Figures, Measure, Question, Selection, Statistics},
    rollup::{Added, Publication, Source},
};

use crate::{
    questions::{as_role, leader, told},
    world::{COUNCILS, Draw, ORGANISATIONS, World, id, stored},
};

/// Most needs that there are of a random history.
const NEEDS: u64 = 300;

/// One change to a need, as a statement.
pub fn change(draw: &mut Draw) -> String {
    let which = format!("id = '{}'", draw.id("nd", NEEDS));
    let set = match draw.below(11) {
        0..4 => return reported(draw),
        4 => format!("status = 'ENDORSED', endorsed_on = {}", draw.day()),
        5 => format!("triaged_on = {}", draw.day()),
        6 => format!("status = 'IN_ACTION', begun_on = {}, is_waived = {}", draw.day(), draw.below(2) == 0),
        7 => format!("status = 'MET', met_on = {}, people_needed = people_needed + {}", draw.day(), draw.below(9)),
        8 => "status = 'MERGED'".to_owned(),
        9 => "version = version + 1, title = 'nothing that is counted'".to_owned(),
        _ => return format!("DELETE FROM needs WHERE {which}"),
    };
    let which =
        if draw.below(6) == 0 { format!("organisation_id = '{}'", draw.id("rg", ORGANISATIONS)) } else { which };
    format!("UPDATE needs SET {set} WHERE {which}")
}

fn reported(draw: &mut Draw) -> String {
    let (nth, people, key) = (draw.below(NEEDS) + 1, draw.below(90) + 1, draw.below(1 << 60));
    let organisation = draw.id_or_none("rg", ORGANISATIONS);
    let council = draw.below(COUNCILS) + 1;
    let (reported_on, endorsed_on) = (draw.day(), if draw.below(2) == 0 { draw.day() } else { "NULL".to_owned() });
    let cause = draw.one(&["GROWTH", "PANDEMIC", "RETIREMENT"]);
    need(nth, council, &organisation, cause, people, (&reported_on, &endorsed_on), key)
}

/// A qualified need; organisation and days as SQL.
pub fn need(
    nth: u64,
    council: u64,
    organisation: &str,
    cause: &str,
    people: u64,
    (reported_on, endorsed_on): (&str, &str),
    key: u64,
) -> String {
    let horizon = ["SHORT", "MEDIUM", "LONG"][nth as usize % 3];
    let ssyk = ["'2512'", "'7223'", "NULL"][nth as usize % 3];
    format!(
        "INSERT INTO needs (id, version, council_id, organisation_id, title, title_key, status, basis, cause, horizon, target_group, \
         ssyk_code, sni_code, municipality_code, people_needed, reported_on, endorsed_on, demonstration, record_key) VALUES ('{}', 1, \
         '{}', {organisation}, 'N', 'n', 'QUALIFIED', 'BOTH', '{cause}', '{horizon}', 'ALL', {ssyk}, '29102', '1480', {people}, \
         {reported_on}, {endorsed_on}, true, {key})",
        id("nd", nth),
        id("c", council),
    )
}

pub async fn a_need_is_noted_with_the_days_that_it_waited(world: World) {
    let noted = async || world.number("SELECT COUNT(*) FROM rollup_needs").await;
    world.run(&need(1, 1, "NULL", "GROWTH", 7, ("'2021-03-01'", "NULL"), 5)).await;
    assert_eq!(noted().await, 1);
    world.run("UPDATE needs SET version = version + 1, title = 'M'").await;
    assert_eq!(noted().await, 1, "what is not counted is not noted");
    world.run("UPDATE needs SET endorsed_on = '2021-03-31', triaged_on = '2021-03-11'").await;
    assert_eq!(noted().await, 3, "it leaves one cell and comes to another");
    world.assert_equal("endorsed").await;
    world.rollups.fold().await.expect("it folds");
    let days = "SELECT CAST(SUM(n) AS bigint) FROM rollup_needs_endorsement WHERE days_to_endorsement = 30";
    assert_eq!(world.number(days).await, 1);
    let days = "SELECT CAST(SUM(n) AS bigint) FROM rollup_needs_triage WHERE days_to_triage = 10";
    assert_eq!(world.number(days).await, 1);
    let backing = "SELECT CAST(SUM(people_needed) AS bigint) FROM rollup_needs_state WHERE backing = 'ENDORSED'";
    assert_eq!(world.number(backing).await, 7);
    world.run("UPDATE needs SET status = 'MERGED'").await;
    world.assert_equal("merged").await;
    world.rollups.fold().await.expect("it folds");
    assert_eq!(world.number("SELECT CAST(SUM(n) AS bigint) FROM rollup_needs_state").await, 0);
    world.run("UPDATE rollup_needs_met SET people_needed = people_needed + 1").await;
    let differences = world.rollups.check().await.expect("it checks");
    assert!(!differences.is_empty(), "a wrong cell is found");
    assert!(differences.iter().all(|difference| difference.table == "rollup_needs_met"), "{differences:?}");
    world.rollups.rebuild().await.expect("it rebuilds");
    world.run("DELETE FROM needs").await;
    world.assert_equal("deleted").await;
}

/// Needs of so many employers that others are told of them, endorsed after one to eighty days.
async fn many(world: &World) {
    for nth in ORGANISATIONS + 1..=ORGANISATIONS + 20 {
        let employer = id("rg", nth);
        world
            .run(&format!(
                "INSERT INTO organisations VALUES ('{employer}', 1, NULL, false, 'O', 'o', 'COMPANY', NULL, NULL, true, 0)"
            ))
            .await;
        for year in 1..4 {
            let number = nth * 10 + year;
            let reported_on = format!("'202{year}-05-01'");
            let endorsed_on = format!("'202{year}-{:02}-{:02}'", 5 + nth % 3, 1 + (nth * 7 + year) % 28);
            let key = number * 1_000_003 * 1_000_003 % (1 << 60);
            let cause = if nth % 2 == 0 { "GROWTH" } else { "PANDEMIC" };
            // Ten employers each, whose ids end in ten ways.
            let council = nth / 10 % COUNCILS + 1;
            let dates = (reported_on.as_str(), endorsed_on.as_str());
            world.run(&need(number, council, &format!("'{employer}'"), cause, nth + year, dates, key)).await;
        }
    }
}

async fn asked(statistics: &Statistics, question: &Question) -> Figures {
    statistics.table(&leader(), question).await.unwrap_or_else(|error| panic!("{error}: {question:?}"))
}

pub async fn others_needs_are_told_alike_from_sums_and_from_copies(world: World) {
    many(&world).await;
    Publication::new(&world.db).anew(Added::Quarterly).await.expect("it is published");
    let rolled = Statistics::new(&world.db);
    let base = rolled.clone().without_rollups();
    let period = Selection { from: "2021-01-01".parse().ok(), to: "2022-12-31".parse().ok(), ..Selection::default() };
    let of_two = || Selection { councils: vec![stored("c", 2)], ..Selection::default() };
    for (measure, by, selection, expected) in [
        (Measure::Needs, vec![Breakdown::Backing], Selection::default(), "state"),
        (Measure::Needs, vec![Breakdown::Cause, Breakdown::Horizon], Selection::default(), "reason"),
        (Measure::PeopleNeeded, vec![Breakdown::Cause, Breakdown::Year], Selection::default(), "reason_month"),
        (Measure::PeopleNeeded, vec![Breakdown::OccupationMinorGroup], Selection::default(), "occupation"),
        (Measure::PeopleNeeded, vec![Breakdown::Industry, Breakdown::County], Selection::default(), "place"),
        (Measure::Needs, vec![Breakdown::OrganisationKind], Selection::default(), "body"),
        (Measure::DaysToEndorsement, vec![Breakdown::Council], Selection::default(), "endorsement"),
        (Measure::DaysToEndorsement, vec![Breakdown::Year], of_two(), "endorsement"),
        (Measure::DaysToEndorsement, vec![], period, "endorsement"),
    ] {
        let question = Question { measure, by, selection };
        let (found, copied) = (asked(&rolled, &question).await, asked(&base, &question).await);
        assert_eq!(told(&found), told(&copied), "{question:?}");
        assert!(found.total.value.is_some_and(|total| total > 0), "{question:?}: nothing is told");
        assert!(matches!(found.source, Source::Rollup { cuboid, .. } if cuboid == expected), "{:?}", found.source);
    }
}

pub async fn a_councils_own_median_is_that_of_its_needs(world: World) {
    many(&world).await;
    world.rollups.fold().await.expect("it folds");
    // One more, which is in the ledger alone.
    world.run(&need(9_999, 1, "NULL", "GROWTH", 3, ("'2021-05-01'", "'2022-05-01'"), 4)).await;
    let leader = as_role(Role::ProcessLeader, |held| held.council = Some(stored("c", 1)));
    let question = Question {
        measure: Measure::DaysToEndorsement,
        by: vec![],
        selection: Selection { councils: vec![stored("c", 1)], ..Selection::default() },
    };
    let statistics = Statistics::new(&world.db);
    let found = statistics.table(&leader, &question).await.expect("an answer");
    assert!(matches!(found.source, Source::Rollup { cuboid: "endorsement", .. }), "{:?}", found.source);
    let recorded = statistics.without_rollups().table(&leader, &question).await.expect("an answer");
    assert_eq!(told(&found), told(&recorded));
    // The same by hand: the days of the council's ten employers, three years each, and the one more.
    let mut days: Vec<u64> = vec![365];
    for nth in (ORGANISATIONS + 1..=ORGANISATIONS + 20).filter(|nth| nth / 10 % COUNCILS == 0) {
        for year in 1..4 {
            let before = [0, 31, 61][nth as usize % 3];
            days.push(before + (nth * 7 + year) % 28);
        }
    }
    days.sort_unstable();
    let at = |place: usize| days[place] as f64;
    let quartile = |nth: usize| {
        let (place, quarters) = ((days.len() - 1) * nth / 4, (days.len() - 1) * nth % 4);
        at(place) + (at((place + 1).min(days.len() - 1)) - at(place)) * quarters as f64 / 4.0
    };
    let average = found.cells[0].average.expect("days");
    assert_eq!(found.total.value, i64::try_from(days.len()).ok());
    assert_eq!(
        [average.lower_quartile, average.median, average.upper_quartile],
        [quartile(1), quartile(2), quartile(3)],
        "{days:?}"
    );
}
