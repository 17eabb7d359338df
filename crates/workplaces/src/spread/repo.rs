//! How a spread of learning is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Compare, Filter, Reach, Record};

use super::entity::LearningSpread;

store::stored! {
    /// Rows of `learning_spreads`.
    LearningSpread as kind::LearningSpread in "learning_spreads" {
        id: String => id,
        reflection_id: String => reflection,
        workplace_id: String => workplace,
        organisation_id: String => organisation,
        project_id: Option<String> => project,
        effort_id: String => effort,
        enrolment_id: Option<String> => enrolment,
        colleagues_reached: i32 => colleagues_reached,
        told_on: Date => told_on,
    }
}

impl LearningSpread {
    /// That of the same course at the same reflection.
    pub(super) fn alike(&self) -> Filter<Column> {
        Filter::All(vec![
            Filter::Is(Column::ReflectionId, Compare::Eq(self.reflection.as_str().into())),
            Filter::Is(Column::EffortId, Compare::Eq(self.effort.as_str().into())),
        ])
    }
}

impl Record for LearningSpread {
    const READ: Action = Action::ReadWorkplaces;

    fn reach() -> Reach<Column> {
        Reach { organisation: vec![Column::OrganisationId], project: vec![Column::ProjectId], ..Reach::default() }
    }
}
