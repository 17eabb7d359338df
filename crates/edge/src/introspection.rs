//! What introspection will write, reckoned before it is executed. The schema's own answer is fetched once, whole; a question is
//! laid beside it and every field that it would write is counted, until that is more than anyone may ask for. So the price of a
//! question about the schema follows its answer exactly, and reckoning it never takes longer than the dearest answer allowed.

use std::collections::HashMap;

use async_graphql::{
    Request, Value, Variables,
    parser::types::{Field, Selection, SelectionSet},
};

use super::{
    cost::{BYTES_A_FIELD, Known},
    engine::Engine,
    fault::{Fault, Refusal},
};

/// The field that asks for the schema.
pub(super) const SCHEMA: &str = "__schema";
/// The field that asks for a type by its name.
pub(super) const TYPE: &str = "__type";
/// Both.
pub(super) const ROOTS: [&str; 2] = [SCHEMA, TYPE];
/// Lists that lead from a type to others, and so in circles.
const CIRCLES: [&str; 4] = ["fields", "interfaces", "possibleTypes", "inputFields"];
/// Everything a standard document asks for.
const WHOLE: &str = include_str!("introspection.graphql");

/// The schema as introspection tells it.
#[derive(Debug)]
pub struct Introspection {
    schema: Value,
    /// Places among `types`.
    types: HashMap<String, usize>,
    standard: u64,
}

impl Introspection {
    /// Asks `engine`.
    pub async fn of(engine: &dyn Engine) -> Self {
        let schema = match engine.execute(Request::new(WHOLE)).await.data {
            Value::Object(mut data) => data.swap_remove(SCHEMA).unwrap_or_default(),
            _ => Value::Null,
        };
        let name = |(at, one): (usize, &Value)| text(one, "name").map(|name| (name.to_owned(), at));
        let types = list(&schema, "types").iter().enumerate().filter_map(name).collect();
        let mut introspection = Self { schema, types, standard: u64::MAX };
        let standard = async_graphql::parser::parse_query(WHOLE).ok().and_then(|document| {
            let (_, operation) = document.operations.iter().next()?;
            let variables = Variables::default();
            let known =
                Known { variables: &variables, operation: &operation.node, document: &document, introspection: None };
            let mut scale = Scale { known: &known, of: &introspection, left: u64::MAX };
            scale.set(&operation.node.selection_set.node, Place::Root).ok()?;
            Some(u64::MAX - scale.left)
        });
        // Clients' documents differ a little: one spells a type out deeper, one asks for a description twice.
        introspection.standard = standard.map_or(0, |standard| standard.saturating_add(standard / 2));
        introspection
    }

    /// What a standard document may cost at most, whatever an operation may.
    pub(super) fn standard(&self) -> u64 {
        self.standard
    }

    /// Whether `document` may ask for the schema.
    pub(super) fn is_asked_for(document: &str) -> bool {
        document.contains(SCHEMA) || document.split(TYPE).skip(1).any(|rest| !rest.starts_with("name"))
    }

    /// The price of `field`, one of [`ROOTS`], in fields and texts written. Reckoned no further than `most`: a higher price is told
    /// as one more than that.
    ///
    /// # Errors
    /// The field goes in circles.
    pub(super) fn price(&self, field: &Field, known: &Known<'_>, most: u64) -> Result<u64, Fault> {
        if circles(&field.selection_set.node, known) > CIRCLE_DEPTH {
            return Err(Fault::over(Refusal::IntrospectionDepth, CIRCLE_DEPTH));
        }
        let left = most.saturating_add(1);
        let mut scale = Scale { known, of: self, left };
        // Where it stops, nothing is left.
        let _ = scale.field(field, Place::Root);
        Ok(left - scale.left)
    }
}

/// So many of [`CIRCLES`] may stand below one another: a type's fields, and the values that those take.
const CIRCLE_DEPTH: u64 = 2;

/// How many of [`CIRCLES`] stand below one another in `set`, whatever the schema has there.
fn circles(set: &SelectionSet, known: &Known<'_>) -> u64 {
    let below = set.items.iter().map(|item| match &item.node {
        Selection::Field(field) => {
            let own = u64::from(CIRCLES.contains(&field.node.name.node.as_str()));
            own + circles(&field.node.selection_set.node, known)
        }
        Selection::InlineFragment(inline) => circles(&inline.node.selection_set.node, known),
        Selection::FragmentSpread(spread) => {
            let fragment = known.document.fragments.get(&spread.node.fragment_name.node);
            fragment.map_or(0, |fragment| circles(&fragment.node.selection_set.node, known))
        }
    });
    below.max().unwrap_or(0)
}

/// No more may be counted.
struct TooMuch;

/// Where in the schema a selection stands.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    At(&'a Value),
}

struct Scale<'a> {
    known: &'a Known<'a>,
    of: &'a Introspection,
    left: u64,
}

impl<'a> Scale<'a> {
    fn count(&mut self, fields: usize) -> Result<(), TooMuch> {
        self.left = self.left.saturating_sub(fields as u64);
        if self.left == 0 { Err(TooMuch) } else { Ok(()) }
    }

    fn set(&mut self, set: &SelectionSet, place: Place<'a>) -> Result<(), TooMuch> {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => self.field(&field.node, place)?,
                Selection::InlineFragment(inline) => {
                    self.count(1)?;
                    self.set(&inline.node.selection_set.node, place)?;
                }
                Selection::FragmentSpread(spread) => {
                    self.count(1)?;
                    let (document, name) = (self.known.document, &spread.node.fragment_name.node);
                    if let Some(fragment) = document.fragments.get(name) {
                        self.set(&fragment.node.selection_set.node, place)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, place: Place<'a>) -> Result<(), TooMuch> {
        let (name, of) = (field.name.node.as_str(), self.of);
        self.count(1)?;
        let below = &field.selection_set.node;
        match place {
            // A name that is missing or of another kind is refused, and nothing is written.
            Place::Root if name == TYPE => {
                let named = field.arguments.iter().find_map(|(_, value)| self.known.text(&value.node));
                let at = named.and_then(|name| of.types.get(name));
                at.map_or(Ok(()), |at| self.set(below, Place::At(&list(&of.schema, "types")[*at])))
            }
            Place::Root if name == SCHEMA => self.set(below, Place::At(&of.schema)),
            Place::Root => Ok(()),
            Place::At(value) => match of.whole(value) {
                Value::Object(fields) => fields.get(name).map_or(Ok(()), |value| self.value(value, below)),
                _ => Ok(()),
            },
        }
    }

    fn value(&mut self, value: &'a Value, below: &SelectionSet) -> Result<(), TooMuch> {
        match value {
            Value::List(items) => items.iter().try_for_each(|item| self.value(item, below)),
            Value::Object(_) => {
                // An object is written even when nothing is wanted of it.
                self.count(1)?;
                self.set(below, Place::At(value))
            }
            Value::String(text) => self.count(text.len() / BYTES_A_FIELD),
            _ => Ok(()),
        }
    }
}

impl Introspection {
    /// The type that `value` refers to, or `value`.
    fn whole<'a>(&'a self, value: &'a Value) -> &'a Value {
        let referred = text(value, "kind").and_then(|_| text(value, "name")).and_then(|name| self.types.get(name));
        referred.map_or(value, |at| &list(&self.schema, "types")[*at])
    }
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    match value {
        Value::Object(fields) => match fields.get(name)? {
            Value::String(text) => Some(text),
            Value::Enum(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    match value {
        Value::Object(fields) => match fields.get(name) {
            Some(Value::List(items)) => items,
            _ => &[],
        },
        _ => &[],
    }
}
