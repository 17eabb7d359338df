use super::*;
use crate::matching::{Places, levels, pace_of};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Welders in Göteborg who are at work, by the end of the year.
fn wanted() -> Wanted {
    Wanted {
        skills: Near::default(),
        occupations: Near::occupation(Some("7212"), None),
        levels: levels("7212"),
        places: Places::of(Some("1480"), None, day("2026-09-01")),
        by: day("2026-12-31"),
        at_work: true,
        language: Some("sv".to_owned()),
    }
}

/// All that can be said, at its best.
fn given() -> Given<'static> {
    Given {
        municipality: Some("1480"),
        starts_on: Some(day("2026-10-05")),
        ends_on: Some(day("2026-12-31")),
        pace_percent: Some(25),
        fee: Some(Money::kronor(0)),
        language: Some("sv"),
        ..Given::default()
    }
}

fn input(terms: &[Term], ground: Ground) -> Option<i32> {
    terms.iter().find(|term| term.ground == ground).expect("a term").input
}

#[test]
fn the_weights_are_a_hundred_and_the_terms_stand_in_their_order() {
    assert_eq!(Ground::ALL.iter().map(|ground| ground.weight()).sum::<i32>(), 100);
    let terms =
        in_order([content_terms(&wanted(), &Content::default()), given_terms(&wanted(), Some(&given()))].concat());
    assert_eq!(terms.iter().map(|term| term.ground).collect::<Vec<_>>(), Ground::ALL);
    assert_eq!(score(&terms), 100 * (15 + 10 + 5 + 5 + 2));
}

#[test]
fn what_either_side_does_not_say_is_unknown_and_counts_nothing() {
    let content = content_terms(&wanted(), &Content { skill: Some("a skill"), ..Content::default() });
    assert!(content.iter().all(|term| term.input.is_none()), "{content:#?}");
    for terms in [given_terms(&wanted(), None), given_terms(&wanted(), Some(&Given::default()))] {
        assert!(terms.iter().all(|term| term.input.is_none()), "{terms:#?}");
        assert_eq!(score(&terms), 0);
    }
    let nothing = Wanted {
        occupations: Near::default(),
        levels: None,
        places: Places::default(),
        at_work: false,
        language: None,
        ..wanted()
    };
    let told = Content { skill: Some("a skill"), occupation: Some("7212"), level: Some("3"), is_accessible: false };
    assert_eq!(score(&content_terms(&nothing, &told)), 0);
    let terms = given_terms(&nothing, Some(&given()));
    let grounds = [Ground::Place, Ground::Pace, Ground::Language];
    assert_eq!(grounds.map(|ground| input(&terms, ground)), [None; 3]);
}

#[test]
fn occupation_and_level_are_nearer_or_farther() {
    let of = |occupation, level| {
        let content = Content { occupation: Some(occupation), level: Some(level), ..Content::default() };
        let terms = content_terms(&wanted(), &content);
        (input(&terms, Ground::Occupation), input(&terms, Ground::Level))
    };
    assert_eq!(of("7212", "3"), (Some(100), Some(100)));
    assert_eq!(of("721", "5"), (Some(60), Some(50)));
    assert_eq!(of("72", "6"), (Some(30), Some(0)));
    assert_eq!(of("2512", "1"), (Some(0), Some(50)));
}

#[test]
fn the_window_is_kept_missed_or_open() {
    let of = |starts: Option<&str>, ends: Option<&str>, student_sets_days| {
        let given = Given { starts_on: starts.map(day), ends_on: ends.map(day), student_sets_days, ..given() };
        input(&given_terms(&wanted(), Some(&given)), Ground::Start)
    };
    assert_eq!(of(Some("2026-10-05"), Some("2026-12-31"), false), Some(100));
    assert_eq!(of(Some("2026-12-31"), Some("2027-01-01"), false), Some(50));
    assert_eq!(of(Some("2027-01-01"), None, false), Some(0));
    assert_eq!(of(None, None, false), None);
    assert_eq!(of(None, None, true), Some(100));
}

#[test]
fn place_pace_price_and_language_are_weighed() {
    let with = |given: Given<'_>, ground| input(&given_terms(&wanted(), Some(&given)), ground);
    let place = |code| with(Given { municipality: Some(code), ..given() }, Ground::Place);
    let inputs = ["1480", "1481", "1490", "1380", "0180"].map(place);
    assert_eq!(inputs, [Some(100), Some(93), Some(69), Some(38), Some(0)]);
    assert_eq!(place("9999"), None, "no distance to it is known");
    let terms = given_terms(&wanted(), Some(&Given { municipality: Some("1481"), ..given() }));
    let near = terms.iter().find(|term| term.ground == Ground::Place).expect("a term");
    assert_eq!(near.detail, Detail::Distance("1481".to_owned(), 15));
    let distant = |sessions| with(Given { is_distance: true, mandatory_sessions: sessions, ..given() }, Ground::Place);
    assert_eq!([None, Some(0), Some(3)].map(distant), [Some(100), Some(100), Some(80)]);
    let pace =
        |percent, free| with(Given { pace_percent: Some(percent), has_no_fixed_hours: free, ..given() }, Ground::Pace);
    assert_eq!([25, 50, 75, 100].map(|percent| pace(percent, false)), [Some(100), Some(70), Some(30), Some(0)]);
    assert_eq!([25, 50, 100].map(|percent| pace(percent, true)), [Some(100), Some(100), Some(30)]);
    let price = |kronor| with(Given { fee: Some(Money::kronor(kronor)), ..given() }, Ground::Price);
    assert_eq!([0, 999, 12_000, 400_000].map(price), [Some(100), Some(100), Some(88), Some(0)]);
    assert_eq!(with(Given { language: Some("en"), ..given() }, Ground::Language), Some(0));
}

#[test]
fn hours_over_weeks_are_a_pace() {
    let starts_on = day("2026-10-05");
    let pace = |hours, ends: &str| pace_of(hours, starts_on, day(ends));
    assert_eq!((pace(8, "2026-10-05"), pace(40, "2026-10-09"), pace(400, "2026-10-09")), (20, 100, 100));
    assert_eq!((pace(40, "2026-11-01"), pace(1, "2027-10-05")), (25, 1));
}
