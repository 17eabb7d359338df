//! Sections of the configuration that are numbers, each within its bounds. The documents print their tables.

use std::{fmt::Display, ops::RangeInclusive};

/// A number that can be set, as the documents tell it.
#[derive(Clone, Debug)]
pub struct Number {
    /// Its key.
    pub key: &'static str,
    /// What holds without it.
    pub usual: u64,
    /// What it may be.
    pub allowed: RangeInclusive<u64>,
    /// What it bounds: a sentence of the documents.
    pub about: &'static str,
}

/// The number of this key, if it is set.
///
/// # Errors
/// A text for the operator: it is not among those that are allowed.
pub(super) fn within<N>(key: &str, set: Option<N>, allowed: &RangeInclusive<N>) -> Result<Option<N>, String>
where
    N: PartialOrd + Display,
{
    match set {
        Some(number) if !allowed.contains(&number) => {
            let (least, most) = (allowed.start(), allowed.end());
            Err(format!("{key}: {number} is not between {least} and {most}; without the key the usual one holds"))
        }
        set => Ok(set),
    }
}

/// Declares a section: each key with what it may be and what holds without it.
macro_rules! numbers {
    (
        $(#[$about:meta])*
        pub struct $name:ident in $section:literal, usually of $usual:ident: &$of:ty {
            $($(#[doc = $doc:literal])* $key:ident: $type:ty = $allowed:expr, $without:expr;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[doc = $doc])* pub $key: Option<$type>,)* }

        impl $name {
            /// # Errors
            /// A text for the operator, naming the key whose number is not allowed.
            fn within(&self) -> Result<(), String> {
                $(crate::config::numbers::within(concat!($section, ".", stringify!($key)), self.$key, &($allowed))?;)*
                Ok(())
            }

            /// Each key, as the documents tell it.
            pub fn told($usual: &$of) -> Vec<crate::config::Number> {
                vec![$({
                    let allowed: std::ops::RangeInclusive<$type> = $allowed;
                    crate::config::Number {
                        key: concat!($section, ".", stringify!($key)),
                        usual: numbers!(@wide $without),
                        allowed: numbers!(@wide *allowed.start())..=numbers!(@wide *allowed.end()),
                        about: concat!($($doc),*).trim_ascii(),
                    }
                }),*]
            }
        }
    };
    (@wide $number:expr) => { u64::try_from($number).unwrap_or(u64::MAX) };
}
