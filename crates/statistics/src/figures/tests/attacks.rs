//! Attacks on the whole way from the records to the answer, with the record keys drawn anew for every game.

use std::collections::HashSet;

use super::*;
use crate::{
    figures::{Order, OrderBy, ordered},
    rollup::{Rollups, Source},
};

impl World {
    /// New record keys for everyone, as if the same had been recorded anew.
    async fn draw_keys(&self) {
        for table in ["participations", "enrolments", "needs"] {
            self.run(&format!("UPDATE {table} SET record_key = random() & 1152921504606846975")).await;
        }
        // A key is given for good: nothing follows a change of one, which there is only here.
        Rollups::new(&self.statistics.db).rebuild().await.expect("rebuilt");
    }
}

/// The attacker's estimates do not settle on the truth, nor on anything.
fn assert_unsettled(estimates: &[i64], truth: i64) {
    let right = estimates.iter().filter(|estimate| **estimate == truth).count();
    let different: HashSet<&i64> = estimates.iter().collect();
    assert!(right * 2 < estimates.len() && different.len() > 2, "{truth} in {estimates:?}");
}

#[tokio::test]
async fn the_women_of_a_company_do_not_follow_from_filters_sums_or_time() {
    let world = World::new().await;
    let statistics = world.statistics.clone().without_rollups();
    let ask = async |request: &Arc<Request>, by: &[Breakdown], selection: Selection| {
        let question = Question { measure: Measure::Participants, by: by.to_vec(), selection };
        statistics.table(request, &question).await.expect("an answer")
    };
    let sexes = |codes: &[&str]| Selection {
        categories: vec![(Breakdown::Sex, codes.iter().map(|code| (*code).to_owned()).collect())],
        organisations: vec![stored("rg", LARGE)],
        ..Selection::default()
    };
    let value = |told: Figures| told.total.value.expect("told");
    let (mut filters, mut joins, mut both) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..40 {
        world.draw_keys().await;
        // All of the company less its men.
        filters.push(value(ask(&public(), &[], sexes(&[])).await) - value(ask(&public(), &[], sexes(&["MALE"])).await));
        // The company that holds the others asks signed in and signed out.
        let mine = ask(&contact(SMALL), &[Breakdown::Sex], Selection::default()).await;
        let open = ask(&public(), &[Breakdown::Sex], Selection::default()).await;
        let women = |told: &Figures| {
            told.cells.iter().find(|cell| cell.key[0].as_deref() == Some("FEMALE")).and_then(|cell| cell.count.value)
        };
        assert!(women(&mine).is_none_or(|women| women == 9 || women >= 14), "{mine:?}");
        both.push(women(&mine).unwrap_or(9) + women(&open).unwrap_or(9) - 2 * 9);
        // One leaves.
        let before = value(ask(&public(), &[], Selection::default()).await);
        world.run(&format!("UPDATE participations SET starts_on = '2019-01-01' WHERE id = '{}'", id("d", 20))).await;
        let since = Selection { from: "2020-01-01".parse().ok(), ..Selection::default() };
        joins.push(before - value(ask(&public(), &[], since).await));
        world.run("UPDATE participations SET starts_on = '2021-05-04'").await;
    }
    assert_unsettled(&filters, 3);
    assert_unsettled(&both, 2 * 3);
    assert_unsettled(&joins, 1);
}

#[test]
fn noise_can_follow_the_records_of_everything_that_is_not_open() {
    for measure in Measure::ALL {
        let keyed = measure.record_key().is_some() || measure.is_keyed_by_split();
        assert!(keyed || measure.spec().is_open, "tables of {measure} could be subtracted");
    }
}

/// An organisation's plans are not found by asking for all needs and for all but one, nor by their sums and means.
#[tokio::test]
async fn one_need_does_not_follow_from_all_and_all_but_one() {
    let world = World::new().await;
    world.report("GROWTH", [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 90]).await;
    world.run(&format!("UPDATE needs SET cause = 'PANDEMIC' WHERE id = '{}'", id("nd", 113))).await;
    let but_one = || Selection { categories: vec![(Breakdown::Cause, vec!["GROWTH".into()])], ..Selection::default() };
    let (mut needs, mut people, mut days) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..40 {
        world.draw_keys().await;
        for (measure, estimates) in [(Measure::Needs, &mut needs), (Measure::PeopleNeeded, &mut people)] {
            let all = world.ask(&public(), measure, &[]).await.total.value.expect("fourteen needs");
            let others = world.ask_of(&public(), measure, &[], but_one()).await.total.value.expect("thirteen needs");
            estimates.push(all - others);
        }
        let mean = |told: &Figures| told.cells.last().and_then(|cell| cell.average).expect("more than ten needs").mean;
        let all = mean(&world.ask(&public(), Measure::DaysToEndorsement, &[]).await);
        let others = mean(&world.ask_of(&public(), Measure::DaysToEndorsement, &[], but_one()).await);
        // The attacker knows how many they are, which is more than anybody is told.
        days.push((all * 14.0 - others * 13.0).round() as i64);
    }
    assert_unsettled(&needs, 1);
    assert_unsettled(&people, 5);
    assert_unsettled(&days, 90);
    // The one alone is nothing that anyone is told of.
    let one = Selection { categories: vec![(Breakdown::Cause, vec!["PANDEMIC".into()])], ..Selection::default() };
    let told = world.ask_of(&public(), Measure::PeopleNeeded, &[], one).await.total;
    assert!(told.value.is_none() || told.value == Some(0), "{told:?}");
}

#[tokio::test]
async fn the_same_records_are_told_alike_in_every_question_and_place() {
    let world = World::new().await;
    world.draw_keys().await;
    let by = [Breakdown::Organisation, Breakdown::Sex];
    let men = |figures: &Figures| at(figures, &[Some(&id("rg", SMALL)), Some("MALE")]);
    let told = men(&world.ask(&public(), Measure::Participants, &by).await);
    assert!(is_noisy(told, 12));
    assert_eq!(men(&world.ask(&council(), Measure::Participants, &by).await), told);
    let chosen = Selection {
        organisations: vec![stored("rg", SMALL)],
        categories: vec![(Breakdown::Sex, vec!["MALE".into()])],
        from: "2021-01-01".parse().ok(),
        ..Selection::default()
    };
    let asked = world.ask_of(&public(), Measure::Participants, &[Breakdown::County], chosen).await;
    assert_eq!((asked.total, at(&asked, &[Some("14")])), (told, told));
    let question = Question { measure: Measure::Participants, by: by.to_vec(), selection: Selection::default() };
    let base = world.statistics.clone().without_rollups().table(&public(), &question).await.expect("an answer");
    assert_eq!(men(&base), told);
    // Beside an effort as in the table.
    let effort = stored("e", 1);
    let beside = world.statistics.enrolment_counts(&public(), &[effort]).await.expect("counts");
    let table = world.ask(&public(), Measure::Enrolments, &[Breakdown::Effort, Breakdown::Status]).await;
    assert_eq!(beside[&effort].total, table.total);
    let beside = world.statistics.outcome_counts(&public(), &[effort]).await.expect("counts");
    let table = world.ask(&public(), Measure::Outcomes, &[Breakdown::OutcomeKind]).await;
    for (kind, count) in &beside[&effort].by {
        assert_eq!(at(&table, &[Some(kind)]), *count);
    }
}

#[tokio::test]
async fn neither_lines_nor_their_order_nor_a_share_tell_more_than_the_numbers() {
    let world = World::new().await;
    for _ in 0..20 {
        world.draw_keys().await;
        let told = world.ask(&public(), Measure::Participants, BY_SEX).await;
        // A line that is there has a number that is not zero, so that its being there says nothing else.
        for place in 0..BY_SEX.len() {
            let codes: HashSet<_> = told.cells.iter().filter_map(|cell| cell.key[place].clone()).collect();
            for code in codes {
                let of = told.cells.iter().filter(|cell| cell.key[place].as_ref() == Some(&code));
                assert!(of.into_iter().any(|cell| cell.count.value != Some(0)), "{code} in {told:?}");
            }
        }
        let value = |line: &usize| told.cells[*line].count.value.expect("told");
        let by_value = Some(Order { by: OrderBy::Value, descending: true });
        let first = ordered(&told, by_value, Some(1), false);
        let all = ordered(&told, None, None, false);
        assert_eq!(first.iter().map(value).max(), all.iter().map(value).max());
        let total = told.total.value.expect("told");
        for cell in &told.cells {
            let count = cell.count.value.expect("told");
            assert_eq!(cell.share, Some((count as f64 / total as f64).min(1.0)));
        }
    }
}

#[tokio::test]
async fn neither_the_number_of_lines_nor_an_error_tells_who_is_there() {
    let world = World::new().await;
    let of = |codes: &[&str]| Selection {
        organisations: vec![stored("rg", LARGE)],
        categories: vec![(Breakdown::Sex, codes.iter().map(|code| (*code).to_owned()).collect())],
        ..Selection::default()
    };
    let by = [Breakdown::Sex, Breakdown::Municipality, Breakdown::AgeBand];
    let mut hidden = 0;
    for _ in 0..20 {
        world.draw_keys().await;
        let told = world.ask_of(&public(), Measure::Participants, &by, of(&[])).await;
        let men = world.ask_of(&public(), Measure::Participants, &by, of(&["MALE"])).await;
        let women = world.ask_of(&public(), Measure::Participants, &by, of(&["FEMALE"])).await;
        // There are three. When they are told as none, the answers are those of a company where there are none.
        if women.total == ProtectedCount::perturbed(0) {
            hidden += 1;
            let nobody = world.ask_of(&public(), Measure::Participants, &by, of(&["NON_BINARY"])).await;
            assert_eq!(women.cells, nobody.cells);
            let finest = |told: &Figures| -> Vec<(Vec<Option<String>>, ProtectedCount)> {
                let lines = told.cells.iter().filter(|cell| cell.key.iter().all(Option::is_some));
                lines.map(|cell| (cell.key.clone(), cell.count)).collect()
            };
            assert_eq!(finest(&told), finest(&men));
        }
    }
    assert!(hidden > 0, "three are told as none two times of five");
    // What is refused is refused for what is asked, before anything is read.
    let wrong = Selection { categories: vec![(Breakdown::Sex, vec!["OTHER".into()])], ..of(&[]) };
    let mut errors = Vec::new();
    for _ in 0..2 {
        let question = Question { measure: Measure::Participants, by: by.to_vec(), selection: wrong.clone() };
        let sent = world.statistics.db.statements_sent();
        errors.push(world.statistics.table(&public(), &question).await.expect_err("refused").to_string());
        assert_eq!(world.statistics.db.statements_sent(), sent);
        world.run("DELETE FROM outcomes").await;
        world.run("DELETE FROM enrolments").await;
        world.run("DELETE FROM participations").await;
    }
    assert_eq!(errors[0], errors[1]);
}

/// Time follows what is done: the same statements over the same tables, whoever is in them. Measured time would tell of the
/// machine.
#[tokio::test]
async fn what_is_done_for_an_answer_does_not_tell_who_is_there() {
    let world = World::new().await;
    let over = Selection { from: "2021-01-01".parse().ok(), to: "2021-12-31".parse().ok(), ..Selection::default() };
    let women = Selection { categories: vec![(Breakdown::Sex, vec!["FEMALE".into()])], ..Selection::default() };
    let small = Selection { organisations: vec![stored("rg", SMALL)], ..Selection::default() };
    let asked = [
        (Measure::Participants, BY_SEX, Selection::default()),
        (Measure::Participants, &[Breakdown::County, Breakdown::Sex], over),
        (Measure::Participants, &[Breakdown::Municipality, Breakdown::AgeBand], women.clone()),
        (Measure::Enrolments, &[Breakdown::Status, Breakdown::Sex], small.clone()),
        (Measure::Hours, &[Breakdown::Organisation], Selection::default()),
        (Measure::Outcomes, &[Breakdown::OutcomeKind], women),
        (Measure::Outcomes, &[Breakdown::Municipality, Breakdown::OutcomeKind], small),
    ];
    let mut done: Vec<Vec<(u64, Source)>> = Vec::new();
    for fewer in ["'FEMALE'", "'MALE'", "'FEMALE', 'MALE'"] {
        let mut work = Vec::new();
        for reader in [public(), council()] {
            for (measure, by, selection) in &asked {
                let before = world.statistics.db.statements_sent();
                let told = world.ask_of(&reader, *measure, by, selection.clone()).await;
                work.push((world.statistics.db.statements_sent() - before, told.source));
            }
        }
        done.push(work);
        // First the women of the small company are gone, then its men, then there is nobody.
        let gone = format!("organisation_id = '{}' AND sex IN ({fewer})", id("rg", SMALL));
        let those = format!("SELECT id FROM participations WHERE {gone}");
        world.run(&format!("DELETE FROM outcomes WHERE participation_id IN ({those})")).await;
        world.run(&format!("DELETE FROM enrolments WHERE participation_id IN ({those})")).await;
        world.run(&format!("DELETE FROM participations WHERE {gone}")).await;
    }
    assert!(done[0].iter().any(|(_, source)| *source != Source::Base));
    assert_eq!((&done[1], &done[2]), (&done[0], &done[0]));
}
