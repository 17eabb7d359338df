//! What a project is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Error, Label, Result, command,
    command::REASON,
    error::{optional_reason, rules as common},
    id::ProjectId,
    machine::{Step, step},
    text_enum,
};
use store::Event;

use super::card::ProjectCard;

/// Rules of projects.
pub mod rules {
    kernel::rules! {
        /// The funder's number is `yyyy/nnnnn` or `yyyy-nnnnnnnn`.
        PROJECT_NUMBER_IS_WRONG:
            "Diarienumret skrivs åååå/nnnnn eller åååå-nnnnnnnn.",
            "The number is written yyyy/nnnnn or yyyy-nnnnnnnn.";
        /// An ESF code belongs to the project's own programming period.
        CODE_IS_OF_ANOTHER_PERIOD:
            "Koden hör till en annan programperiod än projektet.",
            "The code belongs to another programming period than the project.";
        /// The contact's address is not an e-mail address.
        CONTACT_EMAIL_IS_WRONG: "E-postadressen är inte giltig.", "The e-mail address is not valid.";
        /// A postcode has five digits.
        POSTCODE_IS_WRONG: "Ett postnummer har fem siffror.", "A postcode has five digits.";
        /// A grant states the support, a start the first day; detail: the field that is missing.
        PROJECT_CARD_IS_INCOMPLETE:
            "Projektkortet saknar en uppgift som steget kräver.",
            "The project card lacks what the step demands.";
        /// A closed, rejected or terminated project is not changed.
        PROJECT_HAS_ENDED:
            "Projektet är avslutat, avslaget eller avbrutet och ändras inte.",
            "The project is closed, rejected or terminated and is not changed.";
        /// An earlier project is another, and did not start later.
        PREDECESSOR_IS_WRONG:
            "Ett tidigare projekt är ett annat, som inte började senare.",
            "An earlier project is another one that did not start later.";
        /// A project is about ten things at most.
        PROJECT_HAS_TOO_MANY_THEMES: "Ange högst tio teman.", "Give at most ten themes.";
        /// Each theme is told once.
        PROJECT_THEMES_ARE_ALIKE: "Två teman är lika.", "Two themes are alike.";
    }
}

text_enum! {
    pub enum ProjectStatus ("Projektets status.", "Status of a project.") {
        Draft = "DRAFT" ("Utkast", "Draft"),
        Applied = "APPLIED" ("Ansökt", "Applied"),
        Granted = "GRANTED" ("Beviljat", "Granted"),
        Started = "STARTED" ("Startat", "Started"),
        ChangeRequested = "CHANGE_REQUESTED" ("Ändring begärd", "Change requested"),
        FinalReport = "FINAL_REPORT" ("Slutrapport", "Final report"),
        Closed = "CLOSED" ("Avslutat", "Closed"),
        Rejected = "REJECTED" ("Avslaget", "Rejected"),
        Terminated = "TERMINATED" ("Avbrutet", "Terminated"),
    }
}

impl ProjectStatus {
    /// Whether nothing is done to the project any more.
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Rejected | Self::Terminated)
    }
}

text_enum! {
    pub enum ProjectVerb as "ProjectStep" ("Steg i ett projekts livslopp.", "A step in a project's life.") {
        Apply = "apply" ("ansöka", "apply"),
        Grant = "grant" ("bevilja", "grant", ("kortet anger stödet", "the card states the support")),
        Reject = "reject" ("avslå", "reject", ("med skäl", "with a reason")),
        Start = "start" ("starta", "start", ("kortet anger första dagen", "the card states the first day")),
        RequestChange = "requestChange" ("begära ändring", "request a change", ("med skäl", "with a reason")),
        DecideChange = "decideChange" ("besluta om ändring", "decide on the change"),
        Report = "report" ("slutrapportera", "report finally"),
        Close = "close" ("avsluta", "close"),
        Terminate = "terminate" ("avbryta", "terminate", ("med skäl", "with a reason")),
    }
}

/// The state machine. Anything not yet closed or rejected can be broken off.
pub const TRANSITIONS: &[Step<ProjectStatus, ProjectVerb>] = {
    use ProjectStatus as S;
    use ProjectVerb as V;
    &[
        (S::Draft, V::Apply, S::Applied),
        (S::Draft, V::Terminate, S::Terminated),
        (S::Applied, V::Grant, S::Granted),
        (S::Applied, V::Reject, S::Rejected),
        (S::Applied, V::Terminate, S::Terminated),
        (S::Granted, V::Start, S::Started),
        (S::Granted, V::Terminate, S::Terminated),
        (S::Started, V::RequestChange, S::ChangeRequested),
        (S::Started, V::Report, S::FinalReport),
        (S::Started, V::Terminate, S::Terminated),
        (S::ChangeRequested, V::DecideChange, S::Started),
        (S::ChangeRequested, V::Terminate, S::Terminated),
        (S::FinalReport, V::Close, S::Closed),
        (S::FinalReport, V::Terminate, S::Terminated),
    ]
};

/// Projekt.
#[derive(Clone, Debug)]
pub struct Project {
    /// Id.
    pub id: ProjectId,
    /// Version, counted up by every change.
    pub version: i32,
    /// Status.
    pub status: ProjectStatus,
    /// What the project bank shows.
    pub card: ProjectCard,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
}

command! {
    pub struct RegisterProject as "RegisterProjectInput" ("Registrera projekt.", "Register a project.") {
        card: ProjectCard as "card" ("Projektkortet.", "The project card."),
    }
}

command! {
    pub struct ReviseProject as "ReviseProjectInput" ("Revidera projektkort.", "Revise a project card.")
        of ProjectId, ("Projektet.", "The project.") {
        card: ProjectCard as "card"
            ("Hela projektkortet: det som utelämnas blir tomt.", "The whole project card: what is left out becomes empty."),
    }
}

command! {
    pub struct AdvanceProject as "AdvanceProjectInput" ("Ta ett steg i projektets livslopp.", "Take a step in the project's life.")
        of ProjectId, ("Projektet.", "The project.") {
        step: command::Step<ProjectVerb> as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct LinkProjectPredecessor as "LinkProjectPredecessorInput"
        ("Koppla tidigare projekt.", "Link an earlier project.") of ProjectId, ("Projektet.", "The project.") {
        predecessor: ProjectId as "predecessorId" ("Tidigare projekt: det som projektet bygger på.", "Earlier project: the one that it builds on."),
    }
}

impl Project {
    /// The status on `day`, as far as card and present status tell. From today on it is the present one. Before, within its days,
    /// a project that came to a start had started, whatever has become of it since, and after them the present one holds; before
    /// its first day it is not known, and without one neither.
    pub fn status_on(&self, day: NaiveDate, today: NaiveDate) -> Option<ProjectStatus> {
        use ProjectStatus as S;
        if day >= today {
            return Some(self.status);
        }
        let came_to_a_start =
            matches!(self.status, S::Started | S::ChangeRequested | S::FinalReport | S::Closed | S::Terminated);
        let first = self.card.starts_on.filter(|first| came_to_a_start && *first <= day)?;
        let last = self.card.ends_on.unwrap_or(NaiveDate::MAX);
        Some(if (first..=last).contains(&day) { S::Started } else { self.status })
    }

    /// A newly registered project: a draft.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn register(id: ProjectId, card: ProjectCard) -> Result<(Self, Event)> {
        let project = Self {
            id,
            version: 1,
            status: ProjectStatus::Draft,
            card: card.stored()?,
            status_reason: None,
            demonstration: false,
        };
        Ok((project, Event::new("ProjectRegistered", id.public())))
    }

    /// Replaces the card.
    ///
    /// # Errors
    /// `Refused` when the project has ended; `Invalid` naming the field.
    pub fn revise(&mut self, card: ProjectCard) -> Result<Event> {
        self.must_be_alive()?;
        self.card = card.stored()?;
        Ok(Event::new("ProjectRevised", self.id.public()))
    }

    /// Takes `verb`. A rejection, a termination and a request for change give a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or a card that lacks what the step states; `Invalid` without the reason.
    pub fn take(&mut self, verb: ProjectVerb, reason: Option<&str>) -> Result<Event> {
        use ProjectVerb as V;
        let to = step(TRANSITIONS, self.status, verb)?;
        let incomplete = |field: Label| Err(Error::refused(rules::PROJECT_CARD_IS_INCOMPLETE, field));
        match verb {
            V::Grant if self.card.granted_support.is_none() => {
                return incomplete(Label { sv: "beviljat stöd", en: "granted support" });
            }
            V::Start if self.card.starts_on.is_none() => {
                return incomplete(Label { sv: "första dag", en: "first day" });
            }
            _ => {}
        }
        let reason = optional_reason(reason)?;
        if reason.is_none() && matches!(verb, V::Reject | V::Terminate | V::RequestChange) {
            return Err(Error::invalid("reason", common::REASON_IS_REQUIRED));
        }
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Ok(Event::new(became(verb), self.id.public()).transition(from.as_str(), to.as_str(), reason))
    }

    /// Notes that this project builds on `earlier`.
    ///
    /// # Errors
    /// `Invalid` for the project itself or one that started later.
    pub fn build_on(&self, earlier: &Self) -> Result<Event> {
        let later = self.card.starts_on.zip(earlier.card.starts_on).is_some_and(|(own, theirs)| theirs > own);
        if earlier.id == self.id || later {
            return Err(Error::invalid("predecessorId", rules::PREDECESSOR_IS_WRONG));
        }
        Ok(Event::new("ProjectPredecessorLinked", self.id.public()))
    }

    /// Its first day, where the card states it, as the earliest on which anything within it was done.
    pub fn begins(&self) -> Option<(NaiveDate, Label)> {
        self.card.starts_on.map(|day| (day, Label { sv: "projektets första dag", en: "the project's first day" }))
    }

    /// Refuses what may no longer be done to a project that has ended.
    ///
    /// # Errors
    /// `Refused { PROJECT_HAS_ENDED }`.
    pub fn must_be_alive(&self) -> Result<()> {
        match self.status.has_ended() {
            true => Err(Error::refused(rules::PROJECT_HAS_ENDED, self.status.label())),
            false => Ok(()),
        }
    }
}

const fn became(verb: ProjectVerb) -> &'static str {
    match verb {
        ProjectVerb::Apply => "ProjectAppliedFor",
        ProjectVerb::Grant => "ProjectGranted",
        ProjectVerb::Reject => "ProjectRejected",
        ProjectVerb::Start => "ProjectStarted",
        ProjectVerb::RequestChange => "ProjectChangeRequested",
        ProjectVerb::DecideChange => "ProjectChangeDecided",
        ProjectVerb::Report => "ProjectFinallyReported",
        ProjectVerb::Close => "ProjectClosed",
        ProjectVerb::Terminate => "ProjectTerminated",
    }
}

#[cfg(test)]
mod tests;
