//! Lists that were read, kept until what they are made of has changed: a page of one costs the page, however long the list is.

use std::{
    collections::VecDeque,
    future::Future,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use kernel::{Kind as _, Timestamp, id::kind};
use parking_lot::Mutex;
use store::{Db, Happening, Seen};

use super::{asked::Asked, records::Listed};
use crate::{open_efforts::List, question::refused::Refused};

/// Lists that are kept: those that are read now, from page to page.
const MOST: usize = 4;
/// Events since a list was read that are looked through, before it is read anew instead.
const LOOKED_THROUGH: u64 = 250;
/// How long a list is kept: rows that are loaded, or put back from a copy, come without an event.
const LONGEST: Duration = Duration::from_secs(600);
/// What a list is made of.
const PARTS: [&str; 4] = [kind::Effort::PREFIX, kind::Occasion::PREFIX, kind::Hub::PREFIX, kind::Organisation::PREFIX];

/// By what a list is asked for, and on which day: what is everyone's may follow from the day, and no event tells of midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Which {
    list: List,
    day: NaiveDate,
    since: Option<Timestamp>,
    provider: Option<String>,
}

impl Which {
    fn of(list: List, asked: &Asked, day: NaiveDate) -> Self {
        Self { list, day, since: asked.since, provider: asked.provider.clone() }
    }
}

/// A list as it was when everything in `seen` was committed, and nothing else that it is made of.
#[derive(Clone)]
struct CachedList {
    which: Which,
    read_at: Instant,
    seen: Seen,
    listed: Arc<Vec<Listed>>,
}

/// The lists that were read last.
#[derive(Default)]
pub(in crate::question::http) struct ListCache(Mutex<VecDeque<CachedList>>);

impl ListCache {
    /// The list that is asked for, which `read` reads where none is kept that holds.
    pub(super) async fn get(
        &self,
        db: &Db,
        list: List,
        asked: &Asked,
        read: impl Future<Output = Result<Vec<Listed>, Refused>>,
    ) -> Result<Arc<Vec<Listed>>, Refused> {
        let which = Which::of(list, asked, db.clock().today());
        let kept = self.0.lock().iter().find(|kept| kept.which == which).cloned();
        if let Some(kept) = kept.filter(|kept| kept.read_at.elapsed() < LONGEST) {
            let seen = db.seen_now().await?;
            let (events, more) = db.happenings_between(&kept.seen, &seen, 0, LOOKED_THROUGH).await?;
            if more.is_none() && !events.iter().any(is_of_a_part) {
                let listed = Arc::clone(&kept.listed);
                self.keep(CachedList { seen, ..kept });
                return Ok(listed);
            }
        }
        // What is changed while it is read is found among the events the next time.
        let read_at = Instant::now();
        let seen = db.seen_now().await?;
        let listed = Arc::new(read.await?);
        self.keep(CachedList { which, read_at, seen, listed: Arc::clone(&listed) });
        Ok(listed)
    }

    fn keep(&self, kept: CachedList) {
        let mut all = self.0.lock();
        all.retain(|other| other.which != kept.which);
        all.push_front(kept);
        all.truncate(MOST);
    }
}

fn is_of_a_part(event: &Happening) -> bool {
    event.subject.split_once('_').is_some_and(|(prefix, _)| PARTS.contains(&prefix))
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Lang, Stored};
    use questions::Format;

    use super::*;
    use crate::question::http::wanted::Wanted;

    #[test]
    fn a_list_of_one_day_is_not_the_next_days() {
        let on = |day: &str, query: &str| {
            let uri = format!("/emil3/educationEvents?{query}").parse().expect("an address");
            let asked = Wanted::read(&uri, Format::Json, Lang::Sv).and_then(|wanted| Asked::read(&wanted));
            Which::of(List::Events, &asked.expect("well written"), day.parse().expect("a day"))
        };
        assert_eq!(on("2026-11-30", "page=1"), on("2026-11-30", "page=2"), "a page of the same list");
        assert_ne!(on("2026-11-30", "page=1"), on("2026-12-01", "page=1"));
        assert_ne!(on("2026-11-30", ""), on("2026-11-30", "updatedSince=2026-09-01"));
    }

    #[test]
    fn only_what_a_list_is_made_of_changes_it() {
        let event = |subject: &str| Happening {
            position: 1,
            written: 1,
            id: Id::from_stored("00000000000000000000000001").expect("an id"),
            name: "Changed".to_owned(),
            subject: subject.to_owned(),
            to: None,
            at: Timestamp::from_cell(0).expect("an instant"),
        };
        for (subject, is_part) in
            [("effort_1", true), ("occasion_1", true), ("hub_1", true), ("org_1", true)].into_iter().chain([
                ("enrolment_1", false),
                ("educationevent_1", false),
                ("hubfunding_1", false),
                ("organisation_1", false),
            ])
        {
            assert_eq!(is_of_a_part(&event(subject)), is_part, "{subject}");
        }
    }
}
