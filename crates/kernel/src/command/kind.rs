//! What a field takes, as a schema, a list's column or a form tells it.

use std::{borrow::Cow, ops::RangeInclusive};

use chrono::{Months, NaiveDate};

use super::{FIRST_YEAR, YEARS};
use crate::{
    error::Detail,
    label::{Label, Lang, TextEnum},
};

/// The fields of a command, or of a group of fields within one.
#[derive(Debug)]
pub struct Table {
    /// The input type's name.
    pub name: &'static str,
    /// What is done, or what the group is.
    pub about: Label,
    /// In the order a form asks for them.
    pub fields: &'static [Field],
}

/// One field of a [`Table`].
#[derive(Debug)]
pub struct Field {
    /// Its name in the API.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// It takes a list of such values.
    pub list: bool,
    /// It has a value, its default's where none is given.
    pub required: bool,
    /// The value it has where it is left out, as JSON.
    pub default: Option<&'static str>,
    /// What it tells.
    pub about: Label,
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text of one line, of 1 to `max` characters.
    Line {
        /// Characters.
        max: usize,
    },
    /// A text of 1 to `max` characters.
    Text {
        /// Characters.
        max: usize,
    },
    /// A whole number.
    Number {
        /// The least.
        min: i32,
        /// The largest.
        max: i32,
    },
    /// A calendar year, whose digits stand in one.
    Year {
        /// The first.
        min: i32,
        /// The last.
        max: i32,
    },
    /// Yes or no.
    YesNo,
    /// A calendar date.
    Date(Days),
    /// An instant.
    Instant,
    /// An id of this kind, by its prefix.
    Reference(&'static str),
    /// A value of an enumeration.
    Choice(&'static Enumeration),
    /// A code of a list, by the list's name.
    Code(&'static str),
    /// Fields of their own.
    Group(&'static Table),
    /// Any JSON.
    Json,
}

/// Which days a date may be of. The command's own checks say so when it is done; who fills in a form is told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// Any day of [`YEARS`].
    Any,
    /// What has been done: no day to come, and none before [`FIRST_YEAR`].
    UntilToday,
    /// What has happened, however long ago: no day to come.
    EverUntilToday,
    /// No day gone by.
    FromToday,
    /// From today and so many months on.
    WithinMonths(u32),
}

impl Days {
    /// The first and the last, when it is `today`.
    pub fn range(self, today: NaiveDate) -> RangeInclusive<NaiveDate> {
        let (first, last) = match self {
            Self::Any => (NaiveDate::MIN, NaiveDate::MAX),
            Self::UntilToday => (NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(NaiveDate::MIN), today),
            Self::EverUntilToday => (NaiveDate::MIN, today),
            Self::FromToday => (today, NaiveDate::MAX),
            Self::WithinMonths(months) => (today, today.checked_add_months(Months::new(months)).unwrap_or(today)),
        };
        let kept_from = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).unwrap_or(NaiveDate::MIN);
        let kept_to = NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap_or(NaiveDate::MAX);
        first.max(kept_from)..=last.min(kept_to)
    }
}

/// An enumeration without its type.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name in the API.
    pub name: &'static str,
    /// What it tells.
    pub about: Label,
    /// Its values, in declaration order.
    pub values: fn() -> Vec<EnumerationValue>,
}

/// A value of an [`Enumeration`].
#[derive(Clone, Debug)]
pub struct EnumerationValue {
    /// Its name in the API.
    pub code: Cow<'static, str>,
    /// Its words.
    pub words: Label,
    /// What they leave unsaid.
    pub note: Option<Label>,
}

impl Enumeration {
    /// That of `E`.
    pub const fn of<E: TextEnum>() -> Self {
        Self { name: E::NAME, about: E::ABOUT, values: values::<E> }
    }
}

fn values<E: TextEnum>() -> Vec<EnumerationValue> {
    let value = |value: &E| EnumerationValue { code: value.code().into(), words: value.words(), note: value.note() };
    E::VALUES.iter().map(value).collect()
}

impl Kind {
    /// The least and the largest of what is a whole number.
    pub const fn whole_numbers(&self) -> Option<(i32, i32)> {
        match *self {
            Self::Number { min, max } | Self::Year { min, max } => Some((min, max)),
            _ => None,
        }
    }

    /// Its bounds as a sentence; nothing where the type says it all.
    pub fn bounds(&self, lang: Lang) -> Option<String> {
        let say = |sv: String, en: String| Some(if lang == Lang::Sv { sv } else { en });
        match self {
            Self::Line { max } | Self::Text { max } => {
                let (sv, en) = (grouped(*max, '\u{a0}'), grouped(*max, ','));
                say(format!("1–{sv} tecken."), format!("1–{en} characters."))
            }
            _ => self.range().map(|range| format!("{}.", range.get(lang))),
        }
    }

    /// The least and the largest number that it takes; nothing where any will do.
    pub fn range(&self) -> Option<Detail> {
        match self {
            Self::Number { min: i32::MIN, max: i32::MAX } => None,
            Self::Number { min, max } => {
                let of = |sign| format!("{}–{}", signed(*min, sign), signed(*max, sign));
                Some(Detail { sv: of('\u{a0}'), en: of(',') })
            }
            Self::Year { min, max } => Some(format!("{min}–{max}").into()),
            _ => None,
        }
    }

    /// The values that it may have, or the list that they are in.
    pub fn codes(&self) -> Option<Detail> {
        match self {
            Self::Choice(enumeration) => {
                let codes: Vec<String> = (enumeration.values)().into_iter().map(|one| one.code.into_owned()).collect();
                Some(codes.join(", ").into())
            }
            Self::Code(list) => Some(Detail::of_list(list)),
            _ => None,
        }
    }
}

fn signed(value: i32, sign: char) -> String {
    let digits = grouped(usize::try_from(value.unsigned_abs()).unwrap_or(usize::MAX), sign);
    if value < 0 { format!("−{digits}") } else { digits }
}

fn grouped(value: usize, sign: char) -> String {
    let digits = value.to_string();
    let mut told = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(sign);
        }
        told.push(digit);
    }
    told
}
