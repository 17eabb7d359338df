use kernel::{Id, Rule, SequentialIds};

use super::*;
use crate::council::{CouncilKind, CouncilStatus, FoundCouncil};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn council() -> Council {
    let command = FoundCouncil {
        kind: CouncilKind::Regional,
        name: "Göteborgsregionens kompetensråd".to_owned(),
        parent: None,
        region: None,
        founded_year: None,
        charter_on: None,
    };
    let now = "2018-01-01T08:00:00Z".parse().expect("an instant");
    Council::found(Id::new(&SequentialIds::starting_at(1000)), command, None, now).expect("founded").0
}

fn invite(id: u128, from: &str, to: Option<&str>, standing: Standing, others: &[Membership]) -> Result<Membership> {
    let command = InviteMember {
        council: council().id,
        organisation: Id::new(&SequentialIds::starting_at(5000)),
        seat: SeatKind::Employer,
        standing,
        mandate_from: day(from),
        mandate_to: to.map(day),
    };
    Membership::invite(Id::new(&SequentialIds::starting_at(id)), command, &council(), others).map(|(seat, _)| seat)
}

fn seat(status: MembershipStatus) -> Membership {
    let mut seat = invite(1, "2018-03-01", Some("2020-12-31"), Standing::Member, &[]).expect("invited");
    seat.status = status;
    seat
}

fn take(seat: &mut Membership, verb: MembershipVerb) -> Result<Event> {
    match verb {
        MembershipVerb::Accept => seat.accept(),
        MembershipVerb::Decline => seat.decline(None),
        MembershipVerb::StartMandate => seat.start_mandate(None, &council(), &[]),
        MembershipVerb::Leave => seat.leave("Föräldraledig"),
        MembershipVerb::Return => seat.return_from_leave(),
        MembershipVerb::EndMandate => seat.end_mandate(day("2019-06-30"), "Ersatt"),
    }
}

fn rule<T: std::fmt::Debug>(result: Result<T>) -> Rule {
    match result.expect_err("refused") {
        Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
        other => panic!("{other}"),
    }
}

#[test]
fn steps_outside_the_table_are_refused_and_change_nothing() {
    for &status in MembershipStatus::ALL {
        for &verb in MembershipVerb::ALL {
            let mut seat = seat(status);
            let to = TRANSITIONS.iter().find(|(from, by, _)| *from == status && *by == verb).map(|step| step.2);
            match (take(&mut seat, verb), to) {
                (Ok(event), Some(to)) => {
                    assert_eq!((seat.status, event.to), (to, Some(to.as_str())), "{status} {verb}");
                }
                (Err(error), None) => {
                    assert_eq!(rule::<()>(Err(error)), error::rules::TRANSITION_IS_NOT_ALLOWED);
                    assert_eq!(seat.status, status);
                }
                (result, to) => panic!("{status} {verb}: {result:?}, table says {to:?}"),
            }
        }
    }
}

#[test]
fn one_mandate_of_a_standing_at_a_time() {
    let held = [seat(MembershipStatus::Active)];
    let member = |from| invite(2, from, None, Standing::Member, &held);
    assert_eq!(rule(member("2020-12-31")), rules::MANDATES_OVERLAP);
    assert!(member("2021-01-01").is_ok());
    assert!(invite(2, "2019-01-01", None, Standing::Substitute, &held).is_ok());
    assert!(invite(2, "2019-01-01", None, Standing::Member, &[seat(MembershipStatus::Declined)]).is_ok());
}

#[test]
fn a_mandate_that_would_overlap_does_not_start_and_keeps_its_proposal() {
    let held = [seat(MembershipStatus::Active)];
    let mut next = invite(2, "2021-01-01", None, Standing::Member, &held).expect("invited");
    next.accept().expect("accepted");
    let early = Period { from: day("2020-06-01"), to: None };
    assert_eq!(rule(next.start_mandate(Some(early), &council(), &held)), rules::MANDATES_OVERLAP);
    assert_eq!((next.status, next.mandate_from), (MembershipStatus::Accepted, day("2021-01-01")));
    next.start_mandate(None, &council(), &held).expect("started");
}

#[test]
fn who_held_the_seat_is_known_of_every_day() {
    let accepted = seat(MembershipStatus::Accepted);
    assert!(!accepted.held_on(day("2019-01-01")));
    let mut seat = seat(MembershipStatus::Active);
    assert_eq!(rule(seat.end_mandate(day("2018-02-28"), "Ersatt")), rules::END_IS_OUTSIDE_THE_MANDATE);
    seat.end_mandate(day("2019-06-30"), "Ersatt").expect("ended");
    assert!(seat.held_on(day("2018-03-01")) && seat.held_on(day("2019-06-30")));
    assert!(!seat.held_on(day("2018-02-28")) && !seat.held_on(day("2019-07-01")));
}

#[test]
fn an_expired_mandate_keeps_its_own_last_day() {
    let mut seat = seat(MembershipStatus::OnLeave);
    seat.end_mandate(day("2021-05-05"), "Mandatet löpte ut").expect("ended");
    assert_eq!(seat.mandate_to, Some(day("2020-12-31")));
}

#[test]
fn a_dissolved_council_takes_no_seat() {
    let mut gone = council();
    gone.status = CouncilStatus::Dissolved;
    let mut seat = seat(MembershipStatus::Accepted);
    assert_eq!(rule(seat.start_mandate(None, &gone, &[])), crate::council::rules::COUNCIL_IS_DISSOLVED);
}
