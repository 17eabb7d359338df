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
    let Needs { required, either, .. } = needs(role).expect("an assignable role");
    let every = every_anchor();
    let is_needed = |field: &str| required.contains(&field) || either.first() == Some(&field);
    RoleAnchors {
        organisation: every.organisation.filter(|_| is_needed("organisationId")),
        council: every.council.filter(|_| is_needed("councilId")),
        hub: every.hub.filter(|_| is_needed("hubId")),
        project: every.project.filter(|_| is_needed("projectId")),
        participant: every.participant.filter(|_| is_needed("participantId")),
    }
}

fn command(role: Role, anchors: RoleAnchors) -> AssignRole {
    let RoleAnchors { organisation, council, hub, project, participant } = anchors;
    AssignRole {
        issuer: "issuer".into(),
        subject: "someone".into(),
        role,
        organisation,
        council,
        hub,
        project,
        participant,
        valid_from: None,
        valid_to: None,
    }
}

fn assign(command: AssignRole, grant: &Grant) -> Result<RoleAssignment> {
    RoleAssignment::assign(id(99), command, grant, today()).map(|(assignment, _)| assignment)
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        // Of several fields that break one rule, that one.
        Error::SeveralInvalid(faults) if faults.iter().all(|fault| fault.rule == faults[0].rule) => faults[0].rule,
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
        let Needs { required, either, .. } = needs(role).expect("an assignable role");
        let bare = assign(command(role, RoleAnchors::default()), &admin());
        match required.is_empty() && either.is_empty() {
            true => assert!(bare.is_ok(), "{role}"),
            false => assert_eq!(rule(bare), rules::ANCHOR_IS_REQUIRED, "{role}"),
        }
        assert_eq!(rule(assign(command(role, every_anchor()), &admin())), rules::ANCHOR_IS_NOT_THE_ROLES, "{role}");
    }
    assert_eq!(rule(assign(command(Role::Public, RoleAnchors::default()), &admin())), rules::ROLE_IS_EVERYONES);
}

#[test]
fn every_anchor_that_is_wrong_is_told_at_once() {
    let anchors = RoleAnchors { project: Some(id(30)), participant: Some(id(40)), ..RoleAnchors::default() };
    let mut wrong = command(Role::CouncilChair, anchors);
    wrong.valid_to = Some(day("2020-07-31"));
    let Err(Error::SeveralInvalid(faults)) = assign(wrong, &admin()) else { panic!("taken") };
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["validTo", "councilId", "projectId", "participantId"]);
    let union = RoleAnchors { hub: Some(id(20)), ..RoleAnchors::default() };
    let Err(Error::SeveralInvalid(faults)) = assign(command(Role::UnionRep, union), &admin()) else { panic!("taken") };
    let told: Vec<(&str, Rule)> = faults.iter().map(|fault| (fault.field.as_str(), fault.rule)).collect();
    assert_eq!(told, [("organisationId", rules::ANCHOR_IS_REQUIRED), ("hubId", rules::ANCHOR_IS_NOT_THE_ROLES)]);
}

/// Keeps [`needs`] in step with the policy page: an anchor the page reads is one the role may have.
#[test]
fn every_breadth_of_the_policy_has_an_anchor() {
    for role in assignable() {
        let Needs { required, either, allowed } = needs(role).expect("an assignable role");
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
            let may = [required, either, allowed].into_iter().any(|named| named.contains(&anchor));
            assert!(may, "{role} {action} {anchor}");
        }
    }
}

#[test]
fn the_union_is_represented_at_an_employer_in_a_council_or_in_both() {
    let every = every_anchor();
    let at = |organisation, council| {
        let anchors = RoleAnchors { organisation, council, ..RoleAnchors::default() };
        assign(command(Role::UnionRep, anchors), &admin())
    };
    let (there, council) = (every.organisation, every.council);
    for (organisation, council) in [(there, None), (None, council), (there, council)] {
        let given = at(organisation, council).expect("assigned");
        assert_eq!((given.anchors.organisation, given.anchors.council), (organisation, council));
    }
    assert_eq!(rule(at(None, None)), rules::ANCHOR_IS_REQUIRED);
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
    assert!(expiring.held_on(today()) && !expiring.held_on(day("2020-08-02")) && !expiring.held_on(day("2020-07-31")));
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
