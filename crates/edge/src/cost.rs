//! The published cost model: what one operation may answer, counted in fields.
//!
//! - A field costs 1. The wrappers of a connection (`edges`, `node`, `nodes`, `pageInfo`) cost nothing by themselves.
//! - A field with `first` or `last` multiplies what stands below it by that number, except `pageInfo`, `totalCount` and `fullCount`, which are
//!   answered once. `nodes(ids:)` multiplies by the length of the list.
//! - A list without a page size counts as many times as its entry in `lists` says; fields with a price of their own, such as
//!   aggregates, stand in `prices`.
//! - A page of rows of which nothing is asked but what is answered once costs one for each row: they are read all the same.
//! - `__schema` and `__type` cost what they will write, which is reckoned from the schema itself (see `introspection`), and so
//!   does the `sdl` of a federated graph's `_service`.
//!
//! `requested` is this number before execution; `actual` is the same of what was executed (see `asked`): each field at its price,
//! whatever the answer calls it, times the rows that were answered. So rows that are not there are given back to the caller's
//! bucket, a price never. What an error took out of the answer counts in full. `actual` is what the bucket is charged, and at most
//! `requested`, but for lists without a page size, longer than assumed, and for what resolvers had to read (see `spent`).

use std::collections::HashMap;

use async_graphql::{
    Name,
    parser::types::{ExecutableDocument, Field, OperationDefinition},
};
use async_graphql_value::ConstValue;

use super::{
    fault::Fault,
    introspection::{Introspection, ROOTS},
};

/// Arguments that say how many rows are answered.
const PAGE_SIZES: [&str; 2] = ["first", "last"];
/// Arguments whose length says how many rows are answered.
const PAGE_LISTS: [&str; 2] = ["ids", "representations"];
/// Fields that only wrap.
const WRAPPERS: [&str; 4] = ["edges", "node", "nodes", "pageInfo"];
/// Fields of a connection that are answered once.
const ONCE: [&str; 3] = ["pageInfo", "totalCount", "fullCount"];
/// One field is counted more for so many bytes of a text that is known beforehand.
pub(super) const BYTES_A_FIELD: usize = 64;
/// Page size taken for granted when the variable cannot be read; the resolver refuses it anyway.
const UNREADABLE_PAGE: u64 = 100;

/// Prices that differ from the general rule.
#[derive(Clone, Debug)]
pub struct CostModel {
    /// Price of a field by its name.
    pub prices: HashMap<&'static str, u64>,
    /// Assumed length of a list that has no page size, by the field's name.
    pub lists: HashMap<&'static str, u64>,
}

impl Default for CostModel {
    fn default() -> Self {
        let prices = HashMap::from([("__schema", 1_000), ("totalCount", 10), ("fullCount", 10)]);
        Self { prices, lists: HashMap::new() }
    }
}

impl CostModel {
    /// With the price of the field that answers the whole schema as a text of so many bytes.
    pub(super) fn telling_schema(mut self, bytes: usize) -> Self {
        self.prices.insert("sdl", 1 + (bytes / BYTES_A_FIELD) as u64);
        self
    }

    /// The price of the rows of `field` when what is asked of each comes to `each`: nothing unless that is nothing.
    pub(super) fn rows(&self, field: &Field, known: &Known<'_>, each: u64) -> u64 {
        if is_page(field) && each == 0 { self.times(field, known) } else { 0 }
    }

    /// The price of `field` itself.
    pub(super) fn own(&self, field: &Field) -> u64 {
        let name = field.name.node.as_str();
        if let Some(price) = self.prices.get(name) {
            return *price;
        }
        let wraps =
            WRAPPERS.contains(&name) && field.arguments.is_empty() && !field.selection_set.node.items.is_empty();
        u64::from(!wraps)
    }

    /// How many times what stands below `field` is answered.
    pub(super) fn times(&self, field: &Field, known: &Known<'_>) -> u64 {
        for (name, value) in &field.arguments {
            if PAGE_SIZES.contains(&name.node.as_str()) {
                return known.number(&value.node);
            }
            if PAGE_LISTS.contains(&name.node.as_str()) {
                return known.length(&value.node);
            }
        }
        self.lists.get(field.name.node.as_str()).copied().unwrap_or(1)
    }
}

/// Whether `field` is answered once however large its connection's page is.
pub(super) fn is_once(field: &Field) -> bool {
    ONCE.contains(&field.name.node.as_str())
}

/// Whether `field` is asked for a page of rows.
pub(super) fn is_page(field: &Field) -> bool {
    field.arguments.iter().any(|(name, _)| PAGE_SIZES.contains(&name.node.as_str()))
}

/// What is known of the variables before execution.
pub(super) struct Known<'a> {
    /// As sent.
    pub variables: &'a async_graphql::Variables,
    /// The operation with its defaults.
    pub operation: &'a OperationDefinition,
    /// The document it stands in.
    pub document: &'a ExecutableDocument,
    /// The schema's answer about itself, where it is known.
    pub introspection: Option<&'a Introspection>,
}

impl Known<'_> {
    /// The price of `field` with all that stands below it, if it asks for the schema; reckoned no further than `most`.
    ///
    /// # Errors
    /// As [`Introspection::price`].
    pub(super) fn introspected(&self, field: &Field, most: u64) -> Result<Option<u64>, Fault> {
        let asked = self.introspection.filter(|_| ROOTS.contains(&field.name.node.as_str()));
        asked.map(|introspection| introspection.price(field, self, most)).transpose()
    }

    /// The text that `value` is.
    pub(super) fn text<'v>(&'v self, value: &'v async_graphql_value::Value) -> Option<&'v str> {
        use async_graphql_value::Value as Literal;
        match value {
            Literal::String(text) => Some(text),
            Literal::Variable(name) => match self.variable(name)? {
                ConstValue::String(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    fn variable(&self, name: &Name) -> Option<&ConstValue> {
        self.variables.get(name).or_else(|| {
            let definition = self.operation.variable_definitions.iter().find(|d| d.node.name.node == *name)?;
            definition.node.default_value.as_ref().map(|value| &value.node)
        })
    }

    fn number(&self, value: &async_graphql_value::Value) -> u64 {
        use async_graphql_value::Value as Literal;
        let number = match value {
            Literal::Number(number) => number.as_u64(),
            Literal::Null => Some(1),
            Literal::Variable(name) => match self.variable(name) {
                Some(ConstValue::Number(number)) => number.as_u64(),
                None | Some(ConstValue::Null) => Some(1),
                Some(_) => None,
            },
            _ => None,
        };
        number.unwrap_or(UNREADABLE_PAGE)
    }

    fn length(&self, value: &async_graphql_value::Value) -> u64 {
        use async_graphql_value::Value as Literal;
        let length = match value {
            Literal::List(items) => items.len(),
            Literal::Variable(name) => match self.variable(name) {
                Some(ConstValue::List(items)) => items.len(),
                _ => 1,
            },
            _ => 1,
        };
        length as u64
    }
}
