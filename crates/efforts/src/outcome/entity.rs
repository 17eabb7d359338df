//! What an outcome is. An answer never overwrites another: the new one takes its place, the old one stays.

use chrono::NaiveDate;
use kernel::{
    Error, Result, Timestamp, command,
    command::REASON,
    error::{all, both, holds, holds_with, required_reason},
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
        /// The outcome of an effort and that of a project are two, each recorded of its own.
        OUTCOME_HAS_TWO_SUBJECTS:
            "Ange antingen en anmälan eller ett deltagande: insatsens och projektets resultat registreras var för sig.",
            "Name either an enrolment or a participation: the effort's and the project's outcomes are recorded apart.";
        /// Nobody who has not begun has an outcome.
        ENROLMENT_HAS_NOT_ENDED: "Personen har inte avslutat insatsen.", "The person has not ended the effort.";
        /// Nothing comes of an effort or a project before the person begins it; detail: the day she began.
        OUTCOME_IS_BEFORE_THE_START:
            "Resultatet är observerat innan personen började.",
            "The outcome is observed before the person began.";
        /// Nobody who is only registered has an outcome of the project.
        PARTICIPATION_HAS_NOT_BEGUN: "Personen har inte börjat i projektet.", "The person has not begun in the project.";
        /// Of an enrolment one outcome of a kind and a source stands, and of a participation one a day, for who has left is asked again
        /// months later: so figures count it once; detail: the one that stands.
        OUTCOME_IS_RECORDED:
            "Samma slags resultat från samma källa är redan registrerat. Ersätt det som gäller i stället.",
            "The same kind of outcome from the same source is already recorded. Supersede the one that stands instead.";
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

impl Subject<'_> {
    /// The day the person began, where it is known.
    pub fn began_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Enrolment(enrolment) => enrolment.started_on,
            Self::Participation(_, place) => place.entered_on,
        }
    }
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
        if matches!(subject, Subject::Participation(_, Place { entered_on: None, .. })) {
            return Err(Error::refused(rules::PARTICIPATION_HAS_NOT_BEGUN, ""));
        }
        let has_begun = has_begun(subject.began_on(), command.observed_on);
        let is_seen = holds(command.observed_on <= swedish_day(now), "observedOn", rules::DATE_IS_IN_THE_FUTURE);
        all([is_seen, has_begun])?;
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

    /// That none of the `others`, which stand of the same enrolment or participation, says the same kind from the same source: of a
    /// participation the same day, too.
    ///
    /// # Errors
    /// `Refused`, naming the one that does.
    pub fn must_be_the_only(&self, others: &[Self]) -> Result<()> {
        let is_same = |one: &&Self| {
            one.id != self.id
                && one.status == OutcomeStatus::Recorded
                && (one.enrolment, one.kind, one.source) == (self.enrolment, self.kind, self.source)
                && (self.enrolment.is_some()
                    || (one.participation, one.observed_on) == (self.participation, self.observed_on))
        };
        match others.iter().find(is_same) {
            Some(standing) => Err(Error::refused(rules::OUTCOME_IS_RECORDED, standing.id.public())),
            None => Ok(()),
        }
    }

    /// Ersätt resultat: this answer steps back for a new one about the same subject, which is returned; `began_on` is the day the person
    /// began, where it is known.
    ///
    /// # Errors
    /// `Refused` when it is superseded already; `Invalid` without a reason, for a day in the future or before the person began.
    #[expect(clippy::too_many_arguments, reason = "the answer's three parts are the command")]
    pub fn supersede(
        &mut self,
        id: OutcomeId,
        began_on: Option<NaiveDate>,
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
        let has_begun = has_begun(began_on, observed_on);
        let ((), reason) = both(all([is_seen, has_begun]), required_reason(reason))?;
        let newer = Self { id, version: 1, kind, source, observed_on, recorded_at: now, ..self.clone() };
        let from = std::mem::replace(&mut self.status, OutcomeStatus::Superseded);
        self.status_reason = Some(reason.clone());
        let old = Event::new("OutcomeSuperseded", self.id.public());
        let old = old.transition(from.as_str(), self.status.as_str(), Some(reason));
        Ok((newer, [old, Event::new("OutcomeRecorded", id.public())]))
    }
}

fn has_begun(began_on: Option<NaiveDate>, observed_on: NaiveDate) -> Result<()> {
    let told = || began_on.map(|day| day.to_string()).unwrap_or_default();
    let is_after = began_on.is_none_or(|day| day <= observed_on);
    holds_with(is_after, "observedOn", rules::OUTCOME_IS_BEFORE_THE_START, told)
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
        let (second, events) = first.supersede(id, None, kind, source, day(24), "Registret säger annat", now())?;
        assert_eq!((first.kind, first.status), (OutcomeKind::InEmployment, OutcomeStatus::Superseded));
        assert_eq!((second.kind, second.status, second.enrolment), (kind, OutcomeStatus::Recorded, first.enrolment));
        assert_eq!(events.map(|event| event.name), ["OutcomeSuperseded", "OutcomeRecorded"]);
        let again = first.supersede(id, None, kind, source, day(24), "igen", now());
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
        let ahead = recorded()?.supersede(id, None, COMMAND.kind, COMMAND.source, day(26), "skäl", now());
        assert!(matches!(ahead, Err(Error::Invalid { rule: rules::DATE_IS_IN_THE_FUTURE, .. })));
        let both = recorded()?.supersede(id, None, COMMAND.kind, COMMAND.source, day(26), " ", now());
        assert!(matches!(&both, Err(Error::SeveralInvalid(faults)) if faults.len() == 2), "{both:?}");
        // Half past midnight in Sweden it is another day already.
        let late = day(25).and_hms_opt(23, 30, 0).expect("a time").and_utc();
        recorded()?.supersede(id, None, COMMAND.kind, COMMAND.source, day(26), "skäl", late)?;
        Ok(())
    }

    #[test]
    fn nothing_comes_of_an_effort_before_it_is_begun() -> Result<()> {
        let id = Id::new(&SequentialIds::starting_at(1000));
        let begun = |on| Enrolment {
            started_on: Some(on),
            ended_on: Some(day(25)),
            ..enrolment(1, EnrolmentStatus::Completed)
        };
        let early = Outcome::record(id, Subject::Enrolment(&begun(day(25))), &COMMAND, now());
        assert!(matches!(&early, Err(Error::Invalid { rule: rules::OUTCOME_IS_BEFORE_THE_START, .. })), "{early:?}");
        let of = begun(day(24));
        let (mut first, _) = Outcome::record(id, Subject::Enrolment(&of), &COMMAND, now())?;
        let early = first.supersede(id, of.started_on, COMMAND.kind, COMMAND.source, day(23), "skäl", now());
        assert!(matches!(&early, Err(Error::Invalid { rule: rules::OUTCOME_IS_BEFORE_THE_START, .. })), "{early:?}");
        Ok(())
    }

    #[test]
    fn one_outcome_of_a_kind_and_a_source_stands() -> Result<()> {
        let first = recorded()?;
        let second = Outcome { id: Id::new(&SequentialIds::starting_at(2000)), ..first.clone() };
        let told = second.must_be_the_only(std::slice::from_ref(&first));
        let Err(Error::Refused { rule: rules::OUTCOME_IS_RECORDED, detail }) = told else { panic!("{told:?}") };
        assert_eq!(detail.sv, first.id.public());
        second.must_be_the_only(std::slice::from_ref(&second))?;
        second.must_be_the_only(&[Outcome { source: OutcomeSource::Register, ..first.clone() }])?;
        second.must_be_the_only(&[Outcome { kind: OutcomeKind::NewJob, ..first.clone() }])?;
        second.must_be_the_only(&[Outcome { status: OutcomeStatus::Superseded, ..first.clone() }])?;
        let of_project =
            Outcome { enrolment: None, participation: Some(Id::new(&SequentialIds::starting_at(3))), ..first };
        let again = Outcome { id: second.id, ..of_project.clone() };
        let told = again.must_be_the_only(std::slice::from_ref(&of_project));
        assert!(matches!(told, Err(Error::Refused { rule: rules::OUTCOME_IS_RECORDED, .. })), "{told:?}");
        Outcome { observed_on: day(25), ..again }.must_be_the_only(&[of_project])
    }

    #[test]
    fn nothing_comes_of_a_project_before_it_is_begun() -> Result<()> {
        let ids = SequentialIds::starting_at(1000);
        let place =
            |entered_on| Place { participant: Id::new(&ids), organisation: None, project: Id::new(&ids), entered_on };
        let of = |entered_on| {
            Outcome::record(Id::new(&ids), Subject::Participation(Id::new(&ids), place(entered_on)), &COMMAND, now())
        };
        assert!(matches!(of(None), Err(Error::Refused { rule: rules::PARTICIPATION_HAS_NOT_BEGUN, .. })));
        let early = of(Some(day(25)));
        assert!(matches!(&early, Err(Error::Invalid { rule: rules::OUTCOME_IS_BEFORE_THE_START, .. })), "{early:?}");
        of(Some(day(24))).map(|_| ())
    }
}
