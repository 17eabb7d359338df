//! Occasions with their sessions, and who comes to them.

use chrono::NaiveDate;
use efforts::{
    Effort, Enrolment, Occasion, Session,
    effort::{Delivery, EffortStatus},
    enrolment::{EnrolmentSource, EnrolmentStatus},
    occasion::OccasionStatus,
};
use kernel::{
    Id, Ids, Result,
    id::{OrganisationId, ParticipantId, ParticipationId},
};
use store::Sealer;

use super::{
    draw::{Draw, later},
    world::at,
};

/// An occasion whose places are counted when everyone has come.
pub(super) struct Planned {
    pub(super) occasion: Occasion,
    pub(super) hours: i32,
    holding: i32,
    waiting: i32,
}

impl Planned {
    /// An occasion of `effort` from a day on, in the state that the effort's own presupposes.
    ///
    /// Where something goes on still, it is what the day `until` makes of it.
    pub(super) fn of(
        ids: &dyn Ids,
        effort: &Effort,
        starts_on: NaiveDate,
        municipality: &str,
        until: Option<NaiveDate>,
    ) -> Self {
        let ends_on = later(starts_on, length(effort.hours));
        let occasion = Occasion {
            id: Id::new(ids),
            version: 3,
            effort: effort.id,
            hub: effort.hub,
            council: effort.council,
            project: effort.project,
            provider: effort.provider,
            status: match effort.status {
                EffortStatus::Running if until.is_some_and(|until| ends_on < until) => OccasionStatus::Finished,
                EffortStatus::Scheduled | EffortStatus::Postponed => OccasionStatus::Planned,
                EffortStatus::Open => OccasionStatus::Confirmed,
                EffortStatus::Running => OccasionStatus::Ongoing,
                EffortStatus::Cancelled => OccasionStatus::Cancelled,
                _ => OccasionStatus::Finished,
            },
            starts_on,
            ends_on,
            municipality: (effort.delivery != Delivery::Distance).then(|| municipality.to_owned()),
            delivery: effort.delivery,
            capacity: 0,
            status_reason: (effort.status == EffortStatus::Cancelled).then(|| "För få anmälda".to_owned()),
        };
        Self { occasion, hours: effort.hours, holding: 0, waiting: 0 }
    }

    /// The occasion with its places. Somebody waits only where every place is held.
    pub(super) fn settled(mut self, draw: &mut Draw) -> Occasion {
        let spare = if self.waiting > 0 { 0 } else { draw.between(0, 6) };
        self.occasion.capacity = (self.holding + spare).clamp(1, 1_000);
        self.occasion
    }

    /// Two sessions: the first and the last day.
    pub(super) fn sessions(&self, ids: &dyn Ids) -> Vec<Session> {
        let occasion = &self.occasion;
        let hours = u32::try_from(self.hours.clamp(1, 7)).unwrap_or(1);
        let session = |day| Session {
            id: Id::new(ids),
            occasion: occasion.id,
            hub: occasion.hub,
            council: occasion.council,
            project: occasion.project,
            provider: occasion.provider,
            starts_at: at(day, 8),
            ends_at: at(day, 8 + hours),
            place: Some(if occasion.municipality.is_some() { "Sal 1" } else { "Videomöte" }.to_owned()),
            delivery: occasion.delivery,
        };
        let mut sessions = vec![session(occasion.starts_on)];
        if occasion.ends_on > occasion.starts_on {
            sessions.push(session(occasion.ends_on));
        }
        sessions
    }

    /// Someone's way through it, as far as `status`.
    ///
    /// # Errors
    /// `Broken` never in practice.
    pub(super) fn enrol(
        &mut self,
        ids: &dyn Ids,
        sealer: &Sealer,
        draw: &mut Draw,
        who: Enrolling,
        status: EnrolmentStatus,
    ) -> Result<Enrolment> {
        use EnrolmentStatus as S;
        let id = Id::new(ids);
        let occasion = &self.occasion;
        self.holding += i32::from(S::HOLDING.contains(&status));
        self.waiting += i32::from(status == S::Waitlisted);
        let began = matches!(status, S::Started | S::Completed | S::DroppedOut);
        let halfway = draw.day(occasion.starts_on, occasion.ends_on);
        let (ended_on, share) = match status {
            S::Completed => (Some(occasion.ends_on), draw.between(80, 100)),
            S::DroppedOut => (Some(halfway), draw.between(10, 60)),
            _ => (None, 0),
        };
        let nominated =
            status == S::Nominated || (status != S::Applied && who.organisation.is_some() && draw.percent(65));
        Ok(Enrolment {
            id,
            version: 1,
            occasion: occasion.id,
            effort: occasion.effort,
            hub: occasion.hub,
            council: occasion.council,
            project: occasion.project,
            provider: occasion.provider,
            participant: who.participant,
            participation: who.participation,
            organisation: who.organisation,
            status,
            source: if nominated { EnrolmentSource::Nomination } else { EnrolmentSource::Application },
            applied_on: later(occasion.starts_on, -draw.between(14, 60)),
            started_on: began.then_some(occasion.starts_on),
            ended_on,
            minutes: self.hours * 60 * share / 100,
            status_reason: reason(status, draw).map(str::to_owned),
            record_key: sealer.record_key(id.as_str())?,
            demonstration: true,
        })
    }
}

/// Who is enrolled.
#[derive(Clone, Copy)]
pub(super) struct Enrolling {
    pub(super) participant: ParticipantId,
    pub(super) participation: Option<ParticipationId>,
    pub(super) organisation: Option<OrganisationId>,
}

/// Days from the first to the last, beside work.
pub(super) fn length(hours: i32) -> i32 {
    (hours - 1) / 4
}

fn reason(status: EnrolmentStatus, draw: &mut Draw) -> Option<&'static str> {
    match status {
        EnrolmentStatus::DroppedOut => {
            Some(*draw.pick(&["Nytt arbete", "Återkallad till produktionen", "Sjukdom", "Fel nivå på utbildningen"]))
        }
        EnrolmentStatus::Rejected => Some("Uppfyller inte förkunskapskraven"),
        EnrolmentStatus::Withdrawn => Some("Får inte ledigt"),
        _ => None,
    }
}
