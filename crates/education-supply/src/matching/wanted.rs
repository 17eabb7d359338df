//! What is wanted of an education.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use taxonomy::{Scheme, ancestors, municipalities_of};

use super::Near;

/// What is wanted. Whatever is not stated counts nothing.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// By the skill.
    pub skills: Near,
    /// By the occupation.
    pub occupations: Near,
    /// ISCED 2011 levels.
    pub levels: Option<RangeInclusive<u8>>,
    /// Where.
    pub places: Places,
    /// The last day.
    pub by: NaiveDate,
    /// Those who are to study work meanwhile.
    pub at_work: bool,
    /// Language of instruction.
    pub language: Option<String>,
}

/// The municipalities that it is wanted in, and the larger areas that they lie in.
#[derive(Clone, Debug, Default)]
pub struct Places {
    municipalities: Vec<&'static str>,
    counties: Vec<&'static str>,
    areas: Vec<&'static str>,
}

/// How near a municipality is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Distance {
    Here,
    InTheCounty,
    InTheArea,
    FartherAway,
}

impl Places {
    /// The municipality, else those of the region on `day`; none where neither is stated.
    pub fn of(municipality: Option<&str>, region: Option<&str>, day: NaiveDate) -> Self {
        let municipalities = match (municipality, region) {
            (Some(code), _) => municipalities_of(Scheme::Municipality, code, day),
            (None, Some(code)) => municipalities_of(Scheme::Region, code, day),
            (None, None) => Vec::new(),
        };
        let around = |scheme| {
            let mut codes: Vec<_> = municipalities.iter().filter_map(|code| area(code, scheme)).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let (counties, areas) = (around(Scheme::County), around(Scheme::Nuts2));
        Self { municipalities, counties, areas }
    }

    /// Whether no place is stated.
    pub fn is_empty(&self) -> bool {
        self.municipalities.is_empty()
    }

    pub(super) fn distance(&self, municipality: &str) -> Distance {
        let is_in = |areas: &[&str], scheme| area(municipality, scheme).is_some_and(|code| areas.contains(&code));
        if self.municipalities.contains(&municipality) {
            Distance::Here
        } else if is_in(&self.counties, Scheme::County) {
            Distance::InTheCounty
        } else if is_in(&self.areas, Scheme::Nuts2) {
            Distance::InTheArea
        } else {
            Distance::FartherAway
        }
    }
}

/// The area of this kind that a municipality lies in.
fn area(municipality: &str, scheme: Scheme) -> Option<&'static str> {
    let around = ancestors(Scheme::Municipality, municipality);
    around.into_iter().find(|area| area.scheme == scheme).map(|area| area.code)
}

/// The ISCED 2011 levels that an occupation demands, by the skill levels of ISCO-08's major groups, which those of SSYK 2012 share;
/// none for the armed forces, which have all of them.
pub fn levels(ssyk: &str) -> Option<RangeInclusive<u8>> {
    match ssyk.as_bytes().first()? {
        b'1' => Some(5..=8),
        b'2' => Some(6..=8),
        b'3' => Some(5..=5),
        b'4'..=b'8' => Some(2..=4),
        b'9' => Some(1..=1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_near_by_the_areas_they_share() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        let places = Places::of(Some("1480"), None, day);
        let distances = ["1480", "1490", "1380", "0180"].map(|code| places.distance(code));
        assert_eq!(distances, [Distance::Here, Distance::InTheCounty, Distance::InTheArea, Distance::FartherAway]);
        let region = Places::of(None, Some("GOTEBORGSREGIONEN"), day);
        assert_eq!([region.distance("1384"), region.distance("1380")], [Distance::Here, Distance::InTheCounty]);
        assert!(Places::of(None, None, day).is_empty());
    }
}
