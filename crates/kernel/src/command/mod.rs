//! A command's fields, in one place: what each is called, what it takes and within which bounds, and what it tells in both
//! languages. The API's input types, lists that are imported and forms are all made from these tables, and a command that comes
//! another way is checked by the same bounds ([`Command::checked`]).

mod bound;
mod kind;
mod value;

pub use serde_json::Value as Json;

pub use bound::{
    Bound, EVER_UNTIL_TODAY, FIRST_YEAR, FROM_TODAY, REASON, UNTIL_TODAY, VERSION, YEARS, days, line, number, text,
    web_address, within_years, year,
};
pub use kind::{Days, Enumeration, EnumerationValue, Field, Kind, Table};
pub(crate) use value::unbounded;
pub use value::{Base, Plain, Step, Value, group, read_group};

use crate::error::{Detail, Error, FieldError, Result, Rule, both, rules};

/// Something that can be done, as its table has it: [`command!`](crate::command!).
pub trait Command: Sized + Send + Sync + 'static {
    /// Its fields.
    const TABLE: &'static Table;

    /// Reads the fields from `input`; nothing when one has no value, which `errors` then names.
    fn read_fields(input: &mut Input<'_>, errors: &mut FieldErrors) -> Option<Self>;

    /// Checks every field's bounds.
    fn check_fields(self, errors: &mut FieldErrors) -> Option<Self>;

    /// What holds between fields of an input object, each of which may be wrong by itself: told with what is wrong in them.
    ///
    /// # Errors
    /// `Invalid` naming the field, or `SeveralInvalid`.
    fn between(_input: &Json) -> Result<()> {
        Ok(())
    }

    /// The command that an input object states, each text in its one form.
    ///
    /// # Errors
    /// Every field that breaks a rule: `Invalid` for one, `SeveralInvalid` for more.
    fn read(input: &Json) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let command = match input {
            Json::Object(fields) => Self::read_fields(&mut Input(Some(fields)), &mut errors),
            _ => errors.add("", rules::VALUE_IS_OF_ANOTHER_TYPE),
        };
        both(errors.or(command), Self::between(input)).map(|(command, ())| command)
    }

    /// The command with each field within its bounds and each text in its one form.
    ///
    /// # Errors
    /// As [`Command::read`].
    fn checked(self) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let command = self.check_fields(&mut errors);
        errors.or(command)
    }
}

/// The fields of an input object.
#[derive(Debug)]
pub struct Input<'a>(Option<&'a serde_json::Map<String, Json>>);

impl Input<'_> {
    /// The field `name`, or its default where it is left out.
    pub fn field<V: Value>(
        &mut self,
        name: &str,
        bound: &Bound<V::Inner>,
        default: Option<&str>,
        errors: &mut FieldErrors,
    ) -> Option<V> {
        let default = default.and_then(|default| serde_json::from_str(default).ok());
        let given = self.0.and_then(|fields| fields.get(name)).or(default.as_ref());
        errors
            .of_field(name, &bound.kind, |errors| V::read_field(given.filter(|value| !value.is_null()), bound, errors))
    }
}

/// What is wrong with a command, field by field.
#[derive(Debug, Default)]
pub struct FieldErrors {
    at: Vec<String>,
    found: Vec<FieldError>,
}

impl FieldErrors {
    /// Looks at the field `name`; an empty one is the command itself.
    pub fn within<T>(&mut self, name: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        self.at.push(name.to_owned());
        let seen = look(self);
        self.at.pop();
        seen
    }

    /// As [`FieldErrors::within`] at a field that takes `kind`: a number that is out of its range is told with it, a code with the
    /// list that it is not in.
    pub fn of_field<T>(&mut self, name: &str, kind: &Kind, look: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.found.len();
        let seen = self.within(name, look);
        for fault in self.found.iter_mut().skip(before).filter(|fault| fault.detail.is_empty()) {
            let possible = match fault.rule {
                rules::NUMBER_IS_OUT_OF_RANGE => kind.range(),
                rules::CODE_IS_UNKNOWN => kind.codes(),
                _ => None,
            };
            fault.detail = possible.unwrap_or_default();
        }
        seen
    }

    /// The field `name` of the one that is looked at breaks `rule`; an empty name is that one itself.
    pub fn add<T>(&mut self, name: &str, rule: Rule) -> Option<T> {
        let parts = self.at.iter().map(String::as_str).chain([name]).filter(|part| !part.is_empty());
        self.found.push(FieldError { field: parts.collect::<Vec<_>>().join("."), rule, detail: Detail::default() });
        None
    }

    /// `value`, unless something is wrong.
    ///
    /// # Errors
    /// `Invalid` for one field, `SeveralInvalid` for more.
    pub fn or<T>(self, value: Option<T>) -> Result<T> {
        match (value, self.found.len()) {
            (Some(value), 0) => Ok(value),
            (None, 0) => Err(Error::broken("a field without a value was not told")),
            _ => Err(Error::several(self.found)),
        }
    }
}

/// Declares a command: its type, and its [`Table`].
///
/// ```
/// use kernel::{command, command::{Command, line, number}};
///
/// command! {
///     pub struct Book as "BookInput" ("Boka plats.", "Book a place.") {
///         name: String as "name" [line(200)] ("Namn.", "Name."),
///         places: i32 as "places" = "1" [number(1, 20)] ("Platser.", "Places."),
///         on: Option<chrono::NaiveDate> as "on" ("Dag; i dag när den saknas.", "Day; today when absent."),
///     }
/// }
///
/// let booked = Book::read(&serde_json::json!({ "name": " Åsa " })).unwrap();
/// assert_eq!((booked.name.as_str(), booked.places, booked.on), ("Åsa", 1, None));
/// ```
///
/// A command `of` something that exists begins with its `id` and the `expectedVersion` that the caller has seen. A field is its name in Rust, its type, its name in the API, its default as JSON, its bounds and its sentences. Texts and numbers
/// have bounds; other types bring their own. What holds between fields is a function of the input object, named after `with`. `Debug` does not tell the fields of a `secret` one.
#[macro_export]
macro_rules! command {
    (
        @deriving [$($derive:ident),*]
        $(#[$meta:meta])*
        pub struct $name:ident as $shown:literal ($sv:literal, $en:literal) $(with $between:path)? {
            $($field:ident: $ty:ty as $wire:literal $(= $default:literal)? $([$bound:expr])? ($field_sv:literal, $field_en:literal)),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[doc = $en]
        #[derive($($derive),*)]
        pub struct $name { $(#[doc = $field_en] pub $field: $ty),* }

        impl $crate::command::Command for $name {
            const TABLE: &'static $crate::command::Table = &$crate::command::Table {
                name: $shown,
                about: $crate::Label { sv: $sv, en: $en },
                fields: &[$($crate::command::Field {
                    name: $wire,
                    kind: $crate::command!(@bound $ty, $($bound)?).kind,
                    list: <$ty as $crate::command::Value>::LIST,
                    required: <$ty as $crate::command::Value>::REQUIRED,
                    default: $crate::command!(@maybe $($default)?),
                    about: $crate::Label { sv: $field_sv, en: $field_en },
                }),*],
            };

            $(fn between(input: &$crate::command::Json) -> $crate::Result<()> {
                $between(input)
            })?

            fn read_fields(
                input: &mut $crate::command::Input<'_>,
                errors: &mut $crate::command::FieldErrors,
            ) -> Option<Self> {
                // All are read before any is bound: a field may have the name of another's bound.
                let ($($field,)*) = ($({
                    const BOUND: $crate::command::Bound<<$ty as $crate::command::Value>::Inner> =
                        $crate::command!(@bound $ty, $($bound)?);
                    input.field::<$ty>($wire, &BOUND, $crate::command!(@maybe $($default)?), errors)
                },)*);
                Some(Self { $($field: $field?),* })
            }

            fn check_fields(self, errors: &mut $crate::command::FieldErrors) -> Option<Self> {
                let ($($field,)*) = ($({
                    const BOUND: $crate::command::Bound<<$ty as $crate::command::Value>::Inner> =
                        $crate::command!(@bound $ty, $($bound)?);
                    errors.of_field($wire, &BOUND.kind, |errors| $crate::command::Value::check_field(self.$field, &BOUND, errors))
                },)*);
                Some(Self { $($field: $field?),* })
            }
        }

        impl $crate::command::Base for $name {
            fn from_json(given: &$crate::command::Json, errors: &mut $crate::command::FieldErrors) -> Option<Self> {
                $crate::command::read_group(given, errors)
            }

            fn check_inside(self, errors: &mut $crate::command::FieldErrors) -> Option<Self> {
                $crate::command::Command::check_fields(self, errors)
            }
        }

        impl $crate::command::Plain for $name {
            const BOUND: $crate::command::Bound<Self> = $crate::command::group();
        }
    };
    (
        @deriving [$($derive:ident),*]
        $(#[$meta:meta])*
        pub struct $name:ident as $shown:literal ($sv:literal, $en:literal) of $id:ty, ($id_sv:literal, $id_en:literal) {
            $($rest:tt)*
        }
    ) => {
        $crate::command! {
            @deriving [$($derive),*]
            $(#[$meta])*
            pub struct $name as $shown ($sv, $en) {
                id: $id as "id" ($id_sv, $id_en),
                expected_version: i32 as "expectedVersion" [$crate::command::VERSION]
                    ("Versionen du har sett.", "The version you have seen."),
                $($rest)*
            }
        }
    };
    ($(#[$meta:meta])* pub struct $($rest:tt)*) => {
        $crate::command! { @deriving [Clone, Debug] $(#[$meta])* pub struct $($rest)* }
    };
    ($(#[$meta:meta])* pub secret struct $name:ident $($rest:tt)*) => {
        $crate::command! { @deriving [Clone] $(#[$meta])* pub struct $name $($rest)* }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
    (@bound $ty:ty, $bound:expr) => { $bound };
    (@bound $ty:ty,) => { <<$ty as $crate::command::Value>::Inner as $crate::command::Plain>::BOUND };
    (@maybe $default:literal) => { Some($default) };
    (@maybe) => { None };
}

/// Declares a command `of` something that says what came of it and when, after other fields perhaps.
#[macro_export]
macro_rules! follow_up_command {
    (
        pub struct $name:ident as $shown:literal ($sv:literal, $en:literal)
            of $id:ty, ($id_sv:literal, $id_en:literal) { $($first:tt)* }
    ) => {
        $crate::command! {
            pub struct $name as $shown ($sv, $en) of $id, ($id_sv, $id_en) {
                $($first)*
                follow_up: String as "followUp" [$crate::command::text(2000)]
                    ("Uppföljning: vad som kom av det.", "Follow-up: what came of it."),
                followed_up_on: Option<chrono::NaiveDate> as "followedUpOn" [$crate::command::UNTIL_TODAY]
                    ("Uppföljd den; i dag när den saknas.", "Followed up on; today when absent."),
            }
        }
    };
}

#[cfg(test)]
mod tests;
