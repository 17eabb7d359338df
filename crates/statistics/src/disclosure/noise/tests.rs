//! The noise tables have the properties they are said to have.

use super::{generator::*, *};

/// Fails with the text that the file of a new version must hold.
#[test]
fn the_file_is_what_the_generator_makes() {
    let (version, shipped) = FILES[0];
    assert_eq!(version, "2026-12");
    assert!(file(&DESIGNS) == shipped, "{}", file(&DESIGNS));
}

#[test]
fn every_line_is_read() {
    for (version, text) in FILES {
        let read: usize = read(version, text).iter().map(|table| table.steps.len()).sum();
        assert_eq!(read, text.lines().count() - 1);
    }
}

#[test]
fn noise_is_symmetric_bounded_and_of_the_variance_asked_for() {
    assert_eq!(TABLES.len(), DESIGNS.len());
    for (table, design) in TABLES.iter().zip(DESIGNS) {
        assert_eq!((table.unit, table.threshold), (design.unit, design.threshold));
        let total: u32 = table.steps.iter().map(|(_, weight)| weight).sum();
        assert_eq!(total, WEIGHT);
        for (noise, weight) in &table.steps {
            assert!(noise.abs() <= design.most);
            assert!(table.steps.contains(&(-noise, *weight)), "{noise} has no mirror");
        }
        let moment: f64 = table.steps.iter().map(|(noise, weight)| (noise * noise) as f64 * f64::from(*weight)).sum();
        assert!((moment / f64::from(WEIGHT) - design.variance).abs() < 1e-2, "{}", table.unit);
    }
}

#[test]
fn every_draw_has_its_noise() {
    for table in TABLES.iter() {
        let mut drawn = 0;
        for (noise, weight) in &table.steps {
            assert_eq!(table.noise(drawn), *noise);
            assert_eq!(table.noise(drawn + weight - 1), *noise);
            drawn += weight;
        }
    }
}

#[test]
fn no_table_no_noise() {
    assert_eq!(table("1999-01", Unit::Person), None);
    assert!(read("torn", "unit,threshold,noise,weight\nPERSON,5,zero,3\nPERSON,5\nNOBODY,5,0,1\n").is_empty());
}
