//! Where readers find the service.

/// Characters of a host with its port, at most.
const HOST: usize = 255;

/// Scheme and host of the service, without a last slash, e.g. `https://nav.example`: `base` where the configuration names it; else what
/// was asked for, `host` with its port, by the scheme of `forwarded_proto` (`X-Forwarded-Proto`), `http` where no proxy tells one. Of
/// several proxies the one that the reader met stands first. A host that is none is `localhost`.
pub fn own_address(base: Option<&str>, host: Option<&str>, forwarded_proto: Option<&str>) -> String {
    if let Some(base) = base {
        return base.trim_end_matches('/').to_owned();
    }
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let is_host = |host: &&str| (1..=HOST).contains(&host.len()) && host.bytes().all(is_sign);
    let first = forwarded_proto.and_then(|told| told.split(',').next()).unwrap_or_default();
    let scheme = if first.trim().eq_ignore_ascii_case("https") { "https" } else { "http" };
    format!("{scheme}://{}", host.filter(is_host).unwrap_or("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_goes_before_what_was_asked_for() {
        let asked = own_address(Some("https://nav.example/"), Some("evil.example"), Some("http"));
        assert_eq!(asked, "https://nav.example");
    }

    #[test]
    fn the_scheme_is_that_which_the_reader_s_proxy_tells() {
        for (told, scheme) in [
            (None, "http"),
            (Some("http"), "http"),
            (Some(""), "http"),
            (Some("https"), "https"),
            (Some("HTTPS"), "https"),
            (Some("Https"), "https"),
            (Some("https, http"), "https"),
            (Some("https,http"), "https"),
            (Some(" https , http"), "https"),
            (Some("http, https"), "http"),
            (Some("javascript"), "http"),
        ] {
            assert_eq!(own_address(None, Some("nav.example:8443"), told), format!("{scheme}://nav.example:8443"));
        }
    }

    #[test]
    fn a_host_is_a_host_s_name_or_nothing() {
        assert_eq!(own_address(None, Some("[::1]:8080"), None), "http://[::1]:8080");
        let long = "a".repeat(256);
        for host in ["", "evil.example\"><img", "a b", "å.example", &long] {
            assert_eq!(own_address(None, Some(host), None), "http://localhost", "{host}");
        }
        assert_eq!(own_address(None, None, None), "http://localhost");
    }
}
