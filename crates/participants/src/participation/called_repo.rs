//! How a participation's own name for its person is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::called::Called;

store::stored! {
    /// Rows of `participation_names`.
    Called as kind::Participation in "participation_names" {
        id: String => id,
        version: i32 => version,
        participant_id: String => participant,
        project_id: String => project,
        organisation_id: Option<String> => organisation,
        name_sealed: Vec<u8> => name_sealed,
        protected_from: i32 => protected_from,
    }
}

impl Record for Called {
    const READ: Action = Action::ReadNames;

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }
}
