//! What a domain says of one of its tables; everything else is written once, here in `store`.

use access::Action;
use chrono::{DateTime, NaiveDate};
use kernel::{Error, Id, Kind, Result, Timestamp};
use sea_orm::{EntityTrait, IntoActiveModel, ModelTrait};

use crate::{row::Row, scope::Reach};

/// A domain value stored as one row.
pub trait Record: Sized + Clone + Send + Sync + 'static {
    /// What its id points at.
    type Kind: Kind;
    /// Its SeaORM entity.
    type Entity: EntityTrait<
            Model: Row + ModelTrait<Entity = Self::Entity> + IntoActiveModel<Self::ActiveModel> + Send + Sync,
            ActiveModel = Self::ActiveModel,
        >;
    /// Its SeaORM active model.
    type ActiveModel: sea_orm::ActiveModelTrait<Entity = Self::Entity> + Send;

    /// The act that shows it.
    const READ: Action;
    /// The primary key's column.
    const ID: <Self::Entity as EntityTrait>::Column;
    /// The optimistic lock's column; `None` for rows that never change.
    const VERSION: Option<<Self::Entity as EntityTrait>::Column>;

    /// Columns that may be empty and without which no record can be made: of which exactly one is filled, say. Read whatever is
    /// looked at.
    const NEEDED: &'static [<Self::Entity as EntityTrait>::Column] = &[];

    /// Which columns carry which reach.
    fn reach() -> Reach<<Self::Entity as EntityTrait>::Column>;

    /// The id.
    fn id(&self) -> Id<Self::Kind>;

    /// The version it was loaded at; 0 for rows that never change.
    fn version(&self) -> i32 {
        0
    }

    /// Sets the version after a change.
    fn set_version(&mut self, _version: i32) {}

    /// From the stored row.
    ///
    /// # Errors
    /// `Broken` when a stored value is none of ours.
    fn from_model(model: <Self::Entity as EntityTrait>::Model) -> Result<Self>;

    /// To the stored row.
    fn to_model(&self) -> <Self::Entity as EntityTrait>::Model;
}

/// A stored id, typed.
///
/// # Errors
/// `Broken` when malformed.
pub fn stored_id<K>(text: &str) -> Result<Id<K>> {
    Id::from_stored(text)
}

/// A stored id that may be absent.
///
/// # Errors
/// `Broken` when malformed.
pub fn stored_id_opt<K>(text: Option<&str>) -> Result<Option<Id<K>>> {
    text.map(Id::from_stored).transpose()
}

/// A stored enumeration value.
///
/// # Errors
/// `Broken` when it is none of `parse`'s.
pub fn stored_enum<T>(text: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
    parse(text).ok_or_else(|| Error::broken(format!("stored value {text:?} is not in its enumeration")))
}

/// A stored instant (microseconds since 1970 UTC).
///
/// # Errors
/// `Broken` when outside the calendar.
pub fn instant(micros: i64) -> Result<Timestamp> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Error::broken("stored instant is outside the calendar"))
}

/// An instant as stored.
pub fn micros(at: Timestamp) -> i64 {
    at.timestamp_micros()
}

/// A date written as `YYYY-MM-DD`.
///
/// # Errors
/// `Broken` when it is not a date.
pub fn date(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::broken("stored date is malformed"))
}
