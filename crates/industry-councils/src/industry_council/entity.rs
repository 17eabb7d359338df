//! What an industry council is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{REASON, line},
    error::{optional_text, rules},
    id::{CouncilId, IndustryCouncilId},
    machine::{Step, step},
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

text_enum! {
    pub enum IndustryCouncilStatus ("Branschrådets status.", "Status of an industry council.") {
        Forming = "FORMING" ("Under bildande", "Forming"),
        Active = "ACTIVE" ("Aktivt", "Active"),
        Dormant = "DORMANT" ("Vilande", "Dormant"),
        Dissolved = "DISSOLVED" ("Upplöst", "Dissolved"),
    }
}

text_enum! {
    pub enum IndustryCouncilVerb as "IndustryCouncilStep" ("Steg i ett branschråds livslopp.", "A step in an industry council's life.") {
        Activate = "activate" ("aktivera", "activate"),
        Pause = "pause" ("vila", "pause", ("med skäl", "with a reason")),
        Resume = "resume" ("återuppta", "resume"),
        Dissolve = "dissolve" ("upplösa", "dissolve", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<IndustryCouncilStatus, IndustryCouncilVerb>] = {
    use IndustryCouncilStatus as S;
    use IndustryCouncilVerb as V;
    &[
        (S::Forming, V::Activate, S::Active),
        (S::Forming, V::Dissolve, S::Dissolved),
        (S::Active, V::Pause, S::Dormant),
        (S::Active, V::Dissolve, S::Dissolved),
        (S::Dormant, V::Resume, S::Active),
        (S::Dormant, V::Dissolve, S::Dissolved),
    ]
};

/// Branschråd.
#[derive(Clone, Debug)]
pub struct IndustryCouncil {
    /// Id.
    pub id: IndustryCouncilId,
    /// Version.
    pub version: i32,
    /// The regional council that established it.
    pub council: CouncilId,
    /// Name, 1–200 characters.
    pub name: String,
    /// Status.
    pub status: IndustryCouncilStatus,
    /// The industry as SNI 2007 codes, at least one.
    pub sni: Vec<String>,
    /// Established on.
    pub established_on: Option<NaiveDate>,
    /// Reference to the parent council's decision.
    pub decision_reference: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
}

command! {
    pub struct EstablishIndustryCouncil as "EstablishIndustryCouncilInput"
        ("Inrätta branschråd.", "Establish an industry council.") {
        council: CouncilId as "councilId" ("Råd: det som inrättar branschrådet.", "Council: the one that establishes it."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        sni: Vec<String> as "sni" [code(Scheme::Sni2007)]
            ("Bransch: 1–20 i SNI 2007.", "Industry: 1–20 codes of SNI 2007."),
        established_on: Option<NaiveDate> as "establishedOn" ("Inrättat den.", "Established on."),
        decision_reference: Option<String> as "decisionReference" [line(200)]
            ("Beslutsreferens.", "Decision reference."),
    }
}

command! {
    pub struct AdvanceIndustryCouncil as "AdvanceIndustryCouncilInput"
        ("Ändra branschrådets status.", "Change an industry council's status.")
        of IndustryCouncilId, ("Branschrådet.", "The industry council.") {
        step: command::Step<IndustryCouncilVerb> as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl IndustryCouncil {
    /// A newly established industry council, under formation until it is activated.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn establish(id: IndustryCouncilId, command: EstablishIndustryCouncil) -> Result<(Self, Event)> {
        let command = command.checked()?;
        if command.sni.is_empty() || command.sni.len() > 20 {
            return Err(Error::invalid("sni", rules::NUMBER_IS_OUT_OF_RANGE));
        }
        let council = Self {
            id,
            version: 1,
            council: command.council,
            name: command.name,
            status: IndustryCouncilStatus::Forming,
            sni: command.sni,
            established_on: command.established_on,
            decision_reference: command.decision_reference,
            demonstration: false,
        };
        let event = Event::new("IndustryCouncilEstablished", id.public());
        Ok((council, event))
    }

    /// Takes `verb`; a pause or dissolution gives a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason.
    pub fn take(&mut self, verb: IndustryCouncilVerb, reason: Option<&str>) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let reason = optional_text("reason", reason, 1000)?;
        if reason.is_none() && matches!(verb, IndustryCouncilVerb::Pause | IndustryCouncilVerb::Dissolve) {
            return Err(Error::invalid("reason", rules::REASON_IS_REQUIRED));
        }
        let from = std::mem::replace(&mut self.status, to);
        let name = match verb {
            IndustryCouncilVerb::Activate => "IndustryCouncilActivated",
            IndustryCouncilVerb::Pause => "IndustryCouncilPaused",
            IndustryCouncilVerb::Resume => "IndustryCouncilResumed",
            IndustryCouncilVerb::Dissolve => "IndustryCouncilDissolved",
        };
        Ok(Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason))
    }
}
