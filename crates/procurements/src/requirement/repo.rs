//! How a requirement of a procurement is stored.

use access::Action;
use kernel::{Result, id::ProcurementId};
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::{ProcurementRequirement, RequirementKind};
use crate::procurement::announced;

store::stored! {
    /// Rows of `procurement_requirements`.
    ProcurementRequirement as kind::ProcurementRequirement in "procurement_requirements" {
        id: String => id,
        version: i32 => version,
        procurement_id: String => procurement,
        organisation_id: String => buyer,
        hub_id: String => hub,
        project_id: Option<String> => project,
        kind: String => kind,
        text: String => text,
        mandatory: bool => mandatory,
    }
}

impl ProcurementRequirement {
    /// Mandatory demands of accessibility of a procurement.
    pub(crate) fn of_access_in(procurement: ProcurementId) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ProcurementId, Compare::Eq(procurement.as_str().into())),
            Filter::Is(Column::Kind, Compare::Eq(RequirementKind::Accessibility.as_str().into())),
            Filter::Is(Column::Mandatory, Compare::Eq(true.into())),
        ])
    }
}

impl Record for ProcurementRequirement {
    const READ: Action = Action::ReadProcurements;

    /// As open as its procurement.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(announced(Column::ProcurementId)),
            ..Reach::default()
        }
    }
}
