//! What a hub is, and which steps it may take.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Money, Result, command,
    command::{REASON, line},
    council::rules::DECISION_HAS_NO_PARAGRAPH_YET,
    error::{all, both, holds, holds_with, in_range, optional_reason, required_line, required_reason},
    id::{CouncilDecisionId, CouncilId, HubId, OrganisationId},
    machine::{Step, step},
    text_enum,
};
use store::Event;

use crate::{
    funding::{FundingKind, HubFunding, MOST_MONEY},
    port::Decided,
};

/// Rules of hubs.
pub mod rules {
    kernel::rules! {
        /// A hub becomes permanent only with other money than a project's from that day.
        LASTING_FUNDING_IS_REQUIRED:
            "Navet blir permanent först när någon annan än ett projekt betalar från den dagen.",
            "The hub becomes permanent only when someone other than a project pays from that day.";
        /// A hub becomes permanent by a decision of its own council.
        DECISION_IS_NOT_OF_THE_HUBS_COUNCIL:
            "Det är inget bifallet beslut av navets råd om detta.",
            "That is no adopted decision of the hub's council on this.";
        /// A hub becomes permanent after it was decided; detail: the day of the decision.
        HUB_IS_NOT_PERMANENT_BEFORE_ITS_DECISION:
            "Navet blir inte permanent före dagen för beslutet.",
            "The hub does not become permanent before the day of the decision.";
        /// A closed hub is not changed, and takes on nothing more.
        HUB_IS_CLOSED: "Navet är nedlagt.", "The hub is closed.";
        /// A hub works with the needs of its own regional council only.
        NEED_IS_OF_ANOTHER_COUNCIL:
            "Behovet hör till ett annat råd än navets.",
            "The need belongs to another council than the hub's.";
    }
}

text_enum! {
    pub enum HubStatus ("Kompetensnavets status.", "Status of a competence hub.") {
        ProjectFunded = "PROJECT_FUNDED" ("Projektfinansierat", "Project-funded"),
        Permanent = "PERMANENT" ("Permanent organisation", "Permanent organisation"),
        Closed = "CLOSED" ("Nedlagt", "Closed"),
    }
}

impl HubStatus {
    /// Whether the hub takes on anything.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
    }
}

text_enum! {
    /// Steg i ett kompetensnavs livslopp.
    pub enum HubVerb {
        MakePermanent = "makePermanent" ("permanenta", "make permanent"),
        Close = "close" ("lägga ned", "close"),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<HubStatus, HubVerb>] = {
    use HubStatus as S;
    use HubVerb as V;
    &[
        (S::ProjectFunded, V::MakePermanent, S::Permanent),
        (S::ProjectFunded, V::Close, S::Closed),
        (S::Permanent, V::Close, S::Closed),
    ]
};

/// Kompetensnav.
#[derive(Clone, Debug)]
pub struct Hub {
    /// Id.
    pub id: HubId,
    /// Version, counted up by every change.
    pub version: i32,
    /// The regional council it works for.
    pub council: CouncilId,
    /// The organisation that runs it.
    pub operator: OrganisationId,
    /// Name, 1–200 characters.
    pub name: String,
    /// Status.
    pub status: HubStatus,
    /// Established on.
    pub established_on: NaiveDate,
    /// Closed on.
    pub closed_on: Option<NaiveDate>,
    /// The decision by which it became permanent; older hubs have none.
    pub decision: Option<CouncilDecisionId>,
    /// What was decided that it may cost in a year as a permanent organisation, 1–1,000,000,000,000 kronor; older hubs have none.
    pub yearly_budget: Option<Money>,
    /// Why the last step was taken.
    pub status_reason: Option<String>,
    /// Invented for demonstration.
    pub demonstration: bool,
}

command! {
    pub struct EstablishHub as "EstablishHubInput" ("Inrätta kompetensnav.", "Establish a competence hub.") {
        council: CouncilId as "councilId" ("Råd: det som navet arbetar för.", "Council: the one that the hub works for."),
        operator: OrganisationId as "operatorId"
            ("Huvudman: organisationen som driver det.", "Operator: the organisation that runs it."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        established_on: NaiveDate as "establishedOn" ("Inrättat den.", "Established on."),
    }
}

command! {
    pub struct ReviseHub as "ReviseHubInput" ("Ändra kompetensnav.", "Revise a competence hub.")
        of HubId, ("Kompetensnavet.", "The competence hub.") {
        name: String as "name" [line(200)] ("Namn.", "Name."),
        operator: OrganisationId as "operatorId"
            ("Huvudman: organisationen som driver det.", "Operator: the organisation that runs it."),
    }
}

command! {
    pub struct MakeHubPermanent as "MakeHubPermanentInput"
        ("Permanenta kompetensnav.", "Make a competence hub permanent.")
        of HubId, ("Kompetensnavet.", "The competence hub.") {
        decision: CouncilDecisionId as "decisionId"
            ("Rådsbeslut: det som bifölls vid navets råds möte.", "Council decision: the one adopted at a meeting of the hub's council."),
        operator: OrganisationId as "operatorId"
            ("Huvudman: organisationen som enligt beslutet driver det.", "Operator: the organisation that runs it by the decision."),
        yearly_budget: Money as "yearlyBudget"
            ("Budget per år: beloppet enligt beslutet.", "Yearly budget: the amount by the decision."),
        from: Option<NaiveDate> as "from"
            ("Från den dag då någon annan än ett projekt betalar; i dag när den saknas.",
             "From the day on which someone other than a project pays; today when absent."),
        reason: Option<String> as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct CloseHub as "CloseHubInput" ("Lägg ned kompetensnav.", "Close a competence hub.")
        of HubId, ("Kompetensnavet.", "The competence hub.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl Hub {
    /// A newly established hub: project-funded until it is made permanent.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn establish(id: HubId, command: EstablishHub) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let hub = Self {
            id,
            version: 1,
            council: command.council,
            operator: command.operator,
            name: command.name,
            status: HubStatus::ProjectFunded,
            established_on: command.established_on,
            closed_on: None,
            decision: None,
            yearly_budget: None,
            status_reason: None,
            demonstration: false,
        };
        Ok((hub, Event::new("HubEstablished", id.public())))
    }

    /// Another name, another operator.
    ///
    /// # Errors
    /// `Refused` when it is closed; `Invalid` naming the field.
    pub fn revise(&mut self, name: &str, operator: OrganisationId) -> Result<Event> {
        self.must_be_open()?;
        self.name = required_line("name", name, 200)?;
        self.operator = operator;
        Ok(Event::new("HubRevised", self.id.public()))
    }

    /// Demands that its state allows `verb`: asked before what the step rests on is looked for.
    ///
    /// # Errors
    /// `Refused` for a wrong transition.
    pub fn must_take(&self, verb: HubVerb) -> Result<()> {
        step(TRANSITIONS, self.status, verb).map(drop)
    }

    /// Becomes a permanent organisation from a day on which someone other than a project pays (`today` when none is stated), with the
    /// operator and the budget that its council `decided`.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or without such funding among `fundings`; `Invalid` naming the field.
    pub fn make_permanent(
        &mut self,
        command: &MakeHubPermanent,
        decided: Decided,
        fundings: &[HubFunding],
        today: NaiveDate,
    ) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, HubVerb::MakePermanent)?;
        let from = command.from.unwrap_or(today);
        let budget = Money::kronor(1)..=MOST_MONEY;
        let is_later = !decided.is_its_own || from >= decided.decided_on;
        let rests = all([
            holds(decided.is_its_own, "decisionId", rules::DECISION_IS_NOT_OF_THE_HUBS_COUNCIL),
            holds(!decided.is_its_own || decided.is_over, "decisionId", DECISION_HAS_NO_PARAGRAPH_YET),
            holds_with(is_later, "from", rules::HUB_IS_NOT_PERMANENT_BEFORE_ITS_DECISION, || {
                decided.decided_on.to_string()
            }),
        ]);
        let ((), _) = both(rests, in_range("yearlyBudget", command.yearly_budget, budget))?;
        let lasts = |funding: &HubFunding| {
            funding.hub == self.id && funding.kind != FundingKind::Project && funding.pays_on(from)
        };
        if !fundings.iter().any(lasts) {
            return Err(Error::refused(rules::LASTING_FUNDING_IS_REQUIRED, from.to_string()));
        }
        let reason = optional_reason(command.reason.as_deref())?;
        (self.decision, self.operator) = (Some(command.decision), command.operator);
        self.yearly_budget = Some(command.yearly_budget);
        Ok(self.enter(to, "HubMadePermanent", reason))
    }

    /// Closes it, with a reason.
    ///
    /// # Errors
    /// `Refused` when it is closed already; `Invalid` without a reason.
    pub fn close(&mut self, today: NaiveDate, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, HubVerb::Close)?;
        let reason = required_reason(reason)?;
        self.closed_on = Some(today);
        Ok(self.enter(to, "HubClosed", Some(reason)))
    }

    /// Refuses to take on anything for a closed hub.
    ///
    /// # Errors
    /// `Refused { HUB_IS_CLOSED }`.
    pub fn must_be_open(&self) -> Result<()> {
        if self.status.is_open() { Ok(()) } else { Err(Error::refused(rules::HUB_IS_CLOSED, self.status.label())) }
    }

    /// Refuses a need that is not part of the hub's council's picture.
    ///
    /// # Errors
    /// `Invalid { needId, NEED_IS_OF_ANOTHER_COUNCIL }`.
    pub fn must_serve(&self, council_of_need: CouncilId) -> Result<()> {
        if council_of_need == self.council {
            Ok(())
        } else {
            Err(Error::invalid("needId", rules::NEED_IS_OF_ANOTHER_COUNCIL))
        }
    }

    fn enter(&mut self, to: HubStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn hub() -> Hub {
        let ids = SequentialIds::starting_at(0);
        let command = EstablishHub {
            council: Id::new(&ids),
            operator: Id::new(&ids),
            name: " Kompetensnavet ".into(),
            established_on: day("2020-08-01"),
        };
        Hub::establish(Id::new(&ids), command).expect("a right hub").0
    }

    fn funding(hub: &Hub, kind: FundingKind, from: &str, to: Option<&str>) -> HubFunding {
        let ids = SequentialIds::starting_at(100);
        HubFunding {
            id: Id::new(&ids),
            version: 1,
            hub: hub.id,
            kind,
            project: (kind == FundingKind::Project).then(|| Id::new(&ids)),
            funder: Some(Id::new(&ids)),
            amount: None,
            valid_from: day(from),
            valid_to: to.map(day),
            follow_up: None,
            followed_up_on: None,
        }
    }

    fn permanent(hub: &Hub) -> MakeHubPermanent {
        MakeHubPermanent {
            id: hub.id,
            expected_version: 1,
            decision: Id::new(&SequentialIds::starting_at(500)),
            operator: Id::new(&SequentialIds::starting_at(600)),
            yearly_budget: Money::kronor(6_000_000),
            from: Some(day("2023-01-01")),
            reason: None,
        }
    }

    fn by_its_council() -> Decided {
        Decided { is_its_own: true, is_over: true, decided_on: day("2022-05-01") }
    }

    fn made(hub: &mut Hub, fundings: &[HubFunding]) -> Result<Event> {
        let (command, decided) = (permanent(hub), by_its_council());
        hub.make_permanent(&command, decided, fundings, day("2022-06-01"))
    }

    fn lasting(hub: &Hub) -> HubFunding {
        funding(hub, FundingKind::MemberContribution, "2023-01-01", None)
    }

    #[test]
    fn every_step_outside_the_table_is_refused_and_changes_nothing() {
        for &status in HubStatus::ALL {
            for &verb in HubVerb::ALL {
                let mut hub = hub();
                hub.status = status;
                let fundings = [lasting(&hub)];
                let taken = match verb {
                    HubVerb::MakePermanent => made(&mut hub, &fundings),
                    HubVerb::Close => hub.close(day("2023-01-01"), "skäl"),
                };
                match TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb)) {
                    Some((_, _, to)) => {
                        assert_eq!(taken.expect("a step of the table").to, Some(to.as_str()));
                        assert_eq!(hub.status, *to);
                    }
                    None => {
                        let rule = common::TRANSITION_IS_NOT_ALLOWED;
                        assert!(matches!(taken, Err(Error::Refused { rule: r, .. }) if r == rule), "{status} {verb}");
                        assert_eq!(hub.status, status);
                    }
                }
            }
        }
    }

    #[test]
    fn project_money_makes_no_hub_permanent() {
        let mut hub = hub();
        let mut other = lasting(&hub);
        other.hub = Id::new(&SequentialIds::starting_at(900));
        let not_enough = [
            funding(&hub, FundingKind::Project, "2020-08-01", Some("2026-12-31")),
            funding(&hub, FundingKind::RegionalGrant, "2021-01-01", Some("2022-12-31")),
            funding(&hub, FundingKind::StateGrant, "2023-01-02", None),
            other,
        ];
        let refused = made(&mut hub, &not_enough);
        assert!(matches!(refused, Err(Error::Refused { rule: rules::LASTING_FUNDING_IS_REQUIRED, .. })));
        assert_eq!(hub.status, HubStatus::ProjectFunded);
        let lasting = lasting(&hub);
        assert!(made(&mut hub, &[lasting]).is_ok());
        assert_eq!(hub.status, HubStatus::Permanent);
        assert_eq!((hub.operator, hub.yearly_budget), (permanent(&hub).operator, Some(Money::kronor(6_000_000))));
    }

    #[test]
    fn a_hub_becomes_permanent_by_its_own_councils_decision_of_an_amount() {
        let mut hub = hub();
        let fundings = [lasting(&hub)];
        let free = MakeHubPermanent { yearly_budget: Money::kronor(0), ..permanent(&hub) };
        let another = Decided { is_its_own: false, ..by_its_council() };
        let in_session = Decided { is_over: false, ..by_its_council() };
        let later = Decided { decided_on: day("2023-01-02"), ..by_its_council() };
        for (decided, faults) in [(another, 2), (in_session, 2), (later, 2), (by_its_council(), 1)] {
            match hub.make_permanent(&free, decided, &fundings, day("2022-06-01")) {
                Err(Error::SeveralInvalid(told)) => assert_eq!(told.len(), faults, "{told:?}"),
                Err(Error::Invalid { field, .. }) => assert_eq!((field.as_str(), faults), ("yearlyBudget", 1)),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((hub.status, hub.decision), (HubStatus::ProjectFunded, None));
    }

    #[test]
    fn a_closed_hub_takes_on_nothing() {
        let mut hub = hub();
        assert!(matches!(hub.close(day("2024-01-01"), " "), Err(Error::Invalid { .. })));
        hub.close(day("2024-01-01"), "Uppgår i ett annat nav").expect("closes");
        assert_eq!(hub.closed_on, Some(day("2024-01-01")));
        assert!(matches!(hub.must_be_open(), Err(Error::Refused { rule: rules::HUB_IS_CLOSED, .. })));
        let operator = hub.operator;
        assert!(hub.revise("Nytt namn", operator).is_err());
    }

    #[test]
    fn a_hub_serves_its_own_council() {
        let hub = hub();
        assert!(hub.must_serve(hub.council).is_ok());
        let other = Id::new(&SequentialIds::starting_at(700));
        assert!(matches!(hub.must_serve(other), Err(Error::Invalid { rule: rules::NEED_IS_OF_ANOTHER_COUNCIL, .. })));
    }
}
