//! What can be done with presence at meetings.

use std::sync::Arc;

use access::{Action, Request};
use chrono::NaiveDate;
use kernel::{
    Error, Id, Period, Result,
    error::holds,
    id::{CouncilMeetingId, MembershipId, OrganisationId},
};
use store::{Db, RecordReader, Tx};

use super::{
    entity::{MeetingPresence, RecordPresence, rules},
    repo::{meetings_naming, meetings_with},
};
use crate::{
    meeting::{
        decision,
        entity::{CouncilMeeting, CouncilMeetingStatus},
        note,
        service::hold,
        vote,
    },
    membership::{Membership, MembershipStatus},
};

/// Närvaron.
#[derive(Clone)]
pub struct MeetingPresences {
    db: Db,
}

impl MeetingPresences {
    /// Over `db`.
    pub fn new(db: &Db) -> Self {
        Self { db: db.clone() }
    }

    /// Reading.
    pub fn read(&self) -> RecordReader<MeetingPresence> {
        RecordReader::new(&self.db)
    }

    /// Registrera närvaro: the mandate's row is made, or corrected where it has one. A mandate that has voted, or was counted in
    /// what is decided, stays as it did.
    ///
    /// # Errors
    /// `Invalid` for a meeting outside the reach or a wrong field, and for a mandate on leave that came; `Refused` when the meeting
    /// takes no presence, or the mandate has voted or been counted.
    pub async fn record(&self, request: &Arc<Request>, command: RecordPresence) -> Result<MeetingPresence> {
        self.db
            .write(request, Action::PrepareMeeting, async |tx| {
                let told = [Some(command.membership), command.serves_for].into_iter().flatten();
                let meeting = hold(tx, command.meeting, told).await.map_err(|e| e.at("meetingId"))?;
                MeetingPresence::must_be_taken_at(&meeting)?;
                let mandates = held_mandates(tx, &meeting).await?;
                let own = mandates.iter().find(|mandate| mandate.id == command.membership);
                let is_on_leave = own.is_some_and(|mandate| mandate.status == MembershipStatus::OnLeave);
                holds(!is_on_leave || !command.attended, "attended", rules::MANDATE_IS_ON_LEAVE)?;
                let mut others = recorded(tx, meeting.id).await?;
                let own = others.iter().position(|one| one.membership == command.membership);
                let Some(mut presence) = own.map(|at| others.swap_remove(at)) else {
                    let (presence, event) =
                        MeetingPresence::of(Id::new(self.db.ids()), &meeting, command, &mandates, &others)?;
                    tx.insert(&presence).await?;
                    tx.emit(event);
                    return Ok(presence);
                };
                let before = presence.clone();
                let event = presence.correct(&meeting, command, &mandates, &others)?;
                if before.has_vote() && before.fills() != presence.fills() {
                    if vote::has_voted(tx, meeting.id, presence.membership).await? {
                        return Err(Error::refused(note::rules::MANDATE_HAS_VOTED, String::new()));
                    }
                    if decision::has_counted(tx, &before).await? {
                        return Err(Error::refused(rules::PRESENCE_IS_COUNTED, String::new()));
                    }
                }
                tx.update(&mut presence).await?;
                tx.emit(event);
                Ok(presence)
            })
            .await
    }
}

/// What is recorded of the meeting's presence.
pub(in crate::meeting) async fn recorded(tx: &mut Tx, meeting: CouncilMeetingId) -> Result<Vec<MeetingPresence>> {
    tx.matching::<MeetingPresence>(MeetingPresence::of_meeting(meeting)).await
}

/// The mandates held of the body that meets, on the meeting's day.
pub(in crate::meeting) async fn held_mandates(tx: &mut Tx, meeting: &CouncilMeeting) -> Result<Vec<Membership>> {
    held_on(tx, meeting, meeting.meets_on()).await
}

/// The latest day on which the mandate took part in a meeting, or another did in its place.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn latest_of(tx: &mut Tx, mandate: MembershipId) -> Result<Option<NaiveDate>> {
    let presences = tx.matching::<MeetingPresence>(MeetingPresence::with(mandate)).await?;
    let ids: Vec<CouncilMeetingId> = presences.iter().map(|one| one.meeting).collect();
    let mut meetings = tx.matching::<CouncilMeeting>(CouncilMeeting::among(&ids)).await?;
    meetings.retain(|meeting| meeting.status != CouncilMeetingStatus::Cancelled);
    Ok(meetings.iter().map(CouncilMeeting::meets_on).max())
}

/// How much of the meeting's presence is of a mandate, or for one, that is not held on `day`.
pub(in crate::meeting) async fn strays(tx: &mut Tx, meeting: &CouncilMeeting, day: NaiveDate) -> Result<usize> {
    if day == meeting.meets_on() {
        return Ok(0);
    }
    let held = held_on(tx, meeting, day).await?;
    let is_held = |id| held.iter().any(|mandate| mandate.id == id);
    let recorded = recorded(tx, meeting.id).await?;
    Ok(recorded.iter().filter(|one| !is_held(one.membership) || one.serves_for.is_some_and(|id| !is_held(id))).count())
}

/// The day of a meeting whose approved minutes tell who sat for `mandate` on one of `days`. What tells it and is not approved yet is
/// approved anew.
///
/// # Errors
/// `Conflict` where somebody approves meanwhile; `Unavailable`, `Broken`.
pub(crate) async fn told_in_minutes(tx: &mut Tx, mandate: MembershipId, days: Period) -> Result<Option<NaiveDate>> {
    let db = tx.db().clone();
    let mut meetings = meetings_with(&db, mandate).await?;
    meetings.retain(|meeting| days.contains(meeting.meets_on()));
    let approved = meetings.iter().find(|meeting| meeting.status == CouncilMeetingStatus::MinutesApproved);
    if let Some(approved) = approved {
        return Ok(Some(approved.meets_on()));
    }
    for mut meeting in meetings {
        if meeting.rewrite() {
            tx.update(&mut meeting).await?;
        }
    }
    Ok(None)
}

/// The latest day, from `from` on, of a meeting whose approved minutes name the organisation. What names it and is not approved yet is
/// approved anew. The meetings are held, so that none is approved meanwhile.
///
/// # Errors
/// `Unavailable`, `Broken`.
pub(crate) async fn named_in_minutes(
    tx: &mut Tx,
    organisation: OrganisationId,
    from: NaiveDate,
) -> Result<Option<NaiveDate>> {
    let db = tx.db().clone();
    let seen = meetings_naming(&db, organisation, from).await?;
    let ids: Vec<CouncilMeetingId> = seen.iter().map(|meeting| meeting.id).collect();
    let meetings = tx.look_through_beyond_held::<CouncilMeeting>(&CouncilMeeting::among(&ids)).await?;
    let approved = meetings.iter().filter(|meeting| meeting.status == CouncilMeetingStatus::MinutesApproved);
    if let Some(latest) = approved.map(CouncilMeeting::meets_on).max() {
        return Ok(Some(latest));
    }
    for mut meeting in meetings {
        if meeting.rewrite() {
            tx.update(&mut meeting).await?;
        }
    }
    Ok(None)
}

async fn held_on(tx: &mut Tx, meeting: &CouncilMeeting, day: NaiveDate) -> Result<Vec<Membership>> {
    tx.matching::<Membership>(Membership::of(meeting.body()).and(Membership::as_of(day))).await
}
