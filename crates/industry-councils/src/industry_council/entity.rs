//! What an industry council is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{REASON, line},
    council::{CouncilState, CouncilStep},
    error::{all, both, holds, in_range, optional_reason, rules as common},
    id::{CouncilDecisionId, CouncilId, IndustryCouncilId},
    machine::{Step, step},
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::decision::{self, Decided};

/// Rules of industry councils.
pub mod rules {
    kernel::rules! {
        /// An industry council is established by its parent's decision.
        DECISION_IS_REQUIRED:
            "Ange det överordnade rådets beslut.",
            "State the parent council's decision.";
        /// An industry council is active only with two member organisations; detail: how many there are.
        TWO_ORGANISATIONS_ARE_REQUIRED:
            "Minst två organisationer måste ha en ordinarie plats i branschrådet. Antal nu:",
            "At least two organisations must hold a member's seat in the industry council. Number now:";
        /// An industry council is dissolved after its working groups; detail: how many are left.
        WORKING_GROUPS_REMAIN:
            "Det finns arbetsgrupper kvar under branschrådet. Antal:",
            "Working groups of the industry council remain. Number:";
        /// Of an industry council's steps only its dissolution rests on a decision.
        ONLY_A_DISSOLUTION_TAKES_A_DECISION:
            "Beslutet anges bara när branschrådet upplöses.",
            "A decision is stated only when the industry council is dissolved.";
        /// A dissolved industry council is told of no more needs, and endorses none.
        INDUSTRY_COUNCIL_HAS_ENDED:
            "Branschrådet är upplöst, och tar inte emot eller förankrar fler behov.",
            "The industry council is dissolved, and takes or endorses no more needs.";
    }
}

text_enum! {
    pub enum IndustryCouncilStatus ("Branschrådets status.", "Status of an industry council.") {
        Forming of CouncilState,
        Active of CouncilState,
        Dormant of CouncilState,
        Dissolved of CouncilState,
    }
}

impl IndustryCouncilStatus {
    /// Whether anything may begin under the industry council.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Dissolved)
    }
}

text_enum! {
    pub enum IndustryCouncilVerb as "IndustryCouncilStep" ("Steg i ett branschråds livslopp.", "A step in an industry council's life.") {
        Activate of CouncilStep,
        Pause of CouncilStep ("med skäl", "with a reason"),
        Resume of CouncilStep,
        Dissolve of CouncilStep ("med skäl", "with a reason"),
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
    /// The decision of a meeting by which it was established; older ones have their reference alone.
    pub decision: Option<CouncilDecisionId>,
    /// The day it was dissolved; of those dissolved before it was noted there is none.
    pub dissolved_on: Option<NaiveDate>,
    /// Minutes and paragraph of the parent council's decision that dissolved it.
    pub dissolution_reference: Option<String>,
    /// The decision of a meeting that dissolved it; where the parent council had held none, there is none.
    pub dissolution: Option<CouncilDecisionId>,
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
        decision: Option<CouncilDecisionId> as "decisionId"
            ("Rådsbeslut: det som bifölls vid det överordnade rådets möte. Dag och referens följer av det, och lämnas tomma.",
             "Council decision: the one adopted at the parent council's meeting. Day and reference follow from it, and are left empty."),
        established_on: Option<NaiveDate> as "establishedOn"
            ("Inrättat den; dagen för rådsbeslutet där ett är angivet.", "Established on; the day of the council decision where one is stated."),
        decision_reference: Option<String> as "decisionReference" [line(200)]
            ("Beslutsreferens: det överordnade rådets beslut. Krävs när beslutet inte finns bland rådens beslut här.",
             "Decision reference: the parent council's decision. Required when the decision is not among the councils' decisions here."),
    }
}

command! {
    pub struct AdvanceIndustryCouncil as "AdvanceIndustryCouncilInput"
        ("Ändra branschrådets status.", "Change an industry council's status.")
        of IndustryCouncilId, ("Branschrådet.", "The industry council.") {
        step: command::Step<IndustryCouncilVerb> as "step" ("Steg.", "Step."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
        decision: Option<CouncilDecisionId> as "decisionId"
            ("Rådsbeslut: det överordnade rådets, som upplöser branschrådet. Krävs då, där det rådet har hållit möten.",
             "Council decision: the parent council's, which dissolves the industry council. Required then, where that council has held meetings."),
    }
}

impl IndustryCouncil {
    /// A newly established industry council, under formation until it is activated; by what was `decided` where the command
    /// names a decision.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn establish(
        id: IndustryCouncilId,
        command: EstablishIndustryCouncil,
        decided: Option<&Decided>,
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let is_stated = command.decision_reference.is_some() || decided.is_some();
        let grounds = decision::grounds(
            command.council,
            decided,
            ("establishedOn", command.established_on),
            ("decisionReference", command.decision_reference),
        );
        let checks = all([
            in_range("sni", command.sni.len(), 1..=20).map(drop),
            holds(is_stated, "decisionReference", rules::DECISION_IS_REQUIRED),
        ]);
        let ((), (established_on, decision_reference)) = both(checks, grounds)?;
        let council = Self {
            id,
            version: 1,
            council: command.council,
            name: command.name,
            status: IndustryCouncilStatus::Forming,
            sni: command.sni,
            established_on,
            decision_reference,
            decision: command.decision,
            dissolved_on: None,
            dissolution_reference: None,
            dissolution: None,
            demonstration: false,
        };
        let event = Event::new("IndustryCouncilEstablished", id.public());
        Ok((council, event))
    }

    /// Demands that it is not dissolved.
    ///
    /// # Errors
    /// `Refused` when it is.
    pub fn require_open(&self) -> Result<()> {
        if self.status.is_open() { Ok(()) } else { Err(Error::refused(rules::INDUSTRY_COUNCIL_HAS_ENDED, "")) }
    }

    /// Notes by what it is dissolved: as the parent council `decided` at a meeting, or by a reason alone where that `has_met` never.
    /// It comes after its working `groups`.
    ///
    /// # Errors
    /// `Invalid` naming `decisionId`; `Refused` while working groups remain.
    pub fn end(
        &mut self,
        decided: Option<(CouncilDecisionId, &Decided)>,
        has_met: bool,
        groups: usize,
        today: NaiveDate,
    ) -> Result<()> {
        let is_stated = decided.is_some() || !has_met;
        holds(is_stated, decision::FIELD, kernel::council::rules::DISSOLUTION_RESTS_ON_A_DECISION)?;
        let by = decided.map(|(_, decided)| decided);
        let (_, reference) = decision::grounds(self.council, by, ("dissolvedOn", None), ("reference", None))?;
        if groups > 0 {
            return Err(Error::refused(rules::WORKING_GROUPS_REMAIN, groups.to_string()));
        }
        (self.dissolved_on, self.dissolution_reference) = (Some(today), reference);
        self.dissolution = decided.map(|(id, _)| id);
        Ok(())
    }

    /// Takes `verb`; a pause or dissolution gives a reason, and it begins with two of its `members`, organisations with an
    /// ordinary seat.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or with fewer members; `Invalid` without the reason.
    pub fn take(&mut self, verb: IndustryCouncilVerb, reason: Option<&str>, members: usize) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let reason = optional_reason(reason)?;
        if reason.is_none() && matches!(verb, IndustryCouncilVerb::Pause | IndustryCouncilVerb::Dissolve) {
            return Err(Error::invalid("reason", common::REASON_IS_REQUIRED));
        }
        if verb == IndustryCouncilVerb::Activate && members < 2 {
            return Err(Error::refused(rules::TWO_ORGANISATIONS_ARE_REQUIRED, members.to_string()));
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
