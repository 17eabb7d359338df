//! Tillbaka: where one comes after signing in. A path of ours, never an address.

/// Longest path that is kept.
const LONGEST: usize = 2000;

/// The path to come back to; the front page where the wish is no path of ours.
pub(super) fn back(wish: &str) -> String {
    if is_ours(wish) { wish.to_owned() } else { "/".to_owned() }
}

/// Browsers take `//host`, `/\host` and a tab or line break between the slashes for another host.
fn is_ours(wish: &str) -> bool {
    let signs = wish.len() <= LONGEST && wish.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = wish.split(['?', '#']).next().unwrap_or_default();
    let plain = path.starts_with('/') && !path.contains("//") && !path.split('/').any(|part| part == "..");
    signs && plain && !path.starts_with("/logga-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_come_back_to() {
        for ours in ["/", "/fragor/a?kommun=1480&period=2021--2022", "/?q=beh%C3%B6v", "/fragor/a#svar"] {
            assert_eq!(back(ours), ours);
        }
        let elsewhere = [
            "",
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "/a/../..//evil.example",
            "/.//evil.example",
            "evil.example",
            " //evil.example",
            "/logga-ut",
            "/fragor/å",
            "/a\r\nset-cookie: b=c",
        ];
        for wish in elsewhere {
            assert_eq!(back(wish), "/", "{wish:?}");
        }
        assert_eq!(back(&format!("/{}", "a".repeat(LONGEST))), "/");
    }
}
