//! Changes between two schemas, sorted by what they do to those who use the older one.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{
    Positioned,
    parser::types::{
        BaseType, FieldDefinition, InputValueDefinition, ServiceDocument, Type, TypeDefinition, TypeKind,
        TypeSystemDefinition,
    },
};
use libtest_mimic::Trial;

use crate::harness::trial::plain;

pub fn tests() -> Vec<Trial> {
    plain![
        what_is_removed_breaks,
        what_is_demanded_breaks,
        what_is_answered_otherwise_breaks,
        what_may_surprise_is_dangerous,
        what_is_added_is_safe,
        what_is_the_same_is_no_change,
    ]
}

/// What a change does to those who use the older schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing.
    Safe,
    /// Queries stay valid, but may be answered in ways that were not foreseen.
    Dangerous,
    /// Some queries are refused, or answered in another shape.
    Breaking,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What it does.
    pub severity: Severity,
    /// As it is told in CHANGELOG.md, e.g. `` `Need.title` removed ``.
    pub words: String,
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn note(&mut self, severity: Severity, place: &str, what: &str) {
        self.0.push(Change { severity, words: format!("`{place}` {what}") });
    }

    fn names(&mut self, place: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) {
        for name in old.difference(new) {
            self.note(Severity::Breaking, &format!("{place}.{name}"), "removed");
        }
        for name in new.difference(old) {
            self.note(Severity::Dangerous, &format!("{place}.{name}"), "added");
        }
    }
}

/// What changed from `old` to `new`, worst first.
pub fn between(old: &ServiceDocument, new: &ServiceDocument) -> Vec<Change> {
    let mut changes = Changes::default();
    let (old, new) = (definitions(old), definitions(new));
    for (name, before) in &old {
        match new.get(name) {
            None => changes.note(Severity::Breaking, name, "removed"),
            Some(after) => of_type(&mut changes, name, before, after),
        }
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        changes.note(Severity::Safe, name, "added");
    }
    changes.0.sort_by(|a, b| b.cmp(a));
    changes.0
}

fn definitions(document: &ServiceDocument) -> BTreeMap<&str, &TypeDefinition> {
    let types = document.definitions.iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(of) => Some(&of.node),
        _ => None,
    });
    types.map(|of| (of.name.node.as_str(), of)).collect()
}

fn of_type(changes: &mut Changes, name: &str, old: &TypeDefinition, new: &TypeDefinition) {
    let named = |names: &[Positioned<async_graphql::Name>]| names.iter().map(|name| name.node.to_string()).collect();
    match (&old.kind, &new.kind) {
        (TypeKind::Scalar, TypeKind::Scalar) => {}
        (TypeKind::Object(old), TypeKind::Object(new)) => {
            changes.names(&format!("{name} implements"), &named(&old.implements), &named(&new.implements));
            of_fields(changes, name, &old.fields, &new.fields);
        }
        (TypeKind::Interface(old), TypeKind::Interface(new)) => of_fields(changes, name, &old.fields, &new.fields),
        (TypeKind::Union(old), TypeKind::Union(new)) => {
            changes.names(name, &named(&old.members), &named(&new.members));
        }
        (TypeKind::Enum(old), TypeKind::Enum(new)) => {
            let values = |of: &async_graphql::parser::types::EnumType| {
                of.values.iter().map(|value| value.node.value.node.to_string()).collect()
            };
            changes.names(name, &values(old), &values(new));
        }
        (TypeKind::InputObject(old), TypeKind::InputObject(new)) => {
            of_inputs(changes, &|field| format!("{name}.{field}"), &old.fields, &new.fields);
        }
        _ => changes.note(Severity::Breaking, name, "became another kind of type"),
    }
}

fn of_fields(
    changes: &mut Changes,
    name: &str,
    old: &[Positioned<FieldDefinition>],
    new: &[Positioned<FieldDefinition>],
) {
    let by_name = |fields: &[Positioned<FieldDefinition>]| -> BTreeMap<String, FieldDefinition> {
        fields.iter().map(|field| (field.node.name.node.to_string(), field.node.clone())).collect()
    };
    let (old, new) = (by_name(old), by_name(new));
    for (field, before) in &old {
        let place = format!("{name}.{field}");
        let Some(after) = new.get(field) else {
            changes.note(Severity::Breaking, &place, "removed");
            continue;
        };
        let (was, is) = (&before.ty.node, &after.ty.node);
        if was != is {
            let severity = if answers(was, is) { Severity::Safe } else { Severity::Breaking };
            changes.note(severity, &place, &format!("was {was}, is {is}"));
        }
        of_inputs(changes, &|argument| format!("{place}({argument})"), &before.arguments, &after.arguments);
    }
    for field in new.keys().filter(|field| !old.contains_key(*field)) {
        changes.note(Severity::Safe, &format!("{name}.{field}"), "added");
    }
}

/// Arguments, or an input's fields.
fn of_inputs(
    changes: &mut Changes,
    place: &dyn Fn(&str) -> String,
    old: &[Positioned<InputValueDefinition>],
    new: &[Positioned<InputValueDefinition>],
) {
    let by_name = |inputs: &[Positioned<InputValueDefinition>]| -> BTreeMap<String, InputValueDefinition> {
        inputs.iter().map(|input| (input.node.name.node.to_string(), input.node.clone())).collect()
    };
    let (old, new) = (by_name(old), by_name(new));
    for (name, before) in &old {
        let place = place(name);
        let Some(after) = new.get(name) else {
            changes.note(Severity::Breaking, &place, "removed");
            continue;
        };
        let (was, is) = (&before.ty.node, &after.ty.node);
        if was != is {
            // What was accepted must still be: the other way round than for answers.
            let severity = if answers(is, was) { Severity::Safe } else { Severity::Breaking };
            changes.note(severity, &place, &format!("was {was}, is {is}"));
        }
        let default = |of: &InputValueDefinition| of.default_value.as_ref().map(|value| value.node.to_string());
        if default(before) != default(after) {
            changes.note(Severity::Dangerous, &place, "has another default");
        }
    }
    for (name, added) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        let required = !added.ty.node.nullable && added.default_value.is_none();
        let severity = if required { Severity::Breaking } else { Severity::Dangerous };
        changes.note(severity, &place(name), if required { "added and required" } else { "added" });
    }
}

/// Whether whoever was promised `was` is content with `is`: the same, or without the nulls.
fn answers(was: &Type, is: &Type) -> bool {
    let base = match (&was.base, &is.base) {
        (BaseType::Named(was), BaseType::Named(is)) => was == is,
        (BaseType::List(was), BaseType::List(is)) => answers(was, is),
        _ => false,
    };
    base && (was.nullable || !is.nullable)
}

/// The changes from `old` to `new` as text, `B`, `D` or `S` first.
#[track_caller]
fn told(old: &str, new: &str) -> Vec<String> {
    let parsed = |sdl| async_graphql::parser::parse_schema(sdl).expect("SDL");
    let letter = |severity| match severity {
        Severity::Breaking => "B",
        Severity::Dangerous => "D",
        Severity::Safe => "S",
    };
    let changes = between(&parsed(old), &parsed(new));
    changes.iter().map(|change| format!("{} {}", letter(change.severity), change.words)).collect()
}

fn what_is_removed_breaks() {
    assert_eq!(told("scalar A scalar B", "scalar A"), ["B `B` removed"]);
    assert_eq!(told("type A { b: Int c: Int }", "type A { b: Int }"), ["B `A.c` removed"]);
    assert_eq!(told("type A { b(c: Int): Int }", "type A { b: Int }"), ["B `A.b(c)` removed"]);
    assert_eq!(told("input A { b: Int c: Int }", "input A { b: Int }"), ["B `A.c` removed"]);
    assert_eq!(told("enum A { B C }", "enum A { B }"), ["B `A.C` removed"]);
    assert_eq!(told("union A = B | C", "union A = B"), ["B `A.C` removed"]);
    assert_eq!(told("type A implements I { b: Int }", "type A { b: Int }"), ["B `A implements.I` removed"]);
    assert_eq!(told("interface A { b: Int c: Int }", "interface A { b: Int }"), ["B `A.c` removed"]);
    assert_eq!(told("scalar A", "enum A { B }"), ["B `A` became another kind of type"]);
}

fn what_is_demanded_breaks() {
    assert_eq!(told("type A { b: Int }", "type A { b(c: Int!): Int }"), ["B `A.b(c)` added and required"]);
    assert_eq!(told("input A { b: Int }", "input A { b: Int c: Int! }"), ["B `A.c` added and required"]);
    assert_eq!(told("input A { b: Int }", "input A { b: Int! }"), ["B `A.b` was Int, is Int!"]);
    assert_eq!(
        told("type A { b(c: [Int]): Int }", "type A { b(c: [Int!]): Int }"),
        ["B `A.b(c)` was [Int], is [Int!]"]
    );
}

fn what_is_answered_otherwise_breaks() {
    assert_eq!(told("type A { b: Int! }", "type A { b: Int }"), ["B `A.b` was Int!, is Int"]);
    assert_eq!(told("type A { b: Int }", "type A { b: String }"), ["B `A.b` was Int, is String"]);
    assert_eq!(told("type A { b: Int }", "type A { b: [Int] }"), ["B `A.b` was Int, is [Int]"]);
    assert_eq!(told("type A { b: [Int!] }", "type A { b: [Int] }"), ["B `A.b` was [Int!], is [Int]"]);
}

fn what_may_surprise_is_dangerous() {
    assert_eq!(told("enum A { B }", "enum A { B C }"), ["D `A.C` added"]);
    assert_eq!(told("union A = B", "union A = B | C"), ["D `A.C` added"]);
    assert_eq!(told("type A { b: Int }", "type A { b(c: Int): Int }"), ["D `A.b(c)` added"]);
    assert_eq!(told("input A { b: Int }", "input A { b: Int c: Int! = 1 }"), ["D `A.c` added"]);
    assert_eq!(told("input A { b: Int = 1 }", "input A { b: Int = 2 }"), ["D `A.b` has another default"]);
    assert_eq!(told("type A { b: Int }", "type A implements I { b: Int }"), ["D `A implements.I` added"]);
}

fn what_is_added_is_safe() {
    assert_eq!(told("scalar A", "scalar A scalar B"), ["S `B` added"]);
    assert_eq!(told("type A { b: Int }", "type A { b: Int c: Int }"), ["S `A.c` added"]);
    assert_eq!(told("type A { b: [Int] }", "type A { b: [Int!]! }"), ["S `A.b` was [Int], is [Int!]!"]);
    assert_eq!(told("input A { b: Int! }", "input A { b: Int }"), ["S `A.b` was Int!, is Int"]);
}

fn what_is_the_same_is_no_change() {
    let (old, new) =
        ("type A { b: Int c: Int } enum D { E F }", "\"x\" enum D { F E } type A { c: Int b: Int @deprecated }");
    assert_eq!(told(old, new), Vec::<String>::new());
}
