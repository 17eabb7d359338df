//! What an outcome is. An answer never overwrites another: the new one takes its place, the old one stays.

use chrono::NaiveDate;
use kernel::{
    Error, Result, Timestamp, command,
    command::REASON,
    error::{both, holds, required_reason},
    id::{
        CouncilId, EffortId, EnrolmentId, HubId, OrganisationId, OutcomeId, ParticipantId, ParticipationId, ProjectId,
    },
    machine::{Step, takes},
    swedish_day, text_enum,
};
use store::Event;

use crate::{enrolment::Enrolment, port::Place};

/// Rules of outcomes.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// An outcome is superseded once, by the answer that takes its place.
        OUTCOME_IS_SUPERSEDED: "Resultatet är redan ersatt.", "The outcome is already superseded.";
        /// An outcome is of an enrolment or of a participation.
        OUTCOME_HAS_NO_SUBJECT: "Ange en anmälan eller ett deltagande.", "Name an enrolment or a participation.";
        /// Nobody who has not begun has an outcome.
        ENROLMENT_HAS_NOT_ENDED: "Personen har inte avslutat insatsen.", "The person has not ended the effort.";
    }
}

text_enum! {
    pub enum OutcomeKind ("Slag av resultat.", "Kind of outcome.") {
        StrengthenedInIndustry = "STRENGTHENED_IN_INDUSTRY" ("Stärkt i nuvarande bransch", "Strengthened in the present industry"),
        PreparedOtherCompany = "PREPARED_OTHER_COMPANY" ("Rustad för annat företag", "Prepared for another company"),
        PreparedOtherIndustry = "PREPARED_OTHER_INDUSTRY" ("Rustad för annan bransch", "Prepared for another industry"),
        Qualification = "QUALIFICATION" ("Kvalifikation", "Qualification"),
        InEducation = "IN_EDUCATION" ("I utbildning", "In education or training"),
        InEmployment = "IN_EMPLOYMENT" ("I arbete", "In employment"),
        NewJob = "NEW_JOB" ("Nytt arbete", "New job"),
        JobSearching = "JOB_SEARCHING" ("Söker arbete", "Searching for a job"),
        ImprovedSituation = "IMPROVED_SITUATION" ("Förbättrad ställning på arbetsmarknaden", "Improved labour-market situation"),
        NoChange = "NO_CHANGE" ("Ingen förändring", "No change"),
    }
}

text_enum! {
    pub enum OutcomeStatus ("Resultatets status.", "Status of an outcome.") {
        Recorded = "RECORDED" ("Registrerat", "Recorded"),
        Superseded = "SUPERSEDED" ("Ersatt", "Superseded", ("av ett senare eller bättre svar", "by a later or better answer")),
    }
}

text_enum! {
    /// Steg i ett resultats livslopp.
    pub enum OutcomeVerb {
        Supersede = "supersede" ("ersätta", "supersede", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<OutcomeStatus, OutcomeVerb>] =
    &[(OutcomeStatus::Recorded, OutcomeVerb::Supersede, OutcomeStatus::Superseded)];

text_enum! {
    pub enum OutcomeSource ("Varifrån resultatet kommer.", "Where an outcome comes from.") {
        Participant = "PARTICIPANT" ("Deltagaren", "The participant"),
        Employer = "EMPLOYER" ("Arbetsgivaren", "The employer"),
        Hub = "HUB" ("Kompetensnavet", "The hub"),
        Register = "REGISTER" ("Register", "A register"),
    }
}

/// Resultat.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Id.
    pub id: OutcomeId,
    /// Version.
    pub version: i32,
    /// The enrolment, for the outcome of an effort.
    pub enrolment: Option<EnrolmentId>,
    /// The participation, for the outcome of a project.
    pub participation: Option<ParticipationId>,
    /// The effort, copied from the enrolment.
    pub effort: Option<EffortId>,
    /// The hub, copied from the enrolment.
    pub hub: Option<HubId>,
    /// The council, copied from the enrolment: for protected counts, never for rows.
    pub council: Option<CouncilId>,
    /// The project.
    pub project: Option<ProjectId>,
    /// The person.
    pub participant: ParticipantId,
    /// The employer at entry.
    pub organisation: Option<OrganisationId>,
    /// Kind.
    pub kind: OutcomeKind,
    /// Status.
    pub status: OutcomeStatus,
    /// Source.
    pub source: OutcomeSource,
    /// The day the state was true.
    pub observed_on: NaiveDate,
    /// Recorded at.
    pub recorded_at: Timestamp,
    /// Why it was superseded.
    pub status_reason: Option<String>,
}

command! {
    #[derive(Copy)]
    pub struct RecordOutcome as "RecordOutcomeInput" ("Registrera resultat.", "Record an outcome.") {
        enrolment: Option<EnrolmentId> as "enrolmentId"
            ("Anmälan: för resultatet av en insats.", "Enrolment: for the outcome of an effort."),
        participation: Option<ParticipationId> as "participationId"
            ("Deltagande: för resultatet av ett projekt.", "Participation: for the outcome of a project."),
        kind: OutcomeKind as "kind" ("Slag av resultat.", "Kind of outcome."),
        source: OutcomeSource as "source" ("Källa.", "Source."),
        observed_on: NaiveDate as "observedOn" [command::UNTIL_TODAY]
            ("Observerat den: dagen då det var så.", "Observed on: the day the state was true."),
    }
}

command! {
    pub struct SupersedeOutcome as "SupersedeOutcomeInput" ("Ersätt resultat.", "Supersede an outcome.")
        of OutcomeId, ("Resultatet som ersätts.", "The outcome that is superseded.") {
        kind: OutcomeKind as "kind" ("Slag av resultat.", "Kind of outcome."),
        source: OutcomeSource as "source" ("Källa.", "Source."),
        observed_on: NaiveDate as "observedOn" [command::UNTIL_TODAY]
            ("Observerat den: dagen då det var så.", "Observed on: the day the state was true."),
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

/// Whose outcome it is.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Someone who took part in an effort.
    Enrolment(&'a Enrolment),
    /// Someone who took part in a project.
    Participation(ParticipationId, Place),
}

impl Outcome {
    /// What was observed of `subject`.
    ///
    /// # Errors
    /// `Invalid` for a day in the future; `Refused` for someone who never began.
    pub fn record(
        id: OutcomeId,
        subject: Subject<'_>,
        command: &RecordOutcome,
        now: Timestamp,
    ) -> Result<(Self, Event)> {
        if command.observed_on > swedish_day(now) {
            return Err(Error::invalid("observedOn", rules::DATE_IS_IN_THE_FUTURE));
        }
        let outcome = match subject {
            Subject::Enrolment(enrolment) => Self::of_enrolment(id, enrolment, command, now)?,
            Subject::Participation(participation, place) => Self {
                participation: Some(participation),
                project: Some(place.project),
                organisation: place.organisation,
                ..Self::bare(id, place.participant, command, now)
            },
        };
        let event = Event::new("OutcomeRecorded", id.public());
        Ok((outcome, event))
    }

    fn of_enrolment(id: OutcomeId, of: &Enrolment, command: &RecordOutcome, now: Timestamp) -> Result<Self> {
        if of.ended_on.is_none() {
            return Err(Error::refused(rules::ENROLMENT_HAS_NOT_ENDED, of.status.label()));
        }
        Ok(Self {
            enrolment: Some(of.id),
            participation: of.participation,
            effort: Some(of.effort),
            hub: Some(of.hub),
            council: Some(of.council),
            project: of.project,
            organisation: of.organisation,
            ..Self::bare(id, of.participant, command, now)
        })
    }

    fn bare(id: OutcomeId, participant: ParticipantId, command: &RecordOutcome, now: Timestamp) -> Self {
        Self {
            id,
            version: 1,
            enrolment: None,
            participation: None,
            effort: None,
            hub: None,
            council: None,
            project: None,
            participant,
            organisation: None,
            kind: command.kind,
            status: OutcomeStatus::Recorded,
            source: command.source,
            observed_on: command.observed_on,
            recorded_at: now,
            status_reason: None,
        }
    }

    /// Ersätt resultat: this answer steps back for a new one about the same subject, which is returned.
    ///
    /// # Errors
    /// `Refused` when it is superseded already; `Invalid` without a reason or for a day in the future.
    pub fn supersede(
        &mut self,
        id: OutcomeId,
        kind: OutcomeKind,
        source: OutcomeSource,
        observed_on: NaiveDate,
        reason: &str,
        now: Timestamp,
    ) -> Result<(Self, [Event; 2])> {
        if !takes(TRANSITIONS, self.status, OutcomeVerb::Supersede) {
            return Err(Error::refused(rules::OUTCOME_IS_SUPERSEDED, self.status.label()));
        }
        let is_seen = holds(observed_on <= swedish_day(now), "observedOn", rules::DATE_IS_IN_THE_FUTURE);
        let ((), reason) = both(is_seen, required_reason(reason))?;
        let newer = Self { id, version: 1, kind, source, observed_on, recorded_at: now, ..self.clone() };
        let from = std::mem::replace(&mut self.status, OutcomeStatus::Superseded);
        self.status_reason = Some(reason.clone());
        let old = Event::new("OutcomeSuperseded", self.id.public());
        let old = old.transition(from.as_str(), self.status.as_str(), Some(reason));
        Ok((newer, [old, Event::new("OutcomeRecorded", id.public())]))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, id::SequentialIds};

    use super::*;
    use crate::{
        enrolment::{EnrolmentStatus, fixture::enrolment},
        occasion::fixture::day,
    };

    fn now() -> Timestamp {
        day(25).and_hms_opt(12, 0, 0).expect("noon").and_utc()
    }

    const COMMAND: RecordOutcome = RecordOutcome {
        enrolment: None,
        participation: None,
        kind: OutcomeKind::InEmployment,
        source: OutcomeSource::Participant,
        observed_on: NaiveDate::from_ymd_opt(2026, 3, 24).expect("a date"),
    };

    fn recorded() -> Result<Outcome> {
        let mut ended = enrolment(1, EnrolmentStatus::Completed);
        ended.ended_on = Some(day(20));
        let id = Id::new(&SequentialIds::starting_at(1000));
        Ok(Outcome::record(id, Subject::Enrolment(&ended), &COMMAND, now())?.0)
    }

    #[test]
    fn an_answer_never_overwrites_another() -> Result<()> {
        let mut first = recorded()?;
        let id = Id::new(&SequentialIds::starting_at(2000));
        let (kind, source) = (OutcomeKind::NewJob, OutcomeSource::Register);
        let (second, events) = first.supersede(id, kind, source, day(24), "Registret säger annat", now())?;
        assert_eq!((first.kind, first.status), (OutcomeKind::InEmployment, OutcomeStatus::Superseded));
        assert_eq!((second.kind, second.status, second.enrolment), (kind, OutcomeStatus::Recorded, first.enrolment));
        assert_eq!(events.map(|event| event.name), ["OutcomeSuperseded", "OutcomeRecorded"]);
        let again = first.supersede(id, kind, source, day(24), "igen", now());
        assert!(matches!(again, Err(Error::Refused { rule: rules::OUTCOME_IS_SUPERSEDED, .. })));
        Ok(())
    }

    #[test]
    fn nothing_is_observed_ahead_or_of_someone_who_never_began() -> Result<()> {
        let id = Id::new(&SequentialIds::starting_at(1000));
        for status in [EnrolmentStatus::Confirmed, EnrolmentStatus::NoShow, EnrolmentStatus::Started] {
            let refused = Outcome::record(id, Subject::Enrolment(&enrolment(1, status)), &COMMAND, now());
            assert!(matches!(refused, Err(Error::Refused { rule: rules::ENROLMENT_HAS_NOT_ENDED, .. })));
        }
        let ahead = recorded()?.supersede(id, COMMAND.kind, COMMAND.source, day(26), "skäl", now());
        assert!(matches!(ahead, Err(Error::Invalid { rule: rules::DATE_IS_IN_THE_FUTURE, .. })));
        let both = recorded()?.supersede(id, COMMAND.kind, COMMAND.source, day(26), " ", now());
        assert!(matches!(&both, Err(Error::SeveralInvalid(faults)) if faults.len() == 2), "{both:?}");
        // Half past midnight in Sweden it is another day already.
        let late = day(25).and_hms_opt(23, 30, 0).expect("a time").and_utc();
        recorded()?.supersede(id, COMMAND.kind, COMMAND.source, day(26), "skäl", late)?;
        Ok(())
    }
}
