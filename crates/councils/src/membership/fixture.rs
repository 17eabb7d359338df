//! A mandate for other modules to try their rules on.

use kernel::{Id, SequentialIds};

use super::{Membership, MembershipStatus, SeatKind, Standing};

/// A union's ordinary mandate, without a seat of its own.
pub(crate) fn mandate(status: MembershipStatus, from: &str, to: Option<&str>) -> Membership {
    let ids = SequentialIds::starting_at(500);
    let day = |text: &str| text.parse().expect("a date");
    Membership {
        id: Id::new(&ids),
        version: 1,
        council: Id::new(&ids),
        industry_council: None,
        organisation: Id::new(&ids),
        council_seat: None,
        seat: SeatKind::Union,
        standing: Standing::Member,
        status,
        mandate_from: day(from),
        mandate_to: to.map(day),
        invited_on: None,
        status_reason: None,
    }
}
