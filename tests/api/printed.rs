//! Tables of the READMEs that the code prints. Each stands between two marks, `<!-- printed: NAME -->` and `<!-- /NAME -->`;
//! `PRINT_TABLES=1 cargo test -p kompetensnav --test api -- printed` writes them anew, and the matrix of `tests/api/access` with them.

use std::{env, fs, path::PathBuf};

use access::{Action, Breadth, Role, policy::breadth};
use edge::{Limits, Passed, RESOLVER_CODES, Refusal};
use gateway::question::QuestionLimits;
use kompetensnav::config::{LimitsConfig, Number, QuestionsConfig};
use libtest_mimic::Trial;

use crate::harness::{needs::tests_folder, trial::plain};

pub fn tests() -> Vec<Trial> {
    plain![
        tables_are_as_the_code_prints_them,
        every_code_of_a_limit_has_its_limit,
        a_table_is_found_between_its_marks_and_stands_once,
    ]
}

/// What prints anew.
pub const AGAIN: &str = "PRINT_TABLES=1 cargo test -p kompetensnav --test api -- printed";

/// Whether this run writes what it would compare otherwise.
pub fn is_written() -> bool {
    env::var("PRINT_TABLES").is_ok_and(|set| set == "1")
}

/// The README of the table's owner, the table's name, and its lines.
type Table = (&'static str, &'static str, String);

fn tables() -> [Table; 4] {
    [
        ("edge", "limits", limits()),
        ("edge", "codes", codes()),
        ("access", "roles", roles()),
        ("kompetensnav", "numbers", numbers()),
    ]
}

fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | ").replace("|  |", "| |"));
    let mut lines = line(&head.map(str::to_owned)) + &line(&[const { "---" }; N].map(str::to_owned));
    for row in rows {
        assert!(row.iter().all(|cell| !cell.contains(['|', '\n'])), "{row:?} breaks the table");
        lines += &line(&row);
    }
    lines
}

fn limits() -> String {
    let rows = Limits::default().told().into_iter().map(|limit| {
        let passed = match limit.passed {
            Passed::Refused(refusal) => format!("`{}`", refusal.code()),
            Passed::SocketClosed(code) => format!("socket closed, {code}"),
            Passed::ConnectionClosed => "connection closed".to_owned(),
            Passed::Nothing => String::new(),
        };
        [format!("`{}`", limit.name), limit.number, passed, limit.about.to_owned()]
    });
    table(["limit", "number", "passed", "what it bounds, and why so"], rows)
}

fn codes() -> String {
    let refusals = Refusal::ALL
        .iter()
        .map(|refusal| (refusal.code(), refusal.status().as_u16(), refusal.when().to_owned(), refusal.remedy().told()));
    let sent = RESOLVER_CODES.iter().map(|sent| (sent.code, 200, sent.when.to_owned(), sent.remedy.told()));
    let mut all: Vec<(&str, u16, String, &str)> = Vec::new();
    for (code, status, when, remedy) in sent.chain(refusals) {
        // What is told and mended alike stands together.
        match all.iter_mut().find(|known| (known.0, known.1, known.3) == (code, status, remedy)) {
            Some(known) => known.2 = format!("{} {when}", known.2),
            None => all.push((code, status, when, remedy)),
        }
    }
    all.sort_by_key(|row| row.0);
    let rows = all
        .into_iter()
        .map(|(code, status, when, remedy)| [format!("`{code}`"), status.to_string(), when, remedy.to_owned()]);
    table(["code", "status", "when", "what to do"], rows)
}

fn decapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// What everyone does, and the questions saved for what an assignment names, which is told in words: not told of each role.
fn is_common(role: Role, action: Action) -> bool {
    let reach = breadth(role, action);
    let is_assigned = reach == Breadth::Assigned;
    assert!(!is_assigned || action == Action::ReadSavedQuestions, "{action} reaches all that an assignment names");
    is_assigned || (role != Role::Public && reach == breadth(Role::Public, action))
}

fn roles() -> String {
    let rows = Role::ALL.iter().map(|role| {
        let reaches = Breadth::ALL.iter().filter(|reach| **reach != Breadth::Nothing).filter_map(|reach| {
            let here = |action: &&Action| breadth(*role, **action) == *reach && !is_common(*role, **action);
            let acts: Vec<String> =
                Action::ALL.iter().filter(here).map(|action| decapitalised(action.label().en)).collect();
            (!acts.is_empty()).then(|| format!("{}: {}", decapitalised(reach.label().en), acts.join(", ")))
        });
        let reaches: Vec<String> = reaches.collect();
        let label = role.label();
        [format!("`{}`", role.as_str()), label.sv.to_owned(), label.en.to_owned(), reaches.join("; ")]
    });
    table(["role", "på svenska", "in English", "reaches besides"], rows)
}

fn numbers() -> String {
    let all = [LimitsConfig::told(&Limits::default()), QuestionsConfig::told(&QuestionLimits::default())].concat();
    let rows = all.into_iter().map(|Number { key, usual, allowed, about }| {
        [
            format!("`{key}`"),
            grouped(usual),
            format!("{}–{}", grouped(*allowed.start()), grouped(*allowed.end())),
            about.to_owned(),
        ]
    });
    table(["key", "default", "from–to", "what it bounds"], rows)
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    parts.join(",")
}

/// What stands before a table, the table, and what stands after it; nothing where its marks do not stand once each.
fn parted<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (opens, closes) = (format!("<!-- printed: {name} -->\n\n"), format!("\n<!-- /{name} -->"));
    let (before, rest) = text.split_once(&opens)?;
    let (table, after) = rest.split_once(&closes)?;
    (!rest.contains(&opens) && !after.contains(&closes))
        .then(|| (&text[..before.len() + opens.len()], table, &text[text.len() - after.len() - closes.len()..]))
}

fn readme(of: &str) -> PathBuf {
    tests_folder().join("../crates").join(of).join("README.md")
}

fn tables_are_as_the_code_prints_them() {
    let is_written = is_written();
    for (owner, name, printed) in tables() {
        let path = readme(owner);
        let text = fs::read_to_string(&path).expect("README.md");
        let (before, stands, after) = parted(&text, name)
            .unwrap_or_else(|| panic!("{}: the marks of the table `{name}` do not stand there once", path.display()));
        if is_written {
            fs::write(&path, format!("{before}{printed}{after}")).expect("written");
            continue;
        }
        let new: Vec<&str> = printed.lines().filter(|line| !stands.lines().any(|old| old == *line)).collect();
        let old: Vec<&str> = stands.lines().filter(|line| !printed.lines().any(|new| new == *line)).collect();
        assert!(
            stands == printed,
            "{}: the table `{name}` is not what the code prints. `{AGAIN}` prints it anew.\nnew:\n{}\nold:\n{}",
            path.display(),
            new.join("\n"),
            old.join("\n")
        );
    }
}

/// Refusals of a limit that is no number of [`Limits`].
const FIXED: [Refusal; 1] = [Refusal::IntrospectionDepth];

fn every_code_of_a_limit_has_its_limit() {
    let told = Limits::default().told();
    for refusal in Refusal::ALL.iter().filter(|refusal| refusal.code().starts_with("LIMIT_")) {
        let has_limit = told.iter().any(|limit| limit.passed == Passed::Refused(*refusal));
        assert_eq!(has_limit, !FIXED.contains(refusal), "{}", refusal.code());
    }
}

fn a_table_is_found_between_its_marks_and_stands_once() {
    let text = "a\n<!-- printed: x -->\n\n| b |\n\n<!-- /x -->\nc\n";
    let (before, table, after) = parted(text, "x").expect("found");
    assert_eq!((table, format!("{before}{table}{after}")), ("| b |\n", text.to_owned()));
    assert_eq!(parted(text, "y"), None);
    assert_eq!(parted(&text.repeat(2), "x"), None);
}
