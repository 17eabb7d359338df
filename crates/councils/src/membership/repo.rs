//! How a mandate is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{Membership, MembershipStatus};
use crate::body::Body;

store::stored! {
    /// Rows of `memberships`. `body_id` is the id of the council or the industry council where the mandate is.
    Membership as kind::Membership in "memberships" {
        id: String => id,
        version: i32 => version,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        body_id: String = |mandate| mandate.body().key(),
        organisation_id: String => organisation,
        seat_id: Option<String> => council_seat,
        seat: String => seat,
        standing: String => standing,
        status: String => status,
        mandate_from: Date => mandate_from,
        mandate_to: Option<Date> => mandate_to,
        invited_on: Option<Date> => invited_on,
        status_reason: Option<String> => status_reason,
    }
}

impl Membership {
    /// Every mandate that there has been in `body`.
    pub fn of(body: Body) -> Filter<Column> {
        Filter::Is(Column::BodyId, Compare::Eq(body.key().into()))
    }

    /// The seats held on `day`, whether or not their holder was on leave: [`Membership::held_on`] as a filter.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        use MembershipStatus as S;
        let held = [S::Active, S::OnLeave, S::Ended].map(|status| status.as_str().into());
        Filter::Is(Column::Status, Compare::In(held.to_vec())).and(Filter::lasting(
            Column::MandateFrom,
            Column::MandateTo,
            day,
        ))
    }
}

impl Record for Membership {
    const READ: Action = Action::ReadCouncils;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
