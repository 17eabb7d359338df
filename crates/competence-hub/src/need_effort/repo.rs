//! How the link between a need and an effort is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record, Via};

use super::entity::NeedEffort;

/// From a need to the efforts that answer it.
pub const NEED_TO_EFFORT: Via = Via { table: "need_efforts", parent: "need_id", child: "effort_id" };

/// From an effort to the needs it answers.
pub const EFFORT_TO_NEED: Via = Via { table: "need_efforts", parent: "effort_id", child: "need_id" };

store::stored! {
    /// Rows of `need_efforts`.
    NeedEffort as kind::NeedEffort in "need_efforts" {
        id: String => id,
        need_id: String => need,
        effort_id: String => effort,
        hub_id: String => hub,
        council_id: String => council,
        waiver_reason: Option<String> => waiver_reason,
        linked_at: i64 => linked_at,
    }
}

impl Record for NeedEffort {
    const READ: Action = Action::ReadTriage;

    fn reach() -> Reach<Column> {
        Reach { hub: vec![Column::HubId], council: vec![Column::CouncilId], ..Reach::default() }
    }
}
