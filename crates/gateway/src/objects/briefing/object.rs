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

/// Before the meeting: what happened in a council or an industry council from its last meeting up to another, as of
/// that meeting's day. Each part holds what you reach anyway.
///
/// Svenska: Inför mötet: vad som hänt i ett råd eller branschråd från dess förra möte fram till ett annat, per det
/// mötets dag. Varje del innehåller det du ändå når.
#[Object]
impl MeetingBriefing {
    /// The meeting that it is for.
    ///
    /// Svenska: Mötet som det är inför.
    async fn meeting(&self) -> CouncilMeetingObject {
        self.meeting.clone().into()
    }

    /// The last meeting: the latest before it that was held, of those that you reach.
    ///
    /// Svenska: Förra mötet: det senaste före det som hölls, av dem du når.
    async fn previous(&self) -> Option<CouncilMeetingObject> {
        self.previous.clone().map(Into::into)
    }

    /// From: the day of the last meeting; absent where there was none, and then everything before is told.
    ///
    /// Svenska: Från och med: förra mötets dag; saknas där det inte fanns något, och då visas allt dessförinnan.
    async fn since(&self) -> Option<Date> {
        self.window.since.map(Date)
    }

    /// Before: the day of the meeting, itself left out.
    ///
    /// Svenska: Före: mötesdagen, som själv inte räknas med.
    async fn until(&self) -> Date {
        Date(self.window.until)
    }

    /// News by industry: new needs and signals, counted by SNI 2007.
    ///
    /// Svenska: Nytt efter bransch: nya behov och signaler, räknade efter SNI 2007.
    async fn news_by_industry(&self, ctx: &Context<'_>) -> Result<Vec<IndustryNews>> {
        Box::pin(news::by_industry(ctx, self.window)).await
    }

    /// New needs, reported since the last meeting, the latest first.
    ///
    /// Svenska: Nya behov, anmälda sedan förra mötet, de senaste först.
    async fn new_needs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
        #[graphql(desc = "After this cursor.\n\nSvenska: Efter markören.")] after: Option<String>,
    ) -> Result<Connection<NeedObject>> {
        connect(ctx, asked(first, after, ("REPORTED_ON", "DESC"), self.window.needs())).await
    }

    /// New signals, captured since the last meeting, the latest first.
    ///
    /// Svenska: Nya signaler, fångade sedan förra mötet, de senaste först.
    async fn new_signals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
        #[graphql(desc = "After this cursor.\n\nSvenska: Efter markören.")] after: Option<String>,
    ) -> Result<Connection<SignalObject>> {
        connect(ctx, asked(first, after, ("CAPTURED_ON", "DESC"), self.window.signals())).await
    }

    /// The needs' way since the last meeting.
    ///
    /// Svenska: Behovens väg sedan förra mötet.
    async fn progress(&self, ctx: &Context<'_>) -> Result<NeedsProgress> {
        Box::pin(NeedsProgress::load(ctx, self.window)).await
    }

    /// Decisions to follow up: the council's own, adopted before the meeting and not executed before the last one, with
    /// what came of them below each.
    ///
    /// Svenska: Beslut att följa upp: rådets egna, fattade före mötet och inte verkställda före det förra, med vad som
    /// blev av dem under vart och ett.
    async fn decisions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
        #[graphql(desc = "After this cursor.\n\nSvenska: Efter markören.")] after: Option<String>,
    ) -> Result<Connection<CouncilDecisionObject>> {
        connect(ctx, asked(first, after, ("DECIDED_ON", "DESC"), self.window.decisions())).await
    }

    /// The action plans' goals: those of the council's plans in force on the day of the meeting, those due first first.
    ///
    /// Svenska: Handlingsplanens mål: målen i de rådets planer som gäller mötesdagen, de som ska nås tidigast först.
    async fn goals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
    ) -> Result<Vec<GoalProgress>> {
        Box::pin(goals::progress(ctx, self.window, first)).await
    }

    /// Projects with targets: those that pay for the council's hubs and go on, with participants against targets below
    /// each. Their numbers are protected as they are everywhere, and of no other days.
    ///
    /// Svenska: Projekt med mål: de som betalar rådets nav och pågår, med deltagare mot mål under vart och ett. Deras
    /// tal är skyddade som överallt, och av inga andra dagar.
    async fn projects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1–100.\n\nSvenska: Antal, 1–100.")] first: i32,
        #[graphql(desc = "After this cursor.\n\nSvenska: Efter markören.")] after: Option<String>,
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
    /// Before the meeting: a meeting, or the next of a council or an industry council; name one of the three. Nothing
    /// where you do not reach the meeting, or none is planned that you reach.
    ///
    /// Svenska: Inför mötet: ett möte, eller nästa möte i ett råd eller branschråd; ange ett av de tre. Saknas där du
    /// inte når mötet, eller inget som du når är planerat.
    async fn meeting_briefing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Meeting (id).\n\nSvenska: Mötet (id).")] meeting_id: Option<ID>,
        #[graphql(desc = "Council, whose next meeting (id).\n\nSvenska: Rådet, vars nästa möte (id).")]
        council_id: Option<ID>,
        #[graphql(desc = "Industry council, whose next meeting (id).\n\nSvenska: Branschrådet, vars nästa möte (id).")]
        industry_council_id: Option<ID>,
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
