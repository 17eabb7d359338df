//! What is told of a count, and what decides it.

use super::*;

fn behind(records: i64, key: i64) -> Behind {
    Behind { records, key: CellKey::of(key), ..Behind::default() }
}

const SALT: Salt = Salt::of(77);

#[test]
fn a_count_is_told_as_zero_or_from_the_threshold_on_and_the_same_each_time() {
    let policy = DisclosurePolicy::current(Audience::Public);
    for unit in Unit::ALL {
        let threshold = policy.threshold(*unit);
        for records in 0..40 {
            for key in 0..200 {
                let cell = behind(records, key * 7_777_777);
                let told = policy.count(*unit, &cell, SALT);
                assert!(told == 0 || told >= threshold, "{records} is told as {told}");
                assert_eq!(told, policy.count(*unit, &cell, SALT));
            }
        }
        assert_eq!(policy.count(*unit, &behind(0, 5), SALT), 0);
    }
    assert_eq!(DisclosurePolicy::current(Audience::Owner).threshold(Unit::Person), 1);
}

#[test]
fn councils_and_the_public_are_told_alike() {
    let (council, public) = (DisclosurePolicy::current(Audience::Council), DisclosurePolicy::current(Audience::Public));
    for key in 0..500 {
        let cell = Behind { amount: 900, largest: 300, ..behind(30, key * 31) };
        let told = council.count(Unit::Record, &cell, SALT);
        assert_eq!(told, public.count(Unit::Record, &cell, SALT));
        assert_eq!(council.sum(Unit::Record, &cell, told, SALT), public.sum(Unit::Record, &cell, told, SALT));
    }
}

#[test]
fn another_salt_is_other_noise() {
    let policy = DisclosurePolicy::current(Audience::Public);
    let told = |salt| (0..2_000).map(|key| policy.count(Unit::Person, &behind(100, key), Salt::of(salt))).collect();
    let (one, other): (Vec<i64>, Vec<i64>) = (told(1), told(2));
    let mean = |told: &[i64]| told.iter().sum::<i64>() as f64 / told.len() as f64;
    assert!((mean(&one) - 100.0).abs() < 0.3 && (mean(&other) - 100.0).abs() < 0.3);
    let together: f64 = one.iter().zip(&other).map(|(a, b)| ((a - 100) * (b - 100)) as f64).sum::<f64>() / 2_000.0;
    assert!(together.abs() < 1.0, "noises go together: {together}");
}

#[test]
fn few_people_are_not_told_however_many_records_they_have() {
    let policy = DisclosurePolicy::current(Audience::Council);
    for (people, told) in [(1, 0), (3, 0), (5, 0), (7, 2_000), (12, 2_000)] {
        let cell = |key: i64| Behind { people: Some(people), ..behind(300, key * 13) };
        let count = (0..2_000).filter(|key| policy.count(Unit::Record, &cell(*key), SALT) > 0).count();
        assert_eq!(count, told, "{people} people");
    }
}

#[test]
fn a_sum_has_noise_and_none_is_told_beside_zero() {
    let policy = DisclosurePolicy::current(Audience::Council);
    // Ten records of the mean size are 20,000.
    let cell = |key: i64| Behind { amount: 1_000_000, ..behind(500, key * 97) };
    let off: Vec<f64> =
        (0..4_000).map(|key| (policy.sum(Unit::Record, &cell(key), 500, SALT) - 1_000_000) as f64 / 20_000.0).collect();
    let mean = off.iter().sum::<f64>() / 4_000.0;
    let deviation = (off.iter().map(|off| off * off).sum::<f64>() / 4_000.0).sqrt();
    assert!(mean.abs() < 0.02 && (deviation - 0.3).abs() < 0.02, "{mean} {deviation}");
    assert!(off.iter().all(|off| off.abs() <= 0.9));
    assert_eq!(policy.sum(Unit::Record, &cell(1), 0, SALT), 0);
}

#[test]
fn a_contributors_part_is_moved_for_good_and_never_by_less_than_fifteen_per_cent() {
    let policy = DisclosurePolicy::current(Audience::Council);
    let part =
        |amount: i64, key: i64| policy.moved(amount, amount * DisclosurePolicy::leaning(CellKey::of(key * 61), SALT));
    let parts: Vec<i64> = (0..4_000).map(|key| part(10_000, key)).collect();
    assert!(parts.iter().all(|part| (1_500..=4_500).contains(&(part - 10_000).abs())));
    let mean = parts.iter().sum::<i64>() as f64 / 4_000.0;
    assert!((mean - 10_000.0).abs() < 200.0, "{mean}");
    assert_eq!(parts[7], part(10_000, 7));
    // Of any sum the same part in proportion.
    let (small, large) = (part(1_000, 5), part(9_000, 5));
    assert!((small * 9 - large).abs() <= 9);
    // Parts that are summed before they are moved, by whoever's they are, are moved as each by itself.
    let leaning = |amount: i64, key: i64| amount * DisclosurePolicy::leaning(CellKey::of(key * 61), SALT);
    let together = policy.moved(10_000 + 9_000, leaning(10_000, 7) + leaning(9_000, 5));
    assert!((together - parts[7] - large).abs() <= 2);
}

#[test]
fn shares_are_of_told_numbers() {
    let part = ProtectedCount::perturbed(12);
    assert_eq!(share(&part, &ProtectedCount::perturbed(10), 10), Some(1.0));
    assert_eq!(ratio(&part, &ProtectedCount::perturbed(10), 10), Some(1.2));
    assert_eq!(share(&part, &ProtectedCount::perturbed(0), 0), None);
    assert_eq!(share(&ProtectedCount::withheld(), &part, 1), None);
}
