//! What a procurement is, and which steps it may take.

use chrono::{Days, NaiveDate};
use kernel::{
    Command, Error, Money, Result,
    error::{all, both, holds, in_range, required_reason},
    id::{CouncilId, HubId, OrganisationId, ProcurementId, ProjectId},
    machine::step,
};
use store::Event;
use taxonomy::direct_award_limit;

use super::{
    commands::{
        AcknowledgeDelivery, AppealOutcome, AwardNotice, AwardProcurement, BeginStandstill, ChangeProcurement,
        NoteAppeal, PlanProcurement, PublishProcurement, SettleAppeal,
    },
    course::{ProcurementMethod, ProcurementRegime, ProcurementStatus, ProcurementVerb, ServiceCategory, TRANSITIONS},
};
use crate::{port::Buyer, quote::Quote};

/// Rules of procurements.
pub mod rules {
    pub use kernel::error::rules::DATE_IS_IN_THE_FUTURE;

    kernel::rules! {
        /// What is asked for is settled when the request is published; detail: the status.
        REQUEST_IS_SETTLED:
            "Det som efterfrågas ändras inte när upphandlingen är annonserad eller tilldelad.",
            "What is asked for does not change once the procurement is published or awarded.";
        /// A provider must adapt to every participant: that is demanded before anything is published or awarded.
        ACCESSIBILITY_IS_NOT_DEMANDED:
            "Ställ först ett obligatoriskt krav på tillgänglighet.",
            "First make a mandatory demand of accessibility.";
        /// Quotes are opened together, when the last day for them is over; detail: that day.
        QUOTES_ARE_NOT_DUE_YET:
            "Anbudstiden pågår än.",
            "Quotes may still come in.";
        /// Quotes answer a request that is out: none is judged before it is.
        QUOTES_ARE_IN:
            "Anbud har redan registrerats: upphandlingen kan bara tilldelas direkt eller avbrytas.",
            "Quotes are registered already: the procurement can only be awarded directly or cancelled.";
        /// Where no quote came in there is nothing to evaluate: the procurement is cancelled.
        NO_QUOTE_CAME_IN: "Inget anbud har kommit in.", "No quote has come in.";
        /// Only a direct award skips publishing and evaluation.
        ONLY_A_DIRECT_AWARD_SKIPS_STEPS:
            "Bara en direktupphandling tilldelas utan annonsering.",
            "Only a direct award is made without publishing.";
        /// A direct award lies below the limit in force on its day; detail: the limit and the day.
        DIRECT_AWARD_IS_ABOVE_THE_LIMIT:
            "Värdet når direktupphandlingsgränsen.",
            "The value reaches the limit of direct awards.";
        /// No limit is known for these rules on the day; detail: the day.
        DIRECT_AWARD_LIMIT_IS_UNKNOWN:
            "Direktupphandlingsgränsen för regelverket är inte känd den dagen.",
            "The limit of direct awards under these rules is not known on that day.";
        /// A direct award rests on three quotes or on a reason.
        THREE_QUOTES_OR_A_REASON:
            "Registrera minst tre anbud, eller ange skäl för tilldelningen.",
            "Register at least three quotes, or give a reason for the award.";
        /// A step is not dated before the one that it follows.
        PROCUREMENT_STEP_IS_TOO_EARLY:
            "Dagen ligger före upphandlingens tidigare steg.",
            "The day lies before an earlier step of the procurement.";
        /// Who is asked has time to answer: the last day for quotes comes after the day of publication.
        QUOTES_ARE_DUE_TOO_SOON:
            "Sista anbudsdagen måste ligga efter dagen då upphandlingen annonseras.",
            "The last day for quotes must come after the day on which the procurement is published.";
        /// No contract is signed before the bidders could appeal.
        STANDSTILL_IS_REQUIRED:
            "Underrätta först anbudsgivarna om tilldelningen: avtalsspärren löper innan avtal sluts.",
            "First tell the bidders of the award: the standstill runs before a contract is signed.";
        /// The standstill's last day is not over; detail: that day.
        STANDSTILL_IS_NOT_OVER: "Avtalsspärren är inte över.", "The standstill is not over.";
        /// A hub procures its own efforts.
        EFFORT_IS_OF_ANOTHER_HUB: "Insatsen är ett annat kompetensnavs.", "The effort is another hub's.";
        /// What is cancelled, delivered or closed procures no more efforts; detail: the status.
        PROCUREMENT_IS_OVER: "Upphandlingen är över.", "The procurement is over.";
    }
}

/// So many quotes stand for a reason.
const ENOUGH_QUOTES: usize = 3;
/// Öre; no contract of the trade comes near.
const LARGEST: i64 = 100_000_000_000_000;

/// Upphandling.
#[derive(Clone, Debug)]
pub struct Procurement {
    /// Id.
    pub id: ProcurementId,
    /// Version, counted up by every change; a quote that comes in is none.
    pub version: i32,
    /// Who buys.
    pub buyer: OrganisationId,
    /// The hub it is bought for.
    pub hub: HubId,
    /// The hub's council.
    pub council: CouncilId,
    /// The project that pays, if any.
    pub project: Option<ProjectId>,
    /// Title, 1–200 characters.
    pub title: String,
    /// Description, at most 4,000 characters.
    pub description: Option<String>,
    /// The rules it follows.
    pub regime: ProcurementRegime,
    /// What the limit of direct awards depends on.
    pub category: ServiceCategory,
    /// Procedure.
    pub method: ProcurementMethod,
    /// What is bought, CPV.
    pub cpv: String,
    /// Estimated value of the whole, without VAT.
    pub estimated_value: Money,
    /// Status.
    pub status: ProcurementStatus,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
    /// Planned on.
    pub planned_on: NaiveDate,
    /// Published on.
    pub published_on: Option<NaiveDate>,
    /// Last day for quotes.
    pub quotes_due_on: Option<NaiveDate>,
    /// The registered database that holds the notice.
    pub advertised_in: Option<String>,
    /// The notice's number there.
    pub notice_number: Option<String>,
    /// The day of the award that stands.
    pub awarded_on: Option<NaiveDate>,
    /// Who it was awarded to.
    pub supplier: Option<OrganisationId>,
    /// Why, at most 2,000 characters.
    pub award_reason: Option<String>,
    /// The day of the first award: quotes are everyone's from then on, except while they are evaluated anew.
    pub disclosed_on: Option<NaiveDate>,
    /// Last day of the standstill.
    pub standstill_until: Option<NaiveDate>,
    /// Appealed on, the latest time.
    pub appealed_on: Option<NaiveDate>,
    /// The first contract was signed on.
    pub contracted_on: Option<NaiveDate>,
    /// Delivery was acknowledged as of this day.
    pub delivered_on: Option<NaiveDate>,
    /// What differed from the contract, at most 2,000 characters.
    pub delivery_note: Option<String>,
}

impl Procurement {
    /// A newly planned procurement by `buyer`.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn plan(id: ProcurementId, buyer: Buyer, command: PlanProcurement, today: NaiveDate) -> Result<(Self, Event)> {
        let (command, ()) = both(command.clone().checked(), is_an_amount("estimatedValue", command.estimated_value))?;
        let procurement = Self {
            id,
            version: 1,
            buyer: buyer.organisation,
            hub: command.hub,
            council: buyer.council,
            project: command.project,
            title: command.title,
            description: command.description,
            regime: command.regime,
            category: command.category,
            method: command.method,
            cpv: command.cpv,
            estimated_value: command.estimated_value,
            status: ProcurementStatus::Planned,
            status_reason: None,
            planned_on: today,
            published_on: None,
            quotes_due_on: None,
            advertised_in: None,
            notice_number: None,
            awarded_on: None,
            supplier: None,
            award_reason: None,
            disclosed_on: None,
            standstill_until: None,
            appealed_on: None,
            contracted_on: None,
            delivered_on: None,
            delivery_note: None,
        };
        Ok((procurement, Event::new("ProcurementPlanned", id.public())))
    }

    /// Replaces what is asked for.
    ///
    /// # Errors
    /// `Refused` once it is published or awarded; `Invalid` naming the field.
    pub fn change(&mut self, command: ChangeProcurement) -> Result<Event> {
        self.must_be_planned()?;
        let (command, ()) = both(command.clone().checked(), is_an_amount("estimatedValue", command.estimated_value))?;
        (self.title, self.description, self.cpv) = (command.title, command.description, command.cpv);
        (self.regime, self.category, self.method) = (command.regime, command.category, command.method);
        self.estimated_value = command.estimated_value;
        Ok(Event::new("ProcurementChanged", self.id.public()))
    }

    /// Notes that an effort of `hub` is procured by it.
    ///
    /// # Errors
    /// `Refused` when it is over; `Invalid` for another hub's effort.
    pub fn procure(&self, hub: HubId) -> Result<Event> {
        if self.status.is_over() {
            return Err(Error::refused(rules::PROCUREMENT_IS_OVER, self.status.label()));
        }
        holds(hub == self.hub, "effortId", rules::EFFORT_IS_OF_ANOTHER_HUB)?;
        Ok(Event::new("EffortProcured", self.id.public()))
    }

    /// Publishes the request, to which so many `quotes` have come; `accessible` says whether accessibility is demanded.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, without that demand, or with quotes; `Invalid` naming the field.
    pub fn publish(
        &mut self,
        command: PublishProcurement,
        accessible: bool,
        quotes: usize,
        today: NaiveDate,
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Publish)?;
        let command = command.checked()?;
        let day = command.published_on.unwrap_or(today);
        all([
            holds(day <= today, "publishedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(self.planned_on <= day, "publishedOn", rules::PROCUREMENT_STEP_IS_TOO_EARLY),
            holds(day < command.quotes_due_on, "quotesDueOn", rules::QUOTES_ARE_DUE_TOO_SOON),
        ])?;
        must_be_accessible(accessible)?;
        if quotes > 0 {
            return Err(Error::refused(rules::QUOTES_ARE_IN, ""));
        }
        (self.published_on, self.quotes_due_on) = (Some(day), Some(command.quotes_due_on));
        (self.advertised_in, self.notice_number) = (command.advertised_in, command.notice_number);
        Ok(self.enter(to, "ProcurementPublished", None))
    }

    /// Begins the evaluation of so many `quotes`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, while quotes may come in, and without any.
    pub fn evaluate(&mut self, quotes: usize, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Evaluate)?;
        if let Some(due) = self.quotes_due_on.filter(|due| today <= *due) {
            return Err(Error::refused(rules::QUOTES_ARE_NOT_DUE_YET, due.to_string()));
        }
        if quotes == 0 {
            return Err(Error::refused(rules::NO_QUOTE_CAME_IN, ""));
        }
        Ok(self.enter(to, "ProcurementEvaluationBegun", None))
    }

    /// Awards it to who gave `quote`, one of so many.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, a quote that is not qualified, and a direct award at the limit or above; `Invalid` naming
    /// the field.
    pub fn award(
        &mut self,
        quote: &mut Quote,
        quotes: usize,
        accessible: bool,
        command: AwardProcurement,
        today: NaiveDate,
    ) -> Result<(Event, Event)> {
        let is_direct = self.method == ProcurementMethod::Direct;
        let verb = match self.status {
            ProcurementStatus::Planned => ProcurementVerb::AwardDirectly,
            _ => ProcurementVerb::Award,
        };
        let to = step(TRANSITIONS, self.status, verb)?;
        if verb == ProcurementVerb::AwardDirectly && !is_direct {
            return Err(Error::refused(rules::ONLY_A_DIRECT_AWARD_SKIPS_STEPS, self.method.label()));
        }
        let command = command.checked()?;
        let day = command.awarded_on.unwrap_or(today);
        let is_grounded = !is_direct || quotes >= ENOUGH_QUOTES || command.award_reason.is_some();
        let latest = self.quotes_due_on.unwrap_or(self.planned_on).max(quote.received_on);
        let latest = self.appealed_on.map_or(latest, |appealed| appealed.max(latest));
        all([
            holds(day <= today, "awardedOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(latest <= day, "awardedOn", rules::PROCUREMENT_STEP_IS_TOO_EARLY),
            holds(is_grounded, "awardReason", rules::THREE_QUOTES_OR_A_REASON),
        ])?;
        must_be_accessible(accessible)?;
        if is_direct {
            self.must_be_below_the_limit(quote.amount, day)?;
        }
        let accepted = quote.accept()?;
        (self.awarded_on, self.supplier, self.award_reason) = (Some(day), Some(quote.bidder), command.award_reason);
        self.disclosed_on = self.disclosed_on.or(Some(day));
        let reason = self.award_reason.clone();
        Ok((self.enter(to, "ProcurementAwarded", reason), accepted))
    }

    /// Begins the standstill, for as long as the way by which the bidders are told demands.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn begin_standstill(&mut self, command: BeginStandstill, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::BeginStandstill)?;
        let command = command.checked()?;
        let day = command.told_on.unwrap_or(today);
        self.must_follow("toldOn", day, today)?;
        let days = match command.notice {
            AwardNotice::Electronic => 10,
            AwardNotice::Letter => 15,
        };
        self.standstill_until = day.checked_add_days(Days::new(days));
        Ok(self.enter(to, "ProcurementStandstillBegun", None))
    }

    /// Notes that the award is appealed against.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn appeal(&mut self, command: NoteAppeal, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Appeal)?;
        let command = command.checked()?;
        let day = command.appealed_on.unwrap_or(today);
        self.must_follow("appealedOn", day, today)?;
        (self.appealed_on, self.standstill_until) = (Some(day), None);
        Ok(self.enter(to, "ProcurementAppealed", Some(command.reason)))
    }

    /// Notes how the appeal ended. Where the award is to be corrected, `accepted` is no longer accepted.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn settle_appeal(
        &mut self,
        command: SettleAppeal,
        accepted: Option<&mut Quote>,
    ) -> Result<(Event, Option<Event>)> {
        let verb = match command.outcome {
            AppealOutcome::Dismissed => ProcurementVerb::Dismiss,
            AppealOutcome::Corrected => ProcurementVerb::Correct,
        };
        let to = step(TRANSITIONS, self.status, verb)?;
        let reason = Some(command.checked()?.reason);
        if verb == ProcurementVerb::Dismiss {
            return Ok((self.enter(to, "ProcurementAppealDismissed", reason), None));
        }
        let set_aside = accepted.map(Quote::set_aside).transpose()?;
        (self.awarded_on, self.supplier, self.award_reason) = (None, None, None);
        Ok((self.enter(to, "ProcurementSentBack", reason), set_aside))
    }

    /// Notes that its first contract was signed on `day`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition, and before the standstill is over; `Invalid` naming the field.
    pub fn contract(&mut self, day: NaiveDate, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Contract)?;
        self.must_follow("signedOn", day, today)?;
        match self.standstill_until {
            None if self.takes_standstill() => return Err(Error::refused(rules::STANDSTILL_IS_REQUIRED, "")),
            Some(until) if day <= until => {
                return Err(Error::refused(rules::STANDSTILL_IS_NOT_OVER, until.to_string()));
            }
            _ => {}
        }
        self.contracted_on = Some(day);
        Ok(self.enter(to, "ProcurementContracted", None))
    }

    /// Acknowledges the delivery.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` naming the field.
    pub fn deliver(&mut self, command: AcknowledgeDelivery, today: NaiveDate) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Deliver)?;
        let command = command.checked()?;
        let day = command.delivered_on.unwrap_or(today);
        all([
            holds(day <= today, "deliveredOn", rules::DATE_IS_IN_THE_FUTURE),
            holds(
                self.contracted_on.is_none_or(|signed| signed <= day),
                "deliveredOn",
                rules::PROCUREMENT_STEP_IS_TOO_EARLY,
            ),
        ])?;
        (self.delivered_on, self.delivery_note) = (Some(day), command.delivery_note);
        Ok(self.enter(to, "ProcurementDelivered", None))
    }

    /// Closes it.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn close(&mut self) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Close)?;
        Ok(self.enter(to, "ProcurementClosed", None))
    }

    /// Cancels it, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without the reason.
    pub fn cancel(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, ProcurementVerb::Cancel)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "ProcurementCancelled", Some(reason)))
    }

    /// Whether an award stands.
    pub fn is_awarded(&self) -> bool {
        self.awarded_on.is_some() && self.status != ProcurementStatus::Cancelled
    }

    /// Whether quotes are everyone's: an award is decided, and no court has them evaluated anew.
    pub fn is_disclosed(&self) -> bool {
        self.disclosed_on.is_some() && self.status != ProcurementStatus::Evaluation
    }

    /// Whether bidders must be told, and time must pass, before a contract is signed.
    pub fn takes_standstill(&self) -> bool {
        !matches!(self.method, ProcurementMethod::Direct | ProcurementMethod::CallOff)
    }

    /// Days from plan to award, where an award stands.
    pub fn days_to_award(&self) -> Option<i64> {
        self.awarded_on.map(|day| (day - self.planned_on).num_days())
    }

    /// Refuses what would change the request.
    ///
    /// # Errors
    /// `Refused` once it is published or awarded.
    pub fn must_be_planned(&self) -> Result<()> {
        match self.status.takes_changes() {
            true => Ok(()),
            false => Err(Error::refused(rules::REQUEST_IS_SETTLED, self.status.label())),
        }
    }

    /// Refuses an agreed price that reaches the limit which a direct award was held to.
    ///
    /// # Errors
    /// `Refused` where it does.
    pub(crate) fn must_stay_below_the_limit(&self, amount: Money) -> Result<()> {
        match self.awarded_on {
            Some(day) if self.method == ProcurementMethod::Direct => self.must_be_below_the_limit(amount, day),
            _ => Ok(()),
        }
    }

    /// What follows the award, on `day`, follows the latest appeal of it as well.
    fn must_follow(&self, field: &str, day: NaiveDate, today: NaiveDate) -> Result<()> {
        let latest = self.awarded_on.max(self.appealed_on);
        all([
            holds(day <= today, field, rules::DATE_IS_IN_THE_FUTURE),
            holds(latest.is_none_or(|latest| latest <= day), field, rules::PROCUREMENT_STEP_IS_TOO_EARLY),
        ])
    }

    fn must_be_below_the_limit(&self, amount: Money, day: NaiveDate) -> Result<()> {
        if self.regime == ProcurementRegime::Principles {
            return Ok(());
        }
        match direct_award_limit(self.regime.as_str(), self.category.as_str(), day) {
            None => Err(Error::refused(rules::DIRECT_AWARD_LIMIT_IS_UNKNOWN, day.to_string())),
            Some(limit) if limit <= self.estimated_value.max(amount) => {
                let detail = format!("{} SEK, {day}", limit.minor / 100);
                Err(Error::refused(rules::DIRECT_AWARD_IS_ABOVE_THE_LIMIT, detail))
            }
            Some(_) => Ok(()),
        }
    }

    fn enter(&mut self, to: ProcurementStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason = reason.clone();
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

fn must_be_accessible(accessible: bool) -> Result<()> {
    if accessible { Ok(()) } else { Err(Error::refused(rules::ACCESSIBILITY_IS_NOT_DEMANDED, "")) }
}

/// An amount that something costs.
pub(crate) fn is_an_amount(field: &str, amount: Money) -> Result<()> {
    in_range(field, amount.minor, 1..=LARGEST).map(drop)
}

#[cfg(test)]
mod tests;
