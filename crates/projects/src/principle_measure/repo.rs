//! How a principle measure is stored.

use access::Action;
use kernel::{Result, words::kept};
use sea_orm::entity::prelude::*;
use store::{Reach, Record};

use super::entity::PrincipleMeasure;

store::stored! {
    /// Rows of `principle_measures`.
    PrincipleMeasure as kind::PrincipleMeasure in "principle_measures" {
        id: String => id,
        version: i32 => version,
        project_id: String => project,
        principle: String => principle,
        measure: String => measure,
        evidence: Option<String> => evidence,
        responsible: Option<String> => responsible,
        effort_id: Option<String> => effort,
        organisation_id: Option<String> => organisation,
        target_id: Option<String> => target,
        follow_up: Option<String> => follow_up,
        followed_up_on: Option<Date> => followed_up_on,
        words_key: String = |measure| kept([
            Some(measure.measure.as_str()),
            measure.evidence.as_deref(),
            measure.responsible.as_deref(),
            measure.follow_up.as_deref(),
        ]),
    }
}

impl Record for PrincipleMeasure {
    const READ: Action = Action::ReadProjects;

    fn reach() -> Reach<Column> {
        Reach { project: vec![Column::ProjectId], ..Reach::default() }
    }
}
