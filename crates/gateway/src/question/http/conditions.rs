//! Conditional and partial requests (RFC 9110, sections 13 and 14).

use ::http::{HeaderMap, HeaderName, header};

pub(super) use edge::{if_match, is_known};

/// The strong tag of `If-Range`; a date or a weak tag never matches a strong one.
pub(super) fn if_range(headers: &HeaderMap) -> Option<&str> {
    let value = text(headers, &header::IF_RANGE)?.trim();
    value.strip_prefix('"')?.strip_suffix('"')
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// A range of bytes as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// From here, to and with there or to the end.
    From(u64, Option<u64>),
    /// So many of the last.
    Last(u64),
}

/// A piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    /// The first byte.
    pub from: u64,
    /// How many.
    pub length: u64,
}

/// The one range asked for. Several at once, and what is no range of bytes, is answered whole.
pub(super) fn range(headers: &HeaderMap) -> Option<Range> {
    let (unit, set) = text(headers, &header::RANGE)?.split_once('=')?;
    let (from, to) = set.trim().split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") || set.contains(',') {
        return None;
    }
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match (from.trim(), to.trim()) {
        ("", last) => number(last).map(Range::Last),
        (from, "") => Some(Range::From(number(from)?, None)),
        (from, to) => {
            let (from, to) = (number(from)?, number(to)?);
            (from <= to).then_some(Range::From(from, Some(to)))
        }
    }
}

impl Range {
    /// The piece of a file of this length; none when it lies outside.
    pub(super) fn of(self, length: u64) -> Option<Slice> {
        match self {
            Self::From(from, _) if from >= length => None,
            Self::From(from, to) => {
                let end = to.map_or(length, |to| length.min(to.saturating_add(1)));
                Some(Slice { from, length: end - from })
            }
            Self::Last(0) => None,
            Self::Last(_) if length == 0 => None,
            Self::Last(last) => Some(Slice { from: length - last.min(length), length: last.min(length) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().expect("a header"))])
    }

    #[test]
    fn only_a_strong_tag_matches_a_range() {
        assert_eq!(if_range(&headers(header::IF_RANGE, "\"a\"")), Some("a"));
        assert_eq!(if_range(&headers(header::IF_RANGE, "W/\"a\"")), None);
        assert_eq!(if_range(&headers(header::IF_RANGE, "Tue, 01 Sep 2026 08:00:00 GMT")), None);
    }

    #[test]
    fn ranges_are_read_and_cut_to_the_file() {
        let piece = |value: &str| range(&headers(header::RANGE, value)).map(|range| range.of(10));
        let slice = |from, length| Some(Some(Slice { from, length }));
        assert_eq!(piece("bytes=0-3"), slice(0, 4));
        assert_eq!(piece("Bytes=4-"), slice(4, 6));
        assert_eq!(piece("bytes=8-100"), slice(8, 2));
        assert_eq!(piece("bytes=-3"), slice(7, 3));
        assert_eq!(piece("bytes=-30"), slice(0, 10));
        assert_eq!(piece("bytes=10-"), Some(None));
        assert_eq!(piece("bytes=-0"), Some(None));
        assert_eq!(piece(&format!("bytes=0-{}", u64::MAX)), slice(0, 10));
        for whole in ["bytes=0-1,3-4", "bytes=3-1", "bytes=a-b", "bytes=+1-2", "rows=0-1", "bytes", "bytes=-"] {
            assert_eq!(piece(whole), None, "{whole}");
        }
        assert_eq!(Range::Last(5).of(0), None);
    }
}
