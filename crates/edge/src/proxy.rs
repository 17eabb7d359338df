//! Whose address a call comes from: behind proxies that are trusted to say so, the one they name.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use ipnet::IpNet;

/// Who called. `peer` is at the other end of the connection; if it is one of `trusted`, the rightmost address in
/// `X-Forwarded-For` that is not: every proxy adds to the right whom it was called by, and what stands further left anyone may
/// have written.
pub(super) fn caller(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> SocketAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address));
    let mut caller = peer.ip().to_canonical();
    if !is_trusted(caller) {
        return peer;
    }
    let told: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    for told in told.iter().rev().flat_map(|line| line.rsplit(',')) {
        // What is no address ends the chain: who stands before it is not known.
        let Some(address) = address(told.trim()) else { break };
        caller = address;
        if !is_trusted(caller) {
            break;
        }
    }
    SocketAddr::new(caller, 0)
}

/// An address, with a port or without.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        caller(peer.parse().unwrap(), &headers, &trusted).ip().to_string()
    }

    #[test]
    fn nobody_is_believed_unless_trusted() {
        assert_eq!(called("198.51.100.7:9", &["203.0.113.1"], &[]), "198.51.100.7");
        assert_eq!(called("198.51.100.7:9", &["203.0.113.1"], &["10.0.0.0/8"]), "198.51.100.7");
    }

    #[test]
    fn a_trusted_proxy_names_the_caller_and_a_caller_names_nobody() {
        let trusted = &["10.0.0.0/8", "fd00::/8"];
        assert_eq!(called("10.0.0.1:9", &["203.0.113.1"], trusted), "203.0.113.1");
        assert_eq!(called("10.0.0.1:9", &["192.0.2.66, 203.0.113.1"], trusted), "203.0.113.1");
        assert_eq!(called("10.0.0.1:9", &["192.0.2.66", "203.0.113.1, 10.2.3.4"], trusted), "203.0.113.1");
        assert_eq!(called("[::ffff:10.0.0.1]:9", &["203.0.113.1:4711"], trusted), "203.0.113.1");
        assert_eq!(called("[fd00::1]:9", &["[2001:db8::5]:443"], trusted), "2001:db8::5");
    }

    #[test]
    fn what_is_missing_or_no_address_leaves_the_nearest_that_is_known() {
        let trusted = &["10.0.0.0/8"];
        assert_eq!(called("10.0.0.1:9", &[], trusted), "10.0.0.1");
        assert_eq!(called("10.0.0.1:9", &["unknown"], trusted), "10.0.0.1");
        assert_eq!(called("10.0.0.1:9", &["192.0.2.66, x, 10.0.0.2"], trusted), "10.0.0.2");
        assert_eq!(called("10.0.0.1:9", &["10.0.0.3"], trusted), "10.0.0.3");
    }
}
