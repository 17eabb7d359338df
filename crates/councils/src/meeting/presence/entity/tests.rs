use kernel::{Id, SequentialIds};

use super::{
    super::super::fixture::{meeting, presence},
    *,
};
use crate::membership::{MembershipStatus, mandate};

/// The mandate of the `nth` presence of the fixture.
fn held(nth: u128, standing: Standing) -> Membership {
    let membership = presence(nth, standing).membership;
    Membership { id: membership, standing, ..mandate(MembershipStatus::Active, "2018-03-01", None) }
}

fn recording(nth: u128) -> RecordPresence {
    RecordPresence {
        meeting: meeting().id,
        membership: presence(nth, Standing::Member).membership,
        attended: true,
        serves_for: None,
        function: None,
    }
}

/// Mandates 1 and 2 are ordinary, 3 a substitute's, 4 an adjunct's.
fn record(command: RecordPresence, others: &[MeetingPresence]) -> Result<MeetingPresence> {
    let meeting = CouncilMeeting { status: CouncilMeetingStatus::InSession, ..meeting() };
    let mandates = [
        held(1, Standing::Member),
        held(2, Standing::Member),
        held(3, Standing::Substitute),
        held(4, Standing::Adjunct),
    ];
    let id = Id::new(&SequentialIds::starting_at(1));
    MeetingPresence::of(id, &meeting, command, &mandates, others).map(|(presence, _)| presence)
}

fn rule(result: Result<MeetingPresence>) -> kernel::Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        other => panic!("{other}"),
    }
}

#[test]
fn those_who_hold_a_mandate_are_recorded_while_the_meeting_takes_it() {
    assert_eq!(rule(record(recording(9), &[])), rules::MANDATE_IS_NOT_THE_MEETINGS);
    record(recording(1), &[]).expect("recorded");
    let held = [held(1, Standing::Member)];
    for &status in CouncilMeetingStatus::ALL {
        let meeting = CouncilMeeting { status, ..meeting() };
        let id = Id::new(&SequentialIds::starting_at(1));
        let takes = matches!(status, CouncilMeetingStatus::Convened | CouncilMeetingStatus::InSession);
        let recorded = MeetingPresence::of(id, &meeting, recording(1), &held, &[]);
        assert_eq!(recorded.is_ok(), takes, "{status}");
    }
}

#[test]
fn a_substitute_has_a_vote_where_the_ordinary_member_is_away() {
    let idle = record(recording(3), &[]).expect("recorded");
    assert!(!idle.has_vote());
    let serving = RecordPresence { serves_for: Some(held(1, Standing::Member).id), ..recording(3) };
    assert!(record(serving.clone(), &[]).expect("recorded").has_vote());
    let there = [presence(1, Standing::Member)];
    assert_eq!(rule(record(serving.clone(), &there)), rules::MANDATE_IS_FILLED);
    let stayed_away = [MeetingPresence { attended: false, ..presence(1, Standing::Member) }];
    let serves = record(serving, &stayed_away).expect("recorded");
    assert_eq!(rule(record(recording(1), &[serves])), rules::MANDATE_IS_FILLED);
}

#[test]
fn an_ordinary_member_serves_for_nobody_and_nobody_for_a_substitute() {
    for (nth, serves_for) in [(2, 1), (4, 1), (3, 3), (3, 9)] {
        let command =
            RecordPresence { serves_for: Some(presence(serves_for, Standing::Member).membership), ..recording(nth) };
        assert_eq!(rule(record(command, &[])), rules::SUBSTITUTION_IS_WRONG, "{nth} for {serves_for}");
    }
}

#[test]
fn who_chairs_has_a_vote_and_is_one_and_two_may_verify() {
    let with = |nth, function| RecordPresence { function: Some(function), ..recording(nth) };
    for nth in [3, 4] {
        assert_eq!(rule(record(with(nth, MeetingFunction::Chair), &[])), rules::FUNCTION_NEEDS_A_VOTE, "{nth}");
    }
    record(with(4, MeetingFunction::Secretary), &[]).expect("the co-opted take minutes");
    let one = |function| [MeetingPresence { function: Some(function), ..presence(1, Standing::Member) }];
    let chair = record(with(2, MeetingFunction::Chair), &one(MeetingFunction::Chair));
    assert_eq!(rule(chair), rules::FUNCTION_IS_TAKEN);
    record(with(2, MeetingFunction::Verifier), &one(MeetingFunction::Verifier)).expect("a second verifier");
}
