//! A question's document made to count its rows, or to turn its page, without reading them.

use async_graphql::{
    Pos,
    parser::{
        parse_query,
        types::{ExecutableDocument, Field, Selection, SelectionSet},
    },
};

/// What the answer calls the number of rows, in the connection's place.
pub(super) const ROWS: &str = "kompetensnavRows";
/// What it calls where the page ends.
pub(super) const END: &str = "kompetensnavEnd";

/// Nothing that has fields of its own is executed, and every variable and fragment stays used, as validation wants it.
const SKIPPED: &str = " @skip(if: true) ";

/// The document in which the connection at this place of the answer tells how many rows it has, and nothing else. `None` where
/// the document has no such connection.
pub(super) fn document(document: &str, connection: &[String]) -> Option<String> {
    only(document, connection, &format!("{ROWS}: totalCount"))
}

/// The document in which the connection tells where its page ends, and nothing else.
pub(super) fn turning(document: &str, connection: &[String]) -> Option<String> {
    only(document, connection, &format!("{END}: pageInfo {{ endCursor }}"))
}

fn only(document: &str, connection: &[String], told: &str) -> Option<String> {
    let parsed = parse_query(document).ok()?;
    let (_, operation) = parsed.operations.iter().next()?;
    let mut insertions = Vec::new();
    let mut set = &operation.node.selection_set.node;
    let mut field = None;
    for name in connection {
        let found = named(&parsed, set, name)?;
        set = &found.selection_set.node;
        field = Some(found);
    }
    let opens = offset(document, field?.selection_set.pos)?;
    insertions.push((opens + 1, format!(" {told} ")));
    skip(&parsed, set, document, &mut insertions)?;
    insertions.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    insertions.dedup();
    let mut counted = document.to_owned();
    for (at, text) in insertions {
        counted.insert_str(at, &text);
    }
    Some(counted)
}

fn named<'a>(document: &'a ExecutableDocument, set: &'a SelectionSet, name: &str) -> Option<&'a Field> {
    set.items.iter().find_map(|item| match &item.node {
        Selection::Field(field) => (field.node.response_key().node == name).then_some(&field.node),
        Selection::InlineFragment(inline) => named(document, &inline.node.selection_set.node, name),
        Selection::FragmentSpread(spread) => {
            let fragment = document.fragments.get(&spread.node.fragment_name.node)?;
            named(document, &fragment.node.selection_set.node, name)
        }
    })
}

fn skip(
    document: &ExecutableDocument,
    set: &SelectionSet,
    text: &str,
    insertions: &mut Vec<(usize, String)>,
) -> Option<()> {
    for item in &set.items {
        match &item.node {
            Selection::Field(field) if field.node.selection_set.node.items.is_empty() => {}
            Selection::Field(field) => {
                insertions.push((offset(text, field.node.selection_set.pos)?, SKIPPED.to_owned()))
            }
            Selection::InlineFragment(inline) => skip(document, &inline.node.selection_set.node, text, insertions)?,
            Selection::FragmentSpread(spread) => {
                let fragment = document.fragments.get(&spread.node.fragment_name.node)?;
                skip(document, &fragment.node.selection_set.node, text, insertions)?;
            }
        }
    }
    Some(())
}

/// The byte of the brace at a place that the parser told by line and character.
fn offset(text: &str, pos: Pos) -> Option<usize> {
    let line = text.split_inclusive('\n').take(pos.line.checked_sub(1)?).map(str::len).sum::<usize>();
    let (column, _) = text[line..].char_indices().nth(pos.column.checked_sub(1)?)?;
    let at = line + column;
    text[at..].starts_with('{').then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str, path: &[&str]) -> Option<String> {
        document(text, &path.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn what_has_fields_is_skipped_and_the_rest_stays() {
        let text = "query All($first: Int!, $after: String, $lang: Language) {\n  # «å» {\n  all: needs(first: $first, after: $after) {\n    \
                    pageInfo { endCursor } nodes { ...N label(lang: $lang) }\n  }\n}\nfragment N on Need { title }";
        let counted = counted(text, &["all"]).expect("a connection");
        let parsed = parse_query(&counted).expect("a document");
        assert_eq!(counted.matches("@skip(if: true)").count(), 2, "{counted}");
        assert!(counted.contains("after: $after) { kompetensnavRows: totalCount \n"), "{counted}");
        assert!(counted.contains("nodes  @skip(if: true) { ...N label(lang: $lang) }"), "{counted}");
        assert_eq!(parsed.fragments.len(), 1);
    }

    #[test]
    fn connections_are_found_below_others_and_in_fragments() {
        let text = "query($first: Int!) { project(id: 1) { ...P } } fragment P on Project { \
                    partners(first: $first) { ... on C { nodes { id } } totalCount } }";
        let counted = counted(text, &["project", "partners"]).expect("a connection");
        assert!(
            counted.contains("{ kompetensnavRows: totalCount  ... on C { nodes  @skip(if: true) { id } } totalCount }"),
            "{counted}"
        );
        assert_eq!(document(text, &["project".to_owned(), "needs".to_owned()]), None);
    }
}
