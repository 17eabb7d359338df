//! What may be asked of others' records, and how the answer is put together.

use super::*;

fn refusal(measure: Measure, by: &[Breakdown], selection: Selection, audience: Audience) -> Option<String> {
    let question = Question { measure, by: by.to_vec(), selection };
    question.check().expect("a question");
    question.composed(audience).err().map(|error| error.to_string())
}

fn within(from: &str, to: &str) -> Selection {
    Selection { from: from.parse().ok(), to: to.parse().ok(), ..Selection::default() }
}

#[test]
fn others_records_are_told_by_few_dimensions_and_nobody_is_pointed_at() {
    use Breakdown as B;
    let asked = |by: &[B]| refusal(Measure::Participants, by, Selection::default(), Audience::Council);
    for told in [
        &[B::Sex, B::EmploymentSituation, B::OutcomeKind, B::Year][..],
        &[B::Project, B::ProgrammePeriod, B::Sex, B::AgeBand, B::Quarter],
        &[B::Project, B::Industry, B::Sex, B::EmploymentSituation, B::Year],
        &[B::Organisation, B::OrganisationKind, B::Industry, B::Project],
        &[B::Municipality, B::Sex],
    ] {
        assert_eq!(asked(told), None, "{told:?}");
    }
    for (by, rule) in [
        (&[B::Sex, B::AgeBand, B::EmploymentSituation, B::OutcomeKind][..], "CROSSING_IS_TOO_DEEP"),
        (&[B::Project, B::Council, B::Sex, B::AgeBand, B::OutcomeKind], "CROSSING_IS_TOO_DEEP"),
        (&[B::Organisation, B::Sex], "CROSSING_IS_NOT_TOLD"),
        (&[B::Occupation, B::AgeBand], "CROSSING_IS_NOT_TOLD"),
        (&[B::Municipality, B::Sex, B::AgeBand], "CROSSING_IS_NOT_TOLD"),
        (&[B::Month], "PERIOD_IS_NOT_WHOLE"),
        (&[B::Year, B::Quarter], "ONE_PERIOD_IS_TOLD"),
    ] {
        assert_eq!(asked(by), Some(format!("invalid groupBy: {rule}")), "{by:?}");
    }
    let of = |measure, by: &[B]| refusal(measure, by, Selection::default(), Audience::Council);
    assert_eq!(of(Measure::Outcomes, &[B::Effort, B::OutcomeKind]), None);
    assert_eq!(of(Measure::Outcomes, &[B::Effort, B::Sex]), Some("invalid groupBy: CROSSING_IS_NOT_TOLD".to_owned()));
    for measure in [Measure::Needs, Measure::PeopleNeeded, Measure::Hours, Measure::UnmetNeed] {
        let refused = Some("invalid groupBy: ORGANISATION_IS_NOT_TOLD".to_owned());
        assert_eq!(of(measure, &[B::Organisation]), refused, "{measure}");
    }
}

#[test]
fn what_selects_counts_as_what_divides_and_chooses_no_sets() {
    use Breakdown as B;
    let asked = |by: &[B], selection| refusal(Measure::Participants, by, selection, Audience::Council);
    let three = || Selection {
        industries: vec!["C".into()],
        categories: vec![(B::Sex, vec!["FEMALE".into()]), (B::AgeBand, vec!["55+".into()])],
        ..Selection::default()
    };
    assert_eq!(asked(&[], three()), None);
    assert_eq!(asked(&[B::Industry, B::Sex], three()), None);
    assert_eq!(asked(&[B::County], three()), Some("invalid groupBy: CROSSING_IS_TOO_DEEP".to_owned()));
    let narrow = Selection { occupations: vec!["2512".into()], ..Selection::default() };
    assert_eq!(asked(&[B::Sex], narrow), Some("invalid groupBy: CROSSING_IS_NOT_TOLD".to_owned()));
    let several = [
        ("projectId", Selection { projects: vec![stored("pr", 1), stored("pr", 2)], ..Selection::default() }),
        ("organisationId", Selection { organisations: vec![stored("rg", 1), stored("rg", 2)], ..Selection::default() }),
        ("memberOf", Selection { member_of: vec![stored("c", 1), stored("c", 2)], ..Selection::default() }),
        ("sni", Selection { industries: vec!["C".into(), "F".into()], ..Selection::default() }),
        (
            "principle",
            Selection {
                categories: vec![(B::Principles, vec!["ACCESSIBILITY".into(), "NONE".into()])],
                ..Selection::default()
            },
        ),
        (
            "county",
            Selection {
                places: vec![(taxonomy::Scheme::County, "14".into()), (taxonomy::Scheme::County, "13".into())],
                ..Selection::default()
            },
        ),
    ];
    for (field, selection) in several {
        assert_eq!(asked(&[], selection), Some(format!("invalid filter.{field}: ONE_VALUE_IS_TOLD")));
    }
    let day = Selection { as_of: "2021-06-01".parse().ok(), ..Selection::default() };
    assert_eq!(asked(&[], day), Some("invalid filter.asOf: PERIOD_IS_NOT_WHOLE".to_owned()));
}

#[test]
fn periods_are_whole_years_and_for_those_who_have_signed_in_whole_quarters() {
    let asked = |from, to, audience| refusal(Measure::Participants, &[], within(from, to), audience);
    for audience in [Audience::Council, Audience::Public] {
        for (from, to) in [("2021-01-01", "2021-12-31"), ("2019-01-01", "2021-12-31"), ("2019-01-01", ""), ("", "")] {
            assert_eq!(asked(from, to, audience), None, "{from}–{to}");
        }
        for (from, to, field) in [
            ("2021-01-02", "2021-12-31", "from"),
            ("2021-01-01", "2021-12-30", "to"),
            ("2021-02-01", "2021-04-30", "from"),
            ("", "2021-11-30", "to"),
        ] {
            let refused = Some(format!("invalid filter.{field}: PERIOD_IS_NOT_WHOLE"));
            assert_eq!(asked(from, to, audience), refused, "{from}–{to}");
        }
    }
    let (quarter, quarters) = (("2021-04-01", "2021-06-30"), ("2021-04-01", "2022-03-31"));
    for (from, to) in [quarter, quarters] {
        assert_eq!(asked(from, to, Audience::Council), None);
        assert!(asked(from, to, Audience::Public).is_some_and(|refused| refused.ends_with("PERIOD_IS_NOT_WHOLE")));
    }
}

#[test]
fn without_signing_in_the_open_tables_are_told() {
    use Breakdown as B;
    let asked = |measure, by: &[B]| refusal(measure, by, Selection::default(), Audience::Public);
    for (measure, dimensions) in crate::figures::OPEN_TABLES {
        assert_eq!(asked(*measure, dimensions), None, "{measure} by {dimensions:?}");
    }
    let refused = Some("invalid groupBy: TABLE_IS_NOT_OPEN".to_owned());
    assert_eq!(asked(Measure::Participants, &[B::Completeness, B::EducationLevel]), refused);
}

#[tokio::test]
async fn several_categories_and_years_are_sums_of_what_is_told_of_each() {
    let world = World::new().await;
    for person in 1..=20 {
        world
            .run(&format!("UPDATE participations SET starts_on = '2020-05-04' WHERE id = '{}'", id("d", person)))
            .await;
    }
    world.publish().await;
    let total = async |selection| {
        world.ask_of(&council(), Measure::Participants, &[], selection).await.total.value.unwrap_or(-1)
    };
    let of = |sexes: &[&str]| Selection {
        categories: vec![(Breakdown::Sex, sexes.iter().map(|sex| (*sex).to_owned()).collect())],
        ..Selection::default()
    };
    let (women, men) = (total(of(&["FEMALE"])).await, total(of(&["MALE"])).await);
    assert_eq!(total(of(&["FEMALE", "MALE"])).await, women + men);
    assert_eq!(total(of(&["MALE", "FEMALE", "UNKNOWN"])).await, women + men);
    let (first, second) =
        (total(within("2020-01-01", "2020-12-31")).await, total(within("2021-01-01", "2021-12-31")).await);
    assert_eq!(total(within("2020-01-01", "2021-12-31")).await, first + second);
    assert_eq!(total(within("2019-01-01", "")).await, first + second);
    let by_year = world.ask_of(&council(), Measure::Participants, &[Breakdown::Year], within("2019-01-01", "")).await;
    assert_eq!(at(&by_year, &[Some("2020")]).value, Some(first));
    assert_eq!(by_year.total.value, Some(first + second));
    // A quarter is told as such, whatever it is put together with.
    let by_quarter = world.ask(&council(), Measure::Participants, &[Breakdown::Quarter]).await;
    assert_eq!(at(&by_quarter, &[Some("2020-Q2")]).value, Some(total(within("2020-04-01", "2020-06-30")).await));
}
