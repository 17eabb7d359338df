//! What the expert mode is made of: the promises that can be read off its sources.

use serde_json::Value;
use web::Example;

const PACKAGES: &str = include_str!("../ui/package-lock.json");
const SCRIPTS: [&str; 11] = [
    include_str!("../ui/src/expert.jsx"),
    include_str!("../ui/src/answer.jsx"),
    include_str!("../ui/src/changes.js"),
    include_str!("../ui/src/csv.js"),
    include_str!("../ui/src/events.js"),
    include_str!("../ui/src/rows.js"),
    include_str!("../ui/src/schema.js"),
    include_str!("../ui/src/fetcher.js"),
    include_str!("../ui/src/session.js"),
    include_str!("../ui/src/editor.js"),
    include_str!("../ui/src/memory-storage.js"),
];

#[test]
fn examples_explain_themselves_and_name_their_tabs_differently() {
    let mut names = Vec::new();
    let mut kinds = Vec::new();
    for Example { name, document, variables } in web::EXAMPLES {
        let (comments, text): (Vec<_>, Vec<_>) = document.lines().partition(|line| line.starts_with('#'));
        assert!(!comments.is_empty(), "{name} explains itself");
        let text = text.join("\n");
        let (kind, rest) = text.split_once(' ').expect("a kind of operation and its name, which names the tab");
        assert!(["query", "mutation", "subscription"].contains(&kind), "{name}: {kind}");
        kinds.push(kind.to_owned());
        names.push(rest.split(['(', ' ']).next().expect("a name").to_owned());
        assert!(variables.is_empty() || serde_json::from_str::<Value>(variables).is_ok_and(|json| json.is_object()));
        // What changes something is done once, however often it is sent.
        assert!(kind != "mutation" || document.contains("@idempotent(key: $nyckel)"), "{name}");
    }
    let of = |kind: &str| kinds.iter().filter(|known| *known == kind).count();
    assert!(of("query") >= 4 && of("mutation") >= 2 && of("subscription") >= 1 && kinds.len() <= 10, "{kinds:?}");
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
