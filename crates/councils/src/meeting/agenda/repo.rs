//! How an item of an agenda is stored.

use access::Action;
use kernel::{
    Result,
    id::{AgendaItemId, CouncilMeetingId},
    text::sort_key,
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::{super::repo::published, entity::AgendaItem};

store::stored! {
    /// Rows of `agenda_items`. `body_id` is the id of the council or the industry council that meets.
    AgendaItem as kind::AgendaItem in "agenda_items" {
        id: String => id,
        version: i32 => version,
        meeting_id: String => meeting,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        body_id: String = |item| item.body().key(),
        kind: String => kind,
        position: i32 => position,
        title: String => title,
        title_key: String = |item| sort_key(&item.title),
        text: Option<String> => text,
        discussion: Option<String> => discussion,
        need_id: Option<String> => need,
        effort_id: Option<String> => effort,
        continues_id: Option<String> => continues,
        paragraph: Option<i32> => paragraph,
        paragraph_year: Option<i32> => paragraph_year,
    }
}

impl AgendaItem {
    /// The one that continues the same postponed item.
    pub(in crate::meeting) fn alike(&self) -> Filter<Column> {
        match self.continues {
            Some(postponed) => Filter::Is(Column::ContinuesId, Compare::Eq(postponed.as_str().into())),
            None => Filter::Any(Vec::new()),
        }
    }

    /// Those of a meeting.
    pub(in crate::meeting) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }

    /// That in which it came back at another meeting.
    pub(super) fn continuing(item: AgendaItemId) -> Filter<Column> {
        Filter::Is(Column::ContinuesId, Compare::Eq(item.as_str().into()))
    }
}

impl Record for AgendaItem {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::MeetingId)), ..Reach::default() }
    }
}
