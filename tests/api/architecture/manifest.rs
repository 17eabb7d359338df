//! What each crate says it is built on.

use std::fs;

use toml::Table;

use super::source::{members, repository};

/// One crate's Cargo.toml, as far as the plan cares.
pub struct Manifest {
    pub name: String,
    /// What it is built on, and its build script.
    pub dependencies: Vec<String>,
    /// What its own tests use besides.
    pub tested_with: Vec<String>,
    pub workspace_lints: bool,
}

impl Manifest {
    /// Every crate of the workspace.
    pub fn all() -> Vec<Self> {
        members().iter().map(|folder| Self::read(&repository().join(folder).join("Cargo.toml"))).collect()
    }

    fn read(file: &std::path::Path) -> Self {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let table: Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = table["package"]["name"].as_str().expect("a crate has a name").to_owned();
        let workspace_lints = table.get("lints").and_then(|lints| lints.get("workspace")?.as_bool()).unwrap_or(false);
        let dependencies = [named(&table, "dependencies"), named(&table, "build-dependencies")].concat();
        Self { name, dependencies, tested_with: named(&table, "dev-dependencies"), workspace_lints }
    }
}

/// The names in the section, and in the same section of any `[target.…]`.
fn named(table: &Table, section: &str) -> Vec<String> {
    let targets = table.get("target").and_then(|targets| targets.as_table());
    let everywhere = targets.into_iter().flatten().filter_map(|(_, target)| target.as_table()).chain([table]);
    let sections = everywhere.filter_map(|table| table.get(section)?.as_table());
    let names = sections.flatten().map(|(name, value)| {
        // `name = { package = "other" }` is built on the other.
        value.get("package").and_then(|package| package.as_str()).unwrap_or(name).to_owned()
    });
    names.collect()
}
