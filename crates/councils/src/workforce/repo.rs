//! How a workforce figure is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::WorkforceSnapshot;

store::stored! {
    /// Rows of `workforce_snapshots`.
    WorkforceSnapshot as kind::WorkforceSnapshot in "workforce_snapshots" {
        id: String => id,
        organisation_id: String => organisation,
        counted_on: Date => counted_on,
        women: i32 => women,
        men: i32 => men,
        others: i32 => others,
        source: Option<String> => source,
        created_at: i64 => created_at,
    }
}

impl WorkforceSnapshot {
    /// The figure of the same organisation and day.
    pub(super) fn alike(&self) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::OrganisationId, Compare::Eq(self.organisation.as_str().into())),
            Filter::Is(Column::CountedOn, Compare::Eq(self.counted_on.into())),
        ])
    }
}

impl Record for WorkforceSnapshot {
    const READ: Action = Action::ReadWorkforce;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], ..Reach::default() }
    }
}
