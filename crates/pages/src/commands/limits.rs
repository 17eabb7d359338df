//! What may be chosen in a command's fields, beyond what its table says: what the service refuses for other reasons than the
//! steps of a state machine, and what only some of those who may do the command may choose.

use access::{Action, Breadth, Role, policy};
use chrono::{Datelike, NaiveDate};
use graph::MutationField;
use kernel::command::{Field, Kind};
use serde_json::{Value, json};

use super::{
    Reader,
    form::{STEP, is_step, subject_of},
    lists::{List, all, list_of},
};

/// The roles of a council, which its process leader gives and takes back.
const OF_COUNCIL: [&str; 4] = ["COUNCIL_CHAIR", "COUNCIL_MEMBER", "ADJUNCT", "PROCESS_LEADER"];

/// What one of several roles that may do a command does with it, by reach: who nominates, and who applies.
const ONLY_FOR: &[(&str, &[Breadth])] = &[
    ("nominateParticipant", &[Breadth::Organisation, Breadth::Hub]),
    ("applyForPlace", &[Breadth::Person, Breadth::Hub]),
];

/// What a command reads on its way, where not everyone who may do it may read that.
const READS: &[(&str, Action)] = &[("reportCommonGap", Action::ReadCommonGaps)];

/// Whether one of the reader's roles may do the command somewhere.
pub(super) fn may(reader: &Reader, row: &MutationField) -> bool {
    let roles = || reader.request.actor.assignments.iter().map(|held| held.role);
    let reaches = |breadths: &[Breadth]| {
        roles().any(|role| row.actions.iter().any(|action| breadths.contains(&policy::breadth(role, *action))))
    };
    let only = ONLY_FOR.iter().find(|(name, _)| *name == row.name);
    let reads = READS.iter().find(|(name, _)| *name == row.name);
    row.is_for(roles())
        && only.is_none_or(|(_, breadths)| reaches(breadths))
        && reads.is_none_or(|(_, action)| policy::permit(&reader.request, *action).is_ok())
}

/// Whether the reader may choose this value of an enumeration.
pub(super) fn may_choose(reader: &Reader, row: &MutationField, field: &str, code: &str) -> bool {
    let does = |action| policy::permit(&reader.request, action).is_ok();
    match (row.name, field) {
        ("advanceEffort", STEP) => code != "APPROVE" || does(Action::ApproveEffort),
        ("approveMinutes", "signatory") => {
            does(if code == "CHAIR" { Action::ChairMeeting } else { Action::VerifyMinutes })
        }
        ("advanceEnrolment", STEP) => matches!(code, "CONFIRM" | "WITHDRAW") || does(Action::ManageEnrolment),
        ("assignRole", "role") => {
            let all = policy::view(&reader.request, Action::ManageRoles).scope().all;
            code != "PUBLIC" && (all || OF_COUNCIL.contains(&code))
        }
        _ => true,
    }
}

/// Whether the command takes this step of its object's state machine, by one who may take it.
pub(super) fn takes(reader: &Reader, row: &MutationField, step: &str) -> bool {
    let chosen = row.table.fields.iter().find_map(|field| match field.kind {
        Kind::Choice(enumeration) if field.name == STEP => Some((enumeration.values)()),
        _ => None,
    });
    match chosen {
        Some(values) => {
            let mut those = values.iter().filter(|value| may_choose(reader, row, STEP, &value.code));
            those.any(|value| is_step(step, &value.code))
        }
        None => row.steps.contains(&step),
    }
}

/// Whether the command takes a step at all; what takes none may be done in any state.
pub(super) fn is_step_of(row: &MutationField) -> bool {
    !row.steps.is_empty() || row.table.fields.iter().any(|field| field.name == STEP)
}

/// Those of a list that may be chosen in a command's field; nothing where all may.
pub(super) fn filter(reader: &Reader, row: &MutationField, field: &Field, today: NaiveDate) -> Option<Value> {
    let Kind::Reference(prefix) = field.kind else { return None };
    let list = list_of(prefix)?;
    let is_subject = subject_of(row.table).is_some_and(|subject| subject.name == field.name);
    let by_state = (is_subject && is_step_of(row)).then(|| list.allowing(&|step| takes(reader, row, step)));
    // What is said to be whose is one's own.
    let is_owner = matches!((row.name, field.name), ("saveQuestion" | "assignRole", name) if name != "id" && name != "sharedCouncilId");
    // What is made after another is made after any that the reader sees.
    let is_template = (row.name, field.name) == ("reuseEffort", "templateId");
    // A council is dissolved by a decision of the one that it works under.
    let is_of_others = (row.name, field.name) == ("dissolveCouncil", "decisionId");
    let reach = match (is_owner, is_template || is_of_others) {
        (true, _) => list.own(reader, row.actions),
        (false, true) => None,
        (false, false) => list.within_reach(reader, row.actions),
    };
    let filters = [reach, by_state.flatten(), further(reader, row.name, field.name, list, today)];
    all(filters.into_iter().flatten().collect())
}

fn further(reader: &Reader, command: &str, field: &str, list: &List, today: NaiveDate) -> Option<Value> {
    let in_status = |codes: &[&str]| Some(json!({ "status": { "in": codes } }));
    let not_over = json!({ "status": { "in": ["PLANNED", "CONFIRMED", "ONGOING"] } });
    match (command, field) {
        ("nominateParticipant" | "applyForPlace", "occasionId") => {
            let open = json!({ "effort": { "status": { "in": ["OPEN", "RUNNING"] } }, "endsOn": { "from": today } });
            all(vec![not_over, open])
        }
        ("addSession", "occasionId") => Some(not_over),
        ("planOccasion", "effortId") | ("reviseEffort", "id") => Some(json!({ "not": { "status": {
            "in": ["COMPLETED", "FOLLOWED_UP", "CLOSED", "CANCELLED"] } } })),
        ("reuseEffort", "templateId") => Some(json!({ "reusable": { "eq": true } })),
        ("recordOutcome", "enrolmentId") => Some(json!({ "endedOn": { "isNull": false } })),
        ("supersedeOutcome", "id") => in_status(&["RECORDED"]),
        ("withdrawEndorsement", "id") => Some(json!({ "someEndorsement": { "status": { "eq": "VALID" } } })),
        ("endRole", "id") => {
            let held = json!({ "or": [{ "validTo": { "isNull": true } }, { "validTo": { "from": today } }] });
            let everyone = policy::view(&reader.request, Action::ManageRoles).scope().all;
            let own = (!everyone).then(|| json!({ "role": { "in": OF_COUNCIL } }));
            all([Some(held), own].into_iter().flatten().collect())
        }
        ("triageNeed", "needId") => Some(json!({ "not": { "triage": { "score": { "gte": -10_000 } } } })),
        // What is published is changed by whoever may publish it.
        ("saveQuestion", "id") if policy::permit(&reader.request, Action::PublishQuestion).is_err() => {
            Some(json!({ "status": { "ne": "PUBLISHED" } }))
        }
        ("mergeNeed", "intoId") => Some(json!({ "not": { "status": { "in": ["MERGED", "REJECTED"] } } })),
        ("changeActionPlan", "id") | ("addPlanPriority", "actionPlanId") | ("addPlanGoal", "priorityId") => {
            in_status(&["DRAFT", "CONSULTATION"])
        }
        ("noteGoalValue", "planGoalId") => Some(json!({ "plan": { "status": { "eq": "IN_FORCE" } } })),
        ("changeProcurement" | "changeProcurementRequirement", "id")
        | ("addProcurementRequirement", "procurementId") => in_status(&["PLANNED"]),
        ("registerQuote", "procurementId") => Some(json!({ "or": [{ "status": { "eq": "REQUEST_PUBLISHED" } },
            { "status": { "eq": "PLANNED" }, "method": { "eq": "DIRECT" } }] })),
        ("evaluateQuote", "id") | ("awardProcurement", "quoteId") => in_status(&["PLANNED", "EVALUATION"]),
        ("amendContract", "procurementId") => in_status(&["CONTRACTED"]),
        ("procureEffort", "procurementId") => {
            Some(json!({ "not": { "status": { "in": ["DELIVERED", "CLOSED", "CANCELLED"] } } }))
        }
        ("scoreNeed", "needId") => in_status(&["ENDORSED", "PRIORITISED"]),
        ("scoreNeed", "actionPlanId") => in_status(&["ADOPTED", "IN_FORCE"]),
        (_, "hubId") if list.of == "Hub" => Some(json!({ "status": { "ne": "CLOSED" } })),
        ("inviteMember" | "establishIndustryCouncil" | "foundCouncil", "councilId" | "parentId") => {
            Some(json!({ "status": { "ne": "DISSOLVED" } }))
        }
        ("adoptCharter" | "openSeat", "councilId")
        | ("adoptCharter" | "openSeat" | "inviteMember" | "assessSignal" | "foundCouncil", "industryCouncilId") => {
            Some(json!({ "status": { "ne": "DISSOLVED" } }))
        }
        ("bringActionPlanIntoForce", "id") => Some(json!({ "year": { "lte": today.year() } })),
        ("closeSeat", "id") | ("inviteMember", "councilSeatId") => Some(json!({ "closedOn": { "isNull": true } })),
        ("nameRepresentative", "membershipId") => in_status(&["ACCEPTED", "ACTIVE", "ON_LEAVE"]),
        ("endRepresentation", "id") => Some(json!({ "someRepresentative": { "or": [{ "validTo": { "isNull": true } },
            { "validTo": { "from": today.succ_opt() } }] } })),
        ("reviseHub", "id") => Some(json!({ "status": { "ne": "CLOSED" } })),
        ("reviseProject", "id") | ("addProjectPartner" | "setProjectTarget" | "addPrincipleMeasure", "projectId") => {
            Some(json!({ "not": { "status": { "in": ["CLOSED", "REJECTED", "TERMINATED"] } } }))
        }
        ("changeWorkplace" | "closeWorkplace", "id") => Some(json!({ "closedOn": { "isNull": true } })),
        ("withdrawMaterial", "id") | ("planReflection", "materialId") => in_status(&["PUBLISHED"]),
        ("completeChange", "id") => Some(json!({ "someAgreedChange": { "doneOn": { "isNull": true } } })),
        ("recordLearningSpread", "reflectionId") => {
            Some(json!({ "kind": { "eq": "STAFF_MEETING_SHARING" }, "heldOn": { "isNull": false } }))
        }
        ("joinNetwork" | "planMeeting", "networkId") => Some(json!({ "status": { "ne": "CLOSED" } })),
        ("recordMeetingAttendance", "meetingId") => Some(json!({ "status": { "in": ["HELD", "DOCUMENTED"] } })),
        ("changeCouncilMeeting", "id") => in_status(&["PLANNED", "CONVENED"]),
        ("openCouncilMeeting", "id") => Some(json!({ "meetsOn": { "to": today } })),
        ("announceMinutes", "id") => Some(json!({ "status": { "eq": "MINUTES_APPROVED" }, "isPublic": { "eq": true },
                "announcedOn": { "isNull": true } })),
        ("addAgendaItem", "meetingId") => in_status(&["PLANNED", "CONVENED", "IN_SESSION"]),
        ("addAgendaItem", "continuesId") => {
            Some(json!({ "someDecision": { "status": { "eq": "POSTPONED" } }, "not": { "someContinuation": {} } }))
        }
        ("changeAgendaItem", "id") => {
            Some(json!({ "meeting": { "not": { "status": { "in": ["MINUTES_APPROVED", "CANCELLED"] } } } }))
        }
        ("addPaper", "itemId") => {
            Some(json!({ "meeting": { "not": { "status": { "in": ["MINUTES_APPROVED", "CANCELLED"] } } } }))
        }
        ("changePaper" | "supersedePaper", "id") => Some(json!({ "superseded": { "eq": false },
            "meeting": { "not": { "status": { "in": ["MINUTES_APPROVED", "CANCELLED"] } } } })),
        ("recordPresence", "meetingId") => in_status(&["CONVENED", "IN_SESSION"]),
        ("recordPresence", "membershipId") => in_status(&["ACTIVE", "ON_LEAVE"]),
        // Who has sat, though it be over.
        ("recordVote" | "recordItemNote", "membershipId") => in_status(&["ACTIVE", "ON_LEAVE", "ENDED"]),
        ("recordItemNote" | "withdrawItemNote", "itemId" | "id") => {
            Some(json!({ "meeting": { "status": { "in": ["IN_SESSION", "HELD", "MINUTES_DRAFT"] } } }))
        }
        ("proposeDecision", "itemId") => Some(json!({ "kind": { "in": ["DECISION", "ENDORSEMENT"] },
            "meeting": { "status": { "in": ["PLANNED", "CONVENED", "IN_SESSION"] } } })),
        ("settleDecision" | "postponeDecision", "id") => {
            Some(json!({ "meeting": { "status": { "eq": "IN_SESSION" } } }))
        }
        ("recordVote", "decisionId") => {
            Some(json!({ "status": { "eq": "PROPOSED" }, "meeting": { "status": { "eq": "IN_SESSION" } } }))
        }
        ("endorseNeed", "decisionId") => Some(json!({ "status": { "in": ["ADOPTED", "EXECUTED"] }, "endorses": {} })),
        ("dissolveCouncil", "decisionId") => {
            Some(json!({ "status": { "in": ["ADOPTED", "EXECUTED"] }, "not": { "endorses": {} } }))
        }
        (
            "adoptActionPlan" | "establishIndustryCouncil" | "advanceIndustryCouncil" | "makeHubPermanent",
            "decisionId",
        ) => {
            let of_another_kind = json!({ "or": [{ "endorses": {} }, { "industryCouncil": {} }] });
            Some(json!({ "status": { "in": ["ADOPTED", "EXECUTED"] }, "not": of_another_kind }))
        }
        ("leaveNetwork", "id") => Some(json!({ "leftOn": { "isNull": true } })),
        ("recordSustainedResult", "earlierId") => Some(json!({ "followedOn": { "isNull": true } })),
        ("requireSkill", "analysisId") => in_status(&["STARTED", "DATA_COLLECTION"]),
        // One's own level is assessed in what one's employment tells of (`choices.rs`), not in what another role reads.
        ("assessSkill", "analysisId") => {
            let grant = policy::view(&reader.request, Action::AssessSkill);
            let employers: Vec<String> = grant.scope().organisations.iter().map(|id| id.public()).collect();
            Some(json!({ "status": { "in": ["DATA_COLLECTION"] }, "organisationId": { "in": employers } }))
        }
        // The parts that the reader speaks for, of which one has not validated.
        ("validateAnalysis", "id") => {
            let is = |role| reader.request.actor.assignments.iter().any(|held| held.role == role);
            let parts = [(Role::OrgContact, "managementValidatedOn"), (Role::UnionRep, "unionValidatedOn")];
            let own = parts.into_iter().filter(|(role, _)| is(*role));
            let missing: Vec<Value> = own.map(|(_, part)| json!({ part: { "isNull": true } })).collect();
            Some(json!({ "or": missing }))
        }
        ("supersedeAnalysis", "supersedingAnalysisId") => in_status(&["PUBLISHED"]),
        ("endEmployment", "id") => Some(json!({ "employedTo": { "isNull": true } })),
        ("addPlanLine", "planId") | ("supersedePlan", "supersedingPlanId") => {
            Some(json!({ "not": { "status": { "in": ["COMPLETED", "SUPERSEDED"] } } }))
        }
        ("changePlanLine" | "completePlanLine", "id") => Some(json!({ "someLine": { "doneOn": { "isNull": true } } })),
        _ => None,
    }
}
