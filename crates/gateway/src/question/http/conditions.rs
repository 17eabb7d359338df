//! Conditional and partial requests (RFC 9110, sections 13 and 14).

use ::http::{HeaderMap, HeaderName, header};

/// Whether the caller already has what `tag` names.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|one| one == "*" || unquoted(one).is_some_and(|one| given(one).any(|one| one == tag)))
}

/// Whether `If-Match` lets the answer be given: it is absent, a star, or names a tag that `is_held`, strongly.
pub(super) fn if_match(headers: &HeaderMap, is_held: impl Fn(&str) -> bool) -> bool {
    let mut values = headers.get_all(header::IF_MATCH).iter().peekable();
    let absent = values.peek().is_none();
    let mut tags = values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(str::trim);
    let strong = |one: &str| {
        one.strip_prefix('"').and_then(|one| one.strip_suffix('"')).is_some_and(|one| given(one).any(&is_held))
    };
    absent || tags.any(|one| one == "*" || strong(one))
}

/// What a tag may have been when we gave it: itself, and without the ending that a proxy which compresses an answer puts there.
fn given(tag: &str) -> impl Iterator<Item = &str> {
    let endings = ["-gzip", "--gzip", ";gzip", "-br", "-deflate", "-zstd"];
    std::iter::once(tag).chain(endings.into_iter().filter_map(|ending| tag.strip_suffix(ending)))
}

/// The strong tag of `If-Range`; a date or a weak tag never matches a strong one.
pub(super) fn if_range(headers: &HeaderMap) -> Option<&str> {
    let value = text(headers, &header::IF_RANGE)?.trim();
    value.strip_prefix('"')?.strip_suffix('"')
}

/// `"tag"` and `W/"tag"`: `If-None-Match` compares weakly.
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix("W/").unwrap_or(text).strip_prefix('"')?.strip_suffix('"')
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
    fn a_tag_is_known_weakly_in_a_list_or_by_a_star() {
        for (value, known) in [
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
            ("\"a-gzip\"", true),
            ("W/\"a-gzip\"", true),
            ("\"a-br\"", true),
            ("\"a--gzip\"", true),
            ("\"b-gzip\"", false),
            ("\"-gzip\"", false),
            ("a", false),
            ("\"a", false),
        ] {
            assert_eq!(is_known(&headers(header::IF_NONE_MATCH, value), "a"), known, "{value}");
        }
        assert!(!is_known(&HeaderMap::new(), "a"));
    }

    #[test]
    fn a_tag_must_match_strongly_where_a_match_is_asked_for() {
        for (value, matches) in [
            ("\"a\"", true),
            ("\"b\", \"a\"", true),
            ("\"a-gzip\"", true),
            ("*", true),
            ("W/\"a\"", false),
            ("\"b\"", false),
            ("a", false),
            ("", false),
        ] {
            assert_eq!(if_match(&headers(header::IF_MATCH, value), |tag| tag == "a"), matches, "{value}");
        }
        assert!(if_match(&HeaderMap::new(), |_| false));
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
