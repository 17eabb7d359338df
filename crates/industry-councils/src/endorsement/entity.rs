//! What an endorsement is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{REASON, VERSION, line, text},
    error::{all, both, holds, required_reason, rules as common},
    id::{CouncilDecisionId, CouncilId, EndorsementId, IndustryCouncilId, NeedId, OrganisationId},
    machine::{Step, takes},
    text_enum,
};
use store::Event;

use crate::{
    decision::{self, Decided},
    need::Need,
};

/// Rules of endorsements.
pub mod rules {
    kernel::rules! {
        /// An endorsement is withdrawn once.
        ENDORSEMENT_IS_WITHDRAWN: "Förankringen är redan återtagen.", "The endorsement is already withdrawn.";
        /// An industry council endorses needs of its own regional council only.
        COUNCIL_DOES_NOT_HOLD_THE_NEED:
            "Branschrådet hör inte till det råd som har behovet.",
            "The industry council does not belong to the council that holds the need.";
        /// An endorsement rests on a decision that was adopted, and that was to endorse that need.
        DECISION_DOES_NOT_ENDORSE:
            "Det är inget bifallet beslut om att förankra behovet.",
            "That is no adopted decision to endorse the need.";
        /// A need is backed once it is known.
        NEED_IS_REPORTED_LATER:
            "Behovet var inte anmält den dagen.",
            "The need had not been reported on that day.";
        /// A council endorses a need once, until it withdraws that; detail: the day.
        NEED_IS_ENDORSED_ALREADY:
            "Rådet har redan förankrat behovet:",
            "The council has endorsed the need already:";
    }
}

text_enum! {
    pub enum EndorsementStatus ("Förankringens status.", "Status of an endorsement.") {
        Valid = "VALID" ("Gällande", "Valid"),
        Withdrawn = "WITHDRAWN" ("Återtagen", "Withdrawn"),
    }
}

text_enum! {
    /// Steg i en förankrings livslopp.
    pub enum EndorsementVerb {
        Withdraw = "withdraw" ("återta", "withdraw", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<EndorsementStatus, EndorsementVerb>] =
    &[(EndorsementStatus::Valid, EndorsementVerb::Withdraw, EndorsementStatus::Withdrawn)];

/// Förankring.
#[derive(Clone, Debug)]
pub struct Endorsement {
    /// Id.
    pub id: EndorsementId,
    /// Version.
    pub version: i32,
    /// The need.
    pub need: NeedId,
    /// The regional council whose picture the need is part of.
    pub council: CouncilId,
    /// The industry council that decided; absent when the regional council itself did.
    pub industry_council: Option<IndustryCouncilId>,
    /// The organisation whose need it is, copied from the need so that it can follow its own.
    pub organisation: Option<OrganisationId>,
    /// Status.
    pub status: EndorsementStatus,
    /// Decided on.
    pub decided_on: NaiveDate,
    /// Reference to the minutes, 1–200 characters.
    pub reference: String,
    /// Statement, at most 2,000 characters.
    pub statement: Option<String>,
    /// The decision of a meeting that it rests on; older ones have their reference alone.
    pub decision: Option<CouncilDecisionId>,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why it was withdrawn.
    pub status_reason: Option<String>,
}

command! {
    pub struct EndorseNeed as "EndorseNeedInput" ("Förankra behov.", "Endorse a need.") {
        need: NeedId as "needId" ("Behov.", "Need."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Behovets version, som du har sett den.", "The need's version, as you have seen it."),
        decision: Option<CouncilDecisionId> as "decisionId"
            ("Rådsbeslut: det som bifölls vid ett möte. Branschråd, dag och referens följer av det, och lämnas tomma.",
             "Council decision: the one adopted at a meeting. Industry council, day and reference follow from it, and are left empty."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: det som beslutade; det regionala rådet när det saknas.",
             "Industry council: the one that decided; the regional council when absent."),
        decided_on: Option<NaiveDate> as "decidedOn" [command::UNTIL_TODAY]
            ("Förankrat den: dagen för beslutet. Anges när beslutet inte finns bland rådens beslut här.",
             "Endorsed on: the day of the decision. Stated when the decision is not among the councils' decisions here."),
        reference: Option<String> as "reference" [line(200)]
            ("Beslutsreferens: protokoll och paragraf. Anges när beslutet inte finns bland rådens beslut här.",
             "Decision reference: minutes and section. Stated when the decision is not among the councils' decisions here."),
        statement: Option<String> as "statement" [text(2000)] ("Uttalande.", "Statement."),
    }
}

command! {
    pub struct WithdrawEndorsement as "WithdrawEndorsementInput" ("Återta förankring.", "Withdraw an endorsement.")
        of EndorsementId, ("Förankringen.", "The endorsement.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

/// Who decided, when, and where it is written.
type Grounds = (Option<IndustryCouncilId>, NaiveDate, String);

impl EndorseNeed {
    /// As the decision has them where one is named, else as they are stated.
    fn grounds(&self, need: &Need, decided: Option<&Decided>) -> Result<Grounds> {
        let is_known = |on, field| holds(need.reported_on <= on, field, rules::NEED_IS_REPORTED_LATER);
        let Some(decided) = decided else {
            let is_missing = |field| Error::invalid(field, common::FIELD_IS_REQUIRED);
            let day = self.decided_on.ok_or_else(|| is_missing("decidedOn"));
            let reference = self.reference.clone().ok_or_else(|| is_missing("reference"));
            let (day, reference) = both(day, reference)?;
            is_known(day, "decidedOn")?;
            return Ok((self.industry_council, day, reference));
        };
        let is_about_it = decided.endorses == Some(need.id) && decided.council == need.council;
        let endorses = decided.is_adopted && is_about_it;
        let reference = decided
            .reference(endorses, rules::DECISION_DOES_NOT_ENDORSE)
            .and_then(|reference| is_known(decided.decided_on, decision::FIELD).map(|()| reference));
        let beside = all([
            // A form says it beforehand, where the need is an industry council's.
            decision::follows(
                self.industry_council.is_none() || self.industry_council == decided.industry_council,
                "industryCouncilId",
            ),
            decision::follows(self.decided_on.is_none(), "decidedOn"),
            decision::follows(self.reference.is_none(), "reference"),
        ]);
        let (reference, ()) = both(reference, beside)?;
        Ok((decided.industry_council, decided.decided_on, reference))
    }
}

impl Endorsement {
    /// The endorsement of `need`, by what was `decided` where the command names a decision; `given` are those that it has.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Refused` for a council that has endorsed it.
    pub fn of(
        id: EndorsementId,
        need: &Need,
        command: EndorseNeed,
        decided: Option<&Decided>,
        given: &[Self],
    ) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let (industry_council, decided_on, reference) = command.grounds(need, decided)?;
        let is_same = |one: &&Self| one.status == EndorsementStatus::Valid && one.industry_council == industry_council;
        if let Some(earlier) = given.iter().find(is_same) {
            return Err(Error::refused(rules::NEED_IS_ENDORSED_ALREADY, earlier.decided_on.to_string()));
        }
        let endorsement = Self {
            id,
            version: 1,
            need: need.id,
            council: need.council,
            industry_council,
            organisation: need.organisation,
            status: EndorsementStatus::Valid,
            decided_on,
            reference,
            statement: command.statement,
            decision: command.decision,
            withdrawn_on: None,
            status_reason: None,
        };
        Ok((endorsement, Event::new("EndorsementGiven", id.public())))
    }

    /// Whether the endorsement held on `day`.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.decided_on <= day && self.withdrawn_on.is_none_or(|withdrawn| day < withdrawn)
    }

    /// Withdraws it, with a reason.
    ///
    /// # Errors
    /// `Refused` when it is withdrawn already; `Invalid` without a reason.
    pub fn withdraw(&mut self, today: NaiveDate, reason: &str) -> Result<Event> {
        if !takes(TRANSITIONS, self.status, EndorsementVerb::Withdraw) {
            return Err(Error::refused(rules::ENDORSEMENT_IS_WITHDRAWN, self.status.label()));
        }
        let reason = required_reason(reason)?;
        let from = std::mem::replace(&mut self.status, EndorsementStatus::Withdrawn);
        self.withdrawn_on = Some(today);
        self.status_reason = Some(reason.clone());
        let event = Event::new("EndorsementWithdrawn", self.id.public());
        Ok(event.transition(from.as_str(), self.status.as_str(), Some(reason)))
    }
}
