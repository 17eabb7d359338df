//! How a council's meeting is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::CouncilMeetingId, text::sort_key};
use sea_orm::{Condition, QuerySelect, QueryTrait, entity::prelude::*};
use store::{Compare, Filter, Reach, Record};

use super::entity::{CouncilMeeting, CouncilMeetingStatus};
use crate::body::Body;

store::stored! {
    /// Rows of `council_meetings`. `body_id` is the id of the council or the industry council that meets.
    CouncilMeeting as kind::CouncilMeeting in "council_meetings" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        body_id: String = |meeting| meeting.body().key(),
        title: String => title,
        title_key: String = |meeting| sort_key(&meeting.title),
        status: String => status,
        mode: String => mode,
        place: Option<String> => place,
        starts_at: i64 => starts_at,
        meets_on: Date = |meeting| meeting.meets_on(),
        meets_in: i32 = |meeting| meeting.year(),
        ends_at: Option<i64> => ends_at,
        convened_on: Option<Date> => convened_on,
        opened_at: Option<i64> => opened_at,
        closed_at: Option<i64> => closed_at,
        first_paragraph: Option<i32> => first_paragraph,
        last_paragraph: Option<i32> => last_paragraph,
        chair_approved_on: Option<Date> => chair_approved_on,
        verifier_approved_on: Option<Date> => verifier_approved_on,
        first_approved_by: Option<String> => first_approved_by,
        is_public: bool => is_public,
        announced_on: Option<Date> => announced_on,
        status_reason: Option<String> => status_reason,
        demonstration: bool => demonstration,
    }
}

impl CouncilMeeting {
    /// Those with one of these ids.
    pub(super) fn among(ids: &[CouncilMeetingId]) -> Filter<Column> {
        Filter::Is(Column::Id, Compare::In(ids.iter().map(|id| id.as_str().into()).collect()))
    }

    /// Those of `body` in any of these states.
    pub(super) fn of(body: Body, states: &[CouncilMeetingStatus]) -> Filter<Column> {
        let states = states.iter().map(|status| status.as_str().into()).collect();
        Filter::Is(Column::BodyId, Compare::Eq(body.key().into())).and(Filter::Is(Column::Status, Compare::In(states)))
    }

    /// Those of `body` from `day` on whose minutes are not approved; of a council those of its industry councils, too.
    pub(super) fn to_approve(body: Body, day: NaiveDate) -> Filter<Column> {
        let states = CouncilMeetingStatus::UNAPPROVED.iter().map(|status| status.as_str().into()).collect();
        let whose = match body.industry_council {
            Some(_) => Filter::Is(Column::BodyId, Compare::Eq(body.key().into())),
            None => Filter::Is(Column::CouncilId, Compare::Eq(body.council.as_str().into())),
        };
        Filter::All(vec![
            whose,
            Filter::Is(Column::Status, Compare::In(states)),
            Filter::Is(Column::MeetsOn, Compare::Gte(day.into())),
        ])
    }

    /// Those of `body` in `year` whose paragraphs are numbered.
    pub(super) fn numbered(body: Body, year: i32) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::BodyId, Compare::Eq(body.key().into())),
            Filter::Is(Column::MeetsIn, Compare::Eq(year.into())),
            Filter::Is(Column::LastParagraph, Compare::Absent(false)),
        ])
    }
}

/// The rows of what is recorded at meetings that are everyone's, by their column with the meeting's id: approved minutes are, of
/// councils whose are public.
pub(super) fn published<C: ColumnTrait>(meeting: C) -> Condition {
    // Each row's own meeting is looked at, and not all that are approved: those grow with the years.
    let column = Expr::col((meeting.entity_name(), meeting));
    let its_own = sea_orm::ExprTrait::eq(Expr::col((Entity, Column::Id)), column);
    let open = Entity::find().select_only().column(Column::Id).filter(its_own).filter(is_open()).into_query();
    Condition::all().add(Expr::exists(open))
}

fn is_open() -> Condition {
    let approved = Column::Status.eq(CouncilMeetingStatus::MinutesApproved.as_str());
    Condition::all().add(approved).add(Column::IsPublic.eq(true))
}

impl Record for CouncilMeeting {
    const READ: Action = Action::ReadMeetings;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], open: Some(is_open()), ..Reach::default() }
    }
}
