use kernel::{Clock, Id, SystemClock, id::SequentialIds};

use super::*;
use crate::port::Award;

const BUDGET: Money = Money::kronor(120_000);
const GOALS: &str = "Tio operatörer ställer om maskinerna själva";

fn plan(ids: &SequentialIds) -> PlanEffort {
    PlanEffort {
        hub: Id::new(ids),
        project: None,
        provider: None,
        title: "CNC-teknik".into(),
        description: None,
        kind: EffortKind::Course,
        delivery: Delivery::Place,
        target_group: TargetGroup::Employees,
        codes: EffortCodes { sni: Some("25".into()), ..EffortCodes::default() },
        hours: 40,
        reusable: true,
        accessibility: None,
        evidence: None,
        target: None,
        path: Some(Path::AdaptExisting),
        budget: Some(BUDGET),
        budget_line: Some("Utbildning".into()),
        goals: Some(GOALS.into()),
        referred_to: None,
        referral: None,
        referred_on: None,
        open_to_all: true,
        eligible_situations: Vec::new(),
        eligible_occupations: Vec::new(),
        eligible_counties: Vec::new(),
        parties_only: false,
    }
}

fn effort(status: EffortStatus) -> Effort {
    let ids = SequentialIds::starting_at(7);
    let (mut effort, event) =
        Effort::plan(Id::new(&ids), Id::new(&ids), plan(&ids), SystemClock.now()).expect("a plan");
    assert_eq!((effort.status, event.name), (EffortStatus::Idea, "EffortPlanned"));
    effort.status = status;
    effort
}

const FIRM: Ground = Ground {
    occasions: 1,
    with_room: 1,
    unfinished: 0,
    taking_part: 0,
    without_outcome: 0,
    without_follow_up: 0,
    follow_up_due_on: None,
    has_measure: true,
};

#[test]
fn every_step_outside_the_table_is_refused() {
    for &from in EffortStatus::ALL {
        for &verb in EffortVerb::ALL {
            let mut effort = effort(from);
            let to = TRANSITIONS.iter().find(|(at, by, _)| (*at, *by) == (from, verb)).map(|(_, _, to)| *to);
            match (to, effort.take(verb, Some("skäl"), None, &FIRM)) {
                (Some(to), Ok(event)) => {
                    assert_eq!((effort.status, event.from, event.to), (to, Some(from.as_str()), Some(to.as_str())));
                }
                (None, Err(Error::Refused { rule, .. })) => {
                    assert_eq!((rule, effort.status), (common::TRANSITION_IS_NOT_ALLOWED, from));
                }
                (to, outcome) => panic!("{from} {verb}: {to:?} {outcome:?}"),
            }
        }
    }
}

#[test]
fn the_ground_must_bear_the_step() {
    use {EffortStatus as S, EffortVerb as V};
    let refused = |from, verb, ground: Ground| match effort(from).take(verb, None, None, &ground) {
        Err(Error::Refused { rule, .. }) => rule,
        other => panic!("{other:?}"),
    };
    let still = Ground { taking_part: 1, ..FIRM };
    assert_eq!(refused(S::Sourcing, V::Schedule, Ground::default()), rules::EFFORT_HAS_NO_OCCASION);
    assert_eq!(refused(S::Postponed, V::Schedule, Ground::default()), rules::EFFORT_HAS_NO_OCCASION);
    assert_eq!(refused(S::Scheduled, V::Open, Ground { with_room: 0, ..FIRM }), rules::EFFORT_HAS_NO_ROOM);
    assert_eq!(refused(S::Running, V::Complete, still), rules::EFFORT_IS_STILL_GOING_ON);
    assert_eq!(refused(S::Running, V::Complete, Ground { unfinished: 1, ..FIRM }), rules::EFFORT_IS_STILL_GOING_ON);
    let missing = Ground { without_outcome: 2, ..FIRM };
    assert_eq!(refused(S::FollowedUp, V::Close, missing), rules::OUTCOMES_ARE_MISSING);
    assert!(effort(S::FollowedUp).take(V::Close, Some("Bortfall efter två påminnelser"), None, &missing).is_ok());
}

#[test]
fn an_effort_opens_by_a_decision_of_whom_it_is_open_to() {
    use {EffortStatus as S, EffortVerb as V};
    let undecided = |status| Effort { eligibility: Eligibility::default(), ..effort(status) };
    let refused = undecided(S::Scheduled).take(V::Open, None, None, &FIRM);
    let rule = crate::effort::eligibility_rules::ELIGIBILITY_IS_NOT_DECIDED;
    assert!(matches!(refused, Err(Error::Refused { rule: r, .. }) if r == rule), "{refused:?}");
    assert!(effort(S::Scheduled).take(V::Open, None, None, &FIRM).is_ok());
    // Once open, it is never left undecided; one that was open before anybody was asked stays as it is.
    for (mut effort, stays) in [(effort(S::Open), false), (undecided(S::Open), true), (effort(S::Scheduled), true)] {
        let emptied = ReviseEffort { open_to_all: false, ..revise(&effort) };
        assert_eq!(effort.revise(emptied, false, false).is_ok(), stays, "{}", effort.status);
    }
}

#[test]
fn an_effort_closes_when_everyone_is_followed_up_or_by_a_waiver() {
    use {EffortStatus as S, EffortVerb as V};
    let due = NaiveDate::from_ymd_opt(2027, 11, 30);
    let missing = Ground { without_follow_up: 3, follow_up_due_on: due, ..FIRM };
    match effort(S::FollowedUp).take(V::Close, Some("skäl"), None, &missing) {
        Err(Error::Refused { rule: rules::FOLLOW_UP_IS_MISSING, detail }) => {
            let sv = "personer utan uppföljning: 3; den sista kan följas upp från och med 2027-11-30";
            let en = "people without a follow-up: 3; the last can be followed up from 2027-11-30";
            assert_eq!((detail.sv.as_str(), detail.en.as_str()), (sv, en));
        }
        other => panic!("{other:?}"),
    }
    let mut waived = effort(S::FollowedUp);
    waived.take(V::Close, None, Some("Projektet är slut"), &missing).expect("a waiver with a reason");
    assert_eq!((waived.status, waived.follow_up_waiver.as_deref()), (S::Closed, Some("Projektet är slut")));
    let idle = effort(S::FollowedUp).take(V::Close, None, Some("Behövs inte"), &FIRM);
    assert!(matches!(idle, Err(Error::Invalid { rule: rules::FOLLOW_UP_IS_NOT_MISSING, .. })), "{idle:?}");
    let early = effort(S::Completed).take(V::FollowUp, None, Some("Behövs inte"), &missing);
    assert!(matches!(early, Err(Error::Invalid { rule: rules::FOLLOW_UP_IS_NOT_MISSING, .. })), "{early:?}");
}

#[test]
fn who_refers_says_where_and_since_when() {
    use {EffortStatus as S, EffortVerb as V};
    let by = |referral: Option<&str>, referred_on| Effort {
        path: Some(Path::Refer),
        referral: referral.map(str::to_owned),
        referred_on,
        ..effort(S::Triaged)
    };
    let lacking = |mut effort: Effort| match effort.take(V::Approve, None, None, &FIRM) {
        Ok(_) => String::new(),
        Err(Error::Refused { rule: rules::EFFORT_IS_NOT_READY, detail }) => detail.en,
        Err(other) => panic!("{other}"),
    };
    assert_eq!(lacking(by(None, None)), "Where people are referred to, The day of the referral");
    assert_eq!(lacking(by(Some("Svetsning, yrkesvux"), NaiveDate::from_ymd_opt(2026, 9, 1))), "");
    let to = Some(Id::new(&SequentialIds::starting_at(70)));
    let day = NaiveDate::from_ymd_opt(2026, 9, 1);
    assert_eq!(lacking(Effort { referred_to: to, ..by(None, day) }), "");
    // What the approval rests on is changed by who approves, and not emptied.
    let mut approved = Effort { status: S::Approved, ..by(Some("Svetsning, yrkesvux"), day) };
    let later = ReviseEffort { referred_on: NaiveDate::from_ymd_opt(2026, 9, 2), ..revise(&approved) };
    let emptied = ReviseEffort { referral: None, ..later.clone() };
    assert!(approved.revise(later.clone(), false, false).is_err(), "another day is another's to decide");
    assert!(approved.revise(emptied, false, true).is_err(), "it refers to nothing");
    approved.revise(later, false, true).expect("approved anew");
    let mut bought = effort(S::Approved);
    let turned = ReviseEffort { path: Some(Path::Refer), ..revise(&bought) };
    assert!(bought.revise(turned, false, true).is_err(), "it begins to refer, and says not where");
}

#[test]
fn what_an_approval_lacks_is_told_all_at_once() {
    use {EffortStatus as S, EffortVerb as V};
    let bare = |status| Effort { path: None, budget: None, budget_line: None, goals: None, ..effort(status) };
    let unsorted = bare(S::Idea).take(V::Triage, None, None, &FIRM);
    assert!(matches!(unsorted, Err(Error::Refused { rule: rules::EFFORT_HAS_NO_PATH, .. })), "{unsorted:?}");
    let lacking = |mut effort: Effort, has_measure| {
        let ground = Ground { has_measure, ..FIRM };
        match effort.take(V::Approve, None, None, &ground) {
            Ok(_) => String::new(),
            Err(Error::Refused { rule: rules::EFFORT_IS_NOT_READY, detail }) => detail.en,
            Err(other) => panic!("{other}"),
        }
    };
    assert_eq!(lacking(bare(S::Triaged), true), "Path, Budget, Budget line, Goals");
    let project = Some(Id::new(&SequentialIds::starting_at(60)));
    let paid = || Effort { project, ..effort(S::Triaged) };
    assert_eq!(lacking(paid(), false), "A measure for a horizontal principle");
    assert_eq!(lacking(Effort { goals: None, ..paid() }, false), "Goals, A measure for a horizontal principle");
    assert_eq!(lacking(paid(), true), "");
    assert_eq!(lacking(effort(S::Triaged), false), "", "measures are projects' own");
}

#[test]
fn a_procured_path_asks_for_an_award() {
    let by = |path| Effort { path: Some(path), ..effort(EffortStatus::Sourcing) };
    for (path, award, awaits) in [
        (Path::Procure, Award::NotProcured, true),
        (Path::Procure, Award::Awaited, true),
        (Path::Procure, Award::Decided, false),
        (Path::UseExisting, Award::NotProcured, false),
        (Path::UseExisting, Award::Awaited, true),
    ] {
        assert_eq!(by(path).awaits(award), awaits, "{path} {award:?}");
    }
}

/// All that the effort is, as it is.
fn revise(effort: &Effort) -> ReviseEffort {
    ReviseEffort {
        id: effort.id,
        expected_version: 1,
        provider: effort.provider,
        title: " CNC-teknik, steg två ".into(),
        description: None,
        kind: EffortKind::Module,
        delivery: Delivery::Hybrid,
        target_group: effort.target_group,
        codes: EffortCodes::default(),
        hours: 24,
        reusable: false,
        accessibility: None,
        evidence: Some("Korta moduler fungerar".into()),
        target: None,
        path: effort.path,
        budget: effort.budget,
        budget_line: effort.budget_line.clone(),
        goals: effort.goals.clone(),
        referred_to: effort.referred_to,
        referral: effort.referral.clone(),
        referred_on: effort.referred_on,
        open_to_all: effort.eligibility.open_to_all,
        eligible_situations: effort.eligibility.situations.clone(),
        eligible_occupations: effort.eligibility.occupations.clone(),
        eligible_counties: effort.eligibility.counties.clone(),
        parties_only: effort.eligibility.parties_only,
    }
}

#[test]
fn an_effort_is_revised_until_it_is_over() {
    use EffortStatus as S;
    for &status in S::ALL {
        let mut effort = effort(status);
        let command = revise(&effort);
        match effort.revise(command, true, false) {
            Ok(event) => {
                assert!(!matches!(status, S::Completed | S::FollowedUp | S::Closed | S::Cancelled), "{status}");
                assert_eq!((event.name, effort.title.as_str()), ("EffortRevised", "CNC-teknik, steg två"));
                assert_eq!((effort.status, effort.hours), (status, 24));
            }
            Err(Error::Refused { rule, .. }) => {
                assert_eq!((rule, effort.hours), (rules::EFFORT_IS_OVER, 40), "{status}");
            }
            Err(other) => panic!("{status}: {other}"),
        }
    }
    let mut effort = effort(S::Sourcing);
    let provider = Some(Id::new(&SequentialIds::starting_at(90)));
    let late = ReviseEffort { provider, ..revise(&effort) };
    let early = late.clone();
    let cheap = ReviseEffort { budget: Some(Money::kronor(0)), ..late.clone() };
    let Err(Error::SeveralInvalid(faults)) = effort.revise(cheap, true, true) else { panic!("two faults") };
    assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["budget", "providerId"]);
    let refused = effort.revise(late, true, false);
    assert!(matches!(refused, Err(Error::Invalid { rule: rules::EFFORT_HAS_ITS_PROVIDER, .. })), "{refused:?}");
    effort.revise(early, false, false).expect("there is no occasion yet");
    assert_eq!(effort.provider, provider);
}

#[test]
fn what_is_approved_is_changed_by_who_approves_and_never_emptied() {
    use EffortStatus as S;
    let dearer = |effort: &Effort| ReviseEffort {
        budget: Some(Money::kronor(500_000)),
        target_group: TargetGroup::Management,
        ..revise(effort)
    };
    for status in [S::Idea, S::Triaged, S::Approved, S::Running] {
        let is_open = matches!(status, S::Idea | S::Triaged);
        let mut by_coordinator = effort(status);
        let command = dearer(&by_coordinator);
        match by_coordinator.revise(command, false, false) {
            Ok(_) => assert!(is_open, "{status}"),
            Err(Error::SeveralInvalid(faults)) => {
                let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
                assert_eq!((fields, is_open), (vec!["budget", "targetGroup"], false), "{status}");
                assert!(faults.iter().all(|fault| fault.rule == rules::EFFORT_IS_APPROVED), "{faults:?}");
            }
            Err(other) => panic!("{status}: {other}"),
        }
        let mut by_manager = effort(status);
        let command = dearer(&by_manager);
        by_manager.revise(command, false, true).expect("the manager approves it anew");
        assert_eq!(by_manager.budget, Some(Money::kronor(500_000)));
        let command = ReviseEffort { goals: None, ..revise(&by_manager) };
        assert_eq!(by_manager.revise(command, false, true).is_ok(), is_open, "{status}");
    }
}

#[test]
fn a_budget_is_an_amount_that_may_be() {
    let ids = SequentialIds::starting_at(7);
    for (kronor, is_right) in [(0, false), (1, true), (1_000_000_000, true), (1_000_000_001, false)] {
        let command = PlanEffort { budget: Some(Money::kronor(kronor)), ..plan(&ids) };
        match Effort::plan(Id::new(&ids), Id::new(&ids), command, SystemClock.now()) {
            Ok(_) => assert!(is_right, "{kronor}"),
            Err(Error::Invalid { field, rule, .. }) => {
                assert_eq!((field.as_str(), rule), ("budget", common::NUMBER_IS_OUT_OF_RANGE));
                assert!(!is_right, "{kronor}");
            }
            Err(other) => panic!("{kronor}: {other}"),
        }
    }
}

#[test]
fn a_template_gives_what_it_is_and_not_what_was_decided() {
    let ids = SequentialIds::starting_at(200);
    let template = Effort { provider: Some(Id::new(&ids)), demonstration: true, ..effort(EffortStatus::Closed) };
    let reuse = |title: Option<&str>, sni: Option<&str>| ReuseEffort {
        template: template.id,
        hub: Id::new(&ids),
        project: None,
        title: title.map(str::to_owned),
        sni: sni.map(str::to_owned),
    };
    let make =
        |template: &Effort, command| Effort::reuse(Id::new(&ids), Id::new(&ids), template, command, SystemClock.now());
    let (made, event) = make(&template, reuse(Some("CNC i handeln"), Some("47"))).expect("a reusable effort");
    assert_eq!((made.status, made.version, event.name), (EffortStatus::Idea, 1, "EffortReused"));
    assert_eq!((made.title.as_str(), made.codes.sni.as_deref()), ("CNC i handeln", Some("47")));
    assert_eq!((made.hours, made.kind, made.template), (40, EffortKind::Course, Some(template.id)));
    assert_eq!((made.path, made.budget, made.budget_line, made.goals), (None, None, None, None));
    assert_eq!((made.provider, made.demonstration), (None, false));
    let (made, _) = make(&template, reuse(None, None)).expect("for all industries");
    assert_eq!((made.title.as_str(), made.codes.sni), ("CNC-teknik", None));
    let once = Effort { reusable: false, ..template.clone() };
    match make(&once, reuse(Some(&"x".repeat(201)), None)) {
        Err(Error::SeveralInvalid(faults)) => {
            let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
            assert_eq!(fields, ["title", "templateId"]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn cancelling_and_postponing_need_a_reason() {
    for (from, verb) in [(EffortStatus::Idea, EffortVerb::Cancel), (EffortStatus::Scheduled, EffortVerb::Postpone)] {
        let mut effort = effort(from);
        let blank = effort.take(verb, Some("  "), None, &FIRM);
        assert!(matches!(blank, Err(Error::Invalid { rule: common::REASON_IS_REQUIRED, .. })));
        assert_eq!(effort.status, from);
    }
}
