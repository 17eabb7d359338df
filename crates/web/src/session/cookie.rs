//! The session's cookies: a value may be longer than one holds.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use cookie::{SameSite, time::Duration};

/// Browsers keep at least this much of one cookie, name and attributes included.
const LARGEST: usize = 4096;
/// Of a value that one cookie does not hold, each has so much; the rest of [`LARGEST`] is for name and attributes.
const PART: usize = 3800;
/// A value is held by so many cookies at most: together they stay well within the heads that the service reads.
const MOST_PARTS: usize = 8;
/// Longest value that is held.
pub(super) const LONGEST: usize = PART * MOST_PARTS;

/// A cookie to set. Always for the whole host, for requests only, and not for other sites' forms.
pub(super) struct Cookie<'c> {
    pub name: &'c str,
    pub value: &'c str,
    /// How long it lasts; 0 forgets it.
    pub seconds: i64,
    pub secure: bool,
}

impl Cookie<'_> {
    /// The header; none where a browser would not keep it.
    pub(super) fn set(&self) -> Option<HeaderValue> {
        let text = cookie::Cookie::build((self.name, self.value))
            .path("/")
            .max_age(Duration::seconds(self.seconds))
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure)
            .to_string();
        (text.len() <= LARGEST).then(|| HeaderValue::from_str(&text).ok()).flatten()
    }
    /// The headers for a value that one cookie may not hold: `name` has the number of parts and the first, `name-1` the second and so
    /// on. What the request has of more parts is forgotten. None where it is too long.
    pub(super) fn set_in_parts(&self, headers: &HeaderMap) -> Option<Vec<HeaderValue>> {
        let mut parts = self.value.as_bytes().chunks(PART).map(|part| str::from_utf8(part).unwrap_or_default());
        let count = self.value.len().div_ceil(PART).max(1);
        if count > MOST_PARTS {
            return None;
        }
        let first = Cookie { value: &format!("{count}.{}", parts.next().unwrap_or_default()), ..*self }.set()?;
        let others =
            parts.enumerate().map(|(at, value)| Cookie { name: &part(self.name, at + 1), value, ..*self }.set());
        let set = [Some(first)].into_iter().chain(others).collect::<Option<Vec<_>>>()?;
        Some(set.into_iter().chain(self.forget(headers, count)).collect())
    }

    /// The headers that forget the parts from `kept` on which the request has; the first always.
    pub(super) fn forget(&self, headers: &HeaderMap, kept: usize) -> Vec<HeaderValue> {
        let has = |at: &usize| *at == 0 || values(headers, &part(self.name, *at)).next().is_some();
        let gone = |at| Cookie { name: &part(self.name, at), value: "", seconds: 0, ..*self }.set();
        (kept..MOST_PARTS).filter(has).filter_map(gone).collect()
    }
}

/// The value that was set in parts.
pub(super) fn read_parts(headers: &HeaderMap, name: &str) -> Option<String> {
    let (count, first) = read(headers, name)?.split_once('.')?;
    let count = count.parse().ok().filter(|count| (1..=MOST_PARTS).contains(count))?;
    let mut whole = first.to_owned();
    for at in 1..count {
        whole.push_str(read(headers, &part(name, at))?);
    }
    Some(whole)
}

fn part(name: &str, at: usize) -> String {
    if at == 0 { name.to_owned() } else { format!("{name}-{at}") }
}

/// The cookie's value. One that comes twice is none: somebody else may have set the other.
pub(super) fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut found = values(headers, name);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn values<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h str> {
    let texts = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let cookies = texts.flat_map(cookie::Cookie::split_parse).filter_map(Result::ok);
    cookies.filter(move |cookie| cookie.name() == name).filter_map(|cookie| cookie.value_raw())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_for_this_host_and_no_script() {
        let cookie = Cookie { name: "__Host-a", value: "b", seconds: 60, secure: true };
        let text = cookie.set().expect("a header");
        assert_eq!(text, "__Host-a=b; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60");
        let long = "x".repeat(LARGEST);
        assert!(Cookie { value: &long, ..cookie }.set().is_none());
    }

    #[test]
    fn a_long_value_is_held_by_several_cookies_and_nothing_is_left_of_a_longer_one() {
        let of = |set: &[HeaderValue]| {
            let pair =
                |value: &HeaderValue| value.to_str().expect("text").split(';').next().expect("a pair").to_owned();
            let text = set.iter().map(pair).collect::<Vec<_>>().join("; ");
            HeaderMap::from_iter([(COOKIE, HeaderValue::from_str(&text).expect("a header"))])
        };
        fn cookie(value: &str) -> Cookie<'_> {
            Cookie { name: "__Host-a", value, seconds: 60, secure: true }
        }
        let mut before = HeaderMap::new();
        for length in [0, 1, PART, PART + 1, LONGEST, 3 * PART - 1, 10] {
            let value: String = (0..length).map(|at| char::from(b'a' + (at % 23) as u8)).collect();
            let set = cookie(&value).set_in_parts(&before).expect("not too long");
            assert!(set.iter().all(|header| header.len() <= LARGEST));
            let kept: Vec<HeaderValue> =
                set.into_iter().filter(|header| !header.to_str().expect("text").contains("Max-Age=0")).collect();
            assert_eq!(kept.len(), length.div_ceil(PART).max(1));
            before = of(&kept);
            assert_eq!(read_parts(&before, "__Host-a").as_deref(), Some(value.as_str()), "{length}");
        }
        assert!(cookie(&"x".repeat(LONGEST + 1)).set_in_parts(&before).is_none());
        let two = of(&cookie(&"x".repeat(PART + 1)).set_in_parts(&HeaderMap::new()).expect("two"));
        let gone: Vec<String> =
            cookie("").forget(&two, 0).iter().map(|header| header.to_str().expect("text").to_owned()).collect();
        assert!(gone.len() == 2 && gone[1].starts_with("__Host-a-1=;"), "{gone:?}");
        let one = cookie("x").set_in_parts(&two).expect("short");
        assert!(one.len() == 2 && one[1].to_str().expect("text").contains("Max-Age=0"), "{one:?}");
        for text in
            ["__Host-a=2.x", "__Host-a=x", "__Host-a=9.x", "__Host-a=0.x", "__Host-a=2.x; __Host-a-1=y; __Host-a-1=z"]
        {
            let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_static(text))]);
            assert_eq!(read_parts(&headers, "__Host-a"), None, "{text}");
        }
    }

    #[test]
    fn a_cookie_that_comes_twice_is_none() {
        let of = |text: &'static str| HeaderMap::from_iter([(COOKIE, HeaderValue::from_static(text))]);
        assert_eq!(read(&of("a=1; b=2"), "b"), Some("2"));
        assert_eq!(read(&of("a=1; b=2; b=3"), "b"), None);
        assert_eq!(read(&of("ab=1"), "b"), None);
    }
}
