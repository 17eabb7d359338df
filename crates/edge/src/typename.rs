//! Directives on `__typename`. The library's validation passes over that field and all that stands on it: a variable that is used
//! nowhere else is refused as unused. The same directives on a fragment around the field are seen.

use async_graphql::{
    Positioned,
    parser::types::{DocumentOperations, ExecutableDocument, InlineFragment, Selection, SelectionSet},
};

/// Puts each `__typename` that has directives into a fragment that has them instead.
pub(super) fn wrap(document: &mut ExecutableDocument) {
    match &mut document.operations {
        DocumentOperations::Single(one) => wrap_in(&mut one.node.selection_set.node),
        DocumentOperations::Multiple(all) => {
            all.values_mut().for_each(|one| wrap_in(&mut one.node.selection_set.node));
        }
    }
    document.fragments.values_mut().for_each(|one| wrap_in(&mut one.node.selection_set.node));
}

fn wrap_in(set: &mut SelectionSet) {
    for item in &mut set.items {
        let pos = item.pos;
        match &mut item.node {
            Selection::Field(field) if field.node.name.node == "__typename" && !field.node.directives.is_empty() => {
                let directives = std::mem::take(&mut field.node.directives);
                let within = SelectionSet { items: vec![item.clone()] };
                item.node = Selection::InlineFragment(Positioned::new(
                    InlineFragment { type_condition: None, directives, selection_set: Positioned::new(within, pos) },
                    pos,
                ));
            }
            Selection::Field(field) => wrap_in(&mut field.node.selection_set.node),
            Selection::InlineFragment(inline) => wrap_in(&mut inline.node.selection_set.node),
            Selection::FragmentSpread(_) => {}
        }
    }
}
