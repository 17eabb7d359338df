//! Conditional requests (RFC 9110, section 13): what a reader has, and what it goes on with.

use http::{HeaderMap, header};

/// Whether the caller already has what `tag` names.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|one| one == "*" || unquoted(one).is_some_and(|one| given(one).any(|one| one == tag)))
}

/// Whether `If-Match` lets the answer be given: it is absent, a star, or names a tag that `is_held`, strongly.
pub fn if_match(headers: &HeaderMap, is_held: impl Fn(&str) -> bool) -> bool {
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

/// `"tag"` and `W/"tag"`: `If-None-Match` compares weakly.
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix("W/").unwrap_or(text).strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

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
}
