//! Contents that are read before it is known whether they are news: by whoever has the time, and only where they likely are.

use super::{Fault, Kind, Read, SourceRecord, content};
use crate::{event::EventContent, offering::OfferingContent};

/// What a record's content says, or all that is wrong with it.
#[derive(Clone, Debug)]
pub enum ParsedContent {
    /// Of an offering.
    Offering(Result<Read<OfferingContent>, Vec<Fault>>),
    /// Of an event: the identifier of its offering, and the rest.
    Event(Result<Read<(String, EventContent)>, Vec<Fault>>),
}

impl SourceRecord {
    /// Reads the content now, so that who takes the record in need not.
    pub fn read_ahead(&mut self) {
        let parsed = match (&self.content, self.kind) {
            (None, _) | (_, Kind::Provider) => None,
            (Some(content), Kind::Offering) => Some(ParsedContent::Offering(content::offering(content))),
            (Some(content), Kind::Event) => Some(ParsedContent::Event(content::event(content))),
        };
        self.parsed = parsed.map(Box::new);
    }

    /// What the content of an offering says.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub(crate) fn offering(&mut self) -> Result<Read<OfferingContent>, Vec<Fault>> {
        match self.parsed.take().map(|parsed| *parsed) {
            Some(ParsedContent::Offering(read)) => read,
            _ => content::offering(self.content.as_deref().unwrap_or_default()),
        }
    }

    /// What the content of an event says.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub(crate) fn event(&mut self) -> Result<Read<(String, EventContent)>, Vec<Fault>> {
        match self.parsed.take().map(|parsed| *parsed) {
            Some(ParsedContent::Event(read)) => read,
            _ => content::event(self.content.as_deref().unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emil::{Scanned, record};

    #[test]
    fn what_is_read_ahead_is_what_is_read_later() {
        for (json, reads) in [
            (r#"{"id":"i.x.1","status":"ACTIVE","content":{"title":"Svets","type":"YH"}}"#, true),
            (r#"{"id":"i.x.1","status":"ACTIVE","content":{"lastEdited":"snart"}}"#, false),
            (r#"{"id":"e.x.1","status":"ACTIVE","content":{"education":"i.x.1","places":"12"}}"#, true),
            (r#"{"id":"e.x.1","status":"ACTIVE","content":{"execution":{"start":"2026-02-30"}}}"#, false),
        ] {
            let scanned = Scanned { json: json.as_bytes().to_vec(), ..Scanned::default() };
            let mut later = record(&scanned).expect("a record");
            let mut ahead = later.clone();
            ahead.read_ahead();
            assert!(ahead.parsed.is_some() && later.parsed.is_none(), "{json}");
            let (told, is_read) = match later.kind {
                Kind::Offering => {
                    let (ahead, later) = (ahead.offering(), later.offering());
                    (format!("{ahead:?}") == format!("{later:?}"), ahead.is_ok())
                }
                _ => {
                    let (ahead, later) = (ahead.event(), later.event());
                    (format!("{ahead:?}") == format!("{later:?}"), ahead.is_ok())
                }
            };
            assert_eq!((told, is_read), (true, reads), "{json}");
        }
    }

    #[test]
    fn what_is_taken_back_has_nothing_to_read() {
        let json = br#"{"id":"e.x.1","status":"DELETED","content":null}"#.to_vec();
        let mut gone = record(&Scanned { json, ..Scanned::default() }).expect("a record");
        gone.read_ahead();
        assert!(gone.parsed.is_none());
    }
}
