//! Every rule that can be broken has something to say, in both languages.

use std::{collections::BTreeSet, fs, path::Path};

use libtest_mimic::Trial;

use crate::harness::{needs::tests_folder, trial::plain};

pub fn tests() -> Vec<Trial> {
    plain![every_rule_has_its_texts, rules_are_found_in_source]
}

/// Rooms whose rules the API never tells: what they say stands where they are used.
const NOT_AT_THE_EDGE: [&str; 1] = ["kompetensnav"];

/// The names of the rule constants in `source`.
fn rules(source: &str) -> Vec<&str> {
    source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub const "))
        .filter_map(|line| line.split_once(": Rule = \""))
        .filter_map(|(_, value)| value.strip_suffix("\";"))
        .collect()
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("a source file");
            found.extend(rules(&source).into_iter().map(str::to_owned));
        }
    }
}

fn every_rule_has_its_texts() {
    let mut found = BTreeSet::new();
    for room in fs::read_dir(tests_folder().join("../crates")).expect("crates") {
        let room = room.expect("a room");
        if room.path().is_dir() && !NOT_AT_THE_EDGE.iter().any(|name| room.file_name() == *name) {
            collect(&room.path().join("src"), &mut found);
        }
    }
    assert!(found.len() > 60, "only {} rules were found", found.len());
    let mute: Vec<&str> = found
        .iter()
        .filter(|name| {
            let rule: &'static str = Box::leak(name.to_string().into_boxed_str());
            let text = gateway::noun::rule_text(rule);
            let told = |text: &str| text != rule && text.ends_with(['.', ':']);
            !told(text.sv) || !told(text.en) || text.sv == text.en
        })
        .map(String::as_str)
        .collect();
    assert!(mute.is_empty(), "no text in both languages: {mute:?}");
}

fn rules_are_found_in_source() {
    let source = "pub mod rules {\n    pub const A_IS_B: Rule = \"A_IS_B\";\n    pub const OTHER: &str = \"C\";\n}\n";
    assert_eq!(rules(source), ["A_IS_B"]);
}
