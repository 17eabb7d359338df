//! What an endorsement is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{REASON, VERSION, line, text},
    error::required_text,
    id::{CouncilId, EndorsementId, IndustryCouncilId, NeedId, OrganisationId},
    text_enum,
};
use store::Event;

use crate::need::Need;

/// Rules of endorsements.
pub mod rules {
    kernel::rules! {
        /// An endorsement is withdrawn once.
        ENDORSEMENT_IS_WITHDRAWN: "Förankringen är redan återtagen.", "The endorsement is already withdrawn.";
        /// An industry council endorses needs of its own regional council only.
        COUNCIL_DOES_NOT_HOLD_THE_NEED:
            "Branschrådet hör inte till det råd som har behovet.",
            "The industry council does not belong to the council that holds the need.";
    }
}

text_enum! {
    pub enum EndorsementStatus ("Förankringens status.", "Status of an endorsement.") {
        Valid = "VALID" ("Gällande", "Valid"),
        Withdrawn = "WITHDRAWN" ("Återtagen", "Withdrawn"),
    }
}

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
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: det som beslutade; det regionala rådet när det saknas.",
             "Industry council: the one that decided; the regional council when absent."),
        decided_on: NaiveDate as "decidedOn" [command::UNTIL_TODAY]
            ("Förankrat den: dagen för beslutet.", "Endorsed on: the day of the decision."),
        reference: String as "reference" [line(200)] ("Beslutsreferens: protokoll och paragraf.", "Decision reference: minutes and section."),
        statement: Option<String> as "statement" [text(2000)] ("Uttalande.", "Statement."),
    }
}

command! {
    pub struct WithdrawEndorsement as "WithdrawEndorsementInput" ("Återta förankring.", "Withdraw an endorsement.")
        of EndorsementId, ("Förankringen.", "The endorsement.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Endorsement {
    /// The endorsement of `need`.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn of(id: EndorsementId, need: &Need, command: EndorseNeed) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let endorsement = Self {
            id,
            version: 1,
            need: need.id,
            council: need.council,
            industry_council: command.industry_council,
            organisation: need.organisation,
            status: EndorsementStatus::Valid,
            decided_on: command.decided_on,
            reference: command.reference,
            statement: command.statement,
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
        if self.status == EndorsementStatus::Withdrawn {
            return Err(Error::refused(rules::ENDORSEMENT_IS_WITHDRAWN, self.status.label()));
        }
        let reason = required_text("reason", reason, 1000)?;
        self.status = EndorsementStatus::Withdrawn;
        self.withdrawn_on = Some(today);
        self.status_reason = Some(reason.clone());
        Ok(Event::new("EndorsementWithdrawn", self.id.public()).transition("VALID", "WITHDRAWN", Some(reason)))
    }
}
