//! How a masking is stored.

use access::Action;
use kernel::{Result, id::CouncilMeetingId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::Masking;
use crate::representative::Representative;

store::stored! {
    /// Rows of `minutes_maskings`.
    Masking as kind::Masking in "minutes_maskings" {
        id: String => id,
        version: i32 => version,
        number: i32 => number,
        meeting_id: String => meeting,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        item_id: Option<String> => item,
        presence_id: Option<String> => presence,
        representative_id: Option<String> => representative,
        passage: String => passage,
        ground: String => ground,
        provision: Option<String> => provision,
        lifted_reason: Option<String> => lifted_reason,
    }
}

impl Masking {
    /// Those at a meeting.
    pub(super) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }

    /// Those of any of `people` that stand.
    pub(super) fn standing_of(people: &[Representative]) -> Filter<Column> {
        let ids = people.iter().map(|one| one.id.as_str().into()).collect();
        Filter::Is(Column::RepresentativeId, Compare::In(ids))
            .and(Filter::Is(Column::LiftedReason, Compare::Absent(true)))
    }
}

impl Record for Masking {
    const READ: Action = Action::ReadMeetings;

    /// Never everyone's.
    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
