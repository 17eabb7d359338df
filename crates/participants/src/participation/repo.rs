//! How a participation is stored.

use access::Action;
use kernel::{Result, Stored};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::{
    entity::Participation,
    entry::{EntryFacts, Guarded, Sensitive},
};

store::stored! {
    /// Rows of `participations`.
    Participation as kind::Participation in "participations" {
        id: String => id,
        version: i32 => version,
        participant_id: String => participant,
        project_id: String => project,
        organisation_id: Option<String> => organisation,
        council_id: Option<String> => council,
        status: String => status,
        starts_on: Date => starts_on,
        ends_on: Option<Date> => ends_on,
        entry: EntryFacts {
            sex: String => sex,
            birth_year: Option<i32> => birth_year,
            age_at_entry: Option<i32> => age_at_entry,
            employment_situation: String => employment_situation,
            in_education: bool => in_education,
            sun_level_code: Option<String> => sun_level,
            municipality_code: Option<String> => municipality,
            ssyk_code: Option<String> => ssyk,
            sni_code: Option<String> => sni,
        },
        guarded = |cells| {
            Guarded::new(Sensitive { disability: cells.stored()?, minority: cells.stored()? })
        } {
            disability: String = |participation| participation.guarded.stored().disability.to_value(),
            minority: String = |participation| participation.guarded.stored().minority.to_value(),
        },
        is_complete: bool => is_complete,
        results_cleared_on: Option<Date> => results_cleared_on,
        status_reason: Option<String> => status_reason,
        record_key: i64 => record_key,
        demonstration: bool => demonstration,
    }
}

impl Record for Participation {
    const READ: Action = Action::ReadParticipations;

    /// No council column: councils see protected counts, never rows about people.
    fn reach() -> Reach<Column> {
        Reach {
            organisation: vec![Column::OrganisationId],
            project: vec![Column::ProjectId],
            person: vec![Column::ParticipantId],
            ..Reach::default()
        }
    }
}
