//! What the codes of a table are called: names of entities, labels of codes, words for categories.

use std::collections::HashMap;

use ::statistics::figures::{Breakdown, Figures, Measure, category_text};
use access::Request;
use kernel::{Id, Kind, Lang, Result, id::kind};
use std::sync::Arc;
use store::{Db, Record, RecordReader};

/// A code as the outside knows it: entities by their public ids.
pub(super) fn public_code(by: Breakdown, code: &str) -> String {
    fn public<K: Kind>(code: &str) -> String {
        Id::<K>::from_stored(code).map_or_else(|_| code.to_owned(), |id| id.public())
    }
    match by {
        Breakdown::Council | Breakdown::MemberCouncil => public::<kind::Council>(code),
        Breakdown::IndustryCouncil => public::<kind::IndustryCouncil>(code),
        Breakdown::Hub => public::<kind::Hub>(code),
        Breakdown::Organisation | Breakdown::Provider => public::<kind::Organisation>(code),
        Breakdown::Project => public::<kind::Project>(code),
        Breakdown::Effort => public::<kind::Effort>(code),
        _ => code.to_owned(),
    }
}

/// Names of the entities in a table, by stored id. What the caller may not see has none.
#[derive(Default)]
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// One statement for each dimension of entities.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub(super) async fn of(db: &Db, request: &Arc<Request>, figures: &Figures) -> Result<Self> {
        let mut names = Self::default();
        for (place, by) in figures.by.iter().enumerate() {
            let mut codes: Vec<&str> = figures.cells.iter().filter_map(|cell| cell.key[place].as_deref()).collect();
            codes.sort_unstable();
            codes.dedup();
            match by {
                Breakdown::Council | Breakdown::MemberCouncil => {
                    names.load::<councils::Council>(db, request, &codes, |row| row.name).await?;
                }
                Breakdown::IndustryCouncil => {
                    names.load::<industry_councils::IndustryCouncil>(db, request, &codes, |row| row.name).await?;
                }
                Breakdown::Hub => names.load::<competence_hub::hub::Hub>(db, request, &codes, |row| row.name).await?,
                Breakdown::Organisation | Breakdown::Provider => {
                    names.load::<councils::Organisation>(db, request, &codes, |row| row.name).await?;
                }
                Breakdown::Project => names.load::<projects::Project>(db, request, &codes, |row| row.card.name).await?,
                Breakdown::Effort => {
                    names.load::<efforts::effort::Effort>(db, request, &codes, |row| row.title).await?
                }
                _ => {}
            }
        }
        Ok(names)
    }

    async fn load<T: Record>(
        &mut self,
        db: &Db,
        request: &Arc<Request>,
        codes: &[&str],
        name: impl Fn(T) -> String,
    ) -> Result<()> {
        // `UNKNOWN` is no id.
        let ids: Vec<Id<T::Kind>> = codes.iter().filter_map(|code| Id::from_stored(code).ok()).collect();
        for row in RecordReader::<T>::new(db).by_ids(request, &ids).await? {
            self.0.insert(row.id().to_string(), name(row));
        }
        Ok(())
    }

    /// What `code` is called in `lang`.
    pub(super) fn label(&self, measure: Measure, by: Breakdown, code: &str, lang: Lang) -> Option<String> {
        if let Some(label) = category_text(measure, by, code, lang) {
            return Some(label);
        }
        match (by.scheme(), by) {
            (Some(scheme), _) => taxonomy::lookup(scheme, code).map(|concept| concept.label(lang).to_owned()),
            (None, Breakdown::Year | Breakdown::HalfYear | Breakdown::Quarter | Breakdown::Month) => {
                Some(code.to_owned())
            }
            _ => self.0.get(code).cloned(),
        }
    }
}
