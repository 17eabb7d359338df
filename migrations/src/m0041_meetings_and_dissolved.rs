//! The day and the year of a council's meeting are those of a clock in Sweden: they were those of UTC, an hour or two behind it. Whom
//! a council invited that is dissolved is invited no longer, nobody sits for her there, and its meetings to come are cancelled.

use kernel::{Timestamp, swedish_time::swedish};
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::ddl::run(manager, DISSOLVED).await?;
        let eve = match manager.get_database_backend() {
            DbBackend::Sqlite => "date(m.mandate_from, '-1 day')",
            _ => "m.mandate_from - 1",
        };
        let never = format!(
            "UPDATE council_representatives SET version = version + 1, valid_to = (
                 SELECT {eve} FROM memberships m WHERE m.id = council_representatives.membership_id)
             WHERE membership_id IN (SELECT id FROM memberships WHERE status = 'DECLINED')
                 AND (valid_to IS NULL OR valid_from <= valid_to)"
        );
        manager.get_connection().execute_unprepared(&never).await?;
        tell(manager, |at| swedish(at).format(DAY).to_string()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tell(manager, |at| at.format(DAY).to_string()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const DISSOLVED: &str = "
UPDATE memberships SET status = 'DECLINED', version = version + 1
    WHERE status IN ('INVITED', 'ACCEPTED') AND (council_id IN (SELECT id FROM councils WHERE status = 'DISSOLVED')
        OR industry_council_id IN (SELECT id FROM industry_councils WHERE status = 'DISSOLVED'));
UPDATE council_meetings SET status = 'CANCELLED', version = version + 1
    WHERE status IN ('PLANNED', 'CONVENED') AND (council_id IN (SELECT id FROM councils WHERE status = 'DISSOLVED')
        OR industry_council_id IN (SELECT id FROM industry_councils WHERE status = 'DISSOLVED'));
";

const DAY: &str = "%Y-%m-%d";

/// Writes each meeting's day, and the year in it, where it is another than that which is kept.
async fn tell(manager: &SchemaManager<'_>, day: impl Fn(Timestamp) -> String) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let all = "SELECT id, starts_at, CAST(meets_on AS text) FROM council_meetings";
    let all = Statement::from_string(manager.get_database_backend(), all);
    for row in connection.query_all_raw(all).await? {
        let (id, starts_at, kept): (String, i64, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let Some(told) = Timestamp::from_timestamp_micros(starts_at).map(&day).filter(|told| *told != kept) else {
            continue;
        };
        let year = &told[..4];
        let change = format!("UPDATE council_meetings SET meets_on = '{told}', meets_in = {year} WHERE id = '{id}'");
        connection.execute_unprepared(&change).await?;
    }
    Ok(())
}
