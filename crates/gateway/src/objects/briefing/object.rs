//! A briefing before a meeting.

use async_graphql::{Context, ID, InputType, Object, Result, Value};
use councils::{
    CouncilMeeting,
    meeting::{CouncilMeetingColumn as C, CouncilMeetingStatus as S},
};
use graph::{
    Asked, Connection, Date, Node, RecordObject, connect,
    context::{caller, reader},
    id, refuse,
};
use kernel::{
    Direction, Error,
    error::rules,
    id::{CouncilId, CouncilMeetingId, IndustryCouncilId},
    page::MAX_PAGE,
};
use serde_json::json;
use store::{Column, Compare, Filter, Query};

use super::{
    goals::{self, GoalProgress},
    news::{self, IndustryNews},
    progress::NeedsProgress,
    window::{Window, before},
};
use crate::{
    app::app,
    objects::{
        council_decision::CouncilDecisionObject, council_meeting::CouncilMeetingObject, need::NeedObject,
        project::ProjectObject, signal::SignalObject,
    },
};

/// Most rows that are reckoned with: what a council takes in between two meetings is some hundred.
pub(super) const MOST: u32 = 5_000;

/// How many rows are asked for.
///
/// # Errors
/// `INVALID` outside 1–100.
pub(super) fn rows(ctx: &Context<'_>, first: i32) -> Result<u32> {
    let size = u32::try_from(first).ok().filter(|size| (1..=MAX_PAGE).contains(size));
    size.ok_or_else(|| refuse(ctx, Error::invalid("first", rules::PAGE_SIZE_IS_WRONG)))
}

/// What happened between two meetings.
pub struct MeetingBriefing {
    meeting: Node<CouncilMeeting>,
    previous: Option<Node<CouncilMeeting>>,
    window: Window,
}

/// Inför mötet: what happened in a council or an industry council from its last meeting up to another, as of that meeting's day.
/// Each part holds what you reach anyway.
#[Object]
impl MeetingBriefing {
    /// Mötet that it is for.
    async fn meeting(&self) -> CouncilMeetingObject {
        self.meeting.clone().into()
    }

    /// Förra mötet: the latest before it that was held, of those that you reach.
    async fn previous(&self) -> Option<CouncilMeetingObject> {
        self.previous.clone().map(Into::into)
    }

    /// Från och med: the day of the last meeting; absent where there was none, and then everything before is told.
    async fn since(&self) -> Option<Date> {
        self.window.since.map(Date)
    }

    /// Före: the day of the meeting, itself left out.
    async fn until(&self) -> Date {
        Date(self.window.until)
    }

    /// Nytt efter bransch: new needs and signals, counted by SNI 2007.
    async fn news_by_industry(&self, ctx: &Context<'_>) -> Result<Vec<IndustryNews>> {
        Box::pin(news::by_industry(ctx, self.window)).await
    }

    /// Nya behov, reported since the last meeting, the latest first.
    async fn new_needs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
    ) -> Result<Connection<NeedObject>> {
        connect(ctx, asked(first, after, ("REPORTED_ON", "DESC"), self.window.needs())).await
    }

    /// Nya signaler, captured since the last meeting, the latest first.
    async fn new_signals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
    ) -> Result<Connection<SignalObject>> {
        connect(ctx, asked(first, after, ("CAPTURED_ON", "DESC"), self.window.signals())).await
    }

    /// Behovens väg since the last meeting.
    async fn progress(&self, ctx: &Context<'_>) -> Result<NeedsProgress> {
        Box::pin(NeedsProgress::load(ctx, self.window)).await
    }

    /// Beslut att följa upp: the council's own, adopted before the meeting and not executed before the last one, with what came of
    /// them below each.
    async fn decisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
    ) -> Result<Connection<CouncilDecisionObject>> {
        connect(ctx, asked(first, after, ("DECIDED_ON", "DESC"), self.window.decisions())).await
    }

    /// Handlingsplanens mål: those of the council's plans in force on the day of the meeting, those due first first.
    async fn goals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
    ) -> Result<Vec<GoalProgress>> {
        Box::pin(goals::progress(ctx, self.window, first)).await
    }

    /// Projekt med mål: those that pay for the council's hubs and go on, with participants against targets below each. Their numbers
    /// are protected as they are everywhere, and of no other days.
    async fn projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Antal, 1–100.")] first: i32,
        #[graphql(desc = "Efter markören.")] after: Option<String>,
    ) -> Result<Connection<ProjectObject>> {
        connect(ctx, asked(first, after, ("NAME", "ASC"), self.window.projects(ctx))).await
    }
}

/// A page of a list forwards, by a field that it can be ordered by.
fn asked<O: RecordObject>(
    first: i32,
    after: Option<String>,
    (by, direction): (&str, &str),
    also: Filter<Column<O::Record>>,
) -> Asked<O> {
    let order = Value::from_json(json!([{ "field": by, "direction": direction }])).ok();
    let order_by = order.and_then(|order| InputType::parse(Some(order)).ok());
    Asked { first: Some(first), after, last: None, before: None, filter: None, order_by, also }
}

/// Frågor inför möten.
#[derive(Default)]
pub struct BriefingQuery;

#[Object]
impl BriefingQuery {
    /// Inför mötet: a meeting, or the next of a council or an industry council; name one of the three. Nothing where you do not
    /// reach the meeting, or none is planned that you reach.
    async fn meeting_briefing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Mötet (id).")] meeting_id: Option<ID>,
        #[graphql(desc = "Rådet, vars nästa möte (id).")] council_id: Option<ID>,
        #[graphql(desc = "Branschrådet, vars nästa möte (id).")] industry_council_id: Option<ID>,
    ) -> Result<Option<MeetingBriefing>> {
        let wanted = wanted(ctx, meeting_id.as_ref(), council_id.as_ref(), industry_council_id.as_ref());
        let Some(meeting) = one(ctx, wanted.map_err(|error| refuse(ctx, error))?, Direction::Asc).await? else {
            return Ok(None);
        };
        let previous = one(ctx, held_before(&meeting), Direction::Desc).await?;
        let window = Window::between(previous.as_ref(), &meeting);
        Ok(Some(MeetingBriefing { meeting: Node::alone(meeting), previous: previous.map(Node::alone), window }))
    }
}

/// The meetings of which the first is meant.
fn wanted(
    ctx: &Context<'_>,
    meeting: Option<&ID>,
    council: Option<&ID>,
    industry_council: Option<&ID>,
) -> kernel::Result<Filter<C>> {
    let to_come = |body: &str| {
        let open = [S::Planned, S::Convened, S::InSession];
        Filter::All(vec![
            Filter::Is(C::BodyId, Compare::Eq(body.into())),
            Filter::Is(C::MeetsOn, Compare::Gte(app(ctx).db.clock().today().into())),
            Filter::Is(C::Status, Compare::In(open.iter().map(|status| status.as_str().into()).collect())),
        ])
    };
    match (meeting, council, industry_council) {
        (Some(given), None, None) => {
            let meeting: CouncilMeetingId = id("meetingId", given)?;
            Ok(Filter::Is(C::Id, Compare::Eq(meeting.as_str().into())))
        }
        (None, Some(given), None) => {
            let council: CouncilId = id("councilId", given)?;
            Ok(to_come(council.as_str()))
        }
        (None, None, Some(given)) => {
            let council: IndustryCouncilId = id("industryCouncilId", given)?;
            Ok(to_come(council.as_str()))
        }
        _ => Err(Error::invalid("meetingId", rules::FIELD_IS_REQUIRED)),
    }
}

/// Meetings of the same body that were held before.
fn held_before(meeting: &CouncilMeeting) -> Filter<C> {
    let held = [S::Held, S::MinutesDraft, S::MinutesApproved];
    Filter::All(vec![
        Filter::Is(C::BodyId, Compare::Eq(meeting.body().key().into())),
        Filter::Is(C::Status, Compare::In(held.iter().map(|status| status.as_str().into()).collect())),
        before(C::MeetsOn, meeting.meets_on()),
    ])
}

/// The first of these meetings that the caller reaches, by day.
async fn one(ctx: &Context<'_>, filter: Filter<C>, direction: Direction) -> Result<Option<CouncilMeeting>> {
    let mut query = Query::first(1).filter(filter);
    query.order = vec![(C::MeetsOn, direction)];
    let found = reader::<CouncilMeeting>(ctx).page(&caller(ctx).request, &query).await;
    Ok(found.map_err(|error| refuse(ctx, error))?.rows.pop())
}
