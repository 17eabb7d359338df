//! How an occasion is stored.

use access::{Action, Anchors};
use kernel::Result;
use sea_orm::{Condition, entity::prelude::*};
use store::{Reach, Record};

use super::entity::{Occasion, OccasionStatus};

store::stored! {
    /// Rows of `occasions`.
    Occasion as kind::Occasion in "occasions" {
        id: String => id,
        version: i32 => version,
        effort_id: String => effort,
        hub_id: String => hub,
        council_id: String => council,
        project_id: Option<String> => project,
        provider_id: Option<String> => provider,
        status: String => status,
        starts_on: Date => starts_on,
        ends_on: Date => ends_on,
        municipality_code: Option<String> => municipality,
        delivery: String => delivery,
        capacity: i32 => capacity,
        status_reason: Option<String> => status_reason,
    }
}

impl Record for Occasion {
    const READ: Action = Action::ReadEfforts;

    /// For [`Record::anchors_below`].
    const NEEDED: &'static [Column] = &[Column::ProjectId, Column::ProviderId];

    /// Everyone sees what has been confirmed, and also what was cancelled: people may be waiting for it. What is
    /// only planned is the hub's.
    fn reach() -> Reach<Column> {
        Reach {
            provider: vec![Column::ProviderId],
            council: vec![Column::CouncilId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            open: Some(Condition::all().add(Column::Status.ne(OccasionStatus::Planned.as_str()))),
            ..Reach::default()
        }
    }

    /// Sessions and enrolments are those of its hub, its project and its provider.
    fn anchors_below(&self) -> Anchors {
        Anchors { hub: Some(self.hub), project: self.project, provider: self.provider, ..Anchors::default() }
    }
}
