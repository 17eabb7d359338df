//! What a seat is. Mandates hold it, one ordinary at a time; between them it is vacant.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{UNTIL_TODAY, line},
    error::{all, holds, in_order},
    id::{CouncilId, CouncilSeatId, IndustryCouncilId},
};
use store::Event;

use crate::{
    body::Body,
    membership::{Membership, MembershipStatus, SeatKind},
};

/// Rules of seats.
pub mod rules {
    pub use kernel::error::rules::{DATE_IS_IN_THE_FUTURE, PERIOD_IS_REVERSED};

    kernel::rules! {
        /// A seat is closed once; detail: the day.
        SEAT_IS_CLOSED: "Platsen är stängd sedan:", "The seat has been closed since:";
        /// A mandate begins on a seat that is there; detail: its first day.
        SEAT_IS_NOT_OPEN_YET: "Platsen finns först från:", "The seat is there no earlier than:";
        /// A seat is closed after the mandates on it; detail: the days of the one that remains.
        MANDATES_REMAIN_ON_THE_SEAT:
            "Ett mandat på platsen sträcker sig längre:",
            "A mandate on the seat runs longer:";
    }
}

/// Plats i ett råd eller branschråd.
#[derive(Clone, Debug)]
pub struct CouncilSeat {
    /// Id.
    pub id: CouncilSeatId,
    /// Version.
    pub version: i32,
    /// The council, or the industry council's parent.
    pub council: CouncilId,
    /// The industry council, where the seat is in one.
    pub industry_council: Option<IndustryCouncilId>,
    /// Whom it speaks for.
    pub kind: SeatKind,
    /// What tells it from others of its kind, at most 200 characters.
    pub name: Option<String>,
    /// First day.
    pub opened_on: NaiveDate,
    /// Last day; absent while it is there.
    pub closed_on: Option<NaiveDate>,
}

command! {
    pub struct OpenSeat as "OpenSeatInput" ("Inrätta plats.", "Open a seat.") {
        council: CouncilId as "councilId" ("Råd: det där platsen är, eller branschrådets överordnade.", "Council: the one where the seat is, or the industry council's parent."),
        industry_council: Option<IndustryCouncilId> as "industryCouncilId"
            ("Branschråd: där platsen är i ett.", "Industry council: where the seat is in one."),
        kind: SeatKind as "kind" ("Plats: vem den talar för.", "Seat: whom it speaks for."),
        name: Option<String> as "name" [line(200)]
            ("Benämning: vad som skiljer den från andra av samma slag.", "Designation: what tells it from others of its kind."),
        opened_on: Option<NaiveDate> as "openedOn"
            ("Första dag; i dag när den saknas.", "First day; today when absent."),
    }
}

command! {
    pub struct CloseSeat as "CloseSeatInput" ("Stäng plats.", "Close a seat.")
        of CouncilSeatId, ("Platsen.", "The seat.") {
        closed_on: Option<NaiveDate> as "closedOn" [UNTIL_TODAY]
            ("Sista dag; i dag när den saknas.", "Last day; today when absent."),
    }
}

impl CouncilSeat {
    /// A new seat in `body`.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn open(id: CouncilSeatId, body: Body, command: OpenSeat, today: NaiveDate) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let seat = Self::new(id, body, command.kind, command.name, command.opened_on.unwrap_or(today));
        Ok((seat, Event::new("SeatOpened", id.public())))
    }

    /// The seat that comes with an invitation to none that was there.
    pub(crate) fn for_invited(id: CouncilSeatId, body: Body, kind: SeatKind, from: NaiveDate) -> (Self, Event) {
        (Self::new(id, body, kind, None, from), Event::new("SeatOpened", id.public()))
    }

    fn new(id: CouncilSeatId, body: Body, kind: SeatKind, name: Option<String>, opened_on: NaiveDate) -> Self {
        Self {
            id,
            version: 1,
            council: body.council,
            industry_council: body.industry_council,
            kind,
            name,
            opened_on,
            closed_on: None,
        }
    }

    /// Is there no longer after `last`, today when absent; `mandates` are all that there have been on it.
    ///
    /// # Errors
    /// `Refused` for one that is closed or while a mandate runs longer; `Invalid` naming the field.
    pub fn close(&mut self, last: Option<NaiveDate>, mandates: &[Membership], today: NaiveDate) -> Result<Event> {
        if let Some(day) = self.closed_on {
            return Err(Error::refused(rules::SEAT_IS_CLOSED, day.to_string()));
        }
        let last = last.unwrap_or(today);
        all([
            holds(last <= today, "closedOn", rules::DATE_IS_IN_THE_FUTURE),
            in_order("closedOn", self.opened_on, last),
        ])?;
        let remains = mandates.iter().find(|mandate| {
            mandate.status != MembershipStatus::Declined && mandate.mandate().to.is_none_or(|to| last < to)
        });
        if let Some(mandate) = remains {
            return Err(Error::refused(rules::MANDATES_REMAIN_ON_THE_SEAT, mandate.mandate().to_string()));
        }
        self.closed_on = Some(last);
        Ok(Event::new("SeatClosed", self.id.public()))
    }

    /// Goes with a body that is dissolved on `day`.
    pub(crate) fn close_with_body(&mut self, day: NaiveDate) -> Event {
        self.closed_on = Some(day.max(self.opened_on));
        Event::new("SeatClosed", self.id.public())
    }

    /// Where it is.
    pub fn body(&self) -> Body {
        Body { council: self.council, industry_council: self.industry_council }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::membership::mandate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn seat() -> CouncilSeat {
        let ids = SequentialIds::starting_at(0);
        let body = Body { council: Id::new(&ids), industry_council: None };
        let command = OpenSeat {
            council: body.council,
            industry_council: None,
            kind: SeatKind::Union,
            name: None,
            opened_on: Some(day("2018-03-01")),
        };
        CouncilSeat::open(Id::new(&ids), body, command, day("2020-08-01")).expect("opened").0
    }

    fn rule(result: Result<Event>) -> kernel::Rule {
        match result.expect_err("refused") {
            Error::Refused { rule, .. } | Error::Invalid { rule, .. } => rule,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_seat_outlasts_its_mandates() {
        let mut seat = seat();
        let until = |to| [mandate(MembershipStatus::Ended, "2018-03-01", Some(to))];
        let today = day("2020-08-01");
        let close =
            |seat: &mut CouncilSeat, mandates: &[Membership]| seat.close(Some(day("2019-12-31")), mandates, today);
        assert_eq!(rule(close(&mut seat, &until("2020-01-01"))), rules::MANDATES_REMAIN_ON_THE_SEAT);
        let running = [mandate(MembershipStatus::Active, "2018-03-01", None)];
        assert_eq!(rule(close(&mut seat, &running)), rules::MANDATES_REMAIN_ON_THE_SEAT);
        let declined = mandate(MembershipStatus::Declined, "2018-03-01", None);
        let [ended] = until("2019-12-31");
        close(&mut seat, &[ended, declined]).expect("closed");
        assert_eq!(rule(close(&mut seat, &[])), rules::SEAT_IS_CLOSED);
    }

    #[test]
    fn a_seat_is_closed_on_a_day_that_it_was_there() {
        let (mut seat, today) = (seat(), day("2020-08-01"));
        assert_eq!(rule(seat.close(Some(day("2018-02-28")), &[], today)), rules::PERIOD_IS_REVERSED);
        assert_eq!(rule(seat.close(Some(day("2020-08-02")), &[], today)), rules::DATE_IS_IN_THE_FUTURE);
        assert_eq!(seat.closed_on, None);
    }
}
