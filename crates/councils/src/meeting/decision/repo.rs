//! How a decision is stored.

use access::Action;
use kernel::{
    Result,
    id::{AgendaItemId, CouncilMeetingId},
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::{
    super::repo::published,
    entity::{CouncilDecision, CouncilDecisionStatus},
};

store::stored! {
    /// Rows of `council_decisions`.
    CouncilDecision as kind::CouncilDecision in "council_decisions" {
        id: String => id,
        version: i32 => version,
        item_id: String => item,
        meeting_id: String => meeting,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        endorses_id: Option<String> => endorses,
        text: String => text,
        status: String => status,
        decided_on: Option<Date> => decided_on,
        entitled: Option<i32> => entitled,
        quorum: Option<i32> => quorum,
        votes_for: Option<i32> => votes_for,
        votes_against: Option<i32> => votes_against,
        casting_vote: Option<String> => casting_vote,
        executed_on: Option<Date> => executed_on,
        status_reason: Option<String> => status_reason,
        is_public: bool => is_public,
    }
}

impl CouncilDecision {
    /// Those on an item.
    pub(in crate::meeting) fn of_item(item: AgendaItemId) -> Filter<Column> {
        Filter::Is(Column::ItemId, Compare::Eq(item.as_str().into()))
    }

    /// Those of a meeting.
    pub(super) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }

    /// Those of a meeting that were put to the vote.
    pub(super) fn counted_at(meeting: CouncilMeetingId) -> Filter<Column> {
        Self::of_meeting(meeting).and(Filter::Is(Column::Entitled, Compare::Absent(false)))
    }

    /// Those of a meeting that are neither decided nor postponed.
    pub(super) fn open_at(meeting: CouncilMeetingId) -> Filter<Column> {
        Self::of_meeting(meeting)
            .and(Filter::Is(Column::Status, Compare::Eq(CouncilDecisionStatus::Proposed.as_str().into())))
    }
}

impl Record for CouncilDecision {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::MeetingId)), ..Reach::default() }
    }
}
