//! What an occasion is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Label, Period, Result, command,
    command::{REASON, number},
    error::{both, holds, not_before, optional_reason, rules as common},
    id::{CouncilId, EffortId, HubId, OccasionId, OrganisationId, ProjectId},
    machine::{Step, step, step_within},
    swedish_day, text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::{
    effort::{Delivery, Effort, EffortStatus},
    session::{Session, rules::SESSION_IS_OUTSIDE_THE_OCCASION},
};

/// Rules of occasions.
pub mod rules {
    kernel::rules! {
        /// An effort that is over or cancelled gets no new occasion.
        EFFORT_TAKES_NO_OCCASIONS:
            "Insatsen är genomförd eller inställd och får inga nya tillfällen.",
            "The effort is over or cancelled and gets no new occasion.";
        /// Nobody comes to what is cancelled, nor stays away from it.
        OCCASION_IS_CANCELLED: "Tillfället är inställt.", "The occasion is cancelled.";
        /// Nobody stays away from an occasion before its first day; detail: that day.
        OCCASION_HAS_NOT_BEGUN:
            "Ingen kan utebli före tillfällets första dag:",
            "Nobody stays away before the first day of the occasion:";
        /// The days of an occasion that has started, is finished or cancelled stand; detail: its state.
        OCCASION_DAYS_STAND:
            "Tillfällets dagar ligger fast när det har startat eller är över. Dess läge är:",
            "The occasion's days stand once it has started or is over. Its state is:";
        /// Other days are not those that it has.
        OCCASION_HAS_THOSE_DAYS: "Tillfället har redan de dagarna.", "The occasion has those days already.";
    }
}

text_enum! {
    pub enum OccasionStatus ("Tillfällets status.", "Status of an occasion.") {
        Planned = "PLANNED" ("Planerat", "Planned", ("bara navet ser det", "only the hub sees it")),
        Confirmed = "CONFIRMED" ("Bekräftat", "Confirmed"),
        Ongoing = "ONGOING" ("Pågår", "Ongoing"),
        Finished = "FINISHED" ("Avslutat", "Finished"),
        Cancelled = "CANCELLED" ("Inställt", "Cancelled"),
    }
}

impl OccasionStatus {
    /// Whether the occasion is finished or cancelled: it takes neither people nor sessions.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled)
    }

    /// Whether the occasion has yet to begin.
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::Planned | Self::Confirmed)
    }
}

text_enum! {
    pub enum OccasionVerb as "OccasionStep" ("Steg i ett tillfälles livslopp.", "A step in an occasion's life.") {
        Confirm = "confirm" ("bekräfta", "confirm", ("offentligt härifrån", "public from here on")),
        Start = "start" ("starta", "start"),
        Finish = "finish" ("avsluta", "finish"),
        Cancel = "cancel" ("ställa in", "cancel", ("med skäl", "with a reason")),
    }
}

impl OccasionVerb {
    /// Whether it is done while the effort is such.
    pub fn is_done_in(self, effort: EffortStatus) -> bool {
        self != Self::Confirm || effort.takes_occasions()
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<OccasionStatus, OccasionVerb>] = {
    use OccasionStatus as S;
    use OccasionVerb as V;
    &[
        (S::Planned, V::Confirm, S::Confirmed),
        (S::Planned, V::Cancel, S::Cancelled),
        (S::Confirmed, V::Start, S::Ongoing),
        (S::Confirmed, V::Cancel, S::Cancelled),
        (S::Ongoing, V::Finish, S::Finished),
        (S::Ongoing, V::Cancel, S::Cancelled),
    ]
};

/// Utbildningstillfälle.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// Id.
    pub id: OccasionId,
    /// Version.
    pub version: i32,
    /// The effort.
    pub effort: EffortId,
    /// The effort's hub, copied.
    pub hub: HubId,
    /// The effort's council, copied.
    pub council: CouncilId,
    /// The effort's project, copied.
    pub project: Option<ProjectId>,
    /// The effort's provider, copied.
    pub provider: Option<OrganisationId>,
    /// Status.
    pub status: OccasionStatus,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Where it is given.
    pub municipality: Option<String>,
    /// Delivery.
    pub delivery: Delivery,
    /// Places, 1–1,000.
    pub capacity: i32,
    /// Why it was cancelled.
    pub status_reason: Option<String>,
}

command! {
    pub struct PlanOccasion as "PlanOccasionInput" ("Planera tillfälle.", "Plan an occasion.") {
        effort: EffortId as "effortId" ("Insats.", "Effort."),
        starts_on: NaiveDate as "startsOn" ("Första dag.", "First day."),
        ends_on: NaiveDate as "endsOn" ("Sista dag.", "Last day."),
        municipality: Option<String> as "municipality" [code(Scheme::Municipality)]
            ("Kommun.", "Municipality."),
        delivery: Option<Delivery> as "delivery"
            ("Genomförandeform; insatsens när den saknas.", "Delivery; the effort's when absent."),
        capacity: i32 as "capacity" [number(1, 1000)] ("Platser.", "Places."),
    }
}

command! {
    pub struct AdvanceOccasion as "AdvanceOccasionInput"
        ("Ta ett steg i tillfällets livslopp.", "Take a step in the occasion's life.")
        of OccasionId, ("Tillfället.", "The occasion.") {
        step: command::Step<OccasionVerb> as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct RescheduleOccasion as "RescheduleOccasionInput" ("Ändra tillfällets dagar.", "Change the occasion's days.")
        of OccasionId, ("Tillfället.", "The occasion.") {
        starts_on: NaiveDate as "startsOn" [command::FROM_TODAY] ("Första dag.", "First day."),
        ends_on: NaiveDate as "endsOn" ("Sista dag.", "Last day."),
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Effort {
    /// Demands that it is not over or cancelled: it gets no more occasions then, and confirms none.
    ///
    /// # Errors
    /// `Refused { EFFORT_TAKES_NO_OCCASIONS }`.
    pub(super) fn must_take_occasions(&self) -> Result<()> {
        match self.status.takes_occasions() {
            true => Ok(()),
            false => Err(Error::refused(rules::EFFORT_TAKES_NO_OCCASIONS, self.status.label())),
        }
    }
}

impl Occasion {
    /// A newly planned occasion of `effort`, with the effort's anchors.
    ///
    /// # Errors
    /// `Refused` when the effort is over; `Invalid` naming the field.
    pub fn plan(id: OccasionId, effort: &Effort, command: PlanOccasion) -> Result<(Self, Event)> {
        effort.must_take_occasions()?;
        let command = command.checked()?;
        Period::new("endsOn", command.starts_on, Some(command.ends_on))?;
        let occasion = Self {
            id,
            version: 1,
            effort: effort.id,
            hub: effort.hub,
            council: effort.council,
            project: effort.project,
            provider: effort.provider,
            status: OccasionStatus::Planned,
            starts_on: command.starts_on,
            ends_on: command.ends_on,
            municipality: command.municipality,
            delivery: command.delivery.unwrap_or(effort.delivery),
            capacity: command.capacity,
            status_reason: None,
        };
        let event = Event::new("OccasionPlanned", id.public());
        Ok((occasion, event))
    }

    /// Where `verb` leads; of what it does not lead from, the refusal names the steps that are taken while the effort is such.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub(super) fn step_in(&self, effort: EffortStatus, verb: OccasionVerb) -> Result<OccasionStatus> {
        step_within(TRANSITIONS, self.status, verb, |other| other.is_done_in(effort))
    }

    /// Takes `verb`; a cancellation gives a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason.
    pub fn take(&mut self, verb: OccasionVerb, reason: Option<&str>) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let reason = optional_reason(reason)?;
        if verb == OccasionVerb::Cancel && reason.is_none() {
            return Err(Error::invalid("reason", common::REASON_IS_REQUIRED));
        }
        let name = match verb {
            OccasionVerb::Confirm => "OccasionConfirmed",
            OccasionVerb::Start => "OccasionStarted",
            OccasionVerb::Finish => "OccasionFinished",
            OccasionVerb::Cancel => "OccasionCancelled",
        };
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason = reason.clone();
        Ok(Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason))
    }

    /// Gives it other days, from `today` on, within which all of its `sessions` lie; its state stays, and so do its people.
    ///
    /// # Errors
    /// `Refused` once it has started or is over, and for a session outside the days; `Invalid` naming the field.
    pub fn reschedule(&mut self, sessions: &[Session], command: RescheduleOccasion, today: NaiveDate) -> Result<Event> {
        if !self.is_to_come() {
            return Err(Error::refused(rules::OCCASION_DAYS_STAND, self.status.label()));
        }
        let days = Period::new("endsOn", command.starts_on, Some(command.ends_on));
        let since = (today, Label { sv: "i dag", en: "today" });
        let to_come = not_before("startsOn", command.starts_on, Some(since));
        let (command, (days, ())) = both(command.checked(), both(days, to_come))?;
        holds(days != self.period(), "startsOn", rules::OCCASION_HAS_THOSE_DAYS)?;
        if let Some(session) = sessions.iter().find(|session| !session.lies_within(&days)) {
            let day = swedish_day(session.starts_at).to_string();
            return Err(Error::refused(SESSION_IS_OUTSIDE_THE_OCCASION, day));
        }
        (self.starts_on, self.ends_on) = (command.starts_on, command.ends_on);
        let mut event = Event::new("OccasionRescheduled", self.id.public());
        event.reason = Some(command.reason);
        Ok(event)
    }

    /// Places left when `taken` are taken.
    pub fn free(&self, taken: usize) -> usize {
        usize::try_from(self.capacity).unwrap_or(0).saturating_sub(taken)
    }

    /// Whether it has yet to begin.
    pub fn is_to_come(&self) -> bool {
        self.status.is_to_come()
    }

    /// Whether it is finished or cancelled.
    pub fn is_over(&self) -> bool {
        self.status.is_over()
    }

    /// Demands that it is not cancelled: nobody is to come to what is.
    ///
    /// # Errors
    /// `Refused { OCCASION_IS_CANCELLED }`.
    pub fn must_take_place(&self) -> Result<()> {
        match self.status {
            OccasionStatus::Cancelled => Err(Error::refused(rules::OCCASION_IS_CANCELLED, "")),
            _ => Ok(()),
        }
    }

    /// Demands that its first day has come: nobody has stayed away from what is to come.
    ///
    /// # Errors
    /// `Refused { OCCASION_HAS_NOT_BEGUN }`.
    pub fn must_have_begun(&self, today: NaiveDate) -> Result<()> {
        if self.starts_on > today {
            return Err(Error::refused(rules::OCCASION_HAS_NOT_BEGUN, self.starts_on.to_string()));
        }
        Ok(())
    }

    /// Its days.
    pub fn period(&self) -> Period {
        Period { from: self.starts_on, to: Some(self.ends_on) }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use kernel::{Id, id::SequentialIds};

    use super::*;

    pub(crate) fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).expect("a day of March")
    }

    pub(crate) fn occasion(capacity: i32) -> Occasion {
        let ids = SequentialIds::starting_at(90);
        Occasion {
            id: Id::new(&ids),
            version: 1,
            effort: Id::new(&ids),
            hub: Id::new(&ids),
            council: Id::new(&ids),
            project: None,
            provider: None,
            status: OccasionStatus::Confirmed,
            starts_on: day(2),
            ends_on: day(20),
            municipality: None,
            delivery: Delivery::Place,
            capacity,
            status_reason: None,
        }
    }

    #[test]
    fn every_step_outside_the_table_is_refused() {
        for &from in OccasionStatus::ALL {
            for &verb in OccasionVerb::ALL {
                let mut occasion = occasion(1);
                occasion.status = from;
                let to = TRANSITIONS.iter().find(|(at, by, _)| (*at, *by) == (from, verb)).map(|(_, _, to)| *to);
                let taken = occasion.take(verb, Some("skäl"));
                assert_eq!(taken.is_ok(), to.is_some(), "{from} {verb}");
                assert_eq!(occasion.status, to.unwrap_or(from));
                if let Err(error) = taken {
                    assert!(matches!(error, Error::Refused { rule: common::TRANSITION_IS_NOT_ALLOWED, .. }));
                }
            }
        }
    }

    #[test]
    fn nobody_comes_to_what_is_cancelled_nor_stays_away_before_it_begins() {
        let mut occasion = occasion(1);
        assert!(occasion.must_take_place().is_ok() && occasion.must_have_begun(day(2)).is_ok());
        let early = occasion.must_have_begun(day(1));
        assert!(matches!(early, Err(Error::Refused { rule: rules::OCCASION_HAS_NOT_BEGUN, .. })), "{early:?}");
        occasion.status = OccasionStatus::Cancelled;
        let gone = occasion.must_take_place();
        assert!(matches!(gone, Err(Error::Refused { rule: rules::OCCASION_IS_CANCELLED, .. })), "{gone:?}");
    }

    #[test]
    fn a_cancellation_says_why() {
        let mut occasion = occasion(1);
        assert!(matches!(occasion.take(OccasionVerb::Cancel, None), Err(Error::Invalid { .. })));
        assert_eq!(occasion.status, OccasionStatus::Confirmed);
    }
}
