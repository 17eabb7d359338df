//! The GraphQL enumeration of any enumeration of the domain: names, words and notes stand there.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned, ServerResult,
    Value,
    indexmap::IndexMap,
    parser::types::Field,
    registry::{Deprecation, MetaEnumValue, MetaType, Registry},
};
use kernel::{
    Label, TextEnum,
    command::{Enumeration, EnumerationValue},
};

use super::{called::upper_first, describe::description};

/// A value of the enumeration `E`, in answers and inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<E>(pub E);

impl<E: TextEnum> From<E> for Choice<E> {
    fn from(value: E) -> Self {
        Self(value)
    }
}

impl<E: TextEnum> Choice<E> {
    /// The value as an answer has it.
    pub fn value(value: E) -> Value {
        Value::Enum(Name::new(value.code()))
    }
}

/// Puts an enumeration into the schema, once, and tells its name.
pub(super) fn register_enumeration(registry: &mut Registry, enumeration: &Enumeration) -> String {
    if !registry.types.contains_key(enumeration.name) {
        let values = (enumeration.values)();
        let values = values.iter().map(|value| {
            let code = value.code.clone().into_owned();
            (code.clone(), enum_value(code, &value_description(value)))
        });
        let meta = meta_enum(enumeration.name, &description(enumeration.about), values.collect(), enumeration.name);
        registry.types.insert(enumeration.name.to_owned(), meta);
    }
    enumeration.name.to_owned()
}

/// A value's words as sentences, with its note.
fn value_description(value: &EnumerationValue) -> String {
    let words = value.words;
    let sentence = |word: &str, note: Option<&str>| match note {
        Some(note) => format!("{}: {note}.", upper_first(word)),
        None => format!("{}.", upper_first(word)),
    };
    let note = value.note;
    super::describe::both(
        &sentence(words.sv, note.map(|note: Label| note.sv)),
        &sentence(words.en, note.map(|note: Label| note.en)),
    )
}

/// One value of an enumeration in the schema.
pub(super) fn enum_value(name: String, description: &str) -> MetaEnumValue {
    MetaEnumValue {
        name,
        description: Some(description.to_owned()),
        deprecation: Deprecation::NoDeprecated,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    }
}

/// An enumeration in the schema.
pub(super) fn meta_enum(
    name: &str,
    description: &str,
    enum_values: IndexMap<String, MetaEnumValue>,
    rust_typename: &'static str,
) -> MetaType {
    MetaType::Enum {
        name: name.to_owned(),
        description: Some(description.to_owned()),
        enum_values,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(rust_typename),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

impl<E: TextEnum> InputType for Choice<E> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        E::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        register_enumeration(registry, &Enumeration::of::<E>()) + "!"
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let value = value.unwrap_or_default();
        let code = match &value {
            Value::Enum(name) => name.as_str(),
            Value::String(text) => text,
            _ => return Err(InputValueError::expected_type(value)),
        };
        let unknown = || InputValueError::custom(format_args!("Enumeration type does not contain value \"{code}\"."));
        E::from_code(code).map(Self).ok_or_else(unknown)
    }

    fn to_value(&self) -> Value {
        Self::value(self.0)
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<E: TextEnum> OutputType for Choice<E> {
    fn type_name() -> Cow<'static, str> {
        E::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        register_enumeration(registry, &Enumeration::of::<E>()) + "!"
    }

    async fn resolve(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Self::value(self.0))
    }
}
