//! `papers`: where papers' files lie.

use std::collections::{BTreeMap, BTreeSet};

use councils::meeting::paper::filed;

use super::ConfigArgs;
use crate::{
    paper_store::{PaperObject, PaperStore},
    wiring::{self, Ambient, told},
};

/// Compare the papers (beslutsunderlag) with the S3-compatible store of their files.
///
/// Tells how many files lie in the database and how many in the store, which papers' files are missing there, and what lies there
/// that no paper tells of: of a file that came while its paper took another, or while the database was away. Fails when a
/// file is missing.
#[derive(Debug, clap::Args)]
pub struct PapersVerb {
    #[command(flatten)]
    config: ConfigArgs,
    /// Remove what lies there of papers that have another file: no paper will ever tell of it.
    #[arg(long)]
    remove: bool,
}

impl PapersVerb {
    pub(super) async fn run(self) -> Result<(), String> {
        let config = self.config.read()?;
        let papers = config.papers.as_ref();
        let papers =
            papers.ok_or("papers: no store is configured; all files that are handed in lie in the database")?;
        let store = PaperStore::of(papers.bucket()?)?;
        let db = wiring::connect(&config, &Ambient::default()).await?;
        wiring::check_migrated(&db).await?;
        let before = filed(&db).await.map_err(told)?;
        let (objects, others) = store.objects().await.map_err(told)?;
        // What was handed in meanwhile is no orphan.
        let after: BTreeMap<String, Option<String>> =
            filed(&db).await.map_err(told)?.into_iter().map(|(id, key)| (id.public(), key)).collect();
        db.close().await;
        let orphans: Vec<&PaperObject> = objects
            .iter()
            .filter(|object| after.get(&object.paper.public()).is_none_or(|key| key.as_ref() != Some(&object.key)))
            .collect();
        let there: BTreeSet<&str> = objects.iter().map(|object| object.key.as_str()).collect();
        let mut missing = 0;
        for (id, key) in before.iter().filter_map(|(id, key)| Some((id, key.as_deref()?))) {
            // One with another prefix than today's is not in the list.
            if !there.contains(key) && !store.has(key).await.map_err(told)? {
                missing += 1;
                super::print(&format!("{}: its file is missing in the store\n", id.public()))?;
            }
        }
        let mut removed = 0;
        for object in &orphans {
            let has_another = after.contains_key(&object.paper.public());
            let becomes = match (has_another, self.remove) {
                (false, _) => "its paper may still take it",
                (true, false) => "its paper has another file; --remove takes it away",
                (true, true) => {
                    store.remove(&object.key).await.map_err(told)?;
                    removed += 1;
                    "removed"
                }
            };
            super::print(&format!("{} ({} bytes): no paper tells of it; {becomes}\n", object.key, object.length))?;
        }
        let in_store = before.iter().filter(|(_, key)| key.is_some()).count();
        super::print(&format!(
            "{} files in the database, {in_store} in the store, {missing} missing there; {} objects that no paper tells of, \
             {removed} removed; {others} objects of others\n",
            before.len() - in_store,
            orphans.len()
        ))?;
        match missing {
            0 => Ok(()),
            _ => {
                Err(format!("{missing} files are missing in the store; restore the bucket as of the database's backup"))
            }
        }
    }
}
