//! How a procurement is stored.

use access::Action;
use kernel::{Result, text::sort_key};
use sea_orm::{Condition, QuerySelect, QueryTrait, entity::prelude::*};
use store::{Reach, Record, Via};

use super::{course::ProcurementStatus, entity::Procurement};

/// From a procurement to the efforts that it procures.
pub const PROCUREMENT_TO_EFFORT: Via = Via { table: "procured_efforts", parent: "procurement_id", child: "effort_id" };

/// From an effort to its procurements.
pub const EFFORT_TO_PROCUREMENT: Via = Via { table: "procured_efforts", parent: "effort_id", child: "procurement_id" };

store::stored! {
    /// Rows of `procurements`.
    Procurement as kind::Procurement in "procurements" {
        id: String => id,
        version: i32 => version,
        organisation_id: String => buyer,
        hub_id: String => hub,
        council_id: String => council,
        project_id: Option<String> => project,
        title: String => title,
        title_key: String = |procurement| sort_key(&procurement.title),
        description: Option<String> => description,
        regime: String => regime,
        category: String => category,
        method: String => method,
        cpv_code: String => cpv,
        estimated_value_minor: i64 => estimated_value,
        status: String => status,
        status_reason: Option<String> => status_reason,
        planned_on: Date => planned_on,
        published_on: Option<Date> => published_on,
        quotes_due_on: Option<Date> => quotes_due_on,
        advertised_in: Option<String> => advertised_in,
        notice_number: Option<String> => notice_number,
        awarded_on: Option<Date> => awarded_on,
        supplier_id: Option<String> => supplier,
        award_reason: Option<String> => award_reason,
        disclosed_on: Option<Date> => disclosed_on,
        standstill_until: Option<Date> => standstill_until,
        appealed_on: Option<Date> => appealed_on,
        contracted_on: Option<Date> => contracted_on,
        delivered_on: Option<Date> => delivered_on,
        delivery_note: Option<String> => delivery_note,
    }
}

/// Whether everyone may read it: its request is published, or its award is decided.
fn is_announced() -> Condition {
    Condition::any().add(Column::PublishedOn.is_not_null()).add(Column::DisclosedOn.is_not_null())
}

/// The rows of procurements that everyone may read, by their column with the procurement's id.
pub(crate) fn announced<C: ColumnTrait>(procurement: C) -> Condition {
    of_those(procurement, is_announced())
}

/// The rows of procurements whose award is decided, by their column with the procurement's id. As [`Procurement::is_disclosed`].
pub(crate) fn disclosed<C: ColumnTrait>(procurement: C) -> Condition {
    let is_at_rest = Column::Status.ne(ProcurementStatus::Evaluation.as_str());
    of_those(procurement, Condition::all().add(Column::DisclosedOn.is_not_null()).add(is_at_rest))
}

fn of_those<C: ColumnTrait>(procurement: C, those: Condition) -> Condition {
    let ids = Entity::find().select_only().column(Column::Id).filter(those).into_query();
    Condition::all().add(procurement.in_subquery(ids))
}

impl Record for Procurement {
    const READ: Action = Action::ReadProcurements;

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(is_announced()),
            ..Reach::default()
        }
    }
}
