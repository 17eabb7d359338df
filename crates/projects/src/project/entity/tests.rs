use chrono::NaiveDate;
use kernel::{Id, Money, SequentialIds};

use super::*;
use crate::project::{Precision, ProgrammePeriod};

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// 2020/00312 as the project bank shows it.
fn transition_card() -> ProjectCard {
    ProjectCard {
        number: Some("2020/00312".into()),
        name: "GR kompetensomställning".into(),
        acronym: None,
        owner: Id::new(&SequentialIds::starting_at(500)),
        owner_unit: Some("GR Utbildning".into()),
        esf_region: Some("SE23".into()),
        programme_period: ProgrammePeriod::From2014,
        programme_area: Some("2014-2020:1".into()),
        specific_objective: Some("2014-2020:1.1".into()),
        intervention_field: Some("2014-2020:117".into()),
        starts_on: day("2020-08-01"),
        ends_on: day("2022-12-31"),
        planned_participants: Some(1750),
        planned_precision: Precision::Exact,
        total_budget: Some(Money::kronor(29_177_901)),
        granted_support: Some(Money::kronor(29_177_901)),
        money_precision: Precision::Exact,
        union_rate_basis_points: Some(5000),
        contact_name: Some("Lena Hamberger".into()),
        contact_email: None,
        postcode: Some("402 22".into()),
        address: Some(" ".into()),
        description: None,
        themes: Vec::new(),
        source_title: None,
        source_url: None,
    }
}

fn registered(card: ProjectCard) -> Project {
    Project::register(Id::new(&SequentialIds::starting_at(0)), card).expect("a right card").0
}

fn refused_field(change: impl FnOnce(&mut ProjectCard)) -> (String, kernel::Rule) {
    let mut card = transition_card();
    change(&mut card);
    match card.stored() {
        Err(Error::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("expected a refused field, got {other:?}"),
    }
}

#[test]
fn a_project_is_about_ten_different_things_at_most() {
    let about = |themes: &[&str]| themes.iter().map(|theme| (*theme).to_owned()).collect::<Vec<_>>();
    let card = ProjectCard { themes: about(&[" Lärande ", "Delaktighet"]), ..transition_card() };
    assert_eq!(registered(card).card.themes, ["Lärande", "Delaktighet"]);
    let alike = refused_field(|card| card.themes = about(&["Lärande", "lärande"]));
    assert_eq!(alike, ("themes".to_owned(), rules::PROJECT_THEMES_ARE_ALIKE));
    let many: Vec<String> = (0..11).map(|nth| format!("Tema {nth}")).collect();
    let many = refused_field(|card| card.themes = many);
    assert_eq!(many, ("themes".to_owned(), rules::PROJECT_HAS_TOO_MANY_THEMES));
}

#[test]
fn support_may_equal_the_budget_at_half_union_rate() {
    let project = registered(transition_card());
    assert_eq!(project.card.granted_support, project.card.total_budget);
    assert_eq!(project.card.union_rate_basis_points, Some(5000));
    assert_eq!((project.card.postcode.as_deref(), project.card.address), (Some("40222"), None));
}

#[test]
fn every_step_outside_the_table_is_refused_and_changes_nothing() {
    for &status in ProjectStatus::ALL {
        for &verb in ProjectVerb::ALL {
            let mut project = registered(transition_card());
            project.status = status;
            let taken = project.take(verb, Some("skäl"));
            match TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb)) {
                Some((_, _, to)) => {
                    let event = taken.expect("a step of the table");
                    assert_eq!((event.from, event.to), (Some(status.as_str()), Some(to.as_str())));
                    assert_eq!(project.status, *to);
                }
                None => {
                    let rule = common::TRANSITION_IS_NOT_ALLOWED;
                    assert!(matches!(taken, Err(Error::Refused { rule: r, .. }) if r == rule), "{status} {verb}");
                    assert_eq!(project.status, status);
                }
            }
        }
    }
}

#[test]
fn ended_states_have_no_way_out_and_keep_their_card() {
    for status in [ProjectStatus::Closed, ProjectStatus::Rejected, ProjectStatus::Terminated] {
        assert!(TRANSITIONS.iter().all(|(from, _, _)| *from != status));
        let mut project = registered(transition_card());
        project.status = status;
        let revised = project.revise(ProjectCard { name: "annat".into(), ..transition_card() });
        assert!(matches!(revised, Err(Error::Refused { rule: rules::PROJECT_HAS_ENDED, .. })));
        assert_eq!(project.card.name, "GR kompetensomställning");
    }
}

#[test]
fn a_grant_states_the_support_and_a_rejection_its_reason() {
    let mut project = registered(ProjectCard { granted_support: None, ..transition_card() });
    project.status = ProjectStatus::Applied;
    let granted = project.take(ProjectVerb::Grant, None);
    assert!(matches!(granted, Err(Error::Refused { rule: rules::PROJECT_CARD_IS_INCOMPLETE, .. })));
    let rejected = project.take(ProjectVerb::Reject, Some("  "));
    assert!(matches!(rejected, Err(Error::Invalid { rule: common::REASON_IS_REQUIRED, .. })));
    assert_eq!(project.status, ProjectStatus::Applied);
}

#[test]
fn codes_are_of_the_projects_own_period_and_area() {
    let mut of_another = transition_card();
    of_another.programme_period = ProgrammePeriod::From2021;
    let told = of_another.stored();
    let Err(Error::SeveralInvalid(faults)) = told else { panic!("{told:?}") };
    assert!(faults.iter().all(|fault| fault.rule == rules::CODE_IS_OF_ANOTHER_PERIOD));
    let fields: Vec<&str> = faults.iter().map(|fault| &*fault.field).collect();
    assert_eq!(fields, ["programmeArea", "specificObjective", "interventionField"]);
    let area = |card: &mut ProjectCard| card.programme_area = Some("2014-2020:2".into());
    assert_eq!(refused_field(area), ("specificObjective".into(), common::CODE_IS_UNKNOWN));
    let bare = |card: &mut ProjectCard| card.intervention_field = Some("117".into());
    assert_eq!(refused_field(bare), ("interventionField".into(), common::CODE_IS_UNKNOWN));
    let region = |card: &mut ProjectCard| card.esf_region = Some("SE99".into());
    assert_eq!(refused_field(region), ("esfRegion".into(), common::CODE_IS_UNKNOWN));
    let swapped = |card: &mut ProjectCard| card.programme_area = card.specific_objective.clone();
    assert_eq!(refused_field(swapped), ("programmeArea".into(), common::CODE_IS_UNKNOWN));
}

#[test]
fn the_national_project_and_both_number_forms_are_accepted() {
    for (number, right) in [
        ("2019/00446", true),
        ("2022-00012345", true),
        ("2022-00446", false),
        ("20/00446", false),
        ("2019/0044x", false),
    ] {
        let card =
            ProjectCard { number: Some(number.into()), esf_region: Some("NATIONAL".into()), ..transition_card() };
        assert_eq!(card.stored().is_ok(), right, "{number}");
    }
}

#[test]
fn figures_and_days_have_bounds() {
    let reversed = |card: &mut ProjectCard| card.ends_on = day("2020-07-31");
    assert_eq!(refused_field(reversed), ("endsOn".into(), common::PERIOD_IS_REVERSED));
    let negative = |card: &mut ProjectCard| card.total_budget = Some(Money { minor: -1 });
    assert_eq!(refused_field(negative), ("totalBudget".into(), common::NUMBER_IS_OUT_OF_RANGE));
    let rate = |card: &mut ProjectCard| card.union_rate_basis_points = Some(10_001);
    assert_eq!(refused_field(rate), ("unionRateBasisPoints".into(), common::NUMBER_IS_OUT_OF_RANGE));
    let email = |card: &mut ProjectCard| card.contact_email = Some("lena at example.se".into());
    assert_eq!(refused_field(email), ("contactEmail".into(), rules::CONTACT_EMAIL_IS_WRONG));
}

#[test]
fn a_project_builds_on_an_earlier_other_one() {
    let ids = SequentialIds::starting_at(10);
    let make = |starts_on| {
        Project::register(Id::new(&ids), ProjectCard { starts_on, ends_on: None, ..transition_card() }).expect("card").0
    };
    let (old, new) = (make(day("2011-02-01")), make(day("2020-08-01")));
    assert!(new.build_on(&old).is_ok());
    for wrong in [old.build_on(&new), new.build_on(&new)] {
        assert!(matches!(wrong, Err(Error::Invalid { rule: rules::PREDECESSOR_IS_WRONG, .. })));
    }
}

#[test]
fn a_project_runs_on_both_ends_of_its_period() {
    let card = transition_card();
    let runs = |text| card.runs_on(day(text).expect("a date"));
    assert_eq!([runs("2020-08-01"), runs("2022-12-31")], [Some(true); 2]);
    assert_eq!([runs("2020-07-31"), runs("2023-01-01")], [Some(false); 2]);
    assert_eq!(ProjectCard { starts_on: None, ..transition_card() }.runs_on(day("2021-01-01").expect("a date")), None);
}
