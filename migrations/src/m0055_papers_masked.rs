//! What is masked at a meeting is masked in the titles and the file names of all its papers. Where it was masked before that was so,
//! the papers before other items tell it still.

use kernel::{
    masking::{mark, masked, masked_in_name},
    text::sort_key,
};
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, Statement},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The grounds that there were, as marks tell them; of another the provision alone is told.
const GROUNDS: [(&str, &str); 8] = [
    ("OSL_19", "19 kap. OSL"),
    ("OSL_21", "21 kap. OSL"),
    ("OSL_23", "23 kap. OSL"),
    ("OSL_28", "28 kap. OSL"),
    ("OSL_30", "30 kap. OSL"),
    ("OSL_31", "31 kap. OSL"),
    ("OSL_39", "39 kap. OSL"),
    ("GDPR", "Dataskyddsförordningen"),
];

const STANDING: &str = "SELECT meeting_id, number, passage, ground, provision FROM minutes_maskings
    WHERE item_id IS NOT NULL AND lifted_reason IS NULL ORDER BY meeting_id, number";

/// Papers that are read at a time.
const PAPERS: &str =
    "SELECT id, title, file_name FROM meeting_papers WHERE meeting_id = $1 AND id > $2 ORDER BY id LIMIT 500";

const MASK: &str =
    "UPDATE meeting_papers SET title = $1, title_key = $2, file_name = $3, version = version + 1 WHERE id = $4";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (connection, backend) = (manager.get_connection(), manager.get_database_backend());
        for row in connection.query_all_raw(Statement::from_string(backend, STANDING)).await? {
            let (meeting, number): (String, i32) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let (passage, ground): (String, String) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
            let provision: Option<String> = row.try_get_by_index(4)?;
            let known = GROUNDS.iter().find(|(code, _)| *code == ground).map(|(_, words)| *words);
            let told: Vec<&str> = known.into_iter().chain(provision.as_deref()).collect();
            mask(manager, &meeting, &passage, &mark(number, &told.join(", "))).await?;
        }
        Ok(())
    }

    /// What is masked stays so.
    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Puts the mark where the passage stands in what the meeting's papers and their files are called.
async fn mask(manager: &SchemaManager<'_>, meeting: &str, passage: &str, mark: &str) -> Result<(), DbErr> {
    let (connection, backend) = (manager.get_connection(), manager.get_database_backend());
    let mut last = String::new();
    loop {
        let asked = Statement::from_sql_and_values(backend, PAPERS, [meeting.into(), last.as_str().into()]);
        let rows = connection.query_all_raw(asked).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            last = row.try_get_by_index(0)?;
            let (title, name): (String, Option<String>) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
            let titled = masked(&title, passage, mark);
            let named = name.as_deref().and_then(|name| masked_in_name(name, passage, mark));
            if titled.is_some() || named.is_some() {
                let (title, name) = (titled.unwrap_or(title), named.or(name));
                let values = [title.as_str().into(), sort_key(&title).into(), name.into(), last.as_str().into()];
                connection.execute_raw(Statement::from_sql_and_values(backend, MASK, values)).await?;
            }
        }
    }
}
