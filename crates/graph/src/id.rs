//! Ids in inputs.

use async_graphql::ID;
use kernel::{Error, Id, Kind, Result, error::rules};

/// The id given at `field`.
///
/// # Errors
/// `Invalid { field, REFERENCE_IS_UNKNOWN }` for another kind's id or a malformed one: existence is not betrayed.
pub fn id<K: Kind>(field: &str, id: &ID) -> Result<Id<K>> {
    Id::parse(id).ok_or_else(|| Error::invalid(field, rules::REFERENCE_IS_UNKNOWN))
}

/// As [`id`], for one that may be absent.
///
/// # Errors
/// As [`id`].
pub fn maybe_id<K: Kind>(field: &str, given: Option<&ID>) -> Result<Option<Id<K>>> {
    given.map(|given| id(field, given)).transpose()
}
