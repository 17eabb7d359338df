//! Who may try the demonstration out, in which role.

use access::Role;
use councils::{RoleAssignment, assignment::RoleAnchors};
use kernel::id::{OrganisationId, ParticipantId, ProjectId};

use super::{
    seed_003::Gothenburg,
    world::{World, day},
};

/// Hands out the roles at `issuer`. The public reader holds none.
pub(super) fn assign(
    world: &mut World,
    issuer: &str,
    at: &Gothenburg,
    other_company: OrganisationId,
    participant: Option<ParticipantId>,
) {
    let (council, hub, project) = (Some(at.council), Some(at.hub), Some(at.project));
    let none = RoleAnchors::default();
    let of = |organisation| RoleAnchors { organisation: Some(organisation), ..none };
    let in_hub = RoleAnchors { council, hub, project, ..none };
    for (subject, role, anchors) in [
        ("demo-process-leader", Role::ProcessLeader, RoleAnchors { council, ..none }),
        ("demo-council-member", Role::CouncilChair, RoleAnchors { council, ..none }),
        ("demo-hub-coordinator", Role::HubCoordinator, in_hub),
        ("demo-hub-manager", Role::HubManager, in_hub),
        ("demo-project-manager", Role::ProjectManager, in_hub),
        ("demo-org-contact", Role::OrgContact, of(at.vehicle_company)),
        ("demo-other-org-contact", Role::OrgContact, of(other_company)),
        ("demo-provider", Role::Provider, of(at.provider)),
        ("demo-auditor", Role::Auditor, RoleAnchors { council, project, ..none }),
        ("demo-dpo", Role::Dpo, none),
        ("demo-system-admin", Role::SystemAdmin, none),
        ("demo-evaluator", Role::Evaluator, RoleAnchors { project, ..none }),
    ] {
        give(world, issuer, subject, role, anchors);
    }
    if let Some(participant) = participant {
        let anchors = RoleAnchors { participant: Some(participant), ..none };
        give(world, issuer, "demo-participant", Role::Participant, anchors);
    }
}

/// Who speaks for those who work at the vehicle company: with its contact she brings an analysis to its end.
pub(super) fn assign_union(world: &mut World, issuer: &str, at: &Gothenburg) {
    let anchors =
        RoleAnchors { organisation: Some(at.vehicle_company), council: Some(at.council), ..RoleAnchors::default() };
    give(world, issuer, "demo-union-rep", Role::UnionRep, anchors);
}

/// Who leads the project that goes on, beside the one of the sources.
pub(super) fn assign_today(world: &mut World, issuer: &str, project: ProjectId) {
    let anchors = RoleAnchors { project: Some(project), ..RoleAnchors::default() };
    give(world, issuer, "demo-project-manager", Role::ProjectManager, anchors);
}

fn give(world: &mut World, issuer: &str, subject: &str, role: Role, anchors: RoleAnchors) {
    let id = world.id();
    world.roles.push(RoleAssignment {
        id,
        version: 1,
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        role,
        anchors,
        valid_from: day(2018, 6, 1),
        valid_to: None,
        ended_reason: None,
    });
}
