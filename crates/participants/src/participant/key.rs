//! Whether the service has the key that people's names and numbers are sealed with.

use kernel::Result;
use store::Db;

use super::repo::anyone;

/// Whether `db`'s personal fields open with the key that it was opened with: by its mark; without one, by a name in it.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn has_its_key(db: &Db) -> Result<bool> {
    match db.is_sealed_with_our_key().await? {
        Some(ours) => Ok(ours),
        None => Ok(anyone(db).await?.is_none_or(|person| person.name(db.sealer()).is_ok())),
    }
}

/// As [`has_its_key`]; a database of that key without a mark is marked.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn keeps_its_key(db: &Db) -> Result<bool> {
    if db.is_sealed_with_our_key().await?.is_none() && has_its_key(db).await? {
        db.mark_with_our_key().await?;
    }
    // Another instance may have been first.
    Ok(db.is_sealed_with_our_key().await? == Some(true))
}
