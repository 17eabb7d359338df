//! A file that is read again as it was. Its digest tells so much faster than its records, and is asked only where it says as much as they
//! would: no record was refused, which would be told of again, and nothing has been read since that may have changed what it told.

use std::sync::Arc;

use access::{Action, Request, view};
use kernel::{Id, PageRequest, Result, Stored};
use store::{Compare, Filter, Query, Record, Value};

use crate::{
    EducationSupply,
    run::{BeginImport, EducationImport, EducationImportColumn as C},
};

/// The latest readings of a source that a file is compared with.
const KNOWN: u32 = 50;
/// Readings that may have changed something since: more are not looked at, and the file is read.
const MOST_SINCE: u32 = 1_000;

impl EducationSupply {
    /// The latest readings of files of this source that came to their end without a refusal, by which a file may be known again.
    ///
    /// # Errors
    /// `Unavailable`, `Broken`.
    pub async fn known(&self, request: &Arc<Request>, source: &str) -> Result<Vec<EducationImport>> {
        let known = Filter::All(vec![
            Filter::Is(C::Source, Compare::Eq(source.into())),
            Filter::Is(C::Digest, Compare::Absent(false)),
            Filter::Is(C::Refused, Compare::Eq(0.into())),
        ]);
        let page = PageRequest { size: KNOWN, backward: true, cursor: None };
        let query = Query { page, ..Query::first(KNOWN) }.filter(known);
        Ok(self.db.page::<EducationImport>(&view(request, EducationImport::READ), &query).await?.rows)
    }

    /// A file with this digest, which `earlier` has read: a run that has read it again, where that is known without reading its records.
    ///
    /// # Errors
    /// `Denied`; `Unavailable`, `Broken`.
    pub async fn again(
        &self,
        request: &Arc<Request>,
        begin: BeginImport,
        earlier: &EducationImport,
    ) -> Result<Option<EducationImport>> {
        if self.has_changed_since(request, earlier).await? {
            return Ok(None);
        }
        let run = self.db.write(request, Action::ImportEducation, async |tx| {
            let now = self.db.clock().now();
            let (mut run, begun) = EducationImport::begin(Id::new(self.db.ids()), begin, now);
            run.repeat(earlier);
            let ended = run.end(now, earlier.digest.clone());
            tx.insert(&run).await?;
            tx.emit(begun);
            tx.emit(ended);
            Ok(run)
        });
        run.await.map(Some)
    }

    /// Whether another run may have changed the supply since this one began, or still may.
    async fn has_changed_since(&self, request: &Arc<Request>, earlier: &EducationImport) -> Result<bool> {
        let wrote = [C::Created, C::Changed, C::Removed].map(|count| Filter::Is(count, Compare::Gt(0.into())));
        let began_at = || Value::from(earlier.began_at.to_value());
        let later = Filter::Any(vec![
            Filter::Is(C::BeganAt, Compare::Gt(began_at())),
            Filter::Is(C::EndedAt, Compare::Gt(began_at())),
            Filter::All(vec![
                Filter::Is(C::BeganAt, Compare::Eq(began_at())),
                Filter::Is(C::Id, Compare::Gt(earlier.id.as_str().into())),
            ]),
        ]);
        let since = Filter::All(vec![
            Filter::Is(C::Id, Compare::Ne(earlier.id.as_str().into())),
            Filter::Any(vec![
                Filter::Is(C::EndedAt, Compare::Absent(true)),
                Filter::All(vec![Filter::Any(wrote.into()), later]),
            ]),
        ]);
        let query = Query::first(MOST_SINCE).filter(since);
        let since = self.db.page::<EducationImport>(&view(request, EducationImport::READ), &query).await?;
        if since.has_next || since.rows.iter().any(|run| run.ended_at.is_some()) {
            return Ok(true);
        }
        // Those that were interrupted before, and have not gone on, have changed nothing since.
        let open: Vec<String> = since.rows.iter().map(|run| run.id.public()).collect();
        let written = self.db.written(&open).await?;
        Ok(written.values().any(|written| written.last >= earlier.began_at))
    }
}
