//! Null propagation. The executor leaves a failed field out of its object, whatever its type; the specification wants null
//! there, or where the type does not allow null, in the nearest place above that does. Runs only when there are errors, from
//! the schema's own text and the document.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name, PathSegment, Value,
    parser::{
        parse_schema,
        types::{
            BaseType, ExecutableDocument, OperationType, Selection, SelectionSet, Type, TypeKind, TypeSystemDefinition,
        },
    },
};

/// The types of all fields.
pub(super) struct FieldTypes {
    /// By type and field.
    fields: HashMap<String, HashMap<String, Type>>,
    /// Interfaces and unions.
    abstracts: HashSet<String>,
    /// The interfaces and unions of each object.
    memberships: HashMap<String, Vec<String>>,
    query: String,
    mutation: String,
    subscription: String,
}

impl FieldTypes {
    /// Reads the schema's text. A text the parser does not take gives no types: then every place counts as nullable.
    pub(super) fn read(sdl: &str) -> Self {
        let mut types = Self {
            fields: HashMap::new(),
            abstracts: HashSet::new(),
            memberships: HashMap::new(),
            query: "Query".into(),
            mutation: "Mutation".into(),
            subscription: "Subscription".into(),
        };
        // Descriptions are most of the text, and the parser takes them a character at a time. Where one holds the sign of its own end,
        // what is left is no schema.
        let bare: String = sdl.split("\"\"\"").step_by(2).collect();
        let document = match parse_schema(&bare).or_else(|_| parse_schema(sdl)) {
            Ok(document) => document,
            Err(error) => {
                tracing::warn!(%error, "the schema's text cannot be read back; errors leave null where they happen");
                return types;
            }
        };
        for definition in document.definitions {
            match definition {
                TypeSystemDefinition::Schema(schema) => {
                    let name = |root: Option<async_graphql::Positioned<Name>>| root.map(|name| name.node.to_string());
                    types.query = name(schema.node.query).unwrap_or(types.query);
                    types.mutation = name(schema.node.mutation).unwrap_or(types.mutation);
                    types.subscription = name(schema.node.subscription).unwrap_or(types.subscription);
                }
                TypeSystemDefinition::Type(definition) => {
                    let name = definition.node.name.node.to_string();
                    let fields = match definition.node.kind {
                        TypeKind::Object(object) => {
                            let implemented = object.implements.into_iter().map(|one| one.node.to_string());
                            types.memberships.entry(name.clone()).or_default().extend(implemented);
                            object.fields
                        }
                        TypeKind::Interface(interface) => {
                            types.abstracts.insert(name.clone());
                            interface.fields
                        }
                        TypeKind::Union(union) => {
                            for member in union.members {
                                types.memberships.entry(member.node.to_string()).or_default().push(name.clone());
                            }
                            types.abstracts.insert(name);
                            continue;
                        }
                        _ => continue,
                    };
                    let fields = fields.into_iter().map(|field| (field.node.name.node.to_string(), field.node.ty.node));
                    types.fields.entry(name).or_default().extend(fields);
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        types
    }

    /// The type that operations of this kind begin at.
    pub(super) fn root(&self, kind: OperationType) -> &str {
        match kind {
            OperationType::Query => &self.query,
            OperationType::Mutation => &self.mutation,
            OperationType::Subscription => &self.subscription,
        }
    }

    /// The type of what `field` of the type `on` answers, without its lists.
    pub(super) fn named(&self, on: &str, field: &str) -> Option<&str> {
        self.fields.get(on)?.get(field).map(innermost)
    }

    /// Whether objects of several types may stand where this type is promised.
    pub(super) fn is_abstract(&self, name: &str) -> bool {
        self.abstracts.contains(name)
    }

    /// Whether an object of the type `on` is also of the type `of`.
    pub(super) fn is_a(&self, on: &str, of: &str) -> bool {
        on == of || self.memberships.get(on).is_some_and(|all| all.iter().any(|one| one == of))
    }

    /// Puts null where the errors at `paths` belong.
    pub(super) fn place(
        &self,
        data: &mut Value,
        paths: &[&[PathSegment]],
        document: &ExecutableDocument,
        operation_name: Option<&str>,
    ) {
        let mut operations = document.operations.iter();
        let chosen = match operation_name {
            Some(wanted) => operations.find(|(name, _)| name.is_some_and(|name| name == wanted)),
            None => operations.next(),
        };
        let Some((_, operation)) = chosen else { return };
        paths.iter().for_each(|path| restore(data, path));
        for path in paths {
            let nullable =
                self.nullable_until(path, self.root(operation.node.ty), &operation.node.selection_set.node, document);
            // The deepest place that may be null; above them all is `data` itself.
            let length = nullable.iter().rposition(|nullable| *nullable).map_or(0, |index| index + 1);
            set_null(data, &path[..length]);
        }
    }

    /// For each step of `path` whether null may stand there.
    fn nullable_until(
        &self,
        path: &[PathSegment],
        root: &str,
        selections: &SelectionSet,
        document: &ExecutableDocument,
    ) -> Vec<bool> {
        let mut sets = vec![(root.to_owned(), selections)];
        let mut current: Option<Type> = None;
        let mut nullable = Vec::with_capacity(path.len());
        for step in path {
            let next = match (step, current) {
                (PathSegment::Index(_), Some(Type { base: BaseType::List(item), .. })) => Some(*item),
                (PathSegment::Index(_), _) => None,
                (PathSegment::Field(key), _) => {
                    let (ty, below) = self.field(&sets, key, document);
                    let named = ty.as_ref().map_or_else(String::new, |ty| innermost(ty).to_owned());
                    sets = below.into_iter().map(|set| (named.clone(), set)).collect();
                    ty
                }
            };
            nullable.push(next.as_ref().is_none_or(|ty| ty.nullable));
            current = next;
        }
        nullable
    }

    /// The type of the field answered as `key`, and the selections below it, through fragments.
    fn field<'a>(
        &self,
        sets: &[(String, &'a SelectionSet)],
        key: &str,
        document: &'a ExecutableDocument,
    ) -> (Option<Type>, Vec<&'a SelectionSet>) {
        let mut waiting: Vec<(String, &'a SelectionSet)> = sets.to_vec();
        let (mut found, mut below) = (None, Vec::new());
        while let Some((on, set)) = waiting.pop() {
            for selection in &set.items {
                match &selection.node {
                    Selection::Field(field) if field.node.response_key().node == key => {
                        let types = self.fields.get(&on).and_then(|fields| fields.get(field.node.name.node.as_str()));
                        found = found.or_else(|| types.cloned());
                        below.push(&field.node.selection_set.node);
                    }
                    Selection::Field(_) => {}
                    Selection::InlineFragment(inline) => {
                        let condition = inline.node.type_condition.as_ref();
                        let on = condition.map_or_else(|| on.clone(), |condition| condition.node.on.node.to_string());
                        waiting.push((on, &inline.node.selection_set.node));
                    }
                    Selection::FragmentSpread(spread) => {
                        if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                            let on = fragment.node.type_condition.node.on.node.to_string();
                            waiting.push((on, &fragment.node.selection_set.node));
                        }
                    }
                }
            }
        }
        (found, below)
    }
}

fn innermost(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(item) => innermost(item),
    }
}

/// Writes null where a field was left out. An object that lost all of its fields was answered as null; it becomes an object
/// again, since there is something below it to be null.
fn restore(data: &mut Value, path: &[PathSegment]) {
    let mut place = data;
    for step in path {
        place = match step {
            PathSegment::Field(key) => {
                if *place == Value::Null {
                    *place = Value::Object(async_graphql::indexmap::IndexMap::new());
                }
                let Value::Object(fields) = place else { return };
                fields.entry(Name::new(key)).or_insert(Value::Null)
            }
            PathSegment::Index(at) => match place {
                Value::List(items) => match items.get_mut(*at) {
                    Some(item) => item,
                    None => return,
                },
                _ => return,
            },
        };
    }
}

/// Sets null at `path`, unless null stands somewhere above it already.
fn set_null(data: &mut Value, path: &[PathSegment]) {
    let mut place = data;
    for (index, step) in path.iter().enumerate() {
        place = match (step, place) {
            (PathSegment::Field(key), Value::Object(fields)) if index + 1 == path.len() => {
                fields.insert(Name::new(key), Value::Null);
                return;
            }
            (PathSegment::Field(key), Value::Object(fields)) => match fields.get_mut(key.as_str()) {
                Some(value) => value,
                None => return,
            },
            (PathSegment::Index(at), Value::List(items)) => match items.get_mut(*at) {
                Some(value) => value,
                None => return,
            },
            _ => return,
        };
    }
    *place = Value::Null;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_of_the_schema_are_read() {
        let types = FieldTypes::read(include_str!("../../../schema.graphql"));
        assert_eq!(types.named("Query", "needs"), Some("NeedConnection"));
        assert!(types.is_abstract("Node") && types.is_abstract("_Entity") && !types.is_abstract("Need"));
        assert!(types.is_a("Need", "Node") && types.is_a("Need", "_Entity") && !types.is_a("UserError", "Node"));
        assert!(types.fields["Query"]["node"].nullable && !types.fields["Need"]["id"].nullable);
    }
}
