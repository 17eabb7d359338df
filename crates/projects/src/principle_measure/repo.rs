//! How a principle measure is stored.

use access::Action;
use kernel::Result;
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::PrincipleMeasure;

store::stored! {
    /// Rows of `principle_measures`.
    PrincipleMeasure as kind::PrincipleMeasure in "principle_measures" {
        id: String => id,
        project_id: String => project,
        principle: String => principle,
        measure: String => measure,
    }
}

impl Record for PrincipleMeasure {
    const READ: Action = Action::ReadProjects;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }
}
