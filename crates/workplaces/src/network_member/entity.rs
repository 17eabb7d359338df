//! What a member of a professional network is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Label, Result, command,
    command::UNTIL_TODAY,
    error::{all, happened_on, holds, in_order},
    id::{NetworkMemberId, OrganisationId, ParticipantId, ProfessionalNetworkId, ProjectId},
};
use store::Event;

use crate::network::ProfessionalNetwork;

/// Rules of network members.
pub mod rules {
    pub use kernel::error::rules::{DATE_IS_IN_THE_FUTURE, PERIOD_IS_REVERSED};

    kernel::rules! {
        /// A member leaves once; detail: the day.
        MEMBER_HAS_LEFT: "Medlemmen har redan lämnat nätverket.", "The member has left the network already.";
    }
}

/// Medlem i ett yrkesnätverk: a person at an employer, or an organisation that sends whom it will. Read by the organisation, the
/// project and the person herself.
#[derive(Clone, Debug)]
pub struct NetworkMember {
    /// Id.
    pub id: NetworkMemberId,
    /// Version.
    pub version: i32,
    /// The network.
    pub network: ProfessionalNetworkId,
    /// The network's project, copied so that the reach is the project's too.
    pub project: ProjectId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The person, where one is named.
    pub participant: Option<ParticipantId>,
    /// First day.
    pub joined_on: NaiveDate,
    /// Last day; absent while it lasts.
    pub left_on: Option<NaiveDate>,
}

command! {
    pub struct JoinNetwork as "JoinNetworkInput" ("Gå med i yrkesnätverk.", "Join a professional network.") {
        network: ProfessionalNetworkId as "networkId" ("Yrkesnätverk.", "Professional network."),
        organisation: OrganisationId as "organisationId" ("Organisation: arbetsgivaren.", "Organisation: the employer."),
        participant: Option<ParticipantId> as "participantId"
            ("Deltagare: en person som deltar i nätverkets projekt hos arbetsgivaren; saknas när organisationen själv är medlem.",
             "Participant: a person who takes part in the network's project at the employer; absent when the organisation itself is the member."),
        joined_on: Option<NaiveDate> as "joinedOn" [UNTIL_TODAY]
            ("Första dag; i dag när den saknas.", "First day; today when absent."),
    }
}

command! {
    pub struct LeaveNetwork as "LeaveNetworkInput" ("Lämna yrkesnätverk.", "Leave a professional network.")
        of NetworkMemberId, ("Medlemmen.", "The member.") {
        left_on: Option<NaiveDate> as "leftOn" [UNTIL_TODAY]
            ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
    }
}

impl NetworkMember {
    /// The new member of `network`, whose project is from `begins_on` on.
    ///
    /// # Errors
    /// `Refused` for a closed network; `Invalid` naming the field, also for a day before the project's first: who joins before that,
    /// joins today.
    pub fn join(
        id: NetworkMemberId,
        (network, begins_on): (&ProfessionalNetwork, Option<NaiveDate>),
        command: JoinNetwork,
        today: NaiveDate,
    ) -> Result<(Self, Event)> {
        network.must_be_open()?;
        let command = command.checked()?;
        let first = Label { sv: "projektets första dag", en: "the project's first day" };
        let since = begins_on.filter(|day| *day <= today).map(|day| (day, first));
        let joined_on = happened_on("joinedOn", command.joined_on, since, today)?;
        let member = Self {
            id,
            version: 1,
            network: network.id,
            project: network.project,
            organisation: command.organisation,
            participant: command.participant,
            joined_on,
            left_on: None,
        };
        Ok((member, Event::new("NetworkJoined", id.public())))
    }

    /// Leaves; `left_on`, or today, is the last day.
    ///
    /// # Errors
    /// `Refused` for one who has left; `Invalid` naming the field.
    pub fn leave(&mut self, left_on: Option<NaiveDate>, today: NaiveDate) -> Result<Event> {
        if let Some(day) = self.left_on {
            return Err(Error::refused(rules::MEMBER_HAS_LEFT, day.to_string()));
        }
        let left_on = left_on.unwrap_or(today);
        all([
            holds(left_on <= today, "leftOn", rules::DATE_IS_IN_THE_FUTURE),
            in_order("leftOn", self.joined_on, left_on),
        ])?;
        self.left_on = Some(left_on);
        Ok(Event::new("NetworkLeft", self.id.public()))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds, error::rules as common};

    use super::*;
    use crate::network::{NetworkStatus, fixture::network, rules as network_rules};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn joined(network: &ProfessionalNetwork, joined_on: Option<&str>) -> Result<NetworkMember> {
        let ids = SequentialIds::starting_at(300);
        let command = JoinNetwork {
            network: network.id,
            organisation: Id::new(&ids),
            participant: None,
            joined_on: joined_on.map(day),
        };
        NetworkMember::join(Id::new(&ids), (network, Some(day("2020-01-15"))), command, day("2020-03-01"))
            .map(|(member, _)| member)
    }

    #[test]
    fn a_closed_network_takes_nobody() {
        let mut network = network();
        assert_eq!(joined(&network, None).expect("joins").joined_on, day("2020-03-01"));
        assert!(matches!(joined(&network, Some("2020-03-02")), Err(Error::Invalid { .. })));
        assert_eq!(joined(&network, Some("2020-01-15")).expect("the project's first day").joined_on, day("2020-01-15"));
        let early = joined(&network, Some("2020-01-14")).expect_err("before the project");
        assert!(matches!(early, Error::Invalid { rule: common::DATE_IS_TOO_EARLY, .. }), "{early:?}");
        network.status = NetworkStatus::Closed;
        let rule = network_rules::NETWORK_IS_CLOSED;
        assert!(matches!(joined(&network, None), Err(Error::Refused { rule: r, .. }) if r == rule));
    }

    #[test]
    fn a_member_leaves_once_and_not_before_coming() {
        let mut member = joined(&network(), Some("2020-02-01")).expect("joins");
        let rule = |result: Result<Event>| match result {
            Err(Error::Invalid { rule, .. } | Error::Refused { rule, .. }) => rule,
            other => panic!("{other:?}"),
        };
        let today = day("2020-03-01");
        assert_eq!(rule(member.leave(Some(day("2020-01-31")), today)), rules::PERIOD_IS_REVERSED);
        assert_eq!(rule(member.leave(Some(day("2020-03-02")), today)), rules::DATE_IS_IN_THE_FUTURE);
        assert_eq!(member.left_on, None);
        member.leave(Some(day("2020-02-01")), today).expect("leaves");
        assert_eq!(rule(member.leave(None, today)), rules::MEMBER_HAS_LEFT);
        assert_eq!(member.left_on, Some(day("2020-02-01")));
    }
}
