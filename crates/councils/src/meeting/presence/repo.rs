//! How presence at a meeting is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{
    Result,
    id::{CouncilMeetingId, MembershipId, OrganisationId},
};
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*};
use store::{Compare, Db, Filter, Mapped, Reach, Record};

use super::{
    super::{
        entity::CouncilMeeting,
        repo::{self as meetings, published},
    },
    entity::MeetingPresence,
};
use crate::membership::{Membership, MembershipColumn};

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
        masked: Option<String> => masked,
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
}

/// The meetings at which presence of the mandate is recorded.
///
/// A reading without a grant: an organisation says who sits for it, whose contact reaches no minutes in draft. It decides whether
/// those are approved anew, and is shown to nobody.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(super) async fn meetings_with(db: &Db, mandate: MembershipId) -> Result<Vec<CouncilMeeting>> {
    let there = Entity::find()
        .select_only()
        .column(Column::MeetingId)
        .filter(Column::MembershipId.eq(mandate.as_str()))
        .into_query();
    let select =
        meetings::Entity::find().filter(meetings::Column::Id.in_subquery(there)).order_by_asc(meetings::Column::Id);
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    store::records(&rows)
}

/// The meetings on `from` or after it at which presence is recorded of a mandate of the organisation, or of another in its place: those
/// whose minutes name it. As [`meetings_with`], shown to nobody.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(super) async fn meetings_naming(
    db: &Db,
    organisation: OrganisationId,
    from: NaiveDate,
) -> Result<Vec<CouncilMeeting>> {
    let mandates = <Membership as Mapped>::Entity::find()
        .select_only()
        .column(MembershipColumn::Id)
        .filter(MembershipColumn::OrganisationId.eq(organisation.as_str()))
        .into_query();
    let named = Condition::any()
        .add(Column::OrganisationId.eq(organisation.as_str()))
        .add(Column::ServesForId.in_subquery(mandates));
    let there = Entity::find().select_only().column(Column::MeetingId).filter(named).into_query();
    let select = meetings::Entity::find()
        .filter(meetings::Column::Id.in_subquery(there))
        .filter(meetings::Column::MeetsOn.gte(from))
        .order_by_asc(meetings::Column::Id);
    let rows = db.all(select.build(db.connection().get_database_backend())).await?;
    store::records(&rows)
}

impl Record for MeetingPresence {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(published(Column::MeetingId)), ..Reach::default() }
    }
}
