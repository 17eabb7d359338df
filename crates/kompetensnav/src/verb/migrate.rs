//! `migrate`: tables.

use migrations::{Migrator, MigratorTrait};

use super::ConfigArgs;
use crate::wiring::{self, Ambient};

/// Bring a database's tables to this version.
///
/// Each step runs in a transaction and is noted; a second run does nothing. Stop the service first on SQLite.
#[derive(Debug, clap::Args)]
pub struct Migrate {
    #[command(flatten)]
    config: ConfigArgs,
    /// Tell what would be done and do nothing; fails when steps are pending.
    #[arg(long)]
    check: bool,
}

impl Migrate {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        if self.check {
            let db = wiring::connect(&config, &Ambient::default()).await?;
            return wiring::check_migrated(&db).await;
        }
        let db = wiring::connect_or_create(&config, &Ambient::default()).await?;
        Migrator::up(db.connection(), None).await.map_err(|error| wiring::refused(&error))?;
        wiring::require_key(&db).await?;
        super::print("the tables are up to date\n")
    }
}
