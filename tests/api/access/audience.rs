//! Every root field has an audience, and whoever the policy gives nothing is denied every change.

use std::collections::BTreeSet;

use access::{Action as A, Breadth, Role, policy::breadth};
use libtest_mimic::Trial;
use serde_json::json;

use super::schema::Schema;
use crate::harness::{
    DemoApp,
    trial::{both, plain},
};

pub fn tests() -> Vec<Trial> {
    let tables: Vec<Trial> =
        plain![every_root_field_has_an_audience, a_mutation_s_sentence_names_the_administrator_where_the_policy_does];
    let denials: Vec<Trial> = both![whoever_has_no_reach_is_denied_every_change];
    tables.into_iter().chain(denials).collect()
}

/// Who a root field of the query is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: it tells nothing of anyone but the caller.
    Everyone,
    /// Each kind of thing by its own act.
    ByKind,
    /// A list of what the act reaches.
    Rows(A),
    /// What the act reaches, and nothing else.
    Act(A),
}

/// Query fields.
pub const QUERIES: &[(&str, Audience)] = &[
    ("accessTokens", Audience::Rows(A::ReadAccessTokens)),
    ("actionPlans", Audience::Rows(A::ReadActionPlans)),
    ("agendaItems", Audience::Rows(A::ReadMeetings)),
    ("auditTrail", Audience::Act(A::ReadAudit)),
    ("businessGoals", Audience::Rows(A::ReadRequirements)),
    ("commonGaps", Audience::Act(A::ReadCommonGaps)),
    ("competenceAnalyses", Audience::Rows(A::ReadAnalyses)),
    ("councilDecisions", Audience::Rows(A::ReadMeetings)),
    ("councilMeetings", Audience::Rows(A::ReadMeetings)),
    ("councilSeats", Audience::Rows(A::ReadCouncils)),
    ("councils", Audience::Rows(A::ReadCouncils)),
    ("developmentPlans", Audience::Rows(A::ReadAnalyses)),
    ("documentReadings", Audience::Act(A::ReadAudit)),
    ("educationEvents", Audience::Rows(A::ReadEducation)),
    ("educationImports", Audience::Rows(A::ReadEducation)),
    ("educationOfferings", Audience::Rows(A::ReadEducation)),
    ("efforts", Audience::Rows(A::ReadEfforts)),
    ("employees", Audience::Rows(A::ReadAssessments)),
    ("endorsements", Audience::Rows(A::ReadNeeds)),
    ("enumerations", Audience::Everyone),
    ("errorCodes", Audience::Everyone),
    ("enrolments", Audience::Rows(A::ReadEnrolments)),
    ("healthAssessments", Audience::Rows(A::ReadWorkplaces)),
    ("healthFactors", Audience::Rows(A::ReadMaterials)),
    ("hubServices", Audience::Rows(A::ReadHubs)),
    ("hubs", Audience::Rows(A::ReadHubs)),
    ("industryCouncils", Audience::Rows(A::ReadCouncils)),
    ("learningMaterials", Audience::Rows(A::ReadMaterials)),
    ("learningMeetings", Audience::Rows(A::ReadNetworks)),
    ("learningSpreads", Audience::Rows(A::ReadWorkplaces)),
    ("lessons", Audience::Rows(A::ReadProjects)),
    ("levelScales", Audience::Rows(A::ReadMaterials)),
    ("meetingBriefing", Audience::Act(A::ReadMeetings)),
    ("meetingPapers", Audience::Rows(A::ReadMeetings)),
    ("memberships", Audience::Rows(A::ReadCouncils)),
    ("needScores", Audience::Rows(A::ReadTriage)),
    ("needs", Audience::Rows(A::ReadNeeds)),
    ("networkMembers", Audience::Rows(A::ReadNetworkMembers)),
    ("node", Audience::ByKind),
    ("nodes", Audience::ByKind),
    ("occasions", Audience::Rows(A::ReadEfforts)),
    ("organisations", Audience::Rows(A::ReadOrganisations)),
    ("outcomes", Audience::Rows(A::ReadOutcomes)),
    ("participant", Audience::Act(A::ReadParticipations)),
    ("participations", Audience::Rows(A::ReadParticipations)),
    ("personalIdentity", Audience::Act(A::ReadIdentity)),
    ("planGoals", Audience::Rows(A::ReadActionPlans)),
    ("principleMeasures", Audience::Rows(A::ReadProjects)),
    ("procurements", Audience::Rows(A::ReadProcurements)),
    ("professionalNetworks", Audience::Rows(A::ReadNetworks)),
    ("projectPartners", Audience::Rows(A::ReadProjects)),
    ("projectTargets", Audience::Rows(A::ReadProjects)),
    ("projects", Audience::Rows(A::ReadProjects)),
    ("readLog", Audience::Act(A::ReadAudit)),
    ("reflections", Audience::Rows(A::ReadWorkplaces)),
    ("roleAssignments", Audience::Rows(A::ReadRoles)),
    ("savedQuestions", Audience::Rows(A::ReadSavedQuestions)),
    ("signals", Audience::Rows(A::ReadSignals)),
    ("statistics", Audience::Act(A::ReadStatistics)),
    ("statisticsOptions", Audience::Act(A::ReadStatistics)),
    ("sustainedResults", Audience::Rows(A::ReadProjects)),
    ("taxonomy", Audience::Everyone),
    ("transitions", Audience::ByKind),
    ("triages", Audience::Rows(A::ReadTriage)),
    ("viewer", Audience::Everyone),
    ("workforceSnapshots", Audience::Rows(A::ReadWorkforce)),
    ("workplaces", Audience::Rows(A::ReadWorkplaces)),
    ("_entities", Audience::ByKind),
    ("_service", Audience::Everyone),
    ("hubFundings", Audience::Rows(A::ReadHubs)),
];

/// Mutations: the act, or one of several where different people do it.
pub const MUTATIONS: &[(&str, &[A])] = &[
    ("acceptInvitation", &[A::ManageOrganisation, A::ManageCouncil]),
    ("activateCouncil", &[A::ManageCouncil]),
    ("activateNetwork", &[A::ManageNetwork]),
    ("activateParticipation", &[A::ManageParticipation]),
    ("addAgendaItem", &[A::PrepareMeeting]),
    ("addHealthFactor", &[A::ManageHealthFactors]),
    ("addHubFunding", &[A::ManageHub]),
    ("addPlanGoal", &[A::ManageActionPlan]),
    ("addPlanLine", &[A::ManageAnalysis]),
    ("addPlanPriority", &[A::ManageActionPlan]),
    ("addPrincipleMeasure", &[A::ManageProject]),
    ("addProjectPartner", &[A::ManageProject]),
    ("addSession", &[A::PlanEffort]),
    ("adoptCharter", &[A::ManageCouncil]),
    ("adoptActionPlan", &[A::ManageActionPlan]),
    ("adoptPlan", &[A::ManageAnalysis]),
    ("advanceEffort", &[A::PlanEffort]),
    ("advanceEnrolment", &[A::ManageEnrolment, A::ApplyForPlace]),
    ("advanceIndustryCouncil", &[A::EstablishIndustryCouncil]),
    ("advanceOccasion", &[A::PlanEffort]),
    ("advanceParticipation", &[A::ManageParticipation]),
    ("advanceProject", &[A::ManageProject]),
    ("agreeChange", &[A::LeadReflection]),
    ("announceMinutes", &[A::PrepareMeeting]),
    ("applyForPlace", &[A::ApplyForPlace]),
    ("approveMinutes", &[A::ChairMeeting, A::VerifyMinutes]),
    ("assessHealthFactor", &[A::LeadReflection]),
    ("assessSignal", &[A::AssessSignal]),
    ("assessSkill", &[A::AssessSkill]),
    ("assignRole", &[A::ManageRoles]),
    ("beginPlan", &[A::ManageAnalysis]),
    ("bringActionPlanIntoForce", &[A::ManageActionPlan]),
    ("calculateGaps", &[A::ManageAnalysis]),
    ("cancelCouncilMeeting", &[A::PrepareMeeting]),
    ("cancelMeeting", &[A::ManageNetwork]),
    ("cancelReflection", &[A::LeadReflection]),
    ("changeAgendaItem", &[A::PrepareMeeting]),
    ("changeCouncilMeeting", &[A::PrepareMeeting]),
    ("changeHealthFactor", &[A::ManageHealthFactors]),
    ("changeHubFunding", &[A::ManageHub]),
    ("captureSignal", &[A::ScanHorizon]),
    ("changeActionPlan", &[A::ManageActionPlan]),
    ("changeLesson", &[A::RecordLesson]),
    ("changeOrganisation", &[A::ManageOrganisation]),
    ("changePlanLine", &[A::ManageAnalysis]),
    ("changePrincipleMeasure", &[A::ManageProject]),
    ("changeProjectPartner", &[A::ManageProject]),
    ("changeProjectTarget", &[A::ManageProject]),
    ("changeWorkplace", &[A::ManageWorkplace]),
    ("closeCouncilMeeting", &[A::ChairMeeting]),
    ("closeActionPlan", &[A::ManageActionPlan]),
    ("closeHub", &[A::ManageHub]),
    ("closeMeeting", &[A::ManageNetwork]),
    ("closeNetwork", &[A::ManageNetwork]),
    ("closeSeat", &[A::ManageCouncil]),
    ("closeWorkplace", &[A::ManageWorkplace]),
    ("collectAnalysisData", &[A::ManageAnalysis]),
    ("completeChange", &[A::LeadReflection]),
    ("completeEnrolment", &[A::ManageEnrolment]),
    ("completePlan", &[A::ManageAnalysis]),
    ("completePlanLine", &[A::ManageAnalysis]),
    ("conveneCouncilMeeting", &[A::PrepareMeeting]),
    ("correctRepresentative", &[A::ManageOrganisation, A::ManageCouncil]),
    ("consultOnActionPlan", &[A::ManageActionPlan]),
    ("createAccessToken", &[A::CreateAccessToken]),
    ("declineInvitation", &[A::ManageOrganisation, A::ManageCouncil]),
    ("defineLevelScale", &[A::ManageAnalysis]),
    ("dissolveCouncil", &[A::ManageCouncil]),
    ("documentMeeting", &[A::ManageNetwork]),
    ("draftMinutes", &[A::PrepareMeeting]),
    ("draftActionPlan", &[A::ManageActionPlan]),
    ("draftPlan", &[A::ManageAnalysis]),
    ("dropOutEnrolment", &[A::ManageEnrolment]),
    ("endEmployment", &[A::ManageAnalysis]),
    ("endMandate", &[A::ManageCouncil]),
    ("endRepresentation", &[A::ManageOrganisation, A::ManageCouncil]),
    ("endRole", &[A::ManageRoles]),
    ("endorseNeed", &[A::EndorseNeed]),
    ("establishHub", &[A::ManageHub]),
    ("establishIndustryCouncil", &[A::EstablishIndustryCouncil]),
    ("executeDecision", &[A::PrepareMeeting]),
    ("exitParticipation", &[A::ManageParticipation]),
    ("followUpHubFunding", &[A::ManageHub]),
    ("followUpPrincipleMeasure", &[A::ManageProject]),
    ("followUpProjectPartner", &[A::ManageProject]),
    ("followUpProjectTarget", &[A::ManageProject]),
    ("followUpReflection", &[A::LeadReflection]),
    ("formNetwork", &[A::ManageNetwork]),
    ("foundCouncil", &[A::FoundCouncil]),
    ("holdMeeting", &[A::ManageNetwork]),
    ("holdReflection", &[A::LeadReflection]),
    ("inviteMember", &[A::ManageCouncil]),
    ("inviteToMeeting", &[A::ManageNetwork]),
    ("joinNetwork", &[A::JoinNetwork]),
    ("leaveNetwork", &[A::JoinNetwork]),
    ("linkEffortToNeed", &[A::TriageNeed]),
    ("linkProjectPredecessor", &[A::ManageProject]),
    ("linkSignal", &[A::ScanHorizon]),
    ("makeHubPermanent", &[A::ManageHub]),
    ("mergeNeed", &[A::QualifyNeed]),
    ("nameRepresentative", &[A::ManageOrganisation, A::ManageCouncil]),
    ("nominateParticipant", &[A::ApplyForPlace]),
    ("noteGoalValue", &[A::ManageActionPlan]),
    ("openCouncilMeeting", &[A::ChairMeeting]),
    ("openSeat", &[A::ManageCouncil]),
    ("pauseCouncil", &[A::ManageCouncil]),
    ("planCouncilMeeting", &[A::PrepareMeeting]),
    ("planEffort", &[A::PlanEffort]),
    ("acknowledgeDelivery", &[A::ManageProcurement]),
    ("addHubService", &[A::ManageHub]),
    ("addPaper", &[A::PrepareMeeting]),
    ("addProcurementRequirement", &[A::ManageProcurement]),
    ("amendContract", &[A::AwardProcurement]),
    ("awardProcurement", &[A::AwardProcurement]),
    ("beginEvaluation", &[A::ManageProcurement]),
    ("beginStandstill", &[A::ManageProcurement]),
    ("cancelProcurement", &[A::ManageProcurement]),
    ("changeHubService", &[A::ManageHub]),
    ("changePaper", &[A::PrepareMeeting]),
    ("changeProcurement", &[A::ManageProcurement]),
    ("changeProcurementRequirement", &[A::ManageProcurement]),
    ("closeProcurement", &[A::ManageProcurement]),
    ("evaluateQuote", &[A::ManageProcurement]),
    ("liftMasking", &[A::PrepareMeeting]),
    ("maskPassage", &[A::PrepareMeeting]),
    ("maskPerson", &[A::PrepareMeeting]),
    ("noteAppeal", &[A::ManageProcurement]),
    ("planProcurement", &[A::ManageProcurement]),
    ("procureEffort", &[A::ManageProcurement]),
    ("publishProcurement", &[A::ManageProcurement]),
    ("registerQuote", &[A::ManageProcurement]),
    ("settleAppeal", &[A::ManageProcurement]),
    ("signContract", &[A::AwardProcurement]),
    ("planMeeting", &[A::ManageNetwork]),
    ("planOccasion", &[A::PlanEffort]),
    ("planReflection", &[A::LeadReflection]),
    ("proposeDecision", &[A::PrepareMeeting]),
    ("publishAnalysis", &[A::ManageAnalysis]),
    ("publishMaterial", &[A::PublishMaterial]),
    ("publishQuestion", &[A::PublishQuestion]),
    ("qualifyNeed", &[A::QualifyNeed]),
    ("recordItemNote", &[A::PrepareMeeting]),
    ("reEnterParticipation", &[A::ManageParticipation]),
    ("recordLearningSpread", &[A::LeadReflection]),
    ("recordLesson", &[A::RecordLesson]),
    ("recordMeetingAttendance", &[A::ManageNetwork]),
    ("recordOutcome", &[A::RecordOutcome]),
    ("recordPresence", &[A::PrepareMeeting]),
    ("recordSustainedResult", &[A::RecordLesson]),
    ("recordVote", &[A::PrepareMeeting]),
    ("registerEmployee", &[A::ManageAnalysis]),
    ("registerOrganisation", &[A::RegisterOrganisation]),
    ("registerParticipation", &[A::ManageParticipation]),
    ("registerProject", &[A::RegisterProject]),
    ("registerWorkplace", &[A::ManageWorkplace]),
    ("renameOrganisation", &[A::ManageOrganisation]),
    ("renameParticipant", &[A::ChangeName]),
    ("reportCommonGap", &[A::ReportNeed]),
    ("reportNeed", &[A::ReportNeed]),
    ("reportWorkforce", &[A::ReportWorkforce]),
    ("requireSkill", &[A::ManageAnalysis]),
    ("rescheduleOccasion", &[A::PlanEffort]),
    ("rescindDecision", &[A::ChairMeeting]),
    ("restNetwork", &[A::ManageNetwork]),
    ("resumeCouncil", &[A::ManageCouncil]),
    ("retriageNeed", &[A::TriageNeed]),
    ("returnFromLeave", &[A::ManageCouncil]),
    ("reuseEffort", &[A::PlanEffort]),
    ("reuseLesson", &[A::RecordLesson]),
    ("reviewPlan", &[A::ManageAnalysis]),
    ("reviseActionPlan", &[A::ManageActionPlan]),
    ("reviseEffort", &[A::PlanEffort]),
    ("reviseHub", &[A::ManageHub]),
    ("reviseProject", &[A::ManageProject]),
    ("revokeAccessToken", &[A::RevokeAccessToken]),
    ("saveQuestion", &[A::SaveQuestion]),
    ("scoreNeed", &[A::PrioritiseNeed]),
    ("setBusinessGoal", &[A::ManageAnalysis]),
    ("setProjectTarget", &[A::ManageProject]),
    ("settleDecision", &[A::ChairMeeting]),
    ("settleNeed", &[A::QualifyNeed]),
    ("settleSignal", &[A::ScanHorizon]),
    ("shareReflectionNotes", &[A::LeadReflection]),
    ("startAnalysis", &[A::ManageAnalysis]),
    ("startEnrolment", &[A::ManageEnrolment]),
    ("startMandate", &[A::ManageCouncil]),
    ("supersedeAnalysis", &[A::ManageAnalysis]),
    ("supersedeOutcome", &[A::RecordOutcome]),
    ("supersedePlan", &[A::ManageAnalysis]),
    ("postponeDecision", &[A::ChairMeeting]),
    ("setPaperAccess", &[A::PrepareMeeting]),
    ("supersedePaper", &[A::PrepareMeeting]),
    ("takeLeave", &[A::ManageCouncil]),
    ("triageNeed", &[A::TriageNeed]),
    ("validateAnalysis", &[A::ValidateAnalysis]),
    ("withdrawEndorsement", &[A::EndorseNeed]),
    ("withdrawItemNote", &[A::PrepareMeeting]),
    ("withdrawVote", &[A::PrepareMeeting]),
    ("withdrawMaterial", &[A::PublishMaterial]),
    ("withdrawPaper", &[A::PrepareMeeting]),
    ("withdrawProjectPartner", &[A::ManageProject]),
    ("withdrawQuestion", &[A::PublishQuestion]),
];

/// What a mutation demands that its input's type does not say.
pub const DEMANDED: &[(&str, &str)] = &[
    ("registerParticipation", "participantId"),
    ("applyForPlace", "participantId"),
    ("nominateParticipant", "participantId"),
    ("recordOutcome", "enrolmentId"),
    ("reportNeed", "councilId"),
];

fn every_root_field_has_an_audience() {
    let schema = Schema::read();
    let named = |root| -> BTreeSet<String> {
        schema.fields(root).iter().map(|field| field.node.name.node.to_string()).collect()
    };
    let told = |names: Vec<&str>| -> BTreeSet<String> { names.into_iter().map(str::to_owned).collect() };
    assert_eq!(
        named("Query"),
        told(QUERIES.iter().map(|(name, _)| *name).collect()),
        "tests/api/access/audience.rs: QUERIES"
    );
    assert_eq!(
        named("Mutation"),
        told(MUTATIONS.iter().map(|(name, _)| *name).collect()),
        "tests/api/access/audience.rs: MUTATIONS"
    );
    assert_eq!(
        named("Subscription"),
        told(vec!["happenings"]),
        "subscriptions deliver what `node` would show; see scope.rs"
    );
}

fn a_mutation_s_sentence_names_the_administrator_where_the_policy_does() {
    let schema = Schema::read();
    let mut named = 0;
    for (mutation, acts) in MUTATIONS {
        let field = schema.fields("Mutation").iter().find(|field| field.node.name.node == *mutation).expect("a field");
        let sentence = field.node.description.as_ref().map_or("", |text| text.node.as_str());
        // Another's sentence is looked at where it stands.
        if sentence.contains("Roles: as `") {
            continue;
        }
        let may = acts.iter().any(|act| breadth(Role::SystemAdmin, *act) != Breadth::Nothing);
        assert_eq!(sentence.contains("system administrator"), may, "{mutation}: {sentence}");
        named += usize::from(may);
    }
    assert!(named > 15, "{named} name the administrator");
}

/// The demonstration's subjects, and a stranger and nobody.
pub const SUBJECTS: &[(&str, Option<Role>)] = &[
    ("", None),
    ("someone-without-a-role", None),
    ("demo-auditor", Some(Role::Auditor)),
    ("demo-council-member", Some(Role::CouncilChair)),
    ("demo-dpo", Some(Role::Dpo)),
    ("demo-evaluator", Some(Role::Evaluator)),
    ("demo-hub-coordinator", Some(Role::HubCoordinator)),
    ("demo-hub-manager", Some(Role::HubManager)),
    ("demo-org-contact", Some(Role::OrgContact)),
    ("demo-other-org-contact", Some(Role::OrgContact)),
    ("demo-participant", Some(Role::Participant)),
    ("demo-process-leader", Some(Role::ProcessLeader)),
    ("demo-project-manager", Some(Role::ProjectManager)),
    ("demo-provider", Some(Role::Provider)),
    ("demo-system-admin", Some(Role::SystemAdmin)),
    ("demo-union-rep", Some(Role::UnionRep)),
];

async fn whoever_has_no_reach_is_denied_every_change(app: DemoApp) {
    let schema = Schema::read();
    let trail = app.number("SELECT count(*) FROM audit_entries").await;
    // Seats are public: what does not exist is told from what may not be touched.
    let seat = json!(format!("seat_{}", app.texts("SELECT id FROM memberships ORDER BY id").await[0]));
    let (mut denied, mut wrong) = (0, Vec::new());
    for (subject, role) in SUBJECTS {
        let speaker = if subject.is_empty() { app.anonymous() } else { app.speak_as(subject) };
        for (mutation, acts) in MUTATIONS {
            let reaches = |role| acts.iter().any(|act| breadth(role, *act) != Breadth::Nothing);
            if role.is_some_and(reaches) || reaches(Role::Public) {
                continue;
            }
            let (of, mut input) = schema.least(mutation);
            if input["id"].as_str().is_some_and(|id| id.starts_with("seat_")) {
                input["id"] = seat.clone();
            }
            let document =
                format!("mutation($input: {of}) {{ {mutation}(input: $input) {{ userErrors {{ code path }} }} }}");
            let (_, answer) = speaker.answer(&document, json!({ "input": input })).await;
            denied += 1;
            if answer["data"][*mutation]["userErrors"][0]["code"] != "DENIED" {
                wrong.push(format!("{subject:?} {mutation}: {answer}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {denied} were not denied:\n{}", wrong.len(), wrong.join("\n"));
    assert!(denied > 400, "only {denied} were tried");
    assert_eq!(app.number("SELECT count(*) FROM audit_entries").await, trail, "a denied change leaves no trail");
}
