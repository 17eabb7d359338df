//! What an effort is, and which steps it may take.

use kernel::{
    Command, Error, Result, TargetGroup, Timestamp, command,
    command::{REASON, line, number, text},
    error::{holds, optional_text, rules as common},
    id::{CouncilId, EffortId, HubId, OrganisationId, ProjectId, ProjectTargetId},
    machine::{Step, step},
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

/// Rules of efforts.
pub mod rules {
    kernel::rules! {
        /// An effort is scheduled when it has an occasion.
        EFFORT_HAS_NO_OCCASION: "Planera minst ett tillfälle först.", "Plan at least one occasion first.";
        /// An effort that is procured is scheduled when an award is decided.
        EFFORT_AWAITS_AN_AWARD:
            "Insatsen upphandlas, och ingen tilldelning är beslutad.",
            "The effort is being procured, and no award is decided.";
        /// An effort opens for enrolment when an occasion has room.
        EFFORT_HAS_NO_ROOM: "Inget kommande tillfälle har någon ledig plats.", "No occasion to come has a free place.";
        /// An effort is completed when its occasions are finished or cancelled and nobody is still taking part.
        EFFORT_IS_STILL_GOING_ON:
            "Något tillfälle är inte avslutat, eller någon deltar fortfarande.",
            "An occasion is not finished, or someone is still taking part.";
        /// An effort closes when everyone who completed it has been asked for the outcome, or with a stated reason.
        OUTCOMES_ARE_MISSING:
            "Alla som slutfört har inte något resultat. Registrera dem eller ange skäl.",
            "Not everyone who completed it has an outcome. Record them or give a reason.";
        /// What an effort is, is changed until it is over; detail: its status.
        EFFORT_IS_OVER:
            "Insatsen är genomförd, avslutad eller inställd och ändras inte.",
            "The effort is completed, closed or cancelled and is not changed.";
        /// Occasions, enrolments and figures are their provider's: it is chosen before the first occasion.
        EFFORT_HAS_ITS_PROVIDER:
            "Anordnaren ändras inte när det finns ett tillfälle.",
            "The provider is not changed once there is an occasion.";
    }
}

text_enum! {
    pub enum EffortKind ("Slag av insats.", "Kind of effort.") {
        Course = "COURSE" ("Kurs", "Course"),
        Module = "MODULE" ("Modul", "Module"),
        Programme = "PROGRAMME" ("Program", "Programme"),
        Workshop = "WORKSHOP" ("Verkstad", "Workshop"),
        Coaching = "COACHING" ("Coachning", "Coaching"),
        Mentoring = "MENTORING" ("Mentorskap", "Mentoring"),
        JobRotation = "JOB_ROTATION" ("Arbetsrotation", "Job rotation"),
        CollegialLearning = "COLLEGIAL_LEARNING" ("Kollegialt lärande", "Collegial learning"),
        ReflectionSession = "REFLECTION_SESSION" ("Reflektionspass", "Reflection session"),
        LearningMeeting = "LEARNING_MEETING" ("Lärmöte", "Learning meeting"),
        NetworkMeeting = "NETWORK_MEETING" ("Nätverksmöte", "Network meeting"),
        StudyVisit = "STUDY_VISIT" ("Studiebesök", "Study visit"),
        Validation = "VALIDATION" ("Validering", "Validation"),
        ELearning = "E_LEARNING" ("E-lärande", "E-learning"),
        LeadershipTraining = "LEADERSHIP_TRAINING" ("Ledarutbildning", "Leadership training"),
        OrganisationDevelopment = "ORGANISATION_DEVELOPMENT" ("Verksamhetsutveckling", "Organisation development"),
        KnowledgeRaising = "KNOWLEDGE_RAISING" ("Kunskapshöjning", "Knowledge-raising", ("om de horisontella principerna", "on the horizontal principles")),
    }
}

text_enum! {
    pub enum EffortStatus ("Insatsens status.", "Status of an effort.") {
        Idea = "IDEA" ("Idé", "Idea"),
        Triaged = "TRIAGED" ("Sorterad", "Triaged"),
        Approved = "APPROVED" ("Beslutad", "Approved", ("av navets chef", "by the hub manager")),
        Sourcing = "SOURCING" ("Anskaffning", "Sourcing"),
        Scheduled = "SCHEDULED" ("Schemalagd", "Scheduled", ("har ett tillfälle, och är offentlig härifrån", "it has an occasion, and is public from here on")),
        Open = "OPEN" ("Öppen för anmälan", "Open for enrolment"),
        Running = "RUNNING" ("Pågår", "Running"),
        Completed = "COMPLETED" ("Genomförd", "Completed"),
        FollowedUp = "FOLLOWED_UP" ("Uppföljd", "Followed up"),
        Closed = "CLOSED" ("Avslutad", "Closed"),
        Postponed = "POSTPONED" ("Uppskjuten", "Postponed"),
        Cancelled = "CANCELLED" ("Inställd", "Cancelled"),
    }
}

impl EffortStatus {
    /// Those in which an effort is everyone's to read: ideas, plans and cancellations are the hub's.
    pub const PUBLIC: [Self; 6] =
        [Self::Scheduled, Self::Open, Self::Running, Self::Completed, Self::FollowedUp, Self::Closed];
}

text_enum! {
    pub enum EffortVerb as "EffortStep" ("Steg i en insats livslopp.", "A step in an effort's life.") {
        Triage = "triage" ("sortera", "triage"),
        Approve = "approve" ("besluta", "approve", ("navchefens eget steg", "the hub manager's own step")),
        Source = "source" ("anskaffa", "source"),
        Schedule = "schedule" ("schemalägga", "schedule", ("det finns ett tillfälle", "there is an occasion")),
        Open = "open" ("öppna för anmälan", "open for enrolment", ("ett tillfälle har en ledig plats", "an occasion has a free place")),
        Start = "start" ("starta", "start"),
        Complete = "complete" ("slutföra", "complete", ("alla tillfällen är över och ingen deltar längre", "every occasion is over and nobody is still taking part")),
        FollowUp = "followUp" ("följa upp", "follow up"),
        Close = "close" ("avsluta", "close", ("alla som slutförde den har ett resultat, eller så anges skäl", "everyone who completed it has an outcome, or a reason is given")),
        Postpone = "postpone" ("skjuta upp", "postpone", ("med skäl", "with a reason")),
        Cancel = "cancel" ("ställa in", "cancel", ("med skäl", "with a reason")),
    }
}

text_enum! {
    pub enum Delivery ("Genomförandeform.", "Delivery.") {
        Place = "PLACE" ("På plats", "On site"),
        Distance = "DISTANCE" ("På distans", "At a distance"),
        Hybrid = "HYBRID" ("Hybrid", "Hybrid"),
    }
}

/// The state machine. A postponed effort may also be cancelled: what is put off may never come.
pub const TRANSITIONS: &[Step<EffortStatus, EffortVerb>] = {
    use EffortStatus as S;
    use EffortVerb as V;
    &[
        (S::Idea, V::Triage, S::Triaged),
        (S::Idea, V::Cancel, S::Cancelled),
        (S::Triaged, V::Approve, S::Approved),
        (S::Triaged, V::Cancel, S::Cancelled),
        (S::Approved, V::Source, S::Sourcing),
        (S::Approved, V::Postpone, S::Postponed),
        (S::Approved, V::Cancel, S::Cancelled),
        (S::Sourcing, V::Schedule, S::Scheduled),
        (S::Sourcing, V::Cancel, S::Cancelled),
        (S::Scheduled, V::Open, S::Open),
        (S::Scheduled, V::Postpone, S::Postponed),
        (S::Scheduled, V::Cancel, S::Cancelled),
        (S::Open, V::Start, S::Running),
        (S::Open, V::Cancel, S::Cancelled),
        (S::Running, V::Complete, S::Completed),
        (S::Running, V::Cancel, S::Cancelled),
        (S::Completed, V::FollowUp, S::FollowedUp),
        (S::FollowedUp, V::Close, S::Closed),
        (S::Postponed, V::Schedule, S::Scheduled),
        (S::Postponed, V::Cancel, S::Cancelled),
    ]
};

command! {
    #[derive(Default, PartialEq, Eq)]
    pub struct EffortCodes as "EffortCodesInput" ("Insatsens koder.", "The codes that place an effort.") {
        skill: Option<String> as "skill" [code(Scheme::Skill)] ("Kompetens: ett begrepp hos JobTech.", "Skill: JobTech concept id."),
        ssyk: Option<String> as "ssyk" [code(Scheme::Ssyk2012)]
            ("Yrkesgrupp: SSYK 2012, på valfri nivå.", "Occupation group: SSYK 2012, any level."),
        sni: Option<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: SNI 2007, på valfri nivå.", "Industry: SNI 2007, any level."),
        sun_field: Option<String> as "sunField" [code(Scheme::Sun2020Field)]
            ("Utbildningsinriktning: SUN 2020.", "Field of education: SUN 2020."),
    }
}

/// Insats.
#[derive(Clone, Debug)]
pub struct Effort {
    /// Id.
    pub id: EffortId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The hub that carries it out.
    pub hub: HubId,
    /// The hub's regional council.
    pub council: CouncilId,
    /// The project that pays, if any.
    pub project: Option<ProjectId>,
    /// The provider, once there is one.
    pub provider: Option<OrganisationId>,
    /// Title, 1–200 characters.
    pub title: String,
    /// Description, at most 4,000 characters.
    pub description: Option<String>,
    /// Kind.
    pub kind: EffortKind,
    /// Status.
    pub status: EffortStatus,
    /// Delivery.
    pub delivery: Delivery,
    /// Target group.
    pub target_group: TargetGroup,
    /// Codes.
    pub codes: EffortCodes,
    /// Hours for one participant, 1–10,000.
    pub hours: i32,
    /// Made to be used again, in any industry.
    pub reusable: bool,
    /// How it is made to work for every participant, at most 2,000 characters.
    pub accessibility: Option<String>,
    /// What speaks for its way of working, as research, and where that is said, at most 2,000 characters.
    pub evidence: Option<String>,
    /// The target of the project that it serves.
    pub target: Option<ProjectTargetId>,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
    /// Created at.
    pub created_at: Timestamp,
}

/// The commands that say all of what an effort is, by the fields that they have in common.
macro_rules! saying_what_it_is {
    ($($said:tt)*) => {
        command! {
            pub struct PlanEffort as "PlanEffortInput" ("Planera insats.", "Plan an effort.") {
                hub: HubId as "hubId" ("Kompetensnav: det som genomför insatsen.", "Competence hub: the one that carries it out."),
                project: Option<ProjectId> as "projectId" ("Projekt: det som betalar.", "Project: the one that pays."),
                provider: Option<OrganisationId> as "providerId" ("Anordnare.", "Provider."),
                $($said)*
            }
        }

        command! {
            pub struct ReviseEffort as "ReviseEffortInput"
                ("Revidera insats: alla uppgifter ersätts, och det som utelämnas blir tomt.",
                 "Revise an effort: all of it is replaced, and what is left out becomes empty.")
                of EffortId, ("Insatsen.", "The effort.") {
                provider: Option<OrganisationId> as "providerId"
                    ("Anordnare; ändras inte när det finns ett tillfälle.", "Provider; not changed once there is an occasion."),
                $($said)*
            }
        }
    };
}

saying_what_it_is! {
    title: String as "title" [line(200)] ("Rubrik.", "Title."),
    description: Option<String> as "description" [text(4000)] ("Beskrivning.", "Description."),
    kind: EffortKind as "kind" ("Slag av insats.", "Kind of effort."),
    delivery: Delivery as "delivery" ("Genomförandeform.", "Delivery."),
    target_group: TargetGroup as "targetGroup" ("Målgrupp.", "Target group."),
    codes: EffortCodes as "codes" = "{}" ("Koder.", "Codes."),
    hours: i32 as "hours" [number(1, 10_000)] ("Timmar: för en deltagare.", "Hours: for one participant."),
    reusable: bool as "reusable" = "false"
        ("Återanvändbar: gjord för att användas igen, i vilken bransch som helst.",
         "Reusable: made to be used again, in any industry."),
    accessibility: Option<String> as "accessibility" [text(2000)]
        ("Tillgänglighet: hur den görs möjlig för alla deltagare.",
         "Accessibility: how it is made to work for every participant."),
    evidence: Option<String> as "evidence" [text(2000)]
        ("Belägg: vad som talar för arbetssättet, till exempel forskning, och var det står.",
         "Evidence: what speaks for its way of working, such as research, and where that is said."),
    target: Option<ProjectTargetId> as "targetId"
        ("Projektmål: det av projektets mål som insatsen tjänar.", "Project target: the one of the project's that the effort serves."),
}

command! {
    pub struct AdvanceEffort as "AdvanceEffortInput" ("Ta ett steg i insatsens livslopp.", "Take a step in the effort's life.")
        of EffortId, ("Insatsen.", "The effort.") {
        step: command::Step<EffortVerb> as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

/// How the effort's occasions, enrolments and outcomes stand when a step is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Occasions that are not cancelled.
    pub occasions: usize,
    /// Occasions to come that have a free place.
    pub with_room: usize,
    /// Occasions neither finished nor cancelled.
    pub unfinished: usize,
    /// People still taking part.
    pub taking_part: usize,
    /// People who completed it and have no outcome.
    pub without_outcome: usize,
}

impl Effort {
    /// A newly planned effort of `council`'s hub: an idea.
    ///
    /// # Errors
    /// `Invalid` naming the field that breaks a rule.
    pub fn plan(id: EffortId, council: CouncilId, command: PlanEffort, now: Timestamp) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let effort = Self {
            id,
            version: 1,
            hub: command.hub,
            council,
            project: command.project,
            provider: command.provider,
            title: command.title,
            description: command.description,
            kind: command.kind,
            status: EffortStatus::Idea,
            delivery: command.delivery,
            target_group: command.target_group,
            codes: command.codes,
            hours: command.hours,
            reusable: command.reusable,
            accessibility: command.accessibility,
            evidence: command.evidence,
            target: command.target,
            status_reason: None,
            demonstration: false,
            created_at: now,
        };
        let event = Event::new("EffortPlanned", id.public());
        Ok((effort, event))
    }

    /// Replaces what it is, as long as it is not over: contents are worked out with the provider after it is chosen, and
    /// also between occasions. Hub and project stay, and so does the provider where there `are_occasions`, which copied it.
    ///
    /// # Errors
    /// `Refused` when it is over; `Invalid` naming the field.
    pub fn revise(&mut self, command: ReviseEffort, are_occasions: bool) -> Result<Event> {
        if !self.takes_occasions() {
            return Err(Error::refused(rules::EFFORT_IS_OVER, self.status.label()));
        }
        let command = command.checked()?;
        let keeps_provider = command.provider == self.provider;
        holds(keeps_provider || !are_occasions, "providerId", rules::EFFORT_HAS_ITS_PROVIDER)?;
        (self.provider, self.title, self.description) = (command.provider, command.title, command.description);
        (self.kind, self.delivery, self.target_group) = (command.kind, command.delivery, command.target_group);
        (self.codes, self.hours, self.reusable) = (command.codes, command.hours, command.reusable);
        (self.accessibility, self.evidence, self.target) = (command.accessibility, command.evidence, command.target);
        Ok(Event::new("EffortRevised", self.id.public()))
    }

    /// Takes `verb` on the given ground. Postponing and cancelling need a reason; a reason also waives missing
    /// outcomes at closing.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or a ground that does not bear it; `Invalid` without the reason.
    pub fn take(&mut self, verb: EffortVerb, reason: Option<&str>, ground: &Ground) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let reason = optional_text("reason", reason, 1000)?;
        let refuse = |rule, count: usize| {
            let detail = if count == 0 { String::new() } else { count.to_string() };
            Err(Error::refused(rule, detail))
        };
        match verb {
            EffortVerb::Postpone | EffortVerb::Cancel if reason.is_none() => {
                return Err(Error::invalid("reason", common::REASON_IS_REQUIRED));
            }
            EffortVerb::Schedule if ground.occasions == 0 => return refuse(rules::EFFORT_HAS_NO_OCCASION, 0),
            EffortVerb::Open if ground.with_room == 0 => return refuse(rules::EFFORT_HAS_NO_ROOM, 0),
            EffortVerb::Complete if ground.unfinished + ground.taking_part > 0 => {
                return refuse(rules::EFFORT_IS_STILL_GOING_ON, ground.unfinished);
            }
            EffortVerb::Close if ground.without_outcome > 0 && reason.is_none() => {
                return refuse(rules::OUTCOMES_ARE_MISSING, ground.without_outcome);
            }
            _ => {}
        }
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason = reason.clone();
        Ok(Event::new(event_name(verb), self.id.public()).transition(from.as_str(), to.as_str(), reason))
    }

    /// Whether people may be enrolled.
    pub fn takes_enrolments(&self) -> bool {
        matches!(self.status, EffortStatus::Open | EffortStatus::Running)
    }

    /// Whether occasions may be planned: until it is over.
    pub fn takes_occasions(&self) -> bool {
        use EffortStatus as S;
        !matches!(self.status, S::Completed | S::FollowedUp | S::Closed | S::Cancelled)
    }
}

fn event_name(verb: EffortVerb) -> &'static str {
    match verb {
        EffortVerb::Triage => "EffortTriaged",
        EffortVerb::Approve => "EffortApproved",
        EffortVerb::Source => "EffortSourcingBegun",
        EffortVerb::Schedule => "EffortScheduled",
        EffortVerb::Open => "EffortOpened",
        EffortVerb::Start => "EffortStarted",
        EffortVerb::Complete => "EffortCompleted",
        EffortVerb::FollowUp => "EffortFollowedUp",
        EffortVerb::Close => "EffortClosed",
        EffortVerb::Postpone => "EffortPostponed",
        EffortVerb::Cancel => "EffortCancelled",
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Clock, Id, SystemClock, id::SequentialIds};

    use super::*;

    fn effort(status: EffortStatus) -> Effort {
        let ids = SequentialIds::starting_at(7);
        let command = PlanEffort {
            hub: Id::new(&ids),
            project: None,
            provider: None,
            title: "CNC-teknik".into(),
            description: None,
            kind: EffortKind::Course,
            delivery: Delivery::Place,
            target_group: TargetGroup::Employees,
            codes: EffortCodes::default(),
            hours: 40,
            reusable: true,
            accessibility: None,
            evidence: None,
            target: None,
        };
        let (mut effort, event) =
            Effort::plan(Id::new(&ids), Id::new(&ids), command, SystemClock.now()).expect("a plan");
        assert_eq!((effort.status, event.name), (EffortStatus::Idea, "EffortPlanned"));
        effort.status = status;
        effort
    }

    const FIRM: Ground = Ground { occasions: 1, with_room: 1, unfinished: 0, taking_part: 0, without_outcome: 0 };

    #[test]
    fn every_step_outside_the_table_is_refused() {
        for &from in EffortStatus::ALL {
            for &verb in EffortVerb::ALL {
                let mut effort = effort(from);
                let to = TRANSITIONS.iter().find(|(at, by, _)| (*at, *by) == (from, verb)).map(|(_, _, to)| *to);
                match (to, effort.take(verb, Some("skäl"), &FIRM)) {
                    (Some(to), Ok(event)) => {
                        assert_eq!((effort.status, event.from, event.to), (to, Some(from.as_str()), Some(to.as_str())));
                    }
                    (None, Err(Error::Refused { rule, .. })) => {
                        assert_eq!((rule, effort.status), (common::TRANSITION_IS_NOT_ALLOWED, from));
                    }
                    (to, outcome) => panic!("{from} {verb}: {to:?} {outcome:?}"),
                }
            }
        }
    }

    #[test]
    fn the_ground_must_bear_the_step() {
        use {EffortStatus as S, EffortVerb as V};
        let refused = |from, verb, ground: Ground| match effort(from).take(verb, None, &ground) {
            Err(Error::Refused { rule, .. }) => rule,
            other => panic!("{other:?}"),
        };
        let still = Ground { taking_part: 1, ..FIRM };
        assert_eq!(refused(S::Sourcing, V::Schedule, Ground::default()), rules::EFFORT_HAS_NO_OCCASION);
        assert_eq!(refused(S::Postponed, V::Schedule, Ground::default()), rules::EFFORT_HAS_NO_OCCASION);
        assert_eq!(refused(S::Scheduled, V::Open, Ground { with_room: 0, ..FIRM }), rules::EFFORT_HAS_NO_ROOM);
        assert_eq!(refused(S::Running, V::Complete, still), rules::EFFORT_IS_STILL_GOING_ON);
        assert_eq!(refused(S::Running, V::Complete, Ground { unfinished: 1, ..FIRM }), rules::EFFORT_IS_STILL_GOING_ON);
        let missing = Ground { without_outcome: 2, ..FIRM };
        assert_eq!(refused(S::FollowedUp, V::Close, missing), rules::OUTCOMES_ARE_MISSING);
        assert!(effort(S::FollowedUp).take(V::Close, Some("Bortfall efter två påminnelser"), &missing).is_ok());
    }

    #[test]
    fn an_effort_is_revised_until_it_is_over() {
        use EffortStatus as S;
        let revise = |effort: &Effort, provider: Option<OrganisationId>| ReviseEffort {
            id: effort.id,
            expected_version: 1,
            provider,
            title: " CNC-teknik, steg två ".into(),
            description: None,
            kind: EffortKind::Module,
            delivery: Delivery::Hybrid,
            target_group: TargetGroup::Employees,
            codes: EffortCodes::default(),
            hours: 24,
            reusable: false,
            accessibility: None,
            evidence: Some("Korta moduler fungerar".into()),
            target: None,
        };
        for &status in S::ALL {
            let mut effort = effort(status);
            let command = revise(&effort, None);
            match effort.revise(command, true) {
                Ok(event) => {
                    assert!(!matches!(status, S::Completed | S::FollowedUp | S::Closed | S::Cancelled), "{status}");
                    assert_eq!((event.name, effort.title.as_str()), ("EffortRevised", "CNC-teknik, steg två"));
                    assert_eq!((effort.status, effort.hours), (status, 24));
                }
                Err(Error::Refused { rule, .. }) => {
                    assert_eq!((rule, effort.hours), (rules::EFFORT_IS_OVER, 40), "{status}");
                }
                Err(other) => panic!("{status}: {other}"),
            }
        }
        let mut effort = effort(S::Sourcing);
        let provider = Some(Id::new(&SequentialIds::starting_at(90)));
        let (late, early) = (revise(&effort, provider), revise(&effort, provider));
        let refused = effort.revise(late, true);
        assert!(matches!(refused, Err(Error::Invalid { rule: rules::EFFORT_HAS_ITS_PROVIDER, .. })), "{refused:?}");
        effort.revise(early, false).expect("there is no occasion yet");
        assert_eq!(effort.provider, provider);
    }

    #[test]
    fn cancelling_and_postponing_need_a_reason() {
        for (from, verb) in [(EffortStatus::Idea, EffortVerb::Cancel), (EffortStatus::Scheduled, EffortVerb::Postpone)]
        {
            let mut effort = effort(from);
            let blank = effort.take(verb, Some("  "), &FIRM);
            assert!(matches!(blank, Err(Error::Invalid { rule: common::REASON_IS_REQUIRED, .. })));
            assert_eq!(effort.status, from);
        }
    }
}
