//! What a briefing before a meeting is read from: each step that a need has taken, and what finds a council's last meeting and its
//! decisions that are not executed.
//!
//! The steps taken so far are those of the audit trail, under the ids that they have there.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

const SQL: &str = r#"
CREATE TABLE need_transitions (
    id {id} PRIMARY KEY,
    need_id {id} NOT NULL REFERENCES needs (id),
    council_id {id} NOT NULL REFERENCES councils (id),
    industry_council_id {id} REFERENCES industry_councils (id),
    organisation_id {id} REFERENCES organisations (id),
    from_status {id} NOT NULL,
    to_status {id} NOT NULL,
    taken_on date NOT NULL
);
CREATE INDEX need_transitions_need ON need_transitions (need_id, id);
CREATE INDEX need_transitions_council ON need_transitions (council_id, taken_on, id);
CREATE INDEX need_transitions_industry_council ON need_transitions (industry_council_id, taken_on, id);
CREATE INDEX need_transitions_organisation ON need_transitions (organisation_id, taken_on, id);
CREATE INDEX council_meetings_body_day ON council_meetings (body_id, meets_on, id);
CREATE INDEX council_decisions_council_state ON council_decisions (council_id, status, decided_on, id);
CREATE INDEX council_decisions_industry_council_state ON council_decisions (industry_council_id, status, decided_on, id);
CREATE INDEX council_decisions_council_executed ON council_decisions (council_id, executed_on, id);
CREATE INDEX council_decisions_industry_council_executed ON council_decisions (industry_council_id, executed_on, id);
"#;

const BACK: &str = r#"
DROP INDEX council_decisions_industry_council_executed;
DROP INDEX council_decisions_council_executed;
DROP INDEX council_decisions_industry_council_state;
DROP INDEX council_decisions_council_state;
DROP INDEX council_meetings_body_day;
"#;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, SQL).await?;
        let day = match manager.get_database_backend() {
            DbBackend::Sqlite => "date(entry.at / 1000000, 'unixepoch')",
            _ => "(to_timestamp(entry.at / 1000000) AT TIME ZONE 'UTC')::date",
        };
        let taken = format!(
            "INSERT INTO need_transitions (id, need_id, council_id, industry_council_id, organisation_id, from_status, to_status, taken_on)
             SELECT entry.id, needs.id, needs.council_id, needs.industry_council_id, needs.organisation_id,
                 entry.from_state, entry.to_state, {day}
             FROM needs JOIN audit_entries AS entry ON entry.subject = 'need_' || needs.id
             WHERE entry.from_state <> entry.to_state"
        );
        manager.get_connection().execute_unprepared(&taken).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, BACK).await?;
        crate::ddl::drop(manager, &["need_transitions"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
