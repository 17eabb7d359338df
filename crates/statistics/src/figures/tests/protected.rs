//! The built-in tables, and what they tell before the solver.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;

use super::*;
use crate::{
    disclosure::{
        CellKey, Code, DisclosurePolicy, Release,
        tests::solver::{Fact, pinned},
    },
    figures::{
        PREDEFINED, Predefined,
        measures::Owner,
        rows::{self, Part},
    },
    people::Groups,
};

fn year(year: i32) -> Selection {
    let day = |text: String| text.parse().ok();
    Selection { from: day(format!("{year}-01-01")), to: day(format!("{year}-12-31")), ..Selection::default() }
}

#[tokio::test]
async fn a_year_that_is_over_is_told_exactly_and_alike_to_everyone() {
    let world = World::new().await;
    let by = [Breakdown::County, Breakdown::Sex];
    let told = world.ask_of(&public(), Measure::Participants, &by, year(2021)).await;
    assert_eq!((told.policy.release, told.policy.version), (Release::Predefined, "2026-11"));
    // Twelve women, and a company with nine of them would know of three others.
    assert_eq!(at(&told, &[None, Some("FEMALE")]).status, CountStatus::Withheld);
    assert!(at(&told, &[None, Some("MALE")]).is_hidden() || told.total.is_hidden());
    for request in [council(), contact(LARGE), contact(SMALL)] {
        assert_eq!(world.ask_of(&request, Measure::Participants, &by, year(2021)).await.cells, told.cells);
    }
    // Whoever holds every record of a question is the owner, and needs no table.
    let chosen = Selection { organisations: vec![stored("rg", LARGE)], ..year(2021) };
    let told = world.ask_of(&contact(LARGE), Measure::Participants, &by, chosen).await;
    assert_eq!((told.policy.audience, told.total), (Audience::Owner, ProtectedCount::exact(22)));
    // With men only there is nothing to hide.
    world.run("UPDATE participations SET sex = 'MALE'").await;
    let told = world.ask_of(&public(), Measure::Participants, &[Breakdown::Municipality], year(2021)).await;
    assert_eq!((at(&told, &[Some("1480")]), told.total), (ProtectedCount::exact(43), ProtectedCount::exact(43)));
    let none = world.ask_of(&public(), Measure::Participants, &by, year(2020)).await;
    assert_eq!((none.cells.len(), none.total), (1, ProtectedCount::exact(0)));
}

#[tokio::test]
async fn whatever_is_not_quite_a_built_in_table_is_told_with_noise() {
    let world = World::new().await;
    let sex = Breakdown::Sex;
    let part = Selection { to: "2021-12-30".parse().ok(), ..year(2021) };
    let women = Selection { categories: vec![(sex, vec!["FEMALE".into()])], ..year(2021) };
    let there = Selection { places: vec![(taxonomy::Scheme::County, "14".into())], ..year(2021) };
    let here = year(chrono::Datelike::year(&world.statistics.db.clock().today()));
    for (measure, by, selection) in [
        (Measure::Participants, vec![sex], Selection::default()),
        (Measure::Participants, vec![sex], part),
        (Measure::Participants, vec![sex], women),
        (Measure::Participants, vec![sex], there),
        (Measure::Participants, vec![sex], here),
        (Measure::Participants, vec![sex, Breakdown::Month], year(2021)),
        (Measure::Participants, vec![Breakdown::County, Breakdown::Municipality], year(2021)),
        (Measure::Enrolments, vec![sex], year(2021)),
    ] {
        let told = world.ask_of(&public(), measure, &by, selection).await;
        assert_eq!(told.policy.release, Release::Free, "{measure} by {by:?}");
    }
}

#[test]
fn a_built_in_table_knows_everyone_who_reads_its_rows() {
    let mut measures = Vec::new();
    for table in PREDEFINED {
        assert!(!measures.contains(&table.measure), "two tables of the same records");
        measures.push(table.measure);
        let reader = |owner: &Owner| match owner {
            Owner::Organisation => Breakdown::Organisation,
            Owner::Provider => Breakdown::Provider,
            Owner::Council => Breakdown::Council,
            Owner::Hub => Breakdown::Hub,
            Owner::Project => Breakdown::Project,
        };
        let readers: Vec<Breakdown> = table.measure.spec().owners.iter().map(|(owner, _)| reader(owner)).collect();
        assert_eq!(readers, table.readers);
        let every = table.levels.iter().copied().flatten().chain(table.readers);
        assert!(every.into_iter().all(|by| table.measure.has(*by, "groupBy").is_ok()));
        // One measure's records stand behind no other measure's number that is told exactly.
        assert_eq!(table.measure.spec().table, "participations");
    }
}

/// Some participations: where, sex, age, organisation, project, how many.
type Record = (usize, usize, usize, usize, usize, i64);

const PLACES: [&str; 5] = ["1480", "1401", "0180", "0181", "UNKNOWN"];
const SEXES: [&str; 2] = ["FEMALE", "MALE"];
const AGES: [&str; 2] = ["18-24", "30-54"];

fn finest() -> Vec<[&'static str; 3]> {
    PLACES.iter().flat_map(|place| SEXES.iter().flat_map(|sex| AGES.iter().map(|age| [*place, *sex, *age]))).collect()
}

fn county(place: &str) -> &str {
    if place == "UNKNOWN" { place } else { &place[..2] }
}

/// What stands in the finest cells, by reader of one kind.
fn shared_out(
    records: &[Record],
    reader: impl Fn(&Record) -> usize,
) -> BTreeMap<usize, HashMap<[&'static str; 3], i64>> {
    let mut all: BTreeMap<usize, HashMap<[&'static str; 3], i64>> = BTreeMap::new();
    for some in records {
        let cell = [PLACES[some.0], SEXES[some.1], AGES[some.2]];
        *all.entry(reader(some)).or_default().entry(cell).or_default() += some.5;
    }
    all
}

fn parts(held: &BTreeMap<usize, HashMap<[&'static str; 3], i64>>) -> Vec<Part> {
    let of = |(reader, cells): (&usize, &HashMap<[&'static str; 3], i64>)| {
        let reader = if *reader == 0 { "UNKNOWN".to_owned() } else { format!("r{reader}") };
        let part = |(cell, records): (&[&'static str; 3], &i64)| Part {
            key: cell.iter().map(|code| Code::from(*code)).chain([reader.clone()]).collect(),
            split: None,
            own: false,
            records: *records,
            groups: Groups::default(),
            amount: 0,
            cell_key: CellKey::default(),
        };
        cells.iter().map(part).collect::<Vec<Part>>()
    };
    held.iter().flat_map(of).collect()
}

/// Everything that the table tells, in all its divisions.
fn facts(table: &Predefined, parts: &[Vec<Part>], counts: &HashMap<[&'static str; 3], i64>) -> Vec<Fact> {
    let policy = DisclosurePolicy::predefined(Audience::Public);
    let mut divisions: Vec<Vec<Breakdown>> = vec![Vec::new()];
    for levels in table.levels {
        let with = |by: &Vec<Breakdown>, level: &Breakdown| [by.as_slice(), &[*level]].concat();
        divisions = divisions
            .iter()
            .flat_map(|by| levels.iter().map(move |level| with(by, level)).chain([by.clone()]))
            .collect();
    }
    let mut facts = Vec::new();
    for by in divisions {
        let question = Question { measure: table.measure, by: by.clone(), selection: year(2021) };
        for (key, told) in table.tell(&question, parts, policy).expect("an answer").cells {
            let within = |cell: &[&str; 3]| {
                by.iter().zip(&key).all(|(by, code)| {
                    let code = code.as_deref();
                    code.is_none_or(|code| match by {
                        Breakdown::County => county(cell[0]) == code,
                        Breakdown::Municipality => cell[0] == code,
                        Breakdown::Sex => cell[1] == code,
                        _ => cell[2] == code,
                    })
                })
            };
            let cells = finest();
            let parts: Vec<usize> = (0..cells.len()).filter(|&part| within(&cells[part])).collect();
            let truth = parts.iter().filter_map(|&part| counts.get(&cells[part])).sum();
            facts.push(Fact { parts, told, threshold: policy.threshold, truth });
        }
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn nothing_hidden_follows_from_all_divisions_of_a_built_in_table(records in prop::collection::vec(
        (0..5_usize, 0..2_usize, 0..2_usize, 0..4_usize, 0..3_usize, prop_oneof![1..5_i64, 5..30_i64]), 4..30,
    )) {
        prop_assert_eq!(PREDEFINED.len(), 1, "another built-in table is another case here");
        let organisations = shared_out(&records, |some| some.3);
        let projects = shared_out(&records, |some| some.4);
        let everyone = shared_out(&records, |_| 0);
        let facts = facts(&PREDEFINED[0], &[parts(&organisations), parts(&projects)], &everyone[&0]);
        for fact in facts.iter().filter(|fact| !fact.told.is_hidden()) {
            prop_assert_eq!(fact.told, ProtectedCount::exact(fact.truth));
            prop_assert!(!(1..5).contains(&fact.truth));
        }
        let nobody = HashMap::new();
        // Those without an organisation or project are nobody's.
        let readers = [&organisations, &projects].into_iter().flat_map(|held| held.iter().filter(|(reader, _)| **reader > 0));
        for held in readers.map(|(_, held)| held).chain([&nobody]) {
            let floor: Vec<i64> = finest().iter().map(|cell| held.get(cell).copied().unwrap_or(0)).collect();
            for fact in facts.iter().filter(|fact| !fact.told.is_hidden()) {
                let rest = fact.truth - fact.parts.iter().map(|&part| floor[part]).sum::<i64>();
                prop_assert!(!(1..5).contains(&rest), "{rest} others in {fact:?}");
            }
            let followed = pinned(&facts, &floor);
            prop_assert!(followed.is_empty(), "{:?}", followed);
        }
    }
}

#[test]
fn codes_of_a_level_are_those_of_the_one_below_it() {
    let table = &PREDEFINED[0];
    let question = Question { measure: table.measure, by: vec![Breakdown::County], selection: year(2021) };
    let held = shared_out(&[(0, 0, 0, 1, 1, 40), (2, 0, 0, 2, 2, 50), (4, 1, 1, 3, 1, 60)], |some| some.3);
    let all = vec![parts(&held)];
    let policy = DisclosurePolicy::predefined(Audience::Public);
    let told = table.tell(&question, &all, policy).expect("an answer").cells;
    let keys: Vec<Option<&str>> = told.iter().map(|(key, _)| key[0].as_deref()).collect();
    assert_eq!(keys, [Some("01"), Some("14"), Some("UNKNOWN"), None]);
    let codes = rows::codes(&Question { by: vec![Breakdown::Municipality], ..question }, &all[0], 0);
    assert_eq!(codes, ["0180", "1480", "UNKNOWN"]);
}
