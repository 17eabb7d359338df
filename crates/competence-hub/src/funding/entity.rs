//! What a hub's funding is.

use chrono::NaiveDate;
use kernel::{
    Money, Period, Result, command,
    error::{all, both, holds, in_range},
    id::{HubFundingId, HubId, OrganisationId, ProjectId},
    text_enum,
};
use store::Event;

use crate::hub::Hub;

/// Rules of fundings.
pub mod rules {
    kernel::rules! {
        /// Project money names its project, and no other money does.
        PROJECT_AND_KIND_DISAGREE:
            "Projektmedel anger sitt projekt, och bara de.",
            "Project money names its project, and no other money does.";
        /// Money that is not a project's names who pays.
        FUNDER_IS_REQUIRED: "Ange vem som betalar.", "Say who pays.";
    }
}

text_enum! {
    pub enum FundingKind as "HubFundingKind" ("Finansieringens slag.", "Kind of funding.") {
        Project = "PROJECT" ("Projektmedel", "Project money"),
        MemberContribution = "MEMBER_CONTRIBUTION" ("Medlemsavgift", "Member contribution"),
        RegionalGrant = "REGIONAL_GRANT" ("Regionalt bidrag", "Regional grant"),
        StateGrant = "STATE_GRANT" ("Statligt bidrag", "State grant"),
        Other = "OTHER" ("Annan", "Other"),
    }
}

/// Finansiering av ett kompetensnav. Several may pay at once: fundings overlap freely.
#[derive(Clone, Debug)]
pub struct HubFunding {
    /// Id.
    pub id: HubFundingId,
    /// The hub.
    pub hub: HubId,
    /// Kind.
    pub kind: FundingKind,
    /// The project whose money it is.
    pub project: Option<ProjectId>,
    /// Who pays.
    pub funder: Option<OrganisationId>,
    /// The whole amount, where it is stated.
    pub amount: Option<Money>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; absent while it runs on.
    pub valid_to: Option<NaiveDate>,
}

command! {
    pub struct AddFunding as "AddHubFundingInput" ("Lägg till finansiering.", "Add a funding.") {
        hub: HubId as "hubId" ("Kompetensnav.", "Competence hub."),
        kind: FundingKind as "kind" ("Slag av finansiering.", "Kind of funding."),
        project: Option<ProjectId> as "projectId" ("Projekt: för projektmedel.", "Project: for project money."),
        funder: Option<OrganisationId> as "funderId"
            ("Finansiär; krävs utom för projektmedel.", "Funder; asked for unless it is project money."),
        amount: Option<Money> as "amount" ("Belopp: det hela.", "Amount: the whole."),
        valid_from: NaiveDate as "validFrom" ("Första dag.", "First day."),
        valid_to: Option<NaiveDate> as "validTo"
            ("Sista dag; saknas medan det pågår.", "Last day; absent while it runs on."),
    }
}

impl HubFunding {
    /// The new funding of `hub`.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: HubFundingId, hub: &Hub, command: AddFunding) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let is_project = command.kind == FundingKind::Project;
        let amount = command.amount.map(|amount| in_range("amount", amount.minor, 0..=100_000_000_000_000)).transpose();
        let period = Period::new("validTo", command.valid_from, command.valid_to);
        let payer = all([
            holds(is_project == command.project.is_some(), "projectId", rules::PROJECT_AND_KIND_DISAGREE),
            holds(is_project || command.funder.is_some(), "funderId", rules::FUNDER_IS_REQUIRED),
        ]);
        let (_, (amount, period)) = both(payer, both(amount, period))?;
        let funding = Self {
            id,
            hub: hub.id,
            kind: command.kind,
            project: command.project,
            funder: command.funder,
            amount: amount.map(|minor| Money { minor }),
            valid_from: period.from,
            valid_to: period.to,
        };
        Ok((funding, Event::new("HubFundingAdded", id.public())))
    }

    /// Whether it pays on `day`.
    pub fn pays_on(&self, day: NaiveDate) -> bool {
        Period { from: self.valid_from, to: self.valid_to }.contains(day)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::hub::EstablishHub;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn add(change: impl FnOnce(&mut AddFunding)) -> Result<HubFunding> {
        let ids = SequentialIds::starting_at(0);
        let command = EstablishHub {
            council: Id::new(&ids),
            operator: Id::new(&ids),
            name: "Navet".into(),
            established_on: day("2020-08-01"),
        };
        let (hub, _) = Hub::establish(Id::new(&ids), command)?;
        let mut command = AddFunding {
            hub: hub.id,
            kind: FundingKind::MemberContribution,
            project: None,
            funder: Some(Id::new(&ids)),
            amount: Some(Money::kronor(1_000_000)),
            valid_from: day("2023-01-01"),
            valid_to: Some(day("2023-12-31")),
        };
        change(&mut command);
        HubFunding::of(Id::new(&ids), &hub, command).map(|(funding, _)| funding)
    }

    #[test]
    fn both_ends_of_the_period_pay() {
        let funding = add(|_| {}).expect("a right funding");
        let pays = |text| funding.pays_on(day(text));
        assert!(pays("2023-01-01") && pays("2023-12-31"));
        assert!(!pays("2022-12-31") && !pays("2024-01-01"));
        assert!(add(|c| c.valid_to = None).expect("an open end").pays_on(day("2099-01-01")));
    }

    #[test]
    fn the_payer_is_named_as_the_kind_demands() {
        let rule_of = |change: fn(&mut AddFunding)| match add(change) {
            Err(Error::Invalid { rule, .. }) => Some(rule),
            _ => None,
        };
        assert_eq!(rule_of(|c| c.kind = FundingKind::Project), Some(rules::PROJECT_AND_KIND_DISAGREE));
        let project = |c: &mut AddFunding| c.project = Some(Id::new(&SequentialIds::starting_at(50)));
        assert_eq!(rule_of(project), Some(rules::PROJECT_AND_KIND_DISAGREE));
        let faulty = add(|c| {
            c.kind = FundingKind::Project;
            c.amount = Some(Money { minor: -1 });
            c.valid_to = Some(day("2022-12-31"));
        });
        let Err(Error::SeveralInvalid(faults)) = faulty else { panic!("{faulty:?}") };
        assert_eq!(faults.iter().map(|fault| &*fault.field).collect::<Vec<_>>(), ["projectId", "amount", "validTo"]);
        assert_eq!(rule_of(|c| c.funder = None), Some(rules::FUNDER_IS_REQUIRED));
        assert_eq!(rule_of(|c| c.valid_to = Some(day("2022-12-31"))), Some(common::PERIOD_IS_REVERSED));
        assert_eq!(rule_of(|c| c.amount = Some(Money { minor: -1 })), Some(common::NUMBER_IS_OUT_OF_RANGE));
    }
}
