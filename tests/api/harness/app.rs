//! The service as a test meets it: over its own database, with a clock that stands still and ids that count.

use std::sync::Arc;

use kernel::{FixedClock, SequentialIds};
use store::{Connect, Db, Sealer};

use super::{Database, Stage};

/// The first of September 2026, 08:00 UTC: every test's now.
const NOW: &str = "2026-09-01T08:00:00Z";
/// The master key of the seals in tests; it protects nobody.
const KEY: [u8; 32] = [7; 32];

/// A service of one test's own.
pub struct App {
    /// What the rooms are built on.
    pub db: Db,
}

impl App {
    /// Starts over a migrated database.
    pub async fn start(database: &Database) -> Result<Self, String> {
        let now = NOW.parse().map_err(|error| format!("{NOW}: {error}"))?;
        let connect = Connect { durable: false, max_connections: 4, ..Connect::to(database.url()) };
        let sealer = Sealer::new(&KEY).map_err(|error| format!("{error:?}"))?;
        let db =
            Db::connect(&connect, Arc::new(FixedClock(now)), Arc::new(SequentialIds::starting_at(1 << 100)), sealer)
                .await
                .map_err(|error| format!("{error:?}"))?;
        Ok(Self { db })
    }
}

impl Stage for App {
    async fn set(database: Arc<Database>) -> Result<Self, String> {
        Self::start(&database).await
    }
}
