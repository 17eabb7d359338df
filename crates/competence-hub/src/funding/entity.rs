//! What a hub's funding is.

use chrono::NaiveDate;
use kernel::{
    Command, Label, Money, Period, Result, command,
    error::{all, both, happened_on, holds, in_range},
    follow_up_command,
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

/// More than any hub costs: a slip of the keyboard.
pub(crate) const MOST_MONEY: Money = Money::kronor(1_000_000_000_000);

/// Finansiering av ett kompetensnav. Several may pay at once: fundings overlap freely.
#[derive(Clone, Debug)]
pub struct HubFunding {
    /// Id.
    pub id: HubFundingId,
    /// Version, counted up by every change.
    pub version: i32,
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
    /// What came of it, at most 2,000 characters.
    pub follow_up: Option<String>,
    /// Followed up on.
    pub followed_up_on: Option<NaiveDate>,
}

/// The commands that say all of what a funding is, by the fields that they have in common.
macro_rules! saying_what_it_is {
    ($($said:tt)*) => {
        command! {
            pub struct AddFunding as "AddHubFundingInput" ("Lägg till finansiering.", "Add a funding.") {
                hub: HubId as "hubId" ("Kompetensnav.", "Competence hub."),
                $($said)*
            }
        }

        command! {
            pub struct ChangeFunding as "ChangeHubFundingInput"
                ("Ändra finansiering: uppgifterna ersätts, uppföljningen står kvar.",
                 "Change a funding: what it states is replaced, its follow-up stays.")
                of HubFundingId, ("Finansieringen.", "The funding.") {
                $($said)*
            }
        }
    };
}

saying_what_it_is! {
    kind: FundingKind as "kind" ("Slag av finansiering.", "Kind of funding."),
    project: Option<ProjectId> as "projectId" ("Projekt: för projektmedel.", "Project: for project money."),
    funder: Option<OrganisationId> as "funderId"
        ("Finansiär; krävs utom för projektmedel.", "Funder; asked for unless it is project money."),
    amount: Option<Money> as "amount" ("Belopp: det hela.", "Amount: the whole."),
    valid_from: NaiveDate as "validFrom" ("Första dag.", "First day."),
    valid_to: Option<NaiveDate> as "validTo"
        ("Sista dag; saknas medan det pågår.", "Last day; absent while it runs on."),
}

follow_up_command! {
    pub struct FollowUpFunding as "FollowUpHubFundingInput" ("Följ upp finansiering.", "Follow up a funding.")
        of HubFundingId, ("Finansieringen.", "The funding.") {}
}

impl HubFunding {
    /// The new funding of `hub`.
    ///
    /// # Errors
    /// `Refused` when the hub is closed; `Invalid` naming the field.
    pub fn of(id: HubFundingId, hub: &Hub, command: AddFunding) -> Result<(Self, Event)> {
        hub.must_be_open()?;
        let AddFunding { kind, project, funder, amount, .. } = command;
        let period = Period::new("validTo", command.valid_from, command.valid_to);
        let (_, period) = both(all([names_the_payer(kind, project, funder), is_likely(amount)]), period)?;
        let funding = Self {
            id,
            version: 1,
            hub: hub.id,
            kind,
            project,
            funder,
            amount,
            valid_from: period.from,
            valid_to: period.to,
            follow_up: None,
            followed_up_on: None,
        };
        Ok((funding, Event::new("HubFundingAdded", id.public())))
    }

    /// Replaces what it states. The hub stays: what pays for another one is another funding.
    ///
    /// # Errors
    /// As [`HubFunding::of`].
    pub fn change(&mut self, hub: &Hub, command: ChangeFunding) -> Result<Event> {
        hub.must_be_open()?;
        let ChangeFunding { kind, project, funder, amount, .. } = command;
        let period = Period::new("validTo", command.valid_from, command.valid_to);
        let (_, period) = both(all([names_the_payer(kind, project, funder), is_likely(amount)]), period)?;
        (self.kind, self.project, self.funder, self.amount) = (kind, project, funder, amount);
        (self.valid_from, self.valid_to) = (period.from, period.to);
        Ok(Event::new("HubFundingChanged", self.id.public()))
    }

    /// Notes what came of it, also when the hub is closed.
    ///
    /// # Errors
    /// `Invalid` naming the field, also for a day before the first that it pays for.
    pub fn follow_up(&mut self, command: FollowUpFunding, today: NaiveDate) -> Result<Event> {
        let command = command.checked()?;
        let since = (self.valid_from, Label { sv: "finansieringens första dag", en: "the funding's first day" });
        let day = happened_on("followedUpOn", command.followed_up_on, Some(since), today)?;
        (self.follow_up, self.followed_up_on) = (Some(command.follow_up), Some(day));
        Ok(Event::new("HubFundingFollowedUp", self.id.public()))
    }

    /// Whether it pays on `day`.
    pub fn pays_on(&self, day: NaiveDate) -> bool {
        Period { from: self.valid_from, to: self.valid_to }.contains(day)
    }
}

fn names_the_payer(kind: FundingKind, project: Option<ProjectId>, funder: Option<OrganisationId>) -> Result<()> {
    let is_project = kind == FundingKind::Project;
    all([
        holds(is_project == project.is_some(), "projectId", rules::PROJECT_AND_KIND_DISAGREE),
        holds(is_project || funder.is_some(), "funderId", rules::FUNDER_IS_REQUIRED),
    ])
}

fn is_likely(amount: Option<Money>) -> Result<()> {
    let Some(amount) = amount else { return Ok(()) };
    in_range("amount", amount, Money::kronor(0)..=MOST_MONEY).map(drop)
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
        made(change).map(|(_, funding)| funding)
    }

    fn made(change: impl FnOnce(&mut AddFunding)) -> Result<(Hub, HubFunding)> {
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
        let (funding, _) = HubFunding::of(Id::new(&ids), &hub, command)?;
        Ok((hub, funding))
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
    fn what_a_funding_states_is_replaced_by_the_same_rules() {
        let ids = SequentialIds::starting_at(80);
        let (mut hub, mut funding) = made(|_| {}).expect("a right funding");
        let change = |kind, project, to: Option<&str>| ChangeFunding {
            id: Id::new(&SequentialIds::starting_at(70)),
            expected_version: 1,
            kind,
            project,
            funder: None,
            amount: None,
            valid_from: day("2024-01-01"),
            valid_to: to.map(day),
        };
        let wrong = funding.change(&hub, change(FundingKind::Project, None, Some("2023-12-31")));
        let Err(Error::SeveralInvalid(faults)) = wrong else { panic!("{wrong:?}") };
        assert_eq!(faults.iter().map(|fault| &*fault.field).collect::<Vec<_>>(), ["projectId", "validTo"]);
        assert_eq!(funding.kind, FundingKind::MemberContribution, "nothing is changed");
        let project = Some(Id::new(&ids));
        funding.change(&hub, change(FundingKind::Project, project, None)).expect("changed");
        assert_eq!((funding.project, funding.amount, funding.valid_to), (project, None, None));
        hub.close(day("2024-06-30"), "Uppgår i ett annat nav").expect("closed");
        assert!(matches!(
            funding.change(&hub, change(FundingKind::Project, project, None)),
            Err(Error::Refused { .. })
        ));
    }

    #[test]
    fn a_funding_is_followed_up_from_its_first_day() {
        let mut funding = add(|_| {}).expect("a right funding");
        let command = |on: &str| FollowUpFunding {
            id: Id::new(&SequentialIds::starting_at(70)),
            expected_version: 1,
            follow_up: "Räckte till två samordnare".into(),
            followed_up_on: Some(day(on)),
        };
        let early = funding.follow_up(command("2022-12-31"), day("2023-06-30"));
        let Err(Error::Invalid { rule, detail, .. }) = early else { panic!("{early:?}") };
        let expected = (common::DATE_IS_TOO_EARLY, "tidigast 2023-01-01, finansieringens första dag");
        assert_eq!((rule, detail.sv.as_str()), expected);
        funding.follow_up(command("2023-01-01"), day("2023-06-30")).expect("on the first day");
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
