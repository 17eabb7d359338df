//! How a version of a contract is stored.

use access::Action;
use kernel::{Result, id::ProcurementId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{ContractTerms, ContractVersion};
use crate::procurement::disclosed;

store::stored! {
    /// Rows of `contract_versions`.
    ContractVersion as kind::ContractVersion in "contract_versions" {
        id: String => id,
        procurement_id: String => procurement,
        organisation_id: String => buyer,
        hub_id: String => hub,
        project_id: Option<String> => project,
        quote_id: String => quote,
        supplier_id: String => supplier,
        edition: i32 => edition,
        amends_id: Option<String> => amends,
        terms: ContractTerms {
            contents: String => contents,
            timetable: Option<String> => timetable,
            amount_minor: i64 => amount,
            reference: Option<String> => reference,
            valid_from: Date => valid_from,
            valid_to: Option<Date> => valid_to,
        },
        signed_on: Date => signed_on,
        reason: Option<String> => reason,
    }
}

impl ContractVersion {
    /// Those of a procurement.
    pub(crate) fn of_procurement(procurement: ProcurementId) -> Filter<Column> {
        Filter::Is(Column::ProcurementId, Compare::Eq(procurement.as_str().into()))
    }
}

impl Record for ContractVersion {
    const READ: Action = Action::ReadProcurements;

    /// The buyer's own; everyone's, as the award is.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(disclosed(Column::ProcurementId)),
            ..Reach::default()
        }
    }
}
