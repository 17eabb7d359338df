//! Who may do what, how far: the policy page as a table that can be read, and the API held against it.

pub mod audience;
pub mod rows;
pub mod schema;

use std::fs;

use access::{Action, Breadth, Role, policy::breadth};
use libtest_mimic::Trial;

use crate::{
    harness::{needs::tests_folder, trial::plain},
    printed::{AGAIN, is_written},
};

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = plain![the_printed_matrix_is_the_one_that_was_agreed];
    own.into_iter().chain(audience::tests()).chain(rows::tests()).collect()
}

/// Breadths as they stand in the table.
fn cell(breadth: Breadth) -> &'static str {
    match breadth {
        Breadth::Nothing => "",
        Breadth::Open => "open",
        Breadth::SignedIn => "signed in",
        Breadth::Person => "herself",
        Breadth::Organisation => "organisation",
        Breadth::Provided => "provided",
        Breadth::Council => "council",
        Breadth::Hub => "hub",
        Breadth::Project => "project",
        Breadth::Assigned => "assigned",
        Breadth::All => "**all**",
    }
}

fn matrix() -> String {
    let mut lines = vec![
        "# Role × action".to_owned(),
        String::new(),
        "How far each role reaches in each act; an empty cell is nothing. Written by `tests/api/access`; a change of the policy".to_owned(),
        "page shows here, and is agreed with the data protection officer.".to_owned(),
        String::new(),
    ];
    // Two tables: nineteen columns do not fit on a page.
    for roles in Role::ALL.chunks(10) {
        let head: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        lines.push(format!("| | {} |", head.join(" | ")));
        lines.push(format!("| --- |{}", " --- |".repeat(roles.len())));
        for action in Action::ALL {
            let cells: Vec<&str> = roles.iter().map(|role| cell(breadth(*role, *action))).collect();
            lines.push(format!("| {} | {} |", action.as_str(), cells.join(" | ")));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

fn the_printed_matrix_is_the_one_that_was_agreed() {
    let now = matrix();
    let path = tests_folder().join("api/access.matrix.md");
    if is_written() {
        fs::write(&path, now).expect("written");
        return;
    }
    let agreed = fs::read_to_string(&path).unwrap_or_default();
    let different: Vec<&str> = now.lines().filter(|line| !agreed.lines().any(|kept| kept == *line)).collect();
    assert!(
        agreed == now,
        "the policy page is not what was agreed. `{AGAIN}` writes tests/api/access.matrix.md anew. New lines:\n{}",
        different.join("\n")
    );
}
