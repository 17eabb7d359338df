//! From Swedish education levels to the international ones.

use std::ops::RangeInclusive;

use crate::{concept::Concept, list::lookup, scheme::Scheme};

/// The ISCED 2011 levels a SUN 2020 level may stand for: post-secondary education spans several.
///
/// Read from the first digit only (0–3 the same; 4 to 4–5; 5 to 5–7; 6 to 8): Statistics Sweden's key at three digits
/// is to be confirmed at the source.
pub fn isced_range_of_sun(sun_level: &str) -> Option<RangeInclusive<u8>> {
    let concept = lookup(Scheme::Sun2020Level, sun_level)?;
    match concept.code.as_bytes().first()? {
        digit @ b'0'..=b'3' => Some(digit - b'0'..=digit - b'0'),
        b'4' => Some(4..=5),
        b'5' => Some(5..=7),
        b'6' => Some(8..=8),
        _ => None,
    }
}

/// The ISCED 2011 level, where a SUN 2020 level stands for one only.
pub fn isced_of_sun(sun_level: &str) -> Option<&'static Concept> {
    let range = isced_range_of_sun(sun_level)?;
    let code = [b'0' + range.start()];
    let single = range.start() == range.end();
    single.then(|| std::str::from_utf8(&code).ok().and_then(|code| lookup(Scheme::Isced2011, code)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::all;

    #[test]
    fn every_level_has_its_international_ones() {
        for concept in all(Scheme::Sun2020Level) {
            assert!(isced_range_of_sun(concept.code).is_some(), "{concept:?}");
        }
        assert_eq!(isced_range_of_sun("336"), Some(3..=3));
        assert_eq!(isced_range_of_sun("417"), Some(4..=5));
        assert_eq!(isced_range_of_sun("54"), Some(5..=7));
        assert_eq!(isced_range_of_sun("nonsense"), None);
        assert_eq!(isced_of_sun("640").map(|c| c.code), Some("8"));
        assert_eq!(isced_of_sun("206").and_then(|c| c.label_en), Some("Lower secondary education"));
        assert_eq!(isced_of_sun("4"), None);
    }
}
