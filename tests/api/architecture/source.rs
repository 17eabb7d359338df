//! The sources of every crate, without comments and the insides of strings.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One file under some crate's `src/`.
pub struct Source {
    /// From the repository's root, with `/`.
    pub path: String,
    /// Its text, with comments and what stands in quotes left out.
    pub code: String,
}

/// One function with its body.
pub struct Function<'a> {
    pub name: &'a str,
    pub body: &'a str,
}

/// The repository's root.
pub fn repository() -> PathBuf {
    crate::harness::needs::tests_folder().join("..").canonicalize().expect("the repository's root")
}

/// The folders of the workspace's crates, from the root.
pub fn members() -> Vec<String> {
    let crates = fs::read_dir(repository().join("crates")).expect("the folder crates");
    let mut names: Vec<String> = crates
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .filter(|name| repository().join("crates").join(name).join("Cargo.toml").is_file())
        .map(|name| format!("crates/{name}"))
        .collect();
    names.push("migrations".to_owned());
    names.sort();
    names
}

impl Source {
    /// Every file of every crate.
    pub fn all() -> Vec<Self> {
        let mut found = Vec::new();
        for member in members() {
            gather(&repository().join(&member).join("src"), &format!("{member}/src"), &mut found);
        }
        assert!(found.len() > 50, "only {} source files were found", found.len());
        found
    }

    /// As [`Source::all`], and the tests: those of each crate, and those of the service.
    pub fn with_tests() -> Vec<Self> {
        let mut found = Self::all();
        for member in members() {
            gather(&repository().join(&member).join("tests"), &format!("{member}/tests"), &mut found);
        }
        gather(&repository().join("tests/api"), "tests/api", &mut found);
        found
    }

    /// The types that it names: structures, enumerations, unions, traits and aliases.
    pub fn types(&self) -> Vec<&str> {
        let words = self.code.split(|c: char| c.is_whitespace() || matches!(c, '<' | '(' | '{' | ';' | ':' | '='));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let names = words.windows(2).filter(|pair| matches!(pair[0], "struct" | "enum" | "union" | "trait" | "type"));
        names.map(|pair| pair[1]).collect()
    }

    /// The last part of its path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its functions, nested ones too.
    pub fn functions(&self) -> Vec<Function<'_>> {
        let starts = self.code.match_indices("fn ").filter(|(at, _)| !self.code[..*at].ends_with(is_word));
        starts.filter_map(|(at, _)| function(&self.code[at + 3..])).collect()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// `name(…) -> … { … }`; nothing for a function type or a declaration without a body.
fn function(code: &str) -> Option<Function<'_>> {
    let name = &code[..code.find(|c| !is_word(c))?];
    let open = code.find(['{', ';']).filter(|at| code[*at..].starts_with('{') && !name.is_empty())?;
    let mut depth = 0;
    let close = code[open..].find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0
    })?;
    Some(Function { name, body: &code[open..=open + close] })
}

fn gather(folder: &Path, name: &str, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(|entry| entry.expect("an entry")) {
        let path = format!("{name}/{}", entry.file_name().into_string().expect("a plain name"));
        if entry.path().is_dir() {
            gather(&entry.path(), &path, found);
        } else if path.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("a source file");
            found.push(Source { path, code: bare(&text) });
        }
    }
}

/// Leaves out comments and the insides of string and character literals.
fn bare(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let literal = comment(rest).or_else(|| raw_string(rest, code.ends_with(is_word))).or_else(|| quoted(rest));
        let taken = literal.unwrap_or_else(|| {
            code.push(c);
            c.len_utf8()
        });
        rest = &rest[taken..];
    }
    code
}

/// The string literals of a source as they are read, each with where it begins.
pub fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let raw = raw_string(rest, text[..at].ends_with(is_word));
        let taken = comment(rest).or(raw).or_else(|| quoted(rest)).unwrap_or(c.len_utf8());
        let inside = |written: &str| Some(written.split_once('"')?.1.rsplit_once('"')?.0.to_owned());
        let literal = match (c, raw) {
            (_, Some(_)) => inside(&rest[..taken]),
            ('"', None) => inside(&rest[..taken]).map(|inside| unescaped(&inside)),
            _ => None,
        };
        found.extend(literal.map(|literal| (at, literal)));
        at += taken;
    }
    found
}

fn unescaped(mut written: &str) -> String {
    let mut read = String::with_capacity(written.len());
    while let Some((plain, escape)) = written.split_once('\\') {
        read.push_str(plain);
        let mut signs = escape.chars();
        match signs.next() {
            // The next line goes on where it begins.
            Some('\n') => signs = escape.trim_start().chars(),
            Some('n') => read.push('\n'),
            Some('t') => read.push('\t'),
            other => read.extend(other),
        }
        written = signs.as_str();
    }
    read + written
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.starts_with("/*").then(|| rest.find("*/").map_or(rest.len(), |end| end + 2))
}

/// `r"…"`, `r#"…"#`; not the end of a longer word.
fn raw_string(rest: &str, inside_word: bool) -> Option<usize> {
    let hashes = rest.strip_prefix('r').filter(|_| !inside_word)?;
    let marks = hashes.find(|c| c != '#')?;
    let inside = hashes[marks..].strip_prefix('"')?;
    let end = format!("\"{}", &hashes[..marks]);
    Some(1 + marks + 1 + inside.find(&end)? + end.len())
}

/// `"…"` and `'…'`, but no lifetime.
fn quoted(rest: &str) -> Option<usize> {
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    let taken = end?.0 + 1;
    let character = quote == '"' || rest[1..].starts_with('\\') || rest[1..taken - 1].chars().count() == 1;
    character.then_some(taken)
}
