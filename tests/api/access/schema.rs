//! The schema as its own text tells it, and the least that each of its fields takes.

use std::{collections::BTreeMap, sync::LazyLock};

use async_graphql::{
    Positioned,
    parser::{
        parse_schema,
        types::{
            BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
        },
    },
};
use gateway::{objects::node::shown_objects, schema::mutations};
use kernel::command::{Kind, Table};
use serde_json::{Map, Value, json};

use super::audience::DEMANDED;

/// The types of the schema by name.
pub struct Schema(BTreeMap<String, TypeDefinition>);

impl Schema {
    /// As the gateway has it.
    pub fn read() -> Self {
        let document = parse_schema(gateway::schema::sdl(false)).expect("the SDL parses");
        let types = document.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(of) => Some((of.node.name.node.to_string(), of.node)),
            _ => None,
        });
        Self(types.collect())
    }

    /// A root type's fields.
    pub fn fields(&self, root: &str) -> &[Positioned<FieldDefinition>] {
        match &self.0[root].kind {
            TypeKind::Object(object) => &object.fields,
            _ => &[],
        }
    }

    /// A field of a query with the least that it takes, and some of what it answers with.
    pub fn asked(&self, field: &FieldDefinition) -> String {
        let name = field.name.node.as_str();
        let required = |argument: &&Positioned<InputValueDefinition>| {
            let argument = &argument.node;
            argument.name.node == "first" || (!argument.ty.node.nullable && argument.default_value.is_none())
        };
        let arguments: Vec<String> = field
            .arguments
            .iter()
            .filter(required)
            .map(|argument| {
                let (name, of) = (argument.node.name.node.as_str(), &argument.node.ty.node);
                format!("{name}: {}", literal(&self.value(of, name), self.is_enum(of)))
            })
            .collect();
        let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        format!("{name}{arguments}{}", self.some_of(&field.ty.node, 4))
    }

    fn is_leaf(&self, of: &Type) -> bool {
        self.0.get(innermost(of)).is_none_or(|of| matches!(of.kind, TypeKind::Enum(_) | TypeKind::Scalar))
    }

    fn is_enum(&self, of: &Type) -> bool {
        self.0.get(innermost(of)).is_some_and(|of| matches!(of.kind, TypeKind::Enum(_)))
    }

    /// Some of the fields of what is answered: those that need nothing to be asked.
    fn some_of(&self, of: &Type, deep: usize) -> String {
        if self.is_leaf(of) {
            return String::new();
        }
        let Some(TypeDefinition { kind: TypeKind::Object(object), .. }) = self.0.get(innermost(of)) else {
            return " { __typename }".to_owned();
        };
        let free = object.fields.iter().filter(|field| field.node.arguments.iter().all(|a| a.node.ty.node.nullable));
        let (bare, objects): (Vec<_>, Vec<_>) = free.partition(|field| self.is_leaf(&field.node.ty.node));
        let bare = bare.iter().map(|field| field.node.name.node.to_string());
        let rows = objects.iter().filter(|field| deep > 0 && field.node.name.node == "nodes");
        let all: Vec<String> =
            bare.chain(rows.map(|field| format!("nodes{}", self.some_of(&field.node.ty.node, deep - 1)))).collect();
        format!(" {{ __typename {} }}", all.join(" "))
    }

    /// The least that `mutation` takes: its input's type, and the input, whose ids are of things that do not exist.
    pub fn least(&self, mutation: &str) -> (String, Value) {
        let field = self.fields("Mutation").iter().find(|field| field.node.name.node == mutation).expect("a mutation");
        let input = &field.node.arguments[0].node.ty.node;
        let mut value = self.value(input, "input");
        for (_, demanded) in DEMANDED.iter().filter(|(of, _)| *of == mutation) {
            value[*demanded] = Value::Null;
        }
        refer(&mut value, mutations().get(mutation).expect("a mutation").table);
        // Read by the gateway, before anyone is asked for leave.
        if let Some(card) = value.get_mut("card") {
            card["programmePeriod"] = json!("2014-2020");
        }
        (input.to_string(), value)
    }

    pub fn value(&self, of: &Type, field: &str) -> Value {
        let name = match &of.base {
            BaseType::List(item) => return json!([self.value(item, field)]),
            BaseType::Named(name) => name.as_str(),
        };
        match name {
            // What an argument of a query names; an input's fields say it themselves.
            "ID" => missing(if field == "participantId" { "person" } else { "unknown" }),
            "String" => json!("x"),
            "Int" | "Float" => json!(1),
            "Boolean" => json!(true),
            "Date" => json!("2026-09-01"),
            "JSON" => json!({}),
            "_Any" => json!({ "__typename": "Need", "id": missing("need") }),
            "DateTime" => json!("2026-09-01T08:00:00Z"),
            other => match &self.0[other].kind {
                TypeKind::Enum(of) => json!(of.values[0].node.value.node.as_str()),
                TypeKind::InputObject(input) => Value::Object(self.object(&input.fields)),
                _ => panic!("nobody said what a {other} is like"),
            },
        }
    }

    fn object(&self, fields: &[Positioned<InputValueDefinition>]) -> Map<String, Value> {
        let required = fields.iter().filter(|field| !field.node.ty.node.nullable && field.node.default_value.is_none());
        required
            .map(|field| (field.node.name.node.to_string(), self.value(&field.node.ty.node, &field.node.name.node)))
            .collect()
    }
}

/// What the rows of a root list are, as the schema says: their type, and the prefix of their ids.
///
/// # Panics
/// Where the schema has no such list.
pub fn rows_of(list: &str) -> (&'static str, &'static str) {
    static LISTS: LazyLock<BTreeMap<String, (&'static str, &'static str)>> = LazyLock::new(|| {
        let schema = Schema::read();
        let lists = schema.fields("Query").iter().filter_map(|field| {
            let of = innermost(&field.node.ty.node).strip_suffix("Connection")?;
            let shown = shown_objects().iter().find(|object| object.name == of)?;
            Some((field.node.name.node.to_string(), (shown.name, shown.prefix)))
        });
        lists.collect()
    });
    *LISTS.get(list).unwrap_or_else(|| panic!("the schema has no list {list}"))
}

/// The id of nothing.
fn missing(prefix: &str) -> Value {
    json!(format!("{prefix}_{}", "0".repeat(26)))
}

/// Writes such an id of the right kind wherever the input names a thing.
fn refer(input: &mut Value, table: &Table) {
    for field in table.fields {
        let Some(held) = input.get_mut(field.name) else { continue };
        match (field.kind, held) {
            (Kind::Group(inner), Value::Array(items)) => items.iter_mut().for_each(|item| refer(item, inner)),
            (Kind::Group(inner), held) => refer(held, inner),
            (Kind::Reference(prefix), Value::Array(items)) => items.fill(missing(prefix)),
            (Kind::Reference(prefix), held) => *held = missing(prefix),
            _ => {}
        }
    }
}

/// The named type, without its lists.
fn innermost(of: &Type) -> &str {
    match &of.base {
        BaseType::List(item) => innermost(item),
        BaseType::Named(name) => name.as_str(),
    }
}

/// A value as it stands in a document.
fn literal(value: &Value, is_enum: bool) -> String {
    match value {
        Value::String(name) if is_enum => name.clone(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{name}: {}", literal(value, false)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| literal(item, is_enum)).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
