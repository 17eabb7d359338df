//! How a seat is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Filter, Reach, Record};

use super::entity::CouncilSeat;

store::stored! {
    /// Rows of `council_seats`. `body_id` is the id of the council or the industry council where it is.
    CouncilSeat as kind::CouncilSeat in "council_seats" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        body_id: String = |seat| seat.body().key(),
        kind: String => kind,
        name: Option<String> => name,
        opened_on: Date => opened_on,
        closed_on: Option<Date> => closed_on,
    }
}

impl CouncilSeat {
    /// The seats that are there on `day`.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::OpenedOn, Column::ClosedOn, day)
    }
}

impl Record for CouncilSeat {
    const READ: Action = Action::ReadCouncils;

    fn reach() -> Reach<Column> {
        Reach { council: vec![Column::CouncilId], ..Reach::default() }
    }
}
