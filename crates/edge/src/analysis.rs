//! What the parsed document asks for, before validation. Each fragment is measured once and its measure reused wherever it is
//! spread, so a chain of fragments that doubles at every link is one addition per link; sums saturate.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name, Positioned, Variables,
    parser::types::{Directive, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet},
};
use async_graphql_value::{ConstValue, Value};

use super::{
    cost::{self, CostModel, Known},
    fault::{Fault, Refusal},
    introspection::{Introspection, SCHEMA, TYPE},
    limits::Limits,
    variables,
};

/// What one operation asks for.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The operation's kind.
    pub kind: OperationType,
    /// Its name.
    pub name: Option<String>,
    /// Its cost if every page is full.
    pub cost: u64,
    /// Its selections after fragments are expanded, times the levels that they are on.
    pub extent: u64,
    /// Whether it asks for the schema.
    pub introspects: bool,
    /// Whether it asks for a type by its name.
    pub names_types: bool,
    /// Whether it is a query of pages, each of a given size, and of nothing else.
    pub pages: bool,
}

/// Chooses the operation, checks its variables and measures the whole document. `introspection` is the schema's answer about itself:
/// without it, what is asked of the schema is priced as any field.
///
/// # Errors
/// The limit that was passed, a fragment that reaches itself, or a variable that does not fit.
pub fn analyse(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    values: &Variables,
    limits: &Limits,
    model: &CostModel,
    introspection: Option<&Introspection>,
) -> Result<Analysis, Fault> {
    let (name, operation) = choose(document, operation_name)?;
    variables::check_size(operation, values, limits)?;
    variables::check_types(operation, values)?;
    let known = Known { variables: values, operation, document, introspection };
    let introspected = introspection.map_or(0, |one| one.standard().max(limits.cost));
    let mut meter =
        Meter { document, limits, model, known, introspectable: introspected, introspected, fragments: HashMap::new() };
    // What is executed first: the rest has what it leaves of what may be reckoned, in the order it is written.
    let chosen = meter.operation(operation)?;
    let mut fragments: Vec<_> = document.fragments.iter().collect();
    fragments.sort_unstable_by_key(|(_, fragment)| fragment.pos);
    for (name, _) in fragments {
        meter.fragment(name)?;
    }
    let mut others: Vec<_> = document.operations.iter().map(|(_, other)| other).collect();
    others.sort_unstable_by_key(|other| other.pos);
    for other in others.into_iter().filter(|other| !std::ptr::eq(&raw const other.node, operation)) {
        meter.operation(&other.node)?;
    }
    Ok(Analysis {
        kind: operation.ty,
        name: name.map(ToString::to_string),
        cost: chosen.each.saturating_add(chosen.once),
        extent: chosen.selections.saturating_mul(chosen.depth),
        introspects: chosen.introspects,
        names_types: chosen.names_types,
        pages: operation.ty == OperationType::Query && only_pages(&operation.selection_set.node, document),
    })
}

/// Whether each field of `set` is a page.
fn only_pages(set: &SelectionSet, document: &ExecutableDocument) -> bool {
    set.items.iter().all(|item| match &item.node {
        Selection::Field(field) => cost::is_page(&field.node),
        Selection::InlineFragment(inline) => only_pages(&inline.node.selection_set.node, document),
        Selection::FragmentSpread(spread) => {
            let fragment = document.fragments.get(&spread.node.fragment_name.node);
            fragment.is_some_and(|fragment| only_pages(&fragment.node.selection_set.node, document))
        }
    })
}

/// The operation that is named, or the only one.
pub(super) fn choose<'a>(
    document: &'a ExecutableDocument,
    wanted: Option<&str>,
) -> Result<(Option<&'a Name>, &'a OperationDefinition), Fault> {
    let mut operations = document.operations.iter();
    let found = match wanted {
        Some(wanted) => operations
            .find(|(name, _)| name.is_some_and(|name| name == wanted))
            .ok_or_else(|| Fault::new(Refusal::OperationUnknown).with(wanted.chars().take(80).collect::<String>())),
        None if operations.len() > 1 => Err(Refusal::OperationNameMissing.into()),
        None => operations.next().ok_or_else(|| Refusal::OperationNameMissing.into()),
    };
    found.map(|(name, operation)| (name, &operation.node))
}

/// What a selection set amounts to when its fragments are expanded.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    selections: u64,
    aliases: u64,
    directives: u64,
    depth: u64,
    /// Cost answered for each row of an enclosing page.
    each: u64,
    /// Cost answered once for the page.
    once: u64,
    introspects: bool,
    names_types: bool,
    /// Fields asked for again beside themselves.
    repeats: u64,
}

/// The fields of a selection set when its fragments are expanded: the type they are asked of, where it is named, and what the
/// answer calls them.
type Keys<'a> = HashSet<(Option<&'a Name>, &'a Name)>;

impl Measure {
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.depth = self.depth.max(other.depth);
        self.each = self.each.saturating_add(other.each);
        self.once = self.once.saturating_add(other.once);
        self.introspects |= other.introspects;
        self.names_types |= other.names_types;
        self.repeats = self.repeats.saturating_add(other.repeats);
    }

    fn check(self, limits: &Limits) -> Result<Self, Fault> {
        for (value, limit, refusal) in [
            (self.selections, limits.selections, Refusal::Selections),
            (self.aliases, limits.aliases, Refusal::Aliases),
            (self.directives, limits.directives, Refusal::Directives),
            (self.depth, limits.depth, Refusal::Depth),
        ] {
            if value > limit {
                return Err(Fault::over(refusal, limit));
            }
        }
        Ok(self)
    }
}

/// Fields of a fragment on `on`: where a type is not named nearer by, they are asked of that.
fn asked_of<'a>(on: &'a Name, keys: Keys<'a>) -> Keys<'a> {
    keys.into_iter().map(|(of, key)| (of.or(Some(on)), key)).collect()
}

struct Meter<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    model: &'a CostModel,
    known: Known<'a>,
    /// What questions about the schema may cost, all operations of the document together, and what is left of it.
    introspectable: u64,
    introspected: u64,
    /// `None` while the fragment is being measured: meeting it again is a cycle.
    fragments: HashMap<&'a Name, Option<(Measure, Keys<'a>)>>,
}

impl<'a> Meter<'a> {
    fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Measure, Fault> {
        for definition in &operation.variable_definitions {
            if let Some(default) = &definition.node.default_value {
                self.constant(&default.node)?;
                variables::check_nul(&definition.node.name.node, &default.node)
                    .map_err(|fault| fault.at(definition.pos))?;
            }
        }
        let (mut measure, _) = self.selections(&operation.selection_set.node)?;
        measure.directives = measure.directives.saturating_add(self.directives(&operation.directives)?);
        let measure = measure.check(self.limits)?;
        if measure.repeats > self.limits.repeats {
            return Err(Fault::over(Refusal::Repeats, self.limits.repeats));
        }
        Ok(measure)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<(Measure, Keys<'a>), Fault> {
        match self.fragments.get(name) {
            Some(Some(measured)) => return Ok(measured.clone()),
            Some(None) => return Err(Fault::new(Refusal::FragmentCycle).with(name.as_str())),
            None => {}
        }
        // An unknown fragment is left to validation, which says so.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Default::default()) };
        self.fragments.insert(name, None);
        let (mut measure, keys) = self.selections(&fragment.node.selection_set.node)?;
        measure.directives = measure.directives.saturating_add(self.directives(&fragment.node.directives)?);
        let keys = asked_of(&fragment.node.type_condition.node.on.node, keys);
        self.fragments.insert(name, Some((measure.check(self.limits)?, keys.clone())));
        Ok((measure, keys))
    }

    fn selections(&mut self, set: &'a SelectionSet) -> Result<(Measure, Keys<'a>), Fault> {
        let (mut sum, mut keys) = (Measure::default(), Keys::new());
        for item in &set.items {
            let directives = self.directives(item.node.directives())?;
            let (mut measure, here) = match &item.node {
                Selection::Field(field) => {
                    let key = &field.node.response_key().node;
                    (self.field(&field.node)?, Keys::from([(None, key)]))
                }
                Selection::InlineFragment(inline) => {
                    let (measure, keys) = self.selections(&inline.node.selection_set.node)?;
                    let on = inline.node.type_condition.as_ref();
                    (measure, on.map_or(keys.clone(), |on| asked_of(&on.node.on.node, keys)))
                }
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node)?,
            };
            for key in here {
                measure.repeats = measure.repeats.saturating_add(u64::from(!keys.insert(key)));
            }
            measure.selections = measure.selections.saturating_add(1);
            measure.directives = measure.directives.saturating_add(directives);
            sum.add(measure);
        }
        Ok((sum, keys))
    }

    fn field(&mut self, field: &'a async_graphql::parser::types::Field) -> Result<Measure, Fault> {
        match field.name.node == "_entities" {
            // As many things as the field's price allows.
            true => self.things(&field.arguments)?,
            false => self.arguments(&field.arguments)?,
        }
        let (below, _) = self.selections(&field.selection_set.node)?;
        let total = match self.known.introspected(field, self.introspected)? {
            Some(price) => {
                // Beyond what is left, whichever operation asks: then more than anyone may ask for.
                let within = price <= self.introspected;
                self.introspected = self.introspected.saturating_sub(price);
                if within { price } else { self.introspectable.saturating_add(1) }
            }
            None => {
                let (times, rows) =
                    (self.model.times(field, &self.known), self.model.rows(field, &self.known, below.each));
                let own = self.model.own(field).saturating_add(rows);
                own.saturating_add(below.each.saturating_mul(times)).saturating_add(below.once)
            }
        };
        let (each, once) = if cost::is_once(field) { (0, total) } else { (total, 0) };
        Ok(Measure {
            aliases: below.aliases.saturating_add(u64::from(field.alias.is_some())),
            depth: below.depth.saturating_add(1),
            introspects: below.introspects || field.name.node == SCHEMA,
            names_types: below.names_types || field.name.node == TYPE,
            each,
            once,
            ..below
        })
    }

    fn directives(&self, directives: &[Positioned<Directive>]) -> Result<u64, Fault> {
        if directives.len() as u64 > self.limits.directives {
            return Err(Fault::over(Refusal::Directives, self.limits.directives));
        }
        for (at, directive) in directives.iter().enumerate() {
            self.arguments(&directive.node.arguments)?;
            // None that the schema has may be repeated, and the library's validation lets all of them be.
            let name = &directive.node.name.node;
            if directives[..at].iter().any(|earlier| earlier.node.name.node == *name) {
                return Err(Fault::new(Refusal::DirectiveRepeated).with(name.as_str()).at(directive.pos));
            }
        }
        Ok(directives.len() as u64)
    }

    fn arguments(&self, arguments: &[(Positioned<Name>, Positioned<Value>)]) -> Result<(), Fault> {
        arguments.iter().try_for_each(|(_, value)| self.literal(&value.node))?;
        check_nul_in(arguments)
    }

    /// The arguments of `_entities`, whose list of things is as long as its price allows.
    fn things(&self, arguments: &[(Positioned<Name>, Positioned<Value>)]) -> Result<(), Fault> {
        for (name, value) in arguments {
            match &value.node {
                Value::List(items) if name.node == "representations" => {
                    items.iter().try_for_each(|item| self.literal(item))?;
                }
                value => self.literal(value)?,
            }
        }
        check_nul_in(arguments)
    }

    /// Lists in a literal; its nesting is bounded by the guard.
    fn literal(&self, value: &Value) -> Result<(), Fault> {
        match value {
            Value::List(items) if items.len() > self.limits.list_items => {
                Err(Fault::over(Refusal::ListItems, self.limits.list_items))
            }
            Value::List(items) => items.iter().try_for_each(|item| self.literal(item)),
            Value::Object(fields) => fields.values().try_for_each(|field| self.literal(field)),
            _ => Ok(()),
        }
    }

    fn constant(&self, value: &ConstValue) -> Result<(), Fault> {
        match value {
            ConstValue::List(items) if items.len() > self.limits.list_items => {
                Err(Fault::over(Refusal::ListItems, self.limits.list_items))
            }
            ConstValue::List(items) => items.iter().try_for_each(|item| self.constant(item)),
            ConstValue::Object(fields) => fields.values().try_for_each(|field| self.constant(field)),
            _ => Ok(()),
        }
    }
}

/// Refuses arguments that hold the character NUL.
fn check_nul_in(arguments: &[(Positioned<Name>, Positioned<Value>)]) -> Result<(), Fault> {
    match arguments.iter().find(|(_, value)| holds_nul(&value.node)) {
        Some((name, value)) => Err(Fault::new(Refusal::Nul).with(name.node.as_str()).at(value.pos)),
        None => Ok(()),
    }
}

/// Whether a literal holds the character NUL; the values of variables are looked at for themselves.
fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::List(items) => items.iter().any(holds_nul),
        Value::Object(fields) => fields.values().any(holds_nul),
        _ => false,
    }
}
