//! The schema as a promise: written down, described, federated – and never broken in silence.

mod changes;
mod rules;
mod shown;

use std::{collections::BTreeMap, fs, path::PathBuf};

use async_graphql::Positioned;
use async_graphql::parser::{
    parse_schema,
    types::{
        ConstDirective, FieldDefinition, InputValueDefinition, ServiceDocument, TypeDefinition, TypeKind,
        TypeSystemDefinition,
    },
};
use libtest_mimic::Trial;

use serde_json::json;

use crate::harness::{
    App,
    needs::tests_folder,
    trial::{both, plain},
};
use changes::Severity;

pub fn tests() -> Vec<Trial> {
    let own: Vec<Trial> = plain![
        the_file_is_the_schema,
        everything_is_described,
        a_sentence_is_in_one_language,
        a_description_is_in_its_place,
        every_scalar_says_where_it_is_specified,
        every_noun_is_an_entity,
        nothing_released_is_broken_in_silence,
    ];
    let served: Vec<Trial> = both![the_federated_schema_is_served_at_its_price];
    own.into_iter().chain(served).chain(changes::tests()).chain(rules::tests()).chain(shown::tests()).collect()
}

/// What the library adds to a service that has entities. The federation specification describes it.
const OF_FEDERATION: [&str; 5] = ["_service", "_entities", "_Any", "_Entity", "_Service"];

fn top(name: &str) -> PathBuf {
    tests_folder().join("..").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(top(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn parsed(sdl: &str) -> ServiceDocument {
    parse_schema(sdl).unwrap_or_else(|error| panic!("the SDL does not parse: {error}"))
}

fn types(document: &ServiceDocument) -> impl Iterator<Item = &TypeDefinition> {
    document.definitions.iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(of) => Some(&of.node),
        _ => None,
    })
}

fn the_file_is_the_schema() {
    let (kept, now) = (text("schema.graphql"), gateway::schema::sdl(false));
    let different = kept.lines().zip(now.lines()).enumerate().find(|(_, (kept, now))| kept != now);
    let first = different.map_or_else(
        || format!("{} lines are kept, {} are now", kept.lines().count(), now.lines().count()),
        |(line, (kept, now))| format!("line {}: kept {kept:?}, now {now:?}", line + 1),
    );
    assert!(
        kept == now,
        "schema.graphql is not the schema ({first}); write it with: cargo run -p kompetensnav -- schema > schema.graphql"
    );
}

/// Names of what has no description, or an empty one.
fn undescribed(document: &ServiceDocument) -> Vec<String> {
    let mut bare = Vec::new();
    each_description(document, |name, description| {
        if description.is_none_or(|text| text.node.trim().is_empty()) {
            bare.push(name);
        }
    });
    bare
}

/// Looks at each type, field, argument and value, with what is said of it.
fn each_description(document: &ServiceDocument, mut look: impl FnMut(String, Option<&Positioned<String>>)) {
    for of in types(document).filter(|of| !OF_FEDERATION.contains(&of.name.node.as_str())) {
        let name = &of.name.node;
        look(name.to_string(), of.description.as_ref());
        for field in fields(of).iter().filter(|field| !OF_FEDERATION.contains(&field.node.name.node.as_str())) {
            let field = &field.node;
            look(format!("{name}.{}", field.name.node), field.description.as_ref());
            for argument in &field.arguments {
                let argument = &argument.node;
                look(format!("{name}.{}({})", field.name.node, argument.name.node), argument.description.as_ref());
            }
        }
        for field in inputs(of) {
            look(format!("{name}.{}", field.node.name.node), field.node.description.as_ref());
        }
        if let TypeKind::Enum(of) = &of.kind {
            for value in &of.values {
                look(format!("{name}.{}", value.node.value.node), value.node.description.as_ref());
            }
        }
    }
}

fn fields(of: &TypeDefinition) -> &[Positioned<FieldDefinition>] {
    match &of.kind {
        TypeKind::Object(of) => &of.fields,
        TypeKind::Interface(of) => &of.fields,
        _ => &[],
    }
}

fn inputs(of: &TypeDefinition) -> &[Positioned<InputValueDefinition>] {
    match &of.kind {
        TypeKind::InputObject(of) => &of.fields,
        _ => &[],
    }
}

fn everything_is_described() {
    let document = parsed(&gateway::schema::sdl(false));
    assert!(types(&document).count() > 100, "the whole schema is looked at");
    let bare = undescribed(&document);
    assert!(bare.is_empty(), "{} without a description: {}", bare.len(), bare.join(", "));
}

/// Every description that is ours, at its place.
fn descriptions(document: &ServiceDocument) -> Vec<(String, String)> {
    let mut all = Vec::new();
    each_description(document, |name, description| {
        if let Some(text) = description {
            all.push((name, text.node.clone()));
        }
    });
    all
}

/// What a description holds besides English sentences and, on a line of their own, the Swedish ones.
fn mixed(text: &str) -> bool {
    match text.split_once("\n\nSvenska: ") {
        Some((en, sv)) => {
            let outside = |sentences: &str, words: &[&str]| {
                // Names of the schema stand between backticks, in either language.
                let prose: String = sentences.split('`').step_by(2).collect();
                prose.split(|letter: char| !letter.is_alphabetic()).any(|word| words.contains(&word))
            };
            sv.trim().is_empty()
                || outside(en, &["och", "som", "inom", "eller", "det", "inte", "av", "vid"])
                || outside(sv, &["the", "of", "your", "and", "is", "that", "within", "when"])
        }
        None => true,
    }
}

fn a_sentence_is_in_one_language() {
    let document = parsed(&gateway::schema::sdl(false));
    let all = descriptions(&document);
    assert!(all.len() > 5_000, "{} descriptions", all.len());
    let wrong: Vec<_> = all.iter().filter(|(_, text)| mixed(text)).collect();
    assert!(wrong.is_empty(), "{} of {}: {:#?}", wrong.len(), all.len(), &wrong[..wrong.len().min(20)]);
    for text in [
        "Efter markören.",
        "Rader: the page's rows.",
        "Rows.\n\nSvenska: Rader of the page.",
        "Rader och.\n\nSvenska: Rader.",
    ] {
        assert!(mixed(text), "{text}");
    }
}

/// The search itself finds what is missing, of every sort.
fn a_description_is_in_its_place() {
    let sdl = r#"type A { b(c: Int): Int } input D { e: Int } enum F { G } interface H { i: Int } scalar J "x" type K { "x" l("x" m: Int): Int }"#;
    let expected = ["A", "A.b", "A.b(c)", "D", "D.e", "F", "F.G", "H", "H.i", "J"];
    assert_eq!(undescribed(&parsed(sdl)), expected);
    assert_eq!(undescribed(&parsed("\"\" scalar A")), ["A"]);
}

fn every_scalar_says_where_it_is_specified() {
    let document = parsed(&gateway::schema::sdl(false));
    let own = types(&document)
        .filter(|of| matches!(of.kind, TypeKind::Scalar) && !OF_FEDERATION.contains(&of.name.node.as_str()));
    let mut looked_at = 0;
    for scalar in own {
        looked_at += 1;
        let url = argument(&scalar.directives, "specifiedBy", "url");
        assert!(url.iter().any(|url| url.starts_with("https://")), "{} has no @specifiedBy", scalar.name.node);
    }
    assert!(looked_at >= 2, "dates and instants are scalars");
}

/// What `argument` is in each use of `directive`.
fn argument(directives: &[Positioned<ConstDirective>], directive: &str, argument: &str) -> Vec<String> {
    let uses = directives.iter().filter(|used| used.node.name.node == directive);
    uses.filter_map(|used| used.node.get_argument(argument))
        .filter_map(|value| match &value.node {
            async_graphql::Value::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

fn every_noun_is_an_entity() {
    let federated = parsed(&gateway::schema::sdl(true));
    let plain = parsed(&gateway::schema::sdl(false));
    let keys: BTreeMap<String, Vec<String>> =
        types(&federated).map(|of| (of.name.node.to_string(), argument(&of.directives, "key", "fields"))).collect();
    let nouns = types(&plain).filter(|of| match &of.kind {
        TypeKind::Object(object) => object.implements.iter().any(|interface| interface.node == "Node"),
        _ => false,
    });
    let mut looked_at = 0;
    for noun in nouns {
        looked_at += 1;
        let name = noun.name.node.as_str();
        assert_eq!(
            keys.get(name).map(Vec::as_slice),
            Some(&["id".to_owned()][..]),
            "{name} has no @key(fields: \"id\")"
        );
    }
    assert!(looked_at > 20, "only {looked_at} nouns");
}

async fn the_federated_schema_is_served_at_its_price(app: App) {
    let (_, answer) = app.anonymous().answer("{ _service { sdl } }", json!({})).await;
    let sdl = answer["data"]["_service"]["sdl"].as_str().expect("a text");
    assert!(sdl == gateway::schema::sdl(true), "what is served is not what `schema --federation` prints");
    assert!(sdl.contains("type Need implements Node @key(fields: \"id\")"), "{}", &sdl[..sdl.len().min(500)]);
    assert!(answer["extensions"]["cost"]["requested"].as_u64() >= Some(1_000), "{}", answer["extensions"]);
}

fn nothing_released_is_broken_in_silence() {
    let changes = changes::between(&parsed(&text("tests/released/schema.graphql")), &parsed(&text("schema.graphql")));
    let told = text("CHANGELOG.md");
    let silent: Vec<String> = changes
        .iter()
        .filter(|change| change.severity == Severity::Breaking && !told.contains(&change.words))
        .map(|change| format!("- {}", change.words))
        .collect();
    assert!(
        silent.is_empty(),
        "these changes break those who use the released schema; avoid them, or name each in CHANGELOG.md:\n{}",
        silent.join("\n")
    );
}
