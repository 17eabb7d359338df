//! Every rule that an input may break stands in `errorCodes`, with a sentence in each language.

use std::{collections::BTreeSet, fs, path::Path};

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::harness::{
    App, DemoApp,
    needs::tests_folder,
    trial::{both, plain},
};

pub fn tests() -> Vec<Trial> {
    let told: Vec<Trial> = both![every_rule_is_told, what_is_told_of_an_input_is_listed];
    let found: Vec<Trial> = plain![
        rules_are_found_in_source,
        what_a_user_may_be_told_is_declared_as_a_rule,
        an_apostrophe_is_written_in_one_way,
    ];
    told.into_iter().chain(found).collect()
}

/// Crates whose rules the API never tells: what they say stands where they are used.
const NOT_AT_THE_EDGE: [&str; 2] = ["import", "kompetensnav"];

/// The names of the rules that `source` declares.
fn rules(source: &str) -> Vec<&str> {
    let declared = source.split("::rules! {\n").skip(1);
    let names = declared.flat_map(|block| block.lines().take_while(|line| line.trim() != "}"));
    let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    names.filter_map(|line| line.trim().split_once(':')).map(|(name, _)| name).filter(is_name).collect()
}

/// Looks at each source file of the folder.
fn each_source(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            each_source(&path, look);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            look(&path, &fs::read_to_string(&path).expect("a source file"));
        }
    }
}

async fn every_rule_is_told(app: App) {
    let mut found = BTreeSet::new();
    for of in fs::read_dir(tests_folder().join("../crates")).expect("crates") {
        let of = of.expect("a crate");
        if of.path().is_dir() && !NOT_AT_THE_EDGE.iter().any(|name| of.file_name() == *name) {
            each_source(&of.path().join("src"), &mut |_, source| {
                found.extend(rules(source).into_iter().map(str::to_owned));
            });
        }
    }
    assert!(found.len() > 60, "only {} rules were found", found.len());
    let codes = "{ errorCodes { code sv: label(lang: SV) en: label(lang: EN) } }";
    let codes = app.anonymous().ask(codes, json!({})).await;
    let codes = codes["errorCodes"].as_array().expect("a list");
    let is_told = |code: &&Value| {
        let [sv, en] = ["sv", "en"].map(|lang| code[lang].as_str().expect("a text"));
        sv != en && [sv, en].iter().all(|text| text.ends_with(['.', ':']))
    };
    let told: BTreeSet<String> =
        codes.iter().filter(is_told).filter_map(|code| code["code"].as_str()).map(str::to_owned).collect();
    assert_eq!(told, found);
}

fn rules_are_found_in_source() {
    let source = "pub mod rules {\n    kernel::rules! {\n        /// A: b.\n        A_IS_B: \"Å.\", \"A.\";\n        C:\n            \
                  \"Ä\",\n            \"B\";\n    }\n}\nOTHER: 1\n";
    assert_eq!(rules(source), ["A_IS_B", "C"]);
}

/// The files that make user errors, each of rules, and the one that declares rules which no user error has: those of parameters in an
/// address.
const MAKE_USER_ERRORS: [&str; 2] = ["graph/src/payload.rs", "gateway/src/objects/saved_question/mutation.rs"];
const DECLARE_OTHERS: [&str; 2] = ["kernel/src/error.rs", "questions/src/error.rs"];

/// So that [`every_rule_is_told`] finds every code: a rule is declared by `kernel::rules!`, and a user error has a rule's code.
fn what_a_user_may_be_told_is_declared_as_a_rule() {
    let (mut making, mut declaring) = (BTreeSet::new(), BTreeSet::new());
    each_source(&tests_folder().join("../crates"), &mut |path, source| {
        let path = path.display().to_string().replace('\\', "/");
        let path = path.rsplit("crates/").next().unwrap_or_default().to_owned();
        let is_made = source.lines().any(|line| line.contains("UserError {") && !line.contains("struct"));
        if is_made {
            making.insert(path.clone());
        }
        if source.contains("Rule::new(") {
            declaring.insert(path);
        }
    });
    assert_eq!(making, BTreeSet::from(MAKE_USER_ERRORS.map(str::to_owned)));
    assert_eq!(declaring, BTreeSet::from(DECLARE_OTHERS.map(str::to_owned)));
}

/// The codes of what each sort of refusal tells of an input.
async fn what_is_told_of_an_input_is_listed(app: DemoApp) {
    let codes = app.anonymous().ask("{ errorCodes { code } }", json!({})).await;
    let listed: Vec<&Value> = codes["errorCodes"].as_array().expect("a list").iter().map(|one| &one["code"]).collect();
    let advance =
        "mutation($input: AdvanceEffortInput!) { told: advanceEffort(input: $input) { userErrors { code } } }";
    let rename = "mutation($input: RenameOrganisationInput!) { told: renameOrganisation(input: $input) { userErrors { code } } }";
    let save = "mutation($input: SaveQuestionInput!) { told: saveQuestion(input: $input) { userErrors { code } } }";
    let unknown = |prefix: &str| format!("{prefix}_{}", "7".repeat(26));
    let step = json!({ "id": unknown("effort"), "expectedVersion": 1, "step": "TRIAGE" });
    let own = app.speak_as("demo-org-contact").ask("{ viewer { roles { organisationId } } }", json!({})).await;
    let question = json!({ "slug": "fel-fraga", "document": "{ needs { nodes { id } }", "definition": {},
        "organisationId": own["viewer"]["roles"][0]["organisationId"] });
    let mut seen = BTreeSet::new();
    for (subject, mutation, input) in [
        ("nobody-at-all", advance, step.clone()),
        ("demo-hub-manager", advance, step),
        ("demo-system-admin", rename, json!({ "id": unknown("organisation"), "expectedVersion": 1, "name": "A" })),
        ("demo-org-contact", save, question),
    ] {
        let data = app.speak_as(subject).ask(mutation, json!({ "input": input })).await;
        let errors = data["told"]["userErrors"].as_array().expect("user errors").clone();
        assert!(!errors.is_empty(), "{subject}: {data:#}");
        for error in errors {
            assert!(listed.contains(&&error["code"]), "{subject}: {error}");
            seen.insert(error["code"].as_str().expect("a code").to_owned());
        }
    }
    for code in ["DENIED", "NOT_FOUND", "DEFINITION_IS_NOT_READABLE"] {
        assert!(seen.contains(code), "{code}: {seen:?}");
    }
}

/// Files that know the other apostrophe because others write it.
const READ_IT: [&str; 3] = ["import/src/numbers.rs", "import/src/shown.rs", "education-supply/src/emil/html.rs"];

/// Rules, descriptions and pages say the same with the same sign.
fn an_apostrophe_is_written_in_one_way() {
    let (mut looked_at, mut other) = (0, Vec::new());
    each_source(&tests_folder().join("../crates"), &mut |path, source| {
        let is_one_of_them = READ_IT.iter().any(|name| path.ends_with(name));
        looked_at += 1;
        if source.contains('\u{2019}') != is_one_of_them {
            other.push(path.display().to_string());
        }
    });
    assert!(looked_at > 500, "only {looked_at} files");
    assert!(other.is_empty(), "an apostrophe is written ' here: {other:#?}");
}
