//! Whether the service has the key that people's names and numbers are sealed with.

use kernel::Result;
use store::Db;

use super::repo::anyone;

/// Whether `db`'s personal fields open with the key that it was opened with. A database without a mark is marked: an empty one with
/// this key, one of an earlier version where a name in it opens.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn has_its_key(db: &Db) -> Result<bool> {
    if let Some(ours) = db.is_sealed_with_our_key().await? {
        return Ok(ours);
    }
    if anyone(db).await?.is_some_and(|person| person.name(db.sealer()).is_err()) {
        return Ok(false);
    }
    db.mark_with_our_key().await?;
    // Another instance may have been first.
    Ok(db.is_sealed_with_our_key().await? == Some(true))
}
