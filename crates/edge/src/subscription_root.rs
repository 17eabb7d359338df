//! The one field that a subscription asks for. The executor opens a stream for each field that stands at the root itself and passes
//! over fragments there, so what these hold is put in their place before.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned,
    parser::types::{
        Directive, DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
    },
};

use super::fault::{Fault, Refusal};

/// The fields at the root, and the fragments they come from.
#[derive(Default)]
struct Roots {
    fields: Vec<Positioned<Field>>,
    fragments: Vec<Name>,
}

/// Puts the one field of the subscription `name` at its root, whatever fragments it stands in there. `root` is the type that
/// subscriptions are asked of; fragments on others are left to validation.
///
/// # Errors
/// `SubscriptionRoot` for several fields, or one that a directive may leave out.
pub(super) fn put_in_place(document: &mut ExecutableDocument, name: Option<&str>, root: &str) -> Result<(), Fault> {
    let mut roots = Roots::default();
    let Some(operation) = operation(document, name) else { return Ok(()) };
    let fault = || Fault::new(Refusal::SubscriptionRoot).at(operation.selection_set.pos);
    if is_conditional(&operation.selection_set.node, document) {
        return Err(fault());
    }
    if !add(&operation.selection_set.node, document, root, &mut roots) {
        return Ok(());
    }
    let mut fields = roots.fields.into_iter();
    let Some(mut field) = fields.next() else { return Ok(()) };
    for other in fields {
        if other.node.response_key().node != field.node.response_key().node {
            return Err(fault());
        }
        field.node.selection_set.node.items.extend(other.node.selection_set.node.items);
    }
    let pos = field.pos;
    if let Some(operation) = operation_mut(document, name) {
        operation.selection_set.node.items = vec![Positioned::new(Selection::Field(field), pos)];
    }
    remove_unused(document, roots.fragments);
    Ok(())
}

fn operation<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    super::analysis::choose(document, name).ok().map(|(_, operation)| operation)
}

fn operation_mut<'a>(document: &'a mut ExecutableDocument, name: Option<&str>) -> Option<&'a mut OperationDefinition> {
    match (&mut document.operations, name) {
        (DocumentOperations::Single(one), _) => Some(&mut one.node),
        (DocumentOperations::Multiple(all), Some(name)) => all.get_mut(name).map(|one| &mut one.node),
        (DocumentOperations::Multiple(all), None) => all.values_mut().next().map(|one| &mut one.node),
    }
}

/// Whether a directive may leave out something at the root. Fragments that reach themselves have been refused before.
fn is_conditional(set: &SelectionSet, document: &ExecutableDocument) -> bool {
    let leaves_out =
        |directive: &Positioned<Directive>| matches!(directive.node.name.node.as_str(), "skip" | "include");
    set.items.iter().any(|item| {
        item.node.directives().iter().any(leaves_out)
            || match &item.node {
                Selection::Field(_) => false,
                Selection::InlineFragment(inline) => is_conditional(&inline.node.selection_set.node, document),
                Selection::FragmentSpread(spread) => document
                    .fragments
                    .get(&spread.node.fragment_name.node)
                    .is_some_and(|fragment| is_conditional(&fragment.node.selection_set.node, document)),
            }
    })
}

/// Adds the fields of `set`; false where validation has something to say of a fragment.
fn add(set: &SelectionSet, document: &ExecutableDocument, root: &str, roots: &mut Roots) -> bool {
    set.items.iter().all(|item| match &item.node {
        Selection::Field(field) => {
            roots.fields.push(field.clone());
            true
        }
        Selection::InlineFragment(inline) => {
            inline.node.type_condition.as_ref().is_none_or(|on| on.node.on.node == root)
                && add(&inline.node.selection_set.node, document, root, roots)
        }
        Selection::FragmentSpread(spread) => {
            let name = &spread.node.fragment_name.node;
            roots.fragments.push(name.clone());
            document.fragments.get(name).is_some_and(|fragment| {
                fragment.node.type_condition.node.on.node == root
                    && add(&fragment.node.selection_set.node, document, root, roots)
            })
        }
    })
}

/// Removes those of `fragments` that no operation comes to any more: validation would refuse them as never used.
fn remove_unused(document: &mut ExecutableDocument, fragments: Vec<Name>) {
    let mut used = HashSet::new();
    let mut sets: Vec<_> = document.operations.iter().map(|(_, one)| &one.node.selection_set.node).collect();
    while let Some(set) = sets.pop() {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => sets.push(&field.node.selection_set.node),
                Selection::InlineFragment(inline) => sets.push(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if used.insert(name.clone()) {
                        sets.extend(document.fragments.get(name).map(|fragment| &fragment.node.selection_set.node));
                    }
                }
            }
        }
    }
    for name in fragments.iter().filter(|name| !used.contains(*name)) {
        document.fragments.remove(name);
    }
}
