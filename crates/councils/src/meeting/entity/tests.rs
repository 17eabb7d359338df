use kernel::{Id, SequentialIds, error};

use super::{
    super::fixture::{body, meeting, presence},
    *,
};
use crate::membership::Standing;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> kernel::Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        other => panic!("{other}"),
    }
}

/// Those who chair and verify.
fn present() -> [MeetingPresence; 2] {
    [MeetingFunction::Chair, MeetingFunction::Verifier]
        .map(|function| MeetingPresence { function: Some(function), ..presence(1, Standing::Member) })
}

fn take(meeting: &mut CouncilMeeting, verb: CouncilMeetingVerb) -> Result<Event> {
    let now = at("2020-08-01T12:00:00Z");
    match verb {
        CouncilMeetingVerb::Convene => meeting.convene(day("2020-07-01"), 1, Some(7), now.date_naive()),
        CouncilMeetingVerb::Open => meeting.open(at("2020-08-01T08:00:00Z"), now),
        CouncilMeetingVerb::Close => meeting.close((now, now), 0, &present(), (1, 3)),
        CouncilMeetingVerb::DraftMinutes => meeting.draft_minutes(),
        CouncilMeetingVerb::ApproveMinutes => {
            meeting.chair_approved_on = Some(now.date_naive());
            let approved = meeting.approve_minutes(Signatory::Verifier, "verifier", now.date_naive());
            if approved.is_err() {
                meeting.chair_approved_on = None;
            }
            approved
        }
        CouncilMeetingVerb::Cancel => meeting.cancel("För få anmälda"),
    }
}

#[test]
fn every_step_outside_the_table_is_refused_and_changes_nothing() {
    for &status in CouncilMeetingStatus::ALL {
        for &verb in CouncilMeetingVerb::ALL {
            let mut meeting = CouncilMeeting { status, ..meeting() };
            let taken = take(&mut meeting, verb);
            match TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (status, verb)) {
                Some((_, _, to)) => {
                    assert_eq!(taken.expect("a step of the table").to, Some(to.as_str()), "{status} {verb}");
                    assert_eq!(meeting.status, *to);
                }
                None => {
                    assert_eq!(rule(taken), error::rules::TRANSITION_IS_NOT_ALLOWED, "{status} {verb}");
                    let untouched = (status, None, None, None, None);
                    let is = (
                        meeting.status,
                        meeting.convened_on,
                        meeting.opened_at,
                        meeting.closed_at,
                        meeting.verifier_approved_on,
                    );
                    assert_eq!(is, untouched, "{status} {verb}");
                }
            }
        }
    }
}

#[test]
fn nobody_is_convened_late_or_to_nothing() {
    let today = day("2020-07-26");
    let convene = |on, items, notice| meeting().convene(on, items, notice, today).map(|_| ());
    assert_eq!(rule(convene(day("2020-07-25"), 0, Some(7))), rules::AGENDA_IS_EMPTY);
    assert_eq!(rule(convene(day("2020-07-26"), 1, Some(7))), rules::NOTICE_IS_TOO_SHORT);
    assert_eq!(rule(convene(day("2020-07-27"), 1, None)), rules::DATE_IS_IN_THE_FUTURE);
    convene(day("2020-07-25"), 1, Some(7)).expect("seven days before");
    convene(day("2020-07-26"), 1, None).expect("no charter, no notice");
    let after = meeting().convene(day("2020-08-02"), 1, None, day("2020-08-02"));
    assert_eq!(rule(after), rules::NOTICE_IS_TOO_SHORT);
}

#[test]
fn who_was_convened_is_told_in_time_of_another_day() {
    let mut meeting = CouncilMeeting { status: CouncilMeetingStatus::Convened, ..meeting() };
    let moved = |to: &str| ChangeCouncilMeeting {
        id: Id::new(&SequentialIds::starting_at(1)),
        expected_version: 1,
        title: "Rådsmöte".to_owned(),
        mode: MeetingMode::Remote,
        place: None,
        starts_at: at(to),
        ends_at: None,
    };
    let today = day("2020-07-20");
    let early = meeting.change(moved("2020-07-26T08:00:00Z"), Some(7), 0, today);
    assert_eq!(rule(early), rules::NOTICE_IS_TOO_SHORT);
    let stray = meeting.change(moved("2020-07-27T08:00:00Z"), Some(7), 1, today);
    assert_eq!(rule(stray), rules::PRESENCE_IS_OF_ANOTHER_DAY);
    assert_eq!(meeting.mode, MeetingMode::InPerson, "nothing is changed");
    meeting.change(moved("2020-07-27T08:00:00Z"), Some(7), 0, today).expect("moved");
    assert_eq!((meeting.meets_on(), meeting.convened_on), (day("2020-07-27"), Some(today)));
    let mut opened = CouncilMeeting { status: CouncilMeetingStatus::InSession, ..meeting };
    let late = opened.change(moved("2020-07-27T08:00:00Z"), None, 0, today);
    assert_eq!(rule(late), rules::MEETING_DOES_NOT_TAKE_THIS);
}

#[test]
fn a_meeting_is_on_the_day_that_it_is_in_sweden() {
    let early = CouncilMeeting { starts_at: at("2026-12-31T23:30:00Z"), ..meeting() };
    assert_eq!((early.meets_on(), early.year()), (day("2027-01-01"), 2027));
    let mut convened = CouncilMeeting { status: CouncilMeetingStatus::Convened, ..early };
    let now = at("2027-01-02T08:00:00Z");
    assert_eq!(rule(convened.open(at("2026-12-31T22:59:00Z"), now)), rules::MEETS_ON_ANOTHER_DAY);
    convened.open(at("2026-12-31T23:35:00Z"), now).expect("opened");
}

#[test]
fn a_meeting_is_opened_on_its_day_and_closed_with_everything_settled() {
    let now = at("2020-08-02T08:00:00Z");
    let mut convened = CouncilMeeting { status: CouncilMeetingStatus::Convened, ..meeting() };
    assert_eq!(rule(convened.open(now, now)), rules::MEETS_ON_ANOTHER_DAY);
    assert_eq!(rule(convened.open(at("2020-08-03T08:00:00Z"), now)), rules::DATE_IS_IN_THE_FUTURE);
    convened.open(at("2020-08-01T09:00:00Z"), now).expect("opened");
    let mut close =
        |at, undecided, presences: &[_]| convened.close((at, now), undecided, presences, (4, 5)).map(|_| ());
    assert_eq!(rule(close(at("2020-08-01T08:59:00Z"), 0, &present())), rules::MEETING_ENDS_BEFORE_IT_BEGINS);
    assert_eq!(rule(close(now, 1, &present())), rules::DECISIONS_ARE_OPEN);
    assert_eq!(rule(close(now, 0, &present()[..1])), rules::CHAIR_AND_VERIFIER_ARE_REQUIRED);
    close(now, 0, &present()).expect("closed");
    assert_eq!((convened.first_paragraph, convened.last_paragraph), (Some(4), Some(5)));
}

#[test]
fn minutes_are_approved_by_two_and_then_announced() {
    let (first, second) = (day("2020-08-03"), day("2020-08-05"));
    let mut meeting = CouncilMeeting { status: CouncilMeetingStatus::MinutesDraft, ..meeting() };
    assert_eq!(rule(meeting.announce(second, second)), rules::MINUTES_ARE_NOT_APPROVED);
    meeting.approve_minutes(Signatory::Verifier, "verifier", first).expect("signed");
    assert_eq!((meeting.status, meeting.approved_on()), (CouncilMeetingStatus::MinutesDraft, None));
    assert_eq!(rule(meeting.approve_minutes(Signatory::Verifier, "other", second)), rules::MINUTES_ARE_SIGNED);
    let alone = meeting.approve_minutes(Signatory::Chair, "verifier", second);
    assert_eq!(rule(alone), rules::MINUTES_ARE_SIGNED_BY_THE_SAME);
    meeting.approve_minutes(Signatory::Chair, "chair", second).expect("approved");
    assert_eq!(meeting.first_approved_by, None, "who it was is kept no longer than it is needed");
    assert_eq!((meeting.status, meeting.approved_on()), (CouncilMeetingStatus::MinutesApproved, Some(second)));
    assert_eq!(rule(meeting.announce(second, second)), rules::MINUTES_ARE_THE_COUNCILS_OWN);
    meeting.is_public = true;
    assert_eq!(rule(meeting.announce(first, second)), rules::ANNOUNCED_BEFORE_APPROVED);
    meeting.announce(second, second).expect("announced");
    assert_eq!(rule(meeting.announce(second, second)), rules::MINUTES_ARE_ANNOUNCED);
}

#[test]
fn what_is_written_after_an_approval_is_approved_anew() {
    let (first, second) = (day("2020-08-03"), day("2020-08-05"));
    let mut drafted = CouncilMeeting { status: CouncilMeetingStatus::MinutesDraft, ..meeting() };
    drafted.approve_minutes(Signatory::Chair, "chair", first).expect("signed");
    assert!(drafted.rewrite());
    drafted.approve_minutes(Signatory::Verifier, "verifier", second).expect("signed");
    assert_eq!(drafted.approved_on(), None, "the chair has not read it");
    drafted.approve_minutes(Signatory::Chair, "chair", second).expect("approved");
    assert_eq!(drafted.status, CouncilMeetingStatus::MinutesApproved);
    let mut held = CouncilMeeting { status: CouncilMeetingStatus::Held, ..meeting() };
    assert!(!held.rewrite(), "there are no minutes yet");
}

#[test]
fn a_meeting_ends_after_it_begins() {
    let command = PlanCouncilMeeting {
        council: body().council,
        industry_council: None,
        title: "Rådsmöte".to_owned(),
        mode: MeetingMode::InPerson,
        place: None,
        starts_at: at("2020-08-01T08:00:00Z"),
        ends_at: Some(at("2020-08-01T08:00:00Z")),
    };
    let planned = CouncilMeeting::plan(Id::new(&SequentialIds::starting_at(1)), body(), command);
    assert_eq!(rule(planned), rules::MEETING_ENDS_BEFORE_IT_BEGINS);
}
