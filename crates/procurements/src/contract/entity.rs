//! What a version of a contract is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Money, Period, Result, command,
    command::{REASON, UNTIL_TODAY, VERSION, line, text},
    error::{all, both, holds},
    id::{ContractVersionId, HubId, OrganisationId, ProcurementId, ProjectId, QuoteId},
};
use store::Event;

use crate::{
    procurement::{Procurement, is_an_amount},
    quote::Quote,
};

/// Rules of contracts.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// A contract is amended from when it is signed until delivery is acknowledged; detail: the procurement's status.
        CONTRACT_IS_NOT_IN_FORCE:
            "Bara ett slutet avtal som inte är levererat ändras.",
            "Only a contract that is signed and not delivered is amended.";
        /// An amendment is not signed before what it amends; detail: that day.
        AMENDMENT_IS_TOO_EARLY:
            "Dagen ligger före den version som ändras.",
            "The day lies before the version that is amended.";
    }
}

/// En version av ett avtal. It never changes: what is agreed later is another version, linked to it.
#[derive(Clone, Debug)]
pub struct ContractVersion {
    /// Id.
    pub id: ContractVersionId,
    /// The procurement.
    pub procurement: ProcurementId,
    /// Its buyer, copied with its hub and project so that the reach is the procurement's.
    pub buyer: OrganisationId,
    /// Its hub.
    pub hub: HubId,
    /// Its project.
    pub project: Option<ProjectId>,
    /// The quote that was accepted.
    pub quote: QuoteId,
    /// Who gave it.
    pub supplier: OrganisationId,
    /// Which of the contract's versions it is, from 1.
    pub edition: i32,
    /// The version before it.
    pub amends: Option<ContractVersionId>,
    /// What is agreed.
    pub terms: ContractTerms,
    /// Signed on.
    pub signed_on: NaiveDate,
    /// Why it was amended.
    pub reason: Option<String>,
}

command! {
    #[derive(PartialEq, Eq)]
    pub struct ContractTerms as "ContractTermsInput" ("Avtalsvillkor.", "Terms of a contract.") {
        contents: String as "contents" [text(8000)] ("Innehåll: vad som ges.", "Contents: what is given."),
        timetable: Option<String> as "timetable" [text(4000)] ("Tider och plats.", "Times and place."),
        amount: Money as "amount" ("Avtalat pris: det hela, utan moms.", "Agreed price: the whole, without VAT."),
        reference: Option<String> as "reference" [line(100)] ("Avtalsnummer.", "Contract number."),
        valid_from: NaiveDate as "validFrom" ("Första dag.", "First day."),
        valid_to: Option<NaiveDate> as "validTo" ("Sista dag; saknas när avtalet löper tills vidare.", "Last day; absent while it runs on."),
    }
}

command! {
    pub struct SignContract as "SignContractInput" ("Slut avtal.", "Sign a contract.") {
        procurement: ProcurementId as "procurementId" ("Upphandling: en tilldelad.", "Procurement: an awarded one."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Upphandlingens version, som du har sett den.", "The procurement's version, as you have seen it."),
        signed_on: Option<NaiveDate> as "signedOn" [UNTIL_TODAY]
            ("Undertecknat den; i dag när dagen saknas.", "Signed on; today when absent."),
        terms: ContractTerms as "terms" ("Avtalsvillkor.", "Terms."),
    }
}

command! {
    pub struct AmendContract as "AmendContractInput"
        ("Ändra avtal: en ny version, som länkas till den förra.", "Amend a contract: a new version, linked to the one before.") {
        procurement: ProcurementId as "procurementId" ("Upphandling: en avtalad.", "Procurement: a contracted one."),
        expected_version: i32 as "expectedVersion" [VERSION]
            ("Upphandlingens version, som du har sett den.", "The procurement's version, as you have seen it."),
        signed_on: Option<NaiveDate> as "signedOn" [UNTIL_TODAY]
            ("Undertecknat den; i dag när dagen saknas.", "Signed on; today when absent."),
        terms: ContractTerms as "terms" ("Avtalsvillkor.", "Terms."),
        reason: String as "reason" [REASON] ("Skäl till ändringen.", "Reason for the amendment."),
    }
}

impl ContractVersion {
    /// The first version, of what `accepted` offered in `procurement`: what was evaluated is then contracted.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, before the standstill is over, and for a price at the limit of direct awards or above
    /// where it is one; `Invalid` naming the field.
    pub fn sign(
        id: ContractVersionId,
        procurement: &mut Procurement,
        accepted: &Quote,
        command: SignContract,
        today: NaiveDate,
    ) -> Result<(Self, Event, Event)> {
        let checked = are_terms(&command.terms);
        let (command, ()) = both(command.checked(), checked)?;
        let day = command.signed_on.unwrap_or(today);
        let contracted = procurement.contract(day, today)?;
        procurement.must_stay_below_the_limit(command.terms.amount)?;
        let version = Self {
            id,
            procurement: procurement.id,
            buyer: procurement.buyer,
            hub: procurement.hub,
            project: procurement.project,
            quote: accepted.id,
            supplier: accepted.bidder,
            edition: 1,
            amends: None,
            terms: command.terms,
            signed_on: day,
            reason: None,
        };
        Ok((version, contracted, Event::new("ContractSigned", id.public())))
    }

    /// The version that takes the place of this one in `procurement`, whose it is.
    ///
    /// # Errors
    /// `Refused` once it is delivered, and for a price as in [`ContractVersion::sign`]; `Invalid` naming the field.
    pub fn amend(
        &self,
        id: ContractVersionId,
        procurement: &Procurement,
        command: AmendContract,
        today: NaiveDate,
    ) -> Result<(Self, Event, Event)> {
        if !procurement.status.takes_amendments() {
            return Err(Error::refused(rules::CONTRACT_IS_NOT_IN_FORCE, procurement.status.label()));
        }
        let checked = are_terms(&command.terms);
        let (command, ()) = both(command.checked(), checked)?;
        let day = command.signed_on.unwrap_or(today);
        all([
            holds(day <= today, "signedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(self.signed_on <= day, "signedOn", rules::AMENDMENT_IS_TOO_EARLY),
        ])?;
        procurement.must_stay_below_the_limit(command.terms.amount)?;
        let version = Self {
            id,
            edition: self.edition + 1,
            amends: Some(self.id),
            terms: command.terms,
            signed_on: day,
            reason: Some(command.reason),
            ..self.clone()
        };
        let amended = Event::new("ProcurementContractAmended", procurement.id.public());
        Ok((version, amended, Event::new("ContractAmended", id.public())))
    }
}

fn are_terms(terms: &ContractTerms) -> Result<()> {
    all([
        is_an_amount("terms.amount", terms.amount),
        Period::new("terms.validTo", terms.valid_from, terms.valid_to).map(drop),
    ])
}
