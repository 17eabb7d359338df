use kernel::{Id, SequentialIds};

use super::*;
use crate::{
    action_plan::tests::{TODAY, WEIGHTS, adopted, draft},
    need::ReportNeed,
};

/// A need of the plans' own council: 120 people, 40 of whom there are.
fn need(council: u128, needed_by: Option<&str>) -> Need {
    let council: CouncilId = Id::new(&SequentialIds::starting_at(council));
    let input = r#"{ "title": "Batteriteknik", "basis": "BOTH", "cause": "TECHNOLOGY_SHIFT", "horizon": "MEDIUM",
        "targetGroup": "EMPLOYEES", "peopleNeeded": 120, "peopleNow": 40 }"#;
    let command = ReportNeed::read(&input.parse().expect("JSON")).expect("a need");
    let (need, _) =
        Need::report(Id::new(&SequentialIds::starting_at(700)), council, command, TODAY, 1).expect("reported");
    // It may have been reported before that day, and be scored after it.
    Need { needed_by: needed_by.map(|day| day.parse().expect("a date")), ..need }
}

fn command(need: &Need, plan: &ActionPlan) -> ScoreNeed {
    ScoreNeed {
        need: need.id,
        expected_version: 1,
        plan: plan.id,
        substitutability_gap: 40,
        equality_effect: 50,
        existing_supply: 10,
        rationale: None,
    }
}

fn scored(need: &Need, plan: &ActionPlan, endorsers: usize, earlier: Option<&mut NeedScore>) -> Result<NeedScore> {
    let id = Id::new(&SequentialIds::starting_at(if earlier.is_some() { 900 } else { 800 }));
    NeedScore::reckon(id, need, plan, endorsers, earlier, command(need, plan), TODAY).map(|(score, _)| score)
}

#[test]
fn a_score_is_reckoned_again_from_what_is_kept() {
    let score = scored(&need(0, None), &adopted(100, 2026), 2, None).expect("scored");
    let terms = Grounds {
        volume: 20 * 80,
        urgency: 25 * 50,
        substitutability_gap: 15 * 40,
        endorsements: 20 * 50,
        equality_effect: 10 * 50,
        existing_supply: -30 * 10,
    };
    assert_eq!((score.terms, score.score), (terms, 4_650));
    assert_eq!(score.recomputed(), score.score);
    assert_eq!(score.weights, WEIGHTS);
    assert_eq!(ScoreGround::ALL.iter().map(|ground| score.terms.of(*ground)).sum::<i32>(), score.score);
    assert_eq!(score.fact(ScoreGround::Volume).map(|(number, _)| number), Some(80));
    assert!(score.fact(ScoreGround::EqualityEffect).is_none(), "the hub judged that");
    for (days_left, told) in [(-30, (30, "dagar sedan det behövdes")), (1, (1, "dag till det behövs"))] {
        let late = NeedScore { days_left: Some(days_left), ..score.clone() };
        assert_eq!(late.fact(ScoreGround::Urgency).map(|(number, noun)| (number, noun.sv)), Some(told));
    }
}

#[test]
fn urgency_follows_the_day_and_else_the_horizon() {
    for (needed_by, urgency) in [
        (Some("2026-08-01"), 100),
        (Some("2027-03-02"), 100),
        (Some("2027-03-03"), 80),
        (Some("2027-09-02"), 50),
        (Some("2036-01-01"), 20),
        (None, 50),
    ] {
        let score = scored(&need(0, needed_by), &adopted(100, 2026), 1, None).expect("scored");
        assert_eq!(score.inputs.urgency, urgency, "{needed_by:?}");
    }
}

#[test]
fn no_ground_is_above_a_hundred() {
    let many = Need { people_needed: 5_000, ..need(0, None) };
    let score = scored(&many, &adopted(100, 2026), 9, None).expect("scored");
    assert_eq!((score.inputs.volume, score.inputs.endorsements), (100, 100));
    assert_eq!((score.people_lacking, score.endorsers), (4_960, 9), "what it came from is told");
}

#[test]
fn the_weights_are_those_of_a_plan_that_the_own_council_has_decided_on() {
    for (council, plan) in [(0, draft(100, 2026)), (50, adopted(100, 2026))] {
        let refused = scored(&need(council, None), &plan, 1, None);
        assert!(matches!(refused, Err(Error::Invalid { rule: rules::PLAN_GIVES_NO_WEIGHTS, .. })), "{refused:?}");
    }
}

#[test]
fn a_later_score_replaces_and_leaves_the_earlier_as_it_was() {
    let (need, plan) = (need(0, None), adopted(100, 2026));
    let mut first = scored(&need, &plan, 1, None).expect("scored");
    let before = first.score;
    let second = scored(&need, &plan, 3, Some(&mut first)).expect("scored anew");
    assert_eq!((first.score, second.score, second.earlier), (before, before + 20 * 50, Some(first.id)));
    assert_eq!([first.held_on(TODAY), second.held_on(TODAY)], [false, true]);
}
