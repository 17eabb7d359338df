//! An attacker written apart from the defence: it sees keys, values and statuses, nothing else.

mod attacks;
mod levels;
mod policies;
pub(crate) mod solver;

use proptest::prelude::*;

use super::*;

const COUNCIL: &DisclosurePolicy = DisclosurePolicy::predefined(Audience::Council);

fn dimension(name: &str, size: usize) -> Dimension {
    Dimension::new(name, (0..size).map(|code| format!("{name}{code}")))
}

/// A table from counts in key order, last dimension fastest.
fn table(dimensions: Vec<Dimension>, counts: &[(i64, i64)]) -> Table {
    let sizes: Vec<usize> = dimensions.iter().map(|d| d.codes.len()).collect();
    assert_eq!(sizes.iter().product::<usize>(), counts.len());
    let rows = counts.iter().enumerate().map(|(mut rest, &(own, others))| {
        let mut key = Vec::new();
        for dimension in dimensions.iter().rev() {
            key.push(dimension.codes[rest % dimension.codes.len()].clone());
            rest /= dimension.codes.len();
        }
        key.reverse();
        Row { key, count: own + others, own, others_key: CellKey::default() }
    });
    Table::from_rows(dimensions.clone(), rows.collect::<Vec<_>>()).expect("a sound table")
}

fn others(counts: &[i64]) -> Vec<(i64, i64)> {
    counts.iter().map(|&count| (0, count)).collect()
}

fn covers(wide: &[Option<Code>], narrow: &[Option<Code>]) -> bool {
    wide.iter().zip(narrow).all(|(a, b)| a.is_none() || a == b)
}

/// What the attacker holds about one cell.
struct Seen {
    key: Vec<Option<Code>>,
    /// Which finest cells it sums.
    parts: Vec<usize>,
    low: i64,
    high: i64,
    truth: i64,
    hidden: bool,
    threshold: i64,
}

/// Every published fact, of the part that is not the caller's own.
fn seen(table: &Table, policy: &DisclosurePolicy) -> Vec<Seen> {
    let cells: Vec<Cell> = table.cells().collect();
    let finest: Vec<&Cell> = cells.iter().filter(|cell| cell.key.iter().all(Option::is_some)).collect();
    let sensitive: Vec<bool> = table.dimensions().iter().map(|d| d.sensitive).collect();
    let see = |(cell, protected): (&Cell, ProtectedCell)| {
        assert_eq!(cell.key, protected.key);
        let told = cell.key.iter().zip(&sensitive).any(|(code, sensitive)| *sensitive && code.is_some());
        let threshold = if told { policy.sensitive_threshold } else { policy.threshold };
        let (low, high) = match protected.count.status {
            CountStatus::Exact => {
                assert_eq!(protected.count.value, Some(cell.count), "a shown count is true");
                (cell.count - cell.own, cell.count - cell.own)
            }
            CountStatus::SuppressedPrimary => (1, threshold - 1),
            CountStatus::SuppressedSecondary => (threshold, i64::MAX),
            _ => (0, i64::MAX),
        };
        let own_code = |(code, d): (&Option<Code>, &Dimension)| code.as_ref().is_some_and(|code| d.own.contains(code));
        let callers = cell.key.iter().zip(table.dimensions()).any(own_code);
        let (low, high) = if callers { (0, 0) } else { (low, high) };
        let parts = (0..finest.len()).filter(|&part| covers(&cell.key, &finest[part].key)).collect();
        Seen {
            key: cell.key.clone(),
            parts,
            low,
            high,
            truth: cell.count - cell.own,
            hidden: protected.count.is_hidden(),
            threshold,
        }
    };
    cells.iter().zip(protect(table, policy).cells).map(see).collect()
}

/// The span each cell takes over all tables within one of the truth that agree with `seen`.
fn spans(seen: &[Seen]) -> Vec<(i64, i64)> {
    let parts = seen.iter().flat_map(|cell| cell.parts.iter().copied()).max().map_or(0, |most| most + 1);
    let truth: Vec<i64> = (0..parts)
        .map(|part| seen.iter().find(|cell| cell.parts == [part]).expect("each finest cell is in the table").truth)
        .collect();
    // A fact can be checked as soon as its last part is set.
    let due: Vec<Vec<&Seen>> =
        (0..parts).map(|part| seen.iter().filter(|cell| cell.parts.last() == Some(&part)).collect()).collect();
    let mut spans = vec![(i64::MAX, i64::MIN); seen.len()];
    let mut guess = Vec::new();
    walk(seen, &truth, &due, &mut guess, &mut spans);
    spans
}

fn walk(seen: &[Seen], truth: &[i64], due: &[Vec<&Seen>], guess: &mut Vec<i64>, spans: &mut [(i64, i64)]) {
    let sum = |cell: &Seen, guess: &[i64]| cell.parts.iter().map(|&part| guess[part]).sum::<i64>();
    let part = guess.len();
    if part == truth.len() {
        for (cell, span) in seen.iter().zip(spans) {
            let value = sum(cell, guess);
            *span = (span.0.min(value), span.1.max(value));
        }
        return;
    }
    for value in (truth[part] - 1).max(0)..=truth[part] + 1 {
        guess.push(value);
        if due[part].iter().all(|cell| (cell.low..=cell.high).contains(&sum(cell, guess))) {
            walk(seen, truth, due, guess, spans);
        }
        guess.pop();
    }
}

fn assert_safe(table: &Table, policy: &DisclosurePolicy) {
    let mut seen = seen(table, policy);
    for cell in &seen {
        assert!(cell.hidden || !(1..cell.threshold).contains(&cell.truth), "small count shown at {:?}", cell.key);
    }
    for (cell, (low, high)) in seen.iter().zip(spans(&seen)) {
        assert!(!cell.hidden || low < high, "{:?} follows from what is shown", cell.key);
    }
    // A person who is alone in cells, and knows it, learns no small count of others.
    let alone: Vec<usize> =
        (0..seen.len()).filter(|&index| seen[index].parts.len() == 1 && seen[index].truth == 1).collect();
    for person in alone {
        let key = seen[person].key.clone();
        let before: Vec<(i64, i64)> = seen.iter().map(|cell| (cell.low, cell.high)).collect();
        let knows = |cell: &Seen| cell.truth == 1 && covers(&cell.key, &key);
        let known: Vec<Vec<Option<Code>>> = seen.iter().filter(|cell| knows(cell)).map(|c| c.key.clone()).collect();
        for cell in seen.iter_mut().filter(|cell| knows(cell)) {
            (cell.low, cell.high) = (1, 1);
        }
        for (cell, (low, high)) in seen.iter().zip(spans(&seen)) {
            let small = (1..cell.threshold).contains(&cell.truth);
            let theirs = known.iter().any(|wide| covers(wide, &cell.key));
            assert!(!small || theirs || low < high, "the one at {key:?} learns {:?}", cell.key);
        }
        for (cell, (low, high)) in seen.iter_mut().zip(before) {
            (cell.low, cell.high) = (low, high);
        }
    }
}

/// Hidden cells that follow from the sums alone: pinned rows after elimination modulo a prime.
fn pinned_by_sums(table: &Table) -> Vec<Vec<Option<Code>>> {
    const PRIME: i64 = 1_000_003;
    let power = |base: i64| {
        let (mut result, mut base, mut exponent) = (1, base.rem_euclid(PRIME), PRIME - 2);
        while exponent > 0 {
            if exponent % 2 == 1 {
                result = result * base % PRIME;
            }
            base = base * base % PRIME;
            exponent /= 2;
        }
        result
    };
    let cells = protect(table, COUNCIL).cells;
    let hidden: Vec<&ProtectedCell> = cells.iter().filter(|cell| cell.count.is_hidden()).collect();
    let coefficient = |cell: &ProtectedCell, total: &ProtectedCell, d: usize| {
        let same = (0..cell.key.len()).all(|e| e == d || cell.key[e] == total.key[e]);
        if !same {
            0
        } else if cell.key[d].is_none() {
            PRIME - 1
        } else {
            1
        }
    };
    let mut rows: Vec<Vec<i64>> = Vec::new();
    for d in 0..table.dimensions().len() {
        for total in cells.iter().filter(|cell| cell.key[d].is_none()) {
            rows.push(hidden.iter().map(|cell| coefficient(cell, total, d)).collect());
        }
    }
    let mut rank = 0;
    for column in 0..hidden.len() {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let inverse = power(rows[rank][column]);
        rows[rank].iter_mut().for_each(|value| *value = *value * inverse % PRIME);
        let lead = rows[rank].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(index, _)| *index != rank) {
            let factor = row[column];
            if factor != 0 {
                row.iter_mut().zip(&lead).for_each(|(value, lead)| {
                    *value = (*value - factor * lead).rem_euclid(PRIME);
                });
            }
        }
        rank += 1;
    }
    let lonely = rows[..rank].iter().filter(|row| row.iter().filter(|value| **value != 0).count() == 1);
    lonely.filter_map(|row| row.iter().position(|value| *value != 0)).map(|column| hidden[column].key.clone()).collect()
}

/// Mostly small counts, some none, some large: where the danger is.
fn small() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0_i64), 5 => 1..6_i64, 3 => 5..40_i64]
}

fn owned() -> impl Strategy<Value = (i64, i64)> {
    (prop_oneof![3 => Just(0_i64), 1 => 1..8_i64], small())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn two_dimensions_give_nothing_back(counts in prop::collection::vec(owned(), 9)) {
        assert_safe(&table(vec![dimension("a", 3), dimension("b", 3)], &counts), COUNCIL);
    }

    #[test]
    fn three_dimensions_give_nothing_back(counts in prop::collection::vec(owned(), 8)) {
        assert_safe(&table(vec![dimension("a", 2), dimension("b", 2), dimension("c", 2)], &counts), COUNCIL);
    }

    #[test]
    fn a_low_threshold_gives_nothing_back(counts in prop::collection::vec(0..4_i64, 8)) {
        let policy = DisclosurePolicy { threshold: 3, ..*COUNCIL };
        assert_safe(&table(vec![dimension("a", 2), dimension("b", 4)], &others(&counts)), &policy);
    }

    #[test]
    fn a_sensitive_breakdown_gives_nothing_back(counts in prop::collection::vec(owned(), 8)) {
        assert_safe(&table(vec![dimension("a", 2), dimension("s", 2).sensitive(), dimension("c", 2)], &counts), COUNCIL);
    }

    #[test]
    fn larger_cubes_give_nothing_back_by_sums(counts in prop::collection::vec(small(), 60)) {
        let cube = table(vec![dimension("a", 5), dimension("b", 4), dimension("c", 3)], &others(&counts));
        prop_assert_eq!(pinned_by_sums(&cube), Vec::<Vec<Option<Code>>>::new());
    }

    #[test]
    fn bounds_hold_the_truth_and_leave_a_choice(counts in prop::collection::vec(owned(), 24)) {
        let cube = table(vec![dimension("a", 4), dimension("b", 6)], &counts);
        for (cell, protected) in cube.cells().zip(protect(&cube, COUNCIL).cells) {
            let ProtectedCount { value, low, high, .. } = protected.count;
            prop_assert!(low.is_some_and(|low| low <= cell.count));
            prop_assert!(high.is_none_or(|high| high >= cell.count));
            prop_assert!(value.is_some() || low < high || high.is_none());
        }
    }

    #[test]
    fn the_same_table_gives_the_same_answer(counts in prop::collection::vec(owned(), 12)) {
        let cube = table(vec![dimension("a", 3), dimension("b", 4)], &counts);
        prop_assert_eq!(protect(&cube, COUNCIL), protect(&cube.clone(), COUNCIL));
    }

    #[test]
    fn the_callers_own_category_is_exact(counts in prop::collection::vec((0..9_i64, small()), 12)) {
        // Organisation is a dimension: the caller's own row holds only their records.
        let counts: Vec<(i64, i64)> = counts.iter().enumerate()
            .map(|(index, &(own, others))| if index < 4 { (own, 0) } else { (0, others) }).collect();
        let cube = table(vec![dimension("org", 3).owned(["org0"]), dimension("b", 4)], &counts);
        assert_safe(&cube, COUNCIL);
        for (cell, protected) in cube.cells().zip(protect(&cube, COUNCIL).cells) {
            if cell.key[0].as_deref() == Some("org0") {
                prop_assert_eq!(protected.count, ProtectedCount::exact(cell.count));
            }
        }
    }
}

fn at(table: &Table, policy: &DisclosurePolicy, key: &[Option<&str>]) -> ProtectedCount {
    let same = |cell: &ProtectedCell| cell.key.iter().map(Option::as_deref).eq(key.iter().copied());
    protect(table, policy).cells.into_iter().find(same).expect("the key is in the table").count
}

#[test]
fn three_women_of_twenty_two_and_one_of_four_participants() {
    let dimensions = || vec![Dimension::new("sex", ["F", "M"]), Dimension::new("participates", ["yes", "no"])];
    let company = table(dimensions(), &others(&[1, 2, 3, 16]));
    assert_safe(&company, COUNCIL);
    for cell in protect(&company, COUNCIL).cells {
        assert!(!matches!(cell.count.value, Some(1..5)), "{:?} shows a small count", cell.key);
    }
    // 22 and 19 together would give the three women.
    let (all, men) = (at(&company, COUNCIL, &[None, None]), at(&company, COUNCIL, &[Some("M"), None]));
    assert!(all.is_hidden() || men.is_hidden());
    assert_eq!(at(&company, COUNCIL, &[Some("F"), None]).status, CountStatus::SuppressedPrimary);
    let owner = DisclosurePolicy::current(Audience::Owner);
    assert_eq!(at(&company, owner, &[Some("F"), Some("yes")]), ProtectedCount::exact(1));
    // The company itself sees its own.
    let own = table(dimensions(), &[(1, 0), (2, 0), (3, 0), (16, 0)]);
    assert_eq!(at(&own, COUNCIL, &[Some("F"), Some("yes")]), ProtectedCount::exact(1));
}

#[test]
fn a_total_is_hidden_from_the_caller_whose_own_records_leave_few() {
    let places = || vec![dimension("a", 1)];
    assert_eq!(at(&table(places(), &[(0, 20)]), COUNCIL, &[None]), ProtectedCount::exact(20));
    let told = at(&table(places(), &[(18, 2)]), COUNCIL, &[None]);
    assert_eq!((told.status, told.low, told.high), (CountStatus::SuppressedPrimary, Some(19), Some(22)));
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let zeros = table(vec![dimension("a", 3), dimension("b", 3)], &[(0, 0); 9]);
    assert!(protect(&zeros, COUNCIL).cells.iter().all(|cell| cell.count == ProtectedCount::exact(0)));
    let large = table(vec![dimension("a", 2), dimension("b", 2)], &others(&[5, 0, 17, 40]));
    assert!(protect(&large, COUNCIL).cells.iter().all(|cell| cell.count.status == CountStatus::Exact));
}

#[test]
fn totals_stay_when_inner_cells_can_carry_the_secret() {
    let counts = others(&[2, 30, 31, 33, 34, 35, 36, 37, 38]);
    let cube = table(vec![dimension("a", 3), dimension("b", 3)], &counts);
    let hidden: Vec<_> = protect(&cube, COUNCIL).cells.into_iter().filter(|cell| cell.count.is_hidden()).collect();
    assert_eq!(hidden.len(), 4);
    assert!(hidden.iter().all(|cell| cell.key.iter().all(Option::is_some)), "all totals stay published");
    // The cheapest four: 2 with 30, 33 and 34.
    assert_eq!(at(&cube, COUNCIL, &[Some("a1"), Some("b1")]).status, CountStatus::SuppressedSecondary);
}

#[test]
fn thresholds_themselves_give_nothing_away() {
    // Both are under five and make eight: knowing that, both would be four.
    assert_safe(&table(vec![dimension("a", 2)], &others(&[4, 4])), COUNCIL);
}

#[test]
fn a_sensitive_group_in_one_category_is_withheld_zeros_too() {
    let dimensions = vec![dimension("a", 2), dimension("s", 3).sensitive()];
    let cube = table(dimensions, &others(&[0, 40, 0, 20, 30, 25]));
    for code in ["s0", "s1", "s2"] {
        assert_eq!(at(&cube, COUNCIL, &[Some("a0"), Some(code)]).status, CountStatus::Withheld);
    }
    assert_safe(&cube, COUNCIL);
    let plain = table(vec![dimension("a", 2), dimension("s", 3)], &others(&[0, 40, 0, 20, 30, 25]));
    assert_eq!(at(&plain, COUNCIL, &[Some("a0"), Some("s0")]), ProtectedCount::exact(0));
}

#[test]
fn a_sensitive_filter_raises_the_threshold_everywhere() {
    let cube = table(vec![dimension("a", 2)], &others(&[7, 40]));
    assert_eq!(at(&cube, COUNCIL, &[Some("a0")]), ProtectedCount::exact(7));
    assert_eq!(at(&cube.of_sensitive_population(), COUNCIL, &[Some("a0")]).status, CountStatus::SuppressedPrimary);
}

#[test]
fn too_large_a_table_is_withheld_whole() {
    let rows = [Row { key: vec!["a0".into(), "b0".into()], count: 50, own: 0, others_key: CellKey::default() }];
    let cube = Table::from_rows(vec![dimension("a", 150), dimension("b", 150)], rows).expect("a sound table");
    let answer = protect(&cube, COUNCIL);
    assert!(answer.too_large && answer.cells.iter().all(|cell| cell.count == ProtectedCount::withheld()));
    let many = Table::from_rows((0..6).map(|_| dimension("a", 1)).collect(), []).expect("a sound table");
    assert!(protect(&many, COUNCIL).too_large && !protect(&many, DisclosurePolicy::current(Audience::Owner)).too_large);
    let huge = Table::from_rows(vec![dimension("a", 1_000), dimension("b", 1_000)], []);
    assert!(matches!(huge, Err(kernel::Error::Invalid { rule: rules::TABLE_IS_TOO_LARGE, .. })));
}

#[test]
fn rows_must_be_possible() {
    let row = |count, own| Row { key: vec!["a0".into()], count, own, others_key: CellKey::default() };
    assert!(Table::from_rows(vec![dimension("a", 2)], [row(4, 4)]).is_ok());
    assert!(Table::from_rows(vec![dimension("a", 2)], [row(3, 4)]).is_err());
    assert!(Table::from_rows(vec![dimension("a", 2)], [row(-1, 0)]).is_err());
    assert!(Table::from_rows(vec![Dimension::new("a", ["x", "x"])], []).is_err());
}

#[test]
fn a_share_needs_two_shown_counts_and_a_base() {
    let (part, base) = (ProtectedCount::exact(6), ProtectedCount::exact(24));
    assert_eq!(share(&part, &base, 10), Some(0.25));
    assert_eq!(share(&part, &base, 25), None);
    assert_eq!(share(&ProtectedCount::withheld(), &base, 10), None);
    assert_eq!(share(&part, &ProtectedCount::withheld(), 10), None);
    assert_eq!(share(&ProtectedCount::exact(0), &ProtectedCount::exact(0), 0), None);
}
