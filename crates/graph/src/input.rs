//! The input type of a command, as its [`Table`] has it.

use std::borrow::Cow;

use async_graphql::{
    InputType, InputValueError, InputValueResult, Value,
    registry::{MetaInputValue, Registry},
};
use kernel::{
    Command, Lang, Result,
    command::{Field, Kind, Table},
};

use super::{
    choice::register_enumeration,
    describe::both,
    meta::{argument, meta_input},
    scalar::{Date, DateTime, JsonValue},
};

/// A command as it was sent: read, or with all that is wrong with it.
#[derive(Clone)]
pub struct Input<C> {
    given: Value,
    /// The command, or which of its fields break rules.
    pub command: Result<C>,
}

// What was sent may be about a person.
impl<C: Command> std::fmt::Debug for Input<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}(…)", C::TABLE.name)
    }
}

impl<C: Command + Clone> InputType for Input<C> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        C::TABLE.name.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        register_table(registry, C::TABLE);
        Self::qualified_type_name()
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let given = value.unwrap_or_default();
        match given.clone().into_json() {
            Ok(json @ serde_json::Value::Object(_)) => Ok(Self { given, command: C::read(&json) }),
            _ => Err(InputValueError::expected_type(given)),
        }
    }

    fn to_value(&self) -> Value {
        self.given.clone()
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

/// Puts an input type into the schema, with those of its fields.
fn register_table(registry: &mut Registry, table: &'static Table) {
    if registry.types.contains_key(table.name) {
        return;
    }
    let fields = table.fields.iter().map(|field| (field.name.to_owned(), meta_field(registry, field))).collect();
    let input = meta_input(table.name.to_owned(), table.about, fields, table.name);
    registry.types.insert(table.name.to_owned(), input);
}

fn meta_field(registry: &mut Registry, field: &'static Field) -> MetaInputValue {
    let mut ty = type_name(registry, &field.kind);
    if field.list {
        ty = format!("[{ty}!]");
    }
    if field.required {
        ty.push('!');
    }
    MetaInputValue {
        description: Some(description(field)),
        default_value: field.default.map(|default| literal(&field.kind, default)),
        ..argument(field.name, field.about, ty)
    }
}

/// The sentences of a field and of its bounds.
fn description(field: &Field) -> String {
    let told = |lang: Lang| match field.kind.bounds(lang) {
        Some(bounds) => format!("{} {bounds}", field.about.get(lang)),
        None => field.about.get(lang).to_owned(),
    };
    both(&told(Lang::Sv), &told(Lang::En))
}

/// The name of a field's type in the schema, where it now stands.
fn type_name(registry: &mut Registry, kind: &Kind) -> String {
    let nullable = |name: String| name.trim_end_matches('!').to_owned();
    match kind {
        Kind::Line { .. } | Kind::Text { .. } | Kind::Code(_) => nullable(String::create_type_info(registry)),
        Kind::Number { .. } | Kind::Year { .. } => nullable(i32::create_type_info(registry)),
        Kind::YesNo => nullable(bool::create_type_info(registry)),
        Kind::Date(_) => nullable(<Date as InputType>::create_type_info(registry)),
        Kind::Instant => nullable(<DateTime as InputType>::create_type_info(registry)),
        Kind::Json => nullable(<JsonValue as InputType>::create_type_info(registry)),
        Kind::Reference(_) => nullable(async_graphql::ID::create_type_info(registry)),
        // What the schema does not show as an enumeration is a text.
        Kind::Choice(enumeration) if enumeration.about.en.is_empty() => nullable(String::create_type_info(registry)),
        Kind::Choice(enumeration) => register_enumeration(registry, enumeration),
        Kind::Group(table) => {
            register_table(registry, table);
            table.name.to_owned()
        }
    }
}

/// A default as a document writes it.
fn literal(kind: &Kind, default: &str) -> String {
    match kind {
        Kind::Choice(_) => default.trim_matches('"').to_owned(),
        _ => default.to_owned(),
    }
}
