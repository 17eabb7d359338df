//! What a professional network is, and which steps it may take.

use std::collections::BTreeSet;

use kernel::{
    Command, Error, Result, command,
    command::{REASON, line, text},
    error::{Detail, required_reason},
    id::{ProfessionalNetworkId, ProjectId},
    machine::{Step, step},
    text_enum,
};
use store::Event;
use taxonomy::{Scheme, code};

use crate::network_member::NetworkMember;

/// Rules of professional networks.
pub mod rules {
    kernel::rules! {
        /// A network is active with members of two organisations or more; detail: how many it has, and what is possible meanwhile.
        NETWORK_NEEDS_TWO_ORGANISATIONS:
            "Ett yrkesnätverk blir aktivt när det har medlemmar från minst två organisationer.",
            "A professional network becomes active with members of at least two organisations.";
        /// A closed network takes no members and holds no meetings.
        NETWORK_IS_CLOSED: "Yrkesnätverket är nedlagt.", "The professional network is closed.";
    }
}

text_enum! {
    pub enum NetworkStatus as "ProfessionalNetworkStatus" ("Yrkesnätverkets status.", "Status of a professional network.") {
        Forming = "FORMING" ("Bildas", "Forming"),
        Active = "ACTIVE" ("Aktivt", "Active"),
        Dormant = "DORMANT" ("Vilande", "Dormant"),
        Closed = "CLOSED" ("Nedlagt", "Closed"),
    }
}

impl NetworkStatus {
    /// Whether the network takes members, meetings and materials.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
    }
}

text_enum! {
    /// Steg i ett yrkesnätverks livslopp.
    pub enum NetworkVerb {
        Activate = "activate" ("aktivera", "activate", ("det har medlemmar från minst två organisationer", "it has members of at least two organisations")),
        Rest = "rest" ("låta vila", "rest", ("med skäl", "with a reason")),
        Close = "close" ("lägga ned", "close", ("med skäl", "with a reason")),
    }
}

/// The state machine.
pub const TRANSITIONS: &[Step<NetworkStatus, NetworkVerb>] = {
    use NetworkStatus as S;
    use NetworkVerb as V;
    &[
        (S::Forming, V::Activate, S::Active),
        (S::Forming, V::Close, S::Closed),
        (S::Active, V::Rest, S::Dormant),
        (S::Active, V::Close, S::Closed),
        (S::Dormant, V::Activate, S::Active),
        (S::Dormant, V::Close, S::Closed),
    ]
};

/// From how many organisations a network is one between organisations.
const LEAST: usize = 2;

/// Yrkesnätverk. Everyone reads it. Of how members come and go it follows only how many organisations they are of, and so does its
/// version: how few people they are nobody reads in it.
#[derive(Clone, Debug)]
pub struct ProfessionalNetwork {
    /// Id.
    pub id: ProfessionalNetworkId,
    /// Version, counted up by every step.
    pub version: i32,
    /// The project that started it.
    pub project: ProjectId,
    /// Name, 1–200 characters.
    pub name: String,
    /// The role that its members have, 1–200 characters.
    pub role: String,
    /// The role's occupation group, SSYK 2012.
    pub ssyk: Option<String>,
    /// What it is for, at most 2,000 characters.
    pub purpose: Option<String>,
    /// Status.
    pub status: NetworkStatus,
    /// Organisations that have members in it.
    pub organisations: i32,
    /// Why the last step was taken, where a reason is asked for.
    pub status_reason: Option<String>,
}

command! {
    pub struct FormNetwork as "FormNetworkInput" ("Bilda yrkesnätverk.", "Form a professional network.") {
        project: ProjectId as "projectId" ("Projekt: det som startar nätverket.", "Project: the one that starts the network."),
        name: String as "name" [line(200)] ("Namn.", "Name."),
        role: String as "role" [line(200)] ("Roll: den som medlemmarna har.", "Role: the one that the members have."),
        ssyk: Option<String> as "ssyk" [code(Scheme::Ssyk2012)]
            ("Yrkesgrupp: SSYK 2012, på valfri nivå.", "Occupation group: SSYK 2012, any level."),
        purpose: Option<String> as "purpose" [text(2000)] ("Syfte.", "Purpose."),
    }
}

command! {
    pub struct ActivateNetwork as "ActivateNetworkInput" ("Aktivera yrkesnätverk.", "Activate a professional network.")
        of ProfessionalNetworkId, ("Yrkesnätverket.", "The professional network.") {}
}

command! {
    pub struct RestNetwork as "RestNetworkInput" ("Låt yrkesnätverk vila.", "Let a professional network rest.")
        of ProfessionalNetworkId, ("Yrkesnätverket.", "The professional network.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

command! {
    pub struct CloseNetwork as "CloseNetworkInput" ("Lägg ned yrkesnätverk.", "Close a professional network.")
        of ProfessionalNetworkId, ("Yrkesnätverket.", "The professional network.") {
        reason: String as "reason" [REASON] ("Skäl.", "Reason."),
    }
}

impl ProfessionalNetwork {
    /// A new network: forming until two organisations have members in it.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn form(id: ProfessionalNetworkId, command: FormNetwork) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let network = Self {
            id,
            version: 1,
            project: command.project,
            name: command.name,
            role: command.role,
            ssyk: command.ssyk,
            purpose: command.purpose,
            status: NetworkStatus::Forming,
            organisations: 0,
            status_reason: None,
        };
        Ok((network, Event::new("NetworkFormed", id.public())))
    }

    /// Counts the organisations of those of `members` who have not left; an active network rests when they have become too few.
    ///
    /// # Errors
    /// None of its own: an active network may always rest.
    pub fn count(&mut self, members: &[NetworkMember]) -> Result<Option<Event>> {
        let organisations = self.organisations_of(members);
        self.organisations = i32::try_from(organisations).unwrap_or(i32::MAX);
        if self.status != NetworkStatus::Active || organisations >= LEAST {
            return Ok(None);
        }
        let to = step(TRANSITIONS, self.status, NetworkVerb::Rest)?;
        Ok(Some(self.enter(to, "NetworkRested", None)))
    }

    /// Becomes active with those of `members` who have not left.
    ///
    /// # Errors
    /// `Refused` for a wrong transition or members of fewer than two organisations.
    pub fn activate(&mut self, members: &[NetworkMember]) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, NetworkVerb::Activate)?;
        let organisations = self.organisations_of(members);
        if organisations < LEAST {
            let now = self.status.label();
            let detail = Detail {
                sv: format!("Nu {organisations}. Läget är {}: fler kan gå med, eller så läggs nätverket ned", now.sv),
                en: format!("Now {organisations}. The state is {}: more can join, or the network is closed", now.en),
            };
            return Err(Error::refused(rules::NETWORK_NEEDS_TWO_ORGANISATIONS, detail));
        }
        self.organisations = i32::try_from(organisations).unwrap_or(i32::MAX);
        Ok(self.enter(to, "NetworkActivated", None))
    }

    /// Rests, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn rest(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, NetworkVerb::Rest)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "NetworkRested", Some(reason)))
    }

    /// Is closed, with a reason.
    ///
    /// # Errors
    /// `Refused` for a wrong transition; `Invalid` without a reason.
    pub fn close(&mut self, reason: &str) -> Result<Event> {
        let to = step(TRANSITIONS, self.status, NetworkVerb::Close)?;
        let reason = required_reason(reason)?;
        Ok(self.enter(to, "NetworkClosed", Some(reason)))
    }

    /// Refuses members and meetings of a closed network.
    ///
    /// # Errors
    /// `Refused { NETWORK_IS_CLOSED }`.
    pub fn must_be_open(&self) -> Result<()> {
        match self.status.is_open() {
            true => Ok(()),
            false => Err(Error::refused(rules::NETWORK_IS_CLOSED, self.status.label())),
        }
    }

    /// How many organisations those of `members` are of who are in it and have not left.
    fn organisations_of(&self, members: &[NetworkMember]) -> usize {
        let staying = members.iter().filter(|member| member.network == self.id && member.left_on.is_none());
        staying.map(|member| member.organisation).collect::<BTreeSet<_>>().len()
    }

    fn enter(&mut self, to: NetworkStatus, name: &'static str, reason: Option<String>) -> Event {
        let from = std::mem::replace(&mut self.status, to);
        self.status_reason.clone_from(&reason);
        Event::new(name, self.id.public()).transition(from.as_str(), to.as_str(), reason)
    }
}

#[cfg(test)]
pub(crate) mod fixture {
    use kernel::{Id, SequentialIds};

    use super::*;

    pub(crate) fn project() -> ProjectId {
        Id::new(&SequentialIds::starting_at(0))
    }

    pub(crate) fn network() -> ProfessionalNetwork {
        let command = FormNetwork {
            project: project(),
            name: "Produktionsteknikers nätverk".into(),
            role: "Produktionstekniker".into(),
            ssyk: Some("3111".into()),
            purpose: None,
        };
        ProfessionalNetwork::form(Id::new(&SequentialIds::starting_at(10)), command).expect("formed").0
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common, id::OrganisationId};

    use super::{fixture::network, *};

    fn members(network: &ProfessionalNetwork, organisations: &[u128]) -> Vec<NetworkMember> {
        let ids = SequentialIds::starting_at(400);
        let member = |at: &u128| {
            let organisation: OrganisationId = Id::new(&SequentialIds::starting_at(*at));
            NetworkMember {
                id: Id::new(&ids),
                version: 1,
                network: network.id,
                project: network.project,
                organisation,
                participant: None,
                joined_on: "2020-02-01".parse().expect("a date"),
                left_on: None,
            }
        };
        organisations.iter().map(member).collect()
    }

    #[test]
    fn every_step_outside_the_table_is_refused_and_changes_nothing() {
        for &status in NetworkStatus::ALL {
            for &verb in NetworkVerb::ALL {
                let mut network = ProfessionalNetwork { status, ..network() };
                let both = members(&network, &[50, 60]);
                let taken = match verb {
                    NetworkVerb::Activate => network.activate(&both),
                    NetworkVerb::Rest => network.rest("Sommar"),
                    NetworkVerb::Close => network.close("Uppgår i ett annat"),
                };
                match TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb)) {
                    Some((_, _, to)) => {
                        assert_eq!(taken.expect("a step of the table").to, Some(to.as_str()));
                        assert_eq!(network.status, *to);
                    }
                    None => {
                        let rule = common::TRANSITION_IS_NOT_ALLOWED;
                        assert!(matches!(taken, Err(Error::Refused { rule: r, .. }) if r == rule), "{status} {verb}");
                        assert_eq!(network.status, status);
                    }
                }
            }
        }
    }

    #[test]
    fn a_network_is_active_between_organisations() {
        let mut network = network();
        let mut left = members(&network, &[50, 60]);
        left[1].left_on = Some("2020-06-30".parse().expect("a date"));
        let mut elsewhere = members(&network, &[50, 60]);
        elsewhere[1].network = Id::new(&SequentialIds::starting_at(900));
        for few in [vec![], members(&network, &[50, 50, 50]), left, elsewhere] {
            let refused = network.activate(&few);
            let Err(Error::Refused { rule, detail }) = &refused else { panic!("{refused:?}") };
            assert_eq!(*rule, rules::NETWORK_NEEDS_TWO_ORGANISATIONS);
            assert!(detail.sv.contains("läggs nätverket ned") && detail.en.contains("is closed"), "{detail:?}");
            assert_eq!((network.status, network.organisations), (NetworkStatus::Forming, 0));
        }
        let enough = members(&network, &[50, 60, 60]);
        network.activate(&enough).expect("two organisations");
        assert_eq!((network.status, network.organisations), (NetworkStatus::Active, 2));
    }

    #[test]
    fn a_network_counts_its_organisations_and_rests_when_they_are_too_few() {
        let mut network = network();
        let mut all = members(&network, &[50, 60, 60]);
        assert!(network.count(&all).expect("counted").is_none());
        assert_eq!((network.status, network.organisations), (NetworkStatus::Forming, 2));
        network.activate(&all).expect("two organisations");
        all[1].left_on = Some("2020-06-30".parse().expect("a date"));
        assert!(network.count(&all).expect("counted").is_none(), "another of theirs stays");
        assert_eq!((network.status, network.organisations), (NetworkStatus::Active, 2));
        all[2].left_on = all[1].left_on;
        let rested = network.count(&all).expect("counted").expect("it rests");
        assert_eq!((rested.name, rested.to), ("NetworkRested", Some(NetworkStatus::Dormant.as_str())));
        assert_eq!((network.status, network.organisations), (NetworkStatus::Dormant, 1));
        assert!(network.count(&[]).expect("counted").is_none());
        assert_eq!((network.status, network.organisations), (NetworkStatus::Dormant, 0));
    }

    #[test]
    fn a_role_is_of_the_list_of_occupations() {
        let command = FormNetwork {
            project: fixture::project(),
            name: "Svetsare".into(),
            role: "Svetsare".into(),
            ssyk: Some("9999".into()),
            purpose: None,
        };
        let refused = ProfessionalNetwork::form(Id::new(&SequentialIds::starting_at(10)), command);
        assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "ssyk"));
    }
}
