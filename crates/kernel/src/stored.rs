//! How a domain's values stand in the cells of its tables: each kind of value says it once, whatever the table.

use chrono::{DateTime, NaiveDate};

use crate::{Error, Id, Money, Result, TextEnum, Timestamp};

/// A value that stands in one cell.
pub trait Stored: Sized {
    /// What a cell is read as; texts are borrowed from the row.
    type Cell<'r>;
    /// What a cell is written as.
    type Value;

    /// The value of a cell.
    ///
    /// # Errors
    /// `Broken` when what is stored is none of ours.
    fn from_cell(cell: Self::Cell<'_>) -> Result<Self>;

    /// The value as it is stored.
    fn to_value(&self) -> Self::Value;
}

/// Values that databases know themselves.
macro_rules! as_they_are {
    ($($kind:ty),*) => {
        $(impl Stored for $kind {
            type Cell<'r> = Self;
            type Value = Self;

            fn from_cell(cell: Self) -> Result<Self> {
                Ok(cell)
            }

            fn to_value(&self) -> Self {
                self.clone()
            }
        })*
    };
}

as_they_are!(bool, i32, i64, String, Vec<u8>, NaiveDate);

impl<T: Stored> Stored for Option<T> {
    type Cell<'r> = Option<T::Cell<'r>>;
    type Value = Option<T::Value>;

    fn from_cell(cell: Self::Cell<'_>) -> Result<Self> {
        cell.map(T::from_cell).transpose()
    }

    fn to_value(&self) -> Self::Value {
        self.as_ref().map(T::to_value)
    }
}

/// The 26 characters.
impl<K> Stored for Id<K> {
    type Cell<'r> = &'r str;
    type Value = String;

    fn from_cell(cell: &str) -> Result<Self> {
        Self::from_stored(cell)
    }

    fn to_value(&self) -> String {
        self.to_string()
    }
}

/// The value's name in the schema.
impl<T: TextEnum> Stored for T {
    type Cell<'r> = &'r str;
    type Value = String;

    fn from_cell(cell: &str) -> Result<Self> {
        T::from_code(cell).ok_or_else(|| Error::broken(format!("stored value {cell:?} is not in {}", T::NAME)))
    }

    fn to_value(&self) -> String {
        self.code().to_owned()
    }
}

/// Texts of one line each, a line a text.
impl Stored for Vec<String> {
    type Cell<'r> = &'r str;
    type Value = String;

    fn from_cell(cell: &str) -> Result<Self> {
        Ok(cell.lines().map(str::to_owned).collect())
    }

    fn to_value(&self) -> String {
        self.join("\n")
    }
}

/// The values' names in the schema, a line a value.
impl<T: TextEnum> Stored for Vec<T> {
    type Cell<'r> = &'r str;
    type Value = String;

    fn from_cell(cell: &str) -> Result<Self> {
        cell.lines().map(T::from_cell).collect()
    }

    fn to_value(&self) -> String {
        self.iter().map(|value| value.code()).collect::<Vec<_>>().join("\n")
    }
}

/// Microseconds since 1970 UTC.
impl Stored for Timestamp {
    type Cell<'r> = i64;
    type Value = i64;

    fn from_cell(cell: i64) -> Result<Self> {
        DateTime::from_timestamp_micros(cell).ok_or_else(|| Error::broken("stored instant is outside the calendar"))
    }

    fn to_value(&self) -> i64 {
        self.timestamp_micros()
    }
}

/// Öre.
impl Stored for Money {
    type Cell<'r> = i64;
    type Value = i64;

    fn from_cell(cell: i64) -> Result<Self> {
        Ok(Self { minor: cell })
    }

    fn to_value(&self) -> i64 {
        self.minor
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;
    use crate::{Sex, TextEnum};

    #[test]
    fn values_come_back_as_they_were_stored() {
        for sex in Sex::VALUES {
            assert_eq!(Sex::from_cell(&sex.to_value()).expect("a value"), *sex);
        }
        let at = Timestamp::from_cell(1_700_000_000_123_456).expect("an instant");
        assert_eq!((at.to_value(), at.timezone()), (1_700_000_000_123_456, Utc));
        for texts in [vec![], vec!["Ett, två".to_owned()], vec!["Ett".to_owned(), "två".to_owned()]] {
            assert_eq!(Vec::<String>::from_cell(&texts.to_value()).expect("texts"), texts);
        }
        for values in [&[][..], Sex::VALUES] {
            assert_eq!(Vec::<Sex>::from_cell(&values.to_vec().to_value()).expect("values"), values);
        }
        assert_eq!(Some(Money { minor: -5 }).to_value(), Some(-5));
        assert_eq!(Option::<Money>::from_cell(None).expect("nothing"), None);
    }

    /// The databases hold texts; which of them are values is said by the enumeration alone.
    #[test]
    fn what_is_no_value_is_broken() {
        assert!(matches!(Sex::from_cell("NOBODY"), Err(Error::Broken { .. })));
        assert!(matches!(Option::<Sex>::from_cell(Some("female")), Err(Error::Broken { .. })));
        assert!(matches!(Vec::<Sex>::from_cell("FEMALE\nNOBODY"), Err(Error::Broken { .. })));
        assert!(matches!(Timestamp::from_cell(i64::MAX), Err(Error::Broken { .. })));
        assert!(matches!(Id::<crate::id::kind::Need>::from_cell("need"), Err(Error::Broken { .. })));
    }
}
