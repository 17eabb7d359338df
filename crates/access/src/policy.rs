//! The policy page: role × action → breadth. Printed and compared as a matrix in the tests, so that a
//! data-protection officer can read it.

use std::sync::Arc;

use kernel::{Error, Result};

use crate::{
    action::Action,
    actor::{Assignment, Request},
    grant::{Grant, Scope},
    role::Role,
};

kernel::text_enum! {
    /// Räckvidd: how far a role reaches in one act.
    pub enum Breadth {
        Nothing = "NOTHING" ("Inget", "Nothing"),
        Open = "OPEN" ("Öppna rader", "Open rows"),
        SignedIn = "SIGNED_IN" ("Öppna rader, för inloggade", "Open rows, for the signed-in"),
        Person = "PERSON" ("Egen person", "The person herself"),
        Organisation = "ORGANISATION" ("Egen organisation", "Own organisation"),
        Provided = "PROVIDED" ("Egna tillfällen som anordnare", "What the own organisation provides"),
        Council = "COUNCIL" ("Eget råd", "Own council"),
        Hub = "HUB" ("Eget kompetensnav", "Own hub"),
        Project = "PROJECT" ("Eget projekt", "Own project"),
        Assigned = "ASSIGNED" ("Allt som uppdraget gäller", "All that the assignment names"),
        All = "ALL" ("Allt", "Everything"),
    }
}

/// How far `role` reaches in `action`.
pub fn breadth(role: Role, action: Action) -> Breadth {
    use Action as A;
    use Breadth::{All, Assigned, Council, Hub, Nothing, Open, Organisation, Person, Project, Provided, SignedIn};
    use Role as R;
    match (action, role) {
        // The institutions, the project bank and the catalogue are public records.
        (
            A::ReadOrganisations
            | A::ReadCouncils
            | A::ReadHubs
            | A::ReadProjects
            | A::ReadStatistics
            | A::ReadMaterials
            | A::ReadEducation
            | A::ReadNetworks,
            _,
        ) => All,
        (A::ReadEfforts, R::HubCoordinator | R::HubManager) => Hub,
        (A::ReadEfforts, R::ProjectManager | R::ProjectEconomist | R::Auditor) => Project,
        (A::ReadEfforts, R::Provider) => Provided,
        (A::ReadEfforts, R::CouncilChair | R::CouncilMember | R::ProcessLeader | R::UnionRep) => Council,
        (A::ReadEfforts, _) => Open,

        // Who sits for an organisation is known in the council and at home; to everyone where it is published.
        (A::ReadRepresentatives, R::OrgContact) => Organisation,
        (
            A::ReadRepresentatives,
            R::CouncilChair
            | R::CouncilMember
            | R::Adjunct
            | R::ProcessLeader
            | R::UnionRep
            | R::HubCoordinator
            | R::HubManager,
        ) => Council,
        (A::ReadRepresentatives, _) => Open,

        // What a council sees coming and drafts is its own; what it has adopted is everyone's.
        (
            A::ReadSignals | A::ReadActionPlans,
            R::CouncilChair
            | R::CouncilMember
            | R::Adjunct
            | R::ProcessLeader
            | R::UnionRep
            | R::HubCoordinator
            | R::HubManager
            | R::Auditor,
        ) => Council,
        (A::ReadActionPlans, _) => Open,

        // Needs may hold an organisation's plans: its own, its council's and the hub's eyes only.
        (A::ReadNeeds, R::OrgContact | R::LineManager) => Organisation,
        (
            A::ReadNeeds | A::ReadTriage,
            R::CouncilChair
            | R::CouncilMember
            | R::Adjunct
            | R::ProcessLeader
            | R::HubCoordinator
            | R::HubManager
            | R::ProjectManager
            | R::Auditor,
        ) => Council,
        (A::ReadWorkforce, R::OrgContact | R::UnionRep) => Organisation,
        (A::ReadWorkforce, R::SystemAdmin) => All,

        // People: the employer sees its own, the hub its enrolments, the project its participations.
        (A::ReadEnrolments, R::HubCoordinator | R::HubManager) => Hub,
        (A::ReadEnrolments, R::Provider) => Provided,
        (A::ReadOutcomes, R::HubCoordinator | R::HubManager) => Hub,
        (
            A::ReadEnrolments | A::ReadOutcomes | A::ReadParticipations,
            R::ProjectManager | R::ProjectEconomist | R::Auditor | R::Evaluator,
        ) => Project,
        (A::ReadParticipations, R::HubCoordinator | R::HubManager) => Project,
        (A::ReadEnrolments | A::ReadOutcomes | A::ReadParticipations, R::OrgContact) => Organisation,
        (A::ReadEnrolments | A::ReadOutcomes | A::ReadParticipations | A::ReadNames, R::Participant) => Person,
        (A::ReadSensitive, R::ProjectManager | R::Auditor) => Project,
        (A::ReadNames, R::HubCoordinator | R::HubManager | R::ProjectManager | R::Auditor) => Project,
        (A::ReadNames, R::OrgContact) => Organisation,
        (A::ReadIdentity, R::ProjectManager | R::Auditor) => Project,
        (A::ReadRoles, R::SystemAdmin | R::Dpo) => All,
        (A::ReadRoles, R::ProcessLeader) => Council,
        (A::ReadAudit, R::Dpo | R::Auditor) => All,
        (A::ReadAudit, R::Participant) => Person,

        (A::RegisterOrganisation, R::ProcessLeader | R::HubCoordinator | R::ProjectManager | R::SystemAdmin) => All,
        (A::ManageOrganisation, R::SystemAdmin) => All,
        (A::ManageOrganisation | A::ReportWorkforce, R::OrgContact) => Organisation,
        (A::FoundCouncil | A::ManageCouncil | A::RegisterProject | A::ManageRoles | A::ManageHub, R::SystemAdmin) => {
            All
        }
        (A::ManageCouncil | A::EstablishIndustryCouncil, R::ProcessLeader | R::CouncilChair) => Council,
        (A::ManageRoles, R::ProcessLeader) => Council,

        (A::ReportNeed | A::ApplyForPlace, R::OrgContact) => Organisation,
        (
            A::ReportNeed,
            R::CouncilChair | R::CouncilMember | R::UnionRep | R::ProcessLeader | R::HubCoordinator | R::HubManager,
        ) => Council,
        (A::QualifyNeed, R::HubCoordinator | R::HubManager | R::ProcessLeader) => Council,
        (A::EndorseNeed, R::CouncilChair | R::CouncilMember) => Council,
        // A council's own people prepare, hold and read its meetings; everyone reads those whose minutes are approved and public. Who chairs
        // approves the minutes in that capacity, a member as verifier.
        (A::ReadMeetings, R::CouncilChair | R::CouncilMember | R::Adjunct | R::ProcessLeader | R::UnionRep) => Council,
        (A::ReadMeetings, _) => Open,
        (A::PrepareMeeting, R::CouncilChair | R::ProcessLeader) => Council,
        (A::ChairMeeting, R::CouncilChair) => Council,
        (A::VerifyMinutes, R::CouncilMember) => Council,
        (A::TriageNeed, R::HubCoordinator | R::HubManager) => Council,
        (A::PrioritiseNeed, R::HubManager) => Council,
        (A::ScanHorizon, R::CouncilChair | R::CouncilMember | R::ProcessLeader | R::HubCoordinator | R::HubManager) => {
            Council
        }
        (A::AssessSignal, R::CouncilChair | R::CouncilMember | R::ProcessLeader) => Council,
        (A::ManageActionPlan, R::CouncilChair | R::ProcessLeader) => Council,
        (A::ManageHub, R::HubManager) => Hub,
        (A::ManageProject, R::ProjectManager) => Project,

        (
            A::PlanEffort | A::ManageEnrolment | A::ApplyForPlace | A::RecordOutcome,
            R::HubCoordinator | R::HubManager,
        ) => Hub,
        (A::ApproveEffort, R::HubManager) => Hub,
        // What is asked for is everyone's when it is published, and quotes from the award on; before that the buyer's own.
        // A project that pays reads what is asked for, and no quote earlier than everyone.
        (A::ReadProcurements | A::ManageProcurement | A::AwardProcurement, R::ProcurementOfficer) => Organisation,
        (A::ReadProcurements | A::ManageProcurement, R::HubCoordinator | R::HubManager) => Hub,
        (A::AwardProcurement, R::HubManager) => Hub,
        (A::ReadProcurements, R::ProjectManager | R::ProjectEconomist | R::Auditor) => Project,
        (A::ReadProcurements, _) => Open,
        (A::ApplyForPlace, R::Participant) => Person,
        (A::RecordOutcome, R::ProjectManager) => Project,
        (A::ManageParticipation, R::ProjectManager | R::HubCoordinator) => Project,
        (A::ChangeName, R::ProjectManager) => Project,

        // Work places and their reflections are the employer's own; a project sees what is held within it.
        (A::ReadWorkplaces, R::OrgContact | R::LineManager | R::UnionRep) => Organisation,
        (A::ReadWorkplaces, R::ProjectManager | R::Auditor | R::Evaluator) => Project,
        (A::ManageWorkplace, R::OrgContact) => Organisation,
        (A::LeadReflection, R::OrgContact | R::LineManager) => Organisation,
        (A::PublishMaterial, R::OrgContact | R::Provider) => Organisation,
        // What its networks share.
        (A::PublishMaterial, R::ProjectManager) => Project,
        // What others give is open data, the same for everyone, and read in by those who serve all.
        (A::ImportEducation, R::HubCoordinator | R::HubManager | R::SystemAdmin) => All,
        // Which factors there are is the same for everyone, and said by those who serve all.
        (A::ManageHealthFactors, R::HubManager | R::SystemAdmin) => All,

        // A project sees how far an analysis and a plan have come; what they say stays with the employer, a person's level with
        // the employer's contact and the manager who assesses.
        (A::ReadAnalyses, R::OrgContact | R::LineManager | R::UnionRep) => Organisation,
        (A::ReadAnalyses, R::ProjectManager | R::ProjectEconomist | R::Auditor | R::Evaluator) => Project,
        (A::ReadRequirements, R::OrgContact | R::LineManager | R::UnionRep) => Organisation,
        (A::ReadAssessments | A::AssessSkill, R::OrgContact | R::LineManager) => Organisation,
        (A::ReadAssessments | A::AssessSkill, R::Participant) => Person,
        (A::ManageAnalysis, R::OrgContact) => Organisation,
        (A::ValidateAnalysis, R::OrgContact | R::UnionRep) => Organisation,

        // What several employers lack, without whose it is: for those who answer the needs of an industry or a project.
        (
            A::ReadCommonGaps,
            R::CouncilChair
            | R::CouncilMember
            | R::Adjunct
            | R::ProcessLeader
            | R::UnionRep
            | R::HubCoordinator
            | R::HubManager,
        ) => Council,
        (A::ReadCommonGaps, R::ProjectManager) => Project,

        // Meetings and networks are public as the project bank is; who comes to them is not.
        (A::ReadNetworkMembers, R::OrgContact) => Organisation,
        (A::ReadNetworkMembers | A::JoinNetwork, R::Participant) => Person,
        (A::ReadNetworkMembers, R::ProjectManager | R::Auditor | R::Evaluator) => Project,
        (A::JoinNetwork, R::OrgContact) => Organisation,
        (A::ManageNetwork | A::RecordLesson | A::JoinNetwork, R::ProjectManager) => Project,

        // Saved questions hold no data, but an organisation's drafts show its plans: its own eyes, until shared.
        (A::ReadSavedQuestions, R::Public) => SignedIn,
        (A::ReadSavedQuestions, R::Dpo) => All,
        (A::ReadSavedQuestions, _) => Assigned,
        (A::ReadAccessTokens, R::Dpo | R::SystemAdmin) | (A::RevokeAccessToken, R::SystemAdmin) => All,
        (
            A::SaveQuestion | A::PublishQuestion | A::ReadAccessTokens | A::CreateAccessToken | A::RevokeAccessToken,
            R::OrgContact | R::Provider,
        ) => Organisation,
        (
            A::SaveQuestion | A::PublishQuestion | A::ReadAccessTokens | A::CreateAccessToken | A::RevokeAccessToken,
            R::CouncilChair | R::ProcessLeader,
        ) => Council,
        (
            A::SaveQuestion | A::PublishQuestion | A::ReadAccessTokens | A::CreateAccessToken | A::RevokeAccessToken,
            R::HubManager,
        ) => Hub,
        (A::SaveQuestion | A::ReadAccessTokens | A::CreateAccessToken | A::RevokeAccessToken, R::HubCoordinator) => Hub,
        (
            A::SaveQuestion | A::PublishQuestion | A::ReadAccessTokens | A::CreateAccessToken | A::RevokeAccessToken,
            R::ProjectManager,
        ) => Project,
        (A::ReadAccessTokens | A::CreateAccessToken | A::RevokeAccessToken, R::ProjectEconomist) => Project,
        _ => Nothing,
    }
}

/// Leave to act. For writes: refuses a caller whom the policy gives no reach at all.
///
/// # Errors
/// `Denied` when no role reaches anything.
pub fn permit(request: &Arc<Request>, action: Action) -> Result<Grant> {
    let grant = view(request, action);
    if grant.scope.is_empty() { Err(Error::Denied) } else { Ok(grant) }
}

/// Leave to read. The reach may be nothing: what the caller may not see is absent, never refused.
pub fn view(request: &Arc<Request>, action: Action) -> Grant {
    let mut scope = Scope::default();
    let mut roles = Vec::new();
    for assignment in &request.actor.assignments {
        let breadth = breadth(assignment.role, action);
        if breadth == Breadth::SignedIn && !request.actor.is_signed_in() {
            continue;
        }
        if widen(&mut scope, assignment, breadth) {
            roles.push(assignment.role);
        }
    }
    Grant { request: Arc::clone(request), action, roles, scope }
}

fn widen(scope: &mut Scope, held: &Assignment, breadth: Breadth) -> bool {
    fn add<T: PartialEq>(list: &mut Vec<T>, anchor: Option<T>) -> bool {
        let Some(anchor) = anchor else { return false };
        if !list.contains(&anchor) {
            list.push(anchor);
        }
        true
    }
    match breadth {
        Breadth::Nothing => false,
        Breadth::Open | Breadth::SignedIn => {
            scope.open = true;
            true
        }
        Breadth::All => {
            scope.all = true;
            true
        }
        Breadth::Person => add(&mut scope.persons, held.participant),
        Breadth::Organisation => add(&mut scope.organisations, held.organisation),
        Breadth::Provided => add(&mut scope.providers, held.organisation),
        Breadth::Council => {
            if self::breadth(held.role, Action::ReadMeetings) == Breadth::Council {
                add(&mut scope.own_councils, held.council);
            }
            add(&mut scope.councils, held.council)
        }
        Breadth::Hub => add(&mut scope.hubs, held.hub),
        Breadth::Project => add(&mut scope.projects, held.project),
        // Every anchor is added: the bars do not cut short.
        Breadth::Assigned => {
            add(&mut scope.organisations, held.organisation)
                | add(&mut scope.councils, held.council)
                | add(&mut scope.hubs, held.hub)
                | add(&mut scope.projects, held.project)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use kernel::id::SequentialIds;

    #[test]
    fn an_assignment_without_its_anchor_reaches_nothing() {
        let held = vec![Assignment::bare(Role::OrgContact)];
        let request = Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), held), "r"));
        assert!(matches!(permit(&request, Action::ReportNeed), Err(Error::Denied)));
    }

    #[test]
    fn reach_is_the_union_of_the_anchors() {
        let ids = SequentialIds::starting_at(0);
        let (a, b, other) = (kernel::Id::new(&ids), kernel::Id::new(&ids), kernel::Id::new(&ids));
        let mut first = Assignment::bare(Role::OrgContact);
        first.organisation = Some(a);
        let mut second = first.clone();
        second.organisation = Some(b);
        let request = Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![first, second]), "r"));
        let grant = view(&request, Action::ReadEnrolments);
        let own = |organisation| crate::Anchors { organisation: Some(organisation), ..Default::default() };
        assert!(grant.covers(&own(a)) && grant.covers(&own(b)) && !grant.covers(&own(other)));
    }

    #[test]
    fn what_is_open_to_the_signed_in_is_not_open_to_the_public() {
        let of = |actor| view(&Arc::new(Request::new(actor, "r")), Action::ReadSavedQuestions).scope;
        assert!(of(Actor::public()).is_empty());
        assert!(of(Actor::signed_in("i".into(), "s".into(), Vec::new())).open);
    }

    #[test]
    fn an_assignment_reaches_all_that_it_names() {
        let ids = SequentialIds::starting_at(0);
        let mut held = Assignment::bare(Role::HubCoordinator);
        (held.hub, held.council) = (Some(kernel::Id::new(&ids)), Some(kernel::Id::new(&ids)));
        let request = Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held.clone()]), "r"));
        let scope = view(&request, Action::ReadSavedQuestions).scope;
        assert_eq!((scope.hubs, scope.councils), (vec![held.hub.unwrap()], vec![held.council.unwrap()]));
        assert!(scope.organisations.is_empty() && scope.projects.is_empty() && !scope.all);
    }

    #[test]
    fn the_public_reads_no_row_about_a_person() {
        for action in [Action::ReadEnrolments, Action::ReadOutcomes, Action::ReadParticipations, Action::ReadNames] {
            assert_eq!(breadth(Role::Public, action), Breadth::Nothing);
        }
    }
}
