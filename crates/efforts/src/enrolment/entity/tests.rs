//! Each step, each refusal.

use kernel::{Id, id::SequentialIds};

use super::*;
use crate::occasion::{
    OccasionStatus,
    fixture::{day, occasion},
};

pub(crate) fn enrolment(n: u128, status: EnrolmentStatus) -> Enrolment {
    let ids = SequentialIds::starting_at(n << 8);
    let place = occasion(2);
    Enrolment {
        id: Id::new(&ids),
        version: 1,
        occasion: place.id,
        effort: place.effort,
        hub: place.hub,
        council: place.council,
        project: None,
        provider: None,
        participant: Id::new(&ids),
        participation: None,
        organisation: None,
        status,
        source: EnrolmentSource::Application,
        applied_on: day(1),
        started_on: (status == EnrolmentStatus::Started).then(|| day(2)),
        ended_on: None,
        minutes: 0,
        status_reason: None,
        record_key: 0,
        demonstration: false,
    }
}

fn take(enrolment: &mut Enrolment, verb: EnrolmentVerb) -> Result<Event> {
    let place = occasion(2);
    match verb {
        EnrolmentVerb::Offer => enrolment.offer(&Queue { free: 1, ..Queue::default() }),
        EnrolmentVerb::Waitlist => enrolment.waitlist(&Queue::default()),
        EnrolmentVerb::Start => enrolment.start(&place, day(2), day(20)),
        EnrolmentVerb::Complete => enrolment.complete(day(20), 2400, day(20)),
        EnrolmentVerb::DropOut => enrolment.drop_out(day(10), 600, "Ny tjänst", day(20)),
        other => enrolment.take(other, Some("skäl")),
    }
}

#[test]
fn every_step_outside_the_table_is_refused() {
    for &from in EnrolmentStatus::ALL {
        for &verb in EnrolmentVerb::ALL {
            let mut enrolment = enrolment(1, from);
            let to = TRANSITIONS.iter().find(|(at, by, _)| (*at, *by) == (from, verb)).map(|(_, _, to)| *to);
            match (to, take(&mut enrolment, verb)) {
                (Some(to), Ok(event)) => assert_eq!((enrolment.status, event.to), (to, Some(to.as_str()))),
                (None, Err(Error::Refused { rule, .. })) => {
                    assert_eq!((rule, enrolment.status), (common::TRANSITION_IS_NOT_ALLOWED, from));
                }
                (to, outcome) => panic!("{from} {verb}: {to:?} {outcome:?}"),
            }
        }
    }
}

#[test]
fn a_verb_with_its_own_guard_is_not_taken_without_it() {
    let mut eligible = enrolment(1, EnrolmentStatus::Eligible);
    assert!(matches!(eligible.take(EnrolmentVerb::Offer, None), Err(Error::Refused { .. })));
    assert_eq!(eligible.status, EnrolmentStatus::Eligible);
}

fn refusal(outcome: Result<Event>) -> kernel::Rule {
    match outcome {
        Err(Error::Refused { rule, .. }) => rule,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_full_occasion_makes_people_wait() {
    let place = occasion(2);
    for held in EnrolmentStatus::HOLDING {
        let queue = Queue::of(&place, &[enrolment(1, held), enrolment(2, held)]);
        let mut third = enrolment(3, EnrolmentStatus::Eligible);
        assert_eq!(refusal(third.offer(&queue)), rules::EFFORT_IS_FULL);
        assert!(third.waitlist(&queue).is_ok());
    }
    let gone = [EnrolmentStatus::DroppedOut, EnrolmentStatus::Withdrawn, EnrolmentStatus::NoShow];
    let queue = Queue::of(&place, &gone.map(|status| enrolment(1, status)));
    assert_eq!(queue.free, 2);
    assert_eq!(refusal(enrolment(3, EnrolmentStatus::Eligible).waitlist(&queue)), rules::OCCASION_HAS_ROOM);
}

#[test]
fn no_place_is_given_out_of_what_is_over() {
    for status in [OccasionStatus::Finished, OccasionStatus::Cancelled] {
        let place = Occasion { status, ..occasion(2) };
        let mut eligible = enrolment(3, EnrolmentStatus::Eligible);
        assert_eq!(refusal(eligible.offer(&Queue::of(&place, &[]))), rules::NO_PLACES_ARE_GIVEN);
        let held = [1, 2].map(|n| enrolment(n, EnrolmentStatus::Confirmed));
        assert_eq!(refusal(eligible.waitlist(&Queue::of(&place, &held))), rules::NO_PLACES_ARE_GIVEN);
    }
    let cancelled = Occasion { status: OccasionStatus::Cancelled, ..occasion(2) };
    let start = enrolment(1, EnrolmentStatus::Confirmed).start(&cancelled, day(5), day(5));
    assert_eq!(refusal(start), crate::occasion::rules::OCCASION_IS_CANCELLED);
}

#[test]
fn a_freed_place_goes_to_who_waited_longest() {
    let place = occasion(2);
    let mut later = enrolment(1, EnrolmentStatus::Waitlisted);
    later.applied_on = day(2);
    let mut first = enrolment(2, EnrolmentStatus::Waitlisted);
    let mut second = enrolment(3, EnrolmentStatus::Waitlisted);
    let all = [later.clone(), second.clone(), first.clone(), enrolment(4, EnrolmentStatus::Confirmed)];
    let queue = Queue::of(&place, &all);
    assert_eq!((queue.free, queue.waiting.clone()), (1, vec![first.id, second.id, later.id]));
    assert_eq!(refusal(later.offer(&queue)), rules::WAITING_LIST_GOES_FIRST);
    assert_eq!(refusal(second.offer(&queue)), rules::WAITING_LIST_GOES_FIRST);
    let mut newcomer = enrolment(5, EnrolmentStatus::Eligible);
    assert_eq!(refusal(newcomer.offer(&queue)), rules::WAITING_LIST_GOES_FIRST);
    assert!(first.offer(&queue).is_ok());
}

#[test]
fn dates_stand_in_order() {
    let place = occasion(2);
    let mut confirmed = enrolment(1, EnrolmentStatus::Confirmed);
    assert!(confirmed.start(&place, day(1), day(20)).is_err());
    assert!(confirmed.start(&place, day(5), day(4)).is_err());
    assert!(confirmed.start(&place, day(5), day(5)).is_ok());
    assert!(confirmed.complete(day(4), 60, day(20)).is_err());
    assert!(confirmed.complete(day(6), -1, day(20)).is_err());
    assert!(confirmed.drop_out(day(6), 60, " ", day(20)).is_err());
    assert_eq!((confirmed.status, confirmed.minutes), (EnrolmentStatus::Started, 0));
}
