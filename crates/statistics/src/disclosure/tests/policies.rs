//! Policies are sound data, and every method keeps what is promised of all.

use super::*;

/// Every version's rule that protects, and rounding beside them.
fn protecting() -> Vec<DisclosurePolicy> {
    let round = DisclosurePolicy { method: Method::Round, ..*DisclosurePolicy::current(Audience::Council) };
    let all = DisclosurePolicy::all().iter().copied().filter(|policy| policy.method != Method::None);
    all.chain([round]).collect()
}

#[test]
fn every_version_stays_and_is_found_by_its_name() {
    let mut names = std::collections::HashSet::new();
    for policy in DisclosurePolicy::all() {
        let name = (policy.audience, policy.release.as_str(), policy.version);
        assert!(names.insert(format!("{name:?}")), "{name:?} is there twice");
        assert_eq!(DisclosurePolicy::find(policy.audience, policy.release, policy.version), Some(policy));
        assert!(policy.valid_from.parse::<chrono::NaiveDate>().is_ok_and(|day| day.to_string() == policy.valid_from));
        assert!(policy.valid_from.starts_with(policy.version));
    }
    for audience in Audience::ALL {
        for (policy, release) in [
            (DisclosurePolicy::current(*audience), Release::Free),
            (DisclosurePolicy::predefined(*audience), Release::Predefined),
        ] {
            assert_eq!((policy.audience, policy.release), (*audience, release));
            let same =
                DisclosurePolicy::all().iter().filter(|other| (other.audience, other.release) == (*audience, release));
            assert_eq!(same.map(|other| other.valid_from).max(), Some(policy.valid_from), "the newest is in force");
        }
    }
    let first = DisclosurePolicy::find(Audience::Public, Release::Free, "2026-01").expect("the first version");
    assert_eq!((first.method, first.threshold), (Method::Suppress, 5));
    let now = DisclosurePolicy::current(Audience::Public);
    assert_eq!((now.method, now.version), (Method::CellKey, "2026-11"));
    assert_eq!(DisclosurePolicy::current(Audience::Owner).method, Method::None);
    assert_eq!(DisclosurePolicy::without_keys(Audience::Public).method, Method::Suppress);
}

#[test]
fn policies_ask_for_what_there_is_and_never_for_less_than_they_must() {
    for policy in protecting() {
        assert!(policy.threshold >= 3 && policy.sensitive_threshold >= 10);
        assert!(policy.min_base >= policy.sensitive_threshold, "no percentage of a sensitive group under its base");
        assert!(policy.base_for(false) >= policy.threshold && policy.base_for(true) >= 10);
        assert!((1..=85).contains(&policy.dominant_share) && policy.max_dimensions <= MAX_DIMENSIONS);
        if policy.method == Method::CellKey {
            assert!(policy.p_percent >= 10);
            for sensitive in [false, true] {
                let told = p_table::noise(policy.p_table, policy.threshold_for(sensitive), 7, CellKey::default());
                assert!(told.is_some(), "no perturbation table for {policy:?}");
            }
        }
    }
}

#[test]
fn a_policy_without_its_table_tells_nothing() {
    let torn = DisclosurePolicy { p_table: "lost", ..*DisclosurePolicy::current(Audience::Public) };
    let cube = table(vec![dimension("a", 2)], &others(&[40, 50]));
    assert!(protect(&cube, &torn).cells.iter().all(|cell| cell.count == ProtectedCount::withheld()));
}

#[test]
fn rounding_is_unbiased_and_to_the_base() {
    let policy = DisclosurePolicy { method: Method::Round, ..*DisclosurePolicy::current(Audience::Council) };
    for (count, own) in [(0, 0), (1, 0), (4, 0), (5, 0), (13, 0), (20, 12), (12, 12)] {
        let others = count - own;
        let mut sum = 0;
        for key in 0..10_000 {
            let row = Row { key: Vec::new(), count, own, others_key: CellKey::of(key * 7_777) };
            let told = protect(&Table::from_rows(Vec::new(), [row]).expect("sound"), &policy).cells[0].count;
            let value = told.value.expect("told");
            assert_eq!((told.status, (value - own) % 5), (CountStatus::Rounded, 0));
            assert!(told.low.is_some_and(|low| low <= count) && told.high.is_some_and(|high| count <= high));
            assert!((value - count).abs() < 5 && (others > 0 || value == count));
            sum += value;
        }
        assert!((sum as f64 / 10_000.0 - count as f64).abs() < 0.06, "{count} of which {own}");
    }
}

proptest! {
    #[test]
    fn no_method_tells_a_sensitive_count_under_its_base(
        counts in prop::collection::vec((prop_oneof![3 => Just(0_i64), 1 => 1..8_i64], 0..14_i64), 6),
        key in 0..1_i64 << 60,
    ) {
        let dimensions = vec![dimension("a", 2), dimension("s", 3).sensitive()];
        let keys = (0..2).flat_map(|a| (0..3).map(move |s| vec![format!("a{a}"), format!("s{s}")]));
        let rows = keys.zip(&counts).enumerate().map(|(nth, (name, &(own, others)))| Row {
            key: name,
            count: own + others,
            own,
            others_key: if others == 0 { CellKey::default() } else { CellKey::of(key / (nth as i64 + 1)) },
        });
        let cube = Table::from_rows(dimensions, rows).expect("a sound table");
        for policy in protecting() {
            let cells: Vec<Cell> = cube.cells().collect();
            for (cell, told) in cells.iter().zip(protect(&cube, &policy).cells) {
                let Some(value) = told.count.value else { continue };
                let least = if cell.key[1].is_some() { 10 } else { policy.threshold };
                prop_assert!(!(1..least).contains(&(value - cell.own)), "{value} of {cell:?} by {}", policy.method);
                let Some(_) = &cell.key[1] else { continue };
                let of_group = |other: &&Cell| other.key[0] == cell.key[0];
                let group = cells.iter().filter(of_group).find(|other| other.key[1].is_none()).expect("a total");
                let all = group.count - group.own;
                prop_assert!(all == 0 || all >= 10, "{value} of a group of {all} by {}", policy.method);
                prop_assert!(all == 0 || cell.count - cell.own < all, "all of a group are in {cell:?} by {}", policy.method);
            }
        }
    }
}
