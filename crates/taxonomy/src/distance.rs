//! How far it is between municipalities: the great-circle distance between their centre points.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{load, table::rows};

/// Mean radius of the Earth (IUGG), in kilometres.
const EARTH_KM: f64 = 6_371.008_8;

/// WGS 84, in radians.
#[derive(Clone, Copy, Debug)]
struct Point {
    latitude: f64,
    longitude: f64,
}

static POINTS: LazyLock<BTreeMap<&'static str, Point>> = LazyLock::new(|| {
    let radians = |degrees: &str| degrees.parse::<f64>().ok().map(f64::to_radians);
    rows(load::MUNICIPALITY_POINTS)
        .filter_map(|row| Some((row[0], Point { latitude: radians(row[1])?, longitude: radians(row[2])? })))
        .collect()
});

/// By the haversine formula; on a sphere, which is at most half a per cent off.
fn km(one: Point, other: Point) -> f64 {
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let chord = half(one.latitude, other.latitude)
        + one.latitude.cos() * other.latitude.cos() * half(one.longitude, other.longitude);
    2.0 * EARTH_KM * chord.sqrt().asin()
}

/// Fågelvägen: whole kilometres between the centre points of two municipalities, 0 from one to itself. Nothing where either is no
/// municipality of today.
pub fn km_between(one: &str, other: &str) -> Option<i32> {
    Some(km(*POINTS.get(one)?, *POINTS.get(other)?).round() as i32)
}

/// The codes of the municipalities of today at most so many whole kilometres from one by [`km_between`], itself among them, in the
/// order of their codes. Empty where it is no municipality of today.
pub fn municipalities_within(code: &str, most: i32) -> Vec<&'static str> {
    POINTS.keys().copied().filter(|other| km_between(code, other).is_some_and(|km| km <= most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scheme, all};

    #[test]
    fn known_distances_are_told() {
        let gothenburg = |code| km_between("1480", code);
        assert_eq!(["1480", "1481", "1490", "0180", "2584"].map(gothenburg), [0, 15, 63, 399, 1_244].map(Some));
        assert_eq!(km_between("2584", "1480"), gothenburg("2584"));
        for unknown in ["", "1917", "9999", "14"] {
            assert_eq!((gothenburg(unknown), km_between(unknown, "1480")), (None, None), "{unknown}");
        }
    }

    #[test]
    fn those_within_a_distance_are_those_that_are_no_farther() {
        assert_eq!(municipalities_within("1480", 20), ["1402", "1407", "1480", "1481"]);
        assert_eq!(municipalities_within("1480", 0), ["1480"]);
        assert_eq!(municipalities_within("1480", 14), ["1480"]);
        assert!(municipalities_within("1480", 15).contains(&"1481"));
        assert_eq!(municipalities_within("2584", 2_000).len(), 290);
        assert!(municipalities_within("1917", 2_000).is_empty() && municipalities_within("9999", 2_000).is_empty());
    }

    #[test]
    fn each_municipality_has_one_point_in_sweden_and_no_two_the_same() {
        let codes: Vec<&str> = rows(load::MUNICIPALITY_POINTS).map(|row| row[0]).collect();
        let mut listed: Vec<&str> = all(Scheme::Municipality).iter().map(|place| place.code).collect();
        listed.sort_unstable();
        assert_eq!(codes, listed);
        assert_eq!(POINTS.len(), 290);
        for (code, point) in POINTS.iter() {
            let (latitude, longitude) = (point.latitude.to_degrees(), point.longitude.to_degrees());
            assert!((55.3..69.1).contains(&latitude) && (10.9..24.2).contains(&longitude), "{code}");
            let here = municipalities_within(code, 0);
            assert_eq!(here, [*code]);
        }
    }

    /// Two points that were mixed up, or a figure that was, would lie outside their county.
    #[test]
    fn each_point_lies_near_its_neighbours_in_the_county() {
        for code in POINTS.keys() {
            let county: Vec<&str> = POINTS.keys().copied().filter(|other| other[..2] == code[..2]).collect();
            let nearest =
                county.iter().filter(|other| *other != code).filter_map(|other| km_between(code, other)).min();
            // From Värmland, Dalarna and Gävleborg northwards they are far apart.
            let most = if ["17", "20", "21", "22", "23", "24", "25"].contains(&&code[..2]) { 101 } else { 50 };
            // Gotland is alone in its county.
            assert!(nearest.map_or(*code == "0980", |km| km <= most), "{code}: {nearest:?}");
            let farthest = county.iter().filter_map(|other| km_between(code, other)).max();
            assert!(farthest <= Some(311), "{code}: {farthest:?}");
        }
    }
}
