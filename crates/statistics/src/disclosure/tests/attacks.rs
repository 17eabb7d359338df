//! Attacks on free questions, by one who knows the perturbation table and everything told, and not the record keys.
//!
//! Each attack is played over many draws of the keys. The attacker has seen what is told for every secret, and guesses the
//! likeliest; each attack is played on bare counts too, where it must succeed, so that it is an attack at all.

use std::collections::HashMap;

use super::*;

const COUNCIL: &DisclosurePolicy = DisclosurePolicy::current(Audience::Council);
const BARE: &DisclosurePolicy = DisclosurePolicy::current(Audience::Owner);

/// Records by their keys, drawn anew for every game.
struct Keys(u64);

impl Keys {
    fn draw(&mut self) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 4) as i64
    }

    fn draws(&mut self, records: i64) -> Vec<i64> {
        (0..records).map(|_| self.draw()).collect()
    }
}

/// What is told of these records.
fn tell(records: &[i64], policy: &DisclosurePolicy) -> i64 {
    tell_beside(0, records, policy)
}

/// What is told of these records to one who holds `own` others.
fn tell_beside(own: i64, others: &[i64], policy: &DisclosurePolicy) -> i64 {
    let row = Row {
        key: Vec::new(),
        count: own + others.len() as i64,
        own,
        others_key: others.iter().map(|key| CellKey::of(*key)).sum(),
    };
    let table = Table::from_rows(Vec::new(), [row]).expect("a sound table");
    protect(&table, policy).cells[0].count.value.expect("a number is told")
}

/// How the attacker fares.
struct Outcome {
    /// How often the secret is guessed.
    guessed: f64,
    /// How often what is told leaves one secret only.
    certain: f64,
}

const GAMES: usize = 4_000;

/// Plays `view`, which gives what the attacker makes of the answers for a secret, for each of the secrets 1 to 4.
fn play<V: std::hash::Hash + Eq>(view: impl Fn(i64, &mut Keys) -> V) -> Outcome {
    let mut keys = Keys(42);
    let mut seen: HashMap<V, [usize; 4]> = HashMap::new();
    for secret in 1..=4 {
        for _ in 0..GAMES {
            seen.entry(view(secret, &mut keys)).or_default()[secret as usize - 1] += 1;
        }
    }
    let all = (4 * GAMES) as f64;
    let guessed: usize = seen.values().filter_map(|secrets| secrets.iter().max()).sum();
    // What was seen a few times only says nothing of what is possible.
    let often = seen.values().filter(|secrets| secrets.iter().sum::<usize>() >= 30);
    let certain: usize =
        often.filter(|secrets| secrets.iter().filter(|games| **games > 0).count() == 1).flat_map(|s| s.iter()).sum();
    Outcome { guessed: guessed as f64 / all, certain: certain as f64 / all }
}

/// The attack finds the secret in bare counts, and in what is told no better than `at_most`, and hardly ever with
/// certainty. Rounding is the weaker: a multiple of its base has no noise at all, so that more answers leave one secret.
fn assert_fails<V: std::hash::Hash + Eq>(at_most: f64, view: impl Fn(i64, &mut Keys, &DisclosurePolicy) -> V) {
    let bare = play(|secret, keys| view(secret, keys, BARE));
    assert!(bare.guessed == 1.0 && bare.certain == 1.0, "no attack: {}", bare.guessed);
    let round = DisclosurePolicy { method: Method::Round, ..*COUNCIL };
    for (policy, sure) in [(COUNCIL, 0.001), (&round, 0.05)] {
        let told = play(|secret, keys| view(secret, keys, policy));
        assert!(told.guessed <= at_most, "{}: guessed {}", policy.method, told.guessed);
        assert!(told.certain < sure, "{}: certain {}", policy.method, told.certain);
    }
}

#[test]
fn a_small_count_by_itself() {
    assert_fails(0.45, |secret, keys, policy| tell(&keys.draws(secret), policy));
}

#[test]
fn by_filters_all_less_all_but_some() {
    // Also by time: yesterday's answer and today's, after so many have joined.
    assert_fails(0.5, |secret, keys, policy| {
        let without = keys.draws(40);
        let with = [without.clone(), keys.draws(secret)].concat();
        tell(&with, policy) - tell(&without, policy)
    });
}

#[test]
fn by_geography_the_county_less_its_other_municipalities() {
    assert_fails(0.45, |secret, keys, policy| {
        let others = [keys.draws(12), keys.draws(31), keys.draws(7)];
        let county = [others.concat(), keys.draws(secret)].concat();
        tell(&county, policy) - others.iter().map(|place| tell(place, policy)).sum::<i64>()
    });
}

#[test]
fn by_overlapping_groups() {
    // Those in both are those in the one and in the other less those in either.
    assert_fails(0.45, |secret, keys, policy| {
        let (both, one, other) = (keys.draws(secret), keys.draws(20), keys.draws(25));
        let (first, second) = ([both.clone(), one.clone()].concat(), [both.clone(), other.clone()].concat());
        let either = [both, one, other].concat();
        tell(&first, policy) + tell(&second, policy) - tell(&either, policy)
    });
}

#[test]
fn by_sums_along_two_ways_at_once() {
    // The secret cell from its row, from its column, and as it is told.
    assert_fails(0.62, |secret, keys, policy| {
        let (cell, row, column) = (keys.draws(secret), keys.draws(15), keys.draws(22));
        let along = |rest: &Vec<i64>| tell(&[cell.clone(), rest.clone()].concat(), policy) - tell(rest, policy);
        (tell(&cell, policy), along(&row), along(&column))
    });
}

#[test]
fn by_the_open_and_the_signed_in_answer_together() {
    // One with 30 of its own asks signed in and signed out.
    assert_fails(0.55, |secret, keys, policy| {
        let (own, others) = (keys.draws(30), keys.draws(secret));
        (tell(&[own, others.clone()].concat(), policy) - 30, tell_beside(30, &others, policy) - 30)
    });
}

#[test]
fn by_ratio_and_average() {
    // A share times its base is the number beside it, and no share stands on a small base.
    let mut keys = Keys(7);
    for part in 0..40 {
        let (some, rest) = (keys.draws(part), keys.draws(3));
        let whole = ProtectedCount::perturbed(tell(&[some.clone(), rest].concat(), COUNCIL));
        let some = ProtectedCount::perturbed(tell(&some, COUNCIL));
        match (share(&some, &whole, COUNCIL.min_base), whole.value.zip(some.value)) {
            (Some(told), Some((whole, some))) => {
                assert!(whole >= COUNCIL.min_base && (told * whole as f64 - some.min(whole) as f64).abs() < 1e-9);
            }
            (told, values) => assert!(told.is_none() && values.is_some_and(|(whole, _)| whole < COUNCIL.min_base)),
        }
    }
    assert_fails(0.5, |secret, keys, policy| {
        let (some, rest) = (keys.draws(secret), keys.draws(40));
        let whole = tell(&[some.clone(), rest.clone()].concat(), policy);
        (whole - tell(&rest, policy)) * 1_000 / whole.max(1)
    });
}

#[test]
fn by_asking_again() {
    let mut keys = Keys(9);
    for records in 1..60 {
        let mut records = keys.draws(records);
        let first = tell(&records, COUNCIL);
        records.reverse();
        assert_eq!(tell(&records, COUNCIL), first, "the same records are told alike in any order");
    }
}

#[test]
fn a_persons_hours_do_not_follow_from_two_sums() {
    // All the hours and those of all but one, who had 40 of them. The noise is never less than a twentieth of what the
    // largest organisation has, which is no less than its people's.
    let mut keys = Keys(11);
    let mut off = Vec::new();
    for _ in 0..2_000 {
        let (rest, one) = (CellKey::of(keys.draw()), CellKey::of(keys.draw()));
        let with = perturbed_sum(1_040, 400, rest.plus(one), COUNCIL);
        let without = perturbed_sum(1_000, 400, rest, COUNCIL);
        off.push((with - without - 40).abs());
    }
    let close = off.iter().filter(|off| **off <= 4).count();
    assert!(close * 8 < off.len(), "within a tenth of the truth {close} times of {}", off.len());
}

#[test]
fn noise_of_sums_is_unbiased_and_never_nothing() {
    for (sum, scale) in [(6_000, 1_500), (100, 60), (1_000_000, 20_000)] {
        let draws: Vec<i64> =
            (0..20_000).map(|key| perturbed_sum(sum, scale, CellKey::of(key * 31), COUNCIL) - sum).collect();
        let mean = draws.iter().sum::<i64>() as f64 / draws.len() as f64;
        assert!(mean.abs() < scale as f64 * 0.003, "{mean} of {scale}");
        let (least, most) = (scale / 20, scale * 15 / 100 + 1);
        assert!(draws.iter().all(|noise| (least..=most).contains(&noise.abs())));
    }
    assert_eq!(perturbed_sum(0, 0, CellKey::of(5), COUNCIL), 0);
}

proptest! {
    #[test]
    fn the_same_records_are_told_alike_in_every_table(
        records in prop::collection::vec((0..3_usize, 0..2_usize, 0..1_i64 << 60), 0..80),
    ) {
        let code = |name: &str, place: usize| format!("{name}{place}");
        let row = |key: Vec<Code>, record: i64| Row { key, count: 1, own: 0, others_key: CellKey::of(record) };
        let (a, b) = (|| dimension("a", 3), || dimension("b", 2));
        let rows = |key: &dyn Fn(usize, usize) -> Vec<Code>| -> Vec<Row> {
            records.iter().map(|(a, b, record)| row(key(*a, *b), *record)).collect()
        };
        let both = Table::from_rows(vec![a(), b()], rows(&|x, y| vec![code("a", x), code("b", y)])).expect("sound");
        let turned = Table::from_rows(vec![b(), a()], rows(&|x, y| vec![code("b", y), code("a", x)])).expect("sound");
        let one = Table::from_rows(vec![a()], rows(&|x, _| vec![code("a", x)])).expect("sound");
        for policy in [COUNCIL, &DisclosurePolicy { method: Method::Round, ..*COUNCIL }] {
            for cell in protect(&both, policy).cells {
                let mut key: Vec<Option<&str>> = cell.key.iter().map(Option::as_deref).collect();
                if key[1].is_none() {
                    prop_assert_eq!(at(&one, policy, &key[..1]), cell.count);
                }
                key.reverse();
                prop_assert_eq!(at(&turned, policy, &key), cell.count);
                prop_assert!(!matches!(cell.count.value, Some(1..5)));
            }
        }
    }
}
