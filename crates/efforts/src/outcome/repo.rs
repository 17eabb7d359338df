//! How an outcome is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::Outcome;

store::stored! {
    /// Rows of `outcomes`.
    Outcome as kind::Outcome in "outcomes" {
        id: String => id,
        version: i32 => version,
        enrolment_id: Option<String> => enrolment,
        participation_id: Option<String> => participation,
        effort_id: Option<String> => effort,
        hub_id: Option<String> => hub,
        council_id: Option<String> => council,
        project_id: Option<String> => project,
        participant_id: String => participant,
        organisation_id: Option<String> => organisation,
        kind: String => kind,
        status: String => status,
        source: String => source,
        observed_on: Date => observed_on,
        recorded_at: i64 => recorded_at,
        status_reason: Option<String> => status_reason,
    }
}

impl Record for Outcome {
    const READ: Action = Action::ReadOutcomes;

    /// No council column: councils see protected counts, never rows about people.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            hub: vec![Column::HubId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }
}
