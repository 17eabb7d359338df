//! In which states a command takes what its fields name, as the domain has it: a list offers nothing that is refused for its state.

use competence_hub::hub::HubStatus;
use councils::{
    council::CouncilStatus,
    meeting::{
        CouncilMeetingStatus,
        decision::{self, CouncilDecisionStatus, DecisionVerb},
    },
    membership::MembershipStatus,
};
use efforts::{effort::EffortStatus, occasion::OccasionStatus};
use industry_councils::{
    action_plan::ActionPlanStatus,
    industry_council::IndustryCouncilStatus,
    need::{self, NeedStatus, NeedVerb},
};
use kernel::{TextEnum, machine};
use procurements::{
    procurement::{ProcurementMethod, ProcurementStatus},
    quote::{self, QuoteStatus, QuoteVerb},
};
use projects::project::ProjectStatus;
use serde_json::{Value, json};
use workplaces::{
    analysis::AnalysisStatus, material::MaterialStatus, meeting::MeetingStatus, network::NetworkStatus,
    plan::PlanStatus,
};

use super::lists::List;

/// Those whose status is such.
fn such<S: TextEnum>(is_such: impl Fn(S) -> bool) -> Value {
    let codes: Vec<&str> = S::VALUES.iter().copied().filter(|value| is_such(*value)).map(S::code).collect();
    json!({ "status": { "in": codes } })
}

fn both(one: Value, other: Value) -> Value {
    json!({ "and": [one, other] })
}

/// Those of a meeting in one of these states.
fn at_meeting(states: &[CouncilMeetingStatus]) -> Value {
    json!({ "meeting": such(|one: CouncilMeetingStatus| states.contains(&one)) })
}

/// Procurements in a state that depends on whether they are direct.
fn by_method(is_such: impl Fn(ProcurementStatus, bool) -> bool) -> Value {
    let direct = json!({ "method": { "eq": ProcurementMethod::Direct.as_str() } });
    let any = such(|one: ProcurementStatus| is_such(one, false));
    json!({ "or": [any, both(such(|one: ProcurementStatus| is_such(one, true)), direct)] })
}

/// The filter of the rows of `list`, among which a command's field is chosen; nothing where the command takes them in any state.
pub(super) fn rows(command: &str, field: &str, list: &List) -> Option<Value> {
    use CouncilMeetingStatus as Meeting;
    let is_of = |of: &str| list.of == of;
    Some(match (command, field) {
        ("endorseNeed", "needId") => {
            let first = such(|one: NeedStatus| machine::takes(need::TRANSITIONS, one, NeedVerb::Endorse));
            let more = both(such(NeedStatus::takes_more_backing), json!({ "endorsedOn": { "isNull": false } }));
            json!({ "or": [first, more] })
        }
        // One that is not endorsed is sorted, too, and keeps its state.
        ("triageNeed", "needId") => such(|one: NeedStatus| !one.is_over()),
        ("linkEffortToNeed", "needId") => such(NeedStatus::takes_efforts),
        ("scoreNeed", "needId") => such(NeedStatus::takes_scores),
        ("mergeNeed", "intoId") => such(|one: NeedStatus| !matches!(one, NeedStatus::Merged | NeedStatus::Rejected)),
        ("scoreNeed", "actionPlanId") => such(ActionPlanStatus::is_decided),
        ("changeActionPlan", "id") | ("addPlanPriority", "actionPlanId") | ("addPlanGoal", "priorityId") => {
            such(ActionPlanStatus::takes_changes)
        }
        ("noteGoalValue", "planGoalId") => json!({ "plan": such(ActionPlanStatus::takes_readings) }),
        (
            "endorseNeed"
            | "adoptActionPlan"
            | "establishIndustryCouncil"
            | "advanceIndustryCouncil"
            | "dissolveCouncil"
            | "makeHubPermanent",
            "decisionId",
        ) => {
            // It is referred to by its paragraph, which it has when its meeting is closed.
            let closed = at_meeting(&[Meeting::Held, Meeting::MinutesDraft, Meeting::MinutesApproved]);
            both(such(CouncilDecisionStatus::is_adopted), closed)
        }
        ("nominateParticipant" | "applyForPlace", "occasionId") => {
            let open = json!({ "effort": such(EffortStatus::takes_enrolments) });
            both(such(|one: OccasionStatus| !one.is_over()), open)
        }
        ("addSession", "occasionId") => such(|one: OccasionStatus| !one.is_over()),
        ("rescheduleOccasion", "id") => {
            both(such(OccasionStatus::is_to_come), json!({ "effort": such(EffortStatus::takes_occasions) }))
        }
        ("planOccasion", "effortId") | ("reviseEffort", "id") => such(EffortStatus::takes_occasions),
        ("changeProcurement" | "changeProcurementRequirement", "id")
        | ("addProcurementRequirement", "procurementId") => such(ProcurementStatus::takes_changes),
        ("registerQuote", "procurementId") => by_method(ProcurementStatus::takes_quotes),
        // What is judged is awarded.
        ("evaluateQuote" | "awardProcurement", "id") | ("awardProcurement", "quoteId") => {
            by_method(ProcurementStatus::takes_judgements)
        }
        ("amendContract", "procurementId") => such(ProcurementStatus::takes_amendments),
        ("procureEffort", "procurementId") => such(|one: ProcurementStatus| !one.is_over()),
        ("reviseProject" | "changeProjectTarget" | "followUpProjectTarget", "id")
        | ("addProjectPartner" | "setProjectTarget" | "addPrincipleMeasure", "projectId") => {
            such(|one: ProjectStatus| !one.has_ended())
        }
        ("reviseHub" | "changeHubFunding", "id") | (_, "hubId") if is_of("Hub") => such(HubStatus::is_open),
        // Whoever has a role for a council, or came through it, has that still when it is dissolved.
        ("assignRole" | "registerParticipation" | "saveQuestion", "councilId") => return None,
        (_, "councilId" | "parentId") if is_of("Council") => such(CouncilStatus::is_open),
        (_, "industryCouncilId") if is_of("IndustryCouncil") => such(IndustryCouncilStatus::is_open),
        ("nameRepresentative", "membershipId") => such(MembershipStatus::takes_representatives),
        ("changeCouncilMeeting", "id") => such(|one: Meeting| matches!(one, Meeting::Planned | Meeting::Convened)),
        ("announceMinutes", "id") => such(|one: Meeting| one == Meeting::MinutesApproved),
        ("addAgendaItem", "meetingId") => such(|one: Meeting| Meeting::TAKING_ITEMS.contains(&one)),
        ("changeAgendaItem" | "changePaper" | "supersedePaper", "id") | ("addPaper", "itemId") => {
            at_meeting(&Meeting::UNAPPROVED)
        }
        ("recordPresence", "meetingId") => such(|one: Meeting| Meeting::TAKING_PRESENCE.contains(&one)),
        ("recordItemNote", "itemId") => {
            // What was announced at the meeting is put into words until its minutes are approved.
            let announced = both(at_meeting(&Meeting::TAKING_WORDS), json!({ "someNote": {} }));
            json!({ "or": [at_meeting(&[Meeting::InSession]), announced] })
        }
        ("withdrawItemNote", "id") => at_meeting(&Meeting::TAKING_WORDS),
        ("proposeDecision", "itemId") => at_meeting(&Meeting::TAKING_ITEMS),
        ("settleDecision" | "postponeDecision", "id") => at_meeting(&[Meeting::InSession]),
        ("recordVote", "decisionId") | ("withdrawVote", "id") => {
            let adopts = |one| machine::takes(decision::TRANSITIONS, one, DecisionVerb::Adopt);
            both(such(adopts), at_meeting(&[Meeting::InSession]))
        }
        ("planReflection", "materialId") => such(|one: MaterialStatus| one == MaterialStatus::Published),
        ("joinNetwork" | "planMeeting" | "publishMaterial", "networkId") => such(NetworkStatus::is_open),
        ("recordMeetingAttendance", "meetingId") => such(MeetingStatus::takes_attendance),
        ("requireSkill", "analysisId") => such(AnalysisStatus::takes_requirements),
        ("assessSkill", "analysisId") => such(AnalysisStatus::collects_data),
        ("supersedeAnalysis", "supersedingAnalysisId") => such(AnalysisStatus::may_supersede),
        ("draftPlan", "analysisId") => such(AnalysisStatus::takes_plans),
        ("addPlanLine", "planId")
        | ("supersedePlan", "supersedingPlanId")
        | ("changePlanLine" | "completePlanLine", "id") => such(|one: PlanStatus| !one.is_over()),
        _ => return None,
    })
}

/// The filter of what stands within the rows of a list, where that has a state of its own.
pub(super) fn within(command: &str, field: &str) -> Option<Value> {
    Some(match (command, field) {
        ("awardProcurement", "quoteId") => {
            such(|one: QuoteStatus| machine::takes(quote::TRANSITIONS, one, QuoteVerb::Accept))
        }
        ("completeChange", "id") => json!({ "doneOn": { "isNull": true } }),
        ("changePlanLine" | "completePlanLine", "id") => json!({ "doneOn": { "isNull": true } }),
        ("leaveNetwork", "id") => json!({ "leftOn": { "isNull": true } }),
        _ => return None,
    })
}
