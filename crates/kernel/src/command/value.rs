//! How a field's value is read and checked, by its type.

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::{
    Bound, Command, Enumeration, EnumerationValue, FieldErrors, Input, Kind,
    bound::{DAY, MOMENT},
};
use crate::{
    Timestamp,
    error::{Result, Rule, rules},
    id::{Id, Kind as IdKind},
    label::TextEnum,
    personal_number::stands_in,
    text::normal,
};

/// A type that a command's field may have: a [`Base`], one that may be absent, a list of them.
pub trait Value: Sized {
    /// What is read and checked.
    type Inner;
    /// Whether it must have a value.
    const REQUIRED: bool;
    /// Whether it is a list.
    const LIST: bool;

    /// Reads the value, nothing where it is absent, and checks it.
    fn read_field(given: Option<&Json>, bound: &Bound<Self::Inner>, errors: &mut FieldErrors) -> Option<Self>;

    /// Checks a value that was not read.
    fn check_field(self, bound: &Bound<Self::Inner>, errors: &mut FieldErrors) -> Option<Self>;
}

/// A type of a single value.
pub trait Base: Sized {
    /// Reads it from JSON.
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self>;

    /// Checks the fields that it has of its own.
    fn check_inside(self, _errors: &mut FieldErrors) -> Option<Self> {
        Some(self)
    }

    /// Whether it says nothing, as a text of blanks.
    fn is_blank(&self) -> bool {
        false
    }
}

/// A type that brings its own bounds.
pub trait Plain: Sized {
    /// They.
    const BOUND: Bound<Self>;
}

pub(crate) const fn unbounded<T>(kind: Kind) -> Bound<T> {
    Bound { kind, check: |_, value| Ok(value) }
}

fn keep<T>(value: T, bound: &Bound<T>, errors: &mut FieldErrors) -> Option<T> {
    (bound.check)(&bound.kind, value).map_or_else(|rule| errors.add("", rule), Some)
}

impl<B: Base> Value for B {
    type Inner = B;
    const REQUIRED: bool = true;
    const LIST: bool = false;

    fn read_field(given: Option<&Json>, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<B> {
        match given {
            Some(given) => keep(B::from_json(given, errors)?, bound, errors),
            None => errors.add("", rules::FIELD_IS_REQUIRED),
        }
    }

    fn check_field(self, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<B> {
        keep(self.check_inside(errors)?, bound, errors)
    }
}

impl<B: Base> Value for Option<B> {
    type Inner = B;
    const REQUIRED: bool = false;
    const LIST: bool = false;

    fn read_field(given: Option<&Json>, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<Self> {
        match given {
            Some(given) => B::from_json(given, errors).and_then(|value| some(value, bound, errors)),
            None => Some(None),
        }
    }

    fn check_field(self, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<Self> {
        match self {
            Some(value) => value.check_inside(errors).and_then(|value| some(value, bound, errors)),
            None => Some(None),
        }
    }
}

/// A value that may be absent: what says nothing is.
fn some<B: Base>(value: B, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<Option<B>> {
    if value.is_blank() { Some(None) } else { keep(value, bound, errors).map(Some) }
}

impl<B: Base> Value for Vec<B> {
    type Inner = B;
    const REQUIRED: bool = true;
    const LIST: bool = true;

    fn read_field(given: Option<&Json>, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<Self> {
        match given {
            Some(Json::Array(items)) => {
                each(items.iter(), errors, |item, errors| keep(B::from_json(item, errors)?, bound, errors))
            }
            // One value stands for a list of it, as GraphQL has it.
            Some(item) => keep(B::from_json(item, errors)?, bound, errors).map(|item| vec![item]),
            None => errors.add("", rules::FIELD_IS_REQUIRED),
        }
    }

    fn check_field(self, bound: &Bound<B>, errors: &mut FieldErrors) -> Option<Self> {
        each(self.into_iter(), errors, |item, errors| keep(item.check_inside(errors)?, bound, errors))
    }
}

/// Every item, each named by its place.
fn each<I, T>(
    items: impl Iterator<Item = I>,
    errors: &mut FieldErrors,
    look: impl Fn(I, &mut FieldErrors) -> Option<T>,
) -> Option<Vec<T>> {
    let seen: Vec<Option<T>> =
        items.enumerate().map(|(at, item)| errors.within(&at.to_string(), |errors| look(item, errors))).collect();
    seen.into_iter().collect()
}

fn read_text<T>(given: &Json, errors: &mut FieldErrors, read: impl FnOnce(&str) -> Result<T, Rule>) -> Option<T> {
    match given {
        Json::String(text) => read(text).map_or_else(|rule| errors.add("", rule), Some),
        _ => errors.add("", rules::VALUE_IS_OF_ANOTHER_TYPE),
    }
}

impl Base for String {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        // Whatever its field takes, no text holds that; what else is odd is for the bounds to say.
        let read =
            |text: &str| if text.contains('\0') { Err(rules::TEXT_HOLDS_AN_ODD_SIGN) } else { Ok(text.to_owned()) };
        read_text(given, errors, read)
    }

    fn is_blank(&self) -> bool {
        normal(self).trim().is_empty()
    }
}

impl Base for i32 {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        let whole =
            given.as_i64().or_else(|| given.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 1e15).map(|n| n as i64));
        match whole.map(Self::try_from) {
            Some(Ok(value)) => Some(value),
            Some(Err(_)) => errors.add("", rules::NUMBER_IS_OUT_OF_RANGE),
            None => errors.add("", rules::VALUE_IS_OF_ANOTHER_TYPE),
        }
    }
}

impl Base for bool {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        given.as_bool().or_else(|| errors.add("", rules::VALUE_IS_OF_ANOTHER_TYPE))
    }
}

impl Plain for bool {
    const BOUND: Bound<Self> = unbounded(Kind::YesNo);
}

impl Base for NaiveDate {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        // Only what is written back the same: years of four digits, and none before the first.
        let day = |text: &str| text.parse().ok().filter(|day: &Self| text.len() == 10 && day.to_string() == text);
        read_text(given, errors, |text| day(text).ok_or(rules::DATE_IS_WRONG))
    }
}

impl Plain for NaiveDate {
    const BOUND: Bound<Self> = DAY;
}

impl Base for Timestamp {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        read_text(given, errors, |text| crate::moment(text).ok_or(rules::MOMENT_IS_WRONG))
    }
}

impl Plain for Timestamp {
    const BOUND: Bound<Self> = MOMENT;
}

impl<K: IdKind> Base for Id<K> {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        read_text(given, errors, |text| Self::parse(text).ok_or(rules::REFERENCE_IS_UNKNOWN))
    }
}

impl<K: IdKind> Plain for Id<K> {
    const BOUND: Bound<Self> = unbounded(Kind::Reference(K::PREFIX));
}

impl<E: TextEnum> Base for E {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        read_text(given, errors, |text| Self::from_code(text).ok_or(rules::CODE_IS_UNKNOWN))
    }
}

impl<E: TextEnum> Plain for E {
    const BOUND: Bound<Self> = unbounded(Kind::Choice(const { &Enumeration::of::<E>() }));
}

impl Base for Json {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        let is_odd = any_text(given, |text| text.contains('\0'));
        if is_odd { errors.add("", rules::TEXT_HOLDS_AN_ODD_SIGN) } else { Some(given.clone()) }
    }
}

/// Whether some text within is such a one.
fn any_text(json: &Json, is: fn(&str) -> bool) -> bool {
    match json {
        Json::String(text) => is(text),
        Json::Array(items) => items.iter().any(|item| any_text(item, is)),
        Json::Object(fields) => fields.iter().any(|(name, value)| is(name) || any_text(value, is)),
        _ => false,
    }
}

impl Plain for Json {
    const BOUND: Bound<Self> = Bound { kind: Kind::Json, check: |_, json| nameless_within(json) };
}

fn nameless_within(json: Json) -> Result<Json, Rule> {
    if any_text(&json, stands_in) { Err(rules::TEXT_HOLDS_A_PERSONAL_NUMBER) } else { Ok(json) }
}

/// A step of a state machine, `requestChange`, as the API has it: `REQUEST_CHANGE`.
#[derive(Clone, Copy, Debug)]
pub struct Step<V>(pub V);

impl<V: TextEnum> Step<V> {
    fn name(verb: V) -> String {
        let mut name = String::new();
        for letter in verb.code().chars() {
            if letter.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_uppercase());
        }
        name
    }

    fn values() -> Vec<EnumerationValue> {
        let value =
            |verb: &V| EnumerationValue { code: Self::name(*verb).into(), words: verb.words(), note: verb.note() };
        V::VALUES.iter().map(value).collect()
    }
}

impl<V: TextEnum> Base for Step<V> {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        let verb = |text: &str| V::VALUES.iter().find(|verb| Self::name(**verb) == text);
        read_text(given, errors, |text| verb(text).map(|verb| Self(*verb)).ok_or(rules::CODE_IS_UNKNOWN))
    }
}

impl<V: TextEnum> Plain for Step<V> {
    const BOUND: Bound<Self> =
        unbounded(Kind::Choice(const { &Enumeration { name: V::NAME, about: V::ABOUT, values: Self::values } }));
}

/// Reads the fields of a group of fields.
pub fn read_group<C: Command>(given: &Json, errors: &mut FieldErrors) -> Option<C> {
    match given {
        Json::Object(fields) => C::read_fields(&mut Input(Some(fields)), errors),
        _ => errors.add("", rules::VALUE_IS_OF_ANOTHER_TYPE),
    }
}

/// The bounds of a group of fields: its fields' own.
pub const fn group<C: Command>() -> Bound<C> {
    unbounded(Kind::Group(C::TABLE))
}
