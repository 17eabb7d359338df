//! How a vote is stored.

use access::Action;
use kernel::{
    Result,
    id::{AgendaItemId, CouncilDecisionId, CouncilMeetingId},
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::{super::repo::published, entity::DecisionVote};

store::stored! {
    /// Rows of `decision_votes`.
    DecisionVote as kind::DecisionVote in "decision_votes" {
        id: String => id,
        version: i32 => version,
        decision_id: String => decision,
        item_id: String => item,
        meeting_id: String => meeting,
        council_id: String => council,
        membership_id: String => membership,
        organisation_id: String => organisation,
        choice: String => choice,
        withdrawn_reason: Option<String> => withdrawn_reason,
    }
}

impl DecisionVote {
    /// Those on a decision.
    pub(super) fn on(decision: CouncilDecisionId) -> Filter<Column> {
        Filter::Is(Column::DecisionId, Compare::Eq(decision.as_str().into()))
    }

    /// Those on an item's proposals.
    pub(super) fn of_item(item: AgendaItemId) -> Filter<Column> {
        Filter::Is(Column::ItemId, Compare::Eq(item.as_str().into()))
    }

    /// Those at a meeting.
    pub(super) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }
}

impl Record for DecisionVote {
    const READ: Action = Action::ReadMeetings;

    /// What was withdrawn was not counted, and stays the council's own.
    fn reach() -> Reach<Column> {
        let open = published(Column::MeetingId).add(Column::WithdrawnReason.is_null());
        Reach { council: vec![Column::CouncilId], open: Some(open), ..Reach::default() }
    }
}
