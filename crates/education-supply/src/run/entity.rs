//! What a run is: one reading of a source from its beginning to its end, however many times it was interrupted.

use chrono::{Days, NaiveDate};
use kernel::{Timestamp, id::EducationImportId};
use store::Event;

/// What is to be read.
#[derive(Clone, Debug)]
pub struct BeginImport {
    /// Which source: its name with whoever runs the service, at most 200 characters.
    pub source: String,
    /// Tells one file, or one list of an address, from another.
    pub fingerprint: String,
    /// Only what was changed since that day is asked for.
    pub updated_since: Option<NaiveDate>,
}

/// Inläsning av utbud. Everyone reads it: how old the supply is, is part of it.
#[derive(Clone, Debug)]
pub struct EducationImport {
    /// Id.
    pub id: EducationImportId,
    /// Version.
    pub version: i32,
    /// Which source.
    pub source: String,
    /// Tells one file, or one list of an address, from another.
    pub fingerprint: String,
    /// Only what was changed since that day was asked for.
    pub updated_since: Option<NaiveDate>,
    /// When it began.
    pub began_at: Timestamp,
    /// When it came to the end of the source; absent while it runs, or where it was interrupted.
    pub ended_at: Option<Timestamp>,
    /// Records that have been read, whatever became of them.
    pub position: i32,
    /// Of them, those that were new,
    pub created: i32,
    /// those that say something else than before,
    pub changed: i32,
    /// those that the source has taken back,
    pub removed: i32,
    /// those that say what they said,
    pub unchanged: i32,
    /// and those that could not be read.
    pub refused: i32,
    /// Of all bytes of a file that was read to its end; absent until then, and of an address.
    pub digest: Option<String>,
}

impl EducationImport {
    /// From the beginning.
    pub fn begin(id: EducationImportId, begin: BeginImport, now: Timestamp) -> (Self, Event) {
        let run = Self {
            id,
            version: 1,
            source: begin.source,
            fingerprint: begin.fingerprint,
            updated_since: begin.updated_since,
            began_at: now,
            ended_at: None,
            position: 0,
            created: 0,
            changed: 0,
            removed: 0,
            unchanged: 0,
            refused: 0,
            digest: None,
        };
        (run, Event::new("EducationImportBegun", id.public()))
    }

    /// A record was found taken back; where that is no news, it says what it said.
    pub(crate) fn count_removal(&mut self, is_news: bool) {
        *(if is_news { &mut self.removed } else { &mut self.unchanged }) += 1;
    }

    /// Some of the source's records have been read.
    pub fn advance(&self) -> Event {
        Event::new("EducationSupplyRead", self.id.public())
    }

    /// It says what that one read, and nothing else has been read since.
    pub(crate) fn repeat(&mut self, earlier: &Self) {
        (self.position, self.unchanged) = (earlier.position, earlier.position);
    }

    /// The source has no more. `digest` is that of all that it held, where it was a file.
    pub fn end(&mut self, now: Timestamp, digest: Option<String>) -> Event {
        (self.ended_at, self.digest) = (Some(now), digest);
        Event::new("EducationImportEnded", self.id.public())
    }

    /// From which day on a source is asked what was changed since this run: the day before it began, for the source's days are those of
    /// its own zone.
    pub fn next_since(&self) -> NaiveDate {
        let day = self.began_at.date_naive();
        day.checked_sub_days(Days::new(1)).unwrap_or(day)
    }
}
