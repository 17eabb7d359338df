//! What an industry council is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Error, Result,
    error::{optional_line, optional_text, required_line, rules},
    id::{CouncilId, IndustryCouncilId},
    machine::{Step, step},
    text_enum,
};
use store::Event;
use taxonomy::Scheme;

text_enum! {
    pub enum IndustryCouncilStatus ("Branschrådets status.", "Status of an industry council.") {
        Forming = "FORMING" ("Under bildande", "Forming"),
        Active = "ACTIVE" ("Aktivt", "Active"),
        Dormant = "DORMANT" ("Vilande", "Dormant"),
        Dissolved = "DISSOLVED" ("Upplöst", "Dissolved"),
    }
}

text_enum! {
    /// Steg i ett branschråds livslopp.
    pub enum IndustryCouncilVerb {
        Activate = "activate" ("aktivera", "activate"),
        Pause = "pause" ("vila", "pause"),
        Resume = "resume" ("återuppta", "resume"),
        Dissolve = "dissolve" ("upplösa", "dissolve"),
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

/// Inrätta branschråd: the command.
#[derive(Clone, Debug)]
pub struct EstablishIndustryCouncil {
    /// The parent council.
    pub council: CouncilId,
    /// Name.
    pub name: String,
    /// SNI 2007 codes, 1–20.
    pub sni: Vec<String>,
    /// Established on.
    pub established_on: Option<NaiveDate>,
    /// The parent council's decision.
    pub decision_reference: Option<String>,
}

impl IndustryCouncil {
    /// A newly established industry council, under formation until it is activated.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn establish(id: IndustryCouncilId, command: EstablishIndustryCouncil) -> Result<(Self, Event)> {
        if command.sni.is_empty() || command.sni.len() > 20 {
            return Err(Error::invalid("sni", rules::NUMBER_IS_OUT_OF_RANGE));
        }
        let sni = command.sni.iter().map(|code| taxonomy::require("sni", Scheme::Sni2007, code));
        let sni = sni.map(|found| found.map(|concept| concept.code.to_owned())).collect::<Result<_>>()?;
        let council = Self {
            id,
            version: 1,
            council: command.council,
            name: required_line("name", &command.name, 200)?,
            status: IndustryCouncilStatus::Forming,
            sni,
            established_on: command.established_on,
            decision_reference: optional_line("decisionReference", command.decision_reference.as_deref(), 200)?,
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
