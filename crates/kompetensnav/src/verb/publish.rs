//! `publish`: what figures of others' records are of.

use std::time::Instant;

use statistics::rollup::Publication;

use super::ConfigArgs;
use crate::wiring::{self, Ambient, told};

/// Renew now what figures of others' records are read from.
///
/// The service does it by itself at the turn of the year, and adds to it after each quarter; this is for old records that have been
/// loaded meanwhile, which would otherwise not be in such figures before the next turn of the year. Whoever compares the
/// figures before and after sees what was loaded: do not do it for a few records.
#[derive(Debug, clap::Args)]
pub struct Publish {
    #[command(flatten)]
    config: ConfigArgs,
}

impl Publish {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        let db = wiring::connect(&config, &Ambient::default()).await?;
        wiring::require_migrated(&db).await?;
        let publication = Publication::new(&db);
        let started = Instant::now();
        publication.anew(config.figures.added.into()).await.map_err(told)?;
        let cutoff = publication.cutoff().await.map_err(told)?.ok_or("nothing has been published")?;
        super::print(&format!(
            "figures of others' records are of what is dated up to {}, by quarter up to {} ({:.1} s)\n",
            cutoff.year_end,
            cutoff.day,
            started.elapsed().as_secs_f64()
        ))
    }
}
