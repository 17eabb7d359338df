//! The perturbation table has the properties it is said to have.

use super::{generator::*, *};

/// Fails with the text that the file of a new version must hold.
#[test]
fn the_file_is_what_the_generator_makes() {
    let (version, shipped) = FILES[0];
    assert_eq!(version, "2026-11");
    assert!(file(&DESIGNS) == shipped, "{}", file(&DESIGNS));
}

#[test]
fn every_line_is_read() {
    for (version, text) in FILES {
        let read: usize = read(version, text).iter().map(|table| table.steps.len()).sum();
        assert_eq!(read, text.lines().count() - 1);
    }
}

/// For every table and count, its noises.
fn every() -> impl Iterator<Item = (&'static PTable, i64, Vec<Step>)> {
    TABLES.iter().flat_map(|table| {
        (0..=3 * table.threshold).map(move |count| (table, count, table.of(count).copied().collect()))
    })
}

fn moment(steps: &[Step], power: u32) -> i64 {
    steps.iter().map(|step| i64::from(step.weight) * step.noise.pow(power)).sum()
}

#[test]
fn weights_add_up_and_noise_is_unbiased_for_every_count() {
    assert_eq!(TABLES.len(), DESIGNS.len());
    for (table, count, steps) in every() {
        assert_eq!(moment(&steps, 0), i64::from(WEIGHT), "{count} under {}", table.threshold);
        assert_eq!(moment(&steps, 1), 0, "{count} under {}", table.threshold);
    }
}

#[test]
fn zero_stays_zero_and_no_small_count_is_told() {
    for (table, count, steps) in every() {
        for step in &steps {
            let told = count + step.noise;
            assert!(told == 0 || told >= table.threshold, "{count} is told as {told}");
            assert!(step.noise.abs() <= table.threshold, "{count} moves by {}", step.noise);
        }
        assert!(count != 0 || steps.iter().all(|step| step.noise == 0));
        // What is told of a count does not say which it is.
        assert!(count == 0 || steps.len() > 1);
    }
    assert_eq!(noise("2026-11", 5, 0, CellKey::of(77)), Some(0));
}

#[test]
fn the_variance_is_fixed_from_the_threshold_on() {
    for (table, count, steps) in every() {
        let n = table.threshold;
        let variance = moment(&steps, 2) as f64 / f64::from(WEIGHT);
        let design = DESIGNS.iter().find(|design| design.threshold == n).expect("a design");
        let expected = if count < n { (count * (n - count)) as f64 } else { design.variance };
        assert!((variance - expected).abs() < 1e-3, "{count} under {n}: {variance}");
    }
}

#[test]
fn large_counts_have_the_same_symmetric_noise() {
    for (table, count, steps) in every().filter(|(table, count, _)| *count >= 2 * table.threshold) {
        let mirrored = |step: &Step| steps.iter().any(|o| o.noise == -step.noise && o.weight == step.weight);
        assert!(steps.iter().all(mirrored), "{count} under {}", table.threshold);
        assert_eq!(steps.len() as i64, 2 * table.threshold + 1);
    }
}

#[test]
fn every_told_value_has_several_true_ones_behind_it() {
    for table in TABLES.iter() {
        let reach = 3 * table.threshold;
        let tells = |count: i64, told: i64| table.of(count).any(|step| count + step.noise == told);
        for told in (0..reach).filter(|told| (0..=reach).any(|count| tells(count, *told))) {
            assert!((0..=reach).filter(|count| tells(*count, told)).count() >= table.threshold as usize, "{told}");
        }
    }
}

#[test]
fn draws_follow_the_weights() {
    for (threshold, count) in [(5, 3), (5, 6), (5, 400), (10, 12)] {
        let keys = 40_000_i64;
        let drawn: Vec<i64> =
            (0..keys).filter_map(|key| noise("2026-11", threshold, count, CellKey::of(key * 77_777_777_777))).collect();
        assert_eq!(drawn.len() as i64, keys);
        let table = TABLES.iter().find(|table| table.threshold == threshold).expect("a table");
        for step in table.of(count) {
            let seen = drawn.iter().filter(|noise| **noise == step.noise).count() as f64 / keys as f64;
            let wanted = f64::from(step.weight) / f64::from(WEIGHT);
            assert!((seen - wanted).abs() < 0.012, "{count}: {} came {seen}, not {wanted}", step.noise);
        }
    }
}

#[test]
fn no_table_no_noise() {
    assert_eq!(noise("2026-11", 7, 40, CellKey::of(1)), None);
    assert_eq!(noise("1999-01", 5, 40, CellKey::of(1)), None);
    let torn = read("torn", "threshold,count,noise,weight\n5,1,zero,3\n5,2\n5,3,0,-1\n");
    assert!(torn.is_empty());
}
