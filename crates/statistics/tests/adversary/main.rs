//! An adversary against figures of others' records: asks whatever may be asked, and guesses what is not told.
//!
//! Each attack is a game with a baseline, the same guess without what it is about, and the attack is to succeed no more often than
//! that within three standard errors. `cargo bench -p statistics --bench adversary` plays the same games at other sizes.

mod asking;
mod cells;
mod mirror;
mod numbers;
mod persons;
mod population;
#[macro_use]
#[path = "../../../../tests/api/harness/databases.rs"]
mod databases;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: the cluster ends with this process, and nobody here stops it before")]
mod postgres;
mod records;
mod sums;
mod world;

use numbers::Found;
use world::{Engine, World};

both![
    records::everything_told_is_made_of_noisy_counts,
    records::an_empty_cell_and_a_small_one_are_told_alike,
    records::lists_and_tallies_tell_nothing_of_their_own,
    records::neither_own_records_nor_a_second_look_tell_more,
];

fn fair(all: Vec<Found>) {
    all.iter().for_each(|found| println!("{found}"));
    let unfair: Vec<String> = all.iter().filter(|found| !found.is_fair()).map(ToString::to_string).collect();
    assert!(unfair.is_empty(), "{}", unfair.join("\n"));
}

/// What leans, and by how much at most (the crate's README): no better than the baseline and `leaning` within the error.
fn leans(all: Vec<Found>, leaning: f64) {
    all.iter().for_each(|found| println!("{found}"));
    let more: Vec<String> = all
        .iter()
        .filter(|found| found.success > found.baseline + leaning + found.error)
        .map(ToString::to_string)
        .collect();
    assert!(more.is_empty(), "{}", more.join("\n"));
}

#[test]
fn cells_of_one_to_four() {
    fair(cells::cells_of_one_to_four(1, 300, 3, false));
}

#[test]
fn pinned() {
    fair(cells::pinned(2, 30, 2, 5));
}

#[test]
fn empty_or_few() {
    fair(cells::empty_or_few(3, 1_000));
}

/// Who knows everybody else is promised nothing.
fn by_who_knows_little(all: Vec<Found>) -> Vec<Found> {
    let (told, fit): (Vec<Found>, Vec<Found>) =
        all.into_iter().partition(|found| found.game.contains("who knows all others"));
    told.iter().for_each(|found| println!("{found}"));
    fit
}

#[test]
fn a_known_persons_last_attribute() {
    fair(by_who_knows_little(persons::last_attribute(3, 5_000, 3, 8)));
    // Among few people every cell is near the threshold.
    let mut all = persons::last_attribute(4, 40, 10, 10);
    all.extend(persons::last_attribute(5, 300, 10, 8));
    leans(by_who_knows_little(all), 0.06);
}

#[test]
fn one_joins_between_two_years() {
    fair(persons::joins_between_two_years(6, 300, 8, 8, 0, 0));
    fair(persons::joins_between_two_years(6, 5_000, 3, 6, 100, 2));
    // Where nobody else comes or goes.
    leans(persons::joins_between_two_years(6, 300, 8, 8, 0, 2), 0.10);
}

#[test]
fn hours_of_one_organisation() {
    fair(
        [sums::hours_of_one(7, 200, 30, 3), sums::hours_of_one(8, 200, 30, 7), sums::hours_of_one(9, 200, 30, 10)]
            .concat(),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn workforce_by_sex_of_one_organisation() {
    fair(vec![sums::workforce_by_sex(World::new(Engine::Sqlite).await, 12).await]);
}
