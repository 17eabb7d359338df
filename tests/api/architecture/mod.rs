//! The plan of the service, held against its manifests and sources.

mod manifest;
pub mod source;

use std::{collections::BTreeSet, fs, path::Path};

use libtest_mimic::Trial;

use self::{
    manifest::Manifest,
    source::{Function, Source, members, repository},
};
use crate::harness::trial::plain;

/// The crates from the ground up. A crate names only crates on lower floors; domains share one floor.
const FLOORS: [&[&str]; 10] = [
    &["kernel"],
    &["taxonomy", "access", "questions", "documents", "migrations"],
    &["store"],
    DOMAINS,
    &["statistics", "edge"],
    &["graph"],
    &["gateway"],
    &["web"],
    &["pages", "import"],
    &["kompetensnav"],
];

/// The gateway's modules: each names only those before it and itself.
const GATEWAY: [&str; 3] = ["objects", "question", "schema"];
/// Where the gateway's modules need what comes after them, and why.
const UPWARD: &[(&str, &str, &str)] = &[
    (
        "objects/saved_question/check.rs",
        "schema",
        "a saved question's document is checked against the schema it is a part of",
    ),
    ("question/labels.rs", "schema", "a question's labels are those of the schema's types"),
    ("question/headings.rs", "schema", "the tests of headings compare them with the words of every command"),
];

/// The crates of one council, hub or register each. They never name one another.
const DOMAINS: &[&str] = &[
    "councils",
    "industry-councils",
    "competence-hub",
    "projects",
    "efforts",
    "participants",
    "procurements",
    "workplaces",
    "education-supply",
    "library",
];

/// Libraries that only some crates may build on, and those crates; `DOMAINS` is meant by `domains`.
const CONFINED: &[(&str, &[&str])] = &[
    ("async-graphql", &["edge", "graph", "gateway"]),
    ("async-graphql-value", &["edge"]),
    ("axum", &["edge", "gateway", "web", "pages", "kompetensnav"]),
    ("tower-http", &["edge", "web", "kompetensnav"]),
    ("hyper", &["edge", "kompetensnav"]),
    ("jsonwebtoken", &["edge", "kompetensnav"]),
    ("reqwest", &["edge", "kompetensnav"]),
    ("object_store", &["kompetensnav"]),
    ("tokio", &["store", "statistics", "edge", "graph", "gateway", "web", "pages", "kompetensnav"]),
    ("sea-orm", &["store", "domains", "statistics", "kompetensnav"]),
    ("sea-orm-migration", &["migrations", "kompetensnav"]),
    ("rust-stemmers", &["kernel"]),
    ("figment", &["kompetensnav"]),
    ("typst", &["documents"]),
];

/// File names that say how instead of what.
const NAMES_OF_TECHNIQUES: &[&str] =
    &["common.rs", "helper.rs", "helpers.rs", "manager.rs", "misc.rs", "util.rs", "utils.rs"];

/// First words of types' names that say what was done instead of what they are.
const NAMES_OF_DEEDS: [&str; 4] = ["Kept", "Told", "Made", "Sworn"];

/// Time and ids that come from the air, and the two files that may take them there.
const AMBIENT: &[&str] = &["Utc::now", "Local::now", "SystemTime::now", "Uuid::new_v4", "Uuid::now_v7"];
const SOURCES_OF_TIME_AND_IDS: &[&str] = &["crates/kernel/src/clock.rs", "crates/kernel/src/id.rs"];

pub fn tests() -> Vec<Trial> {
    plain![
        every_crate_has_a_floor_and_names_only_lower_ones,
        the_gateways_modules_name_only_those_before_them,
        libraries_stay_in_their_crates,
        every_crate_follows_the_lints_of_the_workspace,
        what_a_crate_is_built_on_is_used,
        domains_speak_to_the_database_in_their_repositories_only,
        every_begin_has_its_commit,
        only_open_data_is_written_over_in_bulk,
        events_are_called_what_subscribers_may_wait_for,
        time_and_ids_are_handed_in,
        files_are_named_after_what_they_hold,
        types_are_named_after_what_they_are,
        whoever_asks_becomes_an_actor_in_one_place,
        files_that_documents_name_are_there,
        the_glossary_names_every_object,
    ]
}

/// Whether `code` names the module of its crate, by its path or in a tree of imports: `crate::module`, `crate::{…, module::…}`.
fn imported(code: &str, module: &str) -> bool {
    let trees = code.split("use crate::{").skip(1).filter_map(|rest| rest.split(';').next());
    let is_named = |tree: &str| {
        let mut depth = 0;
        let starts = tree.split_inclusive(['{', '}', ',']).filter(|part| {
            let is_first = depth == 0;
            depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
            is_first && part.trim().split([':', ',', '}', ' ']).next() == Some(module)
        });
        starts.count() > 0
    };
    code.contains(&format!("crate::{module}::")) || trees.into_iter().any(is_named)
}

/// Fails with all that is wrong, a line each.
fn nothing(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|crates| crates.contains(&name))
}

fn every_crate_has_a_floor_and_names_only_lower_ones() {
    let mut wrong = Vec::new();
    for each in Manifest::all() {
        let Some(own) = floor(&each.name) else {
            wrong.push(format!("{} stands on no floor", each.name));
            continue;
        };
        for other in &each.dependencies {
            if floor(other).is_some_and(|other| other >= own) {
                wrong.push(format!("{} names {other}, which is not below it", each.name));
            }
        }
        let siblings = each.tested_with.iter().filter(|other| floor(other) == Some(own));
        wrong.extend(siblings.map(|other| format!("{} is tested with its sibling {other}", each.name)));
    }
    nothing(wrong);
}

fn the_gateways_modules_name_only_those_before_them() {
    let mut wrong = Vec::new();
    for source in Source::all() {
        let Some(within) = source.path.strip_prefix("crates/gateway/src/") else { continue };
        let Some(own) = GATEWAY.iter().position(|module| within.split('/').next() == Some(module)) else { continue };
        for later in &GATEWAY[own + 1..] {
            let known = UPWARD.iter().any(|(file, module, _)| *file == within && module == later);
            let names = imported(&source.code, later);
            if names != known {
                wrong.push(format!("{within} names {later}: {names}, and that is known: {known}"));
            }
        }
    }
    nothing(wrong);
}

fn libraries_stay_in_their_crates() {
    let may = |each: &str, crates: &[&str]| {
        crates.contains(&each) || (crates.contains(&"domains") && DOMAINS.contains(&each))
    };
    let mut wrong = Vec::new();
    for each in Manifest::all() {
        for (library, crates) in CONFINED {
            if each.dependencies.iter().any(|name| name == library) && !may(&each.name, crates) {
                wrong.push(format!("{} builds on {library}, which is for {crates:?}", each.name));
            }
        }
    }
    nothing(wrong);
}

fn every_crate_follows_the_lints_of_the_workspace() {
    let free = Manifest::all().into_iter().filter(|each| !each.workspace_lints);
    nothing(free.map(|each| format!("{} has no `[lints] workspace = true`", each.name)).collect());
}

fn domains_speak_to_the_database_in_their_repositories_only() {
    let domain = |source: &Source| DOMAINS.iter().any(|name| source.path.starts_with(&format!("crates/{name}/src/")));
    let mut wrong = Vec::new();
    for source in Source::all().into_iter().filter(domain) {
        // An aggregate with two tables has a second repository, `…_repo.rs`.
        let may = source.file_name().ends_with("repo.rs") || source.file_name() == "tally.rs";
        if source.code.contains("sea_orm") && !may {
            wrong.push(format!("{} names sea_orm", source.path));
        }
        if source.code.contains("Statement::from_") {
            wrong.push(format!("{} writes its own SQL", source.path));
        }
    }
    nothing(wrong);
}

fn every_begin_has_its_commit() {
    let mut wrong = Vec::new();
    let mut begun = 0;
    for source in Source::all() {
        let functions = source.functions();
        let committing: Vec<&str> = functions.iter().filter(|f| f.body.contains(".commit(")).map(|f| f.name).collect();
        for function in functions.iter().filter(|function| begins(function)) {
            begun += 1;
            // The change may be handed, by value, to a function of the same file that commits it.
            let handed_on = committing.iter().any(|name| function.body.contains(&format!("{name}(tx,")));
            if !function.body.contains(".commit(") && !handed_on {
                wrong.push(format!("{}: {} begins and never commits", source.path, function.name));
            }
        }
    }
    assert!(begun > 0, "no service begins a change: this test looks for the wrong words");
    nothing(wrong);
}

/// A change begins at the database; needs and others have a verb of that name.
fn begins(function: &Function) -> bool {
    ["db.begin(", "db().begin("].iter().any(|words| function.body.contains(words))
}

/// PostgreSQL writes the keys of what it refuses there in its own log, which is no place for anybody's number: see `Tx::update_many`.
const WRITES_OVER_IN_BULK: &[&str] = &["crates/education-supply/src/"];

fn only_open_data_is_written_over_in_bulk() {
    let writes = |source: &Source| source.code.contains(".update_many(");
    let writing: Vec<Source> = Source::all().into_iter().filter(writes).collect();
    assert!(!writing.is_empty(), "nothing is written over in bulk: this test looks for the wrong words");
    let is_open = |source: &&Source| WRITES_OVER_IN_BULK.iter().any(|place| source.path.starts_with(place));
    let wrong = writing.iter().filter(|source| !is_open(source));
    nothing(wrong.map(|source| format!("{} writes over in bulk what may hold personal data", source.path)).collect());
}

/// Who waits for an event by a name that none has waits for ever, so the names that may be waited for are all that are given.
fn events_are_called_what_subscribers_may_wait_for() {
    let schema = fs::read_to_string(repository().join("schema.graphql")).expect("the schema");
    let is_type = |name: &str| schema.lines().any(|line| line.split([' ', '(', '{']).nth(1) == Some(name));
    let is_name = |text: &&str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.bytes().all(|byte| byte.is_ascii_alphabetic())
            && text.bytes().filter(u8::is_ascii_uppercase).count() > 1
            && text.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    let mut given = BTreeSet::new();
    for source in Source::all() {
        let is_domain = DOMAINS.iter().any(|name| source.path.starts_with(&format!("crates/{name}/src/")));
        if !is_domain || source.path.contains("/tests") || !source.code.contains("Event::new(") {
            continue;
        }
        let text = fs::read_to_string(repository().join(&source.path)).expect("a source file");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let literals = code.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
        given.extend(literals.filter(is_name).filter(|name| !is_type(name)).map(str::to_owned));
    }
    let known: Vec<&str> = gateway::objects::event::names().collect();
    let once: BTreeSet<String> = known.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(given, once, "each event of an entity is named in the registration of its object, and no other");
    assert_eq!(known.len(), once.len(), "an event is named twice");
}

fn time_and_ids_are_handed_in() {
    let mut wrong = Vec::new();
    for source in Source::all().into_iter().filter(|source| !SOURCES_OF_TIME_AND_IDS.contains(&source.path.as_str())) {
        let taken = AMBIENT.iter().filter(|name| source.code.contains(**name));
        wrong.extend(taken.map(|name| format!("{} calls {name}", source.path)));
    }
    nothing(wrong);
}

fn files_are_named_after_what_they_hold() {
    let sources = Source::all();
    let wrong = sources.iter().filter(|source| NAMES_OF_TECHNIQUES.contains(&source.file_name()));
    nothing(wrong.map(|source| format!("{} is named after a technique", source.path)).collect());
}

fn types_are_named_after_what_they_are() {
    let (mut wrong, mut found) = (Vec::new(), 0);
    for source in Source::with_tests() {
        for name in source.types() {
            found += 1;
            let rest = NAMES_OF_DEEDS.iter().find_map(|deed| name.strip_prefix(deed));
            if rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase)) {
                wrong.push(format!("{} names a type {name}", source.path));
            }
        }
    }
    assert!(found > 500, "only {found} types are named: this test looks for the wrong words");
    nothing(wrong);
}

/// From who asks to what they may is one way, that of the roles, which knows of the one role that an access token acts in. Those who make
/// an actor besides have no one who asks: the operator's own verbs, the demonstration, and a token's record on its way to the door.
const MAKES_ACTORS: &[&str] = &[
    "crates/access/src/actor.rs",
    "crates/gateway/src/roles.rs",
    "crates/library/src/access_token/service.rs",
    "crates/kompetensnav/src/verb/appoint.rs",
    "crates/kompetensnav/src/verb/import.rs",
    "crates/kompetensnav/src/demonstration/",
];

fn whoever_asks_becomes_an_actor_in_one_place() {
    let mut wrong = Vec::new();
    let mut made = 0;
    for source in Source::all() {
        // Tests make whom they like.
        let code = source.code.split("#[cfg(test)]").next().unwrap_or_default();
        let makes = ["Actor::signed_in", "Actor {", "assignment::held("].iter().any(|words| {
            code.match_indices(words).any(|(at, _)| !code[..at].ends_with("impl ") && !code[..at].ends_with("struct "))
        });
        if !makes || source.path.contains("/tests") {
            continue;
        }
        made += 1;
        if !MAKES_ACTORS.iter().any(|place| source.path.starts_with(place)) {
            wrong.push(format!("{} makes an actor of its own", source.path));
        }
    }
    assert!(made >= 4, "only {made} places make actors: this test looks for the wrong words");
    // Roles held are handed out in one place; a token is made for one of them.
    for source in Source::all().into_iter().filter(|source| source.code.contains(".held(&identity")) {
        if source.path != "crates/gateway/src/roles.rs" {
            wrong.push(format!("{} asks for the roles of an identity by itself", source.path));
        }
    }
    nothing(wrong);
}

/// What is made in the repository's folder and not part of it.
const MADE: [&str; 3] = ["target", "node_modules", ".git"];

/// The files below `folder`, each by its path from the repository's root.
pub fn files_below(folder: &Path, path: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let below = format!("{path}/{name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !MADE.contains(&name.as_str()) => files_below(&entry.path(), &below, found),
            Ok(kind) if kind.is_file() => found.push(below),
            _ => {}
        }
    }
}

fn the_glossary_names_every_object() {
    let guide = fs::read_to_string(repository().join("crates/README.md")).expect("the guide");
    let (_, glossary) = guide.split_once("## Glossary").expect("a glossary");
    let words: BTreeSet<&str> = glossary.split(|sign: char| !sign.is_ascii_alphanumeric()).collect();
    let objects = gateway::objects::node::shown_objects();
    assert!(objects.len() > 50, "only {} objects are shown", objects.len());
    let nameless = objects.iter().filter(|object| !words.contains(object.name));
    nothing(nameless.map(|object| format!("{} is not in the glossary", object.name)).collect());
}

/// `cargo machete` does not look at what only tests use.
fn what_a_crate_is_built_on_is_used() {
    let mut wrong = Vec::new();
    for (folder, each) in members().iter().zip(Manifest::all()) {
        let mut files = Vec::new();
        files_below(&repository().join(folder), folder, &mut files);
        if each.name == "kompetensnav" {
            files_below(&repository().join("tests/api"), "tests/api", &mut files);
        }
        let mut words = BTreeSet::new();
        while let Some(file) = files.pop() {
            if !file.ends_with(".rs") {
                continue;
            }
            let code = fs::read_to_string(repository().join(&file)).expect("a source");
            // Tests and benchmarks of other crates borrow files of the harness.
            let borrowed = code.split("tests/api/harness/").skip(1).filter_map(|rest| rest.split_once('"'));
            files.extend(borrowed.map(|(name, _)| format!("tests/api/harness/{name}")));
            words.extend(code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(str::to_owned));
        }
        let named = each.dependencies.iter().chain(&each.tested_with);
        let idle = named.filter(|name| !words.contains(&name.replace('-', "_")));
        wrong.extend(idle.map(|name| format!("{} names {name} and does not use it", each.name)));
    }
    nothing(wrong);
}

fn files_that_documents_name_are_there() {
    const KINDS: [&str; 6] = [".rs", ".md", ".mjs", ".py", ".sql", ".graphql"];
    let mut files = Vec::new();
    files_below(&repository(), "", &mut files);
    let documents = files.iter().filter(|file| file.ends_with(".md") && !file.ends_with("CHANGELOG.md"));
    let (mut wrong, mut named) = (Vec::new(), 0);
    for document in documents {
        let text = fs::read_to_string(repository().join(&document[1..])).expect("a document");
        let words = text.split('`').skip(1).step_by(2).map(|words| words.trim_start_matches("./"));
        let paths = words.filter(|words| {
            KINDS.iter().any(|kind| words.ends_with(kind)) && !words.contains([' ', '*', '{', '<', '…'])
        });
        for path in paths {
            named += 1;
            // One that begins with a slash is an address of the service.
            if !path.starts_with('/')
                && !path.starts_with("..")
                && !files.iter().any(|file| file.ends_with(&format!("/{path}")))
            {
                wrong.push(format!("{document} names {path}"));
            }
        }
    }
    assert!(named > 50, "only {named} files are named: this test looks for the wrong signs");
    nothing(wrong);
}
