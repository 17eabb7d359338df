//! Figures of councils' decisions, at the cost of their cells. Whether a decision is everyone's stands on its own row from now on, as
//! its meeting's minutes are: what notes a decision looks at no other row, and so holds none.
//!
//! What is there already is marked as its minutes are, and noted as if it had come now, so rollups that are live stay live.

use sea_orm_migration::prelude::*;

use crate::noted::Noted;

const MARKED: &str = "
ALTER TABLE council_decisions ADD COLUMN is_public boolean NOT NULL DEFAULT FALSE;
UPDATE council_decisions SET is_public = TRUE WHERE meeting_id IN
    (SELECT id FROM council_meetings WHERE status = 'MINUTES_APPROVED' AND is_public);
";

static NOTED: Noted = Noted {
    records: "council_decisions",
    own: &[
        ("council_id", "{id}"),
        ("industry_council_id", "{id}"),
        ("status", "{id}"),
        ("decided_on", "date"),
        ("is_public", "boolean"),
    ],
    said: &[("item_kind", "{id}", ["CASE WHEN endorses_id IS NOT NULL THEN 'ENDORSEMENT' ELSE 'DECISION' END"; 2])],
    said_of: &["endorses_id"],
    counted: "status <> 'PROPOSED'",
    cuboids: &[
        ("kind", "council_id status item_kind is_public"),
        ("month", "council_id decided_on status item_kind is_public"),
        ("body", "council_id industry_council_id decided_on status item_kind is_public"),
    ],
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, MARKED).await?;
        NOTED.up(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        NOTED.down(manager).await?;
        crate::ddl::run(manager, "ALTER TABLE council_decisions DROP COLUMN is_public").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
