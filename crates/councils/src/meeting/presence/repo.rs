//! How presence at a meeting is stored.

use access::Action;
use kernel::{
    Result,
    id::{CouncilMeetingId, MembershipId},
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::{super::repo::published, entity::MeetingPresence};

store::stored! {
    /// Rows of `meeting_presences`.
    MeetingPresence as kind::MeetingPresence in "meeting_presences" {
        id: String => id,
        version: i32 => version,
        meeting_id: String => meeting,
        council_id: String => council,
        membership_id: String => membership,
        organisation_id: String => organisation,
        standing: String => standing,
        attended: bool => attended,
        serves_for_id: Option<String> => serves_for,
        function: Option<String> => function,
    }
}

impl MeetingPresence {
    /// Those of a mandate that was there, or for which another served.
    pub(super) fn with(mandate: MembershipId) -> Filter<Column> {
        let is = |column| Filter::Is(column, Compare::Eq(mandate.as_str().into()));
        let own = is(Column::MembershipId).and(Filter::Is(Column::Attended, Compare::Eq(true.into())));
        Filter::Any(vec![own, is(Column::ServesForId)])
    }

    /// Those of a meeting.
    pub(in crate::meeting) fn of_meeting(meeting: CouncilMeetingId) -> Filter<Column> {
        Filter::Is(Column::MeetingId, Compare::Eq(meeting.as_str().into()))
    }

    /// Those of a mandate, at whatever meeting.
    pub(super) fn of_mandate(mandate: MembershipId) -> Filter<Column> {
        Filter::Is(Column::MembershipId, Compare::Eq(mandate.as_str().into()))
    }
}

impl Record for MeetingPresence {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::MeetingId)), ..Reach::default() }
    }
}
