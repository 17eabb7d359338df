//! How a run is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::EducationImport;

store::stored! {
    /// Rows of `education_imports`.
    EducationImport as kind::EducationImport in "education_imports" {
        id: String => id,
        version: i32 => version,
        source: String => source,
        fingerprint: String => fingerprint,
        updated_since: Option<Date> => updated_since,
        began_at: i64 => began_at,
        ended_at: Option<i64> => ended_at,
        position: i32 => position,
        created: i32 => created,
        changed: i32 => changed,
        removed: i32 => removed,
        unchanged: i32 => unchanged,
        refused: i32 => refused,
        digest: Option<String> => digest,
        source_key: String = |run| sort_key(&run.source),
    }
}

impl Record for EducationImport {
    const READ: Action = Action::ReadEducation;

    /// Nothing is anchored: whoever reads the supply reads all of it.
    fn reach() -> Reach<Column> {
        Reach::default()
    }
}
