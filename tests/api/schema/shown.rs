//! What the API tells of an object stands on its page, or is left out for a reason.

use std::collections::BTreeSet;

use async_graphql::parser::types::TypeKind;
use gateway::objects::node::shown_objects;
use libtest_mimic::Trial;

use super::{parsed, types};
use crate::harness::trial::plain;

pub fn tests() -> Vec<Trial> {
    plain![what_is_told_of_an_object_is_on_its_page_or_left_out_for_a_reason]
}

/// Fields that pages do not show, by type; of every type where none is named.
const LEFT_OUT: &[(&str, &[&str], &str)] = &[
    ("", &["id", "version", "possibleSteps"], "stands elsewhere on every page, or is for programs"),
    ("", &["heldOn", "paysOn", "runningOn", "runsOn", "statusOn"], "answers of a day that is asked for"),
    ("", &["equality"], "tables of statistics, which have questions of their own"),
    ("Council", &["decisionLeadTime"], "a table of statistics, which has a question of its own"),
    ("Effort", &["enrolmentCounts", "outcomeCounts"], "tables of statistics, which have questions of their own"),
    ("Project", &["participantCount"], "a figure of statistics, which has a question of its own"),
    ("Project", &["organisationCount"], "the page lists the partners themselves"),
    ("PlanGoal", &["figure"], "the page asks for it by itself: the budget of statistics may be spent"),
    ("NeedScore", &["inputs", "weights", "recomputed"], "its terms tell them, ground by ground"),
    ("Need", &["triage"], "few may read it, and it has a page of its own"),
    ("ParticipationSpell", &["participation"], "what it is called names it"),
    ("Enrolment", &["participant"], "what it is called names her, to whoever may read it"),
    ("NetworkMember", &["participant"], "who a person is is told to whoever asks for it"),
    ("Outcome", &["participant"], "what it is called names her, to whoever may read it"),
    ("Participation", &["participant"], "what it is called names her, to whoever may read it"),
    ("Participation", &["sensitive"], "is read for a purpose that is stated"),
    ("EducationEvent", &["kmFrom"], "an answer of a municipality that is asked for"),
    ("Employee", &["participantId"], "an id, for programs"),
    ("Employee", &["assessableAnalyses"], "the form where they are assessed offers them"),
    ("RoleAssignment", &["participantId"], "an id, for programs"),
    ("SavedQuestion", &["createdBy", "updatedBy"], "who wrote it is told to its owner's own, who ask for it"),
];

fn what_is_told_of_an_object_is_on_its_page_or_left_out_for_a_reason() {
    let document = parsed(&gateway::schema::sdl(false));
    let (mut missing, mut used) = (Vec::new(), BTreeSet::new());
    for object in shown_objects() {
        let of = types(&document).find(|of| of.name.node == object.name);
        let Some(TypeKind::Object(of)) = of.map(|of| &of.kind) else { panic!("{} is no type", object.name) };
        let shown: BTreeSet<&str> = object.fields.iter().map(|field| field.name).collect();
        for field in &of.fields {
            let name = field.node.name.node.as_str();
            let left_out = LEFT_OUT
                .iter()
                .position(|(of, names, _)| (of.is_empty() || *of == object.name) && names.contains(&name));
            match (shown.contains(name), left_out) {
                (false, Some(at)) => used.extend([(at, name.to_owned())]),
                (false, None) => missing.push(format!("{}.{name}", object.name)),
                (true, _) => {}
            }
        }
    }
    assert!(missing.is_empty(), "on no page: {missing:?}");
    for (at, (of, names, _)) in LEFT_OUT.iter().enumerate() {
        let stale: Vec<_> = names.iter().filter(|name| !used.contains(&(at, (**name).to_owned()))).collect();
        assert!(stale.is_empty(), "shown, or not there any more: {of} {stale:?}");
    }
}
