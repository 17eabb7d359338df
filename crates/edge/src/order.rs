//! The order of an answer. The executor writes a field when it is finished, and what none of whose fields was answered as null; the
//! specification wants the fields where the document has them, and an object where there is one. Where the document alone does
//! not tell which of its fragments apply, the executor is asked for the object's type beside, which the answer does not keep.

use std::{cell::RefCell, collections::HashSet, rc::Rc, sync::Arc};

use async_graphql::{
    Name, Pos, Positioned, Value, Variables,
    indexmap::IndexMap,
    parser::types::{
        Directive, DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
    },
};
use async_graphql_value::{ConstValue, Value as Literal};

use super::{analysis, nulls::FieldTypes, typename};

/// What the executor answers an object's type as, where it is asked for it.
pub const KIND: &str = "__kindOfObject";

/// The shape that the answer to one operation has.
pub(super) struct Shape {
    types: Arc<FieldTypes>,
    document: Arc<ExecutableDocument>,
    operation_name: Option<String>,
    /// The variables that decide whether a field is there.
    holds: Vec<(Name, bool)>,
}

/// Selections of one object, each with the type it is written for.
type Sets<'a> = Vec<(Option<&'a str>, &'a SelectionSet)>;

impl Shape {
    /// Of this operation of `document`.
    pub(super) fn of(
        types: Arc<FieldTypes>,
        document: Arc<ExecutableDocument>,
        operation_name: Option<String>,
        variables: &Variables,
    ) -> Self {
        let mut shape = Self { types, document, operation_name, holds: Vec::new() };
        let holds = shape.operation().map(|operation| flags(operation, variables)).unwrap_or_default();
        shape.holds = holds;
        shape
    }

    /// The document.
    pub(super) fn document(&self) -> &ExecutableDocument {
        &self.document
    }

    /// The operation's name, when one was chosen.
    pub(super) fn operation_name(&self) -> Option<&str> {
        self.operation_name.as_deref()
    }

    /// The Boolean variables as they are in force.
    pub(super) fn flags(&self) -> &[(Name, bool)] {
        &self.holds
    }

    fn operation(&self) -> Option<&OperationDefinition> {
        analysis::choose(&self.document, self.operation_name()).ok().map(|(_, operation)| operation)
    }

    /// The document as the executor gets it, and whether each thing is asked for in one place only: what is asked for in several has to be
    /// laid together before it is written.
    pub(super) fn to_execute(&self) -> (ExecutableDocument, bool) {
        let mut document = self.document.as_ref().clone();
        typename::wrap(&mut document);
        let Some(operation) = self.operation() else { return (document, false) };
        let (mut places, mut is_single) = (HashSet::new(), true);
        let root = vec![(Some(self.types.root(operation.ty)), &operation.selection_set.node)];
        self.unsure(&root, &mut places, &mut is_single);
        if !places.is_empty() {
            match &mut document.operations {
                DocumentOperations::Single(one) => ask(&mut one.node.selection_set.node, &places),
                DocumentOperations::Multiple(all) => {
                    all.values_mut().for_each(|one| ask(&mut one.node.selection_set.node, &places));
                }
            }
            document.fragments.values_mut().for_each(|one| ask(&mut one.node.selection_set.node, &places));
        }
        (document, is_single)
    }

    /// Finds the fields whose objects must say their type: what they are is not known from here, or they are asked for in several
    /// places, of which one that came to nothing would hide the others, or may come to nothing.
    fn unsure<'a>(&'a self, sets: &Sets<'a>, places: &mut HashSet<Pos>, is_single: &mut bool) {
        let mut fields = Selected::new();
        sets.iter().for_each(|(on, set)| self.all_fields(*on, set, &mut fields));
        for fields in fields.into_values() {
            let below: Sets<'_> = fields
                .iter()
                .filter(|(_, field)| !field.node.selection_set.node.items.is_empty())
                .map(|(on, field)| (on.and_then(|on| self.types.named(on, &field.node.name.node)), field))
                .map(|(named, field)| (named, &field.node.selection_set.node))
                .collect();
            let Some((named, _)) = below.first() else { continue };
            *is_single &= below.len() < 2;
            let is_unknown = named.is_some_and(|named| self.types.is_abstract(named));
            if is_unknown || below.len() > 1 || below.iter().all(|(_, set)| self.may_be_empty(set)) {
                places.extend(fields.iter().map(|(_, field)| field.pos));
            }
            self.unsure(&below, places, is_single);
        }
    }

    fn all_fields<'a>(&'a self, on: Option<&'a str>, set: &'a SelectionSet, fields: &mut Selected<'a>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => fields.entry(&field.node.response_key().node).or_default().push((on, field)),
                other => {
                    if let Some((condition, set)) = self.fragment(other) {
                        self.all_fields(condition.or(on), set, fields);
                    }
                }
            }
        }
    }

    fn may_be_empty(&self, set: &SelectionSet) -> bool {
        set.items.iter().all(|selection| {
            let is_conditional = !selection.node.directives().is_empty();
            is_conditional || self.fragment(&selection.node).is_some_and(|(_, set)| self.may_be_empty(set))
        })
    }

    /// What a fragment selects, and of which type.
    fn fragment<'a>(&'a self, selection: &'a Selection) -> Option<(Option<&'a str>, &'a SelectionSet)> {
        match selection {
            Selection::Field(_) => None,
            Selection::InlineFragment(inline) => {
                let condition = inline.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                Some((condition, &inline.node.selection_set.node))
            }
            Selection::FragmentSpread(spread) => {
                let fragment = &self.document.fragments.get(&spread.node.fragment_name.node)?.node;
                Some((Some(fragment.type_condition.node.on.node.as_str()), &fragment.selection_set.node))
            }
        }
    }

    /// Brings `data` into the document's order, and takes out what only the order needed.
    pub(super) fn order(&self, data: &mut Value) {
        let Some(operation) = self.operation() else { return };
        let level = Level::of(Some(self.types.root(operation.ty)), vec![&operation.selection_set.node]);
        level.order(data, self);
    }

    fn is_selected(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().all(|directive| {
            let wanted = match directive.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return true,
            };
            match directive.node.get_argument("if").map(|value| &value.node) {
                Some(Literal::Boolean(value)) => *value == wanted,
                Some(Literal::Variable(name)) => {
                    self.holds.iter().find(|(held, _)| held == name).is_none_or(|(_, value)| *value == wanted)
                }
                _ => true,
            }
        })
    }
}

/// The Boolean variables as they are in force.
fn flags(operation: &OperationDefinition, variables: &Variables) -> Vec<(Name, bool)> {
    let value = |definition: &async_graphql::parser::types::VariableDefinition| {
        let default = definition.default_value.as_ref().map(|value| &value.node);
        match variables.get(&definition.name.node).or(default) {
            Some(ConstValue::Boolean(value)) => Some((definition.name.node.clone(), *value)),
            _ => None,
        }
    };
    operation.variable_definitions.iter().filter_map(|definition| value(&definition.node)).collect()
}

/// Adds the question for an object's type to the fields at `places`.
fn ask(set: &mut SelectionSet, places: &HashSet<Pos>) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let below = &mut field.node.selection_set.node;
                ask(below, places);
                if places.contains(&field.pos) && !below.items.is_empty() {
                    let kind = Field {
                        alias: Some(Positioned::new(Name::new(KIND), field.pos)),
                        name: Positioned::new(Name::new("__typename"), field.pos),
                        arguments: Vec::new(),
                        directives: Vec::new(),
                        selection_set: Positioned::default(),
                    };
                    let kind = Selection::Field(Positioned::new(kind, field.pos));
                    below.items.push(Positioned::new(kind, field.pos));
                }
            }
            Selection::InlineFragment(inline) => ask(&mut inline.node.selection_set.node, places),
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// The fields that are selected under one key, each with the type it is selected on, where that is known.
type Selected<'a> = IndexMap<&'a Name, Vec<(Option<&'a str>, &'a Positioned<Field>)>>;

/// What is answered of an object, by its type.
type ByType<'a> = (Option<String>, Rc<Vec<Part<'a>>>);

/// What is selected of the objects at one place of the answer.
struct Level<'a> {
    /// The type of the place, when the schema's text has it: introspection's own types are not there.
    named: Option<&'a str>,
    sets: Vec<&'a SelectionSet>,
    /// The fields, by the object's own type.
    parts: RefCell<Vec<ByType<'a>>>,
}

struct Part<'a> {
    key: &'a Name,
    below: Level<'a>,
}

impl<'a> Level<'a> {
    fn of(named: Option<&'a str>, sets: Vec<&'a SelectionSet>) -> Self {
        Self { named, sets, parts: RefCell::default() }
    }

    fn order(&self, value: &mut Value, shape: &'a Shape) {
        match value {
            Value::Object(fields) => {
                let kind = match fields.shift_remove(KIND) {
                    Some(Value::String(kind)) => Some(kind),
                    _ => self.named.map(ToOwned::to_owned),
                };
                let parts = self.parts(kind, shape);
                if !is_in_order(fields, &parts) {
                    let mut unordered = std::mem::take(fields);
                    let found = parts.iter().filter_map(|part| unordered.swap_remove_entry(part.key));
                    fields.extend(found.collect::<Vec<_>>());
                    fields.extend(unordered);
                }
                for part in parts.iter().filter(|part| !part.below.sets.is_empty()) {
                    if let Some(value) = fields.get_mut(part.key) {
                        part.below.order(value, shape);
                    }
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| self.order(item, shape)),
            _ => {}
        }
    }

    fn parts(&self, kind: Option<String>, shape: &'a Shape) -> Rc<Vec<Part<'a>>> {
        if let Some((_, parts)) = self.parts.borrow().iter().find(|(known, _)| *known == kind) {
            return Rc::clone(parts);
        }
        let mut parts = IndexMap::new();
        self.sets.iter().for_each(|set| collect(shape, kind.as_deref(), set, &mut parts));
        let parts = Rc::new(parts.into_values().collect::<Vec<_>>());
        self.parts.borrow_mut().push((kind, Rc::clone(&parts)));
        parts
    }
}

/// The fields that an object of the type `on` answers, in the order in which the document has them.
fn collect<'a>(shape: &'a Shape, on: Option<&str>, set: &'a SelectionSet, parts: &mut IndexMap<&'a Name, Part<'a>>) {
    for selection in set.items.iter().filter(|selection| shape.is_selected(selection.node.directives())) {
        match &selection.node {
            Selection::Field(field) => {
                let key = &field.node.response_key().node;
                let part = parts.entry(key).or_insert_with(|| {
                    let named = on.and_then(|on| shape.types.named(on, &field.node.name.node));
                    Part { key, below: Level::of(named, Vec::new()) }
                });
                if !field.node.selection_set.node.items.is_empty() {
                    part.below.sets.push(&field.node.selection_set.node);
                }
            }
            other => {
                let Some((condition, set)) = shape.fragment(other) else { continue };
                let applies = match (condition, on) {
                    (Some(condition), Some(on)) => shape.types.is_a(on, condition),
                    _ => true,
                };
                if applies {
                    collect(shape, on, set, parts);
                }
            }
        }
    }
}

fn is_in_order(fields: &IndexMap<Name, Value>, parts: &[Part<'_>]) -> bool {
    let mut parts = parts.iter();
    fields.keys().all(|key| parts.any(|part| part.key == key))
}
