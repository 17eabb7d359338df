//! Cookies, as far as we need them.

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

/// Browsers keep at least this much of one cookie, name and attributes included.
const LARGEST: usize = 4096;

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
        let Self { name, value, seconds, secure } = self;
        let secure = if *secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        (text.len() <= LARGEST).then(|| HeaderValue::from_str(&text).ok()).flatten()
    }
}

/// The cookie's value. One that comes twice is none: somebody else may have set the other.
pub(super) fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let texts = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_for_this_host_and_no_script() {
        let cookie = Cookie { name: "__Host-a", value: "b", seconds: 60, secure: true };
        let text = cookie.set().expect("a header");
        assert_eq!(text, "__Host-a=b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        let long = "x".repeat(LARGEST);
        assert!(Cookie { value: &long, ..cookie }.set().is_none());
    }

    #[test]
    fn a_cookie_that_comes_twice_is_none() {
        let of = |text: &'static str| HeaderMap::from_iter([(COOKIE, HeaderValue::from_static(text))]);
        assert_eq!(read(&of("a=1; b=2"), "b"), Some("2"));
        assert_eq!(read(&of("a=1; b=2; b=3"), "b"), None);
        assert_eq!(read(&of("ab=1"), "b"), None);
    }
}
