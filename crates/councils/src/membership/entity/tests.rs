use kernel::{Id, Rule, SequentialIds};

use super::*;
use crate::seat::OpenSeat;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn today() -> NaiveDate {
    day("2018-01-01")
}

fn body() -> Body {
    Body { council: Id::new(&SequentialIds::starting_at(1000)), industry_council: None }
}

fn at_table(body: Body) -> CouncilSeat {
    let command = OpenSeat {
        council: body.council,
        industry_council: body.industry_council,
        kind: SeatKind::Employer,
        name: None,
        opened_on: Some(day("2018-03-01")),
    };
    CouncilSeat::open(Id::new(&SequentialIds::starting_at(2000)), body, command, today()).expect("opened").0
}

fn invitation(from: &str, to: Option<&str>, standing: Standing) -> InviteMember {
    InviteMember {
        council: body().council,
        industry_council: None,
        organisation: Id::new(&SequentialIds::starting_at(5000)),
        council_seat: None,
        seat: Some(SeatKind::Employer),
        standing,
        mandate_from: day(from),
        mandate_to: to.map(day),
    }
}

fn invite(id: u128, from: &str, to: Option<&str>, standing: Standing, others: &[Membership]) -> Result<Membership> {
    invite_to(id, invitation(from, to, standing), None, others)
}

fn invite_to(id: u128, command: InviteMember, seat: Option<&CouncilSeat>, others: &[Membership]) -> Result<Membership> {
    let id = Id::new(&SequentialIds::starting_at(id));
    Membership::invite(id, command, body(), seat, others, today()).map(|(invited, _)| invited)
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
        MembershipVerb::StartMandate => seat.start_mandate(None, None, &[]),
        MembershipVerb::Leave => seat.leave("Föräldraledig"),
        MembershipVerb::Return => seat.return_from_leave(),
        MembershipVerb::EndMandate => seat.end_mandate(day("2019-06-30"), None, "Ersatt"),
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
    assert_eq!(rule(next.start_mandate(Some(early), None, &held)), rules::MANDATES_OVERLAP);
    assert_eq!((next.status, next.mandate_from), (MembershipStatus::Accepted, day("2021-01-01")));
    next.start_mandate(None, None, &held).expect("started");
}

#[test]
fn one_ordinary_mandate_at_a_time_on_a_seat() {
    let seat = at_table(body());
    let of = |organisation: u128, standing| InviteMember {
        organisation: Id::new(&SequentialIds::starting_at(organisation)),
        seat: None,
        ..invitation("2018-03-01", Some("2020-12-31"), standing)
    };
    let first = invite_to(1, of(6000, Standing::Member), Some(&seat), &[]).expect("the first");
    assert_eq!((first.seat, first.council_seat), (SeatKind::Employer, Some(seat.id)));
    let held = [first];
    assert_eq!(rule(invite_to(2, of(7000, Standing::Member), Some(&seat), &held)), rules::SEAT_IS_TAKEN);
    invite_to(2, of(7000, Standing::Substitute), Some(&seat), &held).expect("whoever substitutes has the same seat");
    let after = InviteMember { mandate_from: day("2021-01-01"), mandate_to: None, ..of(7000, Standing::Member) };
    invite_to(2, after, Some(&seat), &held).expect("whoever comes after");
}

#[test]
fn an_invitation_fits_its_seat() {
    let seat = at_table(body());
    let adjunct = InviteMember { seat: Some(SeatKind::Union), ..invitation("2018-03-01", None, Standing::Adjunct) };
    let elsewhere = at_table(Body { industry_council: Some(Id::new(&SequentialIds::starting_at(3000))), ..body() });
    match invite_to(1, adjunct, Some(&elsewhere), &[]).expect_err("three faults") {
        Error::SeveralInvalid(faults) => {
            let told: Vec<_> = faults.into_iter().map(|fault| fault.rule).collect();
            assert_eq!(told, [rules::SEAT_IS_ELSEWHERE, rules::ADJUNCT_HAS_NO_SEAT, rules::SEAT_IS_OF_ANOTHER_KIND]);
        }
        other => panic!("{other}"),
    }
    let unsaid = InviteMember { seat: None, ..invitation("2018-03-01", None, Standing::Adjunct) };
    assert_eq!(rule(invite_to(1, unsaid, None, &[])), error::rules::FIELD_IS_REQUIRED);
    let closed = CouncilSeat { closed_on: Some(day("2019-12-31")), ..seat };
    let until = |to| invite_to(1, invitation("2018-03-01", Some(to), Standing::Member), Some(&closed), &[]);
    assert_eq!(rule(until("2020-01-01")), seat::rules::SEAT_IS_CLOSED);
    until("2019-12-31").expect("as long as the seat is there");
    let early = invitation("2018-02-28", Some("2019-12-31"), Standing::Member);
    assert_eq!(rule(invite_to(1, early, Some(&closed), &[])), seat::rules::SEAT_IS_NOT_OPEN_YET);
}

#[test]
fn who_held_the_seat_is_known_of_every_day() {
    let accepted = seat(MembershipStatus::Accepted);
    assert!(!accepted.held_on(day("2019-01-01")));
    let mut seat = seat(MembershipStatus::Active);
    assert_eq!(rule(seat.end_mandate(day("2018-02-28"), None, "Ersatt")), rules::END_IS_OUTSIDE_THE_MANDATE);
    let met = Some(day("2019-06-30"));
    assert_eq!(rule(seat.end_mandate(day("2019-06-29"), met, "Ersatt")), rules::MANDATE_TOOK_PART_LATER);
    seat.end_mandate(day("2019-06-30"), met, "Ersatt").expect("ended");
    assert!(seat.held_on(day("2018-03-01")) && seat.held_on(day("2019-06-30")));
    assert!(!seat.held_on(day("2018-02-28")) && !seat.held_on(day("2019-07-01")));
}

#[test]
fn an_expired_mandate_keeps_its_own_last_day() {
    let mut seat = seat(MembershipStatus::OnLeave);
    seat.end_mandate(day("2021-05-05"), None, "Mandatet löpte ut").expect("ended");
    assert_eq!(seat.mandate_to, Some(day("2020-12-31")));
}

#[test]
fn a_last_day_is_said_with_the_first() {
    let starting = |from, to| {
        let id = Id::new(&SequentialIds::starting_at(1));
        StartMandate { id, expected_version: 2, mandate_from: from, mandate_to: to }.mandate()
    };
    assert_eq!(rule(starting(None, Some(day("2021-06-30")))), error::rules::FIELD_IS_REQUIRED);
    assert_eq!(starting(None, None).expect("as proposed"), None);
    let (from, to) = (day("2021-01-01"), Some(day("2021-06-30")));
    assert_eq!(starting(Some(from), to).expect("stated"), Some(Period { from, to }));
}
