//! What the rows of imported files became: a file read twice is written once.
//!
//! Key and body are keyed hashes made by the importer ([`crate::Sealer::blind_index`]): either may hold a personal
//! number, and the table tells none.

use std::collections::HashMap;

use kernel::{Result, Stored};
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Query},
};

use crate::{
    db::{Db, fault},
    filter::one_of,
    tx::Tx,
};

/// Keys looked up in one statement.
const KEYS_PER_SELECT: usize = 1000;

/// What one row of an earlier file became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportKey {
    /// Stored id of what it became.
    pub object_id: String,
    /// Hash of what the row said.
    pub body: String,
}

impl Db {
    /// Those of `keys` that were imported before, by key.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn import_keys(&self, kind: &str, keys: &[&str]) -> Result<HashMap<String, ImportKey>> {
        let mut found = HashMap::new();
        for chunk in keys.chunks(KEYS_PER_SELECT) {
            let mut select = Query::select();
            select
                .columns(["key", "object_id", "body"])
                .from("import_keys")
                .and_where(Expr::col("kind").eq(kind))
                .and_where(one_of(self.backend(), Expr::col("key"), chunk));
            for row in self.select(&select).await? {
                let text = |i| row.try_get_by_index::<String>(i).map_err(fault);
                found.insert(text(0)?, ImportKey { object_id: text(1)?, body: text(2)? });
            }
        }
        Ok(found)
    }
}

impl Tx {
    /// Notes what the row with `key` became, in the transaction that made it.
    ///
    /// # Errors
    /// `Conflict { KEY_IS_TAKEN }` when another import took the key meanwhile; `Unavailable`, `Broken`.
    pub async fn note_import(&mut self, kind: &str, key: &str, made: &ImportKey) -> Result<()> {
        let mut insert = Query::insert();
        insert.into_table("import_keys").columns(["kind", "key", "object_id", "body", "at"]).values_panic([
            kind.into(),
            key.into(),
            made.object_id.as_str().into(),
            made.body.as_str().into(),
            self.db().clock().now().to_value().into(),
        ]);
        self.insert_rows(insert, 1).await
    }
}
