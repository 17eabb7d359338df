//! What an enrolment is, and which steps it may take.

use chrono::{Months, NaiveDate};
use kernel::{
    Error, Result, command,
    command::{REASON, number},
    error::{both, holds, in_order, in_range, optional_reason, required_reason, rules as common},
    id::{
        CouncilId, EffortId, EnrolmentId, HubId, OccasionId, OrganisationId, ParticipantId, ParticipationId, ProjectId,
    },
    machine::{Step, step, step_within},
    text_enum,
};
use store::Event;

use super::queue::Queue;
use crate::{
    effort::Effort,
    occasion::{Occasion, OccasionStatus},
};

/// Rules of enrolments.
pub mod rules {
    pub use crate::session::rules::OCCASION_IS_OVER;

    kernel::rules! {
        /// Every place of the occasion is taken; the person may be put on the waiting list.
        EFFORT_IS_FULL:
            "Alla platser är tagna. Sätt personen som reserv.",
            "Every place is taken. Put the person on the waiting list.";
        /// Those who wait are offered a freed place first, in the order they applied.
        WAITING_LIST_GOES_FIRST: "Andra har väntat längre på platsen.", "Others have waited longer for the place.";
        /// Places of an occasion that is over are given to nobody, and nobody waits for them; detail: its state.
        NO_PLACES_ARE_GIVEN:
            "Tillfället ger inga platser längre. Dess läge är:",
            "The occasion gives no places any more. Its state is:";
        /// There is room: nobody need wait.
        OCCASION_HAS_ROOM: "Det finns lediga platser: ingen behöver vänta.", "There are free places: nobody need wait.";
        /// The effort is not open for enrolment.
        EFFORT_IS_NOT_OPEN: "Insatsen är inte öppen för anmälan.", "The effort is not open for enrolment.";
        /// An effort of a project takes participations in that project.
        PARTICIPATION_IS_REQUIRED:
            "Ange personens deltagande i projektet.",
            "Name the person's participation in the project.";
        /// The participation is in another project than the one that pays for the effort.
        PARTICIPATION_IS_IN_ANOTHER_PROJECT:
            "Deltagandet hör till ett annat projekt än insatsens.",
            "The participation belongs to another project than the effort's.";
        /// Who employs her is what the participation says, where it says that.
        PARTICIPATION_NAMES_ANOTHER_EMPLOYER:
            "Deltagandet anger en annan arbetsgivare.",
            "The participation names another employer.";
        /// The day lies outside the occasion's days or in the future.
        DATE_IS_OUTSIDE_THE_OCCASION:
            "Datumet ligger utanför tillfällets dagar eller i framtiden.",
            "The date lies outside the occasion's days or in the future.";
        /// A person is enrolled in an occasion once; detail: since when, how it stands, and which enrolment, to who reads it.
        PERSON_IS_ENROLLED:
            "Personen är redan anmäld till tillfället. Gå vidare med den anmälan, eller välj ett annat tillfälle.",
            "The person is enrolled in the occasion already. Go on with that enrolment, or choose another occasion.";
    }
}

text_enum! {
    pub enum EnrolmentStatus ("Anmälans status.", "Status of an enrolment.") {
        Nominated = "NOMINATED" ("Nominerad", "Nominated"),
        Applied = "APPLIED" ("Ansökt", "Applied"),
        Eligible = "ELIGIBLE" ("Behörig", "Eligible"),
        Waitlisted = "WAITLISTED" ("Reserv", "On the waiting list", ("väntar på plats, i den ordning de kom", "waits for a place, first come first served")),
        Offered = "OFFERED" ("Erbjuden plats", "Offered a place", ("platsen hålls", "the place is held")),
        Confirmed = "CONFIRMED" ("Antagen", "Confirmed"),
        Started = "STARTED" ("Påbörjad", "Started"),
        Completed = "COMPLETED" ("Slutförd", "Completed"),
        DroppedOut = "DROPPED_OUT" ("Avbrott", "Dropped out"),
        Rejected = "REJECTED" ("Ej antagen", "Rejected"),
        Withdrawn = "WITHDRAWN" ("Återbud", "Withdrawn"),
        NoShow = "NO_SHOW" ("Utebliven", "No-show"),
    }
}

impl EnrolmentStatus {
    /// The states that hold one of the occasion's places.
    pub const HOLDING: [Self; 4] = [Self::Offered, Self::Confirmed, Self::Started, Self::Completed];
}

text_enum! {
    /// Steg i en anmälans livslopp.
    pub enum EnrolmentVerb {
        FindEligible = "findEligible" ("förklara behörig", "find eligible"),
        Waitlist = "waitlist" ("sätta som reserv", "put on the waiting list"),
        Offer = "offer" ("erbjuda plats", "offer a place"),
        Confirm = "confirm" ("bekräfta", "confirm"),
        Start = "start" ("påbörja", "start"),
        Complete = "complete" ("slutföra", "complete"),
        DropOut = "dropOut" ("avbryta", "drop out"),
        Reject = "reject" ("avslå", "reject"),
        Withdraw = "withdraw" ("återta", "withdraw"),
        MissStart = "missStart" ("utebli", "not show up"),
    }
}

impl EnrolmentVerb {
    /// Whether it is done while the occasion is such: what is over gives no places, and nobody comes to what is cancelled.
    pub fn is_done_at(self, occasion: OccasionStatus) -> bool {
        match self {
            Self::Offer | Self::Waitlist => !occasion.is_over(),
            Self::Confirm | Self::Start | Self::MissStart => occasion != OccasionStatus::Cancelled,
            _ => true,
        }
    }
}

text_enum! {
    pub enum EnrolmentSource ("Hur anmälan kom till.", "How an enrolment came about.") {
        Nomination = "NOMINATION" ("Anmäld av arbetsgivare", "Nominated by the employer"),
        Application = "APPLICATION" ("Egen ansökan", "Own application"),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<EnrolmentStatus, EnrolmentVerb>] = {
    use EnrolmentStatus as S;
    use EnrolmentVerb as V;
    &[
        (S::Nominated, V::FindEligible, S::Eligible),
        (S::Nominated, V::Reject, S::Rejected),
        (S::Nominated, V::Withdraw, S::Withdrawn),
        (S::Applied, V::FindEligible, S::Eligible),
        (S::Applied, V::Waitlist, S::Waitlisted),
        (S::Applied, V::Reject, S::Rejected),
        (S::Applied, V::Withdraw, S::Withdrawn),
        (S::Eligible, V::Offer, S::Offered),
        (S::Eligible, V::Waitlist, S::Waitlisted),
        (S::Eligible, V::Reject, S::Rejected),
        (S::Eligible, V::Withdraw, S::Withdrawn),
        (S::Waitlisted, V::Offer, S::Offered),
        (S::Waitlisted, V::Reject, S::Rejected),
        (S::Waitlisted, V::Withdraw, S::Withdrawn),
        (S::Offered, V::Confirm, S::Confirmed),
        (S::Offered, V::Withdraw, S::Withdrawn),
        (S::Confirmed, V::Start, S::Started),
        (S::Confirmed, V::Withdraw, S::Withdrawn),
        (S::Confirmed, V::MissStart, S::NoShow),
        (S::Started, V::Complete, S::Completed),
        (S::Started, V::DropOut, S::DroppedOut),
    ]
};

/// More than anyone takes part in one occasion.
const MOST_MINUTES: i32 = 600_000;

/// Anmälan.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// Id.
    pub id: EnrolmentId,
    /// Version.
    pub version: i32,
    /// The occasion.
    pub occasion: OccasionId,
    /// The occasion's effort, copied.
    pub effort: EffortId,
    /// The occasion's hub, copied.
    pub hub: HubId,
    /// The occasion's council, copied: for protected counts, never for rows.
    pub council: CouncilId,
    /// The occasion's project, copied.
    pub project: Option<ProjectId>,
    /// The occasion's provider, copied.
    pub provider: Option<OrganisationId>,
    /// The person.
    pub participant: ParticipantId,
    /// The person's participation in the project, for an effort that a project pays for.
    pub participation: Option<ParticipationId>,
    /// The employer.
    pub organisation: Option<OrganisationId>,
    /// Status.
    pub status: EnrolmentStatus,
    /// Source.
    pub source: EnrolmentSource,
    /// Applied or nominated on: the waiting list's order, then the id.
    pub applied_on: NaiveDate,
    /// Started on.
    pub started_on: Option<NaiveDate>,
    /// Ended on.
    pub ended_on: Option<NaiveDate>,
    /// Minutes taken part.
    pub minutes: i32,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// Fixed uniform number for disclosure control; see [`store::Sealer::record_key`].
    pub record_key: i64,
    /// Invented for demonstration.
    pub demonstration: bool,
}

/// Anmäl till tillfälle: the command.
#[derive(Clone, Copy, Debug)]
pub struct Enrol {
    /// The occasion.
    pub occasion: OccasionId,
    /// The person's participation, for an effort of a project.
    pub participation: Option<ParticipationId>,
    /// The person, for any other effort.
    pub participant: Option<ParticipantId>,
    /// The employer, when no participation says it.
    pub organisation: Option<OrganisationId>,
    /// Nomination or application.
    pub source: EnrolmentSource,
}

command! {
    /// What a nomination and an application take.
    #[derive(Copy)]
    pub struct EnrolPerson as "EnrolInput" ("Anmäl till tillfälle.", "Enrol in an occasion.") {
        occasion: OccasionId as "occasionId" ("Tillfälle.", "Occasion."),
        participation: Option<ParticipationId> as "participationId"
            ("Deltagande: personens, för en insats som ett projekt betalar.",
             "Participation: the person's, for an effort that a project pays for."),
        participant: Option<ParticipantId> as "participantId"
            ("Deltagare: personen, för varje annan insats.", "Participant: the person, for any other effort."),
        organisation: Option<OrganisationId> as "organisationId"
            ("Organisation: arbetsgivaren, när inget deltagande säger det.", "Organisation: the employer, when no participation says it."),
    }
}

impl EnrolPerson {
    /// The command, come about so.
    pub const fn by(self, source: EnrolmentSource) -> Enrol {
        let Self { occasion, participation, participant, organisation } = self;
        Enrol { occasion, participation, participant, organisation, source }
    }
}

text_enum! {
    pub enum EnrolmentStep
        ("Steg i en anmälans livslopp. Att påbörja, slutföra och avbryta har egna ändringar.",
         "A step in an enrolment's life. Start, completion and dropping out have mutations of their own.") {
        FindEligible = "FIND_ELIGIBLE" of EnrolmentVerb,
        Waitlist = "WAITLIST" of EnrolmentVerb ("när platserna är tagna", "when the places are taken"),
        Offer = "OFFER" of EnrolmentVerb
            ("en ledig, till den som väntat längst", "a free one, to who has waited longest"),
        Confirm = "CONFIRM" of EnrolmentVerb
            ("personens eller arbetsgivarens eget steg", "the person's or the employer's own step"),
        Reject = "REJECT" of EnrolmentVerb ("med skäl", "with a reason"),
        Withdraw = "WITHDRAW" of EnrolmentVerb
            ("personens eller arbetsgivarens eget steg", "the person's or the employer's own step"),
        MissStart = "MISS_START" of EnrolmentVerb ("antagen, men kom aldrig", "confirmed, but never came"),
    }
}

impl EnrolmentStep {
    /// As the state machine has it.
    pub const fn verb(self) -> EnrolmentVerb {
        match self {
            Self::FindEligible => EnrolmentVerb::FindEligible,
            Self::Waitlist => EnrolmentVerb::Waitlist,
            Self::Offer => EnrolmentVerb::Offer,
            Self::Confirm => EnrolmentVerb::Confirm,
            Self::Reject => EnrolmentVerb::Reject,
            Self::Withdraw => EnrolmentVerb::Withdraw,
            Self::MissStart => EnrolmentVerb::MissStart,
        }
    }
}

command! {
    pub struct AdvanceEnrolment as "AdvanceEnrolmentInput"
        ("Ta ett steg i anmälans livslopp.", "Take a step in the enrolment's life.")
        of EnrolmentId, ("Anmälan.", "The enrolment.") {
        step: EnrolmentStep as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct StartEnrolment as "StartEnrolmentInput" ("Påbörja.", "Start.")
        of EnrolmentId, ("Anmälan.", "The enrolment.") {
        started_on: Option<NaiveDate> as "startedOn" [command::UNTIL_TODAY]
            ("Första dag; i dag när den saknas.", "First day; today when absent."),
    }
}

command! {
    pub struct CompleteEnrolment as "CompleteEnrolmentInput" ("Slutför.", "Complete.")
        of EnrolmentId, ("Anmälan.", "The enrolment.") {
        ended_on: Option<NaiveDate> as "endedOn" [command::UNTIL_TODAY]
            ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
        minutes: i32 as "minutes" [number(0, MOST_MINUTES)] ("Närvaro, minuter.", "Attendance, minutes."),
    }
}

command! {
    pub struct DropOutEnrolment as "DropOutEnrolmentInput" ("Avbryt.", "Drop out.")
        of EnrolmentId, ("Anmälan.", "The enrolment.") {
        ended_on: Option<NaiveDate> as "endedOn" [command::UNTIL_TODAY]
            ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
        minutes: i32 as "minutes" [number(0, MOST_MINUTES)]
            ("Närvaro, minuter: de räknas ändå.", "Attendance, minutes: they still count."),
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

/// Who is enrolled: settled by the service before anything is decided.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// The person.
    pub participant: ParticipantId,
    /// The participation.
    pub participation: Option<ParticipationId>,
    /// The project of the participation.
    pub project: Option<ProjectId>,
    /// The employer.
    pub organisation: Option<OrganisationId>,
}

impl Enrolment {
    /// A newly nominated or applying person. Being enrolled takes no place: only an offer does.
    ///
    /// # Errors
    /// `Refused` when the effort is not open or the occasion is over; `Invalid` for a participation that does not fit.
    pub fn enrol(
        id: EnrolmentId,
        effort: &Effort,
        occasion: &Occasion,
        person: Person,
        source: EnrolmentSource,
        today: NaiveDate,
        record_key: i64,
    ) -> Result<(Self, Event)> {
        if !effort.status.takes_enrolments() {
            return Err(Error::refused(rules::EFFORT_IS_NOT_OPEN, effort.status.label()));
        }
        if occasion.is_over() {
            return Err(Error::refused(rules::OCCASION_IS_OVER, occasion.status.label()));
        }
        match (occasion.project, person.project) {
            (Some(_), None) => return Err(Error::invalid("participationId", rules::PARTICIPATION_IS_REQUIRED)),
            (Some(paying), Some(own)) if paying != own => {
                return Err(Error::invalid("participationId", rules::PARTICIPATION_IS_IN_ANOTHER_PROJECT));
            }
            _ => {}
        }
        let (status, name) = match source {
            EnrolmentSource::Nomination => (EnrolmentStatus::Nominated, "ParticipantNominated"),
            EnrolmentSource::Application => (EnrolmentStatus::Applied, "PlaceAppliedFor"),
        };
        let enrolment = Self {
            id,
            version: 1,
            occasion: occasion.id,
            effort: occasion.effort,
            hub: occasion.hub,
            council: occasion.council,
            project: occasion.project,
            provider: occasion.provider,
            participant: person.participant,
            participation: person.participation,
            organisation: person.organisation,
            status,
            source,
            applied_on: today,
            started_on: None,
            ended_on: None,
            minutes: 0,
            status_reason: None,
            record_key,
            demonstration: false,
        };
        Ok((enrolment, Event::new(name, id.public())))
    }

    /// Six calendar months after the person completed it, clamped to the month's end: from then on what came of it can be told.
    pub fn follow_up_due_on(&self) -> Option<NaiveDate> {
        let ended = self.ended_on.filter(|_| self.status == EnrolmentStatus::Completed);
        ended.and_then(|ended| ended.checked_add_months(Months::new(6)))
    }

    /// Whether it holds one of the occasion's places.
    pub fn holds_a_place(&self) -> bool {
        EnrolmentStatus::HOLDING.contains(&self.status)
    }

    /// Where `verb` leads; of what it does not lead from, the refusal names the steps that are taken while the occasion is such.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub(super) fn step_at(&self, occasion: OccasionStatus, verb: EnrolmentVerb) -> Result<EnrolmentStatus> {
        step_within(TRANSITIONS, self.status, verb, |other| other.is_done_at(occasion))
    }

    /// Takes a step that needs nothing but perhaps a reason: rejection gives one.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, also for verbs that have a method of their own; `Invalid` without the reason.
    pub fn take(&mut self, verb: EnrolmentVerb, reason: Option<&str>) -> Result<Event> {
        use EnrolmentVerb as V;
        let to = step(TRANSITIONS, self.status, verb)?;
        let name = match verb {
            V::FindEligible => "EnrolmentFoundEligible",
            V::Confirm => "PlaceConfirmed",
            V::Reject => "EnrolmentRejected",
            V::Withdraw => "EnrolmentWithdrawn",
            V::MissStart => "StartMissed",
            V::Offer | V::Waitlist | V::Start | V::Complete | V::DropOut => {
                return Err(Error::refused(common::TRANSITION_IS_NOT_ALLOWED, verb.label()));
            }
        };
        let reason = optional_reason(reason)?;
        if verb == V::Reject && reason.is_none() {
            return Err(Error::invalid("reason", common::REASON_IS_REQUIRED));
        }
        Ok(self.enter(to, name, reason))
    }

    /// Erbjud plats: one of the occasion's places becomes this person's, if one is free and nobody waited longer.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, an occasion that is over or full, or a waiting list.
    pub fn offer(&mut self, queue: &Queue) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, EnrolmentVerb::Offer)?;
        queue.must_go_on()?;
        queue.admits(self.id)?;
        Ok(self.enter(to, "PlaceOffered", None))
    }

    /// Sätt som reserv, when the places are taken or spoken for.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, an occasion that is over, or while there is room.
    pub fn waitlist(&mut self, queue: &Queue) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, EnrolmentVerb::Waitlist)?;
        queue.must_go_on()?;
        if queue.free > queue.waiting.len() {
            return Err(Error::refused(rules::OCCASION_HAS_ROOM, queue.free.to_string()));
        }
        Ok(self.enter(to, "EnrolmentWaitlisted", None))
    }

    /// Påbörja on `day`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or a cancelled occasion; `Invalid` for a day outside the occasion or in the future.
    pub fn start(&mut self, occasion: &Occasion, day: NaiveDate, today: NaiveDate) -> Result<Event> {
        let to = self.step_at(occasion.status, EnrolmentVerb::Start)?;
        occasion.must_take_place()?;
        if day > today || !occasion.period().contains(day) {
            return Err(Error::invalid("startedOn", rules::DATE_IS_OUTSIDE_THE_OCCASION));
        }
        self.started_on = Some(day);
        Ok(self.enter(to, "EnrolmentStarted", None))
    }

    /// Slutför on `day` after `minutes` of taking part.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn complete(&mut self, day: NaiveDate, minutes: i32, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, EnrolmentVerb::Complete)?;
        self.end(day, minutes, today)?;
        Ok(self.enter(to, "EnrolmentCompleted", None))
    }

    /// Avbryt on `day`, with a reason; the minutes taken part still count.
    ///
    /// # Errors
    /// As [`Enrolment::complete`].
    pub fn drop_out(&mut self, day: NaiveDate, minutes: i32, reason: &str, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, EnrolmentVerb::DropOut)?;
        let reason = required_reason(reason)?;
        self.end(day, minutes, today)?;
        Ok(self.enter(to, "EnrolmentDroppedOut", Some(reason)))
    }

    fn end(&mut self, day: NaiveDate, minutes: i32, today: NaiveDate) -> Result<()> {
        let after_the_start = self.started_on.map_or(Ok(()), |start| in_order("endedOn", start, day));
        let day_is_right = after_the_start.and(holds(day <= today, "endedOn", rules::DATE_IS_OUTSIDE_THE_OCCASION));
        (_, self.minutes) = both(day_is_right, in_range("minutes", minutes, 0..=MOST_MINUTES))?;
        self.ended_on = Some(day);
        Ok(())
    }

    fn enter(&mut self, to: EnrolmentStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason = reason.clone();
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
pub(crate) mod tests;
