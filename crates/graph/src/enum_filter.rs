//! One comparator for every enumeration. Written out, because the derive cannot name a generic input.

use std::borrow::Cow;

use async_graphql::{
    InputType, InputValueError, InputValueResult, Value as GraphValue,
    registry::{MetaTypeId, Registry},
};
use kernel::Label;
use store::{Compare, Filter, Value};

use super::meta::{argument, meta_input};

const FILTER: Label =
    Label { sv: "Urvalsfilter: varje angiven del ska gälla.", en: "Filter: every given part must hold." };
const EQUAL: Label = Label { sv: "Lika med.", en: "Equal to." };
const UNEQUAL: Label = Label { sv: "Inte lika med.", en: "Not equal to." };
const AMONG: Label = Label { sv: "En av.", en: "One of." };

/// A filter on the enumeration `E`.
#[derive(Clone, Debug)]
pub struct EnumFilter<E> {
    eq: Option<E>,
    ne: Option<E>,
    many: Option<Vec<E>>,
}

impl<E: InputType> EnumFilter<E> {
    /// On a column that stores the enumeration; the stored text is the value's name.
    pub fn on<C: Copy>(self, column: C) -> Filter<C> {
        let stored = |value: E| match value.to_value() {
            GraphValue::Enum(name) => Value::from(name.as_str()),
            other => Value::from(other.to_string()),
        };
        let parts = [
            self.eq.map(|value| Compare::Eq(stored(value))),
            self.ne.map(|value| Compare::Ne(stored(value))),
            self.many.map(|values| Compare::In(values.into_iter().map(stored).collect())),
        ];
        Filter::All(parts.into_iter().flatten().map(|compare| Filter::Is(column, compare)).collect())
    }
}

impl<E: InputType> InputType for EnumFilter<E> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        format!("{}Filter", E::type_name()).into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::InputObject, |registry| {
            let (one, many) = (Option::<E>::create_type_info(registry), Option::<Vec<E>>::create_type_info(registry));
            let fields = [("eq", EQUAL, one.clone()), ("ne", UNEQUAL, one), ("in", AMONG, many)];
            let fields = fields.into_iter().map(|(name, about, ty)| (name.to_owned(), argument(name, about, ty)));
            meta_input(Self::type_name().into_owned(), FILTER, fields.collect(), std::any::type_name::<Self>())
        })
    }

    fn parse(value: Option<GraphValue>) -> InputValueResult<Self> {
        let Some(GraphValue::Object(mut object)) = value else {
            return Err(InputValueError::expected_type(value.unwrap_or_default()));
        };
        Ok(Self {
            eq: InputType::parse(object.swap_remove("eq")).map_err(InputValueError::propagate)?,
            ne: InputType::parse(object.swap_remove("ne")).map_err(InputValueError::propagate)?,
            many: InputType::parse(object.swap_remove("in")).map_err(InputValueError::propagate)?,
        })
    }

    fn to_value(&self) -> GraphValue {
        let parts = [("eq", self.eq.to_value()), ("ne", self.ne.to_value()), ("in", self.many.to_value())];
        GraphValue::Object(parts.into_iter().map(|(name, value)| (async_graphql::Name::new(name), value)).collect())
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}
