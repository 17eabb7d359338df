//! Games on the real answers of a database: what must hold exactly.

use statistics::{
    disclosure::ProtectedCount,
    figures::{Breakdown, Measure, Question, Selection, Tallied, category_label, rules},
};

use crate::{
    asking::{self, everything},
    mirror::{Asked, Salts, is_told},
    population::{
        AGE, CAUSE, DIMS, Draw, EFFORT, ENROLMENT_STATUS, NOTHING, Population, RESULT, Record, SEX, SITUATION, id,
        person,
    },
    world::{World, contact, elsewhere, leader, public, sealer, stored},
};

/// All that is told is what the records in memory say, and none of it is withheld: neither the question's form nor its reader nor a
/// status says more (attack 4).
pub async fn everything_told_is_made_of_noisy_counts(world: World) {
    for (people, budget) in [(25, 90), (60, 90), (700, 60)] {
        let population = Population::drawn(&mut Draw::of(people as u64), people);
        world.hold(&population).await;
        let seen = asking::ask(&world, &population, 5, Some(budget)).await;
        assert!(seen.answered * 8 > seen.asked && !seen.refused.is_empty(), "{} of {}", seen.answered, seen.asked);
        println!(
            "{people}: {} asked, {} answered, {} places, {} of them by one form only",
            seen.asked,
            seen.answered,
            seen.told.len(),
            seen.bypassed()
        );
        for (place, told) in &seen.told {
            assert!(told.iter().filter(|told| **told > 0).count() <= 1, "{place:?} is told as {told:?}");
        }
    }
}

/// Moves one who stands in a category told as zero to another such: nothing told changes, in any field (attack 1). The first
/// category is empty afterwards.
pub async fn an_empty_cell_and_a_small_one_are_told_alike(world: World) {
    for seed in 1..40 {
        let mut draw = Draw::of(seed);
        let mut before = Population::drawn(&mut draw, 90);
        // Nobody but one or two is of the third sex, whoever they were.
        let mut odd: Vec<usize> = (0..90).filter(|_| draw.once_in(45)).collect();
        odd.truncate(4);
        if odd.is_empty() {
            continue;
        }
        let sexes = |population: &mut Population, sex: &dyn Fn(usize, u8) -> u8| {
            for records in [&mut population.participants, &mut population.enrolments, &mut population.outcomes] {
                for record in records {
                    record.at[SEX] = sex(record.who - 1, record.at[SEX]);
                }
            }
        };
        sexes(&mut before, &|who, sex| if odd.contains(&who) { 2 } else { sex % 2 });
        let causes = |population: &mut Population, cause: u8| {
            population.needs.iter_mut().for_each(|need| need.at[CAUSE] %= 2);
            population.needs[0].at[CAUSE] = cause;
        };
        causes(&mut before, 2);
        let mut after = before.clone();
        sexes(&mut after, &|_, sex| if sex == 2 { 3 } else { sex });
        causes(&mut after, 3);
        // Only where all that is refined of them is told as zero, too, are the two to be told alike.
        if ![&before, &after].into_iter().all(nothing_of_the_odd) {
            continue;
        }
        world.hold(&before).await;
        let told = everything(&world, &elsewhere(), 20).await;
        world.hold(&after).await;
        assert_eq!(told, everything(&world, &elsewhere(), 20).await);
        return;
    }
    panic!("none was found");
}

/// Whether nothing is told of the third and fourth sex and cause.
fn nothing_of_the_odd(population: &Population) -> bool {
    crate::mirror::MEASURES.into_iter().all(|measure| {
        let odd = if crate::mirror::dims(measure).contains(&SEX) { SEX } else { CAUSE };
        let salts = Salts::of(&sealer(), measure, "2025-12-31");
        asking::crossings(measure).into_iter().filter(|by| by.contains(&odd) && is_told(measure, by)).all(|by| {
            let place = by.iter().position(|dim| *dim == odd).unwrap_or(0);
            let asked = Asked { measure, by, filters: Vec::new() };
            asked.told(population, salts).keys().all(|key| key[place] == NOTHING || key[place] < 2)
        })
    })
}

/// Of lists nothing is told but the sum of what each is told as (attack 2), and tallies have every category (attack 8).
pub async fn lists_and_tallies_tell_nothing_of_their_own(world: World) {
    let population = Population::drawn(&mut Draw::of(11), 150);
    world.hold(&population).await;
    let refused = |selection: Selection| {
        let question = Question { measure: Measure::Enrolments, by: vec![Breakdown::County], selection };
        let world = &world;
        async move {
            match world.table(&leader(), &question).await {
                Err(kernel::Error::Invalid { rule, .. }) => assert_eq!(rule, rules::ONE_VALUE_IS_TOLD),
                other => panic!("{question:?}: {other:?}"),
            }
        }
    };
    let none = Selection::default;
    refused(Selection { organisations: vec![stored("rg", 3), stored("rg", 4)], ..none() }).await;
    refused(Selection { projects: vec![stored("pr", 1), stored("pr", 2)], ..none() }).await;
    refused(Selection { councils: vec![stored("c", 1), stored("c", 2)], ..none() }).await;
    refused(Selection { hubs: vec![stored("h", 1), stored("h", 2)], ..none() }).await;
    refused(Selection { efforts: vec![stored("e", 1), stored("e", 2)], ..none() }).await;
    refused(Selection { providers: vec![stored("rg", 23), stored("rg", 24)], ..none() }).await;
    refused(Selection { member_of: vec![stored("c", 1), stored("c", 2)], ..none() }).await;
    refused(Selection { industries: vec!["C".into(), "F".into()], ..none() }).await;
    refused(Selection { occupations: vec!["2".into(), "3".into()], ..none() }).await;
    refused(Selection { coded: vec![(Breakdown::EducationField, vec!["1".into(), "5".into()])], ..none() }).await;
    refused(Selection {
        places: vec![(taxonomy::Scheme::County, "14".into()), (taxonomy::Scheme::Municipality, "1980".into())],
        ..none()
    })
    .await;
    for (measure, dim) in [(Measure::Participants, SITUATION), (Measure::Enrolments, AGE), (Measure::Hours, RESULT)] {
        let by = DIMS[dim].by;
        let of = |codes: &[String]| Question {
            measure,
            by: Vec::new(),
            selection: Selection { categories: vec![(by, codes.to_vec())], ..Selection::default() },
        };
        let codes = &DIMS[dim].codes;
        for chosen in [&codes[..2], &codes[1..4]] {
            let together = world.table(&leader(), &of(chosen)).await.expect("an answer").total.value.expect("a number");
            let mut sum = 0;
            for code in chosen {
                sum += world
                    .table(&leader(), &of(std::slice::from_ref(code)))
                    .await
                    .expect("an answer")
                    .total
                    .value
                    .expect("a number");
            }
            // Hours are rounded after they are added up.
            assert!(
                (together - sum).abs() <= i64::from(measure == Measure::Hours) * 2,
                "{measure}: {together} and {sum}"
            );
        }
    }
    let efforts: Vec<Tallied> = (1..=4)
        .map(|n| Tallied { id: stored("e", n), hub: stored("h", n % 2 + 1), project: None, provider: None })
        .chain([Tallied { id: stored("e", 9), hub: stored("h", 1), project: None, provider: None }])
        .collect();
    for reader in [leader(), contact(1), public()] {
        let enrolled = world.statistics.enrolment_counts(&reader, &efforts).await.expect("counts");
        let became = world.statistics.outcome_counts(&reader, &efforts).await.expect("counts");
        for (tallies, measure, dim) in
            [(enrolled, Measure::Enrolments, ENROLMENT_STATUS), (became, Measure::Outcomes, RESULT)]
        {
            let listed: Vec<&String> = tallies[&efforts[4].id].by.iter().map(|(code, _)| code).collect();
            assert!(
                listed.iter().all(|code| category_label(measure, DIMS[dim].by, code).is_some()) && listed.len() > 9
            );
            for (nth, effort) in efforts.iter().enumerate() {
                let tally = &tallies[&effort.id];
                assert_eq!(tally.by.iter().map(|(code, _)| code).collect::<Vec<_>>(), listed, "of effort {nth}");
                let asked = Asked { measure, by: vec![EFFORT, dim], filters: Vec::new() };
                let told = asked.told(&population, Salts::of(&sealer(), measure, "2025-12-31"));
                for (code, count) in &tally.by {
                    let at = DIMS[dim].codes.iter().position(|known| known == code).map_or(99, |at| at as u8);
                    let value = told.get(&vec![nth as u8, at]).map_or(0, |told| told.0);
                    assert_eq!(*count, ProtectedCount::perturbed(value));
                }
            }
        }
    }
}

/// What somebody enters herself moves no told number, not even when all is published anew (attack 5); and within a year two looks
/// are one (attack 3).
pub async fn neither_own_records_nor_a_second_look_tell_more(world: World) {
    let mut draw = Draw::of(21);
    let population = Population::drawn(&mut draw, 150);
    world.hold(&population).await;
    let readers = [elsewhere(), contact(3), public()];
    let mut told = Vec::new();
    for reader in &readers {
        told.push(everything(&world, reader, 30).await);
    }
    // One joins, one leaves, one changes; and one organisation enters its own.
    let more: Vec<Record> = (301..=330).map(|who| person(&mut draw, who)).collect();
    let made = Population { participants: more, ..Population::default() };
    for statement in made.statements() {
        world.run(&statement).await;
    }
    world
        .run(&format!("UPDATE participations SET sex = 'NON_BINARY', status = 'ACTIVE' WHERE id = '{}'", id("d", 1)))
        .await;
    world.run("DELETE FROM outcomes WHERE id = (SELECT MIN(id) FROM outcomes)").await;
    for now in ["2026-11-29T12:00:00Z", "2026-12-31T22:59:00Z"] {
        assert!(!world.renew_on(now).await, "nothing is due");
    }
    for (reader, told) in readers.iter().zip(&told) {
        alike(&everything(&world, reader, 30).await, told);
    }
    world.hold(&population).await;
    for statement in made.statements() {
        world
            .run(
                &statement
                    .replace("'ACTIVE'", "'REGISTERED'")
                    .replace("'EXITED'", "'REGISTERED'")
                    .replace("'FOLLOWED_UP'", "'REGISTERED'"),
            )
            .await;
    }
    let (mut enrolled, mut needed) = (population.enrolments.clone(), population.needs.clone());
    enrolled.truncate(40);
    needed.truncate(30);
    enrolled.iter_mut().for_each(|record| record.renumber(330));
    needed.iter_mut().for_each(|record| record.renumber(330));
    let own = Population { enrolments: enrolled, needs: needed, ..Population::default() };
    for statement in own.statements() {
        let statement = DIMS[ENROLMENT_STATUS]
            .codes
            .iter()
            .fold(statement, |text, code| text.replace(&format!("'{code}'"), "'NOMINATED'"));
        let statement = ["QUALIFIED", "ENDORSED", "MET"]
            .iter()
            .fold(statement, |text, code| text.replace(&format!("'{code}'"), "'REPORTED'"));
        world.run(&statement).await;
    }
    world.publish().await;
    for (reader, told) in readers.iter().zip(&told) {
        alike(&everything(&world, reader, 30).await, told);
    }
}

/// The same is told, save what is the reader's own in a table, which is as of now.
fn alike(now: &[String], told: &[String]) {
    assert_eq!(now.len(), told.len());
    let exact = |text: &String| text.contains("status: Exact") || text.contains("status: Rounded");
    let mut others = 0;
    for (now, told) in now.iter().zip(told).filter(|(now, told)| !exact(now) && !exact(told)) {
        assert_eq!(now, told);
        others += 1;
    }
    assert!(others * 2 > told.len(), "of {} answers {others} are others'", told.len());
}
