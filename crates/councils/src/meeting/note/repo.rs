//! How a note on an item is stored.

use access::Action;
use kernel::{
    Result,
    id::{AgendaItemId, CouncilMeetingId},
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::{super::repo::published, entity::ItemNote};

store::stored! {
    /// Rows of `item_notes`.
    ItemNote as kind::ItemNote in "item_notes" {
        id: String => id,
        version: i32 => version,
        item_id: String => item,
        meeting_id: String => meeting,
        council_id: String => council,
        membership_id: String => membership,
        organisation_id: String => organisation,
        kind: String => kind,
        text: Option<String> => text,
        withdrawn_reason: Option<String> => withdrawn_reason,
    }
}

impl ItemNote {
    /// Those of an item.
    pub(in crate::meeting) fn of_item(item: AgendaItemId) -> Filter<Column> {
        Filter::Is(Column::ItemId, Compare::Eq(item.as_str().into()))
    }

    /// Those at a meeting.
    pub(super) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }
}

impl Record for ItemNote {
    const READ: Action = Action::ReadMeetings;

    /// What was withdrawn does not stand in the minutes, and stays the council's own.
    fn reach() -> Reach<Column> {
        let open = published(Column::MeetingId).add(Column::WithdrawnReason.is_null());
        Reach { council: vec![Column::CouncilId], open: Some(open), ..Reach::default() }
    }
}
