//! `rollups`: the sums that statistics are read from.

use std::time::{Duration, Instant};

use statistics::rollup::{Added, Publication, Rollups};
use store::Db;

use super::ConfigArgs;
use crate::wiring::{self, Ambient, told};

/// Between two looks at what is to be folded.
const PAUSE: Duration = Duration::from_secs(1);

/// Prove the sums that statistics are read from equal to the records, or make them anew.
///
/// They are kept up to date by themselves. `--rebuild` is needed once after an upgrade of a database that had records before
/// there were any, and after `--suspend`. The service may run meanwhile: it answers from the records while the sums are
/// not there, and during a rebuild changes wait.
#[derive(Debug, clap::Args)]
#[group(id = "act", required = true, multiple = false)]
pub struct RollupsVerb {
    #[command(flatten)]
    config: ConfigArgs,
    /// Recompute every sum from the records and compare; fails when any differs.
    #[arg(long, group = "act")]
    check: bool,
    /// Make every sum anew, in one transaction.
    #[arg(long, group = "act")]
    rebuild: bool,
    /// Stop keeping them, so that a bulk load is not slowed down; everything is answered from the records until `--rebuild`.
    #[arg(long, group = "act")]
    suspend: bool,
}

impl RollupsVerb {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        let db = wiring::connect(&config, &Ambient::default()).await?;
        wiring::require_migrated(&db).await?;
        let rollups = Rollups::new(&db);
        let started = Instant::now();
        let done = if self.suspend {
            rollups.suspend().await.map_err(told)?;
            "the rollups are suspended; statistics are read from the records until --rebuild"
        } else if self.rebuild {
            rollups.rebuild().await.map_err(told)?;
            "the rollups are rebuilt"
        } else {
            check(&rollups).await?;
            "the rollups equal the records"
        };
        super::print(&format!("{done} ({:.1} s)\n", started.elapsed().as_secs_f64()))
    }
}

async fn check(rollups: &Rollups) -> Result<(), String> {
    if !rollups.is_live().await.map_err(told)? {
        return Err("the rollups are suspended; run `kompetensnav rollups --rebuild` first".to_owned());
    }
    let differences = rollups.check().await.map_err(told)?;
    for difference in &differences {
        let (table, cell) = (&difference.table, &difference.cell);
        super::print(&format!("{table}: {cell} has {}, the records {}\n", difference.kept, difference.found))?;
    }
    match differences.len() {
        0 => Ok(()),
        n => Err(format!("{n} sums differ from the records; run `kompetensnav rollups --rebuild`")),
    }
}

/// Between two looks at whether figures of others' records are to be renewed.
const LOOK: Duration = Duration::from_secs(300);

/// Folds the ledgers, and renews what figures of others' records are read from, for as long as the service runs. What goes wrong is
/// logged, and tried again.
pub(super) async fn keep(db: Db, added: Added) {
    let (rollups, publication) = (Rollups::new(&db), Publication::new(&db));
    let mut looked: Option<Instant> = None;
    loop {
        if looked.is_none_or(|at| at.elapsed() >= LOOK) {
            looked = Some(Instant::now());
            match publication.renew(added).await {
                Ok(false) => {}
                Ok(true) => tracing::info!("figures of others' records are renewed"),
                Err(error) => tracing::warn!(%error, "figures of others' records were not renewed"),
            }
        }
        tokio::time::sleep(PAUSE).await;
        if let Err(error) = rollups.fold().await {
            tracing::warn!(%error, "the rollups were not folded");
        }
    }
}
