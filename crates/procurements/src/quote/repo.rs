//! How a quote is stored.

use access::Action;
use kernel::{Result, id::ProcurementId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{Quote, QuoteStatus};
use crate::procurement::disclosed;

store::stored! {
    /// Rows of `quotes`. Its column `project_id` is neither written nor read, and empty: unlike requirements and contracts, quotes are not the
    /// paying project's to see before the award. It goes the next time the table is rebuilt.
    Quote as kind::Quote in "quotes" {
        id: String => id,
        version: i32 => version,
        procurement_id: String => procurement,
        organisation_id: String => buyer,
        hub_id: String => hub,
        bidder_id: String => bidder,
        amount_minor: i64 => amount,
        received_on: Date => received_on,
        status: String => status,
        points: Option<i32> => points,
        judgement: Option<String> => judgement,
    }
}

impl Quote {
    /// Those of a procurement.
    pub(crate) fn of_procurement(procurement: ProcurementId) -> Filter<Column> {
        Filter::Is(Column::ProcurementId, Compare::Eq(procurement.as_str().into()))
    }

    /// The same bidder's in the same procurement.
    pub(super) fn alike(&self) -> Filter<Column> {
        let bidder = Filter::Is(Column::BidderId, Compare::Eq(self.bidder.as_str().into()));
        Self::of_procurement(self.procurement).and(bidder)
    }

    /// The one that a procurement is awarded to.
    pub(crate) fn accepted_in(procurement: ProcurementId) -> Filter<Column> {
        let accepted = Filter::Is(Column::Status, Compare::Eq(QuoteStatus::Accepted.as_str().into()));
        Self::of_procurement(procurement).and(accepted)
    }
}

impl Record for Quote {
    const READ: Action = Action::ReadProcurements;

    /// The buyer's own; everyone's from the first award on, except while they are evaluated anew.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            hub: vec![Column::HubId],
            open: Some(disclosed(Column::ProcurementId)),
            ..Reach::default()
        }
    }
}
