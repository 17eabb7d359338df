//! How a spell is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::spell::Spell;

store::stored! {
    /// Rows of `participation_spells`.
    Spell as kind::Spell in "participation_spells" {
        id: String => id,
        version: i32 => version,
        participation_id: String => participation,
        participant_id: String => participant,
        project_id: String => project,
        organisation_id: Option<String> => organisation,
        starts_on: Date => starts_on,
        ends_on: Option<Date> => ends_on,
    }
}

impl Record for Spell {
    const READ: Action = Action::ReadParticipations;

    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }
}
