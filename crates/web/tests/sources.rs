//! What the expert mode is made of: the promises that can be read off its sources.

use serde_json::Value;

const PACKAGES: &str = include_str!("../ui/package-lock.json");
const SCRIPTS: [&str; 5] = [
    include_str!("../ui/src/expert.jsx"),
    include_str!("../ui/src/fetcher.js"),
    include_str!("../ui/src/session.js"),
    include_str!("../ui/src/editor.js"),
    include_str!("../ui/src/memory-storage.js"),
];

#[test]
fn no_example_tab_is_empty() {
    assert!((4..=8).contains(&web::EXAMPLES.len()));
    for (name, text) in web::EXAMPLES {
        let (comments, query): (Vec<_>, Vec<_>) = text.lines().partition(|line| line.starts_with('#'));
        assert!(!comments.is_empty(), "{name} explains itself");
        let query = query.join("\n");
        assert!(query.trim_start().starts_with("query "), "{name} has a named query, which names its tab");
        assert_eq!(query.matches('{').count(), query.matches('}').count(), "{name}");
        assert!(query.matches('{').count() > 1, "{name} asks for something");
    }
}

#[test]
fn every_example_names_its_tab_differently() {
    let operation = |text: &str| text.split("\nquery ").nth(1)?.split(['(', ' ']).next().map(str::to_owned);
    let mut names: Vec<_> = web::EXAMPLES.iter().map(|(_, text)| operation(text).expect("a query's name")).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), web::EXAMPLES.len());
}

#[test]
fn the_token_is_handed_to_no_storage() {
    for script in SCRIPTS {
        for keeper in ["localStorage.", "sessionStorage.", "indexedDB", "document.cookie", "history.", "console."] {
            assert!(!script.contains(keeper), "{keeper}");
        }
    }
    let [page, ..] = SCRIPTS;
    assert!(page.contains("storage={storage}") && page.contains("const storage = memoryStorage();"));
    assert!(page.contains("shouldPersistHeaders={false}"));
}

#[test]
fn the_lock_file_pins_content_and_no_address_to_fetch_it_from() {
    let lock: Value = serde_json::from_str(PACKAGES).expect("JSON");
    let packages = lock["packages"].as_object().expect("packages");
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        assert!(package["resolved"].is_null(), "{name}");
        assert!(package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")), "{name}");
    }
    let graphql = packages["node_modules/graphql"]["version"].as_str().expect("a version");
    assert!(graphql.starts_with("16."), "the schema tools of GraphiQL are tried with graphql 16, not {graphql}");
    assert!(include_str!("../ui/.npmrc").contains("omit-lockfile-registry-resolved=true"));
}
