//! Tables with levels, before the solver: organisations in councils in regions, divisions in sections, places in counties,
//! crossed with others.

use super::{
    solver::{Fact, pinned},
    *,
};
use crate::disclosure::dimension::Tree;

/// A dimension of `levels` levels, each code with two or three under it.
fn tree(name: &str, levels: usize, branches: &[usize]) -> Dimension {
    let mut codes: Vec<String> = Vec::new();
    let mut parents = Vec::new();
    let mut above: Vec<Option<usize>> = vec![None];
    let mut branches = branches.iter().cycle();
    for _ in 0..levels {
        let mut here = Vec::new();
        for parent in &above {
            for _ in 0..*branches.next().expect("a number") {
                here.push(Some(codes.len()));
                codes.push(format!("{name}{}", codes.len()));
                parents.push(*parent);
            }
        }
        above = here;
    }
    Dimension::new(name, codes).under(parents)
}

/// The lowest codes of a dimension.
fn lowest(dimension: &Dimension) -> Vec<Code> {
    let places = (0..dimension.codes.len()).filter(|place| !dimension.parents.contains(&Some(*place)));
    places.map(|place| dimension.codes[place].clone()).collect()
}

/// Every key of the finest cells.
fn keys(dimensions: &[Dimension]) -> Vec<Vec<Code>> {
    dimensions.iter().map(lowest).fold(vec![Vec::new()], |keys, codes| {
        keys.iter()
            .flat_map(|key| codes.iter().map(move |code| [key.as_slice(), std::slice::from_ref(code)].concat()))
            .collect()
    })
}

/// Whether `wide` is `narrow` or somewhere above it, or the total.
fn holds(dimension: &Dimension, wide: &Option<Code>, narrow: &Code) -> bool {
    let Some(wide) = wide else { return true };
    let mut place = dimension.codes.iter().position(|code| code == narrow);
    while let Some(here) = place {
        if dimension.codes[here] == *wide {
            return true;
        }
        place = dimension.parents.get(here).copied().flatten();
    }
    false
}

/// What the solver is told of the protected table.
fn facts(table: &Table, policy: &DisclosurePolicy, keys: &[Vec<Code>]) -> Vec<Fact> {
    let dimensions = table.dimensions();
    let within = |cell: &[Option<Code>], key: &[Code]| {
        dimensions.iter().zip(cell.iter().zip(key)).all(|(dimension, (wide, narrow))| holds(dimension, wide, narrow))
    };
    let fact = |(cell, protected): (Cell, ProtectedCell)| Fact {
        parts: (0..keys.len()).filter(|&part| within(&cell.key, &keys[part])).collect(),
        told: protected.count,
        threshold: policy.threshold,
        truth: cell.count,
    };
    table.cells().zip(protect(table, policy).cells).map(fact).collect()
}

/// The table of these counts, and what is told of it. Every shown number is true, and no small one is shown.
fn told(dimensions: &[Dimension], counts: &[i64], known: &[Vec<i64>]) -> Vec<Fact> {
    let keys = keys(dimensions);
    assert_eq!(keys.len(), counts.len());
    let row = |(key, count): (&Vec<Code>, &i64)| Row {
        key: key.clone(),
        count: *count,
        own: 0,
        others_key: CellKey::default(),
    };
    let mut table = Table::from_rows(dimensions.to_vec(), keys.iter().zip(counts).map(row)).expect("a sound table");
    let within = |cell: &[Option<Code>], key: &[Code]| {
        dimensions.iter().zip(cell.iter().zip(key)).all(|(dimension, (wide, narrow))| holds(dimension, wide, narrow))
    };
    if !known.is_empty() {
        let of = |cell: &[Option<Code>], own: &Vec<i64>| -> i64 {
            keys.iter().zip(own).filter(|(key, _)| within(cell, key)).map(|(_, own)| *own).sum()
        };
        table = table.known_to(|cell| known.iter().map(|own| of(cell, own)).max().unwrap_or(0), COUNCIL);
    }
    let facts = facts(&table, COUNCIL, &keys);
    for fact in facts.iter().filter(|fact| !fact.told.is_hidden()) {
        assert_eq!(fact.told, ProtectedCount::exact(fact.truth));
        assert!(!(1..fact.threshold).contains(&fact.truth));
        for own in known {
            let rest = fact.truth - fact.parts.iter().map(|&part| own[part]).sum::<i64>();
            assert!(!(1..fact.threshold).contains(&rest), "one who knows the others learns of {rest}");
        }
    }
    facts
}

fn assert_nothing_follows(facts: &[Fact], floor: &[i64]) {
    let followed = pinned(facts, floor);
    assert!(followed.is_empty(), "{followed:?} follow from {facts:?}");
}

/// Counts, and of them what each of three readers knows.
fn shared_out(cells: usize) -> impl Strategy<Value = (Vec<i64>, Vec<Vec<i64>>)> {
    let mine = prop_oneof![4 => Just(0_i64), 2 => 1..4_i64, 2 => 4..30_i64];
    prop::collection::vec(prop::collection::vec(mine, cells), 3).prop_map(|known| {
        let sums = (0..known[0].len()).map(|cell| known.iter().map(|own| own[cell]).sum()).collect();
        (sums, known)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn divisions_in_sections_by_county(counts in prop::collection::vec(small(), 5 * 3)) {
        let dimensions = [tree("d", 2, &[2, 2, 3]), dimension("c", 3)];
        assert_nothing_follows(&told(&dimensions, &counts, &[]), &[0; 15]);
    }

    #[test]
    fn organisations_in_councils_in_regions_by_sex(counts in prop::collection::vec(small(), 9 * 2)) {
        let dimensions = [tree("o", 3, &[2, 2, 2, 2, 3]), dimension("s", 2)];
        prop_assert_eq!(lowest(&dimensions[0]).len(), 9);
        assert_nothing_follows(&told(&dimensions, &counts, &[]), &[0; 18]);
    }

    #[test]
    fn two_dimensions_with_levels(counts in prop::collection::vec(small(), 4 * 5)) {
        let dimensions = [tree("a", 2, &[2, 2, 2]), tree("b", 2, &[2, 2, 3])];
        assert_nothing_follows(&told(&dimensions, &counts, &[]), &[0; 20]);
    }

    #[test]
    fn few_everywhere_so_that_totals_are_hidden_too(counts in prop::collection::vec(0..3_i64, 4 * 2)) {
        let dimensions = [tree("m", 2, &[2, 2, 2]), dimension("s", 2)];
        assert_nothing_follows(&told(&dimensions, &counts, &[]), &[0; 8]);
        let sums: Vec<i64> = counts.chunks(2).map(|cells| cells.iter().sum()).collect();
        assert_nothing_follows(&told(&dimensions[..1], &sums, &[]), &[0; 4]);
    }

    #[test]
    fn nor_for_one_who_knows_a_part((counts, known) in shared_out(4 * 3)) {
        let dimensions = [tree("m", 2, &[2, 2, 2]), dimension("s", 3)];
        let facts = told(&dimensions, &counts, &known);
        for floor in &known {
            assert_nothing_follows(&facts, floor);
        }
    }
}

#[test]
fn a_county_does_not_give_its_only_other_municipality_away() {
    // One small municipality in a county of two; the county is shown, so its neighbour is not.
    let place =
        || Dimension::new("place", ["14", "01", "1401", "1402", "0180"]).under([None, None, Some(0), Some(0), Some(1)]);
    let facts = told(&[place()], &[3, 40, 90], &[]);
    let shown: Vec<i64> = facts.iter().filter_map(|fact| fact.told.value).collect();
    // The county whose only municipality is large holds what that holds.
    assert_eq!(shown, [43, 90, 90, 133]);
    // Where the county itself is small, the total goes along, or the other county.
    let facts = told(&[place()], &[1, 2, 90], &[]);
    let shown = |truth| facts.iter().filter(|fact| fact.truth == truth).all(|fact| !fact.told.is_hidden());
    assert!(!(shown(3) || shown(90) && shown(93)), "{facts:?}");
    assert_nothing_follows(&facts, &[0; 3]);
}

#[test]
fn every_move_keeps_every_sum_and_takes_its_place_up() {
    for dimension in [tree("o", 3, &[2, 1, 3, 2]), tree("d", 2, &[2, 3, 1]), dimension("c", 4)] {
        let places = Tree::of(&dimension).expect("a sound dimension");
        for here in 0..=dimension.codes.len() {
            let moves = places.moves(here);
            assert!(!moves.is_empty());
            for along in moves {
                let by = |place: usize| {
                    let moved = along.iter().filter(|(moved, _)| *moved == place);
                    moved.map(|(_, up)| if *up { 1 } else { -1 }).sum::<i64>()
                };
                assert_eq!(by(here), 1);
                for sum in places.sums() {
                    assert_eq!(by(*sum), places.children(*sum).iter().map(|part| by(*part)).sum::<i64>(), "{along:?}");
                }
            }
        }
    }
}

#[test]
fn rows_name_the_lowest_level_only() {
    let place = || Dimension::new("place", ["14", "1401"]).under([None, Some(0)]);
    let row = |code: &str| Row { key: vec![code.into()], count: 5, own: 0, others_key: CellKey::default() };
    assert!(Table::from_rows(vec![place()], [row("1401")]).is_ok());
    assert!(Table::from_rows(vec![place()], [row("14")]).is_err());
    assert!(Table::from_rows(vec![Dimension::new("place", ["a", "b"]).under([Some(1), None])], []).is_err());
    assert!(Table::from_rows(vec![Dimension::new("place", ["a", "b"]).under([None])], []).is_err());
}
