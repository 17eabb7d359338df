//! How an endorsement is stored.

use access::Action;
use kernel::{
    Result,
    id::{CouncilDecisionId, NeedId},
};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{Endorsement, EndorsementStatus};

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
        decision_id: Option<String> => decision,
        withdrawn_on: Option<Date> => withdrawn_on,
        status_reason: Option<String> => status_reason,
    }
}

impl Endorsement {
    /// Those of a need.
    pub(super) fn of_need(need: NeedId) -> Filter<Column> {
        Filter::Is(Column::NeedId, Compare::Eq(need.as_str().into()))
    }

    /// Those of a need that are not withdrawn.
    pub(crate) fn valid_of(need: NeedId) -> Filter<Column> {
        Self::of_need(need).and(Self::valid())
    }

    /// Those by a decision that are not withdrawn.
    pub fn valid_by(decision: CouncilDecisionId) -> Filter<Column> {
        Filter::Is(Column::DecisionId, Compare::Eq(decision.as_str().into())).and(Self::valid())
    }

    fn valid() -> Filter<Column> {
        Filter::Is(Column::Status, Compare::Eq(EndorsementStatus::Valid.as_str().into()))
    }
}

impl Record for Endorsement {
    const READ: Action = Action::ReadNeeds;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
