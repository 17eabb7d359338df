use kernel::{Id, Rule, SequentialIds, error::rules as common};

use super::*;

pub(crate) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date");

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn id(seed: u128) -> ActionPlanId {
    Id::new(&SequentialIds::starting_at(seed))
}

/// Those of every plan here.
pub(crate) const WEIGHTS: ScoreWeights = ScoreWeights {
    volume: 20,
    urgency: 25,
    substitutability_gap: 15,
    endorsements: 20,
    equality_effect: 10,
    existing_supply: 30,
};

/// A draft of one council's.
pub(crate) fn draft(seed: u128, year: i32) -> ActionPlan {
    let command = DraftActionPlan {
        council: Id::new(&SequentialIds::starting_at(0)),
        year,
        title: "Handlingsplan".into(),
        text: None,
        weights: WEIGHTS,
    };
    ActionPlan::draft(id(seed), command).expect("drafted").0
}

fn decision(plan: &ActionPlan) -> AdoptActionPlan {
    AdoptActionPlan {
        id: plan.id,
        expected_version: plan.version,
        decision: None,
        adopted_on: Some(day("2026-02-10")),
        decision_reference: Some("Protokoll 2026:1 § 7".into()),
    }
}

/// One with a goal, adopted on 2026-02-10.
pub(crate) fn adopted(seed: u128, year: i32) -> ActionPlan {
    with_goal(draft(seed, year))
}

fn with_goal(mut plan: ActionPlan) -> ActionPlan {
    plan.count_priority().expect("a priority");
    plan.count_goal().expect("a goal");
    plan.consult(TODAY, TODAY).expect("sent out");
    plan.adopt(decision(&plan), None, TODAY).expect("adopted");
    plan
}

fn revising(plan: &ActionPlan, year: Option<i32>, title: Option<&str>) -> ReviseActionPlan {
    ReviseActionPlan { id: plan.id, expected_version: plan.version, year, title: title.map(str::to_owned) }
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> Rule {
    match result {
        Err(Error::Refused { rule, .. } | Error::Invalid { rule, .. }) => rule,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plan_is_adopted_by_a_decision_after_consultation_and_with_goals() {
    let mut plan = draft(100, 2026);
    assert_eq!(rule(plan.adopt(decision(&plan), None, TODAY)), common::TRANSITION_IS_NOT_ALLOWED);
    assert_eq!(rule(plan.consult(day("2026-08-31"), TODAY)), rules::CONSULTATION_ENDS_BEFORE_TODAY);
    plan.consult(TODAY, TODAY).expect("sent out");
    assert_eq!(rule(plan.adopt(decision(&plan), None, TODAY)), rules::ACTION_PLAN_HAS_NO_GOALS);
    plan.count_goal().expect("a goal is added while opinions are asked for");
    let groundless = AdoptActionPlan { decision_reference: None, ..decision(&plan) };
    assert_eq!(rule(plan.adopt(groundless, None, TODAY)), common::FIELD_IS_REQUIRED);
    plan.adopt(decision(&plan), None, TODAY).expect("adopted");
    assert_eq!(rule(plan.count_goal()), rules::ACTION_PLAN_IS_ADOPTED);
    assert_eq!(plan.decision_reference.as_deref(), Some("Protokoll 2026:1 § 7"));
}

#[test]
fn a_plan_is_in_force_from_its_years_first_day_at_the_earliest() {
    let (mut plan, first) = (adopted(100, 2027), day("2027-01-01"));
    let eve = first.pred_opt().expect("a day");
    assert_eq!(rule(plan.bring_into_force(eve, first, &[], None)), rules::PLAN_YEAR_HAS_NOT_BEGUN);
    plan.bring_into_force(first, first, &[], None).expect("in force");
    assert_eq!([plan.held_on(eve), plan.held_on(first)], [false, true]);
}

#[test]
fn one_plan_is_in_force_for_a_council_and_year() {
    let (mut first, mut second) = (adopted(100, 2026), adopted(200, 2026));
    let early = first.bring_into_force(day("2026-02-09"), TODAY, &[], None);
    assert_eq!(rule(early), rules::PLAN_STEP_IS_TOO_EARLY);
    first.bring_into_force(day("2026-03-01"), TODAY, &[], None).expect("in force");
    let in_force = [first.clone()];
    let beside = second.bring_into_force(TODAY, TODAY, &in_force, None);
    assert_eq!(rule(beside), rules::ANOTHER_PLAN_IS_IN_FORCE);
    assert_eq!(second.status, ActionPlanStatus::Adopted);
    let command = CloseActionPlan {
        id: first.id,
        expected_version: 1,
        follow_up: "Två av tre mål nåddes".into(),
        closed_on: Some(day("2026-02-28")),
    };
    assert_eq!(rule(first.close(command.clone(), TODAY)), rules::PLAN_STEP_IS_TOO_EARLY);
    first.close(CloseActionPlan { closed_on: None, ..command }, TODAY).expect("closed");
    let (eve, has_been) = (TODAY.pred_opt().expect("a day"), [first.clone()]);
    let on_one_day = second.bring_into_force(eve, TODAY, &has_been, None);
    assert_eq!(rule(on_one_day), rules::ANOTHER_PLAN_IS_IN_FORCE, "the first was in force that day");
    second.bring_into_force(TODAY, TODAY, &has_been, None).expect("its place is free");
}

#[test]
fn a_plan_is_in_force_until_its_new_version_is() {
    let mut first = adopted(100, 2026);
    assert_eq!(rule(first.revise(id(200), revising(&first, None, None), &[])), common::TRANSITION_IS_NOT_ALLOWED);
    first.bring_into_force(day("2026-03-01"), TODAY, &[], None).expect("in force");
    assert_eq!(
        rule(first.revise(id(200), revising(&first, Some(2025), None), &[])),
        rules::REVISION_IS_FOR_AN_EARLIER_YEAR
    );
    let (next, _) = first.revise(id(200), revising(&first, None, None), &[]).expect("a new version");
    assert_eq!((next.edition, next.revises, next.goals), (2, Some(first.id), 0));
    let again = first.revise(id(300), revising(&first, None, None), std::slice::from_ref(&next));
    assert_eq!(rule(again), rules::ACTION_PLAN_IS_BEING_REVISED);
    let mut next = with_goal(next);
    assert_eq!(first.status, ActionPlanStatus::InForce);
    let in_force = [first.clone()];
    let (_, over) = next.bring_into_force(TODAY, TODAY, &in_force, Some(&mut first)).expect("in force");
    assert!(over.is_some());
    assert_eq!((first.status, first.ended_on), (ActionPlanStatus::Revised, Some(TODAY)));
    let eve = TODAY.pred_opt().expect("a day");
    assert_eq!([first.held_on(eve), next.held_on(eve)], [true, false]);
    assert_eq!([first.held_on(TODAY), next.held_on(TODAY)], [false, true]);
}

#[test]
fn a_new_version_is_called_by_its_year_unless_it_is_called_something_else() {
    let mut plan = adopted(100, 2026);
    plan.title = "Handlingsplan 2026".into();
    plan.bring_into_force(day("2026-03-01"), TODAY, &[], None).expect("in force");
    let called = |year, title| plan.revise(id(200), revising(&plan, year, title), &[]).expect("a new version").0.title;
    assert_eq!(called(None, None), "Handlingsplan 2026");
    assert_eq!(called(Some(2027), None), "Handlingsplan 2027");
    assert_eq!(called(Some(2027), Some(" Vägen framåt ")), "Vägen framåt");
    let faults = match plan.revise(id(200), revising(&plan, Some(2025), Some(&"x".repeat(201))), &[]) {
        Err(Error::SeveralInvalid(faults)) => faults,
        other => panic!("both the title and the year are wrong: {other:?}"),
    };
    assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["title", "year"]);
}

#[test]
fn the_usual_weights_are_those_of_a_plan_that_states_none() {
    let none = ScoreWeights::read(&"{}".parse().expect("JSON")).expect("the defaults");
    assert_eq!(none, ScoreWeights::USUAL);
}

#[test]
fn a_plan_weighs_something_and_all_that_is_wrong_is_told_at_once() {
    const NONE: ScoreWeights = ScoreWeights {
        volume: 0,
        urgency: 0,
        substitutability_gap: 0,
        endorsements: 0,
        equality_effect: 0,
        existing_supply: 0,
    };
    let drafted = |title: &str, weights| {
        let council = Id::new(&SequentialIds::starting_at(0));
        let command = DraftActionPlan { council, year: 2026, title: title.into(), text: None, weights };
        ActionPlan::draft(id(100), command)
    };
    assert_eq!(rule(drafted("Handlingsplan", NONE)), rules::PLAN_WEIGHTS_ARE_ALL_ZERO);
    assert!(drafted("Handlingsplan", ScoreWeights { existing_supply: 1, ..NONE }).is_ok());
    let faults = match drafted("", NONE) {
        Err(Error::SeveralInvalid(faults)) => faults,
        other => panic!("both the title and the weights are wrong: {other:?}"),
    };
    assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["title", "weights"]);
    let mut plan = draft(100, 2026);
    let change = ChangeActionPlan { id: plan.id, expected_version: 1, title: "Plan".into(), text: None, weights: NONE };
    assert_eq!(rule(plan.change(change)), rules::PLAN_WEIGHTS_ARE_ALL_ZERO);
    assert_eq!(plan.weights, WEIGHTS);
}
