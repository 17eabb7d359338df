//! What a participation is, and which steps it may take.

use chrono::{Months, NaiveDate};
use kernel::{
    Error, Label, Period, Result, command,
    command::{REASON, line},
    error::{not_before, optional_reason, rules as common},
    id::{CouncilId, OrganisationId, ParticipantId, ParticipationId, ProjectId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use super::entry::{EntryFacts, Guarded, Sensitive};

/// Rules of participations.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// Entry and exit lie within the project's days.
        DATE_IS_OUTSIDE_THE_PROJECT:
            "Datumet ligger utanför projekttiden.",
            "The date lies outside the project's days.";
        /// Nobody enters before being born.
        ENTRY_PRECEDES_BIRTH: "Startdatumet ligger före födelsen.", "The day of entry precedes the birth.";
        /// A person's spells in one project do not overlap; detail: the spell in the way.
        SPELLS_OVERLAP:
            "Perioden krockar med en annan i samma projekt.",
            "The spell overlaps another in the same project.";
        /// The longer-term result is that of six months after leaving; detail: the first day.
        FOLLOW_UP_IS_TOO_EARLY:
            "Följ upp tidigast sex månader efter avslut.",
            "Follow up six months after leaving at the earliest.";
        /// A participation names a person by identifier, or by an id that the caller reaches.
        PERSON_IS_REQUIRED:
            "Ange en person, antingen med nummer och namn eller med id.",
            "Name a person, either by number and name or by id.";
    }
}

text_enum! {
    pub enum ParticipationStatus ("Deltagandets status.", "Status of a participation.") {
        Registered = "REGISTERED" ("Registrerat", "Registered"),
        Active = "ACTIVE" ("Pågår", "Active"),
        Exited = "EXITED" ("Avslutat", "Exited"),
        ResultRecorded = "RESULT_RECORDED" ("Resultat registrerat", "Result recorded"),
        FollowedUp = "FOLLOWED_UP" ("Uppföljt", "Followed up", ("sex månader efter att personen slutat", "six months after leaving")),
        Archived = "ARCHIVED" ("Arkiverat", "Archived"),
    }
}

text_enum! {
    /// Steg i ett deltagandes livslopp.
    pub enum ParticipationVerb {
        Activate = "activate" ("påbörja", "begin"),
        Exit = "exit" ("avsluta", "leave"),
        ReEnter = "reEnter" ("återinträda", "re-enter"),
        RecordResult = "recordResult" ("registrera resultat", "record the result"),
        FollowUp = "followUp" ("följa upp", "follow up"),
        Archive = "archive" ("arkivera", "archive"),
    }
}

/// The state machine. Someone whose result is already recorded may also come back: re-entry is
/// what clears a result.
pub const TRANSITIONS: &[Step<ParticipationStatus, ParticipationVerb>] = {
    use ParticipationStatus as S;
    use ParticipationVerb as V;
    &[
        (S::Registered, V::Activate, S::Active),
        (S::Active, V::Exit, S::Exited),
        (S::Exited, V::ReEnter, S::Active),
        (S::Exited, V::RecordResult, S::ResultRecorded),
        (S::ResultRecorded, V::ReEnter, S::Active),
        (S::ResultRecorded, V::FollowUp, S::FollowedUp),
        (S::FollowedUp, V::Archive, S::Archived),
    ]
};

/// Deltagande.
#[derive(Clone, Debug)]
pub struct Participation {
    /// Id.
    pub id: ParticipationId,
    /// Version.
    pub version: i32,
    /// The person.
    pub participant: ParticipantId,
    /// The project.
    pub project: ProjectId,
    /// The employer at entry.
    pub organisation: Option<OrganisationId>,
    /// The regional council whose picture it is part of: for protected counts, never for rows.
    pub council: Option<CouncilId>,
    /// Status.
    pub status: ParticipationStatus,
    /// First entry: the day the characteristics describe, whatever follows.
    pub starts_on: NaiveDate,
    /// Last exit; absent while someone takes part.
    pub ends_on: Option<NaiveDate>,
    /// Characteristics at entry.
    pub entry: EntryFacts,
    /// Sensitive answers, behind a grant: [`Participation::sensitive`].
    pub guarded: Guarded,
    /// Whether the record counts in indicators other than the grand total.
    pub is_complete: bool,
    /// Latest re-entry: results observed before this day no longer count.
    pub results_cleared_on: Option<NaiveDate>,
    /// Why the last step was taken.
    pub status_reason: Option<String>,
    /// Fixed uniform number for disclosure control; see [`store::Sealer::record_key`].
    pub record_key: i64,
    /// Invented for demonstration.
    pub demonstration: bool,
}

command! {
    pub struct ActivateParticipation as "ActivateParticipationInput"
        ("Påbörja deltagande.", "Begin a participation.")
        of ParticipationId, ("Deltagandet.", "The participation.") {}
}

command! {
    pub struct ExitParticipation as "ExitParticipationInput" ("Avsluta deltagande.", "End a participation.")
        of ParticipationId, ("Deltagandet.", "The participation.") {
        ends_on: Option<NaiveDate> as "endsOn" [command::UNTIL_TODAY]
            ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct ReEnterParticipation as "ReEnterParticipationInput" ("Återinträd.", "Re-enter.")
        of ParticipationId, ("Deltagandet.", "The participation.") {
        starts_on: Option<NaiveDate> as "startsOn" [command::UNTIL_TODAY]
            ("Första dag i den nya perioden; i dag när den saknas.", "First day of the new spell; today when absent."),
    }
}

text_enum! {
    pub enum ParticipationStep
        ("Steg efter ett avslutat deltagande.", "A step after a participation has ended.") {
        RecordResult = "RECORD_RESULT" of ParticipationVerb,
        FollowUp = "FOLLOW_UP" of ParticipationVerb
            ("tidigast sex månader efter att personen slutat", "six months after leaving at the earliest"),
        Archive = "ARCHIVE" of ParticipationVerb,
    }
}

impl ParticipationStep {
    /// As the state machine has it.
    pub const fn verb(self) -> ParticipationVerb {
        match self {
            Self::RecordResult => ParticipationVerb::RecordResult,
            Self::FollowUp => ParticipationVerb::FollowUp,
            Self::Archive => ParticipationVerb::Archive,
        }
    }
}

command! {
    pub struct AdvanceParticipation as "AdvanceParticipationInput"
        ("Ta ett steg efter ett avslutat deltagande.", "Take a step after a participation has ended.")
        of ParticipationId, ("Deltagandet.", "The participation.") {
        step: ParticipationStep as "step" ("Steg.", "Step."),
    }
}

command! {
    pub secret struct RenameParticipant as "RenameParticipantInput"
        ("Ändra deltagarens namn.", "Change the participant's name.")
        of ParticipationId, ("Deltagandet.", "The participation.") {
        name: String as "name" [line(200)] ("Namn.", "Name."),
    }
}

/// Where a new participation belongs.
#[derive(Clone, Copy, Debug)]
pub struct Anchoring {
    /// The person.
    pub participant: ParticipantId,
    /// The project.
    pub project: ProjectId,
    /// The employer.
    pub organisation: Option<OrganisationId>,
    /// The regional council.
    pub council: Option<CouncilId>,
}

impl Participation {
    /// A newly registered participation, to begin on `starts_on`.
    ///
    /// # Errors
    /// `Invalid` for a day outside the project.
    pub fn register(
        id: ParticipationId,
        at: Anchoring,
        starts_on: NaiveDate,
        project: &Period,
        entry: EntryFacts,
        sensitive: Sensitive,
        record_key: i64,
    ) -> Result<(Self, Event)> {
        within("startsOn", starts_on, project)?;
        let participation = Self {
            id,
            version: 1,
            participant: at.participant,
            project: at.project,
            organisation: at.organisation,
            council: at.council,
            status: ParticipationStatus::Registered,
            starts_on,
            ends_on: None,
            is_complete: entry.is_complete(),
            entry,
            guarded: Guarded::new(sensitive),
            results_cleared_on: None,
            status_reason: None,
            record_key,
            demonstration: false,
        };
        Ok((participation, Event::new("ParticipationRegistered", id.public())))
    }

    /// Påbörja: the person has entered.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` before the day of entry.
    pub fn activate(&mut self, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ParticipationVerb::Activate)?;
        if self.starts_on > today {
            return Err(Error::invalid("startsOn", rules::DATE_IS_IN_THE_FUTURE));
        }
        Ok(self.enter(to, "ParticipationBegun", None))
    }

    /// Avsluta on `day`: the last day of `running`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a day before the spell, outside the project or in the future.
    pub fn exit(
        &mut self,
        running: &mut super::Spell,
        day: NaiveDate,
        project: &Period,
        reason: Option<&str>,
        today: NaiveDate,
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ParticipationVerb::Exit)?;
        Period::new("endsOn", running.starts_on, Some(day))?;
        within("endsOn", day, project)?;
        if day > today {
            return Err(Error::invalid("endsOn", rules::DATE_IS_IN_THE_FUTURE));
        }
        let reason = optional_reason(reason)?;
        running.ends_on = Some(day);
        self.ends_on = Some(day);
        Ok(self.enter(to, "ParticipationExited", reason))
    }

    /// Återinträd on `day`: the first entry's characteristics stay, the results are cleared.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` for a day that is not after the exit, outside the project or ahead.
    pub fn re_enter(&mut self, day: NaiveDate, project: &Period, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ParticipationVerb::ReEnter)?;
        within("startsOn", day, project)?;
        if day > today {
            return Err(Error::invalid("startsOn", rules::DATE_IS_IN_THE_FUTURE));
        }
        let after = Label { sv: "dagen efter utträdet", en: "the day after she left" };
        not_before("startsOn", day, self.ends_on.and_then(|left| left.succ_opt()).map(|first| (first, after)))?;
        self.ends_on = None;
        self.results_cleared_on = Some(day);
        Ok(self.enter(to, "ParticipationReEntered", None))
    }

    /// Registrera resultat, följ upp or arkivera. Follow-up waits until six months after leaving.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, also for verbs with a method of their own, and for an early follow-up.
    pub fn take(&mut self, verb: ParticipationVerb, today: NaiveDate) -> Result<Event> {
        use ParticipationVerb as V;
        let to = step(TRANSITIONS, self.status, verb)?;
        let name = match verb {
            V::RecordResult => "ParticipationResultRecorded",
            V::FollowUp => "ParticipationFollowedUp",
            V::Archive => "ParticipationArchived",
            V::Activate | V::Exit | V::ReEnter => {
                return Err(Error::refused(common::TRANSITION_IS_NOT_ALLOWED, verb.label()));
            }
        };
        if let (V::FollowUp, Some(due)) = (verb, self.follow_up_due_on())
            && today < due
        {
            return Err(Error::refused(rules::FOLLOW_UP_IS_TOO_EARLY, due.to_string()));
        }
        Ok(self.enter(to, name, None))
    }

    /// Her project calls her something else: what, stands elsewhere.
    pub fn renamed(&self) -> Event {
        Event::new("ParticipantRenamed", self.id.public())
    }

    /// Six calendar months after leaving, clamped to the month's end.
    pub fn follow_up_due_on(&self) -> Option<NaiveDate> {
        self.ends_on.and_then(|left| left.checked_add_months(Months::new(6)))
    }

    fn enter(&mut self, to: ParticipationStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason = reason.clone();
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

fn within(field: &str, day: NaiveDate, project: &Period) -> Result<()> {
    if project.contains(day) { Ok(()) } else { Err(Error::invalid(field, rules::DATE_IS_OUTSIDE_THE_PROJECT)) }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Sex, id::SequentialIds};

    use super::*;
    use crate::participation::{EmploymentSituation, Spell};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn project() -> Period {
        Period { from: day("2020-08-01"), to: Some(day("2022-12-31")) }
    }

    fn register(starts_on: &str) -> Result<Participation> {
        let ids = SequentialIds::starting_at(1 << 20);
        let at = Anchoring { participant: Id::new(&ids), project: Id::new(&ids), organisation: None, council: None };
        let entry = EntryFacts {
            sex: Sex::Female,
            birth_year: Some(1980),
            age_at_entry: Some(40),
            employment_situation: EmploymentSituation::UnderNotice,
            in_education: false,
            sun_level: None,
            municipality: None,
            ssyk: None,
            sni: None,
        };
        let sensitive = Sensitive::default();
        Ok(Participation::register(Id::new(&ids), at, day(starts_on), &project(), entry, sensitive, 1)?.0)
    }

    fn at(status: ParticipationStatus) -> Participation {
        let mut participation = register("2021-01-11").expect("inside the project");
        participation.status = status;
        let running = matches!(status, ParticipationStatus::Registered | ParticipationStatus::Active);
        participation.ends_on = (!running).then(|| day("2021-08-31"));
        participation
    }

    fn spell(of: &Participation, from: &str, to: Option<&str>) -> Spell {
        let mut spell = Spell::begin(&SequentialIds::starting_at(9), of, &[], day(from)).expect("a first spell");
        spell.ends_on = to.map(day);
        spell
    }

    fn take(participation: &mut Participation, verb: ParticipationVerb) -> Result<Event> {
        let today = day("2022-03-01");
        match verb {
            ParticipationVerb::Activate => participation.activate(today),
            ParticipationVerb::Exit => {
                let mut running = spell(participation, "2021-01-11", None);
                participation.exit(&mut running, day("2021-08-31"), &project(), None, today)
            }
            ParticipationVerb::ReEnter => participation.re_enter(day("2021-10-01"), &project(), today),
            other => participation.take(other, today),
        }
    }

    #[test]
    fn every_step_outside_the_table_is_refused() {
        for &from in ParticipationStatus::ALL {
            for &verb in ParticipationVerb::ALL {
                let mut participation = at(from);
                let to = TRANSITIONS.iter().find(|(at, by, _)| (*at, *by) == (from, verb)).map(|(_, _, to)| *to);
                match (to, take(&mut participation, verb)) {
                    (Some(to), Ok(event)) => assert_eq!((participation.status, event.to), (to, Some(to.as_str()))),
                    (None, Err(Error::Refused { rule, .. })) => {
                        assert_eq!((rule, participation.status), (common::TRANSITION_IS_NOT_ALLOWED, from));
                    }
                    (to, outcome) => panic!("{from} {verb}: {to:?} {outcome:?}"),
                }
            }
        }
    }

    #[test]
    fn entry_and_exit_lie_within_the_project() {
        assert!(register("2020-07-31").is_err());
        assert!(register("2023-01-01").is_err());
        assert!(register("2020-08-01").is_ok() && register("2022-12-31").is_ok());
        let mut active = at(ParticipationStatus::Active);
        let mut running = spell(&active, "2021-01-11", None);
        for (left, today) in [("2021-01-10", "2021-09-01"), ("2023-01-01", "2023-02-01"), ("2021-09-02", "2021-09-01")]
        {
            let refused = active.exit(&mut running, day(left), &project(), None, day(today));
            assert!(matches!(refused, Err(Error::Invalid { .. })), "{left}");
        }
        assert_eq!((active.status, active.ends_on, running.ends_on), (ParticipationStatus::Active, None, None));
        assert!(active.exit(&mut running, day("2021-01-11"), &project(), None, day("2021-09-01")).is_ok());
        assert_eq!((active.ends_on, running.ends_on), (Some(day("2021-01-11")), Some(day("2021-01-11"))));
    }

    #[test]
    fn coming_back_keeps_the_entry_and_clears_the_result() -> Result<()> {
        let mut back = at(ParticipationStatus::ResultRecorded);
        assert!(back.re_enter(day("2021-08-31"), &project(), day("2022-01-01")).is_err());
        back.re_enter(day("2021-09-01"), &project(), day("2022-01-01"))?;
        assert_eq!((back.starts_on, back.entry.age_at_entry), (day("2021-01-11"), Some(40)));
        assert_eq!((back.ends_on, back.results_cleared_on), (None, Some(day("2021-09-01"))));
        Ok(())
    }

    #[test]
    fn spells_do_not_overlap() {
        let participation = at(ParticipationStatus::Exited);
        let others = [spell(&participation, "2021-01-11", Some("2021-08-31"))];
        let ids = SequentialIds::starting_at(77);
        let clash = Spell::begin(&ids, &participation, &others, day("2021-08-31"));
        assert!(matches!(clash, Err(Error::Refused { rule: rules::SPELLS_OVERLAP, .. })));
        assert!(Spell::begin(&ids, &participation, &others, day("2021-09-01")).is_ok());
        let running = [spell(&participation, "2021-01-11", None)];
        assert!(Spell::begin(&ids, &participation, &running, day("2022-01-01")).is_err());
    }

    #[test]
    fn follow_up_waits_six_months_clamped_to_the_months_end() {
        let mut ended = at(ParticipationStatus::ResultRecorded);
        assert_eq!(ended.follow_up_due_on(), Some(day("2022-02-28")));
        let early = ended.take(ParticipationVerb::FollowUp, day("2022-02-27"));
        assert!(matches!(early, Err(Error::Refused { rule: rules::FOLLOW_UP_IS_TOO_EARLY, .. })));
        assert!(ended.take(ParticipationVerb::FollowUp, day("2022-02-28")).is_ok());
    }

    #[test]
    fn sensitive_answers_come_out_for_their_own_act_only() {
        use access::{Action, Actor, Assignment, Request, Role, view};
        let participation = at(ParticipationStatus::Active);
        let held = |role, project| Assignment { project, ..Assignment::bare(role) };
        let asks = |role, project, action| {
            let actor = Actor::signed_in("i".into(), "s".into(), vec![held(role, project)]);
            participation.sensitive(&view(&std::sync::Arc::new(Request::new(actor, "r")), action)).is_some()
        };
        let own = Some(participation.project);
        let other = Some(Id::new(&SequentialIds::starting_at(3)));
        assert!(asks(Role::ProjectManager, own, Action::ReadSensitive));
        assert!(!asks(Role::ProjectManager, own, Action::ReadParticipations));
        assert!(!asks(Role::ProjectManager, other, Action::ReadSensitive));
        assert!(!asks(Role::HubCoordinator, own, Action::ReadSensitive));
        assert!(!format!("{participation:?}").contains("NotAsked"));
    }
}
