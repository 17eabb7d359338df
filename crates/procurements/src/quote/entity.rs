//! What a quote is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Money, Result, command,
    command::{UNTIL_TODAY, number, text},
    error::{all, both, holds},
    id::{HubId, OrganisationId, ProcurementId, QuoteId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::procurement::{Procurement, ProcurementMethod, is_an_amount};

/// Rules of quotes.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// Quotes come in while the request is out, or while a direct award is planned; detail: the procurement's status.
        NO_QUOTES_ARE_TAKEN: "Upphandlingen tar inte emot anbud.", "The procurement takes no quotes.";
        /// A quote after the last day for it is not taken; detail: that day.
        QUOTE_IS_TOO_LATE: "Anbudet kom in efter sista anbudsdagen.", "The quote came in after the last day for quotes.";
        /// What came in before the request was out is no answer to it.
        QUOTE_IS_TOO_EARLY:
            "Dagen ligger före upphandlingens annonsering.",
            "The day lies before the procurement was published.";
        /// Who buys does not bid.
        BUYER_IS_NO_BIDDER: "Den som upphandlar lämnar inte anbud.", "Who buys does not bid.";
        /// Quotes are judged when the evaluation has begun; detail: the procurement's status.
        QUOTES_ARE_NOT_EVALUATED:
            "Anbud bedöms under utvärderingen.",
            "Quotes are judged during the evaluation.";
    }
}

text_enum! {
    pub enum QuoteStatus ("Anbudets status.", "Status of a quote.") {
        Received = "RECEIVED" ("Inkommet", "Received"),
        Qualified = "QUALIFIED" ("Uppfyller kraven", "Meets the requirements"),
        Rejected = "REJECTED" ("Avvisat", "Rejected"),
        Accepted = "ACCEPTED" ("Antaget", "Accepted"),
    }
}

text_enum! {
    /// Steg i ett anbuds livslopp.
    pub enum QuoteVerb {
        Qualify = "qualify" ("godta", "qualify"),
        Reject = "reject" ("avvisa", "reject"),
        Accept = "accept" ("anta", "accept"),
        SetAside = "setAside" ("upphäva antagandet", "set aside"),
    }
}

/// The state machine. A judgement may be changed until the award.
pub const TRANSITIONS: &[Step<QuoteStatus, QuoteVerb>] = {
    use QuoteStatus as S;
    use QuoteVerb as V;
    &[
        (S::Received, V::Qualify, S::Qualified),
        (S::Received, V::Reject, S::Rejected),
        (S::Qualified, V::Qualify, S::Qualified),
        (S::Qualified, V::Reject, S::Rejected),
        (S::Qualified, V::Accept, S::Accepted),
        (S::Rejected, V::Qualify, S::Qualified),
        (S::Rejected, V::Reject, S::Rejected),
        (S::Accepted, V::SetAside, S::Qualified),
    ]
};

/// Anbud.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Id.
    pub id: QuoteId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The procurement.
    pub procurement: ProcurementId,
    /// Its buyer, copied with its hub: theirs it is. That a project pays gives its people no quotes before the award.
    pub buyer: OrganisationId,
    /// Its hub.
    pub hub: HubId,
    /// Who bids.
    pub bidder: OrganisationId,
    /// The price of the whole, without VAT.
    pub amount: Money,
    /// Came in on.
    pub received_on: NaiveDate,
    /// Status.
    pub status: QuoteStatus,
    /// What the evaluation gave it.
    pub points: Option<i32>,
    /// How it was judged, at most 2,000 characters.
    pub judgement: Option<String>,
}

command! {
    pub struct RegisterQuote as "RegisterQuoteInput" ("Registrera anbud.", "Register a quote.") {
        procurement: ProcurementId as "procurementId" ("Upphandling.", "Procurement."),
        bidder: OrganisationId as "bidderId" ("Anbudsgivare.", "Bidder."),
        amount: Money as "amount" ("Pris: det hela, utan moms.", "Price: the whole, without VAT."),
        received_on: Option<NaiveDate> as "receivedOn" [UNTIL_TODAY]
            ("Inkommet den; i dag när dagen saknas.", "Received on; today when absent."),
    }
}

command! {
    pub struct EvaluateQuote as "EvaluateQuoteInput" ("Bedöm anbud.", "Judge a quote.")
        of QuoteId, ("Anbudet.", "The quote.") {
        qualifies: bool as "qualifies"
            ("Uppfyller alla obligatoriska krav.", "Meets every mandatory requirement."),
        points: Option<i32> as "points" [number(0, 1000)] ("Poäng i utvärderingen.", "Points of the evaluation."),
        judgement: Option<String> as "judgement" [text(2000)]
            ("Bedömning: hur kraven är uppfyllda.", "Judgement: how the requirements are met."),
    }
}

impl Quote {
    /// A quote in `procurement`.
    ///
    /// # Errors
    /// `Refused` where none is taken, or no longer; `Invalid` naming the field.
    pub fn register(
        id: QuoteId,
        procurement: &Procurement,
        command: RegisterQuote,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        let is_direct = procurement.method == ProcurementMethod::Direct;
        if !procurement.status.takes_quotes(is_direct) {
            return Err(Error::refused(rules::NO_QUOTES_ARE_TAKEN, procurement.status.label()));
        }
        let (command, ()) = both(command.clone().checked(), is_an_amount("amount", command.amount))?;
        let day = command.received_on.unwrap_or(today);
        let from = procurement.published_on.unwrap_or(procurement.planned_on);
        all([
            holds(command.bidder != procurement.buyer, "bidderId", rules::BUYER_IS_NO_BIDDER),
            holds(day <= today, "receivedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(from <= day, "receivedOn", rules::QUOTE_IS_TOO_EARLY),
        ])?;
        if let Some(due) = procurement.quotes_due_on.filter(|due| *due < day) {
            return Err(Error::refused(rules::QUOTE_IS_TOO_LATE, due.to_string()));
        }
        let quote = Self {
            id,
            version: 1,
            procurement: procurement.id,
            buyer: procurement.buyer,
            hub: procurement.hub,
            bidder: command.bidder,
            amount: command.amount,
            received_on: day,
            status: QuoteStatus::Received,
            points: None,
            judgement: None,
        };
        Ok((quote, Event::new("QuoteRegistered", id.public())))
    }

    /// Judges it, in `procurement`, whose it is.
    ///
    /// # Errors
    /// `Refused` before the evaluation and after the award; `Invalid` naming the field.
    pub fn evaluate(&mut self, procurement: &Procurement, command: EvaluateQuote) -> Result<Event> {
        let is_direct = procurement.method == ProcurementMethod::Direct;
        if !procurement.status.takes_judgements(is_direct) {
            return Err(Error::refused(rules::QUOTES_ARE_NOT_EVALUATED, procurement.status.label()));
        }
        let (verb, name) = match command.qualifies {
            true => (QuoteVerb::Qualify, "QuoteQualified"),
            false => (QuoteVerb::Reject, "QuoteRejected"),
        };
        let command = command.checked()?;
        (self.points, self.judgement) = (command.points, command.judgement);
        self.take(verb, name)
    }

    /// Accepts it: it is awarded the contract.
    ///
    /// # Errors
    /// `Refused` where it does not meet the requirements, or is not judged yet.
    pub(crate) fn accept(&mut self) -> Result<Event> {
        self.take(QuoteVerb::Accept, "QuoteAccepted")
    }

    /// It is no longer accepted.
    ///
    /// # Errors
    /// `Refused` where it is not.
    pub(crate) fn set_aside(&mut self) -> Result<Event> {
        self.take(QuoteVerb::SetAside, "QuoteSetAside")
    }

    fn take(&mut self, verb: QuoteVerb, name: &'static str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, verb)?;
        let from = std::mem::replace(&mut self.status, to);
        Ok(Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), None))
    }
}
