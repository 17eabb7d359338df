//! What an operation asks for, field by field with its fragments expanded, to be walked beside its answer. An alias gives a field
//! another name there, and one field may be asked several times under one name, so an answer alone does not tell what it cost.

use async_graphql::{
    Name, PathSegment, ServerError, Value, Variables,
    parser::types::{ExecutableDocument, Field, Selection, SelectionSet},
};

use super::{
    analysis,
    cost::{CostModel, Known, is_once},
    introspection::Introspection,
    raw::{self, FieldCount, RawPart},
};

/// The fields of an operation that has passed the limits of the document: so many selections there are at most.
#[derive(Debug, Default)]
pub(super) struct Asked(Vec<Part>);

#[derive(Debug)]
struct Part {
    /// What the answer calls it.
    key: Name,
    /// Its price.
    own: u64,
    /// Its price with all that stands below it, if every page is full.
    whole: u64,
    /// Whether it is answered once, however large the page it stands in.
    is_once: bool,
    below: Vec<Part>,
}

impl Asked {
    /// Of the operation that is named, or the only one.
    pub(super) fn of(
        document: &ExecutableDocument,
        operation_name: Option<&str>,
        variables: &Variables,
        model: &CostModel,
        introspection: Option<&Introspection>,
    ) -> Self {
        let Ok((_, operation)) = analysis::choose(document, operation_name) else { return Self::default() };
        let known = Known { variables, operation, document, introspection };
        Self(Expanding { document, model, known }.parts(&operation.selection_set.node))
    }

    /// What its fields cost without what stands below them.
    pub(super) fn own(&self) -> u64 {
        self.0.iter().fold(0, |sum, part| sum.saturating_add(part.own))
    }

    /// What the answer cost, in fields: each field that was executed at its price, as many times as it was answered. What an error
    /// has taken out of the answer counts as if all of it had been there, for it may have been read.
    pub(super) fn answered(&self, data: Option<&Value>, raw: &[RawPart], errors: &[ServerError]) -> u64 {
        // Without a path an error is of the document, and nothing was executed.
        let failed: Vec<&[PathSegment]> =
            errors.iter().map(|error| error.path.as_slice()).filter(|path| !path.is_empty()).collect();
        answered(&self.0, data.unwrap_or(&Value::Null), raw, &failed)
    }
}

struct Expanding<'a> {
    document: &'a ExecutableDocument,
    model: &'a CostModel,
    known: Known<'a>,
}

impl Expanding<'_> {
    fn parts(&self, set: &SelectionSet) -> Vec<Part> {
        let mut parts = Vec::with_capacity(set.items.len());
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => parts.push(self.part(&field.node)),
                Selection::InlineFragment(inline) => parts.extend(self.parts(&inline.node.selection_set.node)),
                Selection::FragmentSpread(spread) => {
                    let fragment = self.document.fragments.get(&spread.node.fragment_name.node);
                    parts.extend(fragment.into_iter().flat_map(|one| self.parts(&one.node.selection_set.node)));
                }
            }
        }
        parts
    }

    fn part(&self, field: &Field) -> Part {
        let (key, is_once) = (field.response_key().node.clone(), is_once(field));
        // What stands below has been reckoned with it.
        if let Ok(Some(own)) = self.known.introspected(field, u64::MAX - 1) {
            return Part { key, own, whole: own, is_once, below: Vec::new() };
        }
        let below = self.parts(&field.selection_set.node);
        let each = below.iter().filter(|part| !part.is_once).fold(0_u64, |sum, part| sum.saturating_add(part.whole));
        let rows = self.model.rows(field, &self.known, each);
        let (own, times) = (self.model.own(field).saturating_add(rows), self.model.times(field, &self.known));
        let whole = below
            .iter()
            .fold(own, |sum, part| sum.saturating_add(part.whole.saturating_mul(if part.is_once { 1 } else { times })));
        Part { key, own, whole, is_once, below }
    }
}

/// What `value` cost where `parts` were asked of it. `failed` are the rests of the errors' paths from here.
fn answered(parts: &[Part], value: &Value, raw: &[RawPart], failed: &[&[PathSegment]]) -> u64 {
    match value {
        Value::Object(fields) => parts.iter().enumerate().fold(0, |sum: u64, (at, part)| {
            // Mostly the answer stands in the order of the question.
            let here = fields.get_index(at).filter(|(key, _)| **key == part.key).map(|(_, value)| value);
            let value = here.or_else(|| fields.get(&part.key));
            let is_here = |segment: &PathSegment| matches!(segment, PathSegment::Field(name) if *name == *part.key);
            sum.saturating_add(part.answered(value, raw, &from(failed, is_here)))
        }),
        Value::List(items) => items.iter().enumerate().fold(0, |sum: u64, (at, item)| {
            let is_here = |segment: &PathSegment| matches!(segment, PathSegment::Index(index) if *index == at);
            sum.saturating_add(answered(parts, item, raw, &from(failed, is_here)))
        }),
        _ if !failed.is_empty() => parts.iter().fold(0, |sum, part| sum.saturating_add(part.whole)),
        value => raw::part(value, raw).map_or(0, |part| counted(parts, &part.counts)),
    }
}

/// As [`answered`], of what is JSON already.
fn counted(parts: &[Part], counts: &[FieldCount]) -> u64 {
    parts.iter().enumerate().fold(0, |sum: u64, (at, part)| {
        let here = counts.get(at).filter(|count| count.key == part.key);
        let Some(count) = here.or_else(|| counts.iter().find(|count| count.key == part.key)) else { return sum };
        let below = if part.below.is_empty() { 0 } else { counted(&part.below, &count.below) };
        sum.saturating_add(part.own.saturating_mul(count.times)).saturating_add(below)
    })
}

impl Part {
    fn answered(&self, value: Option<&Value>, raw: &[RawPart], failed: &[&[PathSegment]]) -> u64 {
        match value {
            None | Some(Value::Null) if !failed.is_empty() => self.whole,
            // Left out by a directive, or of another type than the answer's.
            None => 0,
            // What a scalar holds is not fields.
            Some(_) if self.below.is_empty() => self.own,
            Some(value) => self.own.saturating_add(answered(&self.below, value, raw, failed)),
        }
    }
}

/// The rests of those paths that begin here.
fn from<'p>(failed: &[&'p [PathSegment]], is_here: impl Fn(&PathSegment) -> bool) -> Vec<&'p [PathSegment]> {
    failed
        .iter()
        .filter_map(|path| path.split_first().filter(|(first, _)| is_here(first)).map(|(_, rest)| rest))
        .collect()
}

#[cfg(test)]
mod tests {
    use async_graphql::{Pos, parser::parse_query};
    use serde_json::json;

    use super::*;
    use crate::{Limits, analysis::analyse};

    /// What `document` is priced at, and what this answer to it cost; `failed` is where an error stands.
    fn priced(document: &str, answer: serde_json::Value, failed: &[&str]) -> (u64, u64) {
        let document = parse_query(document).expect("a document");
        let mut model = CostModel::default();
        model.prices.extend([("statistics", 500), ("counts", 20)]);
        let variables = Variables::default();
        let analysis =
            analyse(&document, None, &variables, &Limits::default(), &model, None).expect("within the limits");
        let path = failed.iter().map(|part| match part.parse() {
            Ok(index) => PathSegment::Index(index),
            Err(_) => PathSegment::Field((*part).to_owned()),
        });
        let mut error = ServerError::new("no", Some(Pos::default()));
        error.path = path.collect();
        let data = Value::from_json(answer).expect("a value");
        let asked = Asked::of(&document, None, &variables, &model, None);
        (analysis.cost, asked.answered(Some(&data), &[], std::slice::from_ref(&error)))
    }

    #[test]
    fn a_price_is_kept_whatever_a_field_is_called_and_however_often_it_is_asked() {
        let plain = priced("{ statistics { total } }", json!({ "statistics": { "total": 1 } }), &[]);
        assert_eq!(plain, (501, 501));
        let called = priced(
            "{ a: statistics { t: total } ...F } fragment F on Query { node: statistics { total } }",
            json!({ "node": { "total": 1 }, "a": { "t": 1 } }),
            &[],
        );
        assert_eq!(called, (1_002, 1_002));
        // Each of them is executed; the answer has one.
        let twice = "{ statistics { total } statistics { note } }";
        assert_eq!(priced(twice, json!({ "statistics": { "total": 1, "note": "" } }), &[]), (1_002, 1_002));
    }

    #[test]
    fn rows_that_are_not_there_cost_nothing_and_those_that_are_their_price() {
        let page = "{ efforts(first: 100) { totalCount nodes { id c: counts { by } } } }";
        let rows = |count: usize| vec![json!({ "id": "e", "c": { "by": [] } }); count];
        let priced = |count| priced(page, json!({ "efforts": { "nodes": rows(count), "totalCount": count } }), &[]);
        assert_eq!(priced(0), (1 + 10 + 100 * 22, 1 + 10));
        assert_eq!(priced(3).1, 1 + 10 + 3 * 22);
        assert_eq!(priced(100).1, priced(100).0);
    }

    #[test]
    fn what_was_left_out_or_is_of_another_type_costs_nothing() {
        let document =
            "{ node(id: 1) { ... on Effort { counts { by } } ... on Need { title } } statistics @skip(if: true) }";
        assert_eq!(priced(document, json!({ "node": { "title": "" } }), &[]).1, 2);
        assert_eq!(priced(document, json!({ "node": null }), &[]).1, 1);
    }

    #[test]
    fn an_error_makes_nothing_cheaper() {
        let document = "{ efforts(first: 10) { nodes { id counts { by } } } statistics { total } }";
        let (whole, _) = priced(document, json!({}), &[]);
        assert_eq!(whole, 1 + 10 * 22 + 501);
        assert_eq!(priced(document, json!(null), &["statistics"]).1, whole);
        let rows = json!({ "efforts": { "nodes": [{ "id": "e", "counts": { "by": 1 } }] }, "statistics": null });
        assert_eq!(priced(document, rows, &["statistics"]).1, 1 + 22 + 501);
        let taken = json!({ "efforts": null, "statistics": { "total": 1 } });
        assert_eq!(priced(document, taken, &["efforts", "nodes", "0", "counts"]).1, whole);
        // One row of two was taken out.
        let row = json!({ "efforts": { "nodes": [null, { "id": "e", "counts": { "by": 1 } }] }, "statistics": null });
        assert_eq!(priced(document, row, &["efforts", "nodes", "0", "counts"]).1, 1 + 2 * 22 + 500);
    }

    #[test]
    fn what_the_document_is_refused_for_was_not_executed() {
        assert_eq!(priced("{ statistics { total } }", json!(null), &[]).1, 0);
    }
}
