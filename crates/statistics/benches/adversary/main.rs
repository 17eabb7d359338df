//! The adversary of `tests/adversary` at any size: prints how often each attack succeeds, and how often the same guess does without
//! what it is about.
//!
//! `ADVERSARY_PEOPLE` names the sizes ("300,1500"), `ADVERSARY_WORLDS` (10) how many populations of each, `ADVERSARY_TARGETS` (30)
//! how many people of each, `ADVERSARY_GAMES` which games ("a,b,d,e,h,1,7,asked"), `ADVERSARY_QUESTIONS` how many questions each
//! reader asks at random; all there are where it is not set.

#[path = "../../tests/adversary/asking.rs"]
#[allow(dead_code, reason = "shared with the test")]
mod asking;
#[path = "../../tests/adversary/cells.rs"]
mod cells;
#[path = "../../tests/adversary/mirror.rs"]
mod mirror;
#[path = "../../tests/adversary/numbers.rs"]
mod numbers;
#[path = "../../tests/adversary/persons.rs"]
mod persons;
#[path = "../../tests/adversary/population.rs"]
#[allow(dead_code, reason = "shared with the test")]
mod population;
#[path = "../../../../tests/api/harness/postgres.rs"]
#[allow(dead_code, reason = "shared: the cluster ends with this process")]
mod postgres;
#[path = "../../tests/adversary/sums.rs"]
mod sums;
#[path = "../../tests/adversary/world.rs"]
#[allow(dead_code, reason = "shared with the test")]
mod world;

use numbers::Found;
use population::{Draw, Population};
use world::{Engine, World};

fn setting(name: &str, otherwise: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| otherwise.to_owned())
}

fn number(name: &str, otherwise: usize) -> usize {
    setting(name, "").parse().unwrap_or(otherwise)
}

fn show(all: Vec<Found>) {
    all.iter().for_each(|found| println!("{found}"));
}

#[tokio::main]
async fn main() {
    let (worlds, targets) = (number("ADVERSARY_WORLDS", 10), number("ADVERSARY_TARGETS", 30));
    let games = setting("ADVERSARY_GAMES", "a,b,d,e,h,1,7,asked");
    let plays = |game: &str| games.split(',').any(|chosen| chosen == game);
    if plays("asked") {
        for people in [25, 60] {
            let world = World::new(Engine::Sqlite).await;
            let population = Population::drawn(&mut Draw::of(people as u64), people);
            world.hold(&population).await;
            let budget = setting("ADVERSARY_QUESTIONS", "").parse().ok();
            let seen = asking::ask(&world, &population, 5, budget).await;
            println!(
                "{people} people: {} questions, {} answered, {} cells as they should be told, {} places, {} of them told by another \
                 form of the question only; refused {:?}",
                seen.asked,
                seen.answered,
                seen.cells,
                seen.told.len(),
                seen.bypassed(),
                seen.refused
            );
        }
    }
    if plays("1") {
        show(cells::empty_or_few(103, worlds * 500));
    }
    if plays("b") {
        show(cells::pinned(102, 20, worlds, 20));
        show(cells::pinned(112, 60, worlds, 20));
    }
    if plays("7") {
        show(vec![sums::workforce_by_sex(World::new(Engine::Sqlite).await, worlds * 4).await]);
    }
    for people in setting("ADVERSARY_PEOPLE", "300,1500").split(',').filter_map(|people| people.parse().ok()) {
        if plays("a") {
            show(cells::cells_of_one_to_four(101, people, worlds, true));
        }
        if plays("d") {
            show(persons::last_attribute(104, people, worlds, targets));
        }
        for (replaced, depth) in [(0, 0), (0, 1), (0, 2), (20, 2), (100, 2), (300, 2)] {
            if plays("e") {
                show(persons::joins_between_two_years(106, people, worlds, targets, replaced, depth));
            }
        }
        for tenths in [1, 3, 7, 10] {
            if plays("h") {
                show(sums::hours_of_one(107, people, worlds * 4, tenths));
            }
        }
    }
}
