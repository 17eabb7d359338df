//! What a role assignment is, and who may hand out which role.

use access::{Anchors, Assignment, Grant, Role};
use chrono::NaiveDate;
use kernel::{
    Error, Period, Result,
    error::{required_line, required_text},
    id::{CouncilId, HubId, OrganisationId, ParticipantId, ProjectId, RoleAssignmentId},
};
use store::Event;

/// Rules of role assignments.
pub mod rules {
    use kernel::Rule;
    /// The role reaches something that the assignment does not name.
    pub const ANCHOR_IS_REQUIRED: Rule = "ANCHOR_IS_REQUIRED";
    /// The assignment names something the role has nothing to do with.
    pub const ANCHOR_IS_NOT_THE_ROLES: Rule = "ANCHOR_IS_NOT_THE_ROLES";
    /// Everyone has the public role; nobody is given it.
    pub const ROLE_IS_EVERYONES: Rule = "ROLE_IS_EVERYONES";
    /// Nobody hands out, or takes back, a role that reaches further than their own.
    pub const ROLE_REACHES_FURTHER: Rule = "ROLE_REACHES_FURTHER";
    /// Nobody gives a role to themselves within a council.
    pub const ROLE_IS_ONES_OWN: Rule = "ROLE_IS_ONES_OWN";
    /// The assignment has ended already.
    pub const ROLE_IS_ENDED: Rule = "ROLE_IS_ENDED";
    /// What was done in the role stands: it ends today or later, and not before it begins.
    pub const END_IS_IN_THE_PAST: Rule = "END_IS_IN_THE_PAST";
}

/// The roles a process leader hands out in the own council. None of them reaches outside the council's rows.
pub const COUNCIL_ROLES: &[Role] = &[Role::CouncilChair, Role::CouncilMember, Role::Adjunct, Role::ProcessLeader];

/// What an assignment is anchored in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleAnchors {
    /// Organisation.
    pub organisation: Option<OrganisationId>,
    /// Council; for industry-council roles its parent council.
    pub council: Option<CouncilId>,
    /// Hub.
    pub hub: Option<HubId>,
    /// Project.
    pub project: Option<ProjectId>,
    /// Person.
    pub participant: Option<ParticipantId>,
}

/// Rolltilldelning.
#[derive(Clone, Debug)]
pub struct RoleAssignment {
    /// Id.
    pub id: RoleAssignmentId,
    /// Version.
    pub version: i32,
    /// Token issuer.
    pub issuer: String,
    /// Subject at that issuer; never an e-mail address.
    pub subject: String,
    /// Role.
    pub role: Role,
    /// Anchors.
    pub anchors: RoleAnchors,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, open when absent; once ended, the first day it is no longer held.
    pub valid_to: Option<NaiveDate>,
    /// Why it was ended; absent while it runs its course.
    pub ended_reason: Option<String>,
}

/// Tilldela roll: the command.
#[derive(Clone, Debug)]
pub struct AssignRole {
    /// Token issuer.
    pub issuer: String,
    /// Subject at that issuer.
    pub subject: String,
    /// Role.
    pub role: Role,
    /// Anchors.
    pub anchors: RoleAnchors,
    /// First day; today when absent.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
}

impl RoleAssignment {
    /// A new assignment, given within `grant`.
    ///
    /// # Errors
    /// `Invalid` naming the field; `Refused` for a role that reaches further than the caller's; `Denied` outside
    /// the caller's council.
    pub fn assign(id: RoleAssignmentId, command: AssignRole, grant: &Grant, today: NaiveDate) -> Result<(Self, Event)> {
        let from = command.valid_from.unwrap_or(today);
        let period = Period::new("validTo", from, command.valid_to)?;
        require_anchors(command.role, &command.anchors)?;
        let assignment = Self {
            id,
            version: 1,
            issuer: exact("issuer", &command.issuer)?,
            subject: exact("subject", &command.subject)?,
            role: command.role,
            anchors: command.anchors,
            valid_from: period.from,
            valid_to: period.to,
            ended_reason: None,
        };
        assignment.require_within(grant)?;
        let actor = &grant.request().actor;
        if !grant.scope().all && actor.issuer == assignment.issuer && actor.subject == assignment.subject {
            return Err(Error::refused(rules::ROLE_IS_ONES_OWN, assignment.role.as_str()));
        }
        Ok((assignment, Event::new("RoleAssigned", id.public())))
    }

    /// Ends it, with a reason: from `on` it is no longer held.
    ///
    /// # Errors
    /// `Refused` when it has ended or reaches further than the caller's role; `Invalid` without a reason or for a
    /// day gone by.
    pub fn end(&mut self, grant: &Grant, on: Option<NaiveDate>, reason: &str, today: NaiveDate) -> Result<Event> {
        self.require_within(grant)?;
        if self.ended_reason.is_some() || self.valid_to.is_some_and(|last| last < today) {
            return Err(Error::refused(rules::ROLE_IS_ENDED, self.role.as_str()));
        }
        let reason = required_text("reason", reason, 1000)?;
        // One that has not begun ends on its first day, and so is never held.
        let on = on.unwrap_or_else(|| today.max(self.valid_from));
        if on < today || on < self.valid_from {
            return Err(Error::invalid("on", rules::END_IS_IN_THE_PAST));
        }
        let mut event = Event::new("RoleEnded", self.id.public());
        event.reason = Some(reason.clone());
        self.valid_to = Some(on);
        self.ended_reason = Some(reason);
        Ok(event)
    }

    /// Whether the role is held on `day`. A role that was ended is not held on the day it ended: a withdrawn
    /// mandate bites at once.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day
            && self.valid_to.is_none_or(|to| if self.ended_reason.is_some() { day < to } else { day <= to })
    }

    /// As `access` knows it.
    pub fn held(&self) -> Assignment {
        Assignment {
            id: Some(self.id),
            role: self.role,
            organisation: self.anchors.organisation,
            council: self.anchors.council,
            hub: self.anchors.hub,
            project: self.anchors.project,
            participant: self.anchors.participant,
        }
    }

    /// A grant that does not reach everything hands out council roles of its own council, anchored in nothing more
    /// than the organisation the holder speaks for.
    fn require_within(&self, grant: &Grant) -> Result<()> {
        if grant.scope().all {
            return Ok(());
        }
        let RoleAnchors { hub, project, participant, council, .. } = self.anchors;
        if !COUNCIL_ROLES.contains(&self.role) || hub.is_some() || project.is_some() || participant.is_some() {
            return Err(Error::refused(rules::ROLE_REACHES_FURTHER, self.role.as_str()));
        }
        grant.require(&Anchors { council, ..Anchors::default() })
    }
}

/// Which anchors a role needs, and which it may have besides.
struct Needs {
    required: &'static [&'static str],
    allowed: &'static [&'static str],
}

fn needs(role: Role) -> Result<Needs> {
    use Role as R;
    let of = |required, allowed| Ok(Needs { required, allowed });
    match role {
        R::CouncilChair | R::CouncilMember | R::Adjunct | R::ProcessLeader | R::UnionRep => {
            of(&["councilId"], &["organisationId"])
        }
        R::HubCoordinator | R::HubManager => of(&["hubId", "councilId"], &["organisationId", "projectId"]),
        R::ProjectManager | R::ProjectEconomist => of(&["projectId"], &["organisationId", "councilId", "hubId"]),
        R::Evaluator | R::Auditor => of(&["projectId"], &["organisationId", "councilId"]),
        R::Provider | R::OrgContact | R::LineManager => of(&["organisationId"], &[]),
        R::Participant => of(&["participantId"], &[]),
        R::ProcurementOfficer => of(&[], &["organisationId", "councilId", "hubId", "projectId"]),
        R::Dpo | R::SystemAdmin => of(&[], &["organisationId"]),
        R::Public => Err(Error::invalid("role", rules::ROLE_IS_EVERYONES)),
    }
}

fn require_anchors(role: Role, anchors: &RoleAnchors) -> Result<()> {
    let needs = needs(role)?;
    let named = [
        ("organisationId", anchors.organisation.is_some()),
        ("councilId", anchors.council.is_some()),
        ("hubId", anchors.hub.is_some()),
        ("projectId", anchors.project.is_some()),
        ("participantId", anchors.participant.is_some()),
    ];
    for (field, present) in named {
        let required = needs.required.contains(&field);
        if required && !present {
            return Err(Error::invalid(field, rules::ANCHOR_IS_REQUIRED));
        }
        if present && !required && !needs.allowed.contains(&field) {
            return Err(Error::invalid(field, rules::ANCHOR_IS_NOT_THE_ROLES));
        }
    }
    Ok(())
}

/// Half of an identity, 1–200 characters: what a token says of its holder is compared byte by byte, so nothing is taken off it
/// but the blanks around it.
fn exact(field: &str, text: &str) -> Result<String> {
    required_line(field, text, 200).map(|_| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use access::{Action, Actor, Breadth, Request, permit, policy::breadth};
    use kernel::{Id, SequentialIds};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn today() -> NaiveDate {
        day("2020-08-01")
    }

    fn id<K: kernel::Kind>(number: u128) -> Id<K> {
        Id::new(&SequentialIds::starting_at(number))
    }

    fn grant(role: Role, council: Option<CouncilId>) -> Grant {
        let held = Assignment { council, ..Assignment::bare(role) };
        let actor = Actor::signed_in("issuer".into(), "leader".into(), vec![held]);
        permit(&Arc::new(Request::new(actor, "r")), Action::ManageRoles).expect("granted")
    }

    fn leader() -> Grant {
        grant(Role::ProcessLeader, Some(id(1)))
    }

    fn admin() -> Grant {
        grant(Role::SystemAdmin, None)
    }

    fn every_anchor() -> RoleAnchors {
        RoleAnchors {
            organisation: Some(id(10)),
            council: Some(id(1)),
            hub: Some(id(20)),
            project: Some(id(30)),
            participant: Some(id(40)),
        }
    }

    /// Only what the role needs.
    fn least(role: Role) -> RoleAnchors {
        let Needs { required, .. } = needs(role).expect("an assignable role");
        let every = every_anchor();
        RoleAnchors {
            organisation: every.organisation.filter(|_| required.contains(&"organisationId")),
            council: every.council.filter(|_| required.contains(&"councilId")),
            hub: every.hub.filter(|_| required.contains(&"hubId")),
            project: every.project.filter(|_| required.contains(&"projectId")),
            participant: every.participant.filter(|_| required.contains(&"participantId")),
        }
    }

    fn command(role: Role, anchors: RoleAnchors) -> AssignRole {
        AssignRole {
            issuer: "issuer".into(),
            subject: "someone".into(),
            role,
            anchors,
            valid_from: None,
            valid_to: None,
        }
    }

    fn assign(command: AssignRole, grant: &Grant) -> Result<RoleAssignment> {
        RoleAssignment::assign(id(99), command, grant, today()).map(|(assignment, _)| assignment)
    }

    fn rule<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
            other => panic!("{other}"),
        }
    }

    fn assignable() -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(|role| *role != Role::Public)
    }

    #[test]
    fn every_role_names_what_it_reaches() {
        for role in assignable() {
            assign(command(role, least(role)), &admin()).unwrap_or_else(|error| panic!("{role}: {error}"));
            let Needs { required, .. } = needs(role).expect("an assignable role");
            let bare = assign(command(role, RoleAnchors::default()), &admin());
            match required.is_empty() {
                true => assert!(bare.is_ok(), "{role}"),
                false => assert_eq!(rule(bare), rules::ANCHOR_IS_REQUIRED, "{role}"),
            }
            assert_eq!(rule(assign(command(role, every_anchor()), &admin())), rules::ANCHOR_IS_NOT_THE_ROLES, "{role}");
        }
        assert_eq!(rule(assign(command(Role::Public, RoleAnchors::default()), &admin())), rules::ROLE_IS_EVERYONES);
    }

    /// Keeps [`needs`] in step with the policy page: an anchor the page reads is one the role may have.
    #[test]
    fn every_breadth_of_the_policy_has_an_anchor() {
        for role in assignable() {
            let Needs { required, allowed } = needs(role).expect("an assignable role");
            for &action in Action::ALL {
                let anchor = match breadth(role, action) {
                    // What an assignment happens to name is within what it may name.
                    Breadth::Assigned => continue,
                    Breadth::Nothing | Breadth::Open | Breadth::SignedIn | Breadth::All => continue,
                    Breadth::Person => "participantId",
                    Breadth::Organisation | Breadth::Provided => "organisationId",
                    Breadth::Council => "councilId",
                    Breadth::Hub => "hubId",
                    Breadth::Project => "projectId",
                };
                assert!(required.contains(&anchor) || allowed.contains(&anchor), "{role} {action} {anchor}");
            }
        }
    }

    #[test]
    fn a_process_leader_hands_out_council_roles_and_no_others() {
        for role in assignable() {
            let result = assign(command(role, least(role)), &leader());
            match COUNCIL_ROLES.contains(&role) {
                true => assert!(result.is_ok(), "{role}"),
                false => assert_eq!(rule(result), rules::ROLE_REACHES_FURTHER, "{role}"),
            }
        }
    }

    /// If the policy page ever lets a council role reach past its council, it may no longer be handed out there.
    #[test]
    fn council_roles_stay_within_the_council() {
        for &role in COUNCIL_ROLES {
            for &action in Action::ALL {
                let (given, own) = (breadth(role, action), breadth(Role::ProcessLeader, action));
                let within = matches!(given, Breadth::Nothing | Breadth::Open | Breadth::Council) || given == own;
                assert!(within, "{role} {action}: {given}");
            }
        }
    }

    #[test]
    fn a_process_leader_stays_in_the_own_council_and_serves_others() {
        let elsewhere = RoleAnchors { council: Some(id(2)), ..RoleAnchors::default() };
        assert!(matches!(assign(command(Role::CouncilMember, elsewhere), &leader()), Err(Error::Denied)));
        let mut own = command(Role::CouncilChair, least(Role::CouncilChair));
        own.subject = "leader".into();
        assert_eq!(rule(assign(own.clone(), &leader())), rules::ROLE_IS_ONES_OWN);
        assert!(assign(own, &admin()).is_ok());
    }

    #[test]
    fn a_withdrawn_role_bites_at_once_and_an_expiring_one_lasts_its_day() {
        let mut expiring = command(Role::CouncilChair, least(Role::CouncilChair));
        expiring.valid_to = Some(today());
        let mut expiring = assign(expiring, &admin()).expect("assigned");
        assert!(
            expiring.held_on(today()) && !expiring.held_on(day("2020-08-02")) && !expiring.held_on(day("2020-07-31"))
        );
        expiring.end(&leader(), None, "Avsagt sig", today()).expect("ended");
        assert!(!expiring.held_on(today()));
        assert_eq!(rule(expiring.end(&leader(), None, "Avsagt sig", today())), rules::ROLE_IS_ENDED);
    }

    #[test]
    fn a_process_leader_cannot_take_back_what_another_gave() {
        let mut manager = assign(command(Role::HubManager, least(Role::HubManager)), &admin()).expect("assigned");
        assert_eq!(rule(manager.end(&leader(), None, "Bytt", today())), rules::ROLE_REACHES_FURTHER);
        assert_eq!(rule(manager.end(&admin(), Some(day("2020-07-31")), "Bytt", today())), rules::END_IS_IN_THE_PAST);
        assert!(manager.held_on(today()));
    }
}
