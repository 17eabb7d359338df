//! How an endorsement is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::Endorsement;

store::stored! {
    /// Rows of `endorsements`.
    Endorsement as kind::Endorsement in "endorsements" {
        id: String => id,
        version: i32 => version,
        need_id: String => need,
        council_id: String => council,
        industry_council_id: Option<String> => industry_council,
        organisation_id: Option<String> => organisation,
        status: String => status,
        decided_on: Date => decided_on,
        reference: String => reference,
        statement: Option<String> => statement,
        withdrawn_on: Option<Date> => withdrawn_on,
        status_reason: Option<String> => status_reason,
    }
}

impl Record for Endorsement {
    const READ: Action = Action::ReadNeeds;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
