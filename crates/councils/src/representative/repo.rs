//! How a representative is stored.

use access::Action;
use chrono::NaiveDate;
use kernel::{Result, id::MembershipId};
use sea_orm::{Condition, entity::prelude::*};
use store::{Compare, Filter, Reach, Record};

use super::entity::Representative;
use crate::membership::Membership;

store::stored! {
    /// Rows of `council_representatives`.
    Representative as kind::Representative in "council_representatives" {
        id: String => id,
        version: i32 => version,
        membership_id: String => membership,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        organisation_id: String => organisation,
        name: String => name,
        valid_from: Date => valid_from,
        valid_to: Option<Date> => valid_to,
        published: bool => published,
        masked: bool => masked,
    }
}

impl Representative {
    /// Those who sit on `day`.
    pub fn as_of(day: NaiveDate) -> Filter<Column> {
        Filter::lasting(Column::ValidFrom, Column::ValidTo, day)
    }

    /// Everyone there has been on `mandate`.
    pub fn on(mandate: MembershipId) -> Filter<Column> {
        Filter::Is(Column::MembershipId, Compare::Eq(mandate.as_str().into()))
    }

    /// Everyone there has been on any of `mandates`.
    pub(super) fn on_any(mandates: &[Membership]) -> Filter<Column> {
        Filter::Is(Column::MembershipId, Compare::In(mandates.iter().map(|one| one.id.as_str().into()).collect()))
    }
}

impl Record for Representative {
    const READ: Action = Action::ReadRepresentatives;

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            council: vec![Column::CouncilId],
            // Who is masked is not the hub's to read, though it works for the council.
            shared: Some(Condition::all().add(Column::Masked.eq(false))),
            open: Some(Condition::all().add(Column::Published.eq(true)).add(Column::Masked.eq(false))),
            ..Reach::default()
        }
    }
}
