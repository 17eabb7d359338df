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
    taken,
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
    // What is said to be whose is one's own.
    let is_owner = matches!((row.name, field.name), ("saveQuestion" | "assignRole", name) if name != "id" && name != "sharedCouncilId");
    // What is made after another, or taken up of another, is any that the reader sees; a council is dissolved by a decision of the one
    // that it works under.
    let is_of_others = matches!(
        (row.name, field.name),
        ("reuseEffort", "templateId") | ("reuseLesson", "lessonId") | ("dissolveCouncil", "decisionId")
    );
    let reach = match (is_owner, is_of_others) {
        (true, _) => list.own(reader, row.actions),
        (false, true) => None,
        (false, false) => list.within_reach(reader, row.actions),
    };
    let by_state = match list.within {
        "" => by_state(reader, row, field, list),
        _ => within(reader, row, field, today).and_then(|own| list.having(own)),
    };
    let taken = taken::rows(row.name, field.name, list);
    let filters = [reach, by_state, taken, further(reader, row.name, field.name, today)];
    all(filters.into_iter().flatten().collect())
}

/// Those of a list whose state allows a step that the command takes of what the field names.
fn by_state(reader: &Reader, row: &MutationField, field: &Field, list: &List) -> Option<Value> {
    takes_a_step_of(row, field).then(|| list.allowing(&|step| takes(reader, row, step))).flatten()
}

/// Whether what the field names is what the command takes a step of.
pub(super) fn takes_a_step_of(row: &MutationField, field: &Field) -> bool {
    is_step_of(row) && subject_of(row.table).is_some_and(|subject| subject.name == field.name)
}

/// Of what stands within the rows of a list, those that may be chosen in a command's field; nothing where all may.
pub(super) fn within(reader: &Reader, row: &MutationField, field: &Field, today: NaiveDate) -> Option<Value> {
    let Kind::Reference(prefix) = field.kind else { return None };
    let list = list_of(prefix).filter(|list| !list.within.is_empty())?;
    let further = match (row.name, field.name) {
        ("endRepresentation", "id") => {
            Some(json!({ "or": [{ "validTo": { "isNull": true } }, { "validTo": { "from": today.succ_opt() } }] }))
        }
        _ => None,
    };
    let filters = [by_state(reader, row, field, list), taken::within(row.name, field.name), further];
    all(filters.into_iter().flatten().collect())
}

/// Networks of projects that the reader's own organisations have a part in; nothing for whoever reaches them otherwise.
fn of_own_projects(reader: &Reader, action: Action) -> Option<Value> {
    own_projects(reader, action).map(|own| json!({ "project": own }))
}

/// Projects that the reader's own organisations have a part in; nothing for whoever reaches them otherwise.
fn own_projects(reader: &Reader, action: Action) -> Option<Value> {
    let grant = policy::view(&reader.request, action);
    let scope = grant.scope();
    if scope.all || scope.open || !scope.projects.is_empty() || !scope.persons.is_empty() {
        return None;
    }
    let own: Vec<String> = scope.organisations.iter().map(|id| id.public()).collect();
    let part = json!({ "somePartner": { "organisationId": { "in": own } } });
    Some(json!({ "or": [part, { "ownerId": { "in": own } }] }))
}

/// What a thing's own page asks besides, where a list asks it once another field is filled in: an organisation with a part in some
/// project joins its network.
pub(super) fn on_page(row: &MutationField, field: &Field) -> Option<Value> {
    ((row.name, field.name) == ("joinNetwork", "organisationId")).then(|| json!({ "somePartnership": {} }))
}

fn further(reader: &Reader, command: &str, field: &str, today: NaiveDate) -> Option<Value> {
    match (command, field) {
        ("nominateParticipant" | "applyForPlace", "occasionId") => Some(json!({ "endsOn": { "from": today } })),
        ("reuseEffort", "templateId") => Some(json!({ "reusable": { "eq": true } })),
        ("startEnrolment", "id") => Some(json!({ "not": { "occasion": { "status": { "eq": "CANCELLED" } } } })),
        ("recordOutcome", "enrolmentId") => Some(json!({ "endedOn": { "isNull": false } })),
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
        ("bringActionPlanIntoForce", "id") => Some(json!({ "year": { "lte": today.year() } })),
        ("closeSeat", "id") | ("inviteMember", "councilSeatId") => Some(json!({ "closedOn": { "isNull": true } })),
        ("changeWorkplace" | "closeWorkplace", "id") | ("planReflection" | "assessHealthFactor", "workplaceId") => {
            Some(json!({ "closedOn": { "isNull": true } }))
        }
        ("recordLearningSpread", "reflectionId") => {
            Some(json!({ "kind": { "eq": "STAFF_MEETING_SHARING" }, "heldOn": { "isNull": false } }))
        }
        ("planReflection", "projectId") => own_projects(reader, Action::LeadReflection),
        ("draftPlan" | "startAnalysis", "projectId") => own_projects(reader, Action::ManageAnalysis),
        ("joinNetwork", "networkId") => of_own_projects(reader, Action::JoinNetwork),
        ("publishMaterial", "networkId") => of_own_projects(reader, Action::PublishMaterial),
        ("openCouncilMeeting", "id") => Some(json!({ "meetsOn": { "to": today } })),
        ("announceMinutes", "id") => Some(json!({ "isPublic": { "eq": true }, "announcedOn": { "isNull": true } })),
        ("addAgendaItem", "continuesId") => {
            Some(json!({ "someDecision": { "status": { "eq": "POSTPONED" } }, "not": { "someContinuation": {} } }))
        }
        ("changePaper" | "supersedePaper", "id") => Some(json!({ "superseded": { "eq": false } })),
        ("recordPresence", "membershipId") => Some(json!({ "status": { "in": ["ACTIVE", "ON_LEAVE"] } })),
        // Who has sat, though it be over.
        ("recordVote" | "recordItemNote", "membershipId") => {
            Some(json!({ "status": { "in": ["ACTIVE", "ON_LEAVE", "ENDED"] } }))
        }
        ("proposeDecision", "itemId") => Some(json!({ "kind": { "in": ["DECISION", "ENDORSEMENT"] } })),
        ("endorseNeed", "decisionId") => Some(json!({ "endorses": {} })),
        ("dissolveCouncil", "decisionId") => Some(json!({ "not": { "endorses": {} } })),
        (
            "adoptActionPlan" | "establishIndustryCouncil" | "advanceIndustryCouncil" | "makeHubPermanent",
            "decisionId",
        ) => Some(json!({ "not": { "or": [{ "endorses": {} }, { "industryCouncil": {} }] } })),
        ("recordSustainedResult", "projectId") => Some(json!({ "endsOn": { "to": today.pred_opt() } })),
        ("recordSustainedResult", "earlierId") => Some(json!({ "followedOn": { "isNull": true } })),
        // One's own level is assessed in what one's employment tells of (`choices.rs`), not in what another role reads.
        ("assessSkill", "analysisId") => {
            let grant = policy::view(&reader.request, Action::AssessSkill);
            let employers: Vec<String> = grant.scope().organisations.iter().map(|id| id.public()).collect();
            Some(json!({ "organisationId": { "in": employers } }))
        }
        // The parts that the reader speaks for, of which one has not validated.
        ("validateAnalysis", "id") => {
            let is = |role| reader.request.actor.assignments.iter().any(|held| held.role == role);
            let parts = [(Role::OrgContact, "managementValidatedOn"), (Role::UnionRep, "unionValidatedOn")];
            let own = parts.into_iter().filter(|(role, _)| is(*role));
            let missing: Vec<Value> = own.map(|(_, part)| json!({ part: { "isNull": true } })).collect();
            Some(json!({ "or": missing }))
        }
        ("endEmployment", "id") => Some(json!({ "employedTo": { "isNull": true } })),
        _ => None,
    }
}
