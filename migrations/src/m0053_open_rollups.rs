//! Figures of procurements, of how long they took, and of the education that others offer, at the cost of their cells: a ledger and sums
//! beside the records, as of needs. They are told as they are, so there are no sums of copies.
//!
//! What is there already is noted as if it had come now, so rollups that are live stay live.

use sea_orm_migration::prelude::*;

use crate::noted::Noted;

static NOTED: [Noted; 2] = [
    Noted {
        records: "procurements",
        own: &[
            ("council_id", "{id}"),
            ("hub_id", "{id}"),
            ("organisation_id", "{id}"),
            ("project_id", "{id}"),
            ("method", "{id}"),
            ("status", "{id}"),
            ("planned_on", "date"),
        ],
        said: &[
            ("is_disclosed", "boolean", ["disclosed_on IS NOT NULL AND status <> 'EVALUATION'"; 2]),
            (
                "days_to_award",
                "integer",
                ["CAST(julianday(awarded_on) - julianday(planned_on) AS integer)", "awarded_on - planned_on"],
            ),
        ],
        said_of: &["disclosed_on", "awarded_on"],
        counted: "1 = 1",
        cuboids: &[
            ("month", "council_id hub_id planned_on method status is_disclosed"),
            ("body", "council_id hub_id organisation_id project_id planned_on method status is_disclosed"),
            (
                "award",
                "council_id hub_id organisation_id project_id planned_on method status is_disclosed days_to_award",
            ),
        ],
    },
    Noted {
        records: "education_offerings",
        own: &[("ssyk_code", "{id}"), ("skill_code", "{id}"), ("sun_code", "{id}"), ("isced_code", "{id}")],
        said: &[],
        said_of: &["is_described", "removed_on"],
        counted: "is_described AND removed_on IS NULL",
        cuboids: &[
            ("occupation", "ssyk_code isced_code"),
            ("field", "sun_code isced_code"),
            ("subject", "ssyk_code skill_code sun_code isced_code"),
        ],
    },
];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for noted in &NOTED {
            noted.up(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for noted in &NOTED {
            noted.down(manager).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
