//! What is wanted of an education.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use taxonomy::{Scheme, km_between, municipalities_of};

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

/// The municipalities that it is wanted in.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<&'static str>);

impl Places {
    /// The municipality, else those of the region on `day`; none where neither is stated.
    pub fn of(municipality: Option<&str>, region: Option<&str>, day: NaiveDate) -> Self {
        Self(match (municipality, region) {
            (Some(code), _) => municipalities_of(Scheme::Municipality, code, day),
            (None, Some(code)) => municipalities_of(Scheme::Region, code, day),
            (None, None) => Vec::new(),
        })
    }

    /// Whether no place is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whole kilometres from the nearest of them, 0 within them, as [`km_between`] reckons; nothing where no distance is known.
    pub(super) fn km_to(&self, municipality: &str) -> Option<i32> {
        self.0.iter().filter_map(|here| km_between(here, municipality)).min()
    }
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
    fn places_are_as_far_as_the_nearest_municipality_that_is_wanted() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        let places = Places::of(Some("1480"), None, day);
        assert_eq!(["1480", "1481", "1490", "0180"].map(|code| places.km_to(code)), [0, 15, 63, 399].map(Some));
        let region = Places::of(None, Some("GOTEBORGSREGIONEN"), day);
        assert_eq!(["1480", "1384"].map(|code| region.km_to(code)), [Some(0), Some(0)]);
        assert!(region.km_to("1490") < places.km_to("1490"), "Härryda is nearer to Borås");
        assert_eq!(places.km_to("9999"), None);
        let nowhere = Places::of(None, None, day);
        assert!(nowhere.is_empty() && nowhere.km_to("1480").is_none());
    }
}
