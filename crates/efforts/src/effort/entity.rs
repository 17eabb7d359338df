//! What an effort is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Money, Path, Result, TargetGroup, Timestamp,
    error::{all, both, holds, in_range, optional_reason, optional_text, rules as common},
    id::{CouncilId, EffortId, HubId, OrganisationId, ProjectId, ProjectTargetId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use super::{
    command::{EffortCodes, PlanEffort, ReuseEffort, ReviseEffort},
    eligibility::Eligibility,
};

/// Rules of efforts.
pub mod rules {
    kernel::rules! {
        /// An effort is sorted by the path that it takes.
        EFFORT_HAS_NO_PATH: "Ange vägen: hur behovet ska mötas.", "Give the path: how the need is to be answered.";
        /// An approval rests on a path, a budget of a line, goals, and a measure where a project pays; detail: what it lacks.
        EFFORT_IS_NOT_READY:
            "Insatsen kan inte beslutas förrän allt som beslutet vilar på finns.",
            "The effort cannot be approved until all that the approval rests on is there.";
        /// Where people are referred to is told of an effort whose path is to refer.
        ONLY_WHO_REFERS_SAYS_WHERE:
            "En hänvisning anges bara när vägen är att hänvisa vidare.",
            "A referral is stated only where the path is to refer elsewhere.";
        /// What an approval rests on is approved anew, and stays as long as the effort does.
        EFFORT_IS_APPROVED:
            "Det som är beslutat ändras av den som beslutar om insatser, och töms inte.",
            "What is approved is changed by who approves efforts, and is not emptied.";
        /// An effort is made after one that is meant to be used again.
        EFFORT_IS_NOT_REUSABLE:
            "Insatsen är inte gjord för att användas igen.",
            "The effort is not made to be used again.";
        /// An effort is scheduled when it has an occasion.
        EFFORT_HAS_NO_OCCASION: "Planera minst ett tillfälle först.", "Plan at least one occasion first.";
        /// An effort that is procured is scheduled when an award is decided.
        EFFORT_AWAITS_AN_AWARD:
            "Insatsen upphandlas, och ingen tilldelning är beslutad.",
            "The effort is being procured, and no award is decided.";
        /// A court may have its award evaluated anew; detail: the procurement and the day of the appeal.
        EFFORT_AWARD_IS_APPEALED:
            "Tilldelningen för insatsen är överprövad.",
            "The award for the effort is appealed against.";
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
        /// An effort is closed when everyone who completed it is followed up after six months, or by a waiver; detail: how many are
        /// not, and the last day from which they can be.
        FOLLOW_UP_IS_MISSING:
            "Alla som slutfört är inte uppföljda efter sex månader. Följ upp dem eller ange skäl att avstå.",
            "Not everyone who completed it is followed up after six months. Follow them up or give a reason to waive it.";
        /// A follow-up is waived when an effort is closed without one.
        FOLLOW_UP_IS_NOT_MISSING:
            "Här saknas ingen uppföljning att avstå från.",
            "No follow-up is missing here that could be waived.";
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

    /// Whether people may be enrolled.
    pub const fn takes_enrolments(self) -> bool {
        matches!(self, Self::Open | Self::Running)
    }

    /// Whether it may be revised and occasions planned: until it is over.
    pub const fn takes_occasions(self) -> bool {
        !matches!(self, Self::Completed | Self::FollowedUp | Self::Closed | Self::Cancelled)
    }
}

text_enum! {
    pub enum EffortVerb as "EffortStep" ("Steg i en insats livslopp.", "A step in an effort's life.") {
        Triage = "triage" ("sortera", "triage"),
        Approve = "approve" ("besluta", "approve", ("navchefens eget steg", "the hub manager's own step")),
        Source = "source" ("anskaffa", "source"),
        Schedule = "schedule" ("schemalägga", "schedule", ("det finns ett tillfälle", "there is an occasion")),
        Open = "open" ("öppna för anmälan", "open for enrolment", ("ett tillfälle har en ledig plats, och det är bestämt vilka den är öppen för", "an occasion has a free place, and whom it is open to is decided")),
        Start = "start" ("starta", "start"),
        Complete = "complete" ("slutföra", "complete", ("alla tillfällen är över och ingen deltar längre", "every occasion is over and nobody is still taking part")),
        FollowUp = "followUp" ("följa upp", "follow up"),
        Close = "close" ("avsluta", "close", ("alla som slutförde den har ett resultat och är uppföljda efter sex månader, eller så anges skäl", "everyone who completed it has an outcome and is followed up after six months, or reasons are given")),
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
    /// By which way it comes about, once it is sorted.
    pub path: Option<Path>,
    /// The most that it may cost, without VAT; 1–1,000,000,000 kronor.
    pub budget: Option<Money>,
    /// Which line of a budget pays, at most 200 characters.
    pub budget_line: Option<String>,
    /// What it is to reach, at most 2,000 characters.
    pub goals: Option<String>,
    /// The organisation that people are referred to, by the path of referring.
    pub referred_to: Option<OrganisationId>,
    /// The education that they are referred to and where it is found, at most 500 characters.
    pub referral: Option<String>,
    /// Since when.
    pub referred_on: Option<NaiveDate>,
    /// Whom it is open to.
    pub eligibility: Eligibility,
    /// Why it was closed without everyone followed up after six months, at most 1,000 characters.
    pub follow_up_waiver: Option<String>,
    /// The effort that it is made after.
    pub template: Option<EffortId>,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
    /// Created at.
    pub created_at: Timestamp,
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
    /// People who completed it and have no outcome of six months later or more.
    pub without_follow_up: usize,
    /// The last of the days from which they can be followed up.
    pub follow_up_due_on: Option<NaiveDate>,
    /// Whether a project has a measure for a horizontal principle in it; looked for when it is approved.
    pub has_measure: bool,
}

impl Effort {
    /// A newly planned effort of `council`'s hub: an idea.
    ///
    /// # Errors
    /// `Invalid` naming the field that breaks a rule.
    pub fn plan(id: EffortId, council: CouncilId, command: PlanEffort, now: Timestamp) -> Result<(Self, Event)> {
        let checks = all([is_likely(command.budget), command.eligibility().makes_sense(command.project)]);
        let (command, ()) = both(command.checked(), checks)?;
        let eligibility = command.eligibility();
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
            path: command.path,
            budget: command.budget,
            budget_line: command.budget_line,
            goals: command.goals,
            referred_to: command.referred_to,
            referral: command.referral,
            referred_on: command.referred_on,
            eligibility,
            follow_up_waiver: None,
            template: None,
            status_reason: None,
            demonstration: false,
            created_at: now,
        };
        let event = Event::new("EffortPlanned", id.public());
        Ok((effort, event))
    }

    /// An idea of `council`'s hub after `template`: what it is, for whom and how. Who gives it, by which path, at what cost, to
    /// what end and whom it is open to is decided anew.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a template that is not reusable.
    pub fn reuse(
        id: EffortId,
        council: CouncilId,
        template: &Self,
        command: ReuseEffort,
        now: Timestamp,
    ) -> Result<(Self, Event)> {
        let is_reusable = holds(template.reusable, "templateId", rules::EFFORT_IS_NOT_REUSABLE);
        let (command, ()) = both(command.checked(), is_reusable)?;
        let effort = Self {
            id,
            version: 1,
            hub: command.hub,
            council,
            project: command.project,
            provider: None,
            title: command.title.unwrap_or_else(|| template.title.clone()),
            status: EffortStatus::Idea,
            codes: EffortCodes { sni: command.sni, ..template.codes.clone() },
            target: None,
            path: None,
            budget: None,
            budget_line: None,
            goals: None,
            referred_to: None,
            referral: None,
            referred_on: None,
            eligibility: Eligibility::default(),
            follow_up_waiver: None,
            template: Some(template.id),
            status_reason: None,
            demonstration: false,
            created_at: now,
            ..template.clone()
        };
        Ok((effort, Event::new("EffortReused", id.public())))
    }

    /// Replaces what it is, as long as it is not over: contents are worked out with the provider after it is chosen, and
    /// also between occasions. Hub and project stay, and so does the provider where there `are_occasions`, which copied it.
    /// What was approved is another's only by who `may_approve`.
    ///
    /// # Errors
    /// `Refused` when it is over; `Invalid` naming the field.
    pub fn revise(&mut self, command: ReviseEffort, are_occasions: bool, may_approve: bool) -> Result<Event> {
        if !self.status.takes_occasions() {
            return Err(Error::refused(rules::EFFORT_IS_OVER, self.status.label()));
        }
        let keeps_provider = command.provider == self.provider;
        let eligibility = command.eligibility();
        let checks = all([
            is_likely(command.budget),
            holds(keeps_provider || !are_occasions, "providerId", rules::EFFORT_HAS_ITS_PROVIDER),
            self.keeps_to_its_approval(&command, may_approve),
            eligibility.makes_sense(self.project),
            self.stays_decided(&eligibility),
        ]);
        let (command, ()) = both(command.checked(), checks)?;
        let eligibility = command.eligibility();
        (self.provider, self.title, self.description) = (command.provider, command.title, command.description);
        (self.kind, self.delivery, self.target_group) = (command.kind, command.delivery, command.target_group);
        (self.codes, self.hours, self.reusable) = (command.codes, command.hours, command.reusable);
        (self.accessibility, self.evidence, self.target) = (command.accessibility, command.evidence, command.target);
        (self.path, self.goals) = (command.path, command.goals);
        (self.budget, self.budget_line) = (command.budget, command.budget_line);
        (self.referred_to, self.referral) = (command.referred_to, command.referral);
        (self.referred_on, self.eligibility) = (command.referred_on, eligibility);
        Ok(Event::new("EffortRevised", self.id.public()))
    }

    /// `provider` gives it, by a contract; nothing where it has a provider or is over.
    pub fn is_given_by(&mut self, provider: OrganisationId) -> Option<Event> {
        if self.provider.is_some() || !self.status.takes_occasions() {
            return None;
        }
        self.provider = Some(provider);
        Some(Event::new("EffortRevised", self.id.public()))
    }

    /// Takes `verb` on the given ground. Postponing and cancelling need a reason; a reason also waives missing
    /// outcomes at closing, and a `waiver` of its own the follow-up after six months.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or a ground that does not bear it; `Invalid` without the reason, and for a waiver of nothing.
    pub fn take(
        &mut self,
        verb: EffortVerb,
        reason: Option<&str>,
        waiver: Option<&str>,
        ground: &Ground,
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let (reason, waiver) = both(optional_reason(reason), optional_text("followUpWaiver", waiver, 1000))?;
        let is_missing = verb == EffortVerb::Close && ground.without_follow_up > 0;
        holds(waiver.is_none() || is_missing, "followUpWaiver", rules::FOLLOW_UP_IS_NOT_MISSING)?;
        let refuse = |rule, count: usize| {
            let detail = if count == 0 { String::new() } else { count.to_string() };
            Err(Error::refused(rule, detail))
        };
        match verb {
            EffortVerb::Postpone | EffortVerb::Cancel if reason.is_none() => {
                return Err(Error::invalid("reason", common::REASON_IS_REQUIRED));
            }
            EffortVerb::Triage if self.path.is_none() => return refuse(rules::EFFORT_HAS_NO_PATH, 0),
            EffortVerb::Approve => self.must_be_ready(ground.has_measure)?,
            EffortVerb::Schedule if ground.occasions == 0 => return refuse(rules::EFFORT_HAS_NO_OCCASION, 0),
            EffortVerb::Open if ground.with_room == 0 => return refuse(rules::EFFORT_HAS_NO_ROOM, 0),
            EffortVerb::Open => self.eligibility.must_be_decided()?,
            EffortVerb::Complete if ground.unfinished + ground.taking_part > 0 => {
                return refuse(rules::EFFORT_IS_STILL_GOING_ON, ground.unfinished);
            }
            EffortVerb::Close if ground.without_outcome > 0 && reason.is_none() => {
                return refuse(rules::OUTCOMES_ARE_MISSING, ground.without_outcome);
            }
            EffortVerb::Close if is_missing && waiver.is_none() => return Err(ground.must_follow_up()),
            _ => {}
        }
        if is_missing {
            self.follow_up_waiver = waiver;
        }
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason = reason.clone();
        Ok(Event::new(event_name(verb), self.id.public()).transition(from.as_str(), to.as_str(), reason))
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

/// A budget is no slip of the keyboard.
fn is_likely(budget: Option<Money>) -> Result<()> {
    let Some(budget) = budget else { return Ok(()) };
    in_range("budget", budget, Money::kronor(1)..=Money::kronor(1_000_000_000)).map(drop)
}

#[cfg(test)]
mod tests;
