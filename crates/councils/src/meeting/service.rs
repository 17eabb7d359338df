//! What can be done with councils' meetings.

use std::{collections::BTreeSet, sync::Arc};

use access::{Action, Request};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Result,
    id::{CouncilMeetingId, MembershipId},
    swedish_day,
};
use store::{Compare, Db, Event, Filter, RecordReader, Tx};

use super::{
    agenda::{self, AgendaItem},
    decision,
    entity::{
        AnnounceMinutes, ApproveMinutes, ChangeCouncilMeeting, CloseCouncilMeeting, ConveneCouncilMeeting,
        CouncilMeeting, CouncilMeetingStatus, OpenCouncilMeeting, PlanCouncilMeeting, Signatory,
    },
    presence,
    repo::Column,
};
use crate::{
    body::{Bodies, Body},
    charter,
    council::Council,
    membership::Membership,
};

/// Mötena.
#[derive(Clone)]
pub struct CouncilMeetings {
    db: Db,
    bodies: Bodies,
}

impl CouncilMeetings {
    /// Over `db`, for councils that `bodies` knows.
    pub fn new(db: &Db, bodies: &Bodies) -> Self {
        Self { db: db.clone(), bodies: bodies.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<CouncilMeeting> {
        RecordReader::new(&self.db)
    }

    /// Planera möte i råd eller branschråd.
    ///
    /// # Errors
    /// `Denied` outside the caller's council; `Invalid` naming the field; `Refused` for a dissolved one.
    pub async fn plan(&self, request: &Arc<Request>, command: PlanCouncilMeeting) -> Result<CouncilMeeting> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let (body, _) = self.bodies.open(tx, command.council, command.industry_council).await?;
                let (mut meeting, event) = CouncilMeeting::plan(Id::new(self.db.ids()), body, command)?;
                meeting.is_public = charter::publishes_minutes(tx, body, meeting.meets_on()).await?;
                tx.insert(&meeting).await?;
                tx.emit(event);
                Ok(meeting)
            })
            .await
    }

    /// Ändra möte.
    ///
    /// # Errors
    /// `NotFound` outside the reach; `Conflict` for a stale version; `Refused`; `Invalid`.
    pub async fn change(&self, request: &Arc<Request>, command: ChangeCouncilMeeting) -> Result<CouncilMeeting> {
        let (id, expected, today) = (command.id, command.expected_version, self.db.clock().today());
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(id, expected).await?;
                let day = swedish_day(command.starts_at);
                let notice = notice_on(tx, &meeting, day).await?;
                // Held, so that no presence is recorded meanwhile.
                tx.lock::<CouncilMeeting>(meeting.id).await?;
                let strays = presence::strays(tx, &meeting, day).await?;
                let event = meeting.change(command, notice, strays, today)?;
                // Another day may be another charter's.
                meeting.is_public = charter::publishes_minutes(tx, meeting.body(), meeting.meets_on()).await?;
                save(tx, meeting, event).await
            })
            .await
    }

    /// Kalla till möte, with an agenda and within the charter's notice.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`].
    pub async fn convene(&self, request: &Arc<Request>, command: ConveneCouncilMeeting) -> Result<CouncilMeeting> {
        let today = self.db.clock().today();
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(command.id, command.expected_version).await?;
                // Who is dissolved meets no more.
                self.bodies.open(tx, meeting.council, meeting.industry_council).await?;
                let items = tx.matching::<AgendaItem>(AgendaItem::of_meeting(meeting.id)).await?.len();
                let notice = notice_on(tx, &meeting, meeting.meets_on()).await?;
                let event = meeting.convene(command.convened_on.unwrap_or(today), items, notice, today)?;
                save(tx, meeting, event).await
            })
            .await
    }

    /// Öppna möte.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`]; `Refused` for a dissolved council.
    pub async fn open(&self, request: &Arc<Request>, command: OpenCouncilMeeting) -> Result<CouncilMeeting> {
        let now = self.db.clock().now();
        let opened_at = command.opened_at.unwrap_or(now);
        self.db
            .write(request, Action::ChairMeeting, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(command.id, command.expected_version).await?;
                let event = meeting.open(opened_at, now)?;
                self.bodies.open(tx, meeting.council, meeting.industry_council).await?;
                save(tx, meeting, event).await
            })
            .await
    }

    /// Avsluta möte. Its items become paragraphs, numbered on from the body's latest of the year; the council's row is held
    /// meanwhile, so that no number is given twice.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`].
    pub async fn close(&self, request: &Arc<Request>, command: CloseCouncilMeeting) -> Result<CouncilMeeting> {
        let now = self.db.clock().now();
        let closed_at = command.closed_at.unwrap_or(now);
        self.db
            .write(request, Action::ChairMeeting, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(command.id, command.expected_version).await?;
                // The council first, as in `hold`. Whatever else is recorded at it holds the meeting, and comes before or after.
                tx.lock::<Council>(meeting.council).await?;
                tx.lock::<CouncilMeeting>(meeting.id).await?;
                let undecided = decision::undecided(tx, meeting.id).await?;
                let presences = presence::recorded(tx, meeting.id).await?;
                let first = next_paragraph(tx, &meeting).await?;
                let mut items = tx.matching::<AgendaItem>(AgendaItem::of_meeting(meeting.id)).await?;
                let last = first + i32::try_from(items.len()).unwrap_or(i32::MAX) - 1;
                let event = meeting.close((closed_at, now), undecided, &presences, (first, last))?;
                agenda::in_order(&mut items);
                for (item, number) in items.iter_mut().zip(first..) {
                    let numbered = item.number(number, meeting.year());
                    tx.update(item).await?;
                    tx.emit(numbered);
                }
                save(tx, meeting, event).await
            })
            .await
    }

    /// Börja skriva protokoll.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`].
    pub async fn draft_minutes(
        &self,
        request: &Arc<Request>,
        id: CouncilMeetingId,
        expected: i32,
    ) -> Result<CouncilMeeting> {
        self.step(request, Action::PrepareMeeting, (id, expected), CouncilMeeting::draft_minutes).await
    }

    /// Justera protokoll: the chair by the act of the chair, the verifier by that of the members. Whether they are everyone's then,
    /// the charter of the meeting's day says.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`].
    pub async fn approve_minutes(&self, request: &Arc<Request>, command: ApproveMinutes) -> Result<CouncilMeeting> {
        let action = match command.signatory {
            Signatory::Chair => Action::ChairMeeting,
            Signatory::Verifier => Action::VerifyMinutes,
        };
        let (at, today) = ((command.id, command.expected_version), self.db.clock().today());
        let by = request.actor.principal();
        self.db
            .write(request, action, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(at.0, at.1).await?;
                let event = meeting.approve_minutes(command.signatory, &by, today)?;
                meeting.is_public = charter::publishes_minutes(tx, meeting.body(), meeting.meets_on()).await?;
                let meeting = save(tx, meeting, event).await?;
                if meeting.has_public_minutes() {
                    decision::publish(tx, &meeting).await?;
                }
                Ok(meeting)
            })
            .await
    }

    /// Anslå protokoll.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`].
    pub async fn announce(&self, request: &Arc<Request>, command: AnnounceMinutes) -> Result<CouncilMeeting> {
        let (at, today) = ((command.id, command.expected_version), self.db.clock().today());
        let day = command.announced_on.unwrap_or(today);
        self.step(request, Action::PrepareMeeting, at, |meeting| meeting.announce(day, today)).await
    }

    /// Ställ in möte, med skäl. What was postponed and stood on its agenda may come back at another.
    ///
    /// # Errors
    /// As [`CouncilMeetings::change`].
    pub async fn cancel(
        &self,
        request: &Arc<Request>,
        id: CouncilMeetingId,
        expected: i32,
        reason: &str,
    ) -> Result<CouncilMeeting> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(id, expected).await?;
                // Held, so that nothing is added to its agenda meanwhile.
                tx.lock::<CouncilMeeting>(meeting.id).await?;
                let event = meeting.cancel(reason)?;
                release_items(tx, meeting.id).await?;
                save(tx, meeting, event).await
            })
            .await
    }

    async fn step(
        &self,
        request: &Arc<Request>,
        action: Action,
        (id, expected): (CouncilMeetingId, i32),
        take: impl FnOnce(&mut CouncilMeeting) -> Result<Event>,
    ) -> Result<CouncilMeeting> {
        self.db
            .write(request, action, async |tx| {
                let mut meeting: CouncilMeeting = tx.load_at(id, expected).await?;
                let event = take(&mut meeting)?;
                save(tx, meeting, event).await
            })
            .await
    }
}

/// The meeting, held for what is recorded at it of these mandates: the council is kept and they are held before it, so that no mandate
/// ends meanwhile. As who dissolves a council holds them, and the mandates in one order, so that two who record do not wait for one
/// another. A mandate outside the reach is told by those held on the day.
///
/// # Errors
/// `NotFound` outside the reach; `Unavailable`, `Broken`.
pub(in crate::meeting) async fn hold(
    tx: &mut Tx,
    id: CouncilMeetingId,
    mandates: impl IntoIterator<Item = MembershipId>,
) -> Result<CouncilMeeting> {
    let seen: CouncilMeeting = tx.load(id).await?;
    tx.look_up_kept::<Council>(seen.council).await?;
    let mandates: BTreeSet<MembershipId> = mandates.into_iter().collect();
    for mandate in mandates {
        match tx.look_up_held::<Membership>(mandate).await {
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    tx.lock(id).await
}

/// Cancels the meetings of `body` that have not been opened.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn cancel_to_come(tx: &mut Tx, body: Body, reason: &str) -> Result<()> {
    let to_come = CouncilMeeting::of(body, &[CouncilMeetingStatus::Planned, CouncilMeetingStatus::Convened]);
    for meeting in tx.matching::<CouncilMeeting>(to_come).await? {
        // As in `cancel`.
        let mut meeting: CouncilMeeting = tx.lock(meeting.id).await?;
        let event = meeting.cancel(reason)?;
        release_items(tx, meeting.id).await?;
        save(tx, meeting, event).await?;
    }
    Ok(())
}

/// Tells of the meetings from `day` on whose minutes are not approved whether they will be everyone's, by the charters that there are
/// now: of `body`, and of the industry councils below it, which follow it where they have none.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn follow_charters(tx: &mut Tx, body: Body, day: NaiveDate) -> Result<()> {
    for meeting in tx.matching::<CouncilMeeting>(CouncilMeeting::to_approve(body, day)).await? {
        // As in `cancel`.
        let mut meeting: CouncilMeeting = tx.lock(meeting.id).await?;
        let is_public = charter::publishes_minutes(tx, meeting.body(), meeting.meets_on()).await?;
        if meeting.must_be_unapproved().is_ok() && meeting.is_public != is_public {
            let event = meeting.publish_minutes(is_public);
            save(tx, meeting, event).await?;
        }
    }
    Ok(())
}

/// Whether `body` has held a meeting here, whoever reads its minutes.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub async fn has_held(tx: &mut Tx, body: Body) -> Result<bool> {
    use CouncilMeetingStatus as S;
    let held = CouncilMeeting::of(body, &[S::Held, S::MinutesDraft, S::MinutesApproved]);
    tx.is_any::<CouncilMeeting>(&held).await
}

/// The first meeting of `body` that is in session, and met on `day` or after it.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn in_session_from(tx: &mut Tx, body: Body, day: NaiveDate) -> Result<Option<CouncilMeeting>> {
    let met = Filter::Is(Column::MeetsOn, Compare::Gte(day.into()));
    let sits = CouncilMeeting::of(body, &[CouncilMeetingStatus::InSession]).and(met);
    Ok(tx.matching::<CouncilMeeting>(sits).await?.into_iter().next())
}

/// What was postponed and stands on the agenda may come back at another meeting.
async fn release_items(tx: &mut Tx, meeting: CouncilMeetingId) -> Result<()> {
    for mut item in tx.matching::<AgendaItem>(AgendaItem::of_meeting(meeting)).await? {
        if let Some(released) = item.release() {
            tx.update(&mut item).await?;
            tx.emit(released);
        }
    }
    Ok(())
}

/// The notice that the charter of the meeting's body asks for on `day`.
async fn notice_on(tx: &mut Tx, meeting: &CouncilMeeting, day: NaiveDate) -> Result<Option<i32>> {
    Ok(charter::in_force(tx, meeting.body(), day).await?.map(|charter| charter.notice_days))
}

/// The number after the body's latest of the year.
async fn next_paragraph(tx: &mut Tx, meeting: &CouncilMeeting) -> Result<i32> {
    let numbered = tx.matching::<CouncilMeeting>(CouncilMeeting::numbered(meeting.body(), meeting.year())).await?;
    Ok(numbered.iter().filter_map(|one| one.last_paragraph).max().unwrap_or(0) + 1)
}

async fn save(tx: &mut Tx, mut meeting: CouncilMeeting, event: Event) -> Result<CouncilMeeting> {
    tx.update(&mut meeting).await?;
    tx.emit(event);
    Ok(meeting)
}
